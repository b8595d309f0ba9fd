"""What a kind of record is: all that distinguishes it from the others, in one row.

A record either puts a row into a table of the state (a figure, a duty, a target adjusted …) or marks an earlier one
(approved, returned, published, closed …).
"""

from typing import NamedTuple

from lib.ledger import checks
from lib.ledger.checks import Check
from lib.ledger.permission import ADMIN, OFFICE, UNIT, Owner
from lib.ledger.rules import Fit, Rule

ADMINS, PLANNERS, UNITS = (ADMIN,), (OFFICE, ADMIN), (UNIT, OFFICE, ADMIN)


class Field(NamedTuple):
    """A field of a record: its name, what it is called, what it must be, and whether it must say something when it is
    written."""

    name: str
    word: str
    check: Check = checks.text
    filled: bool = False


def said(name: str, word: str, check: Check = checks.text) -> Field:
    """A field that must say something."""
    return Field(name, word, check, filled=True)


class Kind(NamedTuple):
    """One kind of record: the `table` of the state that it changes and what is done by it (`step`).

    One that puts a row: what the rows of the table are called (`noun`), which fields make the row's `key` ("seq": every
    record a row of its own), which name its `subject`, which others it `needs` and `may` have. One that marks a row has
    the field `of` (the row's key) and tells in which states of the row it may (`after`). `status` is the state in which
    the row is afterwards, and how people read it.

    Who may write it: roles (`by`), for a person of a unit whether it is the unit's (`owner`), and where that is laid
    down only another person than who made the row that is marked (`second`). What else must hold:
    a reason is given (`reasoned`), how fields fit together (`fits`), what the state must be (`rule`); `lacking` is the
    sentence about fields that say nothing.
    """

    name: str
    table: str
    step: str
    noun: str = ""
    key: tuple[str, ...] = ()
    subject: tuple[Field, ...] = ()
    needs: tuple[Field, ...] = ()
    may: tuple[Field, ...] = ()
    after: tuple[str, ...] = ()
    status: tuple[str, str] = ("", "")
    by: tuple[str, ...] = PLANNERS
    owner: Owner | None = None
    reasoned: bool = False
    second: bool = False
    lacking: str = "请写明{}。"
    fits: Fit | None = None
    rule: Rule | None = None

    @property
    def marks(self) -> bool:
        """Whether it changes the status of an earlier row instead of putting one."""
        return not self.key

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of its payload but `of`."""
        return self.subject + self.needs + self.may

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields of its payload."""
        return (("of",) if self.marks else ()) + tuple(field.name for field in self.fields)

    @property
    def needed(self) -> tuple[str, ...]:
        """The names of the fields without which it cannot be read."""
        return (("of",) if self.marks else ()) + tuple(field.name for field in self.subject + self.needs)
