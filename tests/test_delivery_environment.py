"""What delivery takes from the environment, and what follows where nothing is said."""

import pytest

from brief.errors import UsageError
from brief.publish.environment import VARIABLES, recipients_of, server_of, token_of, webhook_of
from brief.publish.mail import Server


@pytest.mark.parametrize(
    ("host", "port", "security", "found"),
    [
        ("mail.example.org", "", "", (587, "starttls")),
        ("mail.example.org", "465", "", (465, "tls")),
        ("mail.example.org", "2525", "", (2525, "starttls")),
        ("mail.example.org", "", "TLS", (465, "tls")),
        ("mail.example.org", "", "none", (25, "none")),
        (" mail.example.org ", " 587 ", " starttls ", (587, "starttls")),
        ("localhost", "", "", (25, "none")),
        ("127.0.0.1", "1025", "", (1025, "none")),
        ("::1", "", "starttls", (587, "starttls")),
        ("127.0.0.1.example.org", "", "", (587, "starttls")),
    ],
)
def test_what_is_not_said_of_the_server_follows_from_the_rest(host, port, security, found):
    told = {"BRIEF_SMTP_HOST": host, "BRIEF_SMTP_PORT": port, "BRIEF_SMTP_TLS": security, "BRIEF_SMTP_USER": ""}
    assert server_of(told) == Server(host.strip(), *found)


def test_a_login_is_kept_out_of_sight():
    told = {"BRIEF_SMTP_HOST": "mail.example.org", "BRIEF_SMTP_USER": "news", "BRIEF_SMTP_PASSWORD": " s3 cret"}
    server = server_of(told)
    assert (server.user, server.password) == ("news", " s3 cret")
    assert "s3" not in repr(server)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "٢٥", "25.0", "9" * 5000])
def test_what_is_no_port(port):
    with pytest.raises(UsageError, match="is no port"):
        server_of({"BRIEF_SMTP_HOST": "mail.example.org", "BRIEF_SMTP_PORT": port})


@pytest.mark.parametrize("host", ["mail.example.org:587", "smtp://mail.example.org", "a b", "mail\r\nexample.org"])
def test_what_is_no_host(host):
    with pytest.raises(UsageError, match="BRIEF_SMTP_HOST should be the name of a server alone"):
        server_of({"BRIEF_SMTP_HOST": host})


def test_on_this_machine_a_password_needs_no_tls():
    told = {"BRIEF_SMTP_HOST": "localhost", "BRIEF_SMTP_USER": "n", "BRIEF_SMTP_PASSWORD": "p"}
    assert server_of(told).security == "none"


def test_without_any_of_them():
    assert (recipients_of({}), webhook_of({}, None), token_of({})) == ([], None, None)
    assert (recipients_of(dict.fromkeys(VARIABLES, "")), token_of(dict.fromkeys(VARIABLES, ""))) == ([], None)
    assert webhook_of(dict.fromkeys(VARIABLES, ""), "https://h.example/x") == "https://h.example/x"


def test_the_environment_goes_before_brief_toml():
    assert webhook_of({"BRIEF_WEBHOOK_URL": "https://own.example"}, "https://h.example/x") == "https://own.example"
    assert recipients_of({"BRIEF_DELIVER_TO": " a@b.org,, c@d.org "}) == ["a@b.org", "c@d.org"]


@pytest.mark.parametrize("url", ["http://[::1", "ftp://h.example", "https://h.example/a b", "https://", "http:///x"])
def test_what_is_no_webhook(url):
    with pytest.raises(UsageError, match="BRIEF_WEBHOOK_URL should be an address"):
        webhook_of({"BRIEF_WEBHOOK_URL": url}, None)
