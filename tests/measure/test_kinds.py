"""Every row of the kinds of clause: its arithmetic against the plain twin, its Excel form, its words, its place in the
data's rules."""

import math
import re
import string
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.measure.by_kind import code, completion
from lib.measure.kinds import KINDS, path_value
from lib.report.workbook import formulas
from lib.text.words import WORDS
from tests.measure import naive

ROOT = Path(__file__).resolve().parents[2]
SPAN = 5
every = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
amounts = st.floats(1, 1000).map(lambda x: round(x, 1))
rates = st.floats(-40, 60).map(lambda x: round(x, 1)).filter(lambda x: abs(x) > 0.5)


def drawn(kind, data) -> tuple[float, float, float]:
    """Base, value and target that a clause of the kind may have."""
    figures = rates if kind.chained else amounts
    base, value, target = data.draw(amounts), data.draw(figures), data.draw(figures)
    assume(abs(target - base) > 0.5)
    return base, value, target


@every
@given(data=st.data(), years=st.integers(1, 5), met=st.integers(0, 5))
def test_completion_is_that_of_the_plain_twin(kind, data, years, met):
    base, value, target = drawn(kind, data)
    got = completion(code([kind.name]), *(np.array([x], dtype=float) for x in (base, value, target, years, met)), SPAN)
    assert got[0] == pytest.approx(naive.completion(kind.name, base, value, target, years, met), abs=1e-9, nan_ok=True)


@every
@given(data=st.data(), year=st.integers(0, 5))
def test_the_path_is_that_of_the_plain_twin_and_lies_where_completion_says(kind, data, year):
    base, _, target = drawn(kind, data)
    position = float(kind.path(base, target, year / SPAN, SPAN))
    assert position == pytest.approx(naive.path(kind.name, base, target, year), nan_ok=True)
    assert path_value(kind.name, base, target, year / SPAN, SPAN) == pytest.approx(position, nan_ok=True)
    planned = float(kind.planned(base, target, year / SPAN, SPAN))
    if kind.numeric and not kind.kept and year:
        done = float(kind.completion(base, planned, target, year, 0, SPAN))
        assert done == pytest.approx(year / SPAN, abs=1e-6)


@every
@given(data=st.data(), years=st.integers(1, 4))
def test_growth_leads_to_the_target(kind, data, years):
    """Required growth from the base and catch-up growth from the value, each followed step by step."""
    base, value, target = drawn(kind, data)
    required = float(kind.required_growth(base, target, SPAN))
    needed = float(kind.catch_up_growth(value, years, target, SPAN - years, SPAN))
    if not kind.numeric or kind.kept:
        assert math.isnan(required) and math.isnan(needed)
        return
    start = base if kind.base is None else kind.base
    end = float(kind.index(target, SPAN))
    assert naive.followed(start, required, SPAN, kind.compounding) == pytest.approx(end, rel=1e-6, abs=1e-6)
    at = float(kind.index(value, years))
    assert naive.followed(at, needed, SPAN - years, kind.compounding) == pytest.approx(end, rel=1e-6, abs=1e-6)


@every
@given(data=st.data())
def test_the_years_of_the_annual_plan_lead_to_the_target(kind, data):
    base, _, target = drawn(kind, data)
    years = [float(kind.of_year(base, target, 0.05, n, SPAN)) for n in range(1, SPAN + 1)]
    if kind.summed:
        assert sum(years) == pytest.approx(target, abs=0.051)
    elif kind.chained:
        assert np.prod([1 + rate / 100 for rate in years]) == pytest.approx(kind.index(target, SPAN), rel=0.01)
    else:
        assert years[-1] == (target if kind.numeric else 1.0)


@every
def test_the_excel_form_asks_only_for_what_the_sheet_has(kind):
    """LibreOffice recalculates every formula in tests/report/test_xlsx.py; the full set there has every kind."""
    form = kind.excel
    assert (form.position is not None) == kind.chained
    assert (form.path is not None) == kind.numeric
    assert (form.required is None) == (form.catch_up is None) == (kind.kept or not kind.numeric)
    for template in filter(None, form):
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        assert names <= {"b", "v", "y", "T", "due", "met", "t"}
        assert formulas.written(template, dict.fromkeys(names, "A1")).count("(") == template.count(")")


@every
def test_the_words_are_all_there(kind):
    groups = [group for group, words in WORDS.items() if set(words) & set(KINDS) >= {"share", "cumulative_sum"}]
    assert {"kind", "requirement", "completion_worked", "required_worked", "completion_formula"} <= set(groups)
    for group in groups:
        assert set(WORDS[group]) == set(KINDS), group
    assert WORDS["kind"][kind.name]
    assert WORDS["completion_formula"][kind.name]
    assert bool(WORDS["required_worked"][kind.name]) == (kind.numeric and not kind.kept)
    assert bool(WORDS["path_formula"][kind.name]) == kind.numeric


def test_the_data_may_hold_these_kinds_and_no_others():
    text = (ROOT / "lib/store/schema.sql").read_text(encoding="utf-8")
    rule = re.search(r"\bkind in \(([^)]*)\)\),\n    operator", text)
    assert rule and tuple(re.findall(r"'(\w+)'", rule.group(1))) == tuple(KINDS)
    view = (ROOT / "lib/store/views.sql").read_text(encoding="utf-8")
    unscaled = re.search(r"when t\.kind in \(([^)]*)\) then 1\.0", view)  # per cent and done are in no other unit
    assert unscaled and re.findall(r"'(\w+)'", unscaled.group(1)) == [
        name for name, kind in KINDS.items() if kind.chained or not kind.numeric
    ]
    meant = re.search(r"target\.kind is '条款类型：([^']*)'", text)
    assert meant and meant.group(1).split(" · ") == [f"{name} {WORDS['kind'][name]}" for name in KINDS]


def test_the_list_is_written_nowhere_else():
    """No module asks for a kind by its name: it asks the row of the kind for what distinguishes it."""
    names = "|".join(name for name in KINDS if "_" in name or name in ("hold", "milestone"))
    for path in (*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/**/*.py")):
        text = path.read_text(encoding="utf-8")
        asked = re.findall(rf"kind\b[^\n]*(?:==|!=|\bin\b|isin)[^\n]*\"(?:{names}|level|share|count)\"", text)
        assert not asked or path.name == "kinds.py", (path, asked)
