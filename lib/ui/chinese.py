"""The framework's own English words, put into Chinese on every page: one table, `chinese.toml`."""

import json
import tomllib
from pathlib import Path

import streamlit as st

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""`whole`: texts as the framework has them; `pattern`: regular expressions that both Python and browsers know."""
_script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_words = st.components.v2.component(
    "framework_words", js=f"const WORDS = {json.dumps(WORDS, ensure_ascii=False)}\n{_script}"
)


def framework() -> None:
    """Put the framework's words into Chinese, now and as they appear."""
    _words(key="framework-words", height=1)
