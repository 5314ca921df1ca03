"""Fills the files in, each kind from its template in files/: names between `@`, and nothing else, are replaced."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from importlib.resources import files

from brief.errors import UnknownName
from brief.publish.environment import VARIABLES
from brief.schedule.times import slots

_PLACE = re.compile(r"@([A-Z]+)@")
#: The branch that keeps the store and the editions between the runs of a machine that forgets.
BRANCH = "brief-state"
#: Days of which the editions are kept where brief.toml does not say: a branch that is copied whole every morning should
#: not grow for ever.
KEEP = 60
#: Where the secrets of delivery stand on this machine, as a shell sees it.
_SECRETS = '"$HOME/.config/brief/deliver.env"'


@dataclass(frozen=True)
class Local:
    """Where and how the program runs on this machine: the folder it starts in, and the words that start it."""

    folder: str
    program: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What is to be made when.

    Attributes: the time of day and its zone; the words after `brief build` that name configuration and store; the
    requirement that pip installs the program by, exactly; the store and the folder of results as seen from the folder
    that the run starts in; this machine; whether the edition is delivered; the
    days of which the editions are kept.
    """

    at: time
    zone: str
    words: tuple[str, ...]
    package: str
    store: str
    folder: str
    local: Local
    delivers: bool = False
    keep: int = KEEP


def files_of(kind: str, plan: Plan) -> dict[str, str]:
    """Return the files of a kind of schedule, by their paths: for CI as seen from the repository.

    Raises UnknownName for a kind that is none.
    """
    if kind not in KINDS:
        raise UnknownName("schedule", kind, KINDS)
    return KINDS[kind](plan)


def _github(plan: Plan) -> dict[str, str]:
    runs = "\n".join(
        f'- cron: "{begin.minute} {begin.hour} * * *"\n  timezone: {json.dumps(plan.zone)}' for begin in slots(plan.at)
    )
    secrets = "\n".join(f"{name}: ${{{{ secrets.{name} }}}}" for name in VARIABLES)
    values = _of_ci(plan, "github-deliver.yml", secrets) | {"RUNS": runs}
    values["DELIVERY"] += "\n" if plan.delivers else ""
    jobs = ("build", "deploy", "deliver") if plan.delivers else ("build", "deploy")
    values["JOBS"] = ", ".join(jobs)
    values["RESULTS"] = " ".join(f"{job}=${{{{ needs.{job}.result }}}}" for job in jobs)
    return {".github/workflows/brief.yml": _filled("github.yml", values)}


def _gitlab(plan: Plan) -> dict[str, str]:
    runs = "\n".join(
        f"#   {begin.minute} {begin.hour} * * *   in the time zone {plan.zone}" for begin in slots(plan.at)
    )
    secrets = "\n".join(f"#   {name}" for name in VARIABLES)
    return {".gitlab-ci.yml": _filled("gitlab.yml", _of_ci(plan, "gitlab-deliver.yml", secrets) | {"RUNS": runs})}


def _of_ci(plan: Plan, delivery: str, secrets: str) -> dict[str, str]:
    """What the files of both hosts are filled with; the file of the job that delivers, and how it names its secrets."""
    words = "".join(f" {shlex.quote(word)}" for word in plan.words)
    shared = {"WORDS": words, "BRANCH": BRANCH, "STATE": _script("state.sh", {"BRANCH": BRANCH})}
    values = {
        "AT": f"{plan.at:%H:%M}",
        "ZONE": plan.zone,
        "PACKAGE": json.dumps(plan.package, ensure_ascii=False),
        "STORE": json.dumps(plan.store, ensure_ascii=False),
        "FOLDER": json.dumps(plan.folder, ensure_ascii=False),
        "KEEP": json.dumps(str(plan.keep)),
        "BRANCH": BRANCH,
        "BUILD": _script("build.sh", shared | {"MARK": _script("mark.sh", {}) if plan.delivers else ""}),
        "DELIVERY": "",
    }
    if plan.delivers:
        deliver = {"BRANCH": BRANCH, "SECRETS": secrets, "DELIVER": _script("deliver.sh", shared)}
        values["DELIVERY"] = _script(delivery, deliver)
    return values


def _script(name: str, values: Mapping[str, str]) -> str:
    """A filled template that becomes a part of another."""
    return _filled(name, values).rstrip("\n")


def _systemd(plan: Plan) -> dict[str, str]:
    command = " ".join(map(_systemd_word, (*plan.local.program, "build", *plan.words, "--once")))
    values = {
        "AT": f"{plan.at:%H:%M}",
        "ZONE": plan.zone,
        "HOME": plan.local.folder.replace("%", "%%"),
        "COMMAND": command,
        "DELIVERY": "",
    }
    if plan.delivers:
        deliver = " ".join(map(_systemd_word, (*plan.local.program, "deliver", *plan.words, "--strict")))
        values["DELIVERY"] = _script("service-deliver", {"COMMAND": deliver})
    return {name: _filled(name, values) for name in ("brief.service", "brief.timer")}


def _cron(plan: Plan) -> dict[str, str]:
    words = (*plan.local.program, "-q", "build", *plan.words, "--once")
    line = f"cd {shlex.quote(plan.local.folder)} && {shlex.join(words)} >/dev/null"
    values = {"AT": f"{plan.at:%H:%M}", "ZONE": plan.zone, "TIME": f"{plan.at.minute} {plan.at.hour}", "DELIVERY": ""}
    if plan.delivers:
        deliver = shlex.join((*plan.local.program, "-q", "deliver", *plan.words, "--strict"))
        # 3: published, and a source failed. What is wrong with the file must not keep the edition from being made.
        # 4: there was no news, and so nothing to deliver; cron would mail that.
        sent = f'said=$({deliver} 2>&1 >/dev/null); [ $? -eq 4 ] || [ -z "$said" ] || echo "$said"'
        known = f"set -a; [ ! -e {_SECRETS} ] || . {_SECRETS}; set +a"
        line = f"{line}; case $? in 0|3) {known}; {sent};; esac"
        values["DELIVERY"] = _script("cron-deliver", {"FILE": _SECRETS})
    values["COMMAND"] = line.replace("%", "\\%")  # cron ends a command at a bare one
    return {"brief.cron": _filled("brief.cron", values)}


def _systemd_word(word: str) -> str:
    """A word of ExecStart: quoted, and its specifiers and variables taken as they are written."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if re.search(r"[^\w@%+=:,./-]", plain) else plain


def _filled(name: str, values: Mapping[str, str]) -> str:
    """A template with its places filled; the lines of a value stand as far in as the place does."""
    rows = []
    for row in files("brief.schedule").joinpath("files", name).read_text(encoding="utf-8").splitlines():
        place = _PLACE.fullmatch(row.strip())
        if place:
            indent = row[: len(row) - len(row.lstrip())]
            if not values[place[1]]:
                continue
            rows += [f"{indent}{line}".rstrip() for line in values[place[1]].split("\n")]
        else:
            rows.append(_PLACE.sub(lambda one: values[one[1]], row))
    return "\n".join(rows) + "\n"


#: Kind of schedule -> the function that makes its files.
KINDS: dict[str, Callable[[Plan], dict[str, str]]] = {
    "github": _github,
    "gitlab": _gitlab,
    "systemd": _systemd,
    "cron": _cron,
}
