"""What a plan is: its names, its years and its text, read from `plan.toml` and checked."""

import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_origin, get_type_hints

from lib.home import DataError, why
from lib.meanings import MEANINGS
from lib.measure.period import Period

FILE = "plan.toml"


class Name(NamedTuple):
    """How the plan is called: `plan` and `before` are the short names of its period and of the one before."""

    plan: str
    before: str
    page: str
    official: str

    @property
    def product(self) -> str:
        """What files say of where they come from."""
        return f"“{self.plan}”规划监测"

    @property
    def sources(self) -> str:
        """The note beneath what is shown: where figures come from."""
        return f"来源：《{self.plan}规划纲要》及公开资料，逐条见“数据来源”；缺的数据显示为“—”，不作估计。"

    @property
    def built(self) -> str:
        """The stage of a project that stood before the plan began."""
        return f"{self.before}已建成"


class Areas(NamedTuple):
    """How all areas together are called: `whole` in full, `both` in short, `shared` is the name in area.csv of what they have in common, `joint` what people call it, and
    `others` what else a sheet may call them."""

    whole: str
    both: str
    shared: str = ""
    joint: str = ""
    others: list[str] = []  # noqa: RUF012 - never changed

    @property
    def spellings(self) -> tuple[str, ...]:
        """What a sheet may write for all areas together."""
        return tuple(filter(None, (self.both, self.joint, *self.others)))

    def short(self, area: str) -> str:
        """An area as people call it.

        >>> areas = Areas("甲区、乙区", "甲乙", "新区", "甲乙共同")
        >>> areas.short("新区"), areas.short("甲区")
        ('甲乙共同', '甲区')
        """
        return self.joint if area == self.shared and self.joint else area

    def elsewhere(self, area: str, own: str | None) -> str:
        """An area in a report of `own` (None: of all): empty where it is that of the report, which need not be
        repeated.

        >>> areas = Areas("甲区、乙区", "甲乙", "新区", "甲乙共同")
        >>> areas.elsewhere("新区", "甲区"), areas.elsewhere("甲区", "甲区"), areas.elsewhere("甲区", None)
        ('甲乙共同', '', '甲区')
        """
        return "" if area == own else self.short(area)


class Text(NamedTuple):
    """Lines of the plan's text, from 1: how many there are, from which on it speaks of what is intended, and those that
    lay down how targets are changed and tasks divided (0: none does)."""

    lines: int
    intent: int = 1
    procedure: int = 0
    unchanged: int = 0
    duties: int = 0


class Flagship(NamedTuple):
    """How the projects that matter most to the plan are called, in full and in short."""

    name: str = "重大工程"
    short: str = "重大工程"


class Report(NamedTuple):
    """To whom the reports go and who signs them; empty where that is to be filled in by hand."""

    to: str = ""
    by: str = ""


class Map(NamedTuple):
    """What the map shows, where its shapes come from, and the projection (an EPSG number, in metres) to measure by."""

    name: str = ""
    credit: str = "按规划文字绘制"
    metres: int = 4547


class Mail(NamedTuple):
    """By which server mail goes out; without a `host` none does. `security` is one of SECURITIES; the password stands in
    the environment, not here."""

    host: str = ""
    port: int = 25
    sender: str = ""
    user: str = ""
    security: str = ""


SECURITIES = ("", "starttls", "tls")
"""How the connection to the server of mail is kept secret: not at all, from the beginning of the talk, from the first
byte."""


class Training(NamedTuple):
    """The day (YYYY-MM-DD) on which the fictitious set ends; empty where a plan has none."""

    today: str = ""


class About(NamedTuple):
    """What a plan is: one part for each table of `plan.toml`."""

    name: Name
    period: Period
    areas: Areas
    text: Text
    flagship: Flagship
    report: Report
    map: Map
    mail: Mail
    training: Training


NAMELESS = About(
    Name("", "", "规划监测", ""),
    Period(2000, 2005, 2003, 1995),
    Areas("", ""),
    Text(1),
    Flagship(),
    Report(),
    Map(),
    Mail(),
    Training(),
)
"""Stands in for a plan whose `plan.toml` cannot be read."""
KINDS: dict[Any, str] = {str: "文字", int: "整数", list: '文字的列表，如 ["甲", "乙"]'}
EARLIEST, LATEST, LONGEST = 1950, 2100, 5


