"""A briefing's own folder: how it begins, what its brief.toml says where, and how that file is changed."""

from __future__ import annotations

from brief.project.adding import Entry, added
from brief.project.beginning import CONFIG, Beginning, begin
from brief.project.origin import DEFAULT, Setting, settings_of
from brief.project.schema import schema

__all__ = ["CONFIG", "DEFAULT", "Beginning", "Entry", "Setting", "added", "begin", "schema", "settings_of"]
