"""Every table that a page gives to take away, made and opened again: the training set, so that there is something in
all of them."""

import io
import re

import openpyxl
import pandas as pd
import pytest
import streamlit as st

from lib.ledger import file as ledger
from lib.text import exports
from lib.text.words import MISSING
from lib.ui.cycle import evaluation
from tests.homes import HOME
from tests.test_pages import PAGES, app


@pytest.fixture(scope="module")
def told(records, tmp_path_factory):
    """The training set in a file."""
    path = tmp_path_factory.mktemp("told") / "ledger.duckdb"
    ledger.store(path, records)
    return path


@pytest.fixture
def taken(monkeypatch, told):
    """What the buttons of the pages opened in a test would save: their names, and what makes the data."""
    monkeypatch.setenv("PLAN_LEDGER", str(told))
    found, real = [], st.download_button

    def button(label, data, file_name="", *rest, **more):
        found.append((file_name, data))
        return real(label, data, file_name, *rest, **more)

    for owner in (st, st.delta_generator.DeltaGenerator):
        monkeypatch.setattr(owner, "download_button", button)
    return found


def opened(name, data) -> pd.DataFrame:
    """A file as the program of the person who takes it reads it."""
    if name.endswith(".csv"):
        assert data.startswith(b"\xef\xbb\xbf"), name
        return pd.read_csv(io.BytesIO(data))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return pd.DataFrame(sheet.values)


PARTS = [("pages/cycle/evaluation.py", {"part": part}) for part in evaluation.PARTS[1:]]
"""Tabs of which only the open one is drawn."""


@pytest.mark.parametrize(("page", "query"), [*((page, {}) for page in PAGES), *PARTS])
def test_every_table_of_a_page_can_be_taken_away_and_opened(page, query, taken):
    assert HOME.ledger.exists()
    assert not app(page, year="2018", **query).exception
    for name, data in taken:
        if not name.endswith((".csv", ".xlsx")) or "briefing" in page or "exports" in page:
            continue
        rows = opened(name, data() if callable(data) else data)
        assert len(rows.columns), (page, name)
        cells = [cell for cell in rows.to_numpy().ravel().tolist() if isinstance(cell, str)]
        assert MISSING not in cells, (page, name)
        assert not [cell for cell in cells if re.fullmatch(r"nan|NaN|NaT|<NA>|None", cell)], (page, name)
        assert not [cell for cell in cells if re.search(r"\d\.\d{12,}", cell)], (page, name)


def test_every_kind_of_missing_and_of_number_is_one_in_a_file():
    rows = pd.DataFrame(
        {
            "甲": pd.Series([1, pd.NA], dtype="Int64"),
            "乙": [pd.Timestamp("2018-01-02"), pd.NaT],
            "丙": [None, float("nan")],
            "丁": [MISSING, "-0.6%"],
            "戊": ["1,046.9", "−3"],
            "己": [-9.999999999999964, float("inf")],
            "庚": ["007", "12"],
        }
    )
    written = pd.read_csv(io.BytesIO(exports.csv(rows)), dtype=str, keep_default_na=False)
    assert written.columns.tolist() == ["甲", "乙", "丙", "丁（%）", "戊", "己", "庚"]
    assert written.iloc[0].tolist() == ["1", "2018-01-02 00:00:00", "", "", "1046.9", "-10.0", "007"]
    assert written.iloc[1].tolist()[:5] == ["", "", "", "-0.6", "-3"]
