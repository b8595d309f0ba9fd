"""Every number that slides show is one of the store's, and one that is changed by a digit is found."""

import re
from collections import Counter

import pytest

from lib.front.land import MANY
from lib.measure import constants as c
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.park import LISTED
from lib.report.deck.slide import Bars, Cards, Figures, Lines, Panels, Points, Stage, Table, Text
from lib.text import words as w
from lib.text.clauses import GOOD, LATE
from tests.homes import ABOUT, SMALL_ABOUT
from tests.report.numbers import FIGURE, Known, fits, mutated, numbers
from tests.report.quantifiers import held_true

ASKED = [
    ("rich", {"kind": "midterm", "area": "天元区", "year": 2018}),
    ("rich", {"kind": "annual", "area": "高新区", "year": 2020}),
    ("rich", {"kind": "park", "of": "河西示范园", "year": 2018}),
    ("rich", {"kind": "domain", "of": "生态文明", "year": 2018}),
    ("rich", {"kind": "flagship", "year": 2018}),
    ("plan", {"kind": "midterm", "year": 2018}),
    ("plan", {"kind": "annual", "area": "天元区", "year": 2016}),
    ("trained", {"kind": "midterm", "year": 2018}),
    ("small", {"kind": "midterm", "year": 2023}),
    ("bare", {"kind": "annual", "year": 2026}),
]
SPOKEN = ("judgement", "headlines", "works", "projects", "problems", "decisions", "livelihood", "domains")
"""Slides whose notes are the arithmetic of clauses: what the slide counts may not stand there."""
BUILT = ("项目", "项目竣工投产", "完成投资")
"""Labels of large numbers that count projects."""
PLACES = {"序号", "规划行号", "行号", "编号", "年份", "日期", "时限", "文号", "可靠性"}
"""Columns of a table that hold no figures: they say where or when."""


TERMS = (1, c.SLIGHTLY_BEHIND, 5, c.ABOUT * 100)
"""What the method says of itself."""
SCENARIOS = tuple(w.scenario(name, one) for name in w.WORDS["scenario"] for one in (ABOUT, SMALL_ABOUT))


@pytest.fixture(scope="module", params=ASKED, ids=lambda p: "-".join((p[0], *map(str, p[1].values()))))
def made(request):
    which, asked = request.param
    return Known(request.getfixturevalue(which), material(request.getfixturevalue(which), **asked), alone=4)


def of_slides(known):
    """(text, rows it counts, values and clauses it speaks of) of all that the slides show: words, tables, charts, notes,
    sources."""
    for slide in deck(known.material):
        if slide.key in ("agenda", "annex") or slide.key.startswith("part-"):
            continue  # they repeat titles
        rows, about = known.part(slide.key.removeprefix("domain-")), allowed(slide, known)
        titles = [slide.title]
        if slide.key == "years":
            titles = [f"{part}可评" for part in slide.title.removeprefix("可评的条款：").split("，")]
        for text in (*titles, *slide.notes, slide.sources):
            about = [] if text in slide.notes and slide.key in SPOKEN else about
            if slide.key == "doubts" and text in slide.notes:
                about = [figure for one in known.material.told if text.startswith(one.name) for figure in said_of(one)]
            about = known.held.get(text.partition("：")[0], about) if slide.key == "map" else about
            rest = [text.count("行）")] if text.startswith("其余") else []
            if text.startswith("图上为"):
                rest = [len(slide.blocks[0].labels)]
            if slide.key == "works":
                rest = known.project(text.partition("：")[0])
            if text.startswith("没有列出的") and slide.key == "livelihood":
                rest = [len(known.livelihood()) - len(slide.blocks[1].rows)]
            yield text, known.part(text.split("：")[0], rows), [*about, *rest], ()
        about = allowed(slide, known)
        for block in slide.blocks:
            yield from of_block(block, known, rows, about)


