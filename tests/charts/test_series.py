"""The charts of an indicator against rows made by hand: what is joined, pale, labelled and marked."""

from dataclasses import replace

import pytest

from lib.charts import demand, growth, series
from lib.charts.house import enlarge
from lib.measure.clause import Measured
from lib.measure.event import Event
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.theme import palette

PERIOD = Period(2015, 2020, 2018, 2010)
P = palette("light")
PLANNED = Measured(
    id="T1", area="甲", indicator="beds", kind="level", operator=">=", target=10.0, unit="张/千人", due=2020,
    indicator_unit="张/千人", decimals=1, base=5.0, evaluation_year=2018, name="床位",
)  # fmt: skip
YEARLY = Measured(
    id="T2", area="甲", indicator="beds", kind="annual_growth", operator=">=", target=8.0, unit="%", due=2020,
    indicator_unit="张/千人", decimals=1, evaluation_year=2018, name="床位增速",
)  # fmt: skip


def seen(year, amount, rank=0, **more):
    plain = Observation(id=f"O{year}.{rank}", area="甲", indicator="beds", year=year, amount=amount, value=amount)
    return replace(plain, rank=rank, **more)


def levels(*rows, events=(), narrow=False, others=(), clause=PLANNED):
    frames = Measured.frame([clause]), Observation.frame(rows), Observation.frame(others)
    return series.indicator(*frames, "light", PERIOD, events, narrow)


def rates(*rows, year=2018, clauses=(YEARLY,), narrow=False):
    return growth.rates(Measured.frame(clauses), Observation.frame(rows), year, "light", PERIOD, (), narrow)


def joined(figure, colour):
    """What lines of a colour join, with their opacity, in the order of drawing."""
    return [
        (list(trace.x), list(trace.y), trace.opacity)
        for trace in figure.data
        if trace.mode == "lines" and trace.line.color == colour and len(trace.x)
    ]


def written(figure):
    """The values written beside marks, by year."""
    return {
        int(x): word
        for trace in figure.data
        if trace.mode == "markers+text"
        for x, word in zip(trace.x, trace.text, strict=True)
        if word
    }


def labels(figure):
    return [one.text for one in figure.layout.annotations]


def test_the_figures_are_joined_and_what_came_later_is_pale():
    figure = levels(seen(2015, 5.0), seen(2017, 6.0), seen(2018, 7.0), seen(2019, 8.0))
    known, later = ([2015, 2017, 2018], [5.0, 6.0, 7.0]), ([2018, 2019], [7.0, 8.0])
    assert sorted(joined(figure, P["accent"])) == sorted([(*known, 1.0), (*later, 0.4)])
    assert written(figure) == {2015: "5.0", 2017: "6.0", 2018: "7.0", 2019: "8.0"}


def test_the_best_figure_of_a_year_is_joined_and_the_other_only_marked():
    figure = levels(seen(2015, 5.0), seen(2016, 9.0, rank=200, status="derived"), seen(2016, 6.0))
    assert joined(figure, P["accent"])[-1] == ([2015, 2016], [5.0, 6.0], 1.0)
    assert written(figure) == {2015: "5.0", 2016: "6.0"}


@pytest.mark.parametrize(("rows", "first"), [((), 2015), (((2016, 6.0),), 2015), (((2012, 4.0), (2016, 6.0)), 2012)])
def test_the_axis_begins_at_the_base_year_or_with_the_first_figure(rows, first):
    left, right = levels(*(seen(*row) for row in rows)).layout.xaxis.range
    assert (left, right) == (pytest.approx(first - 0.4), pytest.approx(2020.3))


def test_unit_target_path_and_evaluation_year_are_named_in_the_chart():
    figure = levels(seen(2015, 5.0))
    assert {"张/千人", "目标路径", "目标<br>≥ 10张/千人", "2018年（评估年）"} <= set(labels(figure))
    unit = next(one for one in figure.layout.annotations if one.text == "张/千人")
    assert unit.xanchor == "left"  # grows into the picture, not out of it
    assert any(line.x0 == line.x1 == 2018 for line in figure.layout.shapes)
    assert figure.layout.margin.r > 13 * len("10张/千人")


