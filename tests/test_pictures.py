"""The picture of a file made ready for a page: small, upright, bare of metadata, the same bytes; or refused with a reason."""

import io
import struct
import zlib

import PIL.Image
import pytest

from brief.errors import Unreadable
from brief.extract import images
from brief.extract.images import image_of
from brief.model import Document, Source

ORIENTATION, MAKER = 0x0112, 0x010F


def file(width=300, height=200, kind="JPEG", mode="RGB", color=None, **options):
    """A picture as a file: a slope from dark to light, or one color."""
    if color is None:
        image = PIL.Image.linear_gradient("L").resize((width, height)).convert(mode)
    else:
        image = PIL.Image.new(mode, (width, height), color)
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def noise(width, height, kind="JPEG"):
    """A picture that cannot be packed small."""
    stream = io.BytesIO()
    PIL.Image.effect_noise((width, height), 90).convert("RGB").save(stream, kind, quality=95)
    return stream.getvalue()


def made(content):
    return image_of(Document(Source("files", "in"), "in/a.jpg", "image/*", content))


def opened(image):
    return PIL.Image.open(io.BytesIO(image.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_of_a_known_kind_becomes_jpeg_or_png(kind):
    found = made(file(kind=kind))
    assert (found.width, found.height) == (300, 200)
    with opened(found) as image:
        assert image.size == (300, 200)
        assert f"image/{image.format.lower()}" == found.media_type


def test_a_large_picture_becomes_as_wide_as_a_page_needs():
    found = made(file(3600, 2400))
    assert (found.width, found.height) == (1200, 800)


def test_a_portrait_is_no_higher_than_a_landscape_is_wide():
    assert (made(file(1600, 2400)).width, made(file(1600, 2400)).height) == (800, 1200)


def test_what_cannot_be_packed_small_loses_quality_and_then_pixels():
    found = made(noise(1600, 1200))
    assert len(found.content) <= images.LARGEST_RESULT
    assert found.width < 1200
    assert round(found.width / found.height, 1) == 1.3


def test_a_drawing_stays_sharp():
    drawing = PIL.Image.new("RGB", (800, 500), "white")
    for bar in range(8):
        drawing.paste((155, 27, 30), (20 + bar * 95, 480 - bar * 50, 90 + bar * 95, 480))
    stream = io.BytesIO()
    drawing.save(stream, "PNG")
    found = made(stream.getvalue())
    assert found.media_type == "image/png"
    assert opened(found).convert("RGB").tobytes() == drawing.tobytes()


def test_the_same_file_gives_the_same_bytes():
    assert made(file(900, 600)) == made(file(900, 600))


def test_nothing_but_pixels_goes_on():
    exif = PIL.Image.Exif()
    exif[MAKER] = "Camera of Ada Holm"
    content = file(exif=exif, icc_profile=b"profile of a secret place", comment=b"taken at home")
    assert b"Ada Holm" in content
    found = made(content)
    assert not any(word in found.content for word in (b"Ada", b"Exif", b"secret", b"home", b"ICC_PROFILE"))
    assert {"exif", "icc_profile", "comment"}.isdisjoint(opened(found).info)


def test_the_notes_in_a_png_stay_behind():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Ada Holm")
    content = file(kind="PNG", color=(9, 99, 200), pnginfo=notes)
    assert b"Ada Holm" in content
    found = made(content)
    assert found.media_type == "image/png"
    assert b"Ada Holm" not in found.content


def test_a_picture_that_was_held_sideways_is_turned_upright():
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = 6
    assert (made(file(300, 200, exif=exif)).width, made(file(300, 200, exif=exif)).height) == (200, 300)


def test_what_is_transparent_becomes_white():
    found = made(file(kind="PNG", mode="RGBA", color=(0, 0, 0, 0)))
    assert opened(found).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG")])
def test_pictures_of_every_mode_are_shown(mode, kind):
    image = PIL.Image.linear_gradient("L").resize((300, 200)).convert(mode)
    stream = io.BytesIO()
    image.save(stream, kind)
    assert made(stream.getvalue()).height == 200


def test_sixteen_bits_of_gray_are_scaled_and_not_cut_off():
    image = PIL.Image.new("I;16", (200, 200), 32768)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    assert opened(made(stream.getvalue())).convert("L").getpixel((9, 9)) == pytest.approx(128, abs=2)


def test_the_first_of_moving_pictures_is_taken():
    stream = io.BytesIO()
    first, second = (PIL.Image.new("RGB", (200, 100), color) for color in ("red", "blue"))
    first.save(stream, "GIF", save_all=True, append_images=[second])
    assert opened(made(stream.getvalue())).convert("RGB").getpixel((5, 5))[0] > 200


def bomb(width, height):
    """A PNG whose head promises many pixels, and whose body has none."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture that can be read"),
        (b"%PDF-1.7 not a picture", "is no picture that can be read"),
        (file(kind="BMP"), "is no picture that can be read"),
        (file(kind="TIFF"), "is no picture that can be read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "is no picture that can be read"),
        (file(1, 1, "GIF"), "only 1 x 1 pixels"),
        (file(700, 60), "only 700 x 60 pixels"),
        (file(1000, 100), "a strip of 1000 x 100"),
        (bomb(8000, 8000), "more than 40 million pixels"),
        (bomb(60000, 60000), "more than 40 million pixels"),
        (bomb(500, 500), "is a broken picture"),
        (file()[:900], "is a broken picture"),
    ],
)
def test_what_is_no_picture_to_print_is_refused_with_a_reason(content, why):
    with pytest.raises(Unreadable, match=why) as refused:
        made(content)
    assert refused.value.where == "in/a.jpg"


def test_how_many_pixels_there_are_is_known_before_they_are_unpacked(monkeypatch):
    unpacked = []
    load = PIL.Image.Image.load
    monkeypatch.setattr(PIL.Image.Image, "load", lambda image: unpacked.append(image) or load(image))
    with pytest.raises(Unreadable):
        made(bomb(8000, 8000))
    assert unpacked == []


def test_a_picture_that_is_cut_off_is_refused_whatever_else_is_loaded(monkeypatch):
    import PIL.ImageFile

    monkeypatch.setattr(PIL.ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it
    whole = noise(500, 500)
    with pytest.raises(Unreadable, match="is a broken picture"):
        made(whole[: len(whole) // 2])
    assert PIL.ImageFile.LOAD_TRUNCATED_IMAGES
