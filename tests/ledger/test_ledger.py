"""The ledger: the chain, two writers at once, death in the middle of writing, backup and restore, and what a refusal
leaves."""

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.ledger import copies, stores
from lib.ledger import file as ledger
from lib.ledger.entered import approved
from lib.ledger.faults import LedgerBroken, LedgerChanged
from lib.ledger.fold import EMPTY, fold, until
from lib.ledger.ledger import Conflict, Ledger, Refused
from lib.ledger.organising import SECOND
from lib.ledger.permission import ADMIN, OFFICE, READER, UNIT, Person
from lib.ledger.record import FIRST, Entry, broken, entry, mark, sealed
from tests.homes import ledger_at
from tests.ledger.conftest import for_owner, tamper

CHIEF = Person("王主任", ADMIN)


def figure(year=2018, value=351.2, area="天元区", indicator="gdp") -> Entry:
    return entry(
        "figure_submitted",
        {
            "area": area,
            "indicator": indicator,
            "measure": "level",
            "since": None,
            "year": year,
            "operator": "=",
            "value": value,
        },
    )


@pytest.fixture
def book(where) -> Ledger:
    return ledger_at(where)


def test_a_figure_goes_from_submitted_to_approved_and_only_then_counts(book):
    book.write([figure()], CHIEF)
    assert approved(book.state()).empty
    row = book.state().rows("figure")[0]
    book.write([mark("figure_approved", row)], CHIEF)
    counted = approved(book.state())
    assert counted["value"].tolist() == [351.2]
    assert counted["marked_by"].tolist() == ["王主任"]
    assert [record.kind for record in book.history("figure:天元区/gdp/level//2018")] == [
        "figure_submitted",
        "figure_approved",
    ]


def test_nobody_approves_his_own_figure_where_that_is_laid_down(book):
    book.write([figure(), figure(2017)], CHIEF)
    rows = book.state().rows("figure")
    book.write([mark("figure_approved", rows[0])], CHIEF)
    book.write([entry("setting_set", {"name": SECOND, "value": "是"})], CHIEF)
    with pytest.raises(Refused, match="由另一人审核"):
        book.write([mark("figure_approved", rows[1])], CHIEF)
    book.write([mark("figure_approved", rows[1])], Person("李科长", OFFICE))
    assert len(approved(book.state())) == 2


def test_a_correction_counts_only_when_it_too_is_approved(book):
    for value in (351.2, 349.8):
        book.write([figure(value=value)], CHIEF)
        if value == 349.8:
            assert approved(book.state())["value"].tolist() == [351.2]
        book.write([mark("figure_approved", book.state().rows("figure")[-1])], CHIEF)
    assert approved(book.state())["value"].tolist() == [349.8]


@pytest.mark.parametrize(
    ("person", "items", "message"),
    [
        (Person("", ADMIN), [figure()], "请先填写姓名"),
        (Person("甲", READER), [figure()], "只能阅读"),
        (Person("甲", UNIT, "统计局"), [figure()], "不由统计局负责"),
        (
            Person("甲", UNIT, "统计局"),
            [entry("annual_set", {"clause": "T117b", "area": "天元区", "year": 2018, "value": 1.0})],
            "规划办才可以",
        ),
        (Person("甲", OFFICE), [entry("role_granted", {"person": "乙", "granted": "office"})], "管理员才可以"),
        (
            CHIEF,
            [
                entry(
                    "target_adjusted",
                    {
                        "clause": "T117b",
                        "change": "下调",
                        "number": "",
                        "date": "2018-09-01",
                        "body": "区人大",
                        "value": 400.0,
                    },
                    "x",
                )
            ],
            "缺文号",
        ),
        (
            CHIEF,
            [
                entry(
                    "target_adjusted",
                    {
                        "clause": "T117b",
                        "change": "下调",
                        "number": "1号",
                        "date": "2018-09-01",
                        "body": "区人大",
                        "value": 400.0,
                    },
                )
            ],
            "写明理由",
        ),
        (CHIEF, [Entry("figure_approved", "figure:x", {"of": 7})], "找不到要处理的记录"),
        (CHIEF, [entry("role_granted", {"person": "乙", "granted": "king"})], "角色“king”不在可用的之中"),
        (CHIEF, [entry("role_granted", {"person": "乙", "granted": "unit"})], "哪个单位"),
        (CHIEF, [entry("unit_set", {"name": " "})], "请写单位名称"),
    ],
)
def test_what_is_refused_leaves_nothing(book, person, items, message):
    with pytest.raises(Refused, match=message):
        book.write([entry("unit_set", {"name": "发改局"}), *items] if person is CHIEF else items, person)
    assert book.records() == []


