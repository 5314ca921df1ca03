"""A message becomes an article: its headers, the text that reads best, and nothing that stands around it."""

import base64
import quopri
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import Empty, ItemError, Unreadable
from brief.extract import extract
from brief.model import Document, Source

ONE = "The harbor of Melby reopened on Thursday after eleven weeks of repair to its outer wall."
TWO = "Two ferries left before noon, and a third followed in the evening."
TEXT = f"{ONE}\n\n{TWO}"
NEWSLETTER = {
    "From": "Melby Post <post@melby.example>",
    "Subject": "The harbor reopens",
    "Date": "Fri, 20 Nov 2026 06:00:00 +0000",
    "Message-ID": "<1@melby.example>",
    "List-Unsubscribe": "<https://melby.example/u>",
}
ATTRIBUTES = " ".join(f"a{number}=1" for number in range(100_000))


def read(content):
    return extract(Document(Source("files", "a.eml"), "a.eml", "message/rfc822", content))


def message(plain=None, html=None, **headers):
    made = EmailMessage()
    for name, value in (NEWSLETTER | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value is not None:
            made[name] = value
    if plain is not None:
        made.set_content(plain)
        if html is not None:
            made.add_alternative(html, subtype="html")
    elif html is not None:
        made.set_content(html, subtype="html")
    return made


def raw(headers, body, kind="text/plain"):
    return headers + b"Content-Type: " + kind.encode() + b"\n\n" + body


def article(*parts, **headers):
    return read(message(*parts, **headers).as_bytes())


def test_the_headers_of_a_newsletter():
    found = article(TEXT)
    assert (found.title, found.site, found.byline) == ("The harbor reopens", "Melby Post", None)
    assert found.published.instant(UTC) == datetime(2026, 11, 20, 6, tzinfo=UTC)
    assert found.published.origin == "mail"
    assert found.text == TEXT
    assert [sentence.text for sentence in found.sentences] == [ONE, TWO]


def test_the_id_comes_from_the_message_alone():
    ids = {article(TEXT).id, article(TWO, Subject="Other").id, article(TEXT, Message_ID="<2@melby.example>").id}
    assert len(ids) == 2
    assert all(len(one) == 12 for one in ids)
    assert article(TEXT, Message_ID=None).id == article(TEXT, Message_ID=None, From="Tarn <t@t.example>").id


@pytest.mark.parametrize(
    ("sender", "site", "byline"),
    [
        ("Melby Post <post@melby.example>", "Melby Post", None),
        ('"Post, The Melby" <post@melby.example>', "Post, The Melby", None),
        ("Ada Holm from Lune Letter <ada@lune.example>", "Lune Letter", "Ada Holm"),
        ("Ada Holm via Lune List <list@lune.example>", "Lune List", "Ada Holm"),
        ("Ada Holm, The Lune Letter <ada@lune.example>", "The Lune Letter", "Ada Holm"),
        ("Lune Letter by Ada Holm <ada@lune.example>", "Lune Letter", "Ada Holm"),
        ("post@news.melby.example", "melby.example", None),
        ("post@melby.example (Melby Post)", "Melby Post", None),
        ("<post@melby.example>", "melby.example", None),
        ("=?utf-8?b?5riU5riv5pmo5oql?= <n@g.example>", "渔港晨报", None),
        ("", None, None),
    ],
)
def test_the_sender_of_a_newsletter_is_its_outlet(sender, site, byline):
    content = message(TEXT, From=None).as_bytes()
    found = read(b"From: " + sender.encode() + b"\n" + content)
    assert (found.site, found.byline) == (site, byline)


def test_the_sender_of_any_other_message_is_its_author():
    found = article(TEXT, List_Unsubscribe=None, From="Ada Holm <ada@lune.example>")
    assert (found.site, found.byline) == (None, "Ada Holm")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?q?Z=C3=BCrich_pays?=", "Zürich pays"),
        ("=?utf-8?b?5Lit?= =?utf-8?b?5paH?=", "中文"),
        ("=?utf-8?b?5A==?= =?utf-8?b?uK3mloc=?=", "中文"),
        ("=?iso-8859-1?Q?Gr=FC=DFe_aus?= =?utf-8?Q?_K=C3=B6ln?=", "Grüße aus Köln"),
        ("=?x-unknown?q?Z=C3=BCrich?= pays", "Zürich pays"),
        ("Zürich pays", "Zürich pays"),
        ("Zürich\r\n pays\r\n\tat last", "Zürich pays at last"),
        ("=?utf-8?q?Zurich=0D=0ABcc:_x?=", "Zurich Bcc: x"),
        ("[Melby Post] Zurich pays", "Zurich pays"),
        ("[Video] Zurich pays", "[Video] Zurich pays"),
        ("Fwd: FW: Zurich pays", "Zurich pays"),
    ],
)
def test_the_subject_is_the_title(subject, title):
    content = message(TEXT, Subject=None).as_bytes()
    assert read(b"Subject: " + subject.encode() + b"\n" + content).title == title


