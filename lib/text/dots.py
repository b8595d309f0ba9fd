"""The projects on the map by state."""

import pandas as pd

from lib.maps.dots import Dot
from lib.projects.register import COMPLETED, EXISTING, STAGES, STATED, UNDER_WAY

STATES = {"竣工或已有": "good", "在建": "plan", "滞后": "bad", "其他阶段": "neutral"}
"""The states of a project on the map, with their tones."""
DONE, RUNNING, LATE, OTHER = STATES
TONE_NAMES = {"good": "green", "plan": "blue", "bad": "red", "neutral": "gray"}
HELP = "项目库里有位置的项目，按状态着色；相近的合为一点，写明个数。空心：落点为推断。"


def state(stage: str, behind: object) -> str:
    """The state of a project by its stage and whether it is behind (missing: not known).

    >>> state("在建", True), state("在建", pd.NA), state("储备", False), state("十二五已建成", pd.NA)
    ('滞后', '在建', '其他阶段', '竣工或已有')
    """
    if stage in (COMPLETED, EXISTING) or stage not in STAGES:
        return DONE
    if behind is True:
        return LATE
    return RUNNING if stage == UNDER_WAY else OTHER


def dots(projects: pd.DataFrame, links: pd.DataFrame) -> list[Dot]:
    """The projects with a place, at the first of their places. `links` are pairs project, place."""
    first = links.drop_duplicates("project").set_index("project")["place"]
    rows = projects[projects["id"].isin(first.index)]
    found = []
    for key, name, stage, behind, basis in rows[["id", "name", "stage", "behind", "located_by"]].itertuples(
        index=False
    ):
        known = state(stage, behind is not pd.NA and bool(behind))
        found.append(Dot(first[key], name, known, STATES[known], basis != STATED))
    return found


def caption(found: list[Dot], total: int) -> str:
    """The key of the dots (Markdown), and how many of the projects they show."""
    counts = {name: sum(dot.state == name for dot in found) for name in STATES}
    key = "　".join(f":{TONE_NAMES[STATES[name]]}[●] {name}{count}" for name, count in counts.items() if count)
    return f"项目点：{key}　○ 落点为推断　共{len(found)}项，其余{total - len(found)}项没有位置"
