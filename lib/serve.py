"""The dashboard on localhost, for the one person who starts it or for many who sign in; ready sooner than by `streamlit
run`.

One person comes by the printed address, which holds a token of this start (lib/door): the port alone proves nothing,
anybody may have been forwarded to it.
"""

import argparse
import contextlib
import io
import json
import os
import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import click
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp
from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App
from streamlit.web import bootstrap
from streamlit.web.cli import main_run
from streamlit.web.server import server_util

from lib import about, home, log
from lib.access import door, headers, plans, settings
from lib.access.origin import loopback
from lib.access.settings import Settings

APP = Path(__file__).parents[1] / "app.py"
LOOK = 5.0
"""Seconds after which a plan that was put into the folder has an address."""


def main() -> None:
    """Run the server until it is stopped. Any option of `streamlit run` may follow, e.g. `--server.address 0.0.0.0`.

    A folder `static/` beside app.py is served as /app/static: the tiles of a base map, say.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # standard output need not be a file of its own
        sys.stdout.reconfigure(errors="replace")
    asked, options = _parser().parse_known_args()
    PagesManager.uses_pages_directory = False  # else the first run of all takes pages/ for the old kind: no such page
    AppSession._handle_clear_cache_request = _keep_caches  # type: ignore[method-assign, assignment]  # any client may ask
    app = App(
        APP,
        lifespan=lambda _: _opened(asked.browser),
        routes=[Route("/ready", _ready)],
        middleware=[*([Middleware(_plans)] if asked.plans else []), Middleware(_headers), Middleware(_door)],
    )
    chosen, words = _options(asked, options)
    if asked.plans and (wrong := _no_plans(asked)):
        sys.exit(f"看板没有启动：{wrong}")
    sys.argv = [str(APP), *words]
    bootstrap.load_config_options(chosen)
    given = _settings()
    if given.faults:
        sys.exit("\n".join(("看板没有启动：", *given.faults)))
    try:
        log.start()
    except OSError as error:
        sys.exit(f"看板没有启动：写不了 {log.FILE} 所说的日志 {os.environ[log.FILE]}（{error.strerror or error}）。")
    os.environ.pop(door.KEPT, None)
    if asked.alone:
        os.environ[door.ALONE] = "1"
    if _one_person(given) and os.environ.get(door.ALONE) != "1":
        door.lock()
    with contextlib.suppress(KeyboardInterrupt):
        app.run(config=chosen)


def _keep_caches(session: AppSession) -> None:
    """What a browser asks for to be forgotten is kept: it is what all sessions share, and made anew by itself when a
    file changes."""
    log.note("refused", what="clear_cache")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m lib.serve",
        description="在本机打开看板：给启动它的一个人，或给登录的许多人。",
        allow_abbrev=False,
    )
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--plan", help="规划的文件夹；不写是 PLAN_HOME 或自带的规划")
    parser.add_argument(
        "--plans", help="有许多规划的文件夹，每份规划一个子文件夹；网址的第一段，或主机名的第一段，是子文件夹的名字"
    )
    parser.add_argument("--demo", action="store_true", help="虚构的演示数据")
    parser.add_argument("--alone", action="store_true", help="凡能连到端口的就是本人：不用启动口令")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="只打印网址，不打开浏览器")
    parser.add_argument("--dev", action="store_true", help="代码改动后自动重新装载")
    return parser


def _options(asked: argparse.Namespace, options: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The options of the framework by their dotted names, and the words for the script. What is wrong ends the
    program."""
    try:
        given = main_run.make_context("python -m lib.serve", [str(APP), *options]).params
    except click.ClickException as error:
        sys.exit(error.format_message())
    plan = [*(["--plan", asked.plan] if asked.plan else []), *(["--plans", asked.plans] if asked.plans else [])]
    words = plan + (["--demo"] if asked.demo else []) + list(given.pop("args"))
    del given["target"]
    ours = {
        "server.port": asked.port,
        "server.fileWatcherType": "auto" if asked.dev else "none",  # it looks at every module for every new session
        "server.enableStaticServing": (APP.parent / "static").is_dir(),
        "server.trustedUserHeaders": json.dumps({door.HOLDER: "holder"}),  # a session is resumed for nobody else
        "logger.hideWelcomeMessage": True,  # its address has no token
    }
    return ours | {name.replace("_", "."): value for name, value in given.items() if value not in (None, ())}, words


