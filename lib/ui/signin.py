"""What the server, its settings and the request say of the person at work, handed to the decision in
lib/ledger/identity."""

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from lib.ledger.identity import Installation, Standing, decide
from lib.ledger.state import State


def standing(state: State) -> Standing:
    """How the person of this session stands: signed in, alone on the own machine, or read-only and why. `state` holds
    the roles."""
    headers = {name.lower(): st.context.headers.get_all(name) for name in st.context.headers}
    return decide(_installation(), headers, st.user.to_dict(), st.session_state.get("who") or "", state)


def _installation() -> Installation:
    address = st.get_option("server.address") or ""
    try:
        access = st.secrets.get("access", {})
        return Installation(
            address,
            "auth" in st.secrets,
            str(access.get("trusted_header", "")),
            str(access.get("claim", "email")),
            tuple(access.get("admins", ())),
        )
    except StreamlitSecretNotFoundError as error:
        return Installation(address, broken=error.error_id != "no-secrets-found")


def providers() -> list[tuple[str | None, str]]:
    """The identity providers that are configured: the name for `st.login`, and what the button says."""
    named = {name: section for name, section in st.secrets.get("auth", {}).items() if hasattr(section, "items")}
    return [(name, f"用{section.get('label', name)}登录") for name, section in named.items()] or [(None, "登录")]
