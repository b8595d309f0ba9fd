"""The main indicators projected to the end of the plan."""

from lib.about import About
from lib.report.basis import AHEAD, Projected, by_trend, projected
from lib.report.changes import mark
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Slide, Table
from lib.report.deck.typeset import grid, room
from lib.text import words as w


def to_the_end(m: Material) -> list[Slide]:
    """The main indicators in 2020 along each scenario, held against their targets; nothing once 2020 is known."""
    if m.chosen.year >= m.chosen.about.period.end:
        return []
    found = projected(m.chosen)
    if not found:
        return []

    def table(some: list[Projected]) -> Table:
        keys = tuple(f"{one.start.area}/{one.start.indicator}" for one in some)
        body = tuple(_cells(one, m.chosen.area, m.chosen.about) for one in some)
        return grid(
            ("指标", f"{m.chosen.about.period.end}年目标", *(w.scenario(name, m.chosen.about) for name in AHEAD)),
            body,
            keys,
            (1, 2, 3, 4),
        )

    shown = room(found, table)
    left = [
        f"{one.clause.indicator_name}（{m.chosen.about.areas.short(one.start.area)}）" for one in found[len(shown) :]
    ]
    told = [f"图表未列的：{'、'.join(left)}。"] if left else []
    told += [_told(one, m.chosen.about) for one in found]
    main, series = m.chosen.clauses[m.chosen.clauses["headline"].notna()], m.chosen.series
    sources = parts.sources(main, series) if len(main) < 9 else parts.cite(main["line"])
    return [
        Slide(
            "to-end",
            f"推算到{m.chosen.about.period.end}年",
            _met(found, m.chosen.about),
            (table(shown),),
            tuple(told),
            f"{sources}；{_bases(shown, m.chosen.about)}",
        )
    ]


def _amount(one: Projected, value: float) -> str:
    """A value in the indicator's unit; it is as exact as the start."""
    return w.quantity(value, one.clause.indicator_unit or "", int(one.clause.decimals), one.operator)


def _cells(one: Projected, own: str | None, about: About) -> tuple[str, ...]:
    """The row of an indicator: name, target, and its value in 2020 by scenario."""
    ends = one.ends["value"]
    asked = w.condition(one.start.operator, one.start.target, one.clause.indicator_unit or "") + mark(one.clause)
    name = one.clause.indicator_name + parts.apart(one.start.area, own, about)
    return (name, asked, *(_amount(one, ends[name]) if name in ends.index else w.MISSING for name in AHEAD))


def _met(found: list[Projected], about: About) -> str:
    """How many have a trend of 2010–2015, and how many of these would meet their target by it."""
    met, known = by_trend(found)
    head = f"能推算到{about.period.end}年的{len(found)}个主要指标中"
    if not known:
        return f"{head}，没有一个有“{about.name.before}”趋势"
    every = "" if met == known == 1 else "里都" if met == known else f"里{met}个" if met else "里没有一个"
    return f"{head}，有“{about.name.before}”趋势的{known}个{every}按趋势可以达到目标"


def _told(one: Projected, about: About) -> str:
    """Where a projection begins and on which prices its rates are; a start that is a bound makes bounds of all that
    follows."""
    on = [f"{w.scenario(name, about)}为{w.word('price_basis', basis)}" for name, basis in _prices(one)]
    loose = [w.scenario(name, about) for name in AHEAD if name in one.ends.index and not one.ends["comparable"][name]]
    text = f"{one.clause.indicator_name}（{about.areas.short(one.start.area)}）自{one.start.year}年{_amount(one, one.start.value)}起推算"
    text += "（起点是界限值，推算值也是）" if one.operator != "=" else ""
    text += f"；{'、'.join(on)}" if on else ""
    return text + (f"；{'、'.join(loose)}与目标的价格口径不同，只作参考" if loose else "") + "。"


def _prices(one: Projected) -> list[tuple[str, str]]:
    """The price basis of each scenario that has one."""
    return [(name, basis) for name in AHEAD if name in one.ends.index and (basis := one.ends["price_basis"][name])]


def _bases(shown: list[Projected], about: About) -> str:
    """The price basis of each column, for the foot of the slide."""
    bases: dict[str, list[str]] = {}
    for one in shown:
        for name, basis in _prices(one):
            bases.setdefault(name, []).append(w.word("price_basis", basis))
    return (
        "价格口径："
        + "，".join(f"{w.scenario(name, about)}{'、'.join(dict.fromkeys(words))}" for name, words in bases.items())
        if bases
        else "指标没有价格口径"
    )
