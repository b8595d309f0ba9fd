"""The classes of adjustment: what each may do to a target. Adding one is adding a row to CHANGES."""

import re
from typing import NamedTuple

ADDED, RAISED, LOWERED, REDEFINED, CANCELLED = "新增", "上调", "下调", "口径变更", "取消"
OPEN = ("value", "operator", "year", "name")
"""What of an existing target can be adjusted."""
WHOLE = ("area", "indicator", "type", "name", "operator", "value", "unit", "year")
"""What a target is."""
ADDED_ID = re.compile(r"N[0-9]{3,6}")
"""The id of a clause that the procedure adds."""


class Change(NamedTuple):
    """One class of adjustment, under the name by which records carry it: what of a target its record states (`sets`),
    whether it must ask for more (True) or for less (False), what is said where it changes nothing, and how a clause
    stands whose last adjustment it is ("" for in force).

    Only the class that `adds` speaks of a clause that the plan has not; one that `ends` has the clause neither measured
    nor counted.
    """

    name: str
    sets: tuple[str, ...] = OPEN
    more: bool | None = None
    idle: str = ""
    stands: str = ""
    adds: bool = False

    @property
    def ends(self) -> bool:
        """Whether the clause is in force no longer."""
        return bool(self.stands)


CHANGES = {
    change.name: change
    for change in (
        Change(ADDED, sets=WHOLE, adds=True),
        Change(RAISED, more=True, idle="上调要改目标值或到期年。"),
        Change(LOWERED, more=False, idle="下调要改目标值或到期年。"),
        Change(REDEFINED, idle="口径变更要写明新的说法、条件，或在口径说明中写明差别。"),
        Change(CANCELLED, sets=(), stands="已取消，不再评估和计数"),
    )
}
