"""The schema of brief.toml for editors that complete and check it."""

from __future__ import annotations

from typing import Any

from brief.config import FILE_NAME, Config


def schema() -> dict[str, Any]:
    """Return the JSON Schema of brief.toml (draft 2020-12)."""
    found = Config.model_json_schema()
    found["properties"].pop("folder")  # where the file stands, which it does not say itself
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": FILE_NAME}
