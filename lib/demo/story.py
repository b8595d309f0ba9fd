"""The fictitious set, written into a ledger year by year as people would have: figures, review, plans, evaluations,
projects."""

import tomllib
from pathlib import Path

import pandas as pd

from lib.cycle import adjustment as a
from lib.cycle.annual_plan import proposal
from lib.cycle.freezing import frozen, proposed_name
from lib.demo import evidence, months, works
from lib.demo.figures import value
from lib.demo.meeting import comment, meet
from lib.demo.organising import organise, reform
from lib.demo.teller import Teller
from lib.intake import form
from lib.ledger.evidence import ADJUSTMENT, EXPLANATION, FIGURE
from lib.ledger.frozen import to_explain, to_publish
from lib.ledger.permission import duty_of, led, listed
from lib.ledger.record import Entry, Record, entry, mark
from lib.measure.clause import Clause, Measured
from lib.plan.frozen import seen
from lib.plan.opened import Plan
from lib.text import evaluations, freezing


def tell(plan: Plan, path: Path) -> list[Record]:
    """The whole story (a `story.toml`) as the records of a ledger, on top of the plan's own data; the same at every
    run."""
    teller, period = Teller(plan, tomllib.loads(path.read_text(encoding="utf-8"))), plan.about.period
    organise(teller)
    for year in period.with_base:
        supervise(teller, f"{year}-12-01")
        if year > period.base:
            works.report(teller, year, half=False)
            works.tasks(teller, year)
            months.tell(teller, year, (11, 12))
        if year < period.end:
            issue(teller, year + 1)
            works.list_year(teller, year + 1)
            months.divide(teller, year + 1)
            if year + 1 >= period.midterm:
                works.weigh(teller, year + 1)
        supervise(teller, f"{year + 1}-02-01")
        report(teller, year)
        if period.base < year < period.end:
            months.settle(teller, year)
        if year < period.end:
            months.tell(teller, year + 1, range(1, 5))
        supervise(teller, f"{year + 1}-05-20")
        reform(teller, f"{year + 1}-05-20")
        if year > period.base:
            evaluate(teller, year)
        if year < period.end:
            works.report(teller, year + 1, half=True)
        if year == period.midterm:
            meet(teller)
            comment(teller)
            adjust(teller)
        if year < period.end:
            months.tell(teller, year + 1, range(5, 11))
            months.account(teller, year + 1, 10)
    supervise(teller, "9999")
    return teller.records


def report(teller: Teller, year: int) -> None:
    """The figures of a year: handed in, some wrong and sent back, some late, the last ones still waiting."""
    plan, spring, period = teller.plan, year + 1, teller.original.about.period
    clauses, facts = Clause.by(plan.in_force), plan.facts()
    good: list[Entry] = []
    late: list[Entry] = []
    for asked in form.ask(plan.frame("clause"), facts, year, period=period):
        if asked["now"] is not None:
            continue
        known = facts.levels(asked["area"], asked["indicator"]).get(period.base)
        needing = clauses[listed(asked["clauses"])[0]]
        found = value(teller.story, asked, needing, None if known is None else known.amount, period)
        if found is not None:
            fields = {name: asked[name] for name in ("area", "indicator", "measure", "since", "year", "price_basis")}
            item = entry(
                "figure_submitted",
                fields | {"operator": "=", "value": found, "place": "演示数据", "note": None},
                "填报",
                f"{year}年填报表（演示）.xlsx",
            )
            (late if teller.chance("late", item.subject).random() < 0.06 else good).append(item)
    wrong = [item for item in good if teller.chance("wrong", item.subject).random() < 0.05]
    first = [
        item._replace(payload=item.payload | {"value": round(item.payload["value"] * 10, 4)}) if item in wrong else item
        for item in good
    ]
    teller.by_unit(f"{spring}-02-20", first, _thing)
    subjects = {item.subject for item in wrong}
    submitted = [row for row in teller.state.rows("figure") if row["status"] == "submitted"]
    teller.write(
        f"{spring}-03-05",
        [
            mark("figure_returned", row, teller.texts["returned"][row["seq"] % 2])
            for row in submitted
            if row["subject"] in subjects
        ],
    )
    teller.write(
        f"{spring}-03-08",
        [mark("figure_approved", row, teller.texts["approved"]) for row in submitted if row["subject"] not in subjects],
    )
    again = wrong[2:] if year == period.end else wrong  # at the end some stay returned
    teller.by_unit(f"{spring}-03-12", again, _thing)
    _approve(teller, f"{spring}-03-20")
    teller.by_unit(f"{spring}-05-10", late, _thing)
    if year < period.end:  # at the end the late ones wait for review
        _approve(teller, f"{spring}-05-18")


def _thing(item: Entry) -> str:
    return f"{item.payload['area']}.{item.payload['indicator']}"


def _approve(teller: Teller, day: str) -> None:
    waiting = [row for row in teller.state.rows("figure") if row["status"] == "submitted"]
    teller.write(day, [mark("figure_approved", row, teller.texts["approved"]) for row in waiting])


