"""Colours and shapes, read from theme.toml: two themes, five tones."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict, cast


class Sign(TypedDict):
    """How a verdict, a lamp or a state is drawn; a state has no tone."""

    tone: str
    shape: str


class GroupSign(Sign):
    """How a group of verdicts is drawn, and which it holds."""

    verdicts: list[str]


class Themes(TypedDict):
    """What theme.toml holds."""

    light: dict[str, str]
    dark: dict[str, str]
    verdict: dict[str, Sign]
    lamp: dict[str, Sign]
    mark: dict[str, Sign]
    group: dict[str, GroupSign]
    hollow: dict[str, str]


_TABLE = cast(Themes, tomllib.loads((Path(__file__).parent / "theme.toml").read_text(encoding="utf-8")))
_SIGNS = _TABLE["verdict"] | _TABLE["lamp"]

FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
MODES = ("light", "dark")


class Group(NamedTuple):
    """Verdicts that mean alike: `tone` names a colour of the palette."""

    name: str
    shape: str
    tone: str
    verdicts: tuple[str, ...]


GROUPS = tuple(Group(name, g["shape"], g["tone"], tuple(g["verdicts"])) for name, g in _TABLE["group"].items())
"""The groups of verdicts in the order of reading: every verdict is in one."""


def group(verdict: str) -> Group:
    """The group of a verdict; KeyError where there is none.

    >>> group("背离").name, group("已达标").name
    ('滞后', '达到')
    """
    return _GROUP_OF[verdict]


_GROUP_OF = {verdict: one for one in GROUPS for verdict in one.verdicts}


def palette(mode: str) -> dict[str, str]:
    """Named colours (#RRGGBB) of the `mode` "light" or "dark"; anything else counts as light."""
    return _TABLE["dark"] if mode == "dark" else _TABLE["light"]


def shape(verdict: str) -> str:
    """The one-character shape of a verdict or a lamp."""
    return _SIGNS[verdict]["shape"]


def tone(verdict: str) -> str:
    """Which tone of the palette a verdict or a lamp is drawn in: good, warn, bad or neutral."""
    return _SIGNS[verdict]["tone"]


def colour(verdict: str, mode: str) -> str:
    """The colour (#RRGGBB) of a verdict in a mode."""
    return palette(mode)[tone(verdict)]


def badge(verdict: str) -> str:
    """Shape and word of a verdict, as it stands in tables and text.

    >>> badge("达到进度")
    '▲ 达到进度'
    """
    return f"{shape(verdict)} {verdict}"


def hollow(verdict: str) -> str:
    """Shape, drawn as an outline, and word of an indicative verdict; "" is one that only says what would be needed.

    >>> hollow("达到进度"), hollow("")
    ('△ 参考：达到进度', '┄ 参考：门槛')
    """
    return f"{_TABLE['hollow'][verdict]} 参考：{verdict}" if verdict else "┄ 参考：门槛"


def mark(word: str) -> str:
    """Shape and word of a state in the year's cycle (met or missed, level of a warning, direction of a move).

    >>> mark("未达到"), mark("红")
    ('▼ 未达到', '◈ 红')
    """
    return f"{_TABLE['mark'][word]['shape']} {word}"


def mark_look(word: str) -> tuple[str, str]:
    """Shape and tone of such a state.

    >>> mark_look("红")
    ('◈', 'bad')
    """
    return _TABLE["mark"][word]["shape"], _TABLE["mark"][word]["tone"]


SEVERAL = ","
"""Between badges in one cell of a table."""
TONES: dict[str, str] = (
    {badge(word): sign["tone"] for word, sign in _SIGNS.items()}
    | {mark(word): sign["tone"] for word, sign in _TABLE["mark"].items()}
    | {f"{g.shape} {g.name}": g.tone.replace("grid", "neutral") for g in GROUPS}
    | {hollow(verdict): tone(verdict) for verdict in _TABLE["hollow"]}
    | {hollow(""): "neutral"}
)
"""The tone of every badge (shape and word) that a table, a card or a heading may show."""
_BADGE = re.compile("|".join(re.escape(text) for text in sorted(TONES, key=len, reverse=True)))

MARKDOWN = {"good": "green", "warn": "orange", "bad": "red", "neutral": "gray"}
"""Tones by their names in Streamlit's Markdown."""

FAINT = 0.24
"""How much of its colour the ground of a faint chip has."""


@cache
def chips(mode: str) -> dict[str, str]:
    """The ground (#RRGGBB) of every badge where it is drawn as a chip, on which Streamlit writes in black or white: strong
    where it says how a thing stands, faint where it is neutral or only indicative.

    >>> chips("light")["▼ 滞后"], chips("light")["▽ 参考：滞后"], chips("light")["○ 未到期"]
    ('#C03A1E', '#F0D0C9', '#DBDEE1')
    """
    colours, outlines = palette(mode), {hollow(verdict) for verdict in ("", *_TABLE["hollow"])}
    strong = 0.55 if mode == "dark" else 1.0
    return {
        text: mix(colours["surface"], colours[name], FAINT if name == "neutral" or text in outlines else strong)
        for text, name in TONES.items()
    }


def in_colour(text: str) -> str:
    """A badge in the colour of its tone, as Streamlit's Markdown; any other text as it is.

    >>> in_colour("▲ 达到进度"), in_colour("—")
    (':green-badge[▲ 达到进度]', '—')
    """
    return f":{MARKDOWN[TONES[text]]}-badge[{text}]" if text in TONES else text


def coloured(text: str) -> str:
    """A text (Markdown) with every badge in it coloured.

    >>> coloured("当年9%，▼ 未达到")
    '当年9%，:red-badge[▼ 未达到]'
    """
    return _BADGE.sub(lambda found: in_colour(found[0]), text)


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A #RRGGBB colour as [r, g, b, a], each 0–255.

    >>> rgb("#1F5FA8", 128)
    [31, 95, 168, 128]
    """
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [alpha]


def mix(one: str, other: str, share: float) -> str:
    """The colour (#RRGGBB) that lies `share` (0–1) of the way from one to another.

    >>> mix("#FFFFFF", "#1F5FA8", 0.5)
    '#8FAFD4'
    """
    pairs = zip(rgb(one)[:3], rgb(other)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def luminance(colour: str) -> float:
    """The relative luminance of a #RRGGBB colour after WCAG 2, 0 (black) to 1 (white).

    >>> luminance("#FFFFFF"), round(luminance("#1F5FA8"), 3)
    (1.0, 0.113)
    """
    parts = [value / 255 for value in rgb(colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink(ground: str, *inks: str) -> str:
    """That of the `inks` which stands out most from a ground (contrast after WCAG 2).

    >>> ink("#12766B", "#1B2430", "#FFFFFF"), ink("#DDE2E8", "#1B2430", "#FFFFFF")
    ('#FFFFFF', '#1B2430')
    """

    def contrast(one: str) -> float:
        dark, light = sorted((luminance(one), luminance(ground)))
        return (light + 0.05) / (dark + 0.05)

    return max(inks, key=contrast)
