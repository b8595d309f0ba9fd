"""Every number in the words of document and slides against the store, for real and for training data; and a changed
number is found."""

import io
import math
import re

import docx
import pytest
from docx.oxml.ns import qn

from lib.measure.evidence import Facts
from lib.measure.projection import begin, rates, scenarios
from lib.report import selection
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.slide import Figures, Table, Text
from lib.report.document import file as report
from tests.homes import PERIOD
from tests.report import claims
from tests.report.figures import Known, figures, mutants, named, same, unexplained

ASKED = [
    ("training", {"kind": "midterm", "year": 2018}),
    ("training", {"kind": "midterm", "area": "天元区", "year": 2018}),
    ("training", {"kind": "annual", "area": "高新区", "year": 2020}),
    ("training", {"kind": "park", "of": "河西示范园", "year": 2018}),
    ("training", {"kind": "domain", "of": "生态文明", "year": 2019}),
    ("training", {"kind": "flagship", "year": 2018}),
    ("plan", {"kind": "midterm", "year": 2018}),
    ("plan", {"kind": "annual", "area": "天元区", "year": 2016}),
]
PLACES = {"序号", "规划行号", "行号", "编号", "年份", "日期", "时限", "文号", "可靠性"}
"""Columns of a table that hold no figures: they say where or when."""


@pytest.fixture(scope="module", params=ASKED, ids=lambda p: "-".join((p[0], *map(str, p[1].values()))))
def report_of(request):
    which, asked = request.param
    plan = request.getfixturevalue(which)
    chosen = selection.chosen(plan, **asked, demo=which == "training")
    return Known(plan, chosen), docx.Document(io.BytesIO(report.document(chosen)))


def paragraphs(document, known):
    """(text, rows it counts) of every paragraph of prose; the rows are those of its chapter."""
    rows = known.rows
    for p in document.paragraphs:
        style = p.style.style_id
        if style == "Heading1":
            rows = known.domain(p.text)
            if p.text == "百亿工程和项目":
                slugs = known.chosen.projects.loc[known.chosen.projects["flagship"] == "yes", "indicator"]
                rows = known.rows[known.rows["indicator"].isin(slugs.dropna())]
            if p.text == "下一步":
                rows = known.rows
        if style == "Annex":
            rows = known.rows
        if not style.startswith(("TOC", "Caption", "Title", "Subtitle", "Mark", "Annex")):
            yield p.text, rows


def cells(document, known):
    """(text, values allowed in it) of every cell of every table."""
    caption = ""
    for child in document.element.body:
        if child.tag == qn("w:p"):
            caption = docx.text.paragraph.Paragraph(child, document).text
        elif child.tag == qn("w:tbl"):
            head, *body = [
                ["\n".join(p.text for p in cell.paragraphs) for cell in row.cells]
                for row in docx.table.Table(child, document).rows
            ]
            for row in body:
                for title, text, allowed in zip(head, row, values(caption, head, row, known), strict=True):
                    if title not in PLACES:
                        yield text, allowed


