"""Every kind of deck, for every park and domain, with data and without: one message a slide, keys that hold, short enough for a room."""

import json
import re

import pandas as pd
import pytest

from lib.compute.constants import YEARS
from lib.plan import Plan
from lib.report import selection
from lib.report.deck import PARTS, deck
from lib.report.material import material
from lib.report.slide import Table, Text, plain

SUBJECTS = [
    ("annual", None),
    ("midterm", None),
    ("park", "新马科技工业园"),
    ("park", "田心高科园"),
    ("domain", "经济发展"),
    ("domain", "政治文明"),
    ("flagship", None),
]


def slides_of(plan: Plan, kind: str, area: str | None, year: int, of: str | None = None, told: pd.DataFrame | None = None) -> dict:
    given = material(plan, kind=kind, area=area, year=year, of=of)
    slides = deck(given if told is None else given._replace(chosen=given.chosen._replace(explanations=told)))
    assert len({slide.key for slide in slides}) == len(slides), "two slides share an address"
    return {slide.key: slide for slide in slides}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("kind", "of"), SUBJECTS)
def test_a_deck_is_worth_showing_in_any_year(plan, kind, of, year):
    slides = slides_of(plan, kind, "天元区", year, of)
    assert len(slides) >= 6
    assert next(iter(slides)) == "cover"
    assert {"steps", "audit"} <= set(slides)
    for slide in slides.values():
        assert slide.title and slide.blocks, slide.key
        assert len(slide.title) <= 56, slide.title
        assert not re.search(r"\bnan\b|\bNone\b|<NA>", json.dumps(plain(slide), ensure_ascii=False)), slide.key
        for block in slide.blocks:
            if isinstance(block, Table):
                assert 0 < len(block.rows) <= 7
                assert all(len(row) == len(block.head) == len(block.widths) for row in block.rows)
            if isinstance(block, Text):
                assert all(block.paragraphs)


@pytest.mark.parametrize("kind", selection.KINDS)
def test_every_park_and_domain_has_a_deck(plan, kind):
    for of in selection.choices(plan.frames(("area", "domain")), kind) or [None]:
        assert len(slides_of(plan, kind, None, 2018, of)) >= 6, of


@pytest.mark.parametrize(("kind", "of"), SUBJECTS)
def test_without_any_observation_the_deck_says_so(without_data, kind, of):
    slides = slides_of(without_data, kind, None, 2018, of)
    if "year" in slides:
        assert "缺数据是首要问题" in slides["year"].title
        assert slides["behind"].title == "2018年没有可评的条款，不能说有没有滞后"
        assert slides["improved"].title == "2018年没有前后可比的数"
        assert not [key for key in slides if key.startswith("track-")]


def test_the_findings_are_those_of_the_data(plan):
    slides = slides_of(plan, "annual", "天元区", 2016)
    assert slides["year"].title == "2016年可评3项：2项达标或达到进度，1项滞后（经济发展）；另有116项缺数据"
    assert slides["behind"].title == "1项滞后：服务业增加值占地区生产总值比重（进度比0.92）"
    assert slides["track-T117b"].title == "天元区地区生产总值：2016年超过300亿元，比目标路径高6.5亿元"
    assert any("ln(300/268.4) ÷ ln(420/268.4)" in note and "规划第117行" in note for note in slides["track-T117b"].notes)


def test_explanations_stand_on_a_slide_of_their_own(plan):
    entered = pd.DataFrame([["T129a", "=1+1", "扶持物流", "发展和改革局", "2017年6月"]], columns=selection.EXPLANATIONS)
    slides = slides_of(plan, "annual", "天元区", 2016, told=entered)
    assert slides["explained"].title == "1项滞后中1项已作说明"
    assert slides["explained"].blocks[0].rows == (("服务业增加值占地区生产总值比重", "=1+1", "扶持物流", "发展和改革局", "2017年6月"),)
    assert "作说明" not in slides["steps"].title
    without = slides_of(plan, "annual", "天元区", 2016)
    assert "explained" not in without
    assert "作说明" in without["steps"].title


def test_every_kind_has_its_slides():
    assert set(PARTS) == set(selection.KINDS)
