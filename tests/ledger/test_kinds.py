"""The table of the kinds of record: what holds of every row, and that a kind is added by adding one."""

import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.ledger import changes, dispatching, frozen, kinds, monthly, succession
from lib.ledger.counting import problem
from lib.ledger.fold import EMPTY, empty, fold
from lib.ledger.kind import ADMINS, Field, Kind, said
from lib.ledger.kinds import KINDS
from lib.ledger.known import Known, Measured
from lib.ledger.ledger import Held, Ledger
from lib.ledger.organising import SECOND
from lib.ledger.permission import ADMIN, OFFICE, READER, ROLES, UNIT, Person
from lib.ledger.procedure import refusal
from lib.ledger.record import FIRST, Entry, broken, entry, mark, sealed
from lib.ledger.scoring import SCORED, WHOLE
from lib.ledger.spoken import SORTS
from lib.ledger.state import State
from lib.ledger.tables import standings, tables
from lib.measure import constants as c
from lib.measure import kinds as clauses
from lib.measure.period import Period
from tests.cycle.test_evaluation import row

PERIOD = Period(2020, 2025, 2023, 2015)
KNOWN = Known(
    frozenset({"甲区"}),
    frozenset(),
    frozenset({"gdp"}),
    frozenset({"亿元"}),
    frozenset({"works"}),
    {"T1": Measured("甲区", "gdp"), "T2": Measured("甲区", "gdp")},
    PERIOD,
    ("在建", "竣工"),
    frozenset({"T2"}),
    frozenset({"M1"}),
)
OFFICER, CHIEF = Person("甲", OFFICE), Person("乙", ADMIN)
WORDS = st.text("甲乙丙丁", min_size=1, max_size=6)
DAYS = st.dates().map(str)
AMOUNTS = st.floats(0, 1e6)
NUMBERS = st.floats(-1e9, 1e9) | st.integers(-10, 10)
YEARS = st.sampled_from(PERIOD.years)
VALUES = {
    "area": st.just("甲区"),
    "indicator": st.just("gdp"),
    "clause": st.just("T1"),
    "project": st.just("works"),
    "thing": st.sampled_from(["甲区.gdp", "works"]),
    "measure": st.sampled_from(kinds.MEASURES),
    "since": st.none() | YEARS,
    "year": YEARS,
    "operator": st.sampled_from(kinds.BOUNDS),
    "value": NUMBERS,
    "price_basis": st.sampled_from(c.PRICES),
    "date": DAYS,
    "due": DAYS,
    "asof": DAYS,
    "stage": st.sampled_from(KNOWN.stages),
    "share": NUMBERS,
    "investment": NUMBERS,
    **dict.fromkeys([field.name for field in dispatching.MONTHLY[:-1]], AMOUNTS),
    **dict.fromkeys(["total", "planned"], AMOUNTS | st.none()),
    **dict.fromkeys(["begin", "finish", "done"], DAYS | st.none()),
    "solver": st.just("示例一局"),
    "town": st.just("甲区"),
    "mail": st.just("a@b.gov.cn"),
    "span": st.sampled_from(["2021-03", "2022-Q2"]),
    "release": st.sampled_from(monthly.RELEASES),
    "part": st.just("甲区"),
    "month": st.just("2021-03"),
    "binding": st.sampled_from(monthly.BINDINGS),
    "category": st.sampled_from(dispatching.PROBLEMS),
    "node": st.sampled_from(dispatching.NODES),
    "standing": st.sampled_from(dispatching.STANDINGS),
    "what": st.sampled_from(dispatching.DUE),
    "period": st.sampled_from(["2021", "2021-06"]),
    "id": st.just("X001"),
    "how": st.just(dispatching.SPLIT),
    "parents": st.just("works"),
    "lead": st.just("示例一局"),
    "shares": st.just("100"),
    "support": st.just("示例二局"),
    "unit": st.just("示例一局"),
    "change": st.sampled_from([name for name, one in changes.CHANGES.items() if not one.adds]),
    "type": st.just("annual"),
    "rows": st.just([row("T1", "略有滞后"), row("T2", "略有滞后")]),
    "explanations": st.just([]),
    **dict.fromkeys(["projects", "tasks"], st.just([])),
    "granted": st.sampled_from(ROLES),
    "sort": st.sampled_from(SORTS),
    **dict.fromkeys(["minute", "problem"], st.none()),
    "matter": st.just("clause"),
    "about": st.just("T1"),
}
"""A good value of each field; all others are texts."""
OF_KIND = {
    "target_adjusted": {"year": st.just(2025), "unit": st.just("亿元"), "operator": st.sampled_from(c.OPERATORS)}
    | {"type": st.sampled_from(list(clauses.KINDS))},
    "setting_set": {"name": st.just(SECOND), "value": st.just("是")},
    "delay_asked": {"until": st.dates(date(2030, 1, 1)).map(str)},
    "supervision_opened": {"due": st.dates(max_value=date(2029, 1, 1)).map(str)},
    "evidence_attached": {"matter": st.just("adjustment"), "about": st.just("3"), "sha256": st.just("ab" * 32)}
    | {"size": st.integers(1, 1000), "type": st.just("pdf")},
    "unit_succeeded": {"name": st.just("示例一局"), "how": st.just(succession.MISTYPED)},
    "task_reported": {"thing": st.just("M1")},
    "month_reported": dict.fromkeys([field.name for field in monthly.FIGURES], NUMBERS),
    "part_set": {"value": AMOUNTS},
    "evaluation_frozen": {"area": st.none() | st.just("甲区")},
}
"""Where the same word means another thing."""


