"""Every page × area × year, with the real observations and with none: it runs, and says what a user must see."""

import json
import re
import urllib.parse
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import ui
from lib.ledger import connections
from lib.ledger import file as ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.plan.opened import open_plan
from lib.store import build
from lib.text import choices
from lib.ui import citations
from lib.ui.monitor import overview
from tests.homes import HOME, ledger_at

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_LEDGER = (
    "pages/about/methods.py",
    "pages/about/glossary.py",
    "pages/about/help.py",
    "pages/about/sources.py",
    "pages/monitor/audit.py",
    "pages/space/layout.py",
    "pages/projects/measures.py",
)
CONTROLS = sorted(
    {
        key
        for path in (*ROOT.glob("lib/ui/**/*.py"), *ROOT.glob("pages/**/*.py"))
        for key in re.findall(r"""key=["']([a-z_-]+)["']|, "([a-z]+)",""", path.read_text(encoding="utf-8"))
        for key in key
        if key
    }
)
"""What may stand in a link: the keys of all controls."""
PAGES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py"))


@pytest.fixture
def use(monkeypatch):
    """Point the app at the plan in a folder."""

    def point(data) -> None:
        monkeypatch.setenv("PLAN_HOME", str(data.parent))
        st.cache_resource.clear()

    yield point
    st.cache_resource.clear()


def app(page: str, /, **query) -> AppTest:
    """The app opened at a page by a link."""
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    return test.switch_page(page).run()


def shown(text: str) -> str:
    """What a reader sees of text that was made safe for Markdown (`lib.text.words.literal`)."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def words(test: AppTest) -> str:
    return "\n".join(
        shown(element.value)
        for group in (test.header, test.subheader, test.markdown, test.caption, test.info, test.error)
        for element in group
        if element.value
    )


def runs_for_every_area_and_year(page: str) -> None:
    """The page runs for every area and year and never shows a bare NaN."""
    test = app(page)
    for area in ("全部", "高新区", "天元区"):
        for year in (2016, 2018, 2020):
            shared = {"area": area, "year": year}
            for control in test.segmented_control:
                if control.key in shared:
                    control.set_value(shared[control.key])
            test.run()
            assert not test.exception, (area, year)
            assert not test.error, (area, year)
            assert test.header, (area, year)
            assert "nan" not in words(test).lower(), (area, year)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(page):
    runs_for_every_area_and_year(page)


@pytest.fixture(scope="class")
def emptied(empty_data):
    """The app on data without a single observation, opened once for all pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAN_HOME", str(empty_data.parent))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("emptied")
class TestWithoutObservations:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_runs(self, page):
        runs_for_every_area_and_year(page)


def judged() -> pd.DataFrame:
    """The clauses that are judged: all that the plan states, each once."""
    return open_plan(HOME).source.clauses


def held(table: str) -> pd.DataFrame:
    """A table of the data as its file has it."""
    return pd.read_csv(HOME.data / f"{table}.csv")


def test_with_little_data_the_overview_opens_with_what_the_plan_demands():
    clauses = judged()
    unknown = (clauses["kind"] != "milestone").sum() - 3  # no milestone is due in 2016
    test = app("pages/monitor/overview.py", year="2016")
    assert test.header[0].value.startswith("规划要求到2020年天元区地区生产总值由268.4亿元到420亿元（年均9.37%）")
    assert "2016年已公布的数能评3项（2项达标或达到进度，1项滞后）" in words(test)
    assert f"{unknown}项缺数据" in words(test)


def test_an_empty_store_says_so_and_not_that_all_is_well(use, empty_data):
    use(empty_data)
    test = app("pages/monitor/overview.py", year="2018")
    assert test.header[0].value == f"规划到2020年有{len(judged())}项定量和限期目标。"
    assert "2018年已公布的数还评不了任何一项" in words(test)
    assert "达到" not in words(test) and "没有滞后" not in words(test)


def test_filters_narrow_the_table():
    test = app("pages/monitor/indicators.py", area="天元区", year="2016")
    everything = len(test.dataframe[0].value)
    test.multiselect(key="verdict").set_value(["达到进度"]).run()
    assert test.dataframe[0].value["条款"].tolist() == ["T117a", "T117b"]
    assert everything > 100


