"""The first slides: cover, the year on one page, verdicts by domain, the main indicators, the growth of the year."""

import pandas as pd

from lib.compute import constants as c
from lib.compute.evidence import Facts
from lib.compute.path import path_value
from lib.report import parts
from lib.report.changes import mark
from lib.report.material import Material
from lib.report.slide import NAN, Bars, Figure, Figures, Lines, Series, Slide, Table, Text
from lib.view import clauses, summary
from lib.view import words as w

TONES = {"达标或达到进度": "good", "滞后": "bad", "无法评估": "neutral"}
TRACKS = 3
"""How many indicators get a slide of their own."""


def cover(m: Material) -> list[Slide]:
    """What this is, for which area and year."""
    head = {"annual": f"{m.subject}“十三五”规划{m.chosen.year}年度评估", "midterm": f"{m.subject}“十三五”规划{m.chosen.called}（{m.chosen.year}年）"}
    title = head.get(m.chosen.kind) or f"{m.chosen.of or '六大百亿工程'}：“十三五”规划进展（{m.chosen.year}年）"
    elapsed = w.percent(min(1.0, (m.chosen.year - c.BASE_YEAR) / c.SPAN), 0)
    scope = "" if m.chosen.kind in ("park", "flagship") else f"范围：{m.chosen.area + '（含两区共同的条款）' if m.chosen.area else '高新区、天元区'}"
    lines = [f"评估年：{m.chosen.year}年，时间进度{elapsed}", scope, "依据：规划纲要的目标条款与公开资料；缺的数据显示为缺，不作估计"]
    method = "每个结论的算式和行号在备注中；目标怎样测量，见“方法”页。"
    return [Slide("cover", "封面", title, (Text(tuple(line for line in lines if line)),), (f"{m.chosen.called}。{method}",), cover=True)]


def one_page(m: Material) -> list[Slide]:
    """The year in six numbers."""
    items = tuple(Figure(value, label, note, TONES.get(label, "text")) for label, value, note in summary.figures(m.chosen.clauses, m.chosen.year))
    late = parts.late(m.chosen.clauses)
    told = parts.notes(late.head(parts.ROWS)) or (summary.nothing_late(m.chosen.clauses, m.chosen.year),)
    return [
        Slide("year", "一页总览", summary.finding(m.chosen.clauses, m.chosen.year), (Figures(items),), told, parts.cite(m.chosen.clauses["line"]))
    ]


def by_domain(m: Material) -> list[Slide]:
    """Verdicts by domain."""
    order = m.chosen.clauses.drop_duplicates("domain").sort_values("domain_position")["domain_name"].tolist()
    if len(order) < 2:
        return []
    judged = parts.judged(m.chosen.clauses)
    late = parts.late(m.chosen.clauses)["domain_name"].value_counts()
    counts = judged["domain_name"].value_counts()
    if len(late):
        silent = len(order) - len(counts)
        title = f"滞后最多的是{late.index[0]}（{late.iloc[0]}项）" + (f"；{silent}个领域没有可评的条款" if silent else "")
    elif len(counts):
        title = f"可评的{len(judged)}项都在进度上，集中在{parts.listed(counts.index, 2)}"
    else:
        most = m.chosen.clauses.loc[m.chosen.clauses["verdict"] == c.UNKNOWN, "domain_name"].value_counts()
        title = f"{len(order)}个领域都没有可评的条款，缺数据最多的是{most.index[0]}（{most.iloc[0]}项）" if len(most) else "各领域的条款都未到期"
    told = tuple(f"{name}：{'、'.join(f'{v}{n}项' for v, n in rows['verdict'].value_counts().items() if n)}。"
                 for name, rows in m.chosen.clauses.groupby("domain_name", sort=False))  # fmt: skip
    return [
        Slide("domains", "各领域结论", title, (parts.stacked(m.chosen.clauses, "domain_name", order),), told, parts.cite(m.chosen.clauses["line"]))
    ]


def headlines(m: Material) -> list[Slide]:
    """The main indicators: base, latest, target, verdict; what is known first."""
    rows = m.chosen.clauses[m.chosen.clauses["headline"].notna()].sort_values(["headline", "area", "id"])
    if rows.empty:
        return []
    table = summary.headlines(rows).assign(key=[f"{r.area}/{r.indicator}" for r in rows.drop_duplicates(["area", "indicator"]).itertuples()])
    known = table[["2015年", "最近"]].ne(w.MISSING)
    table = table.assign(known=known.sum(axis=1) + known["最近"]).sort_values("known", ascending=False, kind="stable")
    both, shown = int(known.all(axis=1).sum()), table.head(parts.ROWS)
    target = [t if t != w.MISSING else f"年均{g}" for t, g in zip(shown["目标水平"], shown["目标增速"], strict=True)]
    body = tuple(
        zip(
            shown["指标"] + "·" + shown["地域"],
            shown["2015年"],
            shown["最近"].str.removesuffix(f"（{m.chosen.year}）"),
            target,
            shown["结论"],
            strict=True,
        )
    )
    title = f"{len(table)}个主要指标中{both}个既有2015年值又有此后的数" + ("，其余还不能看走势" if both < len(table) else "")
    told = (
        (f"没有列出的：{'、'.join(table['指标'].iloc[parts.ROWS :] + '·' + table['地域'].iloc[parts.ROWS :])}。",) if len(table) > parts.ROWS else ()
    )
    block = Table(("指标", "2015年", "最近", "2020年目标", "结论"), body, (30, 14, 20, 22, 14), tuple(shown["key"]), (1, 2, 3))
    return [Slide("headlines", "主要指标", title, (block,), told + parts.notes(rows[rows["actual"].notna()]), parts.sources(rows, m.chosen.series))]


