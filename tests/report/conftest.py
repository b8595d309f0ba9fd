"""Shared by the tests of decks, documents and workbooks: selections of the real data and of a full, fictitious set;
files made once."""

import os
from pathlib import Path

import pytest

from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import entry
from lib.plan.opened import Plan
from lib.plan.source import Source
from lib.report import selection
from lib.report.document import file as docx
from lib.report.workbook import file as xlsx
from lib.store import build
from lib.store.queries import Store
from tests.homes import HOME
from tests.report import full, invented, office
from tests.report.full import NASTY


@pytest.fixture(scope="package")
def plan(store) -> Plan:
    return Plan(store)


@pytest.fixture(scope="package")
def selections(plan) -> dict[str, selection.Selection]:
    return {
        "real": selection.chosen(plan, kind="annual", year=2016, area="天元区"),
        "full": full.selection(plan, kind="midterm", year=2018),
        "empty": selection.chosen(plan, kind="park", year=2018, of="田心高科园"),
    }


@pytest.fixture(scope="package")
def folder(selections, tmp_path_factory) -> Path:
    """The document and the workbook of every selection."""
    out = tmp_path_factory.mktemp("report")
    for name, chosen in selections.items():
        (out / f"{name}.docx").write_bytes(docx.document(chosen))
        (out / f"{name}.xlsx").write_bytes(xlsx.workbook(chosen))
    return out


@pytest.fixture(scope="package")
def soffice(tmp_path_factory):
    """`convert(files, to)` of LibreOffice; skipped where there is none, a failure in CI."""
    if office.SOFFICE is None and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip(
            "no LibreOffice: apt-get install --no-install-recommends libreoffice-calc libreoffice-writer poppler-utils"
        )
    profile = tmp_path_factory.mktemp("soffice")

    def convert(files: list[Path], to: str) -> list[Path]:
        return office.convert(files, to, profile, tmp_path_factory.mktemp(to))

    return convert


@pytest.fixture(scope="package")
def rich(tmp_path_factory) -> Plan:
    """A plan with invented figures for nearly every clause."""
    folder = tmp_path_factory.mktemp("rich")
    return Plan(Source(Store(build.build(invented.data(folder / "data"), folder / "plan.duckdb")), HOME.geo))


@pytest.fixture(scope="package")
def training(store, records) -> Plan:
    """The training set, with a target cancelled, one set anew and one of words added."""
    basis = {"number": "示例〔2019〕22号", "date": "2019-09-28", "body": "示例审议机关"}
    asked = [
        {"clause": "T166a", "change": "取消"},
        {"clause": "T117a", "change": "下调", "value": 8.5},
        {
            "clause": "N001",
            "change": "新增",
            "area": "天元区",
            "indicator": "unemployment",
            "type": "hold",
            "name": "城镇登记失业率（新）",
            "operator": "<=",
            "value": 4.0,
            "unit": "%",
        },
    ]
    told = Plan(store, state=fold(EMPTY, records))
    return told.supposing([entry("target_adjusted", one | basis, NASTY) for one in asked])


@pytest.fixture(scope="package")
def without_data(empty_data, tmp_path_factory) -> Plan:
    """A plan without any observation."""
    return Plan(Source(Store(build.build(empty_data, tmp_path_factory.mktemp("none") / "plan.duckdb")), HOME.geo))
