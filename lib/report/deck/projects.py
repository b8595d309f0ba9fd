"""Slides of projects: the register by stage, the flagship six, each of them, a park."""

from typing import Any

import pandas as pd

from lib.measure.clause import Measured
from lib.projects.project import Project
from lib.projects.register import STAGES
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Figure, Figures, Series, Slide, Table, Text
from lib.report.deck.typeset import LOWER, grid, pages, room
from lib.text import flagship as six
from lib.text import summary
from lib.text import words as w
from lib.theme import badge

LISTED = 21
"""Projects that the slides of a park list at most; the notes name the rest."""


def _lines(rows: pd.DataFrame) -> list[int]:
    return [int(line) for lines in rows["lines"] for line in lines.split(";")]


def register(m: Material) -> list[Slide]:
    """The projects by stage."""
    rows = m.chosen.projects
    if rows.empty:
        return []
    counts = rows["stage"].value_counts()
    order = [s for s in STAGES if counts.get(s, 0)] + [s for s in counts.index if s not in STAGES]
    bars = Bars(
        tuple(order), (Series("项目", tuple(float(counts[s]) for s in order), "plan"),), "项", 0, keys=tuple(order)
    )
    dated = rows[rows["due"].notna()]
    title = (
        _dates(len(rows), len(dated), int((dated["due"] <= m.chosen.year).sum()), m.chosen.year)
        + f"；{m.chosen.staged}{_majority(counts)}"
    )
    told = tuple(f"{stage}：{parts.listed(rows.loc[rows['stage'] == stage, 'name'], 12)}。" for stage in order)
    return [Slide("projects", "项目", title, (bars,), (_staged(m), *told), parts.cite(_lines(rows)))]


def _staged(m: Material) -> str:
    """Where the stages come from."""
    if m.chosen.staged.startswith(str(m.chosen.year)):
        return f"阶段是{m.chosen.staged}的状态；没有进展记录的项目，按规划的原话归类，是{m.chosen.about.period.base}年编制时的状态。"
    return f"阶段按规划的原话归类，是{m.chosen.about.period.base}年编制时的状态。"


def _dates(total: int, dated: int, due: int, year: int) -> str:
    """How many projects have a date, and how many of these are due; no noughts.

    >>> _dates(2, 0, 0, 2018), _dates(375, 20, 1, 2018), _dates(5, 2, 0, 2018)
    ('2个项目都没有写明时限', '375个项目中20个写明时限，1个应在2018年底前完成', '5个项目中2个写明时限，都在2018年以后')
    """
    if not dated:
        return f"{total}个项目{'都' if total > 1 else ''}没有写明时限"
    when = f"{'都' if due == dated > 1 else f'{due}个'}应在{year}年底前完成" if due else f"都在{year}年以后"
    return f"{total}个项目中{dated}个写明时限，{when}"


def _majority(counts: pd.Series) -> str:
    """Which stage most projects are in: more than half, the most, or no one.

    >>> _majority(pd.Series({"前期": 199, "在建": 82})), _majority(pd.Series({"前期": 1, "在建": 1})), _majority(pd.Series({"在建": 2}))
    ('过半（199个）为前期', '前期、在建（各1个）', '都为在建')
    """
    first = summary.most(counts, "个")
    if len(counts) == 1:
        return f"都为{counts.index[0]}"
    if counts.max() * 2 > counts.sum():
        return f"过半（{counts.max()}个）为{counts.idxmax()}"
    if not first:
        return "没有一个阶段最多"
    return first if len(set(counts)) == 1 else f"最多的是{first}"


