"""`make load`: many sessions that come, look at pages and go on, over the protocol of the installed Streamlit; beside a
bare page in the same run. Numbers to read: the tests only ask that nothing went wrong.

python -m tests.load [SESSIONS] [SECONDS BETWEEN CLICKS] [CLICKS]
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.demo.story import tell
from lib.ledger import file as ledger
from lib.ledger.record import Record
from lib.plan.opened import open_plan
from tests.browser.steps import ROOT, Server, answered, free_port
from tests.homes import HOME, PERIOD, STORY
from tests.soak import memory

BARE = """
import pandas as pd, plotly.graph_objects as go, streamlit as st
pages = [st.Page(lambda n=n: body(n), title=f"p{n}", url_path=f"p{n}") for n in range(6)]
def body(n):
    st.selectbox("area", ["a", "b"]); st.selectbox("year", range(2016, 2021))
    st.header(f"page {n}")
    for column in st.columns(4):
        column.metric("value", n)
    for line in range(12):
        st.markdown(f"line {line} of {n}")
    frame = pd.DataFrame({f"c{c}": [f"{r} {c}" for r in range(60)] for c in range(8)})
    st.dataframe(frame.style.set_properties(subset=["c1"], **{"font-weight": "bold"}))
    st.plotly_chart(go.Figure(go.Bar(x=list(range(20)), y=list(range(20)))))
st.navigation(pages, position="top").run()
"""
"""The same kinds of elements without anything behind them."""
PATIENCE = 120
"""Seconds after which a run that has not ended is an error."""


class Walk(NamedTuple):
    """What one session saw: seconds of its first run and of each that followed, and what went wrong."""

    first: float | None
    reruns: list[float]
    errors: list[str]


class Visitor:
    """A session as a browser holds it."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket
        self.pages: list[tuple[str, str]] = []
        self.errors: list[str] = []

    async def run(self, page: tuple[str, str] = ("", ""), query: str = "") -> float:
        """Ask for a page (its hash and its name) and take what comes until its script has ended; the seconds."""
        asked, begun = BackMsg(), time.perf_counter()
        asked.rerun_script.page_script_hash, asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._ended(ForwardMsg.FromString(await self._socket.recv())):
                pass
        return time.perf_counter() - begun

    def _ended(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = [(page.page_script_hash, page.url_pathname) for page in message.navigation.app_pages]
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            self.errors.append(message.delta.new_element.exception.message)
        if kind == "session_event" and message.session_event.WhichOneof("type") == "script_compilation_exception":
            self.errors.append("script does not compile")
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return kind == "script_finished" and message.script_finished != early


async def walk(url: str, number: int, pause: float, clicks: int) -> Walk:
    """One session: a first run, then `clicks` pages of some year, each after about `pause` seconds."""
    chance, first, reruns, errors = random.Random(number), None, [], []
    try:
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        async with websockets.connect(
            address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE
        ) as socket:
            visitor = Visitor(socket)
            first = await visitor.run()
            for _ in range(clicks):
                await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
                reruns.append(await visitor.run(chance.choice(visitor.pages), f"year={chance.choice(PERIOD.years)}"))
            errors = visitor.errors
    except (OSError, TimeoutError, websockets.WebSocketException) as error:
        errors = [*errors, f"{type(error).__name__}: {error}"]
    return Walk(first, reruns, errors)


async def crowd(url: str, sessions: int, pause: float, clicks: int) -> list[Walk]:
    """Sessions that all come at once."""
    return await asyncio.gather(*(walk(url, number, pause, clicks) for number in range(sessions)))


async def every(url: str) -> None:
    """One session that sees every page of every year, as the server does by itself when it is left alone."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        visitor = Visitor(socket)
        await visitor.run()
        for year in PERIOD.years:
            for page in visitor.pages:
                await visitor.run(page, f"year={year}")


@contextmanager
def bare(script: str = BARE) -> Iterator[tuple[str, int]]:
    """A server of one script with our settings of Streamlit: its address and its process."""
    with tempfile.TemporaryDirectory() as folder:
        path, port = Path(folder) / "bare.py", free_port()
        path.write_text(script, encoding="utf-8")
        options = {"port": port, "address": "127.0.0.1", "fileWatcherType": "none", "headless": "true"}
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", path, *(f"--server.{k}={v}" for k, v in options.items())],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            answered(process, f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def product(records: list[Record] | None = None) -> Iterator[tuple[str, int]]:
    """Our own server on the training set in a ledger of its own: its address and its process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        ledger.store(path, records or tell(open_plan(HOME), STORY))
        server = Server({"PLAN_LEDGER": str(path), "PLAN_ALONE": "1"})
        try:
            yield server.url, server.process.pid
        finally:
            server.stop()


def line(name: str, walks: list[Walk], megabytes: float) -> str:
    """One row of the table."""
    firsts = [walk.first for walk in walks if walk.first is not None] or [0.0]
    reruns = [seconds for walk in walks for seconds in walk.reruns] or [0.0]
    cuts = quantiles(reruns, n=20, method="inclusive") if len(reruns) > 1 else [reruns[0]] * 19
    times = (max(firsts), sum(firsts) / len(firsts), cuts[9], cuts[18], max(reruns))
    errors = sum(len(walk.errors) for walk in walks)
    return f"{name:8}{len(walks):9}" + "".join(f"{t * 1000:9.0f}" for t in times) + f"{errors:9}{megabytes:12.2f}"


def main(sessions: int = 20, pause: float = 5.0, clicks: int = 6) -> None:
    """Print the table: the bare page and the product, each warmed by one session; then the product (`again`) when every
    page of every year has been seen, so that no click is the first one there."""
    os.chdir(ROOT)
    print(f"{sessions} sessions at once, then {clicks} clicks each, {pause:g} s between (ms)")
    print("        sessions first max     mean rerun 50   re. 95   re.max   errors  MB/session")
    for name, server in (("bare", bare), ("product", product)):
        with server() as (url, pid):
            asyncio.run(crowd(url, 1, 0.0, 20))
            measured(name, url, pid, (sessions, pause, clicks))
            if server is product:
                asyncio.run(every(url))
                measured("again", url, pid, (sessions, pause, clicks))


def measured(name: str, url: str, pid: int, size: tuple[int, float, int]) -> None:
    """Print a crowd's row and the first of what went wrong."""
    before = memory(pid)
    walks = asyncio.run(crowd(url, *size))
    print(line(name, walks, (memory(pid) - before) / size[0]), flush=True)
    for error in sorted({error for walk in walks for error in walk.errors})[:5]:
        print(f"  {error}")


if __name__ == "__main__":
    main(*(kind(word) for kind, word in zip((int, float, int), sys.argv[1:], strict=False)))
