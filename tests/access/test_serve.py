"""How the server starts: for whom, with which token, and what it opens."""

import os
import sys
import webbrowser

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.testing.v1 import AppTest
from streamlit.web import bootstrap

from lib import serve, ui
from lib.access import door


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Starts as far as the server would run; the options of the framework with which it would."""
    chosen = {}

    def begin(*words: str) -> dict:
        monkeypatch.setattr(sys, "argv", ["lib.serve", *words])
        serve.main()
        return chosen

    monkeypatch.setattr(serve.App, "run", lambda _, config: chosen.update(config))
    monkeypatch.setattr(ui, "prepare", lambda _: None)
    monkeypatch.setattr(serve.log, "start", lambda: None)
    monkeypatch.setattr(AppSession, "_handle_clear_cache_request", AppSession._handle_clear_cache_request)
    monkeypatch.setenv(door.ALONE, "")
    monkeypatch.setenv(door.KEPT, "of an earlier start")
    yield begin
    bootstrap.load_config_options({})


def test_no_browser_empties_what_all_sessions_share(start):
    made = []
    kept = st.cache_resource(lambda: made.append(1))
    kept()
    start()
    AppSession._handle_clear_cache_request(None)
    kept()
    assert made == [1]


@pytest.mark.parametrize(
    ("words", "watcher"), [((), "none"), (("--dev",), "auto"), (("--server.fileWatcherType", "poll"), "poll")]
)
def test_files_are_watched_only_when_asked_for(start, words, watcher):
    assert start(*words)["server.fileWatcherType"] == config.get_option("server.fileWatcherType") == watcher


@pytest.mark.parametrize(
    ("words", "secrets", "token", "alone"),
    [
        ((), "", True, ""),
        (("--demo", "--server.address", "127.0.0.1"), '[map]\nstyle = "/x.json"', True, ""),
        (("--alone",), "", False, "1"),
        (("--server.address", "0.0.0.0"), "", False, ""),
        ((), '[access]\ntrusted_header = "X-Account"', False, ""),
    ],
)
def test_one_person_at_this_machine_gets_a_token_of_this_start(start, tmp_path, words, secrets, token, alone):
    (tmp_path / "secrets.toml").write_text(secrets, encoding="utf-8")
    start(*words, "--secrets.files", str(tmp_path / "secrets.toml"))
    assert bool(door.token()) is token
    assert door.token() != "of an earlier start"
    assert os.environ[door.ALONE] == alone


def test_the_words_for_the_pages_are_handed_on(start):
    start("--demo", "--port", "8999")
    assert sys.argv == [str(serve.APP), "--demo"]


@pytest.mark.parametrize(
    ("words", "platform", "display", "opened"),
    [
        ((), "linux", ":0", True),
        ((), "linux", "", False),
        ((), "win32", "", True),
        (("--no-browser",), "linux", ":0", False),
        (("--server.address", "0.0.0.0"), "linux", ":0", False),
    ],
)
def test_the_browser_is_opened_where_there_is_a_screen_and_not_with_what_is_printed(
    start, monkeypatch, capsys, words, platform, display, opened
):
    seen = []
    monkeypatch.setattr(webbrowser, "open", seen.append)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    start("--port", "8999", *words)
    serve._welcome("--no-browser" not in words)
    (printed,) = (line.strip() for line in capsys.readouterr().out.split("\n") if "http" in line)
    assert printed.startswith("http://localhost:8999")
    assert printed.partition("/?token=")[2] == door.token()
    assert len(seen) == opened
    assert all(address.startswith("http://localhost:8999/?token=") and address != printed for address in seen)


@pytest.mark.parametrize("words", [("--bogus",), ("--server.port", "many")])
def test_an_option_that_does_not_exist_is_said_without_a_traceback(start, words):
    with pytest.raises(SystemExit) as stopped:
        start(*words)
    assert isinstance(stopped.value.code, str)


def test_a_plain_streamlit_run_is_read_only_and_says_how_to_start(monkeypatch):
    monkeypatch.delenv(door.ALONE)
    monkeypatch.delenv(door.KEPT, raising=False)
    test = AppTest.from_file(str(serve.APP), default_timeout=60).run()
    (why,) = (text.value for text in test.markdown if "只读" in text.value)
    assert "python -m lib.serve" in why and "--alone" in why
    assert not test.exception
