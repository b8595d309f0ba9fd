"""Projections in words and tables."""

import numpy as np
import pandas as pd

from lib.about import About
from lib.measure.clause import Clause, Measured, Target
from lib.measure.growth import compound_growth
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.measure.projection import HORIZON, Start, project
from lib.once import once
from lib.text import words as w
from lib.text.clauses import actual_text, adjustment, condition
from lib.theme import badge

Rates = dict[str, tuple[float, str | None]]
"""Rate and price basis by scenario."""


def projectable(clauses: pd.DataFrame, about: About) -> pd.Series:
    """Indicators with a target that can be projected, by key (area.indicator): the name shown to people."""
    rows = clauses[having(clauses["kind"], lambda kind: kind.projected)]
    rows = rows.assign(key=rows["area"] + "." + rows["indicator"]).drop_duplicates("key")
    rows = rows.sort_values(["headline", "line"], na_position="last")
    return (rows["indicator_name"] + "·" + rows["area"].map(about.areas.short)).set_axis(rows["key"])


def adjusted(rows: pd.DataFrame) -> list[str]:
    """How the targets of an indicator's clauses were adjusted, with the originals (Markdown)."""
    return [w.literal(told) for row in Clause.of(rows) if (told := adjustment(row))]


def clauses_of(clauses: pd.DataFrame, key: str) -> pd.DataFrame:
    """The clauses of one key of `projectable`."""
    area, indicator = key.split(".")
    return clauses[(clauses["area"] == area) & (clauses["indicator"] == indicator)]


def no_start(row: Target, about: About) -> str:
    """Why an indicator cannot be projected from data, and what to do."""
    return f"“{row.indicator_name}”在{about.areas.short(row.area)}没有基期值，也没有观测值，不能由数据推算。可以在下面填一个假定的{about.period.base}年值试算。"


def no_start_title(row: Target, about: About) -> str:
    """The title where nothing can be projected from data."""
    return f"{row.indicator_name}（{about.areas.short(row.area)}）：没有基期值，不能由数据推算"


def title(
    row: Target, start: Start, table: pd.DataFrame, catch_up: float, unit: str, decimals: int, about: About
) -> str:
    """What the scenarios say about the target, in one line for the title."""
    reached = [w.scenario(s, about) for s in table.loc[table["year_met"] <= about.period.end, "scenario"] if s != "own"]
    total = int((table["scenario"] != "own").sum())
    target = w.quantity(start.target, unit, decimals)
    head = f"{row.indicator_name}（{about.areas.short(row.area)}）"
    if not total:
        return f"{head}：目标{target}，没有可用的历史增速"
    if len(reached) == total:
        return f"{head}：{total}种情景都能在{about.period.end}年达到{target}"
    if not reached:
        return f"{head}：{total}种情景都到不了{target}，需{w.rate(catch_up, start.path, unit)}"
    return f"{head}：{total}种情景中{len(reached)}种到{about.period.end}年达到{target}（{'、'.join(reached)}）"


def over(period: Period) -> str:
    """What the page offers once the plan's last year is known."""
    return f"评估年已到规划期末，不再推算；看{period.midterm}年末时怎样推算"


def reached(rows: list[Measured]) -> str:
    """Verdict and condition of each clause of an indicator (Markdown)."""
    told = (
        f"**{badge(row.verdict)}**　{w.literal(f'{row.name}：{condition(row)}，{actual_text(row)}')}" for row in rows
    )
    return "　　".join(told)


def arrived(row: Target, start: Start, unit: str, decimals: int, about: About) -> str:
    """The title where the plan's last year is known: what was reached, against the target."""
    known, target = w.quantity(start.value, unit, decimals), w.condition(start.operator, start.target, unit)
    return f"{row.indicator_name}（{about.areas.short(row.area)}）：{start.year}年{known}，目标{target}"


def caption(start: Start, unit: str) -> str:
    """What the projection starts from and what it does not say."""
    bounds = "；比重限于0至100%" if start.ceiling == 100 else ""
    carried = f"（由{start.level_year}年的水平按逐年公布的增速推到）" if 0 < start.level_year < start.year else ""
    return f"单位：{unit}。自{start.year}年起{carried}推算{bounds}。推算不是预测：只说明按该增速会怎样。"


def effort(start: Start, named: Rates, catch_up: float, unit: str, about: About) -> list[str]:
    """Required against catch-up growth, and the trend, in words."""
    basis = f"（{w.word('price_basis', start.plan_basis)}）" if start.plan_basis else ""
    lines = [f"规划要求：{w.rate(start.plan_rate, start.path, unit)}{basis}"]
    needed = required(start, about.period)
    lines.append(f"由{about.period.base}年到目标所需：{w.rate(needed, start.path, unit)}")
    lines.append(f"由{start.year}年到目标（追赶）：{w.rate(catch_up, start.path, unit)}")
    if "trend" in named:
        ratio = catch_up / named["trend"][0] if named["trend"][0] else float("nan")
        lines.append(
            f"“{about.name.before}”为{w.rate(named['trend'][0], start.path, unit)}；追赶增速是它的{w.number(ratio, 2)}倍"
        )
    return lines


def required(start: Start, period: Period) -> float:
    """Growth needed from the base to the target over the five years; NaN without a base."""
    if pd.isna(start.base):
        return float("nan")
    return (
        float(compound_growth(start.base, start.target, period.span))
        if start.path == "geometric"
        else (start.target - start.base) / period.span
    )


