"""The store: what it refuses and how it says so, rebuilding, several processes, the derived values of 2010."""

import multiprocessing
import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from lib.home import DataError
from lib.store import build
from lib.store.queries import Store, let_go
from tests.homes import SMALL
from tests.killed import deaths


def spoil(folder, table, old, new):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = [
    (
        "target",
        "T089b,89,高新区,gdp,地区生产总值,level,>=,1000,",
        "T089b,89,高新区,gdp,地区生产总值,level,>=,一千,",
        ["data/target.csv", "第16行", "「target」", "“一千”", "数值"],
    ),
    ("target", "T089b,89,", "T089b,,", ["第16行", "「line」", "读到空", "不能为空"]),
    ("target", "T089b,89,", "T089b,8900,", ["第16行", "「line」", "“8900”", "规划正文的行号，1至548"]),
    (
        "target",
        "T089b,89,高新区,gdp,",
        "T089b,89,高新区,gdb,",
        ["第16行", "「indicator」", "“gdb”", "data/indicator.csv「slug」列中已有的值"],
    ),
    (
        "target",
        "T089b,89,高新区,gdp,地区生产总值,level,",
        "T089b,89,高新区,gdp,地区生产总值,levle,",
        ["第16行", "「kind」", "“levle”", "milestone 里程碑"],
    ),
    ("target", "T089b,89,", "T089a,89,", ["第16行", "「id」", "“T089a”", "不与前面的行重复"]),
    ("target", "id,line,area", "id,zeile,area", ["第1行", "缺少列「line」"]),
    ("target", "T089b,89,高新区", "T089b,89,高新区,多一列", ["data/target.csv", "第16行", "列，表头是"]),
    ("target", "T089b,89,高新区,gdp,地区生产总值", 'T089b,89,高新区,gdp,"地区生产总值', ["data/target.csv", "引号"]),
    (
        "indicator",
        "gdp,地区生产总值,亿元,",
        "gdp,地区生产总值,亿圆,",
        ["data/indicator.csv", "第2行", "「unit」", "“亿圆”", "data/unit.csv"],
    ),
    (
        "observation",
        "O014a,高新区,gdp,level,,2015,=,665,",
        "O014a,高新区,gdp,level,,2015,=,665亿,",
        ["data/observation.csv", "「value」", "“665亿”"],
    ),
    (
        "observation",
        "O014a,高新区,gdp,level,,2015,",
        "O014a,高新区,gdp,level,2010,2015,",
        ["data/observation.csv", "第2行"],
    ),
    ("project", "zizhu-chuangxin-yuan,", "自主创新园,", ["data/project.csv", "「id」"]),
    (
        "proxy",
        "fiscal_revenue,天元区,budget_revenue,",
        "fiscal_revenue,天元区,tax_revenue,",
        ["data/proxy.csv", "第2行", "「other」", "“tax_revenue”", "scope 表"],
    ),
    (
        "proxy",
        "air_good_share,天元区,air_good_share,株洲市区",
        "air_good_share,天元区,air_good_days,株洲市区",
        ["data/proxy.csv", "「other」", "“air_good_days”", "同一量纲"],
    ),
    (
        "series_break",
        "天元区,tertiary_va,2016,2018",
        "天元区,tertiary_va,2016,2216",
        ["data/series_break.csv", "「after」", "“2216”", "之间的年份"],
    ),
    ("event", "E002,2016-05", "E002,2106-05", ["data/event.csv", "「date」", "之间的年份"]),
    ("event", "E002,2016-05", "E002,2016-13", ["data/event.csv", "第3行"]),
    (
        "event",
        ";tax_revenue,",
        ";tax_income,",
        ["data/event.csv", "「about」", "“fiscal_revenue;budget_revenue;tax_income”"],
    ),
]


