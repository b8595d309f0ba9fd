"""A start from a snapshot gives what folding everything gives, in either store; one that is not of this ledger, spoilt or
of another version is thrown away."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.__main__ import main
from lib.ledger import beside, database, file, packed, snapshot, stores
from lib.ledger.fold import EMPTY, fold, until
from lib.ledger.ledger import Conflict, Ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.ledger.state import Table
from tests.homes import known
from tests.ledger.conftest import for_owner, tamper
from tests.many import many

CHIEF = Person("王主任", ADMIN)
FEW = 900


@pytest.fixture(scope="module")
def whole(records):
    """The training set, of which every kind of record is, and the beginning of it once more."""
    return many(records, len(records) + 700)


@pytest.fixture(scope="module")
def few(records):
    """The beginning of the training set."""
    return records[:FEW]


@pytest.fixture
def short(monkeypatch):
    """A snapshot after every few records."""
    monkeypatch.setattr(snapshot, "STEP", 100)
    monkeypatch.setattr(snapshot, "SHARE", 0)


def put(where, records) -> None:
    """Put records in a place that has none."""
    if isinstance(where, Path):
        file.folder(where)
        file.store(where, records)
    else:
        database.store(for_owner(where), records)


def unit(name: str):
    return entry("unit_set", {"name": name})


def of(where) -> snapshot.Snapshot:
    """The latest snapshot."""
    return snapshot.read(beside.load(where, beside.snapshots(where)[0]))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_folding_all_is_folding_a_snapshot_and_the_rest(whole, share):
    cut = max(1, int(share * len(whole)))
    state = fold(EMPTY, whole[:cut])
    again = snapshot.read(snapshot.written(snapshot.Snapshot(state, whole[cut - 1], "", ())))
    assert again.state == state and again.last == whole[cut - 1]
    assert [list(table.rows) for table in again.state.tables.values()] == [
        list(table.rows) for table in state.tables.values()
    ]
    assert fold(again.state, whole[cut:]) == fold(EMPTY, whole)


def test_whole_and_broken_numbers_stay_what_they_are():
    rows = {n: {"key": n, "value": value} for n, value in enumerate([1, 1.0, True, None] * 9)}
    table = EMPTY.tables | {"figure": Table(EMPTY.tables["figure"].columns, rows)}
    again = packed.unpacked(packed.packed(table))["figure"].rows
    assert [type(row["value"]) for row in again.values()] == [type(row["value"]) for row in rows.values()]


def test_a_ledger_begins_with_its_snapshot_and_knows_all_that_it_knew(where, few, short):
    put(where, few)
    whole = Ledger(where, known)
    whole.state()
    whole.write([unit("新一局")], CHIEF)
    begun = Ledger(where, known)
    assert begun.state() == fold(EMPTY, stores.read(where).records)
    assert begun._held.since == FEW, "it did not begin with the snapshot"
    assert begun.writers == whole.writers and begun.writers[0] == CHIEF.name
    about = few[0].subject
    assert begun.history(about) == whole.history(about)
    assert begun.of_kind("unit_set") == whole.of_kind("unit_set")
    assert [begun.record(n) for n in (1, FEW, FEW + 1, FEW + 2)] == [few[0], few[-1], whole.records()[-1], None]
    assert begun.at(500) == fold(EMPTY, few[:500])
    assert begun.records() == whole.records()


def test_what_stands_before_the_snapshot_is_looked_up_once_and_what_comes_is_not_missed(where, few, short, monkeypatch):
    put(where, few)
    Ledger(where, known).state()
    begun, asked, pick = Ledger(where, known), [], stores.pick
    monkeypatch.setattr(stores, "pick", lambda *what: [asked.append(what[1:]), pick(*what)][1])
    before = begun.history(unit("新一局").subject)
    begun.write([unit("新一局")], CHIEF)
    assert [record.seq for record in begun.history(unit("新一局").subject)] == [*(r.seq for r in before), FEW + 1]
    assert begun.record(1) == begun.record(1) == few[0] and begun.of_kind("unit_set")[-1].seq == FEW + 1
    assert len(begun.of_kind("unit_set")) == sum(record.kind == "unit_set" for record in few) + 1
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("at", [0, 250, 650, -1])
def test_a_past_day_is_the_same_from_snapshots(where, few, short, at):
    put(where, few[:600])
    Ledger(where, known).state()
    if isinstance(where, Path):
        where.unlink()
        put(where, few)
    else:
        stores.append(where, [unit("后一局")], "甲", ADMIN)
    begun = Ledger(where, known)
    begun.state()
    day = few[at].at[:10]
    told = stores.read(where).records
    assert begun._held.since
    assert begun.state(day) == fold(EMPTY, until(told, day))


@pytest.mark.parametrize("begun_with", [0, 300], ids=["from the first", "from a snapshot"])
def test_a_past_day_that_was_looked_at_goes_on_with_what_was_written_since(another, few, short, begun_with):
    """Also a day that has not ended: what is written in it counts."""
    put(one := another(), few[:300])
    if begun_with:
        Ledger(one, known).state()
    book = Ledger(one, known)
    for day in ("2099-01-01", few[150].at[:10]) * 2:
        assert book.state(day) == fold(EMPTY, until(stores.read(one).records, day))
        book.write([unit(f"{book.state().seq}局")], CHIEF)
    if isinstance(one, Path):
        for rest in file.files(one):
            rest.unlink()
        put(one, few[:200])
        assert book.state("2099-01-01") == fold(EMPTY, few[:200]), "another ledger took its place"


def test_who_wrote_since_a_page_was_opened_is_told_though_the_server_began_later(where, few, short):
    put(where, few)
    Ledger(where, known).write([unit("甲局")], CHIEF)
    seen = FEW
    for name in ("甲局", "乙局"):
        stores.append(where, [unit(name)] * 60, "李四", ADMIN)
    Ledger(where, known).state()
    begun = Ledger(where, known)
    begun.state()
    assert begun._held.since > seen
    with pytest.raises(Conflict, match="李四"):
        begun.write([unit("甲局")], CHIEF, seen)


@pytest.mark.parametrize("what", ["spoilt", "empty", "older"])
def test_what_cannot_be_read_is_thrown_away_and_made_anew(where, few, short, what, monkeypatch):
    put(where, few[:300])
    if what == "older":
        with monkeypatch.context() as patch:
            patch.setattr(snapshot, "version", lambda: "of yesterday")
            Ledger(where, known).state()
    else:
        Ledger(where, known).state()
        data = beside.load(where, 300)
        beside.keep(where, 300, b"" if what == "empty" else data[:200] + bytes([data[200] ^ 1]) + data[201:])
    assert snapshot.read(beside.load(where, 300)) is None
    begun = Ledger(where, known)
    assert begun.state() == fold(EMPTY, few[:300])
    assert begun._held.since == 0 and of(where).last == few[299]


def test_the_snapshot_of_another_chain_is_thrown_away(another, few, short):
    put(one := another(), few[:300])
    other = another()
    Ledger(one, known).state()
    stores.append(other, [unit(f"{n}局") for n in range(320)], "甲", ADMIN)
    beside.keep(other, 300, beside.load(one, 300))
    begun = Ledger(other, known)
    assert begun.state() == fold(EMPTY, stores.read(other).records) and not begun.changed
    assert beside.snapshots(other) == [320]


def test_a_day_is_not_folded_from_the_snapshot_of_another_chain(another, few, short):
    put(one := another(), few[:300])
    other = another()
    Ledger(one, known).state()
    stores.append(other, [unit(f"{n}局") for n in range(320)], "甲", ADMIN)
    Ledger(other, known).state()
    beside.keep(other, 300, beside.load(one, 300))
    begun = Ledger(other, known)
    begun.state()
    assert begun._held.since == 320
    assert begun.state("2099-01-01") == fold(EMPTY, stores.read(other).records)


def test_a_record_changed_before_the_snapshot_is_found_where_it_is_read_and_by_verify(where, few, short):
    put(where, few[:300])
    Ledger(where, known).state()
    tamper(where, "update record set why = 'x' where seq = 7")
    begun = Ledger(where, known)
    begun.state()
    with pytest.raises(Exception, match="第7条"):
        begun.record(7)
    with pytest.raises(Exception, match="第7条"):
        begun.records()


def test_only_the_newest_are_kept(where, few):
    for seq in range(1, 12):
        beside.keep(where, seq, b"x")
    assert beside.snapshots(where) == list(range(11, 3, -1))


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path, few, short):
    where = tmp_path / "ledger.duckdb"
    put(where, few[:300])
    beside.folder(where).write_text("not a folder", encoding="utf-8")
    assert Ledger(where, known).state() == fold(EMPTY, few[:300])


def test_verify_finds_a_snapshot_that_says_something_else_than_the_records(where, few, short, monkeypatch, capsys):
    put(where, few)
    Ledger(where, known).state()
    honest = of(where)
    forged = honest._replace(state=fold(honest.state, [])._replace(tables=honest.state.tables | EMPTY.tables))
    beside.keep(where, FEW, snapshot.written(forged))
    monkeypatch.setenv("PLAN_LEDGER", str(where))
    monkeypatch.setattr("lib.ledger.walk.PIECE", 400)
    assert main(["verify", "--ledger"]) == 1
    assert f"折算到第{FEW}条的结果与记录不符" in capsys.readouterr().err
    assert beside.snapshots(where) == []
    assert main(["verify", "--ledger"]) == 0
    assert few[-1].hash in capsys.readouterr().out


@pytest.mark.parametrize("terminal", [True, False])
def test_verify_says_on_a_terminal_how_far_it_has_come(tmp_path, few, monkeypatch, capsys, terminal):
    put(where := tmp_path / "ledger.duckdb", few)
    monkeypatch.setenv("PLAN_LEDGER", str(where))
    monkeypatch.setattr("lib.ledger.walk.PIECE", 400)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    assert main(["verify", "--ledger"]) == 0
    assert (f"400/{FEW}条" in capsys.readouterr().err) == terminal


@pytest.mark.parametrize("what", ["missing", "moved", "changed"])
def test_verify_walks_over_every_link(where, few, monkeypatch, capsys, what):
    put(where, few[:300])
    monkeypatch.setattr("lib.ledger.walk.PIECE", 100)
    monkeypatch.setenv("PLAN_LEDGER", str(where))
    done = {
        "missing": "delete from record where seq = 101",
        "moved": "update record set prev = (select hash from record where seq = 5) where seq = 200",
        "changed": "update record set why = 'x' where seq = 100",
    }
    tamper(where, done[what])
    assert main(["verify", "--ledger"]) != 0
    assert "链在此断开" in capsys.readouterr().err
