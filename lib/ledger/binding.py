"""约束性 and 预期性: whether a target binds. The plan does not say so of any; a later document may."""

from collections.abc import Iterable

from lib.ledger.monthly import UNSAID
from lib.ledger.state import State


def bindings(state: State, clauses: Iterable[str]) -> list[str]:
    """The attribute of each clause (one of BINDINGS), UNSAID where nobody has set one."""
    return [(state.get("binding", key) or {}).get("binding", UNSAID) for key in clauses]
