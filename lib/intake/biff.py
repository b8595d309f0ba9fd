"""What a reader of values does not tell of an old workbook (xls): hidden rows, formats, looks, errors, notes, page
headers and text boxes, as `workbook` tells them of a new one. Standard library only: runs in the child process."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from lib.intake.compound import stream
from lib.intake.facts import MAX_COLUMN, MAX_ROW, PART, STRUCK, Budget, Facts, Style, no_facts, note
from lib.intake.formats import BUILT_IN
from lib.intake.looks import DATES, MAX_COMMENTS, called, unseen

BOF, EOF, CONTINUE, SHEET, SST, FORMAT, FONT, XF, PALETTE = 0x809, 0x0A, 0x3C, 0x85, 0xFC, 0x41E, 0x31, 0xE0, 0x92
NUMBER, RK, MULRK, STRING, FORMULA, ERROR = 0x203, 0x27E, 0xBD, 0xFD, 0x06, 0x205
ROW, COLUMN, HEADER, FOOTER, NOTE, OBJECT, BOX = 0x208, 0x7D, 0x14, 0x15, 0x1C, 0x5D, 0x1B6
LATEST = 0x600
"""The version of the format that is read (Excel 97 to 2003)."""
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
AUTOMATIC, NOTED = 0x7FFF, 0x19
Record = tuple[int, bytes]


class Looks(NamedTuple):
    """What the cells of all sheets share: styles, and the shared strings that are struck through."""

    styles: list[Style]
    struck: dict[int, str]


def survey(data: bytes) -> dict[str, Facts]:
    """The sheets of an xls by title with what the value reader does not tell; none where the file cannot be followed:
    the reader of values is the one that refuses."""
    try:
        return _survey(stream(data))
    except (struct.error, IndexError, ValueError, OverflowError):
        return {}


def _survey(book: bytes) -> dict[str, Facts]:
    shared = list(_records(book, 0))
    if not shared or shared[0][0] != BOF or struct.unpack_from("<H", shared[0][1])[0] != LATEST:
        return {}
    struck, styles = _styles(shared)
    looks, budget = Looks(styles, _struck(shared, struck)), Budget()
    found = {}
    for kind, body in shared:
        if kind == SHEET and body[5] == 0:
            found[_text(body, 6, 1)] = _sheet(_records(book, struct.unpack_from("<I", body)[0]), looks, budget)
    return found


def _records(book: bytes, at: int) -> Iterator[Record]:
    """The records from a place on to the end of what begins there, without what is nested in it (charts)."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        depth += (kind == BOF) - (kind == EOF)
        if depth == 1 or (kind == BOF and depth < 2):
            yield kind, book[at + 4 : at + 4 + size]
        if depth < 1:
            return
        at += 4 + size


