"""The matrix of the first page: counts in the order of the plan, readable on every tint, and what a click asks for."""

import pandas as pd
import pytest

from lib.measure.constants import VERDICTS
from lib.text import matrix
from lib.theme import colour, ink, luminance, mix, palette
from tests.homes import ABOUT

ROWS = pd.DataFrame(
    [
        (2, "创新驱动", "高新区", "滞后"),
        (1, "经济发展", "天元区", "达到进度"),
        (1, "经济发展", "天元区", "达到进度"),
        (1, "经济发展", "天元区", "无法评估"),
        (1, "经济发展", "新区", "未到期"),
    ],
    columns=["domain_position", "domain_name", "area", "verdict"],
)


def test_every_clause_is_counted_once_in_the_order_of_the_plan():
    counts = matrix.tally(ROWS)
    assert counts.columns.tolist() == ["领域", "地域", "达到进度", "滞后", "未到期", "无法评估"]
    assert counts.to_numpy().tolist() == [
        ["经济发展", "天元区", 2, 0, 0, 1],
        ["经济发展", "新区", 0, 0, 1, 0],
        ["创新驱动", "高新区", 0, 1, 0, 0],
    ]


def test_of_the_store(store):
    from lib.plan.opened import Plan

    rows = Plan(store).assessed(2016)
    counts = matrix.tally(rows)
    assert counts.drop(columns=["领域", "地域"]).to_numpy().sum() == len(rows)
    assert counts["领域"].tolist() == sorted(
        counts["领域"], key=rows.set_index("domain_name")["domain_position"].to_dict().get
    )


def test_noughts_are_blank_and_the_area_is_said_as_people_say_it():
    shown = matrix.painted(matrix.tally(ROWS), "light", ABOUT).data
    assert shown["地域"].tolist() == ["天元区", "两区共同", "高新区"]
    assert shown["滞后"].isna().tolist() == [True, True, False]


def test_nothing_at_all_is_an_empty_table():
    counts = matrix.tally(ROWS.iloc[:0])
    assert counts.empty and matrix.painted(counts, "dark", ABOUT).data.empty and matrix.picked(counts, []) is None


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_number_can_be_read_on_every_tint(mode, verdict):
    """A contrast of 3 at least, that of large or bold text after WCAG 2."""
    p = palette(mode)
    for share in (0.35, 0.5, 0.65, 0.8, 1.0):
        ground = mix(p["surface"], colour(verdict, mode), share)
        dark, light = sorted((luminance(ground), luminance(ink(ground, p["surface"], p["text"]))))
        assert (light + 0.05) / (dark + 0.05) >= 3, (verdict, share)


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ((0, "达到进度"), {"scope": "天元区", "domain": "经济发展", "verdict": "达到进度"}),
        ((1, "领域"), {"scope": "新区", "domain": "经济发展"}),
        ((1, "滞后"), None),
    ],
)
def test_what_a_click_asks_for(cell, asked):
    assert matrix.picked(matrix.tally(ROWS), [cell]) == asked
