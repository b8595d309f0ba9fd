"""How a workbook looks and what stands beside its cells: the styles of cells, texts that are struck through, notes, text
boxes. Runs in the child process; no library beyond the standard one."""

import re
import zipfile
from collections.abc import Iterator

from lib.intake.address import address
from lib.intake.facts import COLOUR, FALSE, MAX_MARGINS, STRUCK, Runs, Style
from lib.intake.formats import BUILT_IN
from lib.intake.parts import Attributes, elements, linked, parse

MAX_COMMENTS = 3_000
"""Notes at the cells of a sheet that are kept."""
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Numbers of Excel's own formats that show a date or a time."""
WHITE = "FFFFFF"
INDEXED = dict(enumerate(["000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"] * 2)) | {
    65: WHITE
}
"""Colours by their number, as far as grounds have them."""
TINTED = 0.1
"""How far from white a colour of the theme that is made of it may be and count as it."""
PALE = re.compile(r"(?:F[4-F]){3}")
THREAD = re.compile(r"^\[[^\]]*\].*?(?:Comment|注释|批注|评论)\s*[:：]\s*", re.DOTALL)
"""What Excel writes before the text of a thread for those who cannot show one."""


def colour(told: Attributes) -> str:
    """A colour that can be compared with another: six hexadecimal digits, or what it is called by; "" for none.

    >>> colour({"rgb": "FFFEFEFE"}), colour({"theme": "0"}), colour({"theme": "4", "tint": "-0.5"}), colour({"auto": "1"})
    ('FFFFFF', 'FFFFFF', 'theme 4 -0.5', '')
    """
    if "rgb" in told:
        found = told["rgb"][-6:].upper()
    elif "theme" in told:
        plain = told["theme"] == "0" and abs(float(told.get("tint", 0))) < TINTED
        found = WHITE if plain else " ".join(("theme", told["theme"], told.get("tint", ""))).strip()
    else:
        index = told.get("indexed", "")
        found = called(int(index)) if index.isdigit() else ""
    return WHITE if PALE.fullmatch(found) else found


def called(index: int) -> str:
    """The colour of a number."""
    return INDEXED.get(index, f"indexed {index}")


def styles(archive: zipfile.ZipFile, part: str) -> list[Style]:
    """How the cells of each style look."""
    codes, found, inside = dict(BUILT_IN), list[Style](), ""
    fonts: list[tuple[bool, str]] = []
    grounds: list[str] = []
    for name, told in elements(archive, part):
        if name in ("fonts", "fills", "cellXfs", "cellStyles", "cellStyleXfs", "borders", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            codes[int(told["numFmtId"])] = told.get("formatCode", "")
        elif name == "font" and inside == "fonts":
            fonts.append((False, ""))
        elif name == "strike" and inside == "fonts" and fonts:
            fonts[-1] = told.get("val") not in FALSE, fonts[-1][1]
        elif name == "color" and inside == "fonts" and fonts:
            fonts[-1] = fonts[-1][0], colour(told)
        elif name == "fill" and inside == "fills":
            grounds.append(WHITE)
        elif name == "patternFill" and inside == "fills" and grounds:
            grounds[-1] = WHITE if told.get("patternType", "none") == "none" else ""
        elif name == "fgColor" and inside == "fills" and grounds and not grounds[-1]:
            grounds[-1] = colour(told)
        elif name == "xf" and inside == "cellXfs":
            number = int(told.get("numFmtId", "0"))
            font, ground = dict(enumerate(fonts)), dict(enumerate(grounds))
            looks = *font.get(int(told.get("fontId", 0)), (False, "")), ground.get(int(told.get("fillId", 0)), WHITE)
            found.append(Style(codes.get(number, "yyyy" if number in DATES else ""), unseen(*looks)))
    return found


def unseen(struck: bool, letters: str, ground: str) -> str:
    """Why nobody takes what is written so: STRUCK, COLOUR, or "".

    >>> unseen(True, "", WHITE), unseen(False, WHITE, WHITE), unseen(False, WHITE, "000000")
    ('struck', 'colour', '')
    """
    return STRUCK if struck else COLOUR if letters and letters == ground else ""


def struck(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The shared strings that are struck through, wholly or in part, by their number."""
    runs, found, count = Runs(), dict[str, str](), -1

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        name = name.rpartition(" ")[2]
        if name == "si":
            _keep()
            count += 1
        else:
            runs.start(name, attributes)

    def _keep() -> None:
        if verdict := runs.verdict():
            found[str(count)] = verdict

    parse(archive, part, start)
    _keep()
    return found


def comments(archive: zipfile.ZipFile, parts: dict[str, str], sheet: str) -> list[tuple[int, int, str]]:
    """What is noted at the cells of a sheet: row, column, text in one line."""
    told = [one for part in linked(archive, parts, sheet, "comments") for one in _texts(archive, part, "comment")]
    texts = ((*address(ref), " ".join(THREAD.sub("", text).split())) for ref, text in told[:MAX_COMMENTS])
    return [one for one in texts if one[0] >= 0 and one[2]]


def boxes(archive: zipfile.ZipFile, parts: dict[str, str], sheet: str) -> list[tuple[str, str]]:
    """The texts of a sheet's boxes and shapes."""
    told = [one for part in linked(archive, parts, sheet, "drawing") for one in _texts(archive, part, "txBody")]
    return [("文本框", " ".join(text.split())) for _, text in told[:MAX_MARGINS] if text.strip()]


def _texts(archive: zipfile.ZipFile, part: str, holder: str) -> Iterator[tuple[str, str]]:
    """The texts within each `holder`, with its `ref`."""
    found: list[tuple[str, list[str]]] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        inside[:] = [name.rpartition(" ")[2]]
        if inside == [holder]:
            found.append((attributes.get("ref", ""), []))
        elif inside == ["p"] and found:
            found[-1][1].append(" ")

    def text(piece: str) -> None:
        if found and inside == ["t"]:
            found[-1][1].append(piece)

    parse(archive, part, start, lambda _: inside.clear(), text)
    return ((ref, "".join(words)) for ref, words in found)
