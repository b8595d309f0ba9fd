"""What a line of a monthly sheet contradicts: itself, the months before, the year before, what was recorded. Each is a
question or a note, never a refusal, but that a final figure is not replaced by a preliminary one."""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.intake.doubt import STEEP, plain
from lib.intake.form import Quantity
from lib.intake.month_wide import rising
from lib.intake.problem import ERROR, NOTE, QUESTION, Problem
from lib.ledger.rules import FINAL, FLASH
from lib.ledger.state import Row, State

NEAR = 0.01
"""By how much of a total the months may differ from it: sheets are rounded and revised."""
APART = 3.0
"""Points by which a stated growth may differ from that of the amounts: prices."""
FIELDS = {"own": "当期", "total": "累计", "own_growth": "当期同比", "total_growth": "累计同比"}


def doubts(
    line: Mapping[str, Any],
    about: Quantity,
    adds: bool,
    state: State,
    beside: Mapping[tuple[str, ...], Mapping[str, Any]],
) -> list[Problem]:
    """What is odd about a line, in the indicator's unit; `adds` whether its months add up to the year, `beside` the
    other lines of the sheet by area, indicator and period, which go before what was recorded."""
    span, thing = str(line["span"]), (line["area"], line["indicator"])

    def told(period: str) -> Row:
        return {**(state.get("month", *thing, period) or {}), **beside.get((*thing, period), {})}

    found = [*_amounts(line), *_growths(line), *_recorded(line, state.get("month", *thing, span))]
    if adds:
        found += [
            *_sums(line, told(_before(span)), about),
            *_against(line, told(f"{int(span[:4]) - 1}{span[4:]}"), about),
        ]
    return [_problem(line, *one) for one in found]


def risen(lines: Iterable[Mapping[str, Any]], adding: frozenset[str]) -> list[Problem]:
    """What was read as amounts of single months and only grows, as totals do."""
    by_thing: dict[str, list[Mapping[str, Any]]] = {}
    for line in sorted(lines, key=lambda line: str(line["span"])):
        by_thing.setdefault(str(line["indicator"]), []).append(line)
    mend = "各月的当期数一月比一月大，像是累计；请核对，累计的请在表头写明"
    return [
        _problem(own[0], QUESTION, "、".join(plain(one["own"]) for one in own[:4]) + "……", "各月当期的数", mend)
        for slug, own in by_thing.items()
        if slug in adding and rising(own)
    ]


def _problem(line: Mapping[str, Any], severity: str, told: str, expected: str, mend: str) -> Problem:
    where = str(line["sheet"]), int(line["row"]), str(line.get("column", ""))
    return Problem(severity, *where, told, expected, mend, str(line["name"]))


Doubt = tuple[str, str, str, str]
"""Severity, what stands there, what ought to, the mend."""


def _sums(line: Mapping[str, Any], before: Row, about: Quantity) -> list[Doubt]:
    own, total, unit = line.get("own"), line.get("total"), about.unit or ""
    first = line["span"].endswith(("-01", "-Q1"))
    found: list[Doubt] = []
    if total is None:
        return found
    told = f"累计{plain(total)}{unit}"
    if own is not None and 0 < total < own:
        found.append((QUESTION, told, f"不小于当期{plain(own)}{unit}", "累计小于当期；请核对单位和小数点"))
    elif first and own is not None and abs(own - total) > NEAR * abs(total):
        found.append((QUESTION, told, f"与当期{plain(own)}{unit}相同", "年初第一期的累计应等于当期；请核对"))
    if (earlier := before.get("total")) is None or first:
        return found
    if total < earlier:
        found.append((QUESTION, told, f"不小于上期累计{plain(earlier)}{unit}", "累计比上期减少；请核对"))
    elif own is not None and abs(earlier + own - total) > max(NEAR * abs(total), 10.0**-about.decimals):
        mend = f"上期累计{plain(earlier)}加当期{plain(own)}是{plain(round(earlier + own, 6))}；请核对，修订过的请在备注里说明"
        found.append((QUESTION, told, "上期累计加当期", mend))
    return found


def _against(line: Mapping[str, Any], last: Row, about: Quantity) -> list[Doubt]:
    """A stated growth beside that of the amounts."""
    found: list[Doubt] = []
    for field, word in (("own", "当期"), ("total", "累计")):
        now, then, told = line.get(field), last.get(field), line.get(f"{field}_growth")
        if now is None or told is None or not then or then < 0:
            continue
        implied = 100 * (now / then - 1)
        if abs(implied - told) > APART:
            mend = f"按上年同期{plain(then)}{about.unit or ''}算是{plain(round(implied, 1))}%；可比价的增速可以不同，请核对"
            found.append((QUESTION, f"{word}同比{plain(told)}%", "与上年同期的数相符", mend))
    return found


def _amounts(line: Mapping[str, Any]) -> list[Doubt]:
    """Amounts that are none: nothing, less than nothing, a year."""
    found: list[Doubt] = []
    for field in ("own", "total"):
        value = line.get(field)
        told = f"{FIELDS[field]}{plain(value)}" if value is not None else ""
        if value == int(line["span"][:4]):
            found.append((QUESTION, told, "这个指标的数", "数与年份相同；请核对是不是错了列"))
        elif value is not None and (value < 0 or (value == 0 and field == "total")):
            found.append((QUESTION, told, "大于0的数", "没有数请留空；确是这样的请核对"))
    return found


def _growths(line: Mapping[str, Any]) -> list[Doubt]:
    return [
        (QUESTION, f"{FIELDS[field]}{plain(line[field])}%", f"±{STEEP:g}%以内", "增速很大；请核对小数点和正负号")
        for field in ("own_growth", "total_growth")
        if field in line and abs(line[field]) > STEEP
    ]


def _recorded(line: Mapping[str, Any], known: Row | None) -> list[Doubt]:
    """What was recorded of the same period before."""
    if known is None:
        return []
    if known["release"] == FINAL and line["release"] == FLASH:
        return [(ERROR, "快报", "定报", "这一期已有定报，快报不记录；更正请选“定报”")]
    changes = [
        f"{word}{plain(known[field])}→{plain(line[field])}"
        for field, word in FIELDS.items()
        if field in line and known.get(field) is not None and known[field] != line[field]
    ]
    if not changes:
        return []
    replaced = known["release"] == FLASH and line["release"] == FINAL
    how = (NOTE, "定报取代快报") if replaced else (QUESTION, "改已有的数；请核对")
    return [(how[0], "；".join(changes), "与已记录的相同", how[1])]


def _before(span: str) -> str:
    """The period before one of the same year, or what there is none of.

    >>> _before("2018-06"), _before("2018-Q3")
    ('2018-05', '2018-Q2')
    """
    head, tail = span[:5], span[5:]
    return f"{head}Q{int(tail[1:]) - 1}" if tail.startswith("Q") else f"{head}{int(tail) - 1:02d}"
