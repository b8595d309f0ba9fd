"""Rows that a room can read: every row is shown once, in order, in type that is large enough; columns do not tear short
words."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.report.deck import typeset
from lib.report.deck.slide import Table

WORDS = st.text(alphabet="规划目标甲乙2016%（）·“”", min_size=1, max_size=60)


def table(rows) -> Table:
    return typeset.grid(("名称", "说明"), tuple(rows), tuple(name for name, _ in rows))


@given(st.lists(st.tuples(WORDS, WORDS), max_size=25))
def test_pages_hold_every_row_once_in_order(rows):
    parts = typeset.pages(rows, table)
    assert [row for part in parts for row in part] == rows
    assert all(1 <= len(part) <= typeset.LISTED for part in parts)
    assert all(typeset.readable(table(part), typeset.BODY, typeset.ANNEXED) or len(part) == 1 for part in parts)


@pytest.mark.parametrize(("rows", "sizes"), [(0, []), (1, [1]), (10, [10]), (12, [6, 6]), (21, [7, 7, 7])])
def test_pages_are_even(rows, sizes):
    assert [len(part) for part in typeset.pages([("甲", f"{i}") for i in range(rows)], table)] == sizes


def test_a_frame_is_cut_like_a_list():
    frame = pd.DataFrame({"name": ["甲"] * 9})
    assert len(typeset.room(frame, lambda some: table([(name, "") for name in some["name"]]))) == typeset.ROWS


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=7))
def test_columns_fill_the_slide_and_no_more(rows):
    made = typeset.grid(("目标", "原因", "措施"), tuple(rows))
    size, heights = typeset.fit(made, typeset.BODY.width, typeset.BODY.height)
    assert size in typeset.TABLE_SIZES and len(heights) == len(rows) + 1
    assert min(made.widths) >= 2
    assert sum(made.widths) * typeset.READABLE <= typeset.BODY.width * 1.05


def test_a_short_word_stays_whole_beside_long_ones():
    """类别 has two characters, the names fifty: the names are broken."""
    made = typeset.grid(("目标", "类别", "理由"), (("甲" * 50, "下调", "乙" * 50), ("丙" * 30, "口径变更", "丁")))
    column = typeset.BODY.width * made.widths[1] / sum(made.widths) - 2 * typeset.CELL
    assert typeset.lines("口径变更", column, typeset.READABLE) == 1
