"""What can be found in the plan, and what is best."""

import pytest

from lib.plan.opened import Plan
from lib.projects.register import newcomers
from lib.search import entries as e
from lib.search.found import MOST, Index
from lib.search.matching import Thing, folded
from lib.text import hits


@pytest.fixture(scope="module")
def index(store):
    pages = [e.Entry(e.PAGE, "cycle/warnings", Thing(("预警",), "落后的条款"), "", "", "cycle/warnings", ())]
    return Index([*e.of_plan(Plan(store).frames(e.FRAMES), ["示例一局"]), *pages], store.searched)


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("GDP", e.CLAUSE, "地区生产总值"),
        ("财政收入", e.CLAUSE, "财政总收入"),
        ("城市化", e.MEASURE, "推进新型城镇化"),
        ("xjqq", e.PROJECT, "湘江七桥"),
        ("栗雨科技工业园", e.PROJECT, "栗雨科技工业园"),
        ("北汽", e.ENTERPRISE, "北汽"),
        ("一带一路", e.PROGRAMME, "一带一路"),
        ("示例一局", e.UNIT, "示例一局"),
        ("预警", e.PAGE, "预警"),
        ("地区生产总植", e.CLAUSE, "地区生产总值年均增速"),
    ],
)
def test_the_best_hit_is_what_was_meant(index, query, kind, name):
    best = index.find(query).best
    assert (best.kind, best.name) == (kind, name)


def test_a_typing_error_is_said_to_be_one(index):
    assert not index.find("湘江七桥").typing_error
    assert index.find("湘江期桥").typing_error
    assert index.find("湘江期桥").best.name == "湘江七桥"


def test_a_line_finds_what_rests_on_it_of_every_kind(index, store):
    for query in ("第313行", "313行"):
        found = index.find(query)
        assert {group.kind for group in found.groups} >= {e.ENTERPRISE, e.MEASURE}
        assert sum(group.total for group in found.groups) == sum(
            313 in entry.thing.lines or "第313行" in folded(entry.thing.more) for entry in index.entries
        )


@pytest.mark.parametrize("query", ["第三章第三节", "第3章第3节", "三章三节", "第 3 章　第三节", "３章３节"])
def test_a_section_finds_what_rests_on_its_lines(index, store, query):
    section = store.frame("section").query("chapter == 3 and section == 3").iloc[0]
    lines = range(section.first_line, section.last_line + 1)
    found = index.find(query)
    assert {group.kind for group in found.groups} >= {e.CLAUSE, e.MEASURE} and not found.typing_error
    assert sum(group.total for group in found.groups) == sum(
        any(line in lines for line in entry.thing.lines) for entry in index.entries
    )


def test_a_chapter_finds_all_of_its_sections_and_one_that_is_not_there_nothing_by_its_lines(index):
    def clauses(query):
        return sum(group.total for group in index.find(query).groups if group.kind == e.CLAUSE)

    assert clauses("第三章") >= clauses("第三章第三节") > 0 and clauses("第十三章第一节") <= clauses("第十三章")
    assert clauses("第九十章") == 0


def test_of_equals_those_of_the_chosen_area_come_first(index, store):
    for area in ("高新区", "天元区"):
        assert index.find("GDP", area).best.area == area


def test_a_group_shows_some_and_counts_all(index):
    group = index.find("GDP").groups[0]
    assert len(group.hits) == MOST < group.total


def test_nothing_found_names_what_comes_nearest(index):
    found = index.find("gpd")
    assert found.best is None
    assert found.nearest[0] == "GDP"
    assert "没有找到" in hits.told(found, "gpd")
    assert index.find("  ").groups == ()


def test_every_synonym_means_something_that_can_be_found(index, store):
    names = [folded(name) for entry in index.entries for name in entry.thing.names]
    for word, means in store.synonyms.items():
        for mean in means:
            assert any(folded(mean) in name for name in names), (word, mean)
            assert folded(word) not in folded(mean), f"{word} is found without a synonym"


def test_every_example_finds_something(index, store):
    shown = hits.examples(index, list(store.synonyms))
    assert len(shown) == 3
    assert all(index.find(text).best and not index.find(text).typing_error for text in shown)


def test_every_thing_of_the_tables_can_be_found_by_its_name(index, store):
    assert len(index.entries) == 2 + sum(len(Plan(store).frame(name)) for name in e.FRAMES)
    for entry in index.entries[::23]:
        found = index.find(entry.name)
        assert not found.typing_error
        assert entry.kind in {group.kind for group in found.groups}, entry.name


def test_a_target_that_the_plan_sets_in_two_places_is_found_by_either_line(index):
    (entry,) = [one for one in index.entries if one.id in ("T198a", "T436d")]
    assert entry.id == "T198a" and {198, 436} <= entry.thing.lines


def test_the_words_of_a_hit(index, store):
    plan = Plan(store)
    states = hits.states(plan.assessed(2016), plan.cancelled_by(2016), plan.projects(2016))
    assert states[e.CLAUSE, "T117b"] == r":green[▲ 达到进度]　≥ 420亿元"
    clause = index.find("GDP", "天元区").best
    assert hits.where(clause, store.frame("section"), store.about) == "第三章第三节　发展目标　天元区"
    assert all(states.get((entry.kind, entry.id)) for entry in index.entries if entry.kind in (e.CLAUSE, e.PROJECT))


def test_a_project_that_came_after_the_plan_is_found_and_opens_where_it_is_reported(store):
    rows = newcomers([{"id": "X001", "name": "示例新厂", "area": "天元区"}])
    best = Index(e.of_newcomers(rows), store.searched).find("示例新厂").best
    assert (best.kind, best.page, best.query) == (e.PROJECT, "cycle/progress", (("filling", "X001"),))
