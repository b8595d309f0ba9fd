"""A copy of data/ in which every clause has figures for 2015–2018: invented, for tests only, so that every slide has
something to say."""

import csv
import shutil
from pathlib import Path

from tests.homes import HOME

PACES = (0.2, 0.7, 1.0, 1.3, -0.1, 0.9)
"""How far along its path each clause is in 2018, in turn: behind, slightly behind, on it, ahead, moving away."""


def data(folder: Path) -> Path:
    """The copy, in `folder`."""
    shutil.copytree(HOME.data, folder, ignore=shutil.ignore_patterns("*.duckdb*"))
    path = folder / "observation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen = {(r["area"], r["indicator"], r["measure"], r["year"]) for r in rows}
    with (folder / "target.csv").open(encoding="utf-8", newline="") as file:
        targets = list(csv.DictReader(file))
    added = []
    for i, t in enumerate(targets):
        for measure, year, value in figures(t, PACES[i % len(PACES)]):
            if (t["area"], t["indicator"], measure, str(year)) not in seen:
                seen.add((t["area"], t["indicator"], measure, str(year)))
                n = len(added)
                added.append(
                    {
                        "id": f"X{200 + n // 26}{chr(97 + n % 26)}",
                        "area": t["area"],
                        "indicator": t["indicator"],
                        "measure": measure,
                        "since": "" if measure == "level" else year - 1,
                        "year": year,
                        "operator": "=",
                        "value": round(value, 3),
                        "unit": t["unit"],
                        "status": "reported",
                        "price_basis": t["price_basis"],
                        "source": "tianyuan-work-report-2018",
                        "place": "虚构，只供测试",
                    }
                )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, *added])
    return folder


def figures(target: dict, pace: float):
    """(measure, year, value) of one clause: towards its target at `pace`."""
    kind, years = target["kind"], range(2015, 2019)
    if kind == "milestone":
        if int(target["due"]) <= 2018:
            yield "level", 2018, 0
        return
    value = float(target["target"])
    if kind in ("level", "share", "count", "hold"):
        base = value * (0.7 if target["operator"] in (">=", ">", "~=") else 1.3)
        for year in years:
            yield "level", year, base + (value - base) * pace * (year - 2015) / 5
    elif kind == "annual_growth":
        for year in years[1:]:
            yield "growth", year, value * pace
