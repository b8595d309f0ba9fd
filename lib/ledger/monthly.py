"""The kinds of record of figures within the year: what a month or a quarter brought, how a year's target is divided
over parks, towns and units; and whether a target binds. Yearly verdicts take no figure from here."""

from lib.ledger import checks, rules
from lib.ledger import permission as p
from lib.ledger.checks import maybe, one_of
from lib.ledger.kind import UNITS, Field, Kind, said

RELEASES = (rules.FLASH, rules.FINAL)
"""Whether a figure is still preliminary."""
FIGURES = (
    Field("own", "当期数", maybe(checks.number)),
    Field("total", "累计数", maybe(checks.number)),
    Field("own_growth", "当期同比", maybe(checks.number)),
    Field("total_growth", "累计同比", maybe(checks.number)),
)
"""What a line of a monthly sheet holds: of the period itself, from January to its end (of what does not add up: at its
end), and the growth of either against the year before in per cent."""
BINDING, EXPECTED, UNSAID = BINDINGS = ("约束性", "预期性", "未载明")
"""Whether a target binds, as the plan or a later document says."""
AREA, INDICATOR = Field("area", "地域", checks.area), Field("indicator", "指标", checks.indicator)
CLAUSE, YEAR, PART = Field("clause", "条款", checks.clause), Field("year", "年份", checks.year), said("part", "分到谁")
MONTHLY = (
    Kind(
        "month_reported",
        "month",
        "报告",
        noun="月度数",
        key=("area", "indicator", "span"),
        subject=(AREA, INDICATOR, Field("span", "期间", checks.span)),
        needs=(Field("release", "性质", one_of(RELEASES)),),
        may=(*FIGURES, Field("place", "出处"), Field("note", "备注")),
        by=UNITS,
        owner=p.has_duty,
        fits=rules.holds_a_figure,
        rule=rules.not_back_to_flash,
    ),
    Kind(
        "part_set",
        "part",
        "分解",
        noun="分解",
        key=("clause", "year", "part"),
        subject=(CLAUSE, YEAR, PART),
        needs=(Field("value", "分到的数", maybe(checks.amount)),),
        may=(Field("note", "备注"),),
        rule=rules.to_a_part,
    ),
    Kind(
        "part_reported",
        "part_month",
        "报告",
        noun="分解完成数",
        key=("clause", "part", "month"),
        subject=(CLAUSE, PART, Field("month", "月份", checks.month)),
        needs=(Field("value", "累计完成", checks.number),),
        may=(Field("note", "备注"),),
        by=UNITS,
        owner=p.is_part,
        rule=rules.of_a_part,
    ),
    Kind(
        "binding_set",
        "binding",
        "确定",
        noun="目标属性",
        key=("clause",),
        subject=(CLAUSE,),
        needs=(
            Field("binding", "属性", one_of(BINDINGS)),
            said("number", "文号"),
            said("date", "日期", checks.day),
            said("body", "批准机关"),
        ),
        lacking="确定属性必须有依据：缺{}。",
    ),
)
