"""What slides and documents say of all or of none: every such form of words, and what of the store makes it true."""

import re
from collections.abc import Callable, Iterable

import pandas as pd

from lib.measure import constants as c
from lib.measure.kinds import KINDS
from lib.text.clauses import GOOD, LATE
from tests.report.census import census
from tests.report.numbers import Known

QUANTIFIER = re.compile(r"都(?!市)|没有|无一|均(?![匀衡])")
PLAIN = re.compile(
    r"没有报告(?=：|\d)|没有报进展|没有□+和□+都能|没有上年的结论|年均|人均|平均|没有列出的|没有数据的|没有注明|没有舍入|没有此后实际数|没有进展记录的项目|没有完成|没有写明时限的按|没有载明|"
    r"没有另以文件|表示没有录入|两年都(?:能|缺)|实际值都(?:缺|用)|两端都|两处均|没有说明(?:的|原因|分子|$)|没有\D*\d*年?和|有没有|"
    r"没有当年数的|\d+个没有时限|没有为|▲.没有滞后|规划没有写|没有价格口径|的位置规划没有|没有实际值|没有同口径"
)
"""Words that speak neither of all nor of none: of what a column means, of a count (`numbers` holds it), of one thing."""


class Said:
    """A form of words where it was found: in which text, of which clauses, by the side of which the text names."""

    def __init__(self, known: Known, text: str, rows: pd.DataFrame, keys: Iterable[str]):
        self.known, self.text, self.rows, self.keys = known, text, rows, set(keys)
        self.projects, self.year = known.chosen.projects, known.year
        if "列入民生" in text:
            self.projects = self.projects[self.projects["livelihood"] == "yes"]

    @property
    def place(self) -> str:
        """The place of which a text on a map tells."""
        return self.text.partition("：")[0]

    @property
    def behind(self) -> list[float]:
        """How many projects there are, and how many of them are late."""
        return [float(len(self.projects)), float(self.projects["behind"].eq(True).sum())]

    def none(self, verdicts: Iterable[str]) -> bool:
        """None of the clauses has one of these verdicts."""
        named = [
            name for name in self.rows["domain_name"].unique() if f"{name}领域" in self.text or f"{name}、" in self.text
        ]
        rows = self.rows[self.rows["domain_name"].isin(named)] if named and "领域没有" in self.text else self.rows
        return not rows["verdict"].isin(list(verdicts)).any()

    def every(self, verdicts: Iterable[str]) -> bool:
        """All clauses have one of these verdicts: those named, else all."""
        rows = self.rows[self.rows["id"].isin(self.keys)] if self.keys else self.rows
        return bool(rows["verdict"].isin(list(verdicts)).all())

    def milestones(self) -> bool:
        """The clauses that date the project of which a card or a note tells are done."""
        own = self.known.dated(self.text.partition("：")[0]) or self.keys
        return bool(own) and bool(self.rows.loc[self.rows["id"].isin(own), "verdict"].isin(GOOD).all())

    def late(self) -> bool:
        """Whether one of the projects that have a date and a record is behind."""
        rows = self.projects[self.projects["due"].notna() & (self.projects["events"] > 0)]
        return bool(rows["behind"].eq(True).any())

    def explained(self) -> tuple[int, int]:
        """Of how many clauses an explanation is asked, and how many have one."""
        asked = self.known.chosen.to_explain
        return len(asked), int(asked["id"].isin(self.known.chosen.explanations["clause"]).sum())

    def rates(self) -> list[bool]:
        """Whether each published growth is below that which the plan asks."""
        asked = [(row, self.known.published(row)) for row in self.rows.itertuples() if KINDS[row.kind].yearly]
        return [rate.value < row.target for row, rate in asked if rate is not None]

    def moved(self) -> set[float]:
        """How many clauses became better or worse."""
        words, _ = census(self.known, self.rows)
        return words["好转"] | words["转差"]


