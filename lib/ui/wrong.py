"""What could not be done, said on a page; the whole of it, paths included, stands in the log."""

from pathlib import Path

from lib import log
from lib.home import PROJECT, DataError
from lib.text import faults
from lib.text import words as w
from lib.ui.plans import here


def plain(error: object) -> str:
    """A message for everybody who looks at a page."""
    told = faults.placeless(error, _folders())
    if told != str(error):
        log.note("fault", why=str(error))
    return told


def _folders() -> list[Path]:
    """Where the plan of this session and all that belongs to it lies; the project's folder alone where it has none."""
    try:
        home = here()
    except DataError:
        return [PROJECT]
    ledger = home.ledger if isinstance(home.ledger, Path) else None
    beside = [path.parent for path in (ledger, home.files, home.anchor, home.key) if path]
    return [*beside, *(path.resolve() for path in beside), home.folder, home.data, home.geo, PROJECT]


def said(error: object) -> str:
    """The same, safe for Markdown."""
    return w.literal(plain(error))
