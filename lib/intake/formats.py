"""How Excel's number formats show a value: as per cent, scaled, with words beside it. Standard library only: the child
process reads these."""

import operator
import re
from typing import NamedTuple

BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys((5, 6, 7, 8, 42, 44), "¥0.00")}
"""Excel's own formats that show more than the number, by their number."""
LONGEST = 255
SECTION = re.compile(r'((?:"[^"]*"|\\.|!.|\[[^\]]*\]|[^;])*)(;|$)')
TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<sign>.)|_.|\*.|\[(?P<square>[^\]]*)\]|(?P<plain>.)', re.DOTALL)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
GENERAL = re.compile(r"general|G/通用格式", re.IGNORECASE)
COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


class Shown(NamedTuple):
    """How a value is shown: times 100 with a per cent sign, times `scale`, with `text` beside it (units, a literal
    %); as a date; `unseen` where no digit of it is."""

    percent: bool = False
    scale: float = 1.0
    text: str = ""
    date: bool = False
    unseen: bool = False


PLAIN = Shown()


def shown(code: str, value: float) -> Shown:
    """How a format shows a value.

    >>> shown('0.0"%"', 45.6), shown("0.0%", 0.5).percent, shown('#,##0"万元"', 1).text
    (Shown(percent=False, scale=1.0, text='%', date=False, unseen=False), True, '万元')
    >>> shown("0.00,,", 1).scale, shown('0!.0000,"万元"', 1)[1:3], shown('0.0_);\\\\(0.0\\\\)"%"', 2.1).text
    (1e-06, (1e-07, '万元'), '')
    >>> shown('[>=10000]0!.0,"万";0', 20000.0).text, shown('[>=10000]0!.0,"万";0', 5.0), shown('yyyy"年"', 1).date
    ('万', Shown(percent=False, scale=1.0, text='', date=False, unseen=False), True)
    >>> shown(";;;", 1).unseen, shown('0.0;-0.0;"-"', 0).unseen, shown("General;;", 1), shown('"-"0.0', 1).scale
    (True, True, Shown(percent=False, scale=1.0, text='', date=False, unseen=False), -1.0)
    """
    return _section(_chosen(_sections(code[:LONGEST]), value), value) if code else PLAIN


def _sections(code: str) -> list[str]:
    found = []
    for section in SECTION.finditer(code):
        found.append(section[1])
        if not section[2]:
            break
    return found


def _chosen(sections: list[str], value: float) -> str:
    """The section that a value is shown by: the first whose condition holds, or by its sign."""
    conditions = [CONDITION.search(bracket) for section in sections for bracket in re.findall(r"\[([^\]]*)\]", section)]
    if any(conditions):
        for section in sections:
            own = CONDITION.search("".join(f"[{inner}]" for inner in re.findall(r"\[([^\]]*)\]", section)))
            if own is None or COMPARE[own[1]](value, float(own[2])):
                return section
        return sections[-1]
    return (
        sections[1]
        if value < 0 and len(sections) > 1
        else sections[2]
        if value == 0 and len(sections) > 2
        else sections[0]
    )


def _section(section: str, value: float) -> Shown:
    """What one section of a format does: a % outside quotes multiplies, a comma behind the digits divides by a
    thousand, a literal point among the digits moves the point, and a minus before a number that has none changes its
    sign."""
    percent, commas, text, after, point, date, sign = False, 0, "", None, False, False, 1.0
    digits = False
    for found in TOKEN.finditer(GENERAL.sub("0", section)):
        literal = found["quoted"] if found["quoted"] is not None else found["sign"]
        plain = found["plain"]
        if value > 0 and not digits and (plain or literal) == "-":
            sign = -1.0
        elif found["square"] is not None:
            text += found["square"][1:].split("-")[0] if found["square"].startswith("$") else ""
            date = date or found["square"].lower() in ("h", "hh", "m", "mm", "s", "ss")
        elif literal == "." and not point:
            after = 0
        elif literal is not None:
            text += literal
        elif plain and plain in "0#?@":
            commas, digits = 0, True
            after = after + 1 if after is not None and not point else after
        elif plain == ".":
            point = True
        elif plain == ",":
            commas += 1
        elif plain == "%":
            percent = True
        elif plain and (plain in "¥￥$€" or not plain.isascii()):
            text += plain
        elif plain and plain in "ymdhsYMDHS":
            date = True
    scale = sign * 10.0 ** -(3 * commas + (after or 0))
    return Shown(percent, scale, text.strip(), date, not (digits or date))
