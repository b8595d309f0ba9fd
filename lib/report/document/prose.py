"""Sentences of the report, assembled from the figures: plain official Chinese, no word that a figure does not carry."""

import re
from dataclasses import dataclass

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.period import Period
from lib.measure.row import Row, maybe, text
from lib.report import requirement
from lib.text import clauses, summary
from lib.text import words as w
from lib.text.ahead import pending

DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
TOLD_OF, MANY, LISTED = 2, 4, 12
"""How many clauses a sentence tells with their figures, of how many domains that is too much, and how many rows a table
of the text has."""


def told_of(rows: pd.DataFrame) -> int:
    """How many clauses of a state are told with their figures: one where many domains have any to tell of, the rest
    stand in the annex."""
    told = rows["verdict"].isin((*clauses.GOOD, *clauses.LATE))
    return 1 if rows.loc[told, "domain"].nunique() > MANY else TOLD_OF


@dataclass(frozen=True, slots=True)
class Explanation(Row):
    """What a unit explained of a clause."""

    clause: str = text("its id")
    cause: str | None = maybe("偏差原因")
    measures: str | None = maybe("措施")
    unit: str | None = maybe("责任单位")
    deadline: str | None = maybe("完成时限")

    @property
    def why(self) -> str:
        """The cause in the unit's words."""
        return _plain(self.cause) or w.MISSING

    @property
    def will(self) -> str:
        """The measures in the unit's words."""
        return _plain(self.measures) or w.MISSING

    @property
    def who(self) -> str:
        """The unit, and until when."""
        return "\n".join(filter(None, (_plain(self.unit), _plain(self.deadline)))) or w.MISSING


def attained(row: Measured, period: Period) -> str:
    """What has been reached, with its years; empty where nothing is known.

    >>> period = Period(2015, 2020, 2018, 2010)
    >>> attained(Measured(actual=300.0, actual_year=2016.0, actual_operator=">", unit="亿元"), period)
    '2016年超过300亿元'
    >>> of = {"kind": "cumulative_change", "unit": "%"}
    >>> attained(Measured(actual=-8.0, actual_year=2018.0, actual_operator="", **of), period)
    '2016—2018年累计下降8%'
    """
    if pd.isna(row.actual):
        return ""
    year = int(row.actual_year)
    span = f"{year}年" if year == period.first else f"{period.first}—{year}年"
    kind = row.traits
    if not kind.numeric:
        return f"{year}年记录为{'已完成' if row.actual == 1 else '未完成'}"
    if kind.yearly:
        rate = w.number(abs(row.actual), 2).rstrip("0").rstrip(".")
        return f"{span}{'' if year == period.first else '年均'}{'增长' if row.actual >= 0 else '下降'}{rate}%"
    if kind.chained:
        return (
            f"{span}累计{'下降' if row.actual < 0 else '增长'}{w.number(abs(row.actual), 2).rstrip('0').rstrip('.')}%"
        )
    value = w.quantity(row.actual, row.unit, None, row.actual_operator or "=")
    if kind.summed:
        return f"{span}累计{value}"
    return f"{year}年{value}" if value[0] not in "0123456789-" else f"{year}年为{value}"


def progress(row: Measured) -> str:
    """How far a clause is, in one clause of a sentence."""
    if row.kept or pd.isna(row.completion):
        missing = f"，{row.missing_years.replace(';', '、')}年无数据" if row.missing_years else ""
        return f"有数据的{row.seen_years}年中{row.met_years}年符合要求{missing}" if row.seen_years else ""
    pace = f"，序时进度比{w.pace(row.pace)}" if pd.notna(row.pace) else ""
    return f"完成程度{w.percent(row.completion)}{pace}"


def catch_up(row: Measured) -> str:
    """What the years left would have to bring; empty where that is not known.

    >>> at = {"operator": ">=", "actual": 47.9, "target": 52.0, "due": 2020}
    >>> catch_up(Measured(kind="share", catch_up_growth=1.02, unit="%", actual_year=2016.0, rounding=0.05, **at))
    '2017—2020年须每年提高1.02个百分点'
    >>> catch_up(Measured(catch_up_growth=-3.5, unit="吨", actual_year=2019.0, **at | {"operator": "<=", "actual": 54}))
    '2020年须下降3.50%'
    >>> more = at | {"actual": 1.0, "target": 2.0}
    >>> catch_up(Measured(kind="cumulative_sum", catch_up_growth=0.5, unit="座", actual_year=2018.0, **more))
    '2019—2020年还须完成1座'
    """
    if not (needed := pending(row)):
        return ""
    first, last = int(row.actual_year) + 1, int(row.due)
    return f"{last}年{needed}" if first == last else f"{first}—{last}年{needed}"


def apart(area: str, own: str | None, about: About, *more: str) -> str:
    """What stands in brackets behind a name: its area where that is not the report's own (None: of both), and `more`.

    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(short=lambda area: area, elsewhere=lambda area, own: "" if area == own else area))
    >>> apart("东", "西", about), apart("东", "东", about), apart("东", None, about, "第9行"), apart("东", "东", about, "第9行")
    ('（东）', '', '（东，第9行）', '（第9行）')
    """
    said = where(area, own, about, *more)
    return f"（{said}）" if said else ""


def where(area: str, own: str | None, about: About, *more: str) -> str:
    """The same without brackets, for a line of its own.

    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(short=lambda area: area, elsewhere=lambda area, own: "" if area == own else area))
    >>> where("东", "西", about, "第9行"), where("东", "东", about, "第9行")
    ('东，第9行', '第9行')
    """
    return "，".join(part for part in (about.areas.elsewhere(area, own), *more) if part)


