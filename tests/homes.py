"""Plans in folders for the tests: the project's own, copies of it, and a ledger that knows its names."""

import shutil
from functools import cache
from pathlib import Path

import pandas as pd

from lib import about
from lib.home import PROJECT, Home
from lib.ledger.known import FRAMES, Known, of
from lib.ledger.ledger import Ledger
from lib.plan.fresh import create
from lib.projects.register import STAGES
from lib.store import build

HOME = Home(PROJECT)
ABOUT = about.parse(about.read(HOME.data / about.FILE))
PERIOD = ABOUT.period
STORY = HOME.story
SMALL = PROJECT / "tests/plans/small"
SMALL_ABOUT = about.parse(about.read(SMALL / "data" / about.FILE))
FILLED = {
    "plan": '"第三轮"',
    "before": '"第二轮"',
    "page": '"空县规划监测"',
    "official": '"空县第三轮规划纲要"',
    "base": "2025",
    "end": "2030",
    "midterm": "2028",
    "whole": '"空县"',
    "both": '"空县"',
    "lines": "10",
}


def copied(folder: Path, built: bool = False) -> Home:
    """A copy of the project's plan that a test may spoil; its map is the project's own. `built`: the store is there."""
    shutil.copytree(HOME.data, folder / "data", ignore=shutil.ignore_patterns("*.duckdb*"))
    (folder / "geo").symlink_to(HOME.geo)
    if built:
        shutil.copyfile(build.ensure(HOME.data, HOME.store), folder / "data" / HOME.store.name)
    return Home(folder)


@cache
def known() -> Known:
    """The names that a record of the project's own ledger may speak of."""
    tables = {name: pd.read_csv(HOME.data / f"{name}.csv", keep_default_na=False) for name in FRAMES}
    return of(tables, PERIOD, STAGES)


def ledger_at(path: Path | str | None = None) -> Ledger:
    """A ledger beside the project's plan; that of the test itself if no path is given."""
    return Ledger(path or HOME.ledger, known)


def filled(home: Home) -> Home:
    """A new plan whose plan.toml is filled in as its comments ask."""
    create(home)
    path = home.data / about.FILE
    part, lines = "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        part = line if line.startswith("[") else part
        key, equals, rest = line.partition(" = ")
        value = "2020" if (part, key) == ("[period]", "before") else FILLED.get(key)
        lines.append(f"{key} = {value}  #{rest.partition('  #')[2]}" if equals and "必填" in rest else line)
    path.write_text("\n".join(lines), encoding="utf-8")
    return home


def others(folder: Path) -> dict[str, Home]:
    """The two other plans, a small one and one that is quite empty, in folders of their own, built."""
    shutil.copytree(SMALL, folder / "small", ignore=shutil.ignore_patterns("*.duckdb*"))
    found = {"small": Home(folder / "small"), "empty": filled(Home(folder / "empty"))}
    for home in found.values():
        build.build(home.data, home.store)
    return found
