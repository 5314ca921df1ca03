"""No address of this machine or its networks is dialed, however it is spelled and however one gets there."""

import ipaddress
import socket
import threading

import pytest

from brief.http import Failure, Manners, Request, Response, fetch, without_password
from brief.http import addresses as guard
from brief.http.addresses import parse, refusal
from brief.http.dialing import PrivateAddress, checked

ONCE = Manners(retries=0)

#: spelling -> what it is
SPELLINGS = {
    "http://127.0.0.1/": "127.0.0.1 is a loopback address",
    "http://127.8.9.10/": "127.8.9.10 is a loopback address",
    "http://127.1/": "127.0.0.1 is a loopback address",
    "http://127.0.1/": "127.0.0.1 is a loopback address",
    "http://2130706433/": "127.0.0.1 is a loopback address",
    "http://0x7f000001/": "127.0.0.1 is a loopback address",
    "http://0x7f.0.0.0x1/": "127.0.0.1 is a loopback address",
    "http://0X7F.1/": "127.0.0.1 is a loopback address",
    "http://017700000001/": "127.0.0.1 is a loopback address",
    "http://0177.0.0.01/": "127.0.0.1 is a loopback address",
    "http://127.0.0.1./": "127.0.0.1 is a loopback address",
    "http://①②⑦.⓪.⓪.①/": "127.0.0.1 is a loopback address",
    "http://１２７.０.０.１/": "127.0.0.1 is a loopback address",
    "http://127。0。0。1/": "127.0.0.1 is a loopback address",
    "http://127\u00ad.0.0.1/": "127.0.0.1 is a loopback address",
    "http://news.example@127.0.0.1/": "127.0.0.1 is a loopback address",
    "http://news.example:pw@127.0.0.1/": "127.0.0.1 is a loopback address",
    "http://a@b@127.0.0.1/": "127.0.0.1 is a loopback address",
    "http://0x/": "0.0.0.0 is an unspecified address",
    "http://0/": "0.0.0.0 is an unspecified address",
    "http://0.0.0.0/": "0.0.0.0 is an unspecified address",
    "http://10.0.0.1/": "10.0.0.1 is a private address",
    "http://172.16.0.1/": "172.16.0.1 is a private address",
    "http://172.31.255.255/": "172.31.255.255 is a private address",
    "http://192.168.1.1/": "192.168.1.1 is a private address",
    "http://3232235777/": "192.168.1.1 is a private address",
    "http://169.254.169.254/latest/meta-data/": "169.254.169.254 is a link-local address",
    "http://0xa9fea9fe/": "169.254.169.254 is a link-local address",
    "http://100.64.0.1/": "100.64.0.1 is a shared address",
    "http://192.0.0.8/": "192.0.0.8 is a reserved address",
    "http://198.18.0.1/": "198.18.0.1 is a benchmarking address",
    "http://224.0.0.1/": "224.0.0.1 is a multicast address",
    "http://240.0.0.1/": "240.0.0.1 is a reserved address",
    "http://255.255.255.255/": "255.255.255.255 is a reserved address",
    "http://[::1]/": "::1 is a loopback address",
    "http://[0:0:0:0:0:0:0:1]/": "::1 is a loopback address",
    "http://[::]/": "an unspecified address",
    "http://[::ffff:127.0.0.1]/": "an IPv4-mapped address",
    "http://[::ffff:7f00:1]/": "an IPv4-mapped address",
    "http://[::ffff:8.8.8.8]/": "an IPv4-mapped address",
    "http://[::127.0.0.1]/": "an IPv4-compatible address",
    "http://[::ffff:0:127.0.0.1]/": "an IPv4-translated address",
    "http://[64:ff9b::127.0.0.1]/": "a loopback address",
    "http://[64:ff9b::a9fe:a9fe]/": "a link-local address",
    "http://[64:ff9b:1::1]/": "a reserved address",
    "http://[2002:7f00:1::]/": "a 6to4 address",
    "http://[2001:0:7f00:1::]/": "a Teredo address",
    "http://[2001:db8::1]/": "a documentation address",
    "http://[fe80::1]/": "a link-local address",
    "http://[fc00::1]/": "a private address",
    "http://[fd12:3456::1]/": "a private address",
    "http://[fec0::1]/": "a site-local address",
    "http://[ff02::1]/": "a multicast address",
    "http://[4000::1]/": "a reserved address",
    "http://localhost/": "localhost is at 127.0.0.1, a loopback address",
    "http://LOCALHOST/": "localhost is at 127.0.0.1, a loopback address",
    "http://localhost./": "localhost is at 127.0.0.1, a loopback address",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/": "localhost is at 127.0.0.1, a loopback address",
    "http://inside.example/": "inside.example is at 10.1.2.3, a private address",
    "http://mapped.example/": "mapped.example is at ::ffff:127.0.0.1, an IPv4-mapped address",
    "http://zone.example/": "zone.example is at fe80::1%eth0, a link-local address",
}

