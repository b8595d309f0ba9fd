"""Files that somebody might hand in and nobody should: made here, each with what must be answered.

A case is (name, bytes or a function that makes them, what the answer must contain). The answer of a file that is read
is "read".
"""

import io
import random
import re
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

FILES = Path(__file__).parent / "files"
READ = "read"
ANY = ""
"""Read or refused: what matters is that it is answered."""


class Case(NamedTuple):
    """A file as it is handed in, and a part of the answer."""

    name: str
    make: Callable[[], bytes]
    answer: str


def good() -> bytes:
    """A small sheet as people make them: a title, a head, two figures."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("填报")
        for number, row in enumerate(GOOD):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


GOOD = (
    ["天元区2018年统计表"],
    ["指标", "计量单位", "数值", "年份", "备注"],
    ["地区生产总值", "亿元", 351.2, 2018, "初步"],
    ["城镇登记失业率", "%", 2.1, 2018],
)
TEXT = "指标,计量单位,数值,年份\n地区生产总值,亿元,351.2,2018\n城镇登记失业率,%,2.1,2018\n"


def rezipped(
    changes: dict[str, bytes | None] | None = None,
    added: dict[str, bytes] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The good workbook with some parts replaced (None: left out) and others added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as source, zipfile.ZipFile(buffer, "w", method) as target:
        for entry in source.infolist():
            content = (changes or {}).get(entry.filename, source.read(entry))
            if content is not None:
                target.writestr(entry.filename, content)
        for name, content in (added or {}).items():
            target.writestr(name, content)
    return buffer.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        return archive.read(name)


SHEET = "xl/worksheets/sheet1.xml"
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    SHEET,
    "docProps/app.xml",
)
NEEDED = {
    "xl/workbook.xml": "没有工作簿",
    "xl/_rels/workbook.xml.rels": "没有工作簿",
    SHEET: ANY,
    "xl/sharedStrings.xml": ANY,
}


def sheet_xml(rows: str, before: str = "", after: str = "") -> bytes:
    """A worksheet of these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def inline(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{inline("A1", "指标")}{inline("B1", "数值")}</row><row r="2">{inline("A2", "地区生产总值")}<c r="B2"><v>351.2</v></c></row>'


def with_sheet(rows: str, before: str = "", after: str = "") -> bytes:
    return rezipped({SHEET: sheet_xml(rows, before, after)})


# --- other things under a table's name
# -------------------------------------------------------------------------------------


def noise(seed: int, size: int = 3000) -> bytes:
    return random.Random(seed).randbytes(size)


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.add(FILES / "plain.xls", "plain.xls")
    return buffer.getvalue()


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def nested(depth: int) -> bytes:
    content = good()
    for level in range(depth):
        content = zipped({f"{level}.zip": content})
    return content


OTHERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + noise(1), "PDF"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + noise(2), "图片"),
    "jpg": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + noise(3), "图片"),
    "gif": (lambda: b"GIF89a" + noise(4), "图片"),
    "bmp": (lambda: b"BM" + noise(5), "图片"),
    "exe": (lambda: b"MZ\x90\x00" + noise(6), "程序"),
    "elf": (lambda: b"\x7fELF\x02\x01\x01" + noise(7), "程序"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + noise(8), "压缩"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + noise(9), "压缩"),
    "gz": (lambda: b"\x1f\x8b\x08\x00" + noise(10), "压缩"),
    "bz2": (lambda: b"BZh91AY&SY" + noise(11), "压缩"),
    "sqlite": (lambda: b"SQLite format 3\x00" + noise(12), "数据库"),
    "duckdb": (lambda: b"\0" * 8 + b"DUCK" + b"\0" * 4000, "不是文字"),
    "rtf": (lambda: b"{\\rtf1\\ansi\\deff0 text}", "文档"),
    "docx": (lambda: zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "没有工作簿"),
    "pptx": (lambda: zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "没有工作簿"),
    "zip of an xlsx": (lambda: zipped({"填报表.xlsx": good()}), "没有工作簿"),
    "zip in a zip in a zip": (lambda: nested(20), "没有工作簿"),
    "empty zip": (lambda: b"PK\x05\x06" + b"\0" * 18, "没有工作簿"),
    "tar": (tar, "不是文字"),
    "html": (lambda: "<html><table><tr><td>指标</td></tr></table></html>".encode(), "网页"),
    "html with a doctype": (lambda: b"\xef\xbb\xbf  \n<!DOCTYPE html><html></html>", "网页"),
    "bare table": (lambda: b"<table border=1><tr><td>1</td></tr></table>", "网页"),
    "mhtml": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页"),
    "xml spreadsheet": (lambda: b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', "XML"),
    "other xml": (lambda: b'<?xml version="1.0"?><a/>', "XML"),
    "ods": (lambda: (FILES / "plain.ods").read_bytes(), "ods"),
    "xlsb": (lambda: zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"\x83\x01\x00"}), "xlsb"),
    "xlsx with a password": (lambda: (FILES / "encrypted.xlsx").read_bytes(), "密码"),
    "xls with a password": (lambda: filepass(), "密码"),
}


