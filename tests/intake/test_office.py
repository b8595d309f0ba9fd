"""Figures as offices write them: usual names, classes, bounds said twice, points, notes at a cell."""

import io

import openpyxl
import pytest

from lib.intake.number import NotANumber, read_number
from tests.intake.test_beside import found, told

USUAL = {
    "GDP": "gdp.level",
    "国内生产总值（GDP）": "gdp.level",
    "GDP增速": "gdp.growth",
    "固投增速": "fixed_investment.growth",
    "全社会固定资产投资增长": "fixed_investment.growth",
    "社零总额增速": "retail.growth",
    "规上工业增加值": "industry_va_above.level",
    "三产占比": "service_share.level",
    "第三产业占GDP的比重": "service_share.level",
    "万元GDP能耗": "energy_intensity.level",
    "R&D支出占GDP比例": "rd_share.level",
    "研发投入强度": "rd_share.level",
    "万人发明专利拥有量": "invention_per_10k.level",
    "空气优良率": "air_good_share.level",
    "污水集中处理率": "sewage_share.level",
    "新建500kV变电站": "substation_500kv.sum",
}


@pytest.mark.parametrize(("name", "key"), USUAL.items())
def test_a_usual_name_is_known(examine, name, key):
    assert list(found(examine(f"指标,2018年\n{name},9\n", year=2018))) == [f"{key}@2018"]


def test_every_alias_of_the_plan_means_one_indicator(vocabulary):
    from lib.intake.names import plain
    from lib.intake.number import WORDS

    for other, name in WORDS["alias"].items():
        if known := vocabulary._names.get(plain(name)):
            assert vocabulary._names[plain(other)] == known, other


def test_an_unknown_name_is_refused_with_the_nearest(examine):
    checked = examine("指标,2018年\n森林复盖率,29\n", year=2018)
    assert (found(checked), "是不是“森林覆盖率”？" in told(checked, "错误")) == ({}, True)


@pytest.mark.parametrize(
    "name", ["单位GDP能耗降低率", "单位GDP能耗下降率", "万元GDP能耗降幅", "单位地区生产总值能耗比上年下降"]
)
def test_a_rate_of_fall_is_a_negative_growth_and_asked_about(examine, name):
    checked = examine(f"指标,单位,2018年\n{name},%,4.1\n", year=2018)
    assert found(checked) == {"energy_intensity.growth@2018": -4.1}
    assert "按比上年增长-4.1读入" in told(checked, "疑问")


@pytest.mark.parametrize("cell", ["降低2.2个百分点", "下降2.2百分点", "-2.2个百分点", "上升0.3个百分点"])
def test_points_are_never_taken_as_a_growth(examine, cell):
    checked = examine(f"指标,2018年\n单位地区生产总值能耗比上年增长,{cell}\n", year=2018)
    assert (found(checked), "百分点是两个比率之差" in told(checked, "错误")) == ({}, True)


def test_points_under_a_share_are_asked_about(examine):
    checked = examine("指标,2018年\n文化产业增加值占地区生产总值比重,5.7个百分点\n", year=2018)
    assert "5.7百分点已换算为5.7%；请核对" in told(checked, "疑问")


@pytest.mark.parametrize(
    ("cell", "value", "operator"),
    [
        ("控制在2.9%以内", 2.9, "<="),
        ("不超过2.9%以内", 2.9, "<="),
        ("达到95%以上", 95.0, ">="),
        ("Ⅲ类", 3.0, ""),
        ("III类", 3.0, ""),
        ("三类", 3.0, ""),
        ("达到Ⅱ类", 2.0, "="),
    ],
)
def test_a_bound_said_twice_and_a_class_are_read(cell, value, operator):
    assert read_number(cell)[:2] == (value, operator)


@pytest.mark.parametrize("cell", ["控制在3%左右", "劣Ⅴ类", "Ⅱ～Ⅲ类"])
def test_what_says_two_things_is_no_number(cell):
    with pytest.raises(NotANumber):
        read_number(cell)


def noted(note: bool) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["指标", "数值", *(["备注"] if note else [])], ["森林覆盖率", 29.4, *(["林业局"] if note else [])]):
        sheet.append(row)
    sheet["B2"].comment = openpyxl.comments.Comment("快报，\n年报出来再改", "统计员")
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("own", "note"), [(False, "批注：快报， 年报出来再改"), (True, "林业局；批注：快报， 年报出来再改")]
)
def test_what_is_noted_at_a_cell_is_kept(examine, own, note):
    assert [f["note"] for f in examine(noted(own), year=2018, name="表.xlsx").figures] == [note]
