"""How the program behaves as a guest: so many at once, no cookies, what it says of itself, robots.txt, redirects."""

import gc
import subprocess
import sys
import threading
import time

import pytest

from brief import __version__
from brief.http import Failure, Manners, Request, Response, fetch, without_password
from brief.model import Validators

HERE = Manners(allow_private=True, backoff=0.001)


def one(url, manners=HERE, **options):
    (result,) = fetch([Request(url, **options)], manners, look_up=lambda _name: ["127.0.0.1"])
    return result


def until(condition):
    """Wait for something that happens in another thread."""
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.005)
    pytest.fail("it does not happen")


# --- what is sent


def test_a_request_says_who_asks_and_takes_nothing_but_gzip(faults):
    one(faults.url(), accept="text/html")
    headers = faults.asked[0].headers
    assert headers["user-agent"] == f"brief-morning/{__version__}"
    assert headers["accept-encoding"] == "gzip"
    assert headers["accept"] == "text/html"
    assert not {"cookie", "authorization", "referer", "if-none-match", "if-modified-since"} & set(headers)


def test_no_cookie_is_kept(faults):
    urls = [faults.url("/cookie"), faults.url("/cookie?2"), faults.url("/cookie?3")]
    assert len(list(fetch([Request(url) for url in urls], HERE))) == 3
    assert all("cookie" not in asked.headers for asked in faults.asked)


def test_no_proxy_of_the_environment_is_used(faults, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert isinstance(one(faults.url()), Response)


def test_a_login_goes_to_its_host_and_nowhere_else(faults, fault_server):
    other = fault_server()
    login = faults.url().replace("127.0.0.1", "us%40er:p%3Aw@127.0.0.1")
    found = one(login)
    assert found.url == faults.url()
    assert faults.asked[-1].headers["authorization"] == "Basic dXNAZXI6cDp3"
    # Along to the same host, ...
    found = one(login.replace("/feed", "/go/301/feed"))
    assert [asked.headers.get("authorization") for asked in faults.asked[-2:]] == ["Basic dXNAZXI6cDp3"] * 2
    # ... whose new address is not learned, since the login would be lost; ...
    assert found.moved is None
    # ... not to another one, and never back with what a stranger wrote into the redirect.
    one(login.replace("/feed", f"/to/302?{other.url()}"))
    one(faults.url(f"/to/302?{faults.url().replace('127', 'a:b@127')}"))
    assert "authorization" not in other.asked[-1].headers
    assert "authorization" not in faults.asked[-1].headers


def test_a_password_stands_in_no_result_that_is_printed(faults):
    url = faults.url("/status/404").replace("127", "user:secret@127")
    for found in (one(url), one(url.replace("/status/404", "/feed")), one(url.replace("http", "gopher"))):
        assert "secret" not in repr(found)
    assert without_password(url) == faults.url("/status/404")


# --- has it changed


def test_unchanged_is_a_success_and_keeps_what_it_was_asked_with(faults):
    found = one(faults.url("/conditional"), validators=Validators('"1"', "Mon, 02 Nov 2026 08:00:00 GMT"))
    assert (found.status, found.body, found.url) == (304, b"", faults.url("/conditional"))
    assert found.validators == Validators('"1"', "Mon, 02 Nov 2026 08:00:00 GMT")


def test_the_server_may_give_new_validators_with_unchanged(faults):
    found = one(faults.url("/conditional"), validators=Validators(None, "Mon, 02 Nov 2026 08:00:00 GMT"))
    assert (found.status, found.validators) == (304, Validators('"2"', "Mon, 02 Nov 2026 08:00:00 GMT"))


def test_changed_has_the_validators_of_the_new_answer_alone(faults):
    found = one(faults.url("/conditional"), validators=Validators('"0"', None))
    assert (found.status, found.validators) == (200, Validators('"1"', None))


def test_unchanged_behind_a_redirect(faults):
    found = one(faults.url("/go/308/conditional"), validators=Validators('"1"'))
    assert (found.status, found.moved) == (304, faults.url("/conditional"))


@pytest.mark.parametrize("odd", ['"1"\r\nX-Injected: yes', '"\u2028"', '"1"\0'])
def test_a_validator_that_is_no_header_is_not_sent(faults, odd):
    found = one(faults.url("/conditional"), validators=Validators(odd))
    assert found.status == 200
    assert not {"if-none-match", "x-injected"} & set(faults.asked[0].headers)


# --- redirects


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/feed", None),
        ("/go/301/feed", "/feed"),
        ("/go/308/feed", "/feed"),
        ("/go/301/308/301/feed", "/feed"),
        ("/go/302/feed", None),
        ("/go/303/feed", None),
        ("/go/307/feed", None),
        ("/go/302/301/feed", None),
        ("/go/301/302/feed", "/go/302/feed"),
        ("/go/301/301/302/301/feed", "/go/302/301/feed"),
    ],
)
def test_only_what_moved_for_good_is_learned(faults, path, moved):
    found = one(faults.url(path))
    assert (found.status, found.url) == (200, faults.url("/feed"))
    assert found.moved == (moved and faults.url(moved))


