"""A reader that is started once: for every file a child of it reads, within the same limits as in use. Starting a
program takes ten times as long as most files."""

import gc
import os
import signal
import sys
import threading
from pathlib import Path

from lib.intake import worker
from lib.intake.read import PATIENCE


def hatch(asking: str, answering: str) -> None:
    """Read what stands in the one file, write the answer into the other."""
    signal.alarm(10 * int(PATIENCE))  # the machine may be busy; what is bounded is the time of the processor
    os.dup2(os.open(asking, os.O_RDONLY), 0)
    os.dup2(os.open(answering, os.O_WRONLY), 1)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115  they end with the child
    worker.main()
    sys.stdout.flush()


def main() -> None:
    """A line of two paths on standard input for every file; on standard output the seconds of processor and the
    megabytes that it took."""
    import python_calamine  # noqa: F401  once, not in every child

    gc.collect()
    gc.freeze()  # what is shared with the children is not copied for being looked at
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 2)
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            try:
                hatch(*line.split())
            finally:
                os._exit(0)
        used = os.wait4(child, 0)[2]
        print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, flush=True)


class Took(threading.local):
    """What the last file of a thread took."""

    seconds, megabytes = 0.0, 0


class Hatchery:
    """Stands in for `subprocess` where files are read: `run` as that has it. `took.seconds` (of processor) and
    `took.megabytes` are what the last file of this thread took."""

    def __init__(self) -> None:
        import subprocess

        self.took = Took()
        self.DEVNULL, self.TimeoutExpired = subprocess.DEVNULL, subprocess.TimeoutExpired
        self._servers = [
            subprocess.Popen(
                [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            for _ in range(2)
        ]

    def run(self, command, stdin, stdout, **_) -> None:
        """Read a file by the next free server."""
        server = self._servers.pop()
        own = f"/proc/{os.getpid()}/fd"
        server.stdin.write(f"{own}/{stdin.fileno()} {own}/{stdout.fileno()}\n")
        server.stdin.flush()
        seconds, megabytes = server.stdout.readline().split()
        self.took.seconds, self.took.megabytes = float(seconds), int(megabytes)
        self._servers.append(server)

    def close(self) -> None:
        """End the servers."""
        for server in self._servers:
            server.stdin.close()
            server.stdout.close()
            server.wait(30)


ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    main()
