"""What every answer of the server carries, and what the log says of files."""

import asyncio
import json
import logging

import pytest

from lib import log
from lib.access.headers import Headers, hosts, policy, with_socket


def answered(path: str = "/", method: str = "GET", outside=(), given=(), kind: str = "http") -> dict[str, str]:
    """The headers of an answer that the framework gave with `given`."""
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": list(given)})

    async def send(message):
        sent.append(message)

    asyncio.run(Headers(app, outside)({"type": kind, "path": path, "method": method}, None, send))
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_no_answer_lets_a_page_speak_to_another_host_or_be_framed_by_one():
    found = answered()
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin" and found["x-frame-options"] == "SAMEORIGIN"
    parts = dict(part.split(" ", 1) for part in found["content-security-policy"].split("; "))
    assert parts["frame-ancestors"] == parts["default-src"] == "'self'" and parts["object-src"] == "'none'"
    assert "http" not in found["content-security-policy"] and "*" not in found["content-security-policy"]


def test_the_own_socket_is_named_and_nothing_else_that_a_client_says():
    scope = {"headers": [(b"host", b"plan.example:8501")]}
    assert "connect-src 'self' ws://plan.example:8501 wss://plan.example:8501 blob:" in with_socket(policy(), scope)
    assert with_socket(policy(), {"headers": [(b"host", b"a; script-src *")]}) == policy()


def test_what_the_framework_says_itself_is_replaced_not_doubled():
    found = answered(given=[(b"X-Content-Type-Options", b"other"), (b"etag", b"1")])
    assert found["x-content-type-options"] == "nosniff" and found["etag"] == "1"


def test_only_the_hosts_of_the_base_map_are_let_in(tmp_path):
    style = {"sources": {"a": {"tiles": ["https://t0.maps.example/x={x}", "https://t0.maps.example/y"]}}}
    (tmp_path / "style.json").write_text(json.dumps(style), encoding="utf-8")
    found = hosts("/app/static/style.json", tmp_path)
    assert found == ["https://t0.maps.example"]
    assert answered(outside=found)["content-security-policy"].count("maps.example") == 3


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """A log of its own; what stands in it."""
    path = tmp_path / "log.jsonl"
    monkeypatch.setenv(log.FILE, str(path))
    kept = logging.getLogger("plan").handlers[:]
    log.start()
    yield lambda: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for handler in logging.getLogger("plan").handlers:
        handler.close()
    logging.getLogger("plan").handlers[:] = kept
    logging.getLogger("plan").setLevel(logging.WARNING)


def test_files_that_come_and_go_are_in_the_log(lines):
    answered("/media/abc.xlsx", given=[(b"content-disposition", b'attachment; filename="a.xlsx"')])
    answered("/_stcore/upload_file/1/2", "PUT")
    answered("/_stcore/health")
    answered("/_stcore/upload_file/1/2", "OPTIONS")
    assert [(one["event"], one["status"]) for one in lines()] == [("download", 200), ("upload", 200)]
    assert "a.xlsx" in lines()[0]["name"]


def test_a_hostile_name_is_one_line_of_the_log(lines):
    log.note("refused", who='甲\n{"event": "sign_in"}')
    assert [one["event"] for one in lines()] == ["refused"]
