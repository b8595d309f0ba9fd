"""How much of what the targets need is known: by domain and year."""

from collections.abc import Iterable

import pandas as pd

from lib.measure.clause import Target

COLUMNS = ("domain", "year", "known", "needed")


def completeness(clauses: pd.DataFrame, series: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """COLUMNS, a row for each domain (in their order) and year: of the areas' indicators that have a target in figures,
    how many have a figure of that year. Milestones are no figures: they lack none.

    >>> rows = Target.frame([Target(area="甲", indicator=key, domain_name="经济") for key in ("gdp", "retail")])
    >>> seen = pd.DataFrame({"area": ["甲", "乙"], "indicator": ["gdp", "retail"], "year": [2016, 2016]})
    >>> list(completeness(rows, seen, [2016, 2017]).itertuples(index=False, name=None))
    [('经济', 2016, 1, 2), ('经济', 2017, 0, 2)]
    """
    seen = set(zip(series["area"], series["indicator"], series["year"], strict=True))
    asked: dict[str, set[tuple[str, str]]] = {}
    for row in Target.of(clauses.sort_values("domain_position", kind="stable")):
        if row.traits.numeric:
            asked.setdefault(row.domain_name, set()).add((row.area, row.indicator))
    rows = [
        (domain, year, sum((*pair, year) in seen for pair in pairs), len(pairs))
        for domain, pairs in asked.items()
        for year in years
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
