"""From what was read or typed to what would be recorded: rows typed in the page, changes against what is known,
records."""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from lib.about import About
from lib.intake.cell import Cell
from lib.intake.form import ask
from lib.intake.names import Vocabulary
from lib.intake.number import WORDS
from lib.intake.problem import QUESTION, VALUELESS, Problem, found_words
from lib.intake.read import Upload
from lib.intake.table import Row
from lib.ledger import state
from lib.ledger.known import Known
from lib.ledger.permission import Person
from lib.ledger.procedure import forbidden
from lib.ledger.record import Entry, entry, mark
from lib.ledger.superseding import queue
from lib.measure.asked import Answered, Asked, Proposed
from lib.measure.evidence import Facts

ANSWERS = {"value": "数值", "operator": "约数", "price_basis": "价格口径", "source": "资料来源", "note": "备注"}
"""What a person may fill in, by role: the headings of the template and of the table in the page."""
NEW, CHANGED, SAME, PENDING = CHANGES = ("新增", "更改", "不变", "已提交")
"""Nothing known yet · another value than the known one · the same · the same already waits for review."""
BOUNDS = tuple(WORDS["bound"])
PAGE = "页面"
Thing = tuple[str, str, str, int]
"""What a figure is of: area, indicator, measure, year."""


class Opened(Protocol):
    """What is read of an open plan."""

    @property
    def about(self) -> About:
        """What the plan is."""

    @property
    def state(self) -> state.State:
        """What people entered."""

    @property
    def in_force(self) -> pd.DataFrame:
        """The clauses that are measured."""

    def frame(self, name: str) -> pd.DataFrame:
        """A table or view of the store with what was entered."""

    def areas(self, *kinds: str) -> list[str]:
        """Names of the areas of these kinds."""

    def facts(self) -> Facts:
        """All observations."""


def vocabulary(plan: Opened) -> Vocabulary:
    """What may be reported under an open plan."""
    return Vocabulary(
        plan.frame("clause"),
        plan.frame("indicator"),
        plan.frame("unit"),
        plan.areas("plan", "joint"),
        plan.facts(),
        plan.about,
        tuple(plan.areas("park", "town", "reference")),
        tuple(plan.areas("reference")),
        tuple((row["name"], row["indicator"]) for row in plan.state.rows("alias") if row["status"] == "confirmed"),
    )


def asked(plan: Opened, year: int, area: str | None = None) -> list[Asked]:
    """The form of a year and area under an open plan: see `form.ask`."""
    return ask(plan.in_force, plan.facts(), year, area, period=plan.about.period)


def typed(form: list[Asked], answers: pd.DataFrame) -> tuple[list[Row], list[Problem]]:
    """Rows of the table typed in the page, and what stands there without a value: `answers` has the headings of
    ANSWERS, one row for each of `form`."""
    rows, problems = [], []
    for number, (asked, answer) in enumerate(
        zip(form, answers[list(ANSWERS.values())].itertuples(index=False, name=None), strict=True), 1
    ):
        filled = {
            role: cell for role, cell in zip(ANSWERS, answer, strict=True) if isinstance(cell, str) and cell.strip()
        }
        if "value" in filled:
            cells: dict[str, Cell] = {
                "key": asked["key"],
                "indicator": asked["name"],
                "area": asked["area"],
                "year": float(asked["year"]),
                **filled,
            }
            rows.append(Row(PAGE, number, cells, ANSWERS | {"indicator": "指标"}))
        elif lone := next((role for role in ("note", "source", "operator") if role in filled), ""):
            problems.append(
                Problem(QUESTION, PAGE, number, ANSWERS[lone], found_words(filled[lone]), *VALUELESS, asked["name"])
            )
    return rows, problems


def waiting(entered: state.State) -> dict[Thing, state.Row]:
    """The figures that wait for review (`superseding.queue`), by (area, indicator, measure, year); of two price bases
    the last."""
    return {(row["area"], row["indicator"], row["measure"], row["year"]): row for row in queue(entered)}


def compare(figures: list[Answered], pending: dict[Thing, state.Row]) -> list[Proposed]:
    """The figures with `change` (of CHANGES) and `pending`, `pending_operator` and `pending_basis` (what waits for
    review, or None)."""
    found: list[Proposed] = []
    for figure in figures:
        waits = pending.get((figure["area"], figure["indicator"], figure["measure"], figure["year"]))
        if waits and _same(figure, waits["value"], waits["operator"], waits.get("price_basis")):
            change = PENDING
        elif figure["now"] is None:
            change = NEW
        else:
            change = SAME if _same(figure, figure["now"], figure["now_operator"], figure["now_basis"]) else CHANGED
        found.append(
            {
                **figure,
                "change": change,
                "pending": waits["value"] if waits else None,
                "pending_operator": waits["operator"] if waits else None,
                "pending_basis": waits.get("price_basis") if waits else None,
            }
        )
    return found


def _same(figure: Answered, value: float, operator: str | None, basis: str | None) -> bool:
    """Whether a figure says what is there: value, bound and price basis; a basis that it does not state is no other
    one."""
    stated = figure["price_basis"]
    return (
        math.isclose(value, figure["value"]) and operator == figure["operator"] and (stated is None or stated == basis)
    )


def to_record(compared: list[Proposed]) -> list[Proposed]:
    """Those that would be recorded: new ones and changes."""
    return [figure for figure in compared if figure["change"] in (NEW, CHANGED)]


def records(figures: Sequence[Mapping[str, object]], why: str, file: str) -> list[Entry]:
    """Records of submitted figures: values in the indicator's unit; `file` says where they came from."""
    fields = ("area", "indicator", "measure", "since", "year", "operator", "value", "price_basis", "place", "note")
    return [
        entry("figure_submitted", {name: figure[name] for name in fields}, why.strip() or "填报", file)
        for figure in figures
    ]


def foreign(figures: Sequence[Proposed], person: Person, now: state.State, known: Known) -> list[Proposed]:
    """The figures that this person may not hand in: those that fall to another unit."""
    entries = records(figures, "", "")
    return [one for one, item in zip(figures, entries, strict=True) if forbidden(person, item, now, known)]


def withdrawals(rows: list[state.Row], why: str) -> list[Entry]:
    """Records that take back submitted figures (rows of the state's table `figure`)."""
    return [mark("figure_withdrawn", row, why.strip()) for row in rows]


def origin(upload: Upload | None) -> str:
    """Where figures came from, as a record carries it: the file's name and hash, or the page.

    >>> origin(None), origin(Upload("填报表.xlsx", "ab12"))
    ('页面填写', '填报表.xlsx sha256:ab12')
    """
    return f"{upload.name[-120:]} sha256:{upload.sha256}" if upload else "页面填写"