JUDGED = (*GOOD, *LATE)
FORMS: dict[str, Callable[[Said], bool]] = {
    r"没有背离、逾期、未完成、滞后的条款": lambda s: s.none((c.AWAY, c.OVERDUE, c.FAILED, c.BEHIND)),
    r"写明时限的\d+项，没有滞后": lambda s: not s.late(),
    r"已报进展的\d+个(?:中)?没有滞后|报了进展，没有滞后的$": lambda s: not s.known.held.get(s.place, s.behind)[1],
    r"没有(?:一项)?(?:滞后|未完成)(?:的条款)?$": lambda s: s.none(LATE),
    r"\d{4}年没有可评$": lambda s: not s.known.chosen.history[int(s.text[:4])]["verdict"].isin(JUDGED).any(),
    r"没有一年有可评": lambda s: all(not f["verdict"].isin(JUDGED).any() for f in s.known.chosen.history.values()),
    r"(?:各领域都)?没有(?:能评|可评|可以评估)|无一可评": lambda s: s.none(JUDGED),
    r"没有一项(?:达标或达到进度|完成)": lambda s: s.none(GOOD),
    r"可评的\d+项(?:目标)?都|项可评，都": lambda s: s.none(LATE),
    r"都无法评估": lambda s: s.every((c.UNKNOWN,)),
    r"都(?:还没有到期|未到期)": lambda s: s.every((c.NOT_DUE,)),
    r"时限条款均已完成": lambda s: s.milestones(),
    r"都已作说明": lambda s: s.explained()[0] == s.explained()[1] > 1,
    r"项(?:（[^）]*）)?，?都(?:还)?没有说明": lambda s: s.explained()[1] == 0,
    r"都没有(?:\d{4}年|□+)以来的实际值": lambda s: bool(s.rows["actual"].isna().all()),
    r"都低于规划要求": lambda s: all(s.rates()),
    r"都?不低于规划要求": lambda s: not any(s.rates()),
    r"结论都?没有变化": lambda s: s.moved() == {0.0},
    r"还没有公布的数|还没有用到观测值|没有可用的数据": lambda s: not s.known.used(s.rows) or "公布" in s.text,
    r"都没有(?:写明)?时限": lambda s: bool(s.projects["due"].isna().all()),
    r"都写明时限": lambda s: bool(s.projects["due"].notna().all()),
    r"都在(?:\d{4}年|□+)以后": lambda s: not (s.projects["due"] <= s.year).any(),
    r"都应在": lambda s: bool((s.projects["due"].dropna() <= s.year).all()),
    r"个项目都报了进展": lambda s: bool(s.projects["events"].gt(0).all()),
    r"还没有竣工投产": lambda s: not s.projects["stage"].eq("竣工投产").any(),
    r"没有进展和投资的记录": lambda s: not s.projects["events"].gt(0).any(),
    r"没有投资的记录": lambda s: not s.projects["investment"].notna().any(),
    r"年度计划没有录入": lambda s: not s.known.material.annual["issued"].any(),
    r"没有录入督办事项": lambda s: s.known.material.supervision.empty,
    r"没有一个有“": lambda s: all("trend" not in ends.index for _, ends in s.known.ends.values()),
    r"都(?:按趋势|按该增速)可以": lambda s: all(_met(s)),
    r"没有一个按": lambda s: not any(_met(s)),
    r"所需增速都比“": lambda s: _easier(s),
    r"都是(?:责任单位自报|《规划》载明|取自公开资料)": lambda s: True,
}
"""The forms; of the last one `numbers` holds the counts of which it says that there is but one kind."""


def _met(s: Said) -> list[bool]:
    """Whether each main indicator that has a trend meets its target by it."""
    found = [(start, ends) for start, ends in s.known.ends.values() if "trend" in ends.index]
    return [bool(ends.at["trend", "gap"] * start.direction >= 0) for start, ends in found]


def _easier(s: Said) -> bool:
    """Whether all growth that is needed is less than the trend, of the targets that have one."""
    effort = s.known.material.effort
    own = s.rows.set_index("id")["catch_up_growth"]
    rows = effort[(effort["path"] == "geometric") & effort["required"].notna() & effort["trend"].notna()]
    rows = rows[rows["clause"].isin(own.index)]
    return bool((rows["clause"].map(own).fillna(rows["required"]) < rows["trend"]).all())


def held_true(known: Known, told) -> int:
    """Every word for all or none in these texts is of a known form, and true; how many were found."""
    found, wrong, strange = 0, [], []
    for text, rows, _, keys in told:
        if not QUANTIFIER.search(text):
            continue
        for part in re.split(r"[。；\n]", known.masked(text)):
            rest = part
            for form, true in FORMS.items():
                if re.search(form, rest):
                    found += 1
                    wrong += [] if true(Said(known, text, rows, keys)) else [(form, text)]
                    rest = re.sub(form, "", rest)
            if QUANTIFIER.search(PLAIN.sub("", rest)):
                strange.append((rest, text))
    assert not wrong, wrong[:9]
    assert not strange, strange[:9]
    return found