@pytest.mark.parametrize("value", ["Fri, 20 Nov 2026 06:00:00 +0000 (UTC)", "20 Nov 2026 06:00 GMT"])
def test_forms_of_the_date(value):
    content = message(TEXT, Date=None).as_bytes()
    assert read(b"Date: " + value.encode() + b"\n" + content).published.day == date(2026, 11, 20)


def test_a_message_without_a_date_is_undated():
    assert article(TEXT, Date=None).published is None


@pytest.mark.parametrize(
    ("html", "headers", "url"),
    [
        ('<a href="https://melby.example/w">View in browser</a>', {}, "https://melby.example/w"),
        ('<td><a href="https://melby.example/w">Im Browser ansehen</a></td>', {}, "https://melby.example/w"),
        ('<a href="javascript:alert(1)">View in browser</a>', {}, None),
        ('<a href="https://melby.example/story">The harbor</a>', {}, None),
        ("", {"Archived-At": "<https://lists.example/1>"}, "https://lists.example/1"),
        ("", {"List-Post": "<mailto:list@melby.example>"}, None),
        ("", {"List-Post": "<https://melby.example/forum>"}, "https://melby.example/forum"),
    ],
)
def test_where_the_message_stands_on_the_web(html, headers, url):
    made = message(TEXT, f"<div>{html}</div><p>{ONE}</p><p>{TWO}</p>")
    for name, value in headers.items():
        made[name] = value
    assert read(made.as_bytes()).url == url


def test_the_address_of_a_copy_in_a_plain_text():
    assert (
        article(f"View this email in your browser:\nhttps://melby.example/w\n\n{TEXT}").url == "https://melby.example/w"
    )
    assert article(f"View this email in your browser:\nhttps://melby.example/w\n\n{TEXT}").text == TEXT


def test_the_plain_part_is_read_where_it_says_as_much():
    assert article(TEXT + "\n\nIn plain text only.", f"<p>{ONE}</p><p>{TWO}</p>").text.endswith("In plain text only.")


@pytest.mark.parametrize(
    "stub", ["Your email client does not support HTML.", "View this email in your browser", "", ONE[:30]]
)
def test_a_stub_is_not_read(stub):
    assert article(stub + "\n", f"<h1>Harbor</h1><p>{ONE}</p><p>{TWO}</p>").text == TEXT


def test_a_newsletter_of_tables_is_its_stories():
    row = '<tr><td style="font-size:0"><table><tr><td><a href="#"><img src="x.jpg" alt="A picture"></a></td></tr><tr><td><b>{}</b></td></tr><tr><td>{}</td></tr><tr><td><a href="#">Read more »</a></td></tr></table></td></tr>'
    html = f"""<html><head><style>p{{}}</style></head><body><div style="display:none">A hidden summary of the day.</div>
      <table><tr><td><a href="#">View in browser</a></td></tr>{row.format("Harbor", ONE)}
      <tr><td>Presented by Oxmoor Bank</td></tr>{row.format("Ferries", TWO)}
      <tr><td>You are receiving this email because you signed up.<br><a href="#">Unsubscribe</a></td></tr>
      <tr><td>Melby Media, 12 Quay Street.</td></tr></table><img src="https://t.example/open.gif" width="1"></body></html>"""
    assert article(None, html).text == TEXT


