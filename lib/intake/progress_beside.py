"""What stands beside the rows of a table of progress and holds for all of them: its day, its source, the unit of its
money."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence

from lib.intake.beside import Place, clean, said
from lib.intake.cell import Cell
from lib.intake.context import NAMES, elsewhere
from lib.intake.number import tidy
from lib.intake.problem import QUESTION, Problem
from lib.intake.progress_cells import AMOUNTS, HEADS, MONEY, Wrong, amount
from lib.intake.records import Record, Table
from lib.intake.text import whole

UNTIL = re.compile(r"截[至止]到?(?P<y>20\d\d)年(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>\d{1,2})日|[末底]|份)")
TWO_WAYS = "可能是开工以来的累计，也可能是本年的累计；按开工以来的读入。是本年的，请把列名改为“本年完成投资”。"
NUMBERS = ("share", *AMOUNTS)
BARE = 100
"""An amount without a unit from which on it is asked whether 亿元 was meant."""


def stated_beside(table: Table) -> dict[str, tuple[str, Place]]:
    """Day and source where no column has them: the day that the title says (截至2018年12月31日), and the title with
    the file's name; each with the place where it stands."""
    far = [place for record in table.rows[:1] for group in record.beyond for place in group]
    found: dict[str, tuple[str, Place]] = {}
    if "date" not in table.columns and (
        told := next(((day, place) for place in far if (day := _day(place.text))), None)
    ):
        found["date"] = told
    titles = [place for place in far if place.what == "标题"]
    titles = [
        place for place in titles if not said(place.text).units
    ] or titles  # a line that says the unit alone is none
    if "source" not in table.columns and titles:
        file = next(place.text for place in far if place.what == "文件名")
        found["source"] = f"{titles[-1].text[:200]}（{file[:200]}）", titles[-1]
    return found


def _day(text: str) -> str:
    """The day that a title says something ends on; "" for none.

    >>> _day("单位：万元　截至2018年12月31日"), _day("截至2018年6月底"), _day("2018年重点项目")
    ('2018-12-31', '2018-06-30', '')
    """
    found = UNTIL.search(clean(text))
    if not found:
        return ""
    year, month = int(found["y"]), int(found["m"])
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(int(found['d'] or last), last):02d}"


def year_of(table: Table) -> int | None:
    """The year of which a table without days is: the one that its headings of the year's plan say, else its title; None
    where none or several are said."""
    heads = {year for place in table.heads.get("planned", ()) for year in said(place.text).years}
    far = {y for record in table.rows[:1] for group in record.beyond for place in group for y in said(place.text).years}
    years = heads or far
    return next(iter(years)) if len(years) == 1 else None


def of_all(table: Table, stated: Mapping[str, tuple[str, Place]]) -> list[Problem]:
    """What must be confirmed once for all rows: what the title says for them, an amount that may be of the year or of
    all years."""
    found = [
        Problem(
            QUESTION,
            table.sheet,
            place.row,
            place.column,
            place.text[:60],
            f"“{HEADS[field][0]}”一列",
            f"没有这一列，各行按标题记为“{text}”；请核对。",
        )
        for field, (text, place) in stated.items()
    ]
    if "planned" in table.columns and "year_investment" not in table.columns:
        found += [
            Problem(
                QUESTION, table.sheet, at.row, at.column, at.text[:60], "“本年完成投资”或“开工以来完成投资”", TWO_WAYS
            )
            for at in table.heads.get("investment", ())[:1]
            if "开工" not in at.text
        ]
    return found


def of_another(table: Table, events: Sequence[Mapping[str, object]], areas: Iterable[str]) -> list[Problem]:
    """What must be confirmed where the title, or the name of sheet or file, speaks of another area, or of no year that
    the rows are of."""
    far = [place for record in table.rows[:1] for group in record.beyond for place in group]
    found = []
    if other := elsewhere(far, areas):
        mend = "写的不是本规划的地域；不是这里的项目请不要提交。"
        found.append(Problem(QUESTION, table.sheet, other.row, other.column, other.text[:60], "、".join(areas), mend))
    days = {int(str(event["date"])[:4]) for event in events if "date" in event}
    ends = next(((day, place) for place in far if (day := _day(place.text))), None)
    if ends and days and "date" in table.columns and ends[0] not in {event.get("date") for event in events}:
        mend = f"写的是截至{ends[0]}，各行的日期不同；请核对日期。"
        found.append(Problem(QUESTION, table.sheet, ends[1].row, ends[1].column, ends[1].text[:60], "同一日期", mend))
    told = [(place, said(place.text)) for place in far if place.what in NAMES]
    years = {year for _, one in told for year in one.years}
    if days and years and days.isdisjoint(years) and not any(one.span for _, one in told):
        place = next(place for place, one in told if one.years)
        mend = f"写的是{min(years)}年，各行的日期在{'、'.join(map(str, sorted(days)))}年；请核对日期。"
        found.append(Problem(QUESTION, table.sheet, place.row, place.column, place.text[:60], "同一年的日期", mend))
    return found


def _units(place: Place) -> list[str]:
    """The units that a heading says; 亿 and 万 in brackets are of money here."""
    found = said(place.text)
    return [*found.units, *(f"{one}元" for one in found.asides if f"{one}元" in MONEY)]


def beside(field: str, cell: Cell, table: Table, record: Record) -> tuple[Cell, tuple[str, str] | None]:
    """A cell with what stands beside its number taken in (number format, unit of heading, line or title), and what must
    be confirmed: (expected, mend), or None. A number that several rows share by a merged cell is wrong."""
    if field in record.faults:
        raise Wrong("一个数" if field in NUMBERS else "文字", f"单元格的内容有误（{record.faults[field]}），请改正。")
    if field not in NUMBERS or cell is None:
        return cell, None
    if field in record.merged:
        raise Wrong("一格一个数", "这一格来自合并单元格，几行用了同一个数；请拆分后各填各的。")
    percent, scale, text = record.shown.get(field, (False, 1.0, ""))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = tidy(cell * (100 if percent else scale))
    if percent and field != "share":
        raise Wrong("金额", f"单元格是百分比（{whole(cell)}%）；请改单元格格式并填金额。")
    if field == "share" and "‰" in [unit for at in table.heads.get(field, ()) for unit in said(at.text).units]:
        raise Wrong("0至100的百分数", "表头写的是‰；请写完成了百分之几。")
    if field == "share" or cell is None or amount(cell)[1]:
        return cell, None
    own = whole(record.cells.get("unit"))
    units = (
        text,
        *(unit for place in table.heads.get(field, ()) for unit in _units(place)),
        own if own in MONEY else "",
    )
    if near := next((unit for unit in units if unit), ""):
        return f"{whole(cell)}{near}", None
    for place in (place for group in record.beyond for place in group):
        if unit := next((unit for unit in said(place.text).units if unit in MONEY), ""):
            money = amount(cell)[0]
            if unit == "亿元" or money is None:
                return f"{whole(cell)}{unit}", None
            mend = (
                f"{place.what}写的单位是{unit}，按{whole(cell)}{unit}（{money * MONEY[unit]:.10g}亿元）读入；请核对。"
            )
            return f"{whole(cell)}{unit}", ("以亿元为单位", mend)
    if (bare := amount(cell)[0]) is not None and bare >= BARE:
        return cell, ("写明单位", f"没有写单位，按{bare:.10g}亿元读入；是万元的请写明“单位：万元”。")
    return cell, None
