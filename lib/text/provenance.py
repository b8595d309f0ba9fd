"""Where figures come from: observations, their sources, the captions of charts, the data dictionary."""

import pandas as pd

from lib.about import About
from lib.measure.clause import Target
from lib.measure.event import Event
from lib.measure.observation import OWN, Observation
from lib.measure.period import Period
from lib.once import once
from lib.text import words as w


def observation(row: Observation) -> str:
    """A short label of one observation: value with unit, status, basis."""
    value = w.quantity(row.value, row.unit, None if row.status == "reported" else 2, row.operator)
    marks = [w.word("status", row.status)] if row.status != "reported" else []
    marks += [w.word("price_basis", row.price_basis)] if row.price_basis else []
    return value + (f"（{'，'.join(marks)}）" if marks else "")


def source(row: Observation) -> str:
    """Where one observation stands: the plan's line, or title and place in the source."""
    return (
        w.citation(row.line)
        if row.line is not None
        else f"《{row.source_title}》“{row.place}”（{rated(row.reliability)}）"
    )


def rated(reliability: str) -> str:
    """How far a source can be relied on; what a unit says of itself is no published statistic.

    >>> rated("A-"), rated("自报")
    ('可靠性A-', '单位自报')
    """
    return f"单位{reliability}" if reliability == OWN else f"可靠性{reliability}"


def observations(series: pd.DataFrame, area: str, about: About) -> pd.DataFrame:
    """Observations of one indicator with their source: those of `area` first, each newest first."""
    rows = series.assign(elsewhere=series["area"] != area).sort_values(
        ["elsewhere", "year", "rank"], ascending=[True, False, True]
    )
    return pd.DataFrame(
        {
            "指标": rows["indicator_name"].to_numpy(),
            "年份": [
                str(r.year) if r.measure in ("level", "growth") else f"{r.since}–{r.year}" for r in Observation.of(rows)
            ],
            "地域": rows["area"].map(about.areas.short).to_numpy(),
            "计量方式": [w.word("measure", m) for m in rows["measure"]],
            "数值": [observation(r) for r in Observation.of(rows)],
            "出处": [source(r) for r in Observation.of(rows)],
            "推算": rows["derived_from"].fillna("").to_numpy(),
            "备注": rows["note"].fillna("").to_numpy(),
            "编号": rows["id"].to_numpy(),
        }
    )


def no_observation(row: Target, about: About) -> str:
    """What an empty chart means, and where a figure would go."""
    return f"“{row.indicator_name}”在{about.areas.short(row.area)}没有观测值。数据由统计或主管部门掌握，取得后记入 data/observation.csv（每条注明来源）。"


def levels_caption(row: Target, own: pd.DataFrame) -> str:
    """Unit, marks and sources of the indicator chart."""
    basis = f"，{w.word('price_basis', row.price_basis)}" if row.price_basis == "current" else ""
    return f"单位：{row.indicator_unit}{basis}。实心为公布，空心为推算，浅色为评估年以后的数；虚线为目标路径。来源：{_titles(own)}。"


def _titles(rows: pd.DataFrame) -> str:
    """The sources of observations, each once: the plan with all its lines, then the others."""
    lines = dict.fromkeys(int(line) for line in rows["line"].dropna())
    titles = dict.fromkeys(f"《{r.source_title}》" for r in Observation.of(rows) if r.line is None)
    return "；".join(filter(None, (w.cited(*lines).strip("（）"), *titles)))


def rates_caption(row: Target, rates: pd.DataFrame, about: About) -> str:
    """Marks and sources of the growth chart; areas for reference are named."""
    others = list(dict.fromkeys(rates.loc[rates["area_kind"] == "reference", "area"]))
    marks = f"浅色为“{about.name.before}”年均，实色为当年，评估年以后的浅" + (
        f"，短横线为{'、'.join(others)}（参考）" if others else ""
    )
    titles = _titles(rates)
    return f"{row.indicator_name}增速。{marks}。" + (f"来源：{titles}。" if titles else "")


def events(found: list[Event]) -> str:
    """What happened meanwhile, each with its source (Markdown); "" where nothing did.

    >>> events([Event("E1", "2020-01", "疫情", note="说明", source_title="某报", reliability="A")])
    '轴上的事件：2020\\\\-01 疫情，说明（《某报》，可靠性A）。'
    """
    told = (f"{one.date} {one.name}，{one.note}（《{one.source_title}》，可靠性{one.reliability}）" for one in found)
    return w.literal(f"轴上的事件：{'；'.join(told)}。") if found else ""


@once
def title(series: pd.DataFrame, period: Period) -> str:
    """How many figures come from where, in one line."""
    published = series[~series["id"].str.contains("/")]
    plan = int((published["source"] == "plan").sum())
    others = published.loc[published["source"] != "plan", "source"].nunique()
    return f"{len(published)}个观测值：规划{plan}个，另有{others}个来源{len(published) - plan}个；由此推算{period.before}年值{len(series) - len(published)}个"


def sources(sources: pd.DataFrame, series: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Every source with how many observations and indicators it feeds; `clauses` are those that the plan set."""
    fed = series[~series["id"].str.contains("/")].groupby("source")
    counts, indicators = fed.size(), fed["indicator"].nunique()
    return pd.DataFrame(
        {
            "来源": sources["title"],
            "发布者": sources["issuer"],
            "日期": sources["published"],
            "可靠性": sources["reliability"],
            "观测值": sources["slug"].map(counts).fillna(0).astype(int),
            "指标": sources["slug"].map(indicators).fillna(0).astype(int),
            "目标条款": [len(clauses) if slug == "plan" else 0 for slug in sources["slug"]],
            "网址": sources["address"],
            "说明": sources["note"],
        }
    )


def dictionary(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of one table: name, meaning, type, whether it may be empty."""
    types = {"VARCHAR": "文字", "INTEGER": "整数", "DOUBLE": "数值", "BIGINT": "整数"}
    return pd.DataFrame(
        {
            "列": rows["column"],
            "含义": rows["comment"],
            "类型": rows["type"].map(lambda t: types.get(t, t)),
            "可空": rows["nullable"].map({True: "是", False: "否"}),
        }
    )


def parts(series: pd.DataFrame, clause: Target) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Observations of a clause's indicator: own levels, levels of other areas that may be compared, growth rates,
    all."""
    known = series[series["indicator"] == clause.indicator]
    here, reference, level = (
        known["area"] == clause.area,
        known["area_kind"] == "reference",
        known["measure"] == "level",
    )
    growth = known["measure"].isin(("growth", "average_growth"))
    return (
        known[here & level],
        known[level & reference & (known["extensive"] == "no")],
        known[growth & (here | reference)],
        known,
    )
