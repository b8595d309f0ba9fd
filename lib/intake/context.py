"""What stands beside a number held against what is asked: area, year, part of the year, plan or fact, measure.

The nearest text that says something counts: the row's own columns, what stands in brackets behind the name, the
headings from the lowest up, a line between the rows, titles and remarks, the names of sheet and file, and last what was
chosen in the page. What contradicts the assumption that the number is this area's figure for a whole year, that has
come about, is a question; it is never passed over.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from lib.intake.asking import Asking, Fault
from lib.intake.beside import RATIOS, UNSAID, WHOLE, Heard, Place, Said, label, noted, said
from lib.intake.names import MEASURES, Vocabulary
from lib.intake.number import WORDS, squeeze
from lib.intake.problem import found_words
from lib.intake.text import SERIALS, day
from lib.measure.period import Period

ELSEWHERE = WORDS["elsewhere"]
NOWHERE = tuple(ELSEWHERE["none"])
FOREIGN = re.compile(rf"(?:^|[^\u4e00-\u9fff]|[年省市县])([\u4e00-\u9fff]{{1,5}}?(?:{'|'.join(ELSEWHERE['endings'])}))")
CITIES = "|".join(ELSEWHERE["cities"])
NAMES = ("标题", "页眉", "文本框", "工作表名", "文件名")
"""Places that name the whole table."""
REMARKS = ("表注", "页脚", "批注")
"""Places that remark on it."""
FAR = (*NAMES, *REMARKS)


def heard(asking: Asking, note: str) -> Heard:
    """What stands beside a row's number, nearest first: the `note` that trails it, what trails the name, the headings,
    what stands farther off; of the words in the row's 备注 only what part of the year they name."""
    row = asking.row
    own = [(Place("数值", row.row, row.letters["value"], note), said(note))] if note else []
    at = row.letters.get("note", row.letters["value"])
    told = [text.strip("；") for text in asking.text("note").split("批注：")]
    own_note = [(Place("备注", row.row, at, text), noted(text)) for text in told if text]
    trail = [(Place("指标名称", row.row, "", f"（{piece}）"), said(f"（{piece}）")) for piece in asking.asides]
    groups = [
        own,
        trail,
        own_note,
        *([(place, _far(place))] for place in row.heads),
        *([(place, _far(place)) for place in group] for group in row.beyond),
    ]
    return [group for group in groups if group]


def _far(place: Place) -> Said:
    """What a text off the row says; a remark speaks of unit, part of the year and a plan only (a note of nothing but a
    year of that too), a line between rows of no measure."""
    found = said(place.text)
    if place.what in REMARKS:
        years = noted(place.text).years if place.what == "批注" else ()
        return Said(years=years, months=found.months, units=found.units, status=found.status)
    return found._replace(measure="") if place.what == "小标题" else found


# --- area
# ------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def mentioned(
    text: str, areas: tuple[str, ...], others: tuple[str, ...], all_: tuple[str, ...], shared: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas that may be reported for and the other places that a text names; `all_` is what it may call all areas
    together, whose figures go under `shared`."""
    here: list[str] = []
    there: list[str] = []
    for both in sorted(all_, key=len, reverse=True) if shared else ():
        text = text.replace(both, shared)
    for name in sorted((*areas, *others), key=len, reverse=True):
        if found := re.search(rf"(?:{CITIES})市?{re.escape(name)}", text):
            there.append(found[0])
            text = text.replace(found[0], "·")
        if name in text:
            (here if name in areas else there).append(name)
            text = text.replace(name, "·")
    for whole in ELSEWHERE["whole"]:
        there += [whole] if whole in text else []
        text = text.replace(whole, "·")
    there += [name for name in FOREIGN.findall(text) if not name.endswith(NOWHERE)]
    return tuple(here), tuple(there)


def elsewhere(places: Iterable[Place], areas: Iterable[str]) -> Place | None:
    """The place (title, names of sheet and file) that names another area, where none of them names one of `areas`."""
    found = [(place, *mentioned(place.text, tuple(areas), (), (), "")) for place in places if place.what in NAMES]
    if any(here for _, here, _ in found):
        return None
    return next((place for place, _, there in found if set(there) - set(ELSEWHERE["whole"])), None)


def area_of(asking: Asking, words: Vocabulary, area: str, groups: Heard) -> str:
    """The area that stands nearest, or the one chosen."""
    written = asking.text("area")
    whole = words.about.areas
    written = whole.shared if whole.shared and written in whole.spellings else written
    if written and written not in words.areas:
        raise Fault("area", "、".join(words.areas), "不是填报的地域；请改正，或整列留空")
    own = written or area
    others = words.others if whole.shared else (*words.others, *(set(whole.spellings) - set(words.areas)))
    if written and written != area:
        asking.ask("area", area, f"与所选的地域不同，按{written}读入；若不对，请改地域")
    for group in groups:
        found = [
            (place, *mentioned(place.text, tuple(words.areas), others, whole.spellings, whole.shared))
            for place, _ in group
            if place.what not in REMARKS
        ]
        here = {name for _, names, _ in found for name in names}
        if own in here or len(here) > 1:
            return own
        place = next((place for place, names, there in found if names or there), None)
        if not place:
            continue
        if here and not written:
            own = next(iter(here))
            asking.ask_at(place, area, f"写的是{own}，与所选的{area}不同，按{own}读入；请核对")
        elif here:
            asking.ask_at(place, own, f"写的是{'、'.join(here)}，这一行写的是{own}，按{own}读入；请核对")
        else:
            there = next(there for _, _, there in found if there)
            asking.ask_at(place, own, f"写的是{there[0]}，不是{own}；若不是{own}的数，请不要提交")
        return own
    return own


# --- year and part of the year
# ----------------------------------------------------------------------------------------------


def year_cell(asking: Asking, period: Period) -> Said:
    """What the cell in the year's column says; Fault where it is not one year of the plan or a part of one."""
    cell = asking.row.cells.get("year")
    if cell is None:
        return Said()
    text = cell["date"][:10] if isinstance(cell, dict) else squeeze(found_words(cell))
    if text.isascii() and text.isdigit() and int(text) in SERIALS:
        text = day(int(text))
    found = said(text)
    if found.span or len(found.years) > 1:
        raise Fault("year", "一个年份", "写的是几年，不是一年；请每年一行")
    if found.rest and not found.rest.isdigit():
        raise Fault("year", f"年份，如{period.midterm}", f"“{found.rest[:20]}”没有读懂；请只写年份")
    if (
        (found.years and found.years[0] not in period.with_base)
        or found.rest
        or found.asides
        or not (found.years or found.months or found.status)
    ):
        raise Fault("year", f"{period.base}至{period.end}年", "不是规划期的年份；请改正")
    return found


