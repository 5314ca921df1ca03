"""A page in any encoding gives its text, whatever it or its server declares; garbled text is given as it is."""

import pytest

from brief.extract import extract
from brief.model import Document, Source

WESTERN = (
    "Der Hafen von Zürich wurde am Freitag geschlossen, nachdem ein Kran in das Wasser gefallen war, sagte Jörg Größ."
)
RUSSIAN = "Порт Мельби был закрыт в пятницу после того, как кран упал в воду, сообщила пресс-служба порта журналистам."
JAPANESE = "港の復旧作業は月曜日に再開する見通しだと、市長は金曜日の記者会見で述べ、負傷者はいなかったと語った。"
CHINESE = "港口的起重机星期五掉进了海里，市长在新闻发布会上说没有人受伤，工程将于星期一重新开始，船只在海湾外等待。"
KOREAN = "멜비 항구는 금요일 크레인이 물에 빠진 뒤 폐쇄되었으며 다친 사람은 없었다고 항구 당국이 기자들에게 밝혔다."


def read(text, encoding, declared="", charset=None):
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}<title>x</title></head><body><article>{f'<p>{text}</p>' * 2}</article></body></html>"
    document = Document(Source("web", "a"), "a", "text/html", page.encode(encoding), charset=charset)
    return extract(document).text


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "charset"),
    [
        (WESTERN, "utf-8", "", None),
        (WESTERN, "utf-8", "iso-8859-1", None),
        (WESTERN, "utf-8", "", "iso-8859-1"),
        (WESTERN, "iso-8859-1", "utf-8", None),
        (WESTERN, "iso-8859-1", "", "utf-8"),
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "cp1251", "", "windows-1251"),
        (RUSSIAN, "cp1251", "utf-8", "utf-8"),
        (RUSSIAN, "utf-16", "", None),
        (WESTERN, "utf-16-le", "", None),
        (WESTERN, "utf-16-be", "utf-8", None),
        (WESTERN, "utf-8", "utf-16", None),
        (JAPANESE, "shift_jis", "shift_jis", None),
        (JAPANESE, "shift_jis", "", None),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", None),
        (CHINESE, "gb18030", "gb2312", None),
        (CHINESE, "gb18030", "", None),
        (KOREAN, "euc_kr", "euc-kr", None),
        (KOREAN, "euc_kr", "", "euc-kr"),
    ],
)
def test_a_page_gives_its_text(text, encoding, declared, charset):
    assert text in read(text, encoding, declared, charset)


def test_text_that_was_garbled_before_it_was_saved_is_never_repaired():
    garbled = WESTERN.encode().decode("latin-1").replace("\x9f", "Ÿ")
    assert garbled in read(garbled, "utf-8", "utf-8")
