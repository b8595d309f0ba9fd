"""Shared by the tests of decks, documents and workbooks: the real plan, one with invented figures for nearly every
clause, one without any; their files made once."""

import os
from pathlib import Path

import pytest

from lib.ledger.fold import EMPTY, fold
from lib.plan.opened import Plan
from lib.plan.source import Source, open_source
from lib.report import selection
from lib.report.document import file as docx
from lib.report.document.dossier import Dossier, dossier
from lib.report.workbook import file as xlsx
from lib.store import build
from lib.store.queries import Store
from lib.text import clauses
from tests.homes import HOME, others
from tests.report import invented, office


@pytest.fixture(scope="package")
def plan(store) -> Plan:
    return Plan(store)


@pytest.fixture(scope="package")
def trained(store, records) -> Plan:
    """The training set."""
    return Plan(store, fold(EMPTY, records))


@pytest.fixture(scope="package")
def rich(tmp_path_factory) -> Plan:
    """Invented figures, an adjusted and a cancelled target, explanations."""
    folder = tmp_path_factory.mktemp("rich")
    made = Plan(Source(Store(build.build(invented.data(folder / "data"), folder / "plan.duckdb")), HOME.geo))
    rows = made.assessed(2018)
    return made.supposing(invented.entries(rows.loc[rows["verdict"].isin(clauses.LATE), "id"].tolist()))


@pytest.fixture(scope="package")
def other_plans(tmp_path_factory) -> dict[str, Plan]:
    """A small plan of another place and time, and one in which nothing is filled in."""
    return {name: Plan(open_source(home)) for name, home in others(tmp_path_factory.mktemp("others")).items()}


@pytest.fixture(scope="package")
def small(other_plans) -> Plan:
    return other_plans["small"]


@pytest.fixture(scope="package")
def bare(other_plans) -> Plan:
    return other_plans["empty"]


@pytest.fixture(scope="package")
def without_data(empty_data, tmp_path_factory) -> Plan:
    """A plan without any observation."""
    return Plan(Source(Store(build.build(empty_data, tmp_path_factory.mktemp("none") / "plan.duckdb")), HOME.geo))


@pytest.fixture(scope="package")
def dossiers(plan, rich) -> dict[str, Dossier]:
    return {
        "real": dossier(plan, kind="annual", year=2016, area="天元区"),
        "full": dossier(rich, kind="midterm", year=2018, demo=True),
        "empty": dossier(plan, kind="park", year=2018, of="田心高科园"),
    }


@pytest.fixture(scope="package")
def selections(dossiers) -> dict[str, selection.Selection]:
    return {name: one.chosen for name, one in dossiers.items()}


@pytest.fixture(scope="package")
def folder(dossiers, tmp_path_factory) -> Path:
    """The documents and the workbook of every selection."""
    out = tmp_path_factory.mktemp("report")
    for name, one in dossiers.items():
        (out / f"{name}.docx").write_bytes(docx.report(one).bytes())
        (out / f"{name}-brief.docx").write_bytes(docx.brief(one))
        (out / f"{name}-alert.docx").write_bytes(docx.warning(one))
        (out / f"{name}.xlsx").write_bytes(xlsx.workbook(one.chosen))
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


@pytest.fixture
def unseen(request) -> float:
    """The share of changed digits that may pass for another number of the store: where nearly every clause has all its
    figures, twice as many do."""
    return 0.04 if "trained" in request.node.name else 0.02
