"""Every kind of deck, for every park and domain, with data and without: one message a slide, keys that hold, short
enough for a room."""

import json
import re

import pandas as pd
import pytest

from lib.cycle.dispatch import known_by
from lib.plan.opened import Plan
from lib.report import selection
from lib.report.deck import opening, projects, tour, typeset
from lib.report.deck.contents import PARTS, deck
from lib.report.deck.material import material
from lib.report.deck.slide import Cards, Figures, Table, Text, as_shown, for_json
from lib.text import clauses, dots
from lib.text.citation import Sections
from tests.homes import ABOUT, PERIOD
from tests.report.invented import ADJUSTED, CANCELLED

SUBJECTS = [
    ("annual", None),
    ("midterm", None),
    ("park", "新马科技工业园"),
    ("park", "田心高科园"),
    ("domain", "经济发展"),
    ("domain", "政治文明"),
    ("flagship", None),
]


def unknown(plan: Plan, year: int, area: str | None = None) -> int:
    """How many clauses cannot be judged."""
    rows = plan.assessed(year)
    return int((plan.within(rows, area) if area else rows)["verdict"].eq("无法评估").sum())


def slides_of(
    plan: Plan, kind: str, area: str | None, year: int, of: str | None = None, told: pd.DataFrame | None = None
) -> dict:
    given = material(plan, kind=kind, area=area, year=year, of=of)
    slides = deck(given if told is None else given._replace(chosen=given.chosen._replace(explanations=told)))
    assert len({slide.key for slide in slides}) == len(slides), "two slides share an address"
    return {slide.key: slide for slide in slides}


@pytest.mark.parametrize(
    ("kind", "of", "year"),
    [(*one, year) for one in SUBJECTS for year in PERIOD.years if not selection.unmade(one[0], year, ABOUT)],
)
def test_a_deck_is_worth_showing_in_any_year(plan, kind, of, year):
    slides = slides_of(plan, kind, "天元区", year, of)
    assert len(slides) >= 6
    assert next(iter(slides)) == "cover"
    assert "decisions" in slides and "close" in slides
    main = [slide for slide in slides.values() if slide.part != opening.ANNEX]
    assert len(main) <= (16 if kind == "flagship" else 15)
    assert not re.search(
        r"这里会列出|(?<![\d.,])0[项个处]|(?<!\d)(\d+)(?:项|个)\w*中，?\1(?:项|个)", _all_words(slides)
    ), "placeholders, noughts, three of three"
    for slide in slides.values():
        assert slide.title and slide.blocks, slide.key
        assert len(slide.title) <= 56, slide.title
        assert not re.search(r"\bnan\b|\bNone\b|<NA>", json.dumps(for_json(slide), ensure_ascii=False)), slide.key
        for block in slide.blocks:
            if isinstance(block, Table):
                assert 0 < len(block.rows) <= (typeset.LISTED if slide.part == opening.ANNEX else typeset.ROWS)
                assert len(block.rows) > 2 or slide.part == opening.ANNEX or kind == "flagship", slide.key
                assert all(len(row) == len(block.head) == len(block.widths) for row in block.rows)
            if isinstance(block, Text):
                assert all(block.paragraphs)
            if isinstance(block, Cards):
                assert all(card.title and card.lines for card in block.items), slide.key


@pytest.mark.parametrize("kind", selection.KINDS)
def test_every_park_and_domain_has_a_deck(plan, kind):
    for of in selection.choices(plan.frames(("area", "domain")), kind) or [None]:
        assert len(slides_of(plan, kind, None, 2018, of)) >= 6, of


@pytest.mark.parametrize(("kind", "of"), SUBJECTS)
def test_without_any_observation_the_deck_says_so(without_data, kind, of):
    slides = slides_of(without_data, kind, None, 2018, of)
    if kind in ("annual", "midterm"):
        assert "首要的是补数据" in slides["judgement"].title
        assert slides["lacking"].title == f"8个领域2018年无一可评：{unknown(without_data, 2018)}项各缺什么"
        assert not {"problems", "growth"} & set(slides)
        assert not [key for key in slides if key.startswith("domain-")]
    for block in (block for slide in slides.values() for block in slide.blocks if isinstance(block, Figures)):
        assert not [item for item in block.items if item.tone in ("good", "bad")], (
            "nothing is green or red where nothing is judged"
        )


