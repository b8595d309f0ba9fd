"""What the sentences of the report and of the slides count: a pattern for the words, and the count made anew from the
store."""

import re

import pandas as pd

from tests.report.figures import GAPS, GOOD, LATE

ORDER = ("已达标", "达标回落", "达到进度", "略有滞后", "滞后", "背离", "逾期", "未完成", "完成", "未到期", "无法评估")
VERDICTS = "|".join(ORDER)
MASKED = {key: word.replace("2015年", "□□□□□").replace("、", "和") for key, word in GAPS.items()}
GAP = "|".join(word.replace("和", "[和、]") for word in MASKED.values())
N, P = r"(?P<n>\d+)", r"(?P<n>[\d.]+)"


def verdict(*names):
    return lambda rows, known, found: int(rows["verdict"].astype(str).isin(names).sum())


def judged(rows, known=None, found=None):
    return int(rows["verdict"].astype(str).isin(GOOD | LATE).sum())


def total(rows, known, found):
    return len(rows)


def of_verdict(rows, known, found):
    return int((rows["verdict"].astype(str) == found["v"]).sum())


def gap(rows, known, found):
    return int(
        (rows.loc[rows["verdict"].astype(str) == "无法评估", "gap"].map(MASKED) == found["g"].replace("、", "和")).sum()
    )


def late(rows):
    return rows[rows["verdict"].astype(str).isin(LATE)]


def late_of(rows, known, found):
    return int((late(rows)["domain_name"] == found["d"]).sum())


def most_of(rows, known, found):
    """How many of the first domain named are in the group of verdicts named; None unless no domain has more."""
    group = {"无法评估": {"无法评估"}, "滞后": LATE, "未完成": LATE}.get(found["b"], GOOD)
    counts = rows.loc[rows["verdict"].astype(str).isin(group), "domain_name"].value_counts()
    named = found["d"].split("、")
    return counts[named[0]] if set(named) == set(counts.index[counts == counts.max()]) else None


def silent(rows, known, found=None):
    return int((~late(rows)["id"].isin(known.chosen.explanations["clause"])).sum())


def explained(rows, known, found):
    return len(late(rows)) - silent(rows, known)


def moved(which):
    """Clauses judged in both years: those whose verdict became better, worse, or stayed."""

    def count(rows, known, found):
        rank = {
            v: i
            for i, v in enumerate(
                ("背离", "逾期", "未完成", "滞后", "略有滞后", "达到进度", "达标回落", "已达标", "完成")
            )
        }
        now, then = (
            frame.set_index("id")["verdict"].astype(str).map(rank)
            for frame in (rows, known.plan.assessed(known.year - 1))
        )
        change = (now - then.reindex(now.index)).dropna()
        return {
            "both": len(change),
            "better": (change > 0).sum(),
            "worse": (change < 0).sum(),
            "same": (change == 0).sum(),
        }[which]

    return count


def grown(rows, known) -> pd.DataFrame:
    """Clauses without an actual whose indicator has growth of some year since 2016, on the basis of a rate clause."""
    s = known.plan.frame("series")
    s = s[(s["measure"] == "growth") & s["year"].between(2016, known.year) & (s["year"] - s["since"] == 1)]
    have = [
        pd.isna(r.actual)
        and bool(
            (
                (s["area"] == r.area)
                & (s["indicator"] == r.indicator)
                & (
                    (s["price_basis"] == r.price_basis)
                    | (r.kind not in ("annual_growth", "cumulative_change"))
                    | (not r.price_basis)
                )
            ).any()
        )
        for r in rows.itertuples()
    ]
    return rows[have]


def rated(rows, known) -> int:
    """The main indicators without any later figure that have growth of some year."""
    with_actual = {(r.area, r.indicator) for r in first_of(rows) if pd.notna(r.actual)}
    some = grown(main(rows)[main(rows)["kind"] == "annual_growth"].assign(actual=float("nan")), known)
    return len({(r.area, r.indicator) for r in some.itertuples()} - with_actual)


def observed(rows, known, found):
    return int(rows["actual"].notna().sum())


def share(rows, known, found):
    return rows["actual"].notna().sum() / len(rows) * 100


