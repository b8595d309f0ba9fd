"""What a text beside a number says of it: year, part of the year, unit, measure, plan or fact, price basis.

One reader for all texts (the year's cell, headings, brackets of a name, a line of units, titles, names of sheet and
file) and for all importers; which of the texts counts is decided where they are held against each other: the nearest.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from lib.intake.number import WIDE, WORDS

LONGEST = 200
MOST = 8
"""Pieces in brackets that are heard."""
BESIDE = WORDS["beside"]
RATIOS = ("%", "‰", "百分点")
WHOLE, UNSAID = (1, 12), (0, 0)
"""Months of a whole year; a part of the year that the text does not name."""


class Place(NamedTuple):
    """A text and where it stands: what it is there (表头, 标题 …), row from 1 and Excel's letters where it has them."""

    what: str
    row: int | None
    column: str
    text: str


class Said(NamedTuple):
    """What a text says: years, months (first, last; WHOLE, UNSAID), units in order, measure (level, growth, change,
    last), status (plan, forecast, actual), price basis, whether it counts from an earlier year, pieces in brackets not
    understood, and the rest."""

    years: tuple[int, ...] = ()
    span: bool = False
    months: tuple[tuple[int, int], ...] = ()
    units: tuple[str, ...] = ()
    measure: str = ""
    status: str = ""
    basis: str = ""
    since: bool = False
    asides: tuple[str, ...] = ()
    rest: str = ""


def _longest(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)


TO, YEAR, MONTH, DAY = r"(?:-+|—+|–|~|～|至|到)", r"20\d\d", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
CHINESE = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"十一": 11, "十二": 12}
NUMERAL = re.compile(
    rf"(?:(?<=[年至到])|(?<![\u4e00-\u9fff]))(十[一二]?|[一二三四五六七八九])(?=月|{TO}(?:十[一二]?|[一二三四五六七八九])月)"
)
DIGIT = re.compile(r"\d")
ZEROS = re.compile(r"二[〇零○][一二][〇零○一二三四五六七八九]")
SHORT_YEAR = re.compile(r"(?<![\d近第满每共达])([12]\d)年(?![来间前以期内多数])")
"""A year of two digits, and not a number of years."""
PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<y>{YEAR})年?{TO}(?P<z>{YEAR})年?(?!\d)(?![./-]?{MONTH}月)",
        rf"自?(?P<since>{YEAR})年?(?:以来|至今|起)",
        rf"(?P<y>{YEAR})[年./-](?P<a>{MONTH})月?{TO}(?:{YEAR}[年./-])?(?P<b>{MONTH})月份?",
        rf"(?P<y>{YEAR})[./](?P<a>{MONTH}){TO}(?:{YEAR}[./])?(?P<b>{MONTH})(?!\d)",
        rf"(?P<y>{YEAR})[年./-](?P<b>{MONTH})[月./-](?P<d>{DAY})日?(?!\d)",
        rf"(?<!\d)(?P<a>{MONTH})月?份?{TO}(?P<b>{MONTH})月份?",
        rf"(?P<y>{YEAR})[年./-]?(?P<b>{MONTH})月份?(?P<end>[末底])",
        rf"(?P<y>{YEAR})[年./-]?(?P<m>{MONTH})月份?",
        rf"(?P<y>{YEAR})[./-](?P<m>{MONTH})(?!\d)",
        rf"(?<!\d)(?P<y>{YEAR})(?P<m>0[1-9]|1[0-2])(?!\d)",
        rf"(?<!\d)(?P<b>{MONTH})月份?(?P<end>[末底])",
        rf"(?<!\d)(?P<b>{MONTH})月(?P<d>{DAY})日",
        rf"(?<!\d)(?P<m>{MONTH})月份?",
        rf"(?<!\d)(?P<y>{YEAR})(?:\.0+(?!\d))?年?(?P<whole>[末底度])",
        rf"(?<!\d)(?P<y>{YEAR})(?:\.0+(?!\d))?年?(?!\d)",
    )
)
"""In this order. y and z are years, a and b the first and the last month, m the only one, d the day on which something
ends."""
PERIOD, MADE = _longest(WORDS["period"]), _longest(BESIDE["made"])
MEASURE = {name: _longest(BESIDE[name]) for name in ("change", "growth", "level")}
STATUS = {name: _longest(BESIDE[name]) for name in ("forecast", "fact", "plan", "actual")}
THIS = _longest(BESIDE["this"])
BASIS = _longest(WORDS["basis"])
LAST = _longest(BESIDE["last"])
COMPARED = re.compile(rf"[比较与](?:{LAST.pattern})+")
SPELT = {word.upper(): word for word in (*BESIDE["units"], *WORDS["unit"])}
UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:计量|金额|货币|数据)?单位|计量|量纲|币种)\s*[:：为]\s*([^\s()]+)|以([^，。\s]{1,8})为单位"
    r"|(?:单位\s*(?:[:：为]|均为|都是|都为|一律为)?|(?:金额|投资|价值量|价值量指标)以)\s*([亿万千]?(?:美|欧)?元)(?=计(?![\u4e00-\u9fff])|[^\u4e00-\u9fff/]|$)"
)
KIND = re.compile(
    rf"(?<![及和与、暨含兼])(?P<both>[及和与、暨含兼].{{0,6}})?(?P<kind>{_longest(BESIDE['kinds']).pattern})"
)
"""Another quantity than an indicator's; `both` where it is named beside it."""
NUMBERED = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[)、.．]")
OFFICES = tuple(BESIDE["offices"])
BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
PIECES = re.compile(r"[、,，;；\s]+")


