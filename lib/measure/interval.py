"""A printed figure is an interval: 12.2 stands for anything from 12.15 to 12.25. Arithmetic on such intervals.

Two figures contradict each other only where their intervals do not meet.
"""

from typing import NamedTuple


class Interval(NamedTuple):
    """A value with what rounding leaves open: `low <= value <= high`."""

    value: float
    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":  # type: ignore[override]  # of numbers, not of tuples
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __mul__(self, other: "Interval") -> "Interval":  # type: ignore[override]  # of numbers, not of tuples
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value * other.value, min(corners), max(corners))

    def scaled(self, factor: float) -> "Interval":
        """The interval in another unit."""
        return Interval(
            self.value * factor, min(self.low * factor, self.high * factor), max(self.low * factor, self.high * factor)
        )

    def meets(self, other: "Interval") -> bool:
        """Whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high


def decimals(value: float) -> int:
    """How many decimals a figure is printed with.

    >>> decimals(2.18), decimals(1000.0), decimals(0.005)
    (2, 0, 3)
    """
    text = f"{value:.10f}".rstrip("0")
    return len(text.split(".")[1])


def printed(value: float, most: float | None = None) -> Interval:
    """The interval a printed figure stands for: half a unit of its last decimal to each side, at most `most`.

    >>> printed(12.2)
    Interval(value=12.2, low=12.15, high=12.25)
    >>> printed(2, most=0.05)
    Interval(value=2.0, low=1.95, high=2.05)
    """
    half = 0.5 * 10.0 ** -decimals(value)
    half = min(half, most) if most is not None else half
    return Interval(float(value), round(value - half, 12), round(value + half, 12))


def compounded(base: Interval, rate: Interval, years: int) -> Interval:
    """`base` after `years` years at `rate` per cent a year.

    >>> [round(x, 1) for x in compounded(printed(665), printed(9.5), 5)]
    [1046.9, 1043.7, 1050.0]
    """
    return Interval(*(b * (1 + r / 100) ** years for b, r in zip(base, rate, strict=True)))
