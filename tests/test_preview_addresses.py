"""Where the preview may be served, and who may ask it."""

import socket

import pytest

from brief.errors import UsageError
from brief.preview import Address, address_of
from brief.preview.guarding import is_welcome, listening


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000),
        ("localhost:1234", "localhost", 1234),
        (":9000", "127.0.0.1", 9000),
        ("127.0.0.1", "127.0.0.1", 8000),
        ("[::1]:8080", "::1", 8080),
        ("[::1]", "::1", 8000),
        ("127.0.0.2:0", "127.0.0.2", 0),
        ("::1", "::1", 8000),
        ("127.1:8803", "127.0.0.1", 8803),
    ],
)
def test_addresses_of_this_machine_are_taken(text, host, port):
    assert address_of(text, allow_network=False) == Address(host, port)


@pytest.mark.parametrize(
    "text", ["0.0.0.0:8000", "[::]:8000", "192.168.1.7:80", "example.org:8000", "localhost.example:80"]
)
def test_an_address_that_others_reach_needs_a_word(text):
    with pytest.raises(UsageError, match=r"others on the network could read .* --allow-network"):
        address_of(text, allow_network=False)
    assert address_of(text, allow_network=True).is_open


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1:http",
        "127.0.0.1:99999",
        "localhost:",
        "localhost:-1",
        "https://localhost:8000",
        "http://localhost",
        "localhost:8000/",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(UsageError, match="is no address; write it as"):
        address_of(text, allow_network=False)


def test_where_the_port_is_taken_the_next_one_is():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found, address = listening(Address("127.0.0.1", port))
        found.close()
    assert port < address.port < port + 20


def test_where_no_port_is_free_that_is_said():
    with pytest.raises(UsageError, match=r"-a 192\.0\.2\.1:8000: cannot be served there, nor at the next 19 ports"):
        listening(Address("192.0.2.1", 8000))


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_machine_may_ask(host):
    assert is_welcome(host, Address("127.0.0.1", 8000))


@pytest.mark.parametrize(
    "host",
    ["", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1.evil.example:8000", "localhost:8000.evil.example",
     "192.168.1.7:8000", "evil.example", "127.0.0.1:8000:8000", "localhost:٨٠٠٠"],
)  # fmt: skip
def test_a_name_of_another_host_may_not(host):
    assert not is_welcome(host, Address("127.0.0.1", 8000))


def test_on_a_network_numbers_and_the_name_of_this_machine_may_ask_and_no_other_name(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk")
    address = Address("0.0.0.0", 8000, is_open=True)  # noqa: S104 - nothing is served
    assert all(is_welcome(f"{host}:8000", address) for host in ("192.168.1.7", "[fe80::1]", "desk", "desk.local"))
    assert not is_welcome("evil.example:8000", address)


def test_without_a_port_a_host_is_that_of_the_usual_port():
    assert is_welcome("localhost", Address("127.0.0.1", 80))
