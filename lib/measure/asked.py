"""What a unit is asked for in a year and what it answers: the rows that the form, the checks, the page and the commands
share."""

from typing import TypedDict


class Asked(TypedDict):
    """One row of a year's form: an indicator and measure that clauses need. Values in the indicator's unit, growth in
    per cent; `last` is the year before, `now` what is known already, `clauses` ids joined by semicolons."""

    key: str
    area: str
    indicator: str
    measure: str
    since: int | None
    year: int
    domain: str
    name: str
    unit: str | None
    milestone: bool
    price_basis: str | None
    direction: int
    decimals: int
    ceiling: float | None
    path: str
    definition: str | None
    last: float | None
    last_operator: str | None
    now: float | None
    now_operator: str | None
    now_basis: str | None
    now_source: str | None
    clauses: str


class Answered(TypedDict):
    """One figure that may be recorded: what was asked, what was read, and where it stands in the file (`place` is where
    in the source); `questions` is how many doubts there are about it."""

    area: str
    indicator: str
    measure: str
    since: int | None
    year: int
    key: str
    name: str
    unit: str | None
    milestone: bool
    operator: str
    value: float
    price_basis: str | None
    place: str | None
    note: str | None
    now: float | None
    now_operator: str | None
    now_basis: str | None
    now_source: str | None
    sheet: str
    row: int
    column: str
    questions: int


class Proposed(Answered):
    """A figure beside what is known (`change`: one of CHANGES of `submit`) and what waits for review (`pending`, or
    None)."""

    change: str
    pending: float | None
    pending_operator: str | None
    pending_basis: str | None
