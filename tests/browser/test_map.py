"""The map in a real Chromium: drawn, lettered, a click selects, filters move it, a base map only where one is set.

A machine without a graphics card draws slowly, and its first drawing on a page takes seconds of its processor: what can
be seen on one page is seen there. Every wait is for a sight, never for a time.
"""

import io
import re
from contextlib import suppress

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import TimeoutError, expect
from shapely.ops import unary_union

from lib.maps import labels, scene
from lib.plan.opened import open_plan
from lib.text import places
from lib.ui import atlas
from tests.browser.paper import prints, readable
from tests.browser.steps import Server, query, still, visit, watched
from tests.browser.tiles import COLOUR, Tiles
from tests.homes import HOME

SIZE = {"width": 1440, "height": 900}
PATIENCE = 60  # half seconds


@pytest.fixture(scope="module")
def plan():
    return open_plan(HOME)


@pytest.fixture(autouse=True)
def slow(request):
    """Without a graphics card and beside other work a frame may take seconds."""
    if "page" in request.fixturenames:
        request.getfixturevalue("page").set_default_timeout(90_000)


@pytest.fixture(scope="module")
def belts(window, server):
    """The three belts, drawn; each test leaves the page as it found it."""
    with watched(window, server.url) as page:
        page.set_default_timeout(90_000)
        visit(page, "layout?system=belts")
        drawn(page)
        yield page


def picture(page, number: int = 0) -> Image.Image:
    """The map as it is: no waiting for the page to stand still, which an element's own screenshot does."""
    chart = page.locator('[data-testid="stDeckGlJsonChart"]').nth(number)
    return Image.open(io.BytesIO(page.screenshot(clip=chart.bounding_box()))).convert("RGB")


def differ(one: Image.Image, other: Image.Image) -> bool:
    return one.size != other.size or ImageChops.difference(one, other).getbbox() is not None


def drawn(page, number: int = 0, unlike: Image.Image | None = None) -> Image.Image:
    """The map once it stands still and has more than its ground, and, if asked, is no longer as it was."""
    page.locator('[data-testid="stDeckGlJsonChart"]').nth(number).wait_for(timeout=60_000)
    before = picture(page, number)
    for _ in range(PATIENCE):
        page.wait_for_timeout(500)
        now = picture(page, number)
        if len(now.getcolors(10_000_000)) > 150 and not differ(before, now) and (unlike is None or differ(unlike, now)):
            return now
        before = now
    raise AssertionError("the map was not drawn, or did not change")


def deck(plan, systems: list[str]):
    layers = plan.source.geometry[0]
    context, shown = places.split(layers, systems)
    named = places.drawn_systems(plan.frame("system"), layers)[systems].tolist()
    look = scene.Look(
        "light",
        width=atlas.WIDE,
        height=atlas.HIGH,
        title=places.heading(plan.about),
        subtitle=places.subtitle(named),
        notes=places.foot(plan.about),
    )
    return scene.layout(plan.source.drawing, layers, context, shown, look)


def pixel(page, view, lon: float, lat: float) -> tuple[float, float]:
    """Where a point lies on the map that shows the deck's first view, from the upper left of the map."""
    box = page.locator('[data-testid="stDeckGlJsonChart"]').first.bounding_box()
    (x, y), (middle, centre) = (
        labels.position(lon, lat, view.zoom),
        labels.position(view.longitude, view.latitude, view.zoom),
    )
    return x - middle + box["width"] / 2, y - centre + atlas.HIGH / 2


def click(page, plan, systems: list[str], lon: float, lat: float, name: str, url: str) -> None:
    """Move to a unit until its tooltip says its name and the map stands still, then click it; again if nothing happens.

    deck.gl takes a click only if button down and up lie within a quarter of a second; without a graphics card the first
    are longer.
    """
    x, y = pixel(page, deck(plan, systems).initial_view_state, lon, lat)
    tooltip = page.locator(".deck-tooltip").first
    for turn in range(PATIENCE):
        box = page.locator('[data-testid="stDeckGlJsonChart"]').first.bounding_box()
        page.mouse.move(box["x"] + x + turn % 2, box["y"] + y)
        page.wait_for_timeout(500)
        if tooltip.is_visible() and name in tooltip.inner_text():
            drawn(page)
            page.mouse.down()
            page.mouse.up()
            with suppress(TimeoutError):
                page.wait_for_url(url, timeout=5_000)
                return
    raise AssertionError(f"no tooltip says {name}, or the click changes nothing")


def test_the_map_is_drawn_with_chinese_names(belts, plan):
    page, image, found = belts, drawn(belts), deck(plan, ["belts"])
    rows = [row for layer in found.layers if layer.id.startswith("names-along") for row in layer.data]
    rows = [row for row in rows if row["text"] in "生产生活生态功能带"]
    assert len(rows) > 12, "the names of the three belts run along them"
    for row in rows:
        x, y = pixel(page, found.initial_view_state, *row["at"])
        width, height = labels.extent(row["text"], row["size"])
        name = image.crop((int(x - width / 2), int(y - height / 2), int(x + width / 2), int(y + height / 2))).convert(
            "L"
        )
        assert sum(1 for value in name.get_flattened_data() if value < 130) > 25, (
            f"no lettering where {row['text']} stands"
        )