def year_of(asking: Asking, year: int, own: Said, groups: Heard, period: Period) -> int:
    """The year that stands nearest, or the one chosen; another than the chosen one, and two that differ, are asked
    about."""
    taken = own.years[0] if own.years else None
    if taken not in (None, year):
        asking.ask("year", f"{year}年", f"与所选的年份不同，按{taken}年读入；若不对，请改年份")
    if taken is None and asking.row.year is not None:
        taken = asking.row.year
        if year not in asking.row.years:
            asking.ask_at(
                _speaking(groups, "years"),
                f"{year}年",
                f"表头写的是{taken}年，不是所选的{year}年，按{taken}年读入；请核对",
            )
    for group in groups:
        said_here = [(place, found) for place, found in group if found.years and place.what != "表头"]
        years = {one for _, found in said_here for one in found.years}
        span = taken is None and len(years) > 1 and any(found.span for _, found in said_here)
        if year in years and (taken is None or own.years) and not span:
            taken = year if taken is None else taken
            continue
        if not years or taken in years or years & set(asking.row.years):
            continue
        place, one = said_here[0][0], min(years)
        if taken is None and len(years) == 1 and one in period.with_base:
            taken = one
            asking.ask_at(place, f"{year}年", f"写的是{one}年，与所选的{year}年不同，按{one}年读入；请核对")
        else:
            taken = year if taken is None else taken
            told = "、".join(f"{one}年" for one in sorted(years)[:6])
            asking.ask_at(place, f"{taken}年", f"写的是{told}，按{taken}年读入；请核对")
    return year if taken is None else taken


def _speaking(groups: Heard, what: str) -> Place:
    """The nearest place that says `what` (a field of Said)."""
    return next(place for group in groups for place, found in group if getattr(found, what))


def period(asking: Asking, own: Said, groups: Heard, summed: bool) -> None:
    """Ask about a number that is not said to be a whole year's: `summed` where the indicator itself counts from an
    earlier year on."""
    row = asking.row
    here = Place("年份", row.row, row.letters.get("year", ""), asking.text("year"))
    for group in [[(here, own)], *groups]:
        parts = [
            (place, part)
            for place, found in group
            for part in found.months
            if not (part == UNSAID and (summed or found.since))
        ]
        if odd := [(place, part) for place, part in parts if part != WHOLE]:
            place, part = odd[0]
            asking.ask_at(
                place,
                "全年或年末的数",
                f"写的是{label(part)}，不是全年；若确是全年累计或年末的数，请核对，否则不要提交",
            )
        if parts:
            return
    if row.part not in (None, WHOLE) and row.heads and not (row.part == UNSAID and summed):
        asking.ask_at(
            row.heads[0],
            "全年或年末的数",
            f"左边一列写的是{label(row.part)}，不是全年；若确是全年的数，请核对，否则不要提交",
        )


def status(asking: Asking, own: Said, groups: Heard) -> None:
    """Ask about a number that is planned or expected."""
    row = asking.row
    here = Place("年份", row.row, row.letters.get("year", ""), asking.text("year"))
    for group in [[(here, own)], *groups]:
        told = [(place, found.status) for place, found in group if found.status]
        if any(what == "actual" for _, what in told):
            return
        if told:
            place, what = told[0]
            word = "计划、目标" if what == "plan" else "预计、预测"
            asking.ask_at(place, "已发生的数", f"写的是{word}，不是完成数；请核对，若不是实际数请不要提交")
            return


# --- measure
# ----------------------------------------------------------------------------------------------------------------


def measure_of(asking: Asking, groups: Heard, near: str) -> str:
    """The measure that is said beside a name: 量法, a count from an earlier year, a column of growth, a table of growth;
    "" for none."""
    if written := MEASURES.get(squeeze(asking.text("measure")), ""):
        return written
    if asking.row.growth:
        return "growth"
    if any(
        found.since or UNSAID in found.months for group in groups for place, found in group if place.what == "指标名称"
    ):
        return "sum"
    level = any(found.measure == "level" for group in groups for place, found in group if place.what == "表头")
    if asking.row.grown or level or (near and near not in RATIOS):
        return ""
    for group in groups:
        for place, found in group:
            if found.measure == "growth" and place.what in FAR:
                asking.ask_at(place, "填报的数", "写的是增速，按比上年增长读入；若是水平值，请在表头写明“绝对值”")
                return "growth"
    return ""


def basis_of(groups: Heard) -> str | None:
    """The price basis that stands nearest beside the number, where no column says it."""
    return next(
        (
            found.basis
            for group in groups
            for place, found in group
            if found.basis and place.what in ("指标名称", "表头")
        ),
        None,
    )
