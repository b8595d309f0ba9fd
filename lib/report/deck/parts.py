"""What the slides share: notes with arithmetic, source lines, short lists, verdict series."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Clause, Measured, Target
from lib.measure.evidence import Facts
from lib.measure.period import Period
from lib.report.basis import observed
from lib.report.deck.slide import Bars, Series, Slide
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import shape, tone


def cite(lines: Iterable[int]) -> str:
    """Plan lines as one citation, each once, in order; the slides say chapters and sections (`contents.deck`), the
    notes keep the lines.

    >>> cite([117, 89, 117]), cite([])
    ('规划第89、117行', '')
    """
    known = sorted({int(line) for line in lines})
    return f"规划第{'、'.join(map(str, known))}行" if known else ""


def sources(rows: pd.DataFrame, series: pd.DataFrame) -> str:
    """Where the clauses and the figures behind them stand: plan lines, then titles of the other sources."""
    used = series[series["id"].isin(observed(rows))]
    titles = dict.fromkeys(used.loc[used["line"].isna(), "source_title"])
    parts = [cite([*rows["line"], *used["line"].dropna()]), *(f"《{title}》" for title in titles)]
    return "；".join(part for part in parts if part)


def notes(rows: pd.DataFrame, about: About) -> tuple[str, ...]:
    """For the speaker: each clause with its verdict, the reason, the arithmetic, the plan's line and what was
    adjusted."""
    found = []
    for row in Measured.of(rows):
        steps = "；".join(f"{name}：{formula}" for name, formula in clauses.arithmetic(row, about.period))
        head = f"{row.name}（{about.areas.short(row.area)}，{row.id}，{w.citation(*row.lines)}）：{row.verdict}——{clauses.reason(row, about.period)}"
        found.append(f"{head}。" + (f"{steps}。" if steps else "") + clauses.adjustment(row, row.original_verdict))
    return tuple(found)


def rest(rows: pd.DataFrame, shown: int, about: About) -> tuple[str, ...]:
    """The clauses that found no place on the slide, in one note."""
    left = rows.iloc[shown:]
    names = "、".join(f"{r.name}（{about.areas.short(r.area)}，第{r.line}行）" for r in Target.of(left))
    return (f"其余{len(left)}项：{names}。",) if len(left) else ()


def listed(names: Iterable[str], most: int = 3) -> str:
    """Some names and how many there are. Every name counts: two things of one name are told apart before (`named`).

    >>> listed(["甲", "乙", "丙", "丁"], 2), listed(["甲"])
    ('甲、乙等4项', '甲')
    """
    names = list(names)
    return "、".join(names[:most]) + (f"等{len(names)}项" if len(names) > most else "")


def some(some: int, total: int, unit: str = "项") -> str:
    """A part of a whole.

    >>> some(31, 56), some(56, 56), some(1, 1)
    ('中31项', '都', '')
    """
    return f"中{some}{unit}" if some < total else "都" if total > 1 else ""


def explained(asked: int, done: int) -> str:
    """How many of the explanations that are asked for were given.

    >>> explained(28, 28), explained(28, 3), explained(2, 0), explained(1, 1)
    ('应作说明的28项都已作说明', '应作说明的28项中3项已作说明', '应作说明的2项都没有说明', '应作说明的1项已作说明')
    """
    every = "都" if asked > 1 else ""
    said = f"{every}没有说明" if not done else f"{every}已作说明" if done == asked else f"中{done}项已作说明"
    return f"应作说明的{asked}项{said}"


def until(day: str) -> str:
    """A deadline in few words.

    >>> until("2019-12-31"), until("2019-06-30"), until("2019年上半年")
    ('2019年底', '2019年6月30日', '2019年上半年')
    """
    if day.endswith("-12-31"):
        return f"{day[:4]}年底"
    return w.day(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else day


def named(rows: pd.DataFrame, about: About) -> list[str]:
    """The names of clauses; one that stands twice with its area, and with its plan line where even that is the same.

    >>> rows = pd.DataFrame({"name": ["甲", "甲", "乙", "丙", "丙"], "area": ["东", "西", "西", "西", "西"], "line": [1, 2, 3, 4, 5]})
    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(short=lambda area: area, elsewhere=lambda area, own: "" if area == own else area))
    >>> named(rows, about)
    ['甲·东', '甲·西', '乙', '丙（第4行）', '丙（第5行）']
    """
    twice, same = rows["name"].duplicated(keep=False), rows.duplicated(["name", "area"], keep=False)
    each = zip(rows["name"], rows["area"].map(about.areas.short), rows["line"], twice, same, strict=True)
    return [name + (f"（第{line}行）" if one else f"·{place}" if two else "") for name, place, line, two, one in each]


def placed(rows: pd.DataFrame, own: str | None, about: About) -> list[str]:
    """The names of clauses in a report of the area `own` (None: of both), each of another area with that; with its line
    where two are the same.

    >>> rows = pd.DataFrame({"name": ["甲", "甲", "丙", "丙"], "area": ["东", "西", "东", "东"], "line": [1, 2, 4, 5]})
    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(short=lambda area: area, elsewhere=lambda area, own: "" if area == own else area))
    >>> placed(rows, "东", about), placed(rows.head(2), None, about)
    (['甲', '甲·西', '丙（第4行）', '丙（第5行）'], ['甲·东', '甲·西'])
    """
    same = rows.duplicated(["name", "area"], keep=False)
    each = zip(rows["name"], rows["area"], rows["line"], same, strict=True)
    return [name + apart(area, own, about) + (f"（第{line}行）" if one else "") for name, area, line, one in each]


def apart(area: str, own: str | None, about: About) -> str:
    """What stands behind a name to say its area: nothing in a report of that area.

    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(short=lambda area: area, elsewhere=lambda area, own: "" if area == own else area))
    >>> apart("东", "西", about), apart("东", "东", about), apart("东", None, about)
    ('·东', '', '·东')
    """
    place = about.areas.elsewhere(area, own)
    return f"·{place}" if place else ""


def several(slides: list[Slide]) -> list[Slide]:
    """Slides that carry one table on: each says which of how many it is; a single one stays as it is.

    >>> slide = Slide("clauses", "条款", "12项条款", ())
    >>> [(one.key, one.name, one.title) for one in several([slide, slide])]
    [('clauses', '条款（1/2）', '12项条款（1/2）'), ('clauses-2', '条款（2/2）', '12项条款（2/2）')]
    """
    if len(slides) < 2:
        return slides
    marks = [f"（{i}/{len(slides)}）" for i in range(1, len(slides) + 1)]
    keys = [slide.key + (f"-{i}" if i > 1 else "") for i, slide in enumerate(slides, 1)]
    return [
        s._replace(key=key, name=s.name + mark, title=s.title + mark)
        for s, key, mark in zip(slides, keys, marks, strict=True)
    ]


def latest(row: Measured) -> str:
    """The latest actual of a clause with its unit, and with its year where that is not the evaluation year."""
    return clauses.actual_text(row).removesuffix(f"（{row.evaluation_year}）")


def condition(row: Clause) -> str:
    """The condition of a clause for a room: a change over five years in words, all else as everywhere.

    >>> condition(Clause(kind="cumulative_change", operator="<=", target=-15.0, unit="%"))
    '累计降低15%以上'
    """
    if not row.traits.cumulative or row.change or row.operator not in ("<=", ">="):
        return clauses.condition(row)
    falls = row.target < 0
    return f"累计{'降低' if falls else '提高'}{w.number(abs(row.target))}%{'以上' if falls == (row.operator == '<=') else '以内'}"


def digits(*values: float) -> int:
    """Decimals that these values have, at most two.

    >>> digits(268.4, 300.0), digits(41.0), digits(2.1424)
    (1, 0, 2)
    """
    texts = [f"{abs(value):.4f}".rstrip("0").rstrip(".") for value in values if value == value]
    return min(2, max((len(text.partition(".")[2]) for text in texts), default=0))


def growths(row: Target, facts: Facts, year: int, period: Period) -> dict[int, float]:
    """Published growth on the previous year of a clause's indicator, 2016 to `year`, on the price basis of a rate
    clause."""
    basis = row.price_basis if row.traits.chained else None
    return {
        y: float(found.value)
        for y, found in facts.rates(row.area, row.indicator, basis or None).items()
        if period.base < y <= year
    }


def later(row: Target, facts: Facts, year: int, last: float, period: Period) -> str:
    """The latest published growth after the year `last` (NaN: since 2015), e.g. 2018年增长9%; empty where there is
    none."""
    after = {y: value for y, value in growths(row, facts, year, period).items() if pd.isna(last) or y > last}
    return grown(max(after), after[max(after)]) if after else ""


def grown(year: int, value: float) -> str:
    """Growth of one year in words.

    >>> grown(2018, 9.0), grown(2018, -3.25)
    ('2018年增长9%', '2018年下降3.25%')
    """
    return f"{year}年{'增长' if value >= 0 else '下降'}{w.number(abs(value))}%"


def none_late(rows: pd.DataFrame, year: int, period: Period) -> tuple[str, ...]:
    """A note where nothing is behind: because all is well, or because nothing can be judged."""
    if len(judged(rows)):
        return (summary.nothing_late(rows, year, period),)
    return (f"{year}年没有可评的条款，因此不能说有没有{summary.behind_word(year, period)}。",)


def judged(rows: pd.DataFrame) -> pd.DataFrame:
    """The clauses that have a verdict on their progress."""
    return rows[~rows["verdict"].isin((c.UNKNOWN, c.NOT_DUE))]


def late(rows: pd.DataFrame) -> pd.DataFrame:
    """What is behind, the furthest first."""
    return rows[rows["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])


def stacked(rows: pd.DataFrame, group: str, labels: Sequence[Any], names: Mapping[Any, str] | None = None) -> Bars:
    """How many clauses of each group have which verdict: bars stacked from met to unknown, only the verdicts that
    occur."""
    counts = rows.groupby([group, rows["verdict"].astype(str)]).size()
    order = [
        v for v in (*reversed(clauses.GOOD), *reversed(clauses.LATE), c.NOT_DUE, c.UNKNOWN) if v in set(rows["verdict"])
    ]
    series = tuple(
        Series(
            v,
            tuple(float(counts.get((label, v), 0)) for label in labels),
            "grid" if v == c.NOT_DUE else tone(v),
            shape(v),
        )
        for v in order
    )
    shown = tuple(str((names or {}).get(label, label)) for label in labels)
    return Bars(shown, series, "项", 0, stacked=True, keys=tuple(map(str, labels)))
