"""brief.toml -> Config.

tables.py   its tables: the schema and the documentation; the only door to pydantic
reading.py  reads the file, and tells every fault at once
"""

from __future__ import annotations

from brief.config.reading import EDITS_NAME, FILE_NAME, checked, read_config
from brief.config.tables import LONGEST_TITLE, Config, Output

__all__ = ["EDITS_NAME", "FILE_NAME", "LONGEST_TITLE", "Config", "Output", "checked", "read_config"]
