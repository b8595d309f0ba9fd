"""Slides of projects: the register by stage, the flagship six, each of them, a park."""

import pandas as pd

from lib.report import parts
from lib.report.material import Material
from lib.report.slide import Bars, Figure, Figures, Series, Slide, Table, Text
from lib.view import projects as p
from lib.view import words as w
from lib.view.theme import badge

STAGES = ("储备", "前期", "适时启动", "在建", "竣工投产", "十二五已建成")


def _lines(rows: pd.DataFrame) -> list[int]:
    return [int(line) for lines in rows["lines"] for line in lines.split(";")]


def register(m: Material) -> list[Slide]:
    """The projects by stage."""
    rows = m.chosen.projects
    if rows.empty:
        return []
    counts = rows["stage"].value_counts()
    order = [s for s in STAGES if counts.get(s, 0)] + [s for s in counts.index if s not in STAGES]
    bars = Bars(tuple(order), (Series("项目", tuple(float(counts[s]) for s in order), "plan"),), "项", 0, keys=tuple(order))
    dated = rows[rows["due"].notna()]
    due = int((dated["due"] <= m.chosen.year).sum())
    title = f"{len(rows)}个项目中{len(dated)}个写明时限，{due}个应在{m.chosen.year}年底前完成；多数（{counts.iloc[0]}个）为{counts.index[0]}"
    told = tuple(f"{stage}：{parts.listed(rows.loc[rows['stage'] == stage, 'name'], 12)}。" for stage in order)
    return [Slide("projects", "项目", title, (bars,), ("阶段按规划的原话归类，是2015年编制时的状态。", *told), parts.cite(_lines(rows)))]


def flagship(m: Material) -> list[Slide]:
    """The six flagship projects at a glance, with the contradictions about them in the notes."""
    rows = p.flagship_rows(m.tables["project"] if m.chosen.kind != "park" else m.chosen.projects)
    dated = p.milestones_of(rows, m.chosen.clauses)
    rows = rows[rows["indicator"].isin(dated["indicator"])]
    if rows.empty:
        return []
    table = p.at_a_glance(rows, dated)
    block = Table(("工程", "2015年", "时限", "结论"), tuple(map(tuple, table.astype(str).to_numpy())), (34, 22, 16, 28), tuple(rows["id"]))
    told = tuple(f"{r.name}：{r.note}" for r in rows.itertuples() if r.note) + parts.notes(dated)
    title = p.flagship_finding(rows, dated) if m.chosen.kind != "park" else f"{m.chosen.of}有{len(rows)}项百亿工程：{parts.listed(rows['name'])}"
    return [Slide("flagship", "百亿工程", title, (block,), told, parts.cite(_lines(rows)))]


def each_flagship(m: Material) -> list[Slide]:
    """One slide a flagship project: what the plan says of it, what it holds, when it is due."""
    return [_flagship(m, row) for row in p.flagship_rows(m.chosen.projects).itertuples()]


def _flagship(m: Material, row) -> Slide:
    dated = m.chosen.clauses[m.chosen.clauses["indicator"] == row.indicator].sort_values("due")
    said = m.tables["claim"].query("project == @row.id").sort_values("line")
    holds = p.parts(row.id, m.tables["enumeration"], m.tables["member"])
    body = tuple((f"第{r.line}行", w.word("claim", r.claim), r.words) for r in said.itertuples())
    figures = Figures(tuple(Figure(badge(r.verdict), f"{r.due}年：{r.name.removeprefix(row.name) or '建成'}") for r in dated.itertuples()))
    blocks = [figures] + (
        [Table(("出处", "状态", "规划的说法"), body[:4], (16, 18, 66), tuple(str(line) for line in said["line"])[:4])] if body else []
    )
    states = list(dict.fromkeys(w.word("claim", claim) for claim in said["claim"]))
    due = "、".join(f"{y}年" for y in dict.fromkeys(dated["due"]))
    title = f"{row.name}：{due}到期，" + (f"规划{len(said)}处{'说法不一' if row.note else '提到'}（{'、'.join(states)}）")
    told = tuple(f"{name}：{members}（规划第{line}行）" for name, members, line in holds) + ((row.note,) if row.note else ()) + parts.notes(dated)
    return Slide(f"flagship-{row.id}", row.name, title, tuple(blocks), told, parts.cite(map(int, row.lines.split(";"))))


def park(m: Material) -> list[Slide]:
    """What the plan says of a park: planned area, industries, projects."""
    place = _place(m)
    items = [Figure(f"{len(m.chosen.projects)}个", "项目"), Figure(f"{int((m.chosen.projects['stage'] == '在建').sum())}个", "在建"),
             Figure(f"{int((m.chosen.projects['flagship'] == 'yes').sum())}项", "百亿工程")]  # fmt: skip
    lines, told = _lines(m.chosen.projects), ()
    texts = []
    if place is not None:
        about = "约" if place.area_about == "yes" else ""
        if pd.notna(place.area_km2):
            items.insert(0, Figure(f"{about}{w.number(place.area_km2)}", "规划面积（平方公里）"))
        texts = [f"功能：{place.role}" if place.role else "", f"产业：{place.industries.replace(';', '、')}" if place.industries else ""]
        told = (place.note,) if place.note else ()
        lines = [*map(int, (place.lines or "").split(";"))] if place.lines else lines
    area = f"规划面积{items[0].value}平方公里，" if items[0].label.startswith("规划面积") else "规划未载明面积，"
    blocks = [Figures(tuple(items))] + ([Text(tuple(t for t in texts if t))] if any(texts) else [])
    return [Slide("park", "园区概况", f"{m.chosen.of}：{area}{len(m.chosen.projects)}个项目", tuple(blocks), told, parts.cite(lines))]


def _place(m: Material):
    """The place of the plan that a park is; None where the layout does not name it."""
    places = m.tables["place"]
    found = [r for r in places.itertuples() if m.chosen.of in (r.name, *(r.other_names or "").split(";"))]
    found = found or [r for r in places.itertuples() if m.chosen.of == "河西示范园" and r.id == "hexi-park"]
    return found[0] if found else None


def project_list(m: Material) -> list[Slide]:
    """The projects themselves, a table to a slide, those with a date first."""
    rows = m.chosen.projects.sort_values(["flagship", "due", "name"], ascending=[False, True, True], na_position="last")
    pages = min(3, -(-len(rows) // parts.ROWS))
    slides = []
    for page in range(pages):
        shown = rows.iloc[page * parts.ROWS : (page + 1) * parts.ROWS]
        body = tuple((r.name, r.sector, r.stage, f"{int(r.due)}年" if pd.notna(r.due) else "未载明") for r in shown.itertuples())
        block = Table(("项目", "行业", "阶段", "时限"), body, (46, 24, 16, 14), tuple(shown["id"]))
        title = (
            f"{m.chosen.of}的{len(rows)}个项目" + (f"（{page + 1}/{pages}）" if pages > 1 else "") + f"：{int(rows['due'].isna().sum())}个没有时限"
        )
        told = tuple(f"{r.name}：{r.stage_words or w.MISSING}（规划第{r.lines.replace(';', '、')}行）{r.note or ''}" for r in shown.itertuples())
        slides.append(Slide(f"projects-{page + 1}", f"项目{page + 1}", title, (block,), told, parts.cite(_lines(shown))))
    return slides
