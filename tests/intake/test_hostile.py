"""Every hostile and ugly file is answered: in time, within memory, in Chinese, and nothing is stored."""

import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from lib.cycle import duties
from lib.intake import duty_sheet, progress_sheet, submit, worker
from lib.intake.check import check
from lib.intake.number import WORDS
from lib.intake.read import AT_ONCE, DUTIES, EVENTS, FIGURES, ROOT, Busy, Upload, read
from lib.plan.opened import Plan
from tests import fuzz
from tests.homes import PERIOD, ledger_at
from tests.intake import hostile
from tests.intake.hatchery import Hatchery

CASES = hostile.cases()
SECONDS = 10
FORMS = (FIGURES, DUTIES, EVENTS)
CHANCE = random.Random(20)
SEEDS = fuzz.seeds()
SPOILT = [
    (f"spoilt {number} {name}", fuzz.spoilt(data, CHANCE))
    for number, (name, data) in enumerate(CHANCE.choice(SEEDS) for _ in range(140))
]
"""Files spoilt by chance, the same ones always."""
NAMES = [*(case.name for case in CASES), *(name for name, _ in SPOILT)]
OF_THE_FORM = [WORDS["refused"][code][:8] for code in ("no_header", "no_rows", "only_planned", "too_many_rows")]
"""How refusals begin that another importer need not share."""


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


class Outcome(NamedTuple):
    """What an importer answers to a file, and what that took of the processor and of memory."""

    text: str
    seconds: float
    megabytes: int


@pytest.fixture(scope="module")
def answers(store, hatchery) -> dict[tuple[str, str], Outcome]:
    """Every file through every importer, by name and form, two at a time as two people would. What is refused before
    anything is looked for in it is handed to one."""
    plan = Plan(store)
    rows = duties.assigned(duties.things(plan.in_force, plan.catalogue, plan.source.measures), plan.state)
    words = submit.vocabulary(plan)
    words.rows(2018)

    def said(form: str, upload: Upload) -> list[str]:
        if form == FIGURES:
            problems = check(upload.rows, upload.said, words, "天元区", 2018).problems
            return problems[["found", "expected", "mend"]].astype(str).sum(axis=1).tolist()
        if form == DUTIES:
            return [one.mend for one in duty_sheet.check(upload, rows)[1]]
        return [one.mend for one in progress_sheet.check(upload, plan.catalogue, "2020-12-31", PERIOD).problems]

    def answer(name: str, data: bytes) -> dict[tuple[str, str], Outcome]:
        found: dict[tuple[str, str], Outcome] = {}
        for form in FORMS:
            start = time.thread_time()
            upload = read(name if "." in name else f"{name}.xlsx", data, form)
            complaints = [] if upload.problem else said(form, upload)
            assert all(re.search("[\u4e00-\u9fff]", one) for one in complaints), (name, form)
            text = upload.problem or hostile.READ + "".join(complaints)
            seconds, megabytes = (hatchery.took.seconds, hatchery.took.megabytes) if hatchery else (0.0, 0)
            found[name, form] = Outcome(text, time.thread_time() - start + seconds, megabytes)
            if upload.problem and not any(upload.problem.startswith(start) for start in OF_THE_FORM):
                return found | {(name, other): found[name, form] for other in FORMS}
        return found

    with quick(hatchery), ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda file: answer(*file), [*((case.name, case.make()) for case in CASES), *SPOILT])
        return {key: outcome for found in done for key, outcome in found.items()}


def test_there_are_500_different_files():
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(CASES) + len({data for _, data in SPOILT}) >= 500


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_answered_by_every_importer(name, answers):
    """Read, or refused in Chinese with what to do; in time and within memory."""
    for form in FORMS:
        text, seconds, megabytes = answers[name, form]
        assert text.startswith(hostile.READ) or re.search("[\u4e00-\u9fff].*。$", text), text
        assert seconds < SECONDS and megabytes < worker.MEMORY // 2**20


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_wrong_with_a_file_is_said(case, answers):
    assert case.answer in answers[case.name, FIGURES].text


def test_each_importer_reads_some_and_refuses_some(answers):
    outcomes = {(form, answers[name, form].text.startswith(hostile.READ)) for name, form in answers}
    assert outcomes == {(form, is_read) for form in FORMS for is_read in (True, False)}


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
