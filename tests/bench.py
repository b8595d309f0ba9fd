"""`make bench`: page script times, cold start, the measuring benchmark. Numbers to read, never a test."""

import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from lib.home import Home
from lib.ledger import file as ledger
from lib.measure import constants as c
from lib.measure.kinds import KINDS
from lib.measure.verdict import judge
from tests.bench_dispatch import dispatch
from tests.homes import HOME, PERIOD, STORY, copied
from tests.measure import naive

ROOT = Path(__file__).resolve().parents[1]
WARM = 25


def milliseconds(run) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def pages(what: str) -> None:
    """Median script time of warm runs, page by page."""
    print(f"page scripts, {what}, median and worst of {WARM} warm runs (ms)")
    for path in sorted(ROOT.glob("pages/*/*.py")):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        test.switch_page(str(path.relative_to(ROOT))).run()
        times = [milliseconds(test.run) for _ in range(WARM)]
        print(
            f"  {path.relative_to(ROOT / 'pages')!s:28} {statistics.median(times):6.0f} {max(times):6.0f}{'  exception!' if test.exception else ''}"
        )


def cold_start() -> None:
    """From starting the process to a first page: its finding and figures to be read, and everything drawn and still. In
    a browser that has never seen it, in one that has, and with the store still to build."""
    from playwright.sync_api import sync_playwright

    from tests.browser.steps import CHROMIUM, FLAGS, STILL, Server, free_port

    port = free_port()  # always the same: a browser keeps what it knows by address
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        for name in ("new browser", "browser that knows it", "browser that knows it, store missing"):
            browser = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=FLAGS)
            if name.endswith("missing"):
                (ROOT / "data/plan.duckdb").unlink(missing_ok=True)
            start = time.perf_counter()
            server = Server(port=port)
            up = time.perf_counter() - start
            page = browser.new_page()
            page.goto(server.url, wait_until="commit")
            page.wait_for_selector('[data-testid="stMetric"]', timeout=60_000)
            read = time.perf_counter() - start
            page.wait_for_function(STILL, timeout=60_000)
            print(
                f"cold start, {name}: server answers after {up:.1f} s, figures after {read:.1f} s, still after {time.perf_counter() - start:.1f} s"
            )
            browser.close()
            server.stop()


def synthetic(rows: int) -> pd.DataFrame:
    """Clauses of every kind with random figures."""
    rng = np.random.default_rng(20162020)
    return pd.DataFrame(
        {
            "kind": rng.choice(list(KINDS), rows),
            "operator": rng.choice(c.OPERATORS, rows),
            "direction": rng.integers(-1, 2, rows),
            "target": rng.uniform(1, 100, rows),
            "due": 2020,
            "rounding": 0.05,
            "base": rng.uniform(1, 100, rows),
            "actual": rng.uniform(1, 100, rows),
            "actual_year": 2018,
            "best": rng.uniform(1, 100, rows),
            "met_years": rng.integers(0, 4, rows),
            "seen_years": 3,
            "gap": "",
        }
    )


def measuring() -> None:
    """One million clauses judged at once, against a plain loop."""
    million, sample = synthetic(1_000_000), synthetic(20_000).to_dict("records")
    judge(million.head(1000), 2018, PERIOD)
    array = min(milliseconds(lambda: judge(million, 2018, PERIOD)) for _ in range(3))
    loop = milliseconds(lambda: [naive.verdict(row, 2018) for row in sample]) * 50
    print(
        f"one million clauses measured in {array / 1000:.2f} s; a plain Python loop needs {loop / 1000:.1f} s ({loop / array:.0f} times)"
    )