def test_the_findings_are_those_of_the_data(plan):
    slides = slides_of(plan, "annual", "天元区", 2016)
    assert slides["judgement"].title.startswith("2016年能评3项，2项可作参考判断")
    assert "problems" not in slides, "one that is behind and of which nothing is said is no page"
    panels = {panel.title: panel for panel in slides["headlines"].blocks[0].items}
    assert panels["地区生产总值"].badge == "▲ 达到进度"
    assert panels["地区生产总值"].said == "今后四年须年均增长8.78%"
    assert any("ln(300/268.4) ÷ ln(420/268.4)" in note and "规划第117行" in note for note in slides["headlines"].notes)


def test_problems_have_cause_measure_unit_and_deadline(plan):
    entered = pd.DataFrame([["T129a", "=1+1", "扶持物流", "发展和改革局", "2017-12-31"]], columns=selection.SAID)
    slides = slides_of(plan, "annual", "天元区", 2016, told=entered)
    assert slides["explained"].title == "1项作了说明"  # 略有滞后 need not
    assert slides["explained"].blocks[0].rows == (
        ("服务业增加值占地区生产总值比重", "=1+1", "扶持物流", "发展和改革局", "2017年底"),
    )
    (card,) = slides["problems"].blocks[0].items
    assert (card.title, card.badge) == ("服务业增加值占地区生产总值比重", "▽ 略有滞后")
    assert card.lines == ("原因：=1+1", "措施：扶持物流", "单位：发展和改革局", "时限：2017年底")
    assert "explained" not in slides_of(plan, "annual", "天元区", 2016)


def test_late_targets_that_many_explained_stand_in_a_table(rich):
    late = rich.assessed(2018).query("verdict in @clauses.LATE")
    entered = pd.DataFrame(
        [[key, "原因", "措施", "单位", "2019-06-30"] for key in late["id"].head(9)], columns=selection.SAID
    )
    slide = slides_of(rich, "midterm", None, 2018, told=entered)["problems"]
    assert slide.title.startswith(f"{len(late)}项滞后，应作说明的") and "先列" in slide.title
    assert slide.blocks[0].head == ("问题", "原因", "措施", "单位", "时限")
    assert len(slide.blocks[0].rows) > 3 and all(
        row[1:] == ("原因", "措施", "单位", "2019年6月30日") for row in slide.blocks[0].rows
    )


def test_agenda_and_parts_say_what_comes(rich):
    slides = slides_of(rich, "midterm", None, 2018)
    points = slides["agenda"].blocks[0].items
    assert [point.head for point in points] == ["目标进展", "工程、项目与民生", "研判和建议"]
    keys = list(slides)
    for number, point in enumerate(points, 1):
        own = [slide for slide in slides.values() if slide.part == point.head]
        parted = own[0].key == f"part-{number}"
        told = [slide for slide in own if slide.key not in ("close", f"part-{number}")]
        assert point.text == told[0].title
        assert parted == (number > 1 and len(told) >= opening.FEW), "no page before a page or two"
    assert keys.index("close") + 1 == keys.index("annex")
    assert all(slide.part == opening.ANNEX for key, slide in slides.items() if keys.index(key) > keys.index("close"))


def test_callouts_of_the_map_lie_apart_and_beside_the_words(rich):
    slide = slides_of(rich, "midterm", None, 2018)["map"]
    (block,) = slide.blocks
    assert len(block.callouts) > 5
    assert block.sheet.width / block.sheet.height == pytest.approx(typeset.WIDTH / typeset.HEIGHT, rel=0.01)
    scale = typeset.WIDTH / block.sheet.width
    for one in block.callouts:
        assert one.label[0] * scale - 60 > typeset.PANEL.width
        assert not [
            other
            for other in block.callouts
            if other != one
            and abs(one.label[0] - other.label[0]) * scale < 100
            and abs(one.label[1] - other.label[1]) * scale < 42
        ]


def test_livelihood_begins_with_what_is_late(plan):
    slide = slides_of(plan, "annual", "天元区", 2018)["livelihood"]
    figures, table = slide.blocks
    rows = plan.within(plan.projects(2018), "天元区").query("livelihood == 'yes' and stage != '十二五已建成'")
    assert figures.items[0].value == f"{len(rows)}个" and len(table.rows) == 5


def _all_words(slides: dict) -> str:
    """What stands on the slides: titles, figures and texts; tables of numbers may hold a nought."""
    words = [slide.title for slide in slides.values()]
    words += [
        text
        for slide in slides.values()
        for block in slide.blocks
        if isinstance(block, Text)
        for text in block.paragraphs
    ]
    return "\n".join(words)


