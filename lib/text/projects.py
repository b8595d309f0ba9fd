"""The register in words and tables: the title, the table, the board, the heat of sector × park, one project in
full."""

import numpy as np
import pandas as pd

from lib.about import About
from lib.ledger.clock import moment
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.period import Period
from lib.projects import register as r
from lib.projects.project import Project, Registered
from lib.text import words as w
from lib.text.clauses import condition
from lib.theme import badge, in_colour

FACETS = {
    "park": "park",
    "sector": "sector",
    "category": "category",
    "stage": "stage",
    "within": "chapters",
    "deadline": "deadline",
    "where": "where",
    "owner": "area",
    "units": "units",
}
"""What the register is filtered by (key in the address → column of the register, or `units`: the spatial units in which
a project lies)."""
LABELS = {
    "park": "园区",
    "sector": "行业",
    "category": "类别",
    "stage": "阶段",
    "within": "章",
    "deadline": "时限",
    "where": "落点",
    "owner": "项目所属",
    "units": "单元",
}
INFERRED_HELP = "规划写明的落点之外，还按所属单元、图上位置、事项性质推断落点；关掉只看规划写明的"
EVERYTHING = "全部项目"
VIEWS = ("表", "看板", "时间", "热力", "地图")
CARDS = 8
"""Cards shown of each stage while several stages stand side by side."""
PAGE = 48
"""Cards on a page of one stage."""


def lists(about: About) -> dict[str, str | None]:
    """Lists within the register by the mark that makes them."""
    return {EVERYTHING: None, "重点民生实事": "livelihood", about.flagship.name: "flagship"}


def option(facet: str, value: str | int, about: About) -> str:
    """A facet's value as it reads on the page.

    >>> [option(facet, value, None) for facet, value in (("within", 8), ("within", 0), ("park", "未载明"))]
    ['第八章', '篇首', '未载明']
    """
    if facet == "within":
        return w.chapter_name(int(value)) if value else "篇首"
    if facet == "where":
        return w.word("location", str(value))
    return about.areas.short(str(value)) if facet == "owner" else str(value)


def order(facet: str, value: str | int) -> tuple[bool, float, str | int]:
    """Where a value stands in its facet: stages in their course, what is not stated last."""
    places = tuple(w.WORDS["location"])
    rank = r.order(str(value)) if facet == "stage" else places.index(str(value)) if facet == "where" else 0
    return (value == r.UNSTATED, rank, value)


def apart(rows: pd.DataFrame) -> dict[str, tuple[str, np.ndarray]]:
    """What is counted apart in some facets: the word for it and its rows."""
    inferred = "推断", rows["inferred"].to_numpy(bool)
    return {"park": inferred, "where": inferred}


def of_list(rows: pd.DataFrame, name: str, about: About) -> pd.Series:
    """Whether each project is on a list of LISTS."""
    mark = lists(about)[name]
    return rows[mark].eq("yes") if mark else pd.Series(True, index=rows.index)


def title(rows: pd.DataFrame, name: str, year: int) -> str:
    """What the selection holds, in one line for the title."""
    if rows.empty:
        return f"{name}：没有符合条件的项目"
    stages = rows["stage"].value_counts()
    parts = "、".join(f"{stage}{stages[stage]}项" for stage in sorted(stages.index, key=r.order))
    late, recorded = int(rows["behind"].sum()), int((rows["events"] > 0).sum())
    if not recorded:
        return f"{name}{len(rows)}项：{parts}；都还没有进展记录"
    return f"{name}{len(rows)}项：{parts}；{year}年末{recorded}项有进展记录，其中{late}项滞后"


def reason(row: Registered, period: Period) -> str:
    """Why a project has its verdict, or why it has none."""
    if row.gap:
        return w.gap(row.gap, period)
    if row.verdict == c.DONE:
        return f"{row.stage}（{since(row)}）"
    parts = [
        f"完成{w.number(row.share, 1)}%" if pd.notna(row.share) else "没有完成比例",
        f"时间已过{w.percent(row.elapsed, 0)}",
    ]
    return "，".join(parts + ([f"时限{row.due}年"] if row.due is not None else ["时限未载明，按期末"]))


