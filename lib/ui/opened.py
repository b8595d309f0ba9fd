"""The open plan and its ledger as a run of a page sees them: one state from its head to its foot."""

import contextlib
import hashlib
import importlib
import inspect
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import date

import streamlit as st

from lib.about import FILE, NAMELESS, About, parse, read
from lib.home import DataError, Home, several
from lib.ledger import file as ledger
from lib.ledger.fold import EMPTY
from lib.ledger.ledger import Ledger, Place
from lib.ledger.state import State
from lib.plan.opened import Plan
from lib.plan.source import Source, open_source, place
from lib.store import build
from lib.store.queries import StoreError
from lib.text import words as w
from lib.ui import address, details, signin, uploads, wrong
from lib.ui.choosing import ALL
from lib.ui.plans import here

STATES = 3
"""Plans kept open: today's, and those of past days that somebody looks at. Each keeps what its pages show."""
PLANS = 1 if several() is None else 30
"""Plans of which this server keeps the files and the ledger open, the ones asked for last."""

_opened: ContextVar[tuple[object, Plan] | None] = ContextVar("opened", default=None)
"""The plan as this run last asked for it: Streamlit's cache takes half a millisecond to answer, pages ask dozens of
times."""
_held: ContextVar[Ledger | None] = ContextVar("held", default=None)
"""Its ledger, likewise."""
_now: ContextVar[State | None] = ContextVar("now", default=None)
"""What the ledger held when this run first asked: each look is one at a file, or at a database far away."""


def _stamp(home: Home) -> str:
    found = home, build.stamp(home.data), build.stamp(home.geo)
    return hashlib.sha256(repr(found).encode()).hexdigest()  # short: every call hashes its key anew


@st.cache_resource(show_spinner="正在装载规划数据…", max_entries=PLANS + 1)
def _source(_home: Home, stamp: str) -> Source:
    return open_source(_home)


@st.cache_resource(show_spinner=False, max_entries=PLANS)
def _book(home: Home, place: Place) -> Ledger:
    return Ledger(place, lambda: _source(home, _stamp(home)).known)


@st.cache_resource(show_spinner=False, max_entries=STATES - 1 + PLANS)
def _plan(_home: Home, stamp: str, ledger_stamp: str, day: str | None) -> Plan:
    return Plan(_source(_home, stamp), _book(_home, place(_home)).state(day))


@st.cache_resource(show_spinner=False, max_entries=1)
def _bare(_home: Home, stamp: str) -> Plan:
    return Plan(_source(_home, stamp), EMPTY)


def begin(page: str = "", without_ledger: bool = False) -> None:
    """At the head of every run of a `page`, before anything is read: settings that are wrong stop it; note what is
    current, and open the plan. A page that needs nothing of the ledger (`without_ledger`) stays open without it."""
    st.session_state["ledger-fault"] = ""
    st.session_state["without-ledger"] = without_ledger
    signin.stop_if_wrong()
    uploads.guard()
    address.arrive(st.session_state, page)
    home = here()
    _held.set(_book(home, place(home)))
    _now.set(None)
    st.session_state["shown"] = *current(home), asof()
    details.arrive(page, (ALL, *plan().areas("plan")))


def current(home: Home) -> tuple[Home, str, str]:
    """The plan's folder, what its files are (the folder too: Streamlit takes longest to hash a path), and what its ledger
    is."""
    return home, _stamp(home), repr(_book(home, place(home)).stamp)


def opened(home: Home) -> Plan:
    """The open plan as it is now; asked without a session. Faults as they are."""
    return _plan(*current(home), None)


def faults(home: Home) -> list[str]:
    """What of a plan cannot be read now (`plan`, `ledger`) or holds no longer what it held (`ledger`); asked without a
    session."""
    try:
        _source(home, _stamp(home))
    except (DataError, StoreError, OSError):
        return ["plan"]
    book = _book(home, place(home))
    try:
        book.state()
    except (ledger.LedgerBusy, ledger.LedgerBroken):
        return ["ledger"]
    return ["ledger"] if book.changed or book.away else []


