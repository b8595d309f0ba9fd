"""What dispatch tells: a key project of a year, and a group of them, each declared once. Amounts are in 亿元, days are
written YYYY-MM-DD."""

from dataclasses import dataclass

from lib.measure.row import Row, flag, maybe, number, text, whole


@dataclass(frozen=True, slots=True)
class Dispatched(Row):
    """A project in the list of a year: its plan, what was reported of the year so far, and how it stands."""

    id: str = text("as in the register, or X and three digits")
    name: str = text("项目")
    area: str = text("地域")
    park: str = text("园区, or 未载明")
    sector: str = text("行业, or 未载明")
    lead: str = text("责任单位, or 未分解")
    support: str = text("支持单位, joined by ;")
    total: float = number("总投资")
    planned: float = number("年度计划投资")
    done: float = number("本年完成投资")
    cumulative: float = number("自开工累计完成投资")
    central: float = number("到位资金 of the year: 中央")
    province: float = number("省")
    city: float = number("市")
    district: float = number("区")
    social: float = number("社会")
    loan: float = number("贷款")
    funded: float = number("all sources that were reported")
    works: str | None = maybe("形象进度")
    stage: str | None = maybe("阶段 of the last record up to the day")
    asof: str | None = maybe("day of the last record of the year")
    begin: str | None = maybe("计划开工")
    finish: str | None = maybe("计划竣工")
    started: str | None = maybe("实际开工, as its step says")
    ended: str | None = maybe("实际竣工, as its step says")
    opening: str = text("one of OPENINGS")
    closing: str = text("one of CLOSINGS")
    rate: float = number("done ÷ planned")
    funding: float = number("funded ÷ planned")
    gone: float = number("share of the year gone by on the day of which `done` was reported")
    slow: bool | None = maybe("whether rate is below gone; None where either is not known")
    problems: int = whole("problems that are not solved")
    overdue: int = whole("of these, whose day has passed")
    step: str = text("the next step that has a day and is not done; empty for none")
    step_due: str | None = maybe("its day")
    late: bool = flag("whether that day has passed")


@dataclass(frozen=True, slots=True)
class Summed(Row):
    """A group of them: how many, and their sums. What was not reported adds nothing; `silent` says how many that are."""

    name: str = text("what they have in common")
    projects: int = whole("how many")
    to_open: int = whole("计划开工 in the year")
    opened: int = whole("实际开工 in the year")
    early: int = whole("of these 提前")
    missed: int = whole("未按计划: the day passed and not begun, or begun after it")
    ended: int = whole("竣工")
    silent: int = whole("without any record in the year")
    slow: int = whole("rate below the time gone")
    total: float = number("总投资")
    planned: float = number("年度计划投资")
    done: float = number("本年完成投资")
    funded: float = number("到位资金")
    rate: float = number("done ÷ planned, of those that have a plan")
    funding: float = number("funded ÷ planned, of those that have a plan")
