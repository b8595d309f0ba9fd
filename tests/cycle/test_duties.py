"""Who answers for what, what a unit owes, and the lamps of supervision."""

from datetime import date

import pandas as pd
import pytest

from lib.cycle import duties as d
from lib.cycle import supervision
from lib.cycle.owed import owed
from lib.intake.form import ask
from lib.ledger import people
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, Entry, entry, mark, sealed
from lib.plan.opened import Plan
from lib.text import supervision as view


@pytest.fixture(scope="module")
def plan(store):
    return Plan(store)


@pytest.fixture(scope="module")
def things(plan):
    return d.things(plan.frame("clause"), plan.catalogue, plan.source.measures)


def told(*entries, at="2018-06-01T09:00:00+08:00", state=EMPTY):
    """The state after these entries."""
    for item in entries:
        state = fold(state, [sealed(state.seq + 1, at, "示例丙", "office", item, FIRST)])
    return state


def test_every_clause_is_in_exactly_one_duty_and_every_project_is_one(plan, things):
    clauses = ";".join(things.loc[things["clauses"] != "", "clauses"]).split(";")
    assert sorted(clauses) == sorted(plan.frame("clause")["id"])
    assert things["thing"].is_unique
    assert (things["kind"] == d.PROJECT).sum() == len(plan.frame("project"))
    assert things.set_index("thing").loc["天元区.gdp", "clauses"] == "T117a;T117b"


def counted(things: pd.DataFrame) -> int:
    """How many clauses the things hold."""
    return len(";".join(things.loc[things["clauses"] != "", "clauses"]).split(";"))


def test_nobody_has_anything_until_it_is_assigned(things):
    rows = d.assigned(things, EMPTY)
    assert d.coverage(rows) == {
        "clauses": (0, counted(things)),
        "projects": (0, len(rows[rows.kind == d.PROJECT])),
        "measures": (0, len(rows[rows.kind == d.MEASURE])),
        "persons": (0, 0),
    }


def test_an_edited_table_becomes_records_and_the_records_the_table(things):
    rows = d.assigned(things, EMPTY)
    shown = rows[rows["thing"] == "天元区.gdp"]
    changes = d.merged({}, shown, shown.assign(lead="示例一局", person="示例甲", support=[["示例二局", "示例三局"]]))
    items = d.entries(changes, rows, "示例1号")
    assert [(i.payload["thing"], i.payload["support"], i.why) for i in items] == [
        ("天元区.gdp", "示例二局;示例三局", "示例1号")
    ]
    after = d.assigned(things, told(*items))
    assert d.coverage(after)["clauses"] == (2, counted(things))
    assert d.coverage(after)["persons"] == (1, 1)
    assert d.pruned(changes, after) == {}
    assert d.merged(changes, after[after["thing"] == "天元区.gdp"], after[after["thing"] == "天元区.gdp"]) == {}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"lead": "示例九局"}, "没有登记名为“示例九局”"),
        ({"lead": "示例一局", "support": "示例二局;示例九局"}, "示例九局"),
        ({"person": "示例甲"}, "没有牵头单位"),
        ({"lead": "示例一局", "support": "示例一局"}, "既是牵头单位又是配合单位"),
        ({"lead": "示例一局", "support": "示例二局"}, None),
        ({"note": "x"}, None),
    ],
)
def test_what_cannot_be_written_is_said(things, fields, says):
    found = d.complaints(
        {"天元区.gdp": fields},
        d.assigned(things, EMPTY),
        told(*(entry("unit_set", {"name": name}) for name in ("示例一局", "示例二局"))),
    )
    assert (says is None and not found) or says in found[0][1]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"name": "示例一局", "kind": None}, {"name": "示例一局", "kind": ""}], "出现了两次"),
        ([{"name": "", "kind": "园区"}], "没有填写单位"),
        ([{"name": "示例一局;示例二局", "kind": ""}], "不能有分号"),
        ([{"name": "示例二局", "kind": ""}], "改在下面的“机构更替”里"),
    ],
)
def test_a_unit_is_never_lost_from_the_register(rows, says):
    before = pd.DataFrame([{"name": "示例一局", "kind": "", "contact": "", "mail": "", "note": ""}])
    entries, problem = people.unit_entries(
        before, pd.DataFrame([{"contact": "", "mail": "", "note": ""} | row for row in rows])
    )
    assert not entries and says in problem


@pytest.mark.parametrize(
    ("day", "lamp"),
    [
        ("2018-06-28", supervision.FINE),
        ("2018-06-29", supervision.SOON),
        ("2018-07-02", supervision.SOON),
        ("2018-07-03", supervision.LATE),
    ],
)
def test_the_lamp_turns_three_days_before_the_working_day_on_which_it_falls_due_and_after_it(day, lamp):
    state = told(entry("supervision_opened", {"title": "示例", "unit": "示例一局", "due": "2018-06-30"}))
    assert supervision.items(state, date.fromisoformat(day))["lamp"].tolist() == [lamp]


def test_an_answer_stops_the_clock_and_sending_it_back_starts_it_again():
    state = told(entry("supervision_opened", {"title": "示例", "unit": "示例一局", "due": "2018-06-29"}))
    state = told(
        mark("supervision_answered", state.rows("supervision")[0], text="x"),
        at="2018-06-29T09:00:00+08:00",
        state=state,
    )
    later = date(2018, 7, 9)
    assert supervision.items(state, later)["lamp"].tolist() == [supervision.FINE]
    sent_back = told(
        mark("supervision_returned", state.rows("supervision")[0], "材料不全"),
        at="2018-07-02T09:00:00+08:00",
        state=state,
    )
    assert supervision.items(sent_back, later)["lamp"].tolist() == [supervision.LATE]
    closed = told(mark("supervision_closed", state.rows("supervision")[0]), at="2018-07-02T09:00:00+08:00", state=state)
    assert supervision.items(closed, later)["lamp"].tolist() == [supervision.CLOSED]
    assert supervision.tally(supervision.items(closed, later)) == {"正常": 0, "临期": 0, "逾期": 0, "已核销": 1}


