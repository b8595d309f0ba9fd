"""Photographs in a document: in the line of text, as many side by side as there is room for."""

import io

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from lib.report.dispatch import Photo
from lib.report.document.chart import MILLIMETRE, WIDE, A, drawing

PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TALL, BETWEEN, FIRST = 48, 4, 1000
"""Height of a photograph at most, and the room that each leaves at its side, in millimetres; the number of the first, beyond
those of charts and maps."""


def drawn(document: Document, photos: tuple[Photo, ...]) -> list[Element]:
    """The photographs as drawings, two in a line."""
    return [_one(document, photo, FIRST + n) for n, photo in enumerate(photos)]


def _one(document: Document, photo: Photo, number: int) -> Element:
    relation, _ = document.part.get_or_add_image(io.BytesIO(photo.shot.data))
    scale = min((WIDE / 2 - BETWEEN) / photo.shot.width, TALL / photo.shot.height) * MILLIMETRE
    width, height = round(photo.shot.width * scale), round(photo.shot.height * scale)
    made = drawing(width, height, number, f"照片：{photo.name}，{photo.told}", PICTURE)
    made.find(f".//{{{A}}}graphicData").append(
        parse_xml(
            f'<pic:pic xmlns:pic="{PICTURE}" xmlns:a="{A}" xmlns:r="{R}">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="照片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
    )
    return made
