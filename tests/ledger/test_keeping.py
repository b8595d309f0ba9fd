"""A ledger that is absent, on a full or a read-only disk, busy, rewritten; its anchor, and what a restore gives up."""

import json
import multiprocessing
import os
import threading
import time

import duckdb
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from lib.ledger import anchor, copies, engine, stores
from lib.ledger import file as ledger
from lib.ledger.faults import LedgerBroken, LedgerBusy, LedgerChanged, LedgerMissing
from lib.ledger.ledger import Ledger, Place
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import FIRST, entry, sealed
from tests.homes import known
from tests.killed import deaths
from tests.ledger.conftest import for_owner

CHIEF = Person("王主任", ADMIN)


def hashes(records) -> list[str]:
    return [record.hash for record in records]


def unit(name):
    return entry("unit_set", {"name": name})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "own" / "ledger.duckdb"


@pytest.fixture
def anchored(where, tmp_path):
    """A ledger of three records, in either store, with an anchor elsewhere."""
    place = Place(where, anchor=tmp_path / "anchor.jsonl")
    book = Ledger(place, known)
    for name in ("甲局", "乙局", "丙局"):
        book.write([unit(name)], CHIEF)
    return place


def test_a_ledger_that_was_asked_for_and_is_not_there_is_no_empty_one(path):
    book = Ledger(Place(path, expected=True), known)
    for work in (
        book.records,
        lambda: book.write([unit("甲局")], CHIEF),
        lambda: copies.backup(path, path.parents[1] / "b.duckdb", expected=True),
    ):
        with pytest.raises(LedgerMissing, match=r"不在.*ledger new"):
            work()
    assert not path.parent.exists() and not (path.parents[1] / "b.duckdb").exists()
    ledger.new(path)
    book.write([unit("甲局")], CHIEF)
    with pytest.raises(FileExistsError):
        ledger.new(path)
    assert len(book.records()) == 1


def test_a_ledger_that_goes_away_while_it_is_in_use_is_no_empty_one_either(path):
    book = Ledger(path, known)
    book.write([unit("甲局")], CHIEF)
    book.records()
    path.rename(path.with_name("away"))
    for work in (book.records, lambda: book.write([unit("乙局")], CHIEF)):
        with pytest.raises(LedgerMissing):
            work()
    assert not path.exists()


def _begin(path, ready, name):
    ready.wait(30)
    Ledger(path, known).write([unit(name)], CHIEF)


def test_two_who_begin_a_ledger_at_once_lose_nothing(path):
    context = multiprocessing.get_context("fork")
    for number in range(5):
        own, ready = path.with_name(f"{number}.duckdb"), context.Event()
        both = [context.Process(target=_begin, args=(own, ready, name)) for name in ("甲局", "乙局")]
        for process in both:
            process.start()
        ready.set()
        for process in both:
            process.join(30)
        assert {record.payload["name"] for record in ledger.read(own).records} == {"甲局", "乙局"}
        assert [file.name for file in own.parent.glob(f"{number}.*")] == [own.name]


def _limited(path, size, told):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        Ledger(path, known).write([entry("unit_set", {"name": "甲局", "note": "某" * 900})] * 100, CHIEF)
        told.put("written")
    except LedgerBroken as error:
        told.put(str(error))


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are a thing of POSIX")
@pytest.mark.parametrize("begun", [False, True])
def test_a_full_disk_leaves_nothing_unusable(path, begun):
    """The limit lies at several places: while the file is made, while the record is written."""
    before = 0
    if begun:
        Ledger(path, known).write([unit("甲局")], CHIEF)
        before = 1
    context = multiprocessing.get_context("fork")
    refused = 0
    for size in (0, 8192, 12288, 40_000, 290_000, 600_000):
        told = context.Queue()
        child = context.Process(target=_limited, args=(path, size, told))
        child.start()
        said = told.get(timeout=30)
        child.join(30)
        if said == "written":
            before += 100
        else:
            refused += 1
            assert "磁盘已满" in said and "restore" not in said, (size, said)
        assert len(Ledger(path, known).records()) == before
        assert not list(path.parent.glob("*.new")) and not list(path.parent.glob("*.tmp"))
    assert refused >= 3
    Ledger(path, known).write([unit("乙局")], CHIEF)


