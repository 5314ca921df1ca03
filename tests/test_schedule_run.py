"""The steps of the workflow, taken from its YAML, run against a repository on this machine: once, twice, in a race."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

import brief
from brief.schedule import Local, Plan, clock, files_of

pytestmark = pytest.mark.slow

BRANCH = "brief-state"
TEXT = "The Lune ferry is running again after eleven weeks of repair. Tickets for the crossing stay at two crowns."
LATER = "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old."
# The steps that are shell and no installation; what stands between them is GitHub's own.
STEPS = ("Build", "Front page")


class Ran(NamedTuple):
    code: int
    edition: str
    summary: str
    said: str
    folder: Path


def noon_zone():
    """A zone where it is about noon, so that no test runs across a midnight."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


def git(folder, *words):
    ran = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    return ran.stdout.strip()


class Host:
    """A repository that is cloned anew for every run, as on a runner; a `brief` before the real one may interfere."""

    def __init__(self, place, environment):
        self.place = place
        self.origin = place / "origin.git"
        self.work = place / "work"
        self.bin = place / "bin"
        self.runs = 0
        self.delivers = False
        identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_CONFIG_GLOBAL": os.devnull}
        self.environment = environment | identity | {
            "PATH": f"{self.bin}:{environment['PATH']}",
            "PYTHONPATH": str(Path(brief.__file__).parents[1]),
            "BRIEF_PAUSE": "0",
        }  # fmt: skip
        self.bin.mkdir()
        self.program("")
        git(place, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(place, "clone", "--quiet", str(self.origin), str(self.work))
        self.commit("ferry.txt", f"Ferry sails again\n\n{TEXT}\n")
        self.commit(".gitattributes", "* text eol=crlf\n")  # must not reach the state
        self.commit(
            "brief.toml",
            f'store = ".brief/store.sqlite"\n[edition]\nzone = "{noon_zone()}"\n[output]\nformats = ["html", "json"]\n'
            '[publish]\nurl = "https://news.example/"\n[[source]]\nlocation = "*.txt"\n',
        )

    def program(self, before):
        path = self.bin / "brief"
        path.write_text(f'#!/bin/sh\n{before}\nexec {sys.executable} -m brief "$@"\n')
        path.chmod(0o755)

    def commit(self, name, text):
        (self.work / name).write_text(text)
        git(self.work, "add", name)
        git(self.work, "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "-m", name)
        git(self.work, "push", "--quiet", "origin", "HEAD:main")

    def state(self):
        """The commit of the branch that keeps the state; "" where there is none."""
        return git(self.origin, "for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}")

    def files(self):
        return git(self.origin, "ls-tree", "-r", "--name-only", BRANCH).splitlines()

    def cloned(self):
        self.runs += 1
        clone = self.place / f"run-{self.runs}"
        git(self.place, "clone", "--quiet", "--depth=1", f"file://{self.origin}", str(clone))
        return clone

    def flow(self, kind):
        plan = Plan(
            clock("06:30"), "UTC", (), "x==1", ".brief/store.sqlite", "output", Local("/", ("brief",)), self.delivers
        )
        (text,) = files_of(kind, plan).values()
        return yaml.safe_load(text)

    def delivery(self, server, kind="github"):
        """The script of the job that delivers, and its variables, with a mail server in place of the secrets."""
        flow = self.flow(kind)
        smtp = {"BRIEF_SMTP_HOST": "127.0.0.1", "BRIEF_SMTP_PORT": str(server.port)}
        if kind == "github":
            own = flow["env"]
            (step,) = (one["run"] for one in flow["jobs"]["deliver"]["steps"] if one.get("name") == "Deliver")
        else:
            own = {name: value for name, value in flow["variables"].items() if isinstance(value, str)}
            step = "\n".join(flow["deliver"]["script"])
        return step, self.environment | own | smtp

    def deliver(self, server, kind="github"):
        """Run the job that delivers; its exit code and what it said."""
        step, variables = self.delivery(server, kind)
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
            cwd=self.cloned(), env=variables, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        return ran.returncode, ran.stdout + ran.stderr

    def run(self, day="", kind="github"):
        clone, flow = self.cloned(), self.flow(kind)
        output, summary = self.place / "output", self.place / "summary"
        output.write_text("")
        summary.write_text("")
        variables = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "DAY": day}
        said = ""
        if kind == "github":
            own = flow["env"]
            steps = [step["run"] for step in flow["jobs"]["build"]["steps"] if step.get("name") in STEPS]
            assert len(steps) == len(STEPS)
        else:
            own = {name: value for name, value in flow["variables"].items() if isinstance(value, str)}
            steps = ["\n".join(flow["pages"]["script"])]
        for step in steps:
            ran = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],  # as GitHub starts it
                cwd=clone, env=self.environment | own | variables, capture_output=True, text=True, check=False,
                timeout=300,
            )  # fmt: skip
            said += ran.stdout + ran.stderr
            edition = output.read_text().removeprefix("edition=").strip()
            if ran.returncode or edition == "none":
                break
        return Ran(ran.returncode, edition, summary.read_text(), said, clone)


