"""Tables as people meet them: badges in colour, few columns at first and all in what is taken along, cards on a phone."""

import json
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib import theme, ui
from lib.ledger import file as ledger
from lib.measure.constants import VERDICTS
from lib.text.citation import Sections
from lib.ui import phone, prepared, tables
from tests.test_pages import PAGES, app, shown

NOWHERE = pd.DataFrame({"chapter": [], "section": [], "first_line": []})
"""A plan without sections."""


def badges() -> dict[str, str]:
    """Every badge that the theme can make, with the tone it should have."""
    table = theme._TABLE
    return (
        {theme.badge(word): sign["tone"] for kind in ("verdict", "lamp") for word, sign in table[kind].items()}
        | {theme.mark(word): sign["tone"] for word, sign in table["mark"].items()}
        | {theme.hollow(word): table["verdict"][word]["tone"] for word in table["hollow"]}
    )


def contrast(ground: str) -> float:
    """The contrast of a chip's letters: Streamlit takes black on light grounds, white on dark ones."""
    light = theme.luminance(ground)
    return (light + 0.05) / 0.05 if light > 0.5 else 1.05 / (light + 0.05)


def test_every_badge_has_a_colour_of_its_tone_in_light_and_dark():
    assert {theme.badge(verdict) for verdict in VERDICTS} <= badges().keys()
    for mode in theme.MODES:
        chips, colours = theme.chips(mode), theme.palette(mode)
        for text, tone in badges().items():
            share = theme.FAINT if tone == "neutral" or "参考" in text else 0.55 if mode == "dark" else 1
            assert chips[text] == theme.mix(colours["surface"], colours[tone], share), text
            assert contrast(chips[text]) > 4.4, text


def test_a_badge_is_coloured_in_text_and_nothing_else_is():
    for text, tone in badges().items():
        assert theme.in_colour(text) == f":{theme.MARKDOWN[tone]}-badge[{text}]"
    assert theme.in_colour("**滞后**") == "**滞后**"


@pytest.fixture
def trained(demo_ledger, monkeypatch):
    """The app on the training set."""
    monkeypatch.setenv("PLAN_LEDGER", str(demo_ledger))


@pytest.fixture(scope="session")
def demo_ledger(records, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "demo.duckdb"
    ledger.store(path, records)
    return path


def columns(test: AppTest) -> list[list[str]]:
    """What each table of a page shows, those left out in which one types."""
    read = [table.proto for table in test.dataframe if table.proto.editing_mode == table.proto.READ_ONLY]
    return [list(proto.column_order) for proto in read if proto.alt]


@pytest.mark.parametrize("page", PAGES)
def test_a_table_shows_six_columns_unless_more_are_asked_for_and_five_before_a_room(page, trained):
    test = app(page, year="2018")
    assert not test.exception and all(0 < len(shown) <= tables.MOST for shown in columns(test))
    if test.get("dataframe"):
        room = app(page, year="2018", projector="true")
        assert all(len(shown) <= tables.BEFORE_A_ROOM for shown in columns(room))


def test_columns_that_a_link_asks_for_stand_behind_the_first_and_unknown_ones_are_ignored(trained):
    [plain] = columns(app("pages/cycle/warnings.py", year="2018"))
    [more] = columns(app("pages/cycle/warnings.py", year="2018", warning_columns=["追赶增速", "没有的列"]))
    assert more == [*plain, "追赶增速"] and "追赶增速" not in plain


@pytest.mark.parametrize(
    "page", ["monitor/indicators", "projects/register", "cycle/warnings", "cycle/supervision", "monitor/audit"]
)
def test_what_is_taken_along_has_every_column(page, trained, monkeypatch):
    taken: list[set[str]] = []
    monkeypatch.setattr(
        ui, "download", lambda rows, *_: taken.append(set((rows() if callable(rows) else rows).columns))
    )
    shown = max(app(f"pages/{page}.py", year="2018").dataframe, key=lambda table: len(table.value.columns))
    names = set(shown.value.columns) - {"走势", "编号", "条款", "发现号", "出处"}
    assert len(names) > len(shown.proto.column_order)
    assert any(names <= one for one in taken)


def test_badges_in_a_table_are_chips_and_a_column_of_other_words_is_not(trained):
    config = json.loads(app("pages/cycle/warnings.py", year="2018").dataframe[0].proto.columns)
    chip = config["级别"]["type_config"]
    assert (
        chip["type"] == "multiselect" and {"value": "◈ 红", "color": theme.palette("light")["bad"]} in chip["options"]
    )
    assert "type_config" not in config["目标"]


def test_text_longer_than_its_column_is_wrapped_and_short_text_is_not():
    short, long, longest = (
        prepared.lines(prepared.Cells(pd.DataFrame({"为何": [text]})), Sections(NOWHERE), ["为何"], {"为何": 200}, 1.0)
        for text in ("短", "长" * 30, "长" * 60)
    )
    assert short == 1 < long <= 3 < longest <= prepared.LINES


def test_tables_of_the_same_cells_look_alike_and_one_other_cell_is_another_table():
    rows = pd.DataFrame({"结论": ["▲ 达到进度", "▼ 滞后"], "数": [1.0, None], "几个": [["a"], ["b", "c"]]})
    same, other = prepared.Cells(rows.copy()), prepared.Cells(rows.assign(结论=["▲ 达到进度", "乙"]))
    assert prepared.Cells(rows) == same and hash(prepared.Cells(rows)) == hash(same) and same != other
    assert prepared.badges(same) == {"结论"} and prepared.badges(other) == set()
    for changed in (rows.rename(columns={"数": "值"}), rows.assign(数=[1.0, 0.0]), rows.astype({"数": "float32"})):
        assert prepared.Cells(changed) != same


LISTS = {
    "monitor/indicators": "目标条款一览",
    "projects/register": "项目一览",
    "projects/measures": "举措一览",
    "cycle/warnings": "2018年预警",
    "cycle/supervision": "督办事项",
    "cycle/unit": "要办的事项",
}


@pytest.mark.parametrize("page", LISTS)
def test_on_a_phone_a_list_is_cards_in_pages(page, trained, monkeypatch):
    monkeypatch.setattr(tables, "narrow", lambda: True)
    test = app(f"pages/{page}.py", year="2018")
    assert not test.exception
    assert not any(LISTS[page] in table.proto.alt for table in test.dataframe)
    assert 0 < len([text for text in test.caption if "　" in text.value]) <= phone.PAGE + 20


def test_a_tap_on_a_card_opens_what_it_names(trained, monkeypatch):
    monkeypatch.setattr(tables, "narrow", lambda: True)
    test = app("pages/projects/register.py", year="2018")
    card = next(button for button in test.button if (button.key or "").startswith("card-"))
    card.click().run()
    name = shown(card.label).strip("*")
    assert name in [heading.value for heading in test.subheader]
