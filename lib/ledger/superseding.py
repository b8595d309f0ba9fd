"""Several submissions of one figure: the newest that was not sent back stands for all."""

from collections.abc import Hashable

from lib.ledger.state import Row, State

LIVE = ("submitted", "approved")
"""Standings of a figure that is in the queue or counts."""


def thing(figure: Row) -> Hashable:
    """What a figure is of: its subject (area, indicator, measure, years), and for growth the price basis (a rate at
    current prices does not displace a real one)."""
    return figure["subject"], figure.get("price_basis") if figure["measure"] == "growth" else None


def newest(state: State) -> dict[Hashable, Row]:
    """Of every thing the submission made last, of those that wait or count."""
    return {thing(row): row for row in state.rows("figure") if row["status"] in LIVE}


def queue(state: State) -> list[Row]:
    """The figures that wait for review, oldest first: one for each thing, none that a newer one supersedes."""
    last = newest(state)
    return [row for row in state.rows("figure") if row["status"] == "submitted" and last[thing(row)] is row]
