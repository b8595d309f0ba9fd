"""The search in the frame in a real Chromium: opened by the slash, typed, followed by Enter."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import query, still, visit

FIELD, RESULTS = ".st-key-search-text input", ".st-key-search-results"


def ask(page, text: str) -> None:
    """Open the search with the slash and type, as somebody does who does not look for the field."""
    page.locator(".st-key-search-open [aria-keyshortcuts]").first.wait_for(state="attached")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(text)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("GDP", "clause", "地区生产总值"),
        ("xjqq", "project", "湘江七桥"),
        ("xinmachuangxincheng", "project", "新马创新城"),
        ("湘江期桥", "project", "湘江七桥"),
        ("第121行", "clause", "财政总收入年均增速"),
    ],
)
def test_a_thing_is_found_by_synonym_pinyin_line_and_with_a_typing_error(page, typed, kind, name):
    visit(page, "?year=2016")
    ask(page, typed)
    first = page.locator(f"{RESULTS} [class*=st-key-search-]").first
    expect(first).to_have_class(re.compile(f"st-key-search-{kind}"))
    expect(first.get_by_role("link").first).to_have_text(name)


def test_results_say_where_in_the_plan_of_which_area_and_how_it_stands(page):
    visit(page, "?year=2016&area=天元区")
    ask(page, "GDP")
    first = page.locator(".st-key-search-clause")
    expect(first).to_contain_text("▲ 达到进度")
    expect(first).to_contain_text("第三章第三节　发展目标　天元区")
    expect(first.get_by_role("link", name="还有")).to_be_visible()


def test_enter_opens_the_best_though_the_results_are_not_there_yet(page):
    visit(page, "methods?year=2018&area=天元区")
    ask(page, "xjqq")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register?**")
    still(page)
    assert (query(page)["project"], query(page)["area"], query(page)["year"]) == (
        ["xiangjiang-qiqiao"],
        ["天元区"],
        ["2018"],
    )
    expect(page.get_by_role("heading", name="湘江七桥")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_found_shows_though_it_is_of_the_other_area_and_the_list_was_filtered(page):
    visit(page, "indicators?year=2016&area=天元区&verdict=达到进度")
    ask(page, "技工贸")
    page.locator(".st-key-search-clause").get_by_role("link", name=re.compile("技工贸")).first.click()
    page.wait_for_url(re.compile("clause=T097"))
    still(page)
    asked = query(page)
    assert asked["area"] == ["高新区"]
    assert "verdict" not in asked
    expect(page.get_by_role("heading", name=re.compile("技工贸.*高新区"))).to_be_visible()


def test_what_is_typed_in_a_field_stays_there(page):
    visit(page, "register")
    field = page.locator(".st-key-find input")
    field.click()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_nothing_found_offers_the_nearest(page):
    visit(page, "")
    ask(page, "gpd")
    expect(page.locator(RESULTS)).to_contain_text("没有找到")
    page.locator(RESULTS).get_by_role("button", name="GDP", exact=True).click()
    expect(page.locator(FIELD)).to_have_value("GDP")
    expect(page.locator(".st-key-search-clause").get_by_role("link").first).to_have_text("地区生产总值")


def test_the_search_is_not_on_paper(page):
    visit(page, "")
    page.emulate_media(media="print")
    expect(page.locator(".st-key-search")).to_be_hidden()
    page.emulate_media(media="screen")
