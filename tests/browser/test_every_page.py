"""Every page in a real Chromium and on paper: nothing leaves the host and nothing fails; A4, no menus, the
sources at the foot of every sheet, nothing cut off at the side."""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.steps import ROOT, visit
from tests.homes import ABOUT

PAGES = sorted(path.stem for path in ROOT.glob("pages/*/*.py"))
ACROSS, UPRIGHT = (842, 595), (595, 842)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: apt-get install poppler-utils")
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_and_prints(page, name, tmp_path):
    visit(page, "" if name == "overview" else name)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    path = tmp_path / f"{name}.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    sheets = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    assert sheets
    title = page.get_by_role("heading", level=2).first.inner_text()
    text = re.sub(r"\s", "", "".join(re.findall(r">([^<>]+)</word>", boxes)))
    own = name == "sheet"  # one thing on one page upright: its title is on the paper, that of the page is not
    assert re.sub(r"\s", "", title.split("：")[-1] if own else title)[:6] in text
    for width, height, words in sheets:
        assert (round(float(width)), round(float(height))) == (UPRIGHT if own else ACROSS)
        assert ABOUT.name.sources[:12] in re.sub(r"\s", "", "".join(re.findall(r">([^<>]+)</word>", words)))
        assert max(map(float, re.findall(r'xMax="([\d.]+)"', words))) <= float(width) - 20
    for control in (">下载表格</word>", ">部署</word>", ">Excel</word>", ">file_download", ">download"):
        assert control not in boxes
