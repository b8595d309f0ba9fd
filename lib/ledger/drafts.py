"""What people have typed and not handed in yet, by person and form: in a folder beside the ledger's file, or in a table of
its database. No part of the chain; where it cannot be kept, it lives in the session only."""

import hashlib
import time
from contextlib import suppress
from pathlib import Path

from lib.ledger.beside import asked, replaced
from lib.ledger.stores import Where

LONGEST, FORMS, DAYS = 200_000, 40, 90
"""Characters of a draft, drafts of a person (the newest stay), and days for which one is kept."""
LOAD = "select data from ledger.draft where person = %s and form = %s and at > now() - make_interval(days => %s)"
KEEP = """insert into ledger.draft (person, form, data) values (%s, %s, %s)
on conflict (person, form) do update set data = excluded.data, at = now()"""
FORGET = "delete from ledger.draft where person = %s and form = %s"
PRUNE = """delete from ledger.draft where person = %s and form not in
(select form from ledger.draft where person = %s order by at desc limit %s)"""


def folder(ledger: Path) -> Path:
    """Where the drafts beside a ledger's file are."""
    return ledger.with_name(f"{ledger.name}.drafts")


def load(where: Where, person: str, form: str) -> str:
    """A draft; "" where there is none."""
    if isinstance(where, Path):
        file = _file(where, person, form)
        with suppress(OSError, UnicodeDecodeError):
            return file.read_text(encoding="utf-8") if time.time() - file.stat().st_mtime < DAYS * 86400 else ""
        return ""
    found = asked(where, lambda con: con.execute(LOAD, [person, form, DAYS]).fetchone())
    return str(found[0]) if found else ""


def keep(where: Where, person: str, form: str, data: str) -> None:
    """Keep a draft in place of the one before; one that is too long is not kept, and neither is the one before."""
    if not data or len(data) > LONGEST:
        forget(where, person, form)
        return
    if not isinstance(where, Path):
        asked(where, lambda con: con.execute(KEEP, [person, form, data]))
        asked(where, lambda con: con.execute(PRUNE, [person, person, FORMS]))
        return
    file = _file(where, person, form)
    with suppress(OSError):
        replaced(file, data.encode())
        newest = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in newest[FORMS:]:
            old.unlink(missing_ok=True)


def forget(where: Where, person: str, form: str) -> None:
    """Forget a draft: it was handed in, or given up."""
    if isinstance(where, Path):
        with suppress(OSError):
            _file(where, person, form).unlink(missing_ok=True)
        return
    asked(where, lambda con: con.execute(FORGET, [person, form]))


def _file(ledger: Path, person: str, form: str) -> Path:
    """Names of people and forms are no names of files."""
    names = [hashlib.sha256(name.encode()).hexdigest()[:32] for name in (person, form)]
    return folder(ledger) / names[0] / f"{names[1]}.json"
