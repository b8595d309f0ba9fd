"""What follows from a thing is kept with it: made once, shared by all threads, forgotten with the thing."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from lib.once import Shelf


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
