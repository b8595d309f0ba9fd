"""What the page of the entry shows, kept with the plan."""

from typing import Any

from lib.intake import submit
from lib.intake.names import Vocabulary
from lib.plan.kept import kept
from lib.plan.opened import Plan


@kept
def vocabulary(plan: Plan) -> Vocabulary:
    """What may be reported."""
    return submit.vocabulary(plan)


@kept
def asked(plan: Plan, year: int, area: str) -> list[dict[str, Any]]:
    """The form of a year and area."""
    return submit.asked(plan, year, area)
