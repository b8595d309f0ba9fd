"""The annual plan in words and tables: the path beside what was set, the year's own figure and whether it was met."""

import pandas as pd

from lib.about import About
from lib.cycle.annual_plan import MET, MISSED, Planned
from lib.cycle.issuing import FOLLOWS
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge, coloured, mark

VALUE, REASON, LACKING = "年度计划值", "调整理由", "缺数据"


def planned(row: Planned) -> str:
    """The condition of the year as it was set; a dash where nothing was."""
    if w.missing(row.planned):
        return w.MISSING
    return w.condition(row.operator, row.planned, row.unit) if row.traits.numeric else "应完成"


def own(row: Planned) -> str:
    """The year's own figure with its unit."""
    if not row.traits.numeric:
        return w.MISSING if w.missing(row.own) else "已完成" if row.own == 1 else "未完成"
    return w.quantity(row.own, row.unit)


def outcome(row: Planned) -> str:
    """What stands beside the five-year verdict: the issued value and whether it was met; "" while nothing is issued."""
    if not row.issued or w.missing(row.planned):
        return ""
    return f"{planned(row)} {mark(row.met or LACKING)}"


def sentence(row: Planned) -> str:
    """The year's plan of one clause, the figure and the outcome; "" where nothing is issued."""
    if not outcome(row):
        return ""
    reason = f"，{row.reason}" if row.reason != FOLLOWS else ""
    return f"{row.evaluation_year}年度计划：{planned(row)}（{row.issue}{reason}）；当年{own(row)}，{mark(row.met or LACKING)}"


def beside_target(row: Planned) -> list[str]:
    """What stands beside the five-year target of a clause: how it was adjusted, and the year's own plan (Markdown)."""
    return [
        coloured(w.literal(text)) for text in (clauses.adjustment(row, row.original_verdict), sentence(row)) if text
    ]


def title(rows: pd.DataFrame, area: str, year: int, about: About) -> str:
    """How the annual plan of an area stands, in one line."""
    head = f"{about.areas.short(area)}{year}年度计划"
    if not len(rows):
        return f"{head}：没有目标条款"
    if not rows["issued"].iloc[0]:
        known = int(rows["proposal"].notna().sum())
        return f"{head}尚未下达：{len(rows)}项条款中{known}项可由五年路径得出当年目标"
    count = int(rows["planned"].notna().sum())
    met, missed = (int((rows["met"] == word).sum()) for word in (MET, MISSED))
    return f"{head}已下达{count}项：{met}项达到，{missed}项未达到，{count - met - missed}项缺数据"


def by_domain(rows: pd.DataFrame) -> pd.DataFrame:
    """The clauses of an annual plan in the order of the domains: `domain` and `state`, which is whether the year was
    met, or before the plan is issued whether the path gives its value."""
    needed = ["domain_position", "domain_name", "issued", "planned", "met", "proposal"]
    rows = rows[needed].sort_values("domain_position", kind="stable")
    if rows["issued"].any():
        rows = rows[rows["planned"].notna()]
        state = rows["met"].replace("", LACKING)
    else:
        state = rows["proposal"].notna().map({True: "可由路径得出", False: "须另行填写"})
    return pd.DataFrame({"domain": rows["domain_name"], "state": state})


def editor(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of an area's draft, one a clause, for a table in which the value and the reason are typed."""
    items = Planned.of(rows)
    return pd.DataFrame(
        {
            "条款": [r.id for r in items],
            "目标": [r.name for r in items],
            "五年目标": [clauses.condition(r) for r in items],
            "最近": [clauses.actual_text(r) for r in items],
            "路径值": [r.proposal for r in items],
            VALUE: [r.proposal if w.missing(r.planned) and not r.cleared else r.planned for r in items],
            "单位": [r.unit if r.traits.numeric else "1为应完成" for r in items],
            REASON: [r.reason if r.reason != FOLLOWS else "" for r in items],
        }
    )


WIDTHS = {"年度结论": 110, "目标": 340, "年度计划": 180, "当年实际": 180, "五年结论": 110, "调整理由": 320}
"""The columns of an issued plan that say most, with their widths in pixels."""


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """An issued annual plan: the year's target beside the path, the figure, whether it was met, and the five-year
    verdict."""
    rows = rows.assign(order=rows["met"].map({MISSED: 0, MET: 1, "": 2})).sort_values(["order", "line", "id"])
    items = [r for r in Planned.of(rows) if not w.missing(r.planned)]
    return pd.DataFrame(
        {
            "条款": [r.id for r in items],
            "目标": [r.name for r in items],
            "年度计划": [planned(r) for r in items],
            "路径值": [w.quantity(r.proposal, r.unit) if r.traits.numeric else w.MISSING for r in items],
            "当年实际": [own(r) for r in items],
            "年度结论": [mark(r.met or LACKING) for r in items],
            "五年结论": [badge(r.verdict) for r in items],
            "调整理由": [r.reason if r.reason != FOLLOWS else "" for r in items],
            "核定人": [r.set_by for r in items],
        }
    )


def areas(rows: pd.DataFrame, chosen: str, about: About) -> pd.Series:
    """The areas for which an annual plan is issued, the chosen one first: the names shown."""
    found = sorted(rows["area"].unique(), key=lambda area: (area != chosen, area))
    return pd.Series(
        [about.areas.short(area) + ("的条款" if area == about.areas.shared else "") for area in found],
        index=found,
        dtype=object,
    )


def typed(edited: pd.DataFrame) -> pd.DataFrame:
    """What was typed in `editor`, by clause in its order: `value, reason`."""
    return edited[[VALUE, REASON]].set_axis(["value", "reason"], axis=1)
