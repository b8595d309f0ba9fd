"""What comes out of a printer: lists with all their rows and no filter boxes, the sheet of one thing on one page upright,
light where the screen is dark."""

import csv

import pytest
from playwright.sync_api import expect

from lib.ledger import file as ledger
from tests.browser.paper import UPRIGHT, plain, printed, readable, size, text
from tests.browser.steps import visit, watched
from tests.homes import HOME

pytestmark = readable


@pytest.fixture(scope="module")
def training(records, tmp_path_factory):
    """The training set in a ledger of its own."""
    path = tmp_path_factory.mktemp("training") / "ledger.duckdb"
    ledger.store(path, records)
    return path


def held(table: str) -> list[dict[str, str]]:
    with (HOME.data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_list_prints_every_row_and_no_filter_box(page, tmp_path):
    projects = held("project")
    visit(page, "register")
    sheets = printed(page, tmp_path / "register.pdf")
    words = text(*sheets)
    assert f"全部{len(projects)}行" in words
    assert not [row["name"] for row in projects if plain(row["name"]) not in words]
    assert "拼音首字母" not in words
    assert page.locator("#rows tr").count() == 0  # nothing of it is left on the screen


def test_a_filtered_list_says_by_what(page, tmp_path):
    visit(page, "register?sector=交通")
    page.emulate_media(media="print")
    expect(page.locator(".st-key-sector")).to_be_visible()
    expect(page.locator(".st-key-park")).to_be_hidden()
    words = text(*printed(page, tmp_path / "some.pdf"))
    few = [row for row in held("project") if row["sector"] == "交通"]
    assert f"全部{len(few)}行" in words and f"交通（{len(few)}）" in words


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("sheet?sheet=clause&id=T117b&year=2016", ("达到进度", "怎样得出", "历年结论", "由谁负责", "来源")),
        ("sheet?sheet=clause&id=T121a&year=2018", ("无法评估", "参考判断", "由谁负责")),
        ("sheet?sheet=project&id=xinma-ebd", ("进展记录", "服务的目标", "新马EBD")),
        ("sheet?sheet=park", ("各阶段的项目", "要建什么", "涉及它的目标")),
    ],
)
def test_a_sheet_is_one_page_upright(page, path, said, tmp_path):
    visit(page, path)
    [sheet] = printed(page, tmp_path / "sheet.pdf")
    assert size(sheet) == UPRIGHT
    assert all(words in text(sheet) for words in said)
    assert "打印这一页" not in text(sheet) and "投影" not in text(sheet)


def test_every_kind_of_sheet_is_one_page_with_much_to_say(begin, window, tmp_path, training):
    server, _ = begin(PLAN_LEDGER=str(training))
    with watched(window, server.url) as page:
        for path in (
            "unit&id=示例一局",
            "unit&id=示例产业园",
            "park",
            "clause&id=T129a",
            "project&id=qiche-bolan-yuan",
        ):
            visit(page, f"sheet?sheet={path}&year=2018")
            assert [size(sheet) for sheet in printed(page, tmp_path / "sheet.pdf")] == [UPRIGHT], path


def test_what_is_dark_on_the_screen_is_light_on_paper(page):
    page.emulate_media(color_scheme="dark")
    visit(page, "indicators?year=2016")
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).color") != "rgb(27, 36, 48)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).color") == "rgb(27, 36, 48)"
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
    visit(page, "?year=2016")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
    card = page.locator(".track").first
    assert card.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