def state(row: Measured, own: str | None, about: About) -> str:
    """One clause with its requirement, what has been reached and how far that is, as a part of a sentence.

    `own` is the area of the report, which is not repeated.
    """
    known = [attained(row, about.period), progress(row)] if row.traits.numeric else [attained(row, about.period)]
    facts = "，".join(part for part in known if part)
    return f"{row.name}{apart(row.area, own, about)}要求{requirement.in_force(row)}，{facts}"


def dated(text: str) -> str:
    """A text with its days as documents write them.

    >>> dated("某发〔2018〕1号（2018-01-25）")
    '某发〔2018〕1号（2018年1月25日）'
    """
    return DAY.sub(lambda found: w.day(found.group()), text)


def _plain(cell: str | None) -> str:
    """A person's words within a sentence of ours; a day is written as documents write it.

    >>> _plain(" 2019-06-30 "), _plain("编号2019-06-30-1。"), _plain(None)
    ('2019年6月30日', '编号2019-06-30-1', '')
    """
    return "" if w.missing(cell) else dated(str(cell).strip().rstrip("，。；;"))


def by_verdict(rows: pd.DataFrame, among: tuple[str, ...]) -> str:
    """How many clauses have each of these verdicts, the best first; empty where none has.

    >>> by_verdict(pd.DataFrame({"verdict": ["滞后", "达到进度", "滞后"]}), ("滞后", "达到进度"))
    '达到进度1项、滞后2项'
    """
    counts = rows["verdict"].astype(str).value_counts()
    return "、".join(f"{v}{counts[v]}项" for v in reversed(c.VERDICTS) if v in among and counts.get(v))


def overall(rows: pd.DataFrame, year: int, period: Period) -> str:
    """How the clauses stand, in two or three sentences; what cannot be judged is said, not passed over."""
    good, late = rows["verdict"].isin(clauses.GOOD).sum(), rows["verdict"].isin(clauses.LATE).sum()
    unknown, waiting = (rows["verdict"] == c.UNKNOWN).sum(), (rows["verdict"] == c.NOT_DUE).sum()
    rest = "，".join(f"{text}{n}项" for text, n in (("里程碑未到期", waiting), ("无法评估", unknown)) if n)
    if not good + late:
        return f"目标条款共{len(rows)}项：{rest}；没有可以评估的条款，不能据此判断{year}年的实施进度。"
    behind = summary.behind_word(year, period)
    head = f"目标条款共{len(rows)}项：可以评估的{good + late}项" + (f"，{rest}" if rest else "") + "。"
    parts = [
        _kinds(summary.good_word(year, period), rows[rows["verdict"].isin(clauses.GOOD)]) if good else "",
        _kinds(behind, rows[rows["verdict"].isin(clauses.LATE)]) if late else f"没有{behind}",
    ]
    return head + "可以评估的条款中，" + "，".join(part for part in parts if part) + "。"


def _kinds(word: str, rows: pd.DataFrame) -> str:
    """How many clauses are well, or are not, with their verdicts where these say more than the word.

    >>> _kinds("完成", pd.DataFrame({"verdict": ["完成", "完成"]})), _kinds("滞后", pd.DataFrame({"verdict": ["滞后", "背离"]}))
    ('完成2项', '滞后2项（滞后1项、背离1项）')
    """
    same = set(rows["verdict"].astype(str)) == {word}
    return f"{word}{len(rows)}项" + ("" if same else f"（{by_verdict(rows, c.VERDICTS)}）")


def moved(
    rows: pd.DataFrame, before: pd.DataFrame | None, year: int, over: bool = False
) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Against the year before: a sentence, the clauses with a better verdict and those with a worse one; `over`: the
    plan has come to its end."""
    none = rows.iloc[:0]
    if before is None:
        return f"{year}年是规划期第一年，没有上年的结论可比。", none, none
    order = {verdict: i for i, verdict in enumerate((*clauses.LATE, *reversed(clauses.GOOD)))}
    if over:  # the words of the end are others: only what is met and what is not can be compared
        order = {verdict: int(verdict in clauses.GOOD) for verdict in order}
    past = before.set_index("id")["verdict"].reindex(rows["id"])
    now, then = rows["verdict"].astype(str).map(order).to_numpy(), past.astype(str).map(order).to_numpy()
    both = ~(pd.isna(now) | pd.isna(then))
    if not both.any():
        return f"没有{year - 1}年和{year}年都能评估的条款，不能与上年比较。", none, none
    better, worse = rows[both & (now > then)], rows[both & (now < then)]
    same = int(both.sum()) - len(better) - len(worse)
    head = f"与{year - 1}年相比，两年都能评估的{both.sum()}项"
    if same == both.sum():
        return f"{head}，结论{'都' if same > 1 else ''}没有变化。", better, worse
    parts = (("好转", len(better)), ("转差", len(worse)), ("不变", same))
    return f"{head}中，结论{'，'.join(f'{word}{n}项' for word, n in parts if n)}。", better, worse


def lacking(rows: pd.DataFrame, period: Period) -> str:
    """Why clauses cannot be judged, by reason, as a sentence; empty where all can."""
    counts = rows.loc[rows["verdict"] == c.UNKNOWN, "gap"].value_counts()
    if counts.empty:
        return ""
    reasons = [w.gap(gap, period).replace("、", "和") for gap in counts.index]
    if len(counts) == 1:
        return f"无法评估的{counts.sum()}项，原因是{reasons[0]}。"
    return f"无法评估的{counts.sum()}项中，{'，'.join(f'{reason}的{n}项' for reason, n in zip(reasons, counts, strict=True))}。"
