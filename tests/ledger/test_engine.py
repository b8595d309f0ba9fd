"""The engine that is kept for a folder of ledgers: it opens these, nothing else, and holds none of them."""

import duckdb
import pytest

from lib.ledger import engine
from lib.ledger import file as ledger


@pytest.fixture(autouse=True)
def of_its_folder(monkeypatch):
    """As in an installation: an engine for the ledger's own folder."""
    monkeypatch.setattr(engine, "folder_of", lambda path: path.absolute().parent)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "县里 o'clock 的台账" / "ledger.duckdb"
    ledger.new(path)
    return path


@pytest.mark.parametrize(
    "asked", ["select * from read_text('{}')", "attach '{}' as other", "copy record to '{}'", "set threads = 1"]
)
def test_no_other_folder_can_be_read_or_written(path, tmp_path, asked):
    other = tmp_path / "other.duckdb"
    ledger.new(other)
    with (
        ledger.opened(path, read_only=True) as con,
        pytest.raises(duckdb.Error, match=r"disabled|locked|Cannot change"),
    ):
        con.execute(asked.format(other))


def test_a_ledger_that_was_replaced_is_read_anew_though_the_engine_is_the_same(path):
    with ledger.opened(path, read_only=True) as con:
        con.execute("from record")
    path.unlink()
    with duckdb.connect(str(path)) as con:
        con.execute("create table record as select 7 as seq")
    with ledger.opened(path, read_only=True) as con:
        assert con.execute("from record").fetchall() == [(7,)]


def test_what_was_not_committed_is_undone_and_the_next_can_write(path):
    row = ["1", *"abcdefgh", "a" * 64, "b" * 64]
    for commit in (False, True):
        with ledger.opened(path, read_only=False) as con:
            con.begin()
            con.execute(f"insert into record values ({', '.join('?' * len(row))})", row)
            if commit:
                con.commit()
        with ledger.opened(path, read_only=True) as con:
            assert len(con.execute("from record").fetchall()) == commit


def test_engines_of_many_folders_do_not_pile_up(tmp_path):
    for number in range(engine.KEPT + 3):
        ledger.new(tmp_path / str(number) / "ledger.duckdb")
    assert len([key for key in engine._engines if key[1].parent == tmp_path]) <= engine.KEPT
    assert ledger.read(tmp_path / "0" / "ledger.duckdb").records == []
