"""The plan's data against itself: what a careful reader would check with a ruler."""

import pytest

from lib.audit.wording import BOUND
from lib.measure.evidence import assess
from lib.plan.opened import Plan
from lib.projects import parks
from lib.projects.in_places import ancestors
from lib.store.citations import CITED, verify
from tests.homes import PERIOD


@pytest.fixture(scope="module")
def plan(store):
    return Plan(store)


@pytest.fixture(scope="module")
def clauses(store):
    return store.frame("clause")


def test_every_bullet_of_the_target_section_is_in(clauses):
    lines = set(clauses.loc[clauses["line"].between(87, 233), "line"])
    bullets = {
        *range(89, 112, 2),
        *range(117, 148, 2),
        *range(150, 163, 2),
        *range(166, 203, 2),
        *range(205, 218, 2),
        218,
        219,
        221,
        223,
        *range(227, 234, 2),
    }
    assert lines == bullets
    assert clauses["line"].between(87, 233).sum() == 82


def test_the_force_of_a_clause_is_that_of_its_sentence_or_of_the_one_that_governs_it(clauses):
    """Line 85 (至2020年，力争达到) governs lines 89–233; two of them say it themselves."""
    governed = clauses[clauses["line"].between(89, 233)]
    assert set(governed["force_line"]) == {85, 119, 121}
    assert set(governed.loc[governed["force"] == "strive", "id"]) == {"T119b", "T121b"}
    assert "strive_by_lead" not in set(clauses.loc[~clauses["line"].between(89, 233), "force"])


def test_level_and_growth_of_one_sentence_are_two_clauses(clauses):
    rows = clauses[clauses["line"] == 89].set_index("kind")["target"]
    assert rows.to_dict() == {"annual_growth": 9.5, "level": 1000}


def test_kind_and_path_agree(clauses):
    valued = clauses[clauses["kind"].isin(("level", "share", "count"))]
    assert ((valued["kind"] == "level") == (valued["path"] == "geometric")).all()


def test_units_can_be_converted(store):
    dimension = store.frame("unit").set_index("name")["dimension"]
    for name in ("clause", "series"):
        rows = store.frame(name)
        levels = (
            rows[~rows["kind"].isin(("annual_growth", "cumulative_change"))]
            if name == "clause"
            else rows[rows["measure"].isin(("level", "sum"))]
        )
        levels = levels[levels["unit"].notna()]
        assert (levels["unit"].map(dimension) == levels["indicator_unit"].map(dimension)).all()


def test_operator_and_direction_agree(clauses):
    rows = clauses[
        clauses["kind"].isin(("level", "share", "count", "hold", "cumulative_sum")) & clauses["operator"].notna()
    ]
    rising, falling = rows[rows["direction"] > 0], rows[rows["direction"] < 0]
    assert set(rising["operator"]) <= {">=", ">", "~="}
    assert set(falling["operator"]) <= {"<=", "<"}
    assert set(rows.loc[rows["direction"] == 0, "operator"]) == {"~="}


def test_the_operator_of_a_clause_is_what_its_first_word_of_bound_says(store, clauses):
    says = {
        ">": ("超过", "突破", "大于"),
        ">=": ("不少于", "不低于"),
        "<=": ("以内",),
        "<": ("小于",),
        "~=": ("左右", "约"),
    }
    operator = {word: sign for sign, words in says.items() for word in words}
    rows = store.frame("condition").merge(clauses, left_on="target", right_on="id")
    assert rows["words"].map(lambda words: operator[BOUND.search(words)[0]]).tolist() == rows["operator"].tolist()
    assert len(rows) == len(store.frame("condition"))


def test_shares_stay_below_their_ceiling(clauses, store):
    shares = clauses[clauses["kind"].isin(("share", "hold"))]
    assert not (shares["target"] > shares["ceiling"]).any()
    levels = (
        store.frame("series")
        .query("measure == 'level'")
        .merge(store.frame("indicator")[["slug", "ceiling"]], left_on="indicator", right_on="slug")
    )
    assert not (levels["amount"] > levels["ceiling"]).any()


