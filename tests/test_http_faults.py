"""Whatever a server does, a request ends in time, in a whole answer or in one clear line. Real sockets, no mocks."""

import socket
import threading
import tracemalloc

import pytest

from brief.http import Failure, Manners, Request, Response, fetch

#: Limits for tests: long enough for a busy machine where an answer is expected, short where none is.
QUICK = Manners(allow_private=True, backoff=0.001)
HASTY = Manners(allow_private=True, backoff=0.001, read=0.6)
FEED = b"<rss version='2.0'><channel><title>Harbor News</title></channel></rss>"


def one(url, manners=QUICK, **options):
    (result,) = fetch([Request(url, **options)], manners)
    return result


@pytest.fixture
def slept():
    """A sleep that does not, and keeps for how long it was asked."""
    times = []

    async def sleep(seconds):
        times.append(seconds)

    sleep.times = times
    return sleep


# --- answers that come in the end


def test_an_answer_comes_with_what_the_server_says_of_it(faults):
    found = one(faults.url())
    assert (found.status, found.body, found.url, found.moved) == (200, FEED, faults.url(), None)
    assert (found.media_type, found.charset) == ("application/rss+xml", "UTF-8")
    assert (found.validators.etag, found.validators.modified) == ('"1"', "Mon, 02 Nov 2026 08:00:00 GMT")
    assert found.seconds > 0


@pytest.mark.parametrize("path", ["/chunks", "/gzip", "/until-closed", "/untidy"])
def test_the_same_body_in_other_ways(faults, path):
    assert one(faults.url(path)).body == FEED


def test_two_failures_and_a_success_are_a_success(faults):
    assert one(faults.url("/third-time")).body == FEED
    assert faults.times("/third-time") == 3


@pytest.mark.parametrize(("path", "least", "most"), [("/wait-seconds/7", 7, 7), ("/wait-date/8", 0, 8)])
def test_a_server_says_when_to_come_back(faults, slept, path, least, most):
    (found,) = fetch([Request(faults.url(path))], QUICK, sleep=slept)
    assert found.body == FEED
    assert len(slept.times) == 1
    assert least <= slept.times[0] <= most


def test_a_date_that_is_over_is_no_wait(faults, slept):
    (found,) = fetch([Request(faults.url("/wait-date/-3600"))], QUICK, sleep=slept)
    assert (found.body, slept.times) == (FEED, [0])


def test_without_a_word_on_when_the_waits_are_random_and_their_bound_doubles(faults, slept):
    manners = Manners(allow_private=True, backoff=0.5, retries=6)
    (found,) = fetch([Request(faults.url("/status/503"))], manners, sleep=slept)
    assert found.why == "answers 503"
    assert len(slept.times) == 6
    assert all(0 <= time <= 0.5 * 2**n for n, time in enumerate(slept.times))
    assert len(set(slept.times)) == 6


# --- answers that do not

LONG_WAIT = "answers 429, asks to come back in"

FAILURES = [
    # path, what is said, how often it is asked
    ("/status/500", "answers 500", 3),
    ("/status/502", "answers 502", 3),
    ("/status/429", "answers 429", 3),
    ("/status/404", "answers 404", 1),
    ("/status/206", "answers 206", 1),
    ("/status/204", "answers 204", 1),
    ("/wait-seconds/3600", f"{LONG_WAIT} 1 hour", 1),
    ("/wait-seconds/99999999999999999999", f"{LONG_WAIT} 11574075 days", 1),
    ("/length-too-long", "ends before it is complete", 1),
    ("/truncated-chunks", "ends before it is complete", 1),
    ("/no-last-chunk", "ends before it is complete", 1),
    ("/length-too-short", "the answer is no HTTP", 1),
    ("/length-much-too-short", "does not end where it says", 1),
    ("/gzip-bomb", "larger than 10 MB", 1),
    ("/coding/br", "refused: compressed in a way that was not asked for (br)", 1),
    ("/coding/zstd", "refused: compressed in a way that was not asked for (zstd)", 1),
    ("/coding/deflate", "refused: compressed in a way that was not asked for (deflate)", 1),
    ("/coding/gzip+gzip", "refused: compressed in a way that was not asked for (gzip, gzip)", 1),
    ("/coding/gzip", "broken gzip", 1),
    ("/nested-gzip", "refused: compressed more than once", 1),
    ("/corrupt-gzip", "broken gzip", 1),
    ("/half-gzip", "ends before its gzip does", 1),
    ("/50-mb", "larger than 10 MB", 1),
    ("/endless", "larger than 10 MB", 1),
    ("/large-head", "the head of the answer is too large", 1),
    ("/large-head-in-lines", "the head of the answer is too large", 1),
    ("/many-headers", "the head of the answer is too large", 1),
    ("/garbage", "the answer is no HTTP", 1),
    ("/silence", "the connection was closed without an answer", 3),
    ("/reset", "the connection was reset", 3),
    ("/reset-in-the-body", "the connection broke in the middle", 3),
    ("/empty", "answers with nothing", 1),
    ("/blank", "answers with nothing", 1),
    ("/304", "answers 304 to a first request", 1),
    ("/loop", "redirects more than 5 times", 6),
    ("/to/302", "redirects to nowhere", 1),
    ("/to/302?http://host:99999/", "redirects: the address is not valid", 1),
    ("/to/302?file:///etc/passwd", "redirects: refused: only http and https are fetched, not file", 1),
]


