"""The export page and the downloads under tables, as a user meets them."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib import __main__ as cli
from lib.intake.template import template
from lib.report import files
from lib.text import exports
from tests.homes import ABOUT, copied

ROOT = Path(__file__).resolve().parents[2]


def app(**query) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in query.items():
        test.query_params[key] = value
    return test.switch_page("pages/present/exports.py").run()


def disabled(test: AppTest) -> list[bool]:
    """Whether each download of a file is still shut."""
    return [button.proto.disabled for button in test.get("download_button") if button.proto.label.startswith("下载 ")]


def test_files_are_made_once_asked_for_and_go_stale_with_the_filter():
    test = app(area="天元区", year="2016")
    assert test.header[0].value == "导出：天元区“十三五”规划2016年度实施情况评估报告"
    assert all(disabled(test))
    next(button for button in test.button if button.label == "生成文件").click().run()
    assert not test.exception
    assert not any(disabled(test))
    _, made = test.session_state["exports"]
    for data in made.values():
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    test.query_params["year"] = "2018"
    test.session_state["year"] = 2018
    test.run()
    assert all(disabled(test))
    assert any("要重新生成" in caption.value for caption in test.caption)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("园区", "河西示范园“十三五”规划目标实施情况评估报告（2018年）"),
        ("领域", "株洲高新区、天元区“十三五”规划经济发展领域实施情况评估报告（2018年）"),
        ("百亿工程", "“十三五”规划百亿工程实施情况评估报告（2018年）"),
    ],
)
def test_every_kind_can_be_chosen_by_link(kind, title):
    test = app(year="2018", report=kind)
    assert not test.exception
    assert test.header[0].value == f"导出：{title}"


def test_a_park_without_targets_says_what_the_files_hold():
    test = app(year="2018", report="园区", of_park="田心高科园")
    assert "没有为田心高科园单独设定目标条款" in test.info[0].value


@pytest.mark.parametrize("ending", files.KINDS)
def test_files_of_the_training_set_from_the_command_line_say_so(ending, tmp_path, monkeypatch, store):
    monkeypatch.setenv("PLAN_HOME", str(copied(tmp_path).folder))
    path = tmp_path / f"file.{files.KINDS[ending].ending}"
    assert cli.main(["export", ending, "--kind", "flagship", "--year", "2018", "-o", str(path), "--demo"]) == 0
    parts = zipfile.ZipFile(path)
    pages = {"pptx": "ppt/slides/slide", "docx": "word/header", "xlsx": "xl/worksheets/sheet"}[path.suffix[1:]]
    texts = [parts.read(name).decode() for name in parts.namelist() if name.startswith(pages) and name.endswith(".xml")]
    assert len(texts) >= 2
    assert all("演示数据" in text for text in texts)


def test_a_table_of_the_training_set_says_so_in_sheet_head_and_file_name():
    book = openpyxl.load_workbook(
        io.BytesIO(files.table(pd.DataFrame({"值": [1.5]}), "标题", exports.mark(True), about=ABOUT))
    )
    assert book.active["A1"].value.startswith("【演示数据")
    assert "演示数据" in book.active.oddHeader.left.text
    assert (
        "演示"
        not in openpyxl.load_workbook(io.BytesIO(files.table(pd.DataFrame({"值": [1.5]}), "标题", about=ABOUT)))
        .active["A1"]
        .value
    )
    assert exports.named("表", True) == "表-演示数据"
    assert (
        exports.csv(pd.DataFrame({"值": [1.5]})).decode("utf-8-sig") == "值\n1.5\n"
    )  # the name of the file says it: a CSV stays readable for machines


def test_a_template_of_the_training_set_says_so():
    made = template([], "天元区", 2018, exports.mark(True), about=ABOUT)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert all("演示数据" in sheet.oddHeader.center.text for sheet in book)
    assert book["填报"]["A2"].value.startswith("演示数据")
