"""What a person wrote in a cell as a number: a reader over a limited set of characters that never guesses.

`float()` takes "1_000" and "nan", Unicode normalisation turns "²" into 2, pandas turns "１２３" into nothing. So the signs
that may occur are listed here, and whatever else stands in the cell is said back to the person.
"""

import math
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from lib.intake.cell import Cell

Spelt = dict[str, str]
"""What a word of people's means here."""
Lists = dict[str, list[str]]
"""Words of people's by what they mean."""


class Words(TypedDict):
    """The sections of `words.toml`."""

    heading: Lists
    duties: Lists
    units: Lists
    explanations: Lists
    events: Lists
    months: Lists
    stage: Spelt
    signed: Lists
    measure: Lists
    growth: Lists
    ditto: Lists
    sum_row: Lists
    alias: Spelt
    same: Spelt
    fall: Lists
    quotient: Lists
    unit: Spelt
    before: Spelt
    after: Spelt
    bound: Spelt
    basis: Spelt
    sign: Spelt
    done: Spelt
    blank: Lists
    forecast: Lists
    corner: Lists
    beside: Lists
    period: Spelt
    elsewhere: Lists
    refused: Spelt


WORDS = cast(Words, tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")))
LARGEST = 1e15
LONGEST = 100
WIDE = str.maketrans(
    "０１２３４５６７８９．，％－−＋（）［］＝＞＜　\u00a0\u2009\u202f\n\t",
    "0123456789.,%--+()[]=><" + " " * 6,
    "\ufeff\u200b\u200e\u202d\u202c",  # invisible marks that come along when a number is pasted, e.g. from the Windows calculator
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
NOTE = re.compile(r"^(?P<body>.*[^(\[【])(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|【(?P<thick>[^【】]*)】)$")
CLASS = re.compile(r"(?P<sign>[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V|[一二三四五])(?=\s*类)")
CLASSES = {
    sign: str(n) for row in ("ⅠⅡⅢⅣⅤ", "一二三四五", ("I", "II", "III", "IV", "V")) for n, sign in enumerate(row, 1)
}
"""Classes of water and the like, as people write them."""
MARK = re.compile(r"^(?P<body>.*\d.*?)\s*(?P<mark>[*※①②③④⑤⑥⑦⑧⑨⑩]+)$")


def squeeze(text: object) -> str:
    """A label without spaces and marks, half-width, upper case.

    >>> squeeze(" 指标 名称：*")
    '指标名称'
    """
    return re.sub(r"[\s:：*＊、。]", "", str(text).translate(WIDE)).upper()


def _longest(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = re.compile(
    rf"^(?P<before>{_longest(WORDS['before'])})? ?(?P<word>{_longest(WORDS['sign'])})? ?(?P<inner>{_longest(WORDS['before'])})? ?"
    rf"(?P<sign>[+-])? ?(?P<digits>{DIGITS})(?P<power>[eE][+-]?\d{{1,2}})?(?P<middle>余|多)? ?"
    rf"(?P<unit>(?:[\u4e00-\u9fff㎡A-Za-z%‰][\u4e00-\u9fff㎡A-Za-z%‰/]*?(?:(?<=m)[²2])?)??) ?(?P<after>{_longest(WORDS['after'])})?$",
    re.ASCII,
)


class Reading(NamedTuple):
    """A cell as a number: `value` (None for an empty cell), the bound as in `observation.operator`, the unit as
    written, the note that trailed it, whether a word of rise (+1) or fall (−1) stood before it, and whether it had an
    exponent."""

    value: float | None
    operator: str = ""
    unit: str = ""
    note: str = ""
    change: int = 0
    rounded: bool = False


class NotANumber(ValueError):
    """The cell cannot be read as one number; the message is the mend, in Chinese."""


def tidy(value: float) -> float:
    """A number without the last bits that a spreadsheet's arithmetic leaves (twelve significant digits).

    >>> tidy(0.1 + 0.2), tidy(2684000 * 1e4 / 1e8)
    (0.3, 268.4)
    """
    return float(f"{value:.12g}")


def read_number(cell: Cell) -> Reading:
    """A cell (None, number or text) as a Reading; NotANumber with what to do otherwise.

    >>> read_number("约１，２３４．５亿元（初步）")
    Reading(value=1234.5, operator='~', unit='亿元', note='初步', change=0, rounded=False)
    >>> read_number("控制在2.9%以内")[:3], read_number("Ⅲ类")[:3], read_number("达到300亿元以上").operator
    ((2.9, '<=', '%'), (3.0, '', '类'), '>=')
    >>> read_number("300余万元").operator, read_number("−3.5%").value, read_number("下降3.5%").change, read_number("暂无").value
    ('>', -3.5, -1, None)
    >>> read_number("260-270")
    Traceback (most recent call last):
    lib.intake.number.NotANumber: 这是一个区间；请只填一个数，区间写在备注里
    """
    if cell is None:
        return Reading(None)
    if isinstance(cell, bool):
        raise NotANumber("这是逻辑值；请填一个数")
    if isinstance(cell, int | float):
        return Reading(_bounded(float(cell)))
    if not isinstance(cell, str):
        raise NotANumber("Excel 把它当成了日期；请把单元格格式改为“常规”，重新填数")
    text = CLASS.sub(lambda found: CLASSES[found["sign"]], cell.translate(WIDE).strip())
    if not text or text in WORDS["blank"]["words"]:
        return Reading(None)
    if len(text) > LONGEST:
        raise NotANumber("文字太长，不是一个数；说明请写在备注里")
    body, notes = _notes(text)
    if body.endswith(".") or body in WORDS["blank"]["words"]:
        raise NotANumber("只填一个数，其余写在备注里")
    found = NUMBER.match(body)
    if not found:
        raise NotANumber(_mend(body))
    bounds = [WORDS["before"][found[part]] for part in ("before", "inner") if found[part]]
    bounds += [WORDS["after"][found[part]] for part in ("middle", "after") if found[part]]
    named = dict.fromkeys(bound for bound in bounds if bound != "=") or dict.fromkeys(bounds)
    if len(named) > 1:
        raise NotANumber("有两个界限词；请只留一个，或把界限填在“约数”一列")
    if found["word"] and found["sign"] == "-":
        raise NotANumber("既有升降的词又有负号；请只填一个带正负号的数")
    digits = found["digits"].replace(",", "").replace(" ", "") + (found["power"] or "")
    value = _bounded(float((found["sign"] or "") + digits))
    change = {"+": 1, "-": -1, None: 0}[WORDS["sign"].get(found["word"])]
    return Reading(value, next(iter(named), ""), found["unit"], notes, change, bool(found["power"]))


def _bounded(value: float) -> float:
    if not math.isfinite(value) or abs(value) >= LARGEST:
        raise NotANumber("数太大或不是有限的数；请检查单位和小数点")
    return tidy(value)


def _notes(text: str) -> tuple[str, str]:
    """The text without what trails it in brackets or as a footnote mark, and that."""
    notes = []
    while found := NOTE.match(text) or MARK.match(text):
        text = found["body"].strip()
        notes += [part.strip() for name, part in found.groupdict().items() if part and name != "body"]
    return text, "；".join(reversed(notes))


def _mend(text: str) -> str:
    """Why a text is not one number, in the words of what is most likely."""
    digits = re.findall(r"\d[\d,.]*", text)
    if re.fullmatch(r"[^\d]*\d[\d,.]*\s*[%亿万元]*\s*[-~～—–至到]+\s*\d[\d,.]*[^\d]*", text):
        return "这是一个区间；请只填一个数，区间写在备注里"
    if text.startswith("="):
        return "这是没有算出结果的公式；请直接填数"
    if text.startswith("#"):
        return "这是公式的错误值；请改正公式，或直接填数"
    if text.startswith("(") and text.endswith(")"):
        return "括号里的数可能是负数也可能是注；负数请写成 -5.2"
    if not digits:
        return "这里没有数字；请填一个数，没有数就留空"
    if len(digits) > 1:
        return "这里有不止一个数；请只填一个，其余写在备注里"
    if "," in digits[0]:
        return "千分位的逗号位置不对；请写成 1,234.5 或 1234.5"
    return "有认不出的符号；请只填数字（可以带单位、约、超过、以上）"
