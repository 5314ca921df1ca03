"""Bytes become text: byte order mark, declared encoding, UTF-8, a guess, Windows-1252."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.text import decode

TEXT = "Zürich: “Größe” – naïve café, 5 €, Москва, 港"
WESTERN = "The café in Zürich closed on Friday — “for good”, said its owner. It cost £5 or 6 €."
JAPANESE = "港の復旧作業は月曜日に再開する見通しだ。市長は記者会見で、負傷者はいなかったと述べた。"
CHINESE = "港口的起重机星期五掉进了海里。市长说没有人受伤。工程将于星期一重新开始，船只在海湾外等待。"
RUSSIAN = "Кран упал в воду в порту Мельби в пятницу. Никто не пострадал, сообщил порт. Работы начнутся в понедельник."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark, encoding):
    assert decode(mark + TEXT.encode(encoding)) == TEXT


def test_a_byte_order_mark_wins_over_what_a_page_declares():
    page = '<meta charset="iso-8859-1">café'
    assert decode(codecs.BOM_UTF8 + page.encode(), markup=True) == page


def test_utf_8_is_taken_where_it_fits():
    assert decode(TEXT.encode()) == TEXT


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="iso-8859-2">',
        "<META CHARSET=iso-8859-2>",
        "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>",
        '<?xml version="1.0" encoding="iso-8859-2"?>',
    ],
)
def test_a_page_is_read_as_it_declares(declaration):
    page = f"{declaration}<p>Łódź i Kraków</p>"
    assert decode(page.encode("iso-8859-2"), markup=True) == page


def test_a_text_that_quotes_a_declaration_declares_nothing():
    text = 'Write <meta charset="iso-8859-2"> for Łódź.'
    assert decode(text.encode()) == text


def test_a_declared_encoding_that_does_not_fit_gives_way():
    page = '<meta charset="utf-8"><p>The café in Melby is old, said Lund.'
    assert decode(page.encode("cp1252"), markup=True) == page


@pytest.mark.parametrize("name", ["x-bogus", "hex", "rot13", "none"])
def test_a_declared_encoding_that_does_not_exist_gives_way(name):
    page = f'<meta charset="{name}"><p>café'
    assert decode(page.encode(), markup=True) == page


@pytest.mark.parametrize("name", ["unicode_escape", "Unicode-Escape", "raw_unicode_escape", "punycode", "idna"])
def test_a_codec_of_python_that_is_none_of_texts_is_never_believed(name):
    text = "The café keeps its list in C:\\news\\u0041."
    assert decode(text.encode("cp1252"), charset=name) == text
    page = f'<meta charset="{name}"><p>{text}'
    assert decode(page.encode("cp1252"), markup=True) == page


def test_the_codec_that_always_fails_gives_way():
    page = '<meta charset="undefined"><p>café'
    assert decode(page.encode(), markup=True) == page


@pytest.mark.parametrize("name", ["iso-8859-1", "latin1"])
def test_declared_latin_1_means_windows_1252(name):
    page = f'<meta charset="{name}"><p>“No” – café'
    assert decode(page.encode("cp1252"), markup=True) == page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"),
        (WESTERN.replace("—", "-").replace("“", '"').replace("”", '"').replace("€", "$"), "iso-8859-1"),
        ("Le café.", "cp1252"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_an_encoding_that_nobody_named_is_guessed(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_one_stray_byte_does_not_garble_a_utf_8_text():
    assert (
        decode(("Größe, Zürich, Łódź, Kraków. " * 3).encode() + b"\xff")
        == "Größe, Zürich, Łódź, Kraków. " * 3 + "\ufffd"
    )


def test_a_character_cut_at_the_end_does_not_garble_a_utf_8_text():
    assert decode((TEXT * 3 + "é").encode()[:-1]) == TEXT * 3 + "\ufffd"


def test_nothing_is_nothing():
    assert decode(b"") == ""


def test_a_marked_text_with_half_a_character_is_decoded_all_the_same():
    assert decode(codecs.BOM_UTF16_LE + "abc".encode("utf-16-le") + b"\x41") == "abc\ufffd"


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_give_some_text_that_can_be_printed(content, markup):
    text = decode(content, markup=markup)
    assert isinstance(text, str)
    text.encode("utf-8")


@pytest.mark.parametrize("unit", [b"<meta ", b"<meta charset=", b'<?xml encoding="', b"\xe9 ", b"\xc3"])
@pytest.mark.processor_seconds(5)
def test_long_content_takes_little_time(unit):
    decode(unit * (300_000 // len(unit)), markup=True)