def values(caption, head, row, known) -> list[list[float]]:
    """For each cell of a row what it may hold: counts exactly in their place, else what is known of the clause or the
    figure."""
    if "各领域目标条款的结论" in caption:
        rows = known.domain(row[0])
        groups = (claims.GOOD, claims.LATE, {"未到期"}, {"无法评估"})
        return [[], [len(rows)], *([int(rows["verdict"].astype(str).isin(group).sum())] for group in groups)]
    if "结论所用的观测值" in caption:
        found = known.plan.frame("series").set_index("id").loc[row[0], "value"]
        return [[found]] * len(head)
    if "年公布的增速" in caption:
        made = claims.growths(known.rows, known)
        mine = made[[named(row[0], r.indicator_name, r.area, known.chosen.area) for r in made.itertuples()]]
        return [[], [*mine["target"], *mine["original_target"].dropna()], mine["value"].tolist(), []]
    if "逐年的结论" in caption:
        rows = known.rows_of(int(row[0][:4]))
        groups = (claims.GOOD, claims.LATE, {"未到期"}, {"无法评估"})
        return [[], *([int(rows["verdict"].astype(str).isin(group).sum())] for group in groups)]
    if "逐年的实际值和目标路径" in caption:
        return [known.about(row[0]), *(along(known, row[0], int(title[:4])) for title in head[1:])]
    if "推算到" in caption:
        return outlooks(known, head, row)
    if "数据来源" in caption:
        series = known.chosen.series[
            known.chosen.series["id"].isin(claims.traced(known)) & ~known.chosen.series["id"].str.contains("/")
        ]
        titles = known.plan.frame("source").set_index("title")["slug"]
        return [[int((series["source"] == titles[row[0]]).sum())]] * len(head)
    if "超出舍入范围" in caption:
        findings = known.plan.source.findings
        return [
            [
                float(found.group().replace(",", ""))
                for found in figures(findings.loc[findings["what"] == row[0], "gap"].iloc[0])
            ]
        ] * len(head)
    if "完成程度的计算" in caption or "结论的条件" in caption:
        return [[1, 0.8, 5, 15]] * len(head)
    name = row[1] if head[0] == "序号" else row[0]
    return [known.about(name)] * len(head)


def along(known, name: str, year: int) -> list[float]:
    """Actual and path of a clause in a year, by hand."""
    rows = known.rows_of(year)
    row = next(r for r in rows.itertuples() if named(name, r.name, r.area, known.chosen.area))
    share = (year - 2015) / 5
    ways = {
        "level": lambda: row.base * (row.target / row.base) ** share,
        "annual_growth": lambda: row.target,
        "cumulative_change": lambda: 100 * ((1 + row.target / 100) ** share - 1),
        "cumulative_sum": lambda: row.target * share,
        "hold": lambda: row.target,
    }
    planned = row.target if row.kept else ways.get(row.kind, lambda: row.base + (row.target - row.base) * share)()
    return [value for value in (row.actual if row.actual_year == year else math.nan, planned) if value == value]


def outlooks(known, head, row) -> list[list[float]]:
    """What a row of the outlook may hold: the clause, where it begins, and where each scenario ends, in the unit of the
    clause."""
    for key, (start, ends, _) in projected(known).items():
        area, slug = key.split("/")
        rows = known.rows[
            (known.rows["area"] == area)
            & (known.rows["indicator"] == slug)
            & known.rows["kind"].isin(("level", "share", "count"))
        ]
        clause = next(rows.itertuples())
        if named(row[0], clause.indicator_name, area, known.chosen.area):
            scale = clause.scale
            found = [ends.get(name, math.nan) for name in ("plan", "trend", "since_base")]
            return [
                known.pools[clause.id],
                [start.value * scale],
                *([known.pools[clause.id]] * 3),
                *([v * scale] if v == v else [] for v in found),
            ]
    raise AssertionError(row)


def units(document, known):
    ends = projected(known)
    trends = [len(ends), sum("trend" in found for _, found, _ in ends.values()), sum(met for *_, met in ends.values())]
    yield from ((text, rows, trends if "能推算到" in text else ()) for text, rows in paragraphs(document, known))
    yield from ((text, known.rows.iloc[:0], allowed) for text, allowed in cells(document, known))


def test_every_number_of_the_document_is_that_of_the_store(report_of):
    known, document = report_of
    wrong = [
        (found, text)
        for text, rows, about in units(document, known)
        if (found := unexplained(text, known, claims.REPORT, rows, about))
    ]
    assert not wrong, f"{len(wrong)}: {wrong[:8]}"


def test_a_changed_number_of_the_document_is_found(report_of):
    known, document = report_of
    found_out(units(document, known), known, claims.REPORT)


def found_out(texts, known, said) -> None:
    """Nearly every change of a figure by a digit is found; a few make another number that may stand there."""
    tried, missed = 0, []
    for text, rows, about in texts:
        for changed in mutants(text, known):
            tried += 1
            missed += [(text, changed)] if not unexplained(changed, known, said, rows, about) else []
    assert tried > 15
    assert len(missed) / tried < 0.02, f"{len(missed)} of {tried}: {missed[:9]}"


