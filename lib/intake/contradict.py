"""What the texts round a table of records, and what stands with its numbers in their cells, say of them that they are
not read as: another quantity, a plan, a part, a draft. For all importers of records; each is a question or said."""

import re
from collections.abc import Iterable, Iterator

from lib.intake.beside import BESIDE, Place, another, label, noted, said
from lib.intake.cell import Cell
from lib.intake.context import ELSEWHERE, REMARKS
from lib.intake.doubt import plain
from lib.intake.names import Vocabulary
from lib.intake.number import NotANumber, read_number, tidy
from lib.intake.problem import NOTE, QUESTION, Problem
from lib.intake.records import Record, Table
from lib.intake.scope import DRAFT, SHORT
from lib.intake.text import whole

REMARK = re.compile(rf"^(?:{'|'.join(BESIDE['remark'])})\s*[:：]\s*")
PLANNED = {"plan": "计划、目标", "forecast": "预计、预测"}
EXPECTED = "已发生的数"
ASK = "写的是“{0}”；请核对，若不是要填的数请不要提交。"


def of_table(table: Table, fields: Iterable[str], known: str = "", *, monthly: bool = False) -> list[Problem]:
    """What the headings over `fields` with numbers, the lines and titles round the table and the cells of its rows
    say; `known` are quantities that its numbers may be. The years and months of a `monthly` table are held against what
    was chosen elsewhere, and its titles and lines speak of its numbers: those of projects may be of projects that are
    planned."""
    numbers = [field for field in fields if field in table.columns]
    stated = "".join(
        [known, *(whole(record.cells.get("indicator")) for record in table.rows), *(one.text for one in table.unread)]
    )
    heads = [place for field in numbers for place in table.heads.get(field, ())]
    far = list(dict.fromkeys(place for record in table.rows for group in record.beyond for place in group))
    found = [
        _asked(table, place, ASK.format(told))
        for place in (*heads, *(one for one in far if one.what not in REMARKS))
        if (told := another(place.text, stated))
    ]
    found += [
        _asked(table, place, ASK.format(told))
        for place in far
        if (monthly or place.what in REMARKS)
        and (told := PLANNED.get(said(place.text).status) or ("" if monthly else _of_note(REMARK.sub("", place.text))))
    ]
    found += [
        Problem(NOTE, table.sheet, one.row, one.column, one.text[:60], "最后的数", "写的是还会变的数，照常读入。")
        for one in [place for place in (*heads, *far) if DRAFT.search(place.text)][:1]
    ]
    return found + [one for record in table.rows for one in _of_record(table, record, numbers)]


def _of_record(table: Table, record: Record, numbers: list[str]) -> Iterator[Problem]:
    """What the cells of a row say beside their numbers, and its 备注 of all of them."""
    for field in numbers:
        for mend in _of_cell(record.cells.get(field), record, field):
            stands = whole(record.cells.get(field))[:60]
            yield Problem(QUESTION, table.sheet, record.row, table.columns[field], stands, EXPECTED, mend)
    text = whole(record.cells.get("note"))
    if text and any(record.cells.get(field) is not None for field in numbers) and (told := _of_note(text)):
        mend = ASK.format(told)
        yield Problem(QUESTION, table.sheet, record.row, table.columns.get("note", ""), text[:60], EXPECTED, mend)


def _of_note(text: str) -> str:
    """What a 备注 says of the row's numbers, where it says nothing else; "" for nothing.

    >>> _of_note("预计数"), _of_note("占比"), _of_note("2017年"), _of_note("主体完工，计划年底投产")
    ('预计、预测', '占比', '2017年', '')
    """
    if len(text) > SHORT:
        return ""
    found, alone = said(text), noted(text)
    told = [PLANNED.get(found.status, ""), another(text, ""), *(word for word in ELSEWHERE["whole"] if word in text)]
    told += [f"{year}年" for year in alone.years] + [label(part) for part in alone.months] + list(alone.units)
    return next(filter(None, told), "")


def _of_cell(cell: Cell, record: Record, field: str) -> Iterator[str]:
    """What stands with a number: its format's scale, a bound, words in brackets."""
    try:
        reading = read_number(cell)
    except NotANumber:
        return
    if reading.value is None:
        return
    scale = record.shown.get(field, (False, 1.0, ""))[1]
    if scale != 1:
        shown = plain(tidy(reading.value * scale))
        yield f"单元格里是{plain(reading.value)}，显示为{shown}；按显示的读入，请核对。"
    if reading.operator not in ("", "="):
        yield f"写的是约数或界限，按{plain(reading.value)}读入；请核对。"
    words = "；".join(part for part in (reading.note, _words(record, field)) if part)
    if words:
        yield f"数后面的“{words[:30]}”没有读；请核对，应留的请写在备注里。"


def _words(record: Record, field: str) -> str:
    """What a number's format says in brackets."""
    text = record.shown.get(field, (False, 1.0, ""))[2]
    return text.strip("（）()") if text[:1] in "（(" and text else ""


def of_name(asides: Iterable[str], words: Vocabulary, slug: str) -> str:
    """What trails the name of an indicator and makes it another number; "" for nothing."""
    for piece in asides:
        found = said(f"（{piece}）")
        if found.status in PLANNED or found.measure == "last":
            return piece
        unread = [part for part in found.asides if not words.same(part, slug) and words.unit(part, None) is None]
        if unread:
            return unread[0]
    return ""


def fractions(table: Table, fields: Iterable[str]) -> list[Problem]:
    """That all growth of a column is below one, as shares of one are."""
    found = []
    for field in (one for one in fields if one in table.columns):
        plain_ = [record for record in table.rows if not record.shown.get(field, (False,))[0]]
        values = [
            abs(cell)
            for record in plain_
            if isinstance(cell := record.cells.get(field), int | float) and not isinstance(cell, bool) and cell
        ]
        if values and max(values) < 1 and any(round(value, 1) != value for value in values):
            place = table.heads[field][0]
            found.append(
                _asked(table, place, "这一列的数都小于1，按百分之几读入；若是小数（0.088即8.8%），请改为百分数。")
            )
    return found


def _asked(table: Table, place: Place, mend: str) -> Problem:
    return Problem(QUESTION, table.sheet, place.row, place.column, place.text[:60], EXPECTED, mend)
