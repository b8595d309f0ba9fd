"""参考判断: each rule on small invented series, worked by hand; withheld where the sources note a break; never counted."""

import math

import pandas as pd
import pytest

from lib.cycle.freezing import frozen
from lib.measure import constants as c
from lib.measure.evidence import assess
from lib.measure.indicative import AMOUNT, GROWTH, RATE, Indicative, Proxy, indicative
from lib.plan.frozen import seen
from lib.plan.opened import Plan
from lib.plan.source import open_source
from lib.text import freezing, summary
from lib.text import indicative as words
from tests.homes import PERIOD, copied
from tests.measure import naive
from tests.measure.test_evidence import CLAUSE as LEVEL
from tests.measure.test_evidence import NO_SCOPE, clauses_of, level, rate, series_of

GROWTH_CLAUSE = LEVEL | {"kind": "annual_growth", "target": 9.5}
SHARE = LEVEL | {"kind": "share", "target": 80.0, "unit": "%"}
NO_BREAK = pd.DataFrame({"area": [], "indicator": [], "before": [], "after": []})


def broken(before: int, after: int, indicator: str = "y", area: str = "甲区") -> pd.DataFrame:
    return pd.DataFrame({"area": [area], "indicator": [indicator], "before": [before], "after": [after]})


def proxy(**values) -> pd.DataFrame:
    own = {"indicator": "x", "area": "甲区", "other": "y", "other_area": "甲区", "use": "series", "factor": 1.0}
    return Proxy.frame([Proxy(**own | values)])


def said(clause: dict, rows: list[dict], year: int, proxies=None, breaks=NO_BREAK) -> Indicative | None:
    series, clauses = series_of(rows), clauses_of(clause)
    assessed = assess(clauses, series, NO_SCOPE, year, PERIOD)
    proxies = Proxy.frame() if proxies is None else proxies
    found = Indicative.of(indicative(assessed, series, proxies, breaks, year, PERIOD))
    return found[0] if found else None


def test_a_bracketed_gap_speaks_where_both_ends_agree():
    """(1.108 × 1.09 × 1.09)^(1/3) is 9.60 %, with 10.8 % instead 10.20 %: on the path of 9.5 % at both ends."""
    row = said(GROWTH_CLAUSE, [rate(2016, 10.8), rate(2018, 9.0)], 2018)
    assert (row.rule, row.verdict, row.missing_year) == ("A", "达到进度", 2017)
    assert (round(row.low, 2), round(row.high, 2)) == (9.60, 10.20)
    assert row.needs == RATE and round(row.needed, 1) == 8.7


def test_where_the_ends_of_a_gap_differ_only_the_threshold_is_said():
    """9.5³ / (1.13 × 1.06) leaves 9.61 % for the missing year, which may be anything from 6 to 13 %."""
    row = said(GROWTH_CLAUSE, [rate(2016, 13.0), rate(2018, 6.0)], 2018)
    assert (row.rule, row.verdict) == ("A", "")
    assert row.needed == pytest.approx(100 * (1.095**3 / (1.13 * 1.06) - 1))
    assert words.threshold(row) == "2017年须≥9.6%才在目标路径上"
    assert "两端结论不同" in words.basis(row, PERIOD)


@pytest.mark.parametrize(
    ("known", "year", "why"),
    [
        ({2016: 10.8, 2019: 9.0}, 2019, "two years are missing"),
        ({2016: 10.8, 2017: 9.0}, 2018, "the year that is judged has no rate: nothing brackets it"),
        ({2018: 9.0}, 2018, "two years are missing"),
        ({2017: 9.0}, 2017, "one rate is no bracket"),
        ({2016: 10.8, 2018: 9.0}, 2017, "a rate of a later year is not known yet"),
    ],
)
def test_a_gap_that_is_not_bracketed_says_nothing(known, year, why):
    assert said(GROWTH_CLAUSE, [rate(y, value) for y, value in known.items()], year) is None, why


