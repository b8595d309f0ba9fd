"""The map in a real Chromium: drawn, labelled, a click selects."""

import io
import math

from PIL import Image
from playwright.sync_api import expect

from lib.space import places
from lib.view import maps
from tests.browser.steps import ROOT, still, visit


def canvas(page):
    """The map's canvas on the page, once it has been drawn."""
    box = page.locator('[data-testid="stDeckGlJsonChart"]')
    box.wait_for()
    page.wait_for_timeout(2500)
    return box


def pixel(box: dict, bounds, lon: float, lat: float) -> tuple[float, float]:
    """Where a point lies on a canvas that shows the deck's initial view (Web Mercator)."""
    view = maps.view(bounds)
    world = 512 * 2**view.zoom

    def mercator(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)

    x = (lon - view.longitude) / 360 * world + box["width"] / 2
    y = (mercator(view.latitude) - mercator(lat)) * world + maps.HEIGHT / 2
    return x, y


def test_the_map_is_drawn_with_chinese_labels(page):
    visit(page, "layout?system=belts")
    image = Image.open(io.BytesIO(canvas(page).screenshot())).convert("RGB")
    colours = image.getcolors(10_000_000)
    assert len(colours) > 300, "nothing but a blank canvas"
    box = canvas(page).bounding_box()
    frames = places.load(ROOT / "geo")
    belt = frames["belts"].set_index("id").geometry["belt-west"].representative_point()
    x, y = pixel(box, maps.extent(frames, ["boundary", "belts", "corridors"]), belt.x, belt.y)
    label = image.crop((int(x - 60), int(y - 14), int(x + 60), int(y + 14)))
    dark = sum(1 for value in label.convert("L").get_flattened_data() if value < 70)
    assert dark > 120, "no lettering where the label of the western belt stands"


def test_a_click_on_the_map_selects_and_the_link_follows(page):
    visit(page, "layout?system=belts")
    box = canvas(page).bounding_box()
    frames = places.load(ROOT / "geo")
    spot = frames["belts"].set_index("id").geometry["belt-middle"].representative_point()
    x, y = pixel(box, maps.extent(frames, ["boundary", "belts", "corridors"]), spot.x, spot.y + 0.012)
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_url("**place=belt-middle**", timeout=15_000)
    still(page)
    expect(page.get_by_role("heading", name="中部生态功能带")).to_be_visible()
    page.reload()
    still(page)
    expect(page.get_by_role("heading", name="中部生态功能带")).to_be_visible()
