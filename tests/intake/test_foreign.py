"""A sheet that mixes the figures of two units: each hands in its own."""

import io

import pandas as pd

from lib.intake import submit
from lib.intake.check import check
from lib.intake.read import FIGURES, read
from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.record import entry
from lib.plan.opened import Plan
from lib.text import filling
from tests.homes import PERIOD, ledger_at

CHIEF = Person("示例甲", ADMIN)


def test_what_falls_to_another_unit_is_named_before_it_is_handed_in(store):
    book = ledger_at()
    book.write([entry("unit_set", {"name": name}) for name in ("科技局", "林业局")], CHIEF)
    things = (("天元区.forest_cover", "林业局"),)
    book.write([entry("duty_assigned", {"thing": thing, "lead": unit, "person": ""}) for thing, unit in things], CHIEF)
    plan, sheet = Plan(store, book.state()), io.BytesIO()
    pd.DataFrame({"指标代码": ["forest_cover.level", "gdp.level"], "数值": [29.5, 326.7]}).to_excel(sheet, index=False)
    upload = read("表.xlsx", sheet.getvalue(), FIGURES, PERIOD.with_base)
    checked = check(upload.rows, upload.said, submit.vocabulary(plan), "天元区", 2018)
    compared = submit.compare(checked.figures, submit.waiting(plan.state))
    assert len(compared) == 2

    def foreign(person):
        return submit.foreign(compared, person, plan.state, store.known)

    assert foreign(CHIEF) == []
    assert [one["indicator"] for one in foreign(Person("示例乙", UNIT, "林业局"))] == ["gdp"]
    assert len(foreign(Person("示例丙", UNIT, "科技局"))) == 2
    assert "地区生产总值（2018年）" in filling.foreign(foreign(Person("示例乙", UNIT, "林业局")), "林业局")
