"""What a table holds that nobody sees on paper, and what stands on the paper in none of its cells: figures struck
through, hidden by format or colour, columns hidden; page headers and footers, text boxes, notes. Runs in the child
process."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from lib.intake.address import letters
from lib.intake.beside import Place, Said, said
from lib.intake.facts import COLOUR, FORMAT, MAX_COLUMN, PART, STRUCK
from lib.intake.grid import Head, Sheet
from lib.intake.problem import ERROR, NOTE, QUESTION, Problem

SHOWN = 12
"""Cells that one question names."""
LONGEST = 60
"""Letters of a text outside the cells that may be a title; a longer one is a remark."""
UNSEEN = {
    STRUCK: ("划了删除线的格", "没有划去的内容", "按格里的内容读入；作废的请删去，有效的请去掉删除线"),
    PART: ("划去了一部分字的格", "没有划去的内容", "划去的字也读进去了；请删去划掉的字"),
    FORMAT: ("格式不显示数的格", "看得见的数", "按格里的内容读入；作废的请删去，有效的请改为“常规”格式"),
    COLOUR: ("字与底色相同的格", "看得见的内容", "按格里的内容读入；作废的请删去，有效的请改字的颜色"),
}
"""What is said of the cells that are unseen, by why: what stands there, what is expected, the mend."""
HIDDEN_ROW = "要读的行不隐藏", "这一行照常读入；若不应填报，请删去"
HIDDEN = "要读的列不隐藏", "这一列照常读入；若不应填报，请删去"
UNREAD = "单元格里的文字", "不在单元格里，没有读；若说的是单位、年份、口径，请写进标题或表头"
UNREAD_NOTE = "单元格里的内容", "批注没有读；若它改变这一格的意思，请写进单元格"
CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Za-z])')
"""What formats a page header and what it fills in (page, day), of which nothing is text."""


def of_cells(sheet: Sheet, read: Iterable[tuple[int, Iterable[str]]]) -> list[Problem]:
    """What is said of the unseen among the cells that were `read` (row from 1, Excel's letters): a question a reason."""
    facts = sheet.facts
    cells = ((row, column) for row, columns in read if facts.unseen for column in columns)
    told = {at: why for at in cells if (why := facts.unseen.get(f"{at[1]}{at[0]}"))}
    found = []
    for why, (what, expected, mend) in UNSEEN.items():
        here = sorted((at for at in told if told[at] == why), key=lambda at: (at[0], len(at[1]), at[1]))
        if here:
            names = "、".join(f"{column}{row}" for row, column in here[:SHOWN])
            more = f"等{len(here)}格" if len(here) > SHOWN else ""
            found.append(Problem(QUESTION, sheet.title, *here[0], f"{what}：{names}{more}", expected, mend))
    return found


def of_rows(sheet: Sheet, read: Iterable[tuple[int, str]]) -> list[Problem]:
    """A question for each hidden row among those that were `read` (from 1, with the column of their names)."""
    hidden = {row + 1 for row in sheet.facts.hidden_rows}
    rows = dict.fromkeys(at for at in read if at[0] in hidden)
    return [Problem(QUESTION, sheet.title, *at, "隐藏的行", *HIDDEN_ROW) for at in rows]


def of_columns(sheet: Sheet, row: int, read: Iterable[str]) -> list[Problem]:
    """A question for each hidden column among those that are `read`; `row` is the last of their head."""
    unseen = {
        letters(column)
        for first, last in sheet.facts.hidden_columns
        for column in range(first, min(last, MAX_COLUMN) + 1)
    }
    return [Problem(QUESTION, sheet.title, row, one, "隐藏的列", *HIDDEN) for one in read if one in unseen]


def margins(sheet: Sheet) -> tuple[Place, ...]:
    """The texts of page headers, footers and boxes, each once; a long one is a remark."""
    told = []
    for what, text in sheet.facts.margins:
        for piece in re.split(r"&[LCR]|\n", text) if what != "文本框" else [text]:
            words = " ".join(CODES.sub(" ", piece.replace("&&", "＆")).split())
            told.append((what if len(words) <= LONGEST or what != "文本框" else "页脚", words[:200]))
    return tuple(Place(what, None, "", words) for what, words in dict.fromkeys(told) if words)


def noted(head: Head, comments: Sequence[tuple[int, int, str]]) -> tuple[Place, ...]:
    """The notes at the cells of a head and above."""
    return tuple(
        Place("批注", row + 1, letters(column), text[:200]) for row, column, text in comments if row <= head.last
    )


def unread(sheet: Sheet, places: Iterable[Place]) -> list[Problem]:
    """That something stands in boxes and notes of which nothing was understood: once a kind."""
    mute = sorted({one for one in places if one.what in ("文本框", "批注") and _mute(said(one.text))})
    return [
        Problem(NOTE, sheet.title, None, "", f"{what}“{'”“'.join(one.text[:30] for one in list(same)[:3])}”", *UNREAD)
        for what, same in groupby(mute, key=lambda one: one.what)
    ]


def of_notes(sheet: Sheet, read: Iterable[tuple[int, Iterable[str]]]) -> list[Problem]:
    """What is said of the notes at the cells that were `read`, which are not: those that speak of unit, year, part of
    the year or a plan are asked about."""
    told = {(row + 1, letters(column)): text for row, column, text in sheet.facts.comments}
    cells = ((row, column) for row, columns in read if told for column in columns)
    return [
        Problem(NOTE if _mute(said(told[at])) else QUESTION, sheet.title, *at, f"批注“{told[at][:30]}”", *UNREAD_NOTE)
        for at in cells
        if at in told
    ]


def answered(said: Iterable[Problem]) -> list[Problem]:
    """What is said of a table, for an importer that asks nothing: cells that nobody sees are wrong, the rest is only
    noted."""
    wrong = {expected for _, expected, _ in UNSEEN.values()}
    return [replace(one, severity=ERROR if one.expected in wrong else NOTE) for one in said]


def _mute(found: Said) -> bool:
    return not (found.years or found.months or found.units or found.measure or found.status)
