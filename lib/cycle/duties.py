"""责任分解: who answers for each area's indicator, each project and each measure, what an edited table would change, and how much is
assigned."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from lib.ledger.permission import concerns, listed
from lib.ledger.record import Entry, entry
from lib.ledger.state import State
from lib.ledger.unit_rules import misassigned

INDICATOR, PROJECT, MEASURE = "指标", "项目", "举措"
FIELDS = ("lead", "shares", "person", "support", "note")
Changes = Mapping[str, Mapping[str, str]]
"""What was typed and is not written yet: the fields that change, by thing."""
COLUMNS = ("thing", "kind", "area", "domain", "name", "clauses", *FIELDS)


def things(clauses: pd.DataFrame, projects: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """What there is to assign: `thing, kind, area, domain, name, clauses` (ids joined by ;), in the plan's order.

    `clauses` are those in force, `projects` the store's and those that came later, `measures` the store's with
    `domain_name`. A figure and the clauses it decides are one duty, hence one
    row an area's indicator.
    """
    first = clauses.groupby(["area", "indicator"], sort=False)
    rows = [
        (
            f"{area}.{indicator}",
            INDICATOR,
            area,
            own["domain_name"].iloc[0],
            own["indicator_name"].iloc[0],
            ";".join(own["id"]),
        )
        for (area, indicator), own in first
    ]
    rows += [(p.id, PROJECT, p.area, p.sector, p.name, "") for p in projects.itertuples()]
    rows += [(m.id, MEASURE, m.area, m.domain_name, m.name, "") for m in measures.itertuples()]
    return pd.DataFrame(rows, columns=COLUMNS[:6], dtype=object)


def assigned(things: pd.DataFrame, state: State) -> pd.DataFrame:
    """The things with who has them: COLUMNS; "" where nobody was named."""
    duties = [state.get("duty", key) or {} for key in things["thing"]]
    return things.assign(
        **{name: np.array([str(duty.get(name) or "") for duty in duties], dtype=object) for name in FIELDS}
    )


def of_unit(duties: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The duties that are the unit's."""
    pairs = list(zip(duties["lead"].tolist(), duties["support"].tolist(), strict=True))
    asked = {(lead, support): concerns({"lead": lead, "support": support}, unit) for lead, support in set(pairs)}
    return duties[np.array([asked[pair] for pair in pairs], dtype=bool)]


def parts(own: pd.DataFrame, unit: str) -> dict[str, tuple[str, str]]:
    """What part the unit has in each of its duties, and who does it there."""
    pairs = list(zip(own["lead"].tolist(), own["shares"].tolist(), strict=True))
    named = {(lead, shares): part_of({"lead": lead, "shares": shares}, unit) for lead, shares in set(pairs)}
    told = zip(own["thing"].tolist(), pairs, own["person"].tolist(), strict=True)
    return {thing: (named[pair], person) for thing, pair, person in told}


def part_of(duty: Mapping[str, Any], unit: str) -> str:
    """What part a unit has in a duty that is its.

    >>> part_of({"lead": "甲;乙", "shares": "60;40"}, "乙"), part_of({"lead": "甲;乙", "shares": ""}, "丙")
    ('牵头40%', '配合')
    """
    leads, shares = listed(duty["lead"]), listed(duty.get("shares"))
    if unit not in leads:
        return "配合"
    return f"牵头{shares[leads.index(unit)]}%" if len(shares) == len(leads) else "牵头"


def coverage(rows: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Of clauses, projects, measures and persons: how many are assigned, of how many. Persons are counted among what has a
    lead."""
    clauses = rows["clauses"].map(lambda ids: len(listed(ids)))
    led, project, measure = rows["lead"] != "", rows["kind"] == PROJECT, rows["kind"] == MEASURE
    return {
        "clauses": (int(clauses[led].sum()), int(clauses.sum())),
        "projects": (int((led & project).sum()), int(project.sum())),
        "measures": (int((led & measure).sum()), int(measure.sum())),
        "persons": (int((led & (rows["person"] != "")).sum()), int(led.sum())),
    }


def merged(pending: Changes, before: pd.DataFrame, edited: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Changes by thing after a table was edited: those of `pending` that are not in the table stay, those in it are
    read anew.

    >>> before = pd.DataFrame([{"thing": "a.b", "lead": "", "shares": "", "person": "", "support": "", "note": ""}])
    >>> merged({"c": {"lead": "示例一局"}}, before, before.assign(lead=" 示例二局 "))
    {'c': {'lead': '示例一局'}, 'a.b': {'lead': '示例二局'}}
    """
    things = before["thing"].tolist()
    changed: dict[str, dict[str, str]] = {}
    for name in FIELDS:
        for thing, old, cell in zip(things, before[name].tolist(), edited[name].tolist(), strict=True):
            if (new := _clean(cell)) != old:
                changed.setdefault(thing, {})[name] = new
    return {key: dict(fields) for key, fields in pending.items() if key not in set(things)} | changed


def pruned(changes: Changes, rows: pd.DataFrame) -> dict[str, dict[str, str]]:
    """The changes that still change something: others may have been written meanwhile."""
    known = rows[rows["thing"].isin(changes)].set_index("thing")[list(FIELDS)].to_dict("index")
    left = {
        key: {name: text for name, text in fields.items() if text != known[key][name]}
        for key, fields in changes.items()
        if key in known
    }
    return {key: fields for key, fields in left.items() if fields}


def _clean(cell: Any) -> str:
    """A cell as text: several names joined by ; whatever stood between them."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, list | tuple):
        return ";".join(cell)
    return _spaced(str(cell))


@lru_cache(maxsize=10_000)
def _spaced(text: str) -> str:
    return " ".join(text.split())


def with_changes(rows: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """The rows as they would be after the changes."""
    if not any(changes.values()):
        return rows.copy()
    changed = {name: rows[name].tolist() for name in FIELDS}
    for at, key in enumerate(rows["thing"].tolist()):
        for name, text in changes.get(key, {}).items():
            changed[name][at] = text
    return rows.assign(**{name: pd.Series(texts, rows.index, rows[name].dtype) for name, texts in changed.items()})


def complaints(changes: Changes, rows: pd.DataFrame, state: State) -> list[tuple[str, str]]:
    """Why changes cannot be written: (thing, sentence). Empty if they can."""
    found = []
    for row in with_changes(rows, changes).itertuples():
        if row.thing not in changes:
            continue
        found += [
            (row.thing, sentence) for sentence in misassigned(row.lead, row.person, row.support, state, row.shares)
        ]
    return found


def entries(changes: Changes, rows: pd.DataFrame, why: str = "", file: str = "") -> list[Entry]:
    """The records that write the changes."""
    after = with_changes(rows, changes)
    return [
        entry("duty_assigned", {"thing": row.thing} | {name: getattr(row, name) for name in FIELDS}, why, file)
        for row in after[after["thing"].isin(changes)].itertuples()
    ]


def units(state: State) -> list[str]:
    """The names of the units that were entered."""
    return [row["name"] for row in state.rows("unit")]