def test_a_link_opens_the_same_view():
    test = app(
        "pages/monitor/indicators.py",
        area="天元区",
        year="2016",
        domain="经济发展",
        verdict=["略有滞后"],
        clause="T129a",
    )
    assert test.dataframe[0].value["条款"].tolist() == ["T129a"]
    assert "▽ 略有滞后" in test.subheader[0].value
    assert "(47.92 − 47) ÷ (52 − 47) = 18.4%" in words(test)
    assert "规划第三章第三节" in words(test)


BAD = [
    {
        "year": "1999",
        "area": "长沙",
        "clause": "T999z",
        "domain": "不存在",
        "chapter": "99",
        "place": "x",
        "system": "x",
        "rate": "1e9",
        "indicator": "a.b.c",
        "project": "<script>",
        "q": "'; drop table target --",
        "asof": "2018-02-30",
        "park": "x",
        "sector": "x",
        "stage": "x",
        "name": "x",
        "unit": "x",
    },
    {
        "year": "abc",
        "rate": "x",
        "area": "",
        "indicator": "",
        "finding": "99",
        "asof": "x",
        "view": "x",
        "slide": "x",
        "kind": "x",
        "source": "x",
    },
]


@pytest.mark.parametrize("query", BAD, ids=["unknown", "malformed"])
@pytest.mark.parametrize("page", PAGES)
def test_a_bad_link_falls_back_silently(page, query):
    test = app(page, **query)
    assert not test.exception
    assert not test.error
    assert test.header


def test_nothing_found_is_said():
    assert "没有符合条件的目标条款" in words(app("pages/monitor/indicators.py", q="没有这样的词"))


@pytest.mark.parametrize(
    ("page", "told", "search", "filters"),
    [
        ("pages/monitor/indicators.py", "没有符合条件的目标条款", "q", {"domain": ["经济发展"], "chapter": [9]}),
        ("pages/cycle/duties.py", "没有符合条件的事项", "duty", {"matter": ["指标"], "field": ["交通"]}),
    ],
)
def test_a_search_in_what_filters_have_emptied_finds_nothing(page, told, search, filters):
    test = app(page)
    test.text_input(key=search).set_value("园区")
    for key, values in filters.items():
        test.multiselect(key=key).set_value(values)
    test.run()
    assert not test.exception
    assert told in words(test)


def test_a_filter_of_rows_that_others_have_emptied_keeps_the_columns():
    def page() -> None:
        import pandas as pd
        import streamlit as st

        from lib import ui

        st.session_state.setdefault("domain", ["交通"])
        st.text(list(ui.choose("领域", pd.DataFrame({"domain": [], "id": []}), "domain", "domain")))

    assert AppTest.from_function(page).run().text[0].value == "['domain', 'id']"


def test_a_label_whose_count_has_changed_while_it_was_clicked_does_no_harm():
    test = app("pages/monitor/indicators.py", domain="经济发展")
    test.multiselect(key="chapter").set_value(["第三章（9999）"]).run()
    assert not test.exception
    assert test.multiselect(key="chapter").value == []
    assert test.multiselect(key="domain").value == ["经济发展"]


def test_filters_that_leave_no_finding_are_said():
    test = app("pages/monitor/audit.py")
    test.multiselect(key="rule").set_value(["7 一物多名"])
    test.multiselect(key="severity").set_value(["硬矛盾"]).run()
    assert not test.exception
    assert "没有符合条件的发现" in words(test)


def test_projection_without_a_base_asks_for_an_assumption():
    test = app("pages/monitor/projection.py", indicator="天元区.rd_share")
    assert "不能由数据推算" in words(test)
    test.number_input(key="assumed").set_value(2.0).run()
    assert not test.exception
    assert "研发经费支出" in test.header[0].value


def test_the_slider_moves_the_result():
    test = app("pages/monitor/projection.py", indicator="天元区.gdp")
    test.slider(key="rate").set_value(5.0).run()
    own = test.dataframe[0].value.set_index("情景").loc["自定"]
    assert own["2020年"] == "364.7亿元"  # 300 × 1.05^4
    assert own["达到目标的年份"] == "2023"


def test_wrong_data_is_a_page_that_says_what_to_do(use, data_copy):
    path = data_copy / "target.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("T089b,89,", "T089b,x,", 1), encoding="utf-8")
    use(data_copy)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not test.exception
    assert "data/target.csv 第16行「line」列" in shown(test.error[0].value)
    assert "python -m lib build" in words(test)


