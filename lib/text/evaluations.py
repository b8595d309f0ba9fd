"""Evaluations in words and tables: before they are frozen, frozen, explained, compared."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.about import About
from lib.cycle import evaluation as e
from lib.cycle.annual_plan import MET, MISSED
from lib.cycle.warning import NOBODY
from lib.ledger import frozen
from lib.ledger.clock import day, moment
from lib.ledger.frozen import TYPES, Evaluation, Explanation, Judged, Said
from lib.ledger.kinds import KINDS
from lib.ledger.record import Record
from lib.ledger.tables import standings
from lib.measure import constants as c
from lib.measure.period import Period
from lib.text import choices, clauses, summary
from lib.text import words as w
from lib.text.annual_plan import LACKING
from lib.theme import badge, coloured, group, in_colour, mark

STANDINGS = standings("evaluation")


def kinds(year: int, period: Period) -> list[str]:
    """The types of evaluation that a year allows, the most telling first."""
    return [name for name, kind in TYPES.items() if year in kind.years(period)]


def of(area: str | None, about: About) -> str:
    """What is evaluated: an area, or all together (None)."""
    return area or about.areas.both


FIRST = ("评估", "类型", "范围", "状态", "数据截止", "须说明")
"""Columns of the list of evaluations that say most."""


def listed(found: list[Evaluation], about: About) -> pd.DataFrame:
    """The evaluations there are, the newest first."""
    return pd.DataFrame(
        {
            "评估": [x["name"] for x in found],
            "类型": [TYPES[x["type"]].word for x in found],
            "范围": [of(x["area"], about) for x in found],
            "评估年": [str(x["year"]) for x in found],
            "状态": [STANDINGS[x["status"]] for x in found],
            "数据截止": [x["asof"] for x in found],
            "冻结": [f"{x['who']} {day(x['at'])}" for x in found],
            "公开": [f"{x['marked_by']} {day(x['marked_at'])}" if x["status"] == "published" else "" for x in found],
            "须说明": [len(frozen.to_explain(x["rows"])) for x in found],
        }
    )


def labels(found: list[Evaluation]) -> pd.Series:
    """The evaluations by name, for choosing one."""
    return pd.Series(
        [f"{x['name']}·{STANDINGS[x['status']]}" for x in found], index=[x["name"] for x in found], dtype=object
    )


def title(one: Evaluation, period: Period) -> str:
    """What a frozen evaluation found, in one line."""
    frame = pd.DataFrame(
        {
            "verdict": pd.Categorical([r["verdict"] for r in one["rows"]], categories=c.VERDICTS),
            "domain_name": [r["domain"] for r in one["rows"]],
        }
    )
    return f"{one['name']}：" + summary.title(frame, one["year"], period).removeprefix(f"{one['year']}年").removeprefix(
        "："
    )


def standing(one: Evaluation) -> str:
    """Who froze and published it, and the data as of which day."""
    made = f"{one['who']}于{moment(one['at'])}冻结，数据截至{one['asof']}（台账第{one['seq']}号记录）"
    if one["status"] != "published":
        return f"{made}。结论和数据不再变动；说明补齐后可以公开。"
    return f"{made}；{one['marked_by']}于{moment(one['marked_at'])}公开。公开后不再改动，不登录也可以看。"


def fingerprint(record: Record | None) -> str:
    """The hash by which the `record` of an evaluation, and all before it, can be held against the ledger later."""
    return f"冻结记录的指纹 {record.hash if record else w.MISSING}"


def order(row: Judged) -> tuple[int, int, str]:
    """Where a row stands: what is late first, then by line."""
    return clauses.ORDER[row["verdict"]], row["line"], row["clause"]


def by_domain(one: Evaluation, domains: list[str]) -> pd.DataFrame:
    """The clauses of a frozen evaluation in the order of the `domains`: `domain` and `group` of the verdict."""
    place = {name: number for number, name in enumerate(domains)}
    found = sorted(one["rows"], key=lambda row: place.get(row["domain"], len(place)))
    return pd.DataFrame(
        {"domain": [row["domain"] for row in found], "group": [group(row["verdict"]).name for row in found]}
    )


def table(one: Evaluation, about: About) -> pd.DataFrame:
    """A frozen evaluation clause by clause."""
    found = sorted(one["rows"], key=order)
    return pd.DataFrame(
        {
            "条款": [r["clause"] for r in found],
            "结论": [badge(r["verdict"]) for r in found],
            "目标": [r["name"] for r in found],
            "地域": [about.areas.short(r["area"]) for r in found],
            "条件": [r["condition"] for r in found],
            f"{about.period.base}年": [r["base"] for r in found],
            "实际": [r["actual"] for r in found],
            "年度计划": [r["annual"] for r in found],
            "年度结论": [_annual(r["annual"]) for r in found],
            "理由": [r["reason"] for r in found],
            "领域": [r["domain"] for r in found],
            "规划行号": [r["line"] for r in found],
        }
    )


def _annual(told: str) -> str:
    """Of the outcome of a year's plan, as it was frozen, whether it was met.

    >>> _annual("≥ 9.5% ▼ 未达到"), _annual("≥ 9.5% 缺数据"), _annual("")
    ('▼ 未达到', '– 缺数据', '')
    """
    return next((mark(word) for word in (MISSED, MET, LACKING) if told.endswith(word)), "")


def explained(one: Evaluation, given: list[Explanation], about: About) -> pd.DataFrame:
    """What must be explained, with what was said; empty cells are still lacking."""
    said: dict[str, Mapping[str, object]] = {item["clause"]: item for item in given}
    found = sorted(frozen.to_explain(one["rows"]), key=order)
    cells = {label: [said.get(r["clause"], {}).get(name, "") for r in found] for label, name in FIELDS.items()}
    return pd.DataFrame(
        {
            "结论": [badge(r["verdict"]) for r in found],
            "目标": [r["name"] for r in found],
            "地域": [about.areas.short(r["area"]) for r in found],
            **cells,
            "条款": [r["clause"] for r in found],
        }
    )


FIELDS = {field.word: field.name for field in KINDS["explanation_given"].needs} | {"说明人": "who"}


class Progress(NamedTuple):
    """How far the explanations of an evaluation are: needed, still lacking (rows), in words."""

    needed: int
    lacking: list[Judged]
    text: str


def progress(one: Evaluation, given: list[Explanation]) -> Progress:
    """How many explanations are needed and lacking."""
    needed, lacking = len(frozen.to_explain(one["rows"])), frozen.unexplained(one["rows"], given)
    if not needed:
        return Progress(0, [], "没有滞后、未完成、背离或逾期的条款，不需要说明。")
    text = f"{needed}项须说明，已说明{needed - len(lacking)}项" + (
        f"，还缺{len(lacking)}项，补齐前不能公开。" if lacking else "，已齐。"
    )
    return Progress(needed, lacking, text)


def following(progress: Progress, clause: str) -> str:
    """The clause to explain after this one: the next that lacks it, or this one again."""
    return next((row["clause"] for row in sorted(progress.lacking, key=order) if row["clause"] != clause), clause)


def to_explain(one: Evaluation, lacking: list[Judged], about: About) -> pd.Series:
    """The clauses that must be explained, those that lack it first: names by id."""
    missing = {row["clause"] for row in lacking}
    found = sorted(frozen.to_explain(one["rows"]), key=lambda row: (row["clause"] not in missing, *order(row)))
    values = [
        f"{badge(r['verdict'])} {r['name']}·{about.areas.short(r['area'])}{'' if r['clause'] in missing else '（已说明）'}"
        for r in found
    ]
    return _named(found, values)


def _named(rows: list[Judged], names: list[str]) -> pd.Series:
    """The names of frozen clauses by id, told apart by their condition."""
    told = choices.apart(names, [r["condition"] for r in rows])
    return pd.Series(told, index=[r["clause"] for r in rows], dtype=object)


def moved(frame: pd.DataFrame, about: About) -> pd.DataFrame:
    """What moved between two evaluations (`evaluation.compared`), without what stayed the same."""
    found = frame[frame["direction"] != e.SAME]
    return pd.DataFrame(
        {
            "方向": [mark(d) for d in found["direction"]],
            "目标": found["name"].to_numpy(),
            "地域": [about.areas.short(a) for a in found["area"]],
            "前": [badge(v) if v else w.MISSING for v in found["before"]],
            "后": [badge(v) if v else w.MISSING for v in found["after"]],
            "变动原因": ["；".join(why) or "原因未记录" for why in found["why"]],
            "条款": found["clause"].to_numpy(),
        }
    )


def moved_title(frame: pd.DataFrame, before: Evaluation, after: Evaluation) -> str:
    """How many clauses moved in each direction, in one line."""
    counts = frame["direction"].value_counts()
    parts = [f"{counts[d]}项{d}" for d in e.MOVES if d != e.SAME and counts.get(d)]
    return f"与{before['name']}相比：{'，'.join(parts) if parts else '没有一项结论变动'}（{after['name']}，共{len(frame)}项）"


def row_of(one: Evaluation, clause: str) -> Judged:
    """The row of one clause."""
    return next(row for row in one["rows"] if row["clause"] == clause)


def clauses_of(one: Evaluation, about: About) -> pd.Series:
    """The clauses of an evaluation, what is late first: names by id."""
    found = sorted(one["rows"], key=order)
    return _named(found, [f"{r['name']}·{about.areas.short(r['area'])}" for r in found])


def details(row: Judged) -> list[str]:
    """One clause of a frozen evaluation: verdict, condition, reason, arithmetic, annual plan, adjustment and sources
    (Markdown)."""
    told = [*row["arithmetic"]]
    if row["annual"]:
        told.append(f"年度计划：{row['annual']}")
    if row["change"]:
        beside = f"；按原目标为{badge(row['original_verdict'])}" if row["original_verdict"] else ""
        told.append(f"目标{row['change']}，依据：{row['change_note']}{beside}")
    told += [f"数据：{source}" for source in row["sources"]]
    return [
        f"{in_colour(badge(row['verdict']))}　**{w.literal(row['condition'])}**　{w.literal(row['reason'])}",
        *(coloured(w.literal(text)) for text in told),
    ]


def said(given: list[Explanation], clause: str, warned: pd.DataFrame) -> dict[str, Any]:
    """What stands in the form of one explanation: what was said, else empty with the unit that has the duty."""
    blank: Said = {"clause": clause, "cause": "", "measures": "", "unit": "", "deadline": ""}
    item: Said = next((x for x in given if x["clause"] == clause), blank)
    owner = warned.loc[warned["clause"] == clause, "unit"].replace(NOBODY, "")
    try:
        deadline = date.fromisoformat(item["deadline"])
    except ValueError:
        deadline = None
    return {
        "cause": item["cause"],
        "measures": item["measures"],
        "deadline": deadline,
        "unit": item["unit"] or (owner.iloc[0] if len(owner) else ""),
    }


def kind_name(kind: str) -> str:
    """A kind of evaluation in Chinese."""
    return TYPES[kind].word


def before_freezing(
    assessed: pd.DataFrame, waiting: int, year: int, area: str | None, period: Period, about: About
) -> str:
    """What a freeze would take, and how much of it would need an explanation; `waiting` figures are not reviewed yet."""
    late = int(assessed["verdict"].isin(frozen.MUST_EXPLAIN).sum())
    text = f"按上方所选的范围和评估年：{of(area, about)}，{year}年。{summary.title(assessed, year, period)}。其中{late}项须在公开前说明。"
    return text + (f"还有{waiting}个数待审核，不计入。" if waiting else "")
