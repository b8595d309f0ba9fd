"""What could not be done, said on a page; the whole of it, paths included, stands in the log."""

from pathlib import Path

from lib import log
from lib.home import PROJECT, here
from lib.text import faults
from lib.text import words as w


def plain(error: object) -> str:
    """A message for everybody who looks at a page."""
    home = here()
    ledger = home.ledger if isinstance(home.ledger, Path) else None
    known = [path.parent for path in (ledger, home.files, home.anchor, home.key) if path]
    told = faults.placeless(
        error, [*known, *(path.resolve() for path in known), home.folder, home.data, home.geo, PROJECT]
    )
    if told != str(error):
        log.note("fault", why=str(error))
    return told


def said(error: object) -> str:
    """The same, safe for Markdown."""
    return w.literal(plain(error))
