"""What an evaluation takes of every clause when it is frozen: plain JSON for the ledger, in the words of the day."""

from typing import Any

import pandas as pd

from lib.measure.period import Period
from lib.text import annual_plan as annuals
from lib.text import clauses, provenance
from lib.text import words as w


def rows(assessed: pd.DataFrame, series: pd.DataFrame, period: Period) -> list[dict[str, Any]]:
    """One a clause, with all that a reader needs of the verdict, its arithmetic and sources. `assessed` are the clauses
    with their annual plan, `series` the observations."""
    observed = {row.id: row for row in series.itertuples()}
    return [_row(clause, observed, period) for clause in assessed.itertuples()]


def _row(clause: Any, series: dict[str, Any], period: Period) -> dict[str, Any]:
    used = [series[key] for ids in (clause.base_id, clause.actual_id) for key in ids.split(";") if key in series]
    steps = [f"{step}：{formula}" for step, formula in clauses.arithmetic(clause, period)]
    return {
        "clause": clause.id,
        "line": int(clause.line),
        "area": clause.area,
        "domain": clause.domain_name,
        "name": clause.name,
        "condition": clauses.condition(clause),
        "due": int(clause.due),
        "change": clause.change,
        "change_note": clause.change_note,
        "base": _text(clauses.base_text(clause)),
        "actual": _text(clauses.actual_text(clause)),
        "actual_value": _number(clause.actual),
        "actual_year": _number(clause.actual_year),
        "completion": _number(clause.completion),
        "pace": _number(clause.pace),
        "catch_up": clauses.catch_up(clause),
        "annual": annuals.outcome(clause),
        "verdict": str(clause.verdict),
        "original_verdict": str(clause.original_verdict),
        "reason": clauses.reason(clause, period),
        "arithmetic": steps,
        "sources": [f"{r.year}年{provenance.observation(r)}：{provenance.source(r)}" for r in used],
    }


def _number(value: Any) -> float | None:
    return None if w.missing(value) else round(float(value), 6)


def _text(text: str) -> str:
    return "" if text == w.MISSING else text
