"""The plan's own text, as somebody supplies it: read, held against the citations, kept beside the plan and outside version
control."""

import codecs
import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from lib.about import About
from lib.home import DataError
from lib.store.citations import verify

LARGEST = 5_000_000
"""Bytes of a text; a plan has a few hundred thousand."""
LEAST = 0.95
"""The share of the citations that must stand in the text: less is another text, or one with other lines."""
NAMED = 3
"""Citations that are not found are named up to so many."""
MEND = "请在 Word 或 WPS 中另存为“纯文本（*.txt）”，编码选 UTF-8，一段一行，再试。"
FORMATS = (
    (b"PK", "这是 Word 文档（.docx）或压缩文件，不是纯文本。"),
    (b"\xd0\xcf\x11\xe0", "这是 Word 97–2003 文档（.doc），不是纯文本。"),
    (b"%PDF", "这是 PDF，不是纯文本。"),
)
"""How the files begin that people take for a text."""


def load(path: Path) -> bytes:
    """The content of a file; DataError if it is a folder or cannot be read."""
    if path.is_dir():
        raise DataError(f"{path} 是文件夹，不是文件。请给出规划正文的文本文件（.txt）。")
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(f"{path} 超过{LARGEST / 1e6:g} MB，不像一份规划的纯文本。{MEND}")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"读不了 {path}。请检查有没有这个文件、有没有权限。") from error


def decode(data: bytes) -> list[str]:
    """The lines of a text in UTF-8, UTF-16 or GB18030, empty ones at the end left out; DataError if it is no text.

    >>> [decode(text) for text in ("甲\\r\\n乙\\n\\n".encode("gb18030"), "甲\\n乙".encode("utf-16"))]
    [['甲', '乙'], ['甲', '乙']]
    """
    for start, said in FORMATS:
        if data.startswith(start):
            raise DataError(f"{said}{MEND}")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and text.strip():
            return text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    raise DataError(
        f"{'文件里没有文字' if not data.strip() else '读不出文字，不是 UTF-8、UTF-16 或 GB18030 的纯文本'}。{MEND}"
    )


def checked(data: bytes, about: About, frames: Mapping[str, pd.DataFrame]) -> tuple[list[str], int]:
    """The lines of the plan's text and how many citations stand in it; `frames` are the tables CITED. DataError if it
    is no text, has other lines than the plan, or is another text."""
    lines = decode(data)
    if len(lines) != about.text.lines:
        raise DataError(
            f"这个文件有{len(lines)}行，《{about.name.official}》的正文应有{about.text.lines}行："
            "引用按行核对，多一行、少一行都对不上。请检查是不是这份规划，有没有目录、页眉页脚、空行的增减。"
        )
    found = verify(dict(frames), lines)
    missed = found[~found["found"]]
    if len(missed) > (1 - LEAST) * len(found):
        named = "；".join(f"第{row.line}行应有“{row.what}”" for row in missed.head(NAMED).itertuples())
        raise DataError(
            f"行数相同，但{len(found)}处引用中有{len(missed)}处对不上：{named}……请检查是不是这份规划的最后文本。"
        )
    return lines, int(found["found"].sum())


def keep(path: Path, lines: list[str]) -> None:
    """Keep a text: written beside and put in its place whole. DataError if that cannot be done."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError(f"写不了 {path}（{error.strerror}）。请开放这个文件夹的写入权限。") from error
