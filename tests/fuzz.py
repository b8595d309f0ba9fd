"""`make fuzz`: files that nobody would make, spoilt by chance from those that tests and offices have, through the three
importers. What is not answered in words, in time, stays in build/fuzz/ and becomes a case of tests/intake/hostile.

    python -m tests.fuzz [SECONDS] [SEED]
"""

import io
import random
import sys
import time
import zipfile
from pathlib import Path

from lib.intake.read import DUTIES, EVENTS, FIGURES, PATIENCE, read
from tests.intake import hostile

OUT = Path(__file__).parents[1] / "build/fuzz"
SLACK = 2.0
"""Seconds beyond those that a file may take, for a busy machine."""
HARD = (
    "万元",
    "%",
    "2018",
    "-1e308",
    "１２３",
    "\ufeff",
    "=1+1",
    "\n",
    "合计",
    "1—9月",
    "—",
    "\u202e",
    "计划",
    '"',
    ",,,",
)
"""Words that turn up in cells and mean something, or nothing."""


def seeds() -> list[tuple[str, bytes]]:
    """Files to begin with: those of the tests, by name."""
    made = [(case.name, case.make()) for case in hostile.cases()[:120]]
    kept = [(path.name, path.read_bytes()) for path in sorted(hostile.FILES.glob("*")) if path.is_file()]
    good = [("good.xlsx", hostile.good()), ("good.csv", hostile.TEXT.encode("utf-8-sig"))]
    return [(name, data) for name, data in [*good * 20, *kept * 3, *made] if 0 < len(data) < 200_000]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file with something changed: within the parts of a workbook (and packed again), or anywhere."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        try:
            return _repacked(data, chance)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
            return data
    return _bytes(data, chance)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        entries = source.infolist()
        struck = chance.choice(entries).filename if entries else ""
        for entry in entries:
            part = source.read(entry)
            name = entry.filename
            if name == struck:
                part = _bytes(part, chance)
                name = chance.choice((name, name, name, name.upper(), name.replace("/", "\\")))
            target.writestr(name, part)
    return buffer.getvalue()


def _bytes(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(spoilt) + 1)
        what = chance.randrange(5)
        if what == 0 and spoilt:
            spoilt[min(at, len(spoilt) - 1)] ^= 1 << chance.randrange(8)
        elif what == 1:
            spoilt[at:at] = chance.choice(HARD).encode(chance.choice(("utf-8", "gb18030")), "replace")
        elif what == 2:
            del spoilt[at : at + chance.randint(1, 40)]
        elif what == 3:
            spoilt[at:at] = spoilt[max(at - 60, 0) : at] * chance.randint(1, 30)
        else:
            spoilt[at : at + 4] = chance.randbytes(4)
    return bytes(spoilt)


def main(seconds: float, seed: int) -> int:
    """How many files were not answered as they should be."""
    chance, begun, known = random.Random(seed), time.monotonic(), seeds()
    tried = failed = slowest = 0
    while time.monotonic() - begun < seconds:
        name, data = chance.choice(known)
        data, form = spoilt(data, chance), chance.choice((FIGURES, DUTIES, EVENTS))
        name = name if "." in name else f"{name}.{chance.choice(('xlsx', 'csv', 'xls'))}"
        start, wrong = time.monotonic(), ""
        try:
            answer = read(name, data, form)
            if answer.problem and not any("一" <= sign <= "鿿" for sign in answer.problem):
                wrong = answer.problem
        except Exception as error:  # whatever it is, it is what is looked for
            wrong = repr(error)
        took = time.monotonic() - start
        slowest, tried = max(slowest, took), tried + 1
        if wrong or took > PATIENCE + SLACK:
            failed += 1
            OUT.mkdir(parents=True, exist_ok=True)
            (OUT / f"{seed}-{tried}-{form}-{Path(name).name}").write_bytes(data)
            print(f"{form} {name}: {wrong or f'{took:.1f} s'}")
    print(f"seed {seed}: {tried} files, {failed} not answered, slowest {slowest:.1f} s")
    return failed


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(bool(main(float(words[0]) if words else 600, int(words[1]) if len(words) > 1 else int(time.time()))))
