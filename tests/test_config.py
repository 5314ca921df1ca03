"""brief.toml: what it may say, what it means from where it stands, and every fault at once."""

import pytest
from pydantic import BaseModel

from brief import config
from brief.config import Config, read_config
from brief.errors import ConfigError

NAMES = {"summary.method": ["brief", "lead", "lex-rank", "luhn"]}


@pytest.fixture
def told(tmp_path):
    """Read a configuration with that text."""

    def read(text):
        file = tmp_path / "brief.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_config(str(file), NAMES)

    return read


@pytest.fixture
def faults(told):
    """The faults of a configuration with that text."""

    def find(text):
        with pytest.raises(ConfigError) as caught:
            told(text)
        assert all(line.startswith(f"{caught.value.path}: ") for line in str(caught.value).splitlines())
        assert len(str(caught.value).splitlines()) == len(caught.value.faults)
        return list(caught.value.faults)

    return find


def test_without_a_file_all_is_as_usual(inside):
    found = read_config(None, NAMES)
    assert found == Config()
    assert (found.edition.zone, found.output.folder, found.output.formats) == ("UTC", "output", ["html", "pdf", "json"])
    assert (found.summary.method, found.summary.sentences, found.source) == ("brief", 3, [])


def test_an_empty_file_is_as_none(told, tmp_path):
    found = told("")
    assert found.model_copy(update={"folder": Config().folder}) == Config()
    assert found.folder == tmp_path


def test_the_file_of_the_working_folder_is_read_without_being_named(inside):
    (inside / "brief.toml").write_text('[edition]\ntitle = "Tarn"\n', encoding="utf-8")
    assert read_config(None, NAMES).edition.title == "Tarn"


def test_every_key_is_read(told):
    found = told(
        'store = "s.sqlite"\n[edition]\ntitle = " Tarn "\nzone = "Europe/Oslo"\nlanguage = "nb"\nmax_stories = 5\n'
        'minutes = 7\nsince = "36h"\npaper = "a5"\non_empty = "skip"\n'
        '[[source]]\nlocation = "a"\nname = "A"\nsection = "sport"\nweight = 2.5\n[[source]]\nlocation = "b"\n'
        '[sections.energy]\nkeywords = ["solar"]\ntitle = "Power"\nmax = 6\n'
        '[rank]\nboost = ["a b"]\nmute = ["c"]\nhalf_life = 1.5\nmax_per_source = 3\n'
        '[[edit]]\nmatch = "x"\ndo = "note"\ntext = "y"\n'
        '[summary]\nmethod = "luhn"\nsentences = 2\n[output]\nfolder = "o"\nformats = ["json"]\ntheme = "t"\nattach = true\n'
        '[theme]\naccent = "#0b4f8a"\nmasthead = "M"\npictures = "all"\n'
        '[publish]\nsources = true\nindex = false\nurl = "https://news.example/b"\nkeep = 60\n'
    )
    assert found.theme.model_dump() == {"accent": "#0b4f8a", "masthead": "M", "logo": None, "pictures": "all"}
    assert found.publish.model_dump() == {"sources": True, "index": False, "url": "https://news.example/b", "keep": 60}
    assert found.edition.model_dump() == {
        "title": "Tarn", "zone": "Europe/Oslo", "language": "nb", "max_stories": 5, "minutes": 7, "since": "36h",
        "paper": "a5", "on_empty": "skip",
    }  # fmt: skip
    assert [(s.location, s.name, s.section, s.weight) for s in found.source] == [
        ("a", "A", "sport", 2.5),
        ("b", None, None, 1.0),
    ]
    assert found.store == "s.sqlite"
    assert found.sections["energy"].model_dump() == {"keywords": ["solar"], "title": "Power", "max": 6}
    assert found.rank.model_dump() == {"boost": ["a b"], "mute": ["c"], "half_life": 1.5, "max_per_source": 3}
    assert [one.model_dump() for one in found.edit] == [{"match": "x", "do": "note", "text": "y"}]
    assert found.summary.model_dump() == {"method": "luhn", "sentences": 2}
    assert found.output.model_dump() == {"folder": "o", "formats": ["json"], "theme": "t", "attach": True}


