"""What the preview answers, and what it does not."""

import asyncio
import json
import pickle
import threading
from ast import literal_eval
from functools import partial
from pathlib import Path

import pytest

from brief.config import read_config
from brief.errors import ConfigError
from brief.preview.faults import fault_of
from brief.preview.paper import printed

HOST = {"Host": "127.0.0.1:8000"}


def save(path, text):
    """Save a file in one step: on a busy machine a file may be read between the two of `write_text`."""
    beside = path.with_name(".new")
    beside.write_text(text)
    beside.replace(path)


@pytest.fixture
def pages(previewed, tmp_path):
    (tmp_path / "a.txt").write_text("The ferry sails again.")
    return previewed.Pages(tmp_path)


@pytest.fixture
def ask(previewed, pages):
    """Ask for one path: gives the status, the headers and the text of the answer."""

    def call(path, method="GET", headers=HOST, **options):
        async def asked():
            async with (
                previewed.client_of(pages, **options) as client,
                client.request(method, path, headers=headers, allow_redirects=False) as answer,
            ):
                return answer.status, answer.headers, await answer.text()

        return asyncio.run(asked())

    return call


def test_the_page_is_what_the_builder_made(ask):
    status, headers, text = ask("/page")
    assert (status, text) == (200, ": The ferry sails again.")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_theme_that_is_offered_is_shown_and_no_other_is(ask):
    assert ask("/page?theme=dispatch")[2] == "dispatch: The ferry sails again."
    for name in ("/etc", "..%2F..", "nothing"):
        assert ask(f"/page?theme={name}")[0] == 404


def test_an_address_stays_one_when_its_theme_becomes_the_usual_one_or_goes(ask):
    assert ask("/page?theme=morning")[2] == ": The ferry sails again."
    for name in ("morning", "gone"):
        status, _, text = ask(f"/?theme={name}")
        assert status == 200
        assert " selected" not in text


def test_no_script_runs_in_a_page_and_nothing_is_fetched(ask):
    policy = ask("/page")[1]["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;")
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy


def test_the_tools_offer_the_themes_and_the_editions(ask):
    status, headers, text = ask("/")
    assert status == 200
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert '<option value="">morning</option>' in text
    assert "<option>dispatch</option>" in text
    assert '<option value="2026-11-19">2026-11-19</option>' in text
    assert '<option value="2026-11-18" disabled>2026-11-18 (no page)</option>' in text
    assert "The Harbor Brief" in text


def test_the_pdf_is_beside_the_page_from_the_start_where_it_is_asked_for(ask):
    assert 'data-paper="no"' in ask("/")[2]
    assert 'data-paper="yes"' in ask("/", paper=True)[2]


def test_the_files_of_the_tools_are_served(ask):
    for name, kind in (
        ("preview.js", "text/javascript"),
        ("preview.css", "text/css"),
        ("LibreFranklin-Regular.woff2", "font/woff2"),
    ):
        status, headers, text = (
            ask(f"/_preview/{name}") if not name.endswith("woff2") else (*ask(f"/_preview/{name}", "HEAD")[:2], "x")
        )
        assert (status, headers["Content-Type"].partition(";")[0], bool(text)) == (200, kind, True)


def test_sources_are_told_as_text(ask, pages):
    told = ask("/sources")[2]
    assert "<b>gone.txt</b> no such file" in told


