"""The glossary: every term is explained once, and every column that promises an explanation exists."""

import re
from pathlib import Path

from lib.measure.period import Period
from lib.text import terms

ROOT = Path(__file__).resolve().parents[2]


def test_a_term_is_explained_once_and_for_the_years_of_the_plan():
    found = terms.terms(Period(2025, 2030, 2028, 2020))
    assert len({one.term for one in found}) == len(found)
    said = {one.term: one.meaning for one in found}
    assert "2025" in said["基期值"] and "2030" in said["目标值"]
    assert not any("{" in meaning for meaning in said.values())


def test_a_column_that_is_explained_stands_in_a_table():
    written = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("lib/**/*.py"))
    for one in terms.terms(Period(2025, 2030, 2028, 2020)):
        for column in one.columns:
            assert re.search(f'"{column}"', written), column
