"""Slides of one's own: a title with text, a table pasted from a spreadsheet, a picture; what is asked of the meeting in
one's own words."""

from collections.abc import Mapping
from typing import NamedTuple

from lib.report.deck.slide import Block, Picture, Point, Points, Slide, Text, clean
from lib.report.deck.typeset import ROWS, grid

TITLE, BODY = 56, 800
"""Longest title and text (characters)."""
REWORDED = "text-0"
"""The key of the slide of what people wrote that the meeting is asked to decide."""
AWAY = "图片只在加图的人这次会话和“保存选页”的文件里：请用“打开选页”打开那个文件"
"""What stands in the place of a picture that a link names and that is not here."""


class WrongFile(ValueError):
    """A file that is not a saved choice; the message is for the person who chose it."""


class Own(NamedTuple):
    """A slide of one's own; `picture` is the name of one, or empty."""

    key: str
    title: str
    text: str
    picture: str = ""


def own(key: str, title: str, text: str, picture: str = "") -> Own:
    """The same in the bounds of a slide."""
    return Own(key, clean(title.strip())[:TITLE], clean(text.strip())[:BODY], picture)


def read(value: object) -> Own:
    """A slide of one's own from a link or a file."""
    if not (isinstance(value, list) and len(value) in (3, 4) and all(isinstance(part, str) for part in value)):
        raise WrongFile("文字页应为三段文字：键、标题、正文，有图片的再加图片的名称")
    key, title, text, *picture = value
    if not (key.startswith("text-") and key.removeprefix("text-").isdecimal()):
        raise WrongFile(f"文字页的键“{key[:20]}”应为text-加数字")
    return Own(key, clean(title)[:TITLE], clean(text)[:BODY], clean("".join(picture))[:TITLE])


def written(one: Own) -> tuple[str, ...]:
    """The parts of a slide of one's own as they are kept.

    >>> written(Own("text-1", "结论", "一")), len(written(Own("text-1", "结论", "", "e3b0c44298fc")))
    (('text-1', '结论', '一'), 4)
    """
    return tuple(one) if one.picture else one[:3]


def slide(one: Own, pictures: Mapping[str, Picture]) -> Slide:
    """The slide: what was typed, with the picture at its right."""
    found = pictures.get(one.picture)
    text = one.text if found or not one.picture else f"{one.text}\n{AWAY}"
    said = (_block(one.key, text),) if text.strip() or not found else ()
    return Slide(one.key, one.title, one.title, (*said, *((found,) if found else ())))


def _block(key: str, text: str) -> Block:
    """What was typed: a numbered list for what is asked of the meeting, a table where cells were pasted from a
    spreadsheet (parted by tabs, the head first), else a list of points, or the one paragraph.

    >>> _block("text-1", "名称\\t数\\n甲\\t1").rows, _block("text-1", "一\\n二")
    ((('甲', '1'),), Text(paragraphs=('一', '二'), listed=True))
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if key == REWORDED:
        return Points(tuple(Point(*line.partition("：")[::2]) if "：" in line else Point(line, "") for line in lines))
    cells = [line.split("\t") for line in lines]
    if len(cells) > 1 and len(cells[0]) > 1:
        wide = max(map(len, cells))
        head, *rows = (tuple(row + [""] * (wide - len(row))) for row in cells)
        return grid(head, tuple(rows[:ROWS]), (), _numbers(rows))
    return Text(tuple(lines), len(lines) > 1)


def _numbers(rows: list[tuple[str, ...]]) -> tuple[int, ...]:
    """The columns that hold nothing but numbers.

    >>> _numbers([("甲", "1,046.9", ""), ("乙", "-3%", "")])
    (1,)
    """
    columns = [[cell for cell in column if cell.strip()] for column in zip(*rows, strict=True)]
    return tuple(
        i for i, cells in enumerate(columns) if cells and all(cell.strip(" +-−%,.0123456789") == "" for cell in cells)
    )
