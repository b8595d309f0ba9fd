"""The verdict as Excel formulas: the twin of `lib/measure/verdict.py`; those of completion, growth and path stand in the
rows of `lib/measure/kinds.py`.

A formula is written with names in braces: `b` base, `v` actual, `y` its year, `T` target, `due`, `met` and `seen` years
of a kept target, `c` completion, `tau` time elapsed, `p` pace and `up` its upper bound, `r` the rounding of the actual,
`best` the best earlier value, `t` the year of a path. The workbook defines 基年, 年数, 评估年, 达到进度, 略有滞后 and 左右. An
ingredient that is missing gives an empty cell, as the page shows a dash.
"""

from lib.measure import constants as c
from lib.measure.kinds import Kind
from lib.theme import badge

_AWAY, _BEHIND, _SLIGHT, _ON, _ERODING, _MET, _DONE, _FAILED, _UNKNOWN = map(
    badge, (c.AWAY, c.BEHIND, c.SLIGHT, c.ON_PACE, c.ERODING, c.MET, c.DONE, c.FAILED, c.UNKNOWN)
)

ELAPSED = "MIN(1,(评估年-基年)/年数)"
PACE = 'IF(AND(ISNUMBER({c}),{y}=评估年),{c}/{tau},"")'
PACE_KEPT = 'IF(AND(ISNUMBER({c}),{y}=评估年),{c}/(MAX({seen},1)/年数),"")'
WHOLE = 'IF({{r}}=0,IF(COUNT({{T}},{start})=2,INT(ABS({{T}}-{start})*{{tau}}+1E-9)/MAX(ABS({{T}}-{start}),1E-9),""),{{tau}})'
"""How much of the way is due: of things counted one by one whole ones only."""
MORE = "({v}+SIGN({way})*{r})"
"""An actual value better by the rounding of the published figure."""
MET = {
    ">=": "{v}>={T}-1E-9",
    ">": "{v}>{T}",
    "<=": "{v}<={T}+1E-9",
    "<": "{v}<{T}",
    "==": "ABS({v}-{T})<=1E-9",
    "~=": "ABS({v}-{T})<=ABS({T})*左右+1E-9",
    "~=+": "{v}>={T}-ABS({T})*左右-1E-9",
    "~=-": "{v}<={T}+ABS({T})*左右+1E-9",
}
"""Whether a condition holds; 左右 stays open on the side that is better."""


def completion(way: Kind) -> str:
    """The formula of completion of a clause that is measured this `way`, of the evaluation year only."""
    return f'IF({{y}}=评估年,{way.excel.completion},"")' if way.numeric else way.excel.completion


def pace(way: Kind) -> str | None:
    """The formula of pace of a clause that is measured this `way`; None for milestones."""
    return (PACE_KEPT if way.kept else PACE) if way.numeric else None


def catch_up(kind: Kind, operator: str, direction: int) -> str | None:
    """The formula of catch-up growth: empty where the condition holds already, for nothing is left to catch up."""
    growth, side = kind.excel.catch_up, {">=": 1, ">": 1, "<=": -1, "<": -1}.get(operator, direction)
    if growth is None or kind.yearly:
        return growth
    met = {1: "{v}>={T}-1E-9", -1: "{v}<={T}+1E-9", 0: "ABS({v}-{T})<=1E-9"}[side]
    return f'IF(AND(COUNT({{v}},{{T}})=2,{met}),"",{growth})'


def upper(way: Kind) -> str | None:
    """The formula of the highest pace that the rounding of the published figure allows: the one that the verdict
    follows; None for milestones."""
    if not way.numeric:
        return None
    if way.kept:
        return 'IF({p}="","",{p})'
    more = MORE.replace("{way}", "{T}-{b}" if way.valued else "{T}")
    if way.countable:
        due, best = (
            WHOLE.format(start="{b}" if way.valued else "0"),
            f"MAX({{c}},{way.excel.completion.replace('{v}', more)})",
        )
        return f'IF({{p}}="","",IF({due}=0,IF({best}<0,-1,1),{best}/{due}))'
    return f'IF({{p}}="","",MAX({{p}},{way.excel.completion.replace("{v}", more)}/{{tau}}))'


def verdict(kind: Kind, kept: bool, operator: str, direction: int) -> str | None:
    """The formula of a verdict as `lib/measure/verdict.py` finds it; None for milestones, whose record is the
    verdict."""
    if not kind.numeric:
        return None
    met = MET[operator + {1: "+", -1: "-"}.get(direction, "") if operator == "~=" else operator]
    met = met.replace("{v}", MORE.replace("{way}", "{T}")) if kind.chained else met
    held, kept = kind.direct or kept, kept or kind.kept
    best = ("MIN" if direction < 0 else "MAX") + "({b},{best})"
    eroding = f"AND(COUNT({{b}},{{best}})>0,{direction}*({{v}}-{best})<-{{r}}-1E-9)" if held and direction else "FALSE"
    broken, all_seen = "{met}<{seen}", "{seen}>=年数"
    last = (
        f'IF({met},IF({broken},"{_FAILED}",IF({all_seen},"{_DONE}","{_UNKNOWN}")),"{_FAILED}")'
        if kind.kept
        else f'IF({met},"{_DONE}","{_FAILED}")'
    )
    interim = "FALSE" if kind.yearly else f"AND({met},NOT({broken}))" if kept else met
    away = "OR({up}<-1E-9,{c}>1)" if kind.valued and not kept and direction == 0 else "{up}<-1E-9"
    placed = f'IF({{up}}="","{_UNKNOWN}",IF({away},"{_AWAY}",IF({{up}}>=达到进度-1E-9,"{_ON}",IF({{up}}>=略有滞后-1E-9,"{_SLIGHT}","{_BEHIND}"))))'
    midway = f'IF({interim},IF({eroding},"{_ERODING}","{_MET}"),{placed})'
    base = f'IF(AND(COUNT({{b}})=0,NOT({met})),"{_UNKNOWN}",{midway})' if kind.valued else midway
    return f'IF(AND(COUNT({{v}},{{y}})=2,{{y}}=评估年),IF({{due}}<=评估年,{last},{base}),"{_UNKNOWN}")'


def written(template: str, cells: dict[str, str]) -> str:
    """A formula with its cells filled in.

    >>> written("{v}/{T}", {"v": "$F5", "T": "$D5"})
    '=$F5/$D5'
    """
    return "=" + template.format_map(cells)