def of_block(block, known, rows, about):
    """The same of one block of a slide; the numbers of charts as they are."""
    if isinstance(block, Text):
        for words in block.paragraphs:
            main = known.pool(known.rows.loc[known.rows["headline"].notna(), "id"].tolist())
            yield words, rows, known.counted(known.chosen.projects) if "个项目" in words else [*about, *main], ()
    elif isinstance(block, Figures):
        for item in block.items:
            own = item.label in BUILT and about != known.counted(known.livelihood())
            built = known.counted(known.chosen.projects) if own else about
            yield f"{item.label}：{item.value}；{item.note}", rows, built, ()
    elif isinstance(block, Table):
        for key, row in zip(block.keys or [""] * len(block.rows), block.rows, strict=True):
            place, keys = tuple(key.split("/")), known.keys(key)
            own = [*about, *(known.growths(*place) if len(place) > 1 else ())]
            for head, cell in zip(block.head, row, strict=True):
                if block.head[0] in ("行业", "任务") and head in (sums := year_works(known, block.head[0], row[0])):
                    yield f"{head}：{cell}", rows, [sums[head]], ()
                elif block.head[0] == "名次":
                    yield f"{head}：{cell}", rows, known.score.get(row[1], []), ()
                elif head == "进展":
                    yield f"{head}：{cell}", rows, known.project(row[0]), ()
                elif head in SCENARIOS:
                    yield f"{head}：{cell}", rows, known.ahead(*place, head), ()
                elif head not in PLACES:
                    yield f"{head}：{cell}", known.part(key, rows), own, keys
    elif isinstance(block, Bars):
        for i, (key, label) in enumerate(zip(block.keys, block.labels, strict=True)):
            for series in block.series:
                if series.name in (grouped := known.groups(label)):
                    assert series.values[i] == grouped[series.name], label
                    continue
                if block.unit == "个":
                    assert series.values[i] == known.states(key)[series.name], key
                    continue
                word = label if len(block.series) == 1 else series.name
                if series.values[i] == series.values[i]:
                    text = f"{word}：{series.values[i]:.6g}{block.unit}"
                    yield text, known.part(label, rows), about, known.keys(key)
    elif isinstance(block, Cards):
        for card in block.items:
            keys, own = known.named(card.title) or known.dated(card.title), known.project(card.title)
            yield from ((words, rows, [*about, *own], keys) for words in (card.title, card.badge, *card.lines))
    elif isinstance(block, Points):
        yield from ((f"{point.head}：{point.text}", rows, about, ()) for point in block.items)
    elif isinstance(block, Stage):
        *told, key = block.paragraphs
        yield key, rows, [MANY * 100], ()
        for words in (*told, *(f"{one.name}：{one.text}" for one in block.callouts)):
            yield words, rows, known.held.get(words.partition("：")[0], []), ()
    elif isinstance(block, Panels):
        for panel in block.items:
            own = known.course(panel.title)
            yield f"{panel.title}：{panel.said}", rows, own, ()
            assert all(fits(f"{v:.6f}", own) for one in panel.chart.series for v in one.values if v == v), panel.title
    elif isinstance(block, Lines):
        yield from (
            (f"{value:.6g}。", rows, about, ()) for one in block.series for value in one.values if value == value
        )


def year_works(known, first: str, name: str) -> dict[str, float]:
    """The sums of a row of the year's key projects, or of the tasks, by the head of the first column."""
    return (known.listed if first == "行业" else known.tasks).get(name, {})


