"""A project, declared once: as the plan has it, and as it stands in the register of a year."""

from dataclasses import dataclass
from datetime import datetime

from lib.measure.row import Row, anything, flag, maybe, number, text, whole


@dataclass(frozen=True, slots=True)
class Project(Row):
    """A project of the plan: the store's table `project`."""

    id: str = text("slug")
    name: str = text("项目")
    other_names: str | None = maybe("its other names in the plan, joined by ;")
    area: str = text("地域")
    park: str = text("园区, or 未载明")
    located_in: str = text("落点: a park, a town, or a kind of extent")
    located_by: str | None = maybe("stated, unit, drawn or nature: on what that rests")
    located_line: int | None = maybe("the line it rests on")
    located_place: str | None = maybe("the place it rests on")
    sector: str = text("行业, or 未载明")
    category: str = text("类别")
    stage: str = text("one of STAGES")
    stage_words: str | None = maybe("the plan's words for it")
    stage_line: int | None = maybe("where they stand")
    start: int | None = maybe("year in which works begin")
    due: int | None = maybe("year by whose end it is to be finished")
    quantity: float = number("数量 in `unit`")
    bound: str | None = maybe("= or a bound, of the quantity")
    unit: str | None = maybe("of the quantity")
    flagship: str = text("yes for the flagship projects", "no")
    livelihood: str = text("yes for those that people's livelihood asks for", "no")
    indicator: str | None = maybe("slug of the indicator that measures it")
    lines: str = text("lines of the plan, joined by ;")
    note: str | None = maybe("说明")


@dataclass(frozen=True, slots=True)
class Registered(Project):
    """A project at the end of a year; `stage` is the one it is in by then."""

    plan_stage: str = text("the stage as the plan has it")
    since: datetime | None = maybe("date of the record that brought the stage; None where it is the plan's")
    share: float = number("完成比例, per cent")
    investment: float = number("完成投资, 亿元")
    events: int = whole("records so far")
    elapsed: float = number("share of its time that has gone by")
    pace: float = number("share done ÷ time elapsed")
    verdict: str = text("one of VERDICTS")
    gap: str = text("why it cannot be judged")
    behind: bool | None = maybe("whether it is late; None where nothing has been recorded")
    chapters: tuple[int, ...] = anything("chapters in which it stands; 0 is what comes before the first", ())
    placed: str = text("whether it lies in a place that can be drawn")
    deadline: str = text("its date in words, or 未载明")
    where: str = text("kind of its location")
    inferred: bool = flag("whether that is the product's reading, not the plan's word")
