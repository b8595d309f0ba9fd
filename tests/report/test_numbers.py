"""Every number of figures, charts and tables on every slide against the store: recomputed from the frames, with
formulas written out anew.

What the words of the slides say, and the slides that are words only, is held in test_figures.
"""

import math
import re

import pandas as pd
import pytest

from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.slide import Bars, Figures, Lines, Table
from lib.text import words as w
from tests.homes import ABOUT

GOOD, LATE = {"完成", "已达标", "达标回落", "达到进度"}, {"背离", "逾期", "未完成", "滞后", "略有滞后"}
REPORTS = [
    ("rich", {"kind": "midterm", "area": "天元区", "year": 2018}),
    ("rich", {"kind": "annual", "area": None, "year": 2017}),
    ("rich", {"kind": "domain", "of": "生态文明", "area": None, "year": 2018}),
    ("rich", {"kind": "park", "of": "河西示范园", "year": 2018}),
    ("rich", {"kind": "flagship", "year": 2018}),
    ("plan", {"kind": "annual", "area": "天元区", "year": 2018}),
    ("training", {"kind": "midterm", "area": "天元区", "year": 2018}),
    ("plan", {"kind": "midterm", "area": "高新区", "year": 2016}),
    ("plan", {"kind": "annual", "area": None, "year": 2020}),
]


