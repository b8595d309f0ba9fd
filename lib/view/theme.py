"""Colours and shapes, read from theme.toml: two themes, five tones."""

import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent / "theme.toml").read_text(encoding="utf-8"))

FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
MODES = ("light", "dark")


def palette(mode: str) -> dict[str, str]:
    """Named colours (#RRGGBB) of the `mode` "light" or "dark"; anything else counts as light."""
    return _TABLE[mode if mode in MODES else "light"]


def shape(verdict: str) -> str:
    """The one-character shape of a verdict."""
    return _TABLE["verdict"][verdict]["shape"]


def tone(verdict: str) -> str:
    """Which tone of the palette a verdict is drawn in: good, warn, bad or neutral."""
    return _TABLE["verdict"][verdict]["tone"]


def colour(verdict: str, mode: str) -> str:
    """The colour (#RRGGBB) of a verdict in a mode."""
    return palette(mode)[tone(verdict)]


def badge(verdict: str) -> str:
    """Shape and word of a verdict, as it stands in tables and text.

    >>> badge("达到进度")
    '▲ 达到进度'
    """
    return f"{shape(verdict)} {verdict}"


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A #RRGGBB colour as [r, g, b, a], each 0–255.

    >>> rgb("#1F5FA8", 128)
    [31, 95, 168, 128]
    """
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [alpha]


def layer_style(slug: str) -> dict:
    """How a map layer is drawn: `tone`, `fill` (opacity 0–255), `line` (pixels), `label` (size; 0 = none), `tones` by feature."""
    return {"tones": {}} | _TABLE["map"][slug]