def filepass() -> bytes:
    """The old workbook with its second record turned into FILEPASS."""
    data = bytearray((FILES / "plain.xls").read_bytes())
    first = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    struct.pack_into("<H", data, first + 4 + 16, 0x2F)
    return bytes(data)


def others() -> Iterator[Case]:
    for kind, (make, answer) in OTHERS.items():
        for ending in ("xlsx",) if make().startswith((b"PK", b"\xd0\xcf")) else ("xlsx", "xls", "csv"):
            yield Case(f"{kind} as {ending}", make, answer)
    for seed in range(20, 32):
        yield Case(f"noise {seed}", lambda seed=seed: noise(seed), ANY)
    for seed in range(3):
        yield Case(f"noise behind the sign of a zip {seed}", lambda seed=seed: b"PK\x03\x04" + noise(seed), "损坏")
        yield Case(
            f"noise behind the sign of an xls {seed}",
            lambda seed=seed: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(seed),
            "损坏",
        )


# --- text
# -------------------------------------------------------------------------------------------------------------------


def texts() -> Iterator[Case]:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
        for separator in ",\t;|":
            yield Case(
                f"{encoding} with {separator!r}", lambda e=encoding, s=separator: TEXT.replace(",", s).encode(e), READ
            )
        yield Case(f"{encoding} with CRLF", lambda e=encoding: TEXT.replace("\n", "\r\n").encode(e), READ)
    for encoding in ("big5", "utf-32", "utf-16-le", "utf-16-be", "utf-7", "shift_jis", "cp037", "euc_jis_2004"):
        yield Case(
            f"{encoding}",
            lambda e=encoding: "指標,單位,數值\n地區,%,1\n".encode(e, "ignore"),
            ANY if encoding == "shift_jis" else "。",
        )
    blanks = {
        "nothing": b"",
        "BOM": b"\xef\xbb\xbf",
        "spaces": b"   ",
        "lines": b"\n\r\n\n",
        "commas": b",,,,\n,,,\n",
        "NUL": b"\0" * 50,
        "one letter": b"x",
        "UTF-16 BOM": b"\xff\xfe",
    }
    for name, content in blanks.items():
        for ending in ("csv", "xlsx"):
            yield Case(f"{name} as {ending}", lambda content=content: content, "。")
    rest = TEXT.encode()
    odd = {
        "NUL in the middle": (rest[:60] + b"\0" + rest[60:], "不是文字"),
        "control characters": (rest + b"\x01\x02\x03\x04\x05\x06", "不是文字"),
        "bad UTF-8 in the middle": (rest[:70] + b"\xff\xfe\xff" + rest[70:], "编码"),
        "cut within a character": (rest[:-30] + "指".encode()[:2], ANY),
        "quote never closed": (b'a,"b\n' + rest, "引号"),
        "letters behind a quote": (b'"a"b,c\n' + rest, "引号"),
        "one field of a megabyte": (b'"' + b"x" * 1_000_000 + b'"', "过长"),
        "1,048,576 rows": (b"1,2\n" * 1_048_576, "太多"),
        "100,000 columns": (b"," * 100_000, "太多"),
        "500,000 cells": (b"1,2,3,4,5,6,7,8,9,10\n" * 50_000, "太多"),
        "21 MB": (b"x" * 21_000_000, "超过20 MB"),
        "only a head": (TEXT.split("\n")[0].encode(), "没有一行"),
        "no head": ("\n".join(TEXT.split("\n")[1:]).encode(), "表头"),
        "a head without figures": ("指标,单位\n地区生产总值,亿元\n".encode(), "表头"),
        "ragged": ("指标,数值\n地区生产总值,351.2,,,,\n城镇登记失业率\n".encode(), READ),
        "old Mac line ends": (TEXT.replace("\n", "\r").encode(), READ),
        "a quoted line break": (b'"\xe6\x8c\x87\xe6\xa0\x87","\xe6\x95\xb0\xe5\x80\xbc"\n"a\nb",1\n', READ),
        "a command": ("指标,数值,备注\n地区生产总值,\"=cmd|'/c calc'!A1\",x\n".encode(), READ),
        "a link": ('指标,数值\n地区生产总值,"=HYPERLINK(""http://x"",""1"")"\n'.encode(), READ),
        "SQL": ('指标,数值\n"\'; drop table record; --",1\n'.encode(), READ),
        "HTML": ("指标,数值\n<script>alert(1)</script>,1\n".encode(), READ),
        "10,000 figures": ("指标,数值\n".encode() + "地区生产总值,1\n".encode() * 10_000, "一次最多"),
        "a number of 5,000 digits": ("指标,数值\n地区生产总值,".encode() + b"9" * 5000, READ),
        "right to left": ("指标,数值\n地区生产总值,\u202e2.153\n".encode(), READ),
        "deep brackets": (("指标,数值\n地区生产总值," + "(" * 50 + "1" + ")" * 50 + "\n").encode(), READ),
        "a name of 2,000 letters": (("指标,数值\n" + "率" * 2000 + ",1\n").encode(), READ),
        "a thousand unknown names": (("指标,数值\n" + "".join(f"某率{i},1\n" for i in range(1000))).encode(), READ),
    }
    for name, (content, answer) in odd.items():
        yield Case(f"csv: {name}", lambda content=content: content, answer)


