"""A target clause, declared once: as the plan has it, as it is in force, and as it stands in an evaluation year.

One quantity has one name from the column of `data/target.csv` to the screen and the Excel formula.
"""

from dataclasses import dataclass

from lib.measure.kinds import KINDS, Kind, way
from lib.measure.row import Row, flag, maybe, number, text, whole


@dataclass(frozen=True, slots=True)
class Target(Row):
    """One condition of one sentence of the plan, with its indicator and its place: the store's view `clause`."""

    id: str = text("T, the line and a letter")
    line: int = whole("line of the plan")
    area: str = text("地域")
    indicator: str = text("slug of the indicator")
    name: str = text("in the plan's words")
    kind: str = text("one of KINDS", "level")
    operator: str | None = maybe("one of OPERATORS; None for milestones")
    target: float = number("目标值 in `unit`, falls negative; NaN for milestones")
    target_words: str | None = maybe("the plan's words where it prints no number")
    unit: str | None = maybe("unit of the target; % for rates")
    due: int = whole("到期年")
    dated: str = text("yes where the plan itself names the year", "yes")
    force: str = text("firm, strive, or strive_by_lead", "firm")
    force_words: str | None = maybe("the words that make it so")
    force_line: int | None = maybe("their line")
    price_basis: str | None = maybe("one of PRICES")
    note: str | None = maybe("说明")
    indicator_name: str = text("name of the indicator")
    indicator_unit: str | None = maybe("unit of the indicator")
    direction: int = whole("1 where a rise helps, -1 where a fall does, 0 where neither", 1)
    path: str = text("geometric or linear: how the indicator is projected", "geometric")
    decimals: int = whole("of the indicator as published")
    ceiling: float = number("natural upper limit, in the indicator's unit")
    headline: int | None = maybe("position among the main indicators")
    definition: str | None = maybe("口径")
    domain: str = text("slug of the domain")
    domain_name: str = text("领域")
    domain_position: int = whole("position of the domain")
    counted: str = text("yes for things counted one by one", "no")
    chapter: int = whole("章")
    section: int = whole("节, 0 for none")
    section_title: str = text("title of the section")
    chapter_title: str = text("title of the chapter")
    scale: float = number("factor from the indicator's unit to that of the clause", 1.0)
    also: str | None = maybe("further lines that set the same target, separated by semicolons")

    @property
    def lines(self) -> list[int]:
        """All lines of the plan that set it."""
        return [self.line, *(int(line) for line in (self.also or "").split(";") if line)]

    @property
    def traits(self) -> Kind:
        """The row of its kind."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Clause(Target):
    """A clause in force: as the procedure adjusted it, beside the original."""

    change: str = text("class of the last adjustment, empty without one")
    change_note: str = text("its basis: body, number, date")
    original_target: float = number("`target` as the plan has it")
    original_operator: str | None = maybe("`operator` as the plan has it")
    original_due: int = whole("`due` as the plan has it")
    original_name: str = text("`name` as the plan has it")


@dataclass(frozen=True, slots=True)
class Measured(Clause):
    """A clause in an evaluation year: the figures known by its end, and what follows from them.

    Figures are in the unit of the clause, rates in per cent; completion, time elapsed and pace are ratios.
    """

    base: float = number("基期值; of rates in the indicator's unit")
    base_id: str = text("its observation")
    base_operator: str = text("its bound")
    actual: float = number("实际值: the level, the average or the change so far, the sum so far, 1 or 0 for milestones")
    actual_year: float = number("the year it is of")
    actual_id: str = text("its observations, joined by ;")
    actual_operator: str = text("its bound")
    best: float = number("the best own value of an earlier year")
    met_years: int = whole("years in which the condition held")
    seen_years: int = whole("years with a figure")
    missing_years: str = text("years without one, joined by ;")
    rounding: float = number("half of the last published digit, 0 for what is counted one by one", 0.0)
    kept: bool = flag("whether it is to be kept: a hold, or met by the base already")
    completion: float = number("完成程度")
    time_elapsed: float = number("时间进度")
    pace: float = number("序时进度比")
    required_growth: float = number("所需年均: per cent, points or units a year")
    catch_up_growth: float = number("追赶增速: per cent, points or units a year")
    verdict: str = text("one of VERDICTS")
    gap: str = text("why it cannot be judged, one of GAPS")
    evaluation_year: int = whole("评估年")
    original_verdict: str = text("the verdict against the original target; empty where it was not adjusted")

    @property
    def way(self) -> Kind:
        """The kind by which it is measured: that of targets to be kept where the base meets it already."""
        return way(self.kind, self.kept)
