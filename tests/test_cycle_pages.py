"""The pages of the year's cycle on an empty and on a filled ledger, and what each of their buttons does to it."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.cycle import evidence
from lib.ledger import attachments
from lib.ledger import file as ledger
from lib.ledger.ledger import Ledger
from lib.ledger.organising import SECOND
from lib.ledger.permission import ADMIN, OFFICE, Person
from lib.ledger.record import Entry, entry, mark
from lib.plan.opened import open_plan
from lib.text import words as w
from lib.ui.cycle import warnings as warned
from lib.ui.monitor import overview
from tests.homes import HOME, ledger_at
from tests.test_pages import ROOT, judged, words

CHIEF, CLERK = Person("示例甲", ADMIN), Person("示例乙", OFFICE)
MONTH = {"area": "天元区", "indicator": "gdp", "span": "2018-Q2", "release": "定报", "total": 160.0}
COMPARED = "与另一次比较"
CYCLE = ["review", "annual", "evaluation", "warnings", "adjust"]


@pytest.fixture
def book() -> Ledger:
    """The ledger of the test, in which the person at work is known by name."""
    own = ledger_at()
    own.write([entry("unit_set", {"name": "示例局"})], CHIEF)
    return own


def figure(value, indicator="gdp", year=2018, measure="level", since=None, **more):
    fields = {
        "area": "天元区",
        "indicator": indicator,
        "measure": measure,
        "since": since,
        "year": year,
        "operator": "=",
        "value": value,
    }
    return entry("figure_submitted", fields | more, "", "天元区-2018.xlsx")


def submitted(book, *values):
    book.write([figure(value, price_basis="current") for value in values], CLERK)


def known(book, *figures):
    """Figures that count."""
    book.write(list(figures), CLERK)
    book.write(
        [mark("figure_approved", row) for row in book.state().rows("figure") if row["status"] == "submitted"], CHIEF
    )


def app(page, who="示例甲", **query) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if who in [record.who for record in ledger_at().records()]:
        test.session_state["who"] = who
    for key, value in ({"year": "2018"} | query).items():
        test.query_params[key] = value
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception
    return test


def opened(evaluation: str, **query) -> AppTest:
    return app("cycle/evaluation", name=evaluation, **query)


def frozen_now(**query) -> AppTest:
    """The page of the evaluation, once one was frozen of the area on it."""
    return press(app("cycle/evaluation", area="天元区", **query), "冻结")


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label.startswith(label)).click()
    test.run()
    assert not test.exception
    return test


def field(test: AppTest, label: str):
    return next(
        widget
        for group in (test.text_input, test.text_area, test.date_input, test.selectbox, test.number_input)
        for widget in group
        if widget.label.startswith(label)
    )


def tick(test: AppTest, table: str, *rows: int) -> AppTest:
    key = next(drawn.proto.id.split("-", 2)[2] for drawn in test.dataframe if f"-{table}-" in drawn.proto.id)
    test.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return test.run()


@pytest.mark.parametrize(
    ("page", "title", "told"),
    [
        ("review", "审核：没有待审核的数", "通过之后才计入结论"),
        ("annual", "天元区2018年度计划尚未下达", "路径值是五年目标在当年的值"),
        ("evaluation", "评估：还没有做过", "冻结一次评估"),
        ("warnings", "2018年预警：没有", "也不能说没有问题"),
        ("adjust", "调整：目标没有调整过", "原目标保留"),
    ],
)
def test_an_empty_ledger_says_what_is_missing(page, title, told):
    test = app(f"cycle/{page}", area="天元区")
    assert test.header[0].value.startswith(title)
    assert told in words(test)
    assert not test.error


def test_a_cancelled_clause_is_not_there_to_be_assigned(book):
    """T117a is one of two clauses of its indicator; T129a is the only one."""
    basis = {"change": "取消", "number": "1号", "date": "2018-09-28", "body": "区人大常委会"}
    assert app("cycle/duties").header[0].value.startswith(f"责任分解0%：{len(judged())}项目标条款")
    book.write([entry("target_adjusted", {"clause": key} | basis, "示例") for key in ("T117a", "T129a")], CHIEF)
    test = app("cycle/duties", duty="天元区.gdp")
    assert test.header[0].value.startswith(f"责任分解0%：{len(judged()) - 2}项目标条款")
    assert "没有符合条件的事项" not in words(test)
    assert "没有符合条件的事项" in words(app("cycle/duties", duty="天元区.service_share"))


def test_a_unit_is_not_asked_about_a_cancelled_clause(book):
    book.write([entry("duty_assigned", {"thing": "天元区.service_share", "lead": "示例局", "person": ""})], CHIEF)
    assert "待办：填报1项" in app("cycle/unit", unit="示例局").header[0].value
    basis = {"change": "取消", "number": "1号", "date": "2018-09-28", "body": "区人大常委会"}
    book.write([entry("target_adjusted", {"clause": "T129a"} | basis, "示例")], CHIEF)
    assert "没有分解给它的指标" in app("cycle/unit", unit="示例局").header[0].value


def test_the_plan_is_the_source_of_its_own_clauses_only(book):
    added = {
        "clause": "N001",
        "change": "新增",
        "name": "示例目标",
        "area": "天元区",
        "indicator": "gdp",
        "type": "level",
        "operator": ">=",
        "value": 500.0,
        "year": 2020,
        "unit": "亿元",
    }
    basis = {"number": "1号", "date": "2018-09-28", "body": "区人大常委会"}
    book.write(
        [
            entry("target_adjusted", added | basis, "示例"),
            entry("target_adjusted", {"clause": "T129a", "change": "取消"} | basis, "示例"),
        ],
        CHIEF,
    )
    table = app("about/sources").dataframe[0].value
    assert table["目标条款"].sum() == table["目标条款"].max() == len(judged())


def test_no_warning_is_told_apart_from_no_data(book):
    known(book, figure(351.2, price_basis="current"))
    assert "2018年可评的1项条款都没有落后于五年进度或年度计划" in words(app("cycle/warnings", area="天元区"))


def test_a_figure_is_approved_and_counts(book):
    submitted(book, 351.2)
    test = app("cycle/review")
    row = test.dataframe[0].value.iloc[0]
    assert (row["新值"], row["原值"], row["路径值"], row["填报人"]) == ("351.2亿元", "—", "351.1亿元", "示例乙")
    before = app("monitor/indicators", clause="T117b")
    assert "已填报、待审核，未计入结论：2018年351.2亿元" in words(before)
    assert "无法评估" in before.subheader[0].value
    press(tick(test, "review", 0), "通过所选（1）")
    assert test.header[0].value == "审核：没有待审核的数"
    after = app("monitor/indicators", clause="T117b")
    assert "达到进度" in after.subheader[0].value
    assert after.dataframe[-1].value["做了什么"].tolist() == ["通过", "填报"]


def test_several_at_once_and_a_return_needs_a_reason(book):
    submitted(book, 351.2)
    book.write([figure(48.0, "service_share"), figure(130.0, "fiscal_revenue", price_basis="current")], CLERK)
    test = app("cycle/review")
    wrong = [n for n, value in enumerate(test.dataframe[0].value["新值"]) if not value.startswith("48")]
    press(tick(test, "review", *wrong), "退回所选（2）")
    assert "请写明理由" in test.error[0].value
    assert {row["status"] for row in book.state().rows("figure")} == {"submitted"}
    field(test, "理由").set_value("口径应为规模以上")
    press(test, "退回所选（2）")
    assert [row["status"] for row in book.state().rows("figure")] == ["returned", "submitted", "returned"]
    assert book.state().rows("figure")[0]["marked_why"] == "口径应为规模以上"
    assert test.header[0].value.startswith("审核：1个数待审核")


def test_ticks_do_not_pass_over_to_the_figures_of_another_area(book):
    other = figure(700.0, area="高新区", price_basis="current")  # its subject is that area's too, as in the product
    book.write([other, figure(351.2, price_basis="current")], CLERK)
    test = tick(app("cycle/review"), "review", 0)
    assert [button.label for button in test.button if button.label.startswith("通过所选")] == ["通过所选（1）"]
    for area in ("天元区", "高新区"):
        test.segmented_control(key="area").set_value(area).run()
        assert len(test.dataframe[0].value) == 1
        assert [button.label for button in test.button if button.label.startswith("通过所选")] == ["通过所选（0）"]


def test_a_jump_against_the_year_before_is_marked(book):
    known(book, figure(100.0, "fiscal_revenue", 2017, price_basis="current"))
    book.write([figure(145.0, "fiscal_revenue", price_basis="current")], CLERK)
    assert app("cycle/review").dataframe[0].value["比上年"].tolist() == ["+45.0%（跳变）"]


def test_the_most_unusual_figure_comes_first_and_others_are_filtered_out(book):
    known(book, figure(300, year=2017, price_basis="current"))
    book.write([figure(310, price_basis="current"), figure(900, year=2018, indicator="fiscal_revenue")], CLERK)
    book.write([figure(9000, price_basis="current")], CLERK)
    test = app("cycle/review")
    shown = test.dataframe[0].value
    assert shown["新值"].iloc[0] == "9,000亿元" and "比上年跳变" in shown["须留意"].iloc[0]
    calm = app("cycle/review", notable="无异常").dataframe[0].value
    assert 0 < len(calm) < len(shown) and calm["须留意"].isna().all()


def test_a_person_is_told_which_figures_another_one_must_approve(book):
    book.write([entry("setting_set", {"name": SECOND, "value": "是"})], CHIEF)
    book.write([figure(310, price_basis="current")], CHIEF)
    test = tick(app("cycle/review"), "review", 0)
    assert "由另一人通过" in words(test)
    assert next(b for b in test.button if b.label.startswith("通过所选")).disabled


def test_ticks_made_on_an_older_state_approve_nothing(book):
    submitted(book, 351.2)
    test = tick(app("cycle/review"), "review", 0)
    submitted(book, 999.0)
    press(test, "通过所选")
    assert {row["status"] for row in book.state().rows("figure")} == {"submitted"}


def issue(test, number="株天政发〔2018〕1号"):
    field(test, "文号").set_value(number)
    field(test, "下达日期").set_value(date(2018, 1, 20))
    agree(test, "下达后锁定")
    return press(test.run(), "下达（")


def agree(test, text):
    next(box for box in test.checkbox if text in box.label).check()


def test_an_annual_plan_is_adjusted_with_a_reason_issued_and_measured_against(book):
    known(book, figure(345.0, price_basis="current"))
    test = app("cycle/annual", area="天元区")
    key = "annual-天元区-2018#0-years"
    position = test.dataframe[0].value["条款"].tolist().index("T117b")
    edits = {"edited_rows": {position: {"年度计划值": 340.0}}, "added_rows": [], "deleted_rows": []}
    test.session_state[key] = edits
    test.run()
    assert "没有写调整理由：地区生产总值" in test.warning[0].value
    edits["edited_rows"][position]["调整理由"] = "投资放缓"
    test.session_state[key] = edits
    press(test.run(), "保存草稿（1项改动）")
    assert book.state().get("annual", "T117b", 2018)["value"] == 340.0
    issue(test)
    assert "已下达50项：1项达到，3项未达到，46项缺数据" in test.header[0].value
    row = test.dataframe[0].value.set_index("条款").loc["T117b"]
    assert (row["年度计划"], row["路径值"], row["当年实际"], row["年度结论"], row["五年结论"]) == (
        "≥ 340亿元",
        "351.1亿元",
        "345亿元",
        "▲ 达到",
        "▽ 略有滞后",
    )
    clause = app("monitor/indicators", clause="T117b")
    assert (
        "2018年度计划：≥ 340亿元（株天政发〔2018〕1号（2018-01-20），投资放缓）；当年345亿元，:green-badge[▲ 达到]"
        in words(clause)
    )
    assert clause.dataframe[0].value.set_index("条款").loc["T117b", "年度计划"] == "≥ 340亿元 ▲ 达到"


def test_a_value_that_is_cleared_is_taken_out_of_the_plan_and_can_be_put_back(book):
    test = app("cycle/annual", area="天元区")
    position = test.dataframe[0].value["条款"].tolist().index("T117b")

    def typed(saves, value, reason):
        edits = {
            "edited_rows": {position: {"年度计划值": value, "调整理由": reason}},
            "added_rows": [],
            "deleted_rows": [],
        }
        test.session_state[f"annual-天元区-2018#{saves}-years"] = edits
        test.run()

    typed(0, 340.0, "投资放缓")
    press(test, "保存草稿（1项改动）")
    typed(1, None, None)
    press(test, "保存草稿（1项改动）")
    assert book.state().get("annual", "T117b", 2018)["value"] is None
    shown = app("cycle/annual", area="天元区").dataframe[0].value.set_index("条款")
    assert pd.isna(shown.loc["T117b", "年度计划值"]) and shown.loc["T117b", "路径值"] == 351.1
    typed(2, 345.0, "重新列入")
    press(test, "保存草稿（1项改动）")
    assert book.state().get("annual", "T117b", 2018)["value"] == 345.0


def test_a_value_that_is_cleared_is_not_issued(book):
    test = app("cycle/annual", area="天元区")
    position = test.dataframe[0].value["条款"].tolist().index("T117b")
    edits = {"edited_rows": {position: {"年度计划值": None}}, "added_rows": [], "deleted_rows": []}
    test.session_state["annual-天元区-2018#0-years"] = edits
    test.run()
    issue(test)
    assert "T117b" not in set(test.dataframe[0].value["条款"]) and "已下达49项" in test.header[0].value


def test_one_area_can_be_issued_after_the_other(book):
    issue(app("cycle/annual", area="天元区"))
    test = app("cycle/annual", area="高新区")
    assert "高新区2018年度计划尚未下达" in test.header[0].value
    issue(test, "2号")
    assert {(row["area"], row["year"]) for row in book.state().rows("issue")} == {("天元区", 2018), ("高新区", 2018)}


def late(book):
    known(book, figure(300.0, price_basis="current"), figure(48.6, "service_share"))


def test_an_evaluation_is_frozen_explained_and_published(book):
    late(book)
    test = frozen_now(part="解释说明")
    one = book.state().rows("evaluation")[0]
    assert (one["name"], one["type"], one["year"], one["status"]) == ("天元区2018年中期评估", "midterm", 2018, "frozen")
    row = next(r for r in one["rows"] if r["clause"] == "T117b")
    assert (row["verdict"], row["actual"], row["sources"][0]) == (
        "滞后",
        "300亿元（2018）",
        "2015年268.4亿元（现价）：规划第16行",
    )
    assert any("ln(300/268.4) ÷ ln(420/268.4) = 24.9%" in step for step in row["arithmetic"])
    assert next(b for b in test.button if b.label == "公开").disabled
    assert "2项须说明，已说明0项，还缺2项，补齐前不能公开" in words(test)
    for _ in range(2):
        for label, value in (("原因", "需求放缓"), ("措施", "稳投资"), ("责任单位", "示例局")):
            field(test, label).set_value(value)
        field(test, "新时限").set_value(date(2019, 12, 31))
        press(test.run(), "保存说明")
    agree(test, "可以公开")
    press(test.run(), "公开")
    one = book.state().rows("evaluation")[0]
    assert one["status"] == "published"
    assert {item["clause"] for item in one["explanations"]} == {"T117b", "T129a"}
    assert "公开后不再改动" in words(test)
    assert not [b for b in test.button if b.label in ("公开", "作废", "保存说明")]
    field(test, "撤回的理由").set_value("一处说明有误")
    test = press(test.run(), "撤回公开")
    one = book.state().rows("evaluation")[0]
    assert (one["status"], one["marked_why"]) == ("recalled", "一处说明有误")
    agree(test, "可以公开")
    press(test.run(), "公开")
    assert book.state().rows("evaluation")[0]["status"] == "published"


def test_evidence_is_attached_and_listed_with_the_evaluation(book):
    late(book)
    test = frozen_now(part="依据文件")
    assert "依据文件0份" in words(test)
    rows = book.state().rows("figure")
    data = b"%PDF-1.7"
    fields = {"matter": "figure", "about": str(rows[-1]["key"]), "name": "公报.pdf", "size": len(data), "type": "pdf"}
    digest = attachments.keep(attachments.folder(book.path), data)
    book.write([entry("evidence_attached", fields | {"sha256": digest})], CHIEF)
    test = app("cycle/evaluation", area="天元区", part="依据文件")
    listed = next(d.value for d in test.dataframe if "SHA-256" in d.value)
    assert listed[["文件", "SHA-256"]].values.tolist() == [["公报.pdf", digest]]
    drawn = next(d.value for d in test.dataframe if "核查结果" in d.value)
    assert sorted(drawn["依据文件"])[-1] != "公报.pdf" and "公报.pdf" in set(drawn["依据文件"])
    field(test, "文件").set_value(book.state().rows("evidence")[0]["seq"])
    field(test, "撤下的理由").set_value("附错了")
    press(test.run(), "撤下")
    assert book.state().rows("evidence")[0]["status"] == "withdrawn"


def test_a_file_is_uploaded_for_the_figures_that_are_ticked(book):
    book.write([figure(351.2, price_basis="current")], CLERK)
    test = app("cycle/entry", area="天元区")
    test = tick(test, "填报-天元区-2018", 0)
    test.file_uploader[-1].upload("公报.pdf", b"%PDF-1.7", "application/pdf").run()
    press(test, "附到所选的1项")
    [row] = book.state().rows("evidence")
    assert (row["about"], row["type"], row["size"]) == ("2", "pdf", 8)
    assert attachments.held(attachments.folder(book.path), row["sha256"]) == b"%PDF-1.7"


def test_publishing_and_issuing_ask_for_confirmation(book):
    test = app("cycle/annual", area="天元区")
    field(test, "文号").set_value("1号")
    field(test, "下达日期").set_value(date(2018, 1, 20))
    assert next(b for b in test.run().button if b.label.startswith("下达（")).disabled


def test_an_issued_plan_is_taken_back_with_a_reason_and_issued_again(book):
    test = issue(app("cycle/annual", area="天元区"))
    field(test, "收回的理由").set_value("投资计划有误")
    test = press(test.run(), "收回更正")
    assert "尚未下达" in test.header[0].value
    assert [(row["status"], row["why"]) for row in book.state().rows("issue")] == [("reopened", "投资计划有误")]
    assert "年度计划已下达" in issue(test, "2号").header[0].value
    assert [row["number"] for row in book.state().rows("issue")] == ["2号"]


def test_an_approval_is_taken_back_on_the_page(book):
    known(book, figure(345.0, price_basis="current"))
    test = app("cycle/review", area="天元区")
    field(test, "撤销的理由").set_value("来源更正")
    press(test.run(), "撤销通过")
    assert [row["status"] for row in book.state().rows("figure")] == ["revoked"]


@pytest.mark.parametrize(
    ("page", "label", "text"),
    [("supervision", "事项", "补报增加值"), ("adjust", "批准机关", "区人大常委会"), ("adjust", "理由", "形势变化")],
)
def test_what_is_typed_is_there_again_after_a_switch_of_pages(book, page, label, text):
    test = app(f"cycle/{page}")
    field(test, label).set_value(text)
    test.run()
    test.switch_page("pages/about/help.py").run()
    test.switch_page(f"pages/cycle/{page}.py").run()
    assert field(test, label).value == text


def test_a_draft_of_the_annual_plan_is_there_again_though_a_target_before_it_was_cancelled_meanwhile(book):
    test = app("cycle/annual", area="天元区")
    before, *_ = clauses = test.dataframe[0].value["条款"].tolist()
    position = clauses.index("T117b")
    typed = {"年度计划值": 340.0, "调整理由": "投资放缓"}
    test.session_state["annual-天元区-2018#0-years"] = {
        "edited_rows": {position: typed},
        "added_rows": [],
        "deleted_rows": [],
    }
    test.run()
    test.switch_page("pages/about/help.py").run()
    basis = {"change": "取消", "number": "人发〔2018〕3号", "date": "2018-07-01", "body": "区人大常委会"}
    book.write([entry("target_adjusted", {"clause": before} | basis, "示例")], CHIEF)
    test.switch_page("pages/cycle/annual.py").run()
    table = test.dataframe[0].value.set_index("条款")
    assert before not in table.index
    assert table.loc["T117b", list(typed)].tolist() == [340.0, "投资放缓"]


def test_a_published_evaluation_stays_as_it_was_whatever_comes_after(book):
    late(book)
    frozen_now()
    before = opened("天元区2018年中期评估").dataframe[0].value
    book.write([figure(351.2, price_basis="current")], CLERK)
    known(book)
    after = opened("天元区2018年中期评估")
    assert after.dataframe[0].value.equals(before)
    assert "达到进度" in app("monitor/indicators", clause="T117b").subheader[0].value


def test_an_incomplete_explanation_is_not_stored_and_not_lost(book):
    late(book)
    test = frozen_now(part="解释说明")
    field(test, "原因").set_value("需求放缓")
    press(test.run(), "保存说明")
    assert "说明要写全" in test.error[0].value
    assert field(test, "原因").value == "需求放缓"
    assert book.state().rows("explanation") == []


def test_two_evaluations_are_compared(book):
    late(book)
    frozen_now()
    known(book, figure(351.2, price_basis="current"))
    test = frozen_now()
    assert [row["name"] for row in book.state().rows("evaluation")] == [
        "天元区2018年中期评估",
        "天元区2018年中期评估（2）",
    ]
    test = opened("天元区2018年中期评估（2）", part=COMPARED, **{"with": "天元区2018年中期评估"})
    moved = next(d.value for d in test.dataframe if "方向" in d.value.columns)
    assert moved[["方向", "前", "后", "变动原因", "条款"]].to_numpy().tolist() == [
        ["↑ 改善", "▼ 滞后", "▲ 达到进度", "数据更正：300亿元（2018） → 351.2亿元（2018）", "T117b"]
    ]


def test_any_earlier_evaluation_is_compared_and_freezing_another_keeps_the_page_whole(book):
    late(book)
    for _ in range(3):
        frozen_now()
    first, second, third = [row["name"] for row in book.state().rows("evaluation")]
    test = opened(third, part=COMPARED)
    for earlier in (first, second):
        field(test, "与哪一次比较").set_value(earlier).run()
        assert not test.exception
        assert f"与{earlier}相比" in words(test)
        assert test.subheader[-1].value == "全部评估"
    press(test, "冻结")
    assert f"与{second}相比" in words(test)
    assert test.subheader[-1].value == "全部评估"


def test_a_later_evaluation_is_never_the_earlier_side_of_a_comparison(book):
    late(book)
    for _ in range(2):
        frozen_now()
    first, second = [row["name"] for row in book.state().rows("evaluation")]
    assert f"与{first}相比" in words(opened(first, part=COMPARED, **{"with": second}))


def test_projects_and_tasks_stand_as_they_were_frozen_and_an_old_evaluation_says_that_it_has_none(book):
    listed = {
        "project": "liangxing-danwei-14",
        "year": 2018,
        "total": 5.0,
        "planned": 2.0,
        "begin": None,
        "finish": None,
    }
    book.write([entry("project_listed", listed)], CHIEF)
    frozen_now()
    one = book.state().rows("evaluation")[0]
    book.write([entry("project_listed", listed | {"planned": 9.0})], CHIEF)
    shown = words(opened(one["name"], part="项目与任务"))
    assert "2018年重点项目1个：计划投资2.00亿元" in shown and w.word("notice", "works_not_kept") not in shown
    fields = {name: one[name] for name in ("type", "area", "year", "asof", "rows")}
    Ledger(HOME.ledger, lambda: open_plan(HOME).source.known).write(
        [entry("evaluation_frozen", fields | {"name": "旧的评估"})], CHIEF
    )
    assert w.word("notice", "works_not_kept") in words(opened("旧的评估", part="项目与任务"))
    shown = words(opened("旧的评估", part=COMPARED, **{"with": one["name"]}))
    assert w.word("notice", "works_not_compared") in shown


def test_warnings_name_level_reason_and_since(book):
    late(book)
    test = app("cycle/warnings", area="天元区")
    assert test.header[0].value == "2018年预警2项：红2项、黄0项，2项未分解到单位"
    row = test.dataframe[0].value.set_index("条款").loc["T117b"]
    assert (row["级别"], row["责任单位"], row["原因"], row["起始年份"]) == ("◈ 红", "未分解", "▼ 滞后", "2018年")
    plan = open_plan(HOME)
    block = next(block for block in overview.front(plan, 2018, "天元区").data["lists"] if "预警" in block["title"])
    assert block["title"] == "预警2项：红2项、黄0项，各由谁负责"
    assert [row["left"] for row in block["rows"]] == ["尚未分解到单位"]


def test_the_unit_of_one_page_is_not_a_filter_of_the_next(book):
    late(book)
    book.write([entry("duty_assigned", {"thing": "天元区.gdp", "lead": "示例局", "person": ""})], CHIEF)
    book.write(
        [entry("supervision_opened", {"title": "示例事项", "unit": "示例局", "due": "2018-06-30", "person": ""})], CHIEF
    )
    test = app("cycle/unit", unit="示例局")
    for page, tables in (("supervision", 2), ("warnings", 1), ("supervision", 2), ("unit", 1)):
        test.switch_page(f"pages/cycle/{page}.py").run()
        assert not test.exception
        assert len(test.dataframe) == tables
        assert not [chosen.key for chosen in test.multiselect if chosen.value]


def test_a_leading_unit_is_the_same_filter_wherever_units_lead(book):
    late(book)
    book.write([entry("duty_assigned", {"thing": "天元区.gdp", "lead": "示例局", "person": ""})], CHIEF)
    test = app("cycle/duties", lead="未分解")
    assert "天元区.gdp" not in test.dataframe[0].value["编号"].tolist()
    test.switch_page("pages/cycle/warnings.py").run()
    assert test.dataframe[0].value["责任单位"].tolist() == ["未分解"]


def test_a_past_year_is_judged_by_its_own_targets_and_can_be_looked_back_at(book):
    """The target of 2018 is lowered in 2019; what an evaluation of 2018 rests on has no such adjustment."""
    known(book, figure(345.0))
    lowered = {
        "clause": "T117b",
        "change": "下调",
        "value": 400.0,
        "number": "3号",
        "date": "2019-03-01",
        "body": "人大",
    }
    book.write([entry("target_adjusted", lowered, "示例")], CHIEF)
    asked = {"area": "天元区", "clause": "T117b"}
    then, now = (app("monitor/indicators", **asked, targets=targets) for targets in ("当时有效的目标", "现行目标"))
    assert "略有滞后" in then.subheader[0].value and "达到进度" in now.subheader[0].value
    assert not then.info and "不是当时的结论" in now.info[0].value
    assert [test.button_group(key="targets").value for test in (then, now)] == ["当时有效的目标", "现行目标"]
    later = app("monitor/indicators", year="2019", **asked)
    assert not [one for one in later.button_group if one.key == "targets"]
    one = {"rows": [{"clause": "T117b"}], "year": 2018}
    plan = open_plan(HOME)
    assert {matter for matter, _ in evidence.basis(one, plan.clauses, plan.state)} == {"figure"}
    assert {matter for matter, _ in evidence.basis(one | {"year": 2019}, plan.clauses, plan.state)} >= {"adjustment"}


@pytest.mark.parametrize("lead", ["示例局", "示例二局"])
def test_what_several_lead_is_found_under_each_of_them(book, lead):
    """By filter on every page, and in the picture; the sentence about it names both."""
    late(book)
    book.write([entry("unit_set", {"name": "示例二局"})], CHIEF)
    both = {"lead": "示例局;示例二局", "shares": "60;40", "person": ""}
    book.write(
        [entry("duty_assigned", {"thing": thing} | both) for thing in ("天元区.gdp", "M073a", "xinma-ebd")], CHIEF
    )
    book.write([entry("project_listed", {"project": "xinma-ebd", "year": 2018, "total": 5.0, "planned": 2.0})], CHIEF)
    book.write([entry("month_reported", MONTH)], CHIEF)
    for page, column in (
        ("warnings", "责任单位"),
        ("dispatch", "责任单位"),
        ("tasks", "责任单位"),
        ("monthly", "责任单位"),
        ("duties", "牵头单位"),
    ):
        frames = [frame.value for frame in app(f"cycle/{page}", lead=lead, area="天元区").dataframe]
        shown = next(frame[column] for frame in frames if column in frame)
        told = {one if isinstance(one, str) else "、".join(one) for one in shown}
        assert told == {"示例局、示例二局"}, page
    plan = open_plan(HOME)
    bars = warned.by_unit(plan, 2018, "天元区", "light", False).data
    assert {label for bar in bars if bar.customdata is not None for label, _ in bar.customdata} >= {
        "示例局",
        "示例二局",
    }


def basis(test):
    for label, value in (
        ("文号", "株天人发〔2018〕3号"),
        ("日期", date(2018, 9, 28)),
        ("批准机关", "区人大常委会"),
        ("理由", "宏观形势变化"),
    ):
        field(test, label).set_value(value)
    return test.run()


def test_a_target_is_lowered_after_a_preview_and_shown_with_the_original(book):
    known(book, figure(345.0, price_basis="current"))
    test = basis(app("cycle/adjust", clause="T117b"))
    assert "下调要改目标值或到期年" in words(test)
    field(test, "目标值").set_value(400.0)
    test.run()
    assert "2018年由▽ 略有滞后变为▲ 达到进度" in words(test)
    assert book.state().rows("adjustment") == []
    press(test, "确认调整")
    assert test.header[0].value == "调整：1次，下调1项"
    clause = app("monitor/indicators", clause="T117b")
    assert (
        "目标按程序下调：≥ 400亿元（下调，原≥ 420亿元）。依据：区人大常委会 株天人发〔2018〕3号（2018-09-28）。按原目标：:orange-badge[▽ 略有滞后]。"
        in words(clause)
    )
    assert clause.dataframe[0].value.set_index("条款").loc["T117b", "条件"] == "≥ 400亿元（下调，原≥ 420亿元）"
    gdp = overview.tracks(open_plan(HOME), 2018, "天元区")[0]
    assert gdp.aim.startswith("≥ 400亿元（下调，原≥ 420亿元）") and gdp.goal.value == 400
    assert "原≥ 420亿元" in words(app("monitor/projection", indicator="天元区.gdp"))


def test_a_cancelled_target_is_named_and_counted_nowhere(book):
    known(book, figure(345.0, price_basis="current"))
    test = app("cycle/adjust", clause="T117b")
    next(group for group in test.button_group if group.label == "类别").set_value("取消").run()
    press(basis(test), "确认调整")
    clause = app("monitor/indicators", clause="T117b")
    assert "目标按程序取消：已取消（原≥ 420亿元）" in words(clause)
    assert "T117b" not in clause.dataframe[0].value["条款"].tolist()
    gone = next(table.value for table in clause.dataframe if "变动" in table.value)
    assert gone["变动"].tolist() == ["已取消，不再评估和计数"]
    counted = overview.front(open_plan(HOME), 2018, None).data["domains"]
    assert sum(one["total"] for one in counted) == len(judged()) - 1


def test_without_a_name_nothing_is_written(book):
    submitted(book, 351.2)
    test = press(tick(app("cycle/review", who=""), "review", 0), "通过所选")
    assert "请先填写姓名" in test.error[0].value
    assert book.state().rows("figure")[0]["status"] == "submitted"


def test_a_ledger_from_another_data_set_opens_and_says_what_does_not_count(book):
    """Written past the check, as by a version with other data; every page opens, and the review page lists it."""
    strange = [
        figure(3.0, "happiness"),
        entry(
            "target_adjusted",
            {
                "clause": "N001",
                "change": "新增",
                "number": "1号",
                "date": "2018-09-01",
                "body": "示例机关",
                "name": "示例",
                "area": "乙区",
                "indicator": "gdp",
                "type": "level",
                "value": 1.0,
                "operator": ">=",
                "unit": "斤",
                "year": 2020,
            },
            "x",
        ),
        entry("duty_assigned", {"thing": "乙区.gdp", "lead": "示例局", "person": ""}),
        Entry("poem_written", "x", {}),
    ]
    ledger.append(book.path, strange, "示例甲", ADMIN)
    for page in (
        "monitor/overview",
        "monitor/indicators",
        "projects/register",
        "cycle/entry",
        "cycle/annual",
        "cycle/adjust",
        "cycle/duties",
        "cycle/unit",
    ):
        test = app(page)
        assert not test.error
        assert any("台账中有4条记录" in warning.value for warning in test.warning)
    told = app("cycle/review").dataframe[0].value
    assert told["为何不计入"].tolist() == [
        "数据中没有名为“happiness”的指标。",
        "数据中没有名为“乙区”的地域。",
        "数据中没有指标、项目或举措“乙区.gdp”。",
        "这一版看板不认识“poem_written”这种记录。",
    ]


NAME = "**a**[x](http://e.cn)"


def test_what_people_wrote_is_shown_as_they_wrote_it_and_never_as_markdown(book):
    """A name, a unit, a title, a document number and an evaluation's name that would be bold, a link, a heading in
    Markdown."""
    lowered = {"clause": "T117b", "change": "下调", "number": NAME, "date": "2018-09-28", "body": NAME, "value": 400.0}
    chief = Person(NAME, ADMIN)
    book.write([entry("unit_set", {"name": NAME}), entry("target_adjusted", lowered, NAME)], chief)
    book.write([entry("duty_assigned", {"thing": "天元区.gdp", "lead": NAME, "person": NAME})], chief)
    book.write([entry("supervision_opened", {"title": NAME, "unit": NAME, "due": "2018-06-30", "person": NAME})], chief)
    book.write([figure(300.0, price_basis="current")], chief)
    book.write([entry("annual_issued", {"area": "天元区", "year": 2018, "number": NAME, "date": "2018-01-20"})], chief)
    test = app("cycle/evaluation", who=NAME, area="天元区")
    field(test, "名称").set_value(NAME)
    press(test, "冻结")
    pages = [
        app(f"cycle/{page}", who=NAME, area="天元区", unit=NAME, handler=NAME)
        for page in ("evaluation", "supervision", "unit", "annual", "review")
    ]
    pages += [
        app("monitor/indicators", who=NAME, area="天元区", clause="T117b"),
        app("monitor/projection", who=NAME, indicator="天元区.gdp"),
    ]
    for page in pages:
        groups = (page.header, page.subheader, page.markdown, page.caption, page.info, page.error, page.warning)
        texts = [element.value for group in groups for element in group] + [
            element.proto.label for element in page.get("page_link")
        ]
        texts += [block.proto.popover.label for block in page.get("popover")]
        assert not [text for text in texts if text and ("**a**" in text or "](http" in text)]
    for page in pages[:4]:
        assert NAME in words(page)
    field(pages[0], "名称").set_value(NAME)
    refused = press(pages[0].run(), "冻结")  # the name is taken
    assert NAME not in refused.error[0].value and NAME in words(refused)


def test_back_to_today_holds_though_the_browser_sends_the_old_link_once_more(book):
    """A rerun that the browser asked for before it took over the new link carries the old one."""
    submitted(book, 351.2)
    test = app("cycle/review", asof="2018-06-30")
    assert "截至2018-06-30的台账" in words(test) and "没有待审核的数" in test.header[0].value
    press(test, "回到今天")
    for link in ({"asof": "2018-06-30"}, {"asof": "2018-06-30"}, {}):
        for name, value in link.items():
            test.query_params[name] = value
        assert "截至" not in words(test.run())
        assert "1个数待审核" in test.header[0].value
        assert "asof" not in test.query_params
    test.query_params["asof"] = "2018-06-30"  # asked for anew, as by the browser's way back
    assert "截至2018-06-30的台账" in words(test.run())
