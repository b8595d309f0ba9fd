"""The audit's rules on a small invented plan: planted contradictions are found, clean figures are left alone."""

from types import SimpleNamespace

import pandas as pd
import pytest

from lib.audit.finding import HARD, HINT, SCOPE
from lib.audit.rules import RULES, SEVERITIES, audit, of_clause
from lib.plan.opened import Plan
from tests.homes import ABOUT

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
    frame = pd.DataFrame(
        [CLAUSE | {"id": f"T{i}", "name": row.get("indicator", "x")} | row for i, row in enumerate(rows)]
    )
    return frame if rows else pd.DataFrame(columns=[*CLAUSE, "id", "name", "indicator", "value"])


def series(*rows: dict) -> pd.DataFrame:
    made = [
        SERIES | {"id": f"O{i}", "indicator_name": row.get("indicator")} | row | {"amount": row["value"]}
        for i, row in enumerate(rows)
    ]
    return (
        pd.DataFrame(made)
        if rows
        else pd.DataFrame(columns=[*SERIES, "id", "indicator", "indicator_name", "value", "amount"])
    )


EMPTY = {
    "scope": ["indicator", "other", "area", "base", "lines", "note"],
    "achieved": ["indicator", "line", "words"],
    "identity": ["id", "rule", "title", "relation", "severity", "reason"],
    "term": ["identity", "side", "product", "position", "kind", "ref", "value", "unit", "line"],
    "place": ["id", "name", "other_names", "system", "parent", "area_km2", "lines"],
    "enumeration": ["id", "title", "line", "stated", "listed_all", "other", "relation"],
    "member": ["enumeration", "position", "name", "line", "means"],
    "project": ["id", "name", "other_names", "flagship", "lines", "area", "indicator"],
    "claim": ["project", "line", "claim", "words"],
}


def plan(**tables) -> dict[str, pd.DataFrame]:
    frames = {name: pd.DataFrame(columns=columns) for name, columns in EMPTY.items()}
    frames |= {
        "clause": clauses(),
        "series": series(),
        "unit": pd.DataFrame(
            {"name": ["亿元", "万元", "万人", "%", "平方公里", "家"], "factor": [1e8, 1e4, 1e4, 1, 1, 1]}
        ),
    }
    return frames | {name: pd.DataFrame(rows) if isinstance(rows, list) else rows for name, rows in tables.items()}


def found(rule: str, **tables) -> pd.DataFrame:
    result = audit(plan(**tables), about=ABOUT)
    return result[result["rule"].str.startswith(rule)]


GROWTH = {"indicator": "g", "kind": "annual_growth", "unit": "%", "value": 10.0}


@pytest.mark.parametrize(
    ("level", "base", "severity"),
    [
        (200.0, 100.0, HARD),  # 100 × 1.1⁵ = 161
        (161.0, 100.0, None),  # rounds to the same
        (162.0, 100.0, None),  # 100 may be 100.4 and 10 % may be 10.4 %
        (150.0, 100.0, HARD),
        (161.9, 101.0, None),
        (164.5, 100.0, None),
    ],
)
def test_growth_and_level(level, base, severity):
    rows = found(
        "1",
        clause=clauses(GROWTH, {"indicator": "g", "value": level}),
        series=series({"indicator": "g", "value": base}),
    )
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_growth_and_level_of_different_lines_are_not_one_sentence():
    assert found(
        "1",
        clause=clauses(GROWTH, {"indicator": "g", "value": 200.0, "line": 11}),
        series=series({"indicator": "g", "value": 100.0}),
    ).empty


def test_a_base_of_another_scope_is_only_a_question():
    scope = [{"indicator": "g", "other": "h", "area": "甲区", "base": "yes", "lines": None, "note": "n"}]
    rows = found(
        "1",
        clause=clauses(GROWTH, {"indicator": "g", "value": 200.0}),
        series=series({"indicator": "h", "value": 100.0}),
        scope=scope,
    )
    assert rows["severity"].tolist() == [SCOPE]


def test_without_a_base_the_implied_one_is_named():
    rows = found("1", clause=clauses(GROWTH, {"indicator": "g", "value": 161.051}))
    assert rows["severity"].tolist() == [HINT]
    assert "= 100亿元" in rows["computation"].iloc[0]


