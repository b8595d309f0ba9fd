"""The unit of a number, as its own row or what stands round the table says; what contradicts is a question."""

from lib.intake.asking import Asking
from lib.intake.beside import BESIDE, RATIOS, Heard, said
from lib.intake.names import Vocabulary
from lib.intake.number import WORDS, Reading, squeeze
from lib.measure.asked import Asked

NO_UNIT = ("-", "—", "/", "无")


def near_units(asking: Asking, words: Vocabulary, reading: Reading) -> list[str]:
    """The units in the row, nearest first: behind the number, in its format, in the unit column, behind the name; two
    that differ are asked about. In a column of growth only per cent counts."""
    shown = asking.row.shown[2]
    if (
        shown
        and words.unit(shown, None) is None
        and shown.upper() not in WORDS["unit"]
        and shown not in BESIDE["units"]
    ):
        asking.ask("value", "单元格格式里只有单位", f"单元格格式里写着“{shown[:20]}”，没有读；请核对")
        shown = ""
    trailing = [unit for piece in asking.asides for unit in said(f"（{piece}）").units]
    beside = [unit for unit in (shown, asking.text("unit"), *trailing) if unit and squeeze(unit) not in NO_UNIT]
    typed = [reading.unit] if reading.unit not in ("", "done") else []
    if asking.row.growth:
        return [unit for unit in typed + beside if squeeze(unit) in RATIOS]
    names = list(dict.fromkeys(words.unit(unit, None) or squeeze(unit) for unit in beside))
    if len(names) > 1 and not typed:
        asking.ask(
            "unit" if asking.text("unit") else "value",
            "一处单位，或几处相同",
            f"单位写了{'、'.join(names)}，按最靠近数的{names[0]}读入；请核对",
        )
    return typed + beside


def table_unit(asking: Asking, words: Vocabulary, groups: Heard, asked: Asked) -> str:
    """The nearest unit of heading, title or farther off that fits what is asked; one that fits nothing is asked
    about."""
    if asked["unit"] is None or asked["milestone"] or asking.row.shown[0]:
        return ""
    misfit = None
    for group in groups:
        for place, found in group:
            if place.what == "指标名称":
                continue
            for unit in found.units:
                known = words.unit(unit, asked["unit"])
                if known and words.convert(1.0, known, asked["unit"]) is not None:
                    return unit
                misfit = misfit or (place, unit)
    if misfit and not (asked["unit"] in RATIOS and (asking.row.growth or asked["measure"] == "growth")):
        place, unit = misfit
        asking.ask(
            "value",
            f"以{asked['unit']}为单位",
            f"{place.what}的单位“{unit[:20]}”不是这个指标的，按{asked['unit']}读入；请核对",
        )
    elif "unit" in asking.lacking and asked["unit"] not in RATIOS:
        asking.ask("unit", asked["unit"], f"这一行没有写单位，按{asked['unit']}读入；请核对")
    return ""


def unread(asking: Asking, words: Vocabulary, slug: str) -> None:
    """Ask about what trails the name and was not understood."""
    for piece in asking.asides:
        found = said(f"（{piece}）")
        for part in found.asides:
            if not words.same(part, slug) and words.unit(part, None) is None:
                asking.ask(
                    "indicator", "指标的名称和单位", f"名称后面的“{part[:20]}”没有读；若不是规划的口径，请不要提交"
                )
