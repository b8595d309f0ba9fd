"""To whom a document goes and who signs it, chosen for one report."""

from typing import NamedTuple


class Letter(NamedTuple):
    """To whom a document goes, who signs it, and when (YYYY-MM-DD); what is empty is as `plan.toml` says, or a blank."""

    to: str = ""
    by: str = ""
    day: str = ""
