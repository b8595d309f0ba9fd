"""The framework's own words in a real Chromium: none of them is English."""

import re

from playwright.sync_api import expect

from tests.browser.steps import still, visit

ENGLISH = re.compile(r"Print|System|Light|Dark|Made with|Streamlit|Rerun|[Pp]age not|results|Running the app")


def test_the_menu_and_what_a_filter_offers_are_chinese(page):
    visit(page, "indicators?year=2016")
    page.locator('[data-testid="stMainMenu"] button').click()
    menu = page.locator('[data-testid="stMainMenuPopover"]')
    expect(menu).to_contain_text("打印")
    assert not ENGLISH.findall(menu.inner_text())
    page.keyboard.press("Escape")
    field = page.locator('[data-testid="stSelectbox"] input').first
    field.click()
    field.fill("没有这样的")
    expect(page.get_by_text("没有符合的")).to_be_visible()


def test_a_page_that_is_not_there_says_so_in_chinese(window, server):
    page = window.new_page()
    page.goto(f"{server.url}/no-such-page")
    still(page)
    said = page.get_by_role("dialog")
    expect(said).to_contain_text("没有这个页面")
    assert not ENGLISH.findall(said.inner_text())
    page.close()
