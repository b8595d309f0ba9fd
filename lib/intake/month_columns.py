"""What the columns of a monthly sheet hold: the month, the months so far, the growth of either. Runs in the child
process."""

import re

from lib.intake.beside import RATIOS, Place, said
from lib.intake.grid import Head
from lib.intake.layout import layout
from lib.intake.number import WIDE, WORDS

LAYOUT = layout(WORDS["months"], "indicator")
NUMBERS = ("own", "total", "value", "own_growth", "total_growth", "growth")
"""Roles of columns with numbers; `value` and `growth` do not say of which months they are."""
SO_FAR = re.compile(r"累计|(?:^|\D)0?1月?(?:-+|—+|–|~|～|至|到)(?:本月|上月|当月|1[0-2]|[2-9])")
ITSELF = re.compile(r"本月|当月|本期|当期|本季|当季")


def columns(head: Head) -> tuple[dict[str, int], list[Place]]:
    """The columns under a head by role, and those that are not read."""
    roles: dict[str, int] = {}
    unread: list[Place] = []
    number = ""
    for column, stack in head.stacks.items():
        role = kind(stack)
        if role == "growth" and number:
            role = {"own": "own_growth", "total": "total_growth"}.get(number, role)
        elif role in ("own", "total", "value"):
            number = role
        if not role or role in roles:
            unread.append(stack[0])
        elif role != "unread":
            roles[role] = column
    return roles, unread


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
