"""The months of the training set: what a few indicators brought month by month, adding up to the year's own figures. All
is made up from the story's seed."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from lib.cycle.months import chained
from lib.demo.figures import value
from lib.demo.teller import Teller
from lib.intake import form
from lib.ledger.permission import listed
from lib.ledger.record import Entry, entry
from lib.ledger.rules import FINAL, FLASH
from lib.measure.clause import Clause

SEASON = (7.4, 6.6, 8.6, 7.8, 8.0, 9.6, 7.6, 7.7, 8.9, 8.2, 8.7, 10.9)
"""What a year's months are of it, in per cent, before luck."""
SILENT = 0.03
"""How often a month is not told."""


class Course(NamedTuple):
    """An indicator of an area in a year: how often it is told, whether amounts are published, the year's amount and
    growth; None for what the set does not have."""

    area: str
    indicator: str
    quarterly: bool
    amounts: bool
    decimals: int
    total: float | None
    growth: float | None


def tell(teller: Teller, year: int, months: Iterable[int]) -> None:
    """The sheets of some months of a year, each on the 15th of the month after."""
    courses = list(_courses(teller, year))
    for month in months:
        day = f"{year + month // 12}-{month % 12 + 1:02d}-15"
        rows = [_line(teller, one, year, month) for one in courses if not one.quarterly or month % 3 == 0]
        teller.by_unit(day, [row for row in rows if row], _thing)


def settle(teller: Teller, year: int) -> None:
    """December's preliminary figures replaced by the final ones, once those of the year are known."""
    rows = [_line(teller, one, year, 12, FINAL) for one in _courses(teller, year)]
    teller.by_unit(f"{year + 1}-05-19", [row for row in rows if row], _thing)


def divide(teller: Teller, year: int) -> None:
    """The year's plan of one target given to the parks."""
    key, parks = teller.story["divided"], teller.original.areas("park")
    planned = teller.state.get("annual", key, year)
    if not planned or not parks:
        return
    luck = teller.chance("divided", key, year)
    weights = [luck.uniform(0.7, 1.3) for _ in parks]
    given = [round(planned["value"] * weight / sum(weights), 2) for weight in weights]
    given[-1] = round(planned["value"] - sum(given[:-1]), 2)
    about = {"clause": key, "year": year}
    rows = [entry("part_set", about | {"part": name, "value": value}) for name, value in zip(parks, given, strict=True)]
    teller.write(f"{year}-01-29", rows)


def account(teller: Teller, year: int, month: int) -> None:
    """What the parks did of it by a month; the last of them does not say."""
    own = [row for row in teller.state.rows("part") if row["year"] == year]
    for row in own[:-1]:
        luck = teller.chance("account", row["part"], year)
        fields = {"clause": row["clause"], "part": row["part"], "month": f"{year}-{month:02d}"}
        fields["value"] = round(row["value"] * luck.uniform(0.9, 1.05) * month / 12, 2)
        teller.write(f"{year}-{month + 1:02d}-16", [entry("part_reported", fields)])


def _thing(item: Entry) -> str:
    return f"{item.payload['area']}.{item.payload['indicator']}"


def _courses(teller: Teller, year: int) -> Iterable[Course]:
    """The indicators that the story tells by month, with the year's figures as `story.report` makes them."""
    plan, period = teller.plan, teller.original.about.period
    clauses, facts, found = Clause.by(plan.in_force), plan.facts(), dict[tuple[str, str], dict[str, float | None]]()
    for asked in form.ask(plan.frame("clause"), facts, year, period=period):
        about = teller.story["month"].get(asked["indicator"])
        if about is None or asked["area"] not in teller.original.areas("plan") or asked["measure"] == "sum":
            continue
        known = facts.levels(asked["area"], asked["indicator"]).get(period.base)
        needing = clauses[listed(asked["clauses"])[0]]
        base = None if known is None else known.amount
        figure = asked["now"] if asked["now"] is not None else value(teller.story, asked, needing, base, period)
        found.setdefault((asked["area"], asked["indicator"]), {})[asked["measure"]] = figure
    decimals = plan.frame("indicator").set_index("slug")["decimals"]
    for (area, slug), figures in found.items():
        about = teller.story["month"][slug]
        yield Course(
            area,
            slug,
            about["quarterly"],
            about["amounts"],
            int(decimals[slug]) + 1,
            figures.get("level") if about["amounts"] else None,
            figures.get("growth"),
        )


def _shares(teller: Teller, one: Course, year: int) -> list[float]:
    """The shares of the year's months, the same at every call."""
    luck = teller.chance("season", one.area, one.indicator, year)
    parts = [part * luck.uniform(0.94, 1.06) for part in SEASON]
    return [part / sum(parts) for part in parts]


def _line(teller: Teller, one: Course, year: int, month: int, release: str = "") -> Entry | None:
    """A line of a month's sheet; None where nothing is told. December's is preliminary until the year is known."""
    luck = teller.chance("month", one.area, one.indicator, year, month)
    if (one.total is None and one.growth is None) or (luck.random() < SILENT and month < 12):
        return None
    release = release or (FLASH if month == 12 else FINAL)
    fields: dict[str, Any] = {"area": one.area, "indicator": one.indicator}
    fields |= {"span": f"{year}-Q{month // 3}" if one.quarterly else f"{year}-{month:02d}", "release": release}
    if one.total is not None:
        slip = luck.uniform(0.994, 1.006) if release == FLASH else 1.0
        totals = _totals(teller, one, year)
        fields["total"] = round(totals[month] * slip, one.decimals)
        fields["own"] = round(totals[month] * slip - totals.get(month - (3 if one.quarterly else 1), 0.0), one.decimals)
    if one.growth is not None:
        wide = 2.4 * (12 - month) / 12 + (0.2 if release == FLASH else 0.0)
        fields["total_growth"] = round(one.growth + luck.uniform(-wide, wide), 1)
        fields["own_growth"] = round(fields["total_growth"] + luck.uniform(-1.5, 1.5), 1)
    return entry("month_reported", fields | {"place": f"{month}月主要经济指标（演示）"})


def _totals(teller: Teller, one: Course, year: int) -> dict[int, float]:
    """The totals since January; the last is the year's own figure."""
    whole = one.total or 0.0
    own = {month: whole * share for month, share in enumerate(_shares(teller, one, year), 1)}
    return chained(own, {12: whole})[1] | {12: whole}
