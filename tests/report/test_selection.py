"""Which rows belong to which report."""

import pandas as pd
import pytest

from lib.ledger.record import entry
from lib.plan.opened import Plan
from lib.projects import parks
from lib.report import selection as s
from lib.report.deck.material import material
from lib.report.workbook import calculated
from tests.ledger.test_entered import state_of


@pytest.fixture(scope="module")
def choose(store):
    plan = Plan(store)

    def call(kind: str, **asked) -> s.Selection:
        frames = plan.frames(s.NEEDS) | {s.LYING: plan.source.projects_in_places}
        return s.select(
            frames, plan.history(2018), plan.source.findings, kind=kind, year=2018, about=plan.about, **asked
        )

    return call


@pytest.mark.parametrize(
    ("kind", "asked", "clause", "project"),
    [
        ("annual", {"area": "天元区"}, "area in ('天元区', '新区')", "area in ('天元区', '新区')"),
        ("midterm", {"area": None}, "line > 0", "name != ''"),
        ("park", {"of": "田心高科园"}, "line < 0", "park == '田心高科园'"),
        ("domain", {"of": "经济发展", "area": "天元区"}, "domain == 'economy' and area in ('天元区', '新区')", None),
        ("flagship", {}, "indicator.str.startswith('flagship')", "flagship == 'yes'"),
    ],
)
def test_rows_of_each_kind(choose, store, kind, asked, clause, project):
    chosen = choose(kind, **asked)
    if project:
        assert set(chosen.projects["id"]) == set(store.frame("project").query(project)["id"])
    assert set(chosen.clauses["id"]) == set(Plan(store).clauses.query(clause)["id"])
    assert list(chosen.history) == [2016, 2017, 2018]
    assert all(set(rows["id"]) == set(chosen.clauses["id"]) for rows in chosen.history.values())


def test_an_area_brings_what_both_share_and_nothing_else(choose):
    assert set(choose("annual", area="天元区").clauses["area"]) == {"天元区", "新区"}


def test_a_park_brings_the_parks_within_it_and_what_lies_in_it(choose):
    linked = {"河西示范园", "栗雨科技工业园", "新马科技工业园", "天易科技工业园"}
    rows = choose("park", of="河西示范园").projects
    assert set(rows["park"]) == linked
    assert "天易科技城范围内天然气管道全覆盖" not in set(choose("park", of="新马科技工业园").clauses["name"])


def test_a_park_is_the_same_in_every_report_and_on_its_page(store):
    plan = Plan(store)
    every, pairs, clauses = plan.projects(2018), plan.source.projects_in_places, plan.assessed(2018)
    for park in parks.known(plan.frame("area"), plan.frame("place")).itertuples():
        chosen = s.chosen(plan, kind="park", of=park.name, year=2018)
        rows = parks.projects(park.Index, park.within, pairs, every)
        assert list(chosen.projects["id"]) == list(rows["id"]), park.name
        assert list(chosen.clauses["id"]) == list(parks.targets(rows, clauses, park.zone)[0]["id"]), park.name


def test_projects_stand_at_their_last_recorded_stage(store):
    assert s.chosen(Plan(store), kind="annual", year=2018).staged == "2015年编制时"
    event = {"project": "zizhu-chuangxin-yuan", "date": "2018-05-01", "stage": "竣工投产"}
    plan = Plan(store, state=state_of(entry("project_event", event, "x")))
    for year, stage, staged in ((2017, "在建", "2015年编制时"), (2018, "竣工投产", "2018年底")):
        chosen = s.chosen(plan, kind="flagship", year=year)
        assert chosen.projects.set_index("id").at["zizhu-chuangxin-yuan", "stage"] == stage
        assert chosen.staged == staged


def test_titles_and_file_names(choose):
    assert choose("midterm", area="天元区").title == "天元区“十三五”规划实施情况中期评估报告（2018年）"
    assert choose("park", of="田心高科园", area="天元区").name == "园区-田心高科园-2018"
    assert choose("flagship", area="天元区").name == "百亿工程-两区-2018"


@pytest.mark.parametrize(
    ("kind", "asked", "message"),
    [
        ("park", {"of": "火星园"}, "没有名为“火星园”的园区。可用：河西示范园"),
        ("park", {}, "没有说是哪一个园区"),
        ("domain", {"of": "经济"}, "没有名为“经济”的领域。可用：经济发展、创新驱动"),
        ("annual", {"area": "株洲市"}, "没有名为“株洲市”的地域。可用：高新区、天元区"),
        ("weekly", {}, "没有名为“weekly”的报告"),
    ],
)
def test_what_does_not_exist_is_said(choose, kind, asked, message):
    with pytest.raises(s.UnknownChoice, match=message):
        choose(kind, **asked)


def test_only_explanations_of_the_clauses_shown_are_kept(choose):
    told = pd.DataFrame([("T117b", "a", "b", "c", "2019年"), ("T089b", "a", "b", "c", "2019年")], columns=s.SAID)
    assert choose("annual", area="天元区", explanations=told).explanations["clause"].tolist() == ["T117b"]
    assert list(choose("annual").explanations.columns) == list(s.SAID)


def test_reports_carry_adjusted_targets_with_the_original_and_the_explanations(store):
    fields = {
        "clause": "T129a",
        "change": "下调",
        "number": "3号",
        "date": "2018-09-28",
        "body": "区人大常委会",
        "value": 50.0,
    }
    said = {
        "clause": "T129a",
        "year": 2018,
        "cause": "起步晚",
        "measures": "引进总部",
        "unit": "示例局",
        "deadline": "2017-12-31",
    }
    state = state_of(entry("target_adjusted", fields, "x"), entry("explanation_given", said))
    plan = Plan(store, state=state)
    asked = {"kind": "annual", "year": 2018, "area": "天元区"}
    assert s.chosen(plan, **asked).explanations[list(s.SAID)].to_dict("records") == [{k: said[k] for k in s.SAID}]
    deck = material(plan, mapped=False, **asked)
    assert deck.chosen.explanations["cause"].tolist() == ["起步晚"]
    columns = {column.title: column.values for column in calculated.verdicts(deck.chosen)}
    row = columns["条款"].index("T129a")
    assert columns["要求"][row] == "≥ 50%（下调，原≥ 52%）"
