"""What the sentences of a report count: the words of the vocabulary, and how many of it the store has."""

import re
from collections import defaultdict

import pandas as pd

from lib.cycle.dispatch import known_by
from lib.measure import constants as c
from lib.measure.kinds import KINDS, having
from lib.measure.observation import OWN
from lib.projects.register import BEHIND
from lib.report.document.dossier import Dossier
from lib.text import dots
from lib.text import words as w
from lib.text.clauses import GOOD, LATE

RANKS = {verdict: i for i, verdict in enumerate((*LATE, *reversed(GOOD)))}


def census(known, rows: pd.DataFrame) -> tuple[dict[str, set[float]], re.Pattern]:
    """By word how many there may be beside it among these clauses, and the pattern that finds the words."""
    words = defaultdict(set)
    parts = (_verdicts, _gaps, _compared, _others, _toured, _documents)
    for names, number in (pair for part in parts for pair in part(known, rows)):
        for name in names.split():
            words[name].add(float(number))
    return words, re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _each(values: pd.Series):
    """A word a value, with how many have it."""
    return ((str(name), number) for name, number in values.value_counts().items())


def _verdicts(known, rows: pd.DataFrame):
    verdict, chosen = rows["verdict"].astype(str), known.chosen
    good, late, unknown = verdict.isin(GOOD), verdict.isin(LATE), verdict == c.UNKNOWN
    asked = verdict.isin((c.AWAY, c.OVERDUE, c.FAILED, c.BEHIND))
    told = asked & rows["id"].isin(chosen.explanations["clause"])
    before = chosen.history.get(known.year - 1)
    rank = {v: int(v in GOOD) for v in RANKS} if known.year >= known.period.end else RANKS
    now = pd.Series(verdict.map(rank).to_numpy(float), rows["id"])
    then = now * float("nan") if before is None else before.set_index("id")["verdict"].astype(str).map(rank)
    moved = (now - then.reindex(now.index)).dropna()
    yield from (
        ("目标条款 条款数 条款中 条款都 合计 项目标", len(rows)),
        ("可以评估 可评", (good | late).sum()),
        ("达标或达到进度", good.sum()),
        ("滞后 未完成 赶进度 作交代", late.sum()),
        ("应作说明 应说明 应作偏差说明", asked.sum()),
        ("没有说明 尚未提交说明 还没有说明", asked.sum() - told.sum()),
        ("已作说明", told.sum()),
        ("作了说明 在备注中", rows["id"].isin(chosen.explanations["clause"]).sum()),
        ("缺数据 各缺什么", unknown.sum()),
        ("领域", rows["domain"].nunique()),
        ("领域 分散在", rows.loc[late, "domain"].nunique()),
        ("领域没有可评的条款", (~(good | late).groupby(rows["domain"]).any()).sum()),
        ("都能评估", len(moved)),
        ("好转", (moved > 0).sum()),
        ("转差", (moved < 0).sum()),
        ("不变", (moved == 0).sum()),
        *_each(rows["verdict"]),
        ("可作参考判断", rows["id"].isin({one.id for one in known.material.told}).sum()),
        ("能评", (good | late).sum()),
        *(pair for mask in (late, good, unknown, verdict != "") for pair in _each(rows.loc[mask, "domain_name"])),
    )


def _gaps(known, rows: pd.DataFrame):
    gap, year = rows["gap"].where(rows["verdict"] == c.UNKNOWN), known.year
    grown = rows["actual"].isna() & known.growing(rows)
    one = rows["missing_years"].str.fullmatch(r"\d{4}")
    some = (gap == "no_base") | ((gap == "no_actual") & rows["base"].notna()) | ((gap == "chain") & one)
    yield from (
        ("只差一个数", some.sum()),
        (f"缺{year}年的数", gap.isin(("no_actual", "no_base_no_actual")).sum()),
        (f"缺{year}年的数", (gap == "no_actual").sum()),
        (f"也缺{known.period.base}年的数 两年都缺", (gap == "no_base_no_actual").sum()),
        (f"缺{known.period.base}年的数", (gap == "no_base").sum()),
        ("缺个别年份", (gap == "chain").sum()),
        ("其他", gap.isin(("scope", "basis", "chain", "no_record", "not_positive")).sum()),
        ("实际值 可用于评估的数", rows["actual"].notna().sum()),
        ("个别年份的增速", grown.sum()),
        ("没有数据", (rows["actual"].isna() & ~grown).sum()),
        ("领域在", (~(rows["actual"].notna() | grown).groupby(rows["domain"]).any()).sum()),
        *((w.gap(name, known.period).replace("、", sign), n) for name, n in _each(gap) for sign in "、和"),
    )


def _compared(known, rows: pd.DataFrame):
    valued = having(rows["kind"], lambda kind: kind.valued or kind.kept) & (rows["direction"] != 0)
    both = rows[valued & rows["base"].notna() & rows["actual"].notna()]
    main = rows[rows["headline"].notna()]
    pairs = main.assign(chained=having(main["kind"], lambda kind: kind.chained)).sort_values(["chained", "id"])
    pairs = pairs.drop_duplicates(["area", "indicator"])
    later = {key for y, found in known.chosen.history.items() for key in found.loc[found["actual_year"] == y, "id"]}
    trends = [
        ends.at["trend", "gap"] * start.direction >= 0 for start, ends in known.ends.values() if "trend" in ends.index
    ]
    asked = [(row.target, known.published(row)) for row in rows.itertuples() if KINDS[row.kind].yearly]
    yield from (
        ("前后可比", len(both)),
        ("好于", (both["direction"] * (both["actual"] - both["base"]) > both["rounding"]).sum()),
        ("最近数早于", (both["actual_year"] < known.year).sum()),
        ("主要指标", len(pairs)),
        ("既有", (pairs["base"].notna() & pairs["actual"].notna()).sum()),
        ("只有增速", (pairs["actual"].isna() & known.growing(pairs)).sum()),
        ("有实际值的主要指标", (having(main["kind"], lambda kind: kind.numeric) & main["id"].isin(later)).sum()),
        (f"推算到{known.period.end}年 推算到{known.period.end}年的主要指标", len(known.ends)),
        (f"“{known.about.name.before}”趋势 知道“{known.about.name.before}”增速", len(trends)),
        ("按趋势 按该增速", sum(trends)),
        ("公布", sum(rate is not None for _, rate in asked)),
        ("低于规划 个低于", sum(rate is not None and rate.value < target for target, rate in asked)),
    )


