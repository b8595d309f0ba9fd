"""An uploaded file as what stands in it, or the sentence that says why not and what to do.

The file is read in a child process (see `worker`), whatever it is; few at a time, and nobody waits for a place without
end.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lib.intake import worker
from lib.intake.answer import Answer, Figures, Line, Question, Sheet, Standing
from lib.intake.beside import Place
from lib.intake.problem import Problem
from lib.intake.records import Record, Table
from lib.intake.refusal import RefusedError, refusal
from lib.intake.table import Row

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 20_000_000
PATIENCE = worker.SECONDS + 1
"""Seconds that one file may take."""
WAITING = 20
"""Seconds that a file waits for a place."""
AT_ONCE = threading.BoundedSemaphore(2)
FIGURES, DUTIES, EVENTS, UNITS, EXPLANATIONS, MONTHS = "figures", "duties", "events", "units", "explanations", "months"
"""What is looked for in a file."""


class Busy(Exception):
    """All places to read are taken; the message says so. Nothing is known of the file: it may be tried again."""


class Upload(NamedTuple):
    """A file that somebody handed in: its name, hash, kind (xlsx, xls, csv); what stands in it: rows of figures with
    what was not read, or the tables of duties, progress, units or months; `problem` where it cannot be read."""

    name: str
    sha256: str
    kind: str = ""
    rows: tuple[Row, ...] = ()
    said: tuple[Problem, ...] = ()
    tables: tuple[Table, ...] = ()
    problem: str = ""


def read(name: str, data: bytes, form: str, years: tuple[int, ...] = ()) -> Upload:
    """What stands in an uploaded file. `form` is FIGURES or what else is looked for; figures of other years than `years` are left
    out (none: read whatever year they are of). Never raises for what is in the file, never
    takes more than about ten seconds after WAITING; Busy if there was no place."""
    upload = Upload(name, hashlib.sha256(data).hexdigest())
    try:
        if not data:
            raise RefusedError("empty")
        if len(data) > LARGEST:
            raise RefusedError("too_large", size=f"{len(data) / 1e6:,.0f} MB", limit=f"{LARGEST / 1e6:,.0f} MB")
        answer = _asked(name, data, form, years)
        if "refused" in answer:
            raise RefusedError(answer["refused"], **answer["particulars"])
        if "tables" in answer:
            return upload._replace(kind=answer["kind"], tables=tuple(_table(one) for one in answer["tables"]))
        said = tuple(Problem(*one) for one in answer["said"])
        return upload._replace(kind=answer["kind"], rows=tuple(_rows(answer)), said=said)
    except RefusedError as refused:
        return upload._replace(problem=refusal(refused.code, **refused.particulars))
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ):  # no answer: the child was ended, or taken over by the file
        return upload._replace(problem=refusal("exhausted"))


def _asked(name: str, data: bytes, form: str, years: tuple[int, ...]) -> Answer:
    """The answer of the child process; one that dies or dawdles is a refusal."""
    if not AT_ONCE.acquire(timeout=WAITING):
        raise Busy(refusal("busy"))
    try:
        with tempfile.TemporaryFile() as asking, tempfile.TemporaryFile() as answering:
            question: Question = {"form": form, "file": Path(name).stem, "years": years}
            asking.write(json.dumps(question).encode() + b"\n" + data)
            asking.seek(0)
            command = [sys.executable, "-m", worker.__name__]
            subprocess.run(
                command,
                stdin=asking,
                stdout=answering,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                cwd=ROOT,
                check=False,
            )
            answering.seek(0)
            answer: Answer = json.loads(answering.read(worker.ANSWER + 1))
            return answer
    except (subprocess.TimeoutExpired, OSError) as error:
        raise RefusedError("exhausted") from error
    finally:
        AT_ONCE.release()


def _places(found: Sequence[Standing]) -> tuple[Place, ...]:
    return tuple(Place(*one) for one in found)


def _groups(found: Sequence[Sequence[Standing]]) -> tuple[tuple[Place, ...], ...]:
    return tuple(_places(group) for group in found)


def _rows(answer: Figures) -> Iterator[Row]:
    """The rows of the child's answer: what those of one column have in common is written once."""
    columns = [
        Row(
            column["sheet"],
            0,
            {},
            column["letters"],
            _places(column["heads"]),
            _groups(column["beyond"]),
            tuple(column["years"]),
            column["grown"],
            column["year"],
            (column["part"][0], column["part"][1]) if column["part"] else None,
            column["growth"],
        )
        for column in answer["columns"]
    ]
    for at, own in answer["rows"]:
        percent, scale, text = own["shown"]
        yield columns[at]._replace(
            row=own["row"],
            cells=own["cells"],
            shown=(percent, scale, text),
            marks=frozenset(own["marks"]),
            fault=own["fault"],
            above=own["above"],
        )


def _table(found: Sheet) -> Table:
    title, visible, head, columns, heads, unread, lines, said = found
    stacks = {field: _places(stack) for field, stack in heads.items()}
    records, problems = tuple(_record(one) for one in lines), tuple(Problem(*one) for one in said)
    return Table(title, visible, head, columns, stacks, _places(unread), records, problems)


def _record(found: Line) -> Record:
    row, cells, merged, shown, faults, beyond = found
    return Record(row, cells, tuple(merged), shown, faults, _groups(beyond))
