"""Where the main indicators lead by the end of the plan."""

from lib.about import About
from lib.report import changes, requirement
from lib.report.basis import AHEAD, Projected, by_trend, projected
from lib.report.document import prose
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses
from lib.text import words as w
from lib.text.ahead import digits


def section(paper: Paper, s: Selection) -> None:
    """The main indicators at the end: required and catch-up growth, and where each scenario leads."""
    end = s.about.period.end
    paper.heading(2, f"到{end}年的展望")
    found = projected(s)
    if not found:
        paper.text(f"主要指标没有{s.about.period.base}年以来的实际值，不能推算到{end}年。")
        return
    met, known = by_trend(found)
    reached = (
        f"知道“{s.about.name.before}”增速的{known}个中，{f'{met}个' if met else '没有一个'}按该增速可以达到目标。"
        if known
        else ""
    )
    paper.text(
        f"能推算到{end}年的主要指标{len(found)}个，见", Ref("outlook"), f"。{reached}推算是按所列增速外推，不是预测。"
    )
    mixed = any(not one.ends["comparable"].all() for one in found)
    note = "注：所需为由基期到目标、追赶为由最近的实际值到目标的年均增速，比重和数量为每年的变化。" + (
        "*的增速为可比价，目标为现价，只作参考。" if mixed else ""
    )
    fields = [
        Field("指标", 34),
        Field("最近", 24),
        Field(f"{end}年目标", 26),
        Field("所需", 19, "right"),
        Field("追赶", 19, "right"),
        *(Field(w.scenario(name, s.about), 23, "right") for name in AHEAD),
    ]
    paper.table("outlook", f"主要指标推算到{end}年", fields, [_ahead(one, s.area, s.about) for one in found], note)


def _ahead(one: Projected, own: str | None, about: About) -> list[str]:
    """One indicator: latest value, target, growth needed, and its value at the end by scenario, in the unit of the
    clause."""
    row, start, operator, ends = one

    def amount(value: float, operator: str = "=") -> str:
        return w.quantity(value * row.scale, row.unit, digits(row, value * row.scale), operator)

    ways = [
        (
            f"{amount(ends.at[name, 'value'])}{'' if ends.at[name, 'comparable'] else '*'}"
            if name in ends.index
            else w.MISSING
        )
        for name in AHEAD
    ]
    needed = (w.growth(row.kind, row.required_growth, row.unit), clauses.catch_up(row) or w.MISSING)
    return [
        f"{row.indicator_name}{prose.apart(row.area, own, about)}{changes.mark(row)}",
        f"{start.year}年\n{amount(start.value, operator)}",
        requirement.in_force(row),
        *(text.removeprefix("年均").removeprefix("每年") for text in needed),
        *ways,
    ]
