"""The first page: what an official would repeat, see and follow, from hand-made rows and from the plan itself."""

import math
import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.front import domain, judgement, land, moves, track, words, works
from lib.ledger.fold import EMPTY, fold
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.plan.opened import Plan, open_plan
from lib.theme import GROUPS, group
from lib.ui.monitor import overview
from tests.homes import HOME, PERIOD

GDP = Measured(
    id="T1",
    area="甲区",
    indicator="gdp",
    indicator_name="地区生产总值",
    kind="level",
    operator=">=",
    target=420.0,
    unit="亿元",
    due=2020,
    headline=1,
    decimals=1,
    domain_name="经济发展",
    base=268.4,
    actual=361.1,
    actual_year=2018.0,
    catch_up_growth=7.85,
    required_growth=9.37,
    verdict=c.ON_PACE,
    evaluation_year=2018,
)


@pytest.fixture(scope="module")
def plan():
    return open_plan(HOME)


def test_every_verdict_is_in_one_group():
    assert sorted(verdict for one in GROUPS for verdict in one.verdicts) == sorted(c.VERDICTS)


def test_what_is_ahead_gives_the_growth_needed_the_growth_so_far_and_where_that_leads():
    # (361.1/268.4)^(1/3) − 1 = 10.39 %; 361.1 × 1.1039² = 440.1
    assert track.ahead(GDP, PERIOD) == "今后两年须年均增长7.85%，2015年以来年均增长10.39%，照此到2020年约440.1亿元"


def test_what_falls_is_said_to_fall():
    energy = replace(
        GDP,
        operator="<=",
        direction=-1,
        base=0.8,
        actual=0.7,
        target=0.6,
        decimals=3,
        unit="吨标煤/万元",
        catch_up_growth=-7.42,
    )
    assert track.ahead(energy, PERIOD).startswith("今后两年须年均下降7.42%，2015年以来年均下降4.35%")


def test_without_a_figure_it_says_what_the_plan_demands():
    unknown = replace(GDP, actual=math.nan, actual_year=math.nan, verdict=c.UNKNOWN)
    assert track.ahead(unknown, PERIOD) == "须年均增长9.37%"
    assert (
        track.ahead(replace(unknown, base=math.nan, required_growth=math.nan), PERIOD) == "2015年值未公布，所需增速待补"
    )


def test_a_share_never_leads_beyond_its_ceiling():
    share = replace(GDP, kind="share", unit="%", base=90.0, actual=97.0, target=98.0, ceiling=100.0)
    assert track.carried_on(share, PERIOD) == 100


def tracks_of(*rows: tuple[str, str, bool]) -> list[track.Track]:
    drawn = track.Point(2015, 1.0, "1")
    plain = track.Track("", (), "甲区", "", "", c.UNKNOWN, "–", "neutral", "", True, "", "", "", (), (), drawn)
    return [
        plain._replace(clause=f"T{n}", name=name, points=(drawn,) if known else ())
        for n, (name, _, known) in enumerate(rows)
    ]


def test_no_domain_takes_the_first_look_for_itself():
    rows = [
        ("甲", "经济", True),
        ("乙", "经济", True),
        ("丙", "经济", True),
        ("丁", "生态", True),
        ("甲", "经济", True),
    ]
    domains = {f"T{n}": name for n, (_, name, _) in enumerate(rows)}
    assert [one.name for one in track.foremost(tracks_of(*rows), domains, most=3)] == ["甲", "乙", "丁"]
    assert [one.name for one in track.foremost(tracks_of(*rows), domains, most=9)] == ["甲", "乙", "丙", "丁", "甲"]


def test_what_cannot_be_drawn_gives_way():
    rows = [("甲", "经济", False), ("乙", "生态", True)]
    found = track.foremost(tracks_of(*rows), {"T0": "经济", "T1": "生态"}, most=1)
    assert [one.name for one in found] == ["乙"]