def due(last):
    def count(rows, known, found):
        ahead = (rows["kind"] == "milestone") & (rows["due"] <= known.year + 1)
        wanted = ("未到期",) if last else ("未到期", "无法评估", "逾期")
        return int(
            (ahead & rows["verdict"].astype(str).isin(wanted) & ((rows["due"] == known.year + 1) | (not last))).sum()
        )

    return count


def severity(rows, known, found):
    return int((known.chosen.findings["severity"].astype(str) == found["s"]).sum())


def projects(test=lambda rows: rows["name"].notna()):
    return lambda rows, known, found: int(test(known.chosen.projects).sum())


def stage(rows, known, found):
    return int((known.chosen.projects["stage"] == found["s"]).sum())


def adjusted(rows, known, found):
    """Records of the procedure, of a class or all; those of cancelled clauses only where they cancel."""
    records = known.chosen.adjustments
    return int((records["change"] == found["c"]).sum())


def growths(rows, known) -> pd.DataFrame:
    """The growth published for the year of every clause that asks for a yearly one, beside what it asks for."""
    asked = known.rows[known.rows["kind"] == "annual_growth"]
    series = known.plan.frame("series")
    series = (
        series[(series["measure"] == "growth") & (series["year"] == known.year)]
        .sort_values("rank")
        .drop_duplicates(["area", "indicator", "price_basis"])
    )
    return asked[["area", "indicator", "target", "original_target", "price_basis"]].merge(
        series, on=["area", "indicator", "price_basis"]
    )


def below(rows, known, found):
    made = growths(rows, known)
    return int((made["value"] < made["target"]).sum())


def withdrawn(rows, known, found):
    return int((known.chosen.adjustments["change"] == "取消").sum())


def traced(known) -> set[str]:
    """The observations that the report rests on, with those of the main indicators in every year of a midterm, and the
    growth of the year."""
    earlier = [main(known.rows_of(y)) for y in range(2016, known.year + 1)] if known.chosen.kind == "midterm" else []
    frames = [known.rows, *earlier]
    ids = {
        part
        for frame in frames
        for column in ("base_id", "actual_id")
        for cell in frame[column]
        for part in str(cell).split(";")
        if part
    }
    return (ids & set(known.plan.frame("series")["id"])) | set(growths(None, known)["id"])


def along(rows, known, found):
    """The main indicators that have an actual of some year."""
    seen = {key for y in range(2016, known.year + 1) for key in known.rows_of(y).query("actual_year == @y")["id"]}
    return int(
        (known.rows["headline"].notna() & (known.rows["kind"] != "milestone") & known.rows["id"].isin(seen)).sum()
    )


def used(rows, known, found):
    ids = {
        part for column in ("base_id", "actual_id") for cell in rows[column] for part in str(cell).split(";") if part
    }
    return int(known.plan.frame("series")["id"].isin(ids).sum())


def used_sources(rows, known, found):
    ids = {
        part for column in ("base_id", "actual_id") for cell in rows[column] for part in str(cell).split(";") if part
    }
    series = known.plan.frame("series")
    return series.loc[series["id"].isin(ids), "source"].nunique()


def defined(rows, known, found):
    near = set(known.chosen.scope["indicator"])
    return sum(
        bool(row.definition) or row.indicator in near
        for row in rows[rows["kind"] != "milestone"].drop_duplicates("indicator").itertuples()
    )


def missing(*gaps):
    return lambda rows, known, found: int(rows.loc[rows["verdict"].astype(str) == "无法评估", "gap"].isin(gaps).sum())


def elapsed(rows, known, found):
    return (known.year - 2015) * 20


def waiting(*names):
    """Milestones that are due by the end of next year, of these verdicts."""
    return lambda rows, known, found: int(
        (
            (rows["kind"] == "milestone") & (rows["due"] <= known.year + 1) & rows["verdict"].astype(str).isin(names)
        ).sum()
    )


def left(rows, known, found):
    """The years from the one that the text names to the end of the plan."""
    return 2020 - int(known.text[found.start() + 1 :][:4])


