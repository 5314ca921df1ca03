"""What delivery takes from the environment: whatever is secret, and whatever is not for a public brief.toml.

    BRIEF_SMTP_HOST       the mail server
    BRIEF_SMTP_PORT       default: 587 with starttls, 465 with tls, 25 with none
    BRIEF_SMTP_TLS        starttls, tls or none; default: tls with port 465, none on this machine, else starttls
    BRIEF_SMTP_USER       and BRIEF_SMTP_PASSWORD: the login, where the server asks for one
    BRIEF_DELIVER_TO      further mail addresses, between commas
    BRIEF_WEBHOOK_URL     the webhook, in place of the one of brief.toml
    BRIEF_WEBHOOK_TOKEN   sent to it as Authorization: Bearer

An empty one counts as none: a secret that is not set is an empty text in CI. Certificates are checked against those of
the system, or the file that SSL_CERT_FILE names.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from brief.errors import UsageError
from brief.forms import mailbox, web_address
from brief.publish.mail import PORTS, Security, Server, is_own

#: All of them, for who writes a schedule.
VARIABLES = (
    "BRIEF_SMTP_HOST",
    "BRIEF_SMTP_PORT",
    "BRIEF_SMTP_TLS",
    "BRIEF_SMTP_USER",
    "BRIEF_SMTP_PASSWORD",
    "BRIEF_DELIVER_TO",
    "BRIEF_WEBHOOK_URL",
    "BRIEF_WEBHOOK_TOKEN",
)
_IMPLICIT = PORTS["tls"]
_PORTS, _LONGEST_PORT = range(1, 65_536), 5


def server_of(environment: Mapping[str, str]) -> Server:
    """Return the mail server. Raises UsageError where none is named, or what is said of it cannot be."""
    host = environment.get("BRIEF_SMTP_HOST", "").strip()
    if not host:
        raise UsageError(
            "no mail server: set BRIEF_SMTP_HOST, and BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD for its login"
        )
    if not (host.isascii() and host.isprintable()) or set(host) & set(" /@") or host.count(":") == 1:
        raise UsageError("BRIEF_SMTP_HOST should be the name of a server alone; the port stands in BRIEF_SMTP_PORT")
    port = environment.get("BRIEF_SMTP_PORT", "").strip()
    if port and not (port.isascii() and port.isdecimal() and len(port) <= _LONGEST_PORT and int(port) in _PORTS):
        raise UsageError(f"BRIEF_SMTP_PORT {port[:20]!r} is no port; the usual ones are 587 and 465")
    security = _security(environment.get("BRIEF_SMTP_TLS", ""), host, int(port) if port else None)
    user, password = environment.get("BRIEF_SMTP_USER", ""), environment.get("BRIEF_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise UsageError("BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD go together; one of them is not set")
    if not (user.isascii() and password.isascii()) or {"\r", "\n", "\0"} & set(user + password):
        raise UsageError("BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD should be ASCII on one line")
    if password and security == "none" and not is_own(host):
        raise UsageError("BRIEF_SMTP_PASSWORD is not sent without TLS; set BRIEF_SMTP_TLS to starttls or tls")
    return Server(host, int(port) if port else PORTS[security], security, user or None, password or None)


def recipients_of(environment: Mapping[str, str]) -> list[str]:
    """Return further mail addresses. Raises UsageError where one is none, which is not repeated."""
    found = [one.strip() for one in environment.get("BRIEF_DELIVER_TO", "").split(",")]
    try:
        return [mailbox(one) for one in found if one]
    except ValueError as error:
        raise UsageError(f"BRIEF_DELIVER_TO: an address {error}; several stand between commas") from error


def webhook_of(environment: Mapping[str, str], named: str | None) -> str | None:
    """Return the address of the webhook: that of the environment, else the one of brief.toml.

    Raises UsageError where it is none, or a token would go there in the clear.
    """
    own = environment.get("BRIEF_WEBHOOK_URL", "").strip()
    try:
        found = web_address(own) if own else named
        host = urlsplit(found or "").hostname or ""
    except ValueError as error:
        raise UsageError("BRIEF_WEBHOOK_URL should be an address that begins with https://") from error
    if found and token_of(environment) and not found.startswith("https:") and not is_own(host):
        raise UsageError("BRIEF_WEBHOOK_TOKEN is not sent without TLS; the webhook should begin with https://")
    return found


def token_of(environment: Mapping[str, str]) -> str | None:
    """Return how the webhook knows the sender, or None. Raises UsageError for what no header can hold."""
    token = environment.get("BRIEF_WEBHOOK_TOKEN", "").strip()
    if not (token.isascii() and token.isprintable()):
        raise UsageError("BRIEF_WEBHOOK_TOKEN should be ASCII on one line")
    return token or None


def _security(named: str, host: str, port: int | None) -> Security:
    text = named.strip().lower()
    for one in PORTS:
        if text == one:
            return one
    if text:
        raise UsageError(f"BRIEF_SMTP_TLS {named!r} is unknown; known: {', '.join(sorted(PORTS))}")
    if port == _IMPLICIT:
        return "tls"
    return "none" if is_own(host) else "starttls"
