"""The tables of the state as the kinds of record make them: who puts their rows, their columns, how a row stands."""

from lib.ledger.kind import Kind
from lib.ledger.kinds import KINDS
from lib.ledger.state import META


def tables() -> dict[str, Kind]:
    """The tables of the state, each with the kind of record that puts its rows."""
    return {kind.table: kind for kind in KINDS.values() if not kind.marks}


def columns(table: str) -> tuple[str, ...]:
    """Columns of a table of the state: META, and the fields of the records that put and mark its rows."""
    fields = [name for kind in KINDS.values() if kind.table == table for name in kind.names if name != "of"]
    return tuple(dict.fromkeys([*META, *fields]))


def standings(table: str) -> dict[str, str]:
    """How people read each status of a table's rows.

    >>> standings("evaluation")["frozen"]
    '已冻结，未公开'
    """
    return {code: word for kind in KINDS.values() if kind.table == table for code, word in [kind.status]}


def steps(table: str) -> dict[str, str]:
    """What was done to bring a table's row to each status.

    >>> steps("figure")
    {'submitted': '填报', 'approved': '通过', 'revoked': '撤销通过', 'returned': '退回', 'withdrawn': '撤回'}
    """
    return {kind.status[0]: kind.step for kind in KINDS.values() if kind.table == table}
