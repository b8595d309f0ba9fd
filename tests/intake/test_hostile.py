"""Every hostile and ugly file is answered: in time, within memory, in Chinese, and nothing is stored."""

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.intake import submit
from lib.intake.check import check
from lib.intake.read import AT_ONCE, FIGURES, ROOT, Busy, read
from lib.plan.opened import Plan
from tests.homes import ledger_at
from tests.intake import hostile

CASES = hostile.cases()
SECONDS = 10


@pytest.fixture(scope="module")
def answers(store, tmp_path_factory) -> dict[str, tuple[str, float]]:
    """Answer and seconds of every case by name, two at a time as two people would."""
    words = submit.vocabulary(Plan(store))
    words.rows(2018)

    def answer(case: hostile.Case) -> tuple[str, float]:
        data = case.make()
        start = time.perf_counter()
        upload = read(case.name, data, FIGURES)
        checked = check(upload.rows, upload.said, words, "天元区", 2018)
        text = upload.problem or hostile.READ + "".join(
            checked.problems[["found", "expected", "mend"]].astype(str).sum(axis=1)
        )
        return text, time.perf_counter() - start

    with ThreadPoolExecutor(2) as pool:
        return dict(zip([case.name for case in CASES], pool.map(answer, CASES), strict=True))


def test_there_are_more_than_300_different_files():
    assert len({case.name for case in CASES}) == len(CASES) > 300


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_file_is_answered(case, answers):
    text, seconds = answers[case.name]
    assert case.answer in text
    assert text.startswith(hostile.READ) or re.search("[\u4e00-\u9fff].*。$", text), text
    assert seconds < SECONDS


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on processes")
def test_a_reader_that_wants_too_much_memory_is_a_message(monkeypatch):
    monkeypatch.setattr("lib.intake.worker.__name__", "tests.intake.hungry")
    assert "没有读完" in read("x.xlsx", hostile.good(), FIGURES).problem


def test_nothing_is_stored(answers):
    assert not ledger_at().records()


def test_a_reader_that_dies_or_hangs_is_a_message(monkeypatch):
    monkeypatch.setattr("lib.intake.worker.__name__", "tests.intake.dying")
    assert "没有读完" in read("x.xlsx", hostile.good(), FIGURES).problem
    monkeypatch.setattr("lib.intake.worker.__name__", "tests.intake.hanging")
    monkeypatch.setattr("lib.intake.read.PATIENCE", 0.5)
    assert "没有读完" in read("x.xlsx", hostile.good(), FIGURES).problem


def test_whoever_finds_no_place_is_told_and_may_try_again(monkeypatch):
    monkeypatch.setattr("lib.intake.read.WAITING", 0)
    taken = [AT_ONCE.acquire() for _ in range(2)]
    try:
        with pytest.raises(Busy, match="正在读取别人的文件"):
            read("表.csv", b"x", FIGURES)
    finally:
        for _ in taken:
            AT_ONCE.release()
    assert read("表.csv", "指标,数值\n粮食产量,10\n".encode(), FIGURES).rows


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        "null",
        '{"kind": "csv"',
        '{"kind": "csv", "rows": [[0, {}]], "shared": []}',
        '{"said": [[1]], "kind": "csv"}',
        "x" * 9_000_000,
    ],
)
def test_an_answer_that_is_none_is_a_message(monkeypatch, tmp_path, answer):
    """What a file might make the reader say is not believed."""
    monkeypatch.setenv("ANSWER", str(tmp_path / "answer"))
    (tmp_path / "answer").write_text(answer)
    monkeypatch.setattr("lib.intake.worker.__name__", "tests.intake.lying")
    assert "没有读完" in read("x.xlsx", hostile.good(), FIGURES).problem


def test_the_reader_starts_without_what_it_does_not_need():
    """It starts for every file: frames and the store take five times as long to import as a small file to read."""
    code = "import sys, lib.intake.worker; print({'pandas', 'numpy', 'duckdb', 'streamlit'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "set()\n"
