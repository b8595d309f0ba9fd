"""The dashboard on localhost, ready sooner than by `streamlit run`: it prepares while the browser still loads its own
part."""

import argparse
import contextlib
import runpy
import sys
import threading
import time
import urllib.request
from pathlib import Path

APP = Path(__file__).parents[1] / "app.py"
PATIENCE = 60
"""Seconds within which a server that starts at all has started."""


def main() -> None:
    """Run the server until it is stopped. Any option of `streamlit run` may follow, e.g. `--server.address 0.0.0.0`.

    A folder `static/` beside app.py is served as /app/static: the tiles of a base map, say.
    """
    parser = argparse.ArgumentParser(prog="python -m lib.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--plan", help="the plan's folder; PLAN_HOME or the project's own without it")
    parser.add_argument("--demo", action="store_true", help="the fictitious training set")
    asked, options = parser.parse_known_args()
    plan = ["--plan", asked.plan] if asked.plan else []
    threading.Thread(target=_prepare, args=(asked.port,), daemon=True).start()
    files = ["--server.enableStaticServing", "true"] if (APP.parent / "static").is_dir() else []
    own = [*plan, *(["--demo"] if asked.demo else [])]
    sys.argv = ["streamlit", "run", str(APP), "--server.port", str(asked.port), *files, *options, "--", *own]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _prepare(port: int) -> None:
    """Once the server answers, load what the first page needs."""
    if not _answers(f"http://localhost:{port}/_stcore/health"):
        return
    from lib import ui  # not before the server has started: that is what this module is for

    ui.prepare()


def _answers(url: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=1):
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    main()