@pytest.fixture(scope="module", params=ASKED, ids=lambda p: "-".join((p[0], *map(str, p[1].values()))))
def deck_of(request):
    which, asked = request.param
    made = material(request.getfixturevalue(which), **asked, demo=which == "training")
    return Known(request.getfixturevalue(which), made.chosen), deck(made)


def spoken(slide, known):
    """(text, rows it counts, values allowed) of all words of a slide: title, text, tables, notes, sources."""
    rows = (
        known.rows[known.rows["domain"] == slide.key.removeprefix("domain-")]
        if slide.key.startswith("domain-")
        else known.rows
    )
    if slide.key == "flagship":
        rows = rows[rows["indicator"].str.startswith("flagship_")]
    about = allowed(slide, known)
    if slide.key == "years":
        yield from (
            (f"可评：{part}", known.rows_of(int(part[:4])), ())
            for part in slide.title.removeprefix("可评的条款：").split("，")
        )
    else:
        yield re.sub(r"（\d+/\d+）$", "", slide.title), rows, about
    for note in slide.notes:
        head = note.split("：")[0]
        yield (
            note,
            known.rows_of(int(head[:4]))
            if slide.key == "years"
            else known.domain(head)
            if slide.key in ("domains", "coverage")
            else rows,
            about,
        )
    yield slide.sources, rows, ()
    for block in slide.blocks:
        if isinstance(block, Text):
            yield from ((words, rows, about) for words in block.paragraphs)
        elif isinstance(block, Figures):
            yield from ((f"{item.label}{item.value}", rows, about) for item in block.items)
            yield from ((item.note, rows, about) for item in block.items)
        elif isinstance(block, Table) and slide.key not in ("audit", "to-2020", "lacking"):  # whole in test_numbers
            for key, row in zip(block.keys, block.rows, strict=True):
                yield from ((words, rows.iloc[:0], row_values(slide, key, known)) for words in row)


def allowed(slide, known) -> list[float]:
    """What the words of a slide may say beside its counts."""
    kind, _, key = slide.key.partition("-")
    if kind == "track":
        row = known.rows.set_index("id").loc[key]
        step = (row["actual_year"] - 2015) / 5
        path = (
            row["base"] * (row["target"] / row["base"]) ** step
            if row["kind"] == "level"
            else row["base"] + (row["target"] - row["base"]) * step
        )
        return [
            *known.pools[key],
            row["actual"] - (row["target"] if row["kept"] else path),
            *growth(known, row["area"], row["indicator"]),
        ]
    if kind == "flagship" and key:
        return [int((known.plan.frame("claim")["project"] == key).sum())]
    if kind == "map":
        return [len(next(block for block in slide.blocks if isinstance(block, Text)).paragraphs)]
    if kind == "park":
        return [
            r.area_km2
            for r in known.plan.frame("place").itertuples()
            if known.chosen.of in (r.name, *(r.other_names or "").split(";"))
        ]
    if kind == "growth":
        clauses = known.rows[known.rows["kind"] == "annual_growth"]
        series = known.plan.frame("series")
        series = series[
            series["indicator"].isin(clauses["indicator"])
            & (series["measure"] == "growth")
            & (series["year"] == known.year)
        ]
        return [
            *series["value"],
            *[float(found.group()) for found in figures(known.masked(slide.title))],
            len(slide.blocks[0].keys),
        ]  # title: test_numbers
    if slide.key == "catch-up":
        trend, required, ahead = (series.values for series in slide.blocks[0].series[:3])
        need = [a if a == a else r for a, r in zip(ahead, required, strict=True)]
        return [sum(t == t for t in trend), sum(n > t for n, t in zip(need, trend, strict=True)), need[0]]
    if slide.key == "to-2020":
        ends = projected(known)
        return [
            len(ends),
            sum("trend" in found.index for _, found, _ in ends.values()),
            sum(met for *_, met in ends.values()),
            *(start.value for start, *_ in ends.values()),
        ]
    if kind == "audit":
        rest = len(known.chosen.findings) - len(slide.blocks[0].rows)
        return [
            rest,
            *(
                float(found.group().replace(",", ""))
                for gap in known.chosen.findings["gap"]
                for found in figures(gap or "")
            ),
        ]
    return []


