"""重点任务和项目 and 民生实事: the flagship projects, the register with its progress and money, where it lies, what
people's livelihood asks for."""

import pandas as pd

from lib.measure import constants as c
from lib.projects.project import Registered
from lib.projects.register import BEHIND, COMPLETED, order
from lib.report.document import mapped, photographs, prose
from lib.report.document.chart import Chart, Series
from lib.report.document.dossier import Dossier
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import flagship, places
from lib.text import words as w
from lib.text.year_works import Told
from lib.theme import badge

KEPT = 24
"""How many projects a report of a park or a domain lists."""


def chapter(paper: Paper, d: Dossier) -> None:
    """The third chapter; nothing without projects."""
    s = d.chosen
    if s.projects.empty:
        return
    paper.heading(1, "重点任务和项目")
    _flagships(paper, s)
    paper.heading(2, "项目进展和投资")
    paper.text(
        f"《规划》点名或计数的项目{len(s.projects)}项，按{s.staged}的阶段分：{stages(s.projects)}。",
        f"写明时限的{dues}项。" if (dues := int(s.projects["due"].notna().sum())) else "都没有写明时限。",
        progress(s.projects, s.year),
    )
    _drawn(paper, s)
    _summed(paper, "listed", "年度重点项目", d.listed, s.year)
    _photographs(paper, d)
    _summed(paper, "tasks", "任务", d.tasks, s.year)
    _score(paper, d.score, s.year)
    if s.kind in ("park", "domain"):
        _listed(paper, s)
    _map(paper, d)


def livelihood(paper: Paper, d: Dossier) -> None:
    """The fourth chapter: what the plan promises people's livelihood; nothing where it names none."""
    s = d.chosen
    rows = s.projects[s.projects["livelihood"] == "yes"]
    if rows.empty:
        return
    paper.heading(1, "民生实事")
    paper.text(
        f"《规划》列入民生的项目{len(rows)}项，按{s.staged}的阶段分：{stages(rows)}。",
        progress(rows, s.year),
        "按类别分见",
        Ref("people"),
        "。",
    )
    known = bool(rows["events"].gt(0).any())
    fields = [
        Field("类别", 44),
        Field("项目", 20, "right"),
        Field(COMPLETED, 26, "right"),
        Field("有进展记录", 28, "right"),
        Field("完成投资（亿元）", 38, "right"),
    ][: 5 if known else 2]
    groups = sorted(rows.groupby("category"), key=lambda pair: -len(pair[1]))
    body = [_of_category(name, some)[: len(fields)] for name, some in [*groups, ("合计", rows)]]
    title, note = (f"民生项目的进展（{s.year}年底）", "注：“—”表示没有录入。") if known else ("民生项目的类别", "")
    paper.table("people", title, fields, body, note)


def _of_category(name: str, rows: pd.DataFrame) -> list[str | int]:
    spent = rows["investment"].dropna()
    done, told = (int(mask.sum()) for mask in (rows["stage"] == COMPLETED, rows["events"] > 0))
    return [name, len(rows), done, told, w.number(spent.sum(), 2) if len(spent) else w.MISSING]


def stages(rows: pd.DataFrame) -> str:
    """How many projects are in each stage."""
    counts = rows["stage"].value_counts()
    return "、".join(f"{name}{counts[name]}项" for name in sorted(counts.index, key=order))


def progress(rows: pd.DataFrame, year: int) -> str:
    """What was recorded of projects by the end of a year, and the money spent; one that has no date is not late."""
    told = rows[rows["events"] > 0]
    if told.empty:
        return f"{year}年底以前没有进展和投资的记录。"
    spent = told["investment"].dropna()
    money = f"，累计完成投资{w.number(spent.sum(), 2)}亿元" if len(spent) else "，没有投资的记录"
    late = behind(told)
    dated = int(told["due"].notna().sum())
    slow = f"进度滞后{len(late)}项" if len(late) else "没有滞后"
    slow = f"有记录且写明时限的{dated}项，{slow}。" if dated else ""
    rest = int(told["behind"].eq(True).sum()) - len(late)
    more = f"没有写明时限的按规划期末推算，落后于时间进度的{rest}项。" if rest else ""
    return f"有进展记录的项目{len(told)}项{money}。{slow}{more}"


def behind(rows: pd.DataFrame) -> pd.DataFrame:
    """The projects that are late by their own date: only what the plan gives a date can be late."""
    return rows[rows["due"].notna() & (rows["events"] > 0) & rows["verdict"].isin(BEHIND)]


def _summed(paper: Paper, key: str, name: str, told: Told | None, year: int) -> None:
    """The year's key projects or the tasks: the finding, and their sums as a table."""
    if told is None:
        return
    paper.heading(2, name)
    paper.text(f"{told.title}。{told.said}见", Ref(key), "。")
    first, *rest = told.head
    fields = [Field(first, 36), *(Field(title, 124 / len(rest), "right") for title in rest)]
    paper.table(key, f"{name}（{year}年底）", fields, [list(row) for row in told.rows])


