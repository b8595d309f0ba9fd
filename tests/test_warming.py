"""What pages show is made in the background: all years and areas, until the ledger changes."""

import pytest
import streamlit as st

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.ui import warming
from lib.ui.monitor import effort, overview
from lib.ui.opened import opened
from tests.homes import HOME, PERIOD, ledger_at


@pytest.fixture(autouse=True)
def afresh():
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def unready():
    raise AssertionError("not made yet")


def test_every_year_and_area_is_ready_before_anybody_asks():
    plan = opened(HOME)
    assert warming.warm(HOME, rest=lambda seconds: None) == len(list(warming.steps(plan)))
    for year in PERIOD.years:
        for area in (None, *plan.areas("plan")):
            for page in (overview.front, effort.table):
                assert plan.shelf.get((page.__wrapped__, (year, area), ()), unready) is page(plan, year, area)


def test_it_gives_way_to_a_newer_state_and_rests_in_between():
    rests = []

    def rest(seconds):
        rests.append(seconds)
        if len(rests) == 3:
            ledger_at().write([entry("unit_set", {"name": "示例一局"})], Person("示例甲", ADMIN))

    assert warming.warm(HOME, rest=rest) == 3
    assert all(seconds > 0 for seconds in rests)
    assert warming.warm(HOME, goes_on=lambda: False) == 0


def test_a_ledger_that_cannot_be_read_is_left_to_the_pages():
    HOME.ledger.write_bytes(b"no ledger")
    assert warming.warm(HOME) == 0


def test_all_modules_of_pages_are_known():
    assert {"lib.ui.monitor.overview", "lib.ui.present"} <= set(warming.modules())
