"""What reports tell of key projects and tasks: the sums are those of their parts; what is owed and what was given is what
was asked."""

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import duties
from lib.cycle.dispatched import Dispatched
from lib.cycle.month_row import Monthly
from lib.cycle.owed import TASK, of_all, owed
from lib.cycle.tasks import REPORTED, Task
from lib.ledger.dispatching import STANDINGS
from lib.ledger.record import entry
from lib.measure.clause import Measured
from lib.text import year_works
from tests.cycle.test_duties import told

OPENINGS = st.sampled_from(["续建", "提前开工", "按期开工", "推迟开工", "已开工", "未按计划开工"])
WORK = st.tuples(
    st.sampled_from("甲乙丙丁戊己庚辛壬癸"), OPENINGS, st.integers(1, 900), st.none() | st.integers(0, 900)
)
TASKS = st.lists(st.tuples(st.sampled_from("甲乙"), st.sampled_from(REPORTED)), min_size=1, max_size=20)


@given(st.lists(WORK, min_size=1, max_size=20))
def test_the_rows_of_key_projects_come_to_the_last_one(works):
    rows = Dispatched.frame(
        Dispatched(
            f"p{n}", sector=sector, opening=opening, planned=planned / 100, done=(done or 0) / 100, begin="2018-03-01"
        )
        for n, (sector, opening, planned, done) in enumerate(works)
    )
    found = year_works.key_projects(rows, 2018)
    *parts, last = found.rows
    if last[0] == year_works.ALL:
        for column in range(1, 7):
            assert sum(int(row[column]) for row in parts) == int(last[column]), found.head[column]
    assert int(last[1]) == len(works)


@given(TASKS)
def test_the_rows_of_tasks_come_to_the_last_one(cases):
    rows = Task.frame(Task(f"M{n}", "举措", "事", "甲区", domain, "甲局", how) for n, (domain, how) in enumerate(cases))
    found = year_works.tasks(rows, 2018)
    if found is None:
        assert all(how == "没有报告" for _, how in cases)
        return
    *parts, last = found.rows
    for column in range(1, len(found.head)):
        assert sum(int(row[column]) for row in parts) == int(last[column])
    assert sum(map(int, last[2:])) == int(last[1]) == len(cases)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), st.none() | st.sampled_from(STANDINGS)), min_size=1, max_size=6))
def test_what_is_owed_of_tasks_and_what_was_given_is_what_was_asked(cases):
    items = [entry("unit_set", {"name": "甲局"})]
    for n, (led, how) in enumerate(cases):
        items += [entry("duty_assigned", {"thing": f"M{n}", "lead": "甲局", "person": ""})] if led else []
        report = {"thing": f"M{n}", "date": "2018-06-30", "standing": how}
        items += [entry("task_reported", report)] if how else []
    state = told(*items)
    things = pd.DataFrame(
        [(f"M{n}", duties.MEASURE, "甲区", "域", "事", "") for n in range(len(cases))], columns=duties.COLUMNS[:6]
    )
    assigned = duties.assigned(things, state)
    given_ = ([], Measured.frame(), Monthly.frame(), state, 2018, date(2018, 12, 31))
    rows = owed("甲局", assigned, *given_)
    asked = {f"M{n}" for n, (led, _) in enumerate(cases) if led}
    closed = set(rows.loc[~rows["open"].astype(bool), "id"])
    open_ = set(of_all(["甲局"], assigned, *given_)["id"])
    assert set(rows["kind"]) <= {TASK}
    assert closed | open_ == asked and not closed & open_
    assert closed == {f"M{n}" for n, (led, how) in enumerate(cases) if led and how}
