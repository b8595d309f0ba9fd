"""What is owed and what was given is what was asked: no thing falls between the two, none is in both."""

from datetime import date
from typing import NamedTuple

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import owed as o
from lib.cycle.duties import INDICATOR, MEASURE, PROJECT, assigned
from lib.cycle.month_row import Monthly
from lib.ledger.dispatching import DONE, STANDINGS
from lib.ledger.frozen import MUST_EXPLAIN
from lib.ledger.monthly import RELEASES
from lib.ledger.record import Entry, entry, mark
from lib.measure import constants as c
from lib.projects.register import UNDER_WAY
from tests.cycle.test_duties import told

YEAR, DAY, UNITS = 2018, date(2019, 3, 1), ("示例一局", "示例二局")
SLUGS, PROJECTS, MEASURES = ("a", "b", "c"), ("P0", "P1", "P2"), ("M0", "M1", "M2")
THINGS = pd.DataFrame(
    [(f"甲区.{slug}", INDICATOR, "甲区", "产业", slug, f"T{slug}") for slug in SLUGS]
    + [
        (key, kind, "甲区", "产业", key, "")
        for keys, kind in ((PROJECTS, PROJECT), (MEASURES, MEASURE))
        for key in keys
    ],
    columns=["thing", "kind", "area", "domain", "name", "clauses"],
)
MONTHLY = Monthly.frame(Monthly(key=f"甲区.{slug}", area="甲区", indicator=slug, every="month") for slug in SLUGS)
FORM = [
    {"area": "甲区", "indicator": slug, "measure": "level", "name": slug, "now": None, "milestone": False}
    for slug in SLUGS
]
LEADS = st.lists(st.sampled_from(UNITS), unique=True, max_size=2).map(";".join)
WHEN = st.sampled_from([None, YEAR - 1, YEAR])
"""The year of a report; None: there is none."""
SAID = dict.fromkeys(("cause", "measures", "unit"), "某") | {"deadline": "2019-12-31"}


class Case(NamedTuple):
    """What is asked of whom (units by kind and id), and which of it nobody has given."""

    asked: dict[tuple[str, str], set[str]]
    lacking: set[tuple[str, str]]


def figure(slug: str) -> Entry:
    about = {"area": "甲区", "indicator": slug, "measure": "level", "since": None, "year": YEAR}
    return entry("figure_submitted", about | {"operator": "=", "value": 1.0})


def month(slug: str, number: int) -> Entry:
    return entry(
        "month_reported",
        {"area": "甲区", "indicator": slug, "span": f"{YEAR}-{number:02d}", "own": 1.0, "release": RELEASES[0]},
    )


@st.composite
def years(draw):
    """A ledger with anything given or not, the verdicts of the year, and the case that they make."""
    state, case = told(), Case({}, set())
    leads = {thing: draw(LEADS) for thing in THINGS["thing"]}
    state = told(*(entry("duty_assigned", {"thing": key, "lead": lead, "person": ""}) for key, lead in leads.items()))

    def ask(kind: str, key: str, units: str, lacking: bool) -> None:
        case.asked[kind, key] = {unit for unit in units.split(";") if unit}
        case.lacking.update([(kind, key)] if lacking else [])

    last = {slug: draw(st.sampled_from([0, 5, 6])) for slug in SLUGS}
    verdicts = {slug: draw(st.sampled_from([c.BEHIND, c.ON_PACE])) for slug in SLUGS}
    for slug, unit in ((slug, leads[f"甲区.{slug}"]) for slug in SLUGS):
        become = draw(st.sampled_from(["missing", "submitted", "approved", "returned", "withdrawn"]))
        state = told(*[] if become == "missing" else [figure(slug)], state=state)
        if become not in ("missing", "submitted"):
            state = told(mark(f"figure_{become}", state.rows("figure")[-1], "某"), state=state)
        ask(o.FIGURE, f"甲区.{slug}", unit, become not in ("submitted", "approved"))
        state = told(*(month(slug, n) for n in range(1, last[slug] + 1)), state=state)
        if most := max(last.values()):
            ask(o.WITHIN, f"甲区.{slug}", unit, last[slug] < most)
        explained = draw(st.booleans())
        said = entry("explanation_given", {"clause": f"T{slug}", "year": YEAR} | SAID)
        state = told(*[said] if explained else [], state=state)
        if verdicts[slug] in MUST_EXPLAIN:
            ask(o.EXPLANATION, f"T{slug}", unit, not explained)
    for key in PROJECTS:
        when, listed = draw(WHEN), draw(st.booleans())
        own = [entry("project_listed", {"project": key, "year": YEAR})] if listed else []
        own += [entry("project_event", {"project": key, "date": f"{when}-06-30", "stage": UNDER_WAY})] if when else []
        state = told(*own, state=state)
        ask(PROJECT, key, leads[key], when != YEAR if listed else when is None)
    for key in MEASURES:
        when, standing = draw(WHEN), draw(st.sampled_from(STANDINGS))
        report = entry("task_reported", {"thing": key, "date": f"{when}-06-30", "standing": standing})
        state = told(*[report] if when else [], state=state)
        ask(o.TASK, key, leads[key], when is None or (when < YEAR and standing != DONE))
    for unit in UNITS:
        state = told(entry("problem_raised", {"project": "P0", "text": "某", "solver": unit}), state=state)
        problem, solved = state.rows("problem")[-1], draw(st.booleans())
        state = told(*[mark("problem_solved", problem, solution="某")] if solved else [], state=state)
        ask(o.PROBLEM, str(problem["key"]), unit, not solved)
    handed = draw(LEADS.filter(bool))
    state = told(entry("supervision_opened", {"title": "某", "unit": handed, "due": "2019-01-31"}), state=state)
    item, step = (
        state.rows("supervision")[-1],
        draw(st.sampled_from(["", "supervision_received", "supervision_answered"])),
    )
    state = told(
        *[mark(step, item, **({"text": "某"} if step.endswith("answered") else {}))] if step else [], state=state
    )
    ask(o.ITEM, str(item["key"]), handed, not step.endswith("answered"))
    return state, verdicts, case


@settings(max_examples=30)
@given(years())
def test_what_is_owed_and_what_was_given_is_what_was_asked(year):
    state, verdicts, case = year
    rows = [("甲区", slug, f"T{slug}", slug, verdict, YEAR) for slug, verdict in verdicts.items()]
    assessed = pd.DataFrame(rows, columns=["area", "indicator", "id", "name", "verdict", "due"])
    given_ = assigned(THINGS, state), FORM, assessed, MONTHLY, state, YEAR, DAY
    everything = set()
    for unit in UNITS:
        rows = o.owed(unit, *given_)
        keys = list(zip(rows["kind"], rows["id"], strict=True))
        mine = {key for key, units in case.asked.items() if unit in units}
        assert sorted(keys) == sorted(mine), "each thing once, no other"
        owing = {key for key, open_ in zip(keys, rows["open"], strict=True) if open_}
        assert owing == mine & case.lacking
        everything |= {(unit, *key) for key in owing}
    every = o.of_all(list(UNITS), *given_)
    assert sorted(zip(every["unit"], every["kind"], every["id"], strict=True)) == sorted(everything)
