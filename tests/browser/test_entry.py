"""填报 in a real Chromium: template down, filled as in Excel, uploaded, findings seen, corrected, submitted; and typed in
the page."""

from contextlib import suppress

import openpyxl
from playwright.sync_api import TimeoutError, expect

from lib.intake.template import COLUMNS, HEAD_ROW
from tests.browser.steps import still, visit

expect.set_options(timeout=20_000)
VALUE = next(i for i, column in enumerate(COLUMNS, 1) if column.heading == "数值")


def sign(page, name: str) -> None:
    """Give a name in the frame's menu."""
    page.get_by_role("button", name="单机模式").click()
    box = page.get_by_role("combobox", name="姓名")
    box.fill(name)
    box.press("Enter")
    still(page)
    page.mouse.click(20, 500)  # the margin: the menu closes
    page.get_by_role("combobox", name="姓名").wait_for(state="hidden")


def fill(path, values: dict[str, object]) -> None:
    """Write values into a template, by the name of the indicator."""
    book = openpyxl.load_workbook(path)
    sheet = book["填报"]
    for row in range(HEAD_ROW + 2, sheet.max_row + 1):
        if sheet.cell(row, 2).value in values:
            sheet.cell(row, VALUE).value = values[sheet.cell(row, 2).value]
    book.save(path)


def hand_in(page, path) -> None:
    """Choose the file as a person does, the first time or in place of the last one."""
    with page.expect_file_chooser() as waiting:
        page.locator('[data-testid="stFileUploaderDropzone"]').get_by_role("button", name="选择文件").click()
    waiting.value.set_files(path)
    still(page)


def type_in(page, column: int, row: int, text: str) -> None:
    """Type into a cell of the page's table: `column` in pixels from its left edge, `row` from 0."""
    editor = page.locator("textarea.gdg-input")
    for _ in range(10):  # a table that is still being drawn takes neither click nor key
        box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
        page.mouse.click(box["x"] + column, box["y"] + 35 + 33 * row + 16)
        page.keyboard.press("Enter")
        with suppress(TimeoutError):
            editor.wait_for(timeout=2_000)
            break
    expect(editor).to_be_focused()
    editor.press_sequentially(text, delay=50)
    expect(editor).to_have_value(text)
    page.wait_for_timeout(300)  # the grid takes the text over with the next frame
    page.keyboard.press("Enter")
    still(page)


def test_template_down_filled_uploaded_corrected_submitted(page, own, tmp_path):
    visit(page, "entry?area=天元区&year=2018")
    sign(page, "示例甲")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载填报模板").click()
    path = tmp_path / waiting.value.suggested_filename
    assert path.name == "填报表-天元区-2018.xlsx"
    waiting.value.save_as(path)

    fill(path, {"地区生产总值": 351.2, "城镇登记失业率": "二点一", "服务业增加值占地区生产总值比重": 149.5})
    hand_in(page, path)
    expect(page.get_by_role("heading", name="2项新增；1行有错误，2处疑问")).to_be_visible()
    expect(page.get_by_role("button", name="确认提交2项")).to_be_disabled()
    assert own.records() == []

    fill(path, {"城镇登记失业率": 2.1, "服务业增加值占地区生产总值比重": 59.3})
    hand_in(page, path)
    expect(page.get_by_role("heading", name="3项新增；没有发现错误和疑问")).to_be_visible()
    page.get_by_role("button", name="确认提交3项").click()
    expect(page.get_by_text("已提交3项")).to_be_visible()
    assert {(r.payload["indicator"], r.payload["value"], r.who) for r in own.records()} == {
        ("gdp", 351.2, "示例甲"),
        ("unemployment", 2.1, "示例甲"),
        ("service_share", 59.3, "示例甲"),
    }
    expect(page.get_by_role("heading", name="3项待审核，还缺")).to_be_visible()
    page.reload()
    still(page)
    expect(page.get_by_role("heading", name="已提交：3项待审核")).to_be_visible()


def test_what_is_typed_in_the_page_outlives_a_page_switch_and_a_reload_and_is_handed_in(page, own):
    visit(page, "entry?area=天元区&year=2018&way=在页面填写")
    sign(page, "示例甲")
    type_in(page, 640, 1, "约351.2")
    expect(page.get_by_role("heading", name="1项新增")).to_be_visible()
    page.locator('[data-testid="stTopNavSection"]').filter(has_text="说明").click()
    page.locator('a[href$="/methods"]').click()
    still(page)
    page.go_back()
    still(page)
    expect(page.get_by_role("heading", name="1项新增")).to_be_visible()
    page.reload()
    still(page)
    expect(page.get_by_role("heading", name="1项新增")).to_be_visible()
    sign(page, "示例甲")
    page.get_by_role("button", name="确认提交1项").click()
    expect(page.get_by_text("已提交1项")).to_be_visible()
    assert [
        (r.payload["indicator"], r.payload["measure"], r.payload["value"], r.payload["operator"]) for r in own.records()
    ] == [("gdp", "level", 351.2, "~")]