def test_paths_are_meant_from_where_the_file_stands(told, tmp_path):
    found = told("")
    assert found.path("in/*.txt") == str(tmp_path / "in" / "*.txt")
    assert found.path("../in") == str(tmp_path.parent / "in")
    assert found.path("/in") == "/in"
    assert found.path("-") == "-"


def test_paths_stay_as_short_as_they_were_given(inside):
    (inside / "conf").mkdir()
    (inside / "conf" / "brief.toml").write_text("", encoding="utf-8")
    assert read_config("conf/brief.toml", NAMES).path("in") == "conf/in"
    assert read_config(None, NAMES).path("in") == "in"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[edition]\ntitel = "x"', "edition.titel: no such key (did you mean 'title'?); known: title, zone, language"),
        ("[edtion]", "edtion: no such key (did you mean 'edition'?); known: store, edition, source, web, sections"),
        ('[[source]]\nlocation = "x"\nnam = "y"', "source.0.nam: no such key (did you mean 'name'?); known: location"),
        ('[[source]]\nname = "x"', "source.0.location: is missing"),
        ('[[source]]\nlocation = "x"\n[[source]]\nlocation = ""', "source.1.location: "),
        (
            '[summary]\nmethod = "lexrank"',
            "summary.method: unknown name 'lexrank' (did you mean 'lex-rank'?); known: brief, lead",
        ),
        ("[summary]\nsentences = 0", "summary.sentences: "),
        ("[summary]\nsentences = 51", "summary.sentences: "),
        ('[summary]\nsentences = "many"', "summary.sentences: "),
        ("[summary]\nmethod = 3", "summary.method: "),
        ('[edition]\nzone = "Mars/Phobos"', "edition.zone: no time zone is called 'Mars/Phobos'"),
        ('[edition]\nzone = "localtime"', "edition.zone: 'localtime' is another zone on another machine; use an IANA"),
        ('[edition]\nzone = "Factory"', "edition.zone: 'Factory' is another zone on another machine"),
        ('[deliver]\nwebhook = "https://"', "deliver.webhook: should name a host, such as https://"),
        ('[deliver]\nwebhook = "http:///path"', "deliver.webhook: should name a host"),
        ('[deliver]\nwebhook = "https://a.example:port/"', "deliver.webhook: should name a host"),
        ('[deliver]\nunsubscribe = "https://?leave"', "deliver.unsubscribe: should name a host"),
        ('[deliver]\nunsubscribe = "mailto:"', "deliver.unsubscribe: should name a mail address after mailto:"),
        ('[deliver]\nunsubscribe = "mailto:?subject=leave"', "deliver.unsubscribe: should name a mail address"),
        ('[deliver]\nunsubscribe = "mailto:leave"', "deliver.unsubscribe: should name a mail address"),
        ('[publish]\nurl = "https://a.example/\\"x\\"/"', "publish.url: should have no spaces, quotes, brackets"),
        ('[publish]\nurl = "https://a.example/<b>"', "publish.url: should have no spaces, quotes, brackets"),
        ('[publish]\nurl = "https://a.example/my news/"', "publish.url: should have no spaces, quotes, brackets"),
        ('[publish]\nurl = "https://a.example/a\\nb"', "publish.url: should have no spaces, quotes, brackets"),
        ('[publish]\nurl = "https://a.example/\\u202e"', "publish.url: should have no spaces, quotes, brackets"),
        ('[edition]\nzone = "../UTC"', "edition.zone: no time zone is called"),
        ('[edition]\nzone = ""', "edition.zone: no time zone is called ''"),
        ('[edition]\nlanguage = "English"', "edition.language: "),
        ('[edition]\ntitle = " "', "edition.title: "),
        ("[edition]\nmax_stories = 0", "edition.max_stories: "),
        ('[output]\nformats = ["docx"]', "output.formats.0: "),
        ("[output]\nformats = []", "output.formats: "),
        ('folder = "x"', "folder: no such key; did you mean output.folder?"),
        ('[rank]\nmute = []\nstore = "s"', "rank.store: no such key; store stands at the head of the file"),
        ("edition = 3", "edition: "),
        ('source = "x"', "source: "),
        ("[edition]\n[edition]", "is not TOML: "),
        ("[edition\n", "is not TOML: "),
        (b"\xff\xfe", "is not TOML: "),
    ],
)
def test_a_fault_is_one_line_that_names_the_key(faults, text, fault):
    found = faults(text)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_all_faults_are_told_at_once(faults):
    found = faults(
        'folder = "x"\n[edition]\nzone = "Mars"\ntitel = "x"\n[summary]\nmethod = "leed"\nsentences = 0\n[[source]]\n[publsh]\n'
    )
    keys = sorted(line.partition(":")[0] for line in found)
    assert keys == [
        "edition.titel",
        "edition.zone",
        "folder",
        "publsh",
        "source.0.location",
        "summary.method",
        "summary.sentences",
    ]


