"""Which slides of a deck are shown, in which order, with which slides of one's own: in a link, and in a small file.

A choice holds keys of slides, not their content: the figures are always those of the data when the deck is opened.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lib.report.deck.slide import Point, Points, Slide, Table, Text, clean
from lib.report.deck.typeset import ROWS, grid

VERSION = 1
TITLE, BODY, TEXTS = 56, 800, 20
"""Longest title and text of a slide of one's own (characters), and how many there may be."""
DECISIONS, REWORDED = "decisions", "text-0"
"""The slide of what the meeting is asked to decide, and the key of the one that people wrote in its stead."""


class WrongFile(ValueError):
    """A file that is not a saved choice; the message is for the person who chose it."""


class Choice(NamedTuple):
    """`keys` in the order shown (None: all slides as the deck has them) and the slides of one's own as (key, title,
    text)."""

    keys: tuple[str, ...] | None = None
    texts: tuple[tuple[str, str, str], ...] = ()


def with_text(choice: Choice, slides: list[Slide], title: str, text: str) -> Choice:
    """The choice with one more slide of one's own at the end; unchanged without a title.

    >>> with_text(Choice(("cover",)), [Slide("cover", "封面", "题", ())], "结论", "正文").keys
    ('cover', 'text-1')
    """
    if not title.strip() or len(choice.texts) >= TEXTS:
        return choice
    number = 1 + max((int(key.removeprefix("text-")) for key, _, _ in choice.texts), default=0)
    key = f"text-{number}"
    return Choice(
        (*shown(choice, slides), key), (*choice.texts, (key, clean(title.strip())[:TITLE], clean(text.strip())[:BODY]))
    )


def decided(choice: Choice, slides: list[Slide]) -> str:
    """What the meeting is asked to decide, one thing a line: as somebody reworded it, else as it was computed; empty
    where nothing is asked."""
    for key, _, text in choice.texts:
        if key == REWORDED:
            return text
    points = (
        block for slide in slides if slide.key == DECISIONS for block in slide.blocks if isinstance(block, Points)
    )
    return "\n".join(f"{point.head}：{point.text}" for block in points for point in block.items)


def reworded(choice: Choice, slides: list[Slide], text: str) -> Choice:
    """The choice with what is asked of the meeting in one's own words, in the place of the computed slide; with that
    again where nothing is written.

    >>> deck = [Slide("cover", "", "", ()), Slide("decisions", "", "", ())]
    >>> own = reworded(Choice(), deck, "赶进度：甲")
    >>> own.keys, own.texts, reworded(own, deck, " ").keys
    (('cover', 'text-0'), (('text-0', '提请会议议定1件事', '赶进度：甲'),), ('cover', 'decisions'))
    """
    lines = [line.strip() for line in clean(text)[:BODY].split("\n") if line.strip()]
    before, after = (DECISIONS, REWORDED) if lines else (REWORDED, DECISIONS)
    keys = tuple(dict.fromkeys(after if key in (DECISIONS, REWORDED) else key for key in shown(choice, slides)))
    rest = tuple(one for one in choice.texts if one[0] != REWORDED)
    own = ((REWORDED, f"提请会议议定{len(lines)}件事", "\n".join(lines)),) if lines else ()
    return Choice(keys if before in shown(choice, slides) or after in keys else None, (*own, *rest))


def without_text(choice: Choice, key: str) -> Choice:
    """The choice without one slide of one's own."""
    keys = None if choice.keys is None else tuple(k for k in choice.keys if k != key)
    return Choice(keys, tuple(text for text in choice.texts if text[0] != key))


def without(choice: Choice, slides: list[Slide], head: str) -> Choice:
    """The choice without the slides whose keys begin with `head`; with them again, at the end, where none is shown.

    >>> slides = [Slide(key, "", "", ()) for key in ("cover", "tour-1", "tour-2")]
    >>> without(Choice(), slides, "tour-").keys, without(Choice(("cover",)), slides, "tour-").keys
    (('cover',), ('cover', 'tour-1', 'tour-2'))
    """
    keys = shown(choice, slides)
    rest = tuple(key for key in keys if not key.startswith(head))
    block = tuple(slide.key for slide in slides if slide.key.startswith(head))
    return choice._replace(keys=rest if rest != keys else (*keys, *block))


def everything(choice: Choice, slides: list[Slide]) -> list[Slide]:
    """All slides there are to choose from: those of the deck, then one's own."""
    return [*slides, *(Slide(key, title, title, (_block(key, text),)) for key, title, text in choice.texts)]