def test_city_and_province_figures_are_never_actuals(store, clauses):
    reference = set(store.frame("area").query("kind == 'reference'")["name"])
    assert not reference & set(clauses["area"])


def test_one_figure_a_source_and_year(store):
    rows = store.frame("observation")
    printed = rows[rows["status"] != "derived"]
    assert not printed.duplicated(["area", "indicator", "measure", "since", "year", "source"]).any()


def test_derived_figures_follow_from_what_they_name(store):
    values = store.frame("observation").set_index("id")["value"]
    assert values["D001"] == pytest.approx(values["X004"] + values["X006"] + values["X008"])
    assert values["D002"] == pytest.approx(100 * values["X008"] / values["D001"], abs=0.005)
    assert values["X067"] == 269 + 3


def test_what_can_be_judged_in_2016(store, clauses):
    scope = store.frame("scope")
    result = assess(clauses, store.frame("series"), scope[scope["base"] == "yes"], 2016, PERIOD).set_index("id")
    judged = result[~result["verdict"].isin(("无法评估", "未到期"))]
    assert judged["verdict"].astype(str).to_dict() == {"T117a": "达到进度", "T117b": "达到进度", "T129a": "略有滞后"}


def test_places_and_areas_hang_together(store):
    """What no foreign key says: parents are places, parks are parks."""
    places, areas = store.frame("place"), store.frame("area")
    assert set(places["parent"].dropna()) <= set(places["id"])
    assert set(areas["parent"].dropna()) <= set(areas["name"])
    assert set(store.frame("location").query("kind == 'park'")["name"]) == set(parks.known(areas, places)["name"])


def test_register_and_map_put_every_project_in_the_same_park(plan):
    """The park of the register, and those above it, are those that hold the project's places by the table or on the
    drawing."""
    known = parks.known(plan.frame("area"), plan.frame("place"))
    above = dict(zip(known["name"], known["parent"], strict=True))
    pairs = plan.source.projects_in_places
    held = (
        pairs[pairs["place"].isin(known.index)]
        .assign(park=lambda rows: rows["place"].map(known["name"]))
        .groupby("project")["park"]
        .agg(set)
    )
    for row in plan.frame("project").itertuples():
        own = set() if row.park == "未载明" else {row.park, above[row.park]} & set(known["name"])
        assert held.get(row.id, set()) == own, row.id
    for key, park in known.iterrows():
        assert (
            len(parks.projects(key, park["within"], pairs, plan.projects(2018)))
            == plan.projects(2018)["park"].isin(park["within"]).sum()
        )


def test_where_a_project_lies_follows_from_what_is_cited(plan):
    """Stated and by nature: a line; by its unit: that unit lies in it by the table; drawn: by the drawing."""
    projects, locations = plan.frame("project"), plan.frame("location").set_index("name")
    chains, pairs = (
        ancestors(plan.frame("place")),
        set(plan.source.projects_in_places.itertuples(index=False, name=None)),
    )
    assert (projects["located_in"].map(locations["kind"]).eq("park") == projects["park"].ne("未载明")).all()
    for row in projects[projects["located_by"].isin(("unit", "drawn"))].itertuples():
        unit = locations.loc[row.located_in, "place"]
        assert unit in chains[row.located_place] if row.located_by == "unit" else (unit, row.id) in pairs, row.id
    assert projects["located_in"].eq("未载明").mean() <= 0.15


def test_what_is_said_of_a_project_stands_in_its_lines(store):
    lines = store.frame("project").set_index("id")["lines"].str.split(";")
    claims = store.frame("claim")
    assert [
        (p, line) for p, line in zip(claims["project"], claims["line"], strict=True) if str(line) not in lines[p]
    ] == []


def test_flagships_are_six_and_measured(store):
    flagships = store.frame("project").query("flagship == 'yes'")
    assert len(flagships) == 6
    assert flagships["indicator"].notna().all()


def test_a_list_that_is_said_to_be_whole_has_as_many_members_as_the_plan_says(store):
    lists = store.frame("enumeration")
    whole = lists[(lists["listed_all"] == "yes") & lists["stated"].notna()].set_index("id")["stated"]
    counted = store.frame("member").groupby("enumeration").size()
    assert len(whole) >= 20
    assert (counted.reindex(whole.index) == whole).all()


