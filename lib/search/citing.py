"""What a query cites of the plan: a line, a section, a chapter; as the lines that these hold."""

import re
from collections.abc import Mapping
from typing import NamedTuple

Numbers = tuple[int, int]
"""The first and the last line of something."""


class Sections(NamedTuple):
    """The first and last lines of each chapter, and of each (chapter, section)."""

    chapters: Mapping[int, Numbers] = {}
    sections: Mapping[Numbers, Numbers] = {}


NOTHING: Numbers = (0, -1)
_DIGITS = "〇一二三四五六七八九"
_NUMBER = "([0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_CITED = re.compile(f"第?{_NUMBER}章(?:第?{_NUMBER}节)?")
_LINE = re.compile(r"第([0-9]{1,5})行?|([0-9]{1,5})行")


def sections_of(rows: list[tuple[int, int, int, int]]) -> Sections:
    """From rows of chapter, section (0: before the first), first and last line.

    >>> sections_of([(3, 0, 69, 70), (3, 1, 71, 82)]).chapters
    {3: (69, 82)}
    """
    chapters: dict[int, Numbers] = {}
    for chapter, _, first, last in rows:
        low, high = chapters.get(chapter, (first, last))
        chapters[chapter] = min(low, first), max(high, last)
    return Sections(chapters, {(chapter, section): (first, last) for chapter, section, first, last in rows})


def line_of(word: str) -> int | None:
    """The line of the plan that a folded word names.

    >>> line_of("第121行"), line_of("121行"), line_of("第121"), line_of("121")
    (121, 121, 121, None)
    """
    found = _LINE.fullmatch(word)
    return int(found[1] or found[2]) if found else None


def cited(word: str, known: Sections) -> Numbers | None:
    """The lines that a folded word cites; NOTHING for a chapter or section that the plan does not have, None where the
    word is no citation.

    >>> known = sections_of([(3, 0, 69, 70), (3, 3, 83, 130), (13, 1, 500, 510)])
    >>> [cited(word, known) for word in ("第三章第三节", "3章3节", "三章", "第十三章", "第三章第九节", "129行", "三章节", "十十章")]
    [(83, 130), (83, 130), (69, 130), (500, 510), (0, -1), (129, 129), None, None]
    """
    if (line := line_of(word)) is not None:
        return line, line
    found = _CITED.fullmatch(word) if known.chapters else None
    if not found:
        return None
    chapter = _number(found[1])
    return (
        known.sections.get((chapter, _number(found[2])), NOTHING) if found[2] else known.chapters.get(chapter, NOTHING)
    )


def _number(text: str) -> int:
    """A number up to 99 in Arabic or Chinese numerals.

    >>> [_number(text) for text in ("13", "十三", "三", "十", "二十一")]
    [13, 13, 3, 10, 21]
    """
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * (_DIGITS.index(tens[-1]) if tens else 1) if ten else 0) + (_DIGITS.index(ones[-1]) if ones else 0)