@pytest.fixture
def host(tmp_path, plain_environment):
    return Host(tmp_path, plain_environment)


def editions(found):
    return sorted(path.name for path in (found.folder / "output").iterdir() if path.is_dir())


def test_the_second_run_publishes_nothing_new(host):
    first = host.run()
    assert (first.code, first.edition) == (0, "made"), first.said
    state = host.state()
    (day,) = editions(first)
    page = f"https://news.example/{day}/briefing.html"
    assert f"]({page})\n\nNo. 1 · 1 article · 1 story told\n" in first.summary
    assert f'data-day="{day}"' in (first.folder / "output" / "index.html").read_text()
    assert f'href="{page}"' in (first.folder / "output" / "feed.xml").read_text()
    kept = {".brief/store.sqlite", "output/index.html", "output/feed.xml", f"output/{day}/briefing.html"}
    assert kept <= set(host.files())
    second = host.run()
    assert (second.code, second.edition, host.state()) == (0, "kept", state), second.said
    assert second.summary == f"### No new briefing\n\n{day}: this edition was made already\n\n"
    for name in (*kept, "output/latest.json"):
        assert (second.folder / name).read_bytes() == (first.folder / name).read_bytes()


def test_the_state_has_no_past_and_goes_on(host):
    host.run(day="2026-11-19")
    host.commit("chess.txt", f"Chess club wins\n\n{LATER}\n")
    second = host.run(day="2026-11-20")
    assert second.edition == "made", second.said
    assert editions(second) == ["2026-11-19", "2026-11-20"]
    assert git(host.origin, "rev-list", "--count", BRANCH) == "1"
    index = (second.folder / "output" / "index.html").read_text()
    assert re.findall(r'data-day="([\d-]+)"', index) == ["2026-11-20", "2026-11-19"]
    told = json.loads((second.folder / "output" / "latest.json").read_text())
    assert [story["title"] for section in told["sections"] for story in section["stories"]] == ["Chess club wins"]


def test_a_quiet_day_is_told_and_changes_nothing(host):
    host.run(day="2026-11-19")
    state = host.state()
    quiet = host.run(day="2026-11-20")
    assert (quiet.code, quiet.edition, host.state()) == (0, "none", state), quiet.said
    assert "nothing to publish: 1 article left out" in quiet.summary


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_first_morning_without_news_may_pass_in_silence(host, kind):
    text = (host.work / "brief.toml").read_text().replace("[edition]\n", '[edition]\non_empty = "skip"\n')
    host.commit("brief.toml", text.replace("*.txt", "*.json"))
    host.commit("none.json", "[]\n")
    ran = host.run(kind=kind)
    assert (ran.code, host.state()) == (0, ""), ran.said
    assert ran.edition == ("none" if kind == "github" else "")


def test_the_pipeline_of_gitlab_does_the_same(host):
    first = host.run(kind="gitlab")
    assert first.code == 0, first.said
    state = host.state()
    assert 'id="editions"' in (first.folder / "public" / "index.html").read_text()
    second = host.run(kind="gitlab")
    assert (second.code, host.state()) == (0, state)
    assert "this edition was made already" in second.said
    assert (second.folder / "public" / "index.html").is_file()


def test_a_run_that_fails_is_loud_and_saves_nothing(host):
    host.commit("brief.toml", 'store = ".brief/store.sqlite"\n[[source]]\nlocation = "missing.txt"\n')
    ran = host.run()
    assert (ran.code, ran.edition, host.state()) == (5, "", "")
    assert ran.summary == "### No briefing\n\nmissing.txt: no such file or folder\n\n"