def test_a_click_on_the_map_selects_the_link_follows_and_a_click_beside_lets_go(belts, plan):
    """Clicked is the ecological belt where no corridor crosses it."""
    page = belts
    belt = next(unit for unit in plan.source.drawing["belts"] if unit.id == "belt-middle").geometry
    free = belt.difference(
        unary_union([corridor.geometry for corridor in plan.source.drawing["corridors"]])
    ).representative_point()
    click(page, plan, ["belts"], free.x, free.y, "中部生态功能带", "**place=belt-middle**")
    still(page)
    expect(page.get_by_role("heading", name="中部生态功能带")).to_be_visible()
    box = page.locator('[data-testid="stDeckGlJsonChart"]').first.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5)
    for _ in range(PATIENCE):
        drawn(page)
        page.mouse.down()
        page.mouse.up()
        still(page)
        if "place" not in query(page):
            return
    raise AssertionError("the unit is still chosen")


def test_the_wheel_moves_the_page_and_with_ctrl_the_map_and_the_button_brings_it_back(belts):
    page = belts
    chart = page.locator('[data-testid="stDeckGlJsonChart"]').first
    box = chart.bounding_box()
    assert box["y"] + box["height"] <= 900, "the whole map without scrolling"
    page.mouse.move(box["x"] + 60, box["y"] + 200)  # where the pointer is, the chart shows its own buttons
    before = drawn(page)
    page.mouse.wheel(0, 200)
    page.wait_for_function(
        "top => document.querySelector('.stDeckGlJsonChart').getBoundingClientRect().top < top", arg=box["y"]
    )
    page.mouse.wheel(0, -2000)
    page.wait_for_function(
        "top => document.querySelector('.stDeckGlJsonChart').getBoundingClientRect().top === top", arg=box["y"]
    )
    assert not differ(before, drawn(page)), "the wheel alone leaves the map as it is"
    page.get_by_role("button", name="放大").click()
    nearer = drawn(page, unlike=before)
    page.mouse.move(box["x"] + 60, box["y"] + 200)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    drawn(page, unlike=nearer)
    page.get_by_role("button", name="回到全图").click()
    page.mouse.move(box["x"] + 60, box["y"] + 200)
    for _ in range(PATIENCE):
        if not differ(before, drawn(page)):
            return
    raise AssertionError("the first view does not come back")


@readable
def test_the_map_prints(belts, tmp_path):
    prints(belts, tmp_path, filled=True)


def test_a_filter_moves_map_list_and_numbers_and_the_selection_stays(page):
    visit(page, "layout?system=zone&place=tianxin-park")
    before, title, count = (
        drawn(page),
        page.get_by_role("heading", level=2).first.inner_text(),
        page.get_by_role("tab").first.inner_text(),
    )
    page.get_by_role("button", name="项目与着色").click()
    page.get_by_role("combobox", name=re.compile("行业")).first.click()
    page.keyboard.type("汽车及零")
    page.get_by_role("option", name=re.compile("^汽车及零配件")).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # an open list hides the page from the accessibility tree
    still(page)
    drawn(page, unlike=before)
    assert page.get_by_role("heading", level=2).first.inner_text() != title
    assert page.get_by_role("tab").first.inner_text() != count
    assert query(page)["sector"] == ["汽车及零配件"] and query(page)["place"] == ["tianxin-park"]
    expect(page.get_by_role("heading", name="田心高科园")).to_be_visible()


def test_the_legend_hides_a_layer_and_the_link_remembers(page):
    visit(page, "layout?system=cores&hide=cores")
    heading, hidden = page.get_by_role("heading", level=2).first, "图例里的图层都隐藏了"
    expect(heading).to_contain_text(hidden)
    before = drawn(page)
    page.get_by_role("button", name="一主五副").last.click()
    still(page)
    assert "hide" not in query(page)
    expect(heading).not_to_contain_text(hidden)
    shown = drawn(page, unlike=before)
    page.get_by_role("button", name="一主五副").last.click()
    still(page)
    assert query(page)["hide"] == ["cores"]
    expect(heading).to_contain_text(hidden)
    drawn(page, unlike=shown)


def test_two_systems_side_by_side(page):
    visit(page, "layout?system=belts&compare=roads")
    expect(page.locator('[data-testid="stDeckGlJsonChart"]')).to_have_count(2)
    assert differ(drawn(page, 0), drawn(page, 1))


def near(colour: tuple[int, int, int]) -> bool:
    return sum(abs(a - b) for a, b in zip(colour, COLOUR, strict=True)) < 60


def test_a_base_map_is_loaded_where_one_is_set(browser):
    tiles = Tiles()
    server = Server({"PLAN_MAP_STYLE": tiles.style})
    try:
        mapped = browser.new_page(viewport=SIZE, locale="zh-CN")
        mapped.set_default_timeout(90_000)
        mapped.base = server.url
        visit(mapped, "layout?system=cores")
        image = drawn(mapped)
        for _ in range(PATIENCE):
            if any(near(colour) for _, colour in image.getcolors(10_000_000)):
                break
            mapped.wait_for_timeout(500)
            image = picture(mapped)
        else:
            raise AssertionError("the base map cannot be seen")
        assert "/style.json" in tiles.asked and any(re.fullmatch(r"/\d+/\d+/\d+\.png", path) for path in tiles.asked)
        mapped.close()
    finally:
        server.stop()
        tiles.stop()


@readable
def test_a_park_page_shows_its_map_and_prints(page, tmp_path):
    visit(page, "parks?at=jinshan-park")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("金山高科园：规划41.57平方公里")
    drawn(page)
    prints(page, tmp_path, filled=True)
