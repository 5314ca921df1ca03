"""Rendered bytes -> files in the folder of results.

layout.py       where the files of an edition stand; reads one back
site.py         the index page of all editions, and their feed
keeping.py      takes old editions away
copies.py       copies of source texts, where links lead to files of the user's own
writing.py      writes files together: everything or nothing
delivery.py     sends an edition to those who do not have it, and keeps the ledger; not imported here, as it loads the
                network: mail.py hands over what letters.py makes, notice.py is what a webhook is told, environment.py
                reads what is secret
"""

from __future__ import annotations

from brief.publish.copies import SOURCES, source_copies, stale_sources
from brief.publish.layout import HOME, LATEST, edition_files, page_of, read_edition, stale_files, stands
from brief.publish.writing import append, write

__all__ = [
    "HOME",
    "LATEST",
    "SOURCES",
    "append",
    "edition_files",
    "page_of",
    "read_edition",
    "source_copies",
    "stale_files",
    "stale_sources",
    "stands",
    "write",
]
