"""A slide as plain data: what the presenter draws and PowerPoint receives. Numbers stay numbers, geometry is plain
coordinates."""

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from lib.maps.sheet import XY, Feature, Layer, Map
from lib.text import exports

NAN = float("nan")


class Figure(NamedTuple):
    """One large number as text, with its label and a short explanation; `tone` names a colour of the palette."""

    value: str
    label: str
    note: str = ""
    tone: str = "text"


class Figures(NamedTuple):
    """A row of large numbers."""

    items: tuple[Figure, ...]


class Series(NamedTuple):
    """One series of a chart: a value for every label (NaN where there is none) in the chart's unit; `mark` is its
    shape.

    `bounds` are the words before each value that is a bound (超过), empty before those that are exact.
    """

    name: str
    values: tuple[float, ...]
    tone: str
    mark: str = ""
    bounds: tuple[str, ...] = ()


class Bars(NamedTuple):
    """Horizontal bars, the first label on top; several series side by side or `stacked`. `keys` name what each label
    stands for."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int
    stacked: bool = False
    keys: tuple[str, ...] = ()


class Lines(NamedTuple):
    """Values over years: observed ones as marks (`series[0]`), the path of the plan as a line (`series[1]`), others as
    lines."""

    years: tuple[int, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int

    @property
    def axis(self) -> tuple[float, float, float]:
        """Least and greatest value of the axis and the step between its marks, with room for the numbers at the points;
        the same on the screen and in PowerPoint.

        >>> Lines((2015, 2020), (Series("甲", (268.4, 420.0), "plan"),), "亿元", 1).axis
        (200.0, 500.0, 100.0)
        """
        known = [value for series in self.series for value in series.values if value == value] or [0.0]
        least, most = min(known), max(known)
        pad = (most - least or abs(most) or 1.0) * 0.25
        low, high = (max(0.0, least - pad) if least >= 0 else least - pad), most + pad
        rough = (high - low) / 3
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough)
        return math.floor(low / step) * step, math.ceil(high / step) * step, step

    @property
    def tight(self) -> tuple[float, float]:
        """Least and greatest value of the axis of a small chart, with room for the numbers at its points.

        >>> Lines((2015, 2020), (Series("甲", (100.0, 200.0), "plan"),), "亿元", 1).tight
        (70.0, 245.0)
        """
        known = [value for series in self.series for value in series.values if value == value] or [0.0]
        room = max(known) - min(known) or abs(max(known)) or 1.0
        return min(known) - 0.3 * room, max(known) + 0.45 * room


class Table(NamedTuple):
    """Rows of text. `widths` are relative; `keys` name what each row stands for; `right` are the columns of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    keys: tuple[str, ...] = ()
    right: tuple[int, ...] = ()


class Text(NamedTuple):
    """Short paragraphs; `listed` as points of a list."""

    paragraphs: tuple[str, ...]
    listed: bool = False


class Picture(NamedTuple):
    """A picture that somebody put on a slide: its bytes in base64, their media type, its size in pixels, and what it
    shows in words."""

    data: str
    media: str
    width: int
    height: int
    told: str


class Photos(NamedTuple):
    """Photographs side by side, as many in a row as `columns`; each says beneath what it shows, in two lines."""

    items: tuple[Picture, ...]
    columns: int


class Card(NamedTuple):
    """One thing in a frame: its title, its state as a badge ("" for none) in a tone, short lines, and the per cent done
    (NaN where that is not known)."""

    title: str
    badge: str
    tone: str
    lines: tuple[str, ...]
    share: float = NAN


class Cards(NamedTuple):
    """Cards side by side, as many in a row as `columns`."""

    items: tuple[Card, ...]
    columns: int


class Panel(NamedTuple):
    """One small chart: what it is of, its state as a badge in a tone, the course, and what follows from it."""

    title: str
    badge: str
    tone: str
    chart: Lines
    said: str


class Panels(NamedTuple):
    """Small charts, three in a row; `keys` name what they stand for."""

    items: tuple[Panel, ...]
    keys: tuple[str, ...] = ()


