"""On which page each heading of a document comes to stand: LibreOffice lays it out, where it is there."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

OUTLINED = re.compile(rb"/Title<FEFF[0-9A-F]*>\s*/Dest\[(\d+) 0 R")
KIDS = re.compile(rb"/Type\s*/Pages\b.*?/Kids\s*\[([^\]]*)\]", re.DOTALL)
PROGRAM, SECONDS = "soffice", 60
"""What LibreOffice is called, and how long it may take."""


def of_headings(document: bytes, count: int) -> list[int] | None:
    """The pages of the `count` headings in their order, from 1; None without LibreOffice or where that fails."""
    program = shutil.which(PROGRAM)
    pdf = _laid_out(program, document) if program else b""
    found = outline(pdf)
    return found if found and len(found) == count else None


def _laid_out(program: str, document: bytes) -> bytes:
    """The document as PDF; nothing where it cannot be made. The profile is its own: another LibreOffice may be running."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "a.docx").write_bytes(document)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        try:
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", name, str(folder / "a.docx")],
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )
            return (folder / "a.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return b""


def outline(pdf: bytes) -> list[int]:
    """The page of every entry of the outline of a PDF that LibreOffice wrote, from 1; empty where it has none.

    >>> pages = b"<</Type/Pages/Kids[ 4 0 R 7 0 R ]>>"
    >>> outline(pages + b"<</Title<FEFF4E00>/Dest[4 0 R/XYZ 1 2 0]>><</Title<FEFF4E8C>/Dest[7 0 R/XYZ 1 2 0]>>"), outline(b"")
    ([1, 2], [])
    """
    kids = KIDS.search(pdf)
    if not kids:
        return []
    order = {int(one): i for i, one in enumerate(re.findall(rb"(\d+) 0 R", kids[1]), 1)}
    return [order[int(one)] for one in OUTLINED.findall(pdf) if int(one) in order]
