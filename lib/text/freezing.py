"""What a freeze takes of a clause in words: whole in itself, in the words of the day."""

from collections.abc import Callable

import pandas as pd

from lib.cycle.annual_plan import Planned
from lib.ledger.frozen import Told
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.text import annual_plan, clauses, provenance
from lib.text import words as w


def telling(series: pd.DataFrame, period: Period) -> Callable[[Planned], Told]:
    """Puts a clause with its annual plan in words; `series` are the observations."""
    observed = Observation.by(series)

    def told(clause: Planned) -> Told:
        ids = [key for ids in (clause.base_id, clause.actual_id) for key in ids.split(";")]
        used = [observed[key] for key in ids if key in observed]
        return {
            "condition": clauses.condition(clause),
            "base": _known(clauses.base_text(clause)),
            "actual": _known(clauses.actual_text(clause)),
            "catch_up": clauses.catch_up(clause),
            "annual": annual_plan.outcome(clause),
            "reason": clauses.reason(clause, period),
            "arithmetic": [f"{step}：{formula}" for step, formula in clauses.arithmetic(clause, period)],
            "sources": [f"{r.year}年{provenance.observation(r)}：{provenance.source(r)}" for r in used],
        }

    return told


def _known(text: str) -> str:
    return "" if text == w.MISSING else text
