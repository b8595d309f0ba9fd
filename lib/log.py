"""What happened, for the one who runs the server: lines of JSON on standard error or in the file of `PLAN_LOG`.

Events: sign_in, written (who, which records), refused (a write), upload, download, export, slow (a run of a page), ledger, mail and mail_failed (to which
unit, by which server). Nothing else of what was
entered stands there, and no token.
"""

import json
import logging
import os
import sys
from datetime import UTC, datetime

FILE = "PLAN_LOG"
SLOW = 2.0
"""Seconds from which a run of a page is worth a line."""
_log = logging.getLogger("plan")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return line(at, record.getMessage(), getattr(record, "fields", {}))


def line(at: str, event: str, fields: dict[str, object]) -> str:
    """One line: no text in it can begin another.

    >>> line("2018-01-02T03:04:05+00:00", "refused", {"who": "甲\\n乙"})
    '{"at": "2018-01-02T03:04:05+00:00", "event": "refused", "who": "甲\\\\n乙"}'
    """
    return json.dumps({"at": at, "event": event} | fields, ensure_ascii=False, default=str)


def start() -> None:
    """Write the events of this process from now on. OSError if the file of `PLAN_LOG` cannot be written."""
    given = os.environ.get(FILE)
    handler = logging.FileHandler(given, encoding="utf-8") if given else logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    _log.handlers[:] = [handler]
    _log.setLevel(logging.INFO)
    _log.propagate = False


def note(event: str, **fields: object) -> None:
    """One event with what is known of it; nowhere in a process that did not `start` a log."""
    _log.info(event, extra={"fields": fields})