@pytest.mark.parametrize(
    ("multiple", "basis", "severity"),
    [(1.61, "current", None), (2.1, "comparable", SCOPE), (2.1, "current", HARD), (4.0, "comparable", HARD)],
)
def test_multiple_and_growth(multiple, basis, severity):
    rows = found(
        "2",
        series=series(
            {"indicator": "m", "measure": "multiple", "since": 2010, "value": multiple, "unit": "倍"},
            {
                "indicator": "m",
                "measure": "average_growth",
                "since": 2010,
                "value": 10.0,
                "unit": "%",
                "price_basis": basis,
            },
        ),
    )
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_deflators_of_two_areas_are_compared():
    rows = []
    for area, multiple in (("甲区", 2.2), ("乙区", 1.8)):
        rows += [
            {"area": area, "indicator": "m", "measure": "multiple", "since": 2010, "value": multiple, "unit": "倍"},
            {
                "area": area,
                "indicator": "m",
                "measure": "average_growth",
                "since": 2010,
                "value": 10.0,
                "unit": "%",
                "price_basis": "comparable",
            },
        ]
    assert found("2", series=series(*rows))["what"].str.contains("价格变动不同").sum() == 1


@pytest.mark.parametrize(
    ("second", "severity"),
    [
        ({"value": 50.0}, HARD),
        ({"value": 40.0}, None),
        ({"value": 40.0, "name": "另一名称"}, HINT),
        ({"value": 50.0, "line": 10}, None),
        ({"value": 50.0, "area": "乙区"}, None),
    ],
)
def test_two_targets(second, severity):
    first = {"indicator": "c", "kind": "count", "unit": "家", "value": 40.0}
    rows = found("3", clause=clauses(first, first | {"line": 20} | second))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_one_event_with_two_dates():
    event = {"indicator": "e", "kind": "milestone", "operator": None, "value": None, "unit": None}
    rows = found("3", clause=clauses(event, event | {"line": 20, "year": 2018}))
    assert rows["gap"].tolist() == ["2年"]


@pytest.mark.parametrize(
    ("base", "operator", "severity"), [(100.0, "=", HARD), (90.0, "=", HINT), (80.0, "=", None), (95.0, ">=", HARD)]
)
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
    """40 % of 200 and 20 against `right`, all observed."""
    figures = (
        ("left", 1, 1, 40.0, "%"),
        ("left", 1, 2, 200.0, "亿元"),
        ("left", 2, 1, 20.0, "亿元"),
        ("right", 1, 1, right, "亿元"),
    )
    rows = [
        {"indicator": f"n{i}", "value": value, "unit": unit, "line": 5} for i, (*_, value, unit) in enumerate(figures)
    ]
    identity = [
        {"id": "i", "rule": "identity", "title": "份额与总量", "relation": kind, "severity": severity, "reason": "r"}
    ]
    terms = [
        {
            "identity": "i",
            "side": side,
            "product": p,
            "position": q,
            "kind": "observation",
            "ref": f"O{i}",
            "value": None,
            "unit": None,
            "line": None,
        }
        for i, (side, p, q, _, _) in enumerate(figures)
    ]
    return {"identity": identity, "term": terms, "series": series(*rows)}


@pytest.mark.parametrize(
    ("kind", "right", "count"),
    [("=", 100.0, 0), ("=", 101.5, 0), ("=", 110.0, 1), ("<=", 110.0, 0), ("<=", 90.0, 1), ("<", 100.0, 1)],
)
def test_relations_allow_for_rounding(kind, right, count):
    rows = found("5", **relation(kind, right))
    assert len(rows) == count
    if count:
        assert "40%×200亿元＋20亿元 = 100亿元" in rows["computation"].iloc[0]
        assert rows["lines"].iloc[0] == (5,)


def test_a_relation_whose_figures_are_missing_is_left_alone():
    tables = relation("=", 110.0)
    tables["term"][0] |= {"ref": "nowhere"}
    assert found("5", **tables).empty


def relations(rule: str, kind: str, left: list[list[tuple]], right: list[list[tuple]], severity: str = "hard") -> dict:
    """An identity whose sides are products of (kind, ref or value, unit), added up."""
    terms = [
        {
            "identity": "i",
            "side": side,
            "product": p,
            "position": q,
            "kind": how,
            "line": 5,
            "ref": None if how == "constant" else what,
            "value": what if how == "constant" else None,
            "unit": unit,
        }
        for side, products in (("left", left), ("right", right))
        for p, product in enumerate(products)
        for q, (how, what, unit) in enumerate(product)
    ]
    return {
        "identity": [{"id": "i", "rule": rule, "title": "关系", "relation": kind, "severity": severity, "reason": "r"}],
        "term": terms,
    }


SHARES = clauses(
    {"id": "A", "indicator": "a", "kind": "share", "unit": "%", "value": 95.0},
    {"id": "G", "indicator": "g", "kind": "annual_growth", "unit": "%", "value": 10.0},
    {"id": "C", "indicator": "c", "kind": "cumulative_change", "unit": "%", "value": -8.0},
    {"id": "L", "indicator": "l", "value": 300.0},
)


