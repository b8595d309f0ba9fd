"""Several plans behind one port: who is asked, what is passed on, and that nobody says from outside which plan it is."""

import asyncio

import pytest

from lib import home
from lib.access.plans import HEADER, Plans
from lib.home import DataError
from lib.serve import main

NAMES = {"jia": "甲县 <规划>", "yi": "乙县"}


def asked(path, host="x", kind="http", **sent):
    """What the server behind is asked (the plan and the path), and what else is answered (status, location, text)."""
    passed, answered = [], []

    async def behind(scope, receive, send):
        passed.append(([v.decode() for n, v in scope["headers"] if n == HEADER.encode()], scope["path"]))

    async def send(message):
        answered.append(message)

    headers = [(b"host", host.encode()), *((name.encode(), value.encode()) for name, value in sent.items())]
    scope = {"type": kind, "path": path, "query_string": b"", "headers": headers, "method": "GET"}
    asyncio.run(Plans(behind, lambda: list(NAMES), NAMES.__getitem__)(scope, None, send))
    if passed:
        return passed[0]
    start = answered[0]
    place = dict(start.get("headers", [])).get(b"location", b"").decode()
    return start.get("status", start.get("code")), place, b"".join(m.get("body", b"") for m in answered).decode()


@pytest.mark.parametrize(
    ("path", "host", "said"),
    [
        ("/jia/", "x", (["jia"], "/")),
        ("/yi/indicators", "x", (["yi"], "/indicators")),
        ("/indicators", "yi.plan.example.cn", (["yi"], "/indicators")),
        ("/jia/indicators", "yi.plan.example.cn", (["yi"], "/jia/indicators")),
        ("/ready", "x", ([], "/ready")),
        ("/oauth2callback", "x", ([], "/oauth2callback")),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("sent", [{}, {HEADER: "yi"}])
def test_the_address_says_which_plan_and_nothing_else_does(path, host, said, kind, sent):
    assert asked(path, host, kind, **sent) == said


def test_the_first_page_lists_the_plans_and_what_is_none_is_not_there():
    status, _, said = asked("/")
    assert status == 200 and '<a href="jia/">甲县 &lt;规划&gt;</a>' in said and '<a href="yi/">乙县</a>' in said
    assert asked("/jia")[:2] == (307, "jia/")
    assert [asked(path)[0] for path in ("/bing/", "/indicators", "/../jia", "//x/")] == [404] * 4
    assert asked("/_stcore/stream", kind="websocket")[0] == 1008


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("jia", "yi", "有空 格"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "plan.toml").touch()
    monkeypatch.setattr("sys.argv", ["app.py", "--plans", str(tmp_path)])
    return tmp_path


def test_every_plan_has_a_ledger_of_its_own_whatever_the_environment_says(folder, monkeypatch):
    monkeypatch.setenv("PLAN_LEDGER", "/elsewhere/ledger.duckdb")
    assert home.named() == ["jia", "yi"]
    assert home.of_several("jia").ledger == folder / "jia/data/ledger.duckdb"
    (folder / "yi/plan.env").write_text(
        "# 台账\nPLAN_LEDGER = postgresql://plan@localhost/yi\nPLAN_FILES=/srv/yi\n", encoding="utf-8"
    )
    assert home.of_several("yi").ledger == "postgresql://plan@localhost/yi" and home.of_several("yi").configured
    assert str(home.of_several("yi").files) == "/srv/yi" and not home.of_several("jia").configured


@pytest.mark.parametrize("name", ["", "bing", "..", "../x/jia", "jia/", "有空 格"])
def test_what_is_no_plan_is_said(folder, name):
    with pytest.raises(DataError, match="没有名为"):
        home.of_several(name)


@pytest.mark.parametrize(
    ("words", "variable", "said"),
    [
        ((), "PLAN_LEDGER", "plan.env"),
        (("--demo",), "", "不能与"),
        (("--plan", "x"), "", "不能与"),
        ((), "", "里没有规划"),
    ],
)
def test_what_several_plans_cannot_be_served_with_ends_the_start(tmp_path, monkeypatch, words, variable, said):
    monkeypatch.delenv("PLAN_LEDGER")
    if variable:
        monkeypatch.setenv(variable, "x")
    monkeypatch.setattr("sys.argv", ["lib.serve", "--plans", str(tmp_path), *words])
    with pytest.raises(SystemExit, match=said):
        main()
