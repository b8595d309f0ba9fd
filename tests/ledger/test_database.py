"""The ledger in PostgreSQL: who may do what in it, what is said when it cannot be had, moving, and death in the middle
of writing."""

import os
import random
import signal
import threading

import psycopg
import pytest

from lib.__main__ import main
from lib.ledger import connections, copies, database, file, stores
from lib.ledger.faults import LedgerAway, LedgerBroken, LedgerBusy, LedgerMissing
from lib.ledger.ledger import Conflict, Ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import FIRST, entry, sealed
from tests.homes import known, ledger_at
from tests.ledger.conftest import tamper
from tests.postgres import OWNER, WRITER, owned

CHIEF = Person("王主任", ADMIN)


def unit(name):
    return entry("unit_set", {"name": name})


def names(where) -> list[str]:
    return [record.payload["name"] for record in stores.read(where).records]


@pytest.fixture
def url(postgres) -> str:
    return postgres.ledger()


@pytest.fixture
def book(url) -> Ledger:
    book = Ledger(url, known)
    book.write([unit("甲局"), unit("乙局")], CHIEF)
    return book


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger.record set why = 'x'",
        "delete from ledger.record where seq = 2",
        "truncate ledger.record",
        "drop table ledger.record",
        "alter table ledger.record disable trigger all",
        "insert into ledger.migration (number) values (99)",
        "create table ledger.other (x integer)",
    ],
)
def test_the_application_may_add_and_read_and_nothing_else(book, statement):
    with psycopg.connect(book.path, autocommit=True) as con, pytest.raises(psycopg.errors.InsufficientPrivilege):
        con.execute(statement)
    assert names(book.path) == ["甲局", "乙局"]


@pytest.mark.parametrize(
    "statement", ["update ledger.record set why = 'x'", "delete from ledger.record", "truncate ledger.record"]
)
def test_not_even_the_owner_changes_a_record(book, statement):
    with (
        psycopg.connect(owned(book.path), autocommit=True) as con,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="only ever added"),
    ):
        con.execute(statement)


@pytest.mark.parametrize(("seq", "prev"), [(4, None), (3, FIRST), (2, None)])
def test_a_record_that_does_not_follow_is_refused_by_the_database(book, seq, prev):
    last = book.records()[-1]
    stray = sealed(seq, last.at, "别人", ADMIN, unit("丙局"), prev or last.hash)
    with psycopg.connect(book.path, autocommit=True) as con, pytest.raises(psycopg.IntegrityError):
        database.put(con, [stray])


def test_a_backup_holds_the_same_and_comes_back_with_those_who_may_write(book, tmp_path, capsys, monkeypatch):
    saved = tmp_path / "备份.duckdb"
    assert copies.backup(book.path, saved) == file.read(saved).records == book.records()
    book.write([unit("丙局")], CHIEF)
    monkeypatch.setenv("PLAN_LEDGER", owned(book.path))
    assert main(["restore", str(saved)]) == 2 and "丙局" in capsys.readouterr().err
    assert main(["restore", str(saved), "--yes"]) == 0
    kept = capsys.readouterr().out.partition("原来的台账留在 ")[2].partition("。")[0]
    ledger_at(book.path).write([unit("丁局")], CHIEF)
    assert names(book.path) == ["甲局", "乙局", "丁局"]
    with psycopg.connect(owned(book.path)) as con:
        query = psycopg.sql.SQL("select count(*) from {}.record").format(psycopg.sql.Identifier(kept))
        assert con.execute(query).fetchone() == (3,)


def test_a_ledger_moves_to_the_database_and_back_with_its_hashes(postgres, tmp_path, monkeypatch, capsys):
    path, back = tmp_path / "l.duckdb", tmp_path / "back.duckdb"
    ledger_at(path).write([unit("甲局"), unit("乙局")], CHIEF)
    url = postgres.ledger()
    assert main(["ledger", "move", str(path), owned(url)]) == 0
    said = capsys.readouterr().out
    assert "2条记录" in said and file.read(path).records[-1].hash in said and OWNER not in said
    assert main(["ledger", "move", url, str(back)]) == 0
    assert file.read(back).records == stores.read(url).records == file.read(path).records
    for origin, to in ((path, url), (url, back)):
        assert main(["ledger", "move", str(origin), str(to)]) == 2
    ledger_at(url).write([unit("丙局")], CHIEF)
    monkeypatch.setenv("PLAN_LEDGER", url)
    assert main(["verify", "--ledger"]) == 0
    capsys.readouterr()
    tamper(url, "update record set who = '别人' where seq = 2")
    assert main(["verify", "--ledger"]) == 1
    assert "第2条" in capsys.readouterr().err
    assert main(["ledger", "move", url, str(tmp_path / "no.duckdb")]) == 1 and not (tmp_path / "no.duckdb").exists()


def test_a_new_ledger_is_made_by_its_owner_and_written_by_the_application(postgres, monkeypatch, capsys):
    own = postgres.bare()
    url = own.replace(OWNER, WRITER)
    with pytest.raises(LedgerMissing, match="ledger new"):
        Ledger(url, known).records()
    monkeypatch.setenv("PLAN_LEDGER", url)
    assert main(["ledger", "new"]) == 1 and "没有权限" in capsys.readouterr().err
    monkeypatch.setenv("PLAN_LEDGER", own)
    assert main(["ledger", "upgrade"]) == 1 and "ledger new" in capsys.readouterr().err
    assert main(["ledger", "new", WRITER]) == 0
    assert main(["ledger", "new", WRITER]) == 2
    Ledger(url, known).write([unit("甲局")], CHIEF)
    assert names(own) == ["甲局"]
    assert main(["ledger", "move", "甲"]) == 2


