"""考核: points worked by hand, and what must hold of any score."""

from math import isclose, isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cycle import score as s
from lib.cycle.annual_plan import Planned
from lib.cycle.dispatched import Dispatched
from lib.cycle.score_basis import Year, counted
from lib.cycle.tasks import LIVELIHOOD, MEASURE, Task
from lib.ledger.fold import EMPTY, fold
from lib.ledger.ledger import Refused
from lib.ledger.permission import ADMIN, OFFICE, UNIT, Person
from lib.ledger.record import FIRST, entry, mark, sealed
from lib.ledger.scoring import SCORED
from lib.measure import constants as c
from tests.homes import ledger_at

RULES = {"year": 2018, "number": "示例1号", "date": "2018-01-10", "invested": 40, "moving": 30, "solved": 30}


def told(*items):
    state = EMPTY
    for item in items:
        state = fold(state, [sealed(state.seq + 1, "2018-05-01T09:00:00+08:00", "示例甲", ADMIN, item, FIRST)])
    return state


def duty(thing, lead, shares=""):
    return entry("duty_assigned", {"thing": thing, "lead": lead, "person": "", "shares": shares})


STATE = told(
    *(entry("unit_set", {"name": name}) for name in ("甲局", "乙局", "丙局")),
    duty("a", "甲局;乙局", "75;25"),
    duty("b", "甲局"),
    duty("M1", "甲局;乙局"),
    duty("M2", "乙局"),
    entry("problem_raised", {"project": "a", "text": "用地", "solver": "乙局", "due": "2018-05-31"}),
    entry("problem_raised", {"project": "b", "text": "资金", "solver": "乙局", "due": "2018-11-30"}),
)


def of(state, day="2018-12-31"):
    projects = Dispatched.frame(
        [
            Dispatched("a", "甲桥", planned=2.0, done=1.0, opening="推迟开工", begin="2018-03-01"),
            Dispatched("b", "乙路", planned=1.0, done=1.5, opening="提前开工", begin="2018-06-01"),
            Dispatched("c", "丙园", planned=4.0, done=4.0, opening="已开工", begin="2018-06-01"),
        ]
    )
    tasks = Task.frame([Task("M1", MEASURE, "一", standing="推进"), Task("M2", LIVELIHOOD, "二", standing="没有报告")])
    duties = pd.DataFrame(columns=["thing", "kind", "lead", "clauses", "name"])
    return counted(Year(2018, day, duties, [], Planned.frame(), projects, tasks, state))


def score_of(state, rules, day="2018-12-31"):
    parts = s.points(of(state, day), s.weights(told(entry("score_set", rules)), 2018), ["甲局", "乙局", "丙局"])
    return parts, {row.unit: row for row in s.Scored.of(s.scored(parts))}


def test_points_by_hand_joint_leads_by_their_shares():
    parts, rows = score_of(STATE, RULES)
    own = {(row.unit, row.part): row for row in s.Points.of(parts)}
    a = own["甲局", "invested"]  # 75 % of the bridge (1.0 of 2.0), the road at most with its plan (1.0 of 1.0)
    assert (a.got, a.asked, a.points) == (1.75, 2.5, pytest.approx(28.0))
    assert (own["甲局", "moving"].got, own["甲局", "moving"].asked) == (0.5, 0.5), "half each where no share was said"
    assert isnan(own["甲局", "solved"].points), "nothing was asked of it"
    assert (rows["甲局"].points, rows["甲局"].weight) == (pytest.approx(58.0), 70.0)
    assert rows["甲局"].score == pytest.approx(58 / 70 * 100)
    b = rows["乙局"]  # 0.25 of 0.5, 0.5 of 1.5 tasks, none of two problems
    assert (b.points, b.weight) == (pytest.approx(20 + 10 + 0), 100.0)
    assert (rows["甲局"].rank, b.rank) == (1, 2)


