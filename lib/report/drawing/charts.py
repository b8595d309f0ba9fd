"""What the charts of slides and documents share: their data, the ids of their axes, the formats of their numbers."""

from collections.abc import Iterable

from pptx.chart.data import CategoryChartData
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement

from lib.text.exports import clean, neutral


def data(
    labels: Iterable[str], series: Iterable[tuple[str, tuple[float, ...]]], decimals: int
) -> CategoryChartData[float]:
    """The data of a chart: its labels, and each series with a value a label (NaN for none)."""
    found = CategoryChartData(number_format=number_format(decimals))
    found.categories = [neutral(clean(label)) for label in labels]
    for name, values in series:
        found.add_series(neutral(clean(name)), [None if value != value else value for value in values])
    return found


def positive_ids(space: BaseOxmlElement) -> None:
    """Make the ids of a chart's axes such as the schema allows: the library's are negative."""
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))


def number_format(decimals: int) -> str:
    """How numbers are written.

    >>> number_format(0), number_format(2)
    ('#,##0', '#,##0.00')
    """
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def tick_format(step: float) -> str:
    """How the numbers of an axis are written that are a `step` apart: no more decimals than these have.

    >>> tick_format(50), tick_format(0.5), tick_format(0.05)
    ('#,##0', '#,##0.0', '#,##0.00')
    """
    return number_format(0 if step >= 1 else 1 if step >= 0.1 else 2)
