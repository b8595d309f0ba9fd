"""To whom a document goes, who signs it, and the meeting at which a deck is shown, chosen for one report."""

from typing import NamedTuple

from lib.about import About


class Letter(NamedTuple):
    """To whom a document goes, who signs it, and when (YYYY-MM-DD); what is empty is as `plan.toml` says, or a blank.
    `meeting` stands on the cover of a deck."""

    to: str = ""
    by: str = ""
    day: str = ""
    meeting: str = ""


def filled(letter: Letter, about: About) -> Letter:
    """The same with the unit that signs as the plan's settings say, where none is named."""
    return letter._replace(by=letter.by or about.report.by)
