"""Evaluations: what must be explained, what may be published, what moved; and the procedure's other rules."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import evaluation as e
from lib.ledger import frozen as f
from lib.ledger.ledger import Refused
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry, mark
from lib.measure import constants as c
from lib.text import evaluations
from tests.homes import ABOUT, HOME, ledger_at

CHIEF = Person("王主任", ADMIN)


EVERY = {
    line["id"]: line["area"]
    for line in csv.DictReader((HOME.data / "target.csv").read_text(encoding="utf-8").splitlines())
}


def row(clause="T117b", verdict="滞后", actual="330亿元（2018）", year=2018, condition="≥ 420亿元", change="", **more):
    texts = dict.fromkeys(("domain", "change_note", "base", "catch_up", "annual", "original_verdict", "reason"), "")
    numbers = dict.fromkeys(("actual_value", "completion", "pace")) | {"line": 117, "due": 2020}
    return (
        texts
        | numbers
        | {
            "clause": clause,
            "name": f"目标{clause}",
            "area": "天元区",
            "verdict": verdict,
            "condition": condition,
            "actual": actual,
            "actual_year": year,
            "change": change,
            "arithmetic": [],
            "sources": [],
        }
        | more
    )


def frozen(*rows, name="2018年度评估", type="annual", year=2018, asof="2019-02-01"):
    """An evaluation of these rows, with the other clauses of the plan not due."""
    others = [row(key, c.NOT_DUE) for key in EVERY if key not in {one["clause"] for one in rows}] if rows else []
    return entry(
        "evaluation_frozen",
        {"name": name, "type": type, "area": None, "year": year, "asof": asof, "rows": [*rows, *others]},
    )


def explained(clause="T117b", **fields):
    return entry(
        "explanation_given",
        {"clause": clause, "year": 2018, "cause": "a", "measures": "b", "unit": "c", "deadline": "2019-12-31"} | fields,
    )


@pytest.fixture
def book(tmp_path):
    return ledger_at(tmp_path / "ledger.duckdb")


def publish(book, explanations=None):
    found = book.state().rows("evaluation")[-1]
    given = f.to_publish(found, book.state()) if explanations is None else explanations
    book.write([mark("evaluation_published", found, explanations=given)], CHIEF)


@pytest.mark.parametrize("verdict", ["滞后", "未完成", "背离", "逾期"])
def test_what_was_missed_must_be_explained_before_it_is_published(book, verdict):
    book.write([frozen(row(verdict=verdict), row("T129a", "略有滞后"))], CHIEF)
    with pytest.raises(Refused, match=r"还有1项没有解释说明（目标T117b）"):
        publish(book)
    book.write([explained()], CHIEF)
    publish(book)
    published = book.state().get("evaluation", "2018年度评估")
    assert published["status"] == "published"
    assert [(x["clause"], x["cause"], x["who"]) for x in published["explanations"]] == [("T117b", "a", "王主任")]


def test_what_is_published_never_changes_again(book):
    book.write([frozen(row()), explained()], CHIEF)
    publish(book)
    before = book.state().get("evaluation", "2018年度评估")
    book.write([explained(cause="另一个原因")], CHIEF)
    assert book.state().get("evaluation", "2018年度评估") == before
    for kind, extra in (("evaluation_published", {"explanations": []}), ("evaluation_discarded", {})):
        with pytest.raises(Refused, match="已经被处理过"):
            book.write([mark(kind, before, "x", **extra)], CHIEF)
    with pytest.raises(Refused, match="已有名为"):
        book.write([frozen(row())], CHIEF)


def test_only_the_explanations_of_the_ledger_can_be_published(book):
    book.write([frozen(row()), explained()], CHIEF)
    seen = f.to_publish(book.state().rows("evaluation")[0], book.state())
    book.write([explained(cause="改过的原因")], CHIEF)
    with pytest.raises(Refused, match="有改动"):
        publish(book, seen)
    publish(book)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (frozen(row(), type="midterm", year=2017), "中期评估只评2018年"),
        (frozen(row(), type="final", year=2019), "期末评估只评2020年"),
        (frozen(row(), name=" "), "名称"),
        (frozen(), "没有内容"),
        (frozen({"clause": "T1"}), "缺结论"),
        (frozen(row("T999z")), "T999z不符"),
        (frozen(row(), row()), "条款重复"),
        (frozen(row(verdict="很好")), "T117b：结论“很好”不在可用的之中"),
        (frozen(row(original_verdict="很好")), "不在可用的之中"),
        (frozen(row(pace="快")), "“快”不是数"),
        (frozen(row(pace=float("inf"))), "不是数"),
        (frozen(row(sources="规划第16行")), "条款T117b：出处不是文字"),
        (frozen(row(), asof="2019"), "不是日期"),
        (explained(measures=" "), "说明要写全"),
        (entry("annual_set", {"clause": "T117b", "area": "天元区", "year": 2018, "value": 1.0}), "写明理由"),
        (entry("annual_issued", {"area": "天元区", "year": 2018, "number": " ", "date": "2018-01-20"}), "写明文号"),
        (entry("annual_issued", {"area": "天元区", "year": 2018, "number": "1号", "date": "一月"}), "不是日期"),
        (
            entry(
                "target_adjusted",
                {"clause": "N001", "change": "新增", "number": "1", "date": "2018-09-01", "body": "区人大"},
                "x",
            ),
            "新增的目标",
        ),
        (
            entry(
                "target_adjusted",
                {"clause": "T117b", "change": "下调", "number": "1", "date": "九月", "body": "区人大"},
                "x",
            ),
            "不是日期",
        ),
    ],
)
def test_the_procedure_refuses(book, item, message):
    with pytest.raises(Refused, match=message):
        book.write([item], CHIEF)
    assert book.records() == []


@pytest.mark.parametrize("area", [None, "天元区"])
def test_no_clause_can_be_left_out_of_an_evaluation(book, area):
    whole = frozen(row())
    fields = whole.payload | {
        "area": area,
        "rows": [one for one in whole.payload["rows"] if area is None or EVERY[one["clause"]] in ("天元区", "新区")],
    }
    with pytest.raises(Refused, match="不多不少：T117b不符"):
        book.write(
            [
                entry(
                    "evaluation_frozen", fields | {"rows": [one for one in fields["rows"] if one["clause"] != "T117b"]}
                )
            ],
            CHIEF,
        )
    book.write([entry("evaluation_frozen", fields)], CHIEF)


def test_issuing_locks_the_area_and_the_year_and_no_other(book):
    def planned(area, year):
        return entry(
            "annual_set",
            {
                "clause": next(key for key, own in EVERY.items() if own == area),
                "area": area,
                "year": year,
                "value": 1.0,
            },
            "x",
        )

    book.write([entry("annual_issued", {"area": "天元区", "year": 2018, "number": "1号", "date": "2018-01-20"})], CHIEF)
    with pytest.raises(Refused, match=r"天元区2018年度计划已下达（1号）"):
        book.write([planned("天元区", 2018)], CHIEF)
    book.write([planned("高新区", 2018), planned("新区", 2018), planned("天元区", 2019)], CHIEF)
    with pytest.raises(Refused, match="已经下达"):
        book.write(
            [entry("annual_issued", {"area": "天元区", "year": 2018, "number": "2号", "date": "2018-02-20"})], CHIEF
        )


def evaluation(*rows, explanations=(), year=2018):
    return {"rows": list(rows), "explanations": list(explanations), "year": year}


@pytest.mark.parametrize(
    ("before", "after", "move", "why"),
    [
        (
            row(verdict="滞后"),
            row(verdict="达到进度", actual="352亿元（2018）"),
            "改善",
            ["数据更正：330亿元（2018） → 352亿元（2018）"],
        ),
        (
            row(verdict="滞后"),
            row(verdict="略有滞后", actual="380亿元（2019）", year=2019),
            "改善",
            ["新数据：330亿元（2018） → 380亿元（2019）"],
        ),
        (row(verdict="达到进度"), row(verdict="滞后", actual="", year=None), "退步", ["新数据：330亿元（2018） → —"]),
        (
            row(verdict="滞后"),
            row(verdict="达到进度", condition="≥ 400亿元", change="下调"),
            "改善",
            ["目标下调：≥ 420亿元 → ≥ 400亿元"],
        ),
        (
            row(base="272亿元（2015）"),
            row(verdict="达到进度", base="268亿元（2015）"),
            "改善",
            ["基期更正：272亿元（2015） → 268亿元（2015）"],
        ),
        (row(base=""), row(verdict="达到进度", base="268亿元（2015）"), "改善", ["基期数据：— → 268亿元（2015）"]),
        (row(verdict="滞后"), row(verdict="达到进度"), "改善", []),
        (row(verdict="达到进度"), row(verdict="滞后"), "退步", []),
        (row(verdict="无法评估"), row(verdict="滞后"), "新可评", []),
        (row(verdict="达到进度"), row(verdict="无法评估"), "不再可评", []),
        (row(), row(), "不变", []),
        (None, row(), "新增", ["新增的目标"]),
        (row(), None, "取消", ["目标已取消，不再评估和计数"]),
    ],
)
def test_what_moved_in_which_direction_and_why(before, after, move, why):
    found = e.compared(evaluation(*[before] if before else []), evaluation(*[after] if after else [])).iloc[0]
    assert (found["direction"], found["why"]) == (move, why)


@pytest.mark.parametrize(
    ("before", "after", "years", "why"),
    [
        ("达到进度", "滞后", (2017, 2018), "评估年由2017年到2018年，时间进度要求提高"),
        ("滞后", "达到进度", (2017, 2018), "原因未记录"),
        ("达到进度", "滞后", (2018, 2018), "原因未记录"),
        ("达到进度", "滞后", (2019, 2018), "原因未记录"),
        ("未到期", "逾期", (2017, 2018), "时限已到（2018年）"),
        ("无法评估", "滞后", (2017, 2018), "原因未记录"),
    ],
)
def test_no_reason_is_invented(before, after, years, why):
    one, other = (
        evaluation(row(verdict=verdict, due=2018), year=year)
        for verdict, year in zip((before, after), years, strict=True)
    )
    assert evaluations.moved(e.compared(one, other), ABOUT)["变动原因"].tolist() == [why]


def test_evaluations_of_different_areas_are_compared_by_what_both_have():
    one, other = (
        evaluation(row(), row("T089a")) | {"area": None},
        evaluation(row(verdict="达到进度")) | {"area": "天元区"},
    )
    assert e.compared(one, other)[["clause", "direction"]].to_numpy().tolist() == [["T117b", "改善"]]


def test_the_explanation_of_the_later_one_is_told():
    item = {"clause": "T117b", "cause": "需求放缓", "measures": "稳投资"}
    found = e.compared(evaluation(row(verdict="略有滞后")), evaluation(row(), explanations=[item]))
    assert found.iloc[0]["why"] == ["说明：需求放缓；措施：稳投资"]


@settings(deadline=None)
@given(st.sampled_from(c.VERDICTS), st.sampled_from(c.VERDICTS))
def test_directions_mirror_each_other(one, other):
    mirror = {"改善": "退步", "退步": "改善", "新可评": "不再可评", "不再可评": "新可评", "不变": "不变"}
    assert e.direction(one, other) == mirror[e.direction(other, one)]
    assert e.direction(one, one) == "不变"


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(c.VERDICTS)), unique_by=lambda item: item[0]),
    st.sets(st.integers(0, 5)),
)
def test_unexplained_is_what_must_be_and_is_not(rows, given_for):
    rows = [row(f"T{n}", verdict) for n, verdict in rows]
    given_rows = [{"clause": f"T{n}", "cause": "a", "measures": "b", "unit": "c", "deadline": "d"} for n in given_for]
    lacking = {item["clause"] for item in f.unexplained(rows, given_rows)}
    assert lacking == {r["clause"] for r in rows if r["verdict"] in f.MUST_EXPLAIN} - {f"T{n}" for n in given_for}
