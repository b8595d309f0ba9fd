"""What is set in `.streamlit/secrets.toml`."""

from lib.ui import signin


def setting(name: str, section: str = "") -> str:
    """A value of `.streamlit/secrets.toml`; empty where there is none."""
    return str(signin.configured().get(name, section))