def test_a_run_that_lost_the_race_starts_again_from_what_won(host):
    host.run(day="2026-11-18")
    host.commit("chess.txt", f"Chess club wins\n\n{LATER}\n")
    other = host.place / "other"
    race = (
        f'if [ ! -e {other} ] && [ "$1" = build ]; then\n'
        f"  git clone --quiet --branch {BRANCH} file://{host.origin} {other} && cd {other} && echo won >output/won &&\n"
        f"  git add -f output/won && git -c user.name=b -c user.email=b@example.invalid commit --quiet -m won &&\n"
        f"  git push --quiet origin HEAD:{BRANCH} && cd - >/dev/null\nfi"
    )
    host.program(race)
    ran = host.run(day="2026-11-20")
    assert (ran.code, ran.edition) == (0, "made"), ran.said
    assert "meanwhile (attempt 1): once more, from there" in ran.said
    assert ran.summary.count("### ") == 1
    assert {"output/won", "output/2026-11-18/briefing.html", "output/2026-11-20/briefing.html"} <= set(host.files())


def test_a_state_that_cannot_be_read_ends_the_run(host):
    host.run(day="2026-11-19")
    state = host.state()
    blocked = host.bin / "git"
    blocked.write_text(
        '#!/bin/sh\n[ "$1" != ls-remote ] || exit 128\nexec /usr/bin/env -S PATH=/usr/bin:/bin git "$@"\n'
    )
    blocked.chmod(0o755)
    ran = host.run(day="2026-11-20")
    assert (ran.code, ran.edition, host.state()) == (128, "", state)


