"""The link of a page: a request that was on its way with the old link changes nothing, going back does."""

from lib.ui import address

KEY = "name"


class Query(dict):
    """Query parameters: lists of texts."""

    def get_all(self, key):
        return list(self.get(key, []))


def run(state, query, options, chosen=None):
    """One run of a page with one choice; `chosen`: by the person, before it. What it shows."""
    if chosen:
        state[KEY] = chosen
    address.seed(state, query, KEY, options, many=False)
    state.setdefault(KEY, options[0])
    address.keep(state, query, KEY, [state[KEY]])
    return state[KEY]


def at(text):
    return Query({KEY: [text]})


def test_a_second_click_that_still_carries_the_old_link_does_not_undo_the_choice():
    state, query = {}, at("甲")
    assert run(state, query, ["甲", "乙"]) == "甲"
    assert run(state, query, ["甲", "乙"], "乙") == "乙" and query == at("乙")
    assert run(state, late := at("甲"), ["甲", "乙"]) == "乙"
    assert late == at("乙")


def test_going_back_shows_what_the_link_says(monkeypatch):
    state, query = {}, at("甲")
    run(state, query, ["甲", "乙"])
    run(state, query, ["甲", "乙"], "乙")
    later = address.time.monotonic() + address.ON_ITS_WAY
    monkeypatch.setattr(address.time, "monotonic", lambda: later)
    assert run(state, at("甲"), ["甲", "乙"]) == "甲"


def test_at_once_too_where_the_browser_has_meanwhile_taken_the_link_over():
    state, query = {}, at("甲")
    run(state, query, ["甲", "乙"])
    run(state, query, ["甲", "乙"], "乙")
    run(state, query, ["甲", "乙"])
    assert run(state, at("甲"), ["甲", "乙"]) == "甲"


def test_what_was_saved_stays_in_sight_however_late_the_old_link_comes(monkeypatch):
    state, query = {}, at("甲")
    run(state, query, ["甲"])
    address.lead(state, {KEY: "乙"})
    assert run(state, query, ["乙", "甲"]) == "乙" and query == at("乙")
    later = address.time.monotonic() + 3600
    monkeypatch.setattr(address.time, "monotonic", lambda: later)
    assert run(state, at("甲"), ["乙", "甲"]) == "乙"
    run(state, at("乙"), ["乙", "甲"])
    assert run(state, at("甲"), ["乙", "甲"]) == "甲"


def test_what_cannot_be_chosen_is_not_led_to():
    state, query = {}, at("甲")
    address.lead(state, {KEY: "丙"})
    assert run(state, query, ["甲", "乙"]) == "甲"
