"""What the tests of intake share: the vocabulary of the real plan, and a file read from end to end."""

import pytest

from lib.intake import submit
from lib.intake.check import Checked, check
from lib.intake.read import FIGURES, read
from lib.plan.opened import Plan
from tests.homes import PERIOD

collect_ignore = [
    "dying.py",
    "hanging.py",
    "hungry.py",
    "lying.py",
]  # readers for single tests, not modules to be imported


@pytest.fixture(scope="session")
def plan(store) -> Plan:
    return Plan(store)


@pytest.fixture(scope="session")
def vocabulary(plan):
    return submit.vocabulary(plan)


@pytest.fixture
def examine(vocabulary):
    """A file's name and content → what was found in it, for an area and a year."""

    def run(data: bytes | str, area: str = "天元区", year: int = 2016, name: str = "表.csv") -> Checked:
        upload = read(name, data.encode() if isinstance(data, str) else data, FIGURES, PERIOD.with_base)
        assert not upload.problem, upload.problem
        return check(upload.rows, upload.said, vocabulary, area, year)

    return run
