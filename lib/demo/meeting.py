"""The meeting of the story and the comments after it: what was noted and said, and what became of that."""

from lib.cycle.minutes import handed
from lib.demo.teller import Teller
from lib.ledger.permission import UNIT, Person
from lib.ledger.record import entry, mark


def meet(teller: Teller) -> None:
    """The meeting on the mid-term evaluation: what was noted, one note put right, one handed out."""
    told = teller.story.get("meeting")
    if not told:
        return
    evaluation = next(row["name"] for row in reversed(teller.state.rows("evaluation")))
    fields = {"meeting": told["name"], "date": told["date"], "report": evaluation, "evaluation": evaluation}
    teller.write(told["date"], [entry("minute_taken", fields | one) for one in told["minute"]])
    first, last = teller.state.rows("minute")[0], teller.state.rows("minute")[-1]
    again = {name: last[name] for name in ("sort", "text", "unit", "person")} | {"due": told["until"]}
    teller.write(told["date"], [mark("minute_corrected", last, told["reason"], **again)])
    teller.write(told["date"], [handed(first, first["unit"], first["due"])])
    item = teller.state.rows("supervision")[-1]
    answer = mark("supervision_answered", item, text=teller.texts["answered"])
    teller.write(first["due"], [answer], Person(first["person"], UNIT, first["unit"]))
    teller.write(first["due"], [mark("supervision_closed", item, opinion=teller.texts["closed"])])


def comment(teller: Teller) -> None:
    """What was said about single things after the meeting: all but the last answered, the first resolved."""
    said = teller.story.get("comment", [])
    for one in said:
        about = {name: one[name] for name in ("matter", "about", "text")}
        teller.write(one["date"], [entry("comment_made", about)])
    rows = teller.state.rows("comment")
    for row, one in list(zip(rows, said, strict=True))[:-1]:
        teller.write(said[-1]["date"], [mark("comment_answered", row, answer=one["answer"])])
    for row in rows[:1]:
        teller.write(said[-1]["date"], [mark("comment_resolved", row, outcome=said[0]["outcome"])])
