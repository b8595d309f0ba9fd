"""The files on which an evaluation rests: those of its figures, adjustments and explanations; and a sample of its figures
to be checked."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.ledger.entered import approved, decided_by
from lib.ledger.evidence import ADJUSTMENT, EXPLANATION, FIGURE, about_of, attached
from lib.ledger.state import Row, State

Basis = dict[tuple[str, str], Row]
"""Rows of the state by matter and by how evidence names them."""


def basis(one: Mapping[str, Any], clauses: pd.DataFrame, state: State) -> Basis:
    """What of the ledger an evaluation (a row of the state) rests on: the figures of its clauses that count, up to its
    year; the adjustments of its clauses by the end of it; their explanations. `clauses` have `id, area, indicator`."""
    ids = {row["clause"] for row in one["rows"]}
    own = clauses[clauses["id"].isin(ids)]
    things = set(zip(own["area"], own["indicator"], strict=True))
    counting = set(approved(state)["seq"])
    figures = [
        row
        for row in state.rows("figure")
        if row["seq"] in counting and row["year"] <= one["year"] and (row["area"], row["indicator"]) in things
    ]
    explained = [row for row in state.rows("explanation") if row["clause"] in ids and row["year"] == one["year"]]
    found = {
        FIGURE: figures,
        ADJUSTMENT: [row for row in decided_by(state, one["year"]).rows("adjustment") if row["clause"] in ids],
        EXPLANATION: explained,
    }
    return {(matter, about_of(matter, row)): row for matter, rows in found.items() for row in rows}


def files(of: Basis, state: State) -> list[Row]:
    """The files that were attached to these rows, oldest first."""
    return [row for row in attached(state) if (row["matter"], row["about"]) in of]


def beside(matter: str, row: Row, state: State) -> list[Row]:
    """The files that were attached to one row."""
    about = about_of(matter, row)
    return [one for one in attached(state) if (one["matter"], one["about"]) == (matter, about)]


def sample(figures: list[Row], count: int, seed: str) -> list[Row]:
    """Some of the figures, as chance has it: everybody who takes the same `seed` draws the same.

    >>> rows = [{"seq": n} for n in range(100)]
    >>> drawn = sample(rows, 3, "2019-05-30")
    >>> len(drawn), drawn == sample(rows[::-1], 3, "2019-05-30"), drawn == sample(rows, 3, "2019-05-31")
    (3, True, False)
    """
    return sorted(figures, key=lambda row: hashlib.sha256(f"{seed}/{row['seq']}".encode()).hexdigest())[:count]