def divided(rows, known, found):
    """What is divided into the target, if the quotient beside it is theirs."""
    top, bottom, share = (
        float(n.replace(",", ""))
        for n in re.match(r"完成程度：([\d,.]+) ÷ ([\d,.]+) = ([\d,.]+)%", known.text[found.start() :]).groups()
    )
    return top if abs(100 * top / bottom - share) <= 0.05 + 1e-9 else None


def pairs(rows: pd.DataFrame) -> int:
    """How many indicators, each area counted."""
    return len(rows.drop_duplicates(["area", "indicator"]))


def main(rows):
    return rows[rows["headline"].notna()]


def first_of(rows) -> list:
    """The first clause of every main indicator, a level before a rate."""
    return [
        (
            group[~group["kind"].isin(("annual_growth", "cumulative_change"))]
            if (~group["kind"].isin(("annual_growth", "cumulative_change"))).any()
            else group
        ).iloc[0]
        for _, group in main(rows).sort_values("id").groupby(["area", "indicator"])
    ]


def both_known(rows) -> list:
    """The main indicators whose first clause has a base and a later figure."""
    return [row for row in first_of(rows) if pd.notna(row["base"]) and pd.notna(row["actual"])]


def compared(rows):
    return rows[
        rows["kind"].isin(("level", "share", "count"))
        & rows["base"].notna()
        & rows["actual"].notna()
        & (rows["direction"] != 0)
    ]


def better(rows) -> int:
    return int((rows["direction"] * (rows["actual"] - rows["base"]) > rows["rounding"]).sum())


def nearly(rows, known, found):
    """Clauses that lack a base, or an actual, or one year of a chain, and nothing else."""
    unknown = rows[rows["verdict"].astype(str) == "无法评估"]
    one = unknown["missing_years"].str.fullmatch(r"\d{4}")
    return int(
        (
            (unknown["gap"] == "no_base")
            | ((unknown["gap"] == "no_actual") & unknown["base"].notna())
            | ((unknown["gap"] == "chain") & one)
        ).sum()
    )


def domains(rows, known, found):
    return rows["domain_name"].nunique()


def domains_without(column_ok):
    return lambda rows, known, found: int((~rows.assign(ok=column_ok(rows)).groupby("domain_name")["ok"].any()).sum())


def milestones(rows, known, found):
    slugs = known.chosen.projects.loc[known.chosen.projects["flagship"] == "yes", "indicator"].dropna()
    return int(rows["indicator"].isin(slugs).sum())


flagships = projects(lambda rows: rows["flagship"] == "yes")
STAGES = "储备|前期|适时启动|已引进|在建|竣工投产|十二五已建成|已有（时间未载明）|进度未载明|未载明"
CHANGES = "上调|下调|新增|口径变更|取消"
STEPS = [
    (r"完成程度：(?P<n>\d[\d,.]*) (?:÷|□)", divided),
    (rf"÷ {N}% = ", elapsed),
    (rf"(?<=□□ = ){N}%", elapsed),
    (rf"自□+年?起{N}年 = ", left),
]
"""What the arithmetic of every clause says alike."""
REPORT = [
    *STEPS,
    (rf"时间进度为{N}%", elapsed),
    (rf"目标条款共{N}项", total),
    (rf"可以评估的{N}项", judged),
    (rf"里程碑未到期{N}项", verdict("未到期")),
    (rf"达标或达到进度{N}项", verdict(*GOOD)),
    (rf"(?<=，)滞后{N}项（", verdict(*LATE)),
    (rf"无法评估的{N}项", verdict("无法评估")),
    (rf"两年都能评估的{N}项", moved("both")),
    (rf"好转{N}项", moved("better")),
    (rf"转差{N}项", moved("worse")),
    (rf"不变{N}项", moved("same")),
    (rf"好转的条款：[^。]*等{N}项", moved("better")),
    (rf"转差的条款：[^。]*等{N}项", moved("worse")),
    (rf"滞后的{N}项条款", verdict(*LATE)),
    (rf"^{N}项条款中", total),
    (rf"，{N}项有□+年?或此前", observed),
    (rf"数据完备度为{P}%", share),
    (rf"(?P<g>{GAP})的{N}项", gap),
    (rf"调整目标{N}项次", lambda rows, known, found: len(known.chosen.adjustments)),
    (rf"取消的{N}项", withdrawn),
    (rf"取消目标{N}项", withdrawn),
    (rf"^{N}项条款都没有", total),
    (rf"公布的□+年?增速有{N}个", lambda rows, known, found: len(growths(rows, known))),
    (rf"其中{N}个低于", below),
    (rf"有实际值的主要指标{N}项", along),
    (rf"(?P<c>{CHANGES}){N}项", adjusted),
    (rf"以上未列原因的{N}项", silent),
    (rf"没有说明的{N}项", silent),
    (rf"时限：[^。]*等{N}项", silent),
    (rf"到期的里程碑{N}项", due(True)),
    (rf"到期的里程碑■+项：[^。]*等{N}项", due(True)),
    (rf"百亿工程{N}项，", lambda rows, known, found: rows["indicator"].nunique()),
    (rf"时限条款{N}项", total),
    (rf"项目{N}项，", projects()),
    (rf"写明时限的{N}项", projects(lambda rows: rows["due"].notna())),
    (rf"发现{N}处", lambda rows, known, found: len(known.chosen.findings)),
    (rf"(?P<s>硬矛盾|口径疑点|提示){N}处", severity),
    (rf"观测值{N}个", lambda rows, known, found: len(traced(known))),
    (rf"口径的指标{N}个", defined),
    (rf"(?P<v>{VERDICTS}){N}项", of_verdict),
    (rf"(?P<s>{STAGES}){N}项", stage),
    (rf"(?<=[：、])(?P<d>\w+?){N}项", late_of),
    (rf"{N}表示恰在", lambda *_: 1),
    (rf"上下{N}%以内", lambda *_: 5),
]
"""The sentences of the document, in the order in which they are looked for."""


