"""Numbers and codes as Chinese text: units, thousands separators, 百分点, dashes for what is missing."""

import math
import re
import tomllib
from pathlib import Path

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Target
from lib.measure.kinds import KINDS
from lib.measure.period import Period

WORDS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
MISSING = "—"
SHARE_UNITS = ("%", "‰")


def word(group: str, code: str | None) -> str:
    """The Chinese word for a code of a group; a dash for a missing code.

    >>> word("kind", "annual_growth"), word("price_basis", None)
    ('年均增速', '—')
    """
    return MISSING if code is None or missing(code) or code == "" else WORDS[group][code]


def scenario(code: str, about: About) -> str:
    """A scenario of a projection by its name."""
    return word("scenario", code).format(before=about.name.before, plan=about.name.plan)


def gap(code: str, period: Period) -> str:
    """Why something cannot be judged.

    >>> gap("no_base", Period(2015, 2020, 2018, 2010))
    '缺2015年基期值'
    """
    return word("gap", code).format(base=period.base)


def formula(group: str, kind: str, period: Period) -> str:
    """How a kind of clause is measured, by the group of the formula.

    >>> formula("required_formula", "share", Period(2015, 2020, 2018, 2010))
    '(目标值 − 基期值) ÷ 5'
    """
    return WORDS[group][kind].format(span=period.span, base=period.base)


def report(kind: str, about: About) -> str:
    """A kind of report by its name."""
    return word("report", kind).format(flagship=about.flagship.short)


def literal(text: object) -> str:
    """Text that may hold a person's words (a name, a reason, the name of a file), so that Markdown shows it as it is.

    The one way by which such text may enter anything that Streamlit reads as Markdown: headings, messages, captions,
    labels.

    >>> literal("**a**[x](b)"), literal("    甲\\n\\n\\t乙 ")
    ('\\\\*\\\\*a\\\\*\\\\*\\\\[x\\\\]\\\\(b\\\\)', '甲\\n\\n乙')
    """
    lines = (line.strip() for line in str(text).split("\n"))
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", "\n".join(lines))


def other_basis(basis: str | None, beside: str | None) -> str:
    """The price basis of a figure in brackets where that of the figure beside it is another; "" where either is not
    stated.

    >>> other_basis("current", "comparable"), other_basis("current", "current"), other_basis(None, "current")
    ('（现价）', '', '')
    """
    differ = not (missing(basis) or missing(beside)) and basis and beside and basis != beside
    return f"（{word('price_basis', basis)}）" if differ else ""


def missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or NA.

    >>> [missing(cell) for cell in (None, float("nan"), pd.NA, pd.NaT, "", 0)]
    [True, True, True, True, False, False]
    """
    return value is None or value is pd.NA or bool(value != value)


def number(value: float | None, decimals: int | None = None) -> str:
    """A number with thousands separators; without `decimals` as many as it has, at most four.

    >>> number(1046.87, 1), number(6.0), number(None), number(-0.02, 1), number(12345)
    ('1,046.9', '6', '—', '0.0', '12,345')
    """
    if value is None or missing(value) or math.isinf(value):
        return MISSING
    if decimals is None:
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    text = f"{value:,.{decimals}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text


def quantity(value: float | None, unit: str | None, decimals: int | None = None, bound: str | None = "=") -> str:
    """A number with its unit, and with the word for a bound where it is one.

    >>> quantity(300, "亿元", 1, ">"), quantity(47, "%", 1), quantity(float("nan"), "亿元")
    ('超过300.0亿元', '47.0%', '—')
    """
    if value is None or missing(value):
        return MISSING
    return f"{WORDS['bound'].get(bound or '=', '')}{number(value, decimals)}{unit or ''}"


def percent(ratio: float | None, decimals: int = 1) -> str:
    """A ratio as per cent.

    >>> percent(0.2486), percent(float("nan"))
    ('24.9%', '—')
    """
    return MISSING if ratio is None or missing(ratio) else f"{number(ratio * 100, decimals)}%"


def pace(value: float | None) -> str:
    """A pace with two decimals, with more where two would lift it to a threshold that it misses.

    >>> pace(0.9231), pace(0.997), pace(0.79996), pace(1.0), pace(float("nan"))
    ('0.92', '0.997', '0.79996', '1.00', '—')
    """
    if value is None or missing(value):
        return MISSING
    limits = (c.ON_TRACK, c.SLIGHTLY_BEHIND, 0.0)
    for decimals in range(2, 6):
        text = number(value, decimals)
        if not any(value < at - 1e-9 and float(text.replace(",", "")) >= at for at in limits):
            return text
    return number(value, 6)


def condition(operator: str | None, value: float | None, unit: str | None) -> str:
    """A clause's condition, e.g. for tables.

    >>> condition(">=", 420, "亿元"), condition(None, None, None), condition("<=", -15, "%")
    ('≥ 420亿元', '里程碑', '≤ -15%')
    """
    if value is None or missing(value):
        return "里程碑"
    return f"{WORDS['operator'][operator or '']} {number(value)}{unit or ''}"


def difference(value: float | None, unit: str | None, decimals: int = 1) -> str:
    """A signed difference: of shares in 百分点, else in the unit.

    >>> difference(-4.1, "%"), difference(12, "亿元", 0), difference(0.3, "‰")
    ('-4.1个百分点', '+12亿元', '+0.3个千分点')
    """
    if value is None or missing(value):
        return MISSING
    name = {"%": "个百分点", "‰": "个千分点"}.get(unit or "", unit or "")
    text = number(value, decimals)
    return f"{'+' if value > 0 and float(text.replace(',', '')) != 0 else ''}{text}{name}"


def years(n: int) -> str:
    """A number of years up to five in words.

    >>> years(1), years(2), years(3)
    ('一年', '两年', '三年')
    """
    return f"{'零一两三四五'[n]}年"


def whole(value: float) -> int:
    """A number of things, rounded up; what a computer adds in the last digit does not count.

    >>> whole(0.5 * 2), whole(602.5 * 2), whole(21.4 * 3)
    (1, 1205, 65)
    """
    return math.ceil(value - 1e-9)


def growth(kind: str, value: float | None, unit: str | None, left: int | None = None) -> str:
    """Required or catch-up growth of a clause in the words of its kind; with the years `left`, their total in whole
    things.

    >>> growth("level", 9.3688, "亿元"), growth("share", 1.02, "%"), growth("cumulative_sum", 0.5, "万人")
    ('年均9.37%', '每年1.02个百分点', '每年0.5万人')
    >>> growth("hold", float("nan"), "%"), growth("cumulative_sum", 0.5, "座", 2), growth("count", 0.4, "家", 2)
    ('—', '两年共1座', '两年共1家')
    >>> growth("count", 0.002, "公里/平方公里")
    '每年0.002公里/平方公里'
    """
    if value is None or missing(value):
        return MISSING
    if left:
        return f"{years(left)}共{number(whole(value * left))}{unit}"
    if KINDS[kind].compounding:
        return f"年均{number(value, 2)}%"
    if unit in SHARE_UNITS:
        return f"每年{difference(value, unit, 2).removeprefix('+')}"
    return f"每年{number(round(value, 2) or value)}{unit or ''}"


def rate(value: float | None, path: str, unit: str | None) -> str:
    """A yearly rate on a path: per cent, or points or units a year.

    >>> rate(9.5, "geometric", "亿元"), rate(1.02, "linear", "%"), rate(-0.2, "linear", "人/万人")
    ('9.50%', '每年+1.02个百分点', '每年-0.20人/万人')
    """
    if value is None or missing(value):
        return MISSING
    return f"{number(value, 2)}%" if path == "geometric" else f"每年{difference(value, unit, 2)}"


def citation(line: float | None, *also: int) -> str:
    """A line of the plan, and further ones, as a citation.

    >>> citation(117), citation(198, 436), citation(None)
    ('规划第117行', '规划第198、436行', '—')
    """
    return MISSING if line is None or missing(line) else f"规划第{'、'.join(map(str, (int(line), *also)))}行"


def cited(*lines: int) -> str:
    """Lines of the plan in brackets behind a sentence; a 0 stands for no line.

    >>> cited(545, 548), cited(0)
    ('（规划第545、548行）', '')
    """
    known = [str(line) for line in lines if line]
    return f"（规划第{'、'.join(known)}行）" if known else ""


def day(text: str) -> str:
    """A day (ISO) as documents write it.

    >>> day("2019-06-30")
    '2019年6月30日'
    """
    year, month, number = map(int, text.split("-"))
    return f"{year}年{month}月{number}日"


def chapter(row: Target) -> str:
    """Chapter and section of a target in short form.

    >>> chapter(Target(chapter=12)), chapter(Target(chapter=3, section=3))
    ('第十二章', '第三章第三节')
    """
    return chapter_name(row.chapter) + section_name(row.section)


def chapter_name(chapter: int) -> str:
    """A chapter by its number.

    >>> chapter_name(3)
    '第三章'
    """
    return f"第{_chinese(chapter)}章"


def section_name(section: int) -> str:
    """A section by its number; "" for the head of a chapter, 0.

    >>> section_name(3), section_name(0)
    ('第三节', '')
    """
    return f"第{_chinese(section)}节" if section else ""


def _chinese(n: int) -> str:
    """1–19 as a Chinese numeral."""
    digits = "零一二三四五六七八九"
    return digits[n] if n < 10 else "十" + (digits[n - 10] if n > 10 else "")