def test_reasons_are_told(ask):
    assert json.loads(ask("/why")[2]) == {"told": [], "words": 22}


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1:8001", ""])
def test_who_names_another_host_gets_nothing(ask, host):
    for path in ("/", "/page", "/events", "/why", "/pdf", "/nothing"):
        status, _, text = ask(path, headers={"Host": host})
        assert (status, text) == (403, "brief preview: this is not the host that it is served at\n")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/_preview/..%2f..%2fbrief.toml",
        "/_preview/",
        "/_preview/preview.html.jinja",
        "/2026-11-19/..%2f..%2fbrief.toml",
        "/2026-11-19/briefing.json",
        "/2026-11-19/",
        "/2026-11-19/sources/",
        "/2026-11-19/sources/..%2fbriefing.txt",
        "/a.txt",
        "/brief.toml",
        "//etc/passwd",
    ],
)
def test_no_path_leads_to_another_file_or_a_list_of_them(previewed, pages, path):
    async def asked():
        async with previewed.client_of(pages) as client:
            # By hand: a client of HTTP would make another path of it.
            reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: close\r\n\r\n".encode())
            answer = await reader.read()
            writer.close()
            await writer.wait_closed()
            return answer.decode()

    answer = asyncio.run(asked())
    assert answer.startswith("HTTP/1.1 404 ")
    assert answer.endswith("\r\nbrief preview: not found\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_sent(ask, method):
    status, headers, _ = ask("/page", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_no_other_page_may_read_an_answer(ask):
    for path in ("/", "/page", "/why", "/sources", "/_preview/preview.js", "/nothing"):
        _, headers, _ = ask(path, headers={**HOST, "Origin": "http://evil.example"})
        assert not [name for name in headers if name.startswith("Access-Control")]
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_an_earlier_edition_is_shown(ask, pages, tmp_path):
    page = tmp_path / "old.html"
    page.write_text("<!doctype html>yesterday")
    pages.files = {
        "2026-11-19/briefing.html": page,
        "2026-11-19/sources/ferry.html": b"<p>copy",
        "2026-11-19/briefing.pdf": b"%PDF",
    }
    status, headers, text = ask("/2026-11-19/briefing.html")
    assert (status, text) == (200, "<!doctype html>yesterday")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    status, headers, text = ask("/2026-11-19/sources/ferry.html")
    assert (status, text) == (200, "<p>copy")
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert ask("/2026-11-19/briefing.pdf")[1]["Content-Type"] == "application/pdf"


def test_an_earlier_edition_that_is_gone_is_not_found(ask, pages, tmp_path):
    pages.files = {"2026-11-19/briefing.html": tmp_path / "gone.html"}
    status, headers, text = ask("/2026-11-19/briefing.html")
    assert status == 404
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "<h1>There is no page of 2026-11-19</h1>" in text


def test_a_theme_that_is_wrong_is_told_with_the_line(ask, tmp_path):
    (tmp_path / "b.txt").write_text("one\ntwo <b>\nwrong\nfour")
    status, headers, text = ask("/page")
    assert status == 500
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "<h1>The theme is wrong</h1>" in text
    assert f"<b>{tmp_path / 'b.txt'}</b>, line <b>3</b>" in text
    assert '<p class="says">wrong is undefined</p>' in text
    assert text.count("b.txt") == 1
    assert '<span class="row"><span class="number">2</span>two &lt;b&gt;' in text
    assert '<span class="row here"><span class="number">3</span>wrong' in text


def test_a_fault_in_brief_toml_is_shown_with_its_lines(inside):
    Path("brief.toml").write_text('[edition]\ntitle = "The Harbor Brief"\nzone = \n')
    with pytest.raises(ConfigError) as raised:
        read_config("brief.toml", {})
    fault = fault_of(pickle.loads(pickle.dumps(raised.value)))  # noqa: S301 - our own
    assert (fault.file, fault.line) == ("brief.toml", 3)
    assert fault.lines == ("is not TOML: Invalid value (at line 3, column 8)",)
    assert fault.excerpt[1] == (2, 'title = "The Harbor Brief"')


def test_a_builder_that_fails_is_told(ask, tmp_path):
    save(tmp_path / "b.txt", "unreadable")
    status, _, text = ask("/page")
    assert status == 500
    assert "no time zone is called &#39;Mars&#39;" in text


def test_what_nobody_thought_of_is_told_and_ends_nothing(previewed, pages, tmp_path):
    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client)
            good = await anext(told)
            save(tmp_path / "b.txt", "in a circle")
            bad = await anext(told)
            async with client.get("/page", headers=HOST) as answer:
                text = await answer.text()
            (tmp_path / "b.txt").unlink()
            mended = await anext(told)
            await told.aclose()
            return good, bad, text, mended

    good, bad, text, mended = asyncio.run(asyncio.wait_for(listened(), 20))
    assert bad["fault"] == "RuntimeError: Symlink loop from 'a.txt'"
    assert "RuntimeError: Symlink loop from" in text
    assert good["page"] == mended["page"]


def test_while_a_page_takes_for_ever_the_tools_answer_and_say_so(previewed, pages, tmp_path):
    begun, done = threading.Event(), threading.Event()

    def held():
        begun.set()
        done.wait(30)

    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client)
            before = await anext(told)
            pages.before_reading = held
            save(tmp_path / "a.txt", "At last.")
            assert await asyncio.to_thread(begun.wait, 30)
            while not (await anext(told))["working"]:
                pass
            async with client.get("/", headers=HOST) as answer:
                status = answer.status
            done.set()
            ready = {"working": True}
            while ready["working"] or ready["page"] == before["page"]:  # the watcher may tell of the start late
                ready = await anext(told)
            await told.aclose()
            return status

    assert asyncio.run(asyncio.wait_for(listened(), 40)) == 200


def test_editions_that_come_while_it_runs_are_told(previewed, pages, monkeypatch):
    monkeypatch.setattr("brief.preview.desk.AT_REST", 0.05)

    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client)
            await anext(told)
            pages.editions = (("2026-11-17", True, True),)
            second = await anext(told)
            await told.aclose()
            return second

    assert ["2026-11-17", True, True] in asyncio.run(asyncio.wait_for(listened(), 20))["editions"]


def test_there_is_no_pdf_before_one_is_made(ask):
    assert ask("/pdf")[0] == 404


async def events(client, path="/events"):
    """The states that are told."""
    async with client.get(path, headers=HOST) as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        async for line in answer.content:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


async def paper_where(client, name):
    """What is told of the PDF as soon as it has something."""
    told = events(client, "/events?paper")
    found = next(iter([state["paper"] async for state in until(told, lambda state: state["paper"][name])][-1:]))
    await told.aclose()
    return found


