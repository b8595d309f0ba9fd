"""Where a plan lives: the folder that is asked for, and what lies in it."""

import argparse
import os
import re
import sys
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parents[1]
"""The project itself: the plan that is served where none is asked for lies in it."""
DATABASES = ("postgresql://", "postgres://")
"""How the address of a ledger in PostgreSQL begins."""
VARIABLE, LEDGER, ANCHOR, KEY = "PLAN_HOME", "PLAN_LEDGER", "PLAN_ANCHOR", "PLAN_ANCHOR_KEY"
FILES = "PLAN_FILES"
OWN = (LEDGER, ANCHOR, KEY, FILES)
"""What is said of each plan by itself where a server has several."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
"""What the folder of one of several plans must be called: it stands in addresses."""


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
    set stands in for its ledger. `shared`: a server for several plans serves it, whose environment says nothing of its
    ledger."""

    folder: Path
    demo: bool = False
    shared: bool = False

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
        set has its own. Of several plans each says it in its own `plan.env`."""
        if self.demo:
            return self.training
        return place(self._said(LEDGER) or str(self.data / "ledger.duckdb"))

    @property
    def files(self) -> Path:
        """The folder of the files of evidence: `PLAN_FILES`, or beside the ledger; beside the data where that is in a
        database."""
        return (None if self.demo else _path(self._said(FILES))) or self._beside(self.ledger)

    def files_of(self, ledger: Path | str) -> Path:
        """The folder of the files of evidence of a ledger, the plan's own or another."""
        return self.files if ledger == self.ledger else self._beside(ledger)

    def _beside(self, ledger: Path | str) -> Path:
        beside = ledger if isinstance(ledger, Path) else self.data / "ledger"
        return beside.with_name(f"{beside.stem}-files")

    @property
    def configured(self) -> bool:
        """Whether somebody said where the ledger is: it must be there, and is not made by the first record."""
        return not self.demo and bool(self._said(LEDGER))

    @property
    def anchor(self) -> Path | None:
        """The file elsewhere that says how far the ledger had come: `PLAN_ANCHOR`; none for the training set."""
        return None if self.demo else _path(self._said(ANCHOR))

    @property
    def key(self) -> Path | None:
        """The key with which the lines of the anchor are signed: `PLAN_ANCHOR_KEY`."""
        return _path(self._said(KEY))

    def _said(self, variable: str) -> str:
        """A variable of the environment; of one of several plans, a line of its `plan.env`."""
        return _lines(self.folder / "plan.env").get(variable, "") if self.shared else os.environ.get(variable, "")


def place(given: str) -> Path | str:
    """Where a ledger is: the address of a database as it is, anything else as a path.

    >>> place("postgresql://plan@localhost/plan"), place("ledger.duckdb").name
    ('postgresql://plan@localhost/plan', 'ledger.duckdb')
    """
    return given if given.startswith(DATABASES) else Path(given)


def _path(given: str) -> Path | None:
    return Path(given) if given else None


def _lines(file: Path) -> dict[str, str]:
    """Lines NAME=value of a file; none where there is no such file."""
    try:
        stamp = file.stat().st_mtime_ns
    except OSError:
        return {}
    return _read(file, stamp)


@lru_cache(maxsize=4096)
def _read(file: Path, stamp: int) -> dict[str, str]:
    lines = [line.strip().partition("=") for line in file.read_text(encoding="utf-8").splitlines()]
    return {name.strip(): value.strip() for name, equals, value in lines if equals and not name.startswith("#")}


def at(folder: Path | str | None, demo: bool = False) -> Home:
    """The plan in a folder; in that of `PLAN_HOME` or else the project's own where none is named."""
    return Home(Path(folder or os.environ.get(VARIABLE) or PROJECT).resolve(), demo)


def here() -> Home:
    """The plan that this process was started for: `--plan FOLDER`, `--demo` with its training set."""
    return _started(tuple(sys.argv[1:]), os.environ.get(VARIABLE))


@lru_cache(maxsize=64)
def _started(words: tuple[str, ...], variable: str | None) -> Home:
    """Every run of a page asks this dozens of times: the folder is looked up once."""
    asked = _asked(words)
    return at(asked.plan or variable, asked.demo)


def several() -> Path | None:
    """The folder of the plans that this process was started for (`--plans FOLDER`), one a folder; None where it serves
    one."""
    found = _asked(tuple(sys.argv[1:])).plans
    return Path(found).resolve() if found else None


def of_several(name: str) -> Home:
    """One of several plans by the name of its folder. DataError where there is none of that name."""
    folder = several()
    if folder is None or not NAME.fullmatch(name) or not (folder / name / "data" / "plan.toml").is_file():
        raise DataError(f"没有名为“{name}”的规划。")
    return Home(folder / name, shared=True)


def named() -> list[str]:
    """The names of the several plans."""
    folder = several()
    return sorted(
        path.parent.parent.name
        for path in (folder.glob("*/data/plan.toml") if folder else ())
        if NAME.fullmatch(path.parent.parent.name)
    )


@cache
def _asked(words: tuple[str, ...]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--plan")
    parser.add_argument("--plans")
    parser.add_argument("--demo", action="store_true")
    asked, _ = parser.parse_known_args([word for word in words if word != "--"])  # that of `streamlit run`
    return asked