SLIDES = [
    *STEPS,
    (rf"^可评：□+年?{N}项", judged),
    (rf"^目标条款{N}项", total),
    (rf"^滞后{N}项$", verdict(*LATE)),
    (rf"^达标或达到进度{N}项", verdict(*GOOD)),
    (rf"{N}项有□+年?以来可用于评估的数", observed),
    (rf"另有{N}项只有个别年份的增速", lambda rows, known, found: len(grown(rows, known))),
    (rf"：{N}项中", total),
    (rf"{N}个主要指标中(?=[^按]*既有)", lambda rows, known, found: pairs(main(rows))),
    (rf"中{N}个既有", lambda rows, known, found: len(both_known(rows))),
    (rf"，{N}个只有增速", lambda rows, known, found: rated(rows, known)),
    (rf"^其余{N}项：", lambda rows, known, found: known.text.count("行）")),
    (rf"^(?P<s>{STAGES})：[^。]*等{N}项", stage),
    (rf"前后可比的{N}项都好于", lambda rows, known, found: better(compared(rows))),
    (rf"前后可比的{N}项", lambda rows, known, found: len(compared(rows))),
    (rf"{N}项好于", lambda rows, known, found: better(compared(rows))),
    (rf"{N}项的最近数早于", lambda rows, known, found: int((compared(rows)["actual_year"] < known.year).sum())),
    (rf"^{N}项只差一个数", nearly),
    (rf"^项目{N}个", projects()),
    (rf"^百亿工程{N}项", projects(lambda rows: rows["flagship"] == "yes")),
    (rf"^(?P<s>{STAGES})(?:（[^）]*）)?{N}个", stage),
    (rf"(?:滞后|未完成)的{N}项(?:都|)还没有说明", silent),
    (rf"时间进度{N}%", elapsed),
    (rf"可评的?{N}项", judged),
    (rf"{N}项可评", judged),
    (rf"{N}项(?:都)?达标或达到进度", verdict(*GOOD)),
    (rf"(?P<b>滞后|未完成|无法评估|达标或达到进度|完成)(?:，|)最多的是(?P<d>[^（]+)（各?{N}项）", most_of),
    (rf"分散在{N}个领域", lambda rows, known, found: late(rows)["domain_name"].nunique()),
    (rf"(?:滞后|未完成)（.*等{N}项", verdict(*LATE)),
    (rf"(?:滞后|未完成)的{N}项中", verdict(*LATE)),
    (rf"{N}项(?:滞后|未完成)", verdict(*LATE)),
    (rf"(?<=中){N}项已作说明", explained),
    (rf"(?<=中){N}项还没有说明", silent),
    (rf"{N}项(?:缺数据|无法评估)", verdict("无法评估")),
    (rf"{N}项(?:都)?未到期", verdict("未到期")),
    (rf"^{N}项目标(?:条款)?", total),
    (rf"{N}项目标(?:条款)?", total),
    (rf"^{N}项中", total),
    (rf"原因是(?P<g>{GAP})(?:、[^（]*)?（各?{N}项）", gap),
    (rf"数据完备度{P}%", share),
    (rf"^{N}个领域", domains),
    (rf"；{N}个领域没有可评", domains_without(lambda rows: rows["verdict"].astype(str).isin(GOOD | LATE))),
    (rf"：{N}个领域在□+年?以来", domains_without(lambda rows: rows["actual"].notna())),
    (rf"{N}处(?P<s>硬矛盾|口径疑点|提示)", severity),
    (
        rf"(?<=的){N}处硬矛盾",
        lambda rows, known, found: int((known.chosen.findings["severity"].astype(str) == "硬矛盾").sum()),
    ),
    (rf"(?P<c>{CHANGES}){N}项", adjusted),
    (rf"调整目标{N}项次", lambda rows, known, found: len(known.chosen.adjustments)),
    (rf"{N}项时限条款", milestones),
    (rf"{N}项工程在规划中说法不一", projects(lambda rows: (rows["flagship"] == "yes") & rows["note"].notna())),
    (rf"有{N}项百亿工程", flagships),
    (rf"百亿工程：[^。]*等{N}项", flagships),
    (rf"{N}个(?:写明时限)", projects(lambda rows: rows["due"].notna())),
    (rf"{N}个没有时限", projects(lambda rows: rows["due"].isna())),
    (rf"^{N}个项目", projects()),
    (rf"(?<=[的，]){N}个项目", projects()),
    (rf"{N}个应在", lambda rows, known, found: int((known.chosen.projects["due"] <= known.year).sum())),
    (rf"过半（{N}个）为(?P<s>\w+)", stage),
    (rf"(?P<s>{STAGES})(?:、[^（]*)?（各?{N}个）", stage),
    (rf"，列出{N}个", lambda rows, known, found: 21),
    (rf"没有列出的{N}个", lambda rows, known, found: len(known.chosen.projects) - 21),
    (rf"结论用到的{N}个数", used),
    (rf"出自{N}个来源", used_sources),
    (rf"：{N}项各缺什么", verdict("无法评估")),
    (rf"^{N}个领域", domains),
    (rf"{N}项缺□+年?的数", missing("no_actual", "no_base_no_actual")),
    (rf"其中{N}项也缺", missing("no_base_no_actual")),
    (rf"{N}项只缺□+年?的数", missing("no_base")),
    (rf"{N}项缺个别年份的数", missing("chain")),
    (rf"(?:赶进度|作交代)：.*等{N}项", verdict(*LATE)),
    (rf"无完成记录的里程碑{N}项", waiting("无法评估")),
    (rf"已逾期的里程碑{N}项", waiting("逾期")),
    (rf"到期的里程碑{N}项", waiting("未到期")),
    (rf"无完成记录的里程碑■+项（.*等{N}项", waiting("无法评估")),
    (rf"已逾期的里程碑■+项（.*等{N}项", waiting("逾期")),
    (rf"到期的里程碑■+项（.*等{N}项", waiting("未到期")),
    (rf"{N}项(?P<g>{GAP})", gap),
    (rf"(?P<v>{VERDICTS}){N}项", of_verdict),
    (rf"{N}项(?P<v>{VERDICTS})", of_verdict),
    (rf"^下一步{N}件事：(?P<l>.*)$", lambda rows, known, found: len(found["l"].split("、"))),
    (rf"里程碑未到期{N}项", verdict("未到期")),
    (rf"另有{N}项里程碑", verdict("未到期")),
]
"""The titles and sentences of the slides, in the order in which they are looked for."""
