"""The verdicts of a ledger once more, from the files of data/ and the records as they stand: what is known of every
clause is gathered with plain loops and nothing of `lib`; the last step is that of `naive`."""

import csv
import math
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from tests.measure import naive

BASE, END = 2015, 2020
RELIABLE = ["A", "A-", "B+", "B", "B-", "C"]
STATUS = {"reported": 0, "preliminary": 100, "derived": 200}
AFTER = {"approved": "approved", "returned": "", "withdrawn": "", "revoked": ""}
SETS = {"value": "target", "year": "due", "type": "kind"}
NONE = math.nan


class Fact(NamedTuple):
    """A figure in the unit of its indicator; the smaller `late`, the sooner it counts."""

    late: tuple
    measure: str
    since: int | None
    year: int
    basis: str | None
    value: float


def once(targets: list[dict]) -> list[dict]:
    """The targets without those that the plan sets again, in the same words of number."""
    names, kept = ("area", "indicator", "kind", "operator", "target", "unit", "due"), {}
    for one in targets:
        kept.setdefault(one["id"] if one["target"] is None else tuple(one[name] for name in names), one)
    return list(kept.values())


def read(folder: Path, name: str) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: cell or None for key, cell in row.items()} for row in csv.DictReader(file)]


def counting(records) -> list[dict]:
    """The submissions that count: of each figure (a rate at current prices is another) the last that is approved."""
    submitted, standing = {}, {}
    for record in records:
        table, _, done = record.kind.partition("_")
        if record.kind == "figure_submitted":
            submitted[record.seq] = record
        elif table == "figure":
            standing[record.payload["of"]] = AFTER[done]
    last = {}
    for seq, record in submitted.items():
        if standing.get(seq) == "approved":
            rate = record.payload.get("price_basis") if record.payload["measure"] == "growth" else None
            last[record.subject, rate] = record.payload
    return list(last.values())


