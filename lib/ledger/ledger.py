"""The open ledger: its state, kept up to date by folding what is new, and the one way to write in it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lib.ledger import anchor, clock, stores
from lib.ledger.chain import News
from lib.ledger.faults import LedgerChanged
from lib.ledger.fold import EMPTY, fold, until
from lib.ledger.known import Known
from lib.ledger.permission import Person
from lib.ledger.procedure import refusal
from lib.ledger.record import Entry, Record, sealed
from lib.ledger.state import State
from lib.ledger.stores import Stamp, Where


class Refused(Exception):
    """Nothing was written; the message says why, for the person who wanted to write."""


class Conflict(Refused):
    """Somebody else wrote about the same thing meanwhile; `records` are theirs."""

    def __init__(self, message: str, records: list[Record]):
        super().__init__(message)
        self.records = records


class Held(NamedTuple):
    """What is known of a ledger: its stamp, its records and their state. Replaced as a whole, so that threads
    may share it."""

    stamp: Stamp
    records: list[Record]
    state: State

    @property
    def last(self) -> Record | None:
        """The last known record."""
        return self.records[-1] if self.records else None

    def after(self, stamp: Stamp, news: News) -> "Held":
        """What is known once the news have been read."""
        records, state = ([], EMPTY) if news.afresh else (self.records, self.state)
        return Held(stamp, [*records, *news.records], fold(state, news.records))


CHANGED = "不再写入：{}请管理员用 python -m lib verify --ledger 核对；若是有意恢复的备份，请重新启动看板。"


class Place(NamedTuple):
    """Where a ledger is (a file, or the address of a database); whether one must be there already (`expected`); the `anchor` that says from elsewhere how far it
    had come, and the `key` with which its lines are signed, if there are any."""

    path: Where
    expected: bool = False
    anchor: Path | None = None
    key: Path | None = None


class Ledger:
    """One ledger as seen by this process. `changed` says what of its past was not found again, `unanchored` why its
    anchor was not written last, `late` that the clock stood before the last record; "" if all is well."""

    def __init__(self, place: Place | Where, known: Callable[[], Known]):
        """`known` gives the names that a record may speak of."""
        self.place = place if isinstance(place, Place) else Place(place)
        self.path, self._known = self.place.path, known
        self._held = Held((), [], EMPTY)
        self.changed, self.unanchored, self.late = "", "", ""

    @property
    def stamp(self) -> Stamp:
        """Changes whenever something has been appended; while its database is away, that of what is known of it."""
        return stores.stamp(self.path, self._held.stamp)

    @property
    def away(self) -> str:
        """Why its database does not answer: the records are those read before. "" if it does."""
        return stores.away(self.path)

    def records(self) -> list[Record]:
        """All records so far; those known while its database is away. LedgerBusy, LedgerBroken or LedgerMissing if they
        cannot be read."""
        found = self.stamp
        if found != self._held.stamp or not found:
            held, marks = self._held, self._marks()
            news = stores.read(self.path, held.last, self.place.expected or held.last is not None)
            self.changed = self.changed or self._missed(held, news, marks)
            self._held = held.after(found, news)
        return self._held.records

    def _marks(self) -> list[anchor.Mark] | None:
        """What the anchor says, read before the ledger: nothing that it names can then be too new for that. None where
        it need not be asked."""
        return anchor.marks(self.place.anchor) if self.place.anchor and self._held.last is None else None

    def _missed(self, held: Held, news: News, marks: list[anchor.Mark] | None) -> str:
        """What is gone of what was known: by this process, or by the anchor."""
        if news.afresh and held.last is not None:
            return f"台账 {stores.named(self.path)} 换过了：看板读过的第{held.last.seq}条（{held.last.at}）不在其中。"
        if marks == [] and news.records:
            return f"锚文件 {self.place.anchor} 不在，或是空的：不知道台账是否还是原来的那份。第一次使用请运行 python -m lib ledger anchor。"
        return anchor.against(marks, news.records) if marks else ""

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
        one of the subjects; LedgerBusy if the file is not free, LedgerBroken if it cannot be read, LedgerChanged once
        its past has changed.
        """

        held, known, marks = self._held, self._known(), self._marks()

        def check(news: News) -> None:
            self.changed = self.changed or self._missed(held, news, marks)
            if self.changed:
                raise LedgerChanged(CHANGED.format(self.changed))
            now = held.after((), news)
            self.late = _late(now.last)
            subjects = {item.subject for item in entries}
            newer = [
                record
                for record in now.records
                if seen is not None and record.seq > seen and record.subject in subjects
            ]
            if newer:
                raise Conflict(
                    f"{newer[-1].who}在{clock.moment(newer[-1].at)}刚改过同一项。您的内容没有写入，也没有丢失：请核对后再提交。",
                    newer,
                )
            state = now.state
            for item in entries:
                if message := refusal(person, item, state, known):
                    raise Refused(message)
                state = fold(state, [sealed(state.seq + 1, clock.now(), person.name, person.role, item, "")])

        if not entries:
            return []
        expected = self.place.expected or held.last is not None
        written = stores.append(self.path, entries, person.name, person.role, check, held.last, expected)
        if self.place.anchor:
            self.unanchored = anchor.noted(self.place.anchor, anchor.mark_of(written), self.place.key)
        return written


def _late(last: Record | None) -> str:
    """That the clock of this machine stands before the `last` record; "" if it does not."""
    now = clock.now()
    if last is None or not clock.set_back(last.at, now):
        return ""
    return (
        f"这台机器的时间（{clock.moment(now)}）早于台账最后一条记录（第{last.seq}条，{clock.moment(last.at)}）："
        "时钟被拨回过，或者那一条写下时快了。记录照写，verify --ledger 会列出这一处；请管理员校准时间。"
    )
