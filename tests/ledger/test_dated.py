"""Rows by their days, continued record by record, are those of a plain loop over all of them."""

from hypothesis import given
from hypothesis import strategies as st

from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import ADMIN
from lib.ledger.record import FIRST, Record, entry, sealed
from lib.ledger.state import Row, State

DAYS = ("2018-01-31", "2018-02-28", "2019-01-31")
EVENTS = st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(DAYS), st.sampled_from((None, 1, 2)))


def naive(state: State, until: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in sorted(state.rows("event"), key=lambda row: (row["date"], row["seq"])):
        if row["date"] <= until:
            found.setdefault(row["project"], []).append(row)
    return found


def record(seq: int, project: str, date: str, again: int | None) -> Record:
    """A report; `again`: in the place of that record, as one that was put under the same key."""
    item = entry("project_event", {"project": project, "date": date, "stage": "在建"})
    found = sealed(seq, "2018-03-01T00:00:00+00:00", "甲", ADMIN, item, FIRST)
    return found if again is None else found._replace(payload=found.payload | {"seq": again})


@given(st.lists(st.lists(EVENTS, max_size=6), max_size=5), st.sampled_from((*DAYS, "2017-12-31", "9999")))
def test_days_asked_for_between_records_are_those_of_all_records(parts, until):
    state, seq = EMPTY, 0
    for part in parts:
        before, told = state, naive(state, until)
        state = fold(state, [record(seq + n, *one) for n, one in enumerate(part, 1)])
        seq += len(part)
        assert state.dated("event", "project", until) == naive(state, until)
        assert before.dated("event", "project", until) == told
