"""Several plans behind one port: each has the first part of the address, or the first label of the host's name. The rest
of the server sees the address without it, and a header that nobody outside can set."""

from collections.abc import Callable, Collection
from html import escape
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

HEADER = "x-plan-folder"
SHARED = ("/oauth2callback", "/auth/", "/ready", "/_stcore/health")
"""Addresses that belong to no plan: a sign-in holds for all, and so does whether the server runs."""


class Plans:
    """ASGI middleware. `names` gives the names of the plans' folders whenever it is asked, `title` what one is called."""

    def __init__(self, app: ASGIApp, names: Callable[[], Collection[str]], title: Callable[[str], str]) -> None:
        self._app, self._names, self._title = app, names, title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one socket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != HEADER.encode()]
        names = self._names()
        host = next((value.decode("latin-1") for name, value in headers if name == b"host"), "")
        name, path = chosen(scope["path"], host, names)
        if name and path:
            headers.append((HEADER.encode(), name.encode()))
            inner = {**scope, "path": path, "raw_path": quote(path).encode(), "headers": headers}
            await self._app(inner, receive, send)
        elif path.startswith(SHARED):
            await self._app({**scope, "headers": headers}, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(name, path, names)(scope, receive, send)

    def _answer(self, name: str, path: str, names: Collection[str]) -> Response:
        if name:
            return RedirectResponse(f"{name}/", HTTPStatus.TEMPORARY_REDIRECT)  # relative: right below a proxy's folder
        if path != "/":
            return PlainTextResponse("没有这份规划。", HTTPStatus.NOT_FOUND)
        rows = "".join(f'<li><a href="{one}/">{escape(self._title(one))}</a></li>' for one in sorted(names))
        return HTMLResponse(
            f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>规划</title><ul>{rows}</ul>'
        )


def chosen(path: str, host: str, names: Collection[str]) -> tuple[str, str]:
    """The plan that an address means, "" for none, and the address without it; "" where only its slash is missing.

    >>> names = {"a", "b"}
    >>> chosen("/a/indicators", "x", names), chosen("/a", "x", names), chosen("/c/", "x", names)
    (('a', '/indicators'), ('a', ''), ('', '/c/'))
    >>> chosen("/indicators", "b.plan.example:8501", names)
    ('b', '/indicators')
    """
    label = host.partition(".")[0]
    if "." in host and label in names:
        return label, path
    first, slash, rest = path.removeprefix("/").partition("/")
    return (first, f"/{rest}" if slash else "") if first in names else ("", path)
