"""The page 汇报 without a browser: every kind of report, links, wrong files."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.plan.source import Source
from lib.report.deck.choice import Choice, to_file

ROOT = Path(__file__).resolve().parents[2]
BRIEFING = "pages/present/briefing.py"


def briefing(**query) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(BRIEFING).run()


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("年度评估", "高新区·天元区“十三五”规划2016年度评估"),
        ("园区", "河西示范园：“十三五”规划进展（2016年）"),
        ("领域", "经济发展：“十三五”规划进展（2016年）"),
        ("百亿工程", "六大百亿工程：“十三五”规划进展（2016年）"),
    ],
)
def test_every_kind_of_report(kind, title):
    test = briefing(year="2016")
    test.segmented_control(key="report").set_value(kind).run()
    assert not test.exception
    assert test.header[0].value == title


def test_a_midterm_is_of_its_own_year_alone():
    test = briefing(year="2016")
    test.segmented_control(key="report").set_value("中期评估").run()
    assert not test.exception and not test.header
    assert "中期评估是2018年的，没有2016年的" in test.info[0].value
    test = briefing(year="2018", report="中期评估")
    assert test.header[0].value == "高新区·天元区“十三五”规划中期评估（2018年）"


def test_another_report_starts_with_all_its_slides():
    test = briefing(year="2016")
    test.session_state["briefing"] = Choice(("cover", "judgement"))
    test.run()
    assert not test.button[-1].disabled
    test.segmented_control(key="report").set_value("百亿工程").run()
    assert test.session_state["briefing"].keys is None


def test_a_wrong_file_leaves_all_as_it_is():
    test = briefing(year="2016")
    test.session_state["briefing"] = Choice(("cover", "judgement"))
    test.run()
    test.file_uploader(key="briefing-file").upload("选页.json", b"{}", "application/json").run()
    assert "不是在“汇报”页保存的文件" in test.error[0].value
    assert test.session_state["briefing"].keys == ("cover", "judgement")


def test_a_saved_choice_opens_its_own_report():
    test = briefing(year="2016")
    saved = to_file(Choice(("park", "decisions")), {"kind": "park", "area": None, "year": 2018, "of": "新马科技工业园"})
    test.file_uploader(key="briefing-file").upload("选页.json", saved, "application/json").run()
    assert not test.exception and not test.error
    assert test.header[0].value == "新马科技工业园：“十三五”规划进展（2018年）"
    assert test.session_state["briefing"].keys == ("park", "decisions")


def test_what_is_asked_of_the_meeting_can_be_reworded():
    test = briefing(year="2016")
    (area,) = [one for one in test.text_area if one.label.startswith("一行一件")]
    assert area.value.startswith("赶进度：")
    area.set_value("定目标：下调一项\n报省里")
    next(one for one in test.button if one.label == "改好").click().run()
    assert not test.exception
    kept = test.session_state["briefing"]
    assert kept.texts == (("text-0", "提请会议议定2件事", "定目标：下调一项\n报省里", ""),)
    assert "text-0" in kept.keys and "decisions" not in kept.keys


def test_the_cover_is_filled_in_and_a_picture_taken():
    test = briefing(year="2016")
    test.text_input(key="cover-meeting").set_value("某次会议")
    next(one for one in test.button if one.label == "写上封面").click().run()
    assert test.session_state["briefing"].letter.meeting == "某次会议"
    next(one for one in test.text_input if one.label.startswith("标题")).set_value("现场")
    test.file_uploader(key="own-picture").upload("a.png", b"no", "image/png")
    next(one for one in test.button if one.label == "加入").click().run()
    assert "不是能用的图片" in test.error[0].value and len(test.session_state["briefing"].pictures) == 0


def test_a_wrong_master_of_the_office_is_told_with_the_mend(monkeypatch, tmp_path):
    wrong = tmp_path / "master.pptx"
    wrong.write_bytes(b"no")
    monkeypatch.setattr(Source, "own", lambda self, name: wrong)
    test = briefing(year="2016")
    assert not test.exception and "打不开" in test.error[0].value and "自带的母版" in test.error[0].value
