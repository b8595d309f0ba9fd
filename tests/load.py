"""`make load`: many sessions that come, look at pages and go on, over the protocol of the installed Streamlit; beside a
bare page in the same run. Numbers to read: the tests only ask that nothing went wrong.

python -m tests.load [SESSIONS] [SECONDS BETWEEN CLICKS] [CLICKS]
"""

import asyncio
import os
import random
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
from tests.browser.gateway import NGINX
from tests.browser.steps import ROOT, Server, answered, free_port
from tests.deployed import Deployed
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
"""The kinds of elements that pages are made of, a few of each, without anything behind them."""
AS_MANY = """
import datetime, pandas as pd, plotly.graph_objects as go, streamlit as st
pages = [st.Page(lambda n=n: body(n), title=f"p{n}", url_path=f"p{n}", help="what is on it") for n in range(37)]
def body(n):
    for part in range(6):
        with st.container(), st.container(horizontal=True):
            st.markdown(f"part {part} of {n}")
            component(data={"part": part}, key=f"component-{part}")
    for part in range(2):
        with st.container(key=f"block-{part}"):
            st.header(f"block {part} of {n}")
            st.html("<style></style>")
            st.selectbox("which", [f"one {k}" for k in range(30)], key=f"which-{part}")
            st.multiselect("some", [f"some {k}" for k in range(10)], key=f"some-{part}")
            st.segmented_control("year", range(2016, 2021), key=f"year-{part}")
            st.button("do it", key=f"do-{part}")
            st.download_button("take it", lambda: "", key=f"take-{part}")
            with st.popover("more"):
                st.page_link(pages[part])
            frame = pd.DataFrame({f"c{c}": [f"{r} {c}" for r in range(60)] for c in range(8)})
            st.dataframe(frame, key=f"table-{part}", on_select="rerun", hide_index=True)
    st.pills("columns", range(4), key="columns")
    st.date_input("day", datetime.date(2018, 1, 1), key="day")
    st.toggle("large", key="large")
    st.text_input("find", key="find")
    with st.expander("the rest"):
        st.caption("the rest")
    st.plotly_chart(go.Figure(go.Bar(x=list(range(20)), y=list(range(20)))))
component = st.components.v2.component("small", js="export default function () {}")
st.set_page_config(page_title="alike", layout="wide")
st.navigation(pages, position="top").run()
"""
"""As many elements of each kind as a page of the product has on the average, without anything behind them."""
PATIENCE = 120
"""Seconds after which a run that has not ended is an error."""


class Walk(NamedTuple):
    """What one session saw: seconds of its first run and of each that followed, and what went wrong."""

    first: float | None
    reruns: list[float]
    errors: list[str]


class Visitor:
    """A session as a browser holds it: what it was sent before is not sent again (none of a walk is as long as the
    browser's memory)."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket
        self._kept: set[str] = set()
        self.pages: list[tuple[str, str]] = []
        self.errors: list[str] = []

    async def run(self, page: tuple[str, str] = ("", ""), query: str = "") -> float:
        """Ask for a page (its hash and its name) and take what comes until its script has ended; the seconds."""
        asked, begun = BackMsg(), time.perf_counter()
        asked.rerun_script.page_script_hash, asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._ended(ForwardMsg.FromString(await self._socket.recv())):
                pass
        return time.perf_counter() - begun

    def _ended(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if kind == "navigation":
            self.pages = [(page.page_script_hash, page.url_pathname) for page in message.navigation.app_pages]
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            self.errors.append(message.delta.new_element.exception.message)
        if kind == "session_event" and message.session_event.WhichOneof("type") == "script_compilation_exception":
            self.errors.append("script does not compile")
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return kind == "script_finished" and message.script_finished != early


def connected(url: str) -> websockets.connect:
    """The socket of a session; a certificate that the tests made is believed."""
    trusting = {"ssl": ssl._create_unverified_context()} if url.startswith("https") else {}
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    return websockets.connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE, **trusting)


async def walk(url: str, number: int, pause: float, clicks: int, all_in: asyncio.Barrier | None = None) -> Walk:
    """One session: a first run, then (where it is to wait for the others: when all are in) `clicks` pages of some year,
    each after about `pause` seconds."""
    chance, first, reruns, errors = random.Random(number), None, [], []
    try:
        async with connected(url) as socket:
            visitor = Visitor(socket)
            first = await visitor.run()
            if all_in:
                await all_in.wait()
            for _ in range(clicks):
                await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
                reruns.append(await visitor.run(chance.choice(visitor.pages), f"year={chance.choice(PERIOD.years)}"))
            errors = visitor.errors
    except (OSError, TimeoutError, asyncio.BrokenBarrierError, websockets.WebSocketException) as error:
        errors = [*errors, f"{type(error).__name__}: {error}"]
        if all_in and first is None:
            await all_in.abort()  # whoever does not get in keeps nobody waiting
    return Walk(first, reruns, errors)


async def crowd(url: str, sessions: int, pause: float, clicks: int, settled: bool = False) -> list[Walk]:
    """Sessions that all come at once; those who are in click while others still wait, or not before all are in."""
    all_in = asyncio.Barrier(sessions) if settled else None
    return await asyncio.gather(*(walk(url, number, pause, clicks, all_in) for number in range(sessions)))


async def every(url: str) -> None:
    """One session that sees every page of every year, as the server does by itself when it is left alone."""
    async with connected(url) as socket:
        visitor = Visitor(socket)
        await visitor.run()
        for year in PERIOD.years:
            for page in visitor.pages:
                await visitor.run(page, f"year={year}")


@contextmanager
def bare(script: str = BARE) -> Iterator[tuple[str, int]]:
    """A server of one script with our settings of Streamlit (but what went wrong is said): its address and its process."""
    with tempfile.TemporaryDirectory() as folder:
        path, port = Path(folder) / "bare.py", free_port()
        path.write_text(script, encoding="utf-8")
        (path.parent / ".streamlit").mkdir()
        shutil.copy(ROOT / ".streamlit/config.toml", path.parent / ".streamlit")
        options = {
            "server.port": port,
            "server.address": "127.0.0.1",
            "server.fileWatcherType": "none",
            "client.showErrorDetails": "full",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", path, *(f"--{name}={value}" for name, value in options.items())],
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
def replicas(number: int, records: list[Record] | None = None) -> Iterator[list[Server]]:
    """So many servers of our own on the training set in a ledger of theirs."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        path, servers = Path(folder) / "ledger.duckdb", []
        ledger.store(path, records or tell(open_plan(HOME), STORY))
        for _ in range(number):
            servers.append(Server({"PLAN_LEDGER": str(path), "PLAN_ALONE": "1"}))
            ends.callback(servers[-1].stop)
        yield servers