def test_faults_are_told_in_the_words_of_the_file(faults):
    said = " ".join(faults("edition = 3") + faults('[edition]\nlanguage = "English"') + faults('source = "x"'))
    assert "instance of" not in said
    assert "pattern" not in said


def test_no_fault_shows_an_address_which_may_hold_a_password(faults):
    assert faults('source = "https://reader:hunter2@post.example/"') == ["source: should be a list"]


@pytest.mark.parametrize("contact", ["a\\nb", "caf\u00e9"])
def test_the_contact_must_fit_into_a_header(faults, contact):
    (fault,) = faults(f'[web]\ncontact = "{contact}"')
    assert fault.startswith("web.contact: should be plain ASCII on one line")


@pytest.mark.parametrize(
    "line",
    [
        'unsubscribe = "mailto:leave%2Bnews@example.org?subject=leave"',
        'unsubscribe = "https://news.example/leave?list=1"',
        'webhook = "https://hooks.example:8443/a?b"',
        'webhook = "http://[::1]:8080/"',
    ],
)
def test_whole_addresses_pass(told, line):
    assert told(f"[deliver]\n{line}\n").deliver.model_fields_set == {line.partition(" ")[0]}


@pytest.mark.parametrize("url", ["https://news.example/my%20news", "http://münchen.example/b/"])
def test_the_address_of_a_site_passes(told, url):
    assert told(f'[publish]\nurl = "{url}"\n').publish.url == url


def test_a_name_with_a_colon_is_a_third_partys_and_passes(told):
    assert told('[summary]\nmethod = "package.module:rank"').summary.method == "package.module:rank"


@pytest.mark.parametrize(("name", "why"), [("missing.toml", "no such file"), (".", "is a directory")])
def test_a_file_that_cannot_be_read_is_said(inside, name, why):
    with pytest.raises(ConfigError, match=f"cannot be read: {why}"):
        read_config(name, NAMES)


def tables():
    """Every table of the schema, the private base left out."""
    kinds = [kind for kind in vars(config.tables).values() if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return [kind for kind in kinds if kind.__module__ == config.tables.__name__ and not kind.__name__.startswith("_")]


def test_every_key_and_table_is_documented():
    documented = {kind.__name__: kind for kind in tables()}
    assert set(documented) == {
        "Config", "Edition", "SourceEntry", "Web", "SectionEntry", "Rank", "EditEntry", "SummarySettings", "Output",
        "ThemeOptions", "Publish", "Deliver", "Edits",
    }  # fmt: skip
    for kind in documented.values():
        assert kind.__doc__
        fields = kind.model_fields.items()
        assert kind is Config or all(field.description for _, field in fields), kind


def test_the_usual_values_are_themselves_allowed(told):
    usual = Config()
    text = (
        f'[edition]\ntitle = "{usual.edition.title}"\nzone = "{usual.edition.zone}"\nlanguage = "{usual.edition.language}"\n'
        f'[summary]\nmethod = "{usual.summary.method}"\nsentences = {usual.summary.sentences}\n'
        f'[output]\nfolder = "{usual.output.folder}"\nformats = {usual.output.formats}\ntheme = "{usual.output.theme}"\n'
    )
    found = told(text)
    assert (found.edition, found.summary, found.output) == (usual.edition, usual.summary, usual.output)


def test_edits_beside_the_file_come_after_its_own(told, tmp_path):
    (tmp_path / "edits.toml").write_text('[[edit]]\nmatch = "b"\ndo = "pin"\n', encoding="utf-8")
    assert [one.match for one in told('[[edit]]\nmatch = "a"\ndo = "drop"\n').edit] == ["a", "b"]


@pytest.mark.parametrize(
    ("edits", "fault"),
    [
        ('[[edit]]\nmatch = "a"\ndo = "pinn"', "edits.toml: edit.0.do: should be 'pin', 'lead', 'drop'"),
        ('[[edit]]\nmatch = "a"\ndo = "note"', "edits.toml: edit.0: do = 'note' needs a text"),
        ('[[edit]]\nmatch = "a"\ndo = "pin"\ntext = "b"', "edits.toml: edit.0: do = 'pin' takes no text"),
        ("[[edits]]", "edits.toml: edits: no such key"),
        ("[[edit]", "is not TOML"),
    ],
)
def test_a_fault_of_the_edits_names_their_file(told, tmp_path, edits, fault):
    (tmp_path / "edits.toml").write_text(edits, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        told("")
    assert fault in str(error.value)


@pytest.mark.parametrize("since", ["2026-11-20", "36h", "3d"])
def test_a_day_hours_and_days_say_how_far_back_an_edition_reaches(told, since):
    assert told(f'[edition]\nsince = "{since}"').edition.since == since


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "36", "h", "1.5h", "-3d"])
def test_anything_else_does_not(told, since):
    with pytest.raises(ConfigError, match="should be a day"):
        told(f'[edition]\nsince = "{since}"')


