"""What stands on a sheet, as plain data: a browser draws it, paper keeps it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lib.front.track import Track
from lib.ledger.permission import duty_of, led, listed
from lib.ledger.state import State
from lib.maps.sheet import Map
from lib.text import words as w
from lib.theme import badge, tone

MOST = 14
"""Rows of a table that have room beside everything else on one sheet."""


class Cell(NamedTuple):
    """Words in a colour of the palette ("" for that of the text)."""

    text: str
    tone: str = ""


class Table(NamedTuple):
    """Rows under their heads; `more` says how many have no room."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""


class Block(NamedTuple):
    """Something under a title: sentences, (label, text) pairs, (label, number) bars, a table; `wide` needs the whole
    width."""

    title: str
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    bars: tuple[tuple[str, int], ...] = ()
    table: Table | None = None
    wide: bool = False


class Spot(NamedTuple):
    """A small map, the ids of the units marked on it, and what they are called."""

    sheet: Map
    marked: tuple[str, ...]
    title: str


class Sheet(NamedTuple):
    """One sheet: `name` with its `sign` (shape and word of the state) is the title, `said` the finding, `under` what it is
    held to; `hint` is an indicative judgement, drawn hollow; `photos` are addresses that hold a picture, what stands
    beneath each, and its width ÷ height."""

    kind: str
    name: str
    sign: Cell | None
    said: str
    under: str
    hint: Cell | None
    figures: tuple[tuple[str, str], ...]
    track: Track | None
    spot: Spot | None
    blocks: tuple[Block, ...]
    sources: tuple[str, ...]
    photos: tuple[tuple[str, str, float], ...] = ()


def sign(verdict: str) -> Cell:
    """A verdict as shape and word in its colour.

    >>> sign("达到进度")
    Cell(text='▲ 达到进度', tone='good')
    """
    return Cell(badge(verdict), tone(verdict))


def table(head: Sequence[str], rows: Iterable[Sequence[Cell | str]], most: int = MOST) -> Table:
    """A table of at most so many rows.

    >>> table(["甲"], [["一"], ["二"], ["三"]], 2).more
    '共3行，这里是前2行'
    """
    cells = [tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows]
    more = f"共{len(cells)}行，这里是前{most}行" if len(cells) > most else ""
    return Table(tuple(head), tuple(cells[:most]), more)


def known(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The (label, text) pairs that say something.

    >>> known([("甲", "一"), ("乙", ""), ("丙", "—")])
    (('甲', '一'),)
    """
    return tuple((label, text) for label, text in pairs if text and text != w.MISSING)


def answerable(about: dict[str, Any], state: State) -> Block:
    """Who answers for a project (`project`) or an indicator of an area (`area`, `indicator`)."""
    duty = duty_of(about, state)
    if duty is None or not duty["lead"]:
        return Block("由谁负责", ("责任单位尚未分解。",))
    facts = known(
        [
            ("牵头单位", led(duty, shares=True)),
            ("责任人", duty.get("person") or "未明确"),
            ("配合单位", "、".join(listed(duty.get("support")))),
            ("备注", duty.get("note") or ""),
        ]
    )
    return Block("由谁负责", facts=facts)
