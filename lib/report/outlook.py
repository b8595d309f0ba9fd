"""The end of a deck: what the plan contradicts itself on, what data is missing, explanations, next steps, sources."""

import pandas as pd

from lib.compute import constants as c
from lib.compute.audit import SEVERITIES
from lib.compute.evidence import Facts
from lib.compute.finding import HARD
from lib.compute.projection import begin, rates, scenarios
from lib.report import parts
from lib.report.changes import mark
from lib.report.material import Material
from lib.report.slide import Bars, Series, Slide, Table, Text
from lib.view import clauses, findings, summary
from lib.view import words as w

SCENARIOS = {"plan": "按规划增速", "trend": "“十二五”趋势", "since_base": "十三五以来"}
CONTRADICTIONS = 4


def contradictions(m: Material) -> list[Slide]:
    """What the plan says against itself, the hard ones first."""
    if m.chosen.findings.empty:
        text = "审核规则没有在这部分发现不一致。"
        return [Slide("audit", "目标自洽性", "规划在这部分的数字前后一致", (Text((text,)),), (w.word("notice", "audit"),), "")]
    order = m.chosen.findings["severity"].astype(str).map(list(SEVERITIES).index)
    rows = m.chosen.findings.assign(order=order).sort_values(["order", "lines"], kind="stable")
    shown = rows.head(CONTRADICTIONS)
    body = tuple((str(r.severity), r.what, r.gap or w.MISSING, "、 ".join(map(str, r.lines))) for r in shown.itertuples())
    block = Table(("程度", "说法不一之处", "差", "行号"), body, (12, 41, 28, 19), tuple(map(str, shown.index)), (2,))
    told = tuple(f"{r.severity}：{r.what}。{r.computation}。差：{r.gap}。{r.reason}（{parts.cite(r.lines)}）" for r in shown.itertuples())
    left = rows.iloc[CONTRADICTIONS:]
    told += (f"其余{len(left)}处见“目标自洽性”页。",) if len(left) else ()
    lines = [line for r in shown.itertuples() for line in r.lines]
    return [Slide("audit", "目标自洽性", findings.finding(m.chosen.findings), (block,), told, parts.cite(lines))]


def gaps(m: Material) -> list[Slide]:
    """Why clauses cannot be judged, and what share of them has any figure."""
    missing = summary.gaps(m.chosen.clauses)
    if missing.empty:
        return []
    total, unknown = len(m.chosen.clauses), int(missing["value"].sum())
    bars = Bars(tuple(missing["label"]), (Series("条款", tuple(map(float, missing["value"])), "neutral"),), "项", 0, keys=tuple(missing["label"]))
    title = f"{total}项中{unknown}项无法评估，首要原因是{missing['label'].iloc[0]}（{missing['value'].iloc[0]}项）"
    rows = m.chosen.clauses[m.chosen.clauses["verdict"] == c.UNKNOWN]
    told = tuple(
        f"{w.word('gap', gap)}：{'、'.join(f'{r.name}（{w.short(r.area)}，第{r.line}行）' for r in group.itertuples())}。"
        for gap, group in rows.groupby("gap")
    )
    return [Slide("gaps", "数据缺口", title, (bars,), told, parts.cite(rows["line"]))]


def coverage(m: Material) -> list[Slide]:
    """How many clauses of each domain have an observation since 2015."""
    order = m.chosen.clauses.drop_duplicates("domain").sort_values("domain_position")["domain_name"].tolist()
    if len(order) < 2:
        return []
    groups = m.chosen.clauses.groupby("domain_name")["actual"]
    have, total = groups.count().reindex(order), groups.size().reindex(order)
    bars = Bars(tuple(order), (Series("有数据", tuple(map(float, have)), "plan"), Series("没有数据", tuple(map(float, total - have)), "grid")),
                "项", 0, stacked=True, keys=tuple(order))  # fmt: skip
    none = int((have == 0).sum())
    title = (
        f"数据完备度{w.percent(have.sum() / total.sum())}：{none}个领域在2016年以来一项数据也没有"
        if none
        else f"数据完备度{w.percent(have.sum() / total.sum())}"
    )
    told = tuple(f"{name}：{total[name]}项中{have[name]}项有{m.chosen.year}年或之前的观测值。" for name in order)
    return [Slide("coverage", "数据完备度", title, (bars,), told, parts.cite(m.chosen.clauses["line"]))]


