"""总览 and 大屏 in a real Chromium: what a click opens, what Back undoes, what fits, what the wall shows."""

import re

from playwright.sync_api import expect

from tests.browser.steps import query, still, visit


def test_the_address_always_carries_the_year(page):
    visit(page, "")
    assert query(page)["year"]
    visit(page, "indicators?area=高新区")
    assert query(page)["year"]


def test_a_part_of_a_bar_opens_those_clauses_and_back_returns(page):
    visit(page, "?year=2018&area=天元区")
    page.locator(".stack").first.locator("a").last.click()
    page.wait_for_url("**/indicators?**")
    still(page)
    asked = query(page)
    assert (asked["year"], asked["area"], asked["domain"]) == (["2018"], ["天元区"], ["经济发展"])
    assert asked["verdict"] == ["无法评估"]
    expect(page.get_by_role("heading", level=2).first).to_contain_text(re.compile(r"^2018年：\d+项目标条款都无法评估"))
    page.go_back()
    expect(page.locator(".stack").first).to_be_visible()
    assert query(page)["year"] == ["2018"]


def test_back_undoes_the_last_filter(page):
    visit(page, "indicators?year=2016")
    page.get_by_role("radio", name="2019").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("2019年")
    page.go_back()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("2016年")


CLICKED_WHILE_BUSY = """async years => {
  for (const year of years) {
    [...document.querySelectorAll("[role=radiogroup] p")].find(name => name.textContent === year).click();
    await new Promise(sent => setTimeout(sent, 5));
    for (const until = performance.now() + 800; performance.now() < until;);
  }
}"""
"""Clicks that the server has answered before the browser, busy with drawing, looks at the answers."""


def test_who_clicks_on_before_the_last_click_is_drawn_keeps_the_page(page):
    visit(page, "indicators?year=2018")
    page.get_by_role("radio", name="2016").click()
    still(page)
    page.evaluate(CLICKED_WHILE_BUSY, ["2019", "2018"])
    still(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("2018年")
    assert not page.get_by_role("dialog").count()


def test_a_course_opens_its_clause(page):
    visit(page, "?year=2016&area=天元区")
    page.locator(".track", has_text="地区生产总值").first.click()
    page.wait_for_url("**/indicators?**")
    still(page)
    assert query(page)["clause"] == ["T117b"]


def test_the_first_look_needs_no_scrolling(page):
    visit(page, "?year=2016")
    page.set_viewport_size({"width": 1440, "height": 900})
    for part in (".map svg", ".domains", ".track >> nth=7"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 900, part
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_on_a_phone_nothing_runs_off_the_side(page):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "?year=2016")
    expect(page.locator(".track").first).to_be_visible()
    for box in page.locator(".track, .card, .map svg, .rows > *").all():
        at = box.bounding_box()
        assert at["x"] >= 0 and at["x"] + at["width"] <= 390
    page.set_viewport_size({"width": 1440, "height": 900})


def test_the_wall_turns_by_key_and_leaves_by_escape(page):
    visit(page, "wall?year=2018&wall=true")
    wall = page.locator(".wall")
    expect(wall).to_be_visible()
    first = wall.locator("h2").inner_text()
    assert wall.locator(".numbers > div").count() == 6
    page.keyboard.press("ArrowRight")
    expect(wall.locator("h2")).not_to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(wall.locator("h2")).to_have_text(first)
    scene = wall.locator(".scene").bounding_box()
    for part in (".late", ".numbers", ".map svg"):
        box = wall.locator(part).bounding_box()
        assert box["y"] + box["height"] <= scene["y"] + scene["height"] + 1, part
    page.keyboard.press("Escape")
    expect(wall).to_be_hidden()


def test_the_small_wall_is_in_colour_before_it_is_opened(page):
    visit(page, "wall?year=2018")
    start = page.get_by_role("button", name="打开大屏")
    grounds = [
        part.evaluate(
            "one => getComputedStyle(one).getPropertyValue(one.tagName === 'BUTTON' ? 'background-color' : 'fill')"
        )
        for part in (start, page.locator(".small .map rect").first)
    ]
    assert not {"rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"} & set(grounds)


def test_a_narrow_window_has_cards_and_a_wide_one_the_table(page):
    card, table = page.locator("[class*='-card-0']"), page.locator('[data-testid="stDataFrame"]')
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "indicators?year=2016")
    expect(card.first).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(card).to_have_count(0)
    expect(table.first).to_be_visible()
