"""Files of evidence: what is taken, that they are kept whole beside the ledger, and that the chain covers them."""

import io
import zipfile
from argparse import Namespace

import pytest

from lib.__main__ import main
from lib.commands import keeping
from lib.home import Home
from lib.ledger import attachments as a
from lib.ledger.evidence import FIGURE, attached
from lib.ledger.ledger import Refused
from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.record import entry, mark
from tests.homes import ledger_at
from tests.ledger.test_ledger import figure

CHIEF = Person("王主任", ADMIN)
PDF = b"%PDF-1.7\n1 0 obj"


def office(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for part in ("[Content_Types].xml", *parts):
            file.writestr(part, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("公报.pdf", PDF, ""),
        ("照片.JPEG", b"\xff\xd8\xff\xe0", ""),
        ("文件.docx", office("word/document.xml"), ""),
        ("表.xlsx", office("xl/workbook.xml"), ""),
        ("表.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin"), "含有宏"),
        ("公报.pdf", b"MZ\x90", "按内容认"),
        ("公报.docx", PDF, "内容是 pdf"),
        ("压缩.xlsx", office("a.txt"), "按内容认"),
        ("空.pdf", b"", "空的"),
        ("大.pdf", PDF + bytes(a.LARGEST), "最多20 MB"),
    ],
)
def test_a_file_is_taken_by_what_stands_in_it(name, data, says):
    wrong = a.refused(name, data)
    assert says in wrong and bool(wrong) == bool(says)


@pytest.fixture
def book(tmp_path):
    book = ledger_at(tmp_path / "ledger.duckdb")
    book.write([figure()], CHIEF)
    return book


def attach(book, about: str = "1", data: bytes = PDF):
    fields = {"matter": FIGURE, "about": about, "sha256": a.keep(a.folder(book.path), data)}
    return entry("evidence_attached", fields | {"name": "公报.pdf", "size": len(data), "type": "pdf"})


def test_evidence_is_for_something_and_once(book):
    book.write([attach(book)], CHIEF)
    with pytest.raises(Refused, match="已经附上"):
        book.write([attach(book)], CHIEF)
    with pytest.raises(Refused, match="找不到要附依据的"):
        book.write([attach(book, "7")], CHIEF)
    with pytest.raises(Refused, match="不由示例局负责"):
        book.write([attach(book, data=PDF + b"2")], Person("乙", UNIT, "示例局"))
    book.write([mark("evidence_withdrawn", book.state().rows("evidence")[0], "附错了")], CHIEF)
    assert not attached(book.state()) and a.held(a.folder(book.path), a.digest_of(PDF)) == PDF, "the file stays"


def test_a_changed_or_missing_file_is_found_and_is_in_no_archive(book):
    place = a.folder(book.path)
    book.write([attach(book), attach(book, data=PDF + b"2")], CHIEF)
    rows = book.state().rows("evidence")
    assert a.faults(place, rows) == []
    (place / rows[1]["sha256"][:2] / rows[1]["sha256"]).write_bytes(PDF + b"3")
    assert [told.count("公报.pdf") for told in a.faults(place, rows)] == [1]
    made = a.archive(place, [("1-公报.pdf", rows[0]["sha256"]), ("2-公报.pdf", rows[1]["sha256"])], ("清单.csv", b"x"))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert file.namelist() == ["清单.csv", "1-公报.pdf"] and file.read("1-公报.pdf") == PDF


def test_backup_and_restore_take_the_files_along(book, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAN_LEDGER", str(book.path))
    book.write([attach(book)], CHIEF)
    there = tmp_path / "away"
    there.mkdir()
    assert main(["backup", str(there / "copy.duckdb")]) == 0
    own = next(a.folder(book.path).glob("??/*"))
    own.unlink()
    assert main(["restore", "--yes", str(there / "copy.duckdb")]) == 0
    assert own.read_bytes() == PDF


def test_a_ledger_that_moves_takes_the_files_along_and_says_what_is_missing(book, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PLAN_LEDGER", str(book.path))
    book.write([attach(book), attach(book, data=PDF + b"2")], CHIEF)
    to = tmp_path / "there" / "new.duckdb"
    to.parent.mkdir()
    assert main(["ledger", "move", str(book.path), str(to)]) == 0
    assert f"依据文件抄了2份到 {to.with_name('new-files')}" in capsys.readouterr().out
    assert a.faults(a.folder(to), ledger_at(to).state().rows("evidence")) == []
    monkeypatch.setenv("PLAN_FILES", str(tmp_path / "kept"))  # where the own ledger's files are said to be
    assert main(["ledger", "move", str(book.path), str(to.with_name("third.duckdb"))]) == 1
    told = capsys.readouterr()
    assert "依据文件抄了0份" in told.out and told.err.count("依据文件“公报.pdf”") == 2


def test_verifying_names_a_file_that_is_gone(book, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PLAN_LEDGER", str(book.path))
    asked = Namespace(home=Home(tmp_path), expect=None, anchor=None, key=None)
    book.write([attach(book)], CHIEF)
    assert keeping.verify(asked) == 0
    next(a.folder(book.path).glob("??/*")).unlink()
    assert keeping.verify(asked) == 1
    assert "依据文件“公报.pdf”（第2条" in capsys.readouterr().err