def test_what_is_changed_in_the_files_is_there_at_the_next_run(use, data_copy):
    use(data_copy)
    test = app("pages/monitor/indicators.py", year="2016", clause="T129a")
    assert "(47.92 − 47) ÷ (52 − 47)" in words(test)
    path, old = data_copy / "target.csv", ",52,"
    assert old in next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("T129a,"))
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(x.replace(old, ",53,") if x.startswith("T129a,") else x for x in lines), encoding="utf-8")
    assert "(47.92 − 47) ÷ (53 − 47)" in words(test.run())


def test_a_locked_store_is_a_page_that_says_what_to_do(use, monkeypatch, data_copy):
    use(data_copy)
    monkeypatch.setattr(build, "ensure", lambda data, store, free: store)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not test.exception
    assert "打不开 plan.duckdb" in shown(test.error[0].value)
    assert re.search("删除 `data/plan.duckdb`", words(test))


def test_a_planner_can_follow_every_verdict_to_its_source():
    test = app("pages/monitor/indicators.py", year="2016", clause="T117b")
    sources = next(table.value for table in test.dataframe if "年份" in table.value)
    assert {"O016a", "X002"} <= set(sources["编号"])
    assert sources["出处"].str.len().gt(0).all()


REGISTER = "pages/projects/register.py"


def counts(test: AppTest, facet: str) -> dict[str, int]:
    """The numbers beside the values of a facet."""
    return {
        label.rsplit("（", 1)[0]: int(label.rsplit("（", 1)[1][:-1]) for label in test.multiselect(key=facet).options
    }


def test_facet_counts_respect_all_other_facets():
    test = app(REGISTER, year="2018")
    everything = counts(test, "stage")
    assert sum(everything.values()) == len(held("project"))
    test.multiselect(key="within").set_value([8]).run()
    assert sum(counts(test, "stage").values()) == len(test.dataframe[0].value) < 100
    test.multiselect(key="stage").set_value(["适时启动"]).run()
    assert counts(test, "stage") == counts(app(REGISTER, year="2018", within="8"), "stage"), (
        "a facet does not narrow itself"
    )
    assert len(test.dataframe[0].value) == counts(test, "stage")["适时启动"]


def test_inferred_locations_are_counted_apart_and_can_be_switched_off():
    projects = held("project")
    inferred = projects["located_by"].isin(("unit", "drawn", "nature"))
    test = app(REGISTER, year="2018", park="新马科技工业园")
    own = projects["park"].eq("新马科技工业园")
    assert f"新马科技工业园（{own.sum()}，推断{(own & inferred).sum()}）" in test.multiselect(key="park").options
    assert len(test.dataframe[0].value) == own.sum()
    assert test.dataframe[0].value["落点"].str.endswith("（推断）").sum() == (own & inferred).sum()
    test.toggle(key="inferred").set_value(False).run()
    assert len(test.dataframe[0].value) == (own & ~inferred).sum()
    assert f"推断0项，未载明{(inferred | projects['located_by'].isna()).sum()}项" in words(
        app(REGISTER, year="2018", inferred="false")
    )
    assert (
        f"镇街（{projects['located_in'].isin(('镇村', '都市农业圈', '群丰', '雷打石', '三门', '马家河')).sum()}"
        in " ".join(app(REGISTER).multiselect(key="where").options)
    )


@pytest.mark.parametrize(
    ("asked", "name"), [("新马科技城", "新马创新城"), ("xmcxc", "新马创新城"), ("fxdq", "枫溪大桥")]
)
def test_the_register_is_searched_by_other_names_and_initials(asked, name):
    assert name in set(app(REGISTER, find=asked).dataframe[0].value["项目"])


def test_a_link_opens_the_register_as_it_was():
    test = app(REGISTER, year="2018", sector="交通", within="8", project="fengxi-daqiao", list="全部项目")
    assert set(test.dataframe[0].value["行业"]) == {"交通"}
    assert "枫溪大桥" in [heading.value for heading in test.subheader]
    assert "规划第八章第一节" in words(test)


def test_the_livelihood_list_is_the_marked_projects():
    test = app(REGISTER, list="重点民生实事")
    assert "重点民生实事" in test.header[0].value
    assert {"教育现代化", "医养结合全覆盖", "国家生态文明试验区", "城乡一体的社会保障体系"} <= set(
        test.dataframe[0].value["项目"]
    )


def test_nothing_found_in_the_register_is_said():
    assert "没有符合条件的项目" in words(app(REGISTER, find="没有这样的项目"))


