"""What is handed to a server: once, to the very address, and what is said where nobody knows whether it was taken."""

import pytest

from brief.http import Failure, Manners, Post, Request, Response, fetch

HERE = Manners(allow_private=True, backoff=0.001, read=1.0)
POST = Post(b'{"day": "2026-11-20"}', "application/json", "key-1", "Bearer t0ken")


def hand(url, manners=HERE, post=POST):
    (result,) = fetch([Request(url, post=post)], manners, look_up=lambda _name: ["127.0.0.1"])
    return result


def test_it_arrives_whole_with_its_key_and_who_sends_it(faults):
    found = hand(faults.url("/named"))
    assert isinstance(found, Response)
    (asked,) = faults.asked
    assert (asked.method, asked.body) == ("POST", POST.body)
    sent = {name: asked.headers[name] for name in ("content-type", "idempotency-key", "authorization")}
    assert sent == {"content-type": "application/json", "idempotency-key": "key-1", "authorization": "Bearer t0ken"}
    assert not {"cookie", "referer", "expect"} & set(asked.headers)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_answer_of_success_will_do(faults, status):
    assert hand(faults.url(f"/status/{status}")).status == status
    assert hand(faults.url("/empty")).status == 200


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(faults, status):
    found = hand(faults.url(f"/go/{status}/feed"))
    assert (found.why, found.unclear) == (f"redirects to {faults.url('')}, and nothing is handed on", False)
    assert len(faults.asked) == 1


@pytest.mark.parametrize(
    ("status", "unclear"), [(400, False), (401, False), (410, False), (500, False), (502, True), (504, True)]
)
def test_a_refusal_is_asked_for_once(faults, status, unclear):
    found = hand(faults.url(f"/status/{status}"))
    assert (found.why, found.status, found.unclear, len(faults.asked)) == (f"answers {status}", status, unclear, 1)


@pytest.mark.parametrize("path", ["/503-once", "/wait-seconds/0"])
def test_what_is_not_taken_now_is_handed_over_again(faults, path):
    assert isinstance(hand(faults.url(path)), Response)
    assert [asked.body for asked in faults.asked] == [POST.body] * 2


@pytest.mark.parametrize("path", ["/hang", "/silence", "/reset", "/garbage", "/dripped-head"])
def test_without_an_answer_nobody_knows_and_it_is_not_handed_over_again(faults, path):
    found = hand(faults.url(path))
    assert isinstance(found, Failure)
    assert (found.unclear, len(faults.asked)) == (True, 1)


def test_where_nobody_listens_it_was_certainly_not_taken(fault_server):
    server = fault_server()
    url = server.url()
    server.stop()
    server.stop = lambda: None
    found = hand(url)
    assert (found.why, found.unclear) == ("the connection was refused", False)


@pytest.mark.parametrize("host", ["127.0.0.1", "hooks.example"])
def test_no_private_address_is_handed_anything(faults, host):
    found = hand(faults.url(host=host), Manners())
    assert found.why.startswith("refused: ")
    assert (found.unclear, faults.asked) == (False, [])


def test_no_secret_stands_in_what_may_be_printed(faults):
    found = hand(faults.url("/status/500").replace("127", "me:s3cret@127"))
    assert not any(secret in repr(found) for secret in ("t0ken", "s3cret", "2026-11-20"))
