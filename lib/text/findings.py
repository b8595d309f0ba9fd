"""The findings of the audit in words and tables; the agreement of methods; how sure a verdict is."""

import math

import pandas as pd

from lib.about import About
from lib.audit.finding import NONE, SEVERITIES, Finding
from lib.measure import constants as c
from lib.measure.clause import Measured, Target
from lib.measure.comparison import Compared
from lib.measure.period import Period
from lib.measure.uncertainty import MINIMUM, Outlook
from lib.once import once
from lib.text import words as w
from lib.theme import mark

LIKELY = (
    (0.95, "几乎可以肯定达到"),
    (0.80, "很可能达到"),
    (0.60, "较可能达到"),
    (0.40, "达到与否各半"),
    (0.20, "较可能达不到"),
    (0.05, "很可能达不到"),
)
MOST = 3
"""Findings told in full beside a clause; the others follow in a table."""
METHOD_NAMES = {"open_sdg": "Open SDG", "eurostat": "欧盟统计局"}


def title(found: pd.DataFrame) -> str:
    """How many findings of each severity, in one line."""
    counts = found["severity"].value_counts()
    return (
        "规划自身的数字：" + "，".join(f"{counts[s]}处{s}" for s in SEVERITIES if counts[s])
        if len(found)
        else "规划自身的数字：没有发现不一致"
    )


def notice(found: pd.DataFrame) -> str:
    """What the findings are, and which of them rest on something beside the plan."""
    rows = found[found["outside"]]
    outside = (
        w.word("notice", "audit_outside").format(count=len(rows), names="、".join(f"“{what}”" for what in rows["what"]))
        if len(rows)
        else ""
    )
    return w.word("notice", "audit").format(outside=outside)


def table(found: pd.DataFrame) -> pd.DataFrame:
    """The findings as people read them."""
    return pd.DataFrame(
        {
            "程度": found["severity"].astype(str),
            "规则": found["rule"],
            "发现": found["what"],
            "算式与依据": found["computation"],
            "差": found["gap"],
            "可能的原因与建议": found["reason"],
            "规划行号": ["、".join(map(str, cited)) for cited in found["lines"]],
        }
    )


def briefly(found: pd.DataFrame) -> pd.DataFrame:
    """The findings as people read them, in a narrow table."""
    return table(found)[["程度", "发现", "差", "算式与依据", "可能的原因与建议"]]


def numbered(found: pd.DataFrame) -> pd.DataFrame:
    """The findings as people read them, with the number by which one is chosen in front."""
    rows = table(found).assign(程度=[mark(severity) for severity in found["severity"]])
    rows.insert(0, "发现号", found.index.astype(str))
    return rows


def paragraph(row: Finding) -> str:
    """The arithmetic, the gap and the likely reason of one finding in one paragraph."""
    parts = (row.computation, "" if row.gap == NONE else f"差：{row.gap}", row.reason)
    return "；".join(part for part in parts if part) + "。"


DRAWN = 20
"""At most so many findings are drawn at once; the filters lead to the others."""


def drawing_note(drawn: pd.DataFrame) -> str:
    """How to read the drawing, and whether it shows all."""
    more = (
        f"共{len(drawn)}处可画，先画程度重、差额大的{DRAWN}处，其余可按程度、规则筛选。" if len(drawn) > DRAWN else ""
    )
    return f"蓝菱形为规划所说的数（作100%），圆点为按其他条款推算的数，线为两者的差。{more}来源：规划各处，章节见下表。"


def measurable(found: pd.DataFrame) -> pd.DataFrame:
    """Findings that can be drawn on one scale, the widest gap first: two amounts that differ; years and counts of a
    list are none."""
    rows = found[
        found["left"].notna()
        & found["right"].gt(0)
        & found["left"].ne(found["right"])
        & ~found["unit"].isin(("年", "项"))
    ]
    weight = -(rows["left"] / rows["right"] - 1).abs()
    rank = rows["severity"].astype(str).map(list(SEVERITIES).index)
    return rows.assign(rank=rank, weight=weight).sort_values(["rank", "weight"])


def names_of(found: pd.DataFrame) -> pd.Series:
    """Findings by position, for choosing one."""
    return ("［" + found["severity"].astype(str) + "］" + found["what"]).set_axis(found.index.astype(str))


def concerned(row: Finding, clauses: pd.DataFrame, about: About) -> list[tuple[str, str]]:
    """The clauses that a finding concerns: (id, name with area), those on its lines first."""
    pairs = pd.MultiIndex.from_tuples(row.indicators, names=["area", "indicator"]) if row.indicators else []
    rows = clauses[clauses.set_index(["area", "indicator"]).index.isin(pairs)] if len(pairs) else clauses.iloc[:0]
    rows = rows.assign(cited=rows["line"].isin(row.lines)).sort_values(["cited", "line"], ascending=[False, True])
    return [(r.id, f"{r.name}（{about.areas.short(r.area)}）") for r in Target.of(rows)]


