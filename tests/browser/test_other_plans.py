"""Another plan in a real Chromium: a server for its folder, every page opened from the menu, under its own title and
with its own years."""

import re

import pytest
from playwright.sync_api import expect

from lib import about
from lib.home import Home
from tests.browser.steps import ROOT, Server, still, title, visit, watched
from tests.homes import others

PAGES = {path.stem for path in ROOT.glob("pages/*/*.py")}


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> dict[str, Home]:
    return others(tmp_path_factory.mktemp("plans"))


def stands(page, plan: about.About) -> None:
    """The page is there and is of this plan."""
    expect(title(page)).to_be_visible()
    for wrong in ("stException", "stAlertContentError"):
        expect(page.get_by_test_id(wrong)).to_have_count(0)
    expect(page).to_have_title(re.compile(plan.name.page))
    expect(page.locator(".st-key-frame")).to_contain_text(plan.name.page)
    years = page.locator(".st-key-year").get_by_role("radio").all_inner_texts()
    assert years in ([], [str(year) for year in plan.period.years]), page.url


@pytest.mark.parametrize("which", ["small", "empty"])
def test_every_page_of_another_plan_opens_from_the_menu(window, homes, which, monkeypatch):
    """Of a server for this plan alone, and of one for several, below the folder of the plan."""
    monkeypatch.delenv("PLAN_LEDGER")
    home, opened, alone = homes[which], set(), which == "small"
    plan = about.parse(about.read(home.data / about.FILE))
    server = Server({}, *(("--plan", str(home.folder)) if alone else ("--plans", str(home.folder.parent))))
    try:
        with watched(window, server.url if alone else f"{server.url}/{which}") as page:
            visit(page, "")
            stands(page, plan)
            for section in page.get_by_test_id("stTopNavSection").all():
                section.click()
                links = page.get_by_test_id("stTopNavDropdownLink")
                for number in range(links.count()):
                    if number:
                        section.click()
                    links.nth(number).click()
                    page.mouse.move(5, 600)  # a tooltip would lie over the menu
                    still(page)
                    stands(page, plan)
                    opened.add(page.url.partition("?")[0].rpartition("/")[2])
        if not alone:
            other = about.parse(about.read(homes["small"].data / about.FILE))
            page = window.new_page()
            page.goto(f"{server.url}/small/indicators")
            still(page)
            stands(page, other)
            page.goto(server.url)
            expect(page.get_by_role("link")).to_have_text([plan.name.page, other.name.page])
            page.close()
    finally:
        server.stop()
    assert opened == PAGES - {"overview"}