def methods() -> None:
    """One million series by each published method, against a plain loop (Open SDG)."""
    from lib.measure.published_methods import METHODS
    from tests.measure.test_published_methods import twin_open_sdg

    rng = np.random.default_rng(7)
    rows = 1_000_000
    series = pd.DataFrame(
        {
            "direction": rng.choice([-1, 1], rows),
            "base_year": 2015,
            "base": rng.uniform(1, 100, rows),
            "year": 2020,
            "value": rng.uniform(1, 100, rows),
            "target_year": 2030,
            "target": np.where(rng.random(rows) < 0.5, np.nan, rng.uniform(1, 100, rows)),
            "limit": np.nan,
        }
    )
    sample = series.head(20_000).to_dict("records")
    loop = milliseconds(lambda: [twin_open_sdg(row) for row in sample]) * 50
    for name, method in METHODS.items():
        array = min(milliseconds(lambda method=method: method(series)) for _ in range(3))
        print(
            f"one million series by {name} in {array / 1000:.2f} s; a plain Python loop (Open SDG) needs {loop / 1000:.1f} s ({loop / array:.0f} times)"
        )


def reports() -> None:
    """The files of both areas, libraries loaded, without LibreOffice to count pages; the best of three."""
    from lib.plan.opened import Plan, open_plan
    from lib.plan.source import Source
    from lib.report import files
    from lib.report.document import file as docx
    from lib.report.document import pages
    from lib.report.document.dossier import dossier
    from lib.report.workbook import file as xlsx
    from lib.store import build
    from lib.store.queries import Store
    from tests.report import invented

    plan = open_plan(HOME)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = build.build(invented.data(folder / "data"), folder / "plan.duckdb")
        judged = dossier(Plan(Source(Store(made), HOME.geo)), kind="midterm", year=2018)
    pages.PROGRAM = ""
    for kind in files.KINDS.values():
        real = min(milliseconds(lambda kind=kind: kind.make(plan, kind="midterm", year=2018)) for _ in range(3))
        make = {"docx": docx.document, "xlsx": lambda given: xlsx.workbook(given.chosen)}.get(kind.key)
        every = (
            f", every clause judged {min(milliseconds(lambda make=make: make(judged)) for _ in range(3)) / 1000:.2f} s"
            if make
            else ""
        )
        print(f"{kind.name}: {real / 1000:.2f} s{every}")


def register() -> None:
    """The register page with ten thousand synthetic projects: every filter changed in turn, warm."""
    with tempfile.TemporaryDirectory() as folder:
        home = many_projects(Path(folder))
        os.environ["PLAN_HOME"] = str(home.folder)
        st.cache_resource.clear()
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        test.switch_page("pages/projects/register.py").run()
        assert "10000项" in test.header[0].value
        for show in ("表", "看板", "时间", "热力", "地图"):
            test.segmented_control(key="show").set_value(show).run()
            steps = [test.multiselect(key=facet) for facet in ("park", "sector", "stage", "within")]
            values = ("未载明", "交通", "前期", 8)
            wall, processor = [], []
            for step, asked in [
                (step, asked) for step, value in zip(steps, values, strict=True) for asked in ([value], [])
            ]:
                started = time.process_time()
                wall.append(
                    milliseconds(lambda step=step, asked=asked: test.multiselect(key=step.key).set_value(asked).run())
                )
                processor.append((time.process_time() - started) * 1000)
            print(
                f"register, 10,000 projects, {show}: median {statistics.median(wall):.0f} ms, worst {max(wall):.0f} ms of {len(wall)} filterings"
                f" (processor time {statistics.median(processor):.0f} ms, worst {max(processor):.0f} ms)"
            )
        del os.environ["PLAN_HOME"]
        st.cache_resource.clear()


