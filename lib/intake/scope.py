"""What stands beside a number and says that it is of less, of something else, of another plan or not final: a question, or
said."""

import re

from lib.intake.asking import Asking
from lib.intake.beside import BESIDE, Place, another, clean, said
from lib.intake.context import NAMES, REMARKS, mentioned
from lib.intake.names import Vocabulary, plain
from lib.measure.asked import Asked

SHORT = 8
"""Letters of a 备注 that may say nothing but what the number is."""
ALL = re.compile("|".join(BESIDE["remarks"]))
DRAFT = re.compile("|".join(BESIDE["drafts"]))


def doubts(asking: Asking, words: Vocabulary, asked: Asked) -> None:
    """Ask about an area or year that only this row leaves open; about a heading, line or title that restricts what is
    counted (规模以上, 不含…) where the indicator is not restricted so, or that names another quantity (占比, 排名); and
    about a title of the plan before. That numbers may still change is said."""
    for role, stands in (("area", asked["area"]), ("year", f"{asked['year']}年")):
        if role in asking.lacking:
            asking.ask(role, stands, f"这一行是空的，按{stands}读入；请核对")
    far = [place for group in asking.row.beyond for place in group]
    remarks = [place for place in far if place.what in REMARKS]
    places = [*asking.row.heads, *(place for place in far if place.what not in REMARKS)]
    name = f"{asking.text('indicator')}{words.quantities[asked['indicator']].name}"
    _restricted(asking, asked, [*places, *(one for one in remarks if _of_all(one, asked["name"]))], plain(name))
    _of_another(asking, asked, places, name)
    _remarked(asking, words, asked, [one for one in remarks if _of_all(one, asked["name"])])
    if draft := next((place for place in far if DRAFT.search(place.text)), None):
        asking.note_at(draft, "最后的数", "写的是还会变的数，照常读入；公布最后的数后请更正")
    before, period = words.about.name.before, words.about.period
    title = next((place for place in places if place.what in NAMES and before in place.text), None)
    if title and asked["year"] != period.base:
        asking.ask_at(title, f"{asked['year']}年", f"写的是“{before}”，按{asked['year']}年读入；请核对")


def _of_all(place: Place, name: str) -> bool:
    """Whether a remark speaks of all of the table, or of the indicator of this `name`."""
    return bool(ALL.search(place.text)) or name.partition("（")[0] in place.text


def _restricted(asking: Asking, asked: Asked, places: list[Place], name: str) -> None:
    for place in places:
        text = clean(place.text)
        told = next((word for word in BESIDE["scope"] if word in text), "")
        if told and plain(told) not in name:
            mend = f"写的是“{told}”，按{asked['name']}读入；若只是其中一部分的数，请不要提交"
            asking.ask_at(place, asked["name"], mend)
            break


def _of_another(asking: Asking, asked: Asked, places: list[Place], name: str) -> None:
    """Ask about what names another quantity, unless a heading says that the numbers are the indicator's own."""
    if any(said(place.text).measure == "level" for place in asking.row.heads):
        return
    note = asking.text("note")
    own = [Place("备注", asking.row.row, "", note)] if 0 < len(note) <= SHORT else []
    for place in (*own, *(one for one in places if one.what != "表头")):
        if told := another(place.text, name):
            mend = f"写的是“{told}”，按{asked['name']}读入；若是{told}，请不要提交"
            asking.ask_at(place, asked["name"], mend)
            return


def _remarked(asking: Asking, words: Vocabulary, asked: Asked, remarks: list[Place]) -> None:
    """Ask about a remark on all numbers that names another area alone."""
    for place in remarks:
        here, there = mentioned(place.text, tuple(words.areas), words.others, (), "")
        if there and not here:
            mend = f"写的是{there[0]}，按{asked['area']}读入；若不是{asked['area']}的数，请不要提交"
            asking.ask_at(place, asked["area"], mend)
            return
