"""The map in a real Chromium: drawn, lettered, a click selects, filters move it, a base map only where one is set.

A machine without a graphics card draws slowly: every wait is for a sight, never for a time.
"""

import io
import re

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect
from shapely.ops import unary_union

from lib.maps import labels, scene
from lib.plan.opened import open_plan
from lib.text import places
from lib.ui import atlas
from tests.browser.paper import prints, readable
from tests.browser.steps import ROOT, UNPAINTED, WIDE, Server, query, still, visit, watched
from tests.browser.tiles import COLOUR, Tiles
from tests.homes import HOME

PATIENCE = 60  # half seconds
DECK = (ROOT / "lib" / "ui" / "map" / "deck.js").read_text(encoding="utf-8")
"""How our own scripts find the drawing behind a map: the tests ask it for the view."""


@pytest.fixture(scope="module")
def plan():
    return open_plan(HOME)


@pytest.fixture(autouse=True)
def slow(request):
    """Without a graphics card and beside other work a frame may take seconds."""
    if "page" in request.fixturenames:
        request.getfixturevalue("page").set_default_timeout(90_000)


@pytest.fixture(scope="module")
def belts(painted, server):
    """The three belts, drawn once; each test leaves the page as it found it."""
    with watched(painted, server.url) as page:
        page.set_default_timeout(90_000)
        page.set_viewport_size(WIDE)
        visit(page, "layout?system=belts")
        drawn(page)
        yield page


@pytest.fixture
def seen_page(painted, server):
    """A page whose map is painted."""
    with watched(painted, server.url) as page:
        page.set_default_timeout(90_000)
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


def looked(plan, systems: list[str]) -> scene.Look:
    named = places.drawn_systems(plan.frame("system"), plan.source.geometry[0])[systems].tolist()
    return scene.Look(
        "light",
        width=atlas.WIDE,
        height=atlas.HIGH,
        title=places.heading(plan.about),
        subtitle=places.subtitle(named),
        notes=places.foot(plan.about),
    )


def shown_of(plan, systems: list[str]):
    layers = plan.source.geometry[0]
    return layers, *places.split(layers, systems)


def deck(plan, systems: list[str]):
    return scene.layout(plan.source.drawing, *shown_of(plan, systems), looked(plan, systems))


def lettered(image: Image.Image, rows: list[dict], found, scale: float = 1) -> None:
    """That a picture of a deck's first view, so many times as large as its sheet, has lettering where names stand."""
    assert len(rows) > 12, "the names of the three belts run along them"
    view = found.initial_view_state
    centre = labels.position(view.longitude, view.latitude, view.zoom)
    for row in rows:
        x, y = (
            a - b + side / 2 / scale
            for a, b, side in zip(labels.position(*row["at"], view.zoom), centre, image.size, strict=True)
        )
        width, height = labels.extent(row["text"], row["size"])
        edges = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        name = image.crop(tuple(int(edge * scale) for edge in edges)).convert("L")
        dark = sum(1 for value in name.get_flattened_data() if value < 130)
        assert dark > 25 * scale, f"no lettering where {row['text']} stands"


def along_belts(found) -> list[dict]:
    rows = [row for layer in found.layers if layer.id.startswith("names-along") for row in layer.data]
    return [row for row in rows if row["text"] in "生产生活生态功能带"]


def view(page, number: int = 0) -> dict[str, float]:
    """What a map shows now, and the bounds of its middle."""
    return page.evaluate(
        f"""number => {{ {DECK}
        const {{ longitude, latitude, zoom, minZoom, maxBounds }} = viewOf(deckOf(document.querySelectorAll(MAP)[number].parentElement))
        return {{ longitude, latitude, zoom, minZoom, maxBounds }} }}""",
        number,
    )


def seen(page, test, number: int = 0) -> dict[str, float]:
    """What a map shows once it passes a test."""
    for _ in range(PATIENCE):
        if test(found := view(page, number)):
            return found
        page.wait_for_timeout(500)
    raise AssertionError(f"the map shows {found}")


def content(page, number: int = 0, unlike: dict[str, int] | None = None) -> dict[str, int]:
    """The layers that a map draws and how much each holds, once it has any and, if asked, no longer those from before."""
    for _ in range(PATIENCE):
        found = page.evaluate(
            f"""number => {{ {DECK}
            const deck = deckOf(document.querySelectorAll(MAP)[number]?.parentElement)
            return Object.fromEntries((deck?.props.layers ?? []).map((layer) => [layer.id, layer.props.data?.length ?? 0])) }}""",
            number,
        )
        if found and found != unlike:
            return found
        page.wait_for_timeout(500)
    raise AssertionError(f"the map holds {found}")


