"""What the headings and the title of a table of progress say of its numbers that contradicts what they are read as: a
month, a plan, another year, another money."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lib.intake.beside import UNSAID, WHOLE, Place, label, said
from lib.intake.context import NAMES
from lib.intake.problem import QUESTION, Problem
from lib.intake.progress_cells import AMOUNTS, MONEY
from lib.intake.records import Table
from lib.intake.text import whole

DONE = ("investment", "year_investment", "share")
"""Fields of what has come about."""
NOT_ALL = re.compile(r"本月|当月|本期|当期|本季|当季|上月")
ENDS = re.compile(r"截|止|底|末")
MEND = "读作{what}；请核对，若不是请不要提交。"
CALLED = {"investment": "开工以来的完成投资", "year_investment": "本年的完成投资", "share": "开工以来的完成比例"}


def of_heads(table: Table, events: Sequence[Mapping[str, object]]) -> list[Problem]:
    """What must be confirmed of the headings over what was done, of the title, and of the columns that are of other
    years than the rows (`events`)."""
    found = [
        _asked(table, place, *told)
        for field in DONE
        for place in table.heads.get(field, ())
        for told in _contradicts(field, place)
    ]
    far = [place for record in table.rows[:1] for group in record.beyond for place in group]
    done = next((CALLED[field] for field in DONE if field in table.columns), "")
    for place in far if done else ():
        heard = said(place.text)
        if place.what in NAMES and heard.status in ("plan", "forecast") and "planned" not in table.columns:
            word = "计划、目标" if heard.status == "plan" else "预计、预测"
            found.append(_asked(table, place, "已发生的数", f"写的是{word}，{MEND.format(what=done)}"))
    return found + list(_of_money(table, far)) + list(_of_years(table, events))


def _contradicts(field: str, place: Place) -> Iterator[tuple[str, str]]:
    """What a heading says that the numbers beneath are not read as: (expected, mend)."""
    heard, mend = said(place.text), MEND.format(what=CALLED[field])
    if heard.status in ("plan", "forecast"):
        yield "已发生的数", f"写的是{'计划、目标' if heard.status == 'plan' else '预计、预测'}，{mend}"
    parts = [part for part in heard.months if part not in (WHOLE, UNSAID) and not ENDS.search(place.text)]
    if parts and (parts[0][0] != 1 or field != "year_investment"):
        yield CALLED[field], f"写的是{label(parts[0])}，{mend}"
    elif NOT_ALL.search(place.text):
        yield CALLED[field], f"写的是一个月或一季，{mend}"


def _of_money(table: Table, far: Sequence[Place]) -> Iterator[Problem]:
    """That a text round the table names several units of money, or one that cannot be read."""
    told = [(place, [unit for unit in said(place.text).units if unit.endswith("元")]) for place in far]
    amounts = [field for field in AMOUNTS if field in table.columns]
    open_ = [field for field in amounts if not any(said(place.text).units for place in table.heads[field])]
    for place, units in told if open_ else ():
        if len(set(units)) > 1:
            mend = f"写了几个单位（{'、'.join(units)}），按{units[0]}读入；请在列名里写明各列的单位。"
            yield _asked(table, place, "一个金额单位", mend)
        elif units and units[0] not in MONEY:
            mend = f"单位“{units[0]}”不能换算成亿元，按没有写单位读入；请换算后再交。"
            yield _asked(table, place, "、".join(MONEY), mend)
    blank = [one for one in table.rows if not whole(one.cells.get("unit")) and any(map(one.cells.get, open_))]
    if blank and any(whole(one.cells.get("unit")) for one in table.rows):
        column, mend = table.columns["unit"], "这一行没有写单位，按亿元读入；请核对。"
        yield Problem(QUESTION, table.sheet, blank[0].row, column, "空", "、".join(MONEY), mend)
    odd = [(record, text) for record in table.rows if (text := whole(record.cells.get("unit"))) and text not in MONEY]
    for record, text in odd[:1]:
        column, mend = table.columns["unit"], "不是金额的单位，没有读；金额的单位请写在列名里。"
        yield Problem(QUESTION, table.sheet, record.row, column, text[:60], "、".join(MONEY), mend)


def _of_years(table: Table, events: Sequence[Mapping[str, object]]) -> Iterator[Problem]:
    """Columns of a year that none of the rows is of."""
    days = {int(str(event["date"])[:4]) for event in events if "date" in event}
    for field in ("year_investment", "planned"):
        years = {year for place in table.heads.get(field, ()) for year in said(place.text).years}
        if days and years and days.isdisjoint(years):
            place = next(place for place in table.heads[field] if said(place.text).years)
            told = "、".join(map(str, sorted(days)))
            mend = f"表头写的是{min(years)}年，各行的日期在{told}年；按日期那一年读入，请核对。"
            yield _asked(table, place, f"{told}年的数", mend)


def _asked(table: Table, place: Place, expected: str, mend: str) -> Problem:
    return Problem(QUESTION, table.sheet, place.row, place.column, place.text[:60], expected, mend)
