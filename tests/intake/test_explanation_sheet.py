"""Explanations as units send them: a row an indicator, in the sheet that the page gives or in their own."""

import pytest

from lib.intake.explanation_sheet import check
from lib.intake.read import EXPLANATIONS, read
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, sealed
from lib.plan.opened import Plan
from lib.text import evaluations, exports
from tests.cycle.test_evaluation import row
from tests.homes import ABOUT, known

ROWS = [row("T117a"), row("T117b"), row("T129a")]
WHOLE = "需求放缓,稳投资,示例局,2019年12月31日"


@pytest.fixture(scope="module")
def clauses(store):
    return Plan(store).clauses


def checked(clauses, body: str, state=EMPTY):
    upload = read("说明.csv", f"条款,目标,原因,措施,责任单位,新时限\n{body}".encode("gb18030"), EXPLANATIONS)
    return check(upload, ROWS, clauses, 2018, state, known())


def test_a_row_explains_all_clauses_of_its_indicator(clauses):
    found, problems = checked(clauses, f"T117b,,{WHOLE}\n,目标T129a,{WHOLE}\n")
    assert not problems
    assert [(item.payload["clause"], item.payload["deadline"]) for item in found] == [
        ("T117b", "2019-12-31"),
        ("T117a", "2019-12-31"),
        ("T129a", "2019-12-31"),
    ]


def test_a_clause_with_a_row_of_its_own_keeps_it(clauses):
    found, _ = checked(clauses, f"T117b,,{WHOLE}\nT117a,,另有原因,稳投资,示例局,2019-12-31\n")
    assert {item.payload["clause"]: item.payload["cause"] for item in found} == {
        "T117b": "需求放缓",
        "T117a": "另有原因",
    }


def test_what_is_not_whole_or_not_asked_for_is_named_by_row_and_blank_rows_are_none(clauses):
    found, problems = checked(clauses, f"T117b,,需求放缓,,示例局,\nT101a,,{WHOLE}\nT129a,,,,,\n")
    assert not found
    assert sorted((one.row, one.mend[:8]) for one in problems) == [(2, "说明要写全，还缺"), (3, "请核对名称，或从")]


def test_the_sheet_of_the_page_comes_back_and_says_nothing_new(clauses):
    found, _ = checked(clauses, f"T117b,,{WHOLE}\nT129a,,{WHOLE}\n")
    state = fold(
        EMPTY, [sealed(n, "2019-04-01T09:00:00+08:00", "甲", "office", one, FIRST) for n, one in enumerate(found, 1)]
    )
    given = [one.payload | {"who": "甲", "at": "2019-04-01T09:00:00+08:00"} for one in found]
    table = evaluations.explained({"rows": ROWS, "year": 2018}, given, ABOUT)
    upload = read("说明.csv", exports.csv(table), EXPLANATIONS)
    assert check(upload, ROWS, clauses, 2018, state, known()) == ([], [])
    assert len(check(upload, ROWS, clauses, 2018, EMPTY, known())[0]) == 3