def values(kind: Kind, field: Field) -> st.SearchStrategy:
    return (VALUES | OF_KIND.get(kind.name, {})).get(field.name, WORDS)


def written(state: State, *items: Entry) -> State:
    """The state after records that nobody had to be asked for."""
    for item in items:
        state = fold(state, [sealed(state.seq + 1, "2023-05-01T09:00:00+08:00", "丙", ADMIN, item, FIRST)])
    return state


LOWERED = {"clause": "T1", "change": changes.LOWERED, "number": "1号", "date": "2023-01-01", "body": "丙", "value": 1}
BEGUN = written(
    EMPTY, *(entry("unit_set", {"name": name}) for name in ("示例一局", "示例二局")), entry("target_adjusted", LOWERED)
)


@st.composite
def good(draw, kind: Kind) -> Entry:
    """A well-formed entry of a kind that puts a row."""
    chosen = [*kind.subject, *kind.needs, *(field for field in kind.may if draw(st.booleans()))]
    fields = {field.name: draw(values(kind, field)) for field in chosen}
    if kind.name == "project_added":  # what was split came from something
        fields |= {"parents": "works"}
    if kind.name == "month_reported":  # a line holds a figure
        fields.setdefault("own", 1.0)
    if kind.name == "score_set":  # the weights come to a hundred
        fields |= dict.fromkeys(SCORED, WHOLE / len(SCORED))
    if kind.name == "role_granted":  # whoever works for a unit has one
        assume(fields["granted"] != UNIT or "unit" in fields)
    return entry(kind.name, fields, draw(WORDS))


@st.composite
def situations(draw, name: str) -> tuple[Entry, State]:
    """A well-formed entry of a kind, and a state on which it can follow."""
    kind, state = KINDS[name], BEGUN
    if not kind.marks:
        item = draw(good(kind))
        if name == "annual_reopened":  # only what was issued is taken back
            issued = {"area": item.payload["area"], "year": item.payload["year"], "number": "1", "date": "2023-01-01"}
            state = written(state, entry("annual_issued", issued))
        if name == "project_left":  # only what is in the list leaves it
            state = written(state, entry("project_listed", {key: item.payload[key] for key in ("project", "year")}))
        if name == "part_reported":  # only of what was divided
            part = {"clause": item.payload["clause"], "year": 2021, "part": item.payload["part"], "value": 1.0}
            state = written(state, entry("part_set", part))
        return item, state
    put = draw(good(tables()[kind.table]))
    state = written(state, put)
    status = draw(st.sampled_from(kind.after))
    for step in leading(kind.table, status):
        state = written(state, mark(step, state.rows(kind.table)[-1], "x", **draw(extra(KINDS[step]))))
    return mark(name, state.rows(kind.table)[-1], draw(WORDS), **draw(extra(kind))), state


def extra(kind: Kind) -> st.SearchStrategy:
    return st.fixed_dictionaries({field.name: values(kind, field) for field in kind.needs})