@pytest.mark.parametrize(
    "furniture",
    [
        "\n\n-- \nAda Holm\nMelby Post, 12 Quay Street",
        "\n\nUnsubscribe: https://melby.example/u\n\nMelby Media Ltd, 12 Quay Street.",
        "\n\nSie erhalten diese E-Mail, weil Sie den Newsletter abonniert haben.",
        "\n\nVous recevez ce message parce que vous êtes abonné.",
        "\n\nOn Thu, 19 Nov 2026 at 10:00, Bo Hill <bo@x.example> wrote:\n> Is the harbor open?\n> It was closed.",
        "\n\nOn Thu, 19 Nov 2026 at 10:00, Bo Hill\n<bo@x.example> wrote:\n\n> Is the harbor open?",
        "\n\nAm 19.11.2026 um 10:00 schrieb Bo Hill:\n> Ist der Hafen offen?",
        "\n\n© 2026 Melby Media. All rights reserved.",
        "\n\nSent from my iPhone",
        "\n\nWant to advertise in Melby Post? Reply to this email.",
        "\n\nRead more: <https://melby.example/harbor>",
        "\n\n==========\n\nhttps://melby.example/harbor",
    ],
)
def test_what_stands_around_a_text_is_left_out(furniture):
    assert article(TEXT + furniture, Subject="Re: Harbor").text == TEXT


def test_a_word_of_the_footer_within_the_text_ends_nothing():
    long = "Readers may unsubscribe from the paper for as long as the strike goes on, the union of the printers said on Friday. "
    text = "\n\n".join([long * 2, *[f"{ONE} {TWO} And so on, for many more words, until the night fell."] * 4])
    assert article(text).text.startswith("Readers may unsubscribe")
    assert len(article(text).sentences) == 14


@pytest.mark.parametrize(
    "sentence",
    [
        "More people read newspapers online than on paper, a study says.",
        "The court will publish a web version of the ruling.",
        "A message from the mayor was read aloud on Friday.",
        "The bank will add 40 firms to its contacts.",
        "The e-mail was sent to all members of the council.",
        "Users can opt out of the program until May.",
        "The law lets readers change their subscription at any time.",
        "Die Datei lässt sich im Browser öffnen.",
        "If you received money by mistake, you may keep it.",
    ],
)
def test_news_about_mail_is_news(sentence):
    assert article(f"{ONE}\n\n{sentence}", Content_Language="en").text == f"{ONE}\n\n{sentence}"


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser",
        "View in browser",
        "Trouble viewing this email? View it in your browser.",
        "Click here to view this message in a browser",
        "Read online",
        "View this post on the web at https://melby.example/p",
        "Web version",
        "Newsletter im Browser ansehen",
        "Voir cet e-mail dans votre navigateur",
        "Please add post@melby.example to your address book.",
        "Presented by Oxmoor Bank",
        "Was this email forwarded to you? Sign up here.",
        "Thanks for reading Melby Post! Subscribe for free to receive new posts.",
    ],
)
def test_lines_of_senders_are_left_out_wherever_they_stand(line):
    assert article(f"{line}\n\n{ONE}\n\n{line}\n\n{TWO}").text == TEXT


def test_quotations_in_html_are_left_out():
    html = f'<p>{ONE}</p><p>{TWO}</p><div class="gmail_quote"><div>On Thu Bo Hill wrote:</div><blockquote class="gmail_quote">Is it open at all?</blockquote></div><div class="gmail_signature">Ada Holm writes here.</div>'
    assert article(None, html, Subject="Re: Harbor").text == TEXT
    assert article(None, f"<blockquote>{ONE}</blockquote><p>{TWO}</p>").text == TEXT


@pytest.mark.parametrize("subject", ["Fwd: The harbor", "The harbor"])
@pytest.mark.parametrize(
    "marker", ["---------- Forwarded message ---------", "Begin forwarded message:", "-----Original Message-----"]
)
def test_a_forwarded_message_is_told_as_it_came(subject, marker):
    forwarded = f"You might like this.\n\n{marker}\nFrom: Tarn Daily <t@tarn.example>\nDate: Thu, Nov 19, 2026 at 6:00 AM\nSubject: Harbor open\nTo: <bo@x.example>\n\n{TEXT}\n"
    found = article(forwarded, From="Bo Hill <bo@x.example>", List_Unsubscribe=None, Subject=subject)
    assert (found.title, found.site, found.byline, found.text) == ("Harbor open", "Tarn Daily", None, TEXT)
    assert found.published.day == date(2026, 11, 19)