def test_what_the_disk_says_is_a_sentence_without_its_path(path, monkeypatch):
    Ledger(path, known).write([unit("甲局")], CHIEF)

    def refuses(name, *_):
        raise duckdb.IOException(f'IO Error: Cannot open file "{name}": Read-only file system')

    monkeypatch.setattr(engine, "attach", refuses)
    with pytest.raises(LedgerBroken, match="只读") as told:
        Ledger(path, known).write([unit("乙局")], CHIEF)
    assert str(path.parent) not in str(told.value) and "restore" not in str(told.value)


def test_the_advice_names_a_backup_only_if_there_is_one(path, tmp_path):
    book = Ledger(path, known)
    book.write([unit("甲局")], CHIEF)
    whole, saved = path.read_bytes(), tmp_path / "备份.duckdb"
    copies.backup(path, saved)
    path.write_bytes(b"spoilt" * 3000)
    with pytest.raises(LedgerBroken, match=rf"python -m lib restore {saved}"):
        Ledger(path, known).records()
    saved.unlink()
    with pytest.raises(LedgerBroken, match="没有找到它的备份") as told:
        Ledger(path, known).records()
    assert "restore" not in str(told.value)
    path.write_bytes(whole)
    assert len(Ledger(path, known).records()) == 1


def _hold(path, ready, done):
    with duckdb.connect(str(path)):
        ready.set()
        done.wait(30)


