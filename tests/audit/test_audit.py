"""The audit's rules on a small invented plan: planted contradictions are found, clean figures are left alone."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.audit.finding import HARD, HINT, SCOPE, Finding, merged
from lib.audit.rules import RULES, SEVERITIES, audit, of_clause
from lib.measure.clause import Target
from lib.measure.observation import Observation
from tests.homes import ABOUT

CLAUSE = {"line": 10, "area": "甲区", "operator": ">=", "unit": "亿元", "due": 2020, "price_basis": "current"}
SERIES = {"line": 1, "area": "甲区", "year": 2015, "unit": "亿元", "price_basis": "current", "rank": 1}


def clauses(*rows: dict) -> pd.DataFrame:
    named = (CLAUSE | {"id": f"T{i}", "name": row.get("indicator", "x")} | row for i, row in enumerate(rows))
    return Target.frame(Target(**row) for row in named)


def series(*rows: dict) -> pd.DataFrame:
    named = (SERIES | {"id": f"O{i}", "indicator_name": row.get("indicator")} | row for i, row in enumerate(rows))
    return Observation.frame(Observation(**row, amount=row["value"]) for row in named)


EMPTY = {
    "scope": ["indicator", "other", "area", "base", "differs", "outside", "lines", "note"],
    "achieved": ["indicator", "line", "words"],
    "bearing": ["indicator", "line", "words", "effect"],
    "stance": ["topic", "line", "stance", "words", "indicator"],
    "condition": ["target", "words"],
    "identity": ["id", "rule", "title", "relation", "severity", "norm", "topic", "lines", "reason"],
    "term": ["identity", "side", "product", "position", "kind", "ref", "value", "unit", "line"],
    "place": ["id", "name", "other_names", "system", "parent", "area_km2", "area_about", "lines"],
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
    result = audit(plan(**tables), ABOUT)
    return result[result["rule"].str.startswith(rule)]


SCOPE_ROW = {
    "indicator": "g",
    "other": "h",
    "area": "甲区",
    "base": "yes",
    "differs": "term",
    "outside": "no",
    "lines": "1;10",
    "note": "乙口径",
}
GROWTH = {"indicator": "g", "kind": "annual_growth", "unit": "%", "target": 10.0}


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
        clause=clauses(GROWTH, {"indicator": "g", "target": level}),
        series=series({"indicator": "g", "value": base}),
    )
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


def test_growth_and_level_of_different_lines_are_not_one_sentence():
    assert found(
        "1",
        clause=clauses(GROWTH, {"indicator": "g", "target": 200.0, "line": 11}),
        series=series({"indicator": "g", "value": 100.0}),
    ).empty


def test_a_base_of_another_scope_is_only_a_question():
    scope = [SCOPE_ROW | {"lines": None}]
    rows = found(
        "1",
        clause=clauses(GROWTH, {"indicator": "g", "target": 200.0}),
        series=series({"indicator": "h", "value": 100.0}),
        scope=scope,
    )
    assert rows["severity"].tolist() == [SCOPE]


def test_a_question_about_the_scope_of_a_base_is_told_with_the_arithmetic_that_uses_it():
    tables = {
        "clause": clauses(GROWTH, {"indicator": "g", "target": 200.0}),
        "series": series({"indicator": "h", "value": 100.0}),
        "scope": [SCOPE_ROW],
    }
    rows = audit(plan(**tables), ABOUT)
    assert rows["lines"].tolist() == [(1, 10)]
    assert rows["computation"].str.endswith("；乙口径").all()
    alone = audit(plan(scope=[SCOPE_ROW], clause=clauses({"indicator": "g", "target": 200.0})), ABOUT)
    assert alone["computation"].tolist() == ["乙口径"]


@pytest.mark.parametrize(
    ("row", "found_outside"),
    [({}, [False]), ({"outside": "yes"}, [True]), ({"differs": "quantity"}, []), ({"lines": None}, [])],
)
def test_scopes_differ_by_term_or_coverage_and_say_what_is_not_from_the_plan(row, found_outside):
    assert found("7", scope=[SCOPE_ROW | row])["outside"].tolist() == found_outside


def test_floors_that_do_not_fit_can_both_be_met():
    rows = [GROWTH, {"indicator": "g", "target": 200.0}]
    two = found("1", clause=clauses(*rows), series=series({"indicator": "g", "value": 100.0}))
    assert two["reason"].str.contains("两处均为下限，可同时满足").all()
    one = found(
        "1", clause=clauses(rows[0], rows[1] | {"operator": "<="}), series=series({"indicator": "g", "value": 100.0})
    )
    assert not one["reason"].str.contains("两处均为下限").any()


def test_without_a_base_the_implied_one_is_named_once_for_all_of_a_kind():
    """161.051 / 1.1⁵ = 100; 46 / (1 − 8 %) = 50, 92 / (1 − 8 %) = 100."""
    fall = {"kind": "cumulative_change", "unit": "%", "target": -8.0, "operator": "<="}
    falling = [
        row
        for key, line, value in (("c", 20, 46.0), ("d", 22, 92.0))
        for row in (
            {"indicator": key, "line": line, "target": value, "operator": "<"},
            {"indicator": key, "line": line} | fall,
        )
    ]
    rows = found("1", clause=clauses(GROWTH, {"indicator": "g", "target": 161.051}, *falling))
    assert rows["severity"].tolist() == [HINT, HINT]
    assert rows["lines"].tolist() == [(10,), (20, 22)]
    assert "= 100亿元" in rows["computation"].iloc[0]
    assert "= 50亿元" in rows["computation"].iloc[1]
    assert "= 100亿元" in rows["computation"].iloc[1]


def test_findings_of_one_title_name_their_areas():
    rows = [{"indicator": "g", "target": 200.0}, GROWTH]
    both = [row | {"area": area, "name": "产值"} for area in ("甲区", "乙区") for row in rows]
    what = found(
        "1",
        clause=clauses(*both),
        series=series(*({"indicator": "g", "value": 100.0, "area": area} for area in ("甲区", "乙区"))),
    )["what"]
    assert sorted(what.str.split("：").str[0]) == ["产值（乙区）", "产值（甲区）"]
    assert found("1", clause=clauses(*both[:2]), series=series({"indicator": "g", "value": 100.0}))[
        "what"
    ].tolist() == ["产值：按增速推算与水平目标不一致"]


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
        ({"target": 50.0}, HARD),
        ({"target": 40.0}, None),
        ({"target": 40.0, "name": "另一名称"}, HINT),
        ({"target": 50.0, "line": 10}, None),
        ({"target": 50.0, "area": "乙区"}, None),
    ],
)
def test_two_targets(second, severity):
    first = {"indicator": "c", "kind": "count", "unit": "家", "target": 40.0}
    rows = found("3", clause=clauses(first, first | {"line": 20} | second))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


@pytest.mark.parametrize(("name", "severity"), [("全面建成", HARD), ("基本建成", SCOPE)])
def test_one_event_with_two_dates(name, severity):
    """Said in the same words it contradicts itself; in other words it may be another degree of the same."""
    event = {"indicator": "e", "kind": "milestone", "operator": None, "target": None, "unit": None, "name": "全面建成"}
    rows = found("3", clause=clauses(event, event | {"line": 20, "due": 2018, "name": name}))
    assert rows["gap"].tolist() == ["2年"]
    assert rows["severity"].tolist() == [severity]


@pytest.mark.parametrize(
    ("base", "operator", "severity"), [(100.0, "=", SCOPE), (90.0, "=", HINT), (80.0, "=", None), (95.0, ">=", SCOPE)]
)
def test_already_reached(base, operator, severity):
    rows = found(
        "4",
        clause=clauses({"indicator": "s", "kind": "hold", "unit": "%", "target": 90.0}),
        series=series({"indicator": "s", "value": base, "unit": "%", "operator": operator}),
    )
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])


@pytest.mark.parametrize(("ceiling", "count"), [(100.0, 0), (None, 1)])
def test_what_is_at_its_natural_ceiling_can_only_be_kept(ceiling, count):
    full = {"indicator": "s", "kind": "hold", "unit": "%", "target": 100.0, "ceiling": ceiling}
    assert (
        len(found("4", clause=clauses(full), series=series({"indicator": "s", "value": 100.0, "unit": "%"}))) == count
    )


@pytest.mark.parametrize(
    ("effect", "severity", "lines"),
    [(None, SCOPE, (1, 10)), ("explains", HINT, (1, 10, 30)), ("disputes", SCOPE, (1, 10))],
)
def test_a_ceiling_is_loosened_and_the_plan_may_say_why(effect, severity, lines):
    bearing = [{"indicator": "r", "line": 30, "words": "政策放宽", "effect": effect}] if effect else []
    tables = {"bearing": bearing} if bearing else {}
    rows = found(
        "4",
        clause=clauses(
            {"indicator": "r", "kind": "hold", "unit": "‰", "operator": "<=", "target": 12.0, "direction": -1}
        ),
        series=series({"indicator": "r", "value": 7.0, "unit": "‰", "operator": "<="}),
        **tables,
    )
    assert rows["what"].tolist() == ["r：上限比已经达到的水平放宽"]
    assert rows["severity"].tolist() == [severity]
    assert rows["lines"].tolist() == [lines]
    assert rows["computation"].tolist() == ["2015年7‰以内，目标12‰以内"]


def test_targets_for_one_thing_that_is_said_to_be_done_are_one_finding():
    done = [{"indicator": key, "line": 3, "words": "全部参保"} for key in ("a", "b", "z")]
    share = {"kind": "share", "unit": "%"}
    rows = found(
        "4",
        achieved=done,
        clause=clauses(
            {"indicator": "a", "target": 95.0, "line": 11} | share,
            {"indicator": "b", "target": 90.0, "line": 12} | share,
        ),
    )
    assert rows["lines"].tolist() == [(3, 11, 12)]
    assert rows["severity"].tolist() == [SCOPE]
    assert rows["gap"].tolist() == ["-5个百分点；-10个百分点"]


@pytest.mark.parametrize(
    ("effect", "severity", "lines"), [("disputes", SCOPE, (2, 3, 10)), ("explains", HINT, (3, 10))]
)
def test_a_thing_said_to_be_done_that_the_plan_itself_disputes(effect, severity, lines):
    tables = {
        "achieved": [{"indicator": "a", "line": 3, "words": "千亿"}],
        "bearing": [{"indicator": "a", "line": 2, "words": "只有百亿", "effect": effect}],
    }
    rows = found("4", clause=clauses({"indicator": "a", "target": 1000.0}), **tables)
    assert rows["severity"].tolist() == [severity]
    assert rows["lines"].tolist() == [lines]


def test_a_sum_below_that_of_the_last_five_years_is_noted():
    target = {"indicator": "p", "kind": "cumulative_sum", "unit": "家", "target": 50.0}
    before = {"indicator": "p", "measure": "sum", "since": 2010, "value": 99.0, "unit": "家"}
    assert found("4", clause=clauses(target), series=series(before))["severity"].tolist() == [HINT]
    assert found("4", clause=clauses(target | {"target": 120.0}), series=series(before)).empty


PLACE = {
    "id": "p",
    "other_names": None,
    "system": "circle",
    "parent": None,
    "area_km2": None,
    "area_about": None,
    "lines": "3;4",
}
IDENTITY = {"id": "i", "norm": "yes", "topic": None, "lines": None, "reason": "r"}


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
    identity = [IDENTITY | {"rule": "identity", "title": "份额与总量", "relation": kind, "severity": severity}]
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
    [
        *(("=", 100.0, 0), ("=", 101.5, 0), ("=", 110.0, 1), ("<=", 110.0, 0), ("<=", 90.0, 1), ("<", 100.0, 1)),
        *(
            ("part", 100.0, 0),
            ("part", 90.0, 1),
            ("part", 104.0, 1),
            ("part", 106.0, 0),
        ),  # 100 of 104 is nearly all; of 106 it is a part
    ],
)
def test_relations_allow_for_rounding(kind, right, count):
    rows = found("5", **relation(kind, right))
    assert len(rows) == count
    if count:
        assert "40%×200亿元＋20亿元 = 100亿元" in rows["computation"].iloc[0]
        assert rows["lines"].iloc[0] == (5,)


@pytest.mark.parametrize(
    ("right", "severity", "words"), [(104.0, HINT, "≤104亿元；其余4亿元没有列出"), (90.0, HARD, "“其中”应不超过90亿元")]
)
def test_parts_that_nearly_make_up_their_whole_leave_a_rest_to_be_named(right, severity, words):
    rows = found("5", **relation("part", right))
    assert rows["severity"].tolist() == [severity]
    assert rows["computation"].str.endswith(words).all()


def test_where_only_custom_says_so_a_relation_is_usual():
    tables = relation("<=", 90.0, "scope")
    tables["identity"][0] |= {"norm": "no", "lines": "8;9"}
    rows = found("5", **tables)
    assert rows["computation"].tolist() == ["40%×200亿元＋20亿元 = 100亿元，通常不超过90亿元"]
    assert rows["lines"].tolist() == [(5, 8, 9)]


def test_relations_of_one_topic_are_one_finding():
    first, second = relation("<=", 90.0), relation("<=", 80.0, "scope")
    topic = [
        one["identity"][0] | {"id": key, "topic": "合计", "title": f"第{key}项"}
        for key, one in (("i", first), ("j", second))
    ]
    terms = [*first["term"], *(row | {"identity": "j"} for row in second["term"][:3])]
    terms.append(
        second["term"][3] | {"identity": "j", "kind": "constant", "ref": None, "value": 80.0, "unit": "亿元", "line": 6}
    )
    rows = found("5", identity=topic, term=terms, series=first["series"])
    assert rows["what"].tolist() == ["合计"]
    assert rows["severity"].tolist() == [HARD]
    assert rows["lines"].tolist() == [(5, 6)]
    assert rows["computation"].str.contains("第i项40%.*；第j项40%.*").all()
    assert rows["right"].tolist() == [80.0], "the widest gap is drawn"


def test_an_area_about_is_said_to_be_about():
    places = [
        PLACE | {"id": key, "area_km2": area, "area_about": about, "name": key}
        for key, area, about in (("a", 6.0, "yes"), ("b", 6.0, "no"), ("c", 8.0, "no"))
    ]
    tables = relations("identity", "part", [[("place", "a", None)], [("place", "b", None)]], [[("place", "c", None)]])
    assert found("5", place=places, **tables)["computation"].tolist() == [
        "约6平方公里＋6平方公里 = 12平方公里，“其中”应不超过8平方公里"
    ]


@pytest.mark.parametrize(("area", "count"), [(26.3, 1), (10.0, 0), (40.0, 0)])
def test_a_part_that_is_nearly_all_of_its_unit(area, count):
    """80 − 30 − 20 leaves 30 for the unit in the middle."""
    rows = [
        ("w", None, 80.0, "1;9"),
        ("a", "w", 30.0, "9"),
        ("b", "w", 20.0, "4;9"),
        ("u", "w", None, "7"),
        ("p", "u", area, "2;9"),
    ]
    places = [
        PLACE | {"id": key, "name": f"片区{key}", "parent": parent, "area_km2": km2, "lines": lines}
        for key, parent, km2, lines in rows
    ]
    found_rows = found("5 部分", place=places)
    assert len(found_rows) == count
    if count:
        assert found_rows["lines"].tolist() == [(9,)]
        assert found_rows["computation"].str.contains("80－30－20 = 30平方公里.*占88%").all()


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
        "identity": [IDENTITY | {"rule": rule, "title": "关系", "relation": kind, "severity": severity}],
        "term": terms,
    }


SHARES = clauses(
    {"id": "A", "indicator": "a", "kind": "share", "unit": "%", "target": 95.0},
    {"id": "G", "indicator": "g", "kind": "annual_growth", "unit": "%", "target": 10.0},
    {"id": "C", "indicator": "c", "kind": "cumulative_change", "unit": "%", "target": -8.0},
    {"id": "L", "indicator": "l", "target": 300.0},
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
        (["东桥", "西桥"], ["东桥", "北桥"], "overlap", SCOPE, "第7行：名单a；第9行：名单b"),
    ],
)
def test_two_lists_of_the_same_or_of_different_things(first, second, relation, severity, computation):
    rows = found("5", **listing(("a", 7, first, {}), ("b", 9, second, {"other": "a", "relation": relation})))
    assert rows["severity"].astype(str).tolist() == ([severity] if severity else [])
    assert rows["computation"].tolist() == ([computation] if severity else [])
    assert all(lines == (7, 9) for lines in rows["lines"])


def test_a_shorthand_that_is_nowhere_spelt_out():
    lists = [
        ("a", 7, [], {"listed_all": "none", "stated": 4}),
        ("b", 8, [], {"stated": 4}),
        ("c", 7, [], {"listed_all": "none"}),
    ]
    rows = found("5", **listing(*lists))
    assert rows["lines"].tolist() == [(7,)]
    assert rows["what"].tolist() == ["名单a、名单c：只有名目，没有展开"]


def test_groups_of_two_lines_that_may_hold_each_other_are_one_finding():
    lists = [
        ("a", 7, [], {}),
        ("b", 7, [], {}),
        *(("cdab"[i], 9, [], {"other": other, "relation": "overlap"}) for i, other in enumerate("ab")),
    ]
    assert found("5", **listing(*lists))["what"].tolist() == ["名单a、名单b：与名单c、名单d的关系没有说明"]


@pytest.mark.parametrize(
    ("name", "others", "hints"),
    [
        ("金山高科园", "金山科技园", ["金山高科园：又作金山科技园"]),
        ("新马科技创新城", "新马创新城;新马科技城", ["新马科技创新城：又作新马创新城、新马科技城"]),
        ("新马科技创新城", "新马创新城", []),  # one plain abbreviation is no second name
        ("栗雨科技工业园", "栗雨工业园;雨工业园", ["“雨工业园”疑为“栗雨工业园”漏字"]),
        ("西环线", "环线", []),  # 新马环线 ends on it too: a common noun, no misprint
        ("月塘生态新城", None, []),
        ("新马EBD", "新马生态商务区", []),  # letters stand for any words
        ("新马EBD", "天易生态商务区", ["新马EBD：又作天易生态商务区"]),
    ],
)
def test_names_and_misprints(name, others, hints):
    places = [PLACE | {"name": name, "other_names": others}, PLACE | {"id": "q", "name": "新马环线", "system": "roads"}]
    assert found("7", place=places)["what"].tolist() == hints


@pytest.mark.parametrize(
    ("stated", "complete", "items", "severity"),
    [
        (3, "yes", 3, None),
        (3, "yes", 2, HARD),
        (5, "no", 2, HINT),
        (2, "no", 3, HARD),
        (4, "no", 0, None),
        (4, "example", 1, None),
    ],
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


def test_things_of_which_the_same_is_said_are_one_finding():
    common = {"other_names": None, "flagship": "no", "lines": "1;9", "area": "甲区"}
    projects = [
        common | {"id": key, "name": name, "indicator": key}
        for key, name in (("p", "剧院"), ("q", "画院"), ("r", "书院"))
    ]
    claims = [(key, 1, "done", "建成") for key in "pqr"] + [
        ("p", 9, "ongoing", "推进"),
        ("q", 9, "ongoing", "推进"),
        ("r", 9, "ongoing", "扩建"),
    ]
    rows = found(
        "8",
        project=projects,
        claim=[dict(zip(("project", "line", "claim", "words"), row, strict=True)) for row in claims],
    )
    assert rows["what"].str.split("：").str[0].tolist() == ["剧院、画院", "书院"]
    assert rows["indicators"].tolist() == [(("甲区", "p"), ("甲区", "q")), (("甲区", "r"),)]


@pytest.mark.parametrize(
    ("stances", "severity"),
    [
        (("promised", "sought"), SCOPE),
        (("sought", "promised"), SCOPE),
        (("kept", "kept", "merged"), SCOPE),
        (("established", "emerging"), HINT),
        (("promised", "promised"), None),
        (("promised", "merged"), None),
    ],
)
def test_stances_that_oppose_each_other(stances, severity):
    rows = [
        {"topic": "试点", "line": 5 + i, "stance": stance, "words": f"话{i}", "indicator": "x" if i else None}
        for i, stance in enumerate(stances)
    ]
    other = {"topic": "别的", "line": 5, "stance": "sought", "words": "探索", "indicator": None}
    got = found("8", stance=[*rows, other], clause=clauses({"indicator": "x", "target": 1.0}))
    assert got["severity"].astype(str).tolist() == ([severity] if severity else [])
    if severity:
        assert got["lines"].tolist() == [tuple(row["line"] for row in rows)]
        assert got["indicators"].tolist() == [(("甲区", "x"),)]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("超过4000件以上", 1),
        ("不低于10家以上", 1),
        ("约10万左右", 1),
        ("超过50%", 0),
        ("不超过50%", 0),
        ("不低于10家", 0),
        ("控制在2.5%以内", 0),
        ("约1万个", 0),
    ],
)
def test_a_bound_that_is_said_twice(words, count):
    assert (
        len(found("7", condition=[{"target": "T0", "words": words}], clause=clauses({"indicator": "x", "target": 1.0})))
        == count
    )


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ({}, 1),
        ({"definition": "甲占乙的比例"}, 0),
        ({"name": "保障房普及率"}, 0),
        ({"kind": "milestone", "target": None}, 0),
    ],
)
def test_a_rate_of_coverage_without_a_definition(row, count):
    rate = {"indicator": "x", "name": "保障房覆盖率", "kind": "share", "unit": "%", "target": 85.0}
    assert len(found("7", clause=clauses(rate | row))) == count


def test_a_clean_plan_has_no_findings():
    tables = relation("=", 100.0)
    tables["series"] = pd.concat([tables["series"], series({"indicator": "g", "value": 100.0}).assign(id="Z")])
    clean = audit(plan(clause=clauses(GROWTH, {"indicator": "g", "target": 161.1}), **tables), ABOUT)
    assert clean.empty


def test_a_missing_column_is_named():
    frames = plan()
    frames["clause"] = frames["clause"].drop(columns="operator")
    with pytest.raises(KeyError, match=r"1 增速与水平: clause lacks \['operator'\]"):
        audit(frames, ABOUT)


def test_findings_of_one_clause_those_on_its_line_first_then_the_hardest():
    clause = Target(area="甲区", indicator="g", line=7)
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

    result = audit({name: store.frame(name) for name in AUDITED}, ABOUT)
    known = {
        HARD: [
            (14, 89),
            (16, 156),
            (107, 329),
            (150, 355),
            (16, 17),
            (16, 17, 117, 119, 129),
            (30, 255, 331),
            (25, 85, 264),
        ],
        SCOPE: [
            *(
                (36, 231),
                (85, 265),
                (16, 117, 127, 427),
                (170, 172, 174, 430),
                (17, 23, 313),
                (23, 85, 313),
                (101, 141),
                (14, 97),
                (14,),
                (16, 154),
            ),
            *((117, 209, 211, 213, 215), (250, 392), (25, 384), (176,), (85, 351), (85, 427), (394, 426, 430)),
        ],
        HINT: [
            (36, 202, 427),
            (97, 311, 313, 315),
            (158, 160),
            (16, 117, 123),
            (301,),
            (307, 313, 319),
            (390,),
            (432,),
            (470,),
        ],
    }
    found_here = set(zip(result["lines"], result["severity"].astype(str), strict=True))
    assert {(lines, severity) for severity, rows in known.items() for lines in rows} - found_here == set()
    assert set(result.loc[[264 in lines and len(lines) == 1 for lines in result["lines"]], "severity"]) == {SCOPE, HINT}
    assert set(result.loc[result["outside"], "lines"]) == {(16, 156)}
    assert result["what"].is_unique
    assert result["lines"].map(len).min() >= 1


@given(st.permutations(range(4)))
def test_merging_does_not_depend_on_the_order(order):
    parts = [
        Finding(HINT, (4,), "a", "1", "—"),
        Finding(SCOPE, (2,), "b", "2", "+1", "r", 2.0, 1.0, "家", (("甲区", "x"),)),
        Finding(HARD, (3, 4), "c", "1", "—", "r", outside=True),
        Finding(HINT, (1,), "d", "3", "+9", "", 9.0, 0.0),
    ]
    one = merged("合", [parts[i] for i in order])
    assert (one.severity, one.lines, one.left, one.right, one.unit, one.outside) == (
        HARD,
        (1, 2, 3, 4),
        2.0,
        1.0,
        "家",
        True,
    )
    assert set(one.computation.split("；")) == {"1", "2", "3"}
    assert one.reason == "r"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_a_rule_names_every_column_that_it_reads(store, rule):
    """On the real plan it finds the same where it is given nothing else."""
    frames = {name: store.frame(name) for name in rule.needs}
    bare = {name: frames[name][list(columns)] for name, columns in rule.needs.items()}
    assert rule.run(bare, ABOUT) == rule.run(frames, ABOUT) != []


@pytest.mark.parametrize(
    ("table", "column"), [("clause", "price_basis"), ("series", "indicator_name"), ("member", "line")]
)
def test_a_column_that_is_missing_is_named(table, column):
    frames = plan()
    with pytest.raises(KeyError, match=f"{table} lacks .*{column}"):
        audit(frames | {table: frames[table].drop(columns=column)}, ABOUT)
