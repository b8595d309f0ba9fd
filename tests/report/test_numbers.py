"""Every number that slides show is one of the store's, and one that is changed by a digit is found."""

import pytest

from lib.measure import constants as c
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.projects import LISTED
from lib.report.deck.slide import Bars, Figures, Lines, Table, Text
from lib.text import words as w
from tests.homes import ABOUT, PERIOD
from tests.report.numbers import FIGURE, Known, fits, mutated, numbers

ASKED = [
    ("rich", {"kind": "midterm", "area": "天元区", "year": 2018}),
    ("rich", {"kind": "annual", "area": "高新区", "year": 2020}),
    ("rich", {"kind": "park", "of": "河西示范园", "year": 2018}),
    ("rich", {"kind": "domain", "of": "生态文明", "year": 2018}),
    ("rich", {"kind": "flagship", "year": 2018}),
    ("plan", {"kind": "midterm", "year": 2018}),
    ("plan", {"kind": "annual", "area": "天元区", "year": 2016}),
]
PLACES = {"序号", "规划行号", "行号", "编号", "年份", "日期", "时限", "文号", "可靠性"}
"""Columns of a table that hold no figures: they say where or when."""


TERMS = (1, c.SLIGHTLY_BEHIND, PERIOD.span, c.ABOUT * 100)
"""What the method says of itself."""
SCENARIOS = tuple(w.scenario(name, ABOUT) for name in w.WORDS["scenario"])


@pytest.fixture(scope="module", params=ASKED, ids=lambda p: "-".join((p[0], *map(str, p[1].values()))))
def made(request):
    which, asked = request.param
    return Known(request.getfixturevalue(which), material(request.getfixturevalue(which), **asked))


def of_slides(known):
    """(text, rows it counts, values and clauses it speaks of) of all that the slides show: words, tables, charts, notes,
    sources."""
    for slide in deck(known.material):
        rows, about = known.part(slide.key.removeprefix("domain-")), allowed(slide, known)
        titles = [slide.title]
        if slide.key == "years":
            titles = [f"{part}可评" for part in slide.title.removeprefix("可评的条款：").split("，")]
        for text in (*titles, *slide.notes, slide.sources):
            rest = [text.count("行）")] if text.startswith("其余") else []
            keys = known.keys(slide.key.removeprefix("track-"))
            yield text, known.part(text.split("：")[0], rows), [*about, *rest], keys
        for block in slide.blocks:
            yield from of_block(block, known, rows, about)


def of_block(block, known, rows, about):
    """The same of one block of a slide; the numbers of charts as they are."""
    if isinstance(block, Text):
        yield from ((words, rows, about, ()) for words in block.paragraphs)
    elif isinstance(block, Figures):
        yield from ((f"{item.label}：{item.value}；{item.note}", rows, about, ()) for item in block.items)
    elif isinstance(block, Table):
        for key, row in zip(block.keys or [""] * len(block.rows), block.rows, strict=True):
            place, keys = tuple(key.split("/")), known.keys(key)
            own = [*about, *(known.growths(*place) if len(place) > 1 else ())]
            for head, cell in zip(block.head, row, strict=True):
                if head in SCENARIOS:
                    yield f"{head}：{cell}", rows, known.ahead(*place, head), ()
                elif head not in PLACES:
                    yield f"{head}：{cell}", known.part(key, rows), own, keys
    elif isinstance(block, Bars):
        for i, (key, label) in enumerate(zip(block.keys, block.labels, strict=True)):
            for series in block.series:
                word = label if len(block.series) == 1 else series.name
                if series.values[i] == series.values[i]:
                    text = f"{word}：{series.values[i]:.6g}{block.unit}"
                    yield text, known.part(label, rows), about, known.keys(key)
    elif isinstance(block, Lines):
        yield from (
            (f"{value:.6g}。", rows, about, ()) for one in block.series for value in one.values if value == value
        )


def allowed(slide, known) -> list[float]:
    """What a slide may say beside its counts and the clauses that it names."""
    kind, _, key = slide.key.partition("-")
    if kind == "track":
        row = known.rows.set_index("id").loc[key]
        return [*known.track(key), *known.growths(row["area"], row["indicator"])]
    if kind == "flagship" and key:
        return [float((known.plan.frame("claim")["project"] == key).sum()), len(slide.blocks[-1].rows)]
    if slide.key == "catch-up":
        trend, required, ahead = (series.values for series in slide.blocks[0].series[:3])
        need = [a if a == a else r for a, r in zip(ahead, required, strict=True)]
        effort = known.material.effort.set_index("clause").loc[list(slide.blocks[0].keys)]
        return [
            sum(t == t for t in trend),
            sum(n > t for n, t in zip(need, trend, strict=True)),
            need[0],
            *effort["trend"],
            *effort["required"],
        ]
    if slide.key == "to-end":
        return [value for key in known.ends for value in known.ahead(*key, "")]
    if slide.key in ("growth", "nearly"):
        return [value for row in known.rows.itertuples() for value in known.growths(row.area, row.indicator)]
    if kind == "map":
        return [len(next(block for block in slide.blocks if isinstance(block, Text)).paragraphs)]
    if kind == "park":
        return known.plan.frame("place")["area_km2"].dropna().tolist()
    if kind == "audit":
        return [len(known.chosen.findings) - len(slide.blocks[0].rows), *gaps(known)]
    if slide.key.startswith("projects-listed"):
        listed = min(LISTED, len(known.chosen.projects))
        return [listed, len(known.chosen.projects) - listed]
    if kind == "sources":
        return known.series[known.series["id"].isin(known.used(known.rows))]["source"].value_counts().tolist()
    if kind == "steps":
        return [len(dict.fromkeys(line.split("：")[0] for line in slide.blocks[0].paragraphs))]
    return []


def gaps(known) -> list[float]:
    """The differences that the audit finds."""
    said = " ".join(known.chosen.findings["gap"].fillna(""))
    return [float(found.group().replace(",", "")) for found in FIGURE.finditer(said)]


def test_every_number_is_that_of_the_store_and_a_changed_one_is_found(made):
    held(made, of_slides(made))


def held(made, told, least: int = 16):
    """Every number of these words is one of the store's, and one that is changed by a digit is found."""
    said = [(token, values, text) for text, *spoken in told for token, values in numbers(made, text, *spoken)]
    wrong = [(token, text) for token, values, text in said if not fits(token, values)]
    missed = [(token, text) for token, values, text in said if fits(mutated(token), values)]
    assert not wrong, f"{len(wrong)}: {wrong[:60]}"
    assert len(said) >= least
    assert len(missed) <= 5 + 0.02 * len(said), f"{len(missed)} of {len(said)}: {missed[:9]}"