class Twin:
    """The plan's files and what a ledger says."""

    def __init__(self, folder: Path, records):
        self.units = {row["name"]: row for row in read(folder, "unit")}
        self.indicators = {row["slug"]: row for row in read(folder, "indicator")}
        self.reliable = {row["slug"]: row["reliability"] for row in read(folder, "source")}
        self.targets = once(read(folder, "target"))
        self.changes = [record.payload for record in records if record.kind == "target_adjusted"]
        self.facts = defaultdict(list)
        for row in read(folder, "observation"):
            self.facts[row["area"], row["indicator"]].append(self.published(row))
        for facts in self.facts.values():
            facts += implied(facts)
        for p in counting(records):
            fact = Fact((0, ""), p["measure"], p["since"], p["year"], p.get("price_basis"), float(p["value"]))
            self.facts[p["area"], p["indicator"]].append(fact)
        for facts in self.facts.values():
            facts.sort(key=lambda fact: fact.late)

    def factor(self, unit):
        return float(self.units[unit]["factor"]) if unit in self.units else 1.0

    def published(self, row) -> Fact:
        late = STATUS[row["status"]] + 10 * (row["source"] != "plan") + RELIABLE.index(self.reliable[row["source"]]) + 1
        value = float(row["value"])
        if row["measure"] in ("level", "sum", "difference"):
            value *= self.factor(row["unit"]) / self.factor(self.indicators[row["indicator"]]["unit"])
        since = int(row["since"]) if row["since"] else None
        return Fact((late, row["id"]), row["measure"], since, int(row["year"]), row["price_basis"], value)

    def known(self, clause, measure, since, bases=None) -> dict[int, float]:
        """The figures of a clause's indicator by year, or its yearly growth; of these price `bases` only."""
        found = {}
        for fact in self.facts[clause["area"], clause["indicator"]]:
            right = fact.since == (fact.year - 1 if measure == "growth" else since)
            if fact.measure == measure and right and (bases is None or fact.basis in bases):
                found.setdefault(fact.year, fact.value)
        return found

    def levels(self, clause) -> dict[int, float]:
        if not clause["price_basis"]:
            return self.known(clause, "level", None)
        return self.known(clause, "level", None, [None]) | self.known(clause, "level", None, [clause["price_basis"]])

    def clauses(self, year) -> list[dict]:
        """The targets that were in force at the end of a year."""
        rows = {row["id"]: dict(row) for row in self.targets}
        for change in self.changes:
            if change["date"] > f"{year}-12-31":
                continue
            if change["change"] == "取消":
                del rows[change["clause"]]
                continue
            row = rows.setdefault(change["clause"], {"id": change["clause"], "price_basis": None, "due": END})
            for name in ("area", "indicator", "type", "operator", "value", "unit", "year"):
                if change.get(name) is not None:
                    row[SETS.get(name, name)] = change[name]
        return list(rows.values())

    def verdicts(self, year) -> dict[str, str]:
        """The verdict of every clause at the end of a year."""
        return {clause["id"]: naive.verdict(self.evidence(clause, year), year) for clause in self.clauses(year)}

    def evidence(self, clause, year) -> dict:
        """What `naive.verdict` asks for."""
        kind, indicator = clause["kind"], self.indicators[clause["indicator"]]
        rate = kind in ("annual_growth", "cumulative_change")
        target = float(clause["target"]) if clause["target"] is not None else NONE
        scale = 1.0 if rate or kind == "milestone" else self.factor(indicator["unit"]) / self.factor(clause["unit"])
        unit, decimals = self.units.get(indicator["unit"], {}), int(indicator["decimals"])
        whole = unit.get("counted") == "yes" and decimals == 0 and scale == 1
        k = {"kind": kind, "operator": clause["operator"], "direction": int(indicator["direction"]), "target": target}
        k |= {"due": int(clause["due"]), "base": NONE, "actual": NONE, "actual_year": NONE, "best": NONE}
        k |= {"met_years": 0, "seen_years": 0}
        k["rounding"] = 0.05 if rate else 0.0 if whole else 0.5 * 10**-decimals * scale
        gather = {"annual_growth": self.rates, "cumulative_change": self.rates, "cumulative_sum": self.sums}
        gather.get(kind, self.values)(k, clause, year, scale)
        return k

    def values(self, k, clause, year, scale):
        """A level, share, count or hold, or the latest word on a milestone."""
        every = {y: value * scale for y, value in sorted(self.levels(clause).items()) if BASE <= y <= year}
        k["base"] = every.pop(BASE, NONE)
        if every:
            k["actual_year"], k["actual"] = list(every.items())[-1]
            k["best"] = (min if k["direction"] < 0 else max)(list(every.values())[:-1], default=NONE)
            k["seen_years"] = len(every)
            held = [naive.holds(k["operator"], value, k["target"], k["direction"]) for value in every.values()]
            k["met_years"] = sum(held) if k["kind"] != "milestone" else 0

    def rates(self, k, clause, year, scale):
        """The chain of yearly rates; where it is broken, the two ends if they are at the target's prices."""
        yearly = self.known(clause, "growth", None, [clause["price_basis"]] if clause["price_basis"] else None)
        index, last = 1.0, BASE
        while last < year and last + 1 in yearly:
            last += 1
            index *= 1 + yearly[last] / 100
        if last < year:
            ends = self.known(clause, "level", None, [clause["price_basis"]])
            if BASE in ends and year in ends:
                index, last = ends[year] / ends[BASE], year
        if last > BASE:
            average = k["kind"] == "annual_growth"
            k["actual"], k["actual_year"] = 100 * (index ** (1 / (last - BASE) if average else 1) - 1), last

    def sums(self, k, clause, year, scale):
        """The latest sum since the base year, and the single years after it."""
        sums = {y: value for y, value in self.known(clause, "sum", BASE).items() if y <= year}
        single = self.known(clause, "level", None)
        last = max(sums, default=BASE)
        total, some = sums.get(last, 0.0), bool(sums)
        while last < year and last + 1 in single:
            last, total, some = last + 1, total + single[last + 1], True
        if some:
            k["actual"], k["actual_year"] = total * scale, last


def implied(facts: list[Fact]) -> list[Fact]:
    """The base year's values that a source implies: the value over its multiple, its growth, or less its difference."""
    found = []
    for way in facts:
        for level in (f for f in facts if f.measure == "level" and (f.year, f.late[0]) == (way.year, way.late[0])):
            if way.measure == "multiple":
                value, basis = level.value / way.value, level.basis
            elif way.measure == "average_growth":
                value, basis = level.value / (1 + way.value / 100) ** (way.year - way.since), way.basis
            elif way.measure == "difference":
                value, basis = level.value - way.value, level.basis
            else:
                continue
            late = (way.late[0] % 100 + 200 + (way.measure == "average_growth"), level.late[1])
            found.append(Fact(late, "level", None, way.since, basis, value))
    return found
