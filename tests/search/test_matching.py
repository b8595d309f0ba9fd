"""The matcher by hand and against what must hold for any name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.search.entries import things
from lib.search.matching import Searched, Thing, folded, nearest, spelt, variants

NAMES = st.text("湘江七桥新马创城公园动力谷GDP18", min_size=1, max_size=9)
THINGS = st.lists(NAMES, min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("新马科技城", "新马创新城"),
        ("xmcxc", "新马创新城"),
        ("XMKJC", "新马创新城"),
        ("xinmachuang", "新马创新城"),
        ("ｆｘｄｑ", "枫溪大桥"),
        ("四水治理", "“四水治理”工程"),
        ("500kv", "株西站500千伏变电站"),
        ("cjxl", "长江西路城区和园区连接段"),
        ("新马　城", "新马创新城"),
        ("北汽", "北汽株洲生产基地"),
    ],
)
def test_a_project_is_known_by_other_names_initials_and_those_it_concerns(store, query, name):
    assert name in set(store.frame("project").loc[store.searched_projects.holding(query), "name"])


@pytest.mark.parametrize("query", ["第384行", "384行", "第３８４行", "第 384 行"])
def test_a_line_finds_all_that_rests_on_it_and_what_speaks_of_it(store, query):
    rows = store.frame("project")
    assert not store.searched_projects.holding("第38行")[rows["lines"].str.contains("384").to_numpy()].any()
    assert set(rows.loc[store.searched_projects.holding(query), "id"]) == {
        row.id for row in rows.itertuples() if "384" in row.lines.split(";") or "第384行" in (row.note or "")
    }


@pytest.mark.parametrize("query", ["第五章第一节", "5章1节"])
def test_a_list_is_searched_by_section(store, query):
    rows, section = store.frame("project"), store.frame("section").query("chapter == 5 and section == 1").iloc[0]
    assert set(rows.loc[store.searched_projects.holding(query), "id"]) == {
        row.id
        for row in rows.itertuples()
        if any(section.first_line <= int(line) <= section.last_line for line in row.lines.split(";"))
    }


def test_a_number_alone_is_a_part_of_a_name_or_a_line():
    found = Searched([Thing(("146工程",)), Thing(("其他",), lines=frozenset({146})), Thing(("无关",))])
    assert found.holding("146").tolist() == [True, True, False]


def test_every_word_must_be_found_in_any_order():
    found = Searched([Thing(("湘江七桥",)), Thing(("湘江公园",)), Thing(("七桥公园",))])
    assert found.holding("公园 湘江").tolist() == [False, True, False]


def test_the_name_itself_goes_before_its_beginning_its_parts_and_its_sound():
    names = ["动力谷", "动力谷学院", "中国动力谷", "另一处"]
    scores = Searched([Thing((name,)) for name in names] + [Thing(("其他",), "在动力谷")]).scores("动力谷")
    assert scores.argsort()[::-1].tolist() == [0, 1, 2, 4, 3]
    assert scores[3] == 0


def test_pinyin_begins_with_a_syllable():
    found = Searched([Thing(("新马创新城",))])
    assert found.holding("machuang").all()
    assert not found.holding("achuang").any()
    assert not found.holding("c").any()


def test_a_synonym_is_replaced_where_it_stands_and_counts_less_than_the_word_itself():
    found = Searched(
        [Thing(("地区生产总值",)), Thing(("人均地区生产总值",)), Thing(("GDP",))], {"gdp": ("地区生产总值",)}
    )
    assert found.holding("人均ＧＤＰ").tolist() == [False, True, False]
    scores = found.scores("GDP")
    assert scores[2] > scores[0] > scores[1] > 0


def test_a_typing_error_is_alike_in_writing_or_in_sound():
    found = Searched([Thing(("湘江七桥",)), Thing(("财政总收入",))])
    assert found.alike("湘江期桥").argmax() == 0
    assert found.alike("才政总收入").argmax() == 1
    assert found.alike("caizhengzhongshouru").argmax() == 1
    assert nearest(found, ["湘江七桥", "财政总收入"], "湘江大桥") == ["湘江七桥"]
    assert nearest(found, ["湘江七桥", "财政总收入"], "完全无关") == []


@given(THINGS)
def test_every_name_finds_itself_best_whatever_its_width_and_case(names):
    found = Searched([Thing((name,)) for name in names])
    for at, name in enumerate(names):
        for asked in (name, name.lower(), "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)):
            scores = found.scores(asked)
            assert scores[at] == scores.max() > 0


@given(NAMES.filter(lambda name: len(name) > 1))
def test_every_name_is_found_by_its_pinyin_and_initials(name):
    found, spelling = Searched([Thing((name,))]), spelt(folded(name))
    assert found.holding(spelling.whole).all()
    assert found.holding(spelling.initials).all()


@given(THINGS, st.text(max_size=12))
def test_any_text_may_be_typed(names, query):
    found = Searched([Thing((name,)) for name in names], {"GDP": ("动力",)})
    assert np.isfinite(found.scores(query)).all()
    assert ((found.alike(query) >= 0) & (found.alike(query) <= 100)).all()
    assert len(nearest(found, names, query)) <= 3
    if not folded(query):
        assert found.holding(query).all()


def test_a_synonym_that_is_part_of_what_it_means_is_replaced_once():
    assert variants("城镇化率", {"城镇化": ("城镇化率",)}) == []


def test_nothing_to_search_is_no_error(store):
    empty = Searched(things(store.frame("project").iloc[:0]))
    assert len(empty.holding("甲")) == len(empty.alike("甲乙")) == 0
    assert nearest(empty, [], "甲乙") == []
