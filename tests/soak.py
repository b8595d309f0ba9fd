"""`make soak`: ten people at once who look at every page, go and are followed by others, while somebody writes; for an
hour. What the server's memory does.

python -m tests.soak [MINUTES]
"""

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from lib.demo.story import tell
from lib.ledger import file as ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.plan.opened import open_plan
from tests.browser.caller import calling
from tests.browser.steps import Server
from tests.homes import HOME, PERIOD, STORY, ledger_at

PAGES = (
    *("", "indicators", "projection", "effort", "audit", "parks", "register", "measures", "entry", "review", "annual"),
    *("evaluation", "warnings", "duties", "supervision", "unit", "briefing", "exports", "sources", "methods"),
)
PEOPLE = 10
PAGES_A_PERSON = 6


def memory(pid: int) -> float:
    """What a process holds, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main(minutes: float) -> None:
    """Print a line a minute: pages and records so far, memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        os.environ["PLAN_LEDGER"] = str(path)
        ledger.new(path)
        ledger.store(path, tell(open_plan(HOME), STORY))
        server, pages, years = Server({"PLAN_LEDGER": str(path)}), cycle(PAGES), cycle(PERIOD.years)
        begun, seen, written, told = time.monotonic(), 0, 0, 0
        while (now := (time.monotonic() - begun) / 60) < minutes:
            with ExitStack() as stack:
                people = [stack.enter_context(calling(server.port)) for _ in range(PEOPLE)]
                for _ in range(PAGES_A_PERSON):
                    for person in people:
                        person.open(next(pages), f"year={next(years)}")
                        seen += 1
                    written += 1
                    ledger_at(path).write([entry("unit_set", {"name": f"示例{written}局"})], Person("示例甲", ADMIN))
            if now >= told:
                told = int(now) + 1
                print(
                    f"{now:5.1f} min  {seen:5d} pages  {written:4d} records  {memory(server.process.pid):5.0f} MB",
                    flush=True,
                )
        print(f"{minutes:5.1f} min  {seen:5d} pages  {written:4d} records  {memory(server.process.pid):5.0f} MB")
        server.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
