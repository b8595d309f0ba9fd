"""Links and downloads in a real Chromium."""

import io
import re
from pathlib import Path

import pandas as pd
from playwright.sync_api import expect

from tests.browser.steps import Server, query, still, visit, watched


def test_a_deep_link_into_a_cold_server_opens_the_right_page(window):
    server = Server()
    try:
        with watched(window, server.url) as page:
            visit(page, "indicators?area=天元区&year=2016&clause=T129a")
            expect(page.get_by_role("heading", name=re.compile("略有滞后.*服务业"))).to_be_visible()
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