def numbers(text: str) -> list[float]:
    """The numbers in a text, thousands separators understood; a hyphen counts as minus only at the start of a word."""
    return [float(found.replace(",", "")) for found in re.findall(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?", text)]


def says(text: str, *expected: float) -> bool:
    """Whether a text holds just these numbers, each right to its last digit; no number where NaN is expected."""
    wanted = [value for value in expected if not pd.isna(value)]
    found = re.findall(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?", text)
    if len(found) != len(wanted):
        return False
    return all(
        abs(float(f.replace(",", "")) - v) <= 0.51 * 10 ** -len(f.partition(".")[2])
        for f, v in zip(found, wanted, strict=True)
    )


def counted(rows: pd.DataFrame) -> tuple[int, int, int, int]:
    verdicts = rows["verdict"].astype(str)
    return len(rows), verdicts.isin(GOOD).sum(), verdicts.isin(LATE).sum(), (verdicts == "无法评估").sum()


def catch_up(row) -> float:
    """Growth from the latest actual to the target, by hand."""
    left = row["due"] - row["actual_year"]
    if pd.isna(row["actual"]) or left <= 0:
        return math.nan
    actual, target, kind = row["actual"], row["target"], row["kind"]
    if kind == "level":
        return ((target / actual) ** (1 / left) - 1) * 100
    if kind == "annual_growth":
        done = row["actual_year"] - 2015
        return (((1 + target / 100) ** 5 / (1 + actual / 100) ** done) ** (1 / left) - 1) * 100
    return (target - actual) / left if kind in ("share", "count", "cumulative_sum") else math.nan


def asked_for(row) -> list[float]:
    """The target and, where it was adjusted, the original beside it."""
    return (
        [row["target"], row["original_target"]]
        if row["change"] and row["original_target"] != row["target"]
        else [row["target"]]
    )


def reached(row) -> float:
    return math.nan if row["kind"] == "milestone" else row["actual"]


class Reader:
    """The frames of one report, taken from the plan without lib.report."""

    def __init__(self, plan, slide, asked):
        self.plan, self.slide, self.year = plan, slide, asked["year"]
        self.every = plan.assessed(self.year).set_index("id", drop=False).rename_axis(None)
        self.asked = asked
        self.rows = self.cut(self.every)
        self.series = plan.frame("series")

    def cut(self, rows):
        kind, area = self.asked["kind"], self.asked.get("area")
        if area:
            rows = rows[rows["area"].isin((area, "新区"))]
        if kind == "park":
            rows = rows[rows["indicator"].isin(self.projects()["indicator"].dropna())]
        if kind == "domain":
            rows = rows[rows["domain_name"] == self.asked["of"]]
        if kind == "flagship":
            rows = rows[rows["indicator"].str.startswith("flagship_")]
        return rows

    def parks(self):
        """The park with those that lie within it."""
        areas, found = self.plan.frame("area"), [self.asked["of"]]
        for park in found:
            found += areas.loc[(areas["parent"] == park) & (areas["kind"] == "park"), "name"].tolist()
        return found

    def projects(self):
        rows, kind, area = self.plan.projects(self.year), self.asked["kind"], self.asked.get("area")
        if kind == "park":
            places, pairs = self.plan.frame("place"), self.plan.source.projects_in_places
            named = [
                self.asked["of"] in (name, *(others or "").split(";"))
                for name, others in zip(places["name"], places["other_names"], strict=True)
            ]
            return rows[
                rows["park"].isin(self.parks())
                | rows["id"].isin(pairs.loc[pairs["place"].isin(places.loc[named, "id"]), "project"])
            ]
        return rows[rows["area"].isin((area, "新区"))] if area else rows

    def level(self, area, indicator, year):
        s = self.series
        found = s[
            (s["area"] == area) & (s["indicator"] == indicator) & (s["year"] == year) & (s["measure"] == "level")
        ].sort_values("rank", kind="stable")
        return found["amount"].iloc[0] if len(found) else math.nan

    def block(self, kind):
        return next(b for b in self.slide.blocks if isinstance(b, kind))


def cover(r):
    assert r.slide.blocks[0].paragraphs[0] == f"评估年：{r.year}年，时间进度{(r.year - 2015) * 20}%"


def one_page(r):
    total, good, late, unknown = counted(r.rows)
    values = [item.value for item in r.block(Figures).items]
    judged = [f"{good}项", f"{late}项"] if good + late else ["—", "—"]
    assert values[:5] == [f"{(r.year - 2015) * 20}%", f"{total}项", *judged, f"{unknown}项"]
    assert says(values[5], r.rows["actual"].notna().sum() / total * 100)
    most = r.rows.loc[r.rows["verdict"].astype(str).isin(LATE), "domain_name"].value_counts().max()
    assert set(numbers(r.slide.title)) <= {r.year, total, good, late, unknown, good + late, most}


def standing(r, rows=None):
    rows = r.rows if rows is None else rows
    total, good, late, unknown = counted(rows)
    waiting = (rows["verdict"].astype(str) == "未到期").sum()
    shown = [numbers(item.value) for item in r.block(Figures).items]
    assert shown == [
        [total],
        *([[good], [late]] if good + late else [[], []]),
        [unknown],
        *([[waiting]] if waiting else []),
    ]
    assert sum(found[0] for found in shown[1:] if found) == total, "the numbers of a slide add up"


def stacked(column):
    def check(r):
        bars = r.block(Bars)
        every = (
            pd.concat([r.cut(r.plan.assessed(y)) for y in range(2016, r.year + 1)])
            if column == "evaluation_year"
            else r.rows
        )
        for label, *values in zip(bars.keys, *(s.values for s in bars.series), strict=True):
            group = every[every[column].astype(str) == label]
            assert sum(values) == len(group)
            for series, value in zip(bars.series, values, strict=True):
                assert value == (group["verdict"].astype(str) == series.name).sum()

    return check


def headlines(r):
    for key, (_, base, actual, target, _) in zip(r.block(Table).keys, r.block(Table).rows, strict=True):
        group = r.rows[(r.rows["area"] + "/" + r.rows["indicator"]) == key].sort_values("id")
        main = group[~group["kind"].isin(("annual_growth", "cumulative_change"))]
        row = (main if len(main) else group).iloc[0]
        old = [row["actual_year"]] if row["actual_year"] != r.year else []
        assert says(base, row["base"]), key
        level, _, grown = (
            actual.rpartition("；")
            if "；" in actual
            else (actual, "", "")
            if "长" not in actual and "降" not in actual
            else ("", "", actual)
        )
        assert says(level, row["actual"], *old), key
        if grown:
            year, value = numbers(grown)
            s = r.series[
                (r.series["area"] == row["area"])
                & (r.series["indicator"] == row["indicator"])
                & (r.series["measure"] == "growth")
            ]
            assert value in set(s.loc[s["year"] == year, "value"].abs()) and (
                level in ("", "—") or row["actual_year"] < year <= r.year
            )
        assert says(target, *asked_for(row)), key


def track(r):
    row = r.rows.loc[r.slide.key.removeprefix("track-")]
    chart = r.slide.blocks[0]
    for year, seen, path in zip(chart.years, chart.series[0].values, chart.series[1].values, strict=True):
        raw = r.level(row["area"], row["indicator"], year) * row["scale"] if year <= r.year else math.nan
        assert seen == pytest.approx(raw, nan_ok=True)
        step = (year - 2015) / 5
        way = {"level": row["base"] * (row["target"] / row["base"]) ** step}.get(
            row["kind"], row["base"] + (row["target"] - row["base"]) * step
        )
        assert path == pytest.approx(row["target"] if row["kept"] else way)
    if len(chart.series) > 2:
        assert row["change"] and chart.series[2].values[-1] == pytest.approx(row["original_target"])
    else:
        assert row["change"] == "" or row["original_target"] == row["target"]
    if pd.notna(row["actual"]):
        gap = abs(row["actual"] - chart.series[1].values[int(row["actual_year"]) - 2015])
        said = numbers(r.slide.title)
        assert said[:2] == pytest.approx([row["actual_year"], row["actual"]])
        assert len(said) == 2 or says(re.search("[径标][高低]([^；]*)", r.slide.title)[1], gap)
        assert ("至少" in r.slide.title or "不低于" in r.slide.title) == (row["actual_operator"] == ">")
        assert chart.series[0].bounds[int(row["actual_year"]) - 2015] == (
            "超过" if row["actual_operator"] == ">" else ""
        )


def published(r) -> tuple[int, int]:
    """How many growth clauses have a rate of the year on their price basis, and how many of these are below what the
    plan asks."""
    s, below, known = r.series, 0, 0
    for row in r.rows[r.rows["kind"] == "annual_growth"].itertuples():
        found = s[
            (s["area"] == row.area)
            & (s["indicator"] == row.indicator)
            & (s["measure"] == "growth")
            & (s["year"] == r.year)
        ]
        found = found[(found["price_basis"] == row.price_basis) | (not row.price_basis)].sort_values(
            "rank", kind="stable"
        )
        known += len(found) > 0
        below += len(found) > 0 and found["value"].iloc[0] < row.target
    return known, below


def growth(r):
    bars = r.block(Bars)
    for key, actual, target in zip(bars.keys, bars.series[0].values, bars.series[1].values, strict=True):
        row, s = r.rows.loc[key], r.series
        found = s[
            (s["area"] == row["area"])
            & (s["indicator"] == row["indicator"])
            & (s["measure"] == "growth")
            & (s["year"] == r.year)
        ]
        assert actual in set(found["value"]) and target == row["target"]
    known, low = published(r)
    assert numbers(r.slide.title) == [r.year, known, *([low] if 0 < low < known else [])]
    assert ("低于" in r.slide.title and "不低于" not in r.slide.title) == (low > 0)
    assert len(bars.keys) == min(known, 7)


def behind(r):
    late = r.rows[r.rows["verdict"].astype(str).isin(LATE)]
    table = [b for b in r.slide.blocks if isinstance(b, Table)]
    assert bool(table) == bool(len(late))
    for block in table:
        assert numbers(r.slide.title)[0] == len(late)
        assert set(block.keys) <= set(late["id"]) and len(block.keys) <= 7
        over = r.year == 2020
        for key, (name, verdict, pace, need) in zip(block.keys, block.rows, strict=True):
            row = late.loc[key]
            assert re.sub("（第.*?行）", "", name) == row["name"] + (
                "" if row["area"] == r.asked.get("area") else f"·{ABOUT.areas.short(row['area'])}"
            ) + (
                f"（{row['change']}，原{w.condition(row['original_operator'], row['original_target'], row['unit'])}）"
                if row["change"]
                else ""
            )
            assert verdict.endswith(row["verdict"])
            share = (r.year - 2015) / 5 if not row["kept"] else row["seen_years"] / 5
            assert (
                says(pace, row["completion"] * 100 if over else row["completion"] / share) or row["kind"] == "milestone"
            )
            if over and row["kind"] in ("level", "share", "count", "annual_growth") and not row["kept"]:
                assert says(need, row["actual"] - row["target"]), key
            if not over and row["kind"] != "cumulative_change":
                left = (
                    row["due"] - row["actual_year"],
                    math.ceil(round(row["target"] - row["actual"], 6))
                    if row["catch_up_growth"] == row["catch_up_growth"]
                    else 0,
                )
                assert (
                    says(need, catch_up(row))
                    or (f"{'零一两三四'[int(left[0])]}年共" in need and numbers(need) == [left[1]])
                    or (numbers(need) == [] and row["kind"] in ("hold", "milestone"))
                ), key


def catch(r):
    bars = r.block(Bars)
    trend, required, ahead, *original = (s.values for s in bars.series)
    assert bool(original) == any(
        r.rows.loc[key, "change"] != "" and r.rows.loc[key, "actual"] == r.rows.loc[key, "actual"] for key in bars.keys
    )
    for i, key in enumerate(bars.keys):
        row = r.rows.loc[key]
        assert ahead[i] == pytest.approx(catch_up(row), nan_ok=True)
        if original:
            before = {**row, "target": row["original_target"], "due": row["original_due"]}
            assert original[0][i] == pytest.approx(catch_up(before) if row["change"] else math.nan, nan_ok=True)
        if row["kind"] == "annual_growth":
            assert required[i] == row["target"]
        s = r.series
        early = s[
            (s["area"] == row["area"])
            & (s["indicator"] == row["indicator"])
            & (s["measure"] == "average_growth")
            & (s["year"] == 2015)
        ]
        if len(early):
            assert trend[i] in set(early["value"])


def improved(r):
    for block in (b for b in r.slide.blocks if isinstance(b, Table)):
        rows = r.rows[
            r.rows["kind"].isin(("level", "share", "count"))
            & r.rows["base"].notna()
            & r.rows["actual"].notna()
            & (r.rows["direction"] != 0)
        ]
        better = (rows["direction"] * (rows["actual"] - rows["base"]) > rows["rounding"]).sum()
        assert numbers(r.slide.title)[0] == len(rows)
        assert "好于2015年" in r.slide.title.split("（")[0] and (
            better == len(rows) or numbers(r.slide.title)[1] == better
        )
        for key, (_, base, actual, change, done) in zip(block.keys, block.rows, strict=True):
            row = rows.loc[key]
            old = [row["actual_year"]] if row["actual_year"] != r.year else []
            assert (
                says(base, row["base"])
                and says(actual, row["actual"], *old)
                and says(change, row["actual"] - row["base"])
            )
            assert says(done, row["completion"] * 100)
            bound = row["actual_operator"] in (">", ">=", "<", "<=") or row["base_operator"] in (">", ">=", "<", "<=")
            assert (change[0] in "≥≤≈") == bound and (done[0] in "≥≤≈") == bound, "a bound stays a bound"


def clauses(r):
    for key, (_, condition, base, actual, verdict) in zip(r.block(Table).keys, r.block(Table).rows, strict=True):
        row = r.rows.loc[key]
        old = [row["actual_year"]] if row["actual_year"] != r.year else []
        if row["kind"] == "cumulative_change":
            assert condition.startswith("累计降低" if row["target"] < 0 else "累计提高"), key
        asked = [abs(v) for v in asked_for(row)] if row["kind"] == "cumulative_change" else asked_for(row)
        assert (
            says(condition, *asked)
            and says(base, row["base"])
            and says(actual, reached(row), *(old if pd.notna(reached(row)) else ()))
        ), key
        assert verdict.endswith(str(row["verdict"]))


def domain(r):
    rows = r.rows[r.rows["domain"] == r.slide.key.removeprefix("domain-")]
    standing(r, rows)
    clauses(r)
    total, good, late, unknown = counted(rows)
    assert set(numbers(re.sub("（.*", "", r.slide.title))) <= {total, good, late, unknown, good + late, r.year}


def register(r):
    bars, projects = r.block(Bars), r.projects()
    assert dict(zip(bars.keys, bars.series[0].values, strict=True)) == projects["stage"].value_counts().to_dict()
    dated = projects["due"].notna().sum()
    assert numbers(r.slide.title)[: 2 if dated else 1] == [len(projects), *([dated] if dated else [])]


def gaps(r):
    unknown = r.rows[r.rows["verdict"].astype(str) == "无法评估"]
    bars = r.block(Bars)
    assert sorted(bars.series[0].values) == sorted(unknown["gap"].value_counts())
    assert numbers(r.slide.title)[0] == len(r.rows)
    assert "都无法评估" in r.slide.title if len(unknown) == len(r.rows) else numbers(r.slide.title)[1] == len(unknown)


def coverage(r):
    bars = r.block(Bars)
    shown = {series.name: dict(zip(bars.keys, series.values, strict=True)) for series in bars.series}
    s = r.series[(r.series["measure"] == "growth") & r.series["year"].between(2016, r.year)]
    for name in bars.keys:
        group = r.rows[r.rows["domain_name"] == name]
        have, some, none = (
            shown.get(label, {}).get(name, 0) for label in ("有可用于评估的数", "只有个别年份的增速", "没有数据")
        )
        assert (have, have + some + none) == (group["actual"].notna().sum(), len(group))
        without = group[group["actual"].isna()]
        seen = [((s["area"] == x.area) & (s["indicator"] == x.indicator)).any() for x in without.itertuples()]
        assert some <= sum(seen), "only what has a figure of some year"


def lacking(r):
    table, year = r.block(Table), r.year
    assert not r.rows["verdict"].astype(str).isin(GOOD | LATE).any()
    unknown = r.rows[r.rows["verdict"].astype(str) == "无法评估"]
    assert numbers(r.slide.title) == [r.rows["domain"].nunique(), year, len(unknown)]
    for slug, (_, total, waiting, *cells) in zip(table.keys, table.rows, strict=True):
        group, gaps = r.rows[r.rows["domain"] == slug], unknown.loc[unknown["domain"] == slug, "gap"]
        wanted = [(gaps == name).sum() for name in ("no_base", "no_actual", "no_base_no_actual")]
        wanted.append(len(gaps) - sum(wanted))
        for text, value in zip(
            (total, waiting, *cells), (len(group), (group["verdict"] == "未到期").sum(), *wanted), strict=True
        ):
            assert says(text, value or math.nan)


def audit(r):
    findings = r.plan.source.findings
    for block in (b for b in r.slide.blocks if isinstance(b, Table)):
        for severity, what, gap, lines in block.rows:
            row = findings[findings["what"] == what].iloc[0]
            assert severity == row["severity"] and gap == row["gap"] and numbers(lines) == list(row["lines"])


def to_2020(r):
    table = r.block(Table)
    for key, (_, target, plan_rate, *_rest) in zip(table.keys, table.rows, strict=True):
        group = r.rows[(r.rows["area"] + "/" + r.rows["indicator"]) == key]
        row = group[group["kind"].isin(("level", "share", "count"))].iloc[0]
        assert says(target, *(value / row["scale"] for value in asked_for(row))), key
        rated = group[group["kind"] == "annual_growth"]
        start = next(
            ((y, v) for y in range(r.year, 2014, -1) if (v := r.level(row["area"], row["indicator"], y)) == v), None
        )
        if len(rated) and start:
            assert says(plan_rate, start[1] * (1 + rated.iloc[0]["target"] / 100) ** (2020 - start[0])), key


def flagship(r):
    for key, (_, _, due, _) in zip(r.block(Table).keys, r.block(Table).rows, strict=True):
        indicator = r.plan.frame("project").set_index("id").loc[key, "indicator"]
        assert numbers(due) == sorted(r.every.loc[r.every["indicator"] == indicator, "due"])


CHECKS = {
    "cover": cover,
    "year": one_page,
    "domains": stacked("domain_name"),
    "years": stacked("evaluation_year"),
    "headlines": headlines,
    "track-": track,
    "growth": growth,
    "behind": behind,
    "catch-up": catch,
    "improved": improved,
    "to-2020": to_2020,
    "domain-": domain,
    "standing": standing,
    "clauses": clauses,
    "clauses-": clauses,
    "flagship": flagship,
    "projects": register,
    "audit": audit,
    "gaps": gaps,
    "coverage": coverage,
    "lacking": lacking,
}
WORDS = {"flagship-", "projects-", "park", "map", "nearly", "explained", "adjusted", "adjusted-", "steps", "sources"}
"""Slides without a chart: test_figures reads their tables and sentences."""


@pytest.mark.parametrize(
    ("which", "asked"), REPORTS, ids=lambda v: v if isinstance(v, str) else "-".join(str(x) for x in v.values())
)
def test_every_number_is_that_of_the_store(request, which, asked):
    plan = request.getfixturevalue(which)
    for slide in deck(material(plan, **asked)):
        name = slide.key if slide.key in (CHECKS | dict.fromkeys(WORDS)) else re.match(r"[a-z]+-", slide.key).group()
        if name in WORDS:
            assert not any(isinstance(block, Bars | Lines) for block in slide.blocks), name
        else:
            CHECKS[name](Reader(plan, slide, asked))


def test_the_steps_count_what_the_frames_hold(rich):
    asked = {"kind": "midterm", "area": "天元区", "year": 2018}
    slide = next(s for s in deck(material(rich, **asked)) if s.key == "steps")
    rows = Reader(rich, slide, asked).rows
    late, unknown = rows[rows["verdict"].astype(str).isin(LATE)], rows[rows["verdict"].astype(str) == "无法评估"]
    text = "\n".join(slide.blocks[0].paragraphs)
    assert f"等{len(late)}项" in text
    assert f"滞后的{len(late)}项都还没有说明" in text
    assert f"{unknown['gap'].isin(('no_actual', 'no_base_no_actual')).sum()}项缺2018年的数" in text
