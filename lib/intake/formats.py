"""How Excel's number formats show a value: as per cent, scaled, with words beside it. Standard library only: the child
process reads these."""

import operator
import re
from typing import NamedTuple

BUILT_IN = {9: "0%", 10: "0.00%"}
LONGEST = 255
SECTION = re.compile(r'(?:"[^"]*"|\\.|!.|\[[^\]]*\]|[^;])*')
TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<sign>.)|_.|\*.|\[(?P<square>[^\]]*)\]|(?P<plain>.)', re.DOTALL)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
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
    %)."""

    percent: bool = False
    scale: float = 1.0
    text: str = ""
    date: bool = False


PLAIN = Shown()


def shown(code: str, value: float) -> Shown:
    """How a format shows a value.

    >>> shown('0.0"%"', 45.6), shown("0.0%", 0.5).percent, shown('#,##0"万元"', 1).text
    (Shown(percent=False, scale=1.0, text='%', date=False), True, '万元')
    >>> shown("0.00,,", 1).scale, shown('0!.0000,"万元"', 1)[1:3], shown('0.0_);\\\\(0.0\\\\)"%"', 2.1).text
    (1e-06, (1e-07, '万元'), '')
    >>> shown('[>=10000]0!.0,"万";0', 20000.0).text, shown('[>=10000]0!.0,"万";0', 5.0), shown('yyyy"年"', 1).date
    ('万', Shown(percent=False, scale=1.0, text='', date=False), True)
    """
    sections = [section for section in SECTION.findall(code[:LONGEST]) if section] or [""]
    return _section(_chosen(sections, value))


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


def _section(section: str) -> Shown:
    """What one section of a format does: a % outside quotes multiplies, a comma behind the digits divides by a
    thousand, and a literal point among the digits moves the point."""
    percent, commas, text, after, point, date = False, 0, "", None, False, False
    for found in TOKEN.finditer(section):
        literal = found["quoted"] if found["quoted"] is not None else found["sign"]
        plain = found["plain"]
        if found["square"] is not None:
            text += found["square"][1:].split("-")[0] if found["square"].startswith("$") else ""
            date = date or found["square"].lower() in ("h", "hh", "m", "mm", "s", "ss")
        elif literal == "." and not point:
            after = 0
        elif literal is not None:
            text += literal
        elif plain and plain in "0#?":
            commas = 0
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
    scale = 10.0 ** -(3 * commas + (after or 0))
    return Shown(percent, scale, text.strip(), date)
