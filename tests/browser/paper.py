"""What comes out of a printer, read back with poppler."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.steps import title
from tests.homes import ABOUT

readable = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: apt-get install poppler-utils")
ACROSS, UPRIGHT = (842, 595), (595, 842)
Sheet = tuple[tuple[float, float], str]
"""Width and height in points, and its words as poppler tells of them, with the box of each."""


def printed(page, path: Path) -> list[Sheet]:
    """The sheets that a page prints."""
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    found = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    return [((float(wide), float(high)), words) for wide, high, words in found]


def size(sheet: Sheet) -> tuple[int, int]:
    """Of a sheet, in whole points."""
    return round(sheet[0][0]), round(sheet[0][1])


def text(*sheets: Sheet) -> str:
    """The words on sheets without any space."""
    return plain("".join(word for _, words in sheets for word in re.findall(r">([^<>]+)</word>", words)))


def plain(words: str) -> str:
    return re.sub(r"\s", "", words)


def prints(page, folder: Path, upright: bool = False, filled: bool = False) -> None:
    """The page that is open has not failed and prints on A4, without menus, the sources at the foot of every sheet, nothing cut off at the
    side; the first sheet is `filled` down to its half."""
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    sheets = printed(page, folder / "page.pdf")
    assert sheets
    heading = title(page).inner_text()
    # one thing on one page upright: its title is on the paper, that of the page is not
    assert plain(heading.split("：")[-1] if upright else heading)[:6] in text(*sheets)
    for sheet in sheets:
        assert size(sheet) == (UPRIGHT if upright else ACROSS)
        assert ABOUT.name.sources[:12] in text(sheet)
        assert max(map(float, re.findall(r'xMax="([\d.]+)"', sheet[1]))) <= sheet[0][0] - 20
        for control in (">下载表格</word>", ">部署</word>", ">Excel</word>", ">file_download", ">download"):
            assert control not in sheet[1]
    if filled:
        assert _inked(folder / "page.pdf") > 0.5


def _inked(path: Path) -> float:
    """How far down the first sheet, above its foot, anything is printed: 0 to 1."""
    command = ["pdftoppm", "-r", "20", "-gray", "-f", "1", "-l", "1", str(path)]
    _, measures, _, pixels = subprocess.run(command, capture_output=True, check=True).stdout.split(b"\n", 3)
    wide, high = map(int, measures.split())
    rows = [pixels[at * wide : (at + 1) * wide] for at in range(int(high * 0.9))]
    return max((at for at, row in enumerate(rows) if min(row) < 160), default=0) / len(rows)
