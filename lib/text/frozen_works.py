"""What a frozen evaluation holds of projects and tasks, and what turned in them, in words and tables."""

from collections import Counter

import pandas as pd

from lib.cycle import dispatch as d
from lib.cycle import freezing
from lib.cycle import tasks as t
from lib.cycle import works_compared as c
from lib.ledger.frozen import Evaluation
from lib.ledger.permission import each
from lib.text import dispatch, tasks
from lib.text import words as w
from lib.theme import mark

PROJECT_FIRST = ("项目", "阶段", "进度", "完成率", "开工", "竣工")
TASK_FIRST = ("进展", "事项", "领域", "责任单位", "报告日期")
"""Columns that say most."""
LATER = ["下一节点", "支持单位"]
"""Columns of the list that no evaluation keeps."""


def kinds(one: Evaluation) -> pd.Series:
    """The parts, each with a picture and a table, by name: with how many things each has. Empty where nothing was kept."""
    listed, assigned = freezing.listed(one), freezing.tasks(one)
    if listed is None or assigned is None:
        return pd.Series(dtype=object)
    counts = {c.PROJECT: len(listed)} | {kind: int((assigned["kind"] == kind).sum()) for kind in t.KINDS}
    return pd.Series({kind: f"{kind}（{count}）" for kind, count in counts.items()})


def projects_title(rows: pd.DataFrame, year: int) -> str:
    """What the list of the year (Dispatched) came to, in one line."""
    return dispatch.title(rows, d.summed(rows, "", year), year)


def opened(rows: pd.DataFrame, year: int) -> str:
    """What was to begin and what did, in one line (Markdown)."""
    return dispatch.opened(d.summed(rows, "", year))


def by_stage(rows: pd.DataFrame) -> pd.DataFrame:
    """The projects by sector: `sector, stage`, most projects first."""
    shown = rows.assign(stage=rows["stage"].astype(object).where(rows["stage"].notna(), t.SILENT))
    return _most_first(shown, "sector")


def by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """The tasks by unit, what several lead for each of them: `lead, standing`, most tasks first."""
    return _most_first(rows.assign(lead=rows["lead"].map(each)).explode("lead", ignore_index=True), "lead")


def _most_first(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    counts = rows[by].value_counts()
    return rows.assign(many=rows[by].map(counts)).sort_values(["many", by], ascending=[False, True], kind="stable")


def projects(rows: pd.DataFrame) -> pd.DataFrame:
    """The list of the year as a table, what has problems or is farthest behind first."""
    rows = dispatch.ordered(rows)
    made = dispatch.table(rows).drop(columns=LATER)
    made.insert(2, "阶段", rows["stage"].astype(object).where(rows["stage"].notna(), None).tolist())
    return made


def assigned(rows: pd.DataFrame) -> pd.DataFrame:
    """The tasks as a table."""
    return tasks.table(rows).drop(columns="说明")


def compared_title(found: c.Compared, what: str) -> str:
    """How many turned in each direction, in one line.

    >>> compared_title(c.Compared([c.Turn("举措", "M1", "甲", "乙", "改善", "推进", "完成")], 8, 0, 2), "任务")
    '两次都有的任务8项：1项改善；后一次另有2项'
    >>> compared_title(c.Compared([], 8, 1, 0), "任务")
    '两次都有的任务8项：没有一项变动；只在前一次的1项'
    """
    counts = Counter(one.direction for one in found.turns)
    told = "，".join(f"{counts[turn]}项{turn}" for turn in c.TURNS if counts[turn]) or "没有一项变动"
    other = f"；只在前一次的{found.gone}项" if found.gone else ""
    return f"两次都有的{what}{found.both}项：{told}{other}" + (f"；后一次另有{found.come}项" if found.come else "")


def turns(found: list[c.Turn]) -> pd.DataFrame:
    """What turned; 编号 is the id."""
    return pd.DataFrame(
        {
            "方向": [mark(one.direction) for one in found],
            "事项": [one.name for one in found],
            "类别": [one.kind for one in found],
            "前": [one.before or None for one in found],
            "后": [one.after or None for one in found],
            "责任单位": [one.lead for one in found],
            "编号": [one.id for one in found],
        }
    )


def sums(before: Evaluation, after: Evaluation) -> pd.DataFrame:
    """The numbers of two evaluations that both kept them, side by side: a row a number."""
    sides = {one["name"]: _sums(one) for one in (before, after)}
    return pd.DataFrame(
        {"": list(next(iter(sides.values()))), **{name: list(own.values()) for name, own in sides.items()}}
    )


def _sums(one: Evaluation) -> dict[str, str]:
    listed, assigned = freezing.listed(one), freezing.tasks(one)
    if listed is None or assigned is None:
        return {}
    every = d.summed(listed, "", one["year"])
    told = {
        "重点项目": f"{every.projects}个",
        "年度计划投资": dispatch.money(every.planned),
        "本年完成投资": dispatch.money(every.done),
        "投资完成率": w.percent(every.rate),
        "当年实际开工": f"{every.opened}个",
        "未按计划开工": f"{every.missed}个",
        "竣工": f"{every.ended}个",
        "慢于序时": f"{every.slow}个",
    }
    for kind in t.KINDS:
        counts = t.tally(assigned[assigned["kind"] == kind])
        told |= {f"{kind}：{standing}": f"{count}项" for standing, count in counts.items()}
    return told
