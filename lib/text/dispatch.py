"""调度 in words and tables: key projects, their steps and problems, and their sums."""

from collections import Counter
from collections.abc import Iterable

from lib.ledger.kinds import KINDS


def recorded(kinds: Iterable[str]) -> str:
    """What was written, by the kinds of its records.

    >>> recorded(["project_event", "project_listed", "project_event"]), recorded([])
    ('已记录2条项目进展、1条年度重点项目。', '台账里都已有，没有新的内容要记录。')
    """
    counts = Counter(KINDS[kind].noun for kind in kinds)
    told = "、".join(f"{n}条{noun}" for noun, n in counts.items())
    return f"已记录{told}。" if told else "台账里都已有，没有新的内容要记录。"
