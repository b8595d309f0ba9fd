"""Makes the records of a story, each checked as any other is; the days only ever go forward."""

import random
from collections.abc import Callable
from typing import Any

from lib.demo.figures import Story, chance
from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import OFFICE, UNIT, Person, listed
from lib.ledger.procedure import refusal
from lib.ledger.record import FIRST, Entry, Record, sealed
from lib.ledger.succession import current
from lib.plan.opened import Plan


class Teller:
    """Makes the records of the story, each checked as any other is; the days only ever go forward."""

    def __init__(self, plan: Plan, story: Story):
        self.original, self.story = plan, story
        self.records: list[Record] = []
        self.state, self.day, self.told = EMPTY, "", 0
        self.office = Person(story["office"], OFFICE)
        self.texts: dict[str, Any] = story["texts"]

    def chance(self, *names: object) -> random.Random:
        """Random numbers that depend on nothing but the story's seed and the names."""
        return chance(self.story, *names)

    def number(self, year: int, n: int) -> str:
        """The number of a document."""
        return str(self.story["number"]).format(year=year, n=n)

    @property
    def plan(self) -> Plan:
        """The plan with what was entered so far."""
        return self.original.with_state(self.state)

    def write(self, day: str, entries: list[Entry], person: Person | None = None) -> None:
        """Write on a day; a later call may not go back behind it."""
        self.day, person = max(self.day, day), person or self.office
        made: list[Record] = []
        known = self.original.source.known
        for item in entries:
            if message := refusal(person, item, self.state, known):
                raise ValueError(f"{item.subject}: {message}")
            last = (made or self.records)[-1:]
            number, before = (last[0].seq + 1, last[0].hash) if last else (1, FIRST)
            made.append(sealed(number, f"{self.day}T09:00:00+08:00", person.name, person.role, item, before))
        self.records += made
        self.state = fold(self.state, made)

    def by_unit(self, day: str, entries: list[Entry], about: Callable[[Entry], str]) -> None:
        """Write each entry as the unit that has the duty for it, the first of several; what nobody has, the office
        writes."""
        leads = {row["thing"]: listed(row["lead"])[:1] for row in self.state.rows("duty")}
        groups: dict[str, list[Entry]] = {}
        for item in entries:
            groups.setdefault("".join(leads.get(about(item), [])), []).append(item)
        for unit in sorted(groups):
            self.write(day, groups[unit], self.person(unit) if unit else None)

    def person(self, unit: str) -> Person:
        """Who answers for a unit, under the name that it has now."""
        now = current(unit, self.state)
        names = [one["person"] for one in self.story["unit"] if current(one["name"], self.state) == now]
        return Person(names[0], UNIT, now)
