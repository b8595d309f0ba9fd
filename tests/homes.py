"""Plans in folders for the tests: the project's own, copies of it, and a ledger that knows its names."""

import shutil
from functools import cache
from pathlib import Path

import pandas as pd

from lib import about
from lib.home import PROJECT, Home
from lib.ledger.known import FRAMES, Known, of
from lib.ledger.ledger import Ledger
from lib.projects.register import STAGES

HOME = Home(PROJECT)
ABOUT = about.parse(about.read(HOME.data / about.FILE))
PERIOD = ABOUT.period
STORY = HOME.story


def copied(folder: Path) -> Home:
    """A copy of the project's plan that a test may spoil; its map is the project's own."""
    shutil.copytree(HOME.data, folder / "data", ignore=shutil.ignore_patterns("*.duckdb*"))
    (folder / "geo").symlink_to(HOME.geo)
    return Home(folder)


@cache
def known() -> Known:
    """The names that a record of the project's own ledger may speak of."""
    tables = {name: pd.read_csv(HOME.data / f"{name}.csv", keep_default_na=False) for name in FRAMES}
    return of(tables, PERIOD, STAGES)


def ledger_at(path: Path | None = None) -> Ledger:
    """A ledger beside the project's plan; that of the test itself if no path is given."""
    return Ledger(path or HOME.ledger, known)
