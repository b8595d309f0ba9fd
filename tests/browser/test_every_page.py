"""Every page in a real Chromium and on paper: nothing leaves the host and nothing fails. The pages with a map are printed
where the map is tested: it is drawn once."""

import pytest
from playwright.sync_api import expect

from tests.browser.paper import prints, readable
from tests.browser.steps import ROOT, title, visit

WITH_MAP = {"layout", "parks"}
PAGES = sorted({path.stem for path in ROOT.glob("pages/*/*.py")} - WITH_MAP)
FILLED = ("overview", "audit", "indicators")
"""Their first sheet is not nearly empty."""


@readable
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_and_prints(page, name, tmp_path):
    visit(page, "" if name == "overview" else name)
    expect(title(page)).to_be_visible()
    prints(page, tmp_path, upright=name == "sheet", filled=name in FILLED)
