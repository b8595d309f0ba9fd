"""The open ledger: its state, kept up to date by folding what is new, and the one way to write in it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lib.ledger import file
from lib.ledger.fold import EMPTY, fold, until
from lib.ledger.known import Known
from lib.ledger.permission import Person
from lib.ledger.procedure import refusal
from lib.ledger.record import Entry, Record, sealed
from lib.ledger.state import State


class Refused(Exception):
    """Nothing was written; the message says why, for the person who wanted to write."""


class Conflict(Refused):
    """Somebody else wrote about the same thing meanwhile; `records` are theirs."""

    def __init__(self, message: str, records: list[Record]):
        super().__init__(message)
        self.records = records


class Held(NamedTuple):
    """What is known of a ledger: its file's stamp, its records and their state. Replaced as a whole, so that threads
    may share it."""

    stamp: tuple[tuple[int, ...], ...]
    records: list[Record]
    state: State

    @property
    def last(self) -> Record | None:
        """The last known record."""
        return self.records[-1] if self.records else None

    def after(self, stamp: tuple[tuple[int, ...], ...], news: file.News) -> "Held":
        """What is known once the news have been read."""
        records, state = ([], EMPTY) if news.afresh else (self.records, self.state)
        return Held(stamp, [*records, *news.records], fold(state, news.records))


class Ledger:
    """One ledger file as seen by this process."""

    def __init__(self, path: Path, known: Callable[[], Known]):
        """`known` gives the names that a record may speak of."""
        self.path, self._known = path, known
        self._held = Held((), [], EMPTY)

    def records(self) -> list[Record]:
        """All records so far. LedgerBusy or LedgerBroken if they cannot be read."""
        found = file.stamp(self.path)
        if found != self._held.stamp:
            held = self._held
            self._held = held.after(found, file.read(self.path, held.last))
        return self._held.records

    def state(self, day: str | None = None) -> State:
        """The state now, or at the end of a past day (YYYY-MM-DD)."""
        records = self.records()
        return fold(EMPTY, until(records, day)) if day else self._held.state

    def history(self, subject: str) -> list[Record]:
        """All records about one thing, oldest first."""
        return [record for record in self.records() if record.subject == subject]

    def write(self, entries: list[Entry], person: Person, seen: int | None = None) -> list[Record]:
        """Write entries, all or none, each judged as if those before it had been written. `seen` is the number of the
        last record the person had seen (`State.seq`).

        Refused if the person may not, or the procedure does not allow it; Conflict if after `seen` somebody wrote about
        one of the subjects; LedgerBusy if the file is not free, LedgerBroken if it cannot be read.
        """

        held, known = self._held, self._known()

        def check(news: file.News) -> None:
            now = held.after((), news)
            subjects = {item.subject for item in entries}
            newer = [
                record
                for record in now.records
                if seen is not None and record.seq > seen and record.subject in subjects
            ]
            if newer:
                raise Conflict(
                    f"{newer[-1].who}在{newer[-1].at[:16].replace('T', ' ')}刚改过同一项。您的内容没有写入，也没有丢失：请核对后再提交。",
                    newer,
                )
            state = now.state
            for item in entries:
                if message := refusal(person, item, state, known):
                    raise Refused(message)
                state = fold(state, [sealed(state.seq + 1, "", person.name, person.role, item, "")])

        return file.append(self.path, entries, person.name, person.role, check, held.last) if entries else []