def nearly(m: Material) -> list[Slide]:
    """Clauses that one more figure would make assessable."""
    unknown = m.chosen.clauses[m.chosen.clauses["verdict"] == c.UNKNOWN]
    one = unknown["missing_years"].map(lambda years: len(years.split(";")) == 1 and years != "")
    rows = unknown[(unknown["gap"] == "no_base") | ((unknown["gap"] == "no_actual") & unknown["base"].notna()) | ((unknown["gap"] == "chain") & one)]
    if rows.empty:
        return []
    shown = rows.sort_values(["headline", "line"], na_position="last").head(parts.ROWS)
    body = tuple((f"{r.name}·{w.short(r.area)}", clauses.reason(r)) for r in shown.itertuples())
    block = Table(("目标", "还缺什么"), body, (46, 54), tuple(shown["id"]))
    return [Slide("nearly", "补数先后", f"{len(rows)}项只差一个数就能评估，先补这些", (block,), parts.notes(shown) + parts.rest(rows, len(shown)),
                  parts.sources(shown, m.chosen.series))]  # fmt: skip


def explanations(m: Material) -> list[Slide]:
    """What the units have explained: cause, measures, deadline."""
    if m.chosen.explanations.empty:
        return []
    names = m.chosen.clauses.set_index("id")["name"]
    late = parts.late(m.chosen.clauses)
    shown = m.chosen.explanations.head(CONTRADICTIONS)
    text = shown.fillna("").astype(str)
    body = tuple((names[r.clause], r.cause, r.measures, r.unit, r.deadline) for r in text.itertuples())
    block = Table(("目标", "原因", "措施", "单位", "时限"), body, (20, 24, 27, 12, 17), tuple(shown["clause"]))
    done = int(late["id"].isin(m.chosen.explanations["clause"]).sum())
    told = tuple(f"{names[r.clause]}：{r.cause}；{r.measures}（{r.unit}，{r.deadline}）" for r in m.chosen.explanations.fillna("").itertuples())
    return [
        Slide(
            "explained",
            "情况说明",
            f"{len(late)}项滞后中{done}项已作说明",
            (block,),
            told,
            parts.cite(m.chosen.clauses.set_index("id").loc[shown["clause"], "line"]),
        )
    ]


def years(m: Material) -> list[Slide]:
    """Verdicts year by year up to the evaluation year."""
    everything = pd.concat([*m.earlier.values(), m.chosen.clauses])
    order = [*m.earlier, m.chosen.year]
    known = {y: len(parts.judged(frame)) for y, frame in {**m.earlier, m.chosen.year: m.chosen.clauses}.items()}
    title = "可评的条款：" + "，".join(f"{y}年{n}项" for y, n in known.items())
    block = parts.stacked(everything, "evaluation_year", order, {y: f"{y}年" for y in order})
    told = tuple(
        f"{y}年：{'、'.join(f'{v}{n}项' for v, n in frame['verdict'].value_counts().items() if n)}。"
        for y, frame in {**m.earlier, m.chosen.year: m.chosen.clauses}.items()
    )
    return [Slide("years", "逐年结论", title, (block,), told, parts.cite(m.chosen.clauses["line"]))]


def to_2020(m: Material) -> list[Slide]:
    """The main indicators in 2020 along each scenario, held against their targets."""
    series = m.chosen.series
    facts, body, keys, told, met = Facts(series[series["year"] <= m.chosen.year]), [], [], [], 0
    main = m.chosen.clauses[m.chosen.clauses["headline"].notna()].rename(columns={"target": "value"}).sort_values(["headline", "area", "id"])
    for (area, slug), group in main.groupby(["area", "indicator"], sort=False):
        valued = group[group["kind"].isin(("level", "share", "count"))]
        start = begin(group, facts) if len(valued) else None
        if start is None:
            continue
        found = scenarios(start, rates(start, facts)).set_index("scenario")
        first = valued.iloc[0]
        unit, decimals = first["indicator_unit"] or "", int(first["decimals"])
        cells = [w.quantity(found["value"].get(name), unit, decimals) if name in found.index else w.MISSING for name in SCENARIOS]
        changed = next((r for r in valued.rename(columns={"value": "target"}).itertuples() if mark(r)), None)
        asked = w.condition(start.operator, start.target, unit) + (mark(changed) if changed else "")
        body.append((f"{first['indicator_name']}·{w.short(area)}", asked, *cells))
        keys.append(f"{area}/{slug}")
        met += "trend" in found.index and bool(found.at["trend", "gap"] * start.direction >= 0)
        basis = [SCENARIOS[name] for name in SCENARIOS if name in found.index and not found["comparable"][name]]
        told.append(f"{first['indicator_name']}（{area}）自{start.year}年{w.quantity(start.value, unit, decimals)}起推算"
                    + (f"；{'、'.join(basis)}的增速为可比价，目标为现价，只作参考" if basis else "") + "。")  # fmt: skip
    if not body:
        return []
    block = Table(
        ("指标", "2020年目标", *SCENARIOS.values()), tuple(body[: parts.ROWS]), (28, 24, 16, 17, 15), tuple(keys[: parts.ROWS]), (1, 2, 3, 4)
    )
    title = f"能推算到2020年的{len(body)}个主要指标中，{met}个按“十二五”趋势可以达到目标"
    return [
        Slide("to-2020", "推算到2020年", title, (block,), tuple(told), parts.sources(main, series) if len(main) < 9 else parts.cite(main["line"]))
    ]