def since(row: Registered) -> str:
    """Since when a project is in its stage: the day of the record, or the plan's words and line."""
    if row.since is not None:
        return f"{row.since:%Y-%m-%d}起"
    return f"规划通过时，“{row.stage_words}”，第{row.stage_line}行" if row.stage_words else "规划通过时"


def table(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """The selection as a table; `编号` is the project's id."""
    return pd.DataFrame(
        {
            "编号": rows["id"],
            "项目": rows["name"],
            "阶段": rows["stage"],
            "进度": rows["verdict"].map({verdict: badge(verdict) for verdict in rows["verdict"].unique()}),
            "完成比例": rows["share"],
            "时限": rows["deadline"],
            "落点": [located(r.located_in, r.inferred) for r in Registered.of(rows)],
            "行业": rows["sector"],
            "类别": rows["category"],
            "项目所属": rows["area"].map(about.areas.short),
            "数量": [
                w.quantity(r.quantity, r.unit, None, r.bound) if pd.notna(r.quantity) else None
                for r in Registered.of(rows)
            ],
            "位置": rows["placed"],
            "规划行号": rows["lines"].str.replace(";", "、"),
        }
    )


def located(where: str, inferred: bool) -> str:
    """Where a project lies, marked where the plan does not say it.

    >>> located("栗雨科技工业园", True), located("全域", False)
    ('栗雨科技工业园（推断）', '全域')
    """
    return f"{where}（推断）" if inferred else where


def basis(row: Registered) -> str:
    """Why a project is put down to where it is: the line or the unit."""
    if row.located_in == r.UNSTATED:
        return ""
    on = f"第{row.located_line}行" if row.located_line else ""
    return w.word("located_by", row.located_by) + (f"，{on}" if on else "")


def located_caption(rows: pd.DataFrame) -> str:
    """How many locations the plan states, how many are inferred, how many are neither.

    >>> located_caption(pd.DataFrame({"located_in": ["甲园", "全域", "未载明"], "inferred": [True, False, False]}))
    '落点：原文写明1项，推断1项，未载明1项。'
    """
    unsaid, inferred = int(rows["located_in"].eq(r.UNSTATED).sum()), int(rows["inferred"].sum())
    return f"落点：原文写明{len(rows) - unsaid - inferred}项，推断{inferred}项，未载明{unsaid}项。"


def export(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """The selection with everything known of it, for a file."""
    return table(rows, about).assign(
        **{
            "其他说法": rows["other_names"].str.replace(";", "；"),
            "规划原话": rows["stage_words"],
            "原话行号": rows["stage_line"],
            "落点依据": [basis(row) for row in Registered.of(rows)],
            "章": ["、".join(option("within", chapter, about) for chapter in cell) for cell in rows["chapters"]],
            "进度理由": [reason(row, about.period) for row in Registered.of(rows)],
            "完成投资（亿元）": rows["investment"],
            "重点民生实事": rows["livelihood"].map({"yes": "是", "no": "否"}),
            about.flagship.name: rows["flagship"].map({"yes": "是", "no": "否"}),
            "说明": rows["note"],
        }
    )


def board(rows: pd.DataFrame) -> dict[str, pd.Index]:
    """The stages that occur, in their course, each with the labels of its projects: what is behind or dated first."""
    known = pd.DataFrame({"stage": rows["stage"], "late": rows["behind"].fillna(False), "due": rows["due"]})
    ranked = known.sort_values(["late", "due"], ascending=[False, True], na_position="last", kind="stable")["stage"]
    found = ranked.index.groupby(ranked)
    return {stage: found[stage] for stage in sorted(found, key=r.order)}


def card(row: Registered) -> str:
    """A project on the board (Markdown): its name, and beneath it its verdict where there is one to tell, the share done
    and its date."""
    told = [in_colour(badge(row.verdict))] if row.verdict in (*r.BEHIND, c.ON_PACE) else []
    told += [f"完成{w.number(row.share, 0)}%"] if pd.notna(row.share) else []
    told += [row.deadline] if row.deadline != r.UNSTATED else []
    return "  \n".join(filter(None, [w.literal(row.name), " · ".join(told)]))


def card_details(row: Registered, period: Period) -> str:
    """What a card says when one points at it."""
    known = [value for value in (row.park, row.sector, row.category) if value != r.UNSTATED]
    return f"{row.name}：{' · '.join(known)}；{reason(row, period)}"


def facts(row: Registered, places: pd.DataFrame, about: About) -> list[tuple[str, str]]:
    """What is known of a project, as (label, text); `places` are those it is linked to."""
    marks = {"livelihood": row.livelihood, "flagship": row.flagship}
    found = [
        ("其他说法", (row.other_names or "").replace(";", "、")),
        ("是什么", " · ".join([row.category, *([row.sector] if row.sector != r.UNSTATED else [])])),
        ("数量", w.quantity(row.quantity, row.unit, None, row.bound) if pd.notna(row.quantity) else ""),
        ("落点", f"{row.located_in}（{basis(row)}）" if basis(row) else row.located_in),
        ("在哪里", "；".join(part for part in (about.areas.short(row.area), "、".join(places["name"])) if part)),
        ("阶段", f"{row.stage}（{since(row)}）"),
        ("时限", row.deadline if row.deadline != r.UNSTATED else "规划未写时限，评估时按期末"),
        ("投资", f"完成{w.number(row.investment)}亿元" if pd.notna(row.investment) else ""),
        ("列入", "、".join(name for name, mark in lists(about).items() if mark and marks[mark] == "yes")),
        ("说明", row.note or ""),
    ]
    return [(label, text) for label, text in found if text]


def history(events: pd.DataFrame) -> pd.DataFrame:
    """The progress records of one project, newest first."""
    rows = events.iloc[::-1]
    return pd.DataFrame(
        {
            "日期": rows["date"],
            "阶段": rows["stage"],
            "完成比例": rows["share"],
            "完成投资（亿元）": rows["investment"],
            "进展说明": rows["note"],
            "来源": rows["source"],
            "录入": rows["who"],
            "录入时间": rows["at"].map(moment),
        }
    )


def clauses_of(project: Project, assessed: pd.DataFrame) -> list[tuple[str, str]]:
    """The target clauses that measure a project, as (id, name with verdict)."""
    rows = assessed[assessed["indicator"] == project.indicator] if project.indicator else assessed.head(0)
    return [(row.id, f"{badge(row.verdict)}　{row.name}（{condition(row)}，{row.due}年）") for row in Measured.of(rows)]


def time_caption(rows: pd.DataFrame, marks: pd.DataFrame, most: int) -> str:
    """How much of the selection the time line can show."""
    more = f"，只画前{most}项" if len(marks) > most else ""
    return f"{len(rows)}项中{len(marks)}项有时限或记录{more}。◆ 规划写明的时限，○ 进展记录。其余项目规划没有写时限。"


def time_marks(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The projects with a date of any kind, earliest first: `name, start, due` (days or NaT) and `days` (of their
    records)."""
    days = {project: own["date"].tolist() for project, own in events.groupby("project")}
    dated = rows[rows["due"].notna() | rows["start"].notna() | rows["id"].isin(days)]
    marks = pd.DataFrame(
        {
            "id": dated["id"],
            "name": dated["name"],
            "verdict": dated["verdict"],
            "start": pd.to_datetime(
                dated["start"].astype(object).map(lambda year: f"{year}-01-01" if pd.notna(year) else None)
            ),
            "due": pd.to_datetime(
                dated["due"].astype(object).map(lambda year: f"{year}-12-31" if pd.notna(year) else None)
            ),
            "days": [days.get(key, []) for key in dated["id"]],
        }
    )
    return marks.sort_values(["due", "name"], na_position="last", kind="stable")