def test_a_unit_of_which_nothing_was_asked_has_no_score():
    rows = score_of(STATE, RULES)[1]
    assert isnan(rows["丙局"].score) and isnan(rows["丙局"].points) and rows["丙局"].rank is None


def test_within_the_year_only_what_the_time_asks_counts():
    parts, _ = score_of(STATE, RULES, "2018-06-30")
    own = {(row.unit, row.part): row for row in s.Points.of(parts)}
    assert own["甲局", "invested"].asked == pytest.approx(2.5 * 181 / 365)
    assert own["乙局", "solved"].asked == 1, "the second problem is not due before November"


def test_works_without_a_day_are_not_judged_by_it():
    rows = of(told(*(duty(key, "甲局") for key in "abc")))
    found = {row.id: row.got for row in s.Counted.of(rows) if row.part == "opened"}
    assert found == {"a": 0.0, "b": 1.0}


def test_verdicts_count_as_warnings_do_and_what_cannot_be_judged_not_at_all():
    verdicts = (c.MET, c.ERODING, c.ON_PACE, c.SLIGHT, c.OVERDUE, c.UNKNOWN, c.NOT_DUE)
    clauses = Planned.frame(
        Planned(f"T{n}", area="甲区", indicator="gdp", name="总量", verdict=verdict, met="达到" if n else "")
        for n, verdict in enumerate(verdicts)
    )
    duties = pd.DataFrame(columns=["thing", "kind", "lead", "clauses", "name"])
    state = told(duty("甲区.gdp", "甲局"))
    rows = counted(Year(2018, "2018-12-31", duties, [], clauses, Dispatched.frame(), Task.frame(), state))
    sums = rows.groupby("part")[["asked", "got"]].sum()
    assert sums.loc["targets"].tolist() == [5, 3] and sums.loc["annual"].tolist() == [6, 6]


AMOUNTS = st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(sorted(SCORED)), st.floats(0, 100), st.floats(0, 1))
WEIGHTS = st.dictionaries(st.sampled_from(sorted(SCORED)), st.floats(0.1, 100), min_size=1)


@given(st.lists(AMOUNTS, max_size=12), WEIGHTS)
def test_points_are_the_sum_of_parts_and_no_score_without_anything_asked(cases, weights):
    rows = s.Counted.frame(s.Counted(u, part, "x", asked=asked, got=asked * share) for u, part, asked, share in cases)
    parts = s.points(rows, weights, "甲乙丙丁")
    for one in s.Scored.of(s.scored(parts)):
        own = [row for row in s.Points.of(parts[parts["unit"] == one.unit]) if row.asked > 0]
        assert isnan(one.score) == (not own) == (one.rank is None)
        if own:
            assert isclose(one.points, sum(row.got / row.asked * row.weight for row in own), abs_tol=1e-9)
            assert isclose(one.score, one.points / sum(row.weight for row in own) * 100, abs_tol=1e-6)
            assert -1e-9 <= one.score <= 100 + 1e-6
    ranked = [(row.score, row.rank) for row in s.Scored.of(s.scored(parts)) if row.rank]
    assert ranked == sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def test_nothing_counts_until_the_office_lays_down_weights_that_come_to_a_hundred():
    book, chief = ledger_at(), Person("示例甲", OFFICE)
    assert s.weights(book.state(), 2018) == {}
    with pytest.raises(Refused, match="合计为90"):
        book.write([entry("score_set", RULES | {"solved": 20})], chief)
    with pytest.raises(Refused, match="文号"):
        book.write([entry("score_set", RULES | {"number": ""})], chief)
    with pytest.raises(Refused):
        book.write([entry("score_set", RULES)], Person("示例乙", UNIT, "甲局"))
    book.write([entry("score_set", RULES)], chief)
    assert s.weights(book.state(), 2018) == {"invested": 40, "moving": 30, "solved": 30}
    assert s.weights(book.state(), 2019) == {}
    book.write([mark("score_dropped", book.state().rows("scoring")[0], "暂停（示例）")], chief)
    assert s.weights(book.state(), 2018) == {}
