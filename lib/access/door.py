"""The start token, as notebooks have one: it comes in the address that the server prints, and the browser keeps it as a
cookie.

In the address it would be in every link that is copied and in every reload; as a cookie it lives as long as the browser
is open, no script and no other site can read or use it, and links never carry it. Also here: what the framework leaves
out of its own cookies.
"""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PARAMETER = "token"
KEPT, ALONE = "PLAN_TOKEN", "PLAN_ALONE"
"""Environment variables: the token of this start (`--dev` loads modules anew, the environment stays), and "1" where the
deployer says that whoever reaches the port is the one person."""
OURS, SIGN_IN = b"_streamlit", b"_streamlit_user"
"""How the cookies of the framework begin: all of them, and those that say who signed in."""
HOLDER = "x-plan-holder"
"""The header by which the framework is told whose a session is: it resumes one only for the same."""
MAX_AGE = re.compile(rb"(max-age=)(\d+)", re.IGNORECASE)
_tickets: set[str] = set()


def lock() -> str:
    """Make the token of this start."""
    os.environ[KEPT] = secrets.token_urlsafe(32)
    return token()


def token() -> str:
    """The token of this start; empty if there is none."""
    return os.environ.get(KEPT, "")


def ticket() -> str:
    """A word that opens once in place of the token: with it the browser is started, and with what a program is started,
    all users of a machine can read for as long as it runs."""
    word = secrets.token_urlsafe(32)
    _tickets.add(word)
    return word


def cookie(port: int) -> str:
    """The name under which a browser keeps the token: cookies do not tell ports apart, and two servers may run.

    >>> cookie(8501)
    'plan-8501'
    """
    return f"plan-{port}"


def same(one: str, other: str) -> bool:
    """Whether two tokens are the same, in a time that tells nothing; no token is like no other.

    >>> same("x", "x"), same("x", "y"), same("", ""), same("é", "x")
    (True, False, False, False)
    """
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())


class Door:
    """ASGI middleware. An address with a token becomes the same address without it; the right token goes along as a
    cookie. Cookies of the sign-in end after `seconds`, and are for TLS only where people come over TLS (`secure`). A
    session is bound to who began it: by the token, or the account that a gateway gives in the header `account`."""

    def __init__(
        self, app: ASGIApp, token: str = "", seconds: int = 0, secure: bool = False, account: str = ""
    ) -> None:
        self._app, self._token, self._seconds, self._secure = app, token, seconds, secure
        self._account = account.lower().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket":
            given = [(name, value) for name, value in scope["headers"] if name.lower() != HOLDER.encode()]
            held = holder(given, self._account, cookie(scope["server"][1]))
            scope = {**scope, "headers": [*given, (HOLDER.encode(), held.encode())]}
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        shown, query = taken(scope["query_string"])
        if shown is None:
            await self._app(scope, receive, lambda message: send(self._bounded(message)))
            return
        headers = [
            (b"location", elsewhere(scope["path"], query)),
            (b"cache-control", b"no-store"),
            (b"content-length", b"0"),
        ]
        if same(shown, self._token) or (self._token and shown in _tickets):
            _tickets.discard(shown)
            tls = "; Secure" if scope["scheme"] == "https" else ""
            kept = f"{cookie(scope['server'][1])}={self._token}; Path=/; HttpOnly; SameSite=Strict{tls}"
            headers.append((b"set-cookie", kept.encode()))
        await send({"type": "http.response.start", "status": HTTPStatus.SEE_OTHER, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _bounded(self, message: Message) -> Message:
        """A message of the framework, with its cookies as they ought to be."""
        if message["type"] != "http.response.start":
            return message
        headers = [
            (name, self._cookie(value) if name.lower() == b"set-cookie" else value)
            for name, value in message.get("headers", ())
        ]
        return {**message, "headers": headers}

    def _cookie(self, value: bytes) -> bytes:
        if value.startswith(SIGN_IN) and self._seconds:
            value = MAX_AGE.sub(lambda found: found[1] + b"%d" % min(int(found[2]), self._seconds), value)
        if value.startswith(OURS) and self._secure and b"; secure" not in value.lower():
            value += b"; Secure"
        return value


def holder(headers: Sequence[tuple[bytes, bytes]], account: bytes, name: str) -> str:
    """Whose a session is: a digest of the token that the browser keeps under `name` and of the gateway's header.

    >>> mine = holder([(b"cookie", b"a=1; plan-8501=secret")], b"", "plan-8501")
    >>> mine == holder([(b"Cookie", b"plan-8501=secret; b=2")], b"", "plan-8501"), mine == holder([], b"", "plan-8501")
    (True, False)
    """
    told = [value for header, value in headers if account and header.lower() == account]
    cookies = [part.strip() for header, value in headers if header.lower() == b"cookie" for part in value.split(b";")]
    told += [part for part in cookies if part.startswith(f"{name}=".encode())]
    return hashlib.sha256(b"\0".join(told)).hexdigest()


def taken(query: bytes) -> tuple[str | None, bytes]:
    """The token in a query, None if there is none, and the query without it.

    >>> taken(b"area=1&token=abc&year=2018"), taken(b"area=1")
    (('abc', b'area=1&year=2018'), (None, b'area=1'))
    """
    parts, head = query.split(b"&"), f"{PARAMETER}=".encode()
    found = [part.removeprefix(head) for part in parts if part.startswith(head)]
    return (found[-1].decode("latin-1") if found else None), b"&".join(
        part for part in parts if not part.startswith(head)
    )


def elsewhere(path: str, query: bytes) -> bytes:
    """The same page with another query, relative to where the browser is: no other host, and right also below a folder
    of a proxy.

    >>> elsewhere("/indicators", b"year=2018"), elsewhere("/", b""), elsewhere("//other.example/", b"")
    (b'./indicators?year=2018', b'./', b'./')
    """
    return b"./" + quote(path.rpartition("/")[2]).encode() + (b"?" + query if query else b"")
