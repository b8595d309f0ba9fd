"""The files on which figures, adjustments and explanations rest: kept beside the ledger under their hash, which stands in
the record, so that the chain covers them. They are never changed or deleted."""

import hashlib
import io
import os
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

LARGEST = 20_000_000
"""Bytes of one file."""
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""What is taken, and how a browser knows it."""
SIGNS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
"""How files of a type begin."""
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
"""What a file of an office program holds."""
MACROS = "vbaProject.bin"


def folder(ledger: Path) -> Path:
    """Where the files of a ledger that is a file are, and those of a backup.

    >>> folder(Path("data/ledger.duckdb")).as_posix()
    'data/ledger-files'
    """
    return ledger.with_name(f"{ledger.stem}-files")


def type_of(data: bytes) -> str:
    """Which of TYPES a file is by what stands in it, whatever its name says; "" for any other, and for a document with
    macros.

    >>> type_of(b"%PDF-1.7 ..."), type_of(b"MZ..."), type_of(b"PK....")
    ('pdf', '', '')
    """
    for sign, kind in SIGNS:
        if data.startswith(sign):
            return kind
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return ""
    if any(name.endswith(MACROS) for name in names):
        return ""
    return next((kind for part, kind in PARTS.items() if part in names), "")


def refused(name: str, data: bytes) -> str:
    """Why a file is not taken, in a sentence; "" if it is."""
    if not data:
        return f"“{name}”是空的，没有收下。"
    if len(data) > LARGEST:
        return f"“{name}”有{len(data) / 1e6:.1f} MB，最多{LARGEST // 1_000_000} MB：请压缩图片或分成几份。"
    kind = type_of(data)
    if not kind:
        return f"“{name}”不是 {'、'.join(TYPES)}（按内容认），或含有宏，没有收下：请另存为其中一种。"
    ending = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    return "" if ending == kind else f"“{name}”的内容是 {kind}，与文件名不符：请改正文件名后再上传。"


def digest_of(data: bytes) -> str:
    """The hash under which a file is kept."""
    return hashlib.sha256(data).hexdigest()


def keep(place: Path, data: bytes) -> str:
    """Store a file in the folder under its hash, whole or not at all; its hash. OSError if it cannot be written."""
    digest = digest_of(data)
    path = _path(place, digest)
    if held(place, digest) is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{digest}.{os.getpid()}.new")
        try:
            fresh.write_bytes(data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    return digest


def held(place: Path, digest: str) -> bytes | None:
    """A stored file; None where it is missing, or is no longer what its hash says."""
    try:
        data = _path(place, digest).read_bytes()
    except OSError:
        return None
    return data if digest_of(data) == digest else None


def faults(place: Path, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Which files of records (rows of the state) are missing or changed, a sentence each."""
    return [
        f"依据文件“{row['name']}”（第{row['seq']}条，指纹 {row['sha256'][:12]}…）不在，或已被改动。"
        for row in rows
        if held(place, row["sha256"]) is None
    ]


def there(place: Path, digest: str) -> bool:
    """Whether a file is in the folder; `held` and `faults` prove that it is what it was."""
    return _path(place, digest).exists()


def archive(place: Path, named: Sequence[tuple[str, str]], listing: tuple[str, bytes]) -> bytes:
    """Files by name and hash as a ZIP, with a `listing` (name, content) of them; one that is missing or changed is not in
    it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo(listing[0]), listing[1])
        for name, digest in named:
            if (data := held(place, digest)) is not None:
                file.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def copy(origin: Path, to: Path) -> int:
    """Copy the files of one folder that are not yet in another; how many."""
    new = [path for path in sorted(origin.glob("??/*")) if len(path.name) == 64 and held(to, path.name) is None]
    for path in new:
        target = _path(to, path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return len(new)


def _path(place: Path, digest: str) -> Path:
    return place / digest[:2] / digest