def prepare(home: Home | None) -> None:
    """What the first page needs, before anybody comes: its modules, what Streamlit compiles and looks up when something
    is first drawn (nearly half a second), and the open plan as measured for the year that it begins with. What is wrong
    with data, store or ledger, the page itself says. No `home`: of several plans, none is opened before it is asked for."""
    for name in ("streamlit.emojis", "lib.ui.frame", "lib.ui.monitor.overview"):
        importlib.import_module(name)
    inspect.stack()
    uploads.guard()
    if home is None:
        return
    with contextlib.suppress(ledger.LedgerBusy, ledger.LedgerBroken, DataError, StoreError, OSError):
        plan = opened(home)
        plan.warnings(plan.default_year)
        plan.compared(plan.default_year)
        _ = plan.source.searched_projects  # pinyin is slow to load; nobody waits for it yet


def book() -> Ledger:
    """The ledger of the plan."""
    home = here()
    return _held.get() or _book(home, place(home))


def now() -> State:
    """The ledger's state in this run, whatever day the page shows: roles and what has been entered. Nothing where the
    page does without it."""
    if ledger_fault():
        return EMPTY
    if (found := _now.get()) is None:
        _now.set(found := book().state())
    return found


def demo() -> bool:
    """Whether the fictitious training set is shown."""
    return here().demo


def asof() -> str | None:
    """The past day (YYYY-MM-DD) whose ledger the link asks to see; None for today's."""
    if asked := address.day_asked(st.session_state, st.query_params, "asof"):
        return asked
    return str(st.session_state["asof"]) if st.session_state.get("asof") else None


def today() -> date:
    """The day on which things are judged: that of the link, else today; in the training set the day on which that
    ends."""
    return date.fromisoformat(asof() or (demo() and plan().about.training.today) or f"{date.today()}")


def about_plan() -> About:
    """What the plan is, before it is opened: the title and the menu are there even where the page then says what is
    wrong."""
    try:
        return parse(read(here().data / FILE))
    except DataError:
        return NAMELESS


def plan() -> Plan:
    """The open plan with what had been entered when the run began; a page that says what to do when it cannot be had.

    What others write meanwhile is seen by the next run: a page never shows two states, and what it keeps with the plan
    belongs to that plan.
    """
    with told():
        key = st.session_state["shown"]
        kept = _opened.get()
        if kept is None or kept[0] != key:
            try:
                kept = key, _plan(*key)
            except (ledger.LedgerBusy, ledger.LedgerBroken) as error:
                if not st.session_state["without-ledger"]:
                    raise
                st.session_state["ledger-fault"] = str(error)
                return _bare(*key[:2])
            _opened.set(kept)
        return kept[1]


def ledger_fault() -> str:
    """Why this page does without the ledger; "" if it can be read."""
    return str(st.session_state.get("ledger-fault") or "")


def writers() -> list[str]:
    """Who wrote in the ledger, the last first; nobody where the page does without it."""
    return [] if ledger_fault() else book().writers


@contextlib.contextmanager
def told() -> Iterator[None]:
    """What of the plan's files, store or ledger cannot be read is said on the page, with the mend, and ends it."""
    try:
        yield
        return
    except (ledger.LedgerBusy, ledger.LedgerBroken) as error:
        st.error(wrong.said(error), title="台账不可用")
    except DataError as error:
        st.error(wrong.said(error), title="数据文件有误")
        st.markdown(w.word("notice", "wrong_data"))
    except StoreError as error:
        st.error(wrong.said(f"打不开 {here().store.name}：{error}"), title="数据库不可用")
        st.markdown(w.word("notice", "no_store"))
    except OSError as error:
        st.error(wrong.said(w.word("notice", "unreadable").format(path=error.filename or "")), title="数据文件有误")
    st.stop()
