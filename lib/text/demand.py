"""What the plan demands of a target of which little or nothing is known: its path, its growth, how much it is, who would
have the figure; and what is held although it cannot be judged."""

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.effort import Effort
from lib.measure.growth import chain, compound_growth
from lib.measure.kinds import KINDS
from lib.measure.observation import Observation
from lib.measure.path import rounded
from lib.measure.period import Period
from lib.text import clauses, provenance
from lib.text import words as w

HELD = 3
"""How many figures of an indicator a reason names at most."""


def held(row: Measured, series: pd.DataFrame, scope: pd.DataFrame, period: Period) -> str:
    """The figures of the period that are held though the clause cannot be judged, its own first, then those of the
    neighbours declared in `scope`; "" where there are none, or a verdict is given."""
    if row.verdict != c.UNKNOWN:
        return ""
    near = set(scope.loc[(scope["indicator"] == row.indicator) & (scope["area"] == row.area), "other"])
    known = series[(series["area"] == row.area) & series["indicator"].isin(near | {row.indicator})]
    known = known[known["year"].between(period.first, row.evaluation_year)]
    known = known[known["measure"].isin(("level", "growth"))]
    if known.empty:
        return "；".join(others(row, series, period))
    known = known.assign(like=known["measure"].eq(row.traits.figure))
    known = known.sort_values(["like", "year", "rank"], ascending=[False, False, True])
    known = known.drop_duplicates(["indicator", "measure", "year"])
    unused = known[~known["id"].isin(row.actual_id.split(";"))]
    told = []
    for word, wanted in (("已有而未能用上的", {row.indicator}), ("口径相近的", near - {row.indicator})):
        for name, rows in unused[unused["indicator"].isin(wanted)].groupby("indicator_name", sort=False):
            told.append(f"{word}：{name}{'、'.join(map(_figure, Observation.of(rows.head(HELD))))}")
    return "；".join(told + others(row, series, period))


def _figure(one: Observation) -> str:
    """A figure by its year and value."""
    if one.measure == "growth":
        return f"{one.year}年增长{w.quantity(one.value, one.unit, None, one.operator)}"
    return f"{one.year}年{provenance.observation(one)}"


def others(row: Measured, series: pd.DataFrame, period: Period) -> list[str]:
    """What the other years of an average would have to bring, where some yearly rates are known but not their chain."""
    if not row.traits.yearly:
        return []
    rows = series[
        (series["area"] == row.area) & (series["indicator"] == row.indicator) & (series["measure"] == "growth")
    ]
    rows = rows[rows["year"].between(period.first, row.evaluation_year) & rows["price_basis"].eq(row.price_basis)]
    rows = rows.sort_values("rank").drop_duplicates("year")
    left = period.span - len(rows)
    if rows.empty or not left:
        return []
    whole, known = (1 + row.target / 100) ** period.span, 1 + chain(rows["amount"]) / 100
    needed = float(compound_growth(known, whole, left))
    return [f"其余{w.years(left)}须年均{w.number(needed, 1)}%，{w.years(period.span)}平均才到{w.number(row.target)}%"]


def by_year(row: Measured, period: Period) -> pd.DataFrame:
    """The path year by year as one row, a column a year; no row where it has none (no base, or done by its date)."""
    steps = path(row, period)
    columns = ["目标路径", *(f"{year}年" for year in period.years)]
    return pd.DataFrame([[path_name(row), *(told for _, told in steps.values())]] if steps else [], columns=columns)


def path_name(row: Measured) -> str:
    """What the values of a path are."""
    return "指数（基期=100）" if row.traits.chained else "累计应完成" if row.traits.summed else "应达到"


def path(row: Measured, period: Period) -> dict[int, tuple[float, str]]:
    """The path by year, as a number and in words; empty where it has none."""
    kind = KINDS[row.kind]
    due = [float(kind.path(row.base, row.target, period.elapsed(year), period.span)) for year in period.years]
    values = [100 * value if kind.chained else float(rounded(value, row.rounding)) for value in due]
    if any(value != value for value in values):
        return {}
    cells = [w.quantity(value, None if kind.chained else row.unit, 1 if kind.chained else None) for value in values]
    return dict(zip(period.years, zip(values, cells, strict=True), strict=True))


def lines(
    row: Measured, effort: list[Effort], total: list[str], lead: str, holder: str | None, about: About
) -> list[str]:
    """What is demanded in words (Markdown): `effort` of its indicator (none or one), the `total` that a ratio means, who
    answers for it (`lead`), who usually has such figures (`holder`)."""
    kind, found = row.traits, []
    each = row.target / about.period.span
    if kind.summed and not (clauses.countable(row) and each % 1):
        found.append(f"每年平均{w.quantity(round(each, 2), row.unit)}")
    for one in effort:
        required, trend = (w.rate(value, one.path, row.indicator_unit) for value in (one.required, one.trend))
        if w.MISSING not in (required, trend):
            found.append(f"要求{required}，“{about.name.before}”实际{trend}")
    if kind.valued and row.base != row.base:
        found.append(f"没有{about.period.base}年的值，路径不能画，只知道期末要达到{clauses.condition(row)}")
    found += total
    named = [f"责任单位{w.literal(lead)}"] if lead else []
    named += [f"按职能通常由{holder}掌握"] if holder else []
    return found + (["数据：" + "，".join(named) + "；取得后在“填报”页报送"] if named else [])


def total(row: Measured, denominators: pd.DataFrame, series: pd.DataFrame, period: Period) -> list[str]:
    """How much a ratio means in all, by the latest figure of its denominator; nothing where none is known."""
    found = []
    for one in denominators[denominators["indicator"] == row.indicator].itertuples():
        rows = series[
            (series["area"] == row.area) & (series["indicator"] == one.other) & (series["measure"] == "level")
        ]
        rows = rows[rows["year"] >= period.base].sort_values(["year", "rank"], ascending=[False, True])
        for base in Observation.of(rows.head(1)):
            amount = row.target * base.amount * one.factor
            people = w.quantity(base.value, base.unit, None, base.operator)
            each = w.number(w.whole(amount / period.span))
            found.append(
                f"按{base.year}年{one.other_name}{people}计，相当于约{w.number(w.whole(amount))}{one.unit}"
                f"（{one.note}）；已有多少没有公布，若从零算起，每年约{each}{one.unit}"
            )
    return found


def other_bases(row: Measured, series: pd.DataFrame, scope: pd.DataFrame, period: Period) -> list[str]:
    """The growth required from a base of another term, in words that name the term; nothing where the plan gives none.

    Only neighbours that `scope` declares as the plan's only base, in the same unit, and not another quantity.
    """
    if not row.traits.valued or row.base == row.base:
        return []
    near = scope[
        (scope["indicator"] == row.indicator)
        & (scope["area"] == row.area)
        & (scope["base"] == "yes")
        & (scope["differs"] != "quantity")
        & (scope["other"] != row.indicator)
    ]
    found = []
    for other in near["other"]:
        rows = series[(series["area"] == row.area) & (series["indicator"] == other) & (series["year"] == period.base)]
        rows = rows[(rows["measure"] == "level") & rows["indicator_unit"].eq(row.indicator_unit)].sort_values("rank")
        for base in Observation.of(rows.head(1)):
            needed = float(row.traits.required_growth(base.amount * row.scale, row.target, period.span))
            value = w.quantity(base.value, base.unit, None, base.operator)
            found.append(
                f"参考：以{base.indicator_name}（{period.base}年{value}）为基期，所需{w.growth(row.kind, needed, row.unit)}；"
                f"它与目标的“{row.indicator_name}”口径不同"
            )
    return found
