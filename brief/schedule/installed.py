"""Which requirement installs this very program elsewhere."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from brief import __version__
from brief.http import without_password


def installed_from() -> dict[str, Any]:
    """Return what pip noted of where this program came from (PEP 610); nothing where that was a registry."""
    try:
        told = distribution("brief-morning").read_text("direct_url.json")
        found = json.loads(told or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def requirement_of(origin: dict[str, Any]) -> str:
    """Return the requirement that installs this very program: a commit where it came from one, else its version."""
    commit = origin.get("vcs_info", {}).get("commit_id")
    if commit:
        return f"brief-morning @ {origin['vcs_info'].get('vcs', 'git')}+{without_password(origin['url'])}@{commit}"
    return f"brief-morning=={__version__}"
