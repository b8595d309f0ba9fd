"""How to begin: three steps for each kind of user, from `guide.csv`."""

import csv
from pathlib import Path
from typing import NamedTuple


class Step(NamedTuple):
    """One step of a kind of user (`role`, as it reads): its name, what to do, and the page where it is done."""

    role: str
    step: str
    text: str
    page: str
    link: str


def _read() -> tuple[Step, ...]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(Step(*(row[name] for name in Step._fields)) for row in csv.DictReader(file))


_STEPS = _read()


def guide() -> dict[str, list[Step]]:
    """The steps by kind of user, in order."""
    return {role: [one for one in _STEPS if one.role == role] for role in dict.fromkeys(one.role for one in _STEPS)}
