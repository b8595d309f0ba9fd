"""Two replicas behind nginx, as in deploy/, on one ledger in PostgreSQL: one is killed, people go on at the other, with what they were typing."""

import os

import pytest
from playwright.sync_api import expect

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.browser.gateway import NGINX
from tests.browser.steps import Server, free_port, query, still, title
from tests.browser.test_entry import type_in
from tests.deployed import Deployed
from tests.homes import ledger_at


@pytest.fixture
def url(postgres) -> str:
    return postgres.ledger()


@pytest.fixture
def replicas(url):
    environment = {"PLAN_LEDGER": url, "PLAN_ALONE": "1"}
    servers = {port: Server(environment, port=port) for port in (free_port(), free_port())}
    yield servers, environment
    for server in servers.values():
        server.stop()


@pytest.fixture
def deployed(replicas, tmp_path):
    if not NGINX and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("no nginx: apt-get install nginx-light")
    gate = Deployed(tmp_path, *replicas[0]).start()
    yield gate
    gate.stop()


def test_who_is_at_a_replica_that_is_killed_goes_on_at_the_other(browser, replicas, deployed, url):
    """Twice, the killed one started anew between: so a new version is rolled out."""
    servers, environment = replicas
    window = browser.new_context(ignore_https_errors=True, locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = window.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{deployed.url}/indicators?area=天元区&year=2017")
    still(page)
    view, heading = query(page), title(page).inner_text()
    assert view["year"] == ["2017"]
    seen = set()
    for number in range(2):
        at = deployed.holder()
        seen.add(at)
        ledger_at(url).write([entry("unit_set", {"name": f"示例{number}局"})], Person("示例甲", ADMIN))
        with page.expect_websocket():
            servers[at].process.kill()
            servers[at].stop()
        still(page)
        assert query(page) == view
        expect(title(page)).to_have_text(heading)
        assert not page.get_by_test_id("stException").count()
        servers[at] = Server(environment, port=at)
    assert seen == set(servers)
    page.goto(f"{deployed.url}/unit?unit=示例1局")
    still(page)
    expect(page.get_by_text("示例1局").first).to_be_visible()
    page.goto(f"{deployed.url}/entry?area=天元区&year=2018&way=在页面填写")
    still(page)
    type_in(page, 640, 1, "约351.2")
    expect(page.get_by_role("heading", name="1项新增")).to_be_visible()
    at = deployed.holder()
    with page.expect_websocket():
        servers[at].process.kill()
        servers[at].stop()
    page.goto(f"{deployed.url}/entry?area=天元区&year=2018&way=在页面填写")
    still(page)
    expect(page.get_by_role("heading", name="1项新增")).to_be_visible()
    window.close()