def test_old_editions_are_taken_away(host):
    days = [f"2026-0{month}-{day:02}" for month in (7, 8, 9) for day in range(1, 26)]
    for day in days:
        (host.work / "output" / day).mkdir(parents=True)
        (host.work / "output" / day / "briefing.html").write_text(day)
    git(host.work, "checkout", "--quiet", "--orphan", "old")
    git(host.work, "rm", "-rq", "--cached", ".")
    git(host.work, "add", "-f", "output")
    git(host.work, "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "-m", "old")
    git(host.work, "push", "--quiet", "origin", f"HEAD:{BRANCH}")
    ran = host.run(day="2026-11-20")
    assert ran.edition == "made", ran.said
    left = [day for day in days if day >= "2026-09-21"]
    assert editions(ran) == [*left, "2026-11-20"]
    index = (ran.folder / "output" / "index.html").read_text()
    assert re.findall(r'data-day="([\d-]+)"', index) == ["2026-11-20", *reversed(left)]


def test_without_an_index_the_front_page_is_the_latest_edition(host):
    host.commit(
        "brief.toml", (host.work / "brief.toml").read_text().replace("[publish]\n", "[publish]\nindex = false\n")
    )
    ran = host.run()
    assert ran.edition == "made", ran.said
    latest = (ran.folder / "output" / "latest.html").read_bytes()
    assert (ran.folder / "output" / "index.html").read_bytes() == latest


# ---------------------------------------------------------------------------------------------------- delivery

ADA, BO = "ada@example.org", "bo@example.org"


@pytest.fixture
def delivering(host):
    host.delivers = True
    host.commit(
        "brief.toml",
        f'store = ".brief/store.sqlite"\n[edition]\nzone = "{noon_zone()}"\n[output]\nformats = ["html", "json", "eml"]\n'
        f'[[source]]\nlocation = "*.txt"\n[deliver]\nsender = "news@example.org"\nto = ["{ADA}", "{BO}"]\n',
    )
    return host


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_each_run_of_a_morning_delivers_what_is_left_to_deliver(delivering, mail_server, kind):
    server = mail_server()
    server.to_rcpt[BO] = ["550 no such mailbox"]
    assert delivering.run(kind=kind).code == 0
    assert git(delivering.origin, "log", "-1", "--format=%s", BRANCH).endswith(", to be delivered")
    code, said = delivering.deliver(server, kind)
    assert (code, server.recipients()) == (1, [ADA]), said
    delivering.run(kind=kind)
    code, said = delivering.deliver(server, kind)
    assert (code, server.recipients()) == (0, [ADA, BO]), said
    code, said = delivering.deliver(server, kind)
    assert (code, server.recipients()) == (0, [ADA, BO]), said
    assert not git(delivering.origin, "log", "-1", "--format=%s", BRANCH).endswith(", to be delivered")


def test_of_two_runs_in_the_same_second_one_delivers(delivering, mail_server):
    """Their claims are alike to the byte and the second; that both were pushed must not make both the one that sends."""
    server = mail_server()
    delivering.run()
    delivering.environment |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-11-20T06:30:00Z")
    rival, clone = delivering.place / "rival.sh", delivering.cloned()
    rival.write_text(delivering.delivery(server)[0])
    between = delivering.bin / "git"
    between.write_text(  # at the first push the other run makes its claim, and gets no further
        f'#!/bin/sh\nPATH=${{PATH#"{delivering.bin}:"}}\n'
        f'if [ "$1" = push ] && mkdir "{delivering.place}/began" 2>/dev/null; then\n'
        f'  (cd "{clone}" && PATH="{delivering.bin}:$PATH" RIVAL=yes bash -eo pipefail "{rival}")\nfi\n'
        'exec git "$@"\n'
    )
    between.chmod(0o755)
    delivering.program('[ "$1 $RIVAL" != "deliver yes" ] || { kill -9 $PPID; exit; }')
    code, said = delivering.deliver(server)
    assert (code, server.recipients()) == (0, []), said
    assert "somebody else changed brief-state meanwhile (attempt 1): once more, from there" in said


def test_a_run_that_ends_before_it_could_save_is_not_made_up_for_by_a_second_mail(delivering, mail_server):
    server = mail_server()
    delivering.run()
    delivering.program('[ "$1" != deliver ] || { /usr/bin/env brief-real "$@"; kill -9 $PPID; exit; }')
    real = delivering.bin / "brief-real"
    real.write_text(f'#!/bin/sh\nexec {sys.executable} -m brief "$@"\n')
    real.chmod(0o755)
    code, said = delivering.deliver(server)
    assert (code, server.recipients()) == (-9, [ADA, BO]), said
    delivering.program("")
    code, said = delivering.deliver(server)  # what was delivered is known nowhere now
    assert (code, server.recipients()) == (0, [ADA, BO]), said
    assert "left out, as no run has tried yet" in said


def subject(host):
    """What the branch says of itself."""
    return git(host.origin, "log", "-1", "--format=%s", BRANCH)


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_run_that_hands_nothing_over_leaves_the_edition_to_the_next(delivering, mail_server, kind):
    server = mail_server()
    delivering.run(kind=kind)
    claimed = subject(delivering)
    delivering.environment["BRIEF_SMTP_TLS"] = "ssl"  # a mistake in the secrets
    for _ in range(2):
        code, said = delivering.deliver(server, kind)
        assert (code, server.recipients(), subject(delivering)) == (2, [], claimed), said
    del delivering.environment["BRIEF_SMTP_TLS"]
    code, said = delivering.deliver(server, kind)
    assert (code, server.recipients()) == (0, [ADA, BO]), said
    assert claimed == f"{subject(delivering)}, to be delivered"


def test_a_mistake_in_a_later_run_does_not_make_it_the_first_again(delivering, mail_server):
    server = mail_server()
    server.to_rcpt[BO] = ["550 no such mailbox"]
    delivering.run()
    assert delivering.deliver(server)[0] == 1
    delivering.environment["BRIEF_SMTP_TLS"] = "ssl"
    before = subject(delivering)
    code, said = delivering.deliver(server)
    assert (code, subject(delivering)) == (2, before), said
    assert not before.endswith(", to be delivered")


def test_a_day_given_by_hand_is_sent_to_nobody_and_todays_is_tried_again(delivering, mail_server):
    server = mail_server()
    server.to_rcpt[BO] = ["550 no such mailbox"]
    assert delivering.deliver(server) == (
        0,
        "no branch brief-state yet: the first edition\nno edition is to be delivered\n",
    )
    delivering.run(day="2026-11-19")
    code, said = delivering.deliver(server)
    assert (code, server.recipients()) == (0, []), said
    delivering.commit("chess.txt", f"Chess club wins\n\n{LATER}\n")
    made = delivering.run()
    assert made.edition == "made", made.said
    assert delivering.deliver(server)[0] == 1
    before = subject(delivering)
    assert delivering.run(day="2026-11-19").edition == "made"
    assert subject(delivering) == before
    code, said = delivering.deliver(server)
    assert (code, server.recipients()) == (0, [ADA, BO]), said
    assert len({mail["Subject"] for mail in server.mails()}) == 1