def projected(known) -> dict:
    """By area/indicator where the main indicators begin, where each scenario ends in 2020, and whether that of
    2010–2015 meets the target."""
    series, ends = known.plan.frame("series"), {}
    facts = Facts(series[series["year"] <= known.year])
    for key, group in (
        known.rows[known.rows["headline"].notna()].rename(columns={"target": "value"}).groupby(["area", "indicator"])
    ):
        start = (
            begin(group.sort_values("id"), facts, PERIOD)
            if group["kind"].isin(("level", "share", "count")).any()
            else None
        )
        if start:
            found = scenarios(start, rates(start, facts)).set_index("scenario")
            gap = found["gap"].get("trend")
            ends["/".join(key)] = start, found["value"], gap is not None and gap * start.direction >= 0
    return ends


def test_the_projections_of_the_slides_are_those_of_the_store(deck_of):
    known, slides = deck_of
    for slide in (slide for slide in slides if slide.key == "to-2020"):
        ends = projected(known)
        for key, (_, target, *shown) in zip(slide.blocks[0].keys, slide.blocks[0].rows, strict=True):
            start, found, _ = ends[key]
            assert [same(token.group(), start.target) for token in figures(target)][:1] == [True], (key, target)
            for name, cell in zip(("plan", "trend", "since_base"), shown, strict=True):
                value, said = found.get(name, math.nan), [token.group() for token in figures(cell)]
                assert (
                    len(said) == 0
                    if math.isnan(value)
                    else abs(float(said[0].replace(",", "")) - value) <= 0.51 * 10 ** -len(said[0].partition(".")[2])
                ), (key, name, cell)


def growth(known, area: str, indicator: str) -> list[float]:
    """Published growth of an indicator since 2016, up to the evaluation year."""
    s = known.plan.frame("series")
    s = s[
        (s["area"] == area)
        & (s["indicator"] == indicator)
        & (s["measure"] == "growth")
        & s["year"].between(2016, known.year)
    ]
    return s["value"].tolist()


def row_values(slide, key, known) -> list[float]:
    """What the row of a table may say."""
    if slide.key == "headlines":
        group = known.rows[(known.rows["area"] + "/" + known.rows["indicator"]) == key]
        return [value for i in group["id"] for value in known.pools[i]] + growth(known, *key.split("/"))
    if slide.key == "nearly":
        row = known.rows.set_index("id").loc[key]
        return [*known.pools[key], *growth(known, row["area"], row["indicator"])]
    if slide.key == "behind":  # whole in test_numbers
        row = known.rows.set_index("id").loc[key]
        return [*known.pools[key], row["target"] - row["actual"]]
    if slide.key == "sources":
        ids = {
            part
            for column in ("base_id", "actual_id")
            for cell in known.rows[column]
            for part in str(cell).split(";")
            if part
        }
        series = known.plan.frame("series")
        return [
            len(known.rows)
            if key == "plan" and slide.blocks[0].keys[0] is key
            else int((series["id"].isin(ids) & (series["source"] == key)).sum())
        ]
    return known.pools.get(key, [])


def test_every_number_in_the_words_of_the_slides_is_that_of_the_store(deck_of):
    known, slides = deck_of
    wrong = [
        (slide.key, found, text)
        for slide in slides
        for text, rows, about in spoken(slide, known)
        if (found := unexplained(text, known, claims.SLIDES, rows, about))
    ]
    assert not wrong, f"{len(wrong)}: {wrong[:12]}"


def test_a_changed_number_in_the_words_of_the_slides_is_found(deck_of):
    known, slides = deck_of
    found_out(
        ((text, rows, about) for slide in slides for text, rows, about in spoken(slide, known)), known, claims.SLIDES
    )