def test_a_forwarded_message_in_html_is_told_as_it_came():
    html = f'<div>See below.<div class="gmail_quote"><div>---------- Forwarded message ---------<br>From: <b>Tarn Daily</b> &lt;t@tarn.example&gt;<br>Date: Thu, Nov 19, 2026<br>Subject: Harbor open<br></div><p>{ONE}</p><p>{TWO}</p></div></div>'
    found = article(None, html, Subject="Fwd: Harbor open", List_Unsubscribe=None)
    assert (found.title, found.site, found.text) == ("Harbor open", "Tarn Daily", TEXT)


def test_a_reply_over_a_quoted_message_is_the_reply():
    reply = f"{TEXT}\n\n-----Original Message-----\nFrom: Bo Hill\nSent: Thursday\nSubject: Harbor\n\nIs the harbor open again at last?\n"
    assert article(reply, Subject="RE: Harbor").text == TEXT


def test_a_message_forwarded_as_an_attachment_is_the_article():
    made = message("\n", From="Bo Hill <bo@x.example>", Subject="Fwd: a letter", List_Unsubscribe=None)
    made.add_attachment(message(TEXT))
    found = read(made.as_bytes())
    assert (found.title, found.site, found.text) == ("The harbor reopens", "Melby Post", TEXT)


def test_a_reply_of_outlook_is_the_reply():
    html = f"<p>{ONE}</p><p>{TWO}</p><div><p><b>From:</b> Bo Hill<br><b>Sent:</b> Thursday<br><b>To:</b> Ada Holm<br><b>Subject:</b> harbor</p></div><p>Is the harbor open again at last?</p>"
    assert article(None, html, Subject="RE: harbor").text == TEXT


def test_a_line_of_an_interview_is_no_header():
    text = f"From: the harbor\n\n{TEXT}"
    assert article(text).text.endswith(TEXT)


@pytest.mark.parametrize(("delsp", "gap"), [("", " "), ("; delsp=yes", "")])
def test_lines_that_flow_are_one_line(delsp, gap):
    body = TEXT.replace(" after eleven", " \nafter eleven" if gap else "  \nafter eleven")
    assert read(raw(b"Subject: x\n", body.encode(), f"text/plain; format=flowed{delsp}")).text == TEXT


def test_notes_with_addresses_and_their_numbers_are_left_out():
    text = f"{ONE} [1]\n\n{TWO[:-1]} [2].\n\n[1] https://melby.example/1\n[2]: <https://melby.example/2>\n"
    assert article(text).text == TEXT
    assert article(f"{ONE} [3]\n").text == f"{ONE} [3]"


def test_a_footer_of_several_lines_is_left_out_whole():
    footer = (
        "<p>Melby Media thanks its readers.<br>12 Quay Street.<br>You received this email because you signed up.</p>"
    )
    assert article(None, f"<p>{ONE}</p><p>{TWO}</p>{footer}").text == TEXT


def test_a_break_ends_a_line_and_two_end_a_paragraph():
    assert article(None, f"<div>{ONE}<br>{TWO}</div>").text == f"{ONE}\n{TWO}"
    assert article(None, f"<div>{ONE}<br><br>{TWO}</div>").text == TEXT


def test_attachments_are_not_read():
    made = message(TEXT)
    for number in range(100):
        made.add_attachment(f"Attached text number {number} is not read.", filename=f"{number}.txt")
    assert read(made.as_bytes()).text == TEXT


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("iso-8859-1", "utf-8"), ("us-ascii", "utf-8"), ("utf-8", "cp1252"),
     ("x-unknown", "utf-8"), ("idna", "utf-8"), ("unicode_escape", "utf-8"), ("hex", "utf-8"), ("utf-16", "utf-8"),
     ("windows-1252", "cp1252"), ('"', "utf-8")],
)  # fmt: skip
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_encodings_and_their_wrong_names(charset, encoding, transfer):
    text = "Zürich pays – at last – for the crane of Møllerby. It arrives in März."
    body = text.encode(encoding)
    coded = {"8bit": body, "base64": base64.encodebytes(body), "quoted-printable": quopri.encodestring(body)}[transfer]
    headers = b"Subject: Crane\nMIME-Version: 1.0\nContent-Transfer-Encoding: " + transfer.encode() + b"\n"
    assert read(raw(headers, coded, f"text/plain; charset={charset}")).text == text


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8")])
def test_chinese(charset, encoding):
    text = "漁港的外牆修好了。兩艘船在中午以前出發。"
    found = read(raw(b"Subject: x\n", text.encode(encoding), f"text/plain; charset={charset}"))
    assert (found.text, found.language) == (text, "zh")
    assert len(found.sentences) == 2


