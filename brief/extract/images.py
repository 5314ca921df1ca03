"""Pictures made small for a page: the only door to Pillow.

What is printed is made anew from the pixels, so that nothing else of a file goes on: no place, camera or thumbnail, and
no bytes that only one program understands. How many pixels there are is known before the first is unpacked.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from brief.errors import Unreadable
from brief.model import Document, Image

#: The formats that are read, of the many that Pillow knows: those which news is published in.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Cameras of the press have 20 to 24 million pixels, pages show 2 million; unpacked, each takes up to four bytes, twice.
MOST_PIXELS = 40_000_000
# What is smaller counts readers, or is an ornament of the page.
LEAST = 80
# What is so much longer than wide is a line or a banner.
LONGEST = 5
# 124 mm at 245 dots an inch; pages on screens show it 41rem wide, or twice that where pixels are fine.
WIDEST = 1200
# A portrait is shown no higher than a landscape.
HIGHEST = 1200
LARGEST_RESULT = 150_000
# Below 60 blocks are seen; then fewer pixels look better.
QUALITIES = (82, 74, 66, 60)
_SHRINK = 0.8
_PAPER = (255, 255, 255)
_TOO_MANY = f"is a picture of more than {MOST_PIXELS // 1_000_000} million pixels"


def image_of(document: Document) -> Image:
    """Return the picture in a document, small enough for a page.

    A drawing stays PNG where that is smaller; all else becomes JPEG. What is transparent becomes white; of a moving
    picture the first is taken. Raises Unreadable for what is no picture of a known kind, broken, tiny, or too large.
    """
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is not used
            return _made(document)
    except Unreadable:
        raise
    except PIL.Image.DecompressionBombError:
        raise Unreadable(document.location, _TOO_MANY) from None
    except PIL.UnidentifiedImageError:
        raise Unreadable(document.location, "is no picture that can be read (JPEG, PNG, WebP, GIF, AVIF)") from None
    except Exception as error:  # a broken file makes Pillow raise whatever its codec does
        raise Unreadable(document.location, f"is a broken picture ({type(error).__name__})") from error


@contextmanager
def _whole_only() -> Iterator[None]:
    """Have Pillow refuse what is cut off; WeasyPrint, once it is loaded, has it pass for the whole process."""
    import PIL.ImageFile

    before = PIL.ImageFile.LOAD_TRUNCATED_IMAGES
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        PIL.ImageFile.LOAD_TRUNCATED_IMAGES = before


def _made(document: Document) -> Image:
    import PIL.Image
    import PIL.ImageOps

    with _whole_only(), PIL.Image.open(io.BytesIO(document.content), formats=_known()) as opened:
        why = _unfit(*opened.size)
        if why:
            raise Unreadable(document.location, why)
        if opened.format == "JPEG":
            opened.draft(None, (2 * WIDEST, 2 * HIGHEST))  # unpacks an eighth of what is much too large
        pixels = _on_paper(PIL.ImageOps.exif_transpose(opened))
        return _smallest(pixels, is_drawing=opened.format in ("PNG", "GIF"))


def _known() -> tuple[str, ...]:
    """The formats that this Pillow was built with."""
    import PIL.Image

    PIL.Image.init()
    return tuple(name for name in FORMATS if name in PIL.Image.OPEN)


def _unfit(width: int, height: int) -> str:
    """What is wrong with the size of a picture, if anything."""
    if width * height > MOST_PIXELS:
        return _TOO_MANY
    if min(width, height) < LEAST:
        return f"is a picture of only {width} x {height} pixels"
    if max(width, height) > LONGEST * min(width, height):
        return f"is a strip of {width} x {height} pixels"
    return ""


def _on_paper(image: Any) -> Any:
    """The pixels in gray or RGB, on white where they are transparent, no larger than they are shown."""
    import PIL.Image

    has_holes = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    if has_holes:
        clear = image.convert("RGBA")
        pixels = PIL.Image.new("RGB", clear.size, _PAPER)
        pixels.paste(clear, mask=clear.getchannel("A"))
    elif image.mode.startswith("I"):  # 16 bits of gray, which Pillow would cut off instead of scaling
        pixels = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    else:
        pixels = image.convert("L" if image.mode in ("L", "1") else "RGB")
    return _scaled(pixels, min(1.0, WIDEST / pixels.width, HIGHEST / pixels.height))


def _scaled(pixels: Any, factor: float) -> Any:
    import PIL.Image

    if factor >= 1:
        return pixels
    size = (max(1, round(pixels.width * factor)), max(1, round(pixels.height * factor)))
    return pixels.resize(size, PIL.Image.Resampling.LANCZOS)


def _smallest(pixels: Any, *, is_drawing: bool) -> Image:
    """The pixels as a file that is not too large: first of less quality, then of fewer pixels."""
    if is_drawing:
        drawing = _written(pixels, "PNG", optimize=True)
        photo = _written(pixels, "JPEG", quality=QUALITIES[0], optimize=True, progressive=True)
        if len(drawing) <= min(LARGEST_RESULT, len(photo)):
            return Image(drawing, "image/png", *pixels.size)
    while True:
        for quality in QUALITIES:
            content = _written(pixels, "JPEG", quality=quality, optimize=True, progressive=True)
            if len(content) <= LARGEST_RESULT:
                return Image(content, "image/jpeg", *pixels.size)
        pixels = _scaled(pixels, _SHRINK)


def _written(pixels: Any, name: str, **options: Any) -> bytes:
    """The pixels in a format; what else the picture carried stays behind, for it would be written too."""
    file = io.BytesIO()
    bare = pixels.copy()
    bare.info = {}
    bare.save(file, name, **options)
    return file.getvalue()
