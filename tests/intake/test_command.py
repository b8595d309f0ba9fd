"""`python -m lib template` and `import`: the same preview as on the page; nothing is recorded unless asked."""

import os
from pathlib import Path

import pytest

from lib.intake import submit
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry, mark
from lib.plan.opened import Plan
from tests.homes import ledger_at
from tests.test_cli import run  # noqa: F401 - a fixture

SHEET = "指标,单位,数值\n粮食产量,万吨,10.2\n城镇登记失业率,%,许多\n"
WHERE = ("--area", "天元区", "--year", "2016")


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "表.csv"
    path.write_text(SHEET, encoding="gb18030")
    return path


def records() -> list:
    return ledger_at(Path(os.environ["PLAN_LEDGER"])).records()


def test_a_sheet_is_previewed_and_only_recorded_when_asked(run, sheet):  # noqa: F811
    status, out, err = run("import", str(sheet), *WHERE)
    assert (status, records()) == (1, [])
    assert out.splitlines()[1].startswith("新增,粮食产量,天元区,2016,—,10.2万吨")
    assert "错误 C3：读到“许多”，应为一个数。" in err
    status, _, err = run("import", str(sheet), *WHERE, "--record", "--who", "示例甲")
    assert (status, records()) == (1, [])
    assert "--good-rows" in err
    assert run("import", str(sheet), *WHERE, "--record", "--good-rows")[0] == 2, "nobody handed it in"
    assert run("import", str(sheet), *WHERE, "--record", "--good-rows", "--who", "示例甲", "--why", "年报")[0] == 0
    assert [(r.who, r.payload["value"], r.why, r.file[:4]) for r in records()] == [("示例甲", 10.2, "年报", "表.cs")]


def test_a_template_is_written_and_is_not_yet_filled_in(run, store, tmp_path):  # noqa: F811
    path, asked = tmp_path / "t.xlsx", submit.asked(Plan(store), 2016, "天元区")
    assert run("template", *WHERE, "--output", str(path))[:2] == (0, f"已写出 {path}：{len(asked)}项\n")
    status, _, err = run("import", str(path), *WHERE)
    assert status == 2
    assert "没有一行填了数值" in err
    assert run("template", "--area", "长沙", "--year", "2016", "--output", str(path))[0] == 2


def test_a_template_that_cannot_be_written_says_so_and_leaves_nothing(run, tmp_path, monkeypatch):  # noqa: F811
    status, out, err = run("template", *WHERE, "--output", str(tmp_path / "没有这个文件夹" / "t.xlsx"))
    assert (status, out) == (2, "")
    assert "写不了" in err and "请检查文件夹是否存在" in err and "Traceback" not in err
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"filled in")

    def full(self, data):
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    status, _, err = run("template", *WHERE, "--output", str(path))
    assert status == 2 and "No space left on device" in err
    assert [file.name for file in tmp_path.iterdir() if ".xlsx" in file.name] == ["t.xlsx"]
    assert path.read_bytes() == b"filled in"


def test_a_file_compared_with_what_somebody_has_changed_meanwhile_is_not_recorded(run, sheet, monkeypatch):  # noqa: F811
    fields = {
        "area": "天元区",
        "indicator": "grain_output",
        "measure": "level",
        "since": None,
        "year": 2016,
        "operator": "=",
        "value": 9.0,
    }
    compare = submit.compare

    def late(figures, pending):
        """Another person hands in while this one is being compared."""
        ledger_at(Path(os.environ["PLAN_LEDGER"])).write([entry("figure_submitted", fields)], Person("示例乙", ADMIN))
        return compare(figures, pending)

    monkeypatch.setattr(submit, "compare", late)
    status, _, err = run("import", str(sheet), *WHERE, "--record", "--good-rows", "--who", "示例甲")
    assert status == 2
    assert "示例乙" in err and "刚改过同一项" in err
    assert [record.who for record in records()] == ["示例乙"]


def test_progress_of_projects_is_recorded_whole_or_not_at_all(run, tmp_path):  # noqa: F811
    path = tmp_path / "进展.csv"
    head = "项目,日期,阶段,完成比例,来源\n枫溪大桥,2018-06-30,在建,60,住建局\n"
    path.write_text(head + "湘江七桥,2018-06-30,开工,10,住建局\n", encoding="utf-8")
    status, _, err = run("import", "project_event", str(path), "--who", "示例甲")
    assert status == 1
    assert "进展.csv 第3行「阶段」：读到“开工”，应为" in err
    assert "没有记录任何内容" in err
    path.write_text(head, encoding="utf-8")
    assert run("import", "project_event", str(path))[0] == 2, "nobody recorded it"
    status, _, err = run("import", "project_event", str(path), "--who", "示例甲")
    assert (status, err) == (0, "已记录1条项目进展。\n")
    status, _, err = run("import", "project_event", str(path), "--who", "示例甲")
    assert (status, len(records())) == (0, 1), "the same file a second time"
    assert err.endswith("台账里都已有，没有新的内容要记录。\n")


