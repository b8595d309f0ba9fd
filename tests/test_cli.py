"""`python -m lib` as its users call it: columns, exit status, messages."""

import csv
import io
import os
import re
import threading
import zipfile

import pandas as pd
import pytest

from lib import __main__ as cli
from lib.commands.output import save
from lib.ledger import file as ledger
from lib.ledger.ledger import Ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.store import build, queries
from tests.homes import HOME, ledger_at
from tests.test_pages import judged

COLUMNS = (
    "target_id,line,area,indicator,kind,operator,target,unit,base,actual,actual_year,completion,time_elapsed,pace,"
    "required_growth,catch_up_growth,verdict,reason,indicative,indicative_basis"
)


class Output(io.StringIO):
    def reconfigure(self, **_):
        """The real standard output has this; the test's does not."""


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    def call(*arguments: str) -> tuple[int, str, str]:
        out = Output()
        monkeypatch.setattr("sys.stdout", out)
        status = cli.main(list(arguments))
        return status, out.getvalue(), capsys.readouterr().err

    return call


def test_assess_prints_the_columns_that_were_agreed(run):
    status, out, _ = run("assess", "--area", "天元区", "--year", "2018", "--format", "csv")
    assert status == 0
    assert out.split("\n")[0] == COLUMNS
    rows = pd.read_csv(io.StringIO(out)).set_index("target_id")
    assert set(rows["area"]) == {"天元区", "新区"}
    assert rows.loc["T117b", "required_growth"] == pytest.approx(9.36878, abs=1e-5)
    assert rows.loc["T117b", "verdict"] == "无法评估"
    assert "2016年超过300亿元" in rows.loc["T117b", "reason"]
    assert rows["time_elapsed"].eq(0.6).all()
    assert rows["completion"].isna().all(), (
        "no figure is of 2018: completion of 2016 does not stand beside 60 per cent of the time"
    )
    assert rows["reason"].notna().all()


def test_assess_prints_what_is_only_indicative_beside_the_verdict(run):
    rows = pd.read_csv(io.StringIO(run("assess", "--area", "天元区", "--year", "2018")[1])).set_index("target_id")
    beside = rows[rows["indicative"].notna()]
    assert set(beside["verdict"]) == {"无法评估"}
    assert beside["indicative"].notna().equals(beside["indicative_basis"].notna())
    assert rows.loc["T121b", "indicative"] == "略有滞后"
    assert "一般公共预算收入" in rows.loc["T121b", "indicative_basis"]
    assert rows.loc["T427a", "indicative"] == "至多还差3.83万人"
    assert pd.isna(rows.loc["T119a", "indicative"]), "the sources note a break between 2016 and 2018"


def test_assess_without_an_area_prints_every_clause(run):
    rows = pd.read_csv(io.StringIO(run("assess", "--year", "2016")[1]))
    assert rows["target_id"].tolist() == judged()["id"].tolist()