def test_what_is_known_of_single_years_is_shown_and_never_denied(plan):
    """2018 has three growth rates and no level."""
    slides = slides_of(plan, "annual", "天元区", 2018)
    latest = {row[0]: row[2] for row in slides["headline-table"].blocks[0].rows}
    assert latest["固定资产投资"] == "2018年增长5%"
    assert latest["地区生产总值"] == "超过300亿元（2016）；2018年增长9%"
    assert "2个只有增速" in slides["headline-table"].title
    lacks = dict(slides["nearly"].blocks[0].rows)
    assert lacks["地区生产总值年均增速"] == "缺2017年的增速（已有2016年10.8%、2018年9%）"
    assert slides["growth"].title == "2018年公布的3个增速都低于规划要求的年均增速"


@pytest.mark.parametrize(
    ("area", "year", "lines"),
    [
        (
            "天元区",
            2018,
            (
                "补数据：{now}项缺2018年的数（其中{both}项也缺2015年的数），3项缺个别年份的数",
                "补记录：2018年已到期而无完成记录的里程碑2项",
                "定口径：5项基期口径不一致",
            ),
        ),
        ("天元区", 2017, ("盯时限：2018年底前到期的里程碑2项",)),
    ],
)
def test_the_decisions_say_what_is_true(plan, area, year, lines):
    points = slides_of(plan, "annual", area, year)["decisions"].blocks[0].items
    text = [f"{point.head}：{point.text}" for point in points]
    gaps = plan.within(plan.assessed(year), area)["gap"].value_counts()
    both = gaps.get("no_base_no_actual", 0)
    lines = [line.format(now=gaps.get("no_actual", 0) + both, both=both) for line in lines]
    assert all(any(paragraph.startswith(line) for paragraph in text) for line in lines), text


def test_two_clauses_of_one_name_count_twice(rich):
    late = rich.assessed(2018).query("domain_name == '经济发展'")
    late = late[late["verdict"].isin(clauses.LATE)]
    slides = slides_of(rich, "midterm", None, 2018)
    assert (
        f"{len(late)}项滞后" in slides["domain-economy"].title and f"等{len(late)}项" in slides["domain-economy"].title
    )
    assert late["name"].duplicated().any(), "the case of the test"


def test_bounds_stay_bounds(plan):
    slides = slides_of(plan, "midterm", None, 2018)
    panel = next(one for one in slides["headlines"].blocks[0].items if one.title == "地区生产总值·天元区")
    assert panel.chart.series[0].bounds[1] == "超过"
    ahead = next(row for row in slides["to-end"].blocks[0].rows if row[0] == "地区生产总值·天元区")
    assert all(cell.startswith("超过") for cell in ahead[2:])
    assert any("自2016年超过300.0亿元起推算（起点是界限值，推算值也是）" in note for note in slides["to-end"].notes)
    assert "“十二五”趋势现价" in slides["to-end"].sources


def test_when_the_plan_is_over_nothing_is_to_be_caught_up(rich):
    slides = slides_of(rich, "annual", "高新区", 2020)
    assert "catch-up" not in slides
    items = [
        item
        for slide in slides.values()
        for block in slide.blocks
        if isinstance(block, Figures)
        for item in block.items
    ]
    assert {item.tone for item in items if item.value == "0项"} == {"neutral"}
    assert {"完成", "未完成"} < {item.label for item in slides["judgement"].blocks[1].items}
    points = slides["decisions"].blocks[0].items
    titles = [slide.title for slide in slides.values() if slide.part not in ("工程、项目与民生",)]
    said = "\n".join([*titles, *(point.text for point in points)])
    assert not re.search("滞后|赶进度|追赶|目标路径|今后", said)


def test_adjustments_are_counted_once_and_their_date_is_said(rich):
    slides = slides_of(rich, "midterm", None, 2018)
    assert slides["adjusted"].title == "按程序调整目标2项次（下调1项、取消1项）"
    assert slides["adjusted"].blocks[0].keys == (ADJUSTED, CANCELLED), "each once"
    assert "于2018年9月1日按程序调整，结论按现目标" in slides["headline-table"].sources


def test_what_was_adjusted_later_is_in_no_deck_of_the_year_before(rich):
    slides = slides_of(rich, "annual", None, 2017)
    assert "adjusted" not in slides and "按程序调整" not in slides["headline-table"].sources


