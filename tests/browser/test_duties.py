"""责任分解 and 督办 in a real Chromium: a sheet in, a cell edited, coverage moves; handed out, answered, closed; what a unit
owes."""

import re
from datetime import date, timedelta

import openpyxl
import pytest
from playwright.sync_api import TimeoutError, expect

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry, mark
from tests.browser.steps import press, query, still, title, type_in, visit, watched
from tests.browser.test_entry import hand_in, sign

NAME = "**示例甲**[x](http://e.cn)"
CHIEF = Person("示例甲", ADMIN)
FIRST, SECOND, THIRD = "示例一局", "示例二局", "示例三局"


@pytest.fixture(scope="module")
def served(begin):
    """A server for all tests here, and its ledger with three units."""
    server, book = begin()
    book.write([entry("unit_set", {"name": name}) for name in (FIRST, SECOND, THIRD)], CHIEF)
    return server, book


@pytest.fixture
def own(served):
    return served[1]


@pytest.fixture
def page(window, served):
    with watched(window, served[0].url) as page:
        yield page


def sheet(tmp_path, *rows: tuple):
    path = tmp_path / "责任分解.xlsx"
    book = openpyxl.Workbook()
    for row in (("编号", "牵头单位", "责任人", "配合单位"), *rows):
        book.active.append(row)
    book.save(path)
    return path


def cell(page, column: int, row: int = 0):
    """A cell of the first table; it is painted, and stands in the page for screen readers."""
    return page.locator('[data-testid="stDataFrame"]').first.get_by_test_id(f"glide-cell-{column}-{row}")


