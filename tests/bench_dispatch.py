"""The work between two evaluations with ten thousand key projects that were reported for sixty months: the ledger read and
written, and the pages. Wall and processor time; numbers to read, never a test."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.home import Home
from lib.ledger import file as ledger
from lib.ledger.ledger import Ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import FIRST, Entry, Record, entry, sealed
from lib.plan.opened import Plan, open_plan, place

ROOT = Path(__file__).resolve().parents[1]
PROJECTS = int(os.environ.get("BENCH_PROJECTS", "10000"))
EACH_YEAR = int(os.environ.get("BENCH_MONTHS", "12"))
"""Months of each year in which every project is reported."""
WARM = 7


def timed(what: str, run: Callable[[], Any]) -> Any:
    """The result, once wall and processor time were told."""
    begun, used = time.perf_counter(), time.process_time()
    found = run()
    wall, used = time.perf_counter() - begun, time.process_time() - used
    print(f"  {what:34} {wall * 1000:7.0f} ms, processor {used * 1000:7.0f} ms", flush=True)
    return found


def month(project: str, year: int, number: int) -> Entry:
    """What is said of a project in a month: its stage, its money, and how far the works have come."""
    works = f"主体结构完成{number * 3 % 40 + 1}层，{number}月底前完成砌体"
    about = {"date": f"{year}-{number:02d}-28", "stage": "在建", "year_investment": number / 12, "works": works}
    return entry("project_event", {"project": project} | about)


def told(projects: list[str], years: tuple[int, ...]) -> list[Record]:
    """The records: every project has a unit, is listed in every year and reported in every month."""
    items = [entry("unit_set", {"name": "示例局"})]
    items += [entry("duty_assigned", {"thing": key, "lead": "示例局", "person": ""}) for key in projects]
    listed = {"total": 5.0, "planned": 1.0}
    items += [entry("project_listed", {"project": key, "year": year} | listed) for year in years for key in projects]
    months = [(year, number) for year in years for number in range(1, 1 + EACH_YEAR)]
    items += [month(key, *at) for at in months for key in projects]
    found, before = [], FIRST
    for number, item in enumerate(items, 1):
        found.append(sealed(number, "2018-07-01T09:00:00+08:00", "甲", ADMIN, item, before))
        before = found[-1].hash
    return found


def dispatch(many_projects: Callable[[Path, int], Home]) -> None:
    """All of it, in a folder of its own, or in that of BENCH_HOME, which is kept for another run."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(os.environ.get("BENCH_HOME", folder)))
        home = home if home.data.exists() else filled(many_projects(home.folder, PROJECTS))
        os.environ["PLAN_HOME"] = str(home.folder)
        read_and_written(home)
        opened(home)
        del os.environ["PLAN_HOME"]
        st.cache_resource.clear()


def filled(home: Home) -> Home:
    """The home with its ledger."""
    plan = open_plan(home)
    timed("ledger made", lambda: ledger.store(home.ledger, told(list(plan.catalogue["id"]), plan.about.period.years)))
    return home


def read_and_written(home: Home) -> None:
    """The ledger from its first record, from a snapshot, and a record more; the plan opened and measured after it."""
    plan = Plan(open_plan(home).source)
    year, day, person = plan.about.period.end, f"{plan.about.period.end}-12-31", Person("甲", ADMIN)
    key = plan.catalogue["id"].iloc[0]

    def book() -> Ledger:
        return Ledger(place(home), lambda: plan.source.known)

    for path in home.folder.glob("**/*.folded/*"):
        path.unlink()
    print(f"{PROJECTS:,} projects, a ledger of {timed('from the first record', book().state).seq:,} records")
    state = timed("from the snapshot", (at := book()).state)
    for what in ("first", "again"):
        timed(f"append, {what}", lambda: at.write([month(key, year, 12)], person))
        state = timed(f"the state after it, {what}", at.state)
        after = timed(f"held against the plan, {what}", lambda state=state: Plan(plan.source, state))
        timed(f"measured, {what}", lambda after=after: after.warnings(year))
        timed(f"dispatched, {what}", lambda after=after: after.dispatched(year, day))


def opened(home: Home) -> None:
    """Every page: the first run, warm ones, and the first one after a write."""
    st.cache_resource.clear()
    plan = open_plan(home)
    book, entries = (
        Ledger(place(home), lambda: plan.source.known),
        [month(plan.catalogue["id"].iloc[0], plan.about.period.end, 12)],
    )
    book.state()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).run()
    for path in sorted((*ROOT.glob("pages/cycle/*.py"), *ROOT.glob("pages/projects/*.py"))):
        page = str(path.relative_to(ROOT))
        begun = time.perf_counter()
        test.switch_page(page).run()
        first, wall, used = (time.perf_counter() - begun) * 1000, [], []
        for _ in range(WARM):
            begun, at = time.perf_counter(), time.process_time()
            test.run()
            wall.append((time.perf_counter() - begun) * 1000)
            used.append((time.process_time() - at) * 1000)
        book.write(entries, Person("甲", ADMIN))
        begun = time.perf_counter()
        test.run()
        after = (time.perf_counter() - begun) * 1000
        print(
            f"  {page[6:-3]:22} first {first:6.0f} ms; median {statistics.median(wall):5.0f} worst {max(wall):5.0f};"
            f" processor {statistics.median(used):5.0f} worst {max(used):5.0f}; after a write {after:5.0f}{'  exception!' if test.exception else ''}",
            flush=True,
        )
