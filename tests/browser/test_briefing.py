"""The presenter in a real Chromium: keys, clicker, links to slides, leaving and returning, choosing, sizes of a
projector."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from lib.ledger import file as ledger
from tests.browser.steps import query, still, visit
from tests.browser.test_entry import sign

PAGE = "briefing?year=2016&area=天元区"
FITS = """() => { const show = document.querySelector('[data-testid="stBidiComponentRegular"], [data-testid="stBidiComponentIsolated"]');
  const find = (root) => { for (const e of root.querySelectorAll('*')) { if (e.id === 'page') return e; if (e.shadowRoot) { const f = find(e.shadowRoot); if (f) return f; } } return null; };
  const slide = find(document).firstElementChild, box = slide.getBoundingClientRect(), wrong = [];
  for (const e of slide.querySelectorAll('h1, .fit:not(.cards), .card, .panel .head, .panel .said, .figures, .foot')) if (e.scrollHeight > e.clientHeight + parseFloat(getComputedStyle(e).fontSize) * 0.3 || e.scrollWidth > e.clientWidth + 2) wrong.push(e.className || e.tagName);
  const drawn = [...slide.querySelectorAll('svg text')];
  for (const e of drawn) { const own = e.getBoundingClientRect(), all = e.ownerSVGElement.getBoundingClientRect();
    if (own.left < all.left - 2 || own.right > all.right + 2 || own.top < all.top - 4 || own.bottom > all.bottom + 4) wrong.push(e.textContent); }
  const letters = [...slide.querySelectorAll('h1, td, .text p, .label, .card .line, .panel .said, .point'), ...drawn].map((e) => parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM ? e.getScreenCTM().a : 1));
  return { wrong, least: Math.min(...letters) / box.width * 1920, width: box.width, height: box.height, left: box.left, top: box.top }; }"""


def present(page, path: str = PAGE) -> None:
    visit(page, path)
    page.locator("#start").click()
    expect(page.locator("#stage")).to_be_visible()


def number(page) -> str:
    return page.locator("#number").inner_text()


SLOW = """() => { const real = Element.prototype.requestFullscreen
  Element.prototype.requestFullscreen = function () {
    return new Promise((done) => setTimeout(done, 300)).then(() => real.call(this)).then(() => { window.wasFull = true }) } }"""
"""The browser takes its time to fill the screen."""


@pytest.mark.parametrize(("path", "start"), [(PAGE, "#start"), ("wall", "button.start")])
def test_who_leaves_before_the_screen_is_full_is_not_left_in_it(page, path, start):
    visit(page, path)
    page.evaluate(SLOW)
    page.locator(start).click()
    page.keyboard.press("Escape")
    page.wait_for_function("() => window.wasFull && !document.fullscreenElement")


def test_keys_and_clicker_turn_the_slides(page):
    present(page)
    total = int(number(page).split(" / ")[1])
    assert total > 20
    expect(page.locator("#page h1")).to_have_text("天元区“十三五”规划\n2016年度评估", use_inner_text=True)
    for key, place in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("PageUp", 3),
        ("ArrowLeft", 2),
        ("End", total),
        ("ArrowRight", total),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        page.keyboard.press(key)
        assert number(page) == f"{place} / {total}", key
    for key in ("1", "2", "Backspace", "4", "Enter"):
        page.keyboard.press(key)
    assert number(page) == f"14 / {total}"
    page.keyboard.press("9")
    page.keyboard.press("Escape")
    assert number(page) == f"14 / {total}"
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("翻页笔")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator("#notes")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#notes")).to_be_hidden()


def test_the_rooms_window_goes_with_the_speakers_and_has_no_notes(page):
    visit(page, PAGE)
    with page.expect_popup() as opened:
        page.locator("#speak").click()
    room = opened.value
    expect(page.locator("#now h1")).to_have_text(room.locator("#page h1").inner_text())
    page.keyboard.press("PageDown")
    expect(room.locator("#number")).to_contain_text("2 / ")
    expect(page.locator("#next h1")).to_be_visible()
    room.keyboard.press("PageDown")  # the clicker speaks to whichever window was touched last
    expect(page.locator("#count")).to_contain_text("3 / ")
    assert room.locator("#notes").count() == 0
    page.keyboard.press("b")
    expect(room.locator("#black")).to_be_visible()
    expect(page.locator("#now h1")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("l")
    at = page.locator("#now .slide").bounding_box()
    page.mouse.move(at["x"] + at["width"] / 4, at["y"] + at["height"] / 2)
    dot, slide = room.locator("#dot").bounding_box(), room.locator("#page .slide").bounding_box()
    assert dot["x"] + dot["width"] / 2 == pytest.approx(slide["x"] + slide["width"] / 4, abs=2)
    page.reload()
    still(page)
    expect(page.locator("#count")).to_contain_text("3 / ")
    page.keyboard.press("w")
    page.keyboard.press("End")
    expect(room.locator("#page h1")).to_have_text(page.locator("#now h1").inner_text())
    with room.expect_event("close"):
        page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_hidden()


def test_notes_carry_the_arithmetic_and_the_plan_line(page):
    visit(page, f"{PAGE}&slide=headlines")
    expect(page.locator("#page h1")).to_contain_text("先看6个主要指标")
    page.keyboard.press("n")
    expect(page.locator("#notes")).to_contain_text("ln(300/268.4) ÷ ln(420/268.4)")
    expect(page.locator("#notes")).to_contain_text("规划第117行")


def test_every_slide_is_a_link_and_one_can_leave_and_return(page):
    present(page)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    still(page)
    key = query(page)["slide"][0]
    title = page.locator("#page h1").inner_text()
    page.keyboard.press("Escape")
    if page.locator("#stage").is_visible():
        page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_hidden()
    assert "slide" not in query(page)
    page.locator("#start").click()
    assert page.locator("#page h1").inner_text() == title
    page.goto(f"{page.base}/{PAGE}&slide={key}")
    still(page)
    assert page.locator("#page h1").inner_text() == title
    page.reload()
    still(page)
    assert page.locator("#page h1").inner_text() == title


def test_an_unknown_slide_in_a_link_opens_the_first(page):
    visit(page, f"{PAGE}&slide=nonsense")
    expect(page.locator("#page h1")).to_have_text("天元区“十三五”规划\n2016年度评估", use_inner_text=True)


def test_streamlit_shortcuts_sleep_while_presenting(page):
    present(page)
    page.keyboard.press("c")
    page.keyboard.press("r")
    assert number(page).startswith("1 / ")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_slides_are_chosen_and_ordered_and_the_link_keeps_it(page):
    visit(page, PAGE)
    item = page.locator("#sorter .item")
    item.nth(1).get_by_role("button", name="总体判断后移").click()
    still(page)
    expect(item.nth(2)).to_contain_text("总体判断")
    item.nth(0).locator("input").uncheck()
    still(page)
    keys = query(page)["slides"][0].split(",")
    assert keys[:2] == ["agenda", "judgement"]
    assert "cover" not in keys
    page.reload()
    still(page)
    expect(item.nth(1)).to_contain_text("2 总体判断")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载PowerPoint").click()
    file = Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert [slide.name for slide in file.slides] == keys
    page.get_by_role("button", name="恢复全部").click()
    still(page)
    assert "slides" not in query(page)


def test_a_slide_of_ones_own_is_text_and_survives_file_and_link(page, tmp_path):
    visit(page, PAGE)
    page.get_by_role("button", name="加一页", exact=False).click()
    page.get_by_label("标题（写结论）").fill("<b>请示</b>")
    page.get_by_label("正文，一行一点；从Excel粘贴的单元格成为表格").fill("第一件\n第二件")
    page.get_by_role("button", name="加入", exact=True).click()
    still(page)
    page.keyboard.press("Escape")
    own = page.locator("#sorter .item").filter(has_text="<b>请示</b>")
    expect(own).to_have_count(1)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="保存选页").click()
    saved = tmp_path / "选页.json"
    waiting.value.save_as(saved)
    own.get_by_role("button", name="删除").click()
    still(page)
    expect(own).to_have_count(0)
    visit(page, "briefing?year=2018")
    page.get_by_role("button", name="打开选页").click()
    page.locator('input[type="file"]').set_input_files(saved)
    still(page)
    expect(own).to_have_count(1)
    assert query(page)["area"] == ["天元区"]
    page.keyboard.press("Escape")
    page.locator("#start").click()
    page.keyboard.press("End")
    expect(page.locator("#page h1")).to_have_text("<b>请示</b>")
    expect(page.locator("#page .text li")).to_have_text(["第一件", "第二件"])


@pytest.fixture(scope="module")
def trained(begin, records):
    """The address of a server with the training set."""
    server, book = begin()
    ledger.store(book.path, records)
    return server.url


def test_what_is_noted_on_a_slide_goes_to_the_ledger_while_the_room_sees_the_slide(page, trained):
    page.base = trained
    visit(page, PAGE)
    page.locator("#start").click()
    page.keyboard.press("m")
    expect(page.locator("#meeting")).to_contain_text("请先填写姓名")
    page.keyboard.press("Escape")
    sign(page, "示例甲")
    page.locator("#start").click()
    page.keyboard.press("PageDown")
    page.keyboard.press("m")
    page.keyboard.type("5 b ? 季度调度")  # letters that are keys are letters here
    page.locator("#unit").select_option("示例一局")
    page.get_by_role("button", name="记入台账").click()
    expect(page.locator("#answer")).to_have_text("已记入台账")
    expect(page.locator("#taken")).to_contain_text("议定：5 b ? 季度调度，示例一局")
    expect(page.locator("#count")).to_contain_text("2 / ")
    page.keyboard.press("Escape")
    visit(page, "minutes")
    expect(page.get_by_role("heading", level=2).first).to_have_text("本次会议议定1项，尚未转督办")


@pytest.mark.parametrize(
    ("which", "kind", "width", "height"),
    [
        ("real", "年度评估", 1920, 1080),
        ("real", "园区", 1366, 768),
        ("training", "中期评估", 1920, 1080),
        ("training", "领域", 1366, 768),
    ],
)
def test_on_a_projector_every_slide_fits_and_can_be_read(page, request, which, kind, width, height):
    page.set_viewport_size({"width": width, "height": height})
    if which == "training":
        page.base = request.getfixturevalue("trained")
    present(
        page,
        f"briefing?year={2016 if which == 'real' else 2018}&area=天元区&report={kind}&of_park=新马科技工业园&of_domain=社会发展",
    )
    total = int(number(page).split(" / ")[1])
    for place in range(total):
        found = page.evaluate(FITS)
        title = page.locator("#page h1").inner_text()
        assert not found["wrong"], (place, title, found)
        points = 15 if page.locator("#page .annexed").count() else 18
        assert found["least"] >= points * 2, (title, found)  # 540 points are 1080 pixels
        assert found["width"] == pytest.approx(width, abs=2) and found["height"] <= height + 1
        page.keyboard.press("PageDown")


def test_the_map_and_the_charts_are_drawn(page):
    visit(page, f"{PAGE}&slide=map")
    assert page.locator("#page svg path").count() > 10
    expect(page.locator("#page svg")).to_have_attribute("aria-label", "示意图")
    visit(page, f"{PAGE}&slide=domains")
    assert page.locator("#page svg rect").count() > 8
    expect(page.locator("#page svg text").filter(has_text="▲2")).to_have_count(1)
