"""The audit's rules on a small invented plan: planted contradictions are found, clean figures are left alone."""

import pandas as pd
import pytest

from lib.compute.audit import RULES, audit, of_indicator
from lib.compute.finding import HARD, HINT, SCOPE

CLAUSE = {
    "line": 10,
    "area": "甲区",
    "kind": "level",
    "operator": ">=",
    "unit": "亿元",
    "year": 2020,
    "scale": 1.0,
    "direction": 1,
    "price_basis": "current",
}
SERIES = {
    "line": 1,
    "area": "甲区",
    "measure": "level",
    "since": None,
    "year": 2015,
    "operator": "=",
    "unit": "亿元",
    "price_basis": "current",
    "rank": 1,
}


def clauses(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame([CLAUSE | {"id": f"T{i}", "name": row.get("indicator", "x")} | row for i, row in enumerate(rows)])
    return frame if rows else pd.DataFrame(columns=[*CLAUSE, "id", "name", "indicator", "value"])


def series(*rows: dict) -> pd.DataFrame:
    made = [SERIES | {"id": f"O{i}", "indicator_name": row.get("indicator")} | row | {"amount": row["value"]} for i, row in enumerate(rows)]
    return pd.DataFrame(made) if rows else pd.DataFrame(columns=[*SERIES, "id", "indicator", "indicator_name", "value", "amount"])


EMPTY = {
    "scope": ["indicator", "other", "area", "base", "lines", "note"], "achieved": ["indicator", "line", "words"],
    "identity": ["id", "rule", "title", "relation", "severity", "reason"],
    "term": ["identity", "side", "product", "position", "kind", "ref", "value", "unit", "line"],
    "place": ["id", "name", "other_names", "system", "parent", "area_km2", "lines"],
    "enumeration": ["id", "title", "line", "stated", "listed_all"], "member": ["enumeration", "position", "name"],
    "project": ["id", "name", "other_names", "flagship", "lines", "area", "indicator"], "claim": ["project", "line", "claim", "words"],
}  # fmt: skip


def plan(**tables) -> dict[str, pd.DataFrame]:
    frames = {name: pd.DataFrame(columns=columns) for name, columns in EMPTY.items()}
    frames |= {
        "clause": clauses(),
        "series": series(),
        "unit": pd.DataFrame({"name": ["亿元", "万元", "万人", "%", "平方公里", "家"], "factor": [1e8, 1e4, 1e4, 1, 1, 1]}),
    }
    return frames | {name: pd.DataFrame(rows) if isinstance(rows, list) else rows for name, rows in tables.items()}


def found(rule: str, **tables) -> pd.DataFrame:
    result = audit(plan(**tables))
    return result[result["rule"].str.startswith(rule)]


GROWTH = {"indicator": "g", "kind": "annual_growth", "unit": "%", "value": 10.0}


@pytest.mark.parametrize(("level", "base", "severity"), [
    (200.0, 100.0, HARD),  # 100 × 1.1⁵ = 161
    (161.0, 100.0, None),  # rounds to the same
    (162.0, 100.0, None),  # 100 may be 100.4 and 10 % may be 10.4 %
    (150.0, 100.0, HARD),
    (161.9, 101.0, None),
    (164.5, 100.0, None),
])  # fmt: skip
def test_growth_and_level(level, base, severity):
    rows = found("1", clause=clauses(GROWTH, {"indicator": "g", "value": level}), series=series({"indicator": "g", "value": base}))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_growth_and_level_of_different_lines_are_not_one_sentence():
    assert found("1", clause=clauses(GROWTH, {"indicator": "g", "value": 200.0, "line": 11}), series=series({"indicator": "g", "value": 100.0})).empty


def test_a_base_of_another_scope_is_only_a_question():
    scope = [{"indicator": "g", "other": "h", "area": "甲区", "base": "yes", "lines": None, "note": "n"}]
    rows = found("1", clause=clauses(GROWTH, {"indicator": "g", "value": 200.0}), series=series({"indicator": "h", "value": 100.0}), scope=scope)
    assert rows["severity"].tolist() == [SCOPE]


def test_without_a_base_the_implied_one_is_named():
    rows = found("1", clause=clauses(GROWTH, {"indicator": "g", "value": 161.051}))
    assert rows["severity"].tolist() == [HINT]
    assert "= 100亿元" in rows["computation"].iloc[0]


@pytest.mark.parametrize(("multiple", "basis", "severity"), [
    (1.61, "current", None), (2.1, "comparable", SCOPE), (2.1, "current", HARD), (4.0, "comparable", HARD),
])  # fmt: skip
def test_multiple_and_growth(multiple, basis, severity):
    rows = found("2", series=series(
        {"indicator": "m", "measure": "multiple", "since": 2010, "value": multiple, "unit": "倍"},
        {"indicator": "m", "measure": "average_growth", "since": 2010, "value": 10.0, "unit": "%", "price_basis": basis},
    ))  # fmt: skip
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_deflators_of_two_areas_are_compared():
    rows = []
    for area, multiple in (("甲区", 2.2), ("乙区", 1.8)):
        rows += [{"area": area, "indicator": "m", "measure": "multiple", "since": 2010, "value": multiple, "unit": "倍"},
                 {"area": area, "indicator": "m", "measure": "average_growth", "since": 2010, "value": 10.0, "unit": "%", "price_basis": "comparable"}]  # fmt: skip
    assert found("2", series=series(*rows))["what"].str.contains("价格变动不同").sum() == 1


@pytest.mark.parametrize(("second", "severity"), [
    ({"value": 50.0}, HARD), ({"value": 40.0}, None), ({"value": 40.0, "name": "另一名称"}, HINT), ({"value": 50.0, "line": 10}, None), ({"value": 50.0, "area": "乙区"}, None),
])  # fmt: skip
def test_two_targets(second, severity):
    first = {"indicator": "c", "kind": "count", "unit": "家", "value": 40.0}
    rows = found("3", clause=clauses(first, first | {"line": 20} | second))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_one_event_with_two_dates():
    event = {"indicator": "e", "kind": "milestone", "operator": None, "value": None, "unit": None}
    rows = found("3", clause=clauses(event, event | {"line": 20, "year": 2018}))
    assert rows["gap"].tolist() == ["2年"]


@pytest.mark.parametrize(("base", "operator", "severity"), [(100.0, "=", HARD), (90.0, "=", HINT), (80.0, "=", None), (95.0, ">=", HARD)])
def test_already_reached(base, operator, severity):
    rows = found(
        "4",
        clause=clauses({"indicator": "s", "kind": "hold", "unit": "%", "value": 90.0}),
        series=series({"indicator": "s", "value": base, "unit": "%", "operator": operator}),
    )
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_a_sum_below_that_of_the_last_five_years_is_noted():
    target = {"indicator": "p", "kind": "cumulative_sum", "unit": "家", "value": 50.0}
    before = {"indicator": "p", "measure": "sum", "since": 2010, "value": 99.0, "unit": "家"}
    assert found("4", clause=clauses(target), series=series(before))["severity"].tolist() == [HINT]
    assert found("4", clause=clauses(target | {"value": 120.0}), series=series(before)).empty


def relation(kind: str, right: float, severity: str = "hard") -> dict:
    identity = [{"id": "i", "rule": "identity", "title": "份额与总量", "relation": kind, "severity": severity, "reason": "r"}]
    term = {"identity": "i", "position": 1, "kind": "constant", "ref": None, "line": 5}
    terms = [
        term | {"side": "left", "product": 1, "value": 40.0, "unit": "%"},
        term | {"side": "left", "product": 1, "position": 2, "value": 200.0, "unit": "亿元"},
        term | {"side": "left", "product": 2, "value": 20.0, "unit": "亿元"},
        term | {"side": "right", "product": 1, "value": right, "unit": "亿元"},
    ]
    return {"identity": identity, "term": terms}


@pytest.mark.parametrize(
    ("kind", "right", "count"), [("=", 100.0, 0), ("=", 101.5, 0), ("=", 110.0, 1), ("<=", 110.0, 0), ("<=", 90.0, 1), ("<", 100.0, 1)]
)
def test_relations_allow_for_rounding(kind, right, count):
    rows = found("5", **relation(kind, right))
    assert len(rows) == count
    if count:
        assert "40%×200亿元＋20亿元 = 100亿元" in rows["computation"].iloc[0]
        assert rows["lines"].iloc[0] == (5,)


def test_a_relation_whose_figures_are_missing_is_left_alone():
    tables = relation("=", 110.0)
    tables["term"][0] |= {"kind": "observation", "ref": "nowhere", "value": None}
    assert found("5", **tables).empty


@pytest.mark.parametrize(("stated", "complete", "items", "severity"), [
    (3, "yes", 3, None), (3, "yes", 2, HARD), (5, "no", 2, HINT), (2, "no", 3, HARD), (4, "no", 0, None),
])  # fmt: skip
def test_counted_lists(stated, complete, items, severity):
    lists = [{"id": "l", "title": "三桥", "line": 7, "stated": stated, "listed_all": complete}]
    members = [{"enumeration": "l", "position": i, "name": f"桥{i}"} for i in range(items)]
    rows = found("5", enumeration=lists, **({"member": members} if members else {}))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


@pytest.mark.parametrize(("claims", "severity"), [
    ([(1, "done", "建成"), (9, "planned", "新建")], HARD),
    ([(1, "done", "建成"), (9, "done", "已建成")], None),
    ([(1, "ongoing", "推进"), (9, "planned", "新建")], None),
    ([(1, "planned", "新建"), (9, "done", "建成")], None),  # planned first, done later: that is progress
    ([(1, "partly", "基本建成"), (9, "planned", "规划建设")], SCOPE),
    ([(1, "partly", "开园"), (9, "planned", "全面建成")], None),
])  # fmt: skip
def test_statuses(claims, severity):
    project = [{"id": "p", "name": "剧院", "other_names": None, "flagship": "no", "lines": "1;9", "area": "甲区", "indicator": None}]
    rows = found("8", project=project, claim=[{"project": "p", "line": line, "claim": claim, "words": words} for line, claim, words in claims])
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_a_clean_plan_has_no_findings():
    tables = relation("=", 100.0)
    clean = audit(plan(clause=clauses(GROWTH, {"indicator": "g", "value": 161.1}), series=series({"indicator": "g", "value": 100.0}), **tables))
    assert clean.empty


def test_a_missing_column_is_named():
    frames = plan()
    frames["clause"] = frames["clause"].drop(columns="operator")
    with pytest.raises(KeyError, match=r"1 增速与水平: clause lacks \['operator'\]"):
        audit(frames)


def test_findings_of_one_indicator():
    result = audit(plan(clause=clauses(GROWTH, {"indicator": "g", "value": 200.0}), series=series({"indicator": "g", "value": 100.0})))
    assert len(of_indicator(result, "甲区", "g")) == 1
    assert of_indicator(result, "乙区", "g").empty
    assert len(RULES) == len({rule.title for rule in RULES})


def test_the_real_plan_shows_what_its_readers_know(store):
    from lib.compute.audit import AUDITED

    result = audit({name: store.frame(name) for name in AUDITED})
    hard = result[result["severity"] == HARD]
    cited = {tuple(lines) for lines in hard["lines"]}
    known = {
        (14, 89),
        (16, 156),
        (107, 329),
        (150, 355),
        (36, 231),
        (36, 202),
        (16, 17),
        (264,),
        (117, 127, 427),
        (30, 255, 331),
        (25, 85, 264),
        (85, 265),
    }
    assert known <= cited
    assert 12 <= len(hard) <= 20
    assert not any(line is None for lines in result["lines"] for line in lines)
