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
from pathlib import Path
from typing import NamedTuple

from lib.intake import worker
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
FIGURES, DUTIES, EVENTS = "figures", "duties", "events"
"""What is looked for in a file."""


class Busy(Exception):
    """All places to read are taken; the message says so. Nothing is known of the file: it may be tried again."""


class Upload(NamedTuple):
    """A file that somebody handed in: its name, hash, kind (xlsx, xls, csv); what stands in it: rows of figures with
    what was not read, or the tables of duties or progress; `problem` where it cannot be read."""

    name: str
    sha256: str
    kind: str = ""
    rows: tuple[Row, ...] = ()
    said: tuple[Problem, ...] = ()
    tables: tuple[Table, ...] = ()
    problem: str = ""


def read(name: str, data: bytes, form: str, years: tuple[int, ...] = ()) -> Upload:
    """What stands in an uploaded file. `form` is FIGURES, DUTIES or EVENTS; figures of other years than `years` are left
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
        said = tuple(Problem(**dict(zip(Problem.columns(), one, strict=True))) for one in answer.get("said", ()))
        return upload._replace(
            kind=answer["kind"],
            rows=_rows(answer),
            said=said,
            tables=tuple(_table(one) for one in answer.get("tables", ())),
        )
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


def _asked(name: str, data: bytes, form: str, years: tuple[int, ...]) -> dict:
    """The answer of the child process; one that dies or dawdles is a refusal."""
    if not AT_ONCE.acquire(timeout=WAITING):
        raise Busy(refusal("busy"))
    try:
        with tempfile.TemporaryFile() as asking, tempfile.TemporaryFile() as answering:
            asking.write(json.dumps({"form": form, "file": Path(name).stem, "years": years}).encode() + b"\n" + data)
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
            return json.loads(answering.read(worker.ANSWER + 1))
    except (subprocess.TimeoutExpired, OSError) as error:
        raise RefusedError("exhausted") from error
    finally:
        AT_ONCE.release()


def _places(found: list) -> tuple[Place, ...]:
    return tuple(Place(*one) for one in found)


def _rows(answer: dict) -> tuple[Row, ...]:
    """The rows of the child's answer: what those of one column have in common is written once."""
    shared = []
    for common in answer.get("shared", ()):
        part = common["part"] and tuple(common["part"])
        beyond = tuple(_places(group) for group in common["beyond"])
        shared.append(
            common
            | {"heads": _places(common["heads"]), "beyond": beyond, "years": tuple(common["years"]), "part": part}
        )
    return tuple(
        Row(**shared[at], **own | {"marks": frozenset(own["marks"]), "shown": tuple(own["shown"])})
        for at, own in answer.get("rows", ())
    )


def _table(found: list) -> Table:
    table = Table(*found)
    rows = [Record(*row) for row in table.rows]
    rows = [
        row._replace(merged=tuple(row.merged), beyond=tuple(_places(group) for group in row.beyond)) for row in rows
    ]
    heads = {field: _places(stack) for field, stack in table.heads.items()}
    return table._replace(rows=tuple(rows), heads=heads, unread=_places(table.unread))
