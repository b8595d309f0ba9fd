"""`make soak`: sessions that come, look at every page, write and go, for an hour; what the server's memory does.

python -m tests.soak [MINUTES]
"""

import os
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from lib.demo.story import tell
from lib.ledger import file as ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.plan.opened import open_plan
from tests.browser.steps import CHROMIUM, FLAGS, Server, still
from tests.homes import HOME, STORY, ledger_at

PAGES = (
    "",
    "indicators",
    "projection",
    "effort",
    "audit",
    "parks",
    "register",
    "measures",
    "entry",
    "review",
    "annual",
)
PAGES += ("evaluation", "warnings", "duties", "supervision", "unit", "exports", "sources", "methods")
PAGES_A_SESSION = 6


def memory(pid: int) -> float:
    """What a process holds, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def session(browser: Browser, url: str, pages: cycle) -> None:
    """Somebody who comes, looks at some pages and goes."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)
    for _ in range(PAGES_A_SESSION):
        page.goto(f"{url}/{next(pages)}?year={2016 + int(time.monotonic()) % 5}")
        still(page)
    context.close()


def main(minutes: float) -> None:
    """Print a line a minute: sessions so far, records written, memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        os.environ["PLAN_LEDGER"] = str(path)
        ledger.new(path)
        ledger.store(path, tell(open_plan(HOME), STORY))
        server, pages, sessions, begun, told = Server({"PLAN_LEDGER": str(path)}), cycle(PAGES), 0, time.monotonic(), 0
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            while (now := (time.monotonic() - begun) / 60) < minutes:
                session(browser, server.url, pages)
                sessions += 1
                ledger_at(path).write([entry("unit_set", {"name": f"示例{sessions}局"})], Person("示例甲", ADMIN))
                if now >= told:
                    told = int(now) + 1
                    print(f"{now:5.1f} min  {sessions:4d} sessions and records  {memory(server.process.pid):7.0f} MB")
            print(f"{minutes:5.1f} min  {sessions:4d} sessions and records  {memory(server.process.pid):7.0f} MB")
            browser.close()
        server.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
