"""plan.toml: what is wrong in it is named with table, key and what was expected; where a plan lives."""

import sys

import pytest

from lib import about
from lib.home import PROJECT, DataError, Home, at, here
from lib.store import build
from lib.store.queries import Store
from tests.homes import HOME

TEXT = about.read(HOME.data / about.FILE)


def test_the_store_knows_the_plan_it_was_made_from(store):
    assert store.about == about.parse(TEXT)
    assert store.about.period.years == (2016, 2017, 2018, 2019, 2020)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("base = 2015", "base = ", ["不合 TOML 的写法", "第10行"]),
        ("base = 2015", "base = 0", ["[period] base", "没有填", "整数", "基期年"]),
        ("base = 2015", 'base = "2015年"', ["[period] base", "'2015年'", "整数"]),
        ("base = 2015", "base = 2020", ["[period] end", "2020", "晚于基期年2020"]),
        ("midterm = 2018", "midterm = 2015", ["[period] midterm", "2015", "规划期内的年份（2016至2020）"]),
        ("before = 2010", "before = 2016", ["[period] before", "早于基期年2015"]),
        ("base = 2015", "bass = 2015", ["[period] bass", "没有这一项", "base"]),
        ('plan = "十三五"', 'plan = ""', ["[name] plan", "没有填"]),
        ("[period]", "[years]", ["[years]", "period"]),
        ("procedure = 545", "procedure = 549", ["[text] procedure", "549", "1至548"]),
        ('others = ["两区合计"]', "others = [2]", ["[areas] others", "文字的列表"]),
    ],
)
def test_what_is_wrong_in_plan_toml_is_named(old, new, words):
    assert old in TEXT
    with pytest.raises(DataError) as caught:
        about.parse(TEXT.replace(old, new, 1))
    for word in ["data/plan.toml", *words]:
        assert word in str(caught.value)


def test_what_may_be_left_out_has_a_default():
    short = TEXT[: TEXT.index("[flagship]")]
    assert about.parse(short).flagship.name == "重大工程"


def test_a_plan_toml_that_is_not_there_is_named(data_copy, tmp_path):
    (data_copy / about.FILE).unlink()
    with pytest.raises(DataError, match=r"缺少 data/plan\.toml"):
        build.build(data_copy, tmp_path / "plan.duckdb")


def test_another_period_makes_another_store(data_copy, tmp_path):
    store = build.ensure(data_copy, tmp_path / "plan.duckdb")
    path = data_copy / about.FILE
    path.write_text(TEXT.replace("midterm = 2018", "midterm = 2019"), encoding="utf-8")
    assert Store(build.ensure(data_copy, store)).about.period.midterm == 2019


RULES = [
    (
        "target",
        "T089b,89,高新区,gdp,地区生产总值,level,>=,1000,,亿元,2020",
        "T089b,89,高新区,gdp,地区生产总值,level,>=,1000,,亿元,2021",
        ["第16行", "「due」", "“2021”", "2016至2020"],
    ),
    (
        "observation",
        "O014a,高新区,gdp,level,,2015,",
        "O014a,高新区,gdp,level,,1999,",
        ["「year」", "“1999”", "2000至2021"],
    ),
    ("project", "河西示范园", "河东示范园", ["「park」", "“河东示范园”", "area 表"]),
    ("project", ",在建,", ",在修,", ["「stage」", "“在修”", "十二五已建成"]),
]


@pytest.mark.parametrize(("table", "old", "new", "words"), RULES)
def test_a_cell_outside_the_plan_stops_the_build_and_is_named(data_copy, tmp_path, table, old, new, words):
    path = data_copy / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        build.build(data_copy, tmp_path / "plan.duckdb")
    for word in [f"data/{table}.csv 第", *words]:
        assert word in str(caught.value)


def test_the_plan_that_is_asked_for_comes_before_the_one_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("PLAN_LEDGER")
    assert at(None) == Home(PROJECT)
    monkeypatch.setenv("PLAN_HOME", str(tmp_path / "a"))
    assert at(None).store == tmp_path / "a/data/plan.duckdb"
    monkeypatch.setattr(
        sys, "argv", ["streamlit", "run", "app.py", "--server.port", "1", "--", "--plan", "/b", "--demo"]
    )
    assert here().data.as_posix() == "/b/data"
    assert here().ledger.as_posix() == "/b/data/demo.duckdb"
    assert at(tmp_path).ledger == tmp_path / "data/ledger.duckdb"
