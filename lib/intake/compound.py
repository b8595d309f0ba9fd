"""The stream of an old workbook (xls) out of the file system that the file is. Standard library only: the child process
reads these, and any damage is an exception of the reader's (struct.error, IndexError)."""

import struct

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA
"""The least of the numbers that are none of a sector."""
NAMES = ("workbook", "book")
ENTRY = 128


def stream(data: bytes) -> bytes:
    """The workbook's stream; the file itself where it is no file system, nothing where there is none in it."""
    if not data.startswith(SIGN):
        return data
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    count, start, least, mini, difat = struct.unpack_from("<2I4x2I4xI", data, 44)
    table = list(struct.unpack_from("<109I", data, 76))
    while difat < LAST and len(table) < len(data) // size + 109:
        more = struct.unpack_from(f"<{size // 4}I", data, (difat + 1) * size)
        table += more[:-1]
        difat = more[-1]
    fat: list[int] = []
    for sector in table[: min(count, len(table))]:
        if sector < LAST:
            fat += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    entries = _chain(data, fat, start, size, size)
    root, found = (0, 0), (0, -1)
    for at in range(0, len(entries) - ENTRY + 1, ENTRY):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        first, total = struct.unpack_from("<II", entries, at + 116)
        name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
        root = (first, total) if kind == 5 else root
        found = (first, total) if kind == 2 and name in NAMES else found
    first, total = found
    if total < 0:
        return b""
    if total >= least:
        return _chain(data, fat, first, size, size)[:total]
    small = _chain(data, fat, root[0], size, size)
    links = _chain(data, fat, mini, size, size)
    return _chain(small, list(struct.unpack(f"<{len(links) // 4}I", links)), first, 64, 0)[:total]


def _chain(data: bytes, fat: list[int], sector: int, size: int, before: int) -> bytes:
    """The sectors of a chain; one that goes round is cut."""
    pieces: list[bytes] = []
    while sector < LAST and len(pieces) <= len(fat):
        pieces.append(data[sector * size + before : (sector + 1) * size + before])
        sector = fat[sector]
    return b"".join(pieces)
