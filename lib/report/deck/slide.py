"""A slide as plain data: what the presenter draws and PowerPoint receives. Numbers stay numbers, geometry is plain
coordinates."""

import math
import re
from typing import Any, NamedTuple

from lib.maps.sheet import Feature, Layer, Map

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


class Table(NamedTuple):
    """Rows of text. `widths` are relative; `keys` name what each row stands for; `right` are the columns of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    keys: tuple[str, ...] = ()
    right: tuple[int, ...] = ()


class Text(NamedTuple):
    """Short paragraphs."""

    paragraphs: tuple[str, ...]


Block = Figures | Bars | Lines | Table | Text | Map


class Slide(NamedTuple):
    """One message: `key` is its address, `title` what it says; notes are for the speaker, sources stand at the foot."""

    key: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    sources: str = ""
    cover: bool = False


LINES = 12
"""Plan lines named at the foot of a slide; the notes name them all."""


def foot(sources: str) -> str:
    """The sources for the foot of a slide: where there are more than LINES plan lines, the first and the last.

    >>> foot("规划第89、117行；《某报告》")
    '规划第89、117行；《某报告》'
    >>> foot(f"规划第{'、'.join(map(str, range(85, 105)))}行；甲")
    '规划第85至104行中的20行（逐条见备注）；甲'
    """

    def short(found: re.Match[str]) -> str:
        lines = found[1].split("、")
        return found[0] if len(lines) <= LINES else f"规划第{lines[0]}至{lines[-1]}行中的{len(lines)}行（逐条见备注）"

    return re.sub(r"规划第([\d、]+)行", short, sources)


def as_shown(slide: Slide) -> Slide:
    """The slide as it is shown: its sources at the foot shortened, in full at the end of the notes."""
    full = (f"来源：{slide.sources}",) if slide.sources else ()
    return slide._replace(notes=(*slide.notes, *full), sources=foot(slide.sources))


PARTS = (Slide, Figures, Figure, Bars, Lines, Series, Table, Text, Map, Layer, Feature)
"""What a slide is made of."""


def for_json(value: Any) -> Any:
    """A slide, or any part of one, as lists and dictionaries for JSON; a block says its kind, NaN becomes None.

    >>> for_json(Text(("一",)))
    {'paragraphs': ['一'], 'kind': 'text'}
    """
    if isinstance(value, PARTS):
        parts = value._asdict() | ({"axis": value.axis} if isinstance(value, Lines) else {})
        return {name: for_json(part) for name, part in parts.items()} | {"kind": type(value).__name__.lower()}
    if isinstance(value, tuple | list):
        return [for_json(part) for part in value]
    return None if isinstance(value, float) and value != value else value


def clean(words: object) -> str:
    """Text without the control characters that XML cannot carry.

    >>> clean("甲\\x07乙")
    '甲乙'
    """
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", str(words))
