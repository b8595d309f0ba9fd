"""A frozen evaluation stays as it was, whatever is entered or put right afterwards."""

import io

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn

from lib.ledger.fold import EMPTY, fold
from lib.ledger.ledger import Ledger
from lib.ledger.record import FIRST, entry, sealed
from lib.plan.frozen import as_frozen
from lib.plan.opened import Plan
from lib.report import selection
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.slide import as_shown, for_json
from lib.report.document import file as docx
from lib.report.document.dossier import dossier
from tests.homes import PERIOD

YEAR = PERIOD.midterm


class Told(Ledger):
    """A ledger that is nowhere: its records are given."""

    def __init__(self, records):
        self._told = records

    def at(self, seq):
        return fold(EMPTY, self._told[:seq])

    def of_kind(self, kind):
        return [record for record in self._told if record.kind == kind]


@pytest.fixture(scope="module")
def trained(store, records) -> Plan:
    return Plan(store, fold(EMPTY, records))


@pytest.fixture(scope="module")
def evaluation(trained):
    return selection.frozen_for(trained.evaluations, "midterm", None, YEAR)


def slides(plan: Plan) -> list:
    return [for_json(as_shown(slide)) for slide in deck(material(plan, kind="midterm", year=YEAR, area=None))]


def words(plan: Plan) -> list[str]:
    """All that the report and the short papers say."""
    given = dossier(plan, kind="midterm", year=YEAR, area=None)
    files = (docx.report(given).bytes(), docx.brief(given), docx.warning(given))
    documents = [Document(io.BytesIO(file)) for file in files]
    return [text.text or "" for document in documents for text in document.element.body.iter(qn("w:t"))]


def test_what_is_recorded_after_publishing_changes_no_document(store, records, evaluation):
    until_then = [record for record in records if record.seq <= evaluation["marked_seq"]]
    before = words(as_frozen(Plan(store, fold(EMPTY, until_then)), Told(until_then), evaluation))
    assert words(as_frozen(Plan(store, fold(EMPTY, records)), Told(records), evaluation)) == before
    live = words(Plan(store, fold(EMPTY, records)))
    assert any("未冻结" in word for word in live) and not any("未冻结" in word for word in before)


def test_a_report_of_a_year_has_the_targets_of_that_year(trained):
    """What the procedure changed in a later year is not in it."""
    then, dates = (
        selection.chosen(trained, year=YEAR, kind="midterm", area=None),
        trained.state.frame("adjustment")["date"],
    )
    assert (dates > f"{YEAR}-12-31").all() and then.adjustments.empty and then.cancelled.empty
    changed = trained.clauses.set_index("id")
    changed = changed[changed["change"].isin(("下调", "上调"))]
    was = then.clauses.set_index("id").loc[changed.index]
    assert (was["target"] == changed["original_target"]).all() and (was["target"] != changed["target"]).any()
    last = selection.chosen(trained, year=PERIOD.end, kind="annual", area=None)
    assert set(last.adjustments["clause"]) == set(trained.state.frame("adjustment")["clause"])


def test_what_is_recorded_after_publishing_changes_no_slide(store, records, evaluation):
    until_then = [record for record in records if record.seq <= evaluation["marked_seq"]]
    before = slides(as_frozen(Plan(store, fold(EMPTY, until_then)), Told(until_then), evaluation))
    after = slides(as_frozen(Plan(store, fold(EMPTY, records)), Told(records), evaluation))
    assert after == before
    live = Plan(store, fold(EMPTY, records))
    assert slides(live) != after


def test_explanations_given_after_the_freeze_belong_to_it_until_it_is_public(trained, records, evaluation):
    told = as_frozen(trained, Told(records), evaluation).state.frame("explanation")
    of_year = set(told.loc[told["year"] == YEAR, "clause"])
    assert of_year == {one["clause"] for one in evaluation["explanations"]}
    late = entry(
        "explanation_given",
        {
            "clause": "T117b",
            "year": YEAR,
            "cause": "迟",
            "measures": "补",
            "unit": "示例一局",
            "deadline": "2021-12-31",
        },
    )
    more = [*records, sealed(records[-1].seq + 1, "2021-06-01", "某人", "", late, FIRST)]
    again = as_frozen(Plan(trained.source, fold(EMPTY, more)), Told(more), evaluation).state.frame("explanation")
    pd.testing.assert_frame_equal(again, told)


def test_the_frozen_verdict_stands_where_the_files_now_say_otherwise(trained, records, evaluation):
    rows = [dict(row) for row in evaluation["rows"]]
    rows[0] |= {"verdict": "背离", "completion": 0.123}
    other = evaluation | {"rows": rows}
    plan = as_frozen(trained, Told(records), other)
    row = plan.assessed(YEAR).set_index("id").loc[rows[0]["clause"]]
    assert (row["verdict"], row["completion"], plan.differing) == ("背离", 0.123, 1)
    assert as_frozen(trained, Told(records), evaluation).differing == 0


def test_a_report_is_made_of_the_published_evaluation_before_a_newer_unpublished_one():
    def one(name: str, status: str, year: int = 2018, area: str | None = None, kind: str = "midterm") -> dict:
        return {"name": name, "status": status, "year": year, "area": area, "type": kind}

    known = [one("新", "frozen"), one("公开", "published"), one("旧", "published"), one("甲", "frozen", area="甲区")]
    assert selection.frozen_for(known, "midterm", None, 2018)["name"] == "公开"
    assert selection.frozen_for(known[:1], "midterm", None, 2018)["name"] == "新"
    assert selection.frozen_for(known, "midterm", "甲区", 2018)["name"] == "甲"
    assert selection.frozen_for([one("末", "published", 2020, kind="final")], "annual", None, 2020)["name"] == "末"
    for asked in (("annual", None, 2018), ("midterm", "乙区", 2018), ("park", None, 2018), ("midterm", None, 2019)):
        assert selection.frozen_for(known, *asked) is None