def flagship(m: Material) -> list[Slide]:
    """The six flagship projects at a glance, with the contradictions about them in the notes."""
    rows = six.flagship_rows(m.tables["project"] if m.chosen.kind != "park" else m.chosen.projects)
    dated = six.milestones_of(rows, m.chosen.clauses)
    rows = rows[rows["indicator"].isin(dated["indicator"])]
    if rows.empty:
        return []
    table = six.at_a_glance(rows, dated, m.chosen.about.period)
    block = grid(
        ("工程", f"{m.chosen.about.period.base}年", "时限", "结论"),
        tuple(map(tuple, table.astype(str).to_numpy())),
        tuple(rows["id"]),
    )
    told = tuple(f"{r.name}：{r.note}" for r in Project.of(rows) if r.note) + parts.notes(dated, m.chosen.about)
    title = (
        six.flagship_title(rows, dated, m.chosen.about)
        if m.chosen.kind != "park"
        else f"{m.chosen.of}有{len(rows)}项{m.chosen.about.flagship.short}：{parts.listed(rows['name'])}"
    )
    return [Slide("flagship", m.chosen.about.flagship.short, title, (block,), told, parts.cite(_lines(rows)))]


def each_flagship(m: Material) -> list[Slide]:
    """One slide a flagship project: what the plan says of it, what it holds, when it is due."""
    return [_flagship(m, row) for row in Project.of(six.flagship_rows(m.chosen.projects))]


def _flagship(m: Material, row: Project) -> Slide:
    dated = m.chosen.clauses[m.chosen.clauses["indicator"] == row.indicator].sort_values("due")
    said = m.tables["claim"].query("project == @row.id").sort_values("line")
    holds = six.parts(row.id, m.tables["enumeration"], m.tables["member"])
    body = tuple((f"第{r.line}行", w.word("claim", r.claim), r.words) for r in said.itertuples())
    figures = Figures(
        tuple(
            Figure(badge(r.verdict), f"{r.due}年：{r.name.removeprefix(row.name) or '建成'}")
            for r in Measured.of(dated)
        )
    )

    def table(some: tuple[tuple[str, ...], ...]) -> Table:
        return grid(("出处", "状态", "规划的说法"), some, tuple(map(str, said["line"]))[: len(some)])

    shown = room(body, table, LOWER)
    blocks = [figures] + ([table(shown)] if body else [])
    states = list(dict.fromkeys(w.word("claim", claim) for claim in said["claim"]))
    due = "、".join(f"{y}年" for y in dict.fromkeys(dated["due"]))
    title = f"{row.name}：{due}到期，" + (
        f"规划{len(said)}处{'说法不一' if row.note else '提到'}（{'、'.join(states)}）"
    )
    title += f"，列出{len(shown)}处" if len(said) > len(shown) else ""
    told = (
        tuple(f"{name}：{members}（规划第{line}行）" for name, members, line in holds)
        + ((row.note,) if row.note else ())
        + parts.notes(dated, m.chosen.about)
    )
    return Slide(f"flagship-{row.id}", row.name, title, tuple(blocks), told, parts.cite(map(int, row.lines.split(";"))))


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
    lines = _lines(m.chosen.projects)
    told: tuple[str, ...] = ()
    texts = []
    if place is not None:
        roughly = "约" if place.area_about == "yes" else ""
        if pd.notna(place.area_km2):
            items.insert(0, Figure(f"{roughly}{w.number(place.area_km2)}", "规划面积（平方公里）"))
        texts = [
            f"功能：{place.role}" if place.role else "",
            f"产业：{place.industries.replace(';', '、')}" if place.industries else "",
        ]
        told = (place.note,) if place.note else ()
        lines = [*map(int, (place.lines or "").split(";"))] if place.lines else lines
    area = f"规划面积{items[0].value}平方公里，" if items[0].label.startswith("规划面积") else "规划未载明面积，"
    blocks = [Figures(tuple(items))] + ([Text(tuple(t for t in texts if t))] if any(texts) else [])
    return [
        Slide(
            "park",
            "园区概况",
            f"{m.chosen.of}：{area}{len(m.chosen.projects)}个项目",
            tuple(blocks),
            told,
            parts.cite(lines),
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
        return Slide("projects-listed", "项目", title, (table(some),), told, parts.cite(_lines(some)))

    slides = [slide(some) for some in pages(first, table)] if len(rows) else []
    if len(left):
        rest = f"没有列出的{len(left)}个：{'、'.join(f'{r.name}（{r.stage}）' for r in Project.of(left))}。"
        slides[-1] = slides[-1]._replace(notes=(*slides[-1].notes, rest))
    return parts.several(slides)
