"""What stands beside a number and says that it is of less, or of another plan, than the indicator: a question."""

from lib.intake.asking import Asking
from lib.intake.beside import BESIDE, clean
from lib.intake.context import NAMES, REMARKS
from lib.intake.names import Vocabulary, plain
from lib.measure.asked import Asked


def doubts(asking: Asking, words: Vocabulary, asked: Asked) -> None:
    """Ask about an area or year that only this row leaves open; about a heading, line or title that restricts what is
    counted (规模以上, 不含…) where the indicator is not restricted so; and about a title of the plan before."""
    for role, stands in (("area", asked["area"]), ("year", f"{asked['year']}年")):
        if role in asking.lacking:
            asking.ask(role, stands, f"这一行是空的，按{stands}读入；请核对")
    places = [
        *asking.row.heads,
        *(place for group in asking.row.beyond for place in group if place.what not in REMARKS),
    ]
    for place in places:
        text = clean(place.text)
        told = next((word for word in BESIDE["scope"] if word in text), "")
        if told and plain(told) not in plain(f"{asking.text('indicator')}{words.quantities[asked['indicator']].name}"):
            mend = f"写的是“{told}”，按{asked['name']}读入；若只是其中一部分的数，请不要提交"
            asking.ask_at(place, asked["name"], mend)
            break
    before, period = words.about.name.before, words.about.period
    title = next((place for place in places if place.what in NAMES and before in place.text), None)
    if title and asked["year"] != period.base:
        asking.ask_at(title, f"{asked['year']}年", f"写的是“{before}”，按{asked['year']}年读入；请核对")