def leading(table: str, status: str) -> list[str]:
    """The marks that bring a fresh row of a table to a status."""
    if tables()[table].status[0] == status:
        return []
    last = next(kind for kind in KINDS.values() if kind.table == table and kind.status[0] == status)
    return [*leading(table, last.after[0]), last.name]


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_well_formed_entry_is_taken_from_whoever_may_and_from_nobody_else(name, data):
    item, state = data.draw(situations(name))
    kind = KINDS[name]
    assert refusal(CHIEF, item, state, KNOWN) == ""
    assert (refusal(OFFICER, item, state, KNOWN) == "") is (OFFICE in kind.by)
    assert "只能阅读" in refusal(Person("丁", READER), item, state, KNOWN)
    assert "先填写姓名" in refusal(Person(" ", ADMIN), item, state, KNOWN)
    stranger = refusal(Person("丁", UNIT, "示例三局"), item, state, KNOWN)
    assert ("不由示例三局负责" if UNIT in kind.by else "才可以") in stranger
    after = written(state, item)
    assert not after.rows("unread")
    changed = after.rows(kind.table)[-1]
    assert changed["status"] == kind.status[0]
    assert {name: changed[name] for name in item.payload if name != "of"} == {
        name: value for name, value in item.payload.items() if name != "of"
    }


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_no_field_takes_just_anything_and_none_that_must_speak_may_be_silent(name, data):
    item, state = data.draw(situations(name))
    kind = KINDS[name]
    for field in kind.fields:
        spoilt = item._replace(payload=item.payload | {field.name: {"x": [1]}})
        assert refusal(CHIEF, spoilt, state, KNOWN), field.name
        assert problem(kind, spoilt.payload, KNOWN), "and it counts nowhere"
        if field.filled:
            silent = item._replace(payload=item.payload | {field.name: " "})
            assert field.word in refusal(CHIEF, silent, state, KNOWN), field.name
    if kind.reasoned:
        assert "请写明理由" in refusal(CHIEF, item._replace(why=" "), state, KNOWN)
    if kind.marks:
        marked = written(state, item)
        if kind.status[0] not in kind.after:
            assert "已经被处理过" in refusal(CHIEF, item, marked, KNOWN)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_row_has_words_and_names_roles_that_there_are(kind):
    chinese = re.compile(r"[一-鿿，、]+")
    words = [kind.step, *(field.word for field in kind.fields)] + ([kind.status[1]] if kind.status[0] else [])
    words += [] if kind.marks else [kind.noun]
    assert all(chinese.fullmatch(word) for word in words)
    assert kind.marks == (not kind.noun) == bool(kind.after)
    assert set(kind.by) <= set(ROLES) - {READER} and ADMIN in kind.by
    assert (kind.owner is not None) is (UNIT in kind.by), "a unit writes what is its own"
    assert set(kind.key) <= {"seq", *kind.needed}
    assert set(kind.after) <= set(standings(kind.table))


def test_what_was_put_down_before_reads_and_proves_as_it_did():
    """The stored form and the hash of a record are for ever."""
    fields = {"clause": "T117b", "year": 2018, "area": "天元区", "value": 351.1}
    first = sealed(1, "2018-01-20T09:00:00+08:00", "示例甲", OFFICE, entry("annual_set", fields, "按五年路径"), FIRST)
    assert first.subject == "annual:T117b/2018"
    assert first.hash == "6a1972743939111987c9605761696b41f6528ff68e0b15370528efdef1670d73"
    assert broken([first]) is None


def test_a_kind_is_added_by_adding_a_row(tmp_path, monkeypatch):
    """The recipe of the README."""
    note = Kind("note_left", "note", "留言", noun="留言", key=("seq",), subject=(said("text", "内容"),), by=ADMINS)
    monkeypatch.setitem(KINDS, note.name, note)
    monkeypatch.setattr("lib.ledger.ledger.EMPTY", fresh := empty())
    monkeypatch.setattr("lib.ledger.ledger.NOTHING", Held((), fresh))
    ledger = Ledger(tmp_path / "ledger.duckdb", lambda: KNOWN)
    assert fresh.frame("note").columns.tolist()[-1] == "text"
    assert refusal(OFFICER, entry("note_left", {"text": "x"}), fresh, KNOWN) == "管理员才可以做这一项。"
    assert refusal(CHIEF, entry("note_left", {"text": " "}), fresh, KNOWN) == "请写明内容。"
    ledger.write([entry("note_left", {"text": "第一条"})], CHIEF)
    assert ledger.state().frame("note")["text"].tolist() == ["第一条"]


def test_every_class_of_adjustment_can_be_recorded_and_one_ends_a_clause():
    assert [name for name, one in changes.CHANGES.items() if one.ends] == [changes.CANCELLED]
    assert [name for name, one in changes.CHANGES.items() if one.adds] == [changes.ADDED]
    for one in changes.CHANGES.values():
        assert set(one.sets) <= set(KINDS["target_adjusted"].names)
        assert one.idle or one.adds or one.ends, "what asks for nothing is told so"


def test_the_rows_of_a_frozen_evaluation_are_declared():
    assert set(frozen.FIELDS) == set(row())
