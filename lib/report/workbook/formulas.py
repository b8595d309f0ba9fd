"""The method as Excel formulas: the twins of `lib/measure/kinds.py` and `lib/measure/path.py`, one a kind of clause.

A formula is written with names in braces: `b` base, `v` actual, `y` its year, `T` target, `due`, `met` and `seen` years
of a kept target, `c` completion, `tau` time elapsed, `p` pace and `up` its upper bound, `r` the rounding of the actual,
`best` the best earlier value, `t` the year of a path. The workbook defines 基年, 年数, 评估年, 达到进度, 略有滞后 and 左右. An
ingredient that is missing gives an empty cell, as the page shows a dash.
"""

from lib.measure import constants as c
from lib.theme import badge

_AWAY, _BEHIND, _SLIGHT, _ON, _ERODING, _MET, _DONE, _FAILED, _UNKNOWN = map(
    badge, (c.AWAY, c.BEHIND, c.SLIGHT, c.ON_PACE, c.ERODING, c.MET, c.DONE, c.FAILED, c.UNKNOWN)
)

LINEAR = 'IF(COUNT({b},{v},{T})=3,IF({T}<>{b},({v}-{b})/({T}-{b}),""),"")'
COMPLETION = {
    "level": 'IF(AND(N({b})>0,N({v})>0,N({T})>0),IF({T}<>{b},LN({v}/{b})/LN({T}/{b}),""),"")',
    "share": LINEAR,
    "count": LINEAR,
    "annual_growth": 'IF(AND(COUNT({v},{y},{T})=3,N({v})>-100,N({T})>-100,N({T})<>0),LN(1+{v}/100)*({y}-基年)/(LN(1+{T}/100)*年数),"")',
    "cumulative_change": 'IF(AND(COUNT({v},{T})=2,N({v})>-100,N({T})>-100,N({T})<>0),LN(1+{v}/100)/LN(1+{T}/100),"")',
    "cumulative_sum": 'IF(AND(COUNT({v},{T})=2,N({T})<>0),{v}/{T},"")',
    "hold": 'IF(COUNT({v})=1,{met}/年数,"")',
    "milestone": 'IF(COUNT({v})=1,{v},"")',
}
ELAPSED = "MIN(1,(评估年-基年)/年数)"
PACE = 'IF(AND(ISNUMBER({c}),{y}=评估年),{c}/{tau},"")'
PACE_KEPT = 'IF(AND(ISNUMBER({c}),{y}=评估年),{c}/(MAX({seen},1)/年数),"")'
STEP = 'IF(COUNT({b},{T})=2,({T}-{b})/年数,"")'
REQUIRED = {
    "level": 'IF(AND(N({b})>0,N({T})>0),(({T}/{b})^(1/年数)-1)*100,"")',
    "share": STEP,
    "count": STEP,
    "annual_growth": "{T}",
    "cumulative_change": 'IF({T}>-100,(((100+{T})/100)^(1/年数)-1)*100,"")',
    "cumulative_sum": "{T}/年数",
}
LEFT = 'IF(AND(COUNT({v},{y},{T})=3,{due}>{y}),({T}-{v})/({due}-{y}),"")'
CATCH_UP = {
    "level": 'IF(AND(N({v})>0,N({T})>0,COUNT({y})=1,{due}>{y}),(({T}/{v})^(1/({due}-{y}))-1)*100,"")',
    "share": LEFT,
    "count": LEFT,
    "annual_growth": 'IF(AND(COUNT({v},{y})=2,{due}>{y},N({v})>-100),(((1+{T}/100)^年数/(1+{v}/100)^({y}-基年))^(1/({due}-{y}))-1)*100,"")',
    "cumulative_change": 'IF(AND(COUNT({v},{y})=2,{due}>{y},N({v})>-100),(((100+{T})/(100+{v}))^(1/({due}-{y}))-1)*100,"")',
    "cumulative_sum": LEFT,
}
PATH_LINEAR = 'IF(COUNT({b},{T})=2,{b}+({T}-{b})*({t}-基年)/年数,"")'
PATH = {
    "level": 'IF(AND(N({b})>0,N({T})>0),{b}*EXP(LN({T}/{b})*({t}-基年)/年数),"")',
    "share": PATH_LINEAR,
    "count": PATH_LINEAR,
    "annual_growth": "(1+{T}/100)^({t}-基年)",
    "cumulative_change": "(1+{T}/100)^(({t}-基年)/年数)",
    "cumulative_sum": "{T}*({t}-基年)/年数",
    "hold": "{T}",
}
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
INDEX = {"annual_growth": "(1+{v}/100)^({t}-基年)", "cumulative_change": "1+{v}/100"}
"""An actual of a rate clause as a position on its path, which is an index with 1 at the base."""


