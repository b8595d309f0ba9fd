"""Duties, and what a unit owes, in words and tables."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.about import Areas
from lib.cycle import owed
from lib.ledger.permission import led, listed
from lib.search.matching import Thing
from lib.text import filling
from lib.text import words as w
from lib.theme import SEVERAL, badge, mark

HEADINGS = {
    "thing": "编号",
    "kind": "类别",
    "area": "地域",
    "domain": "领域或行业",
    "name": "事项",
    "lead": "牵头单位",
    "shares": "分担",
    "person": "责任人",
    "support": "配合单位",
    "note": "备注",
}

NUMBER = re.compile(r"\d+(?:\.\d+)?")
ORDER = ("事项", "地域", "领域或行业", "牵头单位", "分担", "责任人", "配合单位", "备注", "类别", "编号")
"""Columns of the table to edit."""
SHEET = tuple(name for name in ORDER[:-2] if name != "分担")
"""Columns of the sheet on paper: what each has to do stands behind its name."""


def title(coverage: dict[str, tuple[int, int]]) -> str:
    """How much is assigned, in one line.

    >>> title({"clauses": (0, 172), "projects": (0, 375), "measures": (0, 500), "persons": (0, 0)})
    '责任分解0%：172项目标条款、375个项目、500项举措都还没有责任单位'
    >>> title({"clauses": (86, 172), "projects": (0, 375), "measures": (0, 453), "persons": (40, 80)})
    '责任分解8.6%：目标条款86/172项，项目0/375个，举措0/453项；其中50.0%明确到人'
    """
    (clauses, all_clauses), (projects, all_projects), (measures, all_measures), (persons, led) = (
        coverage[name] for name in ("clauses", "projects", "measures", "persons")
    )
    done, total = clauses + projects + measures, all_clauses + all_projects + all_measures
    if not done:
        return f"责任分解0%：{all_clauses}项目标条款、{all_projects}个项目、{all_measures}项举措都还没有责任单位"
    parts = f"目标条款{clauses}/{all_clauses}项，项目{projects}/{all_projects}个，举措{measures}/{all_measures}项"
    return f"责任分解{w.percent(done / total)}：{parts}；其中{w.percent(persons / led)}明确到人"


def things(rows: pd.DataFrame, lines: Mapping[str, frozenset[int]]) -> list[Thing]:
    """What duties are searched by: name, id, clauses, units and person, and the `lines` of the plan of each clause or
    project by its id."""
    cells = (rows[name] for name in ("thing", "name", "clauses", "lead", "person", "support"))
    return [
        Thing(
            (name,),
            " ".join((thing, *told)),
            frozenset().union(*(lines[key] for key in (*listed(told[0]), thing) if key in lines)),
        )
        for thing, name, *told in zip(*cells, strict=True)
    ]


def table(rows: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Duties as a table to edit; units as lists."""
    shown: dict[str, Any] = {}
    for name in ("lead", "support"):
        known = {text: listed(text) for text in rows[name].unique()}
        shown[name] = [known[text] for text in rows[name].tolist()]
    shown["shares"] = rows["shares"].str.replace(";", "、")
    return _headed(rows.assign(**shown), areas)


def sheet(rows: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Duties as a sheet to fill in elsewhere and bring back."""
    pairs = list(zip(rows["lead"].tolist(), rows["shares"].tolist(), strict=True))
    names = {pair: led({"lead": pair[0], "shares": pair[1]}, shares=True) for pair in set(pairs)}
    leads = [names[pair] for pair in pairs]
    return _headed(rows.assign(lead=leads, support=rows["support"].str.replace(";", "、")), areas).drop(columns="分担")


def _headed(rows: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    return rows.assign(area=rows["area"].map(areas.short))[list(HEADINGS)].rename(columns=HEADINGS)


def fields(edited: pd.DataFrame) -> pd.DataFrame:
    """An edited table with the names of the fields; shares as 60;40, however they were typed."""
    rows = edited.rename(columns={word: name for name, word in HEADINGS.items()})
    return rows.assign(shares=[";".join(NUMBER.findall(cell)) if cell else "" for cell in rows["shares"].tolist()])


def preview(changes: Mapping[str, dict[str, str]], rows: pd.DataFrame) -> pd.DataFrame:
    """What the changes would do: one line a field."""
    known = rows.set_index("thing")
    lines = [
        (key, known.loc[key, "name"], HEADINGS[name], _listed(known.loc[key, name]), _listed(value))
        for key, changed in changes.items()
        for name, value in changed.items()
    ]
    return pd.DataFrame(lines, columns=["编号", "事项", "改什么", "现在", "改为"])


def _listed(text: str) -> str:
    return text.replace(";", "、") or w.MISSING


def complaints(found: list[tuple[str, str]], rows: pd.DataFrame) -> pd.DataFrame:
    """Why the changes cannot be written, as a table."""
    names = rows.set_index("thing")["name"]
    return pd.DataFrame([(key, names.get(key, ""), text) for key, text in found], columns=["编号", "事项", "怎样改"])


def errors(found: pd.DataFrame) -> int:
    """How many of the findings about a sheet are errors: with any, nothing is taken."""
    return int((found["severity"] == filling.ERROR_WORD).sum())


PROBLEM = ("程度", "行", "列", "读到", "应为", "怎样改")
"""Columns of what is wrong with a sheet that say most."""


def problems(found: pd.DataFrame) -> pd.DataFrame:
    """What is wrong with a sheet of duties or was not read, place by place."""
    return pd.DataFrame(
        {
            "程度": found["severity"].map(filling.MARKS),
            "工作表": found["sheet"].replace("", None),
            "行": found["row"],
            "列": found["column"].replace("", None),
            "读到": found["found"],
            "应为": found["expected"],
            "怎样改": found["mend"],
        }
    )


def owed_title(unit: str, rows: pd.DataFrame, year: int) -> str:
    """What a unit still owes, in one line."""
    if rows.empty:
        return f"{unit}：没有分解给它的指标、项目和督办事项"
    open_ = rows[rows["open"]]["kind"].value_counts()
    parts = [f"{kind}{open_[kind]}项" for kind in owed.KINDS if kind in open_]
    return (
        f"{unit}{year}年待办：{'、'.join(parts)}"
        if parts
        else f"{unit}{year}年没有待办事项（共{len(rows)}项，都已办理）"
    )


def owed_table(rows: pd.DataFrame) -> pd.DataFrame:
    """What a unit owes as a table."""
    return pd.DataFrame(
        {
            "类别": rows["kind"],
            "待办": [
                SEVERAL.join([mark("待办" if still else "已办"), *([badge(sign)] if sign else [])])
                for still, sign in zip(rows["open"], rows["sign"], strict=True)
            ],
            "事项": rows["what"],
            "状态": rows["state"],
            "期限": rows["due"].replace("", None),
            "自何时起": rows["since"].replace("", None),
            "职责": rows["part"],
            "责任人": rows["person"].replace("", None),
            "编号": rows["id"],
        }
    )


def by_name(units: list[str]) -> pd.Series:
    """Units for a choice: their names by name."""
    return pd.Series(units, index=units, dtype=object)