@contextmanager
def product(records: list[Record] | None = None) -> Iterator[tuple[str, int]]:
    """A server of our own: its address and its process."""
    with replicas(1, records) as (server,):
        yield server.url, server.process.pid


@contextmanager
def machine(records: list[Record] | None = None) -> Iterator[tuple[str, list[Server]]]:
    """A whole machine as deploy/ sets it up, a replica a processor behind nginx: the address and the replicas."""
    with replicas(os.cpu_count() or 1, records) as servers, tempfile.TemporaryDirectory() as folder:
        front = Deployed(Path(folder), *(server.port for server in servers)).start()
        try:
            yield front.url, servers
        finally:
            front.stop()


def line(name: str, walks: list[Walk], megabytes: float) -> str:
    """One row of the table."""
    firsts = [walk.first for walk in walks if walk.first is not None] or [0.0]
    reruns = [seconds for walk in walks for seconds in walk.reruns] or [0.0]
    cuts = quantiles(reruns, n=20, method="inclusive") if len(reruns) > 1 else [reruns[0]] * 19
    times = (max(firsts), sum(firsts) / len(firsts), cuts[9], cuts[18], max(reruns))
    errors = sum(len(walk.errors) for walk in walks)
    return f"{name:8}{len(walks):9}" + "".join(f"{t * 1000:9.0f}" for t in times) + f"{errors:9}{megabytes:12.2f}"


def main(sessions: int = 20, pause: float = 5.0, clicks: int = 6) -> None:
    """Print the table: the bare page and the product, each warmed by one session; the product when every page of every
    year has been seen, so that no click is the first one there (`again`); the same as it is deployed, a replica a
    processor (`machine`), with a crowd and with clicks that begin when the crowd is in, as in the course of a day."""
    os.chdir(ROOT)
    size = (sessions, pause, clicks)
    print(f"{sessions} sessions at once, then {clicks} clicks each, {pause:g} s between (ms)")
    print("        sessions first max     mean rerun 50   re. 95   re.max   errors  MB/session")
    for name, server in (("bare", bare), ("as many", lambda: bare(AS_MANY)), ("product", product)):
        with server() as (url, pid):
            asyncio.run(crowd(url, 1, 0.0, 20))
            measured(name, url, [pid], size)
            if server is product:
                asyncio.run(every(url))
                measured("again", url, [pid], size)
    if not NGINX:
        print("no nginx, no machine as it is deployed: apt-get install nginx-light")
        return
    with machine() as (url, servers):
        for server in servers:
            asyncio.run(every(server.url))
        pids = [server.process.pid for server in servers]
        measured("machine", url, pids, size)
        measured("settled", url, pids, size, settled=True)


def measured(name: str, url: str, pids: list[int], size: tuple[int, float, int], settled: bool = False) -> None:
    """Print a crowd's row and the first of what went wrong."""
    before = sum(map(memory, pids))
    walks = asyncio.run(crowd(url, *size, settled))
    print(line(name, walks, (sum(map(memory, pids)) - before) / size[0]), flush=True)
    for error in sorted({error for walk in walks for error in walk.errors})[:5]:
        print(f"  {error}")


if __name__ == "__main__":
    main(*(kind(word) for kind, word in zip((int, float, int), sys.argv[1:], strict=False)))
