"""A whole year in Chromium, on a server and a ledger of its own: from the sheets of the offices to two evaluations
compared."""

import re

from playwright.sync_api import expect

from tests.browser.steps import confirm, date_in, menu, press, still, title, type_in, visit
from tests.browser.test_entry import hand_in, sign
from tests.intake.sheets import monthly, yearly

QUERY = "area=天元区&year=2018"
YEAR = {
    "地区生产总值": ("亿元", "345.0", 8.6),
    "  #服务业增加值": ("亿元", 167.7, 9.8),
    "三产占比": ("%", 48.6, None),
    "    其中：限额以上": ("亿元", "1 050.3", 3.1),
}
"""What the bureau's table of the year says; of its last line the plan asks nothing."""
MONTH = {
    "地区生产总值": ("亿元", None, None, "345.0", 8.6),
    "财政总收入": ("万元", "71 900", 16.7, "840 000", 10.1),
    "  #税收收入": ("万元", "50 000", 12.0, "600 000", 9.0),
}


def tick_all(page) -> None:
    """All rows of the first table of the page."""
    box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 18)
    still(page)


def submit(page) -> None:
    """Hand in what the preview shows."""
    type_in(page, "事由", "2018年年报")
    confirm(page, "确认提交")
    expect(page.get_by_text(re.compile("已提交4项"))).to_be_visible()


def organise(page, folder) -> None:
    """Units and duties, each by an office's sheet."""
    units, duties = folder / "单位名册.csv", folder / "责任分解.csv"
    units.write_text("单位名称,类别\n示例局,区直部门\n示例二局,区直部门\n", "utf-8")
    hand_in(page, units)
    press(page, "写入表中的2项")
    menu(page, "duties", "责任分解0%")
    duties.write_text("编号,牵头单位\n天元区.gdp,示例局60%、示例二局40%\n天元区.service_share,示例局\n", "utf-8")
    hand_in(page, duties)
    press(page, "写入2项")
    expect(title(page)).not_to_contain_text("责任分解0%")


def test_a_year_from_the_bureaus_sheet_to_the_comparison(page, own, browser, tmp_path):
    visit(page, f"people?{QUERY}")
    sign(page, "示例甲")
    organise(page, tmp_path)
    before = len(own.records())
    visit(page, f"entry?{QUERY}")
    sign(page, "示例甲")
    sheet = tmp_path / "2018年主要经济指标.xlsx"
    sheet.write_bytes(yearly(YEAR | {"地区生产总值": ("亿元", "三百四十五", 8.6)}))
    hand_in(page, sheet)
    expect(page.get_by_role("heading", name=re.compile("3行有错误"))).to_be_visible()
    assert len(own.records()) == before, "nothing is stored before it is confirmed"
    sheet.write_bytes(yearly(YEAR))
    hand_in(page, sheet)
    submit(page)

    menu(page, "review", "4个数待审核")
    tick_all(page)
    type_in(page, "理由", "请注明口径")
    press(page, "退回所选（4）")
    expect(title(page)).to_contain_text("没有待审核的数")
    assert {row["status"] for row in own.state().rows("figure")} == {"returned"}

    menu(page, "entry", "应填")
    hand_in(page, sheet)
    submit(page)
    menu(page, "review", "4个数待审核")
    tick_all(page)
    press(page, "通过所选（4）")
    expect(title(page)).to_contain_text("没有待审核的数")
    approved = [row for row in own.state().rows("figure") if row["status"] == "approved"]
    assert [(row["indicator"], row["measure"], row["value"]) for row in approved] == [
        ("gdp", "level", 345.0),
        ("gdp", "growth", 8.6),
        ("tertiary_va", "level", 167.7),
        ("service_share", "level", 48.6),
    ]

    menu(page, "annual", "尚未下达")
    type_in(page, "文号", "株天政发〔2018〕1号")
    date_in(page, "下达日期", "2018-01-20")
    page.get_by_text("已核对，下达后锁定").click()
    still(page)
    press(page, "下达（")
    expect(title(page)).to_contain_text("年度计划已下达")

    menu(page, "monthly", "2018年")
    sheet = tmp_path / "2018年12月月报.xlsx"
    sheet.write_bytes(monthly(MONTH))
    hand_in(page, sheet)
    confirm(page, "确认记录3条")
    told = {row["indicator"]: (row["span"], row["total"], row["total_growth"]) for row in own.state().rows("month")}
    assert told == {
        "gdp": ("2018-Q4", 345.0, 8.6),
        "fiscal_revenue": ("2018-12", 84.0, 10.1),
        "tax_revenue": ("2018-12", 60.0, 9.0),
    }

    menu(page, "evaluation", "还没有做过")
    press(page, "冻结$")
    expect(title(page)).to_contain_text("天元区2018年中期评估：")
    page.get_by_role("tab", name=re.compile("解释说明")).click()
    still(page)
    expect(page.get_by_text("1项须说明，已说明0项，还缺1项，补齐前不能公开。")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("公开$"))).to_be_disabled()
    for label, value in (("原因", "生产性服务业起步晚"), ("措施", "引进总部项目"), ("责任单位", "示例局")):
        type_in(page, label, value)
    date_in(page, "新时限", "2019-12-31")
    press(page, "保存说明")
    expect(page.get_by_text("1项须说明，已说明1项，已齐。")).to_be_visible()
    page.get_by_text("已核对，可以公开").click()
    still(page)
    press(page, "公开$")
    expect(page.get_by_text(re.compile("公开后不再改动，不登录也可以看"))).to_be_visible()

    menu(page, "adjust", "目标没有调整过")
    for label, value in (("文号", "株天人发〔2018〕3号"), ("批准机关", "区人大常委会"), ("理由", "与实际出入较大")):
        type_in(page, label, value)
    date_in(page, "日期", "2018-09-28")
    type_in(page, "目标值（%）", "49.5")  # the clause that the evaluation showed last: 服务业占比, 52 %
    expect(page.get_by_text(re.compile("预览：.*2018年由▼ 滞后变为▲ 达到进度"))).to_be_visible()
    press(page, "确认调整")
    expect(title(page)).to_contain_text("1次，下调1项")

    menu(page, "evaluation", "天元区2018年中期评估")
    page.get_by_text("冻结一次新的评估").click()
    still(page)
    press(page, "冻结$")
    expect(title(page)).to_contain_text("天元区2018年中期评估（2）：")
    page.get_by_role("tab", name="与另一次比较").click()
    still(page)
    expect(page.get_by_role("heading", level=3).first).to_contain_text("与天元区2018年中期评估相比：1项改善")
    assert [row["status"] for row in own.state().rows("evaluation")] == ["published", "frozen"]

    stranger = browser.new_page(locale="zh-CN")
    stranger.goto(f"{page.base}/evaluation?name=天元区2018年中期评估")
    still(stranger)
    expect(stranger.get_by_role("heading", level=2).first).to_contain_text("天元区2018年中期评估：")
    expect(stranger.get_by_text(re.compile("公开后不再改动"))).to_be_visible()
    stranger.close()
