"""Figures that must agree: a first figure too is held against its parts, its growth, and the whole that it lies in."""

import pytest

from tests.intake.test_beside import told

APART = {
    "per head": "指标,单位,2018年\n地区生产总值,亿元,363.9\n总人口,万人,36\n人均地区生产总值,元,11360\n",
    "a population in persons": "指标,单位,2018年\n地区生产总值,亿元,363.9\n总人口,万人,36000\n人均地区生产总值,元,101083\n",
    "a share": "指标,单位,2018年\n地区生产总值,亿元,363.9\n第三产业增加值,亿元,208\n三产占比,%,47.2\n",
    "growth and two levels": "指标,单位,2017年,2018年\n财政总收入,亿元,81.2,90.6\n财政总收入比上年增长,%,,6.3\n",
    "real growth far from nominal": "指标,单位,2017年,2018年\nGDP,亿元,300,363.9\nGDP增速,%,,9\n",
    "an intensity and its change": "指标,单位,2017年,2018年\n万元GDP能耗,吨标煤/万元,0.62,0.59\n单位GDP能耗降低率,%,,0.4\n",
    "a part beyond the whole": "指标,单位,2018年\n工业增加值,亿元,1900\n",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_what_does_not_agree_is_asked_about(examine, text):
    asked = told(examine(text, year=2018), "疑问")
    assert "对不上" in asked or "比它还大" in asked


AGREED = {
    "per head": "指标,单位,2018年\n地区生产总值,亿元,363.9\n总人口,万人,36\n人均地区生产总值,元,101100\n",
    "a share": "指标,单位,2018年\n地区生产总值,亿元,363.9\n第三产业增加值,亿元,208\n三产占比,%,57.2\n",
    "growth and two levels": "指标,单位,2017年,2018年\n财政总收入,亿元,81.2,90.6\n财政总收入比上年增长,%,,11.6\n",
    "an intensity and its change": "指标,单位,2017年,2018年\n万元GDP能耗,吨标煤/万元,0.62,0.59\n单位GDP能耗降低率,%,,4.8\n",
    "a bound": "指标,单位,2018年\n地区生产总值,亿元,超过363\n总人口,万人,36\n人均地区生产总值,元,90000\n",
}


@pytest.mark.parametrize("text", AGREED.values(), ids=AGREED)
def test_what_agrees_is_not_asked_about(examine, text):
    asked = told(examine(text, year=2018), "疑问")
    assert "对不上" not in asked and "比它还大" not in asked
