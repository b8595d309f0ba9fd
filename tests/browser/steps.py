"""What the browser tests share: a server, a still page, the state of a link."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from playwright.sync_api import expect

from lib.ledger import file as ledger

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
"""Without a window's frame it is the same browser and half the work beside the page's own."""
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--enable-unsafe-swiftshader",
    "--js-flags=--no-maglev,--no-opt,--min-semi-space-size=64",  # a page lives seconds: too short for what is compiled well
]
WIDE = {"width": 1440, "height": 900}
STILL = """() => { const a = document.querySelector('[data-testid="stApp"]');
  return a && a.getAttribute('data-test-script-state') === 'notRunning' && !document.querySelector('[data-testid="stSkeleton"]'); }"""
"""Whether the script has run."""
QUIET = 200
"""Milliseconds: tables hand a selection on after 150."""
UNCHANGED = f"""([call, quiet]) => {{
  const now = performance.now()
  if (!window.lastChange) {{
    window.lastChange = {{ at: now }}
    new MutationObserver(() => window.lastChange.at = performance.now())
      .observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }})
  }}
  if (!({STILL})() || window.lastChange.call !== call) Object.assign(window.lastChange, {{ at: now, call }})
  return now - window.lastChange.at > quiet
}}"""
"""Whether nothing on the page has changed for a moment since it was asked and the script had run."""
UNPAINTED = """for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
  const given = kind.prototype.shaderSource
  kind.prototype.shaderSource = function (shader) {
    const vertex = this.getShaderParameter(shader, this.SHADER_TYPE) === this.VERTEX_SHADER
    given.call(this, shader, `#version 300 es\n${vertex
      ? 'void main() { gl_Position = vec4(2.0); }'
      : 'precision mediump float; out vec4 colour; void main() { colour = vec4(0.0); }'}`)
  }
}"""
"""Maps are laid out, moved and listened to, but not painted: without a graphics card their shaders take ten seconds of
processor a page, of which only the tests of the picture itself see anything."""
_calls = count()
_left: dict[int, socket.socket] = {}
"""Ports of servers that have ended, held for the next: a browser keeps the program by its address."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answered(process: subprocess.Popen, url: str) -> None:
    """Wait until a server of our own answers; one that does not is stopped."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"no answer from {url}")


class Server:
    """A server of its own on localhost, on a free port unless one is given."""

    def __init__(self, environment: dict[str, str] | None = None, *options: str, port: int | None = None) -> None:
        self.port = port or next(iter(_left), None) or free_port()
        if self.port in _left:
            _left.pop(self.port).close()
        if (own := Path((environment or {}).get("PLAN_LEDGER", ""))).suffix and not own.exists():
            ledger.new(own)
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  closed with the server
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lib.serve", "--no-browser", "--port", str(self.port), *options],
            cwd=ROOT,
            env=os.environ | (environment or {}),
            stdout=self._said,
            stderr=subprocess.DEVNULL,
        )
        self.url = f"http://localhost:{self.port}"
        answered(self.process, f"{self.url}/_stcore/health")

    def address(self) -> str:
        """The address that the server printed for the one person at this machine."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            self._said.seek(0)
            if found := re.search(r"http://\S+\n", self._said.read()):
                return found[0].strip()
            time.sleep(0.05)
        raise RuntimeError("the server printed no address")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self._said.close()
        if self.port not in _left:
            _left[self.port] = held = socket.socket()
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", self.port))


@contextmanager
def watched(window, base: str, others: str = "data:"):
    """A page that notes what the browser complains about and which requests would leave the host; both must stay empty.
    What begins with `others` is not counted: a page that is not ours asks for it."""
    page = next((page for page in window.pages if getattr(page, "free", False)), None) or window.new_page()
    page.free, page.base = False, base
    page.set_default_timeout(30_000)
    outside, errors = [], []
    own = re.compile(r"(data|blob|about):|\w+://(localhost|127\.0\.0\.1)[:/]")
    notes = {
        "request": lambda request: (
            None if own.match(request.url) or request.url.startswith(others) else outside.append(request.url)
        ),
        "console": lambda message: (
            errors.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
        "pageerror": lambda error: errors.append(str(error)),
    }
    for event, note in notes.items():
        page.on(event, note)
    yield page
    page.mouse.move(0, 0)
    for event, note in notes.items():
        page.remove_listener(event, note)
    _leave(page)
    assert not outside, outside
    assert not errors, errors


def _leave(page) -> None:
    """Blank, as a new one, for whoever comes next: its process has the program already, a new page has a new process."""
    page.goto("about:blank")
    page.unroute_all()
    page.emulate_media(media="null", color_scheme="null")
    page.set_viewport_size(WIDE)
    page.free = True


def still(page) -> None:
    """The script has run and nothing on the page has changed for a moment."""
    page.wait_for_function(UNCHANGED, arg=[next(_calls), QUIET], polling=50, timeout=120_000)


def visit(page, path: str) -> None:
    page.goto(f"{page.base}/{path}")
    still(page)


def query(page) -> dict[str, list[str]]:
    return urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)


def menu(page, path: str, name: str) -> None:
    """Another page through the menu: the session, with the name of the person, goes along."""
    page.locator('[data-testid="stTopNavSection"]').filter(has_text="执行").click()
    page.locator(f'a[href$="/{path}"]').click()
    page.wait_for_url(re.compile(rf"/{path}(\?|$)"))
    still(page)
    expect(title(page)).to_contain_text(name)


def press(page, label: str) -> None:
    page.get_by_role("button", name=re.compile(label)).last.click()
    still(page)


def confirm(page, label: str) -> None:
    """Press a button that stays shut until its preview is there and each question in it is ticked as looked into."""
    button = page.get_by_role("button", name=re.compile(label)).last
    button.wait_for()
    for _ in range(100):
        if button.is_enabled():
            break
        if (box := page.get_by_role("checkbox", name=re.compile("疑问|错误"), checked=False)).count():
            box.first.locator("xpath=ancestor::label").click()
        page.wait_for_timeout(QUIET)
        still(page)
    press(page, label)


def type_in(page, label: str, value: str) -> None:
    field = page.get_by_label(label).last
    field.fill(value)
    field.press("Enter" if field.evaluate("e => e.tagName") == "INPUT" else "Control+Enter")
    still(page)


def date_in(page, label: str, day: str) -> None:
    page.get_by_role("spinbutton", name=re.compile(f"year, {label}")).last.click()
    page.keyboard.type(day.replace("-", ""))
    page.keyboard.press("Escape")
    still(page)


def title(page):
    return page.get_by_role("heading", level=2).first
