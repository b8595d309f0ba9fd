"""Slides of projects: the register by sector and state, and those that people's livelihood asks for."""

import base64

import pandas as pd

from lib.ledger.attachments import TYPES
from lib.ledger.permission import duty_of, led
from lib.maps.sheet import SLOTS
from lib.projects.project import Registered
from lib.projects.register import COMPLETED, EXISTING, STAGES, UNDER_WAY, UNSTATED
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Figure, Figures, Photos, Picture, Series, Slide, Table
from lib.report.deck.typeset import ACROSS, INSETS, LOWER, READABLE, grid, pages, room
from lib.text import dots, summary
from lib.text import words as w
from lib.text.year_works import Told
from lib.typography import ems

SECTORS, TOLD, FEW, MANY = 6, 5, 3, 7
"""Sectors of a chart, projects that are told of under large numbers, the least that fill a page, and the most that are
told of one by one instead of by sector."""
ABREAST, SHOWN = 3, 2
"""Photographs side by side, and projects that a title names."""
MARKS = ("◆", "▼", "▲", "◇", "○")
"""The shapes of the states of projects, from done to not begun."""


def plan_lines(rows: pd.DataFrame) -> list[int]:
    """The lines of the plan in which some projects stand."""
    return [int(line) for lines in rows["lines"] for line in lines.split(";")]


def register(m: Material) -> list[Slide]:
    """The projects counted, and by sector and state."""
    rows = m.chosen.projects
    if len(rows) < FEW:
        return []
    counts = rows["stage"].value_counts()
    order = [s for s in STAGES if counts.get(s, 0)] + [s for s in counts.index if s not in STAGES]
    told = tuple(f"{stage}：{parts.listed(rows.loc[rows['stage'] == stage, 'name'], 12)}。" for stage in order)
    state = [dots.state(one.stage, bool(one.behind)) for one in Registered.of(rows)]
    second = _by_sector(rows.assign(state=state)) if len(rows) > MANY else _listed(_pressing(rows).head(TOLD), m)
    blocks = (_counted(rows), second)
    return [
        Slide("projects", "项目和投资", register_title(m), blocks, (_staged(m), *told), parts.cite(plan_lines(rows)))
    ]


def unlisted(m: Material) -> list[Slide]:
    """The register, where no list of key projects says more."""
    return [] if m.listed else register(m)


def beside_list(m: Material) -> list[Slide]:
    """The register, where the key projects are told by themselves."""
    return register(m) if m.listed else []


def register_title(m: Material) -> str:
    """The register in one line: what was reported, else what the plan dates."""
    rows = m.chosen.projects
    if reported := int(rows["events"].gt(0).sum()):
        late = int(rows["behind"].eq(True).sum())
        some = f"中{reported}个" if reported < len(rows) else "都" if len(rows) > 1 else ""
        return f"{len(rows)}个项目{some}报了进展，" + (f"其中{late}个滞后" if late else "没有滞后的")
    dated = rows[rows["due"].notna()]
    first = _dates(len(rows), len(dated), int((dated["due"] <= m.chosen.year).sum()), m.chosen.year)
    return f"{first}；{m.chosen.staged}{_majority(rows['stage'].value_counts())}"


def _counted(rows: pd.DataFrame) -> Figures:
    """The register in large numbers; none is nought."""
    late, spent = int(rows["behind"].eq(True).sum()), float(rows["investment"].sum())
    found = [
        (len(rows), "个", "项目", "text"),
        (int((rows["stage"] == COMPLETED).sum()), "个", COMPLETED, "good"),
        (int((rows["stage"] == UNDER_WAY).sum()), "个", UNDER_WAY, "plan"),
        (late, "个", "滞后", "bad"),
        (int(rows["due"].notna().sum()), "个", "写明时限", "text"),
        (round(spent, 1), "亿元", "完成投资", "text"),
    ]
    shown = [one for one in found if one[0]]
    shown = [one for one in shown if len(shown) < 6 or one[2] != "写明时限"]
    return Figures(tuple(Figure(f"{w.number(n)}{unit}", label, "", tone) for n, unit, label, tone in shown))


def _by_sector(rows: pd.DataFrame) -> Bars:
    """The projects of the largest sectors by state."""
    known = rows[rows["sector"] != UNSTATED]
    order = known["sector"].value_counts().sort_values(ascending=False, kind="stable").index[:SECTORS].tolist()
    counts = rows.groupby(["sector", "state"]).size()
    series = [
        Series(state, tuple(float(counts.get((sector, state), 0)) for sector in order), SLOTS.get(tone, tone), mark)
        for (state, tone), mark in zip(reversed(dots.STATES.items()), MARKS, strict=True)
    ]
    shown = tuple(one for one in series if any(one.values))
    return Bars(tuple(order), shown, "个", 0, stacked=True, keys=tuple(order))


def livelihood(m: Material) -> list[Slide]:
    """The projects that people's livelihood asks for: how far they are, and those that are late or due next."""
    rows = m.chosen.projects
    rows = rows[(rows["livelihood"] == "yes") & (rows["stage"] != m.chosen.about.name.built)]
    if len(rows) < FEW:
        return []
    late = rows["behind"].eq(True)
    first = _pressing(rows)
    shown = room(first, lambda some: _listed(some, m), LOWER, TOLD)
    done, running = int((rows["stage"] == COMPLETED).sum()), int((rows["stage"] == UNDER_WAY).sum())
    said = [f"{done}个{COMPLETED}" if done else "", f"{running}个{UNDER_WAY}" if running else ""]
    said += [f"{int(late.sum())}个滞后" if late.any() else ""]
    title = f"民生实事项目{len(rows)}个" + "".join(f"，{part}" for part in said if part)
    left = first.iloc[len(shown) :]
    gone = int((m.chosen.projects["livelihood"] == "yes").sum()) - len(rows)
    cited = parts.cite(plan_lines(shown)) + (f"；{m.chosen.about.name.built}的{gone}个不在内" if gone else "")
    notes = (_staged(m), f"没有列出的{len(left)}个：{'、'.join(left['name'])}。" if len(left) else "")
    return [
        Slide("livelihood", "民生实事", title, (_counted(rows), _listed(shown, m)), tuple(filter(None, notes)), cited)
    ]


