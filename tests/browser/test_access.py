"""Who may write, in a real Chromium and by a client that lies: with the start token, signed in, on an open port, behind
nginx, forwarded."""

import os
import re
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from lib.access import door
from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.permission import READER as NOBODY
from lib.ledger.record import entry
from tests.browser.caller import calling
from tests.browser.gateway import NGINX, STYLES, Forward, Nginx, Provider
from tests.browser.steps import Server, press, query, still, title, type_in, visit, watched
from tests.browser.test_entry import hand_in

CHIEF, CLERK, READER, SLOPPY = (
    "chief@example.invalid",
    "clerk@example.invalid",
    "reader@example.invalid",
    "sloppy@example.invalid",
)
EVALUATION = "area=天元区&year=2018"


@pytest.fixture(scope="module")
def signed(begin, tmp_path_factory):
    """A product that signs in at a provider, with one administrator by its settings, one unit that has one duty, and
    its clerk."""
    accounts = ((CHIEF, "示例甲"), (CLERK, "示例乙"), (READER, "示例丙"))
    provider = Provider(
        *({"email": email, "email_verified": True, "name": name} for email, name in accounts),
        {"email": SLOPPY, "name": "示例丁"},
    )
    secrets, chief = tmp_path_factory.mktemp("settings") / "secrets.toml", Person("示例甲", ADMIN)
    secrets.write_text(provider.secrets(CHIEF, SLOPPY), encoding="utf-8")
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


def says_why(page, sentence: str) -> None:
    menu_of_person(page).filter(has_text="只读").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text(sentence)
    page.keyboard.press("Escape")


def told_why(page, sentence: str) -> None:
    """The menu of the person says 只读 and why; nothing can be submitted, and what is tried is refused."""
    visit(page, f"evaluation?{EVALUATION}")
    says_why(page, sentence)
    press(page, "冻结$")
    expect(page.get_by_test_id("stAlert").filter(has_text="没有写入")).to_contain_text("当前身份只能阅读")


def test_an_administrator_signs_in_writes_and_signs_out(browser, signed):
    server, book = signed
    with somebody(browser, server) as page:
        sign_in(page, CHIEF)
        expect(menu_of_person(page)).to_contain_text(f"示例甲（{CHIEF}） · 管理员")
        (kept,) = (cookie for cookie in page.context.cookies() if cookie["name"] == "_streamlit_user")
        assert 0 < kept["expires"] - time.time() <= 12 * 3600 + 60
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
        hand_in(clerk, sheet(tmp_path, "社会消费品零售总额,99,亿元,2018"))
        expect(clerk.get_by_test_id("stAlert").filter(has_text="不会提交")).to_contain_text("有1项不由示例一局负责")
        expect(clerk.get_by_role("button", name="确认提交")).to_have_count(0)
        visit(reader, "entry?area=天元区&year=2018")
        expect(reader.get_by_text("当前身份只能阅读，不能上传文件")).to_be_visible()
        expect(reader.get_by_test_id("stFileUploaderDropzone")).to_have_count(0)
        assert len(book.records()) == before
        submit(clerk, sheet(tmp_path, "地区生产总值,351.2,亿元,2018"))
        expect(clerk.get_by_text("已提交1项")).to_be_visible()
        assert [(r.role, r.payload["indicator"]) for r in book.records()[before:]] == [(UNIT, "gdp")]
        book.write([entry("role_granted", {"person": CLERK, "granted": NOBODY})], Person("示例甲", ADMIN))
        clerk.get_by_role("radio", name="2017").click()  # whatever is clicked next
        expect(menu_of_person(clerk)).to_contain_text(f"示例乙（{CLERK}） · 阅读")
        expect(clerk.get_by_test_id("stFileUploaderDropzone")).to_have_count(0)


def test_an_account_whose_e_mail_is_not_verified_is_not_that_of_the_administrator(browser, signed):
    server, _ = signed
    with somebody(browser, server) as page:
        sign_in(page, SLOPPY)
        says_why(page, "邮箱已经验证")


def test_on_an_open_port_without_sign_in_it_is_read_only_and_says_why(window, begin):
    server, book = begin("--server.address", "0.0.0.0", "--alone")
    with watched(window, server.url) as page:
        told_why(page, "没有配置登录")
    assert book.records() == []


@pytest.fixture(scope="module")
def plain(begin):
    """A server as `make run` starts it, without sign-in, and its ledger."""
    return begin(PLAN_ALONE="")


@pytest.fixture(scope="module", params=["nginx", "forwarded"])
def before(request, plain, tmp_path_factory):
    """What passes on to that server from a port of its own."""
    if request.param == "nginx" and not NGINX and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("no nginx: apt-get install nginx-light")
    other = (
        Nginx(plain[0].port, tmp_path_factory.mktemp("nginx")) if request.param == "nginx" else Forward(plain[0].port)
    )
    yield other
    other.stop()


def kept_token(server: Server) -> dict[str, str]:
    """What the browser of the one person sends along."""
    return {"Cookie": f"{door.cookie(server.port)}={server.address().partition('token=')[2]}"}


