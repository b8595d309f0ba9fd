"""The drawing against the plan's text: what the text puts together lies together, what it sets apart lies apart.

Shares are of an area's area, of a line's length, of a point 0 or 1; measured in metres.
"""

import pandas
import pytest
import shapely

from lib.maps import places
from tests.homes import ABOUT
from tests.maps.test_places import GEO, ROOT

LIES_IN = [  # what, in what, the least share, where the plan says so
    ("zhuzhou-west", "core-wuguang", 1.0, "248、503：高铁站所在的新城"),
    ("hub-wuguangxi", "core-wuguang", 1.0, "384：武广西公交枢纽"),
    ("xinma-park", "belt-west", 0.99, "246、250：产业园在生产带"),
    ("tianyi-park", "belt-west", 0.99, "246、250"),
    ("auto-expo-park", "belt-west", 0.99, "246、264"),
    ("innovation-park", "belt-west", 0.99, "246、264"),
    ("ebd", "belt-west", 0.99, "246、264"),
    ("tianyi-startup", "belt-west", 0.99, "246、271：制造、仓储的园区"),
    ("core-tianyi", "belt-west", 0.99, "248、264：天易科技城是示范园的一部分"),
    ("core-xinma", "belt-west", 0.99, "248、264"),
    ("core-shennong", "belt-east", 0.99, "246：沿江的生活带"),
    ("core-wuguang", "belt-east", 0.98, "246"),
    ("core-xiangjiang", "belt-east", 0.99, "246"),
    ("qunfeng", "agri-circle", 1.0, "250：一圈含群丰、雷打石、三门"),
    ("leidashi", "agri-circle", 1.0, "250"),
    ("sanmen", "agri-circle", 1.0, "250"),
    ("green-heart", "belt-middle", 0.99, "246：结合城市绿心保护"),
    ("tianxin-park", "shifeng", 0.99, "区外三园各在所在的区"),
    ("dongjiaduan-park", "lusong", 0.99, "272"),
    ("dongjiaduan-industrial", "lusong", 0.99, "272"),
    ("wulidun", "lusong", 0.99, "272"),
    ("airport", "wulidun", 1.0, "272：以机场为核心"),
    ("jinshan-park", "hetang", 0.99, "272"),
]
APART = [  # what, from what, the share that may still lie in it, where the plan says so
    ("qunfeng", "belt-middle", 0.0, "246：镇区不在生态带"),
    ("leidashi", "belt-middle", 0.0, "246"),
    ("sanmen", "belt-middle", 0.0, "246"),
    ("tianyi-park", "belt-middle", 0.01, "246"),
    ("innovation-park", "auto-expo-park", 0.01, "264：并列的百亿工程"),
    ("ebd", "auto-expo-park", 0.01, "264"),
    ("majiahe", "auto-expo-park", 0.0, "390：街道"),
    ("tianxin-park", "tianyuan", 0.0, "区外"),
    ("dongjiaduan-park", "tianyuan", 0.0, "区外"),
    ("jinshan-park", "tianyuan", 0.0, "区外"),
]
ON_LAND = ("roads", "roads-across", "roads-along", "tram", "service-street")
BESIDE = {"kongling-an": "leidashi"}  # the place of a point is a town, itself a point: how many kilometres apart


@pytest.fixture(scope="module")
def drawn():
    return pandas.concat(places.load(GEO).values()).set_index("id").to_crs(ABOUT.map.metres)


@pytest.fixture(scope="module")
def shape(drawn):
    return drawn.geometry


@pytest.fixture(scope="module")
def table():
    return pandas.read_csv(ROOT / "data" / "place.csv", dtype=str, keep_default_na=False).set_index("id")


def share(part, whole):
    """How much of a part lies in a whole."""
    common = part.intersection(whole)
    if part.area:
        return common.area / part.area
    return common.length / part.length if part.length else float(not common.is_empty)


@pytest.mark.parametrize("part, whole, least, line", LIES_IN)
def test_what_the_text_puts_together_lies_together(shape, part, whole, least, line):
    assert share(shape[part], shape[whole]) >= least, line


@pytest.mark.parametrize("part, other, most, line", APART)
def test_what_the_text_sets_apart_lies_apart(shape, part, other, most, line):
    assert share(shape[part], shape[other]) <= most, line


@pytest.mark.parametrize("inner", ["innovation-park", "ebd", "majiahe"])
def test_the_motor_park_does_not_ring_its_neighbours(shape, inner):
    assert not shapely.Polygon(shape["auto-expo-park"].exterior).covers(shape[inner])


def test_a_unit_lies_in_the_one_above_it(shape, table):
    for key in shape.index:
        above = table.at[key, "parent"]
        if above not in shape.index:
            continue
        if key in BESIDE:
            assert BESIDE[key] == above and shape[key].distance(shape[above]) < 4_000, key
        else:
            assert share(shape[key], shape[above]) >= 0.99, f"{key} 不在 {above} 之内"


def test_a_park_of_the_three_that_is_not_in_production_says_why(shape, table):
    parks = [key for key, row in table.iterrows() if row["system"] == "circle" and key.endswith("-park")]
    for key in parks:
        if share(shape[key], shape["belt-west"]) < 0.99:
            note = table.at[key, "note"]
            assert "第250行" in note and "生产功能带" in note, f"{key} 不在生产带，说明里没有说"


def test_no_road_runs_into_the_river(drawn, shape):
    for key, line in drawn[drawn["layer"].isin(ON_LAND)].geometry.items():
        assert line.intersection(shape["xiang-river"]).length < 1, key


def test_the_station_road_is_drawn_for_its_section_only(shape):
    road, station = shape["xizhan-nanlu"], shape["zhuzhou-west"]
    assert max(x for x, _ in road.coords) - station.x < 1_000, "384：湘潭和武广高铁站连接段"
    assert road.distance(shape["tianyuan"].boundary) < 300, "384：自湘潭界"
    assert road.distance(station) < 1_500
    assert road.distance(shape["agri-circle"]) < 5, "250：西站南路以南为都市农业圈"
