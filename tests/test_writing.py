"""Who may write is asked when it is written: the page may have been drawn by what held a moment before."""

from streamlit.testing.v1 import AppTest

from lib.ledger import stores
from lib.ui import signin

PAGE = """
from lib import ui
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import ledger_at

ui.begin()
ui.person()
ledger_at().write([entry("unit_set", {"name": "示例一局"})], Person("示例甲", ADMIN))
ui.person()
ui.write([entry("unit_set", {"name": "示例二局"})])
"""


def test_a_write_is_judged_by_what_was_recorded_since_the_page_began(monkeypatch):
    judged, real = [], signin.standing
    monkeypatch.setattr(signin, "standing", lambda state: judged.append(state.seq) or real(state))
    page = AppTest.from_string(PAGE).run()
    assert not page.exception and judged[:3] == [0, 0, 1]


def test_a_run_looks_at_the_ledger_a_few_times_however_often_it_asks_who_is_at_work(monkeypatch):
    looks, real = [], stores.stamp
    monkeypatch.setattr(stores, "stamp", lambda *where: looks.append(1) or real(*where))
    page = AppTest.from_string("from lib import ui\nui.begin()\n" + "ui.person()\n" * 20).run()
    assert not page.exception and 0 < len(looks) < 6
