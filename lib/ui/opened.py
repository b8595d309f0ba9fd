"""The open plan and its ledger as a run of a page sees them: one state from its head to its foot."""

import contextlib
import hashlib
import importlib
import inspect
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ledger import file as ledger
from lib.ledger.ledger import Ledger
from lib.plan.opened import Plan
from lib.plan.source import GEO, Source, open_source
from lib.store import build
from lib.store.explain import DataError
from lib.store.queries import StoreError
from lib.text import words as w
from lib.ui import address, signin, uploads

STATES = 3
"""Plans kept open: today's, and those of past days that somebody looks at. Each keeps what its pages show."""


def _stamp() -> str:
    return hashlib.sha256(
        repr((build.stamp(build.DATA), build.stamp(GEO))).encode()
    ).hexdigest()  # short: every call hashes its key anew


@st.cache_resource(show_spinner="正在装载规划数据…", max_entries=2)
def _source(stamp: str) -> Source:
    return open_source()


@st.cache_resource(show_spinner=False)
def _book(path: Path) -> Ledger:
    return Ledger(path, lambda: _source(_stamp()).known)


@st.cache_resource(show_spinner=False, max_entries=STATES)
def _plan(stamp: str, ledger_stamp: tuple[Any, ...], day: str | None) -> Plan:
    return Plan(_source(stamp), book().state(day))


def begin(page: str = "") -> None:
    """At the head of every run of a `page`, before anything is read: settings that are wrong stop it; note what is
    current, and open the plan."""
    signin.stop_if_wrong()
    uploads.guard()
    address.arrive(st.session_state, page)
    st.session_state["current"] = _current()
    plan()


def _current() -> tuple[str, tuple[Any, ...]]:
    return _stamp(), ledger.stamp(ledger.location())


def prepare() -> None:
    """What the first page needs, before anybody comes: its modules, what Streamlit compiles and looks up when something
    is first drawn (nearly half a second), and the open plan as measured for the year that it begins with. What is wrong
    with data, store or ledger, the page itself says."""
    for name in ("streamlit.emojis", "lib.ui.frame", "lib.ui.monitor.overview"):
        importlib.import_module(name)
    inspect.stack()
    uploads.guard()
    with contextlib.suppress(ledger.LedgerBusy, ledger.LedgerBroken, DataError, StoreError, OSError):
        files, entered = _current()
        opened = _plan(files, entered, None)
        opened.warnings(opened.default_year)
        opened.compared(opened.default_year)


def book() -> Ledger:
    """The ledger of this installation."""
    return _book(ledger.location())


def asof() -> str | None:
    """The past day (YYYY-MM-DD) whose ledger the link asks to see; None for today's."""
    if asked := address.day_asked(st.session_state, st.query_params, "asof"):
        return asked
    return str(st.session_state["asof"]) if st.session_state.get("asof") else None


def today() -> date:
    """The day on which things are judged: that of the link, else today; in the training set the day on which that
    ends."""
    return date.fromisoformat(asof() or (ledger.DEMO_DAY if ledger.demo() else f"{date.today()}"))


def plan() -> Plan:
    """The open plan with what had been entered when the run began; a page that says what to do when it cannot be had.

    What others write meanwhile is seen by the next run: a page never shows two states, and what it keeps with the plan
    belongs to that plan.
    """
    try:
        files, entered = st.session_state["current"]
        return _plan(files, entered, asof())
    except (ledger.LedgerBusy, ledger.LedgerBroken) as error:
        st.error(w.literal(error), title="台账不可用")
    except DataError as error:
        st.error(w.literal(error), title="数据文件有误，看板没有启动")
        st.markdown(w.word("notice", "wrong_data"))
    except (StoreError, OSError) as error:
        st.error(w.literal(f"打不开 {build.STORE.name}：{error}"), title="数据库不可用")
        st.markdown(w.word("notice", "no_store"))
    return st.stop()
