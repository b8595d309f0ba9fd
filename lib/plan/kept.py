"""What follows from a thing is kept with it: made once, shared by all threads, forgotten with the thing."""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

MOST = 600
"""Results kept with one thing: about sixty clauses looked at, each with its figures and tables."""


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


class Keeper(Protocol):
    """What results are kept with: it never changes, and has a shelf."""

    shelf: Shelf


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """A method, or a function of an open plan, whose results are kept with its first argument.

    The signature says all that the result may follow from: the other arguments are the key, so they are plain values
    (numbers, texts, tuples of them). Results are shared: never change one in place.
    """

    @functools.wraps(function)
    def read(keeper: K, /, *args: P.args, **named: P.kwargs) -> R:
        asked = (function, args, tuple(sorted(named.items())))
        result: R = keeper.shelf.get(asked, lambda: function(keeper, *args, **named))
        return result

    return read
