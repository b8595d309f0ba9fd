"""The method as Excel formulas: the twins of `lib/compute/clause.py` and `lib/compute/path.py`, one a kind of clause.

A formula is written with names in braces: `b` base, `v` actual, `y` its year, `T` target, `due`, `met` and `seen` years of a
kept target, `c` completion, `tau` time elapsed, `t` the year of a path. The workbook defines 基年, 年数 and 评估年. An ingredient
that is missing gives an empty cell, as the page shows a dash.
"""

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
INDEX = {"annual_growth": "(1+{v}/100)^({t}-基年)", "cumulative_change": "1+{v}/100"}
"""An actual of a rate clause as a position on its path, which is an index with 1 at the base."""


def completion(kind: str, kept: bool) -> str:
    """The formula of completion; a target that the base meets already is measured as one to keep."""
    return COMPLETION["hold" if kept and kind != "hold" else kind]


def pace(kind: str, kept: bool) -> str | None:
    """The formula of pace; None for milestones."""
    return None if kind == "milestone" else PACE_KEPT if kept else PACE


def written(template: str, cells: dict[str, str]) -> str:
    """A formula with its cells filled in.

    >>> written(COMPLETION["cumulative_sum"], {"v": "$F5", "T": "$D5"})
    '=IF(AND(COUNT($F5,$D5)=2,N($D5)<>0),$F5/$D5,"")'
    """
    return "=" + template.format_map(cells)