@pytest.mark.parametrize("kind", ["annual_growth", "cumulative_change"])
@pytest.mark.parametrize("known", [(10.8, 9.0), (13.0, 6.0), (2.0, 3.0), (-4.0, -3.0), (-9.0, 1.0)])
@pytest.mark.parametrize("target", [9.5, -15.0])
def test_the_bracket_is_as_its_naive_twin_has_it(kind, known, target):
    operator, direction = (">=", 1) if target > 0 else ("<=", -1)
    clause = GROWTH_CLAUSE | {"kind": kind, "target": target, "operator": operator, "direction": direction}
    row = said(clause, [rate(2016, known[0]), rate(2018, known[1])], 2018)
    assert row.verdict == naive.bracketed(kind, operator, direction, target, known, 2018)


def test_base_and_actual_of_a_declared_neighbour_are_used_together():
    """60.01 → 80.2 in three years: 10.15 % a year; ln(80.2/60.01) ÷ ln(100/60.01) = 0.568 of the way to 100."""
    figures = [level(2015, 60.01, indicator="y"), level(2018, 80.2, indicator="y")]
    to = said(LEVEL | {"target": 100.0}, figures, 2018, proxy())
    assert (to.rule, to.verdict, round(to.completion, 3)) == ("B", "略有滞后", 0.568)
    assert to.needs == GROWTH and to.needed == pytest.approx(100 * ((100 / 80.2) ** 0.5 - 1))
    by = said(GROWTH_CLAUSE | {"target": 10.0}, figures, 2018, proxy())
    assert (by.rule, by.verdict, round(by.actual, 2)) == ("B", "达到进度", 10.15)


def test_a_neighbour_is_brought_to_the_unit_of_the_target():
    figures = [level(2015, 600100.0, indicator="y"), level(2018, 802000.0, indicator="y")]
    row = said(LEVEL | {"target": 100.0}, figures, 2018, proxy(factor=0.0001))
    assert (row.base, row.actual) == (pytest.approx(60.01), pytest.approx(80.2))


def test_an_older_figure_of_a_neighbour_leaves_only_the_threshold():
    figures = [level(2015, 60.01, indicator="y"), level(2018, 80.2, indicator="y")]
    row = said(LEVEL | {"target": 100.0}, figures, 2019, proxy())
    assert (row.rule, row.verdict, row.needs, round(row.needed, 2)) == ("D", "", GROWTH, 11.66)


def test_what_is_not_declared_stands_for_nothing():
    figures = [level(2015, 60.01, indicator="y"), level(2018, 80.2, indicator="y")]
    assert said(LEVEL | {"target": 100.0}, figures, 2018) is None


@pytest.mark.parametrize(("before", "after", "speaks"), [(2016, 2018, False), (2013, 2014, True), (2018, 2019, True)])
def test_a_noted_break_withholds_what_would_join_its_years(before, after, speaks):
    figures = [level(2015, 107.0, indicator="y"), level(2018, 136.0, indicator="y")]
    row = said(LEVEL, figures, 2018, proxy(), broken(before, after))
    assert (row is not None) == speaks
    gap = said(GROWTH_CLAUSE, [rate(2016, 10.8), rate(2018, 9.0)], 2018, None, broken(before, after, "x"))
    assert (gap is not None) == speaks


def test_another_area_is_held_against_the_target_and_no_path():
    elsewhere = proxy(other="x", other_area="乙市", use="area")
    final = said(SHARE, [level(2015, 60.0, area="乙市"), level(2020, 86.61, area="乙市")], 2020, elsewhere)
    assert (final.rule, final.verdict, final.needs) == ("C", "完成", "")
    assert math.isnan(final.base) and math.isnan(final.completion)
    before = said(SHARE, [level(2018, 78.63, area="乙市")], 2018, elsewhere)
    assert (before.rule, before.verdict, before.needs, round(before.needed, 2)) == ("C", "", AMOUNT, 1.37)
    assert words.threshold(before) == "还差1.37个百分点"


def test_a_bound_of_its_own_allows_only_the_catch_up_growth():
    """More than 2200 of 3000 with two years left: at most (3000/2200)^½ − 1 = 16.77 % a year."""
    row = said(LEVEL | {"target": 3000.0}, [level(2018, 2200.0, operator=">")], 2018)
    assert (row.rule, row.verdict, row.needs, round(row.needed, 2)) == ("D", "", GROWTH, 16.77)
    assert words.threshold(row) == "2018年以后两年年均至多须增长16.77%"


