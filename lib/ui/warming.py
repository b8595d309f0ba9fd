"""What pages show, made before anybody asks for it: every year, and every area of it, in the background, once the ledger
or the plan's files have changed and then been left alone. It rests longer than it works, and gives way to a newer
state."""

import contextlib
import gc
import importlib
import os
import pkgutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date

from lib import log
from lib import ui as room
from lib.home import DataError, Home
from lib.ledger.file import LedgerBroken, LedgerBusy
from lib.plan.opened import Plan
from lib.store.queries import StoreError
from lib.ui.opened import current, opened

ASKED = "PLAN_WARM"
LATER, QUIET = 15.0, 20.0
"""Seconds after the start, when nobody waits for a first page any more; and for which nothing may have been written: while
people enter figures the processor is theirs."""
REST = 3
"""So many times as long as a step took is rested after it."""
OF_A_YEAR = (
    Plan.with_annual,
    Plan.warnings,
    Plan.compared,
    Plan.effort,
    Plan.indicative,
    Plan.projects,
    Plan.stated_projects,
)
PAGES_OF_A_YEAR = (
    ("monitor.indicators", "everything"),
    ("monitor.indicators", "searched"),
    ("projects.flagship", "table"),
    ("search", "states"),
    ("space.layout", "_of_all"),
    ("space.parks", "comparison"),
    ("wall", "scenes"),
    ("present", "of_year"),
)
OF_A_DAY = (Plan.points, Plan.tasks)
PAGES_OF_AN_AREA = (
    ("monitor.overview", "front"),
    ("monitor.overview", "headlines"),
    ("monitor.overview", "sentences"),
    ("monitor.overview", "tracks"),
    ("monitor.overview", "land"),
    ("monitor.effort", "targets"),
    ("monitor.effort", "table"),
    ("cycle.warnings", "warned"),
)
"""Functions of the pages' modules that keep what they make, by what they are asked beside the plan."""


def modules() -> Iterator[str]:
    """The modules of all pages: loading them takes longer than what they show."""
    for found in pkgutil.walk_packages(room.__path__, "lib.ui."):
        yield found.name


def steps(plan: Plan) -> Iterator[Callable[[], object]]:
    """What is made for a state, the year that people see first before the others."""
    years = sorted(plan.about.period.years, key=lambda year: year != plan.default_year)
    for year in years:
        for method in OF_A_YEAR:
            yield lambda method=method, year=year: method(plan, year)  # type: ignore[misc]
        for module, name in PAGES_OF_A_YEAR:
            yield lambda module=module, name=name, year=year: _function(module, name)(plan, year)  # type: ignore[misc]
        for of_day in OF_A_DAY:
            yield lambda method=of_day, year=year: method(plan, year, date.today().isoformat())  # type: ignore[misc]
        yield lambda year=year: _function("cycle.reminders", "owed")(plan, year, date.today().isoformat())  # type: ignore[misc]
        for area in (None, *plan.areas("plan")):
            for module, name in PAGES_OF_AN_AREA:
                yield lambda m=module, n=name, y=year, a=area: _function(m, n)(plan, y, a)  # type: ignore[misc]


def _function(module: str, name: str) -> Callable[..., object]:
    found: Callable[..., object] = getattr(importlib.import_module(f"lib.ui.{module}"), name)
    return found


def warm(home: Home, goes_on: Callable[[], bool] = lambda: True, rest: Callable[[float], None] = time.sleep) -> int:
    """Make what a state needs; how many steps were made before the state changed, or all. Faults are left to the pages,
    which tell them."""
    done = 0
    with contextlib.suppress(LedgerBusy, LedgerBroken, DataError, StoreError, OSError):
        at = current(home)
        for step in steps(opened(home)):
            if not goes_on() or current(home) != at:
                return done
            begun = time.monotonic()
            step()
            done += 1
            rest(REST * (time.monotonic() - begun))
    return done


def start(home: Home) -> None:
    """Begin in a thread of its own, unless `PLAN_WARM` is 0. Its priority is that of the others: a thread that is put off
    holding the interpreter puts off all of them."""
    if os.environ.get(ASKED) != "0":
        threading.Thread(target=_forever, args=(home,), daemon=True, name="warming").start()


def _forever(home: Home) -> None:
    time.sleep(LATER)
    for name in modules():
        importlib.import_module(name)
        time.sleep(0.01)
    gc.freeze()  # programs never go: looking through them stopped everybody for 0.1 s at each full collection
    made = before = None
    while True:
        with contextlib.suppress(LedgerBusy, LedgerBroken, DataError, StoreError, OSError):
            now = current(home)
            if now == before != made:
                made = now
                log.note("warmed", steps=warm(home))
            before = now
        time.sleep(QUIET)