class Point(NamedTuple):
    """One of several things to remember: a few words, and a sentence."""

    head: str
    text: str


class Points(NamedTuple):
    """A numbered list."""

    items: tuple[Point, ...]


class Callout(NamedTuple):
    """What is said of one place on a map: where it lies and where the words stand (metres), its name, its state."""

    at: XY
    label: XY
    name: str
    text: str
    tone: str


class Stage(NamedTuple):
    """A map that fills the slide, with callouts; `paragraphs` stand beside it under the title."""

    sheet: Map
    callouts: tuple[Callout, ...]
    paragraphs: tuple[str, ...]


Block = Figures | Bars | Lines | Table | Text | Map | Cards | Panels | Points | Stage | Picture | Photos

CONTENT, COVER, SECTION, FULL = LAYOUTS = ("content", "cover", "section", "full")
"""How a slide is laid out: a title above its blocks; the first one and a page between two parts, both dark; a map that
fills it."""
DARK = (COVER, SECTION)


class Slide(NamedTuple):
    """One message: `key` is its address, `title` what it says; notes are for the speaker, sources stand at the foot.
    `layout` is one of LAYOUTS; `part` names the part of the deck that it is in."""

    key: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    sources: str = ""
    layout: str = CONTENT
    part: str = ""


PLACES = 4
"""Chapters and sections named at the foot of a slide; of more the first and how many. The notes have every line."""
_MANY = re.compile(rf"规划((?:第|篇首)[^、；]*)(?:、[^、；]+){{{PLACES},}}")


def as_shown(slide: Slide) -> Slide:
    """The slide as it is shown: its sources at the foot shortened.

    >>> as_shown(Slide("", "", "", (), sources="规划第一章、第二章；《某报告》")).sources
    '规划第一章、第二章；《某报告》'
    >>> as_shown(Slide("", "", "", (), sources=f"规划{'、'.join(f'第{n}章' for n in '一二三四五六')}；甲")).sources
    '规划第一章等6处（逐条见备注）；甲'
    >>> as_shown(Slide("", "", "", (), sources=f"规划篇首、{'、'.join(f'第{n}章' for n in '一二三四五六')}")).sources
    '规划篇首等7处（逐条见备注）'
    """
    return slide._replace(
        sources=_MANY.sub(lambda found: f"规划{found[1]}等{found[0].count('、') + 1}处（逐条见备注）", slide.sources)
    )


PARTS = (
    *(Slide, Figures, Figure, Bars, Lines, Series, Table, Text, Map, Layer, Feature),
    *(Cards, Card, Panels, Panel, Points, Point, Stage, Callout, Picture, Photos),
)
"""What a slide is made of."""


def for_json(value: Any) -> Any:
    """A slide, or any part of one, as lists and dictionaries for JSON; a block says its kind, NaN becomes None.

    >>> for_json(Text(("一",)))
    {'paragraphs': ['一'], 'listed': False, 'kind': 'text'}
    """
    if isinstance(value, PARTS):
        parts = value._asdict() | ({"axis": value.axis, "tight": value.tight} if isinstance(value, Lines) else {})
        return {name: for_json(part) for name, part in parts.items()} | {"kind": type(value).__name__.lower()}
    if isinstance(value, tuple | list):
        return [for_json(part) for part in value]
    return None if isinstance(value, float) and value != value else value


def each_text(part: Any, change: Callable[[str], str]) -> Any:
    """A slide, or any part of one, with every text changed that is not on a map or beneath a photograph.

    >>> each_text(Text(("一",)), lambda text: text * 2)
    Text(paragraphs=('一一',), listed=False)
    """
    if isinstance(part, str):
        return change(part)
    if isinstance(part, Map | Photos) or not isinstance(part, tuple):
        return part
    changed = [each_text(one, change) for one in part]
    return type(part)(*changed) if isinstance(part, PARTS) else tuple(changed)


def clean(words: object) -> str:
    """Text without the control characters that XML cannot carry.

    >>> clean("甲\\x07乙")
    '甲乙'
    """
    return exports.clean(words)