def judged(*verdicts: str) -> pd.DataFrame:
    rows = [
        replace(
            GDP, id=f"T{n}", verdict=verdict, headline=n + 1, indicator_name=f"指标{n}", indicator=f"i{n}", pace=n / 10
        )
        for n, verdict in enumerate(verdicts)
    ]
    return Measured.frame(rows)


def courses(rows: pd.DataFrame) -> list[track.Track]:
    plain = tracks_of(*[(row.indicator_name, "", True) for row in rows.itertuples()])
    return [one._replace(clause=row.id, verdict=row.verdict) for one, row in zip(plain, rows.itertuples(), strict=True)]


def test_the_two_sentences_say_what_is_well_what_is_not_and_what_decides():
    rows = judged(c.BEHIND, c.ON_PACE, c.MET, c.UNKNOWN)
    well, not_well = judgement.sentences(rows, courses(rows), 0, 2018, PERIOD)
    assert well == "2018年末时间过去60%，可评的3项目标中2项达标或达到进度，占67%，其中有指标1、指标2。"
    assert not_well == ("1项滞后；主要指标中指标0差得最多，指标0今后两年须年均增长7.85%；1项缺数据，尚不能评。")


def test_at_the_end_it_is_done_or_not():
    rows = judged(c.DONE, c.FAILED)
    well, not_well = judgement.sentences(rows, courses(rows), 0, 2020, PERIOD)
    assert well == "2020年末，可评的2项目标中1项完成，占50%，其中有指标0。"
    assert not_well.startswith("1项未完成") and "须" not in not_well


def test_nothing_late_is_said_only_of_what_was_judged():
    rows = judged(c.MET, c.MET, c.UNKNOWN)
    assert judgement.sentences(rows, courses(rows), 0, 2018, PERIOD)[1] == "没有一项滞后；1项缺数据，尚不能评。"
    none = judged(*[c.UNKNOWN] * 3)
    said = "".join(judgement.sentences(none, courses(none), 2, 2018, PERIOD))
    assert "滞后" not in said and "另有2项可作参考判断" in said and "3项缺数据" in said


def test_the_domain_that_is_worst_is_named_in_the_word_of_the_year():
    rows = judged(c.BEHIND, c.ON_PACE)
    assert words.domains(rows, 2018, PERIOD) == "经济发展滞后的比重最大：2项中1项"
    assert words.domains(judged(c.FAILED, c.DONE), 2020, PERIOD) == "经济发展未完成的比重最大：2项中1项"


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(c.VERDICTS)), min_size=1))
def test_the_bars_count_every_clause_once(rows):
    frame = pd.DataFrame(rows, columns=["domain_name", "verdict"])
    frame["domain_position"] = frame["domain_name"].map("甲乙丙".index)
    found = domain.domains(frame)
    assert [one.name for one in found] == sorted(set(frame["domain_name"]), key="甲乙丙".index)
    for one in found:
        own = frame.loc[frame["domain_name"] == one.name, "verdict"]
        assert one.total == len(own) == sum(part.clauses for part in one.parts)
        for part in one.parts:
            assert part.clauses == sum(group(verdict).name == part.group for verdict in own)


def test_a_unit_is_coloured_by_its_reported_projects():
    places = pd.DataFrame({"id": ["a", "b", "c"], "name": ["甲", "乙", "丙"]})
    pairs = pd.DataFrame({"place": ["a", "a", "a", "b"], "project": ["p", "q", "r", "r"]})
    projects = pd.DataFrame(
        {
            "id": ["p", "q", "r"],
            "stage": ["在建", "竣工投产", "在建"],
            "behind": pd.array([True, False, pd.NA], "boolean"),
        }
    )
    found = land.states(places, pairs, projects)
    assert {key: (one.projects, one.known, one.late, one.tone) for key, one in found.items()} == {
        "a": (3, 2, 1, "bad"),
        "b": (1, 0, 0, "plan"),
        "c": (0, 0, 0, "neutral"),
    }


