"""A PostgreSQL of our own on loopback, for the tests of the ledger in a database."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg

from lib.ledger import connections, database
from tests.browser.steps import ROOT, free_port

FOUND = shutil.which("postgres") or max(map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")), default="")
SETTINGS = {
    "fsync": "off",  # processes are killed here, not machines
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
    "restart_after_crash": "on",
}
OWNER, WRITER = "plan_owner", "plan_writer"
_numbers = count(1)


class Postgres:
    """A server with a folder of its own, and the roles and the database of deploy/postgres.sql."""

    def __init__(self) -> None:
        bin = Path(FOUND).resolve().parent
        self._folder = Path(tempfile.mkdtemp(prefix="plan-postgres-"))
        self._as = {"user": "nobody"} if os.getuid() == 0 else {}  # it does not run as root
        if self._as:
            shutil.chown(self._folder, **self._as)
        self._call = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"} | self._as
        self._data = self._folder / "data"
        subprocess.run(
            [
                bin / "initdb",
                "-D",
                self._data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
            check=True,
            **self._call,
        )
        self.port = free_port()
        given = SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self._folder)}
        self._words = [
            bin / "postgres",
            "-D",
            self._data,
            *(word for name, value in given.items() for word in ("-c", f"{name}={value}")),
        ]
        self.start()
        with self.connected("postgres") as con:
            for statement in (ROOT / "deploy/postgres.sql").read_text(encoding="utf-8").split(";"):
                con.execute(statement)
        self._template = self._made("blank", "template0")
        database.new(self.url(self._template, OWNER), WRITER)
        connections.of(self.url(self._template, OWNER)).close()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(self._words, **self._call)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                return self.connected("postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError("PostgreSQL does not answer")

    def halt(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it at once, as a crash does; SIGKILL as the kernel does."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.process.send_signal(how)
        self.process.wait(30)
        for child in children:  # a killed server cannot tell them; they hold its memory until they notice
            until = time.monotonic() + 30
            while _alive(child) and time.monotonic() < until:
                time.sleep(0.01)

    def end(self) -> None:
        """Stop it and forget what it held."""
        self.halt()
        shutil.rmtree(self._folder)

    def url(self, name: str, role: str = WRITER) -> str:
        """The address of a database for a role."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{name}"

    def connected(self, name: str, role: str = "postgres") -> psycopg.Connection:
        """A connection that commits by itself."""
        return psycopg.connect(self.url(name, role), autocommit=True, connect_timeout=5)

    def _made(self, name: str, template: str) -> str:
        with self.connected("postgres") as con:
            con.execute(f"create database {name} owner {OWNER} template {template}")
        return name

    def ledger(self) -> str:
        """The address, for the application, of an empty ledger in a database of its own."""
        return self.url(self._made(f"plan{next(_numbers)}", self._template))

    def bare(self) -> str:
        """The address, for its owner, of a database without a ledger."""
        return self.url(self._made(f"plan{next(_numbers)}", "template0"), OWNER)


def _alive(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def owned(url: str) -> str:
    """The same database for its owner."""
    return url.replace(f"//{WRITER}@", f"//{OWNER}@")


def above(url: str) -> str:
    """The same database for the one who may do everything."""
    return url.replace(f"//{WRITER}@", "//postgres@").replace(f"//{OWNER}@", "//postgres@")
