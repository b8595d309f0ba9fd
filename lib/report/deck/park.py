"""A park: what the plan says of it, and its projects."""

from typing import Any

import pandas as pd

from lib.projects.project import Project
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.projects import TOLD, plan_lines
from lib.report.deck.slide import Figure, Figures, Slide, Table, Text
from lib.report.deck.typeset import grid, pages
from lib.text import words as w

LISTED = 21
"""Projects that the slides of a park list at most; the notes name the rest."""


def park(m: Material) -> list[Slide]:
    """What the plan says of a park: planned area, industries, projects."""
    place = _place(m)
    built, flagships = (
        int((m.chosen.projects["stage"] == "在建").sum()),
        int((m.chosen.projects["flagship"] == "yes").sum()),
    )
    items = [Figure(f"{len(m.chosen.projects)}个", "项目")]
    items += [Figure(f"{built}个", f"在建（{m.chosen.staged}）")] if built else []
    items += [Figure(f"{flagships}项", m.chosen.about.flagship.short)] if flagships else []
    lines = plan_lines(m.chosen.projects)
    told: tuple[str, ...] = ()
    texts = [f"项目：{parts.listed(m.chosen.projects['name'], 6)}" if len(m.chosen.projects) else ""]
    if place is not None:
        roughly = "约" if place.area_about == "yes" else ""
        if pd.notna(place.area_km2):
            items.insert(0, Figure(f"{roughly}{w.number(place.area_km2)}", "规划面积（平方公里）"))
        texts = [
            f"功能：{place.role}" if place.role else "",
            f"产业：{place.industries.replace(';', '、')}" if place.industries else "",
            *texts,
        ]
        told = (place.note,) if place.note else ()
        lines = [*map(int, (place.lines or "").split(";"))] if place.lines else lines
    area = f"规划面积{items[0].value}平方公里，" if items[0].label.startswith("规划面积") else "规划未载明面积，"
    said = tuple(text for text in texts if text)
    blocks = (Text(said), Figures(tuple(items))) if said else (Figures(tuple(items)),)
    return [
        Slide(
            "park", "园区概况", f"{m.chosen.of}：{area}{len(m.chosen.projects)}个项目", blocks, told, parts.cite(lines)
        )
    ]


def _place(m: Material) -> Any:
    """The place of the plan that a park is; None where the layout does not name it."""
    places = m.tables["place"]
    found = [r for r in places.itertuples() if m.chosen.of in (r.name, *(r.other_names or "").split(";"))]
    return found[0] if found else None


def project_list(m: Material) -> list[Slide]:
    """The projects themselves, a table to a slide, those with a date first."""
    rows = m.chosen.projects.sort_values(["flagship", "due", "name"], ascending=[False, True, True], na_position="last")
    first, left = rows.head(LISTED), rows.iloc[LISTED:]
    undated = int(rows["due"].isna().sum())
    title = f"{m.chosen.of}的{len(rows)}个项目" + (f"，列出{len(first)}个" if len(left) else "")
    title += f"：{'都没有时限' if undated == len(rows) else f'{undated}个没有时限'}" if undated else ""

    def table(some: pd.DataFrame) -> Table:
        body = tuple((r.name, r.sector, r.stage, f"{r.due}年" if r.due else "未载明") for r in Project.of(some))
        return grid(("项目", "行业", f"{m.chosen.staged[:4]}年阶段", "时限"), body, tuple(some["id"]))

    def slide(some: pd.DataFrame) -> Slide:
        told = tuple(
            f"{r.name}：{r.stage_words or w.MISSING}（规划第{r.lines.replace(';', '、')}行）{r.note or ''}"
            for r in Project.of(some)
        )
        return Slide("projects-listed", "项目", title, (table(some),), told, parts.cite(plan_lines(some)))

    slides = [slide(some) for some in pages(first, table)] if len(rows) > TOLD else []  # fewer stand on a page before
    if len(left):
        rest = f"没有列出的{len(left)}个：{'、'.join(f'{r.name}（{r.stage}）' for r in Project.of(left))}。"
        slides[-1] = slides[-1]._replace(notes=(*slides[-1].notes, rest))
    return parts.several(slides)
