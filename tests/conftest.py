"""Shared by all tests: a store built once from the real data, and one without any observation."""

import contextlib
import functools
import itertools
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner

from lib.demo.story import tell
from lib.home import Home
from lib.ledger import connections, engine
from lib.ledger import file as ledger
from lib.plan.opened import Plan
from lib.plan.source import Source, place
from lib.report.document import pages
from lib.store import build
from lib.store.queries import Store
from lib.ui import opened
from tests.browser.steps import CHROMIUM
from tests.homes import HOME, STORY, copied
from tests.postgres import FOUND, Postgres

COMPILED = ScriptCache()
FOUND_COMPONENTS = functools.cache(manifest_scanner.scan_component_manifests)
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")  # a busy machine is no reason to fail
os.environ["PLAN_WARM"] = "0"  # servers live too shortly for what is made beforehand
os.environ["PLAN_ALONE"] = "1"  # pages and servers of the tests are for one person, unless a test says otherwise

LONGEST = (
    "tests/test_walk.py",
    "tests/test_other_plans.py",
    "tests/test_pages.py",
    "tests/report/",
    "tests/browser/test_map.py",
    "tests/browser/test_every_page.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_terminal_summary(terminalreporter) -> None:
    """Say so when tests are left out."""
    if not FOUND:
        terminalreporter.write_line("no PostgreSQL, no tests of the ledger in it: apt-get install postgresql")
    if not CHROMIUM:
        terminalreporter.write_line(
            "no Chromium, no browser tests: apt-get install chromium-headless-shell fonts-noto-cjk"
        )


@pytest.fixture(autouse=True)
def own_main(monkeypatch):
    """AppTest leaves the page as `__main__`; a process spawned by a later test would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def always():
    """What is replaced for as long as the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session", autouse=True)
def no_pages(always):
    """LibreOffice lays no document out to count its pages, unless a test asks for it: that takes seconds."""
    always.setattr(pages, "PROGRAM", "")


@pytest.fixture(scope="session", autouse=True)
def compiled_once(always):
    """A server compiles a page once; AppTest does so on every run, unless told to keep what it has."""
    for module in (app_test, local_script_runner):
        always.setattr(module, "ScriptCache", lambda: COMPILED)


@pytest.fixture(scope="session", autouse=True)
def waited_for(always):
    """AppTest looks every millisecond whether a script has ended, and so takes the interpreter from it all the time."""

    def ended(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
        runner._script_thread.join(timeout)
        if not runner.script_stopped():
            runner.request_stop()
            runner.join()
            pytest.fail(f"the page was not there after {timeout} s")

    always.setattr(local_script_runner, "require_widgets_deltas", ended)


@pytest.fixture(scope="session", autouse=True)
def searched_once(always):
    """A server looks once through all that is installed for components; AppTest does so whenever it opens a page."""
    always.setattr(manifest_scanner, "scan_component_manifests", FOUND_COMPONENTS)


@pytest.fixture(scope="session", autouse=True)
def engine_once(always, tmp_path_factory):
    """An installation has one ledger and starts one engine for its folder; here every test has a folder of its own."""
    own, folder_of = tmp_path_factory.getbasetemp(), engine.folder_of
    always.setattr(engine, "folder_of", lambda path: own if path.absolute().is_relative_to(own) else folder_of(path))


@pytest.fixture(scope="session")
def blank(tmp_path_factory) -> Path:
    """An empty ledger, made once."""
    path = tmp_path_factory.mktemp("blank") / "ledger.duckdb"
    ledger.new(path)
    return path


@pytest.fixture(scope="session")
def running_postgres():
    """A PostgreSQL, started once; without it the tests of the ledger in a database are left out, in CI that fails."""
    if not FOUND:
        if os.environ.get("REQUIRE_POSTGRES"):
            pytest.fail("no PostgreSQL: apt-get install postgresql")
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    server = Postgres()
    yield server
    server.end()


@pytest.fixture
def postgres(running_postgres):
    """The same; no connection outlives the test."""
    yield running_postgres
    connections.close()


@pytest.fixture(scope="session")
def ledgers(tmp_path_factory) -> Iterator[Path]:
    """A folder for each ledger; pytest looks through all that it has made before it makes another, and so is slow."""
    folder = tmp_path_factory.mktemp("ledgers")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_ledger(ledgers, monkeypatch, blank):
    """No test reads or writes the ledger of this installation."""
    folder = next(ledgers)
    folder.mkdir()
    monkeypatch.setenv("PLAN_LEDGER", str(shutil.copyfile(blank, folder / "ledger.duckdb")))


@pytest.fixture(scope="session", autouse=True)
def made_once(always):
    """What pages make of the same records is made once, in whichever file of whichever test they lie."""
    real = opened.current

    def current(home: Home) -> tuple[Home, str, str]:
        with contextlib.suppress(ledger.LedgerBusy, ledger.LedgerBroken):
            state = opened._book(home, place(home)).state()
            return *real(home)[:2], f"{state.seq} {state.hash}"
        return real(home)

    always.setattr(opened, "current", current)


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Source:
    """The real data in a file of its own, read once: what a Plan is opened on."""
    return Source(Store(build.build(HOME.data, tmp_path_factory.mktemp("store") / "plan.duckdb")), HOME.geo)


@pytest.fixture(scope="session")
def records(store):
    """The training set, told once."""
    return tell(Plan(store), STORY)


@pytest.fixture
def data_copy(tmp_path) -> Path:
    """A copy of data/ that a test may spoil."""
    return copied(tmp_path).data


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory) -> Path:
    """A copy of data/ without a single observation."""
    folder = copied(tmp_path_factory.mktemp("empty")).data
    path = folder / "observation.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    return folder
