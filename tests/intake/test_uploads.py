"""Files that a browser, or anything else, sends to the server beside a page: only from sessions that are shown a field,
and bounded."""

import asyncio
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from lib.ui import uploads


@pytest.fixture
def manager(monkeypatch):
    """The server's own manager with the keeper before it, as `guard` puts it."""
    made = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(uploads.Runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=made))
    assert uploads.guard() is uploads.guard()
    return made


@pytest.fixture
def put(manager, monkeypatch):
    """Sends a file of so many bytes as Streamlit's browser side does; the status."""
    monkeypatch.setattr("streamlit.web.server.starlette.starlette_routes.is_xsrf_enabled", lambda: False)
    server = Starlette(
        routes=create_upload_routes(SimpleNamespace(is_active_session=lambda session: True), manager, None)
    )

    def send(session: str, file: str, size: int) -> int:
        body = (
            b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
            + b"x" * size
            + b"\r\n--b--\r\n"
        )
        scope = {
            "type": "http",
            "method": "PUT",
            "path": f"/_stcore/upload_file/{session}/{file}",
            "query_string": b"",
            "headers": [(b"content-type", b"multipart/form-data; boundary=b")],
        }
        answers: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": body, "more_body": False}

        async def answer(message: dict) -> None:
            answers.append(message)

        asyncio.run(server(scope, receive, answer))
        return answers[0]["status"]

    return send


def kept(manager, session: str) -> list[str]:
    return list(manager.file_storage.get(session, {}))


def test_a_session_without_a_field_leaves_nothing(manager, put):
    assert [put("reader", f"{i}", 1000) for i in range(3)] == [403] * 3
    assert kept(manager, "reader") == []


def test_of_one_session_the_last_files_are_kept(manager, put):
    uploads.guard().allow("writer", 1_000_000)
    assert [put("writer", f"{i}", 1000) for i in range(10)] == [204] * 10
    assert kept(manager, "writer") == ["7", "8", "9"]
    assert put("writer", "8", 2000) == 204 and kept(manager, "writer") == ["7", "8", "9"], "the same file again"


def test_a_field_for_small_files_takes_no_large_one(manager, put):
    uploads.guard().allow("reader", 1000)
    assert (put("reader", "a", 1000), put("reader", "b", 1001)) == (204, 413)
    assert kept(manager, "reader") == ["a"]


def test_all_sessions_together_are_bounded_and_what_ends_is_given_back(manager, put, monkeypatch):
    monkeypatch.setattr(uploads, "TOTAL", 5000)
    for session in ("a", "b"):
        uploads.guard().allow(session, 10_000)
    assert (put("a", "1", 3000), put("b", "1", 3000)) == (204, 503)
    manager.remove_session_files("a")
    assert (put("a", "2", 10), put("b", "1", 3000)) == (403, 204)


def test_a_role_that_is_gone_takes_the_field_along(manager, put):
    keeper = uploads.guard()
    keeper.allow("writer", 1000)
    keeper.refuse("writer")
    assert put("writer", "a", 10) == 403