def completion(kind: str, kept: bool) -> str:
    """The formula of completion, of the evaluation year only; a target that the base meets already is measured as one
    to keep."""
    formula = COMPLETION["hold" if kept and kind != "hold" else kind]
    return formula if kind == "milestone" else f'IF({{y}}=评估年,{formula},"")'


def pace(kind: str, kept: bool) -> str | None:
    """The formula of pace; None for milestones."""
    return None if kind == "milestone" else PACE_KEPT if kept else PACE


def catch_up(kind: str, operator: str, direction: int) -> str | None:
    """The formula of catch-up growth: empty where the condition holds already, for nothing is left to catch up."""
    if kind not in CATCH_UP:
        return None
    way = {">=": 1, ">": 1, "<=": -1, "<": -1}.get(operator, direction)
    met = {1: "{v}>={T}-1E-9", -1: "{v}<={T}+1E-9", 0: "ABS({v}-{T})<=1E-9"}[way]
    return CATCH_UP[kind] if kind == "annual_growth" else f'IF(AND(COUNT({{v}},{{T}})=2,{met}),"",{CATCH_UP[kind]})'


def upper(kind: str, kept: bool, valued: bool) -> str | None:
    """The formula of the highest pace that the rounding of the published figure allows: the one that the verdict
    follows; None for milestones."""
    if kind == "milestone":
        return None
    if kept or kind == "hold":
        return 'IF({p}="","",{p})'
    more = MORE.replace("{way}", "{T}-{b}" if valued else "{T}")
    return f'IF({{p}}="","",MAX({{p}},{COMPLETION[kind].replace("{v}", more)}/{{tau}}))'


def verdict(kind: str, kept: bool, operator: str, direction: int) -> str | None:
    """The formula of a verdict as `lib/measure/verdict.py` finds it; None for milestones, whose record is the
    verdict."""
    if kind == "milestone":
        return None
    valued, rate = kind in ("level", "share", "count"), kind in ("annual_growth", "cumulative_change")
    met = MET[operator + {1: "+", -1: "-"}.get(direction, "") if operator == "~=" else operator]
    met = met.replace("{v}", MORE.replace("{way}", "{T}")) if rate else met
    held = valued or kept or kind == "hold"
    best = ("MIN" if direction < 0 else "MAX") + "({b},{best})"
    eroding = f"AND(COUNT({{b}},{{best}})>0,{direction}*({{v}}-{best})<-{{r}}-1E-9)" if held and direction else "FALSE"
    broken, all_seen = "{met}<{seen}", "{seen}>=年数"
    last = (
        f'IF({met},IF({broken},"{_FAILED}",IF({all_seen},"{_DONE}","{_UNKNOWN}")),"{_FAILED}")'
        if kind == "hold"
        else f'IF({met},"{_DONE}","{_FAILED}")'
    )
    interim = "FALSE" if kind == "annual_growth" else f"AND({met},NOT({broken}))" if kept or kind == "hold" else met
    away = "OR({up}<-1E-9,{c}>1)" if valued and not kept and direction == 0 else "{up}<-1E-9"
    placed = f'IF({{up}}="","{_UNKNOWN}",IF({away},"{_AWAY}",IF({{up}}>=达到进度-1E-9,"{_ON}",IF({{up}}>=略有滞后-1E-9,"{_SLIGHT}","{_BEHIND}"))))'
    midway = f'IF({interim},IF({eroding},"{_ERODING}","{_MET}"),{placed})'
    base = f'IF(AND(COUNT({{b}})=0,NOT({met})),"{_UNKNOWN}",{midway})' if valued else midway
    return f'IF(AND(COUNT({{v}},{{y}})=2,{{y}}=评估年),IF({{due}}<=评估年,{last},{base}),"{_UNKNOWN}")'


def written(template: str, cells: dict[str, str]) -> str:
    """A formula with its cells filled in.

    >>> written(COMPLETION["cumulative_sum"], {"v": "$F5", "T": "$D5"})
    '=IF(AND(COUNT($F5,$D5)=2,N($D5)<>0),$F5/$D5,"")'
    """
    return "=" + template.format_map(cells)