def lines(start: Start, named: Rates, about: About) -> pd.DataFrame:
    """Yearly values of every scenario from the start to 2020: `label, year, value, own`."""
    years = range(start.year, about.period.end + 1)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "label": w.scenario(name, about),
                    "year": years,
                    "own": name == "own",
                    "value": project(start.value, rate, [y - start.year for y in years], start.path, start.ceiling),
                }
            )
            for name, (rate, _) in named.items()
        ]
    )


def table(outcomes: pd.DataFrame, start: Start, unit: str, decimals: int, about: About) -> pd.DataFrame:
    """Scenarios in words: rate, value of 2020, gap, year of meeting the target, price basis."""
    return pd.DataFrame(
        {
            "情景": [w.scenario(name, about) for name in outcomes["scenario"]],
            "增速": [w.rate(rate, start.path, unit) for rate in outcomes["rate"]],
            f"{about.period.end}年": [w.quantity(value, unit, decimals) for value in outcomes["value"]],
            "与目标相差": [w.difference(gap, unit, decimals) for gap in outcomes["gap"]],
            "达到目标的年份": [str(met) if pd.notna(met) else f"{HORIZON}年以前达不到" for met in outcomes["year_met"]],
            "说明": [
                "" if r.comparable else f"增速为{w.word('price_basis', r.price_basis)}，目标为现价，只作参考"
                for r in outcomes.itertuples()
            ],
        }
    )


def sensitivity(outcomes: pd.DataFrame, start: Start, unit: str, decimals: int, about: About) -> pd.DataFrame:
    """The outcome at neighbouring rates, in words."""
    return table(outcomes.assign(scenario="own", price_basis=None, comparable=True), start, unit, decimals, about).drop(
        columns=["情景", "说明"]
    )


def named(rows: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """The effort table with the names and units of its indicators."""
    facts = clauses.drop_duplicates("indicator").set_index("indicator")
    return rows.assign(
        name=rows["indicator"].map(facts["indicator_name"]), unit=rows["indicator"].map(facts["indicator_unit"])
    )


def drawable(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """The rows whose rates are per cent a year, with area in the name."""
    rows = rows[rows["path"] == "geometric"]
    return rows.assign(name=[f"{row.name}·{about.areas.short(row.area)}" for row in rows.itertuples()])


@once
def effort_title(rows: pd.DataFrame, about: About) -> str:
    """How many targets ask for more than the past gave, in one line."""
    known = rows[rows["ratio"].notna()]
    if known.empty:
        return f"难度总览：没有一个指标同时知道所需增速和“{about.name.before}”增速"
    faster = known[known["ratio"] > 1]
    turned = int(np.isinf(known["ratio"]).sum())
    tail = f"{len(faster)}项要求更快（{'、'.join(faster['name'].head(2))}）" if len(faster) else "没有一项要求更快"
    tail += f"，其中{turned}项须扭转“{about.name.before}”的走向" if turned else ""
    return f"难度总览：{len(known)}项可与“{about.name.before}”相比，{tail}{'，其余放缓' if len(faster) < len(known) else ''}"


def effort_caption(about: About) -> str:
    """How to read the figure of the growth required."""
    return f"一行一个指标，要求相对“{about.name.before}”最快的在上；只画等比增长、以年均%计的。没有圆点的，“{about.name.before}”增速未知。来源：规划各条款与观测值，见下表。"


def unknown_effort(rows: pd.DataFrame, about: About) -> str:
    """What cannot be compared, and why."""
    return f"另有{int(rows['ratio'].isna().sum())}项不能比较：缺基期值，或“{about.name.before}”增速缺失、价格口径不同。"


def effort_table(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """The effort of every target in words, the hardest first."""
    cells = {
        label: [w.rate(*cell) for cell in zip(rows[column], rows["path"], rows["unit"], strict=True)]
        for label, column in (
            ("所需", "required"),
            (about.name.before, "trend"),
            (f"{about.name.plan}以来", "latest"),
            ("追赶", "catch_up"),
        )
    }
    return pd.DataFrame(
        {
            "指标": rows["name"],
            "地域": rows["area"].map(about.areas.short),
            **cells,
            f"所需÷{about.name.before}": rows["ratio"].replace(np.inf, np.nan).round(2),
            "价格口径": [w.word("price_basis", b) if isinstance(b, str) else "—" for b in rows["required_basis"]],
        }
    )


def effort_first(about: About) -> tuple[str, ...]:
    """The columns of that table that say most."""
    return ("指标", "地域", "所需", about.name.before, "追赶", f"所需÷{about.name.before}")


def slipped(outcomes: pd.DataFrame, start: Start, unit: str, period: Period) -> pd.DataFrame:
    """What each year of delay takes off the rate needed."""
    return pd.DataFrame(
        {
            "目标年份": outcomes["due"].astype(str),
            "需要": [w.rate(v, start.path, unit) for v in outcomes["rate"]],
            f"比{period.end}年少": [
                w.difference(v, "%" if start.path == "geometric" or unit == "%" else unit, 2) for v in outcomes["saved"]
            ],
        }
    )


def rate_label(start: Start, unit: str) -> str:
    """The label of the rate slider, with its unit."""
    return "自定增速（%）" if start.path == "geometric" else f"自定增减（每年，{'百分点' if unit == '%' else unit}）"


DEFLATOR_HELP = (
    "目标按现价，部分增速按可比价。填一个假定的价格变动，可比价增速即换算为现价增速；这只是假定，不是观测值。"
)


def needs_deflator(start: Start, named: Rates) -> bool:
    """Whether a scenario's rate is real while the target is nominal."""
    return start.target_basis == "current" and any(basis == "comparable" for _, basis in named.values())
