"""Many clauses: the table of all, of those cancelled, and how one is found among them."""

import pandas as pd

from lib.about import About
from lib.ledger.changes import CANCELLED, CHANGES
from lib.measure.clause import Clause, Measured
from lib.measure.constants import VERDICTS
from lib.measure.verdict import of_the_year
from lib.text import choices
from lib.text import words as w
from lib.text.clauses import ORDER, actual_text, base_text, condition, reason
from lib.theme import badge, shape

NOT_YET = "–"
"""The mark of a year in which there was no such target."""
LEGEND = "每年一个标记：" + "　".join(map(badge, VERDICTS)) + f"　{NOT_YET} 当时没有这项目标"
"""What the marks of the years mean."""


def table(
    assessed: pd.DataFrame, history: dict[int, pd.DataFrame], series: pd.DataFrame, annual: list[str], about: About
) -> pd.DataFrame:
    """All clauses for the indicators page, what is late first.

    `history` holds the assessment of each year, `series` the observations, `annual` the outcome of the year's plan, row
    by row.
    """
    assessed = assessed.assign(annual=annual)
    assessed = assessed.assign(order=assessed["verdict"].astype(str).map(ORDER)).sort_values(["order", "line", "id"])
    levels = (
        series[series["measure"] == "level"]
        .sort_values(["year", "rank"])
        .drop_duplicates(["area", "indicator", "year"])
    )
    trend = levels.groupby(["area", "indicator"])["amount"].agg(list)
    trend = trend[trend.map(len) > 1]
    years = [frame.set_index("id")["verdict"].map(shape) for frame in history.values()]
    strips = {key: "".join(year.get(key, NOT_YET) for year in years) for key in assessed["id"]}
    rows = Measured.of(assessed)
    return pd.DataFrame(
        {
            "条款": assessed["id"],
            "结论": [badge(v) for v in assessed["verdict"]],
            "历年": assessed["id"].map(strips),
            "目标": assessed["name"],
            "地域": assessed["area"].map(about.areas.short),
            "条件": [condition(r) for r in rows],
            "年度计划": assessed["annual"],
            f"{about.period.base}年": [base_text(r) for r in rows],
            "最近": [actual_text(r) for r in rows],
            "走势": [trend.get(key) for key in zip(assessed["area"], assessed["indicator"], strict=True)],
            "完成程度": of_the_year(assessed) * 100,
            "序时进度比": assessed["pace"],
            "领域": assessed["domain_name"],
            "类型": [w.word("kind", k) for k in assessed["kind"]],
            "理由": [reason(r, about.period) for r in rows],
            "规划行号": ["、".join(map(str, r.lines)) for r in rows],
        }
    )


def cancelled_table(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """The clauses that were cancelled: the original target and the basis."""
    return pd.DataFrame(
        {
            "条款": rows["id"],
            "目标": rows["name"],
            "地域": rows["area"].map(about.areas.short),
            "原目标": [w.condition(r.original_operator, r.original_target, r.unit) for r in Clause.of(rows)],
            "变动": CHANGES[CANCELLED].stands,
            "依据": rows["change_note"],
            "规划行号": rows["line"],
        }
    )


def names(assessed: pd.DataFrame, cancelled: pd.DataFrame, first: pd.Series, about: About) -> pd.Series:
    """The name of every clause by id, for choosing one: the ids of `first` at the head; those that were cancelled come
    last and say so."""
    ids = list(dict.fromkeys([*first, *assessed["id"]]))
    return pd.concat([choices.clauses(assessed, about).loc[ids], choices.clauses(cancelled, about) + "·已取消"])


def same_indicator(assessed: pd.DataFrame, clause: Clause) -> pd.DataFrame:
    """All clauses of the area and indicator of `clause`, itself included."""
    return assessed[(assessed["area"] == clause.area) & (assessed["indicator"] == clause.indicator)]
