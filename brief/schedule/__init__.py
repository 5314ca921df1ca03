"""What has an edition made every morning: a workflow of GitHub or GitLab, a systemd timer, a crontab line."""

from __future__ import annotations

from brief.schedule.installed import installed_from, requirement_of
from brief.schedule.making import KEEP, KINDS, Local, Plan, files_of
from brief.schedule.times import clock, slots

__all__ = ["KEEP", "KINDS", "Local", "Plan", "clock", "files_of", "installed_from", "requirement_of", "slots"]
