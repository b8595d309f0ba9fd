"""A picture from a file of whatever kind, made small and written anew: nothing is left of what the file told of the camera
and the place."""

import io
from typing import NamedTuple

from PIL import Image, ImageOps

FORMATS = {"PNG": "png", "JPEG": "jpg"}
"""The kinds of picture by the name of Pillow, with the ending of their files."""
LARGEST, PIXELS, SIDE, QUALITY = 10_000_000, 60_000_000, 1600, 85
"""Bytes and pixels that a file may have, the longer side that is kept in pixels, the quality of a JPEG."""


class WrongPicture(ValueError):
    """A file that is no picture, or too large; the message is for the person who chose it."""


class Shot(NamedTuple):
    """A picture written anew: its file, the ending of that, its sides in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


def anew(content: bytes, side: int = SIDE) -> Shot:
    """The picture of a file, upright, at most so many pixels at its longer side, in the smaller of the two kinds;
    WrongPicture."""
    if len(content) > LARGEST:
        raise WrongPicture(f"图片有{len(content) / 1e6:.1f}MB，最多{LARGEST / 1e6:.0f}MB。请缩小或截取后再选")
    try:
        with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as opened:
            if opened.width * opened.height > PIXELS:
                raise WrongPicture(f"图片为{opened.width}×{opened.height}像素，太大。请缩小后再选")
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise WrongPicture("这个文件不是能用的图片。请选择PNG或JPG图片") from error
    upright.thumbnail((side, side))
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright)
    made = {name: _as(flat, name) for name in FORMATS}
    kind = min(made, key=lambda name: len(made[name]))
    return Shot(made[kind], FORMATS[kind], *flat.size)


def _as(image: Image.Image, name: str) -> bytes:
    file = io.BytesIO()
    image.save(file, name, optimize=True, **({"quality": QUALITY} if name == "JPEG" else {}))
    return file.getvalue()
