"""Work that dies as by kill -9, at each step at which it touches the disk."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count

import duckdb

from lib.ledger import engine

STEPS = ("os.rename", "os.link", "os.remove", "shutil.copyfile", "database")


def _run(work: Callable[[], object], steps: tuple[str, ...], left: int) -> None:
    connect, attach = duckdb.connect, engine.attach

    def step(event: str, _: object) -> None:
        nonlocal left
        if event in steps:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    def connected(*given, **named):
        sys.audit("database")
        return connect(*given, **named)

    def attached(*given):
        sys.audit("database")
        return attach(*given)

    duckdb.connect, engine.attach = connected, attached
    sys.addaudithook(step)
    work()


def deaths(work: Callable[[], object], steps: tuple[str, ...] = STEPS) -> Iterator[int]:
    """Do `work` in a process of its own that is killed before its first step, in another before its second, and so on;
    yields after each how many steps it had done. The last got through."""
    context = multiprocessing.get_context("fork")
    for number in count(1):
        child = context.Process(target=_run, args=(work, steps, number))
        child.start()
        child.join(60)
        yield number - 1
        if child.exitcode == 0:
            return
        assert child.exitcode == -signal.SIGKILL
