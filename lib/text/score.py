"""考核 in words and tables: the rules, the ranking, and the arithmetic of each part."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from lib.cycle.score import Counted, Points, Scored, scored
from lib.ledger.record import Entry, entry
from lib.ledger.scoring import SCORED, WHOLE
from lib.ledger.state import Row
from lib.text import words as w
from lib.text.year_works import Told

OFF = "没有启用考核：不计分，不排名"
NO_SCORE = "没有要求"
REPORTED = ("名次", "单位", "得分", "算式")
"""Columns of the ranking that a report has."""
WEIGHT, LAST = "权数", "上年权数"


class Rule(NamedTuple):
    """How a part is worked out: what was done, of what was asked, and from which records."""

    got: str
    asked: str
    records: str


RULES = {
    "targets": Rule("结论没有滞后、背离、逾期、未完成的", "牵头的、当年能作出结论的目标", "观测值、审核通过的填报"),
    "annual": Rule("当年的数达到下达的计划的", "牵头的、计划已下达而有数的目标", "年度计划、审核通过的填报"),
    "figures": Rule("已经有数、没有被退回的", "牵头的指标当年要填的数", "填报"),
    "explained": Rule("已经说明的", "牵头的指标当年须说明的结论", "解释说明"),
    "invested": Rule(
        "本年完成投资，每个项目至多算到要求的数；没有报的算没有完成",
        "年度计划投资 × 序时进度（亿元）",
        "年度重点项目、项目进展",
    ),
    "opened": Rule(
        "提前、按期开工的", "计划当年开工、日子已到或已经开工的项目；没有写实际日期的不算", "年度重点项目、项目节点"
    ),
    "moving": Rule("完成、推进的", "牵头的举措和民生实事；没有报告的算没有推进", "任务进展、项目进展"),
    "finished": Rule("完成的", "牵头的举措和民生实事", "任务进展、项目进展"),
    "solved": Rule("已经解决的", "由本单位解决、期限在当年而已到的问题", "存在问题"),
    "urged": Rule("已经反馈或核销的", "第一个承办、期限在当年而已到的督办", "督办"),
}
"""The rule of each part, by its name in SCORED."""


def title(rows: pd.DataFrame, year: int, units: int) -> str:
    """The ranking in one line. `rows` are Scored."""
    found = [one for one in Scored.of(rows) if one.rank]
    if not found:
        return f"{year}年考核：{units}个单位都没有可计分的事"
    first = "、".join(one.unit for one in found if one.rank == 1)
    told = f"{year}年考核：{first}{points(found[0].score)}居首" if len(found) > 1 else f"{year}年考核：{first}"
    return (
        told + f"，{found[-1].unit}{points(found[-1].score)}居末" if len(found) > 1 else told + points(found[0].score)
    )


def points(value: float) -> str:
    """Points as people read them.

    >>> points(82.857), points(float("nan"))
    ('82.9分', '—')
    """
    return w.quantity(value, "分", 1)


def basis(rule: Row) -> str:
    """On what the weights of a year rest, in one line."""
    return f"依据{rule['number']}（{rule['date']}），{rule['who']}记入台账"


def caption(rule: Row, day: str) -> str:
    """How the picture is to be read."""
    return (
        f"截至{w.day(day)}，满分{WHOLE}；没有要求的项不计，全部没有要求的单位没有得分、不在图中。"
        f"{basis(rule)}。来源：责任分解和台账。"
    )


def told(parts: pd.DataFrame, rule: Row | None, year: int) -> Told | None:
    """What a report tells of the score: the ranking with its arithmetic; nothing while none is laid down. `parts` are
    Points."""
    if rule is None or parts.empty:
        return None
    rows = scored(parts)
    shown = ranking(rows)[list(REPORTED)].astype(object)
    shown["得分"] = shown["得分"].where(shown["名次"].notna())
    lines = shown.where(shown.notna(), w.MISSING).astype(str).to_numpy().tolist()
    said = f"{basis(rule)}，满分{WHOLE}，只计有要求的项"
    return Told(title(rows, year, len(rows)), f"{said}。", (), REPORTED, tuple(tuple(line) for line in lines))


def ranking(rows: pd.DataFrame) -> pd.DataFrame:
    """The ranking as a table. `rows` are Scored."""
    found = Scored.of(rows)
    return pd.DataFrame(
        {
            "名次": pd.Series([one.rank for one in found], dtype=object),
            "单位": [one.unit for one in found],
            "得分": [points(one.score) if one.rank else NO_SCORE for one in found],
            "算式": [
                f"{w.number(one.points, 2)} ÷ {w.number(one.weight)} × {WHOLE}" if one.rank else None for one in found
            ],
            "各项得分之和": [w.number(one.points, 2) if one.rank else None for one in found],
            "有要求的权数": [w.number(one.weight) for one in found],
        }
    )


def parts(rows: pd.DataFrame) -> pd.DataFrame:
    """The parts of one unit's score, each with its arithmetic. `rows` are Points."""
    found = Points.of(rows)
    return pd.DataFrame(
        {
            "分项": [SCORED[one.part] for one in found],
            "得分": [w.number(one.points, 2) if one.asked > 0 else NO_SCORE for one in found],
            "算式": [arithmetic(one) for one in found],
            "做到的（分子）": [RULES[one.part].got for one in found],
            "要求的（分母）": [RULES[one.part].asked for one in found],
            WEIGHT: [w.number(one.weight) for one in found],
            "出自": [RULES[one.part].records for one in found],
        }
    )