@pytest.mark.parametrize(
    ("total", "dated", "due", "text"),
    [
        (2, 0, 0, "2个项目都没有写明时限"),
        (44, 5, 1, "44个项目中5个写明时限，1个应在2018年底前完成"),
        (44, 5, 5, "44个项目中5个写明时限，都应在2018年底前完成"),
    ],
)
def test_dates_of_projects_in_words(total, dated, due, text):
    assert projects._dates(total, dated, due, 2018) == text


def test_a_list_that_is_not_whole_says_so(plan):
    slides = slides_of(plan, "park", None, 2018, "河西示范园")
    listed = [slide for key, slide in slides.items() if key.startswith("projects-listed")]
    total, shown = (
        len(selection.chosen(plan, kind="park", year=2018, of="河西示范园").projects),
        sum(len(slide.blocks[0].rows) for slide in listed),
    )
    assert 0 < shown < total and all(f"{total}个项目，列出{shown}个" in slide.title for slide in listed)
    assert listed[-1].title.endswith(f"（{len(listed)}/{len(listed)}）") and any(
        note.startswith(f"没有列出的{total - shown}个：") for note in listed[-1].notes
    )
    flagship = slides_of(plan, "flagship", None, 2018)
    assert len(flagship["flagship-zizhu-chuangxin-yuan"].blocks[1].rows) == 5
    assert flagship["map"].title == "六大百亿工程中5项落在图上；汽车产业集群的位置规划没有载明"
    assert "3　新马EBD：百亿工程，生态商务休闲配套区" in flagship["map"].blocks[1].paragraphs


def test_what_has_nothing_to_say_is_left_out(plan):
    slides = slides_of(plan, "park", None, 2018, "田心高科园")
    assert not {"audit", "sources", "standing"} & set(slides)
    assert [item.label for item in slides["park"].blocks[1].items][1:] == ["项目"], (
        "the plan gives no stage of this park: none is under way"
    )


def test_the_zone_shows_its_parks(plan):
    assert slides_of(plan, "annual", "高新区", 2018)["map"].title.startswith("规划项目最多的是河西高新技术产业示范园")


def test_slides_cite_chapters_and_sections_and_the_notes_have_every_line(plan):
    slides = slides_of(plan, "annual", "天元区", 2018)
    lines = sorted(set(plan.within(plan.assessed(2018), "天元区")["line"]))
    sections = Sections(plan.frame("section"))
    shown = as_shown(slides["judgement"])
    assert shown.sources == f"规划{sections.at(lines[0])}等{len(set(map(sections.at, lines)))}处（逐条见备注）"
    assert shown.notes[-1] == f"来源：规划第{'、'.join(map(str, lines))}行"
    for kind in PARTS:
        of = {"park": "河西示范园", "domain": "经济发展"}.get(kind)
        for slide in slides_of(plan, kind, None, 2018, of).values():
            said = str(for_json(as_shown(slide)._replace(notes=())))
            assert not re.search(r"第\d[\d、至]*行", said), (kind, slide.key)


def test_projects_that_came_after_the_plan_are_dots_of_their_own_in_the_tour(trained):
    """They are told apart from those that the plan has, and counted apart."""
    shown = [slide for key, slide in slides_of(trained, "midterm", None, 2018).items() if key.startswith(tour.KEY)][-1]
    sheet, text = shown.blocks
    came = [layer for layer in sheet.layers if layer.title == f"项目：{dots.CAME}"]
    on_map = set(trained.newcomers_on_map["project"]) & known_by(trained.state, 2018)
    assert len(came) == 1 and on_map and f"{dots.CAME}{len(on_map)}项" in text.paragraphs[-1]
    assert shown.title == f"项目：{trained.source.projects_on_map['project'].nunique()}项有位置"


def test_every_kind_has_its_slides():
    assert set(PARTS) == set(selection.KINDS)


def test_every_step_of_the_tour_is_a_slide_that_numbers_what_it_speaks_of(plan):
    slides = [slide for key, slide in slides_of(plan, "midterm", None, 2018).items() if key.startswith(tour.KEY)]
    rows = plan.frame("map_step").sort_values("position")
    assert [slide.title.split("：")[0] for slide in slides] == rows["name"].tolist()
    for slide, dotted in zip(slides, rows["dots"], strict=True):
        sheet, text = slide.blocks
        assert [f.label for layer in sheet.layers for f in layer.features if f.label] or dotted == "yes"
        assert text.paragraphs and any(layer.title.startswith("项目：") for layer in sheet.layers) == (dotted == "yes")
        inside = [
            xy for layer in sheet.layers if layer.geometry == "point" for f in layer.features for xy in f.paths[0]
        ]
        assert all(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in inside)
