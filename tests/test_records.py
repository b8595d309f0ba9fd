"""Declared rows: every frame has the columns that its record declares, with their types, also without a single row."""

import csv
from dataclasses import dataclass

import pandas as pd
import pytest

from lib.audit.finding import Finding
from lib.cycle.annual_plan import Planned
from lib.measure.clause import Clause, Measured, Target
from lib.measure.comparison import Compared
from lib.measure.effort import Effort
from lib.measure.indicative import Indicative, Proxy
from lib.measure.observation import Observation
from lib.measure.row import Row, maybe, number, text
from lib.plan.opened import Plan
from lib.plan.source import Source
from lib.projects.project import Project, Registered
from lib.store import build
from lib.store.queries import Store
from tests.homes import HOME

FRAMES = {
    Target: lambda plan: plan.source.frame("clause"),
    Clause: lambda plan: plan.frame("clause"),
    Measured: lambda plan: plan.assessed(2018),
    Planned: lambda plan: plan.with_annual(2018),
    Observation: lambda plan: plan.frame("series"),
    Indicative: lambda plan: plan.indicative(2018),
    Proxy: lambda plan: plan.source.frame("proxies"),
    Compared: lambda plan: plan.compared(2018),
    Effort: lambda plan: plan.effort(2018),
    Project: lambda plan: plan.source.frame("project"),
    Registered: lambda plan: plan.projects(2018),
    Finding: lambda plan: plan.source.findings,
}
records = pytest.mark.parametrize("record", FRAMES, ids=lambda record: record.__name__)
TYPES = {
    "float64": pd.api.types.is_float_dtype,
    "int64": pd.api.types.is_integer_dtype,
    "Int64": pd.api.types.is_integer_dtype,
    "bool": pd.api.types.is_bool_dtype,
    "datetime64[s]": pd.api.types.is_datetime64_any_dtype,
}


def fits(values: pd.Series, dtype: str) -> bool:
    """Whether a column is of its declared type; words may be kept as objects, strings or categories."""
    if dtype in TYPES:
        return TYPES[dtype](values.dtype)
    return not pd.api.types.is_numeric_dtype(values.dtype) or dtype == "boolean"


def test_what_is_missing_stays_none_beside_what_is_there():
    @dataclass(frozen=True, slots=True)
    class One(Row):
        told: str | None = maybe("words")
        value: float = number("a figure")
        sure: bool | None = maybe("whether")

    rows = One.frame([One("甲", 1.0, True), One(None, float("nan"), None)])
    assert rows["told"].tolist() == ["甲", None]
    assert [str(kind) for kind in rows.dtypes] == ["object", "float64", "boolean"]


@records
def test_a_frame_has_what_its_record_declares(store, record):
    frame = FRAMES[record](Plan(store))
    assert len(record.of(frame)) == len(frame) > 0
    for name, column in record.columns().items():
        assert fits(frame[name], column.dtype), (name, frame[name].dtype)
        assert column.optional or column.dtype == "float64" or frame[name].notna().all(), name
        assert column.meaning, name


@records
def test_so_it_has_without_a_figure(empty_data, tmp_path, record):
    frame = FRAMES[record](Plan(Source(Store(build.build(empty_data, tmp_path / "plan.duckdb")), HOME.geo)))
    assert len(record.of(frame)) == len(frame)


@records
def test_a_frame_of_no_rows_has_every_column(record):
    frame = record.frame()
    assert list(frame.columns) == list(record.columns())
    assert record.of(frame) == []


def test_a_quantity_has_one_name_from_the_csv_on():
    with (HOME.data / "target.csv").open(encoding="utf-8", newline="") as file:
        assert set(next(csv.reader(file))) <= set(Target.columns())
    with (HOME.data / "project.csv").open(encoding="utf-8", newline="") as file:
        assert set(next(csv.reader(file))) == set(Project.columns())


@dataclass(frozen=True, slots=True)
class Thing(Row):
    """A thing with a name, a size and perhaps a place."""

    name: str = text("its name")
    size: float = number("how large")
    place: int | None = maybe("where")


def test_rows_come_out_as_they_went_in():
    things = [Thing("甲", 1.5, 3), Thing("乙", 2.0)]
    frame = Thing.frame(things).assign(more="…")
    assert Thing.of(frame) == things
    assert Thing.first(frame) == things[0]
    assert Thing.by(frame, "name")["乙"].place is None


def test_what_a_frame_lacks_is_named():
    with pytest.raises(KeyError, match="Thing lacks size, place"):
        Thing.of(pd.DataFrame({"name": ["甲"]}))