def test_five_redirects_are_followed_and_six_are_not(faults):
    assert one(faults.url("/go/302/302/302/302/302/feed")).status == 200
    assert one(faults.url("/go/302/302/302/302/302/302/feed")).why == "redirects more than 5 times"


def test_a_redirect_to_a_page_that_is_not_there_teaches_nothing(faults):
    assert one(faults.url("/go/301/status/404")).why == "answers 404"


def test_a_redirect_may_be_in_any_script(faults):
    found = one(faults.url("/to/302?/named/Z%C3%BCrich"))
    assert found.body == b"/named/Z%C3%BCrich"


# --- so many at once


def test_two_to_one_host_and_twenty_in_all(fault_server):
    hosts = [fault_server() for _ in range(12)]
    requests = [Request(host.url(f"/meets/{n}")) for host in hosts for n in range(4)]
    got = []
    run = threading.Thread(target=lambda: got.extend(fetch(requests, HERE)))
    run.start()
    until(lambda: sum(host.at_once for host in hosts) == 20)
    # Nobody has been answered yet; whoever can ask, has.
    assert max(host.at_once for host in hosts) == 2
    for host in hosts:
        host.let_go()
    run.join()
    assert len(got) == 48
    assert all(isinstance(one, Response) for one in got)
    assert max(host.most_at_once for host in hosts) == 2


def test_a_slow_host_with_many_requests_does_not_keep_the_others_waiting(faults, fault_server):
    other = fault_server()
    requests = [Request(faults.url(f"/meets/{n}")) for n in range(60)] + [Request(other.url())]
    results = fetch(requests, HERE)
    assert next(results).url == other.url()
    faults.let_go()
    assert len(list(results)) == 60


def test_the_wait_for_a_turn_does_not_count(faults):
    """A hundred requests, one at a time; all together take twice as long as one of them may."""
    requests = [Request(faults.url(f"/after/0.02?{n}")) for n in range(100)]
    found = list(fetch(requests, Manners(allow_private=True, total=1, per_host=1)))
    assert {one.status for one in found} == {200}


def test_a_caller_who_is_slow_makes_nobody_late_and_holds_no_more_than_a_few(faults):
    requests = [Request(faults.url(f"/named/{n}")) for n in range(200)]
    manners = Manners(allow_private=True, at_once=5, per_host=5, read=1)
    results = fetch(requests, manners)
    next(results)
    until(lambda: len(faults.asked) >= 6)
    time.sleep(1.2)  # longer than a server may take
    assert len(faults.asked) <= 1 + 3 * 5
    rest = list(results)
    assert len(rest) == 199
    assert all(isinstance(one, Response) for one in rest)


# --- nothing is left behind


def fetching():
    return [thread for thread in threading.enumerate() if thread.name == "brief-http"]


def test_nothing_to_fetch():
    assert list(fetch([])) == []
    assert fetching() == []


def test_nothing_runs_before_the_first_result_is_asked_for(faults):
    results = fetch([Request(faults.url())], HERE)
    assert fetching() == []
    results.close()
    assert faults.asked == []


