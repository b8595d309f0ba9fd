"""投影: on every page at the first press, on a link, and as often as one likes; the filters are as before afterwards."""

import re

import pytest
from playwright.sync_api import expect

from lib.ledger import file as ledger
from lib.ui.screen import BASE_FONT, PROJECTOR
from tests.browser.steps import ROOT, STILL, query, still, title, visit, watched

PAGES = sorted(path.stem for path in ROOT.glob("pages/*/*.py"))
TIMES = 5
FILTERED = ("register?show=看板&sector=交通", "indicators?year=2017&clause=T117b&q=总值")
"""Pages with filters: one of cards, one of everything; there it is pressed so many TIMES."""
SWITCH = ".st-key-projector input"
DRAWN = """letters => {
  const style = (node) => getComputedStyle(node)
  const tables = [...document.querySelectorAll('[data-testid="stDataFrame"] *')]
  const fonts = tables.map((node) => node.style.getPropertyValue('--gdg-base-font-style')).filter(Boolean)
  return parseFloat(style(document.documentElement).fontSize) === letters
    && fonts.every((font) => Math.abs(parseFloat(font.split(' ').at(-1)) / letters - 0.875) < 0.01)
}"""
"""Whether the page, and in it every table, has letters of a size (in pixels)."""
CONTROLS = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(input, textarea, select, button, [role="slider"])')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 0)
  .map((node) => node.closest('[class*="st-key-"]')?.className.match(/st-key-\\S+/)[0] ?? node.outerHTML.slice(0, 200))
  .filter((name) => !/^st-key-(projector|front|wall|presenter|card-|more-|sheet)/.test(name))"""
"""The controls that can be seen: beside the switch, what opens a card and what a picture of our own is turned with."""


@pytest.fixture(scope="module")
def trained(begin, records, tmp_path_factory):
    """A server with the training set: every page has something to show."""
    path = tmp_path_factory.mktemp("trained") / "ledger.duckdb"
    ledger.store(path, records)
    return begin(PLAN_LEDGER=str(path))[0].url


@pytest.fixture
def room(window, trained):
    with watched(window, trained) as page:
        yield page


def drawn(page, letters: float) -> None:
    """Once the page, and in it every table, has letters of this size and the server has nothing more to say."""
    page.wait_for_function(f"letters => ({DRAWN})(letters) && ({STILL})()", arg=letters, timeout=120_000)


def large(page) -> None:
    drawn(page, BASE_FONT * PROJECTOR)
    assert page.evaluate(CONTROLS) == []
    expect(page.locator(SWITCH)).to_be_checked()


def usual(page) -> None:
    drawn(page, BASE_FONT)
    expect(page.locator(SWITCH)).not_to_be_checked()


def sections(page) -> dict[str, str]:
    """The section of the menu in which a page stands, by the page's name in its address."""
    found = {}
    for section in page.locator('[data-testid="stTopNavSection"]').all():
        section.click()
        links = page.locator('[data-testid="stTopNavDropdownLink"]')
        links.first.wait_for()
        found |= {link.get_attribute("href").rsplit("/", 1)[-1]: section.inner_text() for link in links.all()}
        page.keyboard.press("Escape")
        links.first.wait_for(state="hidden")
    return found


def test_on_every_page_the_letters_are_large_and_the_controls_away_and_again_when_it_was_off(room):
    visit(room, "?year=2018")
    within = sections(room)
    assert {*within, "overview"} == {*PAGES}
    room.keyboard.press("p")
    large(room)
    for name, section in within.items():
        room.locator('[data-testid="stTopNavSection"]').filter(has_text=section).click()
        room.locator(f'a[href$="/{name}"]').click()
        room.wait_for_url(re.compile(f"/{name}[?]"))
        room.mouse.move(5, 600)  # a tooltip would lie over the menu
        large(room)
        expect(title(room)).to_be_visible()
        room.keyboard.press("p")
        usual(room)
        room.keyboard.press("p")
        large(room)
    room.keyboard.press("Escape")
    usual(room)


@pytest.mark.parametrize("path", FILTERED)
def test_on_and_off_leaves_the_filters_as_they_were(room, path):
    visit(room, path)
    asked, had = query(room), room.evaluate(CONTROLS)
    assert had
    for _ in range(TIMES):
        room.keyboard.press("p")
        large(room)
        assert query(room) == asked | {"projector": ["true"]}
        room.keyboard.press("p")
        usual(room)
    still(room)
    assert query(room) == asked and room.evaluate(CONTROLS) == had


def test_a_link_opens_it_large_and_says_in_words_what_is_filtered(room):
    visit(room, "register?projector=true&sector=交通&area=天元区")
    large(room)
    for words in ("范围：天元区", "行业：交通"):
        expect(room.get_by_text(words).first).to_be_visible()
    visit(room, "layout?projector=true")
    large(room)


def test_whoever_types_a_p_types_a_p(room):
    visit(room, "register")
    field = room.get_by_label("查找")
    field.press("p")  # once: twice would turn it on and off again
    field.press("Enter")
    expect(room).to_have_url(re.compile(r"[?&]find=p\b"))
    usual(room)
