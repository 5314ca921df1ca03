"""`brief build`: what is written where, in which format, from which configuration; the same bytes everywhere."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import brief.render.pdf
from brief.errors import NativeLibraryMissing

CHECKOUT = str(Path(brief.__file__).parents[1])
HAS_PANGO = all(there for _, there, _ in brief.render.pdf.check())
DAY = ("--date", "2026-11-20")
FERRY = """Ferry returns to the river Lune

Published: Nov. 19, 2026
By Ada Holm

The ferry across the river Lune is running again after eleven weeks. The city mended the landing in Oxmoor.
A second boat was bought in spring. Tickets cost two crowns.

The boats leave every twenty minutes until midnight. On the first morning 340 people crossed.
"""
RECORDS = (
    '{"id":"b1","title":"Ferry over the Lune sails again","text":"The Lune ferry is running again after eleven weeks of'
    ' repair. A second boat was bought for the Oxmoor landing. Some 340 people crossed the river.",'
    '"url":"https://post.example/ferry","published":"2026-11-19T08:00:00Z","source":"Post"}\n'
    '{"id":"b2","title":"Chess club wins in Tarn","text":"The chess club of Tarn won the northern cup on Sunday. Rut'
    ' Sand, the youngest player, is nine years old.","published":"2026-11-18","source":"Post","section":"Sport"}\n'
)


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str


@pytest.fixture
def run(inside, command_line):
    """Run the command line as a user in a folder with the articles in `in/` would."""
    lay(inside)
    return lambda *words, **given: Ran(*command_line(*words, **given))


@pytest.fixture
def in_json(run):
    """Build to standard output as JSON, and return what came."""

    def build(*words):
        ran = run("build", "in", *DAY, "--format", "json", *words)
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    return build


def lay(folder):
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "in" / "news.jsonl").write_text(RECORDS, encoding="utf-8")


def files(folder):
    """Every file below a folder but the articles."""
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.parent.name != "in"
    )


def stories(briefing, part="stories"):
    return [story for section in briefing["sections"] for story in section[part]]


# ---------------------------------------------------------------------------------------------- where it goes


@pytest.mark.skipif(not HAS_PANGO, reason="Pango is not installed")
def test_without_a_file_the_edition_goes_into_its_folder_and_to_latest(run, inside):
    ran = run("build", "in", *DAY)
    assert ran.code == 0
    endings = ("html", "pdf", "json")
    expected = [f"output/2026-11-20/briefing.{e}" for e in endings] + [f"output/latest.{e}" for e in endings]
    assert ran.out.decode().splitlines() == [*expected, "output/index.html"]
    assert files(inside) == sorted([*expected, "output/index.html"])
    for ending in endings:
        dated = inside / "output" / "2026-11-20" / f"briefing.{ending}"
        latest = (inside / "output" / f"latest.{ending}").read_bytes()
        assert dated.read_bytes().replace(b'"../index.html"', b'"index.html"') == latest
    assert (inside / "output" / "latest.pdf").read_bytes().startswith(b"%PDF-")


def test_o_repeats_and_writes_exactly_these_files(run, inside):
    ran = run("build", "in", *DAY, "-o", "a/b/one.html", "-o", "two.JSON", "-o", "three.htm")
    assert ran.code == 0
    assert ran.out.decode().splitlines() == ["a/b/one.html", "two.JSON", "three.htm"]
    assert files(inside) == ["a/b/one.html", "three.htm", "two.JSON"]
    assert (inside / "three.htm").read_bytes() == (inside / "a" / "b" / "one.html").read_bytes()
    assert (inside / "three.htm").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads((inside / "two.JSON").read_bytes())["schema"] == "brief/1"


@pytest.mark.parametrize("name", ["x.docx", "x", "x.pdf.bak", "-x"])
def test_an_ending_that_no_format_has_is_refused_before_any_work(run, inside, name):
    ran = run("build", "missing", f"--output={name}", "-o", "y.html")
    assert ran.code == 2
    assert "known: .eml, .epub, .htm, .html, .json" in ran.err
    assert "missing" not in ran.err
    assert files(inside) == []


def test_a_dash_is_standard_output_and_says_nothing_else_there(run, inside):
    ran = run("build", "in", *DAY, "-o", "-")
    assert ran.out.startswith(b"<!doctype html>")
    assert ran.out.rstrip().endswith(b"</html>")
    assert files(inside) == []


def test_a_dash_takes_the_format_that_is_asked_for_beside_files(run, inside):
    ran = run("build", "in", *DAY, "-o", "-", "-o", "x.html", "--format", "json")
    assert json.loads(ran.out)["day"] == "2026-11-20"
    assert files(inside) == ["x.html"]
    assert "x.html" in ran.err


def test_a_format_alone_prints_the_same_bytes_that_a_file_gets(run, inside):
    printed = run("build", "in", *DAY, "--format", "json").out
    run("build", "in", *DAY, "-o", "x.json")
    assert printed == (inside / "x.json").read_bytes()


def test_standard_input_is_a_source(run, inside):
    ran = run("build", "-", *DAY, "--format", "json", stdin=FERRY.encode())
    assert stories(json.loads(ran.out))[0]["title"] == "Ferry returns to the river Lune"


def test_the_line_of_figures_is_said_and_q_silences_it(run):
    ran = run("build", "in", *DAY, "-o", "x.json")
    assert ran.err == "2026-11-20: 3 articles, 2 stories told, 0 listed, 0 copies\n"
    assert run("build", "in", *DAY, "-o", "x.json", "-q").err == ""
    assert run("-q", "build", "in", *DAY, "-o", "x.json").err == ""


def test_v_says_what_is_done(run):
    said = run("build", "in", *DAY, "-o", "x.json", "-v").err.splitlines()
    assert said[:3] == ["opening: 2", "reading: 3", "summarizing: 2"]


def test_q_does_not_silence_what_failed(run):
    assert "missing.txt: no such file" in run("-q", "build", "in", "missing.txt", *DAY, "-o", "x.json").err


# ---------------------------------------------------------------------------------------------- what is in it


def test_the_date_names_the_edition_and_leaves_out_later_articles(in_json):
    made = in_json("--date", "2026-11-18")
    assert made["day"] == "2026-11-18"
    assert made["generated"] == "2026-11-18T00:00:00+00:00"
    assert made["statistics"]["too_new"] == 2
    assert [story["title"] for story in stories(made)] == ["Chess club wins in Tarn"]


def test_source_date_epoch_is_the_time_stamp(in_json, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763629200")
    made = in_json()
    assert made["generated"] == "2025-11-20T09:00:00+00:00"
    assert made["day"] == "2026-11-20"


def test_the_title_is_printed_and_escaped(run, in_json):
    assert in_json("--title", "Abend & Morgen")["title"] == "Abend & Morgen"
    page = run("build", "in", *DAY, "--title", "<script>x</script>", "-o", "-").out.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page


@pytest.mark.parametrize("title", ["  ", "x" * 121], ids=["blank", "121 characters"])
def test_a_title_is_held_to_the_same_rules_as_in_the_configuration(run, title):
    assert run("build", "in", *DAY, "--title", title, "-o", "x.json").code == 2


@pytest.mark.parametrize("most", [1, 2, 4])
def test_a_story_has_at_most_as_many_sentences_as_asked_for(in_json, most):
    told = [len(story["digest"]) for story in stories(in_json("--sentences", most))]
    assert told
    assert all(1 <= count <= most for count in told)
    assert max(told) == most


def test_max_stories_lists_the_others_by_their_headlines(in_json):
    made = in_json("--max-stories", 1)
    assert len(stories(made)) == 1
    assert len(stories(made, "others")) == 1
    assert made["statistics"]["told"] == made["statistics"]["listed"] == 1


def test_the_method_tells_stories_of_one_article(in_json):
    lead = in_json("--method", "lead", "-n", 1)
    luhn = in_json("--method", "brief.summarize.lead:rank", "-n", 1)
    assert lead == luhn
    assert in_json("--method", "lex-rank", "-n", 1)["statistics"]["told"] == 2


def test_every_sentence_is_verbatim_where_it_is_said_to_stand(run, in_json):
    texts = {
        record["id"]: record["text"]
        for record in map(json.loads, run("read", "in", "--format", "jsonl").out.splitlines())
    }
    picks = [pick for story in stories(in_json()) for pick in story["digest"]]
    assert picks
    assert all(texts[pick["article"]][pick["start"] : pick["end"]] == pick["text"] for pick in picks)


def test_a_theme_is_a_name_or_a_folder(run, inside):
    (inside / "mine").mkdir()
    (inside / "mine" / "style.css").write_text("body { color: #123456 }", encoding="utf-8")
    usual = run("build", "in", *DAY, "-o", "-").out
    assert run("build", "in", *DAY, "-o", "-", "--theme", "morning").out == usual
    own = run("build", "in", *DAY, "-o", "-", "--theme", "mine").out
    assert b"#123456" in own
    assert b"#123456" not in usual


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--method", "lexrank"], "unknown method 'lexrank' (did you mean 'lex-rank'?); known: brief, lead, edmundson"),
        (["--theme", "mornin"], "unknown theme 'mornin' (did you mean 'morning'?); known: dispatch, morning, reader"),
        (["-o", "x.htlm"], "unknown file ending '.htlm' (did you mean '.htm'?); known: .eml, .epub, .htm"),
        (["--methd", "lead"], "No such option '--methd'."),
        (["--date", "2026-11-31"], "--date '2026-11-31' is not a day; write it as 2026-11-20"),
        (["--date", "20261120"], "--date '20261120' is not a day; write it as 2026-11-20"),
        (["--date", "0001-01-01"], "--date '0001-01-01' is not a day; write it as 2026-11-20"),
        (["--date", "9999-12-31"], "--date '9999-12-31' is not a day; write it as 2026-11-20"),
    ],
)
def test_an_unknown_name_tells_the_nearest(run, inside, words, line):
    ran = run("build", "missing", *words)
    assert ran.code == 2
    assert line in ran.err
    assert len(ran.err.splitlines()) == 1
    assert files(inside) == []


def test_script_and_addresses_of_script_are_inert(run, inside):
    (inside / "bad.jsonl").write_text(
        json.dumps(
            {
                "id": "<b>",
                "title": "<script>alert(1)</script> stops the clock",
                "text": "The clock <img src=x onerror=alert(1)> in Oxmoor stopped at noon on Monday.",
                "url": "javascript:alert(1)",
                "source": "</style><script>alert(2)</script>",
                "author": '"><script>alert(3)</script>',
                "section": "../../x",
            }
        ),
        encoding="utf-8",
    )
    ran = run("build", "bad.jsonl", *DAY, "-o", "-")
    page = ran.out.decode()
    assert ran.code == 0
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)" in page


def test_strange_ids_and_sections_stay_inside_the_folder_of_results(run, inside):
    lines = [{"id": f"../../{n}", "section": s, "title": s, "text": f"The clock number {n} stopped at noon."}
             for n, s in enumerate(["../../up", "nul\0", "x" * 300, "CON", "a/b"])]  # fmt: skip
    (inside / "odd.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (inside / "brief.toml").write_text('[output]\nformats = ["html", "json"]\n', encoding="utf-8")
    assert run("build", "odd.jsonl", *DAY).code == 0
    assert files(inside) == ["brief.toml", "odd.jsonl", "output/2026-11-20/briefing.html",
                             "output/2026-11-20/briefing.json", "output/index.html", "output/latest.html",
                             "output/latest.json"]  # fmt: skip


def test_lone_surrogates_and_bidirectional_overrides_leave_valid_output(run, inside):
    (inside / "odd.jsonl").write_text(
        '{"id":"s\\ud800","title":"Half \\udc00 \\u202epair","text":"The clock \\ud83d in \\u202eOxmoor stopped at noon."}',
        encoding="utf-8",
    )
    ran = run("build", "odd.jsonl", *DAY, "-o", "-", "-o", "x.json")
    assert ran.code == 0
    assert "\u202e" not in ran.out.decode("utf-8")
    json.loads((inside / "x.json").read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------ nothing, or the whole of it


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(run, inside):
    (inside / "brief.toml").write_text('[output]\nformats = ["html", "json"]\n', encoding="utf-8")
    ran = run("build", "in", *DAY, "--dry-run")
    assert ran.code == 0
    assert ran.out.decode().splitlines()[0] == "output/2026-11-20/briefing.html"
    assert "dry run: nothing was written" in ran.err
    assert files(inside) == ["brief.toml"]
    assert not (inside / "output").exists()


def test_strict_fails_before_anything_is_written(run, inside):
    (inside / "x.json").write_text("old", encoding="utf-8")
    ran = run("build", "in", "missing.txt", "void.txt", *DAY, "--strict", "-o", "x.json", "-o", "-")
    assert ran.code == 1
    assert ran.out == b""
    assert "2 problems, and --strict: nothing was written" in ran.err
    assert (inside / "x.json").read_text(encoding="utf-8") == "old"


def test_strict_without_a_problem_is_done(run):
    assert run("build", "in", *DAY, "--strict", "-o", "x.json").code == 0


@pytest.mark.parametrize("code", [4, 5])
def test_a_good_file_is_never_replaced_by_nothing(run, inside, code):
    (inside / "zero.txt").write_bytes(b"")
    (inside / "x.json").write_text("old", encoding="utf-8")
    assert run("build", {4: "zero.txt", 5: "missing.txt"}[code], *DAY, "-o", "x.json").code == code
    assert (inside / "x.json").read_text(encoding="utf-8") == "old"


def test_where_one_file_cannot_be_written_none_is(run, inside):
    (inside / "x.json").write_text("old", encoding="utf-8")
    (inside / "taken.html").mkdir()
    ran = run("build", "in", *DAY, "-o", "x.json", "-o", "taken.html")
    assert ran.code == 1
    assert ran.err.splitlines() == ["brief: taken.html: cannot be written: is a folder"]
    assert ran.out == b""
    assert (inside / "x.json").read_text(encoding="utf-8") == "old"
    assert files(inside) == ["x.json"]


def test_a_file_where_a_folder_should_be_is_said(run, inside):
    ran = run("build", "in", *DAY, "-o", "in/ferry.txt/x.html")
    assert ran.code == 1
    assert ran.err.startswith("brief: in/ferry.txt/x.html: cannot be written: ")
    assert (inside / "in" / "ferry.txt").read_text(encoding="utf-8") == FERRY


def without_pango():
    raise NativeLibraryMissing("no PDF without pango: apt-get install libpango-1.0-0")


def test_without_pango_the_other_formats_are_written_and_one_line_says_what_to_install(run, inside, monkeypatch):
    monkeypatch.setattr("brief.render.pdf.load", without_pango)
    ran = run("build", "in", *DAY)
    assert ran.code == 3
    assert ran.out.decode().splitlines() == [
        "output/2026-11-20/briefing.html",
        "output/2026-11-20/briefing.json",
        "output/latest.html",
        "output/latest.json",
        "output/index.html",
    ]
    assert ran.err.count("apt-get install") == 1
    assert files(inside) == sorted(ran.out.decode().splitlines())


def test_a_pdf_alone_without_pango_fails(run, inside, monkeypatch):
    monkeypatch.setattr("brief.render.pdf.load", without_pango)
    ran = run("build", "in", *DAY, "-o", "x.pdf")
    assert ran.code == 1
    assert ran.err.splitlines() == ["brief: no PDF without pango: apt-get install libpango-1.0-0"]
    assert files(inside) == []


# ---------------------------------------------------------------------------------------------- the configuration


def test_paths_of_a_configuration_are_meant_from_where_it_stands(run, inside):
    home = inside / "conf"
    lay(home)
    (home / "look").mkdir()
    (home / "look" / "style.css").write_text("body { color: #123456 }", encoding="utf-8")
    (home / "brief.toml").write_text(
        '[edition]\ntitle = "Tarn Today"\nzone = "Asia/Tokyo"\n[[source]]\nlocation = "in/*.txt"\nname = "Lune Times"\n'
        '[output]\nfolder = "results"\nformats = ["html", "json"]\ntheme = "look"\n',
        encoding="utf-8",
    )
    ran = run("build", "-c", "conf/brief.toml", *DAY)
    assert ran.code == 0
    assert ran.out.decode().splitlines()[-2] == "conf/results/latest.json"
    assert "#123456" in (home / "results" / "latest.html").read_text(encoding="utf-8")
    made = json.loads((home / "results" / "2026-11-20" / "briefing.json").read_bytes())
    assert (made["title"], made["zone"]) == ("Tarn Today", "Asia/Tokyo")
    assert made["generated"] == "2026-11-20T00:00:00+09:00"
    assert [article["outlet"] for article in stories(made)[0]["articles"]] == ["Lune Times"]


def test_brief_toml_of_the_working_folder_is_used(run, inside):
    (inside / "brief.toml").write_text(
        '[[source]]\nlocation = "in"\n[output]\nformats = ["json"]\n[summary]\nsentences = 1\n', encoding="utf-8"
    )
    ran = run("build", *DAY)
    assert ran.out.decode().splitlines() == [
        "output/2026-11-20/briefing.json",
        "output/latest.json",
        "output/index.html",
    ]
    made = json.loads((inside / "output" / "latest.json").read_bytes())
    assert {len(story["digest"]) for story in stories(made)} == {1}


def test_the_command_line_wins_over_the_configuration(run, inside):
    (inside / "brief.toml").write_text(
        '[edition]\ntitle = "Tarn Today"\nmax_stories = 1\n[[source]]\nlocation = "missing"\n', encoding="utf-8"
    )
    ran = run("build", "in", *DAY, "--title", "Mine", "--max-stories", 5, "--format", "json")
    made = json.loads(ran.out)
    assert (ran.code, made["title"], len(stories(made))) == (0, "Mine", 2)


def test_all_faults_of_a_configuration_are_told_at_once(run, inside):
    (inside / "faulty.toml").write_text(
        '[edition]\ntitel = "x"\nzone = "Mars/Phobos"\n[summary]\nmethod = "leed"\nsentences = 0\n'
        '[[source]]\nname = "x"\n[output]\nformats = ["docx"]\n',
        encoding="utf-8",
    )
    ran = run("build", "missing", "-c", "faulty.toml")
    assert ran.code == 2
    said = ran.err.splitlines()
    assert all(line.startswith("brief: faulty.toml: ") for line in said)
    for key in (
        "edition.titel",
        "edition.zone",
        "summary.method",
        "summary.sentences",
        "source.0.location",
        "output.formats",
    ):
        assert sum(f"faulty.toml: {key}" in line for line in said) == 1, key
    assert "did you mean 'title'?" in ran.err
    assert "did you mean 'lead'?" in ran.err
    assert len(said) == 6


def test_an_unknown_theme_is_one_of_the_faults_of_the_configuration(run, inside):
    (inside / "brief.toml").write_text(
        '[edition]\nzone = "Mars/Phobos"\n[output]\ntheme = "mornin"\n[[source]]\nlocation = "in"\n', encoding="utf-8"
    )
    ran = run("build", *DAY)
    assert ran.code == 2
    assert "brief.toml: output.theme" in ran.err
    assert "brief.toml: edition.zone" in ran.err


# ---------------------------------------------------------------------------------------------- the same bytes


def started(words, folder, environment, **changes):
    return subprocess.run(
        [sys.executable, "-m", "brief", *words],
        cwd=folder,
        env=environment | {"PYTHONPATH": CHECKOUT} | changes,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "changes",
    [{"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "0"}],
    ids=" ".join,
)
def test_the_same_bytes_in_another_folder_time_zone_locale_and_with_other_hashes(
    run, inside, plain_environment, changes
):
    other = inside / "elsewhere" / "é"
    lay(other)
    os.utime(other / "in" / "ferry.txt", (1, 1))
    endings = ("html", "json", "pdf") if HAS_PANGO and "TZ" in changes else ("html", "json")
    words = ["build", "in", *DAY, *(part for ending in endings for part in ("-o", f"x.{ending}"))]
    assert run(*words).code == 0
    ran = started(words, other, plain_environment, **changes)
    assert ran.returncode == 0, ran.stderr
    for ending in endings:
        assert (inside / f"x.{ending}").read_bytes() == (other / f"x.{ending}").read_bytes()


def test_the_same_bytes_whatever_the_number_of_jobs_and_the_order_of_the_records(run, inside):
    once = run("build", "in", *DAY, "-o", "-").out
    assert run("build", "in", *DAY, "-o", "-", "--jobs", 3).out == once
    assert run("build", "in/ferry.txt", "in/news.jsonl", *DAY, "-o", "-").out == once


def test_standard_output_is_utf8_whatever_the_locale(run, inside, plain_environment):
    (inside / "in" / "ferry.txt").write_text(FERRY.replace("Lune", "Łüne"), encoding="utf-8")
    ran = started(
        ["build", "in", *DAY, "--format", "json"],
        inside,
        plain_environment,
        LC_ALL="C",
        PYTHONIOENCODING="latin-1",
        PYTHONUTF8="0",
    )
    assert ran.returncode == 0
    assert "Łüne" in ran.stdout.decode("utf-8")
    assert b"\r" not in ran.stdout


# ---------------------------------------------------------------------------------------------- signals and pipes

# SIGINT is ignored in whatever a shell started in the background; the program is not to inherit that here.
START = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from brief.cli import main
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_the_old_file_and_nothing_else(run, inside, plain_environment, number, code):
    (inside / "x.html").write_text("old", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", START, "build", "in", "-", *DAY, "-v", "-o", "x.html"],
        cwd=inside,
        env=plain_environment | {"PYTHONPATH": CHECKOUT},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stderr.readline() == b"opening: 3\n"  # from now on it waits for standard input
        program.send_signal(number)
        assert program.wait(60) == code
        assert b"Traceback" not in program.stderr.read()
        assert program.stdout.read() == b""
    assert (inside / "x.html").read_text(encoding="utf-8") == "old"
    assert files(inside) == ["x.html"]


def test_a_reader_that_goes_away_is_no_fault(run, inside, plain_environment):
    with subprocess.Popen(
        [sys.executable, "-m", "brief", "build", "in", *DAY, "-o", "-", "-q"],
        cwd=inside,
        env=plain_environment | {"PYTHONPATH": CHECKOUT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_that_takes_nothing_is_said(run, inside, plain_environment):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "brief", "read", "in"],
            cwd=inside,
            env=plain_environment | {"PYTHONPATH": CHECKOUT},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ran.returncode == 1
    assert re.search(rb"no space left", ran.stderr, re.IGNORECASE)
    assert b"internal error" not in ran.stderr


def test_a_second_run_does_not_read_the_edition_of_the_first(run, inside):
    first = run("build", ".", *DAY, "--format", "json")
    assert run("build", ".", *DAY).code == 0
    assert (inside / "output" / "latest.json").is_file()
    second = run("build", ".", *DAY, "--format", "json")
    assert (second.code, second.out) == (0, first.out)


def test_a_format_that_is_not_made_any_more_does_not_stay_beside_the_new_edition(run, inside):
    (inside / "brief.toml").write_text('[output]\nformats = ["html", "json"]\n', encoding="utf-8")
    run("build", "in", *DAY)
    assert (inside / "output" / "latest.json").is_file()
    (inside / "brief.toml").write_text('[output]\nformats = ["html"]\n', encoding="utf-8")
    run("build", "in", *DAY)
    assert sorted(path.name for path in (inside / "output").rglob("*") if path.is_file()) == [
        "briefing.html",
        "index.html",
        "latest.html",
    ]
