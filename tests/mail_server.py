"""A mail server on a real socket of this machine, that takes letters or does not, as it is told.

Loaded by the fixture `mail_server` of conftest.py. What it answers to RCPT and DATA may be set for each recipient: a list
is used up, one answer after the other, before it says 250.
"""

import asyncio
import ssl
import threading
import warnings
from collections import defaultdict
from email import message_from_bytes
from email.policy import SMTP as MAIL

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class MailServer:
    def __init__(self, security="none", certificate=None, login=None):
        self.security, self.login = security, login
        self.letters = []
        self.logins = []
        self.to_rcpt, self.to_data = defaultdict(list), defaultdict(list)
        self.to_mail = []
        #: Called at each step, with its name and the recipient or sender; may hold the conversation up.
        self.at = lambda _step, _who: None
        self._context = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate)
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._started.wait()

    def stop(self):
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def mails(self):
        return [message_from_bytes(content, policy=MAIL) for _, content in self.letters]

    def recipients(self):
        return [recipient for recipient, _ in self.letters]

    # --- the server's thread

    async def _serve(self):
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        server = await self._loop.create_server(
            self._conversation, "127.0.0.1", 0, ssl=self._context if self.security == "tls" else None
        )
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._stopping.wait()
        server.close()
        await server.wait_closed()
        # Whoever was held up, or is still greeting.
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def _conversation(self):
        options = {"auth_required": True, "authenticator": self._check, "auth_require_tls": False} if self.login else {}
        if self.security == "starttls":
            options |= {"tls_context": self._context, "require_starttls": True}
        with warnings.catch_warnings():
            # Both are as they are meant to be here: a login without TLS, and a certificate that nobody signed.
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS", UserWarning)
            return SMTP(self, hostname="mail.example.org", ident="tests", loop=self._loop, **options)

    def _check(self, _server, _session, _envelope, _mechanism, data):
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=self.logins[-1] == self.login, handled=False)

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802 - aiosmtpd's names
        await self._step("MAIL", address)
        answer = self.to_mail.pop(0) if self.to_mail else "250 OK"
        if answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's names
        await self._step("RCPT", address)
        answer = self._answer(self.to_rcpt, address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's names
        (recipient,) = envelope.rcpt_tos
        answer = self._answer(self.to_data, recipient)
        if answer.startswith("250"):
            self.letters.append((recipient, envelope.original_content))
        await self._step("DATA", recipient)
        return answer

    def _answer(self, given, recipient):
        return given[recipient].pop(0) if given[recipient] else "250 OK"

    async def _step(self, name, who):
        held = self.at(name, who)
        if held is not None:
            await held
