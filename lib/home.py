"""Where a plan lives: the folder that is asked for, and what lies in it."""

import argparse
import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parents[1]
"""The project itself: the plan that is served where none is asked for lies in it."""
DATABASES = ("postgresql://", "postgres://")
"""How the address of a ledger in PostgreSQL begins."""
VARIABLE, LEDGER, ANCHOR, KEY = "PLAN_HOME", "PLAN_LEDGER", "PLAN_ANCHOR", "PLAN_ANCHOR_KEY"
FILES = "PLAN_FILES"


class DataError(Exception):
    """A file of a plan is wrong; the message is meant for the person who maintains it."""


def why(error: Exception) -> str:
    """Why a file cannot be read, for the person who maintains it.

    >>> why(IsADirectoryError(21, "")), why(UnicodeDecodeError("utf-8", b"", 3, 4, "")), why(KeyError("features"))
    ('它不在、是文件夹，或者没有权限', '第4字节起不是 UTF-8', '没有 features')
    """
    if isinstance(error, OSError):
        return "它不在、是文件夹，或者没有权限"
    if isinstance(error, UnicodeDecodeError):
        return f"第{error.start + 1}字节起不是 UTF-8"
    if isinstance(error, KeyError):
        return f"没有 {error.args[0]}"
    place = re.search(r"line (\d+)(?:,? column (\d+))?", str(error))
    column = f"第{place[2]}列" if place and place[2] else ""
    return f"第{place[1]}行{column}读不懂" if place else "内容读不懂"


class Home(NamedTuple):
    """One plan's folder: `data/` holds its tables and its databases, `geo/` its map. `demo`: the fictitious training
    set stands in for its ledger."""

    folder: Path
    demo: bool = False

    @property
    def data(self) -> Path:
        """The plan in plain text: plan.toml and the CSVs."""
        return self.folder / "data"

    @property
    def geo(self) -> Path:
        """The map: layer.csv and its GeoJSON files."""
        return self.folder / "geo"

    @property
    def text(self) -> Path:
        """The plan's own text, where somebody has supplied it (see store.plan_text)."""
        return self.folder / "plan_text.txt"

    @property
    def store(self) -> Path:
        """The database made from `data`."""
        return self.data / "plan.duckdb"

    @property
    def training(self) -> Path:
        """The fictitious ledger, made by `python -m lib demo`."""
        return self.data / "demo.duckdb"

    @property
    def story(self) -> Path:
        """What the training set tells; a plan may have none."""
        return self.data / "story.toml"

    @property
    def ledger(self) -> Path | str:
        """What people enter: `PLAN_LEDGER` (a file, or the address of a database), or a file beside the data; the training
        set has its own."""
        if self.demo:
            return self.training
        return place(os.environ.get(LEDGER) or str(self.data / "ledger.duckdb"))

    @property
    def files(self) -> Path:
        """The folder of the files of evidence: `PLAN_FILES`, or beside the ledger; beside the data where that is in a
        database."""
        return (None if self.demo else _path(FILES)) or self._beside(self.ledger)

    def files_of(self, ledger: Path | str) -> Path:
        """The folder of the files of evidence of a ledger, the plan's own or another."""
        return self.files if ledger == self.ledger else self._beside(ledger)

    def _beside(self, ledger: Path | str) -> Path:
        beside = ledger if isinstance(ledger, Path) else self.data / "ledger"
        return beside.with_name(f"{beside.stem}-files")

    @property
    def configured(self) -> bool:
        """Whether somebody said where the ledger is: it must be there, and is not made by the first record."""
        return not self.demo and bool(os.environ.get(LEDGER))

    @property
    def anchor(self) -> Path | None:
        """The file elsewhere that says how far the ledger had come: `PLAN_ANCHOR`; none for the training set."""
        return None if self.demo else _path(ANCHOR)

    @property
    def key(self) -> Path | None:
        """The key with which the lines of the anchor are signed: `PLAN_ANCHOR_KEY`."""
        return _path(KEY)


def place(given: str) -> Path | str:
    """Where a ledger is: the address of a database as it is, anything else as a path.

    >>> place("postgresql://plan@localhost/plan"), place("ledger.duckdb").name
    ('postgresql://plan@localhost/plan', 'ledger.duckdb')
    """
    return given if given.startswith(DATABASES) else Path(given)


def _path(variable: str) -> Path | None:
    given = os.environ.get(variable)
    return Path(given) if given else None


def at(folder: Path | str | None, demo: bool = False) -> Home:
    """The plan in a folder; in that of `PLAN_HOME` or else the project's own where none is named."""
    return Home(Path(folder or os.environ.get(VARIABLE) or PROJECT).resolve(), demo)


def here() -> Home:
    """The plan that this process was started for: `--plan FOLDER`, `--demo` with its training set."""
    return at(*_asked(tuple(sys.argv[1:])))


@cache
def _asked(words: tuple[str, ...]) -> tuple[str | None, bool]:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--plan")
    parser.add_argument("--demo", action="store_true")
    asked, _ = parser.parse_known_args([word for word in words if word != "--"])  # that of `streamlit run`
    return asked.plan, asked.demo
