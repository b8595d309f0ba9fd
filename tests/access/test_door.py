"""The start token's way from the address into the browser, and the cookies of the sign-in as they leave the server."""

import asyncio
import os

import pytest
from streamlit.web.server.starlette import starlette_auth_routes

from lib.access import door
from lib.access.door import Door

TOKEN = "the-token"


def asked(
    path: str, query: str, answer=(), scheme: str = "http", **options
) -> tuple[int, dict[str, list[str]], list[dict]]:
    """A request through a door; the status and headers of the answer, and the requests that went further (answered with
    `answer`)."""
    sent, further = [], []

    async def app(scope, receive, send):
        further.append(scope)
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"Set-Cookie", line.encode()) for line in answer],
            }
        )

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "path": path,
        "query_string": query.encode(),
        "scheme": scheme,
        "server": ("127.0.0.1", 8501),
    }
    asyncio.run(Door(app, TOKEN, **options)(scope, None, send))
    headers: dict[str, list[str]] = {}
    for name, value in sent[0]["headers"]:
        headers.setdefault(name.decode().lower(), []).append(value.decode())
    return sent[0]["status"], headers, further


def test_the_token_leaves_the_address_and_stays_in_the_browser():
    status, headers, further = asked("/indicators", f"year=2018&token={TOKEN}&area=%E5%A4%A9")
    assert (status, headers["location"], further) == (303, ["./indicators?year=2018&area=%E5%A4%A9"], [])
    name, _, rest = headers["set-cookie"][0].partition("=")
    assert name == door.cookie(8501)
    assert rest.split("; ") == [TOKEN, "Path=/", "HttpOnly", "SameSite=Strict"]
    assert headers["cache-control"] == ["no-store"]


def test_over_tls_the_browser_sends_it_over_tls_only():
    assert asked("/", f"token={TOKEN}", scheme="https")[1]["set-cookie"][0].endswith("; Secure")


@pytest.mark.parametrize(
    "query", ["token=", "token=wrong", "token=%FF", f"token={TOKEN}x", f"token={TOKEN}&token=wrong"]
)
def test_a_wrong_token_leaves_the_address_and_opens_nothing(query):
    status, headers, further = asked("/", query)
    assert (status, headers["location"], further) == (303, ["./"], [])
    assert "set-cookie" not in headers


def test_a_ticket_opens_once():
    word = door.ticket()
    assert TOKEN in asked("/", f"token={word}")[1]["set-cookie"][0]
    assert "set-cookie" not in asked("/", f"token={word}")[1]


def test_a_server_without_a_token_gives_none_away(monkeypatch):
    monkeypatch.delenv(door.KEPT, raising=False)
    assert door.token() == ""
    assert not door.same("", "")


def test_every_start_has_another_token(monkeypatch):
    monkeypatch.setitem(os.environ, door.KEPT, "")
    first, second = door.lock(), door.lock()
    assert first != second == door.token()
    assert min(len(first), len(second)) > 40


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/https://evil.example/"])
def test_no_address_leads_to_another_host(path):
    (location,) = asked(path, f"token={TOKEN}")[1]["location"]
    assert location.startswith("./") and "/" not in location[2:]


def test_other_requests_go_on_untouched():
    status, _, further = asked("/indicators", "year=2018&tokens=3")
    assert status == 200
    assert further[0]["query_string"] == b"year=2018&tokens=3"


def cookies_of_the_framework() -> list[str]:
    """The lines by which Streamlit itself sets and deletes the cookies of a sign-in."""
    from starlette.responses import Response

    response = Response()
    for name in starlette_auth_routes._AUTH_COOKIE_NAMES:
        response.set_cookie(
            name,
            "x",
            httponly=True,
            samesite="lax",
            path="/",
            max_age=starlette_auth_routes.AUTH_COOKIE_MAX_AGE_SECONDS,
        )
        response.delete_cookie(name)
    return [value.decode() for key, value in response.raw_headers if key == b"set-cookie"]


def test_the_cookies_of_a_sign_in_end_with_it_and_go_over_tls():
    lines = cookies_of_the_framework()
    assert sum("Max-Age=2592000" in line for line in lines) == 2, "as the framework sets them"
    bounded = asked("/oauth2callback", "code=1", lines, seconds=3600, secure=True)[1]["set-cookie"]
    assert ["Max-Age=3600" in line for line in bounded] == ["Max-Age=2592000" in line for line in lines]
    assert ["Max-Age=0" in line for line in bounded] == ["Max-Age=0" in line for line in lines], (
        "deleting stays deleting"
    )
    assert all(line.endswith("; Secure") for line in bounded)
    plain = asked("/oauth2callback", "code=1", lines, seconds=3600)[1]["set-cookie"]
    assert not any("Secure" in line for line in plain)
    assert asked("/", "", ["other=1; Max-Age=99999"], seconds=3600, secure=True)[1]["set-cookie"] == [
        "other=1; Max-Age=99999"
    ]
