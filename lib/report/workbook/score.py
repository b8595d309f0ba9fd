"""The workbook of the score: what counts, thing by thing; the parts, the points and the ranking are formulas over it."""

import pandas as pd

from lib.about import About
from lib.cycle.score import Counted, Points, Scored
from lib.ledger.scoring import SCORED, WHOLE
from lib.report.workbook.spreadsheet import HEAD, Book, Cell, Column, Formula
from lib.text.score import RULES

FIRST = HEAD + 2
"""The number of the first row of a table, as Excel counts."""
RANKED, PARTS, BASIS, LAID = "得分", "分项", "依据", "规则"


def workbook(
    scored: pd.DataFrame, points: pd.DataFrame, counted: pd.DataFrame, title: str, basis: str, mark: str, about: About
) -> bytes:
    """The workbook of frames of Scored, Points and Counted; `basis` is the document that laid the weights down."""
    ranks, parts, things = Scored.of(scored), Points.of(points), Counted.of(counted)
    weights = {one.part: one.weight for one in parts}
    book = Book(title, about.name.product, mark)
    note = f"得分 = 各项得分之和 ÷ 有要求的权数 × {WHOLE}；没有要求的项不计，全部没有要求的单位没有得分。{basis}"
    book.sheet(RANKED, _ranking(ranks, len(parts)), title, note, 1)
    told = f"得分 = 做到 ÷ 要求 × 权数，由“{BASIS}”表合计；改“{BASIS}”“{LAID}”即重算（只在本表）"
    book.sheet(PARTS, _parts(parts, len(things), list(weights)), f"{title}：分项", told)
    book.sheet(
        BASIS, _things(things), f"{title}：依据", "牵头的单位各按份额；份额没有规定的平均。投资以亿元计，其余以项计"
    )
    book.sheet(LAID, _rules(weights), f"{title}：规则", basis, 1)
    return book.bytes()


def _range(sheet: str, column: str, rows: int) -> str:
    return f"{sheet}!${column}${FIRST}:${column}${FIRST + max(rows, 1) - 1}"


def _ranking(rows: list[Scored], parts: int) -> list[Column]:
    own = _range(PARTS, "A", parts)
    at = range(FIRST, FIRST + len(rows))

    def total(column: str, line: int, more: str = "") -> str:
        return f"SUMPRODUCT(({own}=A{line}){more},{_range(PARTS, column, parts)})"

    asked = f"*({_range(PARTS, 'D', parts)}>0)"
    place = f"$D${FIRST}:$D${FIRST + max(len(rows), 1) - 1}"
    scores: list[Cell] = [
        Formula(f'=IF(C{n}>0,B{n}/C{n}*{WHOLE},"")', row.score) for n, row in zip(at, rows, strict=True)
    ]
    ranks: list[Cell] = [
        Formula(f'=IF(D{n}="","",RANK(D{n},{place}))', row.rank or "") for n, row in zip(at, rows, strict=True)
    ]
    sums: list[Cell] = [
        Formula(f"={total('F', n)}", row.points if row.rank else 0.0) for n, row in zip(at, rows, strict=True)
    ]
    weights: list[Cell] = [Formula(f"={total('E', n, asked)}", row.weight) for n, row in zip(at, rows, strict=True)]
    return [
        Column("单位", [row.unit for row in rows], 28),
        Column("各项得分之和", sums, 14, "0.00"),
        Column("有要求的权数", weights, 14, "0.##"),
        Column("得分", scores, 12, "0.0"),
        Column("名次", ranks, 8, "0"),
    ]


def _parts(rows: list[Points], things: int, weighed: list[str]) -> list[Column]:
    unit, part = _range(BASIS, "A", things), _range(BASIS, "B", things)
    names, given = _range(LAID, "A", len(weighed)), _range(LAID, "B", len(weighed))
    got: list[Cell] = []
    asked: list[Cell] = []
    weight: list[Cell] = []
    points: list[Cell] = []
    for n, row in enumerate(rows, FIRST):
        same = f"({unit}=A{n})*({part}=B{n})"
        got.append(Formula(f"=SUMPRODUCT({same},{_range(BASIS, 'G', things)})", row.got))
        asked.append(Formula(f"=SUMPRODUCT({same},{_range(BASIS, 'F', things)})", row.asked))
        weight.append(Formula(f"=SUMPRODUCT(({names}=B{n})*1,{given})", row.weight))
        points.append(Formula(f'=IF(D{n}>0,C{n}/D{n}*E{n},"")', row.points))
    return [
        Column("单位", [row.unit for row in rows], 28),
        Column("分项", [SCORED[row.part] for row in rows], 12),
        Column("做到", got, 12, "0.####"),
        Column("要求", asked, 12, "0.####"),
        Column("权数", weight, 10, "0.##"),
        Column("得分", points, 12, "0.00"),
        Column("出自", [RULES[row.part].records for row in rows], 30),
    ]


def _things(rows: list[Counted]) -> list[Column]:
    return [
        Column("单位", [row.unit for row in rows], 22),
        Column("分项", [SCORED[row.part] for row in rows], 12),
        Column("事项", [row.name for row in rows], 44),
        Column("情况", [row.told for row in rows], 26),
        Column("份额", [row.share for row in rows], 8, "0%"),
        Column("要求", [row.asked for row in rows], 11, "0.####"),
        Column("做到", [row.got for row in rows], 11, "0.####"),
        Column("编号", [row.id for row in rows], 16),
    ]


def _rules(weights: dict[str, float]) -> list[Column]:
    return [
        Column("分项", [SCORED[name] for name in weights], 14),
        Column("权数", list(weights.values()), 10, "0.##"),
        Column("做到的（分子）", [RULES[name].got for name in weights], 50),
        Column("要求的（分母）", [RULES[name].asked for name in weights], 50),
        Column("出自", [RULES[name].records for name in weights], 30),
    ]
