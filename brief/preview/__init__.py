"""`brief preview`: a page that is made again when what it is made of changes. Knows no articles; a builder makes them.

    building.py   what a builder does, and what is told of what it made
    watching.py   folders -> the files that changed in them: the only door to watchfiles
    desk.py       changes -> pages, one after the other, and who waits for news of them
    paper.py      the PDF, in a process of its own
    faults.py     what is wrong, with the lines around the place
    shelf.py      the editions that were made before, and where links lead
    guarding.py   who may ask, and where it may be served
    serving.py    the pages, their tools and the news, over HTTP on this machine

The tools stand around the page, in templates/_preview, and never in it: what is shown is what `brief build` writes.
"""

from __future__ import annotations

from brief.preview.building import Builder, Told, Watched
from brief.preview.guarding import Address, address_of
from brief.preview.serving import serve
from brief.preview.shelf import editions_in, file_in, linked_from

__all__ = ["Address", "Builder", "Told", "Watched", "address_of", "editions_in", "file_in", "linked_from", "serve"]