def edit(page, right: int, text: str) -> None:
    """Type into the first row of the table, `right` cells from the first, by the keyboard."""
    cell(page, 0).wait_for(state="attached")
    page.locator('[data-testid="stDataFrame"]').first.click(position={"x": 100, "y": 52})
    for column in range(right):
        expect(cell(page, column)).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowRight")
    expect(cell(page, right)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    field = page.locator("#portal").get_by_role("textbox")
    field.fill(text)
    field.press("Enter")
    field.wait_for(state="detached")
    still(page)


def choose(page, field, option: str, many: bool = False) -> None:
    """Choose in a list that opens; one of which `many` can be chosen stays open. What was typed before may still be on
    its way and close it again: then it is opened once more, as a person would."""
    offered = page.get_by_role("option").filter(has_text=option).first
    for _ in range(5):
        field.click()
        try:
            offered.click(timeout=5_000)
            break
        except TimeoutError:
            still(page)
    else:
        raise AssertionError(f"the list does not offer {option}")
    if many:
        page.keyboard.press("Escape")
    still(page)


def test_a_sheet_is_imported_a_cell_is_edited_and_coverage_moves(page, own, tmp_path):
    visit(page, "duties?area=高新区&duty=地区生产总值")
    expect(title(page)).to_contain_text("责任分解0%")
    sign(page, NAME)
    expect(page.get_by_role("button", name=NAME)).to_be_visible()
    expect(page.locator('a[href*="e.cn"]')).to_have_count(0)
    hand_in(page, sheet(tmp_path, ("天元区.gdp", FIRST, "示例乙", SECOND), ("没有这一项", FIRST, "", "")))
    expect(page.get_by_text("表中有1处没有读懂")).to_be_visible()
    hand_in(page, sheet(tmp_path, ("天元区.gdp", "示例九局", "示例乙", ""), ("高新区.gdp", FIRST, "", "")))
    expect(page.get_by_text("1处有误")).to_be_visible()
    expect(page.get_by_role("button", name="写入2项")).to_be_disabled()
    assert own.state().rows("duty") == []
    hand_in(page, sheet(tmp_path, ("天元区.gdp", FIRST, "示例乙", SECOND), ("高新区.gdp", FIRST, "", "")))
    press(page, "写入2项")
    expect(title(page)).to_contain_text(re.compile(r"目标条款2/\d+项，.*其中0.0%明确到人"))
    assert {row["thing"]: (row["lead"], row["person"], row["support"]) for row in own.state().rows("duty")} == {
        "天元区.gdp": (FIRST, "示例乙", SECOND),
        "高新区.gdp": (FIRST, "", ""),
    }
    edit(page, 5, "示例丙")
    expect(page.get_by_role("heading", name="将要改1项，尚未写入")).to_be_visible()
    still(page)
    press(page, "写入1项")
    expect(page.get_by_role("button", name="写入1项")).to_have_count(0)
    expect(title(page)).to_contain_text("其中100.0%明确到人")
    assert own.state().get("duty", "高新区.gdp")["person"] == "示例丙"


def tones(page) -> dict[str, str]:
    """The colour of each lamp that the page counts, by its word."""
    found = {}
    for word in ("正常", "临期", "逾期", "已核销"):
        mark_ = (
            page.get_by_test_id("stMarkdownContainer")
            .locator("span")
            .filter(has_text=re.compile(f"^\\S {word}$"))
            .first
        )
        found[word] = mark_.evaluate("e => getComputedStyle(e).color")
    return found


def test_an_item_is_handed_out_answered_and_closed_and_lamps_tell_what_is_late(page, own):
    day = date.today()
    dues = [("示例事项：早已过期", FIRST, "示例乙", -5), ("示例事项：后天到期", SECOND, "示例丙", 2)]
    own.write(
        [
            entry(
                "supervision_opened",
                {"title": title_, "unit": unit, "person": person, "due": str(day + timedelta(days=days))},
            )
            for title_, unit, person, days in dues
        ],
        CHIEF,
    )
    page.set_viewport_size({"width": 1440, "height": 1700})
    visit(page, "supervision")
    sign(page, "示例甲")
    expect(title(page)).to_contain_text("督办2项：1项逾期、1项临期；0项已核销")
    page.get_by_text("交办新事项").click()
    page.get_by_role("button", name=re.compile("交办$")).last.click(
        trial=True
    )  # it has opened and stands still: moving closes a list
    page.get_by_label("事项", exact=True).last.fill("示例事项：月底办结")
    page.get_by_label("责任人").last.fill("示例丁")
    choose(page, page.get_by_role("combobox", name="承办单位").last, FIRST, many=True)
    press(page, "交办$")
    expect(title(page)).to_contain_text("督办3项：1项逾期、1项临期；0项已核销")
    assert len(set(tones(page).values())) == 4

    number = own.state().rows("supervision")[-1]["key"]
    visit(page, f"supervision?item={number}")
    sign(page, "示例甲")
    type_in(page, "办理情况、延期或退回的理由、核销意见", "示例：已办理")
    press(page, "办理反馈$")
    expect(page.get_by_role("paragraph").filter(has_text="已反馈，待核销")).to_be_visible()
    type_in(page, "办理情况、延期或退回的理由、核销意见", "示例：核实无误")
    press(page, "核销$")
    expect(title(page)).to_contain_text("1项已核销")
    assert [record.kind for record in own.history(own.state().get("supervision", number)["subject"])] == [
        "supervision_opened",
        "supervision_answered",
        "supervision_closed",
    ]

    choose(page, page.get_by_role("combobox", name="承办单位").first, FIRST, many=True)
    expect(title(page)).to_contain_text("督办2项：1项逾期；1项已核销")
    assert query(page)["handler"] == [FIRST]
    choose(page, page.get_by_role("combobox", name="责任人").first, "示例乙", many=True)
    expect(title(page)).to_contain_text("督办1项：1项逾期；0项已核销")


def test_the_page_of_a_unit_shows_all_it_owes(page, own):
    own.write([entry("duty_assigned", {"thing": "天元区.service_share", "lead": THIRD, "person": "示例戊"})], CHIEF)
    own.write(
        [entry("supervision_opened", {"title": "示例事项：材料补报", "unit": THIRD, "due": str(date.today())})], CHIEF
    )
    visit(page, f"unit?unit={THIRD}&year=2018")
    expect(title(page)).to_contain_text(re.compile(f"{THIRD}2018年待办：填报1项、督办1项"))
    cells = page.locator('[data-testid^="glide-cell-"]')
    for text in ("服务业增加值占地区生产总值比重", "示例事项：材料补报", "临期"):
        expect(cells.filter(has_text=text).first).to_be_attached()
    row = own.state().rows("supervision")[-1]
    own.write([mark("supervision_answered", row, text="示例：已办理")], CHIEF)
    own.write([mark("supervision_closed", own.state().get("supervision", row["key"]))], CHIEF)
    page.reload()
    still(page)
    expect(title(page)).to_contain_text(re.compile("待办：填报1项$"))
    visit(page, f"unit?unit={SECOND}&year=2020")
    expect(title(page)).to_contain_text(f"{SECOND}")
