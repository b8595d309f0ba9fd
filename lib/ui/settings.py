"""What is set in `.streamlit/secrets.toml`."""

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


def setting(name: str, section: str = "") -> str:
    """A value of `.streamlit/secrets.toml`; empty where there is none."""
    try:
        return str((st.secrets.get(section, {}) if section else st.secrets).get(name, ""))
    except StreamlitSecretNotFoundError:
        return ""