def listed(m: Material) -> list[Slide]:
    """The year's key projects: how much of their plan is done, and by sector."""
    return _summed("listed", "年度重点项目", m.listed, "年度重点项目清单和项目进展")


def photographs(m: Material) -> list[Slide]:
    """The year's key projects as they look, where there are photographs."""
    if not m.photos:
        return []
    columns = min(ABREAST, len(m.photos) if len(m.photos) != 4 else 2)
    shown = tuple(
        Picture(data, TYPES[shot.ending], shot.width, shot.height, f"{_within(name, columns)}\n{told}")
        for name, told, shot in m.photos
        for data in [base64.b64encode(shot.data).decode()]
    )
    names = dict.fromkeys(photo.name for photo in m.photos)
    return [
        Slide(
            "photographs",
            "项目现场",
            f"重点项目现场：{parts.listed(pd.Series(list(names)), SHOWN)}",
            (Photos(shown, columns),),
            (f"照片中的项目：{'、'.join(names)}。阶段按{m.chosen.year}年底以前最后一次报告。",),
            "项目照片（台账），各注明拍摄日期",
        )
    ]


def _within(name: str, columns: int) -> str:
    """A name that stands in one line under one of so many photographs."""
    most = int((ACROSS / columns - 2 * INSETS) / READABLE)
    return name if ems(name) <= most else f"{name[: most - 1]}…"


def tasks(m: Material) -> list[Slide]:
    """The tasks: how many are done, under way, not begun."""
    return _summed("tasks", "任务", m.tasks, "任务报告；民生实事按项目进展")


def score(m: Material) -> list[Slide]:
    """The score of the units, where one is laid down."""
    told = m.score
    if told is None:
        return []

    def table(rows: tuple[tuple[str, ...], ...]) -> Table:
        return grid(told.head, rows, tuple(row[1] for row in rows), (0, 2))

    slides = [
        Slide("score", "单位考核", told.title, (table(some),), (told.said,), "责任分解和台账")
        for some in pages(told.rows, table)
    ]
    return parts.several(slides)


def _summed(key: str, name: str, told: Told | None, sources: str) -> list[Slide]:
    if told is None:
        return []
    table = grid(told.head, told.rows, tuple(row[0] for row in told.rows), tuple(range(1, len(told.head))))
    figures = Figures(tuple(Figure(value, label) for label, value in told.figures))
    return [Slide(key, name, told.title, (figures, table), tuple(filter(None, (told.said,))), sources)]


def _pressing(rows: pd.DataFrame) -> pd.DataFrame:
    """Projects in the order in which a meeting wants them: late, under way, by date."""
    first = rows.assign(
        late=~rows["behind"].eq(True), open=rows["stage"].isin((COMPLETED, EXISTING)), none=rows["due"].isna()
    )
    return first.sort_values(["late", "open", "none", "due", "name"], kind="stable")


def _listed(some: pd.DataFrame, m: Material) -> Table:
    """Projects as a table: how far, when, by whom."""
    lead = {key: led(duty) for key in some["id"] if (duty := duty_of({"project": key}, m.state))}
    body = tuple(
        (p.name, _stands(p), p.deadline, lead.get(p.id, "未分解") if lead else p.sector) for p in Registered.of(some)
    )
    return grid(("项目", "进展", "时限", "责任单位" if lead else "行业"), body, tuple(some["id"]))


def _stands(project: Registered) -> str:
    """Stage of a project, its share done, and whether it is late."""
    share = "" if project.share != project.share else f"，完成{w.percent(project.share / 100, 0)}"
    return f"{project.stage}{share}{'，滞后' if project.behind else ''}"


def _staged(m: Material) -> str:
    """Where the stages come from."""
    if m.chosen.staged.startswith(str(m.chosen.year)):
        return f"阶段是{m.chosen.staged}的状态；没有进展记录的项目，按规划的原话归类，是{m.chosen.about.period.base}年编制时的状态。"
    return f"阶段按规划的原话归类，是{m.chosen.about.period.base}年编制时的状态。"


def _dates(total: int, dated: int, due: int, year: int) -> str:
    """How many projects have a date, and how many of these are due; no noughts.

    >>> _dates(2, 0, 0, 2018), _dates(375, 20, 1, 2018), _dates(5, 2, 0, 2018), _dates(6, 6, 0, 2018)
    ('2个项目都没有写明时限', '375个项目中20个写明时限，1个应在2018年底前完成', '5个项目中2个写明时限，都在2018年以后', '6个项目都写明时限，都在2018年以后')
    """
    if not dated:
        return f"{total}个项目{'都' if total > 1 else ''}没有写明时限"
    when = f"{'都' if due == dated > 1 else f'{due}个'}应在{year}年底前完成" if due else f"都在{year}年以后"
    if dated == total:
        return f"{total}个项目{'都' if total > 1 else ''}写明时限，{when}"
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