def _text(body: bytes, at: int, width: int) -> str:
    """A string whose length is told in `width` bytes."""
    if len(body) <= at + width:
        return ""
    length, wide = int.from_bytes(body[at : at + width], "little"), body[at + width] & 1
    begin = at + width + 1
    return body[begin : begin + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _styles(shared: list[Record]) -> tuple[list[bool], list[Style]]:
    """Which fonts are struck through, and how the cells of each style look."""
    palette: dict[int, str] = {}
    codes, fonts, found = dict(BUILT_IN), list[tuple[bool, int]](), list[Style]()
    for kind, body in shared:
        if kind == PALETTE:
            palette = {8 + n: body[2 + 4 * n : 5 + 4 * n].hex().upper() for n in range((len(body) - 2) // 4)}
        elif kind == FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
        elif kind == FONT:
            options, colour = struct.unpack_from("<HH", body, 2)
            fonts.append((bool(options & 8), colour))
    for kind, body in shared:
        if kind == XF:
            font, number = struct.unpack_from("<HH", body)
            pattern, grounds = struct.unpack_from("<IH", body, 14)
            struck, colour = fonts[font - (font > 4)]
            ground = grounds & 0x7F if pattern >> 26 else 65
            letters = "" if colour == AUTOMATIC else palette.get(colour, called(colour))
            code = codes.get(number, "yyyy" if number in DATES else "")
            found.append(Style(code, unseen(struck, letters, palette.get(ground, called(ground)))))
    return [struck for struck, _ in fonts], found


def _struck(shared: list[Record], fonts: list[bool]) -> dict[int, str]:
    """The shared strings that are struck through, wholly or in part, by their number."""
    at = next((n for n, (kind, _) in enumerate(shared) if kind == SST), None)
    if at is None:
        return {}
    pieces = [shared[at][1][8:]]
    for kind, body in shared[at + 1 :]:
        if kind != CONTINUE:
            break
        pieces.append(body)
    reader, found = _Pieces(pieces), {}
    for number in range(struct.unpack_from("<I", shared[at][1], 4)[0]):
        if reader.done():
            break
        length, runs = reader.string()
        lines = [fonts[font - (font > 4)] for _, font in runs]
        if any(lines):
            found[number] = STRUCK if all(lines) and length and runs[0][0] == 0 else PART
    return found


class _Pieces:
    """The strings of a table that goes on over several records."""

    def __init__(self, pieces: list[bytes]):
        self.pieces, self.piece, self.at = pieces, 0, 0

    def done(self) -> bool:
        """Whether nothing is left."""
        while self.piece < len(self.pieces) and self.at >= len(self.pieces[self.piece]):
            self.piece, self.at = self.piece + 1, 0
        return self.piece >= len(self.pieces)

    def _take(self, count: int) -> bytes:
        found = b""
        while len(found) < count and not self.done():
            more = self.pieces[self.piece][self.at : self.at + count - len(found)]
            self.at += len(more)
            found += more
        return found

    def _skip(self, count: int, wide: int) -> None:
        """Pass over letters; where they go on in another record they begin with how wide they are anew."""
        while count > 0 and self.piece < len(self.pieces):
            here = min(count, (len(self.pieces[self.piece]) - self.at) // (1 + wide))
            self.at, count = self.at + here * (1 + wide), count - here
            if count > 0:
                self.piece, self.at = self.piece + 1, 1
                wide = self.pieces[self.piece][0] & 1 if self.piece < len(self.pieces) else 0

    def string(self) -> tuple[int, list[tuple[int, int]]]:
        """The length of the next string, and where in it which font begins."""
        length, flags = struct.unpack("<HB", self._take(3))
        count = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        self._skip(length, flags & 1)
        runs = list(struct.iter_unpack("<HH", self._take(4 * count)))
        self._take(extra)
        return length, runs


def _sheet(records: Iterator[Record], looks: Looks, budget: Budget) -> Facts:
    facts, notes, texts, boxed = no_facts(), dict[int, tuple[int, int]](), dict[int, str](), set[int]()
    thing, awaited = 0, False
    for kind, body in records:
        if kind == ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            facts.hidden_rows.append(struct.unpack_from("<H", body)[0])
        elif kind == COLUMN:
            first, last, width, _, options = struct.unpack_from("<5H", body)
            if options & 1 or not width:
                facts.hidden_columns.append([first, last])
        elif kind in (HEADER, FOOTER) and body:
            facts.margins.append(("页眉" if kind == HEADER else "页脚", _text(body, 0, 2)))
        elif kind == NOTE and len(notes) < MAX_COMMENTS:
            row, column, _, number = struct.unpack_from("<4H", body)
            notes[number] = row, column
        elif kind == OBJECT:
            what, thing = struct.unpack_from("<HH", body, 4)
            boxed |= {thing} if what != NOTED else set()
        elif kind == BOX:
            awaited = True
        elif kind == CONTINUE and awaited:
            awaited = False
            wide = body[:1] == b"\x01"
            texts[thing] = " ".join(body[1:].decode("utf-16-le" if wide else "latin-1", "replace").split())
        else:
            _cell(facts, kind, body, looks, budget)
    facts.comments.extend((*notes[number], text) for number, text in texts.items() if number in notes and text)
    facts.margins.extend(("文本框", text) for number, text in texts.items() if number in boxed and text)
    return facts


def _cell(facts: Facts, kind: int, body: bytes, looks: Looks, budget: Budget) -> None:
    """Note what a record of cells says of how they look."""
    if kind not in (NUMBER, RK, MULRK, STRING, FORMULA, ERROR):
        return
    row, column, style = struct.unpack_from("<HHH", body)
    budget.take("xls")
    if row >= MAX_ROW or column >= MAX_COLUMN:
        return  # the reader of values refuses it

    def told(style: int, text: str, column: int = column, struck: str = "") -> None:
        how = looks.styles[style] if style < len(looks.styles) else Style()
        note(facts, row, column, how._replace(unseen=struck or how.unseen), text)

    if kind == NUMBER:
        told(style, repr(struct.unpack_from("<d", body, 6)[0]))
    elif kind == RK:
        told(style, repr(_packed(body, 6)))
    elif kind == MULRK:
        for number in range((len(body) - 6) // 6):
            own = struct.unpack_from("<H", body, 4 + 6 * number)[0]
            told(own, repr(_packed(body, 6 + 6 * number)), column + number)
    elif kind == STRING:
        told(style, "", struck=looks.struck.get(struct.unpack_from("<I", body, 6)[0], ""))
    elif kind == ERROR and body[7]:
        facts.errors.append((row, column, ERRORS.get(body[6], "#?")))
    elif kind == FORMULA and body[12:14] == b"\xff\xff":
        if body[6] == 2:
            facts.errors.append((row, column, ERRORS.get(body[8], "#?")))
        elif body[6] == 3 and struct.unpack_from("<H", body, 14)[0] & 3:
            facts.unvalued.append([row, column])  # to be worked out when it is opened, and never was
        told(style, "")
    elif kind == FORMULA:
        told(style, repr(struct.unpack_from("<d", body, 6)[0]))


def _packed(body: bytes, at: int) -> float:
    """A number in four bytes: whole or the upper half of one, and whether in hundredths."""
    value = struct.unpack_from("<I", body, at)[0]
    upper = struct.pack("<I", value & 0xFFFFFFFC)
    number = float(struct.unpack("<i", upper)[0] >> 2 if value & 2 else struct.unpack("<d", bytes(4) + upper)[0])
    return number / 100 if value & 1 else number
