"""From page to page in one session, wherever two touch the same key, with the controls of all pages used: what one
leaves in the session or in the address stops none, and is there at once where it means the same."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, permutations

import pytest
from streamlit.testing.v1 import AppTest

from lib.demo import evidence
from lib.ledger import file as ledger
from tests.homes import HOME
from tests.test_pages import PAGES, ROOT, words
from tests.touched import Touched

FRAME = ("area", "year", "projector", "who", "asof")


def controls(test: AppTest) -> list:
    """What can be set on a page, the frame left out."""
    groups = (
        test.selectbox,
        test.multiselect,
        test.button_group,
        test.radio,
        test.toggle,
        test.checkbox,
        test.slider,
        test.number_input,
        test.text_input,
    )
    return [
        widget
        for group in groups
        for widget in group
        if widget.key not in FRAME and not widget.proto.form_id and not widget.disabled
    ]


def change(widget, state, chance: random.Random) -> None:
    """Set a control in what the browser sends (`state`) to any of its options; where several can be chosen, to one or
    none."""
    kind, options = widget.type, getattr(widget, "options", ())
    if kind == "multiselect" or (kind == "button_group" and widget.proto.click_mode == widget.proto.MULTI_SELECT):
        state.string_array_value.data[:] = chance.sample(options, min(chance.randint(0, 1), len(options)))
    elif kind == "button_group":
        state.string_array_value.data[:] = [chance.choice(options)]
    elif kind in ("selectbox", "radio") and options:
        state.string_value = chance.choice(options)
    elif kind in ("toggle", "checkbox"):
        state.bool_value = not widget.value
    elif kind == "slider":
        state.double_array_value.data[:] = [chance.choice((widget.proto.min, widget.proto.max))]
    elif kind == "number_input":
        state.double_value = 1.0
    elif kind == "text_input":
        state.string_value = chance.choice(("", "GDP", "第3章", "没有这样的字"))


def use(test: AppTest, widgets: list, chance: random.Random) -> None:
    """Set controls of the page as a browser does, all at once."""
    sent = test._tree.get_widget_states()
    states = {state.id: state for state in sent.widgets}
    for widget in widgets:
        change(widget, states[widget.id], chance)
    test._run(sent)


def demands(touched: Touched, before: str, page: str) -> set:
    """What a step from one page to another shows: that the page stands after what those leave of the frame who leave as
    much of it, and, if the two share a key of their own, that it stands after this very page."""
    everywhere = set.intersection(*touched.used.values())
    left = touched.left[before]
    frame = frozenset(key for key in left if key in everywhere or key.split("@")[0] in FRAME)
    return {(frame, page), *([(before, page)] if left & touched.used[page] - frame else [])}


def walk(touched: Touched, here: str) -> Iterator[str]:
    """Pages one after another, from `here`, until whatever steps can show has been shown. What pages are found to touch
    meanwhile counts."""
    seen = set()
    while True:
        news = [page for page in PAGES if page != here and demands(touched, here, page) - seen]
        if not news:
            news = [a for a, b in permutations(PAGES, 2) if a != here and demands(touched, a, b) - seen]
        if not news:
            return
        seen |= demands(touched, here, news[0])
        here = news[0]
        yield here


def test_a_walk_goes_wherever_keys_are_shared_and_to_every_page_after_every_kind_of_frame(monkeypatch):
    touched, (first, second, third, *_) = Touched(monkeypatch), PAGES
    for page in PAGES:
        touched.used[page] = {"at", "year"}
        touched.left[page] = {"at"} if page == first else {"at", "year"}
    for page in (second, third):
        touched.used[page] |= {"lead"}
        touched.left[page] |= {"lead"}
    steps = Counter(pairwise([first, *walk(touched, first)]))
    assert steps.keys() >= {(second, third), (third, second)}
    assert {page for before, page in steps if before == first} == {*PAGES} - {first}
    assert {page for before, page in steps if before != first} == {*PAGES}
    assert steps.total() < 3 * len(PAGES)


@pytest.mark.parametrize(
    "way",
    [
        "st.session_state['key'] = 1",
        "st.session_state.key = 1",
        "st.session_state.update(key=1)",
        "st.session_state.setdefault('key', 1)",
        "st.session_state.get('key')",
        "'key' in st.session_state",
        "st.session_state.pop('key', None)",
        "st.query_params['key'] = 'a'",
        "st.query_params.key = 'a'",
        "st.query_params.get('key')",
        "st.query_params.get_all('key')",
        "'key' in st.query_params",
        "st.query_params.pop('key', None)",
        "st.text_input('A', key='key')",
        "st.text_input('A', key='key', bind='query-params')",
    ],
)
def test_no_way_to_a_key_is_overlooked(way, monkeypatch):
    touched = Touched(monkeypatch)
    touched.page = "page"
    assert not AppTest.from_string(f"import streamlit as st\n{way}").run().exception
    assert "key" in touched.used["page"]
    assert ("key" in touched.left["page"]) == any(sign in way for sign in (" = ", "update", "setdefault", "text_input"))


@pytest.mark.parametrize("way", ["st.session_state", "st.query_params", "st.query_params.to_dict()"])
def test_a_page_that_looks_through_all_keys_fails(way, monkeypatch):
    page = AppTest.from_string(f"import streamlit as st\nlist({way})")
    assert not page.run().exception
    Touched(monkeypatch)
    assert page.run().exception


@pytest.mark.parametrize("told", ["training", "empty"])
def test_no_page_stops_another(told, records, monkeypatch):
    """Every ordered pair of pages that touch the same key. The others need no walk: a page finds its own keys as it left
    them or put away by Streamlit, and those of the frame as pages of that kind leave them, whichever page was before."""
    if told == "training":
        ledger.store(HOME.ledger, records)
        evidence.keep(HOME.files, records)
    chance, visits = random.Random(2016), Counter()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    touched = Touched(monkeypatch)
    for page in PAGES:  # every control once, alone
        touched.page = page
        test.switch_page(page).run()
        for at in range(len(controls(test))):
            use(test, controls(test)[at : at + 1], chance)
            assert not test.exception and not test.error, (page, at)
    for page in walk(touched, PAGES[-1]):
        before, touched.page = touched.page, page
        test.switch_page(page).run()
        assert not test.exception and not test.error, (before, page)
        visits[page] += 1
        if visits.total() % 50 == 0:  # all that was computed is computed anew: dear
            use(test, [one for one in test.segmented_control if one.key in ("area", "year")], chance)
        elif visits[page] % 2 == 0:
            use(test, controls(test), chance)
        assert not test.exception and not test.error, (before, page, "used")


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        (
            {"clause": "T129a"},
            ["monitor/indicators", "cycle/warnings", "cycle/adjust", "cycle/evaluation", "monitor/indicators"],
        ),
        ({"domain": "经济发展"}, ["monitor/indicators", "cycle/entry", "monitor/indicators"]),
        ({"lead": "示例四局"}, ["cycle/duties", "cycle/warnings", "cycle/entry", "cycle/duties"]),
        ({"park": "新马科技工业园", "sector": "交通"}, ["projects/register", "space/layout", "projects/register"]),
        ({"report": "园区", "of_park": "田心高科园"}, ["present/briefing", "present/exports", "present/briefing"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_pages_share_is_there_at_the_first_run_and_stays(query, pages, records):
    """Streamlit hands a value over to the control of the next page only after that has run once with its default."""
    ledger.store(HOME.ledger, records)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in ({"year": "2018", "area": "天元区"} | query).items():
        test.query_params[key] = value
    test.run().switch_page(f"pages/{pages[0]}.py").run()
    for page in pages[1:]:
        test.switch_page(f"pages/{page}.py").run()
        assert query.items() <= test.query_params.items(), page
        said = words(test)
        assert words(test.run()) == said, page
