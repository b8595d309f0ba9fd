"""单页 without a browser: each kind with and without records, and the links that lead to it."""

import pytest

from lib.ledger import file as ledger
from tests.homes import HOME
from tests.test_pages import app, words

SHEET = "pages/present/sheet.py"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"sheet": "clause", "id": "T117b"}, "目标单页：地区生产总值（天元区）"),
        ({"sheet": "project", "id": "xinma-ebd"}, "项目单页：新马EBD"),
        ({"sheet": "park"}, "园区单页：河西示范园"),
    ],
)
def test_a_link_opens_the_sheet(query, title):
    test = app(SHEET, year="2018", **query)
    assert not test.exception and test.header[0].value == title


def test_without_a_unit_it_says_where_one_is_entered():
    test = app(SHEET, sheet="unit")
    assert not test.exception and test.header[0].value == "还没有登记单位"
    assert "先登记本区的单位" in words(test)
    assert [link.proto.label for link in test.get("page_link")] == ["登记单位"]


def test_the_sheet_of_a_unit_and_every_other_with_records(records):
    ledger.store(HOME.ledger, records)
    test = app(SHEET, sheet="unit", year="2018")
    assert test.header[0].value.startswith("单位单页：示例")
    for kind in ("clause", "project", "park"):
        test.segmented_control(key="sheet").set_value(kind).run()
        assert not test.exception and len(test.header) == 1


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("pages/monitor/indicators.py", {"clause": "T117b"}),
        ("pages/projects/register.py", {"project": "xinma-ebd"}),
        ("pages/space/parks.py", {}),
    ],
)
def test_what_is_shown_in_full_leads_to_its_sheet(page, query):
    links = [link.proto for link in app(page, **query).get("page_link")]
    (asked,) = [link for link in links if "单页" in link.label]
    assert "sheet=" in asked.query_string and all(value in asked.query_string for value in query.values())