def test_a_unit_fills_in_what_it_owes_and_nothing_else(book):
    assigned = entry("duty_assigned", {"thing": "天元区.gdp", "lead": "统计局", "person": "李某"})
    with pytest.raises(Refused, match="没有登记名为“统计局”的单位"):
        book.write([assigned], CHIEF)
    book.write([entry("unit_set", {"name": "统计局"})], CHIEF)
    book.write([assigned], CHIEF)
    book.write([figure()], Person("李某", UNIT, "统计局"))
    with pytest.raises(Refused, match="不由统计局负责"):
        book.write([figure(indicator="retail")], Person("李某", UNIT, "统计局"))


@pytest.mark.parametrize("kind", ["figure_withdrawn", "supervision_answered"])
def test_a_unit_that_marks_a_vanished_record_is_refused_in_words(book, kind):
    """As on a page that was opened before the ledger was restored from a backup."""
    with pytest.raises(Refused, match="找不到要处理的记录"):
        book.write([Entry(kind, "x", {"of": 99, "text": "已办"})], Person("李某", UNIT, "统计局"))


def test_an_issued_annual_plan_is_locked(book):
    fields = {"clause": "T117b", "area": "天元区", "year": 2018}
    book.write([entry("annual_set", fields | {"value": 351.0}, "按五年路径")], CHIEF)
    book.write(
        [
            entry(
                "annual_issued", {"area": "天元区", "year": 2018, "number": "株天政发〔2018〕1号", "date": "2018-01-20"}
            )
        ],
        CHIEF,
    )
    with pytest.raises(Refused, match="已下达"):
        book.write([entry("annual_set", fields | {"value": 340.0}, "形势变化")], CHIEF)


def test_a_record_can_be_marked_once(book):
    book.write([figure()], CHIEF)
    row = book.state().rows("figure")[0]
    book.write([mark("figure_returned", row, "口径不对")], CHIEF)
    with pytest.raises(Refused, match="已经被处理过"):
        book.write([mark("figure_approved", row)], CHIEF)


ISSUED = entry("annual_issued", {"area": "天元区", "year": 2018, "number": "1号", "date": "2018-01-20"})


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([ISSUED, ISSUED], "已经下达"),
        (
            [ISSUED, entry("annual_set", {"clause": "T117b", "area": "天元区", "year": 2018, "value": 351.0}, "x")],
            "不能再改",
        ),
        (
            [
                figure(),
                Entry("figure_approved", "figure:x", {"of": 1}),
                Entry("figure_returned", "figure:x", {"of": 1}, "x"),
            ],
            "已经被处理过",
        ),
    ],
)
def test_each_record_of_a_batch_is_judged_after_those_before_it(book, items, message):
    with pytest.raises(Refused, match=message):
        book.write(items, CHIEF)
    assert book.records() == []


def test_what_a_batch_puts_it_may_mark(book):
    book.write(
        [
            entry("unit_set", {"name": "统计局"}),
            entry("duty_assigned", {"thing": "天元区.gdp", "lead": "统计局", "person": "李某"}),
        ],
        CHIEF,
    )
    book.write([figure(), Entry("figure_approved", "figure:x", {"of": 3})], CHIEF)
    assert approved(book.state())["value"].tolist() == [351.2]


def test_two_people_who_edit_the_same_figure_are_told_and_neither_is_lost(where):
    first, second = ledger_at(where), ledger_at(where)
    seen = second.state().seq
    first.write([figure(value=350.0)], Person("甲", OFFICE), first.state().seq)
    with pytest.raises(Conflict, match=r"甲在.*刚改过同一项") as caught:
        second.write([figure(value=352.0)], Person("乙", OFFICE), seen)
    assert caught.value.records[0].payload["value"] == 350.0
    second.write([figure(value=352.0)], Person("乙", OFFICE), second.state().seq)
    assert first.state().frame("figure")["value"].tolist() == [350.0, 352.0]


def test_any_past_day_can_be_seen(book):
    days = ["2018-01-10", "2018-05-02", "2018-09-30"]
    records = []
    for number, day in enumerate(days, 1):
        records.append(
            sealed(
                number,
                f"{day}T09:00:00+08:00",
                "甲",
                ADMIN,
                figure(value=float(number)),
                records[-1].hash if records else FIRST,
            )
        )
    assert fold(EMPTY, until(records, "2018-06-30")).frame("figure")["value"].tolist() == [1.0, 2.0]
    assert fold(EMPTY, until(records, "2017-12-31")).seq == 0


