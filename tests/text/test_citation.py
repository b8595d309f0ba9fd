"""Citations: what a reader of the printed plan can look up."""

import pandas as pd
import pytest

from lib.text import citation
from lib.text.citation import Sections


@pytest.fixture(scope="module")
def sections(store) -> Sections:
    return Sections(store.frame("section"))


def test_every_cited_line_of_the_plan_lies_in_a_chapter_or_before_the_first(store, sections):
    first = int(store.frame("section")["first_line"].min())
    for line in store.frame("target")["line"]:
        assert sections.at(int(line)).startswith("第"), line
    assert {sections.at(line) for line in range(1, first)} == {citation.PREFACE}


def test_a_table_shows_sections_and_keeps_what_people_wrote(sections):
    rows = pd.DataFrame(
        {
            "规划行号": ["85、265", None],
            "说明": ["第85行2020年前，第265行力争2018年", None],
            "怎样改": ["与第2行重复", "第85行"],
            "出处": ["规划第14行", "《年报》“第3行”"],
        }
    )
    shown = sections.on_screen(rows[["规划行号", "说明", "怎样改"]])
    assert shown["出处"].tolist() == ["第三章第三节、第五章第一节", ""]
    assert shown["说明"][0] == "第三章第三节2020年前，第五章第一节力争2018年"
    assert shown["怎样改"].tolist() == rows["怎样改"].tolist()
    assert sections.on_screen(rows[["出处"]])["出处"].tolist() == ["规划第一章第一节", "《年报》“第3行”"]
    assert rows["规划行号"].tolist()[0] == "85、265", "the table that is downloaded is another"
