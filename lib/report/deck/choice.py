"""Which slides of a deck are shown, in which order, with which slides of one's own: in a link, and in a small file.

A choice holds keys of slides, not their content: the figures are always those of the data when the deck is opened.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lib.report.deck import opening
from lib.report.deck import picture as pictures
from lib.report.deck.own import BODY, REWORDED, TITLE, Own, WrongFile, own, read, slide, written
from lib.report.deck.slide import Picture, Points, Slide, clean
from lib.report.letter import Letter

VERSION = 1
TEXTS, PICTURES = 20, 6
"""How many slides of one's own there may be, and how many pictures."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DECISIONS = "decisions"
"""The slide of what the meeting is asked to decide; REWORDED is that which people wrote in its stead."""


class Choice(NamedTuple):
    """`keys` in the order shown (None: all slides as the deck has them), the slides of one's own, their pictures by
    name (these no link holds), and what stands on the cover of the unit, the meeting and the day."""

    keys: tuple[str, ...] | None = None
    texts: tuple[Own, ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()
    letter: Letter = Letter()


def with_text(choice: Choice, slides: list[Slide], title: str, text: str, picture: Picture | None = None) -> Choice:
    """The choice with one more slide of one's own at the end; unchanged without a title. Of more than PICTURES the
    first goes.

    >>> with_text(Choice(("cover",)), [Slide("cover", "封面", "题", ())], "结论", "正文").keys
    ('cover', 'text-1')
    """
    if not title.strip() or len(choice.texts) >= TEXTS:
        return choice
    key = f"text-{1 + max((int(one.key.removeprefix('text-')) for one in choice.texts), default=0)}"
    added = {pictures.name(picture): picture} if picture else {}
    return choice._replace(
        keys=(*shown(choice, slides), key),
        texts=(*choice.texts, own(key, title, text, next(iter(added), ""))),
        pictures=tuple((dict(choice.pictures) | added).items())[-PICTURES:],
    )


def decided(choice: Choice, slides: list[Slide]) -> str:
    """What the meeting is asked to decide, one thing a line: as somebody reworded it, else as it was computed; empty
    where nothing is asked."""
    for one in choice.texts:
        if one.key == REWORDED:
            return one.text
    points = (
        block for slide in slides if slide.key == DECISIONS for block in slide.blocks if isinstance(block, Points)
    )
    return "\n".join(f"{point.head}：{point.text}" for block in points for point in block.items)


def reworded(choice: Choice, slides: list[Slide], text: str) -> Choice:
    """The choice with what is asked of the meeting in one's own words, in the place of the computed slide; with that
    again where nothing is written.

    >>> deck = [Slide("cover", "", "", ()), Slide("decisions", "", "", ())]
    >>> said = reworded(Choice(), deck, "赶进度：甲")
    >>> said.keys, said.texts[0].title, reworded(said, deck, " ").keys
    (('cover', 'text-0'), '提请会议议定1件事', ('cover', 'decisions'))
    """
    lines = [line.strip() for line in clean(text)[:BODY].split("\n") if line.strip()]
    before, after = (DECISIONS, REWORDED) if lines else (REWORDED, DECISIONS)
    keys = tuple(dict.fromkeys(after if key in (DECISIONS, REWORDED) else key for key in shown(choice, slides)))
    rest = tuple(one for one in choice.texts if one.key != REWORDED)
    said = (Own(REWORDED, f"提请会议议定{len(lines)}件事", "\n".join(lines)),) if lines else ()
    kept = keys if before in shown(choice, slides) or after in keys else None
    return choice._replace(keys=kept, texts=(*said, *rest))


def without_text(choice: Choice, key: str) -> Choice:
    """The choice without one slide of one's own, and without its picture."""
    keys = None if choice.keys is None else tuple(k for k in choice.keys if k != key)
    rest = tuple(one for one in choice.texts if one.key != key)
    held = tuple(pair for pair in choice.pictures if pair[0] in {one.picture for one in rest})
    return choice._replace(keys=keys, texts=rest, pictures=held)


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
    """All slides there are to choose from: those of the deck with the cover as it was filled in, then one's own."""
    held = dict(choice.pictures)
    return [*opening.signed(slides, choice.letter), *(slide(one, held) for one in choice.texts)]


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

    >>> to_query(Choice(("year", "text-1"), (Own("text-1", "结论", "一"),)))
    {'slides': 'year,text-1', 'text': ['["text-1","结论","一"]']}
    """
    query: dict[str, str | list[str]] = {} if choice.keys is None else {"slides": ",".join(choice.keys)}
    if choice.texts:
        query["text"] = [_compact(written(one)) for one in choice.texts]
    if choice.letter != Letter():
        query["cover"] = _compact(choice.letter[1:])
    return query


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_query(slides: str | None, texts: list[str], cover: str | None = None) -> Choice:
    """The choice that a link asks for; what is not understood is left out.

    >>> found = from_query("year,cover", ['["text-1","结论","一"]', "nonsense"], '["某局","","某次会议"]')
    >>> found.keys, [one.title for one in found.texts], found.letter.meeting
    (('year', 'cover'), ['结论'], '某次会议')
    """
    found = []
    for text in texts[:TEXTS]:
        try:
            found.append(read(json.loads(text)))
        except (ValueError, WrongFile):
            continue
    try:
        letter = _letter(json.loads(cover or "null"))
    except (ValueError, RecursionError):
        letter = Letter()
    keys = None if slides is None else tuple(key for key in slides.split(",") if key)
    return Choice(keys, _once(found), letter=letter)


def _letter(value: object) -> Letter:
    """What stands on a cover, from a link or a file: unit, day and meeting; nothing where it is not understood."""
    if not (isinstance(value, list) and len(value) == len(Letter()) - 1 and all(isinstance(one, str) for one in value)):
        return Letter()
    by, day, meeting = (clean(one).strip()[:TITLE] for one in value)
    return Letter("", by, day if DAY.fullmatch(day) else "", meeting)


def to_file(choice: Choice, asked: Mapping[str, object]) -> bytes:
    """The choice with what the deck is about (`kind`, `area`, `year`, `of`) as a small JSON file."""
    held = {name: [picture.data, picture.told] for name, picture in choice.pictures}
    texts = [written(one) for one in choice.texts]
    content = {"汇报": VERSION, **asked, "slides": choice.keys, "texts": texts}
    content |= {"cover": choice.letter[1:], "pictures": held}
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
    chosen = Choice(
        None if keys is None else tuple(keys),
        _once(map(read, texts[:TEXTS])),
        _pictures(found.get("pictures") or {}),
        _letter(found.get("cover")),
    )
    return chosen, {name: found[name] for name in (*known, "of") if name in found}


def _pictures(value: object) -> tuple[tuple[str, Picture], ...]:
    """The pictures of a file by the names that its slides give them, made anew."""
    try:
        pairs = [(str(name), base64.b64decode(data), str(told)) for name, (data, told) in value.items()]  # type: ignore[attr-defined]
        return tuple((name, pictures.taken(data, told)) for name, data, told in pairs[:PICTURES])
    except (AttributeError, TypeError, ValueError, binascii.Error) as error:
        raise WrongFile("文件中“pictures”应为图片的名单，每张为PNG或JPG") from error


def _once(texts: Iterable[Own]) -> tuple[Own, ...]:
    """Slides of one's own, each key once."""
    return tuple({one.key: one for one in texts}.values())
