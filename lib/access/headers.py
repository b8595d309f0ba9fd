"""What the framework's answers leave out: which hosts a page may speak to, who may frame it; and a line in the log for
what came in and went out as a file."""

import re
import time
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import log

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
POLICY = (
    "default-src 'self'",
    "script-src 'self' blob: 'wasm-unsafe-eval' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "media-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'self'",
    "form-action 'self'",
)
"""What a page may load and where it may send: this server only. The framework needs inline scripts and styles."""
MAPPED = ("img-src", "connect-src", "font-src")
"""What the hosts of a base map are added to."""
FILES = {"/media/": "download", "/_stcore/upload_file/": "upload"}
"""Where files leave and enter, and what that is called in the log."""
OWN = re.compile(r"[\w.:\[\]-]{1,255}")
"""A name of a host that may stand in a header."""
HOST = re.compile(r"https?://[\w.{}-]+(?::\d+)?")


def hosts(style: str, folder: Path) -> list[str]:
    """The hosts that a base map needs: that of its style, and those that a style of our own `folder` names.

    >>> hosts("https://maps.example/style.json", Path()), hosts("", Path())
    (['https://maps.example'], [])
    """
    own = folder / style.rpartition("/")[2]
    text = own.read_text(encoding="utf-8") if style.startswith("/app/static/") and own.is_file() else style
    return sorted({found for found in HOST.findall(text) if "{" not in found})


def policy(outside: Iterable[str] = ()) -> str:
    """The policy, with the hosts of the base map.

    >>> "https:" in policy(), "img-src 'self' data: blob: https://maps.example" in policy(["https://maps.example"])
    (False, True)
    """
    more = "".join(f" {host}" for host in outside)
    return "; ".join(part + more if part.startswith(MAPPED) else part for part in POLICY)


def with_socket(rules: str, scope: Scope) -> str:
    """A policy with the page's own socket named: to some browsers (Safari) 'self' means none."""
    host = next((value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"host"), "")
    own = f" ws://{host} wss://{host}" if OWN.fullmatch(host) else ""
    return rules.replace("connect-src 'self'", f"connect-src 'self'{own}")


class Headers:
    """ASGI middleware: every answer carries FIXED and the policy; files in and out are logged."""

    def __init__(self, app: ASGIApp, outside: Iterable[str] = ()) -> None:
        self._app, self._policy = app, policy(outside)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.monotonic()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = with_socket(self._policy, scope)
                event = next((event for part, event in FILES.items() if part in scope["path"]), "")
                if (
                    event
                    and scope["method"] in ("GET", "PUT", "POST")
                    and (event, scope["method"]) != ("upload", "GET")
                ):
                    name = headers.get("content-disposition", "")
                    log.note(event, status=message["status"], name=name, seconds=round(time.monotonic() - begun, 3))
            await send(message)

        await self._app(scope, receive, answer)