def likelihood(outlook: Outlook | None, rates: int, clause: Measured, period: Period) -> str:
    """The probability of meeting the target of a `clause`, in words; 样本不足 where it cannot be estimated."""
    if outlook is None and rates >= MINIMUM:
        why = (
            f"最近的值是界限值（{w.quantity(clause.actual, clause.unit, None, clause.actual_operator)}）"
            if pd.notna(clause.actual)
            else "没有实际值"
        )
        return f"达标概率：{why}，不估计"
    if outlook is None:
        return f"达标概率：样本不足（同一口径的逐年增速有{rates}个，至少要{MINIMUM}个）"
    chance = outlook.probability(period.end)
    word = next((text for least, text in LIKELY if chance >= least), "几乎不可能达到")
    index = clause.traits.chained
    low, high = (
        w.quantity(float(outlook.quantile(share, period.end)) * (100 if index else 1), "" if index else clause.unit, 1)
        for share in (0.1, 0.9)
    )
    return (
        f"达标概率：{w.percent(chance, 0)}，{word}（按{outlook.rates}个逐年增速估计，平均{w.percent(math.expm1(outlook.drift), 1)}、"
        f"对数增速的标准差{w.number(outlook.spread, 3)}；{period.end}年80%区间{low}至{high}{f'（{period.base}年为100）' if index else ''}）"
    )


def methods(row: Measured, compared: Compared) -> list[str]:
    """One line a published method: its status, and agreement with our verdict or the reason for the difference."""
    lines = []
    theirs = {
        "open_sdg": (compared.open_sdg_status, compared.open_sdg_progress, compared.open_sdg_agrees),
        "eurostat": (compared.eurostat_status, compared.eurostat_progress, compared.eurostat_agrees),
    }
    for method, name in METHOD_NAMES.items():
        status, progress, agrees = theirs[method]
        if status == "not_available" or agrees is None:
            lines.append(f"{name}：不适用（{_unfit(row)}）")
            continue
        head = f"{name}：{w.word('progress', status)}（增速比{w.number(progress, 2)}）"
        lines.append(
            f"{head}，与本方法一致"
            if agrees
            else f"{head}，与本方法（{row.verdict}）不同：{_difference(row, progress)}"
        )
    return lines


def _unfit(row: Measured) -> str:
    kind = row.way
    if not kind.compared:
        return f"“{w.word('kind', kind.name)}”条款没有可比的增速"
    return "缺基期或评估年的值"


def _difference(row: Measured, progress: float) -> str:
    """Why another method differs: the shape of the path, or where it draws the line."""
    if row.traits.valued and not row.traits.compounding and abs(progress - row.pace) > 0.02:
        return f"它按复合增速之比（{w.number(progress, 2)}），本方法按等差路径（{w.pace(row.pace)}）；且以0.95、0.6为界，本方法以{c.ON_TRACK:g}、{c.SLIGHTLY_BEHIND:g}为界"
    return f"它以增速比0.95、0.6为界，本方法以序时进度比{c.ON_TRACK:g}、{c.SLIGHTLY_BEHIND:g}为界"


def disagreement(compared: pd.DataFrame, rows: pd.DataFrame) -> str:
    """How many verdicts on the clauses in `rows` differ between the methods, in one line."""
    compared = compared[compared["id"].isin(rows["id"])]
    comparable = compared[compared["open_sdg_agrees"].notna() | compared["eurostat_agrees"].notna()]
    if comparable.empty:
        return "方法比较：没有可与Open SDG、欧盟统计局方法相比的结论"
    parts = []
    for method, name in METHOD_NAMES.items():
        column = comparable[f"{method}_agrees"].dropna()
        parts.append(f"与{name}不同{int((~column.astype(bool)).sum())}项")
    return f"方法比较：可比的{len(comparable)}项结论中，{'，'.join(parts)}"


@once
def moved(before: pd.DataFrame, after: pd.DataFrame, about: About) -> pd.DataFrame:
    """Clauses whose verdict changes when thresholds move."""
    changed = before["verdict"].astype(str) != after["verdict"].astype(str)
    rows = before[changed]
    return pd.DataFrame(
        {
            "条款": rows["id"],
            "目标": rows["name"],
            "地域": rows["area"].map(about.areas.short),
            "序时进度比": rows["pace"],
            "现行结论": rows["verdict"].astype(str),
            "移动后": after.loc[changed, "verdict"].astype(str),
        }
    )


def moved_title(before: pd.DataFrame, changed: pd.DataFrame, limits: c.Thresholds) -> str:
    """How many verdicts hang on the thresholds, in one sentence."""
    judged = int((~before["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum())
    if limits == c.IN_FORCE:
        return (
            f"现行阈值：{limits.on_track:g}、{limits.slightly_behind:g}、±{limits.about:.0%}。可评的条款有{judged}项。"
        )
    return f"按{limits.on_track:g}、{limits.slightly_behind:g}、±{limits.about:.0%}，可评的{judged}项中有{len(changed)}项改变。"