def allowed(slide, known) -> list[float]:
    """What a slide may say beside its counts and the clauses that it names."""
    kind, _, key = slide.key.partition("-")
    if slide.key.startswith("projects-listed"):
        listed = min(LISTED, len(known.chosen.projects))
        return [listed, len(known.chosen.projects) - listed]
    if slide.key == "listed":
        return list(known.listed["合计"].values())
    if slide.key.startswith("score"):
        return [number for own in known.score.values() for number in own]
    if slide.key == "tasks":
        return [*known.tasks["举措"].values(), *known.tasks["民生实事"].values()]
    if kind == "domains":
        late = known.rows[known.rows["verdict"].isin(LATE)]["domain_name"].value_counts()
        return [*map(float, (*late, *known.rows["domain_name"].value_counts()))]
    if kind in ("projects", "livelihood"):
        return known.counted(known.chosen.projects if kind == "projects" else known.livelihood())
    if kind == "judgement":
        return [len(known.material.told), share_well(known.rows), *(done(known.rows) if known.material.over else ())]
    if kind == "park":
        areas = known.plan.frame("place")["area_km2"].dropna().tolist()
        return [*known.counted(known.chosen.projects), *areas]
    if kind == "works":
        return [float(n) for n in Counter(work.verdict for work in known.material.works).values()]
    if kind == "headlines":
        every = [len(known.material.courses)] if "中先看" in slide.title else []
        return [len(slide.blocks[0].items), *every, *judged(slide.blocks[0])]
    if kind == "map" and isinstance(slide.blocks[0], Stage):
        return known.held.get(re.split("最吃紧|最多的是|（", slide.title.replace("规划项目最多的是", ""))[0], [])
    if kind == "problems":
        block = slide.blocks[0]
        return [float(len(block.rows if isinstance(block, Table) else block.items))]
    if kind in ("doubts", "decisions"):
        return [len(known.material.told), len(known.chosen.findings), *gaps(known), *doubted(slide, known)]
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
        return [
            len(next(block for block in slide.blocks if isinstance(block, Text)).paragraphs) - 1
        ]  # the key of colours
    if kind == "audit":
        return [len(known.chosen.findings) - len(slide.blocks[0].rows), *gaps(known)]
    if kind == "sources":
        return known.series[known.series["id"].isin(known.used(known.rows))]["source"].value_counts().tolist()
    return []


def done(rows) -> list[float]:
    """How many are done: the word (完成) is no other's only at the end."""
    return [float(rows["verdict"].isin(GOOD).sum())]


def share_well(rows) -> float:
    """What share of what can be judged is well."""
    good, late = (int(rows["verdict"].isin(names).sum()) for names in (GOOD, LATE))
    return round(100 * good / max(good + late, 1))


def judged(panels) -> list[float]:
    """How many of some small charts are good, late, without a verdict, or have a figure after the base."""
    tones = [panel.tone for panel in panels.items]
    late, open_ = sum(tone in ("warn", "bad") for tone in tones), tones.count("neutral")
    seen = sum(any(v == v for v in panel.chart.series[0].values[1:]) for panel in panels.items)
    return [float(n) for n in (tones.count("good"), late, open_, seen)]


def doubted(slide, known) -> list[float]:
    """What the cards of doubts leave out, how many decisions are asked, what an indicative judgement says."""
    block = slide.blocks[0]
    if isinstance(block, Points):
        return [float(len(block.items))]
    reasons = known.rows.loc[known.rows["verdict"] == c.UNKNOWN, "gap"].nunique()
    totals = len(known.material.told), len(known.chosen.findings), reasons
    figures = [figure for one in known.material.told for figure in said_of(one)]
    return [*(float(total - shown) for total in totals for shown in (4, 6)), *figures]


def said_of(told) -> list[float]:
    """The figures of an indicative judgement in words (they are tested where they are made)."""
    return [float(found.group().replace(",", "")) for found in FIGURE.finditer(f"{told.basis}{told.threshold}")]


def gaps(known) -> list[float]:
    """The differences that the audit finds."""
    said = " ".join(known.chosen.findings["gap"].fillna(""))
    return [float(found.group().replace(",", "")) for found in FIGURE.finditer(said)]


def test_every_number_is_that_of_the_store_and_a_changed_one_is_found(made, unseen):
    held(made, of_slides(made), unseen, 16 if len(made.rows) else 1)


def held(made, told, unseen: float, least: int = 16):
    """Every number of these words is one of the store's, and one that is changed by a digit is found; what they say of
    all or of none is true."""
    told = [one for one in told if "没有报全" not in one[0]]  # tests/cycle/test_monthly.py holds who has not reported
    held_true(made, told)
    said = [(token, values, text) for text, *spoken in told for token, values in numbers(made, text, *spoken)]
    wrong = [(token, text) for token, values, text in said if not fits(token, values)]
    missed = [(token, text) for token, values, text in said if fits(mutated(token), values)]
    assert not wrong, f"{len(wrong)}: {wrong[:60]}"
    assert len(said) >= least
    assert len(missed) <= 5 + unseen * len(said), f"{len(missed)} of {len(said)}: {missed[:9]}"