def arithmetic(one: Points) -> str | None:
    """How the points of a part come about; None where nothing was asked.

    >>> arithmetic(Points("甲", "moving", 2.5, 2, 0.8, 30, 24.0)), arithmetic(Points("甲", "solved", weight=70))
    ('2 ÷ 2.5 × 30', None)
    """
    if not one.asked > 0:
        return None
    return f"{w.number(_short(one.got))} ÷ {w.number(_short(one.asked))} × {w.number(one.weight)}"


def _short(value: float) -> float:
    return round(value, 4)


def things(rows: pd.DataFrame) -> pd.DataFrame:
    """What counts for one unit, thing by thing. `rows` are Counted."""
    found = Counted.of(rows)
    return pd.DataFrame(
        {
            "分项": [SCORED[one.part] for one in found],
            "事项": [one.name for one in found],
            "情况": [one.told for one in found],
            "份额": [w.percent(one.share, 0) for one in found],
            "要求": [w.number(_short(one.asked)) for one in found],
            "做到": [w.number(_short(one.got)) for one in found],
            "编号": [one.id for one in found],
        }
    )


def rules(weights: Mapping[str, float]) -> pd.DataFrame:
    """The rules of the parts that count, each with its weight; of all parts where none has one."""
    shown = weights or dict.fromkeys(SCORED, float("nan"))
    table = pd.DataFrame(
        {
            "分项": [SCORED[name] for name in shown],
            WEIGHT: [w.number(weight) for weight in shown.values()],
            "做到的（分子）": [RULES[name].got for name in shown],
            "要求的（分母）": [RULES[name].asked for name in shown],
            "出自": [RULES[name].records for name in shown],
        }
    )
    return table if weights else table.drop(columns=WEIGHT)


def form(now: Mapping[str, float], before: Mapping[str, float]) -> pd.DataFrame:
    """The table in which weights are typed: those in force, and those of the year before beside them."""
    cells = {"分项": list(SCORED.values()), WEIGHT: [now.get(name) for name in SCORED]}
    return pd.DataFrame(cells | {LAST: [before.get(name) for name in SCORED]}, dtype=object)


def total(typed: pd.DataFrame) -> float:
    """What the typed weights come to."""
    return float(pd.to_numeric(typed[WEIGHT], errors="coerce").sum())


def record(typed: pd.DataFrame, year: int, number: str, date: str) -> Entry:
    """The record that lays the typed weights down."""
    cells = pd.to_numeric(typed[WEIGHT], errors="coerce")
    given = {name: float(cell) for name, cell in zip(SCORED, cells, strict=True) if cell > 0}
    return entry("score_set", {"year": year, "number": number, "date": date} | given)
