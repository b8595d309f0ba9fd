"""The dashboard in a real Chromium: links, the map, clicks, downloads, and that nothing leaves the host."""

import io
import math
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from lib.space import places
from lib.view import maps

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not CHROMIUM and not os.environ.get("REQUIRE_BROWSER"):
    pytest.skip("no Chromium: apt-get install chromium fonts-noto-cjk", allow_module_level=True)
from playwright.sync_api import expect, sync_playwright  # noqa: E402

FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
PATHS = ["", "indicators", "projection", "layout", "flagship", "sources", "methods"]
STILL = """() => { const a = document.querySelector('[data-testid="stApp"]');
  return a && a.getAttribute('data-test-script-state') === 'notRunning' && !document.querySelector('[data-testid="stSkeleton"]'); }"""


class Server:
    """A server of its own on a free port of localhost."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.url = f"http://localhost:{self.port}"
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not come up")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def page(browser, server):
    """A page that notes what the browser complains about and which requests leave the host; both must stay empty."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    outside, errors = [], []
    own = re.compile(r"(data|blob|about):|\w+://(localhost|127\.0\.0\.1)[:/]")
    page.on("request", lambda request: None if own.match(request.url) else outside.append(request.url))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" and "Failed to load resource" not in message.text else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.base = server.url
    yield page
    context.close()
    assert not outside
    assert not errors


def still(page) -> None:
    page.wait_for_function(STILL, timeout=60_000)
    page.wait_for_timeout(400)


def visit(page, path: str) -> None:
    page.goto(f"{page.base}/{path}")
    still(page)


def query(page) -> dict[str, list[str]]:
    return urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_and_stays_on_the_host(page, path):
    visit(page, path)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    page.wait_for_timeout(1000)


def test_a_deep_link_into_a_cold_server_opens_the_right_page(browser):
    server = Server()
    try:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{server.url}/indicators?area=天元区&year=2016&clause=T129a")
        still(page)
        expect(page.get_by_role("heading", name=re.compile("略有滞后.*服务业"))).to_be_visible()
        page.close()
    finally:
        server.stop()


def test_a_filter_is_written_to_the_link_and_the_link_restores_it(page):
    visit(page, "indicators?year=2016")
    page.get_by_role("radio", name="高新区").or_(page.get_by_role("button", name="高新区", exact=True)).first.click()
    still(page)
    assert query(page)["area"] == ["高新区"]
    title = page.get_by_role("heading", level=2).first.inner_text()
    page.reload()
    still(page)
    assert page.get_by_role("heading", level=2).first.inner_text() == title
    assert query(page)["area"] == ["高新区"]


def test_area_and_year_follow_from_page_to_page(page):
    visit(page, "?area=天元区&year=2018")
    page.locator('[data-testid="stTopNavSection"]').filter(has_text="说明").click()
    page.locator('a[href$="/methods"]').click()
    page.wait_for_url("**/methods**")
    still(page)
    assert query(page) == {"area": ["天元区"], "year": ["2018"]}


def test_a_click_on_the_matrix_opens_those_clauses(page):
    visit(page, "?year=2018&area=天元区")
    mark = page.locator(".js-plotly-plot .scatterlayer .point").first.bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.wait_for_url("**/indicators?**")
    still(page)
    asked = query(page)
    assert (asked["year"], asked["area"], asked["domain"]) == (["2018"], ["天元区"], ["经济发展"])
    expect(page.get_by_role("heading", level=2).first).to_contain_text(re.compile(r"^2018年：\d+项目标条款中"))


def test_a_click_on_a_row_opens_the_clause(page):
    visit(page, "indicators?year=2016&verdict=达到进度")
    frame = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    page.mouse.click(frame["x"] + 18, frame["y"] + 36 * 2 + 15)
    still(page)
    assert query(page)["clause"] == ["T117b"]
    expect(page.get_by_role("heading", name=re.compile("达到进度.*地区生产总值"))).to_be_visible()


def test_the_downloaded_table_opens_in_excel(page):
    visit(page, "?year=2016")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载表格").first.click()
    raw = Path(waiting.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(io.BytesIO(raw))
    assert {"指标", "2015年", "目标水平", "结论"} <= set(table.columns)
    assert not table.map(lambda cell: isinstance(cell, str) and cell[:1] in "=+-@").any(axis=None)


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