#: These are no address at all, with a guard or without.
NONSENSE = [
    "http://127.0.0.1\\@news.example/",
    "http://news.example\\@127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "http:///127.0.0.1/",
    "http:127.0.0.1/",
    "//127.0.0.1/",
    "127.0.0.1/feed",
    "http://127.0.0.%31/",
    "http://127.0.0.1%2f@news.example/\\",
    "http://127.0.0.1 .news.example/",
    "http://12\t7.0.0.1/",
    "http://127.0.0.1\r\nHost: news.example/",
    "http://127.0.0.256/",
    "http://127.0.0.1.1/",
    "http://4294967296/",
    "http://08.0.0.1/",
    "http://1..1/",
    "http://[::1",
    "http://[::1%25lo]/",
    "http://[127.0.0.1]/",
    "http://[v1.x]/",
    "http://127.0.0.1/\ud800",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:x/",
    "http://",
    "",
    "file:///etc/passwd",
    "FILE:/etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:70/_",
    "unix:///run/docker.sock",
    "data:text/plain,hello",
    "javascript:alert(1)",
]

NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "inside.example": ["10.1.2.3"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "zone.example": ["fe80::1%eth0"],
    "public.example": ["93.184.216.34"],
    "both.example": ["93.184.216.34", "127.0.0.1", "::1", "2606:2800:220:1::1"],
}


def names(name):
    if name not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return NAMES[name]


@pytest.fixture
def dials(monkeypatch):
    """Every address that a socket is connected to; nothing is really dialed."""
    seen = []

    def connect(_socket, address):
        seen.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)
    return seen


def has_ipv6():
    """Whether the system has sockets for it; many containers do not."""
    try:
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()
    except OSError:
        return False
    return True


def whys(urls, manners=ONCE):
    found = list(fetch([Request(url) for url in urls], manners, look_up=names))
    assert all(isinstance(one, Failure) for one in found)
    return {one.request.url: one.why for one in found}


def test_none_of_many_spellings_is_dialed_and_each_is_said_for_what_it_is(dials):
    assert len(SPELLINGS) >= 24
    found = whys(SPELLINGS)
    assert dials == []
    assert {url: why for url, why in found.items() if SPELLINGS[url] not in why} == {}
    assert all(why.startswith("refused: ") and why.endswith(" (--allow-private)") for why in found.values())


def test_without_the_guard_every_one_of_them_is_dialed(dials):
    """So that the test above cannot pass for another reason than the guard."""
    unreachable = ["http://zone.example/"]  # there is no such network card
    if not has_ipv6():
        unreachable += ["http://mapped.example/", *(url for url in SPELLINGS if "[" in url)]
    spellings = [url for url in SPELLINGS if url not in unreachable]
    found = whys(spellings, Manners(retries=0, allow_private=True))
    assert {url: why for url, why in found.items() if why != "the connection was refused"} == {}
    assert len(dials) >= len(spellings)
    assert all(guard.refusal(address) for address in dials)


def test_nonsense_is_dialed_neither_way(dials):
    for allow in (False, True):
        found = whys(NONSENSE, Manners(retries=0, allow_private=allow))
        assert set(found) == set(NONSENSE)
        said = ("the address", "refused: ", "the name does not")
        assert {url: why for url, why in found.items() if not why.startswith(said)} == {}
    assert dials == []


def test_of_a_name_only_the_public_addresses_are_dialed(dials):
    assert whys(["http://both.example/"]) == {"http://both.example/": "the connection was refused"}
    assert sorted(dials) == ["2606:2800:220:1::1"] * has_ipv6() + ["93.184.216.34"]


def test_a_name_that_changes_between_two_look_ups_is_checked_at_each(dials):
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    (found,) = fetch([Request("http://turns.example/")], Manners(backoff=0.001), look_up=lambda _name: next(answers))
    assert found.why == "refused: turns.example is at 127.0.0.1, a loopback address (--allow-private)"
    assert dials == ["93.184.216.34"]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::1", "0x7f.1", "localhost"]
)
def test_the_last_check_stands_where_the_socket_is_made(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with pytest.raises(PrivateAddress):
        checked((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 80)))


