"""The ledger of a test: a file beside the project's plan, knowing its names."""

from functools import cache
from pathlib import Path

import pandas as pd

from lib.ledger import file
from lib.ledger.known import FRAMES, Known, of
from lib.ledger.ledger import Ledger
from lib.measure import constants as c
from lib.projects.register import STAGES
from lib.store import build
from tests.homes import PERIOD


@cache
def known() -> Known:
    """The names that a record of the project's own ledger may speak of."""
    tables = {name: pd.read_csv(build.DATA / f"{name}.csv", keep_default_na=False) for name in FRAMES}
    return of(tables, PERIOD, STAGES)


def ledger_at(path: Path | None = None) -> Ledger:
    """A ledger beside the project's plan; that of the test itself if no path is given."""
    return Ledger(path or file.location(), known)
