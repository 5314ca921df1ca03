"""What holds for every test: no network but loopback, no date from outside, the same examples on every run."""

import importlib.util
import io
import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from brief.cli import main

settings.register_profile(
    "house",
    derandomize=True,  # the same examples everywhere: a test that fails, fails for everyone
    database=None,
    deadline=None,  # a slow machine is no fault
    print_blob=False,
    # The fixtures of this file last longer than one example, and are meant to.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # In the background of a script the suite would ignore it, and so would whatever it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)

#: What any test may take; `processor_seconds` bounds some more closely.
PROCESSOR_SECONDS = 60


class NetworkDenied(AssertionError):
    """A test wanted to leave the machine; an AssertionError, so that no `except OSError` swallows it."""


def is_local(host):
    """Whether a host as given to `connect` or `getaddrinfo` is this machine."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def guarded(method):
    """Wrap a method of a socket whose last argument is an address."""

    def guard(self, *arguments):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(arguments[-1][0]):
            message = f"a test may not reach {arguments[-1]}"
            raise NetworkDenied(message)
        return method(self, *arguments)

    return guard


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def getaddrinfo(host, *arguments, **options):
        if not is_local(host):
            message = f"a test may not look up {host!r}"
            raise NetworkDenied(message)
        return look_up(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


class Endless(AssertionError):
    """A test took more of the processor than it may; what is slow on purpose there takes far less, or minutes."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """End a test in which the program is caught by an input that is made to be slow.

    It is the time of the processor that counts, so that a busy machine is no fault.
    """
    if item.get_closest_marker("slow"):
        return (yield)
    bound = item.get_closest_marker("processor_seconds")

    def end(_signal, _frame):
        raise Endless

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, bound.args[0] if bound else PROCESSOR_SECONDS)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def inside(tmp_path, monkeypatch):
    """An empty folder of the test's own that is the working directory, as on a user's first day."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plain_environment():
    """The environment for a subprocess that has to behave the same everywhere."""
    dropped = ("BRIEF_", "NO_COLOR", "FORCE_COLOR", "PYTHON", "SOURCE_DATE_EPOCH", "COV_", "GITHUB_")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)}


@pytest.fixture
def command_line(inside, monkeypatch, capfdbinary):
    """Run the command line in this process, in an empty folder: `call(*words, stdin=b"")` -> code, output, errors.

    Output is bytes, errors are text; what the command sets for its process is set back afterwards. Standard input may
    be an object of the test's own.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    handler = signal.getsignal(signal.SIGTERM)

    def call(*words, stdin=b""):
        given = io.TextIOWrapper(io.BytesIO(stdin)) if isinstance(stdin, bytes) else stdin
        monkeypatch.setattr(sys, "stdin", given)
        with pytest.raises(SystemExit) as end:
            main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return end.value.code, out, err.decode()

    yield call
    signal.signal(signal.SIGTERM, handler)


@pytest.fixture
def run(command_line):
    """Call a command that may ask this machine; gives code, output and errors as texts."""

    def call(command, *words):
        asks = () if command == "prune" else ("--allow-private",)
        code, out, err = command_line(command, *words, *asks)
        return code, out.decode(), err

    return call


def beside(name):
    """A module that lies beside this file; tests are no package, so it is loaded by its path."""
    if name not in sys.modules:
        place = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        sys.modules[name] = importlib.util.module_from_spec(place)
        place.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture
def fault_server():
    """Start servers on this machine whose every path fails in another way, see tests/fault_server.py."""
    servers = []

    def start(certificate=None):
        servers.append(beside("fault_server").FaultServer())
        servers[-1].start(certificate)
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def faults(fault_server):
    """One such server."""
    return fault_server()


@pytest.fixture
def site():
    """A web site on this machine, see tests/news_site.py."""
    found = beside("news_site").Site()
    yield found
    found.stop()


@pytest.fixture
def mail_server():
    """Start mail servers on this machine, see tests/mail_server.py."""
    servers = []

    def start(*arguments, **options):
        servers.append(beside("mail_server").MailServer(*arguments, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that nobody signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, made, both = (tmp_path / name for name in ("key.pem", "made.pem", "both.pem"))
    options = "-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(["openssl", "req", *options.split(), "-keyout", key, "-out", made], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + made.read_bytes())
    return str(both)


@pytest.fixture
def previewed():
    """A builder that counts what it is asked, and its preview, see tests/previewed.py."""
    return beside("previewed")
