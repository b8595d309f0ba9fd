"""Every file that goes out is sound: parts, types, relationships, ids. A file that is spoiled is found."""

import io
import zipfile

import pandas as pd
import pytest

from lib.report import files
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.powerpoint import file as pptx
from tests.homes import ABOUT
from tests.report.opc import faults

NAMES = ["real", "full", "empty"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [".docx", "-brief.docx", "-alert.docx", ".xlsx"])
def test_documents_and_workbooks_are_sound(folder, name, ending):
    assert faults((folder / f"{name}{ending}").read_bytes()) == []


def test_decks_are_sound(plan):
    given = material(plan, kind="midterm", year=2018)
    assert faults(pptx.write(deck(given), given.chosen.title, ABOUT.name.product, "")) == []


def test_a_table_of_a_page_is_sound():
    assert faults(files.table(pd.DataFrame({"值": [1.5, None], "名": ["=a", "b"]}), "指标", about=ABOUT)) == []


def spoiled(data: bytes, change) -> bytes:
    """The file with its parts changed: `change(name, bytes)` gives (name, bytes) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            for one, part in change(name, old.read(name)):
                new.writestr(one, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("what", "change"),
    [
        (".xlsx is not there", lambda name, part: [] if name.endswith(".xlsx") else [(name, part)]),
        ("no content type", lambda name, part: [(f"{name}.odd" if name.endswith("theme1.xml") else name, part)]),
        ("docPr id", lambda name, part: [(name, part.replace(b'docPr id="', b'docPr id="1" x="'))]),
        ("word/document.xml: ", lambda name, part: [(name, part[:-9] if name == "word/document.xml" else part)]),
        ("no relationship", lambda name, part: [(name, part.replace(b'r:id="rId1"', b'r:id="rId99"'))]),
        ("nothing leads to it", lambda name, part: [(name, part), *([("word/x.xml", b"<x/>")] if name.endswith("styles.xml") else [])]),
    ],
)  # fmt: skip
def test_a_spoiled_file_is_found(folder, what, change):
    assert any(what in fault for fault in faults(spoiled((folder / "full.docx").read_bytes(), change)))
