"""How sure a verdict is and what its figures leave open, in words."""

import pandas as pd
import pytest

from lib.measure.clause import Measured
from lib.measure.uncertainty import Outlook
from lib.text import clauses, findings, projection
from tests.homes import ABOUT, PERIOD

LEVEL = Measured(kind="level", unit="亿元")


def test_without_enough_rates_there_is_no_number():
    assert findings.likelihood(None, 3, LEVEL, PERIOD) == "达标概率：样本不足（同一口径的逐年增速有3个，至少要4个）"


@pytest.mark.parametrize(
    ("clause", "value", "target", "interval"),
    [(LEVEL, 100.0, 110.0, "2020年80%区间"), (Measured(kind="annual_growth", unit="%"), 1.0, 1.1, "（2015年为100）")],
)
def test_the_mean_is_the_compound_growth_and_the_interval_has_its_unit(clause, value, target, interval):
    """Log growth of 0.0907 a year is 9.49 % a year; both intervals are the same numbers, of money or of an index."""
    text = findings.likelihood(Outlook(value, 2018, target, True, 0.0907, 0.0118, 4), 4, clause, PERIOD)
    assert "平均9.5%" in text
    assert interval in text
    assert ("亿元" in text) == (clause.kind == "level")


FACTS = {
    "actual_operator": "=",
    "base_operator": "=",
    "missing_years": "",
    "kept": False,
    "verdict": "滞后",
    "pace": 0.5,
    "direction": 1,
}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        ({"actual_operator": ">"}, ["实际值是下限，进度不低于此"]),
        ({"actual_operator": ">", "direction": -1}, ["实际值是下限，实际可能更差，结论未必成立"]),
        ({"actual_operator": "<="}, ["实际值是上限，实际可能更差，结论未必成立"]),
        ({"actual_operator": "<", "direction": -1}, ["实际值是上限，进度不低于此"]),
        ({"actual_operator": "~"}, ["实际值是约数"]),
        ({"base_operator": "~"}, ["基期值是界限值"]),
        ({"verdict": "达到进度", "pace": 0.97, "rounding": 0.05}, ["序时进度比在舍入范围内"]),
        ({"verdict": "达到进度", "pace": 0.97}, ["逐个计数，按路径值以下的整数评"]),
        ({"verdict": "达到进度", "pace": 1.0}, []),
        ({"verdict": "略有滞后", "pace": 0.67, "rounding": 0.05}, ["序时进度比在舍入范围内"]),
        ({"missing_years": "2016;2017", "kept": True}, ["2016、2017年无数据"]),
    ],
)
def test_what_a_reader_must_know_about_the_figures(values, told):
    assert clauses.caveats(Measured(**FACTS | values)) == told


def test_a_trend_that_must_be_turned_round_is_said():
    rows = pd.DataFrame({"ratio": [float("inf"), 0.8, float("nan")], "name": ["甲", "乙", "丙"]})
    assert (
        projection.effort_title(rows, ABOUT)
        == "难度总览：2项可与“十二五”相比，1项要求更快（甲），其中1项须扭转“十二五”的走向，其余放缓"
    )


def found(**columns) -> pd.DataFrame:
    row = {
        "what": "甲",
        "computation": "1＋1 = 2",
        "gap": "+1",
        "reason": "宜说明",
        "outside": False,
        "severity": "提示",
        "rule": "r",
        "lines": (3, 4),
    }
    return pd.DataFrame([row | columns])


@pytest.mark.parametrize(
    ("outside", "words"), [(False, "数字和用语。"), (True, "数字和用语；只有1处用到规划以外的资料：“甲”。")]
)
def test_the_page_says_what_rests_on_something_beside_the_plan(outside, words):
    assert findings.notice(found(outside=outside)).endswith(words)


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({}, "1＋1 = 2；差：+1；宜说明。"),
        ({"gap": "—"}, "1＋1 = 2；宜说明。"),
        ({"gap": "—", "reason": ""}, "1＋1 = 2。"),
    ],
)
def test_a_finding_is_told_with_its_likely_reason(columns, text):
    row = found(**columns)
    assert findings.paragraph(row.iloc[0]) == text
    assert findings.table(row)["可能的原因与建议"].tolist() == [row["reason"].iloc[0]]