def test_a_migration_is_applied_once_and_by_all_or_none(postgres, tmp_path, monkeypatch):
    url = owned(postgres.ledger())
    assert database.upgrade(url) == []
    for number, text in (("098", "create table ledger.second (x integer)"), ("099", "no sql at all")):
        (tmp_path / f"{number}_step.sql").write_text(text, encoding="utf-8")
    steps = sorted(tmp_path.glob("*.sql"))
    monkeypatch.setattr(database, "MIGRATIONS", [*database.MIGRATIONS, *steps])
    with pytest.raises(LedgerBroken):
        database.upgrade(url)
    monkeypatch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:-1])
    assert database.upgrade(url) == [98]
    assert database.upgrade(url) == []


def test_a_busy_ledger_says_so_and_writes_nothing(book, monkeypatch):
    monkeypatch.setattr(connections, "WAIT", 0.2)
    connections.of(book.path).close()
    with psycopg.connect(book.path) as con:
        con.execute(database.LOCK)
        with pytest.raises(LedgerBusy, match=r"另一个程序写入.*没有写入任何内容"):
            book.write([unit("丙局")], CHIEF)
    assert names(book.path) == ["甲局", "乙局"]


@pytest.mark.parametrize(
    ("role", "host", "said"),
    [("nobody_there:geheim", "127.0.0.1:{port}", "PLAN_LEDGER"), (f"{WRITER}:geheim", "127.0.0.1:1", "连不上")],
)
def test_a_database_that_cannot_be_had_is_named_without_the_account(running_postgres, postgres, role, host, said):
    away = f"postgresql://{role}@{host.format(port=running_postgres.port)}/plan"
    for work in (Ledger(away, known).records, lambda: Ledger(away, known).write([unit("丙局")], CHIEF)):
        with pytest.raises((LedgerAway, LedgerBroken), match=said) as told:
            work()
        assert "geheim" not in str(told.value) and "plan@127.0.0.1" in str(told.value)


def test_what_is_no_address_is_said_without_repeating_it(postgres):
    with pytest.raises(LedgerBroken, match="地址写错了") as told:
        Ledger("postgresql://plan:geheim@[host/plan", known).records()
    assert "geheim" not in str(told.value)


def test_what_was_read_stays_readable_while_the_database_is_away(book, running_postgres, monkeypatch):
    monkeypatch.setattr(connections, "AGAIN", 0.0)
    assert len(book.records()) == 2 and not book.away
    stamp = book.stamp
    running_postgres.halt()
    try:
        assert len(book.records()) == 2 and book.stamp == stamp and "连不上" in book.away
        with pytest.raises(LedgerAway, match="没有写入任何内容"):
            book.write([unit("丙局")], CHIEF)
        with pytest.raises(LedgerAway):
            Ledger(book.path, known).records()
    finally:
        running_postgres.start()
    assert book.stamp == stamp and not book.away
    book.write([unit("丙局")], CHIEF)
    assert [record.payload["name"] for record in book.records()] == ["甲局", "乙局", "丙局"]


def _until_cut(url, stop, told) -> None:
    """Write until told to stop, noting what was acknowledged, what was said not to be written, and what nobody knows."""
    book = Ledger(url, known)
    while not stop.is_set():
        name = f"{threading.get_ident()}-{sum(map(len, told.values()))}-{random.random()}局"
        try:
            book.write([unit(name)], CHIEF)
            told["written"].append(name)
        except LedgerBusy as error:
            told["unknown" if "不知道" in str(error) else "not"].append(name)


def _cut(postgres) -> None:
    """End every connection of a writer, wherever it is."""
    with postgres.connected("postgres") as con:
        con.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", [WRITER])


@pytest.mark.parametrize(("what", "times"), [("connection", 100), ("server", 3)])
def test_nothing_acknowledged_is_lost_or_doubled_when_it_is_killed_in_the_middle(url, running_postgres, what, times):
    """A connection is cut a hundred times; the server is killed as the kernel does it, fewer times: each takes a second."""
    stop, told = threading.Event(), {"written": [], "not": [], "unknown": []}
    writers = [threading.Thread(target=_until_cut, args=(url, stop, told)) for _ in range(2)]
    for writer in writers:
        writer.start()
    chance = random.Random(7)
    for _ in range(times):
        before = len(told["written"])
        while len(told["written"]) <= before and all(writer.is_alive() for writer in writers):
            stop.wait(chance.uniform(0.0, 0.01))
        if what == "connection":
            _cut(running_postgres)
        else:
            running_postgres.halt(signal.SIGKILL)
            running_postgres.start()
    stop.set()
    for writer in writers:
        writer.join(60)
    found = names(url)
    assert len(found) == len(set(found)), "none doubled"
    assert set(told["written"]) <= set(found), "none lost"
    assert not set(told["not"]) & set(found), "what was said not to be written is not"
    assert set(found) <= set(told["written"]) | set(told["unknown"])


def test_eight_who_write_at_once_all_get_their_turn_and_a_conflict_is_told(url):
    seen, conflicts = ledger_at(url).state().seq, []

    def one(number) -> None:
        book = Ledger(url, known)
        for again in range(5):
            book.write([unit(f"{number}-{again}局")], Person(f"{number}", ADMIN))
        try:
            book.write([unit("同一局")], Person(f"{number}", ADMIN), seen)
        except Conflict as conflict:
            conflicts.append(conflict)

    writers = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert len(conflicts) == 7 and len(names(url)) == 41


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forking is a thing of POSIX")
def test_a_process_that_was_forked_off_takes_connections_of_its_own(book):
    child = os.fork()
    if child == 0:
        ledger_at(book.path).write([unit("丙局")], CHIEF)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    book.write([unit("丁局")], CHIEF)
    assert names(book.path) == ["甲局", "乙局", "丙局", "丁局"]
