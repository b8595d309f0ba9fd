"""The page of the score: off until weights are laid down, then every unit with its arithmetic, and off again."""

import pytest

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.ledger.scoring import SCORED
from tests.homes import ledger_at
from tests.test_cycle_pages import app, field, press
from tests.test_dispatch_pages import edited
from tests.test_pages import words

CHIEF = Person("示例甲", ADMIN)
AT = list(SCORED).index
WEIGHTS = {"year": 2018, "number": "示例1号", "date": "2018-01-10", "moving": 60, "figures": 40}


@pytest.fixture
def book():
    """A ledger with two units, who lead a task and an indicator."""
    own = ledger_at()
    own.write([entry("unit_set", {"name": name}) for name in ("示例局", "另一局", "闲局")], CHIEF)
    duties = {"M073a": ("示例局;另一局", "80;20"), "M073b": ("示例局", ""), "天元区.gdp": ("另一局", "")}
    own.write(
        [
            entry("duty_assigned", {"thing": thing, "lead": lead, "shares": shares, "person": ""})
            for thing, (lead, shares) in duties.items()
        ],
        CHIEF,
    )
    own.write([entry("task_reported", {"thing": "M073a", "date": "2018-11-30", "standing": "推进"})], CHIEF)
    return own


def shown(test, column):
    return next(frame.value for frame in test.dataframe if column in frame.value)


def test_it_is_off_and_says_how_it_is_turned_on():
    test = app("cycle/score", who="")
    assert test.header[0].value == "2018年没有启用考核：不计分，不排名"
    assert "默认不启用" in words(test) and set(SCORED.values()) == set(shown(test, "要求的（分母）")["分项"])
    assert not any("名次" in frame.value for frame in test.dataframe)


def test_it_is_turned_on_by_weights_that_come_to_a_hundred_and_off_with_a_reason(book):
    test = app("cycle/score")
    field(test, "文号").set_value("示例1号")
    edited(test, "上年权数", AT("moving"), {"权数": 60})
    test.run()
    assert next(button for button in test.button if button.label.startswith("启用")).disabled, "60 is no hundred"
    key = next(frame for frame in test.dataframe if "上年权数" in frame.value).proto.id.split("-", 2)[2]
    test.session_state[key] = {
        "edited_rows": {AT("moving"): {"权数": 60}, AT("figures"): {"权数": 40}},
        "added_rows": [],
        "deleted_rows": [],
    }
    press(test.run(), "启用")
    [rule] = book.state().rows("scoring")
    assert (rule["moving"], rule["figures"], rule.get("targets"), rule["number"]) == (60, 40, None, "示例1号")
    test = app("cycle/score")
    field(test, "停用的理由").set_value("暂停（示例）").run()
    press(test, "停用")
    assert "没有启用考核" in app("cycle/score").header[0].value
    assert "没有启用考核" in app("cycle/score", year="2019").header[0].value


def test_every_unit_has_its_points_with_the_arithmetic_and_who_was_asked_nothing_has_none(book):
    book.write([entry("score_set", WEIGHTS)], CHIEF)
    test = app("cycle/score", scored="示例局")
    ranks = shown(test, "名次").set_index("单位")
    assert ranks.loc["示例局", "得分"] == "44.4分"  # 0.8 of 0.8 and 0 of 1: 0.8 ÷ 1.8 × 60 of 60
    assert ranks.loc["闲局", "得分"] == "没有要求"
    parts = next(frame.value for frame in test.dataframe if "得分" in frame.value and "分项" in frame.value)
    assert parts.set_index("分项").loc["任务推进", "算式"] == "0.8 ÷ 1.8 × 60"
    assert parts.set_index("分项").loc["数据填报", "得分"] == "没有要求"
    one = app("cycle/score", scored="另一局")
    parts = next(frame.value for frame in one.dataframe if "得分" in frame.value and "分项" in frame.value)
    asked = parts.set_index("分项").loc["数据填报", "算式"].split(" ÷ ")
    things = next(frame.value for frame in one.dataframe if "份额" in frame.value)
    assert int(asked[1].split(" ")[0]) == (things["分项"] == "数据填报").sum() > 0