@pytest.mark.parametrize(("path", "why", "times"), FAILURES, ids=[row[0] for row in FAILURES])
def test_a_fault_is_one_clear_line(faults, path, why, times):
    found = one(faults.url(path))
    assert isinstance(found, Failure)
    assert (found.why, found.gone) == (why, False)
    assert faults.times(path) == times


def test_gone_for_good_is_told_apart(faults):
    found = one(faults.url("/status/410"))
    assert (found.why, found.status, found.gone) == ("answers 410", 410, True)


SLOW = [
    ("/hang", "no answer within 0.6 s"),
    ("/dripped-head", "no answer within 0.6 s"),
    ("/stops-in-the-body", "silent for 0.6 s in the middle"),
    ("/dripped-body", "comes in crumbs"),
]


@pytest.mark.parametrize(("path", "why"), SLOW)
def test_what_does_not_come_in_time_is_given_up_and_not_asked_again(faults, path, why):
    assert one(faults.url(path), HASTY).why == why
    assert faults.times(path) == 1


def test_what_never_ends_is_given_up_in_the_end(faults):
    found = one(faults.url("/slow-but-steady"), Manners(allow_private=True, total=0.6))
    assert found.why == "not complete within 0.6 s"
    assert found.seconds >= 0.6


def test_retries_and_waits_count_in_the_total(faults):
    manners = Manners(allow_private=True, total=1, retries=1000, backoff=0.05)
    found = one(faults.url("/status/503"), manners)
    assert found.why in {"answers 503", "not complete within 1 s"}
    assert faults.times("/status/503") < 1000


def test_a_wait_beyond_the_total_is_not_begun(faults):
    found = one(faults.url("/wait-seconds/5"), Manners(allow_private=True, total=3))
    assert found.why == f"{LONG_WAIT} 5 seconds"


def test_nobody_there():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert one(url).why == "the connection was refused"


@pytest.mark.parametrize(
    ("number", "times"), [(socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 3)], ids=["no such name", "ask again"]
)
def test_a_name_that_does_not_resolve(number, times):
    asked = []

    def nobody(name):
        asked.append(name)
        raise socket.gaierror(number, "no")

    (found,) = fetch([Request("http://nowhere.example/")], QUICK, look_up=nobody)
    assert found.why == "the name does not resolve"
    assert asked == ["nowhere.example"] * times


def test_a_name_server_that_does_not_answer_is_given_up():
    answered = threading.Event()

    def waits(_name):
        answered.wait()
        return []

    manners = Manners(connect=0.2, retries=0, allow_private=True)
    (found,) = fetch([Request("http://slow.example/")], manners, look_up=waits)
    answered.set()
    assert found.why == "no connection within 0.2 s"


def test_a_bomb_opens_to_its_cap_and_no_further(faults):
    tracemalloc.start()
    try:
        assert one(faults.url("/gzip-bomb")).why == "larger than 10 MB"
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
    finally:
        tracemalloc.stop()


def test_a_cap_counts_what_was_decoded(faults):
    for path, size in [("/feed", len(FEED)), ("/chunks", len(FEED)), ("/large-gzip", 100 * len(FEED))]:
        assert len(one(faults.url(path), largest=size).body) == size
        assert one(faults.url(path), largest=size - 1).why.startswith("larger than")


def test_all_faults_together_do_not_touch_the_good_ones(faults):
    """Everything at once, through one door: the good answers are all there, and every fault is said."""
    good = [faults.url(f"/named/{n}") for n in range(40)]
    bad = [faults.url(path) for path, *_ in [*FAILURES, *SLOW]]
    mixed = [url for pair in zip(good, bad, strict=False) for url in pair] + bad[40:]
    found = list(
        fetch([Request(url) for url in mixed], Manners(allow_private=True, backoff=0.001, read=2, per_host=20))
    )
    assert sorted(one.request.url for one in found) == sorted(mixed)
    answered = {one.request.url: one.body.decode() for one in found if isinstance(one, Response)}
    assert answered == {faults.url(f"/named/{n}"): f"/named/{n}" for n in range(40)}
    assert all("\n" not in one.why and "Error" not in one.why for one in found if isinstance(one, Failure))


# --- TLS


def test_a_bad_certificate_is_refused_and_one_that_is_trusted_is_not(fault_server, certificate):
    server = fault_server(certificate)
    trusting = Manners(allow_private=True, authorities=certificate)
    assert one(server.url()).why == "refused: bad certificate (self-signed certificate)"
    assert server.asked == []
    assert one(server.url(), trusting).body == FEED
    url = server.url(host="news.example")
    (found,) = fetch([Request(url)], trusting, look_up=lambda _name: ["127.0.0.1"])
    assert found.why.startswith("refused: bad certificate (Hostname mismatch")


def test_no_tls_where_tls_should_be(faults):
    assert one(faults.url().replace("http:", "https:")).why == "no secure connection"


def test_a_file_of_authorities_that_is_not_there_is_told_before_anything_is_asked():
    with pytest.raises(OSError, match="No such file"):
        one("http://127.0.0.1/", Manners(authorities="/nowhere.pem"))
