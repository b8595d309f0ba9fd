"""Who is at work, and the one way from a page into the ledger."""

import streamlit as st

from lib import log
from lib.ledger import file as ledger
from lib.ledger.ledger import Refused
from lib.ledger.permission import Person
from lib.ledger.record import Entry
from lib.text import words as w
from lib.ui import signin, wrong
from lib.ui.opened import asof, book, now


def person() -> Person:
    """Who is at work in this session. Nothing that the browser can set gives a role."""
    return signin.standing(now()).person


def write(entries: list[Entry], seen: int | None = None) -> bool:
    """Write in the ledger; whether it was done. If not, the page says why. `seen` is the state's `seq` that the person
    saw."""
    if why := attempt(entries, seen):
        st.error(w.literal(why), title="没有写入")
    return not why


def attempt(entries: list[Entry], seen: int | None = None) -> str:
    """Write in the ledger; why it was not done, "" if it was."""
    if asof():
        return w.word("notice", "asof_write").format(day=asof())
    try:  # who it is and may do at this moment: the run may have begun before a role was taken away
        written = book().write(entries, signin.standing(book().state()).person, seen)
    except (Refused, ledger.LedgerBusy, ledger.LedgerBroken) as error:
        log.note("refused", who=person().name, kinds=[item.kind for item in entries], why=str(error))
        return wrong.plain(error)
    log.note(
        "written",
        who=person().name,
        kinds=sorted({record.kind for record in written}),
        records=[record.seq for record in written],
    )
    return ""
