"""A copy of data/ in which every clause has figures for 2015–2020, and what people enter about them: invented, for tests
only, so that every part of a report has something to say."""

import csv
import shutil
from pathlib import Path

from lib.ledger.record import Entry, entry
from tests.homes import HOME

CASES = ((0.7, 0.2), (0.7, 0.7), (0.7, 1.0), (0.7, 1.3), (0.7, -0.1), (1.1, 1.0), (0.7, 0.9), None, (0.7, 0.85))
"""What each clause is given, in turn: its base as a share of the target, and how far along its path it is: behind,
slightly behind, on it, ahead, moving away, kept; one has nothing."""
NASTY = '=HYPERLINK("http://x","y")\x0b<b>&'
ADJUSTED, CANCELLED = "T117b", "T166a"
BASIS = {"body": "区人大常委会", "date": "2018-09-01", "number": "天人发〔2018〕9号"}


def entries(late: list[str]) -> list[Entry]:
    """A target lowered, one cancelled, and explanations of the first two of the clauses that are `late` in 2018."""
    told = {"year": 2018, "unit": "天元区发展和改革局"}
    return [
        entry("target_adjusted", {"clause": ADJUSTED, "change": "下调", "value": 400.0} | BASIS, NASTY),
        entry("target_adjusted", {"clause": CANCELLED, "change": "取消"} | BASIS, "由上级统一安排"),
        entry(
            "explanation_given",
            {"clause": late[0], "cause": NASTY, "measures": "加快在建项目进度，" * 12, "deadline": "2019年6月"} | told,
        ),
        entry("explanation_given", {"clause": late[1], "cause": "原因", "measures": "-", "deadline": "-"} | told),
    ]


def data(folder: Path) -> Path:
    """The copy, in `folder`."""
    shutil.copytree(HOME.data, folder, ignore=shutil.ignore_patterns("*.duckdb*"))
    path = folder / "observation.csv"
    rows, targets = (
        list(csv.DictReader(name.read_text(encoding="utf-8").splitlines())) for name in (path, folder / "target.csv")
    )
    seen, added = {(r["area"], r["indicator"], r["measure"], r["year"]) for r in rows}, []
    for i, target in enumerate(targets):
        case = CASES[i % len(CASES)]
        for measure, year, value in figures(target, *case) if case else ():
            key = (target["area"], target["indicator"], measure, str(year))
            if key not in seen:
                seen.add(key)
                added.append(
                    dict(zip(("area", "indicator", "measure", "year"), key, strict=True))
                    | {name: target[name] for name in ("unit", "price_basis")}
                    | {
                        "id": f"X{200 + len(added) // 26}{chr(97 + len(added) % 26)}",
                        "since": "" if measure == "level" else year - 1,
                        "operator": "=",
                        "value": round(value, 3),
                        "status": "reported",
                        "source": "tianyuan-work-report-2018",
                        "place": "虚构，只供测试",
                    }
                )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, *added])
    return folder


def figures(target: dict[str, str], start: float, pace: float):
    """(measure, year, value) of one clause: from its base towards its target at `pace`."""
    kind, years, due = target["kind"], range(2015, 2021), int(target["due"])
    if kind == "milestone":
        yield "level", due, int(pace > 0.5)
        return
    value = float(target["target"])
    if kind in ("level", "share", "count", "hold"):
        base = value * (start if target["operator"] in (">=", ">", "~=") else 2 - start)
        yield from (("level", year, base + (value - base) * pace * (year - 2015) / 5) for year in years)
    elif kind == "cumulative_sum":
        yield from (("level", year, value / 5 * pace) for year in years[1:])
    else:
        yield from (("growth", year, value * pace / (1 if kind == "annual_growth" else 5)) for year in years[1:])