def growth_of_year(m: Material) -> list[Slide]:
    """Growth of the year beside the yearly growth that the plan asks for: no verdict, but what is known."""
    facts = Facts(m.chosen.series)
    found = []
    for row in m.chosen.clauses[m.chosen.clauses["kind"] == "annual_growth"].itertuples():
        rate = facts.rates(row.area, row.indicator, row.price_basis or None).get(m.chosen.year)
        if rate is not None:
            found.append((row, rate))
    if not found:
        return []
    below = [row for row, rate in found if rate.value < row.target]
    shown = sorted(found, key=lambda pair: pair[1].value - pair[0].target)[: parts.ROWS] if len(found) > parts.ROWS else found
    labels = tuple(f"{row.indicator_name}·{w.short(row.area)}{mark(row)}" for row, _ in shown)
    bars = Bars(labels, (Series(f"{m.chosen.year}年", tuple(float(rate.value) for _, rate in shown), "accent"),
                         Series("规划年均", tuple(float(row.target) for row, _ in shown), "plan")), "%", 1, keys=tuple(row.id for row, _ in shown))  # fmt: skip
    title = (
        f"{m.chosen.year}年公布的{len(found)}个增速中，{len(below)}个低于规划要求的年均增速"
        if below
        else f"{m.chosen.year}年公布的{len(found)}个增速都不低于规划要求"
    )
    told = tuple(f"{row.name}（{row.area}，{w.citation(row.line)}）：规划{clauses.condition(row)}；{m.chosen.year}年{w.number(rate.value)}%，"
                 f"《{rate.source_title}》“{rate.place}”。一年的增速不作结论，结论按2016年以来的年均。" for row, rate in found)  # fmt: skip
    told = (f"图上为与规划相比差得最多的{len(shown)}个。", *told) if len(shown) < len(found) else told
    titles = dict.fromkeys(f"《{rate.source_title}》" for _, rate in found)
    return [Slide("growth", "当年增速", title, (bars,), told, "；".join([parts.cite(row.line for row, _ in found), *titles]))]


def tracks(m: Material) -> list[Slide]:
    """The main indicators with a known base: observed values against the path to the target, one slide each."""
    valued = m.chosen.clauses[m.chosen.clauses["kind"].isin(("level", "share", "count")) & m.chosen.clauses["base"].notna()]
    order = valued.assign(unknown=valued["actual"].isna(), order=valued["headline"].astype("float64").fillna(99)).sort_values(
        ["unknown", "order", "line"]
    )
    if m.chosen.kind != "domain":
        order = order[order["headline"].notna()]
    facts = Facts(m.chosen.series)
    return [_track(m, row, facts) for row in order.head(TRACKS).itertuples()]


def _path(row, target: float) -> tuple[float, ...]:
    kind = "hold" if row.kept else row.kind
    return tuple(float(path_value(kind, row.base, target, (y - c.BASE_YEAR) / c.SPAN)) for y in range(c.BASE_YEAR, c.END_YEAR + 1))


def _track(m: Material, row, facts: Facts) -> Slide:
    years = tuple(range(c.BASE_YEAR, c.END_YEAR + 1))
    levels = facts.levels(row.area, row.indicator)
    path = _path(row, row.target)
    seen = tuple(float(levels[y].amount * row.scale) if y in levels and y <= m.chosen.year else NAN for y in years)
    decimals = max(1, min(2, int(row.decimals)))
    before = (Series("原目标的路径", _path(row, row.original_value), "neutral"),) if mark(row) and row.original_value != row.target else ()
    chart = Lines(years, (Series("实际", seen, "accent"), Series("目标路径", path, "plan"), *before), row.unit or "", decimals)
    name = f"{row.area}{row.indicator_name}"
    if pd.isna(row.actual):
        title = f"{name}：2015年{clauses.base_text(row)}，目标{clauses.condition(row)}，此后没有公布的数"
    else:
        gap = row.actual - path[int(row.actual_year) - c.BASE_YEAR]
        side = (
            "在目标路径上"
            if abs(gap) <= row.rounding
            else f"比目标路径{'高' if gap > 0 else '低'}{w.difference(abs(gap), row.unit, decimals).removeprefix('+')}"
        )
        title = f"{name}：{int(row.actual_year)}年{w.quantity(row.actual, row.unit, None, row.actual_operator)}，{side}"
        title += f"；{int(row.actual_year) + 1}年起无数据" if row.actual_year < m.chosen.year else ""
    own = m.chosen.clauses[m.chosen.clauses["id"] == row.id]
    return Slide(f"track-{row.id}", row.indicator_name, title, (chart,), parts.notes(own), parts.sources(own, m.chosen.series))
