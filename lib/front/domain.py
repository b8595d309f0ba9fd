"""The state of each domain in one bar: how many of its clauses are in which group of verdicts."""

from typing import NamedTuple

import pandas as pd

from lib.theme import GROUPS, group


class Part(NamedTuple):
    """The clauses of one group: how many, and how they are drawn."""

    group: str
    shape: str
    tone: str
    verdicts: tuple[str, ...]
    clauses: int


class Domain(NamedTuple):
    """One domain; `parts` in the order of the groups, those without a clause left out."""

    name: str
    total: int
    parts: tuple[Part, ...]


def domains(assessed: pd.DataFrame) -> list[Domain]:
    """The domains in the order of the plan. `assessed` needs `domain_name, domain_position, verdict`.

    >>> rows = pd.DataFrame({"domain_name": ["甲", "甲"], "domain_position": 1, "verdict": ["滞后", "背离"]})
    >>> [(one.name, one.total, [(part.group, part.clauses) for part in one.parts]) for one in domains(rows)]
    [('甲', 2, [('滞后', 2)])]
    """
    names = assessed.sort_values("domain_position")["domain_name"].unique()
    groups = assessed["verdict"].astype(str).map(lambda verdict: group(verdict).name)
    counts = pd.crosstab(assessed["domain_name"], groups)
    return [
        Domain(
            str(name),
            int(counts.loc[name].sum()),
            tuple(
                Part(one.name, one.shape, one.tone, one.verdicts, int(counts.at[name, one.name]))
                for one in GROUPS
                if one.name in counts and counts.at[name, one.name]
            ),
        )
        for name in names
    ]