@pytest.mark.parametrize(("least", "begins"), [(4.0, "tozero"), (6.0, "normal")])
def test_the_value_axis_begins_at_nought_only_where_that_leaves_no_half_empty(least, begins):
    assert levels(seen(2015, least), clause=replace(PLANNED, base=least)).layout.yaxis.rangemode == begins


def test_events_stand_under_the_axis_where_they_fall_in_its_time():
    events = [
        Event("E1", "2013", "早", note="一"),
        Event("E2", "2018-06", "区划", note="二"),
        Event("E3", "2020-01", "疫情"),
    ]
    assert {"区划", "疫情"} <= set(labels(levels(seen(2015, 5.0), events=events)))
    assert "早" not in labels(levels(seen(2015, 5.0), events=events))
    assert "早" in labels(levels(seen(2012, 4.0), events=events))


def test_names_of_events_that_would_touch_stand_in_different_lines():
    near = [Event("E1", "2018-06", "株洲县改渌口区"), Event("E2", "2018-09", "空气标准修改")]
    figure = levels(seen(2015, 5.0), events=near)
    heights = {one.text: one.yshift for one in figure.layout.annotations if one.yshift and one.yshift < -20}
    assert heights["株洲县改渌口区"] != heights["空气标准修改"]
    assert figure.layout.margin.b > levels(seen(2015, 5.0), events=near[:1]).layout.margin.b


def test_a_phone_has_every_second_year_and_the_values_at_the_ends():
    rows = [seen(year, float(year - 2009)) for year in range(2010, 2020)]
    figure = levels(*rows, narrow=True)
    assert figure.layout.xaxis.dtick == 2
    assert set(written(figure)) == {2010, 2018, 2019}
    assert levels(*rows).layout.xaxis.dtick == 1


def test_other_areas_are_drawn_from_the_first_year_of_the_axis():
    others = [seen(year, 3.0, area="市", area_kind="reference") for year in (2013, 2016)]
    figure = levels(seen(2015, 5.0), others=others)
    assert [list(trace.x) for trace in figure.data if trace.line.color == P["neutral"]] == [[2016]]


def test_rates_are_bars_over_their_years_and_later_ones_pale():
    figure = rates(
        seen(2015, 12.0, measure="average_growth", since=2010),
        seen(2016, 9.0, measure="growth"),
        seen(2017, 1.0, measure="growth"),
        seen(2019, 8.0, measure="growth"),
    )
    bars = [
        (one.x[0], one.width[0], one.y[0], one.marker.opacity, one.text) for one in figure.data if one.type == "bar"
    ]
    assert bars == [
        (2013, 4.7, 12.0, 0.35, "年均12.0%"),
        (2016, 0.7, 9.0, 1, "9.0%"),
        (2017, 0.7, 1.0, 1, "1.0%"),
        (2019, 0.7, 8.0, 0.4, "8.0%"),
    ]
    places = {one.x[0]: one.textposition for one in figure.data if one.type == "bar"}
    assert places[2017] == "outside" and places[2016] == "inside"  # the short bar has no room for its value
    assert "目标年均<br>≥ 8%" in labels(figure)
    assert figure.layout.xaxis.range == pytest.approx((2010.4, 2020.6))


def test_without_an_average_the_chart_of_rates_has_no_empty_half():
    assert rates(seen(2016, 9.0, measure="growth")).layout.xaxis.range == pytest.approx((2015.4, 2020.6))


def test_what_the_plan_asks_is_drawn_where_nothing_is_known():
    figure = demand.demanded(YEARLY, "light", PERIOD)
    assert figure is not None
    assert [round(value, 1) for value in figure.data[0].y] == [108.0, 116.6, 126.0, 136.0, 146.9]
    assert list(figure.data[0].text) == ["108.0", "116.6", "126.0", "136.0", "146.9"]
    unknown = Measured(id="T3", area="甲", indicator="beds", kind="level", target=10.0, operator=">=", due=2020)
    assert demand.demanded(unknown, "light", PERIOD) is None


def test_a_projector_makes_the_events_larger_too():
    events = [Event("E1", "2018-06", "区划")]
    plain = levels(seen(2015, 5.0), events=events)
    large = enlarge(plain, 1.4)
    for one, other in zip(plain.layout.annotations, large.layout.annotations, strict=True):
        assert other.font.size == pytest.approx(one.font.size * 1.4)
