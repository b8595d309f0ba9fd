"""What heads are looked for: the roles that headings name, whatever stands beside the word. Standard library only: the
child process reads these."""

import re
from functools import lru_cache
from typing import NamedTuple

from lib.intake.beside import UNIT, clean
from lib.intake.cell import Cell
from lib.intake.number import squeeze
from lib.intake.text import whole

PARTS = re.compile(r"[\\/|\s]+")
"""What stands between the two words of a corner that a line divides (年份/指标)."""
SHORT = 4
"""Letters that the other word of such a corner may have."""


class Layout(NamedTuple):
    """What heads are looked for: roles by squeezed heading, and the roles of which one must stand in a head's own
    row; names stand beneath the first of them."""

    roles: dict[str, str]
    anchors: tuple[str, ...]

    def role(self, cell: Cell) -> str:
        """The role that a heading names, whatever stands in brackets; "" for none. An anchor may share its cell with a
        unit or with what a line divides from it.

        >>> of = Layout({"完成投资": "investment", "项目": "project"}, ("project",))
        >>> of.role("完成投资（万元）"), of.role("项目  单位：万元"), of.role("年份\\\\项目"), of.role("项目进展情况")
        ('investment', 'project', 'project', '')
        """
        whole_, bare, parts = _forms_of(words(cell))
        found = self.roles.get(whole_) or self.roles.get(bare, "")
        return found or next((role for part in parts if (role := self.roles.get(part)) in self.anchors), "")

    @property
    def name(self) -> str:
        """The heading beneath which names stand."""
        return next(name for name, role in self.roles.items() if role == self.anchors[0])


@lru_cache(maxsize=20_000)
def _forms_of(text: str) -> tuple[str, str, tuple[str, ...]]:
    """A heading as it is compared: whole, without what stands in brackets, and the words of a divided corner."""
    line = clean(text)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", line)
    parts = [squeeze(part) for part in PARTS.split(UNIT.sub(" ", bare)) if squeeze(part)]
    short = len(parts) == 1 or (len(parts) == 2 and min(map(len, parts)) <= SHORT)
    return squeeze(text), squeeze(bare), tuple(parts) if short else ()


def layout(section: dict[str, list[str]], *anchors: str) -> Layout:
    """A layout from a section of `words.toml`; names stand beneath the first of the anchors."""
    return Layout({squeeze(name): role for role, names in section.items() for name in names}, anchors)


def words(cell: Cell) -> str:
    """The text of a cell that may be a heading: a year may be a number, or a date that shows it."""
    return "" if isinstance(cell, bool) else whole(cell)[:10] if isinstance(cell, dict) else whole(cell)
