"""Who does what in the story: units, roles, duties, and what becomes of the units on the way."""

from lib.cycle import duties as d
from lib.demo.teller import Teller
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry


def organise(teller: Teller) -> None:
    """Units, roles, and who leads what; some things are left to nobody, some are led by two."""
    first = teller.original.about.period.first
    units = [
        entry("unit_set", {"name": u["name"], "kind": u["kind"], "contact": u["person"], "note": "虚构（演示）"})
        for u in teller.story["unit"]
    ]
    teller.write(f"{first}-02-01", units)
    granted = [
        entry("role_granted", {"person": who, "unit": "", **fields}) for who, fields in teller.story["role"].items()
    ]
    teller.write(f"{first}-02-01", granted, Person(teller.office.name, ADMIN))
    lead = {domain: unit for unit in teller.story["unit"] for domain in unit["leads"]}
    things = d.things(
        teller.original.source.frame("clause"), teller.original.catalogue, teller.original.source.measures
    )
    changes = {}
    for row in things.itertuples():
        unit, luck = lead.get(row.domain), teller.chance("duty", row.thing)
        if unit and luck.random() < (0.93 if row.kind == d.INDICATOR else 0.75):
            support = "示例街道" if luck.random() < 0.15 else ""
            changes[row.thing] = {
                "lead": unit["name"],
                "person": unit["person"] if luck.random() < 0.9 else "",
                "support": support,
                "note": "",
            } | _joint(teller, row.thing, unit["name"])
    teller.write(
        f"{first}-02-15",
        d.entries(changes, d.assigned(things, teller.state), teller.number(first, 1), "责任分解（演示）.xlsx"),
    )


def _joint(teller: Teller, thing: str, lead: str) -> dict[str, str]:
    """The lead and the shares where two units lead a thing together."""
    luck, joint = teller.chance("joint", thing), teller.story.get("joint", {})
    if luck.random() >= joint.get("of", 0.0) or lead == joint["with"]:
        return {}
    return {"lead": f"{lead};{joint['with']}", "shares": joint["shares"]}


def reform(teller: Teller, until: str) -> None:
    """The units that went over into others before a day, as far as that was not told yet."""
    told = {row["name"] for row in teller.state.rows("succession")}
    due = [one for one in teller.story.get("succession", []) if one["date"] < until and one["name"] not in told]
    teller.write(teller.day, [entry("unit_succeeded", one) for one in due])