@pytest.mark.parametrize(
    "change",
    [
        "update record set why = 'x' where seq = 2",
        "delete from record where seq = 2",
        "update record set payload = '{}' where seq = 1",
        "update record set seq = 9 where seq = 3",
        "update record set \"at\" = '2017-01-01T00:00:00+08:00' where seq = 3",
    ],
)
def test_a_changed_or_missing_record_is_found(book, change):
    for value in (1.0, 2.0, 3.0):
        book.write([figure(value=value)], CHIEF)
    stores.read(book.path)
    tamper(book.path, change)
    with pytest.raises(LedgerBroken, match=r"第\d条记录.*python -m lib restore|第\d条记录.*没有找到它的备份"):
        stores.read(book.path)


def test_backup_and_restore_give_the_same_records_and_lose_nothing(book, tmp_path):
    book.write([figure(value=1.0)], CHIEF)
    saved = tmp_path / "saved.duckdb"
    copies.backup(book.path, saved)
    before = book.records()
    book.write([figure(value=2.0)], CHIEF)
    with pytest.raises(FileExistsError, match="已存在"):
        copies.backup(book.path, saved)
    records, kept = copies.restore(for_owner(book.path), saved)
    assert records == before == book.records() and kept
    assert book.state().frame("figure")["value"].tolist() == [1.0]


@pytest.fixture
def reads(monkeypatch, module) -> list[int]:
    """How many rows each look into a ledger took out of it."""
    counts, real = [], module._rows

    def counted(con, start):
        found = real(con, start)
        counts.append(len(found))
        return found

    monkeypatch.setattr(module, "_rows", counted)
    return counts


def test_a_write_reads_only_what_is_new(book, reads):
    other = ledger_at(book.path)
    book.write([figure(value=float(number)) for number in range(200)], CHIEF)
    book.records()
    reads.clear()
    book.write([figure(value=1.0)], CHIEF)
    book.records()
    assert reads == [1, 2], "the last known record again; then the same and the new one"
    other.write([figure(value=2.0)], CHIEF)
    reads.clear()
    book.write([figure(value=3.0)], CHIEF)
    assert reads == [2]
    assert [record.seq for record in stores.read(book.path).records] == list(range(1, 204))
    assert book.state() == fold(EMPTY, stores.read(book.path).records)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("read_first", [True, False])
def test_a_replaced_ledger_is_noticed_by_reading_and_by_writing_and_not_written_in(
    book, another, tmp_path, count, read_first
):
    book.write([entry("unit_set", {"name": "甲局"}), figure(value=1.0)], CHIEF)
    book.records()
    other = ledger_at(another())
    other.write([entry("unit_set", {"name": f"乙局{number}"}) for number in range(count)], CHIEF)
    copies.backup(other.path, tmp_path / "other.duckdb")
    copies.restore(for_owner(book.path), tmp_path / "other.duckdb")
    if read_first:
        assert [row["name"] for row in book.state().rows("unit")] == [f"乙局{number}" for number in range(count)]
        assert "第2条" in book.changed
    for _ in range(2):
        with pytest.raises(LedgerChanged, match=r"不再写入.*换过了.*重新启动"):
            book.write([entry("unit_set", {"name": "丙局"})], CHIEF)
    assert len(stores.read(book.path).records) == count
    ledger_at(book.path).write([entry("unit_set", {"name": "丙局"})], CHIEF)


def test_nothing_is_written_behind_a_record_that_was_changed(book):
    other = ledger_at(book.path)
    for number in (1.0, 2.0):
        book.write([figure(value=number)], CHIEF)
    other.records()
    tamper(book.path, "update record set why = 'x' where seq = 2")
    for late in (other, ledger_at(book.path)):
        with pytest.raises(LedgerBroken, match="第2条记录"):
            late.write([figure(value=3.0)], CHIEF)


def test_a_file_that_is_no_ledger_is_not_restored(book, tmp_path):
    book.write([figure()], CHIEF)
    stranger = tmp_path / "x.duckdb"
    stranger.write_bytes(b"not a database" * 1000)
    with pytest.raises(LedgerBroken):
        copies.restore(for_owner(book.path), stranger)
    assert len(book.records()) == 1


