"""From every page to every other in one session, with the controls of all pages used: what one leaves in the session or
in the address stops none, and is there at once where it means the same."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from lib.demo import evidence
from lib.ledger import file as ledger
from tests.homes import HOME
from tests.test_pages import PAGES, ROOT, words

FRAME = ("area", "year", "projector", "who", "asof")
STEPS = {"training": range(1, len(PAGES) // 2 + 1), "empty": range(len(PAGES) // 2 + 1, len(PAGES))}
"""From a page to which others, counted on: every ordered pair of pages is walked with one of the two ledgers."""


def circuit(size: int, steps: range) -> list[int]:
    """The numbers below `size`, in a ring: a closed walk that goes from each number once as far on as each of the `steps`."""
    left = {here: [(here + step) % size for step in steps] for here in range(size)}
    unfinished, walk = [0], []
    while unfinished:
        if left[unfinished[-1]]:
            unfinished.append(left[unfinished[-1]].pop())
        else:
            walk.append(unfinished.pop())
    return walk[::-1]


def test_the_circuits_go_over_every_pair_once():
    walks = (circuit(len(PAGES), steps) for steps in STEPS.values())
    assert sum((Counter(pairwise(walk)) for walk in walks), Counter()) == {
        (a, b): 1 for a in range(len(PAGES)) for b in range(len(PAGES)) if a != b
    }


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


@pytest.mark.parametrize("told", STEPS)
def test_no_page_stops_another(told, records):
    if told == "training":
        ledger.store(HOME.ledger, records)
        evidence.keep(HOME.files, records)
    chance, visits = random.Random(2016), Counter()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    for page in PAGES:  # every control once, alone
        test.switch_page(page).run()
        for at in range(len(controls(test))):
            use(test, controls(test)[at : at + 1], chance)
            assert not test.exception and not test.error, (page, at)
    pages = [PAGES[number] for number in circuit(len(PAGES), STEPS[told])]
    for step, (before, page) in enumerate(pairwise(pages)):
        test.switch_page(page).run()
        assert not test.exception and not test.error, (before, page)
        visits[page] += 1
        if step % 100 == 0:  # all that was computed is computed anew: dear
            use(test, [one for one in test.segmented_control if one.key in ("area", "year")], chance)
        elif visits[page] % 4 == 0:
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
