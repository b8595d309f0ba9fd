"""What changed between two days, in words and tables."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pandas as pd

from lib.about import Areas
from lib.cycle.changed import SORTS, Moved, Turned
from lib.cycle.evaluation import MOVES
from lib.measure.clause import Clause
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge, group, mark

BEFORE, AFTER = "先前", "后来"
NONE = "没有报告"
"""The stage of a project before it was first reported on."""


def title(since: date, until: date, turned: list[Turned], figures: pd.DataFrame, moved: int, adjusted: int) -> str:
    """All of it in one line.

    >>> title(date(2018, 1, 1), date(2018, 6, 30), [], pd.DataFrame({"sort": ["更正", "新报"]}), 0, 1)
    '2018-01-01至2018-06-30：更正1个数，新报1个数，调整1次目标'
    >>> title(date(2018, 1, 1), date(2018, 6, 30), [], pd.DataFrame({"sort": []}), 0, 0)
    '2018-01-01至2018-06-30：没有变化'
    """
    ways = Counter(one.direction for one in turned)
    parts = [f"{ways[name]}项结论{name}" for name in MOVES if ways[name]]
    parts += [f"{name}{n}个数" for name in SORTS if (n := int((figures["sort"] == name).sum()))]
    parts += [f"{moved}个项目有进展"] if moved else []
    parts += [f"调整{adjusted}次目标"] if adjusted else []
    return f"{since}至{until}：{'，'.join(parts) or '没有变化'}"


def verdicts(turned: list[Turned], areas: Areas) -> pd.DataFrame:
    """The verdicts that turned; the clause's id is kept as 条款."""
    return pd.DataFrame(
        {
            "方向": [mark(one.direction) for one in turned],
            "目标": [one.name for one in turned],
            "地域": [areas.short(one.area) for one in turned],
            "先前": [badge(one.before) if one.before else None for one in turned],
            "后来": [badge(one.after) if one.after else None for one in turned],
            "条款": [one.clause for one in turned],
        }
    )


def both_days(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The clauses of two assessments (`verdict`) one after the other: `day` and `group` of the verdict.

    >>> both_days(pd.DataFrame({"verdict": ["背离"]}), pd.DataFrame({"verdict": ["完成"]})).values.tolist()
    [['先前', '滞后'], ['后来', '达到']]
    """
    sides = [(BEFORE, before["verdict"]), (AFTER, after["verdict"])]
    return pd.DataFrame(
        [(day, group(str(verdict)).name) for day, found in sides for verdict in found], columns=["day", "group"]
    )


def stages(moved: list[Moved]) -> pd.DataFrame:
    """The projects that were reported on, by their stage then and now: `day` and `stage`."""
    sides = [(BEFORE, [one.before or NONE for one in moved]), (AFTER, [one.after for one in moved])]
    return pd.DataFrame([(day, stage) for day, found in sides for stage in found], columns=["day", "stage"])


def figures(rows: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """The figures that differ, with what they were and are."""

    def told(side: str) -> list[str | None]:
        cells = zip(rows[f"value_{side}"], rows[f"unit_{side}"], rows[f"operator_{side}"], strict=True)
        return [None if pd.isna(value) else w.quantity(value, unit, None, operator) for value, unit, operator in cells]

    return pd.DataFrame(
        {
            "变化": rows["sort"].tolist(),
            "指标": rows["indicator_name"].tolist(),
            "地域": rows["area"].map(areas.short).tolist(),
            "年份": rows["year"].tolist(),
            "先前": told("was"),
            "后来": told("now"),
            "计量方式": [w.word("measure", measure) for measure in rows["measure"]],
        }
    )


def projects(moved: list[Moved], names: Mapping[str, str]) -> pd.DataFrame:
    """The projects that were reported on; the project's id is kept as 编号."""
    return pd.DataFrame(
        {
            "项目": [names.get(one.project, one.project) for one in moved],
            "先前": [one.before or None for one in moved],
            "后来": [one.after for one in moved],
            "完成": [None if one.share is None else f"{one.share:g}%" for one in moved],
            "期间完成投资": [f"{one.investment:.2f}亿元" if one.investment else None for one in moved],
            "最近一次": [one.day for one in moved],
            "编号": [one.project for one in moved],
        }
    )


def targets(adjusted: list[dict[str, object]], everything: pd.DataFrame) -> pd.DataFrame:
    """The adjustments; `everything` are all clauses as they stand after them."""
    known = Clause.by(everything)
    return pd.DataFrame(
        {
            "类别": [row["change"] for row in adjusted],
            "目标": [known[str(row["clause"])].name for row in adjusted],
            "现行条件（原条件）": [clauses.condition(known[str(row["clause"])]) for row in adjusted],
            "文号": [row["number"] for row in adjusted],
            "日期": [row["date"] for row in adjusted],
            "理由": [row["why"] for row in adjusted],
            "条款": [row["clause"] for row in adjusted],
        }
    )