def _no_plans(asked: argparse.Namespace) -> str:
    """Why several plans cannot be served; "" if they can."""
    if asked.plan or asked.demo:
        return "--plans 不能与 --plan、--demo 同用。"
    if given := [name for name in home.OWN if os.environ.get(name)]:
        return f"有许多规划时，{'、'.join(given)} 写在各自文件夹的 plan.env 里，不设环境变量。"
    if not any(Path(asked.plans).glob("*/data/plan.toml")):
        return f"{asked.plans} 里没有规划：每份规划一个子文件夹（英文字母、数字、- 和 _），其中有 data/plan.toml。"
    return ""


def _plans(app: ASGIApp) -> plans.Plans:
    """The middleware for several plans; which there are is looked up every few seconds."""
    looked: list[tuple[float, list[str]]] = []

    def names() -> list[str]:
        if not looked or time.monotonic() - looked[-1][0] > LOOK:
            looked[:] = [(time.monotonic(), home.named())]
        return looked[-1][1]

    def title(name: str) -> str:
        with contextlib.suppress(home.DataError):
            return about.parse(about.read(home.of_several(name).data / about.FILE)).name.page
        return name

    return plans.Plans(app, names, title)


def _settings() -> Settings:
    return settings.read(config.get_option("secrets.files"))


def _one_person(given: Settings) -> bool:
    """Whether this is for one person on the own machine: nobody signs in, nobody else reaches the port but through a
    proxy."""
    return (
        loopback(config.get_option("server.address") or "")
        and not given.sign_in
        and not given.get("trusted_header", "access")
    )


def _headers(app: ASGIApp) -> headers.Headers:
    style = os.environ.get("PLAN_MAP_STYLE") or _settings().get("style", "map")
    return headers.Headers(app, headers.hosts(style, APP.parent / "static"))


async def _ready(request: Request) -> JSONResponse:
    """Whether ledger and store can be read, for whoever watches the server; Streamlit's own check only says that it
    runs."""
    from lib import ui

    name = request.headers.get(plans.HEADER) or ""
    if home.several() is not None and not name:
        return JSONResponse({"ready": True, "faults": []})
    at = home.here() if home.several() is None else home.of_several(name)
    faults = await run_in_threadpool(ui.faults, at)
    return JSONResponse({"ready": not faults, "faults": faults}, 503 if faults else 200)


def _door(app: ASGIApp) -> door.Door:
    """The middleware, made when the settings are known."""
    given = _settings()
    secure = given.secure or bool(config.get_option("server.sslCertFile"))
    account = given.get("trusted_header", "access")
    return door.Door(app, door.token(), int(given.get("hours", "access") * 3600), secure, account)


@contextlib.asynccontextmanager
async def _opened(browser: bool) -> AsyncIterator[None]:
    """Once the port is ours: say where, and prepare while the browser still loads its own part."""
    threading.Thread(target=_welcome, args=(browser,), daemon=True).start()
    yield


def _welcome(browser: bool) -> None:
    host = server_util.get_display_address(config.get_option("server.address") or "0.0.0.0")
    address = server_util.get_url(f"[{host}]" if ":" in host else host)
    locked = f"{address}/?{door.PARAMETER}=" if door.token() else ""
    if locked:
        print(
            "看板已启动。请在这台机器的浏览器打开下面的网址；其中的口令只在这次启动有效，有它就能录入，不要转给别人：",
            flush=True,
        )
    else:
        print("看板已启动：", flush=True)
    print(f"\n    {(locked + door.token()) or address}\n\n按 Ctrl+C 停止。", flush=True)
    if browser and _one_person(_settings()) and _has_screen():
        webbrowser.open(locked + door.ticket() if locked else address)
    from lib import ui  # not before the server has started: that is what this module is for

    ui.prepare(at := home.here() if home.several() is None else None)
    if at:
        from lib.ui import warming

        warming.start(at)


def _has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
