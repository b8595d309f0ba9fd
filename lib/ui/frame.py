"""The frame around every page: who is at work, and what holds for everything on the page (training data, a past
day)."""

import contextlib
import time
from collections.abc import Collection, Iterator
from datetime import date
from math import inf
from pathlib import Path
from urllib.parse import unquote, urlsplit

import streamlit as st

from lib import log, ui
from lib.access import identity
from lib.ledger.ledger import CHANGED
from lib.ledger.permission import ADMIN, READER
from lib.text import people
from lib.text import words as w
from lib.theme import palette
from lib.ui import address, citations, signin, wrong
from lib.ui.plans import page_of

PAPER = (Path(__file__).parent / "print.css").read_text(encoding="utf-8")
"""How every page is printed; SOURCES is where the line of the plan's sources stands."""

DARK = (Path(__file__).parent / "print_dark.css").read_text(encoding="utf-8")
"""What of a dark screen is printed light; INK is where the colour of letters stands."""

_steps = st.components.v2.component("steps", js=(Path(__file__).parent / "steps.js").read_text(encoding="utf-8"))


def steps() -> None:
    """Back in the browser undoes one step."""
    _steps(key="steps")


def paper() -> None:
    """Print every page as A4 landscape without menus, the sources at the foot of each sheet."""
    sources = "".join(f"\\{ord(sign):06x}" for sign in ui.plan().about.name.sources)  # no sign of it ends the text
    light = DARK.replace("INK", palette("light")["text"]) if ui.mode() == "dark" else ""
    st.html(f"<style>{PAPER.replace('SOURCES', sources)}{light}</style>")


def who() -> None:
    """A small menu: who is at work and why, signing in and out, the day whose ledger is shown."""
    standing = signin.standing(ui.now())
    if st.session_state.get("standing") != (standing.mode, standing.account):
        st.session_state["standing"] = standing.mode, standing.account
        log.note("sign_in", mode=standing.mode, account=standing.account, role=standing.person.role)
    with st.popover(w.literal(people.label(standing)), icon=":material/person:", key="who-menu"):
        st.markdown(people.explained(standing))
        if standing.mode == identity.ALONE:
            _name()
        elif standing.mode in (identity.SIGNED_OUT, identity.EXPIRED):
            for provider, label in signin.providers():
                st.button(
                    w.literal(label),
                    key=f"login-{provider}",
                    on_click=st.login,
                    args=(provider,),
                    type="primary",
                    icon=":material/login:",
                )
        if signin.user().get("is_logged_in"):
            st.button("退出登录", key="logout", on_click=st.logout, icon=":material/logout:")
        _day()


def _day() -> None:
    """The day whose ledger is shown, kept in the URL; today if none is chosen."""
    if asked := address.day_asked(st.session_state, st.query_params, "asof"):
        st.session_state["asof"] = date.fromisoformat(asked)
    st.date_input(
        "台账截至",
        None,
        key="asof",
        persist_state="session",
        min_value=date(ui.plan().about.period.first, 1, 1),
        max_value="today",
        format="YYYY-MM-DD",
        help="看过去某一天的台账：当时已录入、已审核的内容",
    )
    left = [str(st.session_state["asof"])] if st.session_state["asof"] else []
    address.keep(st.session_state, st.query_params, "asof", left, within=inf)


def _name() -> None:
    """The name of the one person at work here; names that stand in the ledger are offered."""
    known = ui.writers()
    st.selectbox(
        "姓名",
        known,
        index=None,
        key="who",
        accept_new_options=True,
        persist_state="session",
        placeholder="选择或输入姓名",
        help="每条记录都写明由谁录入",
    )


@contextlib.contextmanager
def timed(page: str) -> Iterator[None]:
    """A line in the log for a run of a page that took long."""
    begun = time.monotonic()
    try:
        yield
    finally:
        if (seconds := time.monotonic() - begun) > log.SLOW:
            log.note("slow", page=page, seconds=round(seconds, 2))


def notices(known: Collection[str], desks: Collection[str]) -> None:
    """What holds for everything on the page: an address that is no page (`known` are the pages' addresses), that
    somebody may only read where others write (`desks`), fictitious data, the ledger of a past day."""
    asked = urlsplit(st.context.url or "").path.removeprefix(f"/{st.get_option('server.baseUrlPath').strip('/')}")
    if (asked := page_of(asked)) not in known:  # the framework's own dialog is lost when a second run comes at once
        st.warning(w.word("notice", "no_page").format(path=w.literal(unquote(asked))), icon=":material/link_off:")
    book = ui.book()
    for said in (book.changed and CHANGED.format(book.changed), book.unanchored, book.late, book.away):
        if said:
            st.error(wrong.said(said), icon=":material/gpp_maybe:")
    if fault := ui.ledger_fault():
        st.error(wrong.said(w.word("notice", "no_ledger").format(fault=fault)), title="台账不可用")
    if ui.person().role == ADMIN and (fault := citations.fault()):
        st.warning(w.literal(w.word("notice", "no_text").format(fault=fault)), icon=":material/article:")
    if asked in desks and ui.person().role == READER:
        st.info(w.word("notice", "reads"), icon=":material/visibility:")
    if ui.demo():
        st.markdown(people.training(ui.plan().about.training.today if ui.now().seq else ""))
    if uncounted := ui.plan().uncounted:
        st.warning(w.word("notice", "uncounted").format(count=len(uncounted)), icon=":material/rule:")
    if day := ui.asof():
        with st.container(horizontal=True, vertical_alignment="center", key="asof-notice"):
            st.info(w.word("notice", "asof").format(day=day), icon=":material/history:", width="stretch")
            st.button("回到今天", key="asof-today", on_click=_today, icon=":material/today:")


def _today() -> None:
    st.session_state["asof"] = None
