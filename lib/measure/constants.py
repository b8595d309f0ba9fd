"""The named constants of the method, in one place; the methods page shows them.

Years are calendar years; shares and growth rates are in per cent everywhere in the product,
completion, time elapsed and pace are plain ratios.
"""

from typing import NamedTuple

ON_TRACK = 1.0
SLIGHTLY_BEHIND = 0.8
ABOUT = 0.05


class Thresholds(NamedTuple):
    """Where the verdicts change: pace from which a clause is on track, or only slightly behind, and the width of 左右."""

    on_track: float = ON_TRACK
    slightly_behind: float = SLIGHTLY_BEHIND
    about: float = ABOUT


IN_FORCE = Thresholds()

PRICES = ("current", "comparable")

OPERATORS = (">=", ">", "<=", "<", "==", "~=")

MET, ERODING, ON_PACE, SLIGHT, BEHIND, AWAY = ("已达标", "达标回落", "达到进度", "略有滞后", "滞后", "背离")
NOT_DUE, OVERDUE, UNKNOWN = "未到期", "逾期", "无法评估"
DONE, FAILED = "完成", "未完成"

VERDICTS = (AWAY, OVERDUE, FAILED, BEHIND, SLIGHT, UNKNOWN, NOT_DUE, ON_PACE, ERODING, MET, DONE)
"""Worst first: the order of every list and legend, and the one by which an indicator takes the worse of its clauses."""
