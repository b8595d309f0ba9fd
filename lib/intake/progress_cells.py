"""The cells of a record of progress, each read for what it means: project, day, stage, share, money, words."""

import calendar
import difflib
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from lib.intake.cell import Cell
from lib.intake.number import WORDS, NotANumber, read_number, squeeze, tidy
from lib.intake.text import unfit, whole
from lib.ledger.dispatching import FUNDS
from lib.projects.register import GIVEN, STAGES

HEADS = WORDS["events"]
"""Columns of the file by field; the first name is the one that messages use."""
STATED = tuple(stage for stage in STAGES if stage not in GIVEN)
"""Stages that a record may give."""
MONEY = {"亿元": 1.0, "百万元": 0.01, "万元": 1e-4, "千元": 1e-5, "元": 1e-8}
"""Units of investment, in 亿元."""
AMOUNTS = ("investment", "year_investment", "total", "planned", *FUNDS)
"""Fields that hold money."""
INNER = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
"""A blank between two Chinese characters, as people put it to make a name fill its cell."""
SEPARATORS = re.compile(r"[;；、,，\n/]+")
NOTHING = ("…", "……", "无", "-", "—", "/")
"""What people write where there is nothing to say."""
DITTO = tuple(WORDS["ditto"]["words"])
"""What people write for what stands above."""
Value = str | float | None
"""A cell as it is read."""
Names = dict[str, set[str]]
"""The ids of projects by what they are called, squeezed."""


class Days(NamedTuple):
    """The first and the last day that a record may carry (YYYY-MM-DD)."""

    first: str
    today: str


class Wrong(Exception):
    """A cell that cannot stand: what is expected, and the mend."""


def _project(cell: Cell, known: Names, days: Days) -> str:
    text = squeeze(cell) if cell is not None else ""
    ids = known.get(text) or known.get(re.sub("(项目|工程)$", "", text), set())
    if len(ids) == 1:
        return next(iter(ids))
    if ids:
        raise Wrong("唯一的项目", f"有{len(ids)}个项目用过这个名称，请写编号：{'、'.join(sorted(ids))}。")
    near = difflib.get_close_matches(text, [name for name in known if not name.isascii()], 2, 0.5)
    raise Wrong("项目库中的名称或编号", f"是否为“{'”或“'.join(near)}”？" if near else "请在“项目库”页查名称或编号。")


def _date(cell: Cell, known: Names, days: Days) -> str:
    text = str(cell["date"] if isinstance(cell, dict) else cell or "").strip()
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text[:10] if isinstance(cell, dict) else text)
    try:
        day = date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        day = ""
    if not day:
        raise Wrong("日期，如 2026-06-30", "请写全年月日。")
    if not days.first <= day <= days.today:
        raise Wrong(f"{days.first}至今天（{days.today}）", "请改正日期；还没有发生的不能记录。")
    return day


def _stage(cell: Cell, known: Names, days: Days) -> str:
    text = str(cell or "").strip()
    text = WORDS["stage"].get(squeeze(text), text)
    if text not in STATED:
        raise Wrong("、".join(STATED) + "之一", "请改为其中一个。")
    return text


def amount(cell: Cell) -> tuple[float | None, str]:
    """The number of a cell and the unit written with it; Wrong if it is not one exact number."""
    if cell is None or not str(cell).strip():
        return None, ""
    try:
        reading = read_number(cell)
    except NotANumber as error:
        raise Wrong("一个数", str(error)) from error
    if reading.value is None:
        return None, ""
    if reading.operator not in ("", "=") or reading.change:
        raise Wrong("一个确定的数", "请只写数字，“约”“以上”等写在说明里。")
    return reading.value, reading.unit


def _share(cell: Cell, known: Names, days: Days) -> float | None:
    value, unit = amount(cell)
    if value is not None and (not 0 <= value <= 100 or unit not in ("", "%")):
        raise Wrong("0至100的百分数", "请写完成了百分之几，如 35。")
    if value is not None and 0 < value < 1:
        raise Wrong("0至100的百分数", f"看起来是比值：请写 {value * 100:g}；确实不到1%的请写 0 并在说明里写明。")
    return value


def _investment(cell: Cell, known: Names, days: Days) -> float | None:
    value, unit = amount(cell)
    if value is not None and (value < 0 or unit not in ("", *MONEY)):
        raise Wrong("不小于0的亿元数", "请换算成亿元。")
    return value if value is None else tidy(value * MONEY[unit or "亿元"])


def _month(cell: Cell, known: Names, days: Days) -> str | None:
    """A planned day; a month stands for its last day."""
    text = whole(cell).replace(" ", "")
    if not text or text in NOTHING:
        return None
    told = re.fullmatch(r"(20\d\d)[-/.年](\d{1,2})(?:[-/.月](?:(\d{1,2})日?|底|末)?)?", text)
    try:
        if told:
            year, month = int(told[1]), int(told[2])
            return date(year, month, int(told[3] or calendar.monthrange(year, month)[1])).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        pass
    raise Wrong("年月或日期，如 2026-06", "请写年月，如 2026年6月。")


def _units(cell: Cell, known: Names, days: Days) -> str | None:
    """One unit or several, joined by ;"""
    names = [INNER.sub("", " ".join(part.split())) for part in SEPARATORS.split(_text(cell, known, days) or "")]
    return ";".join(name for name in names if name and name not in NOTHING) or None


def _said(cell: Cell, known: Names, days: Days) -> str | None:
    """Words; what stands there to say that there are none is none."""
    text = _text(cell, known, days)
    return None if text in NOTHING else text


def _text(cell: Cell, known: Names, days: Days) -> str | None:
    text = whole(cell)
    if text in DITTO:
        raise Wrong("写出来的文字", f"“{text}”没有读；请写出内容。")
    if wrong := unfit(text):
        raise Wrong(*wrong)
    return text or None


def _source(cell: Cell, known: Names, days: Days) -> str:
    if (text := _text(cell, known, days)) is None:
        raise Wrong("来源", "请写这条进展出自哪里，如“住建局6月调度表”。")
    return text


def _nothing(cell: Cell, known: Names, days: Days) -> None:
    """What is only read beside the numbers."""


READERS: dict[str, Callable[[Cell, Names, Days], Value]] = {
    "project": _project,
    "date": _date,
    "stage": _stage,
    "share": _share,
    **dict.fromkeys(AMOUNTS, _investment),
    "note": _text,
    "source": _source,
    **dict.fromkeys(("begin", "finish"), _month),
    **dict.fromkeys(("lead", "support"), _units),
    **dict.fromkeys(("works", "content", "problem"), _said),
    "unit": _nothing,
}