# --- zip archives
# ----------------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    return rezipped(added={"xl/media/zeros.bin": b"\0" * 130_000_000})


def lying_bomb() -> bytes:
    """A part that says it is small and unpacks to 100 MB."""
    data = rezipped(added={"xl/worksheets/sheet2.xml": b" " * 100_000_000})
    size = struct.pack("<I", 100_000_000)
    return data.replace(size, struct.pack("<I", 1000))


def overlapping() -> bytes:
    """Many entries of the directory that point at the same 20 MB."""
    data = zipped(
        {name: part(name) for name in PARTS if name != "xl/sharedStrings.xml"} | {"xl/media/a.bin": b"\0" * 20_000_000}
    )
    start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry = data[data.rindex(b"PK\x01\x02") : end]
    more = entry * 200
    count = data.count(b"PK\x01\x02") + 200
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, end - start + len(more), start, 0)
    return data[:end] + more + tail


def flagged() -> bytes:
    """The good workbook with the flag "encrypted" on every entry."""
    data = bytearray(good())
    for at in (found.start() for found in re.finditer(b"PK\x01\x02", bytes(data))):
        data[at + 8] |= 1
    return bytes(data)


def flipped(data: bytes, seed: int) -> bytes:
    rng, spoilt = random.Random(seed), bytearray(data)
    for _ in range(8):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def archives() -> Iterator[Case]:
    for percent in range(4, 100, 8):
        yield Case(f"xlsx cut at {percent} %", lambda p=percent: good()[: len(good()) * p // 100], "损坏")
    for seed in range(12):
        yield Case(f"xlsx with flipped bits {seed}", lambda seed=seed: flipped(good(), seed), ANY)
        yield Case(
            f"xls with flipped bits {seed}", lambda seed=seed: flipped((FILES / "plain.xls").read_bytes(), seed), ANY
        )
    for percent in range(5, 95, 12):
        yield Case(
            f"xls cut at {percent} %",
            lambda p=percent: (lambda d: d[: len(d) * p // 100])((FILES / "plain.xls").read_bytes()),
            ANY,
        )
    for name in PARTS:
        yield Case(f"without {name}", lambda name=name: rezipped({name: None}), NEEDED.get(name, ANY))
        yield Case(f"{name} empty", lambda name=name: rezipped({name: b""}), ANY)
    yield Case("zip bomb", bomb, "展开后")
    yield Case("zip bomb that lies about its size", lying_bomb, ANY)
    yield Case("overlapping entries", overlapping, "展开后")
    yield Case("6,000 entries", lambda: rezipped(added={f"x/{i}": b"" for i in range(6000)}), "展开后")
    yield Case("entries with a password", flagged, "密码")
    yield Case(
        "climbing names", lambda: rezipped(added={"../../etc/passwd": b"x", "/etc/x": b"y", "C:\\x": b"z"}), READ
    )
    yield Case("letters before the archive", lambda: b"PK" + b"x" * 100 + good(), ANY)
    yield Case("letters behind the archive", lambda: good() + b"x" * 1000, ANY)
    yield Case("stored, not packed", lambda: rezipped(method=zipfile.ZIP_STORED), READ)
    yield Case("packed with bzip2", lambda: rezipped(method=zipfile.ZIP_BZIP2), ANY)
    yield Case("packed with LZMA", lambda: rezipped(method=zipfile.ZIP_LZMA), ANY)
    yield Case("with macros", lambda: rezipped(added={"xl/vbaProject.bin": noise(1)}), READ)
    yield Case("with an embedded workbook", lambda: rezipped(added={"xl/embeddings/a.xlsx": good()}), READ)


# --- XML
# -------------------------------------------------------------------------------------------------------------------

DOCTYPES = {
    "XXE": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "XXE over the net": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/x">]>',
    "outer DTD": '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "billion laughs": "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
    + "]>",
}


def doctyped(name: str, doctype: str, encoding: str = "utf-8") -> bytes:
    text = re.sub(r"^<\?xml[^>]*\?>", "", part(name).decode().lstrip("\ufeff"))
    return rezipped({name: f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{text}'.encode(encoding)})


def documents() -> Iterator[Case]:
    for name in PARTS:
        for attack, doctype in (
            DOCTYPES.items()
            if name == SHEET
            else (("XXE", DOCTYPES["XXE"]), ("billion laughs", DOCTYPES["billion laughs"]))
        ):
            yield Case(f"{attack} in {name}", lambda n=name, d=doctype: doctyped(n, d), "文档类型声明")
    yield Case("XXE in UTF-16", lambda: doctyped(SHEET, DOCTYPES["XXE"], "utf-16"), "文档类型声明")
    for name in PARTS:
        yield Case(f"{name} is no XML", lambda name=name: rezipped({name: b"<a><b></a>"}), "损坏")
        yield Case(f"{name} is nothing but zeros", lambda name=name: rezipped({name: b"\0" * 100}), "损坏")
    yield Case("100,000 levels", lambda: with_sheet("<a>" * 100_000 + "</a>" * 100_000), ANY)
    yield Case("an attribute of 5 MB", lambda: with_sheet(f'<row r="1" x="{"y" * 5_000_000}"/>'), ANY)
    yield Case("a text of 10 MB", lambda: with_sheet(HEAD + f'<row r="3">{inline("A3", "x" * 10_000_000)}</row>'), ANY)
    yield Case("control characters in XML", lambda: with_sheet(HEAD.replace("351.2", "&#1;")), "损坏")
    yield Case("an undefined entity", lambda: with_sheet(HEAD.replace("351.2", "&e;")), "损坏")
    for cell in (
        "XFD1048576",
        "A1048576",
        "A20001",
        "XFD3",
        "XFD1048577",
        "ZZZZ3",
        "A0",
        "3",
        "A-3",
        "1A",
        "",
        "AAAAAAAAA999999999999",
    ):
        yield Case(
            f"a cell at {cell or 'nowhere'}",
            lambda cell=cell: with_sheet(HEAD + f'<row r="3"><c r="{cell}"><v>1</v></c></row>'),
            "。",
        )
    yield Case("a row 99999999999", lambda: with_sheet(HEAD + '<row r="99999999999"><c><v>1</v></c></row>'), "。")
    yield Case("a row that is no number", lambda: with_sheet(HEAD + '<row r="x"><c><v>1</v></c></row>'), "损坏")
    yield Case("cells without addresses", lambda: with_sheet(re.sub(r' r="\w+"', "", HEAD)), READ)
    for size in ("A1", "A1:XFD1048576", "B2:A1", "x", "A1:B999999999999"):
        yield Case(
            f"a dimension of {size}",
            lambda size=size: with_sheet(HEAD, f'<dimension ref="{size}"/>'),
            ANY if size in ("x", "A1:B999999999999", "B2:A1") else READ,
        )
    for value in ("NaN", "INF", "1e999", "-1e999", "0x10", "", "一", "1e15"):
        yield Case(f"a value {value or 'empty'}", lambda value=value: with_sheet(HEAD.replace("351.2", value)), ANY)
    for kind in ("s", "e", "b", "d", "str", "zz"):
        yield Case(
            f"a cell of type {kind} with 99999",
            lambda kind=kind: with_sheet(HEAD.replace('"B2"', f'"B2" t="{kind}"').replace("351.2", "99999")),
            ANY,
        )
    yield Case("an unknown style", lambda: with_sheet(HEAD.replace('"B2"', '"B2" s="99999"')), ANY)
    yield Case(
        "1,048,576 rows",
        lambda: with_sheet(HEAD + "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(3, 1_048_577))),
        "超出可读的范围",
    )
    yield Case("100,000 empty rows", lambda: with_sheet(HEAD + '<row spans="1:5"/>' * 100_000), ANY)
    yield Case(
        "a million cells",
        lambda: with_sheet("".join(f'<row r="{r}">{"<c><v>1</v></c>" * 450}</row>' for r in range(1, 2300))),
        "太多",
    )
    yield Case(
        "20,000 × 400 with corners",
        lambda: with_sheet(HEAD + '<row r="19999"><c r="OJ19999"><v>1</v></c></row>'),
        "太多",
    )
    yield Case(
        "50,000 merged ranges",
        lambda: with_sheet(HEAD, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>"),
        ANY,
    )
    yield Case(
        "merged backwards", lambda: with_sheet(HEAD, after='<mergeCells><mergeCell ref="C9:A1"/></mergeCells>'), ANY
    )
    yield Case(
        "hidden columns without end",
        lambda: with_sheet(HEAD, '<cols><col min="1" max="999999999" hidden="1"/></cols>'),
        READ,
    )
    yield Case(
        "a formula from another file",
        lambda: with_sheet(HEAD.replace("<v>351.2</v>", "<f>[1]Sheet1!A1</f><v>351.2</v>")),
        READ,
    )
    yield Case(
        "a formula that starts a program",
        lambda: with_sheet(HEAD.replace("<v>351.2</v>", "<f>cmd|'/c calc'!A1</f><v>0</v>")),
        READ,
    )
    yield Case("a formula never worked out", lambda: with_sheet(HEAD.replace("<v>351.2</v>", "<f>1+1</f>")), READ)
    yield Case(
        "a formula of 100,000 letters",
        lambda: with_sheet(HEAD.replace("<v>351.2</v>", f"<f>{'1+' * 50_000}1</f><v>1</v>")),
        READ,
    )
    yield Case("an error value", lambda: with_sheet(HEAD.replace('"B2"', '"B2" t="e"').replace("351.2", "#REF!")), READ)


# --- much work in a small file
# ------------------------------------------------------------------------------------------------


def heads_over_percentages() -> bytes:
    """400 heads one beneath the other, each over rows of cells shown as per cent."""
    rows = []
    for number in range(1, 1201, 3):
        cells = "".join(f'<c s="0" r="{column}{number + 1}"><v>1</v></c>' for column in "BCDEFGHIJKLMNOPQRSTUVWXYZ")
        rows.append(f'<row r="{number}">{inline(f"A{number}", "指标")}{inline(f"B{number}", "数值")}</row>')
        rows.append(f'<row r="{number + 1}">{inline(f"A{number + 1}", "地区生产总值")}{cells}</row>')
    return rezipped({SHEET: sheet_xml("".join(rows)), "xl/styles.xml": STYLES.replace(b"CODE", b"0%")})


STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="CODE"/></numFmts>'
    b'<cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>'
)


def renamed(name: str, rows: str) -> bytes:
    """A workbook whose worksheet has another name in the archive than its relations say."""
    return rezipped({SHEET: None}, {name: sheet_xml(rows)})


def sixty_of_one() -> bytes:
    """Sixty sheets that are all the same large part."""
    large = sheet_xml("".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(1000)))
    book = part("xl/workbook.xml")
    sheet = re.search(rb"<sheet [^>]*/>", book)[0]
    many = b"".join(
        sheet.replace("填报".encode(), f"s{n}".encode()).replace(b'sheetId="1"', b'sheetId="%d"' % (n + 1))
        for n in range(60)
    )
    return rezipped({SHEET: large, "xl/workbook.xml": book.replace(sheet, many)})


def dated(value: str) -> bytes:
    """A cell that is shown as a date and holds another number, beside one that is right."""
    bad = f'<row r="3">{inline("A3", "城镇登记失业率")}<c r="B3" s="0"><v>{value}</v></c></row>'
    return rezipped({SHEET: sheet_xml(HEAD + bad), "xl/styles.xml": STYLES.replace(b"CODE", b"yyyy-mm-dd")})


def works() -> Iterator[Case]:
    far = '<row r="3000"><c r="XFD3000"><v>1</v></c></row>'
    yield Case("400 heads over percentages", heads_over_percentages, "单元格是百分比")
    for name in (
        "xl\\worksheets\\sheet1.xml",
        "xl/worksheets/Sheet1.XML",
        "XL/Worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
    ):
        yield Case(f"a far cell in {name}", lambda name=name: renamed(name, far), "超出可读的范围")
        yield Case(f"a sheet in {name}", lambda name=name: renamed(name, HEAD), ANY)
    yield Case(
        "a far cell in a sheet that is not listed",
        lambda: rezipped(added={"xl/x.bin": sheet_xml(far)}),
        "超出可读的范围",
    )
    yield Case("two parts of one name", lambda: rezipped(added={"xl\\worksheets\\sheet1.xml": sheet_xml(far)}), "损坏")
    yield Case("a sheet without a part", lambda: renamed("xl/worksheets/other.xml", HEAD), "没有自己的内容")
    yield Case("sixty sheets of one part", sixty_of_one, "没有自己的内容")
    yield Case(
        "2,999 rows of one figure",
        lambda: ("指标,数值\n" + "".join(f"地区生产总值,{i}\n" for i in range(2999))).encode(),
        "等2999行是同一指标",
    )
    for value in ("-1", "2958466", "1e300", "-1e300", "NaN"):
        yield Case(f"a date {value}", lambda value=value: dated(value), "设成了日期格式")
    for code in (b"[&gt;=0]" * 40, b'"' * 250, b"0!." * 80, b"%" * 250, b"," * 250, b"[$" + b"-" * 200 + b"]0"):
        made = STYLES.replace(b"CODE", code.replace(b'"', b"&quot;"))
        yield Case(
            f"a format {code[:9]!r}",
            lambda made=made: rezipped({SHEET: sheet_xml(HEAD.replace('"B2"', '"B2" s="0"')), "xl/styles.xml": made}),
            ANY,
        )
    for name, text in (
        ("（" * 99 + "率" + "）" * 99, "brackets"),
        ("率（a）" * 60, "asides"),
        ("1-9月" * 50, "months"),
        ("年至到-" * 60, "dashes"),
    ):
        yield Case(
            f"1,000 names of {text}",
            lambda name=name: ("指标,数值\n" + "".join(f"{name}{i},1\n" for i in range(1000))).encode(),
            READ,
        )
    yield Case("heads all the way down", lambda: ("指标,数值,单位\n" * 15_000).encode(), "没有一行")
    yield Case(
        "1,000 lines of units",
        lambda: ("指标,数值\n" + "".join(f"单位：{i}元,\n地区生产总值,1\n" for i in range(1000))).encode(),
        READ,
    )


# --- sheets
# ----------------------------------------------------------------------------------------------------------------


def sheets(count: int, hidden: bool = False, words: str = "x") -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for number in range(count):
            sheet = book.add_worksheet(f"{number}")
            sheet.write_row(0, 0, ["指标", "数值"] if words == "head" else [words])
            if words == "head":
                sheet.write_row(1, 0, ["地区生产总值", 351.2])
        extra = book.add_worksheet("空")
        extra.activate()
        extra.set_first_sheet()
        for sheet in book.worksheets()[:-1]:
            if hidden:
                sheet.hide()
    return buffer.getvalue()


def charts() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("数").write(0, 0, "x")
        sheet = book.add_chartsheet("图")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=数!$A$1:$A$1"})
        sheet.set_chart(chart)
    return buffer.getvalue()


def kinds() -> Iterator[Case]:
    yield Case("a plain xlsx", good, READ)
    yield Case("a plain xls", lambda: (FILES / "plain.xls").read_bytes(), READ)
    yield Case("wrong sheet", lambda: sheets(1), "没有找到表头")
    yield Case("an empty workbook", lambda: sheets(0), "没有内容")
    yield Case("only hidden sheets", lambda: sheets(2, hidden=True, words="head"), "没有找到表头")
    yield Case("61 sheets", lambda: sheets(61), "超过60张")
    yield Case("a sheet of charts", charts, "没有找到表头")


def cases() -> list[Case]:
    """All of them."""
    return [*others(), *texts(), *archives(), *documents(), *works(), *kinds()]