def test_lists_are_compared_with_lists_that_exist(store):
    lists = store.frame("enumeration")
    assert set(lists["other"].dropna()) <= set(lists["id"])
    counted = store.frame("member").groupby("enumeration").size()
    assert not set(lists.loc[lists["listed_all"] == "none", "id"]) & set(counted.index)


def test_verification_finds_planted_errors(store):
    frames = {name: store.frame(name) for name in CITED}
    plan = [f"第{n}行" for n in range(1, 549)]
    plan[88] = "地区生产总值年均增长9.5%以上，达到1001亿元"
    found = verify(frames, plan).set_index(["table", "key", "what"])["found"]
    assert found.loc[("target", "T089a", "9.5")]
    assert not found.loc[("target", "T089b", "1000")]
    assert not found.loc[("target", "T089b", "力争达到")], "line 85, which governs it, does not say so in this text"


def test_the_stage_of_a_project_follows_from_the_plans_words(store):
    """By data/stage_rule.csv; what is said to be finished and later still to be done counts as under way."""
    projects, claims = store.frame("project"), store.frame("claim")
    rule = store.frame("stage_rule").set_index(["words", "said"])["stage"]
    done = claims[claims["claim"] == "done"].groupby("project")["line"].min()
    later = claims[claims["claim"].isin(("planned", "ongoing")) & (claims["line"] > claims["project"].map(done))]
    contradicted = set(later["project"])
    assert contradicted == {"yuetang-shengtai-xincheng", "shennong-dajuyuan", "shennong-yishu-zhongxin"}
    for row in projects.itertuples():
        said = "fact" if row.stage_line < 67 else "intent"
        assert row.stage == ("在建" if row.id in contradicted else rule[row.stage_words, said]), row.id
        assert row.id not in contradicted or row.note, row.id


def test_every_rule_for_a_stage_is_used(store):
    projects = store.frame("project")
    used = {(row.stage_words, "fact" if row.stage_line < 67 else "intent") for row in projects.itertuples()}
    assert set(store.frame("stage_rule")[["words", "said"]].itertuples(index=False, name=None)) == used


def test_the_key_livelihood_items_hold_the_four_of_the_plan(store):
    """Line 85: the four 实事, each measured by a milestone clause."""
    projects = store.frame("project")
    four = projects[
        projects["indicator"].isin(
            ("social_security_system", "education_modernisation", "care_integration", "eco_pilot_zone")
        )
    ]
    assert len(four) == 4
    assert (four["livelihood"] == "yes").all()


def test_no_measure_is_a_project_too(store):
    projects, measures = store.frame("project"), store.frame("measure")
    assert not set(projects["name"]) & set(measures["name"])
    assert set(measures["chapter"]) == set(range(3, 16))


def test_a_number_in_the_note_of_a_place_is_cited(store):
    """By the line of the plan where it stands, or by a source."""
    places = store.frame("place")
    told = places["note"].fillna("").str.replace(r"第[\d、]+行", "", regex=True) + places["location"].fillna("")
    cited = places["source"].notna() | places["note"].fillna("").str.contains(r"第\d+")
    assert places.loc[told.str.contains(r"\d") & ~cited, "id"].tolist() == []


@pytest.mark.parametrize("table", ["enterprise", "programme"])
def test_named_things_lead_to_projects_and_measures_that_exist(store, table):
    rows = store.frame(table)
    for column, other in (("projects", "project"), ("measures", "measure")):
        named = rows[column].dropna().str.split(";").explode()
        assert set(named) <= set(store.frame(other)["id"])
        assert len(named)
    names = rows["name"].tolist() + [name for names in rows["other_names"].dropna() for name in names.split(";")]
    assert len(names) == len(set(names)), "one thing, one row"


def test_a_name_that_nowhere_is_spelled_out_is_so_in_both_tables(store):
    """The list and the named programme say the same of whether the plan gives their members."""
    lists = store.frame("enumeration").query("listed_all == 'none'")["title"]
    programmes = store.frame("programme")
    silent = programmes.loc[programmes["expanded"] == "no", "name"]
    assert [title for title in lists if not any(name in title for name in silent)] == []
