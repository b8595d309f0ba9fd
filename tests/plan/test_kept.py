"""What is kept: made once, by its arguments, only the last ones, and gone with what it was made from."""

import gc
import threading
import weakref

import pytest

from lib.once import Shelf
from lib.plan.kept import kept


class Thing:
    def __init__(self, most: int = 100) -> None:
        self.shelf, self.made = Shelf(most), []

    @kept
    def doubled(self, number: int) -> list[int]:
        self.made.append(number)
        return [number, number]


@kept
def tripled(thing: Thing, number: int) -> list[int]:
    thing.made.append(-number)
    return [number] * 3


def test_made_once_for_each_argument_and_each_function():
    thing = Thing()
    assert thing.doubled(1) is thing.doubled(1)
    assert thing.doubled(2) == [2, 2] and tripled(thing, 1) == [1, 1, 1] and tripled(thing, 1) is tripled(thing, 1)
    assert thing.made == [1, 2, -1]


def test_two_things_keep_their_own():
    one, other = Thing(), Thing()
    assert one.doubled(1) is not other.doubled(1)


def test_only_the_last_ones_are_kept():
    thing = Thing(most=2)
    for number in (1, 2, 1, 3, 1, 2):
        thing.doubled(number)
    assert thing.made == [1, 2, 3, 2] and len(thing.shelf) == 2


def test_what_fails_is_tried_again():
    thing = Thing()
    with pytest.raises(ZeroDivisionError):
        thing.shelf.get("x", lambda: 1 / 0)
    assert thing.shelf.get("x", lambda: "made") == "made"


def test_it_goes_with_the_thing():
    thing = Thing()
    gone = weakref.ref(thing)
    tripled(thing, 1)
    del thing
    gc.collect()
    assert gone() is None


def test_threads_that_ask_at_once_wait_for_the_one_that_makes_it():
    thing, begun, go_on, answers = Thing(), threading.Event(), threading.Event(), []

    def make() -> object:
        begun.set()
        assert go_on.wait(30)
        thing.made.append(1)
        return object()

    def ask() -> None:
        answers.append(thing.shelf.get("x", make))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    threads[0].start()
    assert begun.wait(30)
    for thread in threads[1:]:
        thread.start()
    assert thing.shelf.get("y", lambda: "not held up") == "not held up"
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert thing.made == [1] and len(set(map(id, answers))) == 1 and len(answers) == 4