def command_line() -> None:
    """`python -m lib assess`, start of Python included."""
    took = milliseconds(
        lambda: subprocess.run(
            [sys.executable, "-m", "lib", "assess", "--year", "2018"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True
        )
    )
    print(f"python -m lib assess: {took / 1000:.2f} s")


def decks() -> None:
    """The slides of a midterm evaluation, and the same as PowerPoint; the plan is open and its geometry read."""
    from lib.plan.opened import open_plan
    from lib.report.deck.contents import deck
    from lib.report.deck.material import material
    from lib.report.powerpoint import file as pptx

    plan = open_plan(HOME)
    made = deck(material(plan, kind="midterm", area=None, year=2018))
    computed = min(milliseconds(lambda: deck(material(plan, kind="midterm", area=None, year=2018))) for _ in range(3))
    written = min(milliseconds(lambda: pptx.write(made, "中期评估", plan.about.name.product)) for _ in range(3))
    print(
        f"a deck of {len(made)} slides: computed in {computed / 1000:.2f} s, written as PowerPoint in {written / 1000:.2f} s"
    )


def trained() -> None:
    """The pages with the ledger of the training set: figures of every year, explanations, supervision."""
    from lib.demo.story import tell
    from lib.plan.opened import open_plan

    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLAN_LEDGER"] = str(Path(folder) / "ledger.duckdb")
        ledger.store(HOME.ledger, tell(open_plan(HOME), STORY))
        st.cache_resource.clear()
        pages("training set")
        del os.environ["PLAN_LEDGER"]
        st.cache_resource.clear()


def many_projects(folder: Path, count: int = 10_000) -> Home:
    """A copy of the plan with so many projects; the flagship ones stand in it once."""
    home = copied(folder)
    real = pd.read_csv(home.data / "project.csv", dtype=str, keep_default_na=False)
    many = pd.concat([real] * (count // len(real) + 1), ignore_index=True).head(count)
    many["id"] = [f"{key}-{n // len(real)}" if n >= len(real) else key for n, key in enumerate(many["id"])]
    many.loc[many.index >= len(real), "flagship"] = "no"
    many.to_csv(home.data / "project.csv", index=False, lineterminator="\n")
    return home


def ledgers() -> None:
    """Ledgers of ten thousand, a hundred thousand and a million records: folded from the first, begun from a snapshot,
    written in; a page before and after that; and proved. Wall and processor time."""
    from lib.demo.story import tell
    from lib.ledger.ledger import Ledger
    from lib.ledger.permission import ADMIN, Person
    from lib.ledger.record import entry
    from lib.ledger.walk import walk
    from lib.plan.opened import Plan, open_plan
    from lib.plan.source import open_source
    from tests.many import many

    told, source = tell(open_plan(HOME), STORY), open_source(HOME)

    def timed(what: str, run):
        begun, used = time.perf_counter(), time.process_time()
        found = run()
        wall, used = time.perf_counter() - begun, time.process_time() - used
        print(f"  {what:28} {wall * 1000:9.0f} ms, processor {used * 1000:9.0f} ms", flush=True)
        return found

    for count in (10_000, 100_000, 1_000_000):
        print(f"a ledger of {count:,} records")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.duckdb"
            ledger.store(path, many(told, count))
            timed("from the first record", Ledger(path, lambda: source.known).state)
            book = Ledger(path, lambda: source.known)
            state = timed("from the snapshot", book.state)
            plan = timed("held against the plan", lambda state=state: Plan(source, state))
            timed("measured", lambda plan=plan: plan.warnings(plan.default_year))
            unit = entry("unit_set", {"name": "示例新局"})
            for number in range(3):
                timed(f"append {number + 1}", lambda book=book, unit=unit: book.write([unit], Person("示例甲", ADMIN)))
            after = timed("the state after it", lambda book=book: Plan(source, book.state()))
            timed("measured after it", lambda after=after: after.warnings(after.default_year))
            timed("verify", lambda path=path: walk(path))


def keep_bytecode() -> None:
    """A server compiles a page once; AppTest compiles it on every run, unless told to keep what it has."""
    cache = ScriptCache()
    app_test.ScriptCache = local_script_runner.ScriptCache = lambda: cache


PARTS = {
    "pages": lambda: pages("as delivered"),
    "trained": trained,
    "measuring": measuring,
    "methods": methods,
    "reports": reports,
    "register": register,
    "dispatch": lambda: dispatch(many_projects),
    "command_line": command_line,
    "decks": decks,
    "ledgers": ledgers,
    "cold_start": cold_start,
}

if __name__ == "__main__":
    os.environ["PLAN_ALONE"] = "1"
    logging.disable(logging.WARNING)
    keep_bytecode()
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