def test_show_prints_any_table(run):
    rows = pd.read_csv(io.StringIO(run("show", "target", "--format", "csv")[1]))
    assert {"id", "line", "area", "indicator", "name", "kind", "operator", "value", "unit", "year"} <= set(rows.columns)
    assert rows["line"].dtype == int
    assert len(pd.read_csv(io.StringIO(run("show", "place")[1]))) > 200


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "nonsense"), "没有名为“nonsense”的表"),
        (("assess", "--area", "芦淞区", "--year", "2018"), "没有名为“芦淞区”的地域"),
        (("verify", "/nonexistent.txt"), "读不了 /nonexistent.txt"),
    ],
)
def test_wrong_arguments_are_answered_in_words(run, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_a_year_outside_the_plan_is_refused(run):
    status, out, err = run("assess", "--year", "2021")
    assert (status, out) == (2, "")
    assert "2021年不在可用的年份里（2016–2020）" in err


def test_verify_counts_and_fails_on_a_miss(run, tmp_path):
    text = tmp_path / "plan.txt"
    text.write_text("\n".join(["空"] * 548), encoding="utf-8")
    status, out, err = run("verify", str(text))
    assert status == 1
    assert re.search(r"^target：\d+处引用，\d+处相符，[1-9]\d*处不符$", out, re.MULTILINE)
    assert "不符：target T089b：“1000”不在第89行" in err


def test_wrong_data_is_one_sentence(run, monkeypatch, data_copy):
    path = data_copy / "target.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("T089b,89,", "T089b,x,", 1), encoding="utf-8")
    monkeypatch.setenv("PLAN_HOME", str(data_copy.parent))
    status, out, err = run("build")
    assert (status, out) == (2, "")
    assert err.startswith("data/target.csv 第16行「line」列：读到“x”")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("ending", "arguments"),
    [
        ("docx", ("--kind", "annual", "--area", "天元区", "--year", "2016")),
        ("xlsx", ("--kind", "park", "--of", "田心高科园", "--year", "2018")),
        ("xlsx", ("--kind", "domain", "--of", "生态文明", "--area", "高新区", "--year", "2020")),
        ("docx", ("--kind", "flagship", "--year", "2018")),
        ("pptx", ("--kind", "park", "--of", "田心高科园", "--year", "2018")),
    ],
)
def test_export_writes_a_whole_file(run, tmp_path, ending, arguments):
    path = tmp_path / f"报告.{ending}"
    status, out, err = run("export", ending, *arguments, "-o", str(path))
    assert (status, err) == (0, "")
    assert "已写成" in out
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
    assert [found.name for found in tmp_path.iterdir() if found.suffix in (f".{ending}", ".tmp")] == [path.name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert save(b"told", pipe)
    reader.join()
    assert read == [b"told"] and pipe.is_fifo()


@pytest.mark.parametrize(
    ("arguments", "output", "message"),
    [
        (("--kind", "park", "--year", "2018"), "a.docx", "没有说是哪一个园区。可用：河西示范园"),
        (("--kind", "domain", "--of", "经济", "--year", "2018"), "a.docx", "没有名为“经济”的领域"),
        (("--kind", "annual", "--area", "株洲市", "--year", "2018"), "a.docx", "没有名为“株洲市”的地域"),
        (("--kind", "midterm", "--year", "2017"), "a.docx", "中期评估是2018年的，没有2017年的"),
        (("--kind", "park", "--of", "田心高科园", "--year", "2015"), "a.docx", "评估年2015不在规划期内"),
        (("--kind", "flagship", "--year", "2018"), "没有这个文件夹/a.docx", "请检查文件夹是否存在"),
    ],
)
def test_export_says_what_is_wrong_and_leaves_nothing(run, tmp_path, arguments, output, message):
    status, out, err = run("export", "docx", *arguments, "-o", str(tmp_path / output))
    assert (status, out) == (2, "")
    assert message in err
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize(
    "arguments", [("assess", "--year", "2018"), ("show", "target"), ("audit",), ("verify", "--ledger")]
)
def test_a_damaged_ledger_is_one_sentence_and_can_be_restored_from_here(run, tmp_path, arguments):
    own = ledger_at()
    own.write([entry("unit_set", {"name": "示例局"})], Person("示例甲", ADMIN))
    assert run("backup", str(tmp_path / "备份.duckdb"))[0] == 0
    own.path.write_bytes(b"spoilt" * 5000)
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1 and "Traceback" not in err
    assert "ledger.duckdb" in err and "python -m lib restore" in err and "plan.duckdb" not in err
    status, out, err = run("restore", str(tmp_path / "备份.duckdb"))
    assert (status, err) == (0, "现在的台账读不出来，不知道会少哪些记录；它会留在旁边。\n")
    assert "恢复1条记录" in out and "原来的台账留在" in out
    assert run(*arguments)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "--year", "2018"),
        ("verify", "--ledger"),
        ("backup", "备份.duckdb"),
        ("import", "a.csv", "--area", "天元区", "--year", "2018", "--record", "--who", "甲"),
        ("export", "docx", "--kind", "annual", "--year", "2018", "-o", "a.docx"),
    ],
)
def test_a_configured_ledger_that_is_not_there_stops_with_a_sentence(run, monkeypatch, tmp_path, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("指标,数值\n地区生产总值,300\n", encoding="utf-8")
    monkeypatch.setenv("PLAN_LEDGER", str(tmp_path / "share/ledger.duckdb"))
    status, out, err = run(*arguments)
    assert status != 0 and out == "" and "Traceback" not in err
    assert re.search(r"share/ledger.duckdb 不在.*python -m lib ledger new", err)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert run("ledger", "new")[0] == 0
    assert run("verify", "--ledger")[0] == 0
    assert run("ledger", "new")[0] == 2


def test_without_configuration_the_first_record_makes_the_ledger(run, monkeypatch, data_copy):
    monkeypatch.delenv("PLAN_LEDGER")
    monkeypatch.setenv("PLAN_HOME", str(data_copy.parent))
    assert "没有记录" in run("verify", "--ledger")[1]
    assert not (data_copy / "ledger.duckdb").exists()
    sheet = data_copy.parent / "a.csv"
    sheet.write_text("指标,数值\n地区生产总值,300\n", encoding="utf-8")
    given = ("import", str(sheet), "--area", "天元区", "--year", "2018", "--record", "--checked", "--who", "甲")
    assert run(*given)[0] == 0
    assert "1条记录" in run("verify", "--ledger")[1]


def test_a_restore_lists_what_would_be_lost_and_needs_a_yes(run, tmp_path):
    saved = tmp_path / "备份.duckdb"
    ledger_at().write([entry("unit_set", {"name": "甲局"})], Person("示例甲", ADMIN))
    assert run("backup", str(saved))[0] == 0
    assert run("restore", str(saved))[0] == 0, "nothing is lost"
    ledger_at().write([entry("unit_set", {"name": "乙局"})], Person("示例乙", ADMIN))
    status, out, err = run("restore", str(saved))
    assert (status, out) == (2, "")
    assert "没有现在台账的1条记录" in err and "示例乙 unit:乙局" in err and "--yes" in err
    assert len(ledger_at().records()) == 2
    assert run("restore", str(saved), "--yes")[0] == 0
    assert len(ledger_at().records()) == 1


def test_verify_holds_the_ledger_against_what_was_noted_elsewhere(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAN_ANCHOR", str(tmp_path / "anchor.jsonl"))
    ledger_at().write([entry("unit_set", {"name": "甲局"})], Person("示例甲", ADMIN))
    noted = ledger_at().records()[-1].hash
    assert noted in run("ledger", "anchor")[1]
    ledger_at().write([entry("unit_set", {"name": "乙局"})], Person("示例乙", ADMIN))
    out = run("verify", "--ledger")[1]
    assert "2条记录" in out and ledger_at().records()[-1].hash in out and "--anchor" in out
    held = ("verify", "--expect", noted, "--anchor", str(tmp_path / "anchor.jsonl"))
    status, out, err = run(*held)
    assert (status, err) == (0, "") and "与指纹、锚文件相符" in out
    ledger.store(HOME.ledger, [])
    status, out, err = run(*held)
    assert (status, out) == (1, "") and noted in err
    assert run(*held[:1], *held[3:])[2].startswith("锚文件记下过第1条")
    assert run("verify", "--anchor", str(tmp_path / "none"))[0] == 2


def test_a_store_that_did_not_get_its_tables_is_not_said_to_be_built(run, monkeypatch, data_copy):
    monkeypatch.setenv("PLAN_HOME", str(data_copy.parent))
    monkeypatch.setattr(build, "built_from", lambda store: None)
    status, out, err = run("build")
    assert (status, out) == (2, "")
    assert "没有建成" in err and not list(data_copy.glob("plan.duckdb*"))


def test_the_audit_prints_lines_that_can_be_read_and_the_likely_reason(run):
    status, out, err = run("audit")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, err) == (0, "")
    assert list(rows[0]) == ["rule", "severity", "lines", "what", "computation", "gap", "reason"]
    assert all(row["reason"] and row["lines"].replace(";", "").isdigit() for row in rows)


def test_a_busy_ledger_is_one_sentence(run, monkeypatch):
    def busy():
        raise ledger.LedgerBusy("ledger.duckdb 正被另一个程序写入。")

    monkeypatch.setattr(Ledger, "state", lambda self: busy())
    assert run("assess", "--year", "2018") == (1, "", "ledger.duckdb 正被另一个程序写入。\n")


def test_a_store_that_cannot_be_opened_is_one_sentence(run, monkeypatch):
    def locked(data, store, free):
        raise queries.StoreError("IO Error: locked")

    monkeypatch.setattr(build, "ensure", locked)
    status, out, err = run("assess", "--year", "2018")
    assert (status, out) == (1, "")
    assert err.startswith("打不开 plan.duckdb（IO Error: locked）")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("assess",), "缺少 --year"),
        (("assess", "--year", "x"), "--year 写成了 'x'"),
        (("nonsense",), "COMMAND 不能是 'nonsense'"),
        (("assess", "--year", "2018", "--strange"), "不认识 --strange"),
        (("import", "没有.csv", "--area", "天元区", "--year", "2018"), "没有这个文件"),
        (("measure", "--method", "open_sdg", "--input", "没有.csv"), "没有这个文件"),
    ],
)
def test_a_wrong_call_is_answered_in_chinese(run, capsys, arguments, message):
    try:
        status, _, err = run(*arguments)
    except SystemExit as ended:
        status, err = ended.code, capsys.readouterr().err
    assert status == 2
    assert message in err
    assert not re.search(r"usage|required|invalid|Errno|codec|No such", err)


def test_a_table_goes_into_a_file_that_excel_reads(run, tmp_path):
    path = tmp_path / "表.csv"
    printed = run("show", "target")[1]
    assert run("show", "target", "-o", str(path)) == (0, "", "")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") and path.read_text(encoding="utf-8-sig") == printed
    status, _, err = run("show", "target", "-o", str(tmp_path / "没有" / "表.csv"))
    assert status == 2 and "没有这个文件或文件夹" in err


def test_show_reaches_what_was_entered(run):
    ledger_at().write([entry("unit_set", {"name": "甲局"})], Person("示例甲", ADMIN))
    assert pd.read_csv(io.StringIO(run("show", "ledger.unit")[1]))["name"].tolist() == ["甲局"]
    assert "ledger.figure" in run("show", "nonsense")[2]
