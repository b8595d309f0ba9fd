"""A clause on a sheet: its finding, its course, how that was worked out, who answers for it, where the figures are
from."""

import math

import pandas as pd

from lib.about import About
from lib.cycle.annual_plan import Planned
from lib.front.track import Track, ahead
from lib.ledger.state import State
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.sheet.paper import Block, Cell, Sheet, Spot, answerable, known, sign
from lib.sheet.paper import table as table_of
from lib.text import annual_plan, clauses, provenance
from lib.text import words as w
from lib.text.indicative import Told
from lib.theme import tone

KIND = "目标"


def clause(
    row: Planned,
    years: list[tuple[int, str]],
    track: Track | None,
    spot: Spot | None,
    told: Told | None,
    held: str,
    series: pd.DataFrame,
    state: State,
    about: About,
) -> Sheet:
    """The sheet of a clause. `years` are its verdicts by year up to the evaluation year, `told` its indicative judgement,
    `held` what is held of it though it cannot be judged, `series` Observations."""
    period = about.period
    blocks = [
        Block("怎样得出", tuple(_steps(row, held, period))),
        Block(
            "历年结论", table=table_of([f"{year}年" for year, _ in years], [[sign(verdict) for _, verdict in years]])
        ),
        *_indicative(told),
        answerable({"area": row.area, "indicator": row.indicator}, state),
        *_said(row, state),
    ]
    return Sheet(
        kind=KIND,
        name=f"{row.name}（{about.areas.short(row.area)}）",
        sign=sign(row.verdict),
        said=f"{row.evaluation_year}年评估：{clauses.reason(row, period)}",
        under=clauses.line(row),
        hint=Cell(told.badge, tone(told.verdict) if told.verdict else "neutral") if told else None,
        figures=figures(row, period),
        track=track,
        spot=spot,
        blocks=tuple(blocks),
        sources=(*sources(row, series), *([f"参考判断：{told.sources}"] if told and told.sources else [])),
    )


def figures(row: Planned, period: Period) -> tuple[tuple[str, str], ...]:
    """The key numbers of a clause; what is not known is left out."""
    return known(
        [
            ("目标", clauses.condition(row) if row.traits.numeric else f"{row.due}年完成"),
            (f"{period.base}年基期", clauses.base_text(row)),
            ("最近", clauses.actual_text(row)),
            ("完成程度", w.percent(row.completion)),
            ("序时进度比", w.pace(row.pace)),
            ("所需", w.growth(row.kind, row.required_growth, row.unit)),
            ("今后须", clauses.catch_up(row)),
        ]
    )


def _steps(row: Planned, held: str, period: Period) -> list[str]:
    steps = [f"{step}：{formula}" for step, formula in clauses.arithmetic(row, period)]
    more = [ahead(row, period) if row.traits.numeric else "", held, f"口径：{row.definition}" if row.definition else ""]
    return [*steps, *filter(None, more)] or [clauses.reason(row, period)]


def _indicative(told: Told | None) -> list[Block]:
    if told is None:
        return []
    lines = filter(None, (told.rule_name, told.assumed, told.grounds, "参考判断不计入任何总数，也不进入冻结的评估。"))
    return [Block("参考判断", tuple(lines))]


def _said(row: Planned, state: State) -> list[Block]:
    """What was planned for the year, adjusted, explained; nothing where nothing was."""
    given = state.get("explanation", row.id, row.evaluation_year)
    found = [
        Block("年度计划", tuple(filter(None, (annual_plan.sentence(row),)))),
        Block("目标调整", tuple(filter(None, (clauses.adjustment(row, row.original_verdict),)))),
        Block(
            "解释说明",
            facts=known(
                [
                    ("原因", given["cause"]),
                    ("措施", given["measures"]),
                    ("责任单位", given["unit"]),
                    ("新时限", given["deadline"]),
                ]
            )
            if given
            else (),
        ),
    ]
    return [block for block in found if block.lines or block.facts]


def sources(row: Planned, series: pd.DataFrame) -> list[str]:
    """Where the target stands and where the figures of its indicator and area are from, a source with its years."""
    own = series[(series["indicator"] == row.indicator) & (series["area"] == row.area)].sort_values(["year", "rank"])
    years: dict[str, dict[int, None]] = {}
    for one in Observation.of(own):
        title = w.citation(one.line) if one.line is not None else f"《{one.source_title}》"
        years.setdefault(title, {})[one.year] = None
    used = {key for ids in (row.base_id, row.actual_id) for key in ids.split(";") if key}
    elsewhere = Observation.of(series[series["id"].isin(used - set(own["id"]))])
    return [
        f"目标：{w.citation(*row.lines)}",
        *(f"{title}：{'、'.join(map(str, found))}年" for title, found in years.items()),
        *(f"{one.area}{one.year}年：{provenance.source(one)}" for one in elsewhere),
    ]


def drawable(track: Track, row: Planned) -> Track | None:
    """The course by the name of what it shows; None for a milestone, which is done or not, and where there is neither a
    figure nor a path nor a target."""
    if not row.traits.numeric or not (track.points or track.way or not math.isnan(track.goal.value)):
        return None
    return track._replace(name=f"{row.indicator_name}当年增速" if row.traits.chained else row.indicator_name)