@pytest.mark.parametrize("leave", ["close", "forget", "interrupt"])
def test_whoever_leaves_early_leaves_nothing_running(faults, leave):
    requests = [Request(faults.url("/named/1")), *(Request(faults.url("/hang")) for _ in range(50))]
    results = fetch(requests, Manners(allow_private=True, per_host=10))
    assert next(results).status == 200
    until(lambda: faults.times("/hang") == 10)
    assert len(fetching()) == 1
    if leave == "close":
        results.close()
    elif leave == "forget":
        del results
        gc.collect()
    else:
        with pytest.raises(KeyboardInterrupt):
            results.throw(KeyboardInterrupt)
    assert fetching() == []
    until(lambda: faults.at_once == 0)
    assert faults.times("/hang") == 10


def test_one_that_fails_in_all_ways_leaves_no_warning(faults):
    """Warnings are errors here, those of sockets that were not closed among them."""
    for path in ("/hang", "/reset", "/garbage", "/endless", "/stops-in-the-body"):
        one(faults.url(path), Manners(allow_private=True, read=0.1, retries=0))
    gc.collect()


def test_control_c_ends_a_program_that_waits(faults):
    code = f"""
import signal, os, threading, warnings
warnings.simplefilter("error")
from brief.http import fetch, Manners, Request
threading.Timer(.7, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    list(fetch([Request({faults.url("/hang")!r})], Manners(allow_private=True)))
except KeyboardInterrupt:
    print("ended", [thread.name for thread in threading.enumerate()])
"""
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.stdout, run.stderr) == ("ended ['MainThread']\n", "")


def test_the_door_opens_without_its_heavy_package():
    code = "import sys, brief.http; print({'aiohttp', 'asyncio', 'protego', 'ssl'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


# --- robots.txt


def test_robots_txt_is_asked_once_and_kept_to(faults):
    urls = [faults.url(f"/named/{name}") for name in ("yes", "no", "no/2", "maybe", "yes?2")]
    found = {r.request.url: r for r in fetch([Request(url, robots=True) for url in urls], HERE)}
    assert {url for url, result in found.items() if isinstance(result, Response)} == {urls[0], urls[3], urls[4]}
    assert found[urls[1]].why == "robots.txt does not allow it"
    assert faults.times("/robots.txt") == 1
    assert faults.times("/named/no") == 0


def test_a_feed_that_someone_subscribed_to_is_not_asked_for(faults):
    assert one(faults.url("/named/no")).status == 200
    assert faults.times("/robots.txt") == 0


def test_a_redirect_into_what_is_forbidden_is_not_followed(faults):
    assert one(faults.url("/to/302?/named/no"), robots=True).why == "robots.txt does not allow it"
    assert faults.times("/named/no") == 0


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, None),
        (403, None),
        (410, None),
        (429, "robots.txt answers 429, so its pages are left alone"),
        (503, "robots.txt answers 503, so its pages are left alone"),
    ],
)
def test_a_host_without_robots_txt_allows_all_and_one_in_trouble_nothing(faults, status, why):
    faults.robots_status = status
    found = one(faults.url("/named/no"), robots=True)
    assert (found.why if isinstance(found, Failure) else None) == why


def test_a_robots_txt_that_is_empty_or_no_text_allows_all(faults):
    for text in (b"", b"\xff\xfe\x00", b"<html>no such page</html>"):
        faults.robots = text
        assert one(faults.url("/named/no"), robots=True).status == 200


def test_of_an_endless_robots_txt_the_beginning_counts(faults):
    faults.robots = b"User-agent: brief\nDisallow: /named/no\n" + b"# more\n" * 1_000_000
    assert one(faults.url("/named/no"), robots=True).why == "robots.txt does not allow it"
    assert one(faults.url("/named/yes"), robots=True).status == 200


def test_robots_txt_is_guarded_as_every_address_is(faults):
    (found,) = fetch([Request("http://127.0.0.1/", robots=True)], Manners())
    assert found.why == "refused: 127.0.0.1 is a loopback address (--allow-private)"


@pytest.mark.parametrize("name", ["running", "client", "exchange", "robots", "decode", "addresses"])
def test_each_part_can_be_loaded_first(name):
    subprocess.run([sys.executable, "-c", f"import brief.http.{name}"], check=True, timeout=60)