def test_closing_an_item_keeps_what_the_unit_answered():
    state = told(entry("supervision_opened", {"title": "示例", "unit": "示例一局", "due": "2018-06-29"}))
    state = told(mark("supervision_answered", state.rows("supervision")[0], text="已完成示例"), state=state)
    row = state.rows("supervision")[0]
    old = Entry("supervision_closed", row["subject"], {"of": row["key"], "text": ""})  # as ledgers had it before
    for item in (mark("supervision_closed", row, opinion="核实无误"), mark("supervision_closed", row), old):
        closed = told(item, state=state)
        assert closed.rows("supervision")[0]["status"] == "closed" and not closed.rows("unread")
        assert view.table(supervision.items(closed, date(2018, 7, 1)))["办理情况"].tolist() == ["已完成示例"]
    assert (
        told(mark("supervision_closed", row, opinion="核实无误"), state=state).rows("supervision")[0]["opinion"]
        == "核实无误"
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"opinion": "核实无误"}, "核实无误"), ({"text": "旧版的核销意见"}, "旧版的核销意见"), ({}, None)],
)
def test_the_steps_of_an_item_show_the_opinion_on_closing(fields, says):
    record = sealed(
        2, "2018-07-02T09:00:00+08:00", "示例丙", "office", Entry("supervision_closed", "x", {"of": 1} | fields), FIRST
    )
    assert view.steps([record], 1)["内容"].tolist() == [says]


def test_one_page_tells_all_that_a_unit_owes(plan, things):
    project = things.loc[things["kind"] == d.PROJECT, "thing"].iloc[0]
    figure = {
        "area": "天元区",
        "indicator": "retail",
        "measure": "growth",
        "since": 2017,
        "year": 2018,
        "operator": "=",
        "value": 9.0,
    }
    rows = d.assigned(things, EMPTY)
    changes = {
        "天元区.gdp": {"lead": "示例一局"},
        "天元区.retail": {"lead": "示例二局", "support": "示例一局"},
        project: {"lead": "示例一局"},
    }
    item = {"title": "示例督办", "unit": "示例一局", "due": "2018-06-29"}
    state = told(*d.entries(changes, rows), entry("figure_submitted", figure), entry("supervision_opened", item))
    own = plan.with_state(state)
    found = owed(
        "示例一局",
        d.assigned(things, state),
        ask(own.frame("clause"), own.facts(), 2018, period=plan.about.period),
        own.assessed(2018),
        own.monthly(2018, 12),
        state,
        2018,
        date(2018, 6, 28),
    )
    shown = {(row.kind, row.what): (row.state, row.open, row.part) for row in found.itertuples()}
    assert shown[("填报", "地区生产总值")] == ("未填报", True, "牵头")
    assert shown[("填报", "地区生产总值比上年增长")] == ("已有公开数据", False, "牵头")
    assert shown[("填报", "社会消费品零售总额比上年增长")] == ("待审核", False, "配合")
    assert shown[("督办", "示例督办")] == ("临期", True, "承办")
    assert [row.state for row in found[found["kind"] == "项目"].itertuples()] == ["无进展记录"]
    assert owed(
        "示例三局",
        d.assigned(things, state),
        ask(own.frame("clause"), own.facts(), 2018, period=plan.about.period),
        own.assessed(2018),
        own.monthly(2018, 12),
        state,
        2018,
        date(2018, 6, 28),
    ).empty


def test_a_clause_that_fell_behind_asks_its_unit_for_an_explanation(plan, things):
    figure = {
        "area": "天元区",
        "indicator": "gdp",
        "measure": "level",
        "since": None,
        "year": 2018,
        "operator": "=",
        "value": 280.0,
    }
    state = told(
        *d.entries({"天元区.gdp": {"lead": "示例一局"}}, d.assigned(things, EMPTY)), entry("figure_submitted", figure)
    )
    state = told(mark("figure_approved", state.rows("figure")[0]), state=state)
    own = plan.with_state(state)
    found = owed(
        "示例一局",
        d.assigned(things, state),
        ask(own.frame("clause"), own.facts(), 2018, period=plan.about.period),
        own.assessed(2018),
        own.monthly(2018, 12),
        state,
        2018,
        date(2019, 3, 1),
    )
    assert ("解释说明", "T117b", True) in [(r.kind, r.id, r.open) for r in found.itertuples()]
    words = {
        "clause": "T117b",
        "year": 2018,
        "cause": "a",
        "measures": "b",
        "unit": "示例一局",
        "deadline": "2019-12-31",
    }
    state = told(entry("explanation_given", words), state=state)
    found = owed(
        "示例一局",
        d.assigned(things, state),
        ask(own.frame("clause"), own.facts(), 2018, period=plan.about.period),
        own.assessed(2018),
        own.monthly(2018, 12),
        state,
        2018,
        date(2019, 3, 1),
    )
    assert ("解释说明", "T117b", False, "2019-12-31") in [(r.kind, r.id, r.open, r.due) for r in found.itertuples()]
