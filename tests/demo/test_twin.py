"""Every verdict of the training set, held against a twin that was written apart from the product."""

import pytest

from lib.ledger.fold import EMPTY, fold
from lib.plan.opened import Plan
from tests.homes import HOME, PERIOD
from tests.measure.twin import Twin


@pytest.fixture(scope="module")
def twin(records):
    return Twin(HOME.data, records)


@pytest.mark.parametrize("year", PERIOD.years)
def test_the_twin_finds_the_same_verdict_for_every_clause_in_force(store, records, twin, year):
    assessed = Plan(store, state=fold(EMPTY, records)).assessed(year)
    assert dict(zip(assessed["id"], assessed["verdict"].astype(str), strict=True)) == twin.verdicts(year)
