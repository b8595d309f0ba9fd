"""The open ledger: its state, kept up to date by folding what is new, and the one way to write in it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lib.ledger import anchor, beside, clock, snapshot, stores
from lib.ledger.chain import News
from lib.ledger.faults import LedgerChanged
from lib.ledger.fold import EMPTY, Folding, fold, until
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
    """What is known of a ledger: its stamp, the state after the record `last`, those of its records that are at hand
    (`tail`: all after the number `since`), and who wrote in it, who wrote last stands last. Replaced as a whole, so that
    threads may share it."""

    stamp: Stamp
    state: State
    last: Record | None = None
    since: int = 0
    tail: tuple[Record, ...] = ()
    latest: str = ""
    writers: tuple[str, ...] = ()

    def after(self, stamp: Stamp, news: News) -> "Held":
        """What is known once the news have been read."""
        before = NOTHING if news.afresh else self
        if not news.records:
            return before._replace(stamp=stamp)
        names = dict.fromkeys(record.who for record in reversed(news.records))
        return Held(
            stamp,
            fold(before.state, news.records),
            news.records[-1],
            before.since,
            (*before.tail, *news.records),
            max(before.latest, *map(snapshot.day_after, {record.at for record in news.records})),
            (*(name for name in before.writers if name not in names), *reversed(names)),
        )


NOTHING = Held((), EMPTY)
PAST = 2
"""States of past days that are kept, those asked for last."""
LOOKED_UP = 300
"""Answers about records before those at hand that are kept."""
CHANGED = "不再写入：{}请管理员用 python -m lib verify --ledger 核对；若是有意恢复的备份，请重新启动看板。"


class Place(NamedTuple):
    """Where a ledger is (a file, or the address of a database); whether one must be there already (`expected`); the
    `anchor` that says from elsewhere how far it had come, and the `key` with which its lines are signed, if there are any."""

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
        self._held, self._kept = NOTHING, 0
        self._past: dict[str, tuple[State, int]] = {}
        self._looked_up: dict[tuple[int | str, ...], tuple[Record, ...]] = {}
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
        held = self._read()
        if held.since:
            held = self._held = NOTHING.after(held.stamp, stores.read(self.path, None, True))
        return list(held.tail)

    def _read(self) -> Held:
        """What is known once the ledger has been asked what is new: at first from a snapshot, if it stands in this
        ledger."""
        found, held = self.stamp, self._held
        if found == held.stamp and found:
            return held
        marks, begun = self._marks(), held
        if held.last is None and (kept := self._snapshot()):
            begun = Held((), kept.state, kept.last, kept.last.seq, (), kept.latest, kept.writers)
        news = stores.read(self.path, begun.last, self.place.expected or held.last is not None)
        self.changed = self.changed or self._missed(held, news, marks)
        if news.afresh:
            self._past, self._looked_up = {}, {}
        if news.afresh and self._kept:
            beside.forget(self.path, self._kept)
            self._kept = 0
        held = self._held = begun.after(found, news)
        self._keep(held)
        return held

    def _snapshot(self) -> snapshot.Snapshot | None:
        """The latest snapshot that can be read."""
        for seq in beside.snapshots(self.path):
            if found := snapshot.read(beside.load(self.path, seq)):
                self._kept = seq
                return found
            beside.forget(self.path, seq)
        return None

    def _keep(self, held: Held) -> None:
        if held.last and not self.changed and snapshot.due(held.last.seq, self._kept):
            self._kept = held.last.seq
            made = snapshot.Snapshot(held.state, held.last, held.latest, held.writers)
            beside.keep(self.path, self._kept, snapshot.written(made))

    def _marks(self) -> list[anchor.Mark] | None:
        """What the anchor says, read before the ledger: nothing that it names can then be too new for that. None where
        it need not be asked."""
        return anchor.marks(self.place.anchor) if self.place.anchor and self._held.last is None else None

    def _missed(self, held: Held, news: News, marks: list[anchor.Mark] | None) -> str:
        """What is gone of what was known: by this process, or by the anchor."""
        if news.afresh and held.last is not None:
            return f"台账 {stores.named(self.path)} 换过了：看板读过的第{held.last.seq}条（{held.last.at}）不在其中。"
        if marks is None or not (marks or news.records or not news.afresh):
            return ""
        if not marks:
            return f"锚文件 {self.place.anchor} 不在，或是空的：不知道台账是否还是原来的那份。第一次使用请运行 python -m lib ledger anchor。"
        hashes = [record.hash for record in news.records] if news.afresh else stores.hashes(self.path)
        return anchor.against(marks, hashes)

    @property
    def writers(self) -> list[str]:
        """The names of those who wrote, the last first."""
        return list(reversed(self._read().writers))

    def state(self, day: str | None = None) -> State:
        """The state now, or at the end of a past day (YYYY-MM-DD)."""
        held = self._read()
        if not day or held.last is None:
            return held.state
        seq = 0
        if day in self._past:
            found, seq = self._past[day]
            found = fold(found, until(self._after(held, seq), day))
        elif not held.since:
            found = fold(EMPTY, until(held.tail, day))
        else:
            begun, since = self._begun(lambda kept: kept.latest <= day)
            rest = stores.pick(self.path, "until", since, snapshot.day_after(f"{day}T12:00:00+00:00"))
            found = fold(begun, until([record for record in rest if record.seq <= held.last.seq], day))
        others = [one for one in self._past.items() if one[0] != day][1 - PAST :]
        self._past = dict(others) | {day: (found, max(seq, held.last.seq))}
        return found

    def at(self, seq: int) -> State:
        """The state after the record of a number."""
        held = self._read()
        if not held.since:
            return fold(EMPTY, held.tail[:seq])
        begun, since = self._begun(lambda kept: kept.last.seq <= seq)
        return fold(begun, stores.pick(self.path, "between", since, seq))

    def _begun(self, fits: Callable[[snapshot.Snapshot], bool]) -> tuple[State, int]:
        """The latest kept state that `fits` and stands in this ledger, and its number; that before all records where
        there is none."""
        for seq in beside.snapshots(self.path):
            kept = snapshot.read(beside.load(self.path, seq))
            if kept and fits(kept) and stores.pick(self.path, "at", seq) == [kept.last]:
                return kept.state, seq
        return EMPTY, 0

    def record(self, seq: int) -> Record | None:
        """The record of a number; None where there is none."""
        held = self._read()
        at = held.tail[seq - 1 - held.since : seq - held.since] if seq > held.since else self._early("at", seq)
        return next(iter(at), None)

    def history(self, subject: str) -> list[Record]:
        """All records about one thing, oldest first."""
        held = self._read()
        early = self._early("subject", held.since, subject) if held.since else ()
        return [*early, *(record for record in held.tail if record.subject == subject)]

    def of_kind(self, kind: str) -> list[Record]:
        """All records of a kind, oldest first."""
        held = self._read()
        early = self._early("kind", held.since, kind) if held.since else ()
        return [*early, *(record for record in held.tail if record.kind == kind)]

    def _early(self, which: str, *values: int | str) -> tuple[Record, ...]:
        """Records before those at hand, which are as they are: looked up once, unless another thread begins anew."""
        kept, asked = self._looked_up, (which, *values)
        if (found := kept.get(asked)) is None:
            if len(kept) >= LOOKED_UP:
                kept.clear()
            found = kept[asked] = tuple(stores.pick(self.path, which, *values))
        return found

    def _after(self, held: Held, seq: int) -> list[Record]:
        early = stores.pick(self.path, "between", seq, held.since) if seq < held.since else []
        return [*early, *(record for record in held.tail if record.seq > seq)]

    def write(self, entries: list[Entry], person: Person, seen: int | None = None) -> list[Record]:
        """Write entries, all or none, each judged as if those before it had been written. `seen` is the number of the
        last record the person had seen (`State.seq`).

        Refused if the person may not, or the procedure does not allow it; Conflict if after `seen` somebody wrote about
        one of the subjects; LedgerBusy if the file is not free, LedgerBroken if it cannot be read, LedgerChanged once
        its past has changed.
        """

        if not entries:
            return []
        held, known = self._held if self._held.last else self._read(), self._known()
        marks, subjects = self._marks(), {item.subject for item in entries}
        seen_by_none = [] if seen is None else self._after(self._held, seen)

        def check(news: News) -> None:
            self.changed = self.changed or self._missed(held, news, marks)
            if self.changed:
                raise LedgerChanged(CHANGED.format(self.changed))
            self.late = _late(news.records[-1] if news.records else None if news.afresh else held.last)
            later = [record for record in news.records if seen is not None and record.seq > seen]
            if newer := [record for record in [*seen_by_none, *later] if record.subject in subjects]:
                raise Conflict(
                    f"{newer[-1].who}在{clock.moment(newer[-1].at)}刚改过同一项。您的内容没有写入，也没有丢失：请核对后再提交。",
                    newer,
                )
            now = Folding(fold(EMPTY if news.afresh else held.state, news.records))
            for item in entries:
                if message := refusal(person, item, now.state, known):
                    raise Refused(message)
                now.add(sealed(now.state.seq + 1, clock.now(), person.name, person.role, item, ""))

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