def _score(paper: Paper, told: Told | None, year: int) -> None:
    """The score of the units, where one is laid down."""
    if told is None:
        return
    paper.heading(2, "单位考核")
    paper.text(f"{told.title}。{told.said}见", Ref("score"), "。")
    widths = dict(zip(told.head, (18, 52, 30, 50), strict=True))
    fields = [Field(name, wide, "right" if name == "得分" else "left") for name, wide in widths.items()]
    paper.table("score", f"单位考核（{year}年）", fields, [list(row) for row in told.rows])


def _photographs(paper: Paper, d: Dossier) -> None:
    """How the year's key projects look, where there are photographs."""
    if not d.photos:
        return
    paper.text("重点项目的现场见", Ref("photographs"), "。")
    each = "；".join(f"{n}　{photo.name}（{photo.told}）" for n, photo in enumerate(d.photos, 1))
    shown = photographs.drawn(paper.document, d.photos)
    paper.figure("photographs", "重点项目现场", shown, f"注：从左到右、从上到下：{each}。")


def _flagships(paper: Paper, s: Selection) -> None:
    """The flagship projects with their dates."""
    rows = flagship.flagship_rows(s.projects)
    milestones = flagship.milestones_of(rows, s.clauses)
    dated = rows[rows["indicator"].isin(milestones["indicator"])]
    if dated.empty:
        return
    called, base = s.about.flagship.short, f"{s.about.period.base}年"
    paper.heading(2, called)
    paper.text(
        f"{called}{len(dated)}项，时限条款{len(milestones)}项：{prose.by_verdict(milestones, c.VERDICTS)}。各项的时限见",
        Ref("flagships"),
        "。",
    )
    told = flagship.flagships_table(dated, milestones, s.about.period)
    fields = [
        Field("工程", 40),
        Field("园区", 30),
        Field(base, 24),
        Field("时限", 18, "center"),
        Field("结论", 24, "center"),
        Field("完成比例", 20, "right"),
    ]
    done = [w.percent(share / 100, 0) if share == share else w.MISSING for share in dated["share"].astype(float)]
    body = [
        [*cells, share]
        for cells, share in zip(
            told[[field.title for field in fields[:-1]]].fillna(w.MISSING).to_numpy().tolist(), done, strict=True
        )
    ]
    paper.table("flagships", f"{called}的时限和结论（{s.year}年）", fields, body)


def _drawn(paper: Paper, s: Selection) -> None:
    """The stages of the projects as bars, where there are enough to draw."""
    counts = s.projects["stage"].value_counts()
    names = sorted(counts.index, key=order)
    if len(s.projects) < 10 or len(names) < 3:
        return
    series = (Series("项目", tuple(float(counts[name]) for name in names), "plan"),)
    chart = Chart("bars", tuple(names), series, 0, 12 + 8 * len(names), f"项目按阶段分：{stages(s.projects)}")
    paper.figure("stages", f"项目的阶段（{s.staged}，项）", chart)


def _listed(paper: Paper, s: Selection) -> None:
    """The projects of a park or a domain one by one, those with a date first."""
    rows = s.projects.sort_values(["due", "name"], na_position="last").head(KEPT)
    more = f"注：列出{len(rows)}项，全部见《{s.name}》工作簿的“项目”表。" if len(rows) < len(s.projects) else ""
    fields = [Field("项目", 62), Field("行业领域", 36), Field("阶段", 34, "center"), Field("时限", 24, "center")]
    body = [[r.name, r.sector, r.stage, w.MISSING if r.due is None else f"{r.due}年"] for r in Registered.of(rows)]
    paper.table("projects", "项目一览", fields, body, more)


def late(paper: Paper, s: Selection, level: int = 2) -> None:
    """The projects that are late by their own date."""
    rows = behind(s.projects).sort_values(["due", "share"]).head(prose.LISTED)
    if rows.empty:
        return
    paper.heading(level, "进度滞后的项目")
    paper.text(f"有时限、进度滞后的项目{len(behind(s.projects))}项，见", Ref("slow"), "。")
    fields = [
        Field("项目", 70),
        Field("时限", 24, "center"),
        Field("完成比例", 28, "right"),
        Field("状态", 34, "center"),
    ]
    body = [
        [r.name, f"{r.due}年", w.percent(r.share / 100, 0) if r.share == r.share else w.MISSING, badge(r.verdict)]
        for r in Registered.of(rows)
    ]
    paper.table("slow", f"进度滞后的项目（{s.year}年底）", fields, body)


def _map(paper: Paper, d: Dossier) -> None:
    """The map of the report with its key."""
    found = mapped.sheet(d)
    if found is None or not found.named:
        return
    paper.heading(2, "空间布局")
    key = "；".join(f"{n}　{unit.name}" for n, unit in enumerate(found.named, 1))
    paper.text("规划的空间布局见", Ref("map"), "。图为按规划文字绘制的示意图，不作划界依据。")
    paper.figure(
        "map",
        "空间布局示意图",
        mapped.drawn(found, paper.drawn, f"空间布局示意图：{key}"),
        f"图例：{key}。{places.colours(found.layers, d.chosen.of)}。",
    )
