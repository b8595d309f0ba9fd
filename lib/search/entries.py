"""What can be found: one entry for each clause, project, measure, place, unit, enterprise and named programme."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from lib.search.matching import Thing

CLAUSE, PROJECT, MEASURE, PLACE, UNIT, ENTERPRISE, PROGRAMME, TERM, PAGE = (
    "clause",
    "project",
    "measure",
    "place",
    "unit",
    "enterprise",
    "programme",
    "term",
    "page",
)
KINDS = (CLAUSE, PROJECT, MEASURE, PLACE, UNIT, ENTERPRISE, PROGRAMME, TERM, PAGE)
"""In the order in which those that are found equally well are shown."""
FRAMES = ("clause", "project", "measure", "place", "enterprise", "programme")
"""The tables from which `of_plan` makes entries."""

Frames = Mapping[str, pd.DataFrame]


class Entry(NamedTuple):
    """One thing that can be found: its `kind` and `id`, what it is searched by, its `area` ("" where it is of none) and
    what it is (`detail`, "" for nothing), the `page` that shows it and what that page is asked for."""

    kind: str
    id: str
    thing: Thing
    area: str
    detail: str
    page: str
    query: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The name by which it is shown."""
        return self.thing.names[0]

    @property
    def line(self) -> int | None:
        """The first line of the plan that it rests on."""
        return min(self.thing.lines, default=None)


def lines_of(text: Any) -> frozenset[int]:
    """Lines of the plan in a cell.

    >>> sorted(lines_of("23;248")), sorted(lines_of(None)), sorted(lines_of(5))
    ([23, 248], [], [5])
    """
    return frozenset(int(line) for line in str(text).split(";")) if _text(text) else frozenset()


def things(rows: pd.DataFrame, concerned: Mapping[str, str] | None = None) -> list[Thing]:
    """What rows with `name` and `lines`, and perhaps `other_names`, `note`, are searched by; `concerned` by id is what
    else they may be found by.

    >>> things(pd.DataFrame({"id": ["a"], "name": ["七桥"], "lines": ["3;4"], "note": [None]}), {"a": "甲公司"})
    [Thing(names=('七桥',), more='甲公司', lines=frozenset({3, 4}))]
    """
    named = concerned or {}
    cells = (_column(rows, name) for name in ("id", "name", "other_names", "note", "lines"))
    return [
        Thing((_text(name), *_text(others).split(";")) if _text(others) else (_text(name),), more, lines_of(lines))
        for key, name, others, note, lines in zip(*cells, strict=True)
        for more in [" ".join(filter(None, (_text(note), named.get(key, ""))))]
    ]


def concerned(frames: Frames, column: str) -> dict[str, str]:
    """The names of the enterprises and programmes that concern each project or measure (`column`), by its id.

    >>> table = pd.DataFrame({"name": ["甲", "乙"], "other_names": None, "projects": ["a;b", "b"]})
    >>> concerned({"enterprise": table, "programme": table.iloc[:0]}, "projects")
    {'a': '甲', 'b': '甲 乙'}
    """
    found: dict[str, list[str]] = {}
    for table in (ENTERPRISE, PROGRAMME):
        rows = frames[table]
        for name, others, keys in zip(rows["name"], rows["other_names"], rows[column], strict=True):
            for key in _text(keys).split(";"):
                found.setdefault(key, []).extend(filter(None, (name, *_text(others).split(";"))))
    found.pop("", None)
    return {key: " ".join(names) for key, names in found.items()}


def clause_things(rows: pd.DataFrame) -> list[Thing]:
    """What clauses are searched by: their name, that of the indicator, note, definition, id and lines."""
    cells = (_column(rows, name) for name in ("id", "name", "indicator_name", "note", "definition", "line", "also"))
    return [
        Thing(
            tuple(dict.fromkeys((_text(name), _text(indicator)))),
            f"{key} {_text(note)} {_text(definition)}",
            lines_of(line) | lines_of(also),
        )
        for key, name, indicator, note, definition, line, also in zip(*cells, strict=True)
    ]


def synonyms(rows: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """What each word of the table of synonyms means."""
    return {word: tuple(means.split(";")) for word, means in zip(rows["word"], rows["means"], strict=True)}


def of_plan(frames: Frames, units: Iterable[str]) -> list[Entry]:
    """Everything of a plan that can be found, from its tables FRAMES and the names of the units that were entered."""
    projects = things(frames[PROJECT], concerned(frames, "projects"))
    measures = things(frames[MEASURE], concerned(frames, "measures"))
    return [
        *_entries(CLAUSE, frames[CLAUSE], clause_things(frames[CLAUSE]), "", "monitor/indicators", "clause"),
        *_entries(PROJECT, frames[PROJECT], projects, "sector", "projects/register", "project"),
        *_entries(MEASURE, frames[MEASURE], measures, "", "projects/measures", "measure"),
        *_places(frames[PLACE]),
        *(Entry(UNIT, name, Thing((name,)), "", "", "cycle/unit", (("unit", name),)) for name in units),
        *_named(ENTERPRISE, frames[ENTERPRISE], "role"),
        *_named(PROGRAMME, frames[PROGRAMME], "meaning"),
    ]


def of_newcomers(rows: pd.DataFrame) -> list[Entry]:
    """The projects that came after the plan (`id, name, area, sector`): they open where they are reported."""
    return list(_entries(PROJECT, rows, things(rows), "sector", "cycle/progress", "filling"))


def _entries(
    kind: str, rows: pd.DataFrame, found: list[Thing], detail: str, page: str, parameter: str
) -> Iterable[Entry]:
    details = _column(rows, detail)
    for key, area, said, thing in zip(rows["id"], rows["area"], details, found, strict=True):
        yield Entry(kind, key, thing, area, _text(said), page, ((parameter, key),))


def _places(rows: pd.DataFrame) -> Iterable[Entry]:
    cells = (rows["id"], rows["system"], rows["role"], things(rows))
    for key, system, role, thing in zip(*cells, strict=True):
        yield Entry(PLACE, key, thing, "", _text(role), "space/layout", (("place", key), ("system", system)))


def _named(kind: str, rows: pd.DataFrame, detail: str) -> Iterable[Entry]:
    """What has no page of its own opens the list of the projects that it concerns, else that of the measures, else of
    the measures on its first line."""
    cells = (rows["id"], rows[detail], rows["projects"], rows["measures"], things(rows))
    for key, said, projects, measures, thing in zip(*cells, strict=True):
        name, first = thing.names[0], _text(projects).split(";")[0]
        if first:
            yield Entry(kind, key, thing, "", _text(said), "projects/register", (("find", name), ("project", first)))
        else:
            asked = name if _text(measures) else f"第{min(thing.lines)}行"
            yield Entry(kind, key, thing, "", _text(said), "projects/measures", (("measure_find", asked),))


def _column(rows: pd.DataFrame, name: str) -> list[Any]:
    return rows[name].tolist() if name in rows.columns else [None] * len(rows)


def _text(cell: Any) -> str:
    return "" if cell is None or cell != cell else str(cell)
