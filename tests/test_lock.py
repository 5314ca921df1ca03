"""The lock files: public hosts only, everything locked with hashes, no licence that would bind the user."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PYPROJECT["dependency-groups"]

#: lock file -> what pyproject.toml asks of it
LOCKS = {
    "requirements.lock": PYPROJECT["project"]["dependencies"],
    "requirements-build.lock": GROUPS["build"] + PYPROJECT["build-system"]["requires"],
    "requirements-dev.lock": GROUPS["dev"],
}
HOSTS = {"pypi.org", "files.pythonhosted.org"}
UNWANTED = {"scikit-learn", "igraph", "python-igraph", "leidenalg", "ebooklib", "pysbd", "syntok", "blingfire"}

#: Distributions whose metadata names a GPL or LGPL, each looked at. A licence "or" another is ours to choose.
REVIEWED = {
    # LGPL-2.1: tables of countries and languages, imported as they are, changed nowhere (htmldate's and sumy's wish).
    "pycountry": "LGPL-2.1-only",
    # GPL-2.0+ or LGPL-2.1+ or MPL-1.1, chosen: MPL-1.1 (weasyprint's hyphenation).
    "pyphen": "MPL-1.1",
    # MPL-1.1 or GPL-2.0 or LGPL-2.1+, chosen: MPL-1.1 (courlan's list of top-level domains).
    "tld": "MPL-1.1",
}

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


def pins(text):
    """Name and versions of all that a lock file names; a name may have a version for each range of Pythons."""
    found = {}
    for pin in PIN.finditer(text):
        found.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return found


def hosts(text):
    """Every host an address in the text names, whatever the scheme."""
    return set(re.findall(r"[a-z+]+://(?:[^/@\s]*@)?([^/:\s]*)", text))


def entries(text):
    """The requirements of a lock file, each with its continuation lines."""
    return [entry for entry in re.split(r"\n(?=\S)", text) if PIN.match(entry)]


def copyleft(name, fields):
    """The licence fields of a distribution that name a GPL of any kind."""
    said = [fields.get("License-Expression") or "", (fields.get("License") or "").partition("\n")[0]]
    said += [line for line in fields.get_all("Classifier") or [] if line.startswith("License ::")]
    return [f"{name}: {line}" for line in said if re.search(r"GPL|General Public|Affero", line)]


@pytest.fixture(params=LOCKS)
def lock(request):
    return request.param, (ROOT / request.param).read_text(encoding="utf-8")


def test_names_no_host_but_the_public_index(lock):
    assert hosts(lock[1]) <= HOSTS


def test_names_no_file_or_option_of_a_machine(lock):
    lines = [line for line in lock[1].splitlines() if re.match(r"\s*(-[^-]|--(?!hash=))", line) or " @ " in line]
    assert lines == []


def test_every_requirement_has_a_hash(lock):
    assert [entry for entry in entries(lock[1]) if "--hash=sha256:" not in entry] == []


def test_every_requirement_of_the_project_is_locked(lock):
    name, text = lock
    locked = pins(text)
    for requirement in map(Requirement, LOCKS[name]):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement} is not in {name}: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: {versions}"


def test_the_locks_agree():
    agreed = {}
    for name in LOCKS:
        for package, versions in pins((ROOT / name).read_text(encoding="utf-8")).items():
            assert agreed.setdefault(package, versions) == versions, f"{name} has another {package}"


def test_names_nothing_unwanted(lock):
    assert set(pins(lock[1])) & UNWANTED == set()


def test_no_licence_of_the_run_time_binds_the_user():
    faults = []
    for name in pins((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        try:
            found = copyleft(name, metadata(name))
        except PackageNotFoundError:  # another platform's
            continue
        if name not in REVIEWED:
            faults += found
        else:
            assert found, f"{name} names no GPL any more: take it out of REVIEWED"
    assert faults == []


def test_these_checks_can_fail():
    bad = "a==1 \\\n    --hash=sha256:00\n# --index-url https://mirror.example/simple\nscikit-learn==1.5\n"
    assert hosts(bad) == {"mirror.example"}
    assert hosts("b @ file:///x/b.whl and https://user:word@inner.example:80/x") == {"", "inner.example"}
    assert pins(bad) == {"a": {"1"}, "scikit-learn": {"1.5"}}
    assert [e.partition("\n")[0] for e in entries(bad) if "--hash" not in e] == ["scikit-learn==1.5"]


def test_the_licence_check_can_fail():
    class Fields(dict):
        def get_all(self, name):
            return self.get(name)

    assert copyleft("a", Fields({"License": "MIT", "Classifier": ["License :: OSI Approved :: MIT License"]})) == []
    assert copyleft("b", Fields({"License-Expression": "AGPL-3.0-only"}))
    assert copyleft("c", Fields({"Classifier": ["License :: OSI Approved :: GNU Affero General Public License v3"]}))
