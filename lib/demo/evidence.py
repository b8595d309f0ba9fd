"""The files of evidence of the story: one-page documents that say that they are invented, the same at every run."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from lib.demo.teller import Teller
from lib.ledger import attachments
from lib.ledger.evidence import about_of
from lib.ledger.record import Entry, Record, entry
from lib.ledger.state import Row

KIND = "evidence_attached"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OPEN, OFFICE = "http://schemas.openxmlformats.org/", "application/vnd.openxmlformats-"
PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{OPEN}package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{OFFICE}package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>",
    "_rels/.rels": f'{XML}<Relationships xmlns="{OPEN}package/2006/relationships"><Relationship Id="r1"'
    f' Type="{OPEN}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'{XML}<w:document xmlns:w="{OPEN}wordprocessingml/2006/main"><w:body>{{body}}</w:body></w:document>',
}
"""What the smallest document of Word consists of."""


def attach(teller: Teller, matter: str, rows: Iterable[Row]) -> None:
    """The evidence of some rows of the state, on the day on which the story is; some rows have none."""
    share = teller.story.get("evidence", {}).get(matter, 0.0)
    chosen = [row for row in rows if teller.chance("evidence", row["subject"]).random() < share]
    teller.write(teller.day, [_of(teller, matter, row) for row in chosen])


def _of(teller: Teller, matter: str, row: Row) -> Entry:
    year = row.get("year") or row["date"][:4]
    name = teller.texts["evidence"][matter].format(year=year, number=row.get("number", ""))
    fields = {"matter": matter, "about": about_of(matter, row), "name": name, "type": "docx"}
    data = paper(fields)
    return entry(KIND, fields | {"sha256": attachments.digest_of(data), "size": len(data)})


def keep(folder: Path, records: Iterable[Record]) -> None:
    """Write the files that the records of the story speak of into the folder of their ledger."""
    for record in records:
        if record.kind == KIND:
            attachments.keep(folder, paper(record.payload))


def paper(fields: Mapping[str, Any]) -> bytes:
    """The file of a record of evidence.

    >>> attachments.type_of(paper({"name": "附件（演示）.docx", "matter": "figure", "about": "12"}))
    'docx'
    """
    lines = (str(fields["name"]).removesuffix(".docx"), "虚构的附件，只供培训（演示数据）", str(fields["about"]))
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:  # stored as it is, with one date: the same bytes everywhere
        for name, text in PARTS.items():
            file.writestr(zipfile.ZipInfo(name), text.format(body=body))
    return made.getvalue()