def steps(m: Material) -> list[Slide]:
    """What to do next, in the order of the deck: catch up, explain, fill in, decide."""
    late, unknown = parts.late(m.chosen.clauses), m.chosen.clauses[m.chosen.clauses["verdict"] == c.UNKNOWN]
    due = m.chosen.clauses[
        (m.chosen.clauses["kind"] == "milestone")
        & (m.chosen.clauses["due"] <= m.chosen.year + 1)
        & m.chosen.clauses["verdict"].isin((c.NOT_DUE, c.UNKNOWN, c.OVERDUE))
    ]
    hard = int((m.chosen.findings["severity"] == HARD).sum())
    silent = len(late) - int(late["id"].isin(m.chosen.explanations["clause"]).sum())
    actual = int(unknown["gap"].isin(("no_actual", "no_base_no_actual", "chain")).sum())
    base = int(unknown["gap"].isin(("no_base", "no_base_no_actual")).sum())
    lacking = "，".join(f"{n}项缺{what}的数" for n, what in ((actual, "2016年以来"), (base, "2015年")) if n)
    lines = [
        f"赶进度：{parts.listed(late['name'])}，逐项核定今后的年均增速" if len(late) else "",
        f"作说明：滞后的{len(late)}项中{silent}项还没有说明原因、措施和时限" if silent else "",
        f"补数据：{lacking}，由统计和主管部门提供并注明出处" if lacking else "",
        f"查时限：{m.chosen.year + 1}年底前到期的里程碑{len(due)}项（{parts.listed(due['name'], 2)}），要有完成记录" if len(due) else "",
        "" if len(m.chosen.clauses) else f"补目标：规划没有为{m.subject}写明可量度的目标",
        f"定口径：规划自身的{hard}处硬矛盾，按程序说明或调整" if hard else "",
    ]
    lines = tuple(line for line in lines if line)
    if not lines:
        return []
    heads = "、".join(line.split("：")[0] for line in lines)
    return [Slide("steps", "下一步", f"下一步{len(lines)}件事：{heads}", (Text(lines),), parts.rest(due, 0), "")]


def provenance(m: Material) -> list[Slide]:
    """Where the figures come from, and how reliable that is."""
    series = m.chosen.series
    ids = {part for column in ("base_id", "actual_id") for cell in m.chosen.clauses[column] for part in cell.split(";") if part}
    used = series[series["id"].isin(ids)]
    counts = used.groupby("source").size().sort_values(ascending=False)
    known = m.chosen.sources.set_index("slug")
    body = (("规划纲要（目标条款）", known.loc["plan", "issuer"], str(known.loc["plan", "reliability"]), f"{len(m.chosen.clauses)}项"),)
    body += tuple(
        (known.loc[s, "title"], known.loc[s, "issuer"] or w.MISSING, str(known.loc[s, "reliability"]), f"{n}个数") for s, n in counts.items()
    )
    block = Table(("来源", "发布", "可靠性", "供给"), body[: parts.ROWS], (52, 24, 11, 13), ("plan", *counts.index)[: parts.ROWS], (3,))
    told = tuple(f"{r.title}（{r.issuer or '—'}，可靠性{r.reliability}）{r.address or ''}" for r in known.loc[list(counts.index)].itertuples())
    title = f"{len(m.chosen.clauses)}项目标出自规划；" + (f"结论用到的{len(used)}个数出自{len(counts)}个来源" if len(used) else "还没有用到观测值")
    return [Slide("sources", "数据来源", title, (block,), told, "可靠性：A为原始文件，B、C依次较低；逐条见“数据来源”页")]