def _toured(known, rows: pd.DataFrame):
    """What the tour of the map counts: the projects that stand on it, by state."""
    on_map = known.plan.source.projects_on_map
    register = known.plan.projects(known.year)
    here = register[register["id"].isin(on_map["project"])]
    yield ("有位置", len(here))
    yield from _each(here.apply(lambda one: dots.state(one["stage"], one["behind"]), axis=1))
    placed = set(known.plan.newcomers_on_map["project"]) & known_by(known.plan.state, known.year)
    yield (dots.CAME, len(placed))


def _others(known, rows: pd.DataFrame):
    chosen, year, projects = known.chosen, known.year, known.chosen.projects
    dated = rows[having(rows["kind"], lambda kind: not kind.numeric)]
    due, flagship = dated["due"] <= year + 1, projects["flagship"] == "yes"
    numeric = rows[having(rows["kind"], lambda kind: kind.numeric)].drop_duplicates("indicator")
    defined = numeric["definition"].notna() & (numeric["definition"] != "")
    used = known.series[known.series["id"].isin(known.used(rows))]
    yield from (
        ("无完成记录的里程碑", (due & (dated["verdict"] == c.UNKNOWN)).sum()),
        ("已逾期的里程碑", (due & (dated["verdict"] == c.OVERDUE)).sum()),
        ("到期的里程碑", (due & (dated["verdict"] == c.NOT_DUE)).sum()),
        ("到期的里程碑", ((dated["due"] == year + 1) & (dated["verdict"] == c.NOT_DUE)).sum()),
        ("调整目标", len(chosen.adjustments)),
        ("取消目标", len(chosen.cancelled)),
        ("项目", len(projects)),
        ("写明时限", projects["due"].notna().sum()),
        ("没有时限", projects["due"].isna().sum()),
        ("不在内", ((projects["livelihood"] == "yes") & (projects["stage"] == known.about.name.built)).sum()),
        ("应在", (projects["due"] <= year).sum()),
        ("百亿工程", flagship.sum()),
        ("说法不一", (flagship & projects["note"].notna()).sum()),
        ("百亿工程 时限条款", dated["indicator"].isin(projects.loc[flagship, "indicator"].dropna()).sum()),
        ("发现", len(chosen.findings)),
        ("结论用到", len(used)),
        ("来源", used["source"].nunique()),
        ("所用的观测值", len(known.traced)),
        ("口径的指标", (defined | numeric["indicator"].isin(chosen.scope["indicator"])).sum()),
        *_each(chosen.findings["severity"]),
        *_each(projects["stage"]),
        *(_each(chosen.adjustments["change"]) if len(chosen.adjustments) else ()),
    )


def _undated(projects: pd.DataFrame) -> int:
    """The projects that are late though the plan gives them no date."""
    return int((projects["due"].isna() & projects["behind"].eq(True)).sum())


def _documents(known, rows: pd.DataFrame):
    """What only documents count."""
    if not isinstance(known.material, Dossier):
        return
    projects = known.chosen.projects
    used = known.series[known.series["id"].isin(known.traced)]
    plan, own = used["line"].notna(), used["reliability"] == OWN
    main = rows[rows["headline"].notna() & having(rows["kind"], lambda kind: kind.numeric)]
    people = projects[projects["livelihood"] == "yes"]
    dated = [frame[frame["due"].notna() & (frame["events"] > 0)] for frame in (projects, people)]
    issued = known.material.annual
    issued = issued[issued["issued"] & issued["planned"].notna()]
    growing = [known.published(row) is not None for row in rows.itertuples() if KINDS[row.kind].yearly]
    yield from (
        ("所用数据", len(used)),
        ("自报", own.sum()),
        ("载明", plan.sum()),
        ("公开资料", (~plan & ~own).sum()),
        ("主要指标的目标条款", len(main)),
        ("有实际值的主要指标条款", main["actual"].notna().sum()),
        ("有当年增速的指标", sum(growing)),
        ("列入民生的项目", len(people)),
        ("有进展记录的项目", (projects["events"] > 0).sum()),
        ("有进展记录的项目", (people["events"] > 0).sum()),
        *(("有记录且写明时限", len(frame)) for frame in dated),
        *(("进度滞后 进度滞后的项目", frame["verdict"].isin(BEHIND).sum()) for frame in dated),
        ("下达年度计划指标", len(issued)),
        ("达到计划", (issued["met"] == "达到").sum()),
        ("未达到计划", (issued["met"] == "未达到").sum()),
        ("没有当年数", (issued["met"] == "").sum()),
        ("有公布的资料可作参考判断", len(known.material.told)),
        ("滞后的条款 未完成的条款", rows["verdict"].isin(LATE).sum()),
        *(("落后于时间进度的 按规划期末推算", _undated(frame)) for frame in (projects, people)),
        ("督办事项", len(known.material.supervision)),
        ("未完成的", rows["verdict"].isin(LATE).sum()),
        *_each(people["stage"]),
        *_each(people["category"]),
        *_each(projects["category"]),
    )
