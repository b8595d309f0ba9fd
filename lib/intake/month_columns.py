"""What the columns of a monthly sheet hold: the month, the months so far, the growth of either, each of one month or of
twelve. Runs in the child process."""

import re
from collections import Counter

from lib.intake.beside import RATIOS, UNIT, Place, clean, said
from lib.intake.cell import Line
from lib.intake.grid import SEARCHED, Head, months_in
from lib.intake.layout import layout
from lib.intake.number import WIDE, WORDS

LAYOUT = layout(WORDS["months"], "indicator")
NUMBERS = ("own", "total", "value", "own_growth", "total_growth", "growth")
"""Roles of columns with numbers; `value` and `growth` do not say of which months they are."""
SO_FAR = re.compile(r"累计|(?:^|\D)0?1月?(?:-+|—+|–|~|～|至|到)(?:本月|上月|当月|1[0-2]|[2-9])")
ITSELF = re.compile(r"本月|当月|本期|当期|本季|当季")


CORNER = re.compile(r"(?:时间|月份|期间|指标[/、\\\\]?月份|项目[/、\\\\]?月份)$")
"""What stands in the corner of a table whose columns are months, beside a unit."""


def columns(head: Head) -> tuple[dict[str, int], list[Place]]:
    """The columns under a head by role, and those that are not read. Where columns are of several months, the roles of
    numbers end with theirs (`own@3`)."""
    read: list[tuple[int, str, int]] = []
    number, month = "", 0
    for column, stack in head.stacks.items():
        role, at = kind(stack), when(stack)
        if role == "growth" and number:
            role = {"own": "own_growth", "total": "total_growth"}.get(number, role)
        if role in ("own", "total", "value"):
            number, month = role, at
        read.append((column, role, at or (month if role in NUMBERS else 0)))
    several = len({at for _, role, at in read if role in NUMBERS and at}) > 1
    years = Counter(year for _, stack in head.stacks.items() for year in said(stack[0].text).years)
    main = years.most_common(1)[0][0] if several and years else 0
    roles: dict[str, int] = {}
    unread: list[Place] = []
    for column, role, at in read:
        stack = head.stacks[column]
        foreign = main and any(year != main for place in stack for year in said(place.text).years)
        named = f"{role}@{at}" if several and at and role in NUMBERS else role
        if not role or named in roles or (several and role in NUMBERS and (not at or foreign)):
            unread.append(stack[0])
        elif role != "unread":
            roles[named] = column
    return roles, unread


def when(stack: tuple[Place, ...]) -> int:
    """The month in which the period of a column ends; 0 where its headings do not say.

    >>> def of(*texts): return when(tuple(Place("表头", 1, "", text) for text in texts))
    >>> of("3月", "累计"), of("1-6月"), of("二季度"), of("本月"), of("全年")
    (3, 6, 6, 0, 12)
    """
    return next((part[1] for place in stack for part in said(place.text.translate(WIDE)).months if part[1]), 0)


def cornered(rows: list[Line]) -> list[Line]:
    """The rows of a sheet in which a corner that holds the unit (单位：亿元), or says that months stand beside it, names
    the column of indicators too.

    >>> cornered([["单位：亿元", "1月", "2月"], ["财政总收入", 1.0, 2.0]])[0], cornered([["单位：亿元"]])[0]
    (['指标（亿元）', '1月', '2月'], ['单位：亿元'])
    """
    found = []
    for number, row in enumerate(rows):
        at = next((column for column, cell in enumerate(row) if cell is not None), 0)
        text = clean(row[at]) if number < SEARCHED and row and isinstance(row[at], str) else ""
        if text and (UNIT.fullmatch(text.strip("()")) or CORNER.match(text)) and months_in(row[at + 1 :]) > 1:
            units = said(text).units
            row = [*row[:at], f"指标（{units[0]}）" if units else "指标", *row[at + 1 :]]
        found.append(row)
    return found


def flow(text: str) -> str:
    """Of what a heading or title says that it speaks: the months so far ("total"), each by itself ("own"), or "".

    >>> flow("累计"), flow("各月当期数"), flow("3月"), flow("当月、累计")
    ('total', 'own', '', '')
    """
    so_far, own = "累计" in text, bool(ITSELF.search(text))
    return "" if so_far == own else "total" if so_far else "own"


def kind(stack: tuple[Place, ...]) -> str:
    """The role of a column by its headings, the nearest first; "" for none.

    >>> def of(*texts): return kind(tuple(Place("表头", 1, "", text) for text in texts))
    >>> of("本月"), of("同比增长（%）", "本月"), of("1-6月"), of("增幅", "1—本月累计"), of("同比±%"), of("上年同期"), of("6月")
    ('own', 'own_growth', 'total', 'total_growth', 'growth', '', 'own')
    >>> of("绝对额"), of("本月计划"), of("增减额"), of("二季度"), of("上半年"), of("指标名称"), of("1-本月")
    ('value', '', '', 'own', 'total', 'indicator', 'total')
    """
    texts = [place.text.translate(WIDE) for place in stack]
    role = next((role for text in texts if (role := LAYOUT.role(text))), "")
    if role and role not in NUMBERS:
        return role
    heard = [said(text) for text in texts]
    measure = next((one.measure for one in heard if one.measure), "")
    if measure in ("change", "last") or any(one.status in ("plan", "forecast") for one in heard):
        return ""
    months = next((one.months[0] for one in heard if one.months), None)
    flow = (
        "total"
        if any(SO_FAR.search(text) for text in texts) or (months and months[0] == 1 and months[1] > 1)
        else "own"
        if any(ITSELF.search(text) for text in texts) or months
        else ""
    )
    if measure == "growth" or role == "growth" or (not flow and any(unit in RATIOS for unit in heard[0].units)):
        return f"{flow}_growth" if flow else "growth"
    return flow or ("value" if role == "value" or measure == "level" else "")