def test_the_wait_for_a_busy_ledger_is_shared(path, monkeypatch):
    """Five who wait are told after the same time, not one after the other."""
    ledger.new(path)
    monkeypatch.setattr(ledger, "WAIT", 0.6)
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(path, ready, done))
    holder.start()
    assert ready.wait(30)
    waited = []

    def one(name):
        begun = time.monotonic()
        with pytest.raises(LedgerBusy):
            Ledger(path, known).write([unit(name)], CHIEF)
        waited.append(time.monotonic() - begun)

    threads = [threading.Thread(target=one, args=(f"{number}局",)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    done.set()
    holder.join(30)
    assert len(waited) == 5 and max(waited) < 5 * 0.6


def rewritten(records, who):
    """The same records by somebody else, in a chain that is whole."""
    made, prev = [], FIRST
    for record in records:
        made.append(sealed(record.seq, record.at, who, record.role, entry(record.kind, record.payload), prev))
        prev = made[-1].hash
    return made


FORGED = {
    "rewritten": lambda records: rewritten(records, "别人"),
    "cut": lambda records: records[:-1],
    "emptied": lambda records: [],
}


@pytest.mark.parametrize("forged", FORGED)
def test_an_anchor_finds_what_the_chain_cannot(anchored, tmp_path, forged):
    records = stores.read(anchored.path).records
    assert anchor.against(anchor.marks(anchored.anchor), hashes(records)) == ""
    ledger.store(tmp_path / "forged.duckdb", FORGED[forged](records))
    copies.restore(for_owner(anchored.path), tmp_path / "forged.duckdb")
    stores.read(anchored.path)
    book = Ledger(anchored, known)
    assert len(book.records()) == len(FORGED[forged](records)) and "锚文件" in book.changed
    for own in (book, Ledger(anchored, known)):
        with pytest.raises(LedgerChanged, match="锚文件"):
            own.write([unit("丁局")], CHIEF)


def test_an_anchor_that_is_gone_stops_the_writing(anchored):
    anchored.anchor.unlink()
    with pytest.raises(LedgerChanged, match="锚文件"):
        Ledger(anchored, known).write([unit("丁局")], CHIEF)


def test_an_anchor_that_cannot_be_written_is_said_and_loses_nothing(anchored):
    book = Ledger(anchored, known)
    book.records()
    anchored.anchor.unlink()
    anchored.anchor.mkdir()
    book.write([unit("丁局")], CHIEF)
    assert "写不了" in book.unanchored and len(book.records()) == 4


def test_what_a_restore_gave_up_is_not_asked_for_and_everything_else_is(anchored, tmp_path):
    saved = tmp_path / "saved.duckdb"
    copies.backup(anchored.path, saved)
    Ledger(anchored, known).write([unit("丁局"), unit("戊局")], CHIEF)
    assert [record.payload["name"] for record in copies.lost(anchored.path, saved)] == ["丁局", "戊局"]
    records, _ = copies.restore(for_owner(anchored.path), saved)
    found = anchor.marks(anchored.anchor)
    assert anchor.against(found, hashes(records))
    assert anchor.against([*found, anchor.mark_of(records, restored=True)], hashes(records)) == ""
    assert anchor.against([*found, anchor.mark_of(records, restored=True)], hashes(records[:2]))


def _count(path):
    """How many records a ledger that must be there has; 0 for one that cannot be read."""
    try:
        return len(ledger.read(path, expected=True).records)
    except LedgerMissing:
        raise
    except LedgerBroken:
        return 0


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
@pytest.mark.parametrize("damaged", [False, True])
def test_a_restore_that_is_killed_leaves_a_ledger_and_loses_nothing(path, tmp_path, damaged):
    """At every step; the next one goes through."""
    saved = tmp_path / "saved.duckdb"
    Ledger(path, known).write([unit("甲局")], CHIEF)
    copies.backup(path, saved)
    Ledger(path, known).write([unit("乙局")], CHIEF)
    present = b"spoilt" * 3000 if damaged else path.read_bytes()
    path.write_bytes(present)
    ends = set()
    for _ in deaths(lambda: copies.restore(path, saved)):
        ends.add(_count(path))
        assert 2 in [_count(file) for file in path.parent.glob("*.duckdb")] or damaged
        assert present in [file.read_bytes() for file in path.parent.iterdir()] or not damaged
        path.write_bytes(present)
    assert ends == {0 if damaged else 2, 1}
    copies.restore(path, saved)
    assert len(Ledger(path, known).records()) == 1
    assert {file.suffix for file in path.parent.iterdir()} == {".duckdb", ".backups"}


def test_a_line_of_the_anchor_that_the_key_did_not_sign_is_found(anchored, tmp_path):
    private = Ed25519PrivateKey.generate()
    key, public = tmp_path / "key.pem", tmp_path / "public.pem"
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    place = anchored._replace(path=tmp_path / "other.duckdb", anchor=tmp_path / "signed.jsonl", key=key)
    Ledger(place, known).write([unit("甲局")], CHIEF)
    for one in (key, public):
        assert anchor.unsigned(anchor.marks(place.anchor), one) == ""
        assert "第1行" in anchor.unsigned(anchor.marks(anchored.anchor), one)
    line = json.loads(place.anchor.read_text(encoding="utf-8"))
    place.anchor.write_text(json.dumps(line | {"hash": "0" * 64}), encoding="utf-8")
    assert anchor.unsigned(anchor.marks(place.anchor), public)
    key.write_text("no key")
    with pytest.raises(LedgerBroken, match="openssl"):
        anchor.add(place.anchor, anchor.mark_of([]), key)


def test_a_clock_that_was_set_back_is_found():
    first = sealed(1, "2018-01-02T08:00:00+08:00", "甲", "admin", unit("甲局"), FIRST)
    second = sealed(2, "2018-01-02T00:00:30+00:00", "甲", "admin", unit("乙局"), first.hash)
    third = sealed(3, "2018-01-01T00:00:00+00:00", "甲", "admin", unit("丙局"), second.hash)
    assert copies.clock_set_back([first, second, third]) == [(second, third)]


def test_a_clock_that_was_set_back_is_said_at_the_entry(where, monkeypatch):
    book = Ledger(where, known)
    book.write([unit("甲局")], CHIEF)
    assert not book.late
    monkeypatch.setattr("lib.ledger.clock.now", lambda: "2017-01-01T00:00:00+00:00")
    written = book.write([unit("乙局")], CHIEF)
    assert "2017-01-01" in book.late and "（UTC" in book.late and "第1条" in book.late
    assert copies.clock_set_back(book.records()) == [(book.records()[0], written[0])]
    monkeypatch.undo()
    book.write([unit("丙局")], CHIEF)
    assert not book.late
