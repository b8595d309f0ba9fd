"""The method as Excel formulas: what `kinds.py` computes, one row a kind of clause.

A formula is written with names in braces: `b` base, `v` actual, `y` its year, `T` target, `due`, `met` years in which a
kept target held, `t` the year of a path. The workbook defines 基年, 年数 and 评估年. An ingredient that is missing gives an
empty cell, as the page shows a dash.
"""

from typing import NamedTuple


class Excel(NamedTuple):
    """The formulas of one kind; None for what it does not have. `position` is an actual as one on a path that is an
    index with 1 at the base."""

    completion: str
    required: str | None = None
    catch_up: str | None = None
    path: str | None = None
    position: str | None = None


LEVEL = Excel(
    completion='IF(AND(N({b})>0,N({v})>0,N({T})>0),IF({T}<>{b},LN({v}/{b})/LN({T}/{b}),""),"")',
    required='IF(AND(N({b})>0,N({T})>0),(({T}/{b})^(1/年数)-1)*100,"")',
    catch_up='IF(AND(N({v})>0,N({T})>0,COUNT({y})=1,{due}>{y}),(({T}/{v})^(1/({due}-{y}))-1)*100,"")',
    path='IF(AND(N({b})>0,N({T})>0),{b}*EXP(LN({T}/{b})*({t}-基年)/年数),"")',
)
SHARE = Excel(
    completion='IF(COUNT({b},{v},{T})=3,IF({T}<>{b},({v}-{b})/({T}-{b}),""),"")',
    required='IF(COUNT({b},{T})=2,({T}-{b})/年数,"")',
    catch_up='IF(AND(COUNT({v},{y},{T})=3,{due}>{y}),({T}-{v})/({due}-{y}),"")',
    path='IF(COUNT({b},{T})=2,{b}+({T}-{b})*({t}-基年)/年数,"")',
)
ANNUAL_GROWTH = Excel(
    completion="IF(AND(COUNT({v},{y},{T})=3,N({v})>-100,N({T})>-100,N({T})<>0),"
    'LN(1+{v}/100)*({y}-基年)/(LN(1+{T}/100)*年数),"")',
    required="{T}",
    catch_up="IF(AND(COUNT({v},{y})=2,{due}>{y},N({v})>-100),"
    '(((1+{T}/100)^年数/(1+{v}/100)^({y}-基年))^(1/({due}-{y}))-1)*100,"")',
    path="(1+{T}/100)^({t}-基年)",
    position="(1+{v}/100)^({t}-基年)",
)
CUMULATIVE_CHANGE = Excel(
    completion='IF(AND(COUNT({v},{T})=2,N({v})>-100,N({T})>-100,N({T})<>0),LN(1+{v}/100)/LN(1+{T}/100),"")',
    required='IF({T}>-100,(((100+{T})/100)^(1/年数)-1)*100,"")',
    catch_up='IF(AND(COUNT({v},{y})=2,{due}>{y},N({v})>-100),(((100+{T})/(100+{v}))^(1/({due}-{y}))-1)*100,"")',
    path="(1+{T}/100)^(({t}-基年)/年数)",
    position="1+{v}/100",
)
CUMULATIVE_SUM = Excel(
    completion='IF(AND(COUNT({v},{T})=2,N({T})<>0),{v}/{T},"")',
    required="{T}/年数",
    catch_up=SHARE.catch_up,
    path="{T}*({t}-基年)/年数",
)
HOLD = Excel(completion='IF(COUNT({v})=1,{met}/年数,"")', path="{T}")
MILESTONE = Excel(completion='IF(COUNT({v})=1,{v},"")')