def test_every_saved_view_finds_something():
    for row in pd.read_csv(ROOT / "data/saved_view.csv").itertuples():
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for key, values in urllib.parse.parse_qs(row.query).items():
            test.query_params[key] = values
        test.switch_page(REGISTER).run()
        assert not test.exception, row.name
        assert "没有符合条件" not in test.header[0].value, row.name


def test_what_somebody_writes_in_the_middle_of_a_run_is_seen_by_the_next_run():
    def page() -> None:
        import streamlit as st

        from lib import ui
        from lib.ledger.permission import ADMIN, Person
        from lib.ledger.record import entry

        ui.begin()
        ui.shared_filters()
        if not ui.plan().state.seq:
            ui.book().write([entry("unit_set", {"name": "示例一局"})], Person("示例甲", ADMIN))
        st.text(str(ui.plan().state.seq))

    test = AppTest.from_function(page, default_timeout=30).run()
    assert not test.exception
    assert test.text[0].value == "0"
    assert test.run().text[0].value == "1"


def test_a_damaged_ledger_is_named_and_not_the_plans_store():
    path = HOME.ledger
    path.write_bytes(b"spoilt" * 5000)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not test.exception
    assert "ledger.duckdb" in words(test) and "没有找到它的备份" in words(test)
    assert "plan.duckdb" not in words(test)


@pytest.mark.parametrize("page", WITHOUT_LEDGER)
def test_a_page_that_needs_nothing_of_the_ledger_stays_open_without_it(page):
    with_it = app(page)
    HOME.ledger.write_bytes(b"spoilt" * 5000)
    test = app(page)
    assert not test.exception
    assert "ledger.duckdb" in words(test) and "本页只用规划本身的数据" in words(test)
    assert [one.value for one in test.header] == [one.value for one in with_it.header] != []


def test_a_ledger_that_was_exchanged_is_said_on_every_page_and_not_written_in(records):
    own = ledger_at()
    own.write([entry("unit_set", {"name": "甲局"})], Person("示例甲", ADMIN))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert "换过了" not in words(test) and not ui.faults(HOME)
    ledger.store(HOME.ledger, records[:3])
    test.run()
    assert not test.exception
    assert "换过了" in words(test) and "不再写入" in words(test)
    assert ui.faults(HOME) == ["ledger"]


def test_a_configured_ledger_that_is_not_there_is_said_on_the_page():
    HOME.ledger.unlink()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not test.exception
    assert "不在" in words(test) and "ledger new" in words(test)
    assert ui.faults(HOME) == ["ledger"] and not HOME.ledger.exists()


def test_while_the_database_is_away_what_was_read_stays_on_the_pages(postgres, monkeypatch):
    monkeypatch.setenv("PLAN_LEDGER", url := postgres.ledger())
    monkeypatch.setattr(connections, "AGAIN", 0.0)
    ledger_at(url).write([entry("unit_set", {"name": "示例一局"})], Person("示例甲", ADMIN))
    test = app("pages/cycle/people.py")
    assert not test.exception and not test.error and not ui.faults(HOME)
    postgres.halt()
    try:
        test.run()
        assert not test.exception and "连不上" in words(test) and "台账不可用" not in words(test)
        assert [unit["name"] for unit in ui.book().state().rows("unit")] == ["示例一局"]
        assert ui.faults(HOME) == ["ledger"]
    finally:
        postgres.start()
    assert not test.run().error and not ui.faults(HOME)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("规划.docx", b"PK\x03\x04", "Word"), ("无.txt", None, "读不了"), ("空.txt", b" ", "没有文字")],
)
def test_a_text_of_the_plan_that_cannot_be_shown_is_said_to_the_administrator(tmp_path, monkeypatch, name, data, said):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    monkeypatch.setattr(citations, "setting", lambda name: str(path))
    told = [one.value for one in AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run().warning]
    assert any("规划正文没有显示" in one and said in one for one in told)


@pytest.mark.parametrize("asked", ["", "zzz"])
@pytest.mark.parametrize("page", PAGES)
def test_a_link_that_empties_or_spoils_every_control_shows_the_page(page, asked):
    assert len(CONTROLS) > 30
    test = app(page, **dict.fromkeys(CONTROLS, asked))
    assert not test.exception and not test.error


def test_a_ledger_damaged_in_the_middle_is_named_too():
    own = ledger_at()
    own.write(
        [entry("unit_set", {"name": f"示例{number}局", "note": "某" * 200}) for number in range(300)],
        Person("示例甲", ADMIN),
    )
    data = bytearray(own.path.read_bytes())
    data[12288::997] = bytes(len(data[12288::997]))
    own.path.write_bytes(bytes(data))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not test.exception
    assert "ledger.duckdb" in words(test)
    assert "plan.duckdb" not in words(test)


