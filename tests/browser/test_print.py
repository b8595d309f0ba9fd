"""Every page on paper: A4 landscape, no menus, the sources at the foot of every sheet, nothing cut off at the side."""

import re
import shutil
import subprocess

import pytest

from lib.view import words as w
from tests.browser.steps import ROOT, still, visit

PAGES = sorted(path.stem for path in ROOT.glob("pages/*/*.py"))
WIDTH = 841.9


@pytest.fixture(scope="module", autouse=True)
def opened_once(browser, server) -> None:
    """The first session of a cold server gets Streamlit's own "Page not found"; it is not this test's matter."""
    page = browser.new_page()
    page.goto(server.url)
    still(page)
    page.close()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: apt-get install poppler-utils")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_paper(page, name, tmp_path):
    visit(page, "" if name == "overview" else name)
    path = tmp_path / f"{name}.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    sheets = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    assert sheets
    title = page.get_by_role("heading", level=2).first.inner_text()
    text = re.sub(r"\s", "", "".join(re.findall(r">([^<>]+)</word>", boxes)))
    assert re.sub(r"\s", "", title)[:6] in text
    for width, height, words in sheets:
        assert (round(float(width)), round(float(height))) == (842, 595)
        assert w.SOURCE_NOTE[:12] in re.sub(r"\s", "", "".join(re.findall(r">([^<>]+)</word>", words)))
        assert max(map(float, re.findall(r'xMax="([\d.]+)"', words))) <= WIDTH - 20
    for control in (">下载表格</word>", ">部署</word>", ">Excel</word>", ">file_download", ">download"):
        assert control not in boxes
