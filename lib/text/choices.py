"""Things by name, for choosing one: where two have the same name, what tells them apart is added. Codes are for addresses
and files, never for people."""

from collections import Counter
from collections.abc import Callable, Sequence

import pandas as pd

from lib.about import About
from lib.measure.clause import Clause
from lib.once import once
from lib.text import words as w
from lib.text.clauses import condition

CODES = ("条款", "编号", "发现号", "推算")
"""The columns of tables that hold codes, or reckon with them: in files, not on the screen."""


def apart(names: Sequence[str], *more: Sequence[str]) -> list[str]:
    """Names with what tells those apart that are the same: the first of `more` that does not leave them so, one after the
    other.

    >>> apart(["甲", "甲", "甲", "乙"], ["1项", "2项", "2项", ""], ["", "第一章", "第二章", ""])
    ['甲　1项', '甲　2项　第一章', '甲　2项　第二章', '乙']
    """
    found = list(names)
    for extra in more:
        count = Counter(found)
        found = [
            f"{name}　{word}" if count[name] > 1 and word not in name else name
            for name, word in zip(found, extra, strict=True)
        ]
    return found


@once
def clauses(rows: pd.DataFrame, about: About, always: Sequence[Callable[[Clause], str]] = ()) -> pd.Series:
    """Clauses by id: name and area and what is `always` told; with condition, date and section where those are the
    same."""
    items = Clause.of(rows)
    named = apart(
        ["　".join([f"{one.name}·{about.areas.short(one.area)}", *(tell(one) for tell in always)]) for one in items],
        [condition(one) for one in items],
        [f"{one.due}年" for one in items],
        [w.chapter(one) for one in items],
    )
    return pd.Series(named, index=[one.id for one in items], dtype=object)