def here(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(abs(one[name] - other[name]) < 1e-6 for name in ("longitude", "latitude", "zoom"))


def spot(page, lon: float, lat: float) -> tuple[float, float]:
    """Where a place lies on the screen."""
    return page.evaluate(
        f"""at => {{ {DECK}
        const [x, y] = deckOf(document.querySelector(MAP).parentElement).getViewports()[0].project(at)
        const {{ left, top }} = document.querySelector(".deck-root").getBoundingClientRect()
        return [left + x, top + y] }}""",
        [lon, lat],
    )


def free(plan, key: str):
    """A point of a belt where no corridor crosses it."""
    belt = next(unit for unit in plan.source.drawing["belts"] if unit.id == key).geometry
    corridors = unary_union([corridor.geometry for corridor in plan.source.drawing["corridors"]])
    return belt.difference(corridors).representative_point()


def test_clicks_choose_units_and_the_map_is_taken_away_as_it_is(belts, plan):
    page = belts
    found = deck(plan, ["belts"])
    image = drawn(page)
    wide = page.locator('[data-testid="stDeckGlJsonChart"]').first.bounding_box()["width"]
    assert image.size == (round(wide), atlas.HIGH)
    lettered(image, along_belts(found), found)

    middle, east = free(plan, "belt-middle"), free(plan, "belt-east")
    page.mouse.click(*spot(page, middle.x, middle.y))
    page.wait_for_url("**place=belt-middle**")
    expect(page.get_by_role("heading", name="中部生态功能带")).to_be_visible()
    still(page)
    page.keyboard.down("Shift")
    page.mouse.click(*spot(page, east.x, east.y))
    page.keyboard.up("Shift")
    page.wait_for_url("**place=belt-east**")
    assert query(page)["place"] == ["belt-middle", "belt-east"]
    expect(page.get_by_role("heading", name=re.compile("^2个单元"))).to_be_visible()
    still(page)

    page.get_by_role("button", name="图片、PDF").click()
    page.get_by_role("dialog").locator("canvas").first.wait_for()
    drawn(page, page.locator('[data-testid="stDeckGlJsonChart"]').count() - 1)
    with page.expect_download() as png:
        page.get_by_role("button", name="PNG").click()
    picture_of = Image.open(png.value.path()).convert("RGB")
    look = atlas.on_paper(looked(plan, ["belts"]))._replace(chosen=("belt-middle", "belt-east"))
    paper = scene.layout(plan.source.drawing, *shown_of(plan, ["belts"]), look)
    assert picture_of.size == (3 * atlas.PAPER[0], 3 * atlas.PAPER[1])
    lettered(picture_of, along_belts(paper), paper, 3)
    with page.expect_download() as pdf:
        page.get_by_role("button", name="PDF（A3 横）").click()
    file = pdf.value.path().read_bytes()
    at = int(file.rsplit(b"startxref", 1)[1].split()[0])
    assert file.startswith(b"%PDF-") and file[at:].startswith(b"xref") and b"/MediaBox [0 0 1191 842]" in file
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")

    page.mouse.click(*spot(page, 113.25, 27.6))
    page.wait_for_url(lambda url: "place=" not in url)


def test_a_filter_moves_map_list_and_numbers_and_the_selection_stays(page):
    visit(page, "layout?system=zone&place=tianxin-park")
    before, title, count = (
        content(page),
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
    content(page, unlike=before)
    assert page.get_by_role("heading", level=2).first.inner_text() != title
    assert page.get_by_role("tab").first.inner_text() != count
    assert query(page)["sector"] == ["汽车及零配件"] and query(page)["place"] == ["tianxin-park"]
    expect(page.get_by_role("heading", name="田心高科园")).to_be_visible()


def test_the_legend_hides_a_layer_and_the_link_remembers(page):
    visit(page, "layout?system=cores&hide=cores")
    heading, hidden = page.get_by_role("heading", level=2).first, "图例里的图层都隐藏了"
    expect(heading).to_contain_text(hidden)
    before = content(page)
    page.get_by_role("button", name="一主五副").last.click()
    still(page)
    assert "hide" not in query(page)
    expect(heading).not_to_contain_text(hidden)
    shown = content(page, unlike=before)
    assert set(before) < set(shown)
    page.get_by_role("button", name="一主五副").last.click()
    still(page)
    assert query(page)["hide"] == ["cores"]
    expect(heading).to_contain_text(hidden)
    content(page, unlike=shown)


def test_the_wheel_moves_the_page_with_ctrl_the_map_and_nobody_gets_lost(page):
    page.set_viewport_size(WIDE)  # a page of its own: after a click the wheel is the map's
    visit(page, "layout?system=belts")
    content(page)
    chart = page.locator('[data-testid="stDeckGlJsonChart"]').first
    box = chart.bounding_box()
    assert box["y"] + box["height"] <= 900, "the whole map without scrolling"
    choices = page.get_by_role("button", name="图层").bounding_box()
    assert box["y"] < choices["y"] and choices["x"] + choices["width"] < box["x"] + box["width"], "it floats on the map"
    first = view(page)
    page.mouse.move(box["x"] + 60, box["y"] + 200)
    page.mouse.wheel(0, 200)
    top = "top => Math.abs(document.querySelector('.stDeckGlJsonChart').getBoundingClientRect().top - top) < 1"
    page.wait_for_function(f"top => !({top})(top)", arg=box["y"])
    page.mouse.wheel(0, -2000)
    page.wait_for_function(top, arg=box["y"])
    assert here(first, view(page)), "the wheel alone leaves the map as it is"
    page.get_by_role("button", name="放大").click()
    nearer = seen(page, lambda now: now["zoom"] > first["zoom"] + 0.9)
    page.keyboard.down("Control")
    page.mouse.move(box["x"] + 60, box["y"] + 200)
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    seen(page, lambda now: now["zoom"] > nearer["zoom"])
    for _ in range(6):
        page.mouse.move(box["x"] + 800, box["y"] + 500)
        page.mouse.down()
        page.mouse.move(box["x"] + 40, box["y"] + 500, steps=2)
        page.mouse.up()
    _, (east, _) = first["maxBounds"]
    edge = seen(page, lambda now: now["longitude"] > first["longitude"])
    assert edge["longitude"] <= east + 1e-6, "the middle of the map stays on the land that it is about"
    page.get_by_role("button", name="回到全图").click()
    seen(page, lambda now: here(now, first))


def test_two_systems_side_by_side_move_together(page):
    visit(page, "layout?system=belts&compare=roads")
    expect(page.locator('[data-testid="stDeckGlJsonChart"]')).to_have_count(2)
    assert content(page, 0) != content(page, 1)
    first = view(page)
    page.get_by_role("button", name="放大").nth(1).click()
    moved = seen(page, lambda now: now["zoom"] > first["zoom"] + 0.9)
    seen(page, lambda now: here(now, moved), 1)
    page.get_by_role("button", name="回到全图").first.click()
    seen(page, lambda now: here(now, first), 1)


def test_on_a_phone_a_swipe_passes_the_map_and_what_is_chosen_is_a_sheet_at_the_foot(browser, server):
    agent = "Mozilla/5.0 (Linux; Android 13) Mobile"
    size = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size, locale="zh-CN", user_agent=agent, has_touch=True, is_mobile=True)
    context.add_init_script(UNPAINTED)
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.base = server.url
    visit(page, "layout?system=zone&place=tianxin-park")
    expect(page.locator(".st-key-unit-sheet")).to_have_css("position", "fixed", timeout=60_000)
    sheet = page.locator(".st-key-unit-sheet").bounding_box()
    assert sheet["y"] > size["height"] / 2 and round(sheet["y"] + sheet["height"]) == size["height"]
    page.get_by_role("button", name="关闭").click()
    page.wait_for_url(lambda url: "place=" not in url)
    chart = page.locator('[data-testid="stDeckGlJsonChart"]').first
    chart.scroll_into_view_if_needed()
    content(page)
    before, box = view(page), chart.bounding_box()
    finger = context.new_cdp_session(page)
    for kind, at in [("Start", 500), *(("Move", 500 - 12 * step) for step in range(1, 16)), ("End", None)]:
        points = [{"x": box["x"] + 170, "y": at}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    page.wait_for_function(
        "top => document.querySelector('.stDeckGlJsonChart').getBoundingClientRect().top < top - 100", arg=box["y"]
    )
    assert here(before, view(page))
    context.close()


def near(colour: tuple[int, int, int]) -> bool:
    return sum(abs(a - b) for a, b in zip(colour, COLOUR, strict=True)) < 60


def test_a_base_map_is_loaded_where_one_is_set(painted):
    tiles = Tiles()
    server = Server({"PLAN_MAP_STYLE": tiles.style})
    try:
        mapped = painted.new_page()
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
def test_a_park_page_shows_its_map_and_prints(seen_page, tmp_path):
    visit(seen_page, "parks?at=jinshan-park")
    expect(seen_page.get_by_role("heading", level=2).first).to_contain_text("金山高科园：规划41.57平方公里")
    drawn(seen_page)
    prints(seen_page, tmp_path, filled=True)


@readable
def test_the_map_prints(belts, tmp_path):
    prints(belts, tmp_path, filled=True)
