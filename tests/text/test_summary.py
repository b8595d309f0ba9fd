"""The overview in words: how far behind, which domains, what is known of the headline indicators."""

import pandas as pd
import pytest

from lib.measure.clause import Measured
from lib.text import summary
from tests.homes import PERIOD

ROW = {
    "kind": "share",
    "base": 47.0,
    "actual": 47.92,
    "target": 52.0,
    "time_elapsed": 0.2,
    "unit": "%",
    "decimals": 1,
    "kept": False,
    "seen_years": 1,
    "met_years": 0,
    "scale": 1.0,
}


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "-0.08个百分点"),  # 48.0 was due
        (
            {"kind": "level", "base": 268.4, "actual": 280.0, "target": 420.0, "unit": "亿元"},
            "-13.5亿元",
        ),  # 268.4 × (420/268.4)^0.2 = 293.5
        ({"kind": "annual_growth", "actual": 8.0, "target": 9.5}, "-1.50个百分点"),
        ({"kind": "cumulative_change", "actual": -2.0, "target": -15.0}, "+1.20个百分点"),  # 0.85^0.2 − 1 = −3.20 %
        (
            {
                "kind": "cumulative_sum",
                "base": float("nan"),
                "actual": 4000.0,
                "target": 25000.0,
                "unit": "人",
                "decimals": 0,
            },
            "-1,000人",
        ),
        (
            {"kind": "level", "base": 4.0, "actual": 4.2, "target": 6.0, "unit": "万元", "decimals": 0, "scale": 1e-4},
            "-0.1379万元",
        ),  # 4 × 1.5^0.2 = 4.3379
        ({"kind": "hold", "kept": True, "seen_years": 3, "met_years": 1}, "2年不符合"),
        ({"kind": "milestone"}, "—"),
    ],
)
def test_how_far_a_late_clause_is_behind(values, text):
    assert summary.behind_by(Measured(**(ROW | values)), PERIOD) == text


@pytest.mark.parametrize(
    ("late", "year", "text"),
    [
        ("甲乙乙丙", 2018, "2018年可评5项：1项达标或达到进度，4项滞后，最多的是乙（2项）"),
        ("甲乙丙", 2018, "2018年可评4项：1项达标或达到进度，3项滞后，最多的是甲、乙、丙（各1项）"),
        ("甲乙丙丁", 2018, "2018年可评5项：1项达标或达到进度，4项滞后，分散在4个领域"),
        ("甲", 2018, "2018年可评2项：1项达标或达到进度，1项滞后（甲）"),
        ("", 2018, "2018年可评1项：1项达标或达到进度，没有滞后"),
        ("乙乙", 2020, "2020年可评3项：1项完成，2项未完成（乙）"),
    ],
)
def test_only_what_stands_out_is_named(late, year, text):
    over = year == 2020
    rows = [("甲", "完成" if over else "达到进度")] + [(name, "未完成" if over else "滞后") for name in late]
    assert summary.title(pd.DataFrame(rows, columns=["domain_name", "verdict"]), year, PERIOD) == text
