"""A Chromium, a server and a page for the browser tests; without a Chromium they are skipped, in CI they fail."""

import os

import pytest

from lib.ledger.ledger import Ledger
from tests.browser.steps import CHROMIUM, FLAGS, UNPAINTED, WIDE, Server, watched
from tests.homes import ledger_at

collect_ignore_glob = [] if CHROMIUM or os.environ.get("REQUIRE_BROWSER") else ["test_*.py"]


@pytest.fixture(scope="package")
def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright):
    """A browser without a memory: every context of it is a stranger's."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def profile(playwright, tmp_path_factory):
    """Opens a browser profile: the program is loaded and compiled once and kept on disk, as on a person's own machine."""
    opened = []

    def open_profile(**options):
        window = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=CHROMIUM,
            args=FLAGS,
            viewport=WIDE,
            locale="zh-CN",
            **options,
        )
        opened.append(window)
        return window

    yield open_profile
    for window in opened:
        window.close()


@pytest.fixture(scope="package")
def window(profile):
    """The profile of nearly all pages: their maps are not painted, and what only fills the time until they are there
    stands still, as a person may have it (every frame is the processor's work)."""
    window = profile(reduced_motion="reduce")
    window.add_init_script(UNPAINTED)
    return window


@pytest.fixture(scope="package")
def painted(profile):
    """The profile of the pages whose maps are looked at."""
    return profile()


@pytest.fixture(scope="package")
def server():
    """A server that only shows what there is."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def page(window, server):
    """A page on the server of all tests."""
    with watched(window, server.url) as page:
        yield page


@pytest.fixture
def own(page, tmp_path):
    """A server with a ledger of its own; the ledger."""
    path = tmp_path / "ledger.duckdb"
    server = Server({"PLAN_LEDGER": str(path)})
    page.base = server.url
    yield ledger_at(path)
    page.goto("about:blank")
    server.stop()


@pytest.fixture(scope="module")
def begin(tmp_path_factory):
    """Starts a server for all tests of a module, with options, environment and a ledger of its own; both."""
    begun = []

    def start(*options: str, **environment: str) -> tuple[Server, Ledger]:
        path = tmp_path_factory.mktemp("begun") / "ledger.duckdb"
        server = Server({"PLAN_LEDGER": str(path)} | environment, *options)
        begun.append(server)
        return server, ledger_at(path)

    yield start
    for server in begun:
        server.stop()
