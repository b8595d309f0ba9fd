"""The projects on the map by state."""

from collections.abc import Mapping

import pandas as pd

from lib.cycle.dispatch import known_by
from lib.ledger.state import State
from lib.maps.dots import Dot
from lib.projects.register import COMPLETED, EXISTING, STAGES, STATED, UNDER_WAY

STATES = {"储备、未载明": "neutral", "前期": "sun", "在建": "plan", "滞后": "bad", "竣工或已有": "good"}
"""The states of a project on the map in their order, with their tones."""
RESERVED, PREPARED, RUNNING, LATE, DONE = STATES
CAME = "规划外新增"
"""How a project is marked that came after the plan: its park or town is known, no more."""
CAME_TONE = "accent"
STATE_OF = {"前期": PREPARED, UNDER_WAY: RUNNING, COMPLETED: DONE, EXISTING: DONE}
"""The state by stage; what stood before the plan began is DONE, all else RESERVED."""
TONE_NAMES = {"accent": "violet", "sun": "yellow", "plan": "blue", "bad": "red", "good": "green", "neutral": "gray"}
HELP = "项目库里有位置的项目，按所选年份年底的状态着色；相近的合为一点，写明个数。空心：落点为推断；淡色：没有进度记录，阶段沿用规划原文。"

SLIDER = "拖动看项目从储备、前期到在建、竣工；起初是页首的评估年。只看已有的记录，不作推算。"


def state(stage: str, behind: object) -> str:
    """The state of a project by its stage and whether it is behind (missing: not known).

    >>> state("在建", True), state("在建", pd.NA), state("储备", False), state("十二五已建成", pd.NA), state("已引进", pd.NA)
    ('滞后', '在建', '储备、未载明', '竣工或已有', '储备、未载明')
    """
    known = STATE_OF.get(stage, RESERVED if stage in STAGES else DONE)
    return LATE if behind is True and known != DONE else known


def dots(projects: pd.DataFrame, links: pd.DataFrame, base: int = 0, year: int = 0) -> list[Dot]:
    """The projects with a place, at the first of their places, by state. `links` are pairs project, place; `projects` the
    register of a `year`: after the `base` year, of which the plan's words speak, what nobody has reported on is carried
    over."""
    first = links.drop_duplicates("project").set_index("project")["place"]
    rows = projects[projects["id"].isin(first.index)]
    columns = ["id", "name", "stage", "behind", "located_by", "events"]
    found = []
    for key, name, stage, behind, basis, events in rows[columns].itertuples(index=False):
        known = state(stage, behind is not pd.NA and bool(behind))
        carried = year > base and not events and known != DONE
        found.append(Dot(first[key], name, known, STATES[known], basis != STATED, carried))
    return sorted(found, key=lambda dot: list(STATES).index(dot.state))


def came(rows: pd.DataFrame, links: pd.DataFrame, stages: Mapping[str, str]) -> list[Dot]:
    """The projects that came after the plan (`id, name`), at the middle of their park or town (`links`: pairs project,
    place), with the stage of their last record where there is one.

    >>> rows, links = pd.DataFrame({"id": ["X001"], "name": ["新厂"]}), pd.DataFrame({"project": ["X001"], "place": ["a"]})
    >>> [(dot.state, dot.inferred, dot.more) for dot in came(rows, links, {"X001": "在建"})]
    [('规划外新增', True, '在建，位置只到园区或乡镇')]
    """
    at = links.set_index("project")["place"].to_dict()
    return [
        Dot(at[key], name, CAME, CAME_TONE, True, more=f"{stages.get(key, '未报进展')}，位置只到园区或乡镇")
        for key, name in zip(rows["id"], rows["name"], strict=True)
        if key in at
    ]


def arrived(rows: pd.DataFrame, links: pd.DataFrame, state: State, year: int) -> list[Dot]:
    """The same of those of `rows` that were known by the end of a year, as they had been reported by then."""
    events = state.dated("event", "project", f"{year}-12-31")
    stages = {key: own[-1]["stage"] for key, own in events.items()}
    return came(rows[rows["id"].isin(known_by(state, year))], links, stages)


def told_of_arrived(count: int) -> str:
    """How the dots of projects that came after the plan are to be read (Markdown); "" without one."""
    return f"　:{TONE_NAMES[CAME_TONE]}[○] {CAME}{count}项，画在园区或乡镇中部，不计入前数" if count else ""


def caption(found: list[Dot], total: int, year: int) -> str:
    """The key of the dots (Markdown), and how many of the plan's projects (`total`) they show."""
    new = sum(dot.state == CAME for dot in found)
    counts = {name: sum(dot.state == name for dot in found) for name in STATES}
    key = "　".join(f":{TONE_NAMES[STATES[name]]}[●] {name}{count}" for name, count in counts.items() if count)
    carried = sum(dot.carried for dot in found)
    said = f"　淡色：{carried}项没有进度记录，阶段沿用规划原文" if carried else ""
    drawn = len(found) - new
    return (
        f"{year}年底的项目：{key}　○ 落点为推断{said}　共{drawn}项，其余{total - drawn}项没有位置{told_of_arrived(new)}"
    )