@pytest.mark.parametrize(
    ("rule", "relation", "left", "right", "severity", "computation"),
    [
        ("double", "=", [[("target", "A", None)]], [[("constant", 100.0, "%")]], "hard", "95%，应等于100%"),
        ("double", "=", [[("target", "A", None)]], [[("constant", 95.0, "%")]], "hard", None),
        ("reached", "<=", [[("constant", 98.0, "%")]], [[("target", "A", None)]], "scope", "已有98%，目标95%"),
        ("reached", "<=", [[("constant", 90.0, "%")]], [[("target", "A", None)]], "scope", None),
        # A rate stands for its five-year multiple: 200 × 1.1⁵ = 322.1; a fall of 8 % with growth of 10 % a year makes
        # 0.92 × 1.611 = 1.482.
        (
            "joint",
            "<=",
            [[("constant", 200.0, "亿元"), ("target", "G", None)]],
            [[("target", "L", None)]],
            "hint",
            "200亿元×(1+10%)⁵ = 322.1亿元，应不超过300亿元",
        ),
        (
            "joint",
            "<=",
            [[("constant", 180.0, "亿元"), ("target", "G", None)]],
            [[("target", "L", None)]],
            "hint",
            None,
        ),
        (
            "joint",
            "<=",
            [[("constant", 1.0, "倍"), ("target", "C", None), ("target", "G", None)]],
            [[("constant", 1.0, "倍")]],
            "scope",
            "1倍×(1-8%)×(1+10%)⁵ = 1.4817倍，应不超过1倍",
        ),
    ],
)
def test_relations_of_every_kind(rule, relation, left, right, severity, computation):
    number = {"double": "3", "reached": "4", "joint": "6"}[rule]
    rows = found(number, clause=SHARES, **relations(rule, relation, left, right, severity))
    assert rows["computation"].tolist() == ([computation] if computation else [])
    assert rows["severity"].astype(str).tolist() == (
        [{"hard": HARD, "scope": SCOPE, "hint": HINT}[severity]] if computation else []
    )


def listing(*lists: tuple) -> dict:
    """Enumerations and their members, each list as (id, line, names, other columns); a name may be (name, what it
    means)."""
    common = {"stated": None, "listed_all": "no", "other": None, "relation": None}
    named = [
        (key, i, name if isinstance(name, tuple) else (name, None))
        for key, _, names, _ in lists
        for i, name in enumerate(names)
    ]
    members = [
        {"enumeration": key, "position": i, "name": name, "line": None, "means": means}
        for key, i, (name, means) in named
    ]
    tables = {
        "enumeration": [
            common | {"id": key, "title": f"名单{key}", "line": line} | more for key, line, _, more in lists
        ]
    }
    return tables | ({"member": members} if members else {})


@pytest.mark.parametrize(
    ("first", "second", "relation", "severity", "computation"),
    [
        (["东园", "西园"], ["东园", ("西苑", "西园")], "same", None, None),
        (["东园", "西园"], ["东园"], "same", HINT, "第7行有而第9行没有：西园"),
        (["东园"], ["东园", "南园"], "same", HINT, "第9行有而第7行没有：南园"),
        (["东镇", "西镇"], [("西镇镇区", "西镇"), "工业区"], "apart", SCOPE, "第7行与第9行都列入"),
        (["东镇"], ["西镇"], "apart", None, None),
    ],
)
def test_two_lists_of_the_same_or_of_different_things(first, second, relation, severity, computation):
    rows = found("5", **listing(("a", 7, first, {}), ("b", 9, second, {"other": "a", "relation": relation})))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])
    assert rows["computation"].tolist() == ([computation] if severity else [])
    assert all(lines == (7, 9) for lines in rows["lines"])


def test_a_shorthand_that_is_nowhere_spelt_out():
    assert found("5", **listing(("a", 7, [], {"listed_all": "none", "stated": 4}), ("b", 8, [], {"stated": 4})))[
        "lines"
    ].tolist() == [(7,)]


PLACE = {"id": "p", "other_names": None, "system": "circle", "parent": None, "area_km2": None, "lines": "3;4"}


@pytest.mark.parametrize(
    ("name", "others", "hints"),
    [
        ("金山高科园", "金山科技园", ["金山高科园：又作金山科技园"]),
        ("新马科技创新城", "新马创新城;新马科技城", ["新马科技创新城：又作新马创新城、新马科技城"]),
        ("新马科技创新城", "新马创新城", []),  # one plain abbreviation is no second name
        ("栗雨科技工业园", "栗雨工业园;雨工业园", ["“雨工业园”疑为“栗雨工业园”漏字"]),
        ("西环线", "环线", []),  # 新马环线 ends on it too: a common noun, no misprint
        ("月塘生态新城", None, []),
    ],
)
def test_names_and_misprints(name, others, hints):
    places = [PLACE | {"name": name, "other_names": others}, PLACE | {"id": "q", "name": "新马环线", "system": "roads"}]
    assert found("7", place=places)["what"].tolist() == hints


