"""Stage, progress and `behind` of projects by hand; facets against naive twins."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.ledger.tables import columns
from lib.projects.facets import Facets
from lib.projects.register import EXISTING, chapters, progress, until
from tests.homes import PERIOD

COLUMNS = ["id", "name", "stage", "start", "due"]


def projects(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "Int32", "due": "Int32"})


def events(*rows) -> pd.DataFrame:
    found = [
        {"seq": i, "project": p, "date": d, "stage": s, "share": x, "investment": None}
        for i, (p, d, s, x) in enumerate(rows)
    ]
    return pd.DataFrame(found, columns=columns("event"))


def judged(project: tuple, year: int, *records) -> pd.Series:
    rows = projects(project)
    return progress(rows, until(events(*(("p", *record) for record in records)), year), year, period=PERIOD).iloc[0]


UNDATED, DATED = ("p", "甲", "前期", None, None), ("p", "甲", "在建", None, 2018)


@pytest.mark.parametrize(
    ("project", "year", "records", "stage", "verdict", "gap", "behind"),
    [
        (UNDATED, 2018, [], "前期", "无法评估", "no_event", None),
        (DATED, 2018, [], "在建", "无法评估", "due_no_event", None),
        (DATED, 2017, [], "在建", "无法评估", "no_event", None),
        (("p", "甲", "十二五已建成", None, None), 2016, [], "十二五已建成", "完成", "", None),
        (("p", "甲", EXISTING, None, None), 2018, [], EXISTING, "无法评估", "existing", None),
        (
            ("p", "甲", EXISTING, None, None),
            2018,
            [("2018-06-30", "在建", None)],
            "在建",
            "无法评估",
            "no_share",
            False,
        ),
        # 2017-12-31: 730 of the 1,095 days of 2016–2018 have gone by = 66.7 %
        (DATED, 2017, [("2017-06-30", "在建", 67)], "在建", "达到进度", "", False),
        (DATED, 2017, [("2017-06-30", "在建", 60)], "在建", "略有滞后", "", True),
        (DATED, 2017, [("2017-06-30", "在建", 53)], "在建", "滞后", "", True),
        (DATED, 2018, [("2017-06-30", "在建", 99)], "在建", "逾期", "", True),
        (DATED, 2018, [("2018-12-31", "竣工投产", 100)], "竣工投产", "完成", "", False),
        (DATED, 2018, [("2019-01-01", "竣工投产", 100)], "在建", "无法评估", "due_no_event", None),
        (UNDATED, 2018, [("2018-06-30", "在建", None)], "在建", "无法评估", "no_share", False),
        (UNDATED, 2019, [("2018-12-31", "在建", 0), ("2019-12-31", "在建", 50)], "在建", "达到进度", "", False),
        (("p", "甲", "前期", 2019, None), 2019, [("2019-06-01", "在建", 40)], "在建", "略有滞后", "", True),
    ],
)
def test_progress_by_hand(project, year, records, stage, verdict, gap, behind):
    row = judged(project, year, *records)
    assert (row["stage"], row["verdict"], row["gap"]) == (stage, verdict, gap)
    assert (None if pd.isna(row["behind"]) else bool(row["behind"])) is behind
    assert row["plan_stage"] == project[2]


def test_the_stage_counts_from_the_record_that_brought_it_and_the_last_word_of_a_day_holds():
    row = judged(
        UNDATED,
        2018,
        ("2016-03-01", "前期", None),
        ("2017-05-01", "在建", 10),
        ("2018-05-01", "在建", 30),
        ("2018-05-01", "在建", 35),
    )
    assert (row["since"], row["share"], row["events"]) == (pd.Timestamp("2017-05-01"), 35.0, 4)


def test_records_of_unknown_projects_and_an_empty_register_do_no_harm():
    assert progress(projects(UNDATED), until(events(("x", "2016-01-01", "在建", 1.0)), 2016), 2016, period=PERIOD)[
        "events"
    ].tolist() == [0]
    assert progress(projects(), until(events(), 2016), 2016, period=PERIOD).empty


def test_chapters_of_lines():
    heads = pd.DataFrame({"chapter": [1, 3, 3, 8], "section": [0, 0, 1, 0], "first_line": [8, 69, 71, 378]})
    assert chapters(pd.Series(["4", "8;66", "85;384"]), heads) == [(0,), (1,), (3, 8)]


VALUES = st.sampled_from("abcd")
TABLES = st.lists(
    st.tuples(VALUES, st.lists(VALUES, max_size=3).map(lambda v: tuple(dict.fromkeys(v))), st.booleans()), max_size=30
)
CHOICES = st.fixed_dictionaries({"one": st.lists(VALUES, unique=True), "many": st.lists(VALUES, unique=True)})


@settings(deadline=None)
@given(TABLES, CHOICES)
def test_facets_agree_with_a_naive_twin(rows, chosen):
    table = pd.DataFrame(rows, columns=["one", "many", "among"])
    among = table["among"].to_numpy(dtype=bool)

    def has(row, facet: str, value: str) -> bool:
        return value == row[0] if facet == "one" else value in row[1]

    def left(row, facets) -> bool:
        return row[2] and all(not chosen[f] or any(has(row, f, v) for v in chosen[f]) for f in facets)

    index = Facets(table, {"one": "one", "many": "many"})
    assert index.select(chosen, among).tolist() == [left(row, chosen) for row in rows]
    counts = index.counts(chosen, among)
    for facet, other in (("one", "many"), ("many", "one")):
        assert counts[facet] == {
            value: sum(has(row, facet, value) and left(row, [other]) for row in rows) for value in index.options(facet)
        }


@settings(deadline=None)
@given(TABLES, CHOICES, VALUES)
def test_one_more_click_leaves_what_the_count_promised(rows, chosen, value):
    """With nothing chosen in a facet, choosing a value leaves exactly its count."""
    index = Facets(pd.DataFrame(rows, columns=["one", "many", "among"]), {"one": "one", "many": "many"})
    promised = index.counts({"many": chosen["many"]})["one"].get(value, 0)
    assert np.count_nonzero(index.select({"one": [value], "many": chosen["many"]})) == promised