def test_a_record_that_cannot_be_read_is_a_broken_ledger(book):
    book.write([figure()], CHIEF)
    tamper(book.path, "update record set payload = '{'")
    with pytest.raises(LedgerBroken, match=r"(数据库|ledger\.duckdb).*第1条记录与前后不符"):
        ledger_at(book.path).records()


@pytest.fixture
def filed(tmp_path) -> Ledger:
    """A ledger in a file: what follows is about files."""
    return ledger_at(tmp_path / "ledger.duckdb")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    chance, spoilt = random.Random(3), bytearray(data)
    for _ in range(200):
        spoilt[chance.randrange(12288, len(data))] ^= 0xFF
    return bytes(spoilt)


DAMAGE = {
    "cut in the middle": cut,
    "cut in the header": lambda data: data[:100],
    "emptied": lambda data: b"",
    "bits flipped": flipped,
    "header overwritten": lambda data: bytes(12288) + data[12288:],
    "both data headers zeroed": lambda data: data[:4096] + bytes(8192) + data[12288:],
    "another file": lambda data: "一份文字\n".encode() * 2000,
}
"""What can happen to a file, by name."""


@pytest.fixture
def saved(filed, tmp_path):
    """A ledger of some size, and its backup."""
    filed.write([entry("unit_set", {"name": f"示例{number}局", "note": "某" * 200}) for number in range(300)], CHIEF)
    path = tmp_path / "saved.duckdb"
    copies.backup(filed.path, path)
    return path


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_is_named_and_can_be_restored(filed, saved, damage):
    filed.path.write_bytes(DAMAGE[damage](filed.path.read_bytes()))
    for work in (lambda: ledger_at(filed.path).records(), lambda: ledger_at(filed.path).write([figure()], CHIEF)):
        with pytest.raises(ledger.LedgerBroken, match=r"ledger\.duckdb.*python -m lib restore"):
            work()
    spoilt = filed.path.read_bytes()
    records, kept = copies.restore(filed.path, saved)
    assert len(records) == 300
    assert ledger_at(filed.path).records() == records
    assert kept.read_bytes() == spoilt
    left = {file.name for file in filed.path.parent.iterdir()}
    assert left == {filed.path.name, saved.name, kept.name, f"{filed.path.name}.backups"}


def test_a_log_that_goes_while_it_is_looked_at_does_not_matter(filed, monkeypatch):
    """DuckDB takes the log away when the last process closes the file; the page that looks at that moment must not
    fail."""
    filed.write([figure()], CHIEF)
    before = ledger.stamp(filed.path)
    monkeypatch.setattr(Path, "exists", lambda path: True)
    assert ledger.stamp(filed.path) == before != ()


def test_the_log_of_a_damaged_ledger_goes_with_it(filed, saved):
    """Left behind it would be replayed into the restored file, or keep it from opening."""
    log = filed.path.with_name("ledger.duckdb.wal")
    log.write_bytes(b"what was last written")
    filed.path.write_bytes(b"")
    _, kept = copies.restore(filed.path, saved)
    assert not log.exists()
    assert kept.with_name(kept.name + ".wal").read_bytes() == b"what was last written"
    assert len(ledger_at(filed.path).records()) == 300


def test_two_restores_within_a_second_keep_both_ledgers(filed, saved):
    kept = [copies.restore(filed.path, saved)[1] for _ in range(3)]
    assert len(set(kept)) == 3
    assert all(len(ledger.read(path).records) == 300 for path in kept)


def test_a_restore_that_cannot_be_made_leaves_the_ledger_as_it_is(filed, saved, monkeypatch):
    filed.write([figure()], CHIEF)
    monkeypatch.setattr(ledger, "INSERT", "insert into nowhere values (?)")
    with pytest.raises(ledger.LedgerBroken):
        copies.restore(filed.path, saved)
    left = sorted(file.name for file in filed.path.parent.iterdir())
    assert left == ["ledger.duckdb", "ledger.duckdb.backups", "saved.duckdb"]
    assert len(ledger_at(filed.path).records()) == 301


def test_a_table_of_another_make_is_a_broken_ledger(filed):
    with duckdb.connect(str(filed.path)) as con:
        con.execute("create table record (seq bigint, what varchar)")
    with pytest.raises(ledger.LedgerBroken, match=r"ledger\.duckdb"):
        filed.records()


def test_a_ledger_whose_folder_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ledger.LedgerBroken, match="没有写入任何内容"):
        ledger_at(tmp_path / "file" / "ledger.duckdb").write([figure()], CHIEF)


