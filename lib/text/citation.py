"""Where the plan says something, as a printed plan lets one find it: lines of its text as chapters and sections."""

import bisect
import re
from collections.abc import Iterable

import pandas as pd

from lib.text import words as w

LINES, WHERE = "规划行号", "出处"
"""The column of a table that holds lines, and what it is called where they are shown as chapters and sections."""
PREFACE = "篇首"
NOTES = ("说明", "说法不一", "发现", "算式与依据", "可能的原因与建议")
"""Columns of texts that are the data's own: there "第3行" is a line of the plan; in what a person wrote it need not be."""
_CITED = re.compile(r"第(\d+(?:[、至]\d+)*)行")
_NAMED = re.compile(rf"(?<=规划){_CITED.pattern}")


class Sections:
    """The sections of a plan by their lines (rows with `chapter`, `section`, `first_line`). Where a plan has none, lines
    stay lines.

    >>> rows = pd.DataFrame({"chapter": [3, 3], "section": [0, 3], "first_line": [69, 83]})
    >>> Sections(rows).at(129), Sections(rows).at(70), Sections(rows).at(4), Sections(rows.iloc[:0]).at(4)
    ('第三章第三节', '第三章', '篇首', '第4行')
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        ordered = rows.sort_values("first_line")
        self._starts = [int(line) for line in ordered["first_line"]]
        self._names = [
            w.chapter_name(int(chapter)) + w.section_name(int(section))
            for chapter, section in zip(ordered["chapter"], ordered["section"], strict=True)
        ]

    def at(self, line: int) -> str:
        """Chapter and section in which a line stands."""
        if not self._starts:
            return f"第{line}行"
        place = bisect.bisect_right(self._starts, line) - 1
        return PREFACE if place < 0 else self._names[place]

    def of(self, lines: Iterable[int]) -> str:
        """Chapters and sections of several lines, each once, in the order given.

        >>> Sections(pd.DataFrame({"chapter": [1, 2], "section": [1, 0], "first_line": [1, 9]})).of([9, 2, 3])
        '第二章、第一章第一节'
        """
        return "、".join(dict.fromkeys(self.at(line) for line in lines))

    def cited(self, *lines: int) -> str:
        """Lines in brackets behind a sentence; a 0 stands for no line."""
        known = [line for line in lines if line]
        return f"（规划{self.of(known)}）" if known else ""

    def told(self, text: str) -> str:
        """A text that cites lines with chapters and sections in their place.

        >>> Sections(pd.DataFrame({"chapter": [1, 2], "section": [1, 0], "first_line": [1, 9]})).told("第3、9行有，第12至14行没有")
        '第一章第一节、第二章有，第二章没有'
        """
        return self._put(_CITED, text) if "行" in text else text

    def _put(self, cited: re.Pattern[str], text: str) -> str:
        return cited.sub(lambda found: self.of(numbers(found[1])), text)

    def on_screen(self, rows: pd.DataFrame) -> pd.DataFrame:
        """A table as the screen shows it: lines, in their own column and in its texts, as chapters and sections."""
        found = {}
        for name in rows.columns:
            if name == LINES:
                cells = [None if w.missing(cell) else cell for cell in rows[name].tolist()]
                places = {cell: self.of(numbers(cell)) for cell in set(cells)}
                found[name] = [places[cell] for cell in cells]
            elif pd.api.types.is_string_dtype(rows[name]) or rows[name].dtype == object:
                cited, texts = _CITED if name in NOTES else _NAMED, rows[name].tolist()
                told = [cell for cell in texts if isinstance(cell, str)]
                if "行" in "".join(told) and any("行" in cell and cited.search(cell) for cell in told):
                    found[name] = [self._put(cited, cell) if isinstance(cell, str) else cell for cell in texts]
        return rows.assign(**found).rename(columns={LINES: WHERE}) if found else rows


def numbers(cell: object) -> list[int]:
    """The lines in a cell.

    >>> numbers("23、248"), numbers(85), numbers(None), numbers("4;61")
    ([23, 248], [85], [], [4, 61])
    """
    return [] if w.missing(cell) else [int(number) for number in re.findall(r"\d+", str(cell))]


def lines_in(text: str) -> str:
    """The lines that a text cites, for who points at it; "" where there are none.

    >>> lines_in("第85行2020年前，第3、9行再说"), lines_in("没有")
    ('规划正文第3、9、85行', '')
    """
    return on_hover(line for found in _CITED.finditer(text) for line in numbers(found[1]))


def on_hover(lines: Iterable[int]) -> str:
    """Lines as they are shown to who points at a citation."""
    known = sorted(set(lines))
    return f"规划正文第{'、'.join(map(str, known))}行" if known else ""
