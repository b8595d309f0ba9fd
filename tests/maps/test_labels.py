"""Names on the map: none of those that stand free covers another, wherever the units lie."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.maps import labels

NAMES = st.sampled_from(["湘江", "栗雨城", "神农城主城区", "河西高新技术产业示范园", "天易科技城（核心区） 9个", "EBD"])
SPOT = st.tuples(st.floats(112.9, 113.3), st.floats(27.5, 27.9), st.floats(0, 0.1))
LABEL = st.builds(
    labels.Label,
    st.just("x"),
    NAMES,
    st.floats(10, 24),
    st.floats(0, 99),
    st.lists(SPOT, min_size=1, max_size=8),
    st.none() | st.floats(3, 12),
)


def box(found, zoom):
    """The pixels that a placed name covers."""
    x, y = labels.position(found.lon, found.lat, zoom)
    width, height = labels.extent(found.text, found.label.size)
    x += found.offset[0] + {"start": width / 2, "middle": 0, "end": -width / 2}[found.side]
    y += found.offset[1]
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def cross(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=60, deadline=None)
@given(st.lists(LABEL, max_size=14), st.floats(8, 12))
def test_free_names_do_not_cover_each_other(wanted, zoom):
    placed = labels.place(wanted, zoom)
    assert len(placed) == len(wanted)
    for one, other in itertools.combinations([box(found, zoom) for found in placed if found.free], 2):
        assert not cross(one, other)


def test_the_higher_rank_keeps_the_place():
    same = [(113.0, 27.7, 0.0)]
    placed = labels.place([labels.Label("low", "湘江", 14, 1, same), labels.Label("high", "栗雨城", 14, 2, same)], 10)
    assert next((found.label.key, found.free) for found in placed) == ("high", True)
    assert not placed[1].free, "there is no room beside a place without extent"
    small = [(113.0, 27.7, 0.015)]
    placed = labels.place([labels.Label("low", "湘江", 14, 1, small), labels.Label("high", "栗雨城", 14, 2, small)], 10)
    assert placed[1].free and placed[1].offset != (0, 0), "the other moves aside"


@pytest.mark.parametrize(
    "room, height, text",
    [(0.5, 0.02, "中部生态功能带"), (0.07, 0.5, "中\n部\n生\n态\n功\n能\n带"), (0.07, 0.02, "中部生态功能带")],
)
def test_a_name_in_a_tall_narrow_area_runs_from_top_to_bottom(room, height, text):
    spots = [(113.0, 27.5 + height * step / 6, room) for step in range(7)]
    assert labels.place([labels.Label("x", "中部生态功能带", 17, 1, spots)], 10)[0].text == text


def test_the_name_of_a_point_does_not_cover_its_mark():
    spot = [(113.0, 27.7, 0.0)]
    found = labels.place([labels.Label("x", "湘江", 14, 1, spot, radius=8)], 10)[0]
    x, y = labels.position(113.0, 27.7, 10)
    left, top, right, bottom = box(found, 10)
    assert not cross((left, top, right, bottom), (x - 8, y - 8, x + 8, y + 8))
