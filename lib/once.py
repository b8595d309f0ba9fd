"""What is made once: a bounded shelf of results, and pure functions of frames that remember what they made of the very
same ones."""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, ParamSpec, TypeVar

MOST = 600
"""Results on one shelf: about sixty clauses looked at, each with its figures and tables."""
COMBINATIONS = 16
"""Results that a function remembers: every year of a plan in each of its areas, seen by everybody who has nothing else
chosen."""
PLAIN = frozenset({str, int, float, bool, type(None), date})
P = ParamSpec("P")
R = TypeVar("R")


class _Place:
    """Room for one result; who is in the middle of making it holds the lock."""

    __slots__ = ("lock", "made", "result")

    def __init__(self) -> None:
        self.lock, self.made = threading.RLock(), False
        self.result: Any = None


class Shelf:
    """Results by what was asked, the `most` that were asked for last. What several threads ask for at once is made
    once; an exception is kept by nobody."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, threading.Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()

    def __len__(self) -> int:
        return len(self._places)

    def get(self, asked: Hashable, make: Callable[[], Any]) -> Any:
        """The result of `make()` under `asked`."""
        with self._lock:
            place = self._places.setdefault(asked, _Place())
            self._places.move_to_end(asked)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
        with place.lock:
            if not place.made:
                place.result = make()
                place.made = True
        return place.result


class _Same:
    """A thing that is equal to nothing but itself; it lives as long as what was made of it is remembered."""

    __slots__ = ("_thing",)

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __hash__(self) -> int:
        return id(self._thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._thing is self._thing


def _key(thing: Any) -> Hashable:
    kind = type(thing)
    if kind in PLAIN:
        return kind, thing  # 1 is not True here
    return (kind, *map(_key, thing)) if kind in (tuple, list) else _Same(thing)


def remembering(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`once` for a function that is asked for more than pages ask for one table."""

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        shelf = Shelf(most)

        @functools.wraps(function)
        def read(*args: P.args, **named: P.kwargs) -> R:
            asked = (*map(_key, args), *((name, _key(value)) for name, value in named.items()))
            result: R = shelf.get(asked, lambda: function(*args, **named))
            return result

        return read

    return decorated


def once(function: Callable[P, R]) -> Callable[P, R]:
    """A pure function that remembers what it made of its last arguments: of plain values, lists and tuples that are equal,
    and of anything else (a frame) only if it is the very same thing. Neither arguments nor results are changed in place.

    >>> half = once(lambda numbers: [number / 2 for number in numbers])
    >>> half([2, 4]) is half([2, 4]), half({2, 4}) is half({2, 4})
    (True, False)
    """
    return remembering(COMBINATIONS)(function)