def test_the_name_of_a_section_can_stand_in_an_address(told):
    with pytest.raises(ConfigError, match="sections.Solar Power: should be a name of lower-case letters"):
        told('[sections."Solar Power"]\nkeywords = ["solar"]')


DELIVER = '[output]\nformats = ["html", "json", "eml", "epub"]\n[deliver]\nsender = "n@example.org"\n'


def test_delivery_is_read(told):
    found = told(
        f'{DELIVER}to = ["ada@example.org"]\nsubject = "{{day}}: {{edition}}"\nattach = ["epub"]\n'
        'unsubscribe = "mailto:leave@example.org"\nwebhook = "https://hooks.example.org/x?y=1"\n'
    ).deliver
    assert (found.sender, found.to, found.attach) == ("n@example.org", ["ada@example.org"], ["epub"])
    assert (found.subject, found.webhook) == ("{day}: {edition}", "https://hooks.example.org/x?y=1")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('to = ["ada"]', "deliver.to.0: should be one mail address, such as ada@example.org, not 'ada'"),
        ('to = ["a@b.org, c@d.org"]', "deliver.to.0: should be one mail address"),
        ('to = ["Ada <a@b.org>"]', "deliver.to.0: should be one mail address"),
        ('to = ["a@b.org\\r\\nBcc: x@y.org"]', "deliver.to.0: should be one mail address"),
        ('to = ["a@"]', "deliver.to.0: should be one mail address"),
        ('to = ["a@bü.org"]', "deliver.to.0: should be ASCII; write a domain with other letters in its xn-- form"),
        ('subject = "a\\nBcc: x@y.org"', "deliver.subject: should be one line"),
        ('subject = "{title}"', "deliver.subject: may hold {edition}"),
        ('subject = "{day:>9}"', "deliver.subject: may hold {edition}"),
        ('subject = "{day!r}"', "deliver.subject: may hold {edition}"),
        ('subject = "{"', "deliver.subject: has a brace of its own; write it twice"),
        ('unsubscribe = "leave@example.org"', "deliver.unsubscribe: should begin with https:// or mailto:"),
        ('unsubscribe = "mailto:a@b.org>, <x:y"', "deliver.unsubscribe: should begin with https:// or mailto:"),
        ('webhook = "hooks.example.org"', "deliver.webhook: should begin with https:// or http://"),
        ('attach = ["html"]', "deliver.attach.0: should be 'pdf' or 'epub', not 'html'"),
        ('form = "x"', "deliver.form: no such key"),
    ],
)
def test_faults_of_delivery(faults, line, fault):
    (found,) = faults(f"{DELIVER}{line}\n")
    assert found.startswith(fault)


def test_mail_needs_a_sender_and_what_is_sent_must_be_built(faults):
    assert faults('[deliver]\nto = ["ada@example.org"]\n') == ['deliver: mail needs a sender = "name@your-domain"']
    assert faults(
        '[output]\nformats = ["html"]\n[deliver]\nsender = "n@b.org"\nto = ["ada@example.org"]\nattach = ["pdf"]\n'
        'webhook = "https://hooks.example.org"\n'
    ) == [f'output.formats: lacks "{name}", which [deliver] sends' for name in ("eml", "json", "pdf")]
