"""A briefing of one's own: init writes it whole or not at all, add keeps what stands there, config tells where it is from."""

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from brief.config import read_config
from brief.errors import DONE, USAGE
from brief.project.origin import statements

FEED = "https://www.example.org/feed.xml"
OPML = """<opml version="2.0"><body><outline text="World">
<outline text="Post" xmlUrl="https://post.example/rss"/><outline text="Echo" xmlUrl="https://echo.example/rss"/>
</outline></body></opml>"""
COMMENTED = """# mine
store = "s.sqlite"   # kept

[[source]]  # the first
location = "https://post.example/rss"  # why
weight = 2.0

# how it looks
[output]
formats = [
  "html",  # screen
]
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(command_line):
    def call(*words, **given):
        code, out, err = command_line(*words, **given)
        return Ran(code, out.decode(), err)

    return call


class Terminal:
    """Standard input of somebody who types."""

    def __init__(self, *lines):
        self.lines = [f"{line}\n" for line in lines]

    def isatty(self):
        return True

    def readline(self, _size=-1):
        return self.lines.pop(0) if self.lines else ""


def below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# ------------------------------------------------------------------------------------------------------- init


def test_init_writes_a_briefing_that_can_be_built(run, inside):
    ran = run("init", "morning", "--yes", "--zone", "Europe/Zurich", "--source", FEED)
    assert (ran.code, ran.err) == (DONE, "next: cd morning && brief build\n")
    assert ran.out.splitlines() == [
        f"morning/{name}" for name in ("brief.toml", "theme/theme.toml", "theme/style.css", ".gitignore")
    ]
    config = read_config("morning/brief.toml", {"output.theme": []})
    assert (config.edition.zone, config.store) == ("Europe/Zurich", ".brief/store.sqlite")
    assert [one.location for one in config.source] == [FEED]
    (inside / "a.txt").write_text("The ferry sails again after repairs. It will cross the Lune each hour.\n")
    assert run("build", "a.txt", "-c", "morning/brief.toml", "--date", "2026-11-20", "-o", "a.html").code == DONE


def test_the_zone_is_never_taken_from_the_machine(run, inside, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    run("init", "--yes")
    assert read_config(None, {}).edition.zone == "UTC"


def test_every_example_in_it_is_right(run, inside):
    run("init", "--yes")
    text = Path("brief.toml").read_text()
    lines = text.split("\n")
    examples = [
        line.removeprefix("# ") if line.startswith("# ") and ("=" in line or line.startswith("# [")) else line
        for line in lines
    ]
    Path("brief.toml").write_text("\n".join(examples))
    config = read_config(None, {})
    assert (len(config.source), config.edition.minutes, list(config.sections)) == (3, 15, ["harbor"])


def test_a_title_with_quotes_and_controls_is_written_as_toml(run, inside):
    title = 'The "Late" \\ Post \x7f é'
    run("init", "--yes", "--title", title)
    assert tomllib.loads(Path("brief.toml").read_text())["edition"]["title"] == title


def test_nothing_is_overwritten_and_nothing_half_written(run, inside):
    (inside / "theme").mkdir()
    (inside / "theme" / "style.css").write_text("mine")
    ran = run("init", "--yes")
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err == "brief: theme/style.css: exists; nothing was written\n"
    assert below(inside) == ["theme/style.css"]


def test_a_brief_toml_that_is_there_is_told_before_anything_is_asked(run, inside):
    (inside / "brief.toml").write_text("# mine\n")
    ran = run("init", stdin=Terminal())
    assert (ran.code, ran.err) == (USAGE, "brief: brief.toml: exists; nothing was written\n")
    assert (inside / "brief.toml").read_text() == "# mine\n"


def test_the_gitignore_of_a_repository_stays(run, inside):
    (inside / ".gitignore").write_text("*.pyc\n")
    ran = run("init", "--yes")
    assert ran.code == DONE
    assert ".gitignore: exists, and stays as it is" in ran.err
    assert (inside / ".gitignore").read_text() == "*.pyc\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--zone", "Europe/Zurch"], "no time zone is called 'Europe/Zurch' (did you mean 'Europe/Zurich'?)"),
        (["--language", "English"], "edition.language: should be a code of two or three letters"),
        (["--theme", "mornin"], "unknown theme 'mornin' (did you mean 'morning'?)"),
        (["--title", "x" * 200], "edition.title: "),
        (["--source", "-"], "standard input is no source"),
        (["--source", "www.example.org/feed"], "write https://www.example.org/feed; nothing was written"),
    ],
)
def test_what_no_brief_toml_may_say_is_refused(run, inside, words, said):
    ran = run("init", "--yes", *words)
    assert ran.code == USAGE
    assert said in ran.err
    assert below(inside) == []


def test_without_a_terminal_it_asks_nothing(run, inside):
    ran = run("init")
    assert (ran.code, below(inside)) == (USAGE, [])
    assert "add --yes" in ran.err


def test_on_a_terminal_it_asks_and_asks_again_for_what_is_wrong(run, inside):
    ran = run(
        "init", stdin=Terminal("My Paper", "Europe/Zurch", "Europe/Zurich", "de", "dispatch", "nowhere.txt", FEED)
    )
    assert ran.code == DONE
    assert "did you mean 'Europe/Zurich'" in ran.err
    assert "nowhere.txt: no such file" in ran.err
    config = read_config(None, {})
    edition = config.edition
    assert (edition.title, edition.zone, edition.language) == ("My Paper", "Europe/Zurich", "de")
    assert [one.location for one in config.source] == [FEED]
    assert 'extends = "dispatch"' in (inside / "theme" / "theme.toml").read_text()


def test_whoever_leaves_while_asked_leaves_nothing(run, inside):
    ran = run("init", stdin=Terminal("My Paper"))
    assert (ran.code, below(inside)) == (130, [])


# -------------------------------------------------------------------------------------------------------- add


def test_add_keeps_comments_and_order(run, inside):
    (inside / "brief.toml").write_text(COMMENTED)
    ran = run("add", FEED, "--name", 'The "Example"', "--section", "world")
    assert (ran.code, ran.out) == (DONE, f"{FEED}\n")
    entry = f'\n[[source]]\nlocation = "{FEED}"\nname = "The \\"Example\\""\nsection = "world"\n'
    assert (inside / "brief.toml").read_text() == COMMENTED.replace("weight = 2.0\n", f"weight = 2.0\n{entry}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        '[output]\nfolder = "x"\n',
        'source = [\n  {location = "a.txt"},  # mine\n]\n',
        '[[source]]\nlocation = """\na\\\n.txt"""',
        '[[source]]\nlocation = "a"\n[output]\nfolder = "x"\n[[source]]\nlocation = "b"\n\n# rank\n[rank]\nboost = ["c"]\n',
        'source = []\n[edition]\ntitle = "x"\n',
        '[[source]]\r\nlocation = "a.txt"\r\n# x\r\n[output]\r\nfolder = "x"\r\n',
    ],
)
def test_a_source_is_added_to_every_form_of_the_file(run, inside, text):
    (inside / "brief.toml").write_bytes(text.encode())
    before = tomllib.loads(text)
    assert run("add", FEED).code == DONE
    now = (inside / "brief.toml").read_bytes().decode()
    after = tomllib.loads(now)
    assert after.pop("source") == [*before.pop("source", []), {"location": FEED}]
    assert after == before
    assert now.count("#") == text.count("#")
    assert now.count("\r\n") == (now.count("\n") if "\r" in text else 0)


@pytest.mark.parametrize("again", [FEED, "https://WWW.example.org:443/feed.xml?utm_source=x", "./a.txt"])
def test_what_is_there_already_is_refused(run, inside, again):
    (inside / "a.txt").write_text("x")
    (inside / "brief.toml").write_text(f'[[source]]\nlocation = "{FEED}"\n[[source]]\nlocation = "a.txt"\n')
    before = (inside / "brief.toml").read_bytes()
    ran = run("add", "https://new.example/rss", again)
    assert (ran.code, ran.out) == (USAGE, "")
    assert "already has" in ran.err
    assert (inside / "brief.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.txt"], "no such file or folder"),
        (["www.example.org/feed"], "write https://www.example.org/feed"),
        (["ftp://example.org/x"], "an address should begin with http:// or https://"),
        ([FEED, "--weight", "0"], "source.0.weight: "),
    ],
)
def test_what_would_not_be_read_is_not_added(run, inside, words, said):
    (inside / "brief.toml").write_text("# mine\n")
    ran = run("add", *words)
    assert ran.code == USAGE
    assert said in ran.err
    assert "nothing was written" in ran.err
    assert below(inside) == ["brief.toml"]
    assert (inside / "brief.toml").read_text() == "# mine\n"


def test_a_list_of_feeds_is_named_or_taken_apart(run, inside):
    (inside / "feeds.opml").write_text(OPML)
    (inside / "brief.toml").write_text("")
    run("add", "feeds.opml")
    assert tomllib.loads((inside / "brief.toml").read_text())["source"] == [{"location": "feeds.opml"}]
    (inside / "brief.toml").write_text('[[source]]\nlocation = "https://post.example/rss"\n')
    ran = run("add", "feeds.opml", "--expand", "--weight", "2")
    assert ran.err == "1 source was in brief.toml already\n"
    assert tomllib.loads((inside / "brief.toml").read_text())["source"][1:] == [
        {"location": "https://echo.example/rss", "name": "Echo", "section": "World", "weight": 2.0}
    ]


def test_a_path_is_written_as_seen_from_the_file(run, inside):
    (inside / "news").mkdir()
    (inside / "news" / "brief.toml").write_text("")
    (inside / "a.txt").write_text("x")
    run("add", "a.txt", "-c", "news/brief.toml")
    assert tomllib.loads((inside / "news" / "brief.toml").read_text())["source"] == [{"location": "../a.txt"}]


def test_without_a_file_init_is_named(run, inside):
    assert run("add", FEED).err == "brief: brief.toml: no such file; brief init makes one\n"


# ----------------------------------------------------------------------------------------------------- config


def origins(run, *words):
    return {one["key"]: one["from"] for one in json.loads(run("config", "--show", "--format", "json", *words).out)}


def test_config_tells_where_each_value_comes_from(run, inside):
    (inside / "brief.toml").write_text(
        COMMENTED + '[sections."harbor"]\nkeywords = ["x"]\n[[edit]]\nmatch = "a"\ndo = "pin"\n'
    )
    (inside / "edits.toml").write_text('[[edit]]\nmatch = "b"\ndo = "lead"\n')
    found = origins(run)
    wanted = {
        "store": "brief.toml:2", "source.0.location": "brief.toml:5", "source.0.name": "default",
        "output.formats": "brief.toml:10", "sections.harbor.keywords": "brief.toml:14", "edit.0.match": "brief.toml:16",
        "edit.1.match": "edits.toml:2", "edit.1.do": "edits.toml:3", "edit.1.text": "default", "edition.zone": "default",
    }  # fmt: skip
    assert {key: found[key] for key in wanted} == wanted


def test_without_a_file_all_is_default(run, inside):
    assert set(origins(run).values()) == {"default"}


def test_inline_and_dotted_keys_are_found(run, inside):
    (inside / "brief.toml").write_text(
        'edition.zone = "UTC"\nsource = [\n  {location = "a"},\n]\nweb = {at_once = 3}\n'
    )
    found = origins(run)
    assert [found[key] for key in ("edition.zone", "source.0.location", "web.at_once")] == [
        "brief.toml:1", "brief.toml:2", "brief.toml:5",
    ]  # fmt: skip


def test_a_line_of_text_that_looks_like_a_key_is_none():
    text = '[a]\nx = """\ny = 1\n[b]\n"""\nz = [\n"w = 1",\n]\n'
    assert [(one.keys, one.first, one.last) for one in statements(text)] == [
        (("a",), 1, 1), (("a.x",), 2, 5), (("a.z",), 6, 8),
    ]  # fmt: skip


def test_a_password_is_not_shown(run, inside):
    (inside / "brief.toml").write_text('[[source]]\nlocation = "https://me:secret@www.example.org/feed"\n')
    assert "secret" not in run("config").out


def test_the_schema_tells_right_from_wrong(run, inside):
    schema = json.loads(run("config", "--schema").out)
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    assert check.is_valid(tomllib.loads(COMMENTED))
    assert not check.is_valid({"editon": {}})
    assert not check.is_valid({"source": [{"name": "x"}]})
    assert not check.is_valid({"folder": "x"})
