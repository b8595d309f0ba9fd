"""Every hostile and ugly file is answered: in time, within memory, in Chinese, and nothing is stored."""

import random
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product

import pytest

from lib.cycle import duties
from lib.intake import duty_sheet, progress_sheet, submit
from lib.intake.check import check
from lib.intake.read import AT_ONCE, DUTIES, EVENTS, FIGURES, ROOT, Busy, Upload, read
from lib.plan.opened import Plan
from tests import fuzz
from tests.homes import PERIOD, ledger_at
from tests.intake import hostile
from tests.intake.hatchery import Hatchery

CASES = hostile.cases()
SECONDS = 10


@pytest.fixture(scope="module")
def hatchery():
    """Files can be read by children of one process, not each by a program of its own."""
    made = Hatchery() if sys.platform.startswith("linux") else None
    yield made
    if made:
        made.close()


@contextmanager
def quick(hatchery):
    """Within it all files are."""
    with pytest.MonkeyPatch.context() as patch:
        if hatchery:
            patch.setattr("lib.intake.read.subprocess", hatchery)
        yield


@pytest.fixture(scope="module")
def answers(store, hatchery) -> dict[str, tuple[str, float]]:
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

    with quick(hatchery), ThreadPoolExecutor(2) as pool:
        return dict(zip([case.name for case in CASES], pool.map(answer, CASES), strict=True))


def test_there_are_more_than_300_different_files():
    assert len({case.name for case in CASES}) == len(CASES) > 300


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_file_is_answered(case, answers):
    text, seconds = answers[case.name]
    assert case.answer in text
    assert text.startswith(hostile.READ) or re.search("[\u4e00-\u9fff].*。$", text), text
    assert seconds < SECONDS


SPOILT = 180
"""Files spoilt by chance, each handed to all three importers."""


def test_files_spoilt_by_chance_are_answered_by_all_three_importers(store, hatchery):
    """Read, or refused in Chinese; what was read is checked, and every complaint says what to do."""
    plan, chance, known = Plan(store), random.Random(20), fuzz.seeds()
    rows = duties.assigned(duties.things(plan.in_force, plan.catalogue, plan.source.measures), plan.state)
    words = submit.vocabulary(plan)
    files = [(name, fuzz.spoilt(data, chance)) for name, data in (chance.choice(known) for _ in range(SPOILT))]
    assert len({data for _, data in files} | {case.name for case in CASES}) >= 500

    def problems(form: str, upload: Upload) -> list[str]:
        if form == FIGURES:
            return check(upload.rows, upload.said, words, "天元区", 2018).problems["mend"].tolist()
        if form == DUTIES:
            return [one.mend for one in duty_sheet.check(upload, rows)[1]]
        return [one.mend for one in progress_sheet.check(upload, plan.catalogue, "2020-12-31", PERIOD).problems]

    outcomes = Counter()
    for (name, data), form in product(files, (FIGURES, DUTIES, EVENTS)):
        with quick(hatchery):
            upload = read(name if "." in name else f"{name}.xlsx", data, form)
        outcomes[form, "refused" if upload.problem else "read"] += 1
        for said in [upload.problem] if upload.problem else problems(form, upload):
            assert re.search("[\u4e00-\u9fff]", said), (name, form, said)
    assert {outcome for _, outcome in outcomes} == {"read", "refused"} and outcomes.total() == 3 * SPOILT


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
