"""What all commands have alike that take a sheet into the ledger: reading it, and writing what was found in it."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lib.commands.usage import unreadable
from lib.intake.read import Upload, read
from lib.ledger import file as ledger
from lib.ledger.ledger import Ledger, Refused
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import Entry, Record
from lib.plan.opened import Plan
from lib.plan.source import place

UNANSWERED = "有疑问，没有记录任何内容。逐条核对后，读得不对的请改正；都对的请加 --checked。"
WRONG = "有错误，没有记录任何内容。改正后重试，或加 --good-rows 只记录无误的行。"


def taken(path: Path, form: str, years: tuple[int, ...] = ()) -> Upload | None:
    """What stands in a file (see intake.read); None where it cannot be read, which is said."""
    try:
        upload = read(path.name, path.read_bytes(), form, years)
    except OSError as error:
        unreadable(path, error)
        return None
    if upload.problem:
        print(f"{upload.name}：{upload.problem}", file=sys.stderr)
        return None
    return upload


def written(entries: list[Entry], arguments: Namespace, plan: Plan, told: Callable[[list[Record]], str]) -> int:
    """Write entries as the person named, against the `plan` with which the file was compared, and say what was written
    (`told`); exit status 2 where the ledger refuses or cannot be had."""
    book = Ledger(place(arguments.home), lambda: plan.source.known)
    try:
        records = book.write(entries, Person(arguments.who, ADMIN), plan.state.seq)
    except (Refused, ledger.LedgerBusy, ledger.LedgerBroken) as error:
        print(error, file=sys.stderr)
        return 2
    print(told(records) + book.late, file=sys.stderr)
    return 0
