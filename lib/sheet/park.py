"""A park on a sheet: where it lies, what it is to build and how far that is, its targets."""

import pandas as pd

from lib.about import About
from lib.measure.clause import Measured
from lib.projects import parks as numbers
from lib.projects.place import Place
from lib.projects.project import Registered
from lib.projects.register import UNFINISHED
from lib.sheet.paper import Block, Sheet, Spot, known, sign
from lib.sheet.paper import table as table_of
from lib.text import clauses, parks
from lib.text import words as w

KIND = "园区"
PROJECTS, TARGETS = 12, 6


def park(
    name: str,
    place: Place,
    facts: list[tuple[str, str]],
    near: str,
    projects: pd.DataFrame,
    own: pd.DataFrame,
    shared: pd.DataFrame,
    spot: Spot | None,
    about: About,
    year: int,
) -> Sheet:
    """The sheet of a park in a year. `facts` are what the plan says of its place, `near` its neighbours in words,
    `projects` Registered; `own` are the clauses that measure its projects, `shared` those set for its zone as a whole."""
    stages = numbers.stages(projects)
    late, known_of = projects["behind"].fillna(False).astype(bool), int(projects["behind"].notna().sum())
    said = f"{year}年末：" + (
        f"已报进展的{known_of}个项目中{f'{int(late.sum())}个' if late.any() else '没有'}滞后"
        if known_of
        else "项目都还没有进展记录"
    )
    return Sheet(
        kind=KIND,
        name=name,
        sign=None,
        said=f"{parks.title(name, place, stages, len(own)).removeprefix(f'{name}：')}。{said}",
        under=(place.industries or "").replace(";", "、"),
        hint=None,
        figures=known(
            [
                ("规划面积", w.quantity(place.area_km2, "平方公里", None, "~" if place.area_about == "yes" else "=")),
                ("项目", f"{len(projects)}个"),
                ("已建成", f"{int((~projects['stage'].isin(UNFINISHED)).sum())}个"),
                ("滞后", f"{int(late.sum())}/{known_of}个" if known_of else ""),
                ("相关目标", f"{len(own)}项"),
            ]
        ),
        track=None,
        spot=spot,
        blocks=(
            Block("各阶段的项目", bars=tuple((str(stage), int(n)) for stage, n in stages.items()))
            if len(stages)
            else Block("各阶段的项目", ("规划没有点名的项目。",)),
            Block("它是什么", facts=known([*facts, ("相邻", near)])),
            *_projects(projects),
            *_targets(own, shared, about),
        ),
        sources=(f"规划第{place.lines.replace(';', '、')}行",) if place.lines else (),
    )


def _projects(projects: pd.DataFrame) -> list[Block]:
    """The projects, those that are late and those furthest on first."""
    order = projects.assign(
        late=projects["behind"].fillna(False).astype(bool), far=projects["stage"].map(numbers.furthest)
    )
    rows = Registered.of(order.sort_values(["late", "far", "name"], ascending=[False, True, True]))
    cells = [
        (
            row.name,
            row.sector,
            row.stage,
            "" if row.share != row.share else f"{w.number(row.share, 0)}%",
            row.deadline,
            sign(row.verdict),
        )
        for row in rows
    ]
    head = ["项目", "行业", "阶段", "完成", "时限", "进度"]
    return [Block("要建什么", table=table_of(head, cells, PROJECTS), wide=True)] if cells else []


def _targets(own: pd.DataFrame, shared: pd.DataFrame, about: About) -> list[Block]:
    """The clauses that measure its projects; how many more are set for the zone as a whole."""
    cells = [
        (row.name, about.areas.short(row.area), clauses.condition(row), f"{row.due}年", sign(row.verdict))
        for row in Measured.of(own)
    ]
    rest = (f"另有{len(shared)}项目标按整个区域提出，规划没有分到各园。",) if len(shared) else ()
    head = ["目标", "地域", "条件", "期限", "结论"]
    return (
        [Block("涉及它的目标", rest, table=table_of(head, cells, TARGETS) if cells else None, wide=True)]
        if cells or rest
        else []
    )
