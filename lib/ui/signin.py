"""What the server, its settings and the request say of the person at work, handed to the decision in
lib/access/identity."""

import os
import time
from contextvars import ContextVar
from typing import Any

import streamlit as st

from lib.access import door, settings
from lib.access.identity import Installation, Request, Standing, decide
from lib.access.settings import Settings
from lib.ledger.state import State
from lib.text import words as w

_given: ContextVar[Settings | None] = ContextVar("given", default=None)


def standing(state: State) -> Standing:
    """How the person of this session stands: signed in, alone on the own machine, or read-only and why. `state` holds
    the roles."""
    headers = {name.lower(): st.context.headers.get_all(name) for name in st.context.headers}
    token = st.context.cookies.get(door.cookie(st.get_option("server.port")), "")
    came = Request(headers, token, user())
    return decide(_installation(), came, st.session_state.get("who") or "", state, time.time())


def user() -> dict[str, Any]:
    """The claims of whoever signed in; none where nobody can (Streamlit looks through files of its own to say so)."""
    return st.user.to_dict() if configured().sign_in else {}


def configured() -> Settings:
    """What `.streamlit/secrets.toml` says now; within a run what it said at its head, for which pages ask a dozen
    times."""
    return _given.get() or settings.read(st.get_option("secrets.files"))


def stop_if_wrong() -> None:
    """At the head of a run: show what is wrong with the settings, and nothing else."""
    _given.set(None)
    _given.set(configured())
    if wrong := configured().faults:
        st.error("\n\n".join(map(w.literal, wrong)), title=w.word("notice", "wrong_settings"))
        st.stop()


def _installation() -> Installation:
    given = configured()
    return Installation(
        st.get_option("server.address") or "",
        given.sign_in,
        given.get("trusted_header", "access"),
        given.get("claim", "access"),
        given.get("hours", "access"),
        tuple(given.get("admins", "access")),
        os.environ.get(door.ALONE) == "1",
        door.token(),
        bool(given.faults),
    )


def providers() -> list[tuple[str | None, str]]:
    """The identity providers that are configured: the name for `st.login`, and what the button says."""
    return [(name, f"用{label}登录" if label else "登录") for name, label in configured().providers().items()]