def test_a_floor_beyond_the_target_is_a_verdict_and_one_below_it_a_threshold():
    about = LEVEL | {"kind": "count", "operator": "~=", "target": 37.0, "direction": 0, "unit": "万人"}
    floor = proxy(use="floor")
    over = said(about, [level(2020, 47.83, indicator="y")], 2020, floor)
    assert (over.rule, over.verdict) == ("D", "未完成")
    short = said(about, [level(2018, 33.17, indicator="y")], 2018, floor)
    assert (short.verdict, words.threshold(short)) == ("", "至多还差3.83万人")
    reached = said(LEVEL | {"kind": "count", "target": 12.0}, [level(2020, 12.5, indicator="y")], 2020, floor)
    assert reached.verdict == "完成"


def test_a_floor_is_a_single_figure_and_no_break_parts_it():
    row = said(
        LEVEL | {"kind": "count", "target": 12.0},
        [level(2020, 12.5, indicator="y")],
        2020,
        proxy(use="floor"),
        broken(2019, 2020),
    )
    assert row.verdict == "完成"


def test_a_firm_verdict_leaves_nothing_to_say():
    figures = [level(2015, 100.0), level(2018, 150.0), level(2018, 90.0, indicator="y")]
    assert said(LEVEL, figures, 2018, proxy()) is None


EXPECTED = {
    (2016, "T119a"): ("B", "达到进度"),
    (2016, "T119b"): ("B", "达到进度"),
    (2018, "T117a"): ("A", "达到进度"),
    (2018, "T121a"): ("B", "达到进度"),
    (2018, "T121b"): ("B", "略有滞后"),
    (2019, "T137a"): ("C", "已达标"),
    (2020, "T217a"): ("C", "完成"),
    (2020, "T427a"): ("D", "未完成"),
}


def test_what_the_published_figures_say_of_this_plan(store):
    plan = Plan(store)
    rows = [row for year in PERIOD.years for row in Indicative.of(plan.indicative(year))]
    spoken = {(row.evaluation_year, row.id): (row.rule, row.verdict) for row in rows if row.verdict}
    assert spoken == EXPECTED
    assert all(row.needs for row in rows if not row.verdict)
    # 规模工业 of 2018 does not join that of 2016 (X019): nothing is said of 工业增加值 from that year on
    assert not [row for row in rows if row.indicator == "industry_va" and row.evaluation_year >= 2018]


def test_every_judgement_names_its_assumption_its_years_and_its_sources(store):
    plan = Plan(store)
    for year in PERIOD.years:
        for one in words.told(plan.indicative(year), plan.series, PERIOD):
            assert one.years and one.sources and one.basis and one.badge.split(" ")[1].startswith("参考：")
            assert max(map(int, one.years.split("、"))) <= year
            assert (one.threshold != "") or one.verdict


@pytest.fixture(scope="module")
def undeclared(tmp_path_factory) -> Plan:
    """The same plan where no figure may stand for another."""
    home = copied(tmp_path_factory.mktemp("undeclared"))
    path = home.data / "proxy.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    return Plan(open_source(home))


def counted(plan: Plan, year: int) -> list:
    """The totals of a year, and what a freeze would take of it."""
    rows = plan.assessed(year)
    told = freezing.telling(plan.series, PERIOD)
    record = frozen("评估", "annual", None, year, "2026-01-01", seen(plan, year, "2026-01-01"), told)
    return [
        summary.title(rows, year, PERIOD),
        summary.figures(rows, year, PERIOD),
        rows["verdict"].value_counts().to_dict(),
        record.payload,
    ]


@pytest.mark.parametrize("year", PERIOD.years)
def test_it_is_never_counted_and_never_frozen(store, undeclared, year):
    plan = Plan(store)
    judged, fewer = plan.indicative(year), undeclared.indicative(year)
    assert len(judged) > len(fewer)
    unknown = plan.assessed(year).loc[plan.assessed(year)["verdict"] == c.UNKNOWN, "id"]
    assert set(judged["id"]) <= set(unknown)
    assert counted(plan, year) == counted(undeclared, year)
    assert "参考" not in str(counted(plan, year))


def test_without_any_figure_the_frame_has_its_columns():
    nothing = indicative(
        assess(clauses_of(LEVEL), series_of([]), NO_SCOPE, 2018, PERIOD),
        series_of([]),
        Proxy.frame(),
        NO_BREAK,
        2018,
        PERIOD,
    )
    assert list(nothing.columns) == list(Indicative.columns()) and nothing.empty
