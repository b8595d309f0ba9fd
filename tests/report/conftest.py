"""Shared by the tests of documents and workbooks: selections of the real data and of a full, fictitious set; files made once."""

import os
from pathlib import Path

import pytest

from lib.plan import Plan
from lib.report import docx, selection, xlsx
from tests.report import full, office


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
        pytest.skip("no LibreOffice: apt-get install --no-install-recommends libreoffice-calc libreoffice-writer poppler-utils")
    profile = tmp_path_factory.mktemp("soffice")

    def convert(files: list[Path], to: str) -> list[Path]:
        return office.convert(files, to, profile, tmp_path_factory.mktemp(to))

    return convert