async def until(states, condition):
    """States up to the first of which something holds."""
    async for state in states:
        yield state
        if condition(state):
            return


def test_who_listens_hears_of_a_change_and_then_gets_the_new_page(previewed, pages, tmp_path):
    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client)
            first = await anext(told)
            save(tmp_path / "a.txt", "The ferry stays in port.")
            second = await anext(told)
            async with client.get("/page", headers=HOST) as answer:
                text, key = await answer.text(), answer.headers["X-Page"]
            await told.aclose()
            return first, second, text, key

    first, second, text, key = asyncio.run(asyncio.wait_for(listened(), 20))
    assert text == ": The ferry stays in port."
    assert second["page"] == key != first["page"]
    assert (second["title"], second["day"], second["theme"], second["troubles"]) == (
        "The Harbor Brief",
        "2026-11-20",
        "morning",
        1,
    )


def test_a_fault_is_heard_of_and_the_same_page_comes_back_when_it_is_mended(previewed, pages, tmp_path):
    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client)
            good = await anext(told)
            save(tmp_path / "b.txt", "wrong")
            bad = await anext(told)
            (tmp_path / "b.txt").unlink()
            mended = await anext(told)
            await told.aclose()
            return good, bad, mended

    good, bad, mended = asyncio.run(asyncio.wait_for(listened(), 20))
    assert (good["fault"], mended["fault"]) == ("", "")
    assert bad["fault"].endswith("b.txt, line 1: wrong is undefined")
    assert mended["page"] == good["page"] != bad["page"]


def test_two_who_look_at_two_themes_both_hear(previewed, pages, tmp_path):
    async def listened():
        async with previewed.client_of(pages) as client:
            both = [events(client), events(client, "/events?theme=dispatch")]
            before = [await anext(one) for one in both]
            save(tmp_path / "a.txt", "Both hear of it.")
            after = [await anext(one) for one in both]
            for one in both:
                await one.aclose()
            return before, after

    before, after = asyncio.run(asyncio.wait_for(listened(), 20))
    assert len({state["page"] for state in before + after}) == 4


def test_the_pdf_is_made_in_the_background_and_told_with_its_pages(previewed, pages):
    async def listened():
        async with previewed.client_of(pages) as client:
            paper = await paper_where(client, "pages")
            async with client.get("/pdf", headers=HOST) as answer:
                return paper, answer.headers["Content-Type"], await answer.read()

    paper, kind, content = asyncio.run(asyncio.wait_for(listened(), 60))
    assert (paper["pages"], paper["working"], paper["fault"]) == (3, False, "")
    assert (kind, content) == ("application/pdf", b"%PDF of The ferry sails again.")


def test_a_pdf_that_cannot_be_made_is_told(previewed, pages, tmp_path):
    save(tmp_path / "b.txt", "no paper")

    async def listened():
        async with previewed.client_of(pages) as client:
            return await paper_where(client, "fault")

    paper = asyncio.run(asyncio.wait_for(listened(), 60))
    assert paper["fault"].startswith("the process that made the PDF ended before it was done: ")
    assert "SyntaxError" in paper["fault"] or "invalid syntax" in paper["fault"]
    assert not paper["working"]


async def state_where(told, condition):
    """The first state of which something holds."""
    return [state async for state in until(told, condition)][-1]


def test_a_pdf_follows_what_the_page_does_not_show(previewed, pages, tmp_path):
    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client, "/events?paper")
            first = await state_where(told, lambda state: state["paper"]["pages"] and not state["paper"]["working"])
            told = events(client, "/events?paper")
            pages.style = "wide margins"
            save(tmp_path / "a.txt", "The ferry sails again.")  # as it was
            second = await state_where(told, lambda state: state["paper"]["key"] != first["paper"]["key"])
            await told.aclose()
            return first, second

    first, second = asyncio.run(asyncio.wait_for(listened(), 60))
    assert first["page"] == second["page"]


def test_a_pdf_that_failed_is_made_when_what_was_wrong_is_mended(previewed, pages, tmp_path):
    pages.style = "no paper"

    async def listened():
        async with previewed.client_of(pages) as client:
            told = events(client, "/events?paper")
            failed = await state_where(told, lambda state: state["paper"]["fault"])
            told = events(client, "/events?paper")
            pages.style = ""
            save(tmp_path / "a.txt", "The ferry sails again.")
            mended = await state_where(told, lambda state: state["paper"]["pages"])
            await told.aclose()
            return failed, mended

    failed, mended = asyncio.run(asyncio.wait_for(listened(), 60))
    assert failed["page"] == mended["page"]
    assert mended["paper"]["fault"] == ""


def test_no_module_is_taken_from_the_folder_that_it_is_begun_in(inside):
    for name in ("pickle", "brief"):
        (inside / f"{name}.py").write_text("open('taken', 'w').close()\n")
    assert asyncio.run(asyncio.wait_for(printed(partial(literal_eval, "b'%PDF', 2")), 60)).pages == 2
    assert not Path("taken").exists()
