"""What is made once of the same frames, and that nobody changes it: pages share it."""

import importlib
import inspect

import pandas as pd
import pytest

from lib import once as room
from lib.charts.house import Figure
from lib.ledger import file as ledger
from lib.ledger.state import State
from lib.once import COMBINATIONS, Shelf, once
from lib.plan.opened import Plan
from tests.homes import HOME
from tests.test_architecture import MODULES, dotted
from tests.test_pages import PAGES, app


def test_the_same_frame_is_looked_at_once_an_equal_one_again():
    made = []

    @once
    def total(rows: pd.DataFrame, column: str, *, signs: list[str]) -> str:
        made.append(column)
        return "".join([*signs, str(rows[column].sum())])

    rows = pd.DataFrame({"a": [1, 2], "b": [1.0, 2.5]})
    assert total(rows, "a", signs=["="]) == total(rows, "a", signs=["="]) == "=3"
    assert (total(rows, "b", signs=["="]), total(rows, "a", signs=["~"])) == ("=3.5", "~3")
    assert total(rows.copy(), "a", signs=["="]) == "=3" and made == ["a", "b", "a", "a"]


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), ((1,), [1]), ("1", 1), (None, 0)])
def test_what_is_equal_and_another_kind_of_value_is_not_taken_for_it(one, other):
    told = once(lambda value: type(value))
    assert (told(one), told(other)) == (type(one), type(other))


def test_a_frame_that_was_let_go_is_never_taken_for_a_new_one():
    first = once(lambda rows: rows["a"].iloc[0])
    assert [first(pd.DataFrame({"a": [number]})) for number in range(3 * COMBINATIONS)] == [*range(3 * COMBINATIONS)]


def remembering() -> list:
    """All functions of lib that remember."""
    found = {
        id(value): value
        for path in MODULES
        for value in vars(importlib.import_module(dotted(path))).values()
        if inspect.isfunction(value) and value.__code__.co_filename == room.__file__ and hasattr(value, "__wrapped__")
    }
    return list(found.values())


def test_no_function_that_remembers_holds_a_plan_or_a_ledger():
    """Each of them outlives the plan that was open when it was asked."""
    functions = remembering()
    assert functions
    for function in functions:
        hints = inspect.get_annotations(function.__wrapped__, eval_str=True)
        assert not {Plan, State} & {*hints.values()}, function.__name__


def copied(shared: pd.DataFrame | pd.Series | Figure) -> pd.DataFrame | pd.Series | str:
    return shared.to_json() if isinstance(shared, Figure) else shared.copy(deep=True)


def unchanged(shared: pd.DataFrame | pd.Series | Figure, as_made: pd.DataFrame | pd.Series | str) -> bool:
    return shared.to_json() == as_made if isinstance(shared, Figure) else shared.equals(as_made)


def shelf_of(function) -> int:
    return next(id(cell.cell_contents) for cell in function.__closure__ if isinstance(cell.cell_contents, Shelf))


def test_pages_change_nothing_that_they_share_and_ask_for_it_again(records, monkeypatch):
    """Whatever frame or figure is kept is the same when it is asked for again as when it was made; and what remembers is
    asked again, else it holds frames for nothing. The training set, all pages twice, one of a single area."""
    ledger.store(HOME.ledger, records)
    known, used, real = {}, set(), Shelf.get

    def get(self: Shelf, asked: object, make: object) -> object:
        made = []
        found, name = real(self, asked, lambda: made.append(1) or make()), (id(self), asked)
        if not made:
            used.add(id(self))
        if isinstance(found, pd.DataFrame | pd.Series | Figure):
            same, as_made = known.setdefault(name, (found, copied(found)))
            assert same is not found or unchanged(found, as_made), asked
        return found

    monkeypatch.setattr(Shelf, "get", get)
    test = app(PAGES[0])
    for page in [*PAGES, *PAGES]:
        assert not test.switch_page(page).run().exception, page
    app("pages/projects/measures.py", area="天元区").run()
    idle = [function.__qualname__ for function in remembering() if shelf_of(function) not in used]
    assert known and not idle
