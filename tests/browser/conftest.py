"""A Chromium, a server and a page for the browser tests; without a Chromium they are skipped, in CI they fail."""

import os

import pytest

from lib.book import Book
from tests.browser.steps import CHROMIUM, FLAGS, Server, still, visit, watched

collect_ignore_glob = [] if CHROMIUM or os.environ.get("REQUIRE_BROWSER") else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Say so when the browser tests are left out."""
    return None if CHROMIUM else "no Chromium, no browser tests: apt-get install chromium fonts-noto-cjk"


@pytest.fixture(scope="package")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(browser):
    """A server whose root has been opened once: the first session of a cold one gets a dialog that swallows clicks."""
    server = Server()
    first = browser.new_page()
    first.goto(server.url)
    still(first)
    first.close()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def window(browser):
    """One browser profile for all pages: the program is loaded and compiled once, as on a person's own machine."""
    window = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)
    yield window
    window.close()


@pytest.fixture
def page(window, server):
    """A page on the server of all tests."""
    with watched(window, server.url) as page:
        yield page


@pytest.fixture
def serve(page, tmp_path):
    """Starts a server with options and a ledger of its own, to which `page.base` then leads; returns the ledger."""
    path, servers = tmp_path / "ledger.duckdb", []

    def start(*options: str) -> Book:
        servers.append(Server({"PLAN_LEDGER": str(path)}, *options))
        page.base = servers[-1].url
        visit(page, "")  # the first session of a cold server gets Streamlit's "Page not found" over a deep link
        return Book(path)

    yield start
    page.goto("about:blank")
    for server in servers:
        server.stop()


@pytest.fixture
def own(serve):
    """A server with a ledger of its own; the ledger."""
    return serve()
