"""What a field of a record must be: checks that complain in words."""

import math
import re
from collections.abc import Callable, Container, Iterable
from datetime import date
from typing import Any

from lib.ledger.known import Known
from lib.measure.period import Period

LONG_AGO = 10
"""Years before the period before the plan's from which figures are still taken."""
Check = Callable[[str, Any, Known], str]
"""What is wrong with a value, by what the field is called in Chinese, the value and the names of the data; "" if
nothing is."""


def one_of(values: Container[Any]) -> Check:
    """A check that a value is among those that there are."""
    return lambda word, value, known: "" if value.__hash__ and value in values else f"{word}“{value}”不在可用的之中。"


def year_of(years: Callable[[Period], Container[int]]) -> Check:
    """A check that a year is among those of the plan that can be spoken of."""
    return lambda word, value, known: one_of(years(known.period))(word, value, known)


def named(names: Callable[[Known], Iterable[str]]) -> Check:
    """A check that a name stands in the data."""
    return lambda word, value, known: (
        "" if isinstance(value, str) and value in names(known) else f"数据中没有名为“{value}”的{word}。"
    )


def maybe(check: Check) -> Check:
    """The check, for what may be left open."""
    return lambda word, value, known: "" if value is None else check(word, value, known)


def number(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no finite number.

    >>> [bool(number("", value, None)) for value in (1, 2.5, "3", True, None, float("nan"), 10**400)]
    [False, False, True, True, True, True, True]
    """
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if plain and abs(value) < 1e300 and math.isfinite(value) else f"{word}“{str(value)[:40]}”不是数。"


MAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
"""An address to which mail can be sent: one, and nothing beside it."""


def mail(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no address of mail; "" is none.

    >>> [bool(mail("邮箱", value, None)) for value in ("", "甲@example.cn", "a@b, c@d", "a\\nb@c", "甲")]
    [False, False, True, True, True]
    """
    good = isinstance(value, str) and (not value or MAIL.fullmatch(value))
    return "" if good else f"{word}“{str(value)[:60]}”应为一个邮箱地址，如 gh@example.cn。"


def amount(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no amount: a number below 0, or none."""
    return number(word, value, known) or ("" if value >= 0 else f"{word}不能小于0。")


def text(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no text."""
    return "" if isinstance(value, str) else f"{word}应为文字。"


def texts(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no list of texts."""
    return "" if isinstance(value, list) and all(isinstance(item, str) for item in value) else f"{word}不是文字。"


def day(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no day as YYYY-MM-DD.

    >>> [day("日期", text, None) for text in ("2018-09-28", "2018-9-28")]
    ['', '日期“2018-9-28”不是日期，应写作 2026-09-28 这样的年-月-日。']
    >>> [bool(day("", text, None)) for text in ("20180928", "2018-02-30", None)]
    [True, True, True]
    """
    try:
        good = date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        good = False
    return "" if good else f"{word}“{value}”不是日期，应写作 2026-09-28 这样的年-月-日。"


def thing(word: str, value: Any, known: Known) -> str:
    """A complaint about what no duty can be given for: neither a project's id nor an area's indicator."""
    area, dot, slug = str(value).partition(".")
    named = str(value) in known.projects or str(value) in known.measures
    duty = named or (dot and area in known.areas and slug in known.indicators)
    return "" if isinstance(value, str) and duty else f"数据中没有指标、项目或举措“{value}”。"


def stage(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no stage of a project."""
    return one_of(known.stages)(word, value, known)


NEWCOMER = re.compile(r"X\d{3}")
"""The id of a project that the plan does not have."""
PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
"""A year, or a month of one."""


def newcomer(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no id for a project beside the plan's."""
    if not isinstance(value, str) or not NEWCOMER.fullmatch(value):
        return f"新项目的{word}“{value}”应写作X和三位数字。"
    return f"已有编号为“{value}”的项目，新项目要用新的编号。" if value in known.projects else ""


def period(word: str, value: Any, known: Known) -> str:
    """A complaint about what is neither a year of the plan nor a month of one (YYYY or YYYY-MM)."""
    told = PERIOD.fullmatch(value) if isinstance(value, str) else None
    return "" if told and int(told[1]) in known.period.years else f"{word}“{value}”应为规划期内的年或月，如 2026-06。"


SPAN = re.compile(r"(\d{4})-(?:0[1-9]|1[0-2]|Q[1-4])")
"""A month or a quarter of a year."""


def span(word: str, value: Any, known: Known) -> str:
    """A complaint about what is neither a month nor a quarter (YYYY-MM, YYYY-Q1) of a year whose figures are taken."""
    told = SPAN.fullmatch(value) if isinstance(value, str) else None
    good = told and not reported_year("", int(told[1]), known)
    return "" if good else f"{word}“{value}”应为月份或季度，如 2026-06、2026-Q2。"


def month(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no month (YYYY-MM) of the plan's years."""
    return period(word, value, known) or ("" if "-" in value else f"{word}“{value}”应为月份，如 2026-06。")


measure = named(lambda known: known.measures)
area, indicator = named(lambda known: known.areas), named(lambda known: known.indicators)
clause, project = named(lambda known: known.clauses), named(lambda known: known.projects)
MATTERS: dict[str, tuple[str, Check]] = {
    "clause": ("条款", clause),
    "project": ("项目", project),
    "evaluation": ("评估", text),
    "slide": ("汇报页", text),
}
"""What can be commented on: what it is called, and how it is known."""
measure_unit = named(lambda known: known.units | {""})
year = year_of(lambda period: period.years)
reported_year = year_of(lambda period: range(period.before - LONG_AGO, period.end + 2))