@pytest.mark.parametrize(
    ("stated", "complete", "items", "severity"),
    [(3, "yes", 3, None), (3, "yes", 2, HARD), (5, "no", 2, HINT), (2, "no", 3, HARD), (4, "no", 0, None)],
)
def test_counted_lists(stated, complete, items, severity):
    rows = found("5", **listing(("l", 7, [f"桥{i}" for i in range(items)], {"stated": stated, "listed_all": complete})))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("claims", "severity"),
    [
        ([(1, "done", "建成"), (9, "planned", "新建")], HARD),
        ([(1, "done", "建成"), (9, "done", "已建成")], None),
        ([(1, "ongoing", "推进"), (9, "planned", "新建")], None),
        ([(1, "planned", "新建"), (9, "done", "建成")], None),  # planned first, done later: that is progress
        ([(1, "partly", "基本建成"), (9, "planned", "规划建设")], SCOPE),
        ([(1, "partly", "开园"), (9, "planned", "全面建成")], None),
    ],
)
def test_statuses(claims, severity):
    project = [
        {
            "id": "p",
            "name": "剧院",
            "other_names": None,
            "flagship": "no",
            "lines": "1;9",
            "area": "甲区",
            "indicator": None,
        }
    ]
    rows = found(
        "8",
        project=project,
        claim=[{"project": "p", "line": line, "claim": claim, "words": words} for line, claim, words in claims],
    )
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_a_clean_plan_has_no_findings():
    tables = relation("=", 100.0)
    tables["series"] = pd.concat([tables["series"], series({"indicator": "g", "value": 100.0}).assign(id="Z")])
    clean = audit(plan(clause=clauses(GROWTH, {"indicator": "g", "value": 161.1}), **tables), about=ABOUT)
    assert clean.empty


def test_a_missing_column_is_named():
    frames = plan()
    frames["clause"] = frames["clause"].drop(columns="operator")
    with pytest.raises(KeyError, match=r"1 增速与水平: clause lacks \['operator'\]"):
        audit(frames, about=ABOUT)


def test_findings_of_one_clause_those_on_its_line_first_then_the_hardest():
    clause = SimpleNamespace(area="甲区", indicator="g", line=7)
    found = pd.DataFrame(
        {
            "what": list("abcd"),
            "indicators": [(("甲区", "g"),)] * 3 + [(("乙区", "g"),)],
            "lines": [(1,), (2,), (7, 9), (7,)],
            "severity": pd.Categorical(["提示", "硬矛盾", "提示", "硬矛盾"], SEVERITIES, ordered=True),
        }
    )
    assert of_clause(found, clause)["what"].tolist() == ["c", "b", "a"]


def test_every_rule_has_its_own_title():
    assert len(RULES) == len({rule.title for rule in RULES})


def test_the_real_plan_shows_what_its_readers_know(store):
    from lib.audit.rules import AUDITED

    result = audit({name: store.frame(name) for name in AUDITED}, about=ABOUT)
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
        (117, 127, 427),
        (30, 255, 331),
        (25, 85, 264),
        (85, 265),
    }
    assert known <= cited
    questions = {tuple(lines) for lines in result.loc[result["severity"] == SCOPE, "lines"]}
    assert {
        (264,),
        (101, 141),
        (14, 97),
        (97, 311, 313, 315),
        (117, 209),
        (250, 392),
        (16, 154),
        (14,),
        (16, 17, 117, 119, 129),
    } <= questions
    assert 15 <= len(hard) <= 20
    assert not any(line is None for lines in result["lines"] for line in lines)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_a_rule_names_every_column_that_it_reads(store, rule):
    """On the real plan it finds the same where it is given nothing else."""
    frames = {name: Plan(store).original(name) for name in rule.needs}
    bare = {name: frames[name][list(columns)] for name, columns in rule.needs.items()}
    assert rule.run(bare) == rule.run(frames) != []


@pytest.mark.parametrize(
    ("table", "column"), [("clause", "price_basis"), ("series", "indicator_name"), ("member", "line")]
)
def test_a_column_that_is_missing_is_named(table, column):
    frames = plan()
    with pytest.raises(KeyError, match=f"{table} lacks .*{column}"):
        audit(frames | {table: frames[table].drop(columns=column)}, about=ABOUT)
