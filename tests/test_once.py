"""`brief build --once`: an edition that was made is not made again, however often the clock strikes."""

import pytest

from brief.errors import DONE, NO_SOURCES, USAGE

TEXT = "The Lune ferry is running again after eleven weeks of repair. Tickets for the crossing stay at two crowns."


@pytest.fixture
def build(command_line, inside):
    (inside / "a.txt").write_text(f"Ferry sails again\n\n{TEXT}\n")
    (inside / "brief.toml").write_text(
        'store = "s.sqlite"\n[output]\nformats = ["html", "json"]\n[[source]]\nlocation = "a.txt"\n'
    )
    return lambda *words: command_line("build", "--once", "--date", "2026-11-20", *words)


def state(folder):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_second_run_does_nothing_and_says_so_in_a_line(build, inside):
    assert build()[0] == DONE
    before = state(inside)
    assert build() == (DONE, b"", "2026-11-20: this edition was made already; without --once it is made again\n")
    assert state(inside) == before


def test_the_second_run_does_not_even_look_at_the_sources(build, inside):
    build()
    (inside / "a.txt").unlink()
    assert build()[0] == DONE


def test_an_edition_that_is_remembered_and_gone_is_made_again(build, inside):
    build()
    for path in (inside / "output" / "2026-11-20").iterdir():
        path.unlink()
    assert build()[1].splitlines()[0] == b"output/2026-11-20/briefing.html"


def test_files_of_an_edition_that_is_not_remembered_do_not_count(build, inside):
    build()
    (inside / "s.sqlite").unlink()
    assert build()[1].splitlines()[0] == b"output/2026-11-20/briefing.html"


def test_a_file_that_only_looks_like_an_edition_is_none(build, inside):
    build()
    for path in (inside / "output" / "2026-11-20").iterdir():
        path.unlink()
    (inside / "output" / "2026-11-20" / "briefing.bak").write_text("x")
    assert build()[1].splitlines()[0] == b"output/2026-11-20/briefing.html"


def test_it_is_about_the_folder_of_results(build):
    code, _, err = build("--format", "md")
    assert code == USAGE
    assert "it does not go with -o or --format" in err


def test_another_day_is_made(build, command_line, inside):
    build()
    (inside / "a.txt").write_text(
        "Chess club wins\n\nThe chess club of Tarn won the northern cup. Rut Sand is nine years old.\n"
    )
    code, out, _ = command_line("build", "--once", "--date", "2026-11-21")
    assert (code, out.splitlines()[0]) == (DONE, b"output/2026-11-21/briefing.html")


def test_a_run_that_failed_does_not_count(build, inside):
    (inside / "a.txt").rename(inside / "b.txt")
    assert build()[0] == NO_SOURCES
    (inside / "b.txt").rename(inside / "a.txt")
    assert build()[1].splitlines()[0] == b"output/2026-11-20/briefing.html"


def test_what_once_cannot_be_asked_with(build, inside):
    assert build("-o", "x.html")[0] == USAGE
    (inside / "brief.toml").write_text("")
    code, _, err = build()
    assert (code, "--once needs a store" in err) == (USAGE, True)
