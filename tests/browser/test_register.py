"""项目库 in a real Chromium: facets, search, links, the same set in every view, views kept in the browser."""

import io
import re
import urllib.parse
from pathlib import Path

import pandas as pd
from playwright.sync_api import expect

from tests.browser.paper import prints, readable
from tests.browser.steps import query, still, visit


def title(page) -> str:
    return page.get_by_role("heading", level=2).first.inner_text()


def count(page) -> int:
    return int(re.search(r"(\d+)项：", title(page))[1])


def exported(page) -> pd.DataFrame:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载表格").first.click()
    return pd.read_csv(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def test_a_count_beside_a_value_is_what_a_click_leaves_and_goes_into_the_link(page):
    visit(page, "register?year=2018&within=8")
    page.get_by_role("combobox", name="阶段").click()
    option = page.get_by_role("option", name=re.compile("^适时启动（")).first
    promised = int(re.search(r"（(\d+)）", option.inner_text())[1])
    option.click()
    page.keyboard.press("Escape")
    still(page)
    assert count(page) == promised == 7
    assert query(page)["stage"] == ["适时启动"]
    shown, address = title(page), page.url
    visit(page, "register?year=2018")
    assert count(page) > 300
    page.goto(address)
    still(page)
    assert title(page) == shown


@readable
def test_table_board_and_map_hold_the_same_set_and_the_map_prints(page, tmp_path):
    sets = {}
    for show in ("表", "看板", "地图"):
        visit(page, f"register?year=2018&sector=交通&within=8&show={urllib.parse.quote(show)}")
        sets[show] = set(exported(page)["编号"])
        assert len(sets[show]) == count(page)
    assert sets["表"] == sets["看板"] == sets["地图"]
    prints(page, tmp_path, filled=True)
    expect(page.get_by_text(re.compile(rf"^{len(sets['表'])}项中\d+项有位置"))).to_be_visible()
    visit(page, "register?year=2018&stage=适时启动&show=看板")
    cards = page.locator('[class*="st-key-card-"]')
    assert cards.count() == count(page) == 7


def test_search_by_initials_and_a_card_opens_the_project(page):
    visit(page, "register?year=2018&show=看板")
    box = page.get_by_role("searchbox").or_(page.get_by_label("查找")).first
    box.fill("xmcxc")
    box.press("Enter")
    still(page)
    assert query(page)["find"] == ["xmcxc"]
    page.get_by_role("button", name="新马创新城", exact=True).first.click()
    still(page)
    expect(page.get_by_role("heading", name="新马创新城", exact=True)).to_be_visible()
    expect(page.get_by_text("新马科技城、新马科技创新城")).to_be_visible()
    assert query(page)["project"] == ["xinma-chuangxincheng"]
    page.reload()
    still(page)
    expect(page.get_by_role("heading", name="新马创新城", exact=True)).to_be_visible()


def test_a_view_is_kept_in_this_browser_and_opened_again(page):
    visit(page, "register?year=2018&stage=适时启动&show=看板")
    kept = title(page)
    page.get_by_role("button", name="视图").click()
    name = page.get_by_label("把当前视图存在这个浏览器里")
    name.fill("以后再说")
    name.press("Enter")
    still(page)
    page.get_by_role("button", name="保存", exact=True).click()
    still(page)
    page.wait_for_function("() => (localStorage.getItem('plan-monitor.register.views') || '').includes('以后再说')")
    visit(page, "register?year=2018")
    page.wait_for_timeout(600)
    still(page)
    assert count(page) > 300
    page.get_by_role("button", name="视图").click()
    page.get_by_role("combobox", name="打开视图").click()
    page.get_by_role("option", name="我的：以后再说").click()
    still(page)
    assert title(page) == kept
    assert query(page)["stage"] == ["适时启动"]
    assert query(page)["show"] == ["看板"]


def test_a_click_on_the_heat_opens_those_projects(page):
    visit(page, "register?year=2018&show=热力&park=董家塅高科园")
    mark = page.locator(".js-plotly-plot .scatterlayer .point").first.bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.wait_for_url("**sector=**", timeout=15_000)
    still(page)
    assert query(page)["sector"] == ["航空航天"]
    assert count(page) == 4
