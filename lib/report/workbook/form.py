"""The sheet in the form of the table of indicators, as a statistical office fills it in."""

from lib.ledger.monthly import UNSAID
from lib.measure.clause import Measured
from lib.report.selection import Selection
from lib.report.workbook.calculated import exact
from lib.report.workbook.spreadsheet import Column
from lib.text import words as w
from lib.theme import badge


def form(s: Selection) -> list[Column]:
    """Every clause in the form of the table of indicators: unit, attribute, base, target, actual, completion."""
    rows = Measured.of(s.clauses.sort_values(["domain_position", "line", "id"]))
    bases = [r.base if r.traits.base is None and r.traits.numeric else None for r in rows]
    attribute = dict(zip(s.clauses["id"], s.bindings, strict=False))
    return [
        Column("序号", list(range(1, len(rows) + 1)), 7, "0"),
        Column("指标名称", [r.name for r in rows], 32),
        Column("地域", [s.about.areas.short(r.area) for r in rows], 9),
        Column("领域", [r.domain_name for r in rows], 12),
        Column("计量单位", [r.unit for r in rows], 10),
        Column("属性", [attribute.get(r.id, UNSAID) for r in rows], 8),
        Column(f"{s.about.period.base}年", bases, 12, "General"),
        Column("条件", [w.word("operator", r.operator) for r in rows], 8),
        Column(f"{s.about.period.end}年目标", [r.target for r in rows], 13, "General"),
        Column("完成时限", [r.due for r in rows], 9, '0"年"'),
        Column(f"{s.year}年实际", [exact(r.actual) for r in rows], 13, "General"),
        Column("实际值年份", [r.actual_year for r in rows], 10, "0"),
        Column("完成程度", [r.completion for r in rows], 10, "0.0%"),
        Column("完成情况", [badge(r.verdict) for r in rows], 12, verdict=True),
        Column("依据", [s.sections.at(r.line) for r in rows], 16),
    ]