@pytest.mark.parametrize(("table", "old", "new", "words"), BROKEN)
def test_a_broken_cell_stops_the_build_and_is_named(data_copy, tmp_path, table, old, new, words):
    spoil(data_copy, table, old, new)
    with pytest.raises(DataError) as caught:
        build.build(data_copy, tmp_path / "plan.duckdb")
    for word in words:
        assert word in str(caught.value)
    assert not (tmp_path / "plan.duckdb").exists()
    assert not list(tmp_path.glob("*.tmp*"))


def test_a_file_in_another_encoding_is_named(data_copy, tmp_path):
    path = data_copy / "area.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(DataError, match=r"data/area\.csv：不是 UTF-8 编码"):
        build.build(data_copy, tmp_path / "plan.duckdb")


def test_a_byte_order_mark_from_excel_is_no_error(data_copy, tmp_path):
    path = data_copy / "area.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "天元区" in set(Store(build.build(data_copy, tmp_path / "plan.duckdb")).frame("area")["name"])


def test_a_missing_file_and_a_stray_file_are_named(data_copy, tmp_path):
    (data_copy / "weather.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"data/weather\.csv"):
        build.build(data_copy, tmp_path / "plan.duckdb")
    (data_copy / "weather.csv").unlink()
    (data_copy / "area.csv").unlink()
    with pytest.raises(DataError, match=r"缺少 data/area\.csv"):
        build.build(data_copy, tmp_path / "plan.duckdb")


def test_a_broken_rebuild_leaves_the_old_store(data_copy, tmp_path):
    path = build.build(data_copy, tmp_path / "plan.duckdb")
    before = path.read_bytes()
    spoil(data_copy, "target", "T089b,89,", "T089b,x,")
    with pytest.raises(DataError):
        build.ensure(data_copy, path)
    assert path.read_bytes() == before


def test_rebuilt_only_when_the_data_changes(data_copy, tmp_path):
    path = build.ensure(data_copy, tmp_path / "plan.duckdb")
    first = path.stat().st_mtime_ns
    assert build.ensure(data_copy, path).stat().st_mtime_ns == first
    spoil(
        data_copy,
        "target",
        "T089b,89,高新区,gdp,地区生产总值,level,>=,1000,",
        "T089b,89,高新区,gdp,地区生产总值,level,>=,1001,",
    )
    build.ensure(data_copy, path)
    targets = Store(path).frame("target").set_index("id")
    assert targets.loc["T089b", "target"] == 1001


def targets(data) -> int:
    """Rows of a copy's target.csv."""
    return len((data / "target.csv").read_text(encoding="utf-8").splitlines()) - 1


def test_a_damaged_store_is_rebuilt(data_copy, tmp_path):
    path = tmp_path / "plan.duckdb"
    path.write_bytes(b"not a database")
    assert len(Store(build.ensure(data_copy, path)).frame("target")) == targets(data_copy)


def _start(data, path, queue):
    try:
        queue.put(len(Store(build.ensure(data, path)).frame("target")))
    except Exception as error:
        queue.put(repr(error))


WRITER = """
import duckdb, os
con = duckdb.connect("plan.duckdb")
con.execute("create table left_behind as select 1")
os._exit(1)
"""


def test_what_a_killed_program_left_beside_the_store_does_not_matter(data_copy, tmp_path):
    store = build.ensure(data_copy, tmp_path / "plan.duckdb")
    subprocess.run([sys.executable, "-c", WRITER], cwd=tmp_path, check=False)
    assert store.with_name("plan.duckdb.wal").exists()
    spoil(data_copy, "target", "地区生产总值", "生产总值")  # the data change: a new store takes the place of the old
    assert len(Store(build.ensure(data_copy, store)).frame("target")) == targets(data_copy)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
def test_a_build_that_is_killed_leaves_the_old_store_or_the_new_one(tmp_path):
    """At every step; what it leaves beside the store is taken away an hour later."""
    data, store = tmp_path / "data", tmp_path / "plan.duckdb"
    shutil.copytree(SMALL / "data", data, ignore=shutil.ignore_patterns("*.duckdb*"))
    old = build.built_from(build.build(data, store))
    with (data / "term.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    for _ in deaths(lambda: build.build(data, store), ("os.rename",)):
        assert build.built_from(store) in (old, build.fingerprint(data))
    assert build.built_from(store) == build.fingerprint(data) != old
    left = list(tmp_path.glob("*.tmp"))
    assert left
    for one in left:
        os.utime(one, (0, 0))
    build.build(data, store)
    assert not list(tmp_path.glob("*.tmp*"))


def test_processes_that_start_at_once_all_get_the_store(data_copy, tmp_path):
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    started = [context.Process(target=_start, args=(data_copy, tmp_path / "plan.duckdb", queue)) for _ in range(4)]
    for process in started:
        process.start()
    answers = [queue.get(timeout=60) for _ in started]
    for process in started:
        process.join(60)
    assert answers == [targets(data_copy)] * 4
    assert not list(tmp_path.glob("*.tmp*"))


def test_the_open_store_is_read_only_and_locked_down(store):
    cursor = store.store._con.cursor()
    for statement in (
        "delete from target",
        "copy target to '/tmp/x.csv'",
        "select * from read_csv('/etc/passwd')",
        "set memory_limit='9GB'",
    ):
        with pytest.raises(duckdb.Error):
            cursor.execute(statement)


def test_only_tables_of_the_store_can_be_read(store):
    with pytest.raises(KeyError):
        store.frame("target; drop table target")


DERIVED = [  # worked by hand from the plan's lines 14, 16 and 17
    ("O014a/2010m", 305.0459, "current"),  # 665 ÷ 2.18
    ("O014a/2010g", 373.9877, "comparable"),  # 665 ÷ 1.122^5
    ("O016a/2010m", 134.2, "current"),  # 268.4 ÷ 2
    ("O016a/2010g", 150.2740, "comparable"),  # 268.4 ÷ 1.123^5
    ("O017e/2010d", 38, None),  # 113 − 75
    ("O017o/2010d", 43, None),  # 47 % − 4 points
]


@pytest.mark.parametrize(("key", "value", "basis"), DERIVED)
def test_values_of_2010_follow_from_the_printed_figures(store, key, value, basis):
    row = store.frame("observation").set_index("id").loc[key]
    assert row["value"] == pytest.approx(value, abs=5e-4)
    assert (row["year"], row["status"], row["price_basis"]) == (2010, "derived", basis)
    assert all(
        part in set(store.frame("observation")["id"])
        for part in row["derived_from"].replace("(1 + ", "").replace(")^5", "").split(" ")
        if part[0] == "O"
    )


def test_every_column_is_explained(store):
    dictionary = store.frame("dictionary")
    explained = dictionary[dictionary["table"].isin(build_tables(store))]
    assert explained["comment"].notna().all(), explained[explained["comment"].isna()]
    assert explained["table_comment"].notna().all()


def build_tables(store):
    return [
        name
        for (name,) in store.store._con.cursor()
        .execute("select table_name from duckdb_tables() where table_name not in ('meta', 'plan')")
        .fetchall()
    ]


def test_what_changes_while_the_plan_is_open_is_read_by_who_opens_it_anew(data_copy, tmp_path):
    store, file = tmp_path / "plan.duckdb", data_copy / "indicator.csv"
    before = Store(build.ensure(data_copy, store, let_go))
    first, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([first, *reversed(rest)]), encoding="utf-8")
    after = Store(build.ensure(data_copy, store, let_go))
    assert after.fingerprint != before.fingerprint
    assert after.frame("indicator")["slug"].tolist() == before.frame("indicator")["slug"].tolist()[::-1]
    assert before.names() == after.names() and len(before.frame("series")) == len(after.frame("series"))
    with pytest.raises(KeyError):
        before.frame("meta")