def issue(teller: Teller, year: int) -> None:
    """The annual plan of a year: what the path gives, now and then a little less, then issued for every area."""
    assessed = teller.plan.assessed(year)
    proposed = proposal(assessed, year, teller.original.about.period)
    entries = []
    for row, given in zip(Measured.of(assessed), proposed, strict=True):
        if pd.isna(given) or not row.traits.numeric:
            continue
        less = teller.chance("annual", row.id, year).random() < 0.08 and row.traits.uncertain
        amount = round(float(given) * (0.99 if less else 1.0), int(row.decimals) + 1)
        why = teller.texts["annual_changed"] if less else teller.texts["annual"]
        entries.append(entry("annual_set", {"clause": row.id, "year": year, "area": row.area, "value": amount}, why))
    teller.write(f"{year}-01-20", entries)
    numbers = [
        entry("annual_issued", {"area": area, "year": year, "number": teller.number(year, n), "date": f"{year}-01-25"})
        for n, area in enumerate(sorted(set(assessed["area"])), 1)
    ]
    teller.write(f"{year}-01-25", numbers)


def evaluate(teller: Teller, year: int) -> None:
    """Freeze, explain, publish; the final one still lacks a few explanations."""
    period = teller.original.about.period
    kind = {period.midterm: "midterm", period.end: "final"}.get(year, "annual")
    plan, day = teller.plan, f"{year + 1}-05-25"
    name = proposed_name(kind, evaluations.of(None, teller.original.about), year, [])
    item = frozen(name, kind, None, year, day, seen(plan, year, day), freezing.telling(plan.series, period))
    teller.write(day, [item])
    lacking = to_explain(item.payload["rows"])
    lacking = lacking[: -len(lacking) // 3] if year == period.end else lacking
    duties = {
        row.id: duty_of({"area": row.area, "indicator": row.indicator}, teller.state)
        for row in Clause.of(plan.in_force)
    }
    explained = []
    for row in lacking:
        luck = teller.chance("explain", row["clause"], year)
        explained.append(
            entry(
                "explanation_given",
                {
                    "clause": row["clause"],
                    "year": year,
                    "cause": luck.choice(teller.texts["causes"]),
                    "measures": luck.choice(teller.texts["measures"]),
                    "unit": led(duties[row["clause"]]) or "示例街道",
                    "deadline": f"{year + 1}-12-31",
                },
            )
        )
    teller.write(f"{year + 1}-06-05", explained)
    counting = [row for row in teller.state.rows("figure") if row["year"] == year and row["status"] == "approved"]
    evidence.attach(teller, FIGURE, counting)
    evidence.attach(teller, EXPLANATION, [row for row in teller.state.rows("explanation") if row["year"] == year])
    if year < period.end:
        state = teller.state
        held = state.tables["evaluation"].rows[name]
        teller.write(f"{year + 1}-06-12", [mark("evaluation_published", held, explanations=to_publish(held, state))])


def adjust(teller: Teller) -> None:
    """The adjustments after the mid-term evaluation, by procedure: one of each class."""
    clauses = {row["id"]: a.fields(row) for row in teller.plan.frame("clause").to_dict("records")}
    year, entries = teller.original.about.period.midterm + 1, []
    for n, one in enumerate(teller.story["adjustment"]):
        current = clauses.get(one.get("clause"))
        basis = {
            "number": teller.number(year, 20 + n),
            "date": f"{year}-09-28",
            "body": "示例审议机关",
            "why": one["reason"],
        }
        lowered = {"value": round(float(current["value"]) * one["factor"], 1)} if current and "factor" in one else {}
        asked = one | basis | lowered
        if wrong := a.problems(one["change"], current, asked, teller.original.about.period):
            raise ValueError(f"{one}: {wrong}")
        entries.append(a.record(one["change"], one.get("clause") or a.next_id(teller.state), current, asked))
    teller.write(f"{year}-09-28", entries)
    evidence.attach(teller, ADJUSTMENT, teller.state.rows("adjustment"))


def supervise(teller: Teller, until: str) -> None:
    """What happened in supervision before a day and was not told yet."""
    happened = sorted(
        (day, one["title"], step)
        for one in teller.story["supervision"]
        for step, day in [["opened", one["opened"]], *one["steps"]]
    )
    items = {one["title"]: one for one in teller.story["supervision"]}
    while teller.told < len(happened) and happened[teller.told][0] < until:
        day, title, step = happened[teller.told]
        teller.told += 1
        person = teller.person(items[title]["unit"])
        if step == "opened":
            fields = {
                "title": title,
                "unit": person.unit,
                "due": items[title]["due"],
                "person": person.name,
                "task": teller.texts["task"],
            }
            teller.write(day, [entry("supervision_opened", fields)])
        else:
            row = next(r for r in teller.state.rows("supervision") if r["title"] == title)
            said = {"answered": {"text": teller.texts["answered"]}, "closed": {"opinion": teller.texts["closed"]}}.get(
                step, {}
            )
            item = mark(f"supervision_{step}", row, "" if said else teller.texts["lacking"], **said)
            teller.write(day, [item], person if step == "answered" else teller.office)