def test_people_see_chapters_and_files_have_lines():
    for page, asked in (
        (REGISTER, {"project": "zhongche-shidai-xinnengyuan"}),
        ("pages/projects/flagship.py", {}),
        ("pages/projects/measures.py", {}),
        ("pages/monitor/audit.py", {}),
        ("pages/monitor/indicators.py", {"clause": "T129a"}),
    ):
        test = app(page, **asked)
        assert not test.exception
        assert not re.findall(r"第[0-9、]+行", words(test)), page
        for table in test.dataframe:
            assert not [name for name in table.value if "行号" in name], page
            assert not table.value.astype(str).apply(lambda column: column.str.contains(r"第\d+行")).any(axis=None), (
                page
            )


CODE = re.compile(r"\b[TOXM]\d{3}[a-z]\b|（[a-z]+_[a-z_]+）")


@pytest.mark.parametrize("page", PAGES)
def test_no_code_is_shown(page):
    test = app(page, year="2016")
    assert not test.exception
    assert not CODE.findall(words(test)), page
    for box in test.selectbox:
        assert not any(CODE.search(option) for option in box.options), (page, box.label)
        assert len(set(box.options)) == len(box.options), (page, box.label)
    for table in test.dataframe:
        held = [name for name in table.value if table.value[name].astype(str).str.contains(CODE).any()]
        assert set(held) <= set(json.loads(table.proto.columns)) & set(choices.CODES), (page, held)


def test_the_head_of_a_column_explains_its_term_and_the_glossary_has_it():
    table = app("pages/monitor/indicators.py", year="2016").dataframe[0]
    assert "完成程度 ÷ 时间进度" in json.loads(table.proto.columns)["序时进度比"]["help"]
    test = app("pages/about/glossary.py", term="序时进度比")
    assert "完成程度 ÷ 时间进度" in words(test)
    assert "基期值" not in words(test).replace("基期值、", "")
    assert len(app("pages/about/glossary.py").dataframe[0].value) > len(test.dataframe[0].value)


def links(test: AppTest) -> set[str]:
    return {element.proto.page for element in test.get("page_link")}


def test_the_help_leads_three_kinds_of_people_to_where_they_begin():
    test = app("pages/about/help.py")
    assert len(test.subheader) == 4
    assert {"indicators", "warnings", "people", "entry", "annual", "briefing", "supervision"} <= links(test)


def test_the_hint_for_first_use_leads_to_the_help_and_can_be_put_away():
    test = app("pages/monitor/overview.py")
    assert "help" in links(test)
    test.button(key="first-use-away").click().run()
    assert "help" not in links(test)


@pytest.mark.parametrize("page", ["review", "warnings", "evaluation", "supervision", "adjust", "people"])
def test_an_empty_page_of_the_cycle_leads_to_what_comes_first(page, use, data_copy):
    use(data_copy)
    test = app(f"pages/cycle/{page}.py", year="2020")
    assert not test.exception
    assert links(test) & {"entry", "warnings", "duties"}, page


def test_the_sentence_itself_is_shown_where_the_text_was_supplied(use, data_copy):
    use(data_copy)
    kept = data_copy.parent / "plan_text.txt"
    kept.write_text("\n".join(f"这里是正文{line}" for line in range(1, 549)), encoding="utf-8")
    asked = {"year": "2016", "clause": "T129a"}
    assert "这里是正文129" in [text.value for text in app("pages/monitor/indicators.py", **asked).text]
    assert "已提供正文548行" in words(app("pages/about/sources.py"))
    kept.unlink()
    assert not app("pages/monitor/indicators.py", **asked).text


def test_only_an_administrator_supplies_the_text(monkeypatch):
    assert any(box.label.startswith("上传规划正文") for box in app("pages/about/sources.py").get("file_uploader"))
    monkeypatch.setattr("lib.ui.about.sources.ui.person", lambda: Person("甲", "unit", "示例一局"))
    assert not app("pages/about/sources.py").get("file_uploader")


@pytest.mark.parametrize("year", ["2016", "2020"])
def test_the_first_page_cites_chapters(year):
    plan = open_plan(HOME)
    assert not re.search(r"第\d+行", str(overview.front(plan, int(year), None).data))
