"""保存图片: a chart and a picture of the first page are saved as a PNG, made in the browser, with something in it."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from tests.browser.steps import still, visit


def colours(path: Path) -> tuple[int, int, set[bytes]]:
    """Width, height and the pixels of every fourth row of a PNG as Chromium writes it (8 bits, no interlacing)."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    size = {2: 3, 6: 4}[kind]
    assert depth == 8
    body, place = b"", 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            body += data[place + 8 : place + 8 + length]
        place += 12 + length
    lines = zlib.decompress(body)
    step = width * size + 1
    return width, height, {lines[at + 1 : at + step] for at in range(0, len(lines), 4 * step)}


def save(page, number: int, tmp_path) -> tuple[str, int, int, int]:
    """Press one of the buttons; name, width and height of the picture, and how many different rows it has."""
    button = page.get_by_role("button", name="保存图片").nth(number)
    button.wait_for()
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / "picture.png"
    waiting.value.save_as(file)
    width, height, rows = colours(file)
    return waiting.value.suggested_filename, width, height, len(rows)


def test_a_chart_is_saved_with_title_and_source(page, tmp_path):
    visit(page, "indicators?area=天元区&year=2018&clause=T117b")
    chart = page.locator(".js-plotly-plot").first
    chart.locator(".scatterlayer .point").first.wait_for()
    box = chart.bounding_box()
    name, width, height, rows = save(page, 0, tmp_path)
    assert name.startswith("地区生产总值") and name.endswith(".png")
    assert width > 2 * box["width"] and height > 2 * (box["height"] + 40)  # twice as sharp, with title and source
    assert rows > 100, "a blank sheet has few different rows"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_pictures_of_the_first_page_are_saved(page, tmp_path, number):
    visit(page, "?area=天元区&year=2018")
    name, width, height, rows = save(page, number, tmp_path)
    assert re.search("天元区-2018.png$", name)
    assert width > 400 and height > 200 and rows > 60


def test_a_click_on_a_bar_filters_the_page(page):
    visit(page, "audit")
    bar = page.locator(".js-plotly-plot .bars .point").first
    bar.wait_for()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("severity="))
    still(page)
    assert "rule=" in page.url
