"""Which slides are shown: in a link, in a file, and what is wrong with one."""

import base64
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lib.ledger.photograph import WrongPicture
from lib.report.deck import choice as c
from lib.report.deck.own import AWAY, Own
from lib.report.deck.picture import taken
from lib.report.deck.slide import COVER, Slide, Text
from lib.report.letter import Letter

DECK = [Slide(key, key, key, ()) for key in ("cover", "year", "steps")]
KNOWN = {"kind": ["annual", "park"], "area": [None, "天元区"], "year": [2018]}
ASKED = {"kind": "annual", "area": "天元区", "year": 2018, "of": None}


def test_without_a_choice_all_slides_are_shown():
    assert c.shown(c.Choice(), DECK) == ("cover", "year", "steps")
    assert c.to_query(c.Choice()) == {}


def test_order_is_kept_and_what_is_gone_is_left_out():
    chosen = c.Choice(("steps", "gone", "cover", "steps"))
    assert [slide.key for slide in c.arranged(chosen, DECK)] == ["steps", "cover"]


def test_a_slide_of_ones_own_comes_last_and_can_be_taken_out():
    chosen = c.with_text(c.with_text(c.Choice(("year",)), DECK, "结论", "一\n二"), DECK, "再一", "")
    assert c.shown(chosen, DECK) == ("year", "text-1", "text-2")
    assert c.arranged(chosen, DECK)[1].blocks[0].paragraphs == ("一", "二")
    assert c.shown(c.without_text(chosen, "text-1"), DECK) == ("year", "text-2")
    assert c.with_text(chosen, DECK, "  ", "没有标题") == chosen


def test_cells_of_a_spreadsheet_become_a_table_and_lines_points():
    chosen = c.with_text(c.Choice(), DECK, "表", "项目\t万元\n甲\t1,046.9\n乙\t-3")
    table = c.arranged(chosen, DECK)[-1].blocks[0]
    assert (table.head, table.rows, table.right) == (("项目", "万元"), (("甲", "1,046.9"), ("乙", "-3")), (1,))
    assert c.arranged(c.with_text(c.Choice(), DECK, "点", "一\n二"), DECK)[-1].blocks[0].listed


def test_a_picture_stands_beside_its_text_goes_into_the_file_and_is_named_where_it_is_not():
    chosen = c.with_text(c.Choice(), DECK, "现场", "一", taken(photograph(), "现场"))
    text, shown = c.arranged(chosen, DECK)[-1].blocks
    assert text.paragraphs == ("一",) and (shown.width, shown.height, shown.told) == (40, 20, "现场")
    query = c.to_query(chosen)
    assert c.from_file(c.to_file(chosen, ASKED), KNOWN)[0] == chosen
    elsewhere = c.arranged(c.from_query(query["slides"], query["text"]), DECK)[-1]
    assert elsewhere.blocks[0].paragraphs == ("一", AWAY)
    assert not c.without_text(chosen, "text-1").pictures


def test_a_picture_is_made_small_and_what_is_none_is_refused_in_words():
    found = taken(photograph((4000, 1000), "JPEG"), "")
    assert (found.width, found.height) == (1600, 400)
    assert b"Exif" not in base64.b64decode(found.data)
    for wrong in (b"<svg/>", photograph()[:60], photograph(kind="GIF")):
        with pytest.raises(WrongPicture, match="PNG或JPG"):
            taken(wrong, "")


def photograph(size=(40, 20), kind="PNG") -> bytes:
    """A picture file that says where it was taken."""
    image, file = Image.new("RGB", size, "teal"), io.BytesIO()
    exif = image.getexif()
    exif[0x010E] = "某地"
    image.save(file, kind, **({"exif": exif} if kind != "GIF" else {}))
    return file.getvalue()


def test_the_cover_says_the_meeting_the_unit_and_the_day():
    deck = [Slide("cover", "", "", (Text(("评估年",)),), layout=COVER), *DECK[1:]]
    chosen = c.Choice(letter=Letter("", "某局", "2018-11-28", "某次会议"))
    assert c.arranged(chosen, deck)[0].blocks[0].paragraphs == ("某次会议", "某局　2018年11月28日", "评估年")
    assert c.from_query(None, [], c.to_query(chosen)["cover"]) == chosen
    assert c.from_file(c.to_file(chosen, ASKED), KNOWN)[0] == chosen
    assert c.arranged(c.from_query(None, [], '["a"'), deck)[0].blocks[0].paragraphs == ("评估年",)


@given(
    st.none() | st.lists(st.sampled_from(["cover", "year", "steps", "text-1"]), unique=True).map(tuple),
    st.lists(st.tuples(st.text(max_size=30).map(c.clean), st.text(max_size=60).map(c.clean)), max_size=4),
)
def test_link_and_file_give_back_what_was_saved(keys, texts):
    chosen = c.Choice(keys, tuple(Own(f"text-{i}", title, text) for i, (title, text) in enumerate(texts, start=1)))
    query = c.to_query(chosen)
    read = c.from_query(query.get("slides"), list(query.get("text", [])))
    assert read == chosen
    assert c.from_file(c.to_file(chosen, ASKED), KNOWN) == (chosen, ASKED)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "内容不是JSON"),
        (b"{", "内容不是JSON"),
        (b"[" * 100_000, "内容不是JSON"),
        (b"[]", "缺少“汇报”：1"),
        (json.dumps({"汇报": 1, "kind": "weekly"}).encode(), "文件中“kind”为“weekly”，应为annual、park之一"),
        (
            json.dumps({"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "slides": "cover"}).encode(),
            "“slides”应为页的名单",
        ),
        (
            json.dumps(
                {"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "pictures": {"a": ["PHN2Zy8+", ""]}}
            ).encode(),
            "“pictures”应为图片的名单",
        ),
        (
            json.dumps(
                {"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "texts": [["cover", "a", "b"]]}
            ).encode(),
            "应为text-加数字",
        ),
        (
            json.dumps(
                {"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "texts": [["text-1", 1, "b"]]}
            ).encode(),
            "三段文字",
        ),
        (json.dumps({"汇报": 1, "kind": "park", "area": None, "year": 2018, "of": ["x"]}).encode(), "园区或领域的名称"),
    ],
)
def test_a_wrong_file_is_answered_in_words(content, message):
    with pytest.raises(c.WrongFile, match=message):
        c.from_file(content, KNOWN)
