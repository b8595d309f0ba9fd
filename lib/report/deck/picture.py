"""A picture for a slide of one's own: read from a file of whatever kind, made small, without what the file told of the
camera and the place."""

import base64
import hashlib
import io

from PIL import Image, ImageOps

from lib.report.deck.slide import Picture

FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}
"""The kinds of picture by the name of Pillow, with their media types."""
LARGEST, PIXELS, SIDE, QUALITY = 10_000_000, 60_000_000, 1600, 85
"""Bytes and pixels that a file may have, the longer side that is kept in pixels, the quality of a JPEG."""


class WrongPicture(ValueError):
    """A file that is no picture, or too large; the message is for the person who chose it."""


def taken(content: bytes, told: str) -> Picture:
    """The picture of a file in the smaller of the two kinds, `told` in words; WrongPicture."""
    if len(content) > LARGEST:
        raise WrongPicture(f"图片有{len(content) / 1e6:.1f}MB，最多{LARGEST / 1e6:.0f}MB。请缩小或截取后再选")
    try:
        with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as opened:
            if opened.width * opened.height > PIXELS:
                raise WrongPicture(f"图片为{opened.width}×{opened.height}像素，太大。请缩小后再选")
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise WrongPicture("这个文件不是能用的图片。请选择PNG或JPG图片") from error
    upright.thumbnail((SIDE, SIDE))
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright)
    made = {name: _as(flat, name) for name in FORMATS}
    kind = min(made, key=lambda name: len(made[name]))
    return Picture(base64.b64encode(made[kind]).decode(), FORMATS[kind], *flat.size, told)


def _as(image: Image.Image, name: str) -> bytes:
    file = io.BytesIO()
    image.save(file, name, optimize=True, **({"quality": QUALITY} if name == "JPEG" else {}))
    return file.getvalue()


def name(picture: Picture) -> str:
    """What a picture is called in a link: a part of its fingerprint.

    >>> name(Picture("", "image/png", 1, 1, ""))
    'e3b0c44298fc'
    """
    return hashlib.sha256(picture.data.encode()).hexdigest()[:12]