def blank() -> str:
    """The text of a `plan.toml` to fill in: every key with its meaning and, where it has one, its default.

    >>> [line for line in blank().split("\\n") if line.startswith("metres")]
    ['metres = 4547  # 量算面积和距离的投影坐标系：EPSG 编号，单位为米；4547 用于东经 112.5 至 115.5 度']
    """
    lines = [MEANINGS[""]]
    for part, record in get_type_hints(About).items():
        lines += ["", f"# {MEANINGS[part]}", f"[{part}]"]
        for key, hint in get_type_hints(record).items():
            value = record._field_defaults.get(key, hint())
            must = "" if key in record._field_defaults else "（必填）"
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}  # {MEANINGS[f'{part}.{key}']}{must}")
    return "\n".join(lines) + "\n"


def read(path: Path) -> str:
    """The text of a `plan.toml`; DataError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"缺少 data/{FILE}。请从版本库恢复，或用 python -m lib new 另建一份规划。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"data/{FILE}：不能读取（{why(error)}）。请另存为 UTF-8。") from error


@lru_cache(maxsize=64)
def parse(text: str) -> About:
    """The record of a plan from the text of its `plan.toml`; DataError with table, key and what was expected.

    >>> parse("[name]")
    Traceback (most recent call last):
    lib.home.DataError: data/plan.toml [name] plan：没有填，应为文字（规划期的简称，如“十九五”）。
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"data/{FILE}：不合 TOML 的写法（{why(error)}）。文字要加引号，一行一项。") from error
    parts = get_type_hints(About)
    if stray := sorted(set(tables) - set(parts)):
        raise DataError(f"data/{FILE}：没有名为 [{stray[0]}] 的部分。可用：{'、'.join(parts)}。")
    about = About(**{name: _part(name, kind, tables.get(name, {})) for name, kind in parts.items()})
    _check(about)
    return about


def _part(name: str, kind: Any, given: Any) -> Any:
    """One table of the file as its record."""
    if not isinstance(given, dict):
        raise DataError(f"data/{FILE}：{name} 应写成 [{name}] 一段，每项一行。")
    fields = get_type_hints(kind)
    if stray := sorted(set(given) - set(fields)):
        raise DataError(f"data/{FILE} [{name}] {stray[0]}：没有这一项。可用：{'、'.join(fields)}。")
    return kind(**{key: _value(f"{name}.{key}", hint, given, kind._field_defaults) for key, hint in fields.items()})


def _value(name: str, hint: Any, given: dict[str, Any], defaults: dict[str, Any]) -> Any:
    """One value of a table; the default where it may be left out."""
    part, key = name.split(".")
    expected = f"应为{KINDS[get_origin(hint) or hint]}（{MEANINGS[name]}）。"
    if key not in given and key in defaults:
        return defaults[key]
    value = given.get(key, "")
    if value in ("", 0) and key not in defaults:
        raise DataError(f"data/{FILE} [{part}] {key}：没有填，{expected}")
    texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not (texts if get_origin(hint) is list else type(value) is hint):
        raise DataError(f"data/{FILE} [{part}] {key}：读到 {value!r}，{expected}")
    return value


def _check(about: About) -> None:
    """What one value says of another."""
    period, text = about.period, about.text
    rules = [
        ("period", "base", EARLIEST <= period.base <= LATEST, f"{EARLIEST}至{LATEST}之间的年份"),
        (
            "period",
            "end",
            period.base < period.end <= period.base + LONGEST,
            f"晚于基期年{period.base}，至多{LONGEST}年",
        ),
        ("period", "midterm", period.midterm in period.years, f"规划期内的年份（{period.first}至{period.end}）"),
        ("period", "before", EARLIEST <= period.before < period.base, f"早于基期年{period.base}"),
        ("mail", "security", about.mail.security in SECURITIES, "、".join(filter(None, SECURITIES)) + "，或留空"),
        ("mail", "port", 0 < about.mail.port < 65536, "1至65535之间的端口"),
        ("mail", "sender", bool(about.mail.sender) or not about.mail.host, "发件人的邮箱"),
        *(("text", key, 0 <= getattr(text, key) <= text.lines, f"1至{text.lines}之间的行号") for key in text._fields),
    ]
    for part, key, holds, expected in rules:
        if not holds:
            found = getattr(getattr(about, part), key)
            raise DataError(
                f"data/{FILE} [{part}] {key}：读到 {found}，应为{expected}（{MEANINGS[f'{part}.{key}']}）。"
            )
