"""空间布局 and 园区 without a browser: links, filters, selection, and every number against the tables."""

import re

import pandas as pd
import pytest

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import ledger_at
from tests.test_pages import ROOT, app, words

LAYOUT, PARKS = "pages/space/layout.py", "pages/space/parks.py"
PLACES = pd.read_csv(ROOT / "data" / "place.csv", keep_default_na=False)
SYSTEMS = [slug for slug in PLACES["system"].unique() if slug != "context"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_lists_its_units_and_those_without_a_location(system):
    test = app(LAYOUT, system=system)
    units = PLACES[PLACES["system"] == system]
    lost = units[units["located"] == "no"]
    assert not test.exception
    assert f"{len(units)}个单元" in test.header[0].value
    assert [tab.label for tab in test.tabs] == [f"单元一览（{len(units)}）", f"位置未载明（{len(lost)}）"]
    tables = [set(frame.value["id"]) for frame in test.dataframe if "id" in frame.value]
    assert tables == [set(units["id"]), set(lost["id"])]


def test_a_link_opens_a_unit_with_all_that_is_known_of_it():
    test = app(LAYOUT, system="zone", place="auto-expo-park")
    text = words(test)
    assert test.subheader[0].value == "汽车博览园"
    assert "规划约26.3平方公里；图上25.60平方公里" in text
    assert "京珠" in text or "新马" in text
    assert "规划第" in text and "示意：按规划文字绘制" in text
    works = next(frame.value for frame in test.dataframe if "项目" in frame.value and "阶段" in frame.value)
    assert {"汽车博览园", "新车贸易区", "汽车博览园主要路网"} <= set(works["项目"])


def test_a_unit_without_a_location_can_be_opened_and_says_so():
    test = app(LAYOUT, system="zone", place="expo-track")
    assert test.subheader[0].value == "汽车赛场"
    assert "没有图形：位置未载明" in words(test)


def test_filters_move_the_list_and_the_numbers_and_the_selection_stays():
    test = app(LAYOUT, system="zone", place="tianxin-park")
    title = test.header[0].value
    test.multiselect(key="park").set_value(["天易科技工业园"]).run()
    listed = next(frame.value for frame in test.dataframe if "项目" in frame.value and "id" in frame.value)
    assert "tianyi-startup" in set(listed["id"]) and "ebd" not in set(listed["id"])
    assert listed.set_index("id").at["tianyi-startup", "项目"] == 5  # 创业园 and its four centres
    assert test.header[0].value != title
    assert test.subheader[0].value == "田心高科园" and "0个（符合上面的园区、行业筛选）" in words(test)


def test_nothing_left_by_the_filters_is_said():
    assert "所选的项目都不在这些单元里" in app(LAYOUT, system="rail", park=["金山高科园"]).header[0].value


@pytest.mark.parametrize(
    "shade, words_of_title",
    [("projects", "项目数最多的是"), ("area_km2", "规划面积最大的是河西高新技术产业示范园（82.83平方公里）")],
)
def test_the_title_is_what_the_colours_show(shade, words_of_title):
    assert words_of_title in app(LAYOUT, system="zone", shade=shade).header[0].value


def test_measures_without_data_are_not_offered():
    test = app(LAYOUT, system="belts", shade="behind")
    offered = test.selectbox(key="shade")
    assert "项目数" in offered.options and not {"规划面积", "滞后占比", "完成投资"} & set(offered.options)
    assert offered.value == ""


def test_the_high_tech_zone_opens_its_parks_until_somebody_chooses():
    test = app(LAYOUT, area="高新区")
    assert test.header[0].value.startswith("一区四园：")
    test.segmented_control(key="area").set_value("天元区").run()
    assert test.header[0].value.startswith("三带多廊、一主五副：")
    assert app(LAYOUT, area="高新区", system="roads").header[0].value.startswith("路网：")


def test_projects_as_dots_say_how_many_they_are_and_how_many_have_no_place():
    test = app(LAYOUT, system="belts", dots="true")
    assert not test.exception
    found = next(text.value for text in test.markdown if "年底的项目：" in text.value)
    shown, rest = map(int, re.search("共(\\d+)项，其余(\\d+)项", found).groups())
    linked = pd.read_csv(ROOT / "data" / "project_place.csv")["project"].nunique()
    assert 0 < shown < linked and shown + rest == len(pd.read_csv(ROOT / "data" / "project.csv"))


@pytest.mark.parametrize(
    "query",
    [{"shade": "x", "compare": "x", "how": "x", "hide": "x"}, {"compare": "belts", "system": "belts"}, {"at": "x"}],
)
@pytest.mark.parametrize("page", [LAYOUT, PARKS])
def test_a_bad_map_link_falls_back(page, query):
    test = app(page, **query)
    assert not test.exception and test.header


@pytest.mark.parametrize("how", ["并排", "叠在下面"])
def test_two_systems_can_be_compared(how):
    test = app(LAYOUT, system="belts", compare="roads", how=how)
    assert not test.exception and "三带多廊：" in test.header[0].value


def test_a_park_page_counts_what_the_plan_names():
    test = app(PARKS, at="jinshan-park")
    assert test.header[0].value == "金山高科园：规划41.57平方公里，3个项目（进度未载明3个），0项目标直接相关"
    text = words(test)
    assert (
        "硬质合金、生物医药" in text
        and "规划第四章第二节、第四章第三节、第五章第一节" in text
        and "西：田心高科园" in text
    )


@pytest.mark.parametrize(
    "at, name",
    [
        ("hexi-park", "河西示范园"),
        ("liyu-park", "栗雨科技工业园"),
        ("xinma-park", "新马科技工业园"),
        ("tianyi-park", "天易科技工业园"),
        ("tianxin-park", "田心高科园"),
        ("dongjiaduan-park", "董家塅高科园"),
    ],
)
def test_every_park_has_a_page(at, name):
    links = [link.proto.query_string for link in app(LAYOUT, system="circle", place=at).get("page_link")]
    assert any(f"at={at}" in link for link in links)
    test = app(PARKS, at=at)
    assert not test.exception and test.header[0].value.startswith(f"{name}：")
    four = test.dataframe[-1].value
    assert four["园区"].tolist() == ["河西示范园", "田心高科园", "董家塅高科园", "金山高科园"]
    assert four["规划km²"].tolist() == [82.83, 31.2, 57.6, 41.57]
    assert test.header[1].value.startswith("各园比较：规划面积合计213.2平方公里")


STEPS = pd.read_csv(ROOT / "data" / "map_step.csv", keep_default_na=False)


@pytest.mark.parametrize("step", list(STEPS.itertuples()), ids=lambda step: step.name)
def test_a_link_opens_a_step_of_the_tour(step):
    test = app(LAYOUT, story=str(step.position))
    name = pd.read_csv(ROOT / "data" / "system.csv").set_index("slug").at[step.system, "name"]
    assert not test.exception and test.header[0].value.startswith(f"{name}：")
    assert any("年底的项目：" in text.value for text in test.markdown) == (step.dots == "yes")
    assert test.query_params.get("hide", "") == step.hide


def test_the_tour_goes_on_by_a_click_and_leaves_what_is_changed_by_hand():
    test = app(LAYOUT, story="2")
    test.segmented_control(key="story").set_value("4").run()
    assert test.header[0].value.startswith("一主五副：") and "hide" not in test.query_params
    test.button_group(key="system").set_value(["roads"]).run()
    assert test.header[0].value.startswith("路网：")


def key_of_dots(test):
    """How many projects are in which state, by the line beneath the map."""
    line = next(text.value for text in test.markdown if "年底的项目：" in text.value)
    return line[:4], {name: int(count) for name, count in re.findall(r"\[●\] (\D+?)(\d+)", line)}, line


def test_the_years_of_the_dots_follow_the_frame_until_one_is_chosen():
    test = app(LAYOUT, dots="true", year="2017")
    assert key_of_dots(test)[0] == "2017"
    test.slider(key="until").set_value(2019).run()
    assert key_of_dots(test)[0] == "2019"
    test.segmented_control(key="year").set_value(2018).run()
    assert key_of_dots(test)[0] == "2018"
    assert key_of_dots(app(LAYOUT, dots="true", until="2016", year="2018"))[0] == "2016"
    assert not app(LAYOUT, dots="true", until="").exception


def test_projects_move_on_only_with_their_records(tmp_path, monkeypatch):
    """A project that is recorded as begun in 2017 and completed in 2019: known from then on, carried over before."""
    monkeypatch.setenv("PLAN_LEDGER", str(tmp_path / "ledger.duckdb"))
    links = pd.read_csv(ROOT / "data" / "project_place.csv")
    projects = pd.read_csv(ROOT / "data" / "project.csv", keep_default_na=False)
    key = next(key for key in projects.loc[projects["stage"] == "前期", "id"] if key in set(links["project"]))
    said = {"project": key, "share": None, "investment": None, "note": "", "source": "简报"}
    days = (("2017-05-01", "在建"), ("2019-05-01", "竣工投产"))
    records = [entry("project_event", {**said, "date": day, "stage": stage}) for day, stage in days]
    ledger_at(tmp_path / "ledger.duckdb").write(records, Person("甲", ADMIN))
    found = {year: key_of_dots(app(LAYOUT, dots="true", until=str(year))) for year in (2015, 2016, 2017, 2019)}
    first, then, last = (found[year][1] for year in (2016, 2017, 2019))
    assert found[2015][1] == first and "沿用规划原文" not in found[2015][2] and "沿用规划原文" in found[2016][2]
    assert (then["前期"], then["在建"] + then.get("滞后", 0)) == (first["前期"] - 1, first["在建"] + 1)
    assert last["竣工或已有"] == first["竣工或已有"] + 1 and last["在建"] + last.get("滞后", 0) == first["在建"]


def test_the_tour_goes_on_and_back_by_buttons_that_say_where_it_ends():
    test = app(LAYOUT, story="1")
    assert test.button(key="story-Left").disabled
    test.button(key="story-Right").click().run()
    assert test.subheader[0].value.startswith("三带：滨江生活功能带") and not test.button(key="story-Left").disabled
    assert "山体生态保育" in words(test)
    test.button(key="story-Left").click().run()
    assert test.subheader[0].value.startswith("区位：")
    assert app(LAYOUT, story=str(len(STEPS))).button(key="story-Right").disabled


def test_units_chosen_on_the_map_are_the_scope_of_the_lists_and_of_the_other_pages():
    chosen = ["liyu-park", "xinma-park"]
    test = app(LAYOUT, system="circle", place=chosen)
    names = PLACES.set_index("id").loc[chosen, "name"].tolist()
    assert test.subheader[0].value == f"2个单元：{'、'.join(names)}"
    listed = next(frame.value for frame in test.dataframe if "id" in frame.value)
    assert set(listed["id"]) == set(chosen)
    inside = next(frame.value for frame in test.dataframe if "阶段" in frame.value)
    links = {link.proto.page for link in test.get("page_link") if "units=" in link.proto.query_string}
    assert links == {"register", "indicators"}
    there = app("pages/projects/register.py", units=names)
    shown = next(frame.value for frame in there.dataframe if "编号" in frame.value)
    assert set(shown["项目"]) == set(inside["项目"])
    told = [link.label for link in test.get("page_link")]
    count = next(int(re.search("（(\\d+)项）", label)[1]) for label in told if label.startswith("在指标中看"))
    targets = next(frame.value for frame in app("pages/monitor/indicators.py", units=names).dataframe)
    assert len(targets) == count


def test_a_target_leads_to_the_places_of_its_projects_and_a_place_back_to_the_target():
    projects, linked = (pd.read_csv(ROOT / "data" / f"{name}.csv") for name in ("project", "project_place"))
    measured = linked.merge(projects.dropna(subset="indicator"), left_on="project", right_on="id")
    located = PLACES[PLACES["located"] == "yes"].set_index("id")
    place = next(place for place in measured["place"] if place in located.index)
    ways = [link.proto.query_string for link in app(LAYOUT, place=[place]).get("page_link")]
    clause = next(re.search("clause=([^&]+)", way)[1] for way in ways if "clause=" in way)
    back = [link.proto.query_string for link in app("pages/monitor/indicators.py", clause=clause).get("page_link")]
    assert any(f"place={place}" in way and f"system={located.at[place, 'system']}" in way for way in back)