def test_a_backup_into_a_folder_that_is_missing_says_so(book, tmp_path):
    book.write([figure()], CHIEF)
    with pytest.raises(FileNotFoundError, match="没有文件夹"):
        copies.backup(book.path, tmp_path / "missing" / "saved.duckdb")


def _writer(path, name, count):
    own = ledger_at(path)
    for number in range(count):
        own.write([figure(value=float(number), indicator=name)], Person(name, OFFICE))


def test_two_processes_at_once_both_succeed(where):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_writer, args=(where, name, 12)) for name in ("gdp", "retail")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    records = stores.read(where).records
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert sorted(record.payload["indicator"] for record in records) == ["gdp"] * 12 + ["retail"] * 12


def test_a_file_that_stays_locked_is_said_so(filed, monkeypatch):
    filed.write([figure()], CHIEF)
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_holder, args=(filed.path, ready, done))
    holder.start()
    assert ready.wait(30)
    monkeypatch.setattr(ledger, "WAIT", 0.3)
    with pytest.raises(ledger.LedgerBusy, match="没有写入任何内容"):
        filed.write([figure(value=2.0)], CHIEF)
    done.set()
    holder.join(30)
    assert len(ledger.read(filed.path).records) == 1


def _holder(path, ready, done):
    with duckdb.connect(str(path)):
        ready.set()
        done.wait(30)


def _endless(path, acknowledged):
    own = ledger_at(path)
    with acknowledged.open("a", buffering=1) as file:
        for number in range(10_000):
            own.write([figure(value=float(number))], CHIEF)
            file.write(f"{number}\n")


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
def test_no_acknowledged_record_is_lost_when_the_writer_is_killed(where, tmp_path):
    acknowledged = tmp_path / "acknowledged"
    chance = random.Random(5)
    for kill in range(50):
        child = os.fork()
        if child == 0:
            _endless(where, acknowledged)
            os._exit(0)
        while not acknowledged.exists() or len(acknowledged.read_text().split()) <= kill:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    promised = len(acknowledged.read_text().split())
    records = stores.read(where).records
    assert promised <= len(records) <= promised + 50  # a killed writer may have committed one more than it could say


KINDS = ("submit", "approve", "return", "annual", "explain", "duty", "adjust", "open", "answer", "close")
moves = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=40)


def stream(steps) -> list:
    """A stream of valid records from random moves; moves that the procedure would refuse are left out."""
    records, state = [], EMPTY
    for step, number in steps:
        figures = [row for row in state.rows("figure") if row["status"] == "submitted"]
        items = [row for row in state.rows("supervision") if row["status"] != "closed"]
        made = {
            "submit": lambda n=number: figure(year=2016 + n % 5, value=float(n)),
            "approve": lambda f=figures: mark("figure_approved", f[0]) if f else None,
            "return": lambda f=figures: mark("figure_returned", f[-1], "x") if f else None,
            "annual": lambda n=number: entry(
                "annual_set", {"clause": f"T{n}", "area": "天元区", "year": 2018, "value": float(n)}
            ),
            "explain": lambda n=number: entry(
                "explanation_given",
                {"clause": f"T{n}", "year": 2018, "cause": "a", "measures": "b", "unit": "c", "deadline": "d"},
            ),
            "duty": lambda n=number: entry("duty_assigned", {"thing": f"T{n}", "lead": "甲", "person": "乙"}),
            "adjust": lambda n=number: entry(
                "target_adjusted",
                {"clause": f"T{n}", "change": "下调", "number": "1", "date": "d", "body": "b", "value": 1.0},
            ),
            "open": lambda n=number: entry("supervision_opened", {"title": f"{n}", "unit": "甲", "due": "2018-06-30"}),
            "answer": lambda i=items: mark("supervision_answered", i[0], text="x") if i else None,
            "close": lambda i=items: mark("supervision_closed", i[0]) if i else None,
        }[step]()
        if made is not None:
            records.append(
                sealed(
                    len(records) + 1,
                    f"2018-01-{1 + number:02d}T00:00:00+08:00",
                    "甲",
                    ADMIN,
                    made,
                    records[-1].hash if records else FIRST,
                )
            )
            state = fold(state, records[-1:])
    return records


@settings(max_examples=60, deadline=None)
@given(moves, st.integers(0, 40))
def test_folding_in_parts_is_replaying_from_zero(steps, cut):
    records = stream(steps)
    assert broken(records) is None
    assert fold(fold(EMPTY, records[:cut]), records[cut:]) == fold(EMPTY, records)
    assert all(fold(EMPTY, records[:n]).seq == n for n in range(0, len(records) + 1, 7))
