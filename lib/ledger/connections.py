"""Connections of this process to PostgreSQL: lent to one thread at a time, kept open for the next; and what the server
says, as a fault of the ledger.

A list is enough: psycopg's own pool waits out its timeout where the server is away, and we want to know at once.
"""

import atexit
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lib.ledger.faults import LedgerAway, LedgerBroken, LedgerBusy, LedgerMissing

T = TypeVar("T")
Connection = psycopg.Connection[tuple[Any, ...]]
MOST = 8
"""Connections of a process to one database."""
WAIT = 10.0
"""Seconds to wait for other writers, or for a connection, before giving up."""
AGAIN = 3.0
"""Seconds after which a server that did not answer is asked again by those who only want to know what is new."""
PATIENCE: dict[str, str | int] = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "plan",
}
"""How long a dead network is taken for a living one; what the address itself says comes first."""
SESSION = (
    "select set_config('lock_timeout', %s, false), set_config('idle_in_transaction_session_timeout', '60s', false)"
)
AWAY = (
    "{name} 现在连不上。没有写入任何内容；已经读到的照常可看，恢复后再提交。管理员请检查数据库是否在运行、网络是否通。"
)
LOGIN = "{name} 不让登录：请检查 PLAN_LEDGER 里的账户、口令和数据库名，以及服务器的 pg_hba.conf。"
SENTENCES: tuple[tuple[tuple[type[psycopg.Error], ...], type[Exception], str], ...] = (
    (
        (errors.LockNotAvailable, errors.QueryCanceled),
        LedgerBusy,
        "{name} 正被另一个程序写入，等了{wait:g}秒仍未空出。没有写入任何内容，请稍后再试。",
    ),
    (
        (errors.IntegrityConstraintViolation, errors.UniqueViolation),
        LedgerBusy,
        "{name} 刚被另一个程序写过。没有写入任何内容，请再提交一次。",
    ),
    (
        (errors.InvalidSchemaName, errors.UndefinedTable),
        LedgerMissing,
        "{name} 里没有台账：数据库名可能写错了。没有读，也没有写。确实要在那里新建一份空的台账，请用数据库属主的账户运行 python -m lib ledger new。",
    ),
    (
        (errors.UndefinedColumn, errors.UndefinedFunction),
        LedgerBroken,
        "{name} 的表不是这一版的：请用数据库属主的账户运行 python -m lib ledger upgrade。",
    ),
    (
        (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction),
        LedgerBroken,
        "{name}：这个账户没有权限，或者数据库只读。没有写入任何内容，请管理员处理。",
    ),
    (
        (errors.DiskFull,),
        LedgerBroken,
        "{name} 写不了：磁盘已满。没有写入任何内容，原有的记录不受影响：请腾出空间后重试。",
    ),
)
"""What PostgreSQL says, and what that means for a ledger."""


@cache
def named(url: str) -> str:
    """A database for people: its name and host, never the account or its password. LedgerBroken for what is no address.

    >>> named("postgresql://plan:secret@db.example:5432/plan")
    '数据库 plan@db.example'
    """
    try:
        said = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise LedgerBroken(
            "PLAN_LEDGER 里的数据库地址写错了，应如 postgresql://账户:口令@主机:5432/库名；口令里的 @ : / 等写成 %40 %3A %2F。"
        ) from error
    return f"数据库 {said.get('dbname') or said.get('user') or ''}@{said.get('host') or 'localhost'}"


def fault(url: str, error: psycopg.Error) -> Exception:
    """What the server has to say, for people; its own words go to the log."""
    name, said = named(url), str(error)
    logging.getLogger("plan").info("ledger", extra={"fields": {"ledger": name, "error": said}})
    for kinds, fault, sentence in SENTENCES:
        if isinstance(error, kinds):
            return fault(sentence.format(name=name, wait=WAIT))
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        refused = any(sign in said for sign in ("password", "authentication", "pg_hba", "does not exist"))
        return LedgerBroken(LOGIN.format(name=name)) if refused else LedgerAway(AWAY.format(name=name))
    return LedgerBroken(
        f"{name} 读写出错（{error.sqlstate or type(error).__name__}）。没有写入任何内容，请管理员查看日志。"
    )


class Connections:
    """The connections to one database. `away` says why the server could not be had when it was last asked, "" if it
    could."""

    def __init__(self, url: str) -> None:
        self.url, self.away = url, ""
        self._asked, self._process = 0.0, os.getpid()
        self._idle: list[Connection] = []
        self._free = threading.BoundedSemaphore(MOST)

    def close(self) -> None:
        """Close those that nobody uses."""
        while self._idle:
            self._idle.pop().close()

    @property
    def resting(self) -> bool:
        """Whether the server was found away a moment ago."""
        return bool(self.away) and time.monotonic() < self._asked + AGAIN

    @contextmanager
    def lent(self, fresh: bool = False) -> Iterator[Connection]:
        """A connection in autocommit, kept from before unless a `fresh` one is asked for. Errors of psycopg as they are;
        LedgerBusy where all are lent for longer than WAIT."""
        if not self._free.acquire(timeout=WAIT):
            raise LedgerBusy(SENTENCES[0][2].format(name=named(self.url), wait=WAIT))
        try:
            con = self._connected(fresh)
            try:
                yield con
            finally:
                if con.closed or con.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    con.close()
                else:
                    self._idle.append(con)
        finally:
            self._free.release()

    def _connected(self, fresh: bool) -> Connection:
        if self._process != os.getpid():  # those of the process that made us are its own
            self._idle, self._process = [], os.getpid()
        if fresh:
            self.close()
        if self._idle:
            return self._idle.pop()
        try:
            con = psycopg.connect(_address(self.url), autocommit=True, prepare_threshold=None)
            con.execute(SESSION, [f"{WAIT:g}s"])
        except psycopg.OperationalError as error:
            self.away, self._asked = str(fault(self.url, error)), time.monotonic()
            raise
        self.away = ""
        return con


def _address(url: str) -> str:
    said = conninfo_to_dict(url)
    return make_conninfo(url, **{name: value for name, value in PATIENCE.items() if name not in said})


_known: dict[str, Connections] = {}


def of(url: str) -> Connections:
    """The connections to a database, one list a process."""
    return _known.setdefault(url, Connections(url))


@atexit.register
def close() -> None:
    """Close what is open and forget what was away."""
    for one in _known.values():
        one.close()
    _known.clear()


def asked(url: str, work: Callable[[Connection], T], sent: Callable[[], bool] = lambda: False) -> T:
    """What `work` makes of a connection; tried once more with a fresh one where that from before was dead, unless
    something has been `sent` by then. A fault of the ledger for all that the server has to say."""
    for fresh in (False, True):
        try:
            with of(url).lent(fresh) as con:
                return work(con)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            told = fault(url, error)
            if not isinstance(told, LedgerAway) or fresh or sent():
                raise told from error
        except psycopg.Error as error:
            raise fault(url, error) from error
    raise AssertionError("the second time returns or raises")
