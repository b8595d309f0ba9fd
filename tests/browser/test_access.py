"""Who may write, in a real Chromium: signed in through a provider of identities, on an open port, behind a proxy."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.record import entry
from tests.browser.gateway import STYLES, Provider, Proxy
from tests.browser.steps import press, still, title, type_in, visit, watched
from tests.browser.test_entry import hand_in

CHIEF, CLERK, READER = "chief@example.invalid", "clerk@example.invalid", "reader@example.invalid"


@pytest.fixture(scope="module")
def signed(begin, tmp_path_factory):
    """A product that signs in at a provider, with one administrator by its settings, one unit that has one duty, and
    its clerk."""
    provider = Provider(
        {"email": CHIEF, "name": "示例甲"}, {"email": CLERK, "name": "示例乙"}, {"email": READER, "name": "示例丙"}
    )
    secrets, chief = tmp_path_factory.mktemp("settings") / "secrets.toml", Person("示例甲", ADMIN)
    secrets.write_text(provider.secrets(CHIEF), encoding="utf-8")
    server, book = begin("--secrets.files", str(secrets))
    book.write([entry("unit_set", {"name": "示例一局"})], chief)
    book.write(
        [
            entry("duty_assigned", {"thing": "天元区.gdp", "lead": "示例一局", "person": "示例乙"}),
            entry("role_granted", {"person": CLERK, "granted": UNIT, "unit": "示例一局", "name": "示例乙"}),
        ],
        chief,
    )
    yield server, book
    provider.stop()


@contextmanager
def somebody(browser, server):
    """A browser of one person's own, with its cookies."""
    with (
        browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN") as own,
        watched(own, server.url, STYLES) as page,
    ):
        yield page


def menu_of_person(page):
    return page.get_by_test_id("stPopoverButton").filter(has_text=re.compile("登录|@|单机|只读"))


def sign_in(page, account: str) -> None:
    """Through the provider's form, as a person does."""
    visit(page, "people")
    expect(menu_of_person(page)).to_contain_text("登录")
    menu_of_person(page).click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="登录").click()
    page.get_by_placeholder("sub").fill(account)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{page.base}/**")
    still(page)


def sheet(tmp_path, *lines: str):
    path = tmp_path / "填报.csv"
    path.write_text("\n".join(["指标,数值,单位,年份", *lines]), encoding="utf-8-sig")
    return path


def submit(page, path) -> None:
    """Hand in what the file holds."""
    hand_in(page, path)
    type_in(page, "事由", "2018年年报")
    press(page, "确认提交")


def told_why(page, sentence: str) -> None:
    """The menu of the person says 只读 and why; nothing can be submitted, and what is tried is refused."""
    visit(page, "evaluation?area=天元区&year=2018")
    menu_of_person(page).filter(has_text="只读").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text(sentence)
    page.keyboard.press("Escape")
    press(page, "冻结$")
    expect(page.get_by_test_id("stAlert").filter(has_text="没有写入")).to_contain_text("当前身份只能阅读")


def test_an_administrator_signs_in_writes_and_signs_out(browser, signed):
    server, book = signed
    with somebody(browser, server) as page:
        sign_in(page, CHIEF)
        expect(menu_of_person(page)).to_contain_text(f"示例甲（{CHIEF}） · 管理员")
        visit(page, "evaluation?area=天元区&year=2018")
        press(page, "冻结$")
        expect(title(page)).to_contain_text("天元区2018年中期评估：")
        assert (book.records()[-1].who, book.records()[-1].role) == (f"示例甲（{CHIEF}）", ADMIN)
        menu_of_person(page).click()
        page.get_by_role("button", name="退出登录").click()
        page.get_by_role("button", name="End session").click()
        page.wait_for_url(f"{page.base}/**")
        still(page)
        expect(menu_of_person(page)).to_contain_text("登录")
        expect(menu_of_person(page)).not_to_contain_text("示例甲")


def test_each_browser_has_its_own_account_and_a_unit_hands_in_its_own_figures_only(browser, signed, tmp_path):
    server, book = signed
    before = len(book.records())
    with somebody(browser, server) as clerk, somebody(browser, server) as reader:
        sign_in(clerk, CLERK)
        sign_in(reader, READER)
        expect(menu_of_person(clerk)).to_contain_text(f"示例乙（{CLERK}） · 责任单位（示例一局）")
        expect(menu_of_person(reader)).to_contain_text(f"示例丙（{READER}） · 阅读")
        visit(clerk, "entry?area=天元区&year=2018")
        submit(clerk, sheet(tmp_path, "社会消费品零售总额,99,亿元,2018"))
        expect(clerk.get_by_test_id("stAlert").filter(has_text="没有写入")).to_contain_text("这一项不由示例一局负责")
        visit(reader, "entry?area=天元区&year=2018")
        hand_in(reader, sheet(tmp_path, "地区生产总值,351.2,亿元,2018"))
        expect(reader.get_by_role("button", name=re.compile("确认提交1项"))).to_be_disabled()
        expect(reader.get_by_text("当前身份只能阅读，不能提交")).to_be_visible()
        assert len(book.records()) == before
        submit(clerk, sheet(tmp_path, "地区生产总值,351.2,亿元,2018"))
        expect(clerk.get_by_text("已提交1项")).to_be_visible()
        assert [(r.role, r.payload["indicator"]) for r in book.records()[before:]] == [(UNIT, "gdp")]


def test_on_an_open_port_without_sign_in_it_is_read_only_and_says_why(window, begin):
    server, book = begin("--server.address", "0.0.0.0")
    with watched(window, server.url) as page:
        told_why(page, "没有配置登录")
    assert book.records() == []


def test_behind_a_proxy_without_sign_in_it_is_read_only_and_directly_it_is_not(window, begin):
    server, book = begin("--server.address", "localhost")
    proxy = Proxy(server.port)
    try:
        with watched(window, proxy.url) as page:
            told_why(page, "代理")
        assert book.records() == []
        with watched(window, server.url) as page:
            visit(page, "people")
            expect(menu_of_person(page)).to_contain_text("单机模式")
    finally:
        proxy.stop()