def test_a_short_chinese_text_that_passes_for_utf_8_is_read_as_it_declares():
    title = "欧元"
    assert title.encode("gb2312").decode() != title  # strictly UTF-8, and other letters
    subject = base64.b64encode(title.encode("gb2312"))
    assert read(raw(b"Subject: =?GB2312?B?" + subject + b"?=\n", TEXT.encode())).title == title


def test_a_byte_that_is_broken_in_a_declared_encoding_does_not_garble_the_rest():
    text = "漁港的外牆修好了。兩艘船在中午以前出發。" * 10
    body = text.encode("gb18030") + b"\xff\n"
    assert read(raw(b"Subject: x\n", body, "text/plain; charset=gb2312")).text.startswith(text)


def test_lone_surrogates_and_nul_do_no_harm():
    body = f"Zürich \0pays for the \ud800crane. {ONE}".encode("utf-8", "surrogatepass")
    found = read(raw(b"Subject: A\0 crane\nFrom: \xed\xa0\x80 <a@b.example>\n", body, "text/plain; charset=utf-8"))
    assert found.title == "A crane"
    assert found.text.startswith("Zürich pays for the ")
    assert "\0" not in found.text
    assert (found.text + found.title + found.outlet).encode()


def test_emoji_and_text_from_right_to_left_are_intact():
    text = "The crew 👩‍🚀 returned on Friday. عاد الطاقم يوم الجمعة."
    assert article(text).text == text
    assert article(None, f"<p>{text}</p>").text == text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Subject: " + b"x" * 1_000_000 + b"\n\n" + TEXT.encode(), "headers"),
        (b"X-A: b\n" * 100_000 + b"\n" + TEXT.encode(), "headers"),
        (
            b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)),
            "parts within",
        ),
        (b"Content-Type: message/rfc822\n\n" * 5000, "parts within"),
        (raw(b"", b"<p " + ATTRIBUTES.encode() + b">" + TEXT.encode(), "text/html"), "attributes"),
        (raw(b"", b"<p>x</p>" * 60_000, "text/html"), "elements"),
        (raw(b"", b"a b c\n" * 100_000), "lines"),
        (raw(b"", b"<p>a b c" * 20_000, "text/html"), "lines"),
    ],
    ids=["subject", "headers", "multipart", "messages", "attributes", "elements", "lines", "paragraphs"],
)
def test_what_is_made_to_be_slow_is_refused(content, why):
    with pytest.raises(Unreadable, match=why):
        read(content)


def test_deep_nesting_hides_nothing_in_reason():
    assert article(None, "<div>" * 300 + f"<p>{ONE}</p><p>{TWO}</p>").text == TEXT
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(10))
    assert read(head + raw(b"", TEXT.encode())).text == TEXT


@pytest.mark.parametrize("content", [b"", b"Subject: x\n", b"\n\n", raw(b"", b"> quoted\n> only\n")])
def test_a_message_without_a_text_of_its_own_is_empty(content):
    with pytest.raises(Empty, match="a.eml: is a message without a text of its own"):
        read(content)


@given(st.binary(max_size=300), st.integers(0, 400), st.booleans())
def test_bytes_in_the_wrong_place_break_nothing(noise, place, html):
    content = (message(None, f"<p>{ONE}</p>") if html else message(TEXT, Subject="=?utf-8?q?Z=C3=BC?=")).as_bytes()
    try:
        found = read(content[:place] + noise + content[place:])
    except ItemError:
        return
    assert (found.title + found.text + found.outlet + found.id).encode()