def test_the_last_check_lets_a_public_address_through():
    checked((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("93.184.216.34", 80))).close()


@pytest.mark.parametrize(
    ("goal", "why"),
    [
        ("http://127.0.0.1:{port}/secret", "127.0.0.1 is a loopback address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address"),
        ("//0x7f.1:{port}/secret", "127.0.0.1 is a loopback address"),
        ("http://inside.example:{port}/secret", "inside.example is at 10.1.2.3, a private address"),
        ("gopher://127.0.0.1:{port}/", "redirects: refused: only http and https are fetched, not gopher"),
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_hop_is_checked(faults, monkeypatch, goal, why, status):
    """The first hop is a public address, which leads to the fault server here; the second is not dialed."""
    connect = socket.socket.connect
    dialed = []

    def lead(self, address):
        dialed.append(address[0])
        connect(self, ("127.0.0.1", faults.port) if address[0] == "93.184.216.34" else address)

    monkeypatch.setattr(socket.socket, "connect", lead)
    url = f"http://public.example/to/{status}?{goal.format(port=faults.port)}"
    assert why in whys([url])[url]
    assert dialed == ["93.184.216.34"]
    assert len(faults.asked) == 1


def test_an_intranet_is_fetched_where_that_is_allowed(faults):
    url = faults.url(host="inside.example")
    (found,) = fetch([Request(url)], Manners(allow_private=True), look_up=lambda _name: ["127.0.0.1"])
    assert isinstance(found, Response)
    assert faults.asked[0].headers["host"] == f"inside.example:{faults.port}"


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.169.0.1",
     "169.253.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::8.8.8.8"],
)  # fmt: skip
def test_public_addresses_are_not_refused(address):
    assert refusal(address) is None


def test_what_python_knows_to_be_private_is_refused():
    """Against the registries as Python has them: the first address of each block, and its neighbors."""
    every = [ipaddress.ip_address(n << 20) for n in range(1 << 12)]
    every += [ipaddress.ip_address(n << 112) for n in range(1 << 16)]
    assert [str(one) for one in every if not one.is_global and refusal(str(one)) is None] == []


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a?b=c#d", "https://news.example/a?b=c"),
        ("http://news.example:8080/a b", "http://news.example:8080/a%20b"),
        (" https://user:pw@news.example./feed\n", "https://news.example/feed"),
        ("https://user:p@w@news.example/", "https://news.example/"),
        ("http://[2606:4700::0:1111]:81/", "http://[2606:4700::1111]:81/"),
        ("http://0x08.8.2056/", "http://8.8.8.8/"),
        ("https://zürich.example/straße", "https://zürich.example/stra%C3%9Fe"),
        ("http://news.example/a%2Fb%7e?q=%26[1]", "http://news.example/a%2Fb%7e?q=%26[1]"),
        ("http://news.example?a=1", "http://news.example/?a=1"),
        ("https://medium.example/@user", "https://medium.example/@user"),
    ],
)
def test_an_address_has_one_spelling(url, read):
    assert parse(url).url == read


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://user:pw@host.example/a", "https://host.example/a"),
        ("https://user@host.example/a", "https://host.example/a"),
        ("https://us%40er:p@w:x@host.example:81/a?b=c@d", "https://host.example:81/a?b=c@d"),
        ("https://user:p/w@host.example/a", "https://host.example/a"),
        ("HTTP:\\\\user:pw@host.example", "HTTP:\\\\host.example"),
        (" https://user:pw@host.example/", " https://host.example/"),
        ("user:pw@host.example/a", "host.example/a"),
        ("https://host.example/@user/feed", "https://host.example/@user/feed"),
        ("https://host.example:8080/@user/feed", "https://host.example:8080/@user/feed"),
        ("https://host.example/?mail=a@b.example", "https://host.example/?mail=a@b.example"),
        ("https://host.example/", "https://host.example/"),
        ("clips/monday.html", "clips/monday.html"),
        ("", ""),
    ],
)
def test_a_password_is_never_printed(url, printed):
    assert without_password(url) == printed


def test_no_thread_is_left_of_a_look_up():
    list(fetch([Request("http://inside.example/")], ONCE, look_up=names))
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("brief-http")] == []
