"""The kinds of record of the score (考核): which parts count how much in a year. Without such a record nothing counts."""

from collections.abc import Mapping
from math import isclose
from typing import Any

from lib.ledger import checks
from lib.ledger.checks import maybe
from lib.ledger.kind import Field, Kind, said
from lib.ledger.known import Known

SCORED = {
    "targets": "目标进度",
    "annual": "年度计划",
    "figures": "数据填报",
    "explained": "解释说明",
    "invested": "项目投资",
    "opened": "按期开工",
    "moving": "任务推进",
    "finished": "任务完成",
    "solved": "问题解决",
    "urged": "督办反馈",
}
"""What units can be scored by: its name, by the field that holds its weight."""
WHOLE = 100
"""What the weights come to."""


def weighs_whole(fields: Mapping[str, Any], known: Known) -> str:
    """The weights of a year come to a hundred."""
    total = sum(fields.get(name) or 0 for name in SCORED)
    return "" if isclose(total, WHOLE, abs_tol=1e-9) else f"各项权数合计为{total:g}，应为{WHOLE}。"


SCORING = (
    Kind(
        "score_set",
        "scoring",
        "启用",
        noun="考核规则",
        key=("year",),
        subject=(Field("year", "年份", checks.year),),
        needs=(said("number", "文号"), said("date", "日期", checks.day)),
        may=tuple(Field(name, f"{word}的权数", maybe(checks.amount)) for name, word in SCORED.items()),
        status=("in_force", "已启用"),
        lacking="启用考核必须有依据：缺{}。",
        fits=weighs_whole,
    ),
    Kind("score_dropped", "scoring", "停用", after=("in_force",), status=("dropped", "已停用"), reasoned=True),
)