def test_what_turned_is_listed_by_direction_the_worse_first():
    before = pd.DataFrame({"id": ["1", "2", "3", "4"], "verdict": [c.ON_PACE, c.BEHIND, c.UNKNOWN, c.MET]})
    after = pd.DataFrame(
        {
            "id": ["1", "2", "3", "4"],
            "name": list("甲乙丙丁"),
            "area": "甲区",
            "verdict": [c.BEHIND, c.ON_PACE, c.MET, c.MET],
        }
    )
    found = moves.moves(before, after)
    assert [(one.name, one.direction) for one in found] == [("甲", "退步"), ("乙", "改善"), ("丙", "新可评")]
    assert moves.moved_title(found, 2018) == "与2017年相比，1项退步、1项改善、1项新可评"


def test_who_owes_most_comes_first_and_nobody_last():
    rows = pd.DataFrame({"unit": ["未分解", "甲局、丙局", "乙局", "乙局"], "level": ["红", "黄", "红", "黄"]})
    assert moves.owing(rows) == [("乙局", 1, 1), ("丙局", 0, 1), ("甲局", 0, 1), ("未分解", 1, 0)]
    assert moves.owing(rows.iloc[:0]) == []


def test_a_flagship_that_is_late_says_so_whatever_its_works_report(plan):
    year = plan.about.period.end
    cards = works.works(plan.projects(year), plan.assessed(year), plan.dispatched(year, f"{year}-12-31"), plan.state)
    assert len(cards) == (plan.frame("project")["flagship"] == "yes").sum()
    assert all(card.verdict == c.UNKNOWN and "没有完成记录" in card.facts[0] for card in cards)
    first = cards[0]
    frame = plan.assessed(year).assign(verdict=c.FAILED)
    assert (
        works.works(plan.projects(year), frame, plan.dispatched(year, f"{year}-12-31"), plan.state)[0].verdict
        == c.FAILED
    )
    assert first.name not in first.facts[0]
    done = works.works(
        plan.projects(year),
        plan.assessed(year).assign(verdict=c.DONE),
        plan.dispatched(year, f"{year}-12-31"),
        plan.state,
    )[0]
    assert done.facts[0] == "时限条款均已完成，项目登记尚未竣工"


@pytest.mark.parametrize("area", [None, "天元区", "高新区"])
@pytest.mark.parametrize("year", [PERIOD.first, PERIOD.midterm, PERIOD.end])
def test_every_number_of_the_page_is_that_of_the_assessment(plan, area, year):
    rows = plan.within(plan.assessed(year), area)
    found = overview.front(plan, year, area)
    assert sum(one["total"] for one in found.data["domains"]) == len(rows)
    for one in found.data["domains"]:
        for part in one["parts"]:
            own = rows[(rows["domain_name"] == one["name"]) & rows["verdict"].isin(part["verdicts"])]
            assert part["clauses"] == len(own)
            assert found.ways[part["go"]["number"]].query["domain"] == one["name"]
    verdicts = rows.set_index("id")["verdict"].astype(str)
    for one in found.data["tracks"]:
        assert one["verdict"] == min(verdicts[list(one["clauses"])], key=c.VERDICTS.index)
    gaps = [block for block in found.data["lists"] if "缺数据" in block["title"]]
    assert sum(int(row["right"][0][0][:-1]) for block in gaps for row in block["rows"]) == (verdicts == c.UNKNOWN).sum()


@pytest.fixture(scope="module")
def trained(store, records):
    """The first page at mid-term with the training set: its sentences and what it draws."""
    plan = Plan(store, fold(EMPTY, records))
    return plan, overview.sentences(plan, PERIOD.midterm, None), overview.front(plan, PERIOD.midterm, None)


def block(front: overview.Front, title: str) -> dict:
    return next(one for one in front.data["lists"] if title in one["title"])


