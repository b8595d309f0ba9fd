"""How a map layer is drawn, as `layer.csv` says: a row a layer, its columns STYLED."""

from collections.abc import Mapping
from typing import NamedTuple

from lib.maps.signs import SIGNS

NEIGHBOURS, BOUNDARY, WATER, COURSE, ABOVE = ROLES = ("neighbours", "boundary", "water", "course", "above")
"""What a layer may be besides one of the plan's systems: the ground on which these are drawn, water in it, and areas
that lie above the water."""
STYLED = (
    *("role", "tone", "fill", "line", "label", "radius", "tones", "bare", "quiet", "drawn"),
    *("sign", "chief", "axis", "unknown"),
)
TONES = ("plan", "good", "warn", "sun", "bad", "neutral", "accent", "text")
PLAIN = {"polygon": 56.0, "line": 220.0, "point": 230.0}
"""The opacity of what a layer does not say, by its geometry."""


class Style(NamedTuple):
    """How a layer is drawn: `role` one of ROLES or "", `tone` a colour of the palette, `fill` opacity (0–255), `line`
    pixels, `label` size of names (0: none), `radius` of points (pixels; 0: none), `tones` by feature, `bare` features
    whose neighbours draw the common border, `quiet`: names give way, `drawn` (false: only as part of the ground unless
    asked for), `sign` the rule of `signs.SIGNS` that it is drawn by, `chief` the feature that the others are joined to,
    `axis` a line of another layer drawn with it, `unknown` the features whose shape nobody knows."""

    role: str = ""
    tone: str = "plan"
    fill: float = PLAIN["polygon"]
    line: float = 1.5
    label: float = 14
    radius: float = 0
    tones: Mapping[str, str] = {}
    bare: frozenset[str] = frozenset()
    quiet: bool = False
    drawn: bool = True
    sign: str = ""
    chief: str = ""
    axis: str = ""
    unknown: frozenset[str] = frozenset()

    def tone_of(self, key: str) -> str:
        """The colour of a feature: its own where it has one, else its layer's."""
        return self.tones.get(key, self.tone)


def style(row: Mapping[str, str], geometry: str) -> Style:
    """The style that a row of `layer.csv` gives; what is empty has a default. ValueError, with the column in a Chinese
    message, for what cannot be.

    >>> found = style({"tone": "good", "tones": "a=bad;b=warn", "quiet": "yes"}, "line")
    >>> found.fill, found.tone_of("a"), found.tone_of("c"), found.quiet
    (220.0, 'bad', 'good', True)
    """
    texts = {name: row.get(name, "") for name in STYLED}
    tones = dict(pair.partition("=")[::2] for pair in texts["tones"].split(";") if pair)
    if texts["role"] not in ("", *ROLES):
        raise ValueError(f"role “{texts['role']}”应为空，或 {'、'.join(ROLES)} 之一")
    if texts["sign"] not in SIGNS:
        raise ValueError(f"sign “{texts['sign']}”应为空，或 {'、'.join(filter(None, SIGNS))} 之一")
    for name in (texts["tone"] or "plan", *tones.values()):
        if name not in TONES:
            raise ValueError(f"tone、tones 中的“{name}”应为 {'、'.join(TONES)} 之一；tones 写作 编号=色调;编号=色调")
    return Style(
        texts["role"],
        texts["tone"] or "plan",
        _number(texts, "fill", PLAIN[geometry]),
        _number(texts, "line", 1.5),
        _number(texts, "label", 14),
        _number(texts, "radius", 6 if geometry == "point" else 0),
        tones,
        frozenset(filter(None, texts["bare"].split(";"))),
        _yes(texts, "quiet", False),
        _yes(texts, "drawn", True),
        texts["sign"],
        texts["chief"],
        texts["axis"],
        frozenset(filter(None, texts["unknown"].split(";"))),
    )


def _number(texts: Mapping[str, str], name: str, default: float) -> float:
    text = texts[name]
    if text and not text.replace(".", "", 1).isdecimal():
        raise ValueError(f"{name} “{text}”应为数字")
    return float(text) if text else default


def _yes(texts: Mapping[str, str], name: str, default: bool) -> bool:
    if texts[name] not in ("", "yes", "no"):
        raise ValueError(f"{name} “{texts[name]}”应为 yes 或 no")
    return texts[name] == "yes" if texts[name] else default
