"""The framework's own words in a real Chromium: none of them is English."""

import re

from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.steps import Server, still, visit

ENGLISH = re.compile(r"Print|System|Light|Dark|Made with|Streamlit|Rerun|[Pp]age not|results|Running the app")


def test_the_menu_and_what_a_filter_offers_are_chinese(page):
    visit(page, "indicators?year=2016")
    page.locator('[data-testid="stMainMenu"] button').click()
    menu = page.locator('[data-testid="stMainMenuPopover"]')
    expect(menu).to_contain_text("打印")
    assert not ENGLISH.findall(menu.inner_text())
    page.keyboard.press("Escape")
    field = page.locator('[data-testid="stSelectbox"] input').first
    field.click()
    field.fill("没有这样的")
    expect(page.get_by_text("没有符合的")).to_be_visible()


def test_why_a_file_was_not_taken_is_said_in_chinese(window, server):
    """What the framework answers after a restart (400, 403), to what is too large, when too much is kept, to nobody."""
    page = window.new_page()
    page.base = server.url
    visit(page, "entry?area=天元区&year=2018&way=上传填好的表")
    field = page.locator('[data-testid="stFileUploader"]')
    for status, word in ((400, "重新启动过"), (403, "刷新本页"), (413, "太大"), (503, "太多"), (0, "连接中断")):
        page.route(
            "**/upload_file/**", lambda route, *, to=status: route.fulfill(status=to) if to else route.abort(), times=1
        )
        file = {"name": f"answer-{status}.csv", "mimeType": "text/csv", "buffer": b"x"}
        field.locator("input").set_input_files(file)
        expect(field.get_by_test_id("stFileChip").filter(has_text=file["name"])).to_contain_text(word)
    assert not re.search("Error|Request", field.inner_text())
    page.close()


def test_a_page_that_did_not_come_whole_says_so_in_chinese(window, server):
    """The server counts on something that the browser has not kept."""
    page, sockets = window.new_page(), []

    def between(socket) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/_stcore/stream"), between)
    page.base = server.url
    visit(page, "glossary")
    sockets[0].send(ForwardMsg(ref_hash="gone").SerializeToString())
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("请刷新本页（F5）")
    for told in (dialog, page.get_by_test_id("stStatusWidget")):
        assert not re.search("[A-Za-z]{3,}", told.inner_text()), told.inner_text()
    page.close()


def test_a_page_that_is_not_there_says_so_in_chinese(window, server):
    page = window.new_page()
    page.goto(f"{server.url}/no-such-page")
    still(page)
    expect(page.get_by_text("没有“no-such-page”这个页面").or_(page.get_by_role("dialog")).first).to_be_visible()
    dialog = page.get_by_role("dialog")
    assert not dialog.count() or not ENGLISH.findall(dialog.inner_text())
    page.close()


def test_the_first_link_of_all_opens_its_page_without_a_word(window):
    server = Server()
    page = window.new_page()
    page.goto(f"{server.url}/glossary")
    still(page)
    expect(page.get_by_role("heading").first).to_be_visible()
    assert not page.get_by_role("dialog").count()
    page.close()
    server.stop()