def clean(text: object) -> str:
    """A text in half width, cut to what is read of it.

    >>> clean("单位：　万元（２０１８年）")
    '单位： 万元(2018年)'
    """
    return str(text).translate(WIDE)[:LONGEST].strip()


@lru_cache(maxsize=4096)
def said(text: str) -> Said:
    """What a text says; `rest` is what was not understood outside brackets.

    >>> said("2018年1-9月（亿元、现价）")[:4], said("2018年1-9月（亿元、现价）").basis
    (((2018,), False, ((1, 9),), ('亿元',)), 'current')
    >>> said("单位：万元、%      截至2018年12月31日").units, said("2018.5").months, said("2018-2020").span
    (('万元', '%'), ((5, 5),), True)
    >>> said("17年主要指标").years, said("近10年平均").years, said("2018年").years
    ((2017,), (), (2018,))
    >>> said("重点项目表单位万元").units, said("投资单位：亿元").units
    (('万元',), ('亿元',))
    >>> said("备注：价值量指标计量单位均为万元").units, said("金额以万元计").units
    (('万元',), ('万元',))
    >>> said("同比增长（%）").measure, said("2018年计划").status, said("上年同期").measure, said("填报单位：统计局 2019年1月").years
    ('growth', 'plan', 'last', ())
    """
    body, units, basis, asides = clean(text), [], "", []
    for told in UNIT.finditer(body):
        units += [
            piece
            for piece in PIECES.split(told[1] or told[2] or told[3])
            if piece and (piece in SPELT or not piece.endswith(OFFICES))
        ]
    body = UNIT.sub(" ", body)
    inner, body = " ".join(BRACKET.findall(body)), BRACKET.sub(" ", body)
    for piece in [piece for piece in PIECES.split(inner) if piece][:MOST]:
        if piece.upper() in SPELT:
            units.append(SPELT[piece.upper()])
        else:
            asides.append(piece)
    body = re.sub(r"\s", "", body)
    years, span, months, since, rest = _dates("" if MADE.search(body) else body)
    for piece in asides if not MADE.search(inner) else ():
        more = _dates(re.sub(r"\s", "", piece))
        years, span, months, since = years + more[0], span or more[1], months + more[2], since or more[3]
        basis = basis or next((WORDS["basis"][word] for word in BASIS.findall(piece)), "")
    measure, rest, words = _measure(rest, " ".join(asides))
    status, rest = _status(rest, words)
    if found := BASIS.search(rest):
        basis, rest = basis or WORDS["basis"][found[0]], BASIS.sub("", rest)
    rest = re.sub(
        r"[\s:：、。,，;；/*＊()\[\]【】“”·_-]|(?<![\u4e00-\u9fff])(?:数值|数据|数|值|年|情况)(?![\u4e00-\u9fff])",
        "",
        rest,
    )
    if rest.upper() in SPELT and rest:
        units, rest = [SPELT[rest.upper()], *units], ""
    elif rest.endswith(("%", "‰")):
        units, rest = [*units, rest[-1]], rest[:-1]
    unread = tuple(piece for piece in asides if said_nothing(piece))
    return Said(years, span, _parts(months), tuple(units), measure, status, basis, since, unread, rest)