def test_questions_are_answered_before_anything_is_recorded(run, tmp_path):  # noqa: F811
    path = tmp_path / "表.csv"
    path.write_text("指标,单位,数值,年份\n粮食产量,万吨,10.2,2016年1-9月\n", encoding="utf-8")
    status, _, err = run("import", str(path), *WHERE, "--record", "--who", "示例甲")
    assert (status, records()) == (1, [])
    assert "写的是1—9月" in err and "--checked" in err
    assert run("import", str(path), *WHERE, "--record", "--who", "示例甲", "--checked")[0] == 0
    path.write_text(
        "单位：万元,,,,\n项目,日期,阶段,完成投资,来源\n枫溪大桥,2018-06-30,在建,12000,住建局\n", encoding="utf-8"
    )
    status, _, err = run("import", "project_event", str(path), "--who", "示例甲")
    assert (status, len(records())) == (1, 1)
    assert "疑问 表.csv 第3行「完成投资」" in err
    assert run("import", "project_event", str(path), "--who", "示例甲", "--checked")[0] == 0
    assert records()[-1].payload["investment"] == 1.2


def test_figures_need_an_area_and_a_year(run, tmp_path):  # noqa: F811
    status, _, err = run("import", str(tmp_path / "a.csv"))
    assert (status, "--area" in err) == (2, True)


def test_an_approved_figure_is_not_changed_without_a_reason(run, tmp_path):  # noqa: F811
    book = ledger_at(Path(os.environ["PLAN_LEDGER"]))
    figure = {"area": "天元区", "indicator": "grain_output", "measure": "level", "since": None, "year": 2016}
    book.write([entry("figure_submitted", figure | {"operator": "=", "value": 10.1})], Person("示例甲", ADMIN))
    book.write([mark("figure_approved", book.state().rows("figure")[0])], Person("示例甲", ADMIN))
    path = tmp_path / "表.csv"
    path.write_text("指标,单位,数值\n粮食产量,万吨,10.3\n", encoding="utf-8")
    command = ("import", str(path), *WHERE, "--record", "--checked", "--who", "示例甲")
    status, _, err = run(*command)
    assert (status, len(records())) == (1, 2)
    assert "有1项更改已有的数" in err and "--why" in err
    assert run(*command, "--why", "年报更正")[0] == 0
    assert records()[-1].why == "年报更正"


def test_months_are_imported_by_command_with_the_questions_of_the_page(run, tmp_path):  # noqa: F811
    path, what = tmp_path / "月报.csv", ("--area", "天元区", "--year", "2018")
    text = "2018年\n指标,单位,1月,2月,3月\n财政总收入,亿元,6,5,{}\n"
    path.write_text(text.format(7), "utf-8")
    call = ("import", "month", str(path), *what, "--who", "示例甲")
    status, out, err = run(*call)
    assert (status, records()) == (0, []) and out.count("财政总收入") == 3 and "按当期读入" in err
    status, _, err = run(*call, "--record")
    assert (status, records()) == (1, []) and "--checked" in err
    assert run(*call, "--record", "--checked")[0] == 0
    assert [(r.payload["span"], r.payload["own"]) for r in records()] == [
        ("2018-01", 6.0),
        ("2018-02", 5.0),
        ("2018-03", 7.0),
    ]
    assert "没有新的内容" in run(*call, "--record", "--checked")[2]
    path.write_text(text.format(8), "utf-8")
    status, _, err = run(*call, "--record", "--checked")
    assert status == 1 and "--why" in err and len(records()) == 3
    assert run(*call, "--record", "--checked", "--why", "财政局更正")[0] == 0 and records()[-1].why == "财政局更正"
    path.write_text(text.format(9), "utf-8")
    final = (*call, "--record", "--checked", "--release", "定报")
    assert run(*final)[0] == 0, "a final figure replaces a preliminary one without a reason"
    path.write_text(text.format(7), "utf-8")
    assert run(*final)[0] == 1 and run(*final, "--why", "统计局更正")[0] == 0


def test_a_monthly_sheet_with_an_error_records_nothing_unless_good_rows_are_meant(run, tmp_path):  # noqa: F811
    path = tmp_path / "月报.csv"
    path.write_text("2018年\n指标,单位,1-2月,1-3月\n财政总收入,亿元,11,18\n税收收入,人,5,6\n", "utf-8")
    call = ("import", "month", str(path), "--area", "天元区", "--year", "2018", "--who", "示例甲", "--checked")
    status, _, err = run(*call, "--record")
    assert (status, records()) == (1, []) and "不能换算" in err
    assert run(*call, "--record", "--good-rows")[0] == 0 and len(records()) == 2
    assert run("import", "month", str(path), "--area", "长沙", "--year", "2018")[0] == 2
    assert run("import", "month", str(path))[0] == 2