def refused(plain, port: int, headers: dict[str, str], host: str = "localhost") -> None:
    """The client fills in and presses what the one person could; it is not written."""
    server, book = plain
    records = len(book.records())
    with calling(server.port, kept_token(server)) as owner, calling(port, headers, host) as stranger:
        owner.choose("evaluation", EVALUATION, "姓名", "示例甲")
        stranger.said = owner.said
        assert "当前身份只能阅读" in stranger.press("evaluation", EVALUATION, "冻结")
    assert len(book.records()) == records


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Real-IP": "127.0.0.1", "X-Forwarded-Host": "localhost"},
        {"Cookie": "plan-8501=; plan-8501=x"},
        {"X-Account": CHIEF},
    ],
)
def test_whoever_is_passed_on_may_not_write_whatever_he_says(plain, before, headers):
    refused(plain, before.port, headers)


def resumed(port: int, owner: dict[str, str], others: list[dict[str, str]]) -> str:
    """The owner of a session chooses something; whoever else knows its number gets another one, with nothing chosen in
    it, and the owner goes on. What the last of the others is told who presses the owner's button."""
    with calling(port, owner) as first:
        first.open("evaluation", EVALUATION)
        told = ""
        for headers in others:
            with calling(port, headers, session=first.session) as other:
                told = other.press("evaluation", EVALUATION, "冻结")
                assert other.session and other.session != first.session
                first.open("evaluation", EVALUATION)
    with calling(port, owner, session=first.session) as again:
        again.open("evaluation", EVALUATION)
        assert again.session == first.session  # the owner himself goes on where he was
    return told


def test_nobody_goes_on_with_the_session_of_the_one_person(plain):
    server, book = plain
    records = len(book.records())
    mine = kept_token(server)
    stale = {"Cookie": f"{door.cookie(server.port)}=x"}
    told = resumed(server.port, mine, [{}, stale, {door.HOLDER: "0"}, {"X-Account": CHIEF}])
    assert "当前身份只能阅读" in told and len(book.records()) == records


def test_nobody_goes_on_with_the_session_of_another_account_behind_a_gateway(begin, tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(f'[access]\ntrusted_header = "X-Account"\nadmins = ["{CHIEF}"]\n', encoding="utf-8")
    server, book = begin("--secrets.files", str(secrets))
    forged = {"X-Account": READER, door.HOLDER: "0"}
    told = resumed(server.port, {"X-Account": CHIEF}, [{}, {"X-Account": READER}, forged])
    assert "当前身份只能阅读" in told and not book.records()


def test_a_page_of_another_port_cannot_use_the_token_that_the_browser_sends_along(plain):
    server, _ = plain
    refused(plain, server.port, kept_token(server) | {"Origin": "http://localhost:3000"}, f"localhost:{server.port}")


def test_the_token_writes_also_through_what_passes_on(plain, before):
    server, book = plain
    records = len(book.records())
    with calling(before.port, kept_token(server)) as owner:
        owner.choose("evaluation", EVALUATION, "姓名", "示例甲")
        owner.press("evaluation", EVALUATION, "冻结")
    assert [(r.who, r.role, r.kind) for r in book.records()[records:]] == [("示例甲", ADMIN, "evaluation_frozen")]


def test_the_printed_address_opens_for_one_browser_and_leaves_no_trace_in_links(browser, begin):
    server, book = begin(PLAN_ALONE="")
    with somebody(browser, server) as page, somebody(browser, server) as stranger:
        told_why(stranger, "请打开启动窗口里显示的完整网址")
        assert book.records() == []
        page.goto(f"{server.address()}&year=2018")
        still(page)
        expect(menu_of_person(page)).to_contain_text("单机模式")
        assert query(page) == {"year": ["2018"]}
        page.reload()
        still(page)
        expect(menu_of_person(page)).to_contain_text("单机模式")
        visit(page, f"evaluation?{EVALUATION}")
        menu_of_person(page).click()
        page.get_by_test_id("stPopoverBody").get_by_role("combobox", name="姓名").fill("示例甲")
        page.keyboard.press("Enter")
        still(page)
        page.keyboard.press("Escape")
        press(page, "冻结$")
        expect(title(page)).to_contain_text("天元区2018年中期评估：")
        assert [(r.who, r.role) for r in book.records()] == [("示例甲", ADMIN)]
        stranger.goto(page.url)
        still(stranger)
        says_why(stranger, "请打开启动窗口里显示的完整网址")


def test_after_a_new_start_the_browser_is_told_so_and_the_new_address_opens_it_again(browser, tmp_path):
    settings = {"PLAN_ALONE": "", "PLAN_LEDGER": str(tmp_path / "ledger.duckdb")}
    server = Server(settings)
    try:
        with somebody(browser, server) as page:
            page.goto(server.address())
            still(page)
            expect(menu_of_person(page)).to_contain_text("单机模式")
            page.goto("about:blank")  # a page that loses its server complains in the console
            server.stop()
            server = Server(settings, port=server.port)
            visit(page, "")
            says_why(page, "看板重新启动过")
            page.goto(server.address())
            still(page)
            expect(menu_of_person(page)).to_contain_text("单机模式")
    finally:
        server.stop()