def another(text: str, name: str) -> str:
    """What a text says that the numbers it speaks of are, which is not what is called `name`; "" for nothing.

    >>> another("2018年主要指标占比", "地区生产总值"), another("完成情况及全市排名", ""), another("产业比重", "服务业增加值比重")
    ('占比', '', '')
    >>> another("上年主要指标", ""), another("与上年对比", "")
    ('上年、上期的数', '')
    """
    line = NUMBERED.sub("", clean(text))
    found = next((told["kind"] for told in KIND.finditer(line) if not told["both"] and told["kind"] not in name), "")
    return found or ("上年、上期的数" if said(text).measure == "last" else "")


def noted(text: str) -> Said:
    """What a row's 备注 says of its number: a part of the year; a year or a unit where it says nothing else."""
    found = said(text)
    alone = not (found.rest or found.asides or found.span or found.since)
    return Said(years=found.years if alone else (), months=found.months, units=found.units if alone else ())


def _dates(body: str) -> tuple[tuple[int, ...], bool, tuple[tuple[int, int], ...], bool, str]:
    """Years, whether they are a span, parts of the year, whether it counts from a year on, and what is left of the
    text."""
    body = ZEROS.sub(
        lambda found: "".join("0" if sign in "零○" else str("〇一二三四五六七八九".find(sign)) for sign in found[0]),
        body,
    )
    body = NUMERAL.sub(lambda found: str(CHINESE[found[1]]), SHORT_YEAR.sub(r"20\1年", body))
    years, months, span, since = [], [], False, False
    for pattern in PARTS if DIGIT.search(body) else ():
        for match in pattern.finditer(body):
            found = match.groupdict()
            years += [int(found[name]) for name in ("y", "z") if found.get(name)]
            span, since = span or bool(found.get("z")), since or bool(found.get("since"))
            months += [part] if (part := _part(found)) else []
        body = pattern.sub(" ", body)
    for word in PERIOD.findall(body):
        first, last = WORDS["period"][word.upper()].split("-")
        months.append((int(first), int(last)))
    return tuple(dict.fromkeys(years)), span, tuple(months), since, PERIOD.sub("", body)


def _part(found: dict[str, str | Any]) -> tuple[int, int] | None:
    """The part of the year that a match of PARTS names: what ends with December's last day is the whole of it."""
    if found.get("whole"):
        return WHOLE
    if found.get("a"):
        return int(found["a"]), int(found["b"])
    if found.get("b"):
        return WHOLE if found["b"] == "12" and found.get("d", "31") == "31" else (int(found["b"]),) * 2
    return (int(found["m"]),) * 2 if found.get("m") else None


def _parts(months: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Parts of the year once each; what does not say which only where nothing else does."""
    named = tuple(dict.fromkeys(part for part in months if part != UNSAID))
    return named or tuple(dict.fromkeys(months))


def _measure(body: str, asides: str) -> tuple[str, str, str]:
    """The measure that a text names, the text without it, and all its words."""
    words = f"{body} {asides}"
    if LAST.search(COMPARED.sub("", words)):
        return "last", LAST.sub("", body), words
    for name, pattern in MEASURE.items():
        if pattern.search(words):
            both = name == "growth" and MEASURE["level"].search(words)
            return "" if both else name, pattern.sub("", COMPARED.sub("", body)), words
    return "", body, words


def _status(body: str, words: str) -> tuple[str, str]:
    """Whether a text speaks of a plan, a forecast or of what was done; the text without that."""
    found = next((name for name, pattern in STATUS.items() if pattern.search(words)), "")
    for pattern in STATUS.values():
        body = pattern.sub("", body)
    return {"fact": "actual"}.get(found, found), THIS.sub("", body)


def said_nothing(piece: str) -> bool:
    """Whether a piece in brackets says nothing that is understood.

    >>> said_nothing("常住"), said_nothing("2016年以来累计"), said_nothing("现价"), said_nothing("%")
    (True, False, False, False)
    """
    years, _, months, since, rest = _dates(re.sub(r"\s", "", piece))
    words = (*MEASURE.values(), *STATUS.values(), BASIS, LAST)
    return not (years or months or since or any(pattern.search(rest) for pattern in words) or piece.upper() in SPELT)


def label(part: tuple[int, int]) -> str:
    """A part of the year in words.

    >>> label((1, 9)), label((5, 5)), label(UNSAID)
    ('1—9月', '5月', '年内的一段时间')
    """
    first, last = part
    return "年内的一段时间" if part == UNSAID else f"{first}月" if first == last else f"{first}—{last}月"


Heard = list[list[tuple[Place, Said]]]
"""Groups of places, the nearest first, each with what it says."""
