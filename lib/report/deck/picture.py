"""A picture for a slide of one's own: read from a file of whatever kind, made small, without what the file told of the
camera and the place."""

import base64
import hashlib

from lib.ledger import photograph
from lib.ledger.attachments import TYPES
from lib.report.deck.slide import Picture


def taken(content: bytes, told: str) -> Picture:
    """The picture of a file, `told` in words; photograph.WrongPicture."""
    shot = photograph.anew(content)
    return Picture(base64.b64encode(shot.data).decode(), TYPES[shot.ending], shot.width, shot.height, told)


def name(picture: Picture) -> str:
    """What a picture is called in a link: a part of its fingerprint.

    >>> name(Picture("", "image/png", 1, 1, ""))
    'e3b0c44298fc'
    """
    return hashlib.sha256(picture.data.encode()).hexdigest()[:12]
