"""A row of 月度调度: an indicator within a year, held against the annual plan."""

from dataclasses import dataclass

from lib.measure.row import Row, flag, maybe, number, text, whole

AHEAD, ON_TIME, BEHIND = "快于序时", "与序时持平", "慢于序时"
GOOD, SHORT = "达到计划增速", "低于计划增速"
AT_END, NO_PLAN, SILENT = "按年末数", "没有计划数", "未报"
STANDINGS = (BEHIND, SHORT, ON_TIME, AHEAD, GOOD, AT_END, NO_PLAN, SILENT)
"""How a row stands, the pressing first."""
POOR = (BEHIND, SHORT)
SUM, RATE, LEVEL = "sum", "rate", "level"
"""How an indicator is held against its plan: its amount against the share of the year's amount that is due, its growth
against the year's growth, its value against that at the year's end."""
ISSUED, DRAFT, PATH = "年度计划", "年度计划（未下达）", "五年路径"


@dataclass(frozen=True, slots=True)
class Monthly(Row):
    """An indicator of an area in a month of a year. Amounts in the indicator's unit, growth in per cent, `rate` and
    `share` ratios."""

    key: str = text("area.indicator")
    area: str = text("地域")
    indicator: str = text("slug of the indicator")
    name: str = text("指标")
    domain: str = text("领域")
    unit: str = text("of the indicator")
    decimals: int = whole("of the indicator as published")
    lead: str = text("责任单位, or 未分解")
    every: str = text("month or quarter: how often it is told; empty where it is not told within the year")
    month: int = whole("month in which the last period ends that was reported; 0 for none")
    period: str = text("that period, YYYY-MM or YYYY-Q1; empty for none")
    flash: bool = flag("whether that is preliminary")
    own: float = number("当期")
    total: float = number("累计; of what does not add up the value at the end")
    own_growth: float = number("当期同比")
    total_growth: float = number("累计同比")
    way: str = text("SUM, RATE or LEVEL; empty without a plan")
    plan: float = number("年度计划: an amount, or growth in per cent")
    source: str = text("where the plan comes from: ISSUED, DRAFT or PATH")
    clause: str = text("the clause that it is of")
    how: str = text("how the plan is spread over the months")
    share: float = number("序时进度: the share of the year that is due by the month")
    due: float = number("what is due by the month; of growth the plan itself")
    rate: float = number("累计 ÷ 年度计划")
    gap: float = number("累计 less due; of growth in points")
    left: float = number("what the rest of the year must bring")
    each: float = number("of that each month that remains")
    needed: float = number("growth that the rest of the year needs")
    standing: str = text("one of STANDINGS", SILENT)
    year_value: float = number("the year's own figure")
    year_growth: float = number("the year's own growth")
    place: str | None = maybe("出处 of the last report")