def share(one: dict, groups: tuple[str, ...]) -> float:
    return sum(part["clauses"] for part in one["parts"] if part["group"] in groups) / one["total"]


def leads(front: overview.Front, link: dict) -> tuple[str, dict]:
    way = front.ways[link["go"]["number"]]
    return way.page, way.query


def test_ten_questions_of_the_first_minute_have_their_place_on_the_page(trained):
    plan, (well, not_well), front = trained
    data = front.data
    gdp = next(one for one in data["tracks"] if one["name"] == "地区生产总值")
    assert re.search(r"照此到2020年约[\d.]+亿元", gdp["told"]) and gdp["verdict"] in c.VERDICTS  # will it be reached?
    worst = max(data["domains"], key=lambda one: share(one, ("略有滞后", "滞后")))["name"]
    assert worst in data["titles"]["domains"] and re.search(
        r"滞后，最多的是.*；主要指标中.*差得最多", not_well
    )  # the worst
    late = max((one for one in data["land"]["units"].values() if one["known"] >= land.FEW), key=lambda one: one["late"])
    assert re.match(f"{late['name']}最吃紧", data["land"]["title"])  # where is it?
    owing = block(front, "各由谁负责")
    first = owing["rows"][0]
    assert leads(front, first) == ("cycle/unit", {"unit": first["left"]})  # who must act?
    works_due = [card["facts"][0] for card in data["works"]]
    assert all(re.search(r"20\d\d年|均已完成", fact) for fact in works_due)  # by when?
    assert gdp["goal"]["year"] == PERIOD.end
    turned = block(front, f"与{PERIOD.midterm - 1}年相比")
    assert all(leads(front, row)[0] == "monitor/indicators" for row in turned["rows"])  # what changed?
    verdicts = plan.assessed(PERIOD.midterm)["verdict"].astype(str)
    unknown, judged = (verdicts == c.UNKNOWN).sum(), (~verdicts.isin((c.UNKNOWN, c.NOT_DUE))).sum()
    assert f"可评的{judged}项目标" in well and f"{unknown}项缺数据" in not_well  # how sure?
    homes = {one["name"]: leads(front, one) for one in data["homes"]}
    lying = (plan.source.projects_in_places["place"] == "leidashi").sum()
    assert homes[f"雷打石{lying}个"] == (
        "space/layout",
        {"place": "leidashi"},
    )  # what does the plan promise for my town?
    states = {card["name"]: card["verdict"] for card in data["works"]}
    assert len(states) == 6 and data["titles"]["works"].startswith("六大百亿工程：")  # which of the six works is late?
    assert (
        front.ways[block(front, "缺数据")["more"]["go"]["number"]].page == "cycle/entry"
    )  # where do I enter my figure?


def test_a_number_of_its_indicator_is_no_date_of_a_flagship(plan):
    year = plan.about.period.midterm
    frame = plan.assessed(year).assign(kind="level", verdict=c.UNKNOWN)
    cards = works.works(plan.projects(year), frame, plan.dispatched(year, f"{year}-12-31"), plan.state)
    assert cards and not any("已到期" in card.facts[0] for card in cards)


def test_a_change_over_the_whole_period_is_drawn_as_the_change_so_far():
    rates = {year: SimpleNamespace(value=-10.0, operator="=") for year in (2016, 2017, 2019)}
    fall = replace(
        GDP, kind="cumulative_change", unit="%", base=math.nan, actual=-19.0, target=-40.951, ceiling=math.nan
    )
    known = SimpleNamespace(rates=lambda area, indicator, basis: rates)
    found = track.course(
        [fall], c.ON_PACE, known, SimpleNamespace(areas=SimpleNamespace(elsewhere=lambda *_: ""), period=PERIOD), None
    )
    assert [(point.year, round(point.value, 6)) for point in found.points] == [(2016, -10.0), (2017, -19.0)]
    assert [round(point.value, 3) for point in found.way] == [0.0, -10.0, -19.0, -27.1, -34.39, -40.951]