def _block(key: str, text: str) -> Table | Points | Text:
    """What was typed: a numbered list for what is asked of the meeting, a table where cells were pasted from a
    spreadsheet (parted by tabs, the head first), else paragraphs.

    >>> _block("text-1", "名称\\t数\\n甲\\t1").rows, _block("text-1", "一\\n二").paragraphs
    ((('甲', '1'),), ('一', '二'))
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if key == REWORDED:
        return Points(tuple(Point(*line.partition("：")[::2]) if "：" in line else Point(line, "") for line in lines))
    cells = [line.split("\t") for line in lines]
    if len(cells) > 1 and len(cells[0]) > 1:
        wide = max(map(len, cells))
        head, *rows = (tuple(row + [""] * (wide - len(row))) for row in cells)
        return grid(head, tuple(rows[:ROWS]))
    return Text(tuple(lines))


def shown(choice: Choice, slides: list[Slide]) -> tuple[str, ...]:
    """The keys that are shown, in order; keys that the deck no longer has are left out."""
    known = [slide.key for slide in everything(choice, slides)]
    return tuple(known) if choice.keys is None else tuple(dict.fromkeys(key for key in choice.keys if key in known))


def arranged(choice: Choice, slides: list[Slide]) -> list[Slide]:
    """The slides that are shown, in order."""
    found = {slide.key: slide for slide in everything(choice, slides)}
    return [found[key] for key in shown(choice, slides)]


def to_query(choice: Choice) -> dict[str, str | list[str]]:
    """The choice as parameters of a link; empty for the deck as it is.

    >>> to_query(Choice(("year", "text-1"), (("text-1", "结论", "一"),)))
    {'slides': 'year,text-1', 'text': ['["text-1","结论","一"]']}
    """
    query: dict[str, str | list[str]] = {} if choice.keys is None else {"slides": ",".join(choice.keys)}
    if choice.texts:
        query["text"] = [json.dumps(text, ensure_ascii=False, separators=(",", ":")) for text in choice.texts]
    return query


def from_query(slides: str | None, texts: list[str]) -> Choice:
    """The choice that a link asks for; what is not understood is left out.

    >>> from_query("year,cover", ['["text-1","结论","一"]', "nonsense"])
    Choice(keys=('year', 'cover'), texts=(('text-1', '结论', '一'),))
    """
    found = []
    for text in texts[:TEXTS]:
        try:
            found.append(_own_slide(json.loads(text)))
        except (ValueError, WrongFile):
            continue
    return Choice(None if slides is None else tuple(key for key in slides.split(",") if key), _once(found))


def to_file(choice: Choice, asked: Mapping[str, object]) -> bytes:
    """The choice with what the deck is about (`kind`, `area`, `year`, `of`) as a small JSON file."""
    content = {"汇报": VERSION, **asked, "slides": choice.keys, "texts": choice.texts}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def from_file(content: bytes, known: Mapping[str, list[Any]]) -> tuple[Choice, dict[str, Any]]:
    """The choice and what its deck is about. `known` holds the allowed values of each. WrongFile, in words, for
    anything else."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise WrongFile("这不是在“汇报”页保存的文件：内容不是JSON。请选择由“保存选页”下载的文件") from error
    if not isinstance(found, dict) or found.get("汇报") != VERSION:
        raise WrongFile(f"这不是在“汇报”页保存的文件：缺少“汇报”：{VERSION}")
    for name, values in known.items():
        if found.get(name) not in values:
            raise WrongFile(f"文件中“{name}”为“{found.get(name)}”，应为{'、'.join(map(str, values))}之一")
    if not (found.get("of") is None or isinstance(found["of"], str)):
        raise WrongFile("文件中“of”应为园区或领域的名称")
    keys, texts = found.get("slides"), found.get("texts") or []
    if not (keys is None or (isinstance(keys, list) and all(isinstance(key, str) for key in keys))) or not isinstance(
        texts, list
    ):
        raise WrongFile("文件中“slides”应为页的名单，“texts”应为文字页的名单")
    return Choice(None if keys is None else tuple(keys), _once(map(_own_slide, texts[:TEXTS]))), {
        name: found[name] for name in (*known, "of") if name in found
    }


def _once(texts: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Slides of one's own, each key once."""
    return tuple({text[0]: text for text in texts}.values())


def _own_slide(value: object) -> tuple[str, str, str]:
    """One slide of one's own from a link or a file."""
    if not (isinstance(value, list) and len(value) == 3 and all(isinstance(part, str) for part in value)):
        raise WrongFile("文字页应为三段文字：键、标题、正文")
    key, title, text = value
    if not (key.startswith("text-") and key.removeprefix("text-").isdecimal()):
        raise WrongFile(f"文字页的键“{key[:20]}”应为text-加数字")
    return key, clean(title)[:TITLE], clean(text)[:BODY]
