"""What people enter: the kinds of record, and the chain of hashes that proves that none was changed or taken out.

A record is never changed or deleted. It either puts a row (a figure, a duty, a target adjusted …) or marks an earlier
one (approved, returned, published, closed …). KINDS is the whole vocabulary: adding a kind is adding a row.
"""

import hashlib
import json
from typing import NamedTuple

FIRST = "0" * 64
"""What the first record carries as the hash of the one before."""


class Kind(NamedTuple):
    """One kind of record: the table of the state it changes, which fields make the key of its row ("seq": every record
    a row of its own; "of": the row it marks), which fields name its subject, and which others it needs and may have."""

    table: str
    key: tuple[str, ...]
    subject: tuple[str, ...]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    status: str = ""

    @property
    def marks(self) -> bool:
        """Whether it changes the status of an earlier row instead of putting one."""
        return self.key == ("of",)

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields of its payload."""
        return (("of",) if self.marks else self.subject) + self.needs + self.may


def _mark(table: str, status: str, needs: tuple[str, ...] = (), may: tuple[str, ...] = ()) -> Kind:
    return Kind(table, ("of",), (), needs, may, status)


FIGURE = ("area", "indicator", "measure", "since", "year")
KINDS = {
    "figure_submitted": Kind(
        "figure", ("seq",), FIGURE, ("operator", "value"), ("price_basis", "place", "note"), "submitted"
    ),
    "figure_approved": _mark("figure", "approved"),
    "figure_returned": _mark("figure", "returned"),
    "figure_withdrawn": _mark("figure", "withdrawn"),
    "project_event": Kind(
        "event", ("seq",), ("project",), ("date", "stage"), ("share", "investment", "note", "source"), "recorded"
    ),
    "unit_set": Kind("unit", ("name",), ("name",), (), ("kind", "contact", "note")),
    "duty_assigned": Kind("duty", ("thing",), ("thing",), ("lead", "person"), ("support", "note")),
    "annual_set": Kind("annual", ("clause", "year"), ("clause", "year"), ("area", "value"), ("note",)),
    "annual_issued": Kind("issue", ("area", "year"), ("area", "year"), ("number", "date"), (), "issued"),
    "target_adjusted": Kind(
        "adjustment",
        ("seq",),
        ("clause",),
        ("change", "number", "date", "body"),
        ("value", "operator", "year", "unit", "name", "area", "indicator", "type", "note"),
    ),
    "explanation_given": Kind(
        "explanation", ("clause", "year"), ("clause", "year"), ("cause", "measures", "unit", "deadline"), ()
    ),
    "evaluation_frozen": Kind(
        "evaluation", ("name",), ("name",), ("type", "area", "year", "asof", "rows"), (), "frozen"
    ),
    "evaluation_published": _mark("evaluation", "published", ("explanations",)),
    "evaluation_discarded": _mark("evaluation", "discarded"),
    "supervision_opened": Kind(
        "supervision", ("seq",), ("title",), ("unit", "due"), ("person", "thing", "task"), "opened"
    ),
    "supervision_answered": _mark("supervision", "answered", ("text",)),
    "supervision_returned": _mark("supervision", "returned"),
    "supervision_closed": _mark("supervision", "closed", (), ("opinion",)),
    "role_granted": Kind("role", ("person",), ("person",), ("granted",), ("unit", "name")),
}


class Entry(NamedTuple):
    """A record to be written: its kind, what it is about, its fields, why it is made and the file it came from."""

    kind: str
    subject: str
    payload: dict
    why: str = ""
    file: str = ""


class Record(NamedTuple):
    """A written record. `at` is local time in ISO 8601 with its offset; `hash` covers all other fields, `prev`
    included."""

    seq: int
    at: str
    who: str
    role: str
    kind: str
    subject: str
    payload: dict
    why: str
    file: str
    prev: str
    hash: str


def entry(kind: str, payload: dict, why: str = "", file: str = "") -> Entry:
    """A record that puts a row; ValueError if a field is missing or unknown.

    >>> entry("annual_set", {"clause": "T117b", "area": "天元区", "year": 2018, "value": 351.1}).subject
    'annual:T117b/2018'
    """
    rule = KINDS[kind]
    if wrong := [name for name in payload if name not in rule.fields] or [
        name for name in (*rule.subject, *rule.needs) if name not in payload
    ]:
        raise ValueError(f"{kind}: field {wrong[0]} is missing or unknown")
    return Entry(kind, subject_of(kind, payload), payload, why, file)


def mark(kind: str, row: dict, why: str = "", **extra) -> Entry:
    """A record that changes the status of `row`, a row of the state's table (with `key` and `subject`)."""
    rule = KINDS[kind]
    if wrong := [name for name in extra if name not in rule.fields] or [
        name for name in rule.needs if name not in extra
    ]:
        raise ValueError(f"{kind}: field {wrong[0]} is missing or unknown")
    return Entry(kind, row["subject"], {"of": row["key"], **extra}, why)


def subject_of(kind: str, payload: dict) -> str:
    """What a record is about, the same for all records about one thing: `table:field/field`."""
    return f"{KINDS[kind].table}:" + "/".join(
        "" if payload.get(name) is None else str(payload[name]) for name in KINDS[kind].subject
    )


def canonical(payload: dict) -> str:
    """A payload as text that is the same for equal payloads. ValueError for NaN and infinities."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sealed(seq: int, at: str, who: str, role: str, item: Entry, prev: str) -> Record:
    """An entry as the record that follows the one whose hash is `prev`.

    >>> first = sealed(1, "2018-01-02T03:04:05+08:00", "甲", "admin", entry("unit_set", {"name": "发改局"}), FIRST)
    >>> broken([first]), broken([first._replace(why="x")])
    (None, 1)
    """
    unsealed = Record(seq, at, who, role, item.kind, item.subject, item.payload, item.why, item.file, prev, "")
    return unsealed._replace(hash=_hash(unsealed))


def _hash(record: Record) -> str:
    parts = [*(str(value) for value in record[:6]), canonical(record.payload), record.why, record.file, record.prev]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def broken(records: list[Record], prev: str = FIRST) -> int | None:
    """The number at which the chain breaks (a record changed, missing or out of order); None if it is whole."""
    for expected, record in enumerate(records, records[0].seq if records else 1):
        if record.seq != expected or record.prev != prev or record.hash != _hash(record):
            return expected
        prev = record.hash
    return None
