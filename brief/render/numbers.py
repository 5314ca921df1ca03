"""The numbers of pages in the contents, written in after layout.

To set `target-counter(attr(href), page)` WeasyPrint 70 lays the pages with the contents out twice more: it learns the
numbers only when all pages are laid out. Here as many digits as the numbers will have are laid out in their place, and
the numbers written over them before the pages are drawn: the same page, for an eighth less time on ten stories. For
that it needs to know what a page is made of, which other versions of WeasyPrint may change: those do it their own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

#: What asks for the number of the page that a link leads to.
_ASKED = re.compile(r"target-counter\(\s*attr\(href\)\s*,\s*page\s*\)")
#: A style that counts pages in its own way.
_OWN_COUNT = re.compile(r"counter-(?:reset|set|increment)\s*:[^;}]*\bpages?\b")
#: Versions that pages can be written into, and that lay out again without it.
_VERSIONS: Final = "70."
#: So many stories make nine pages at most: ten make six in `morning`, and fifteen in `reader`. A number of fewer digits
#: than are laid out may stand on the next line too early, one of more may stand out of its column by a digit.
_FEW: Final = 5
_DIGITS: Final = ("8", "88")


def reserved(style: str, version: str, stories: int) -> tuple[str, str]:
    """Return the style with digits in place of the numbers of pages, and those digits.

    Arguments: the style; the version of WeasyPrint; how many stories there are.
    The digits are empty, and the style as it was, where WeasyPrint has to set the numbers.
    """
    if not version.startswith(_VERSIONS) or _OWN_COUNT.search(style) or not _ASKED.search(style):
        return style, ""
    digits = _DIGITS[stories > _FEW]
    return _ASKED.sub(f'"{digits}"', style), digits


def fill(pages: list[Any], digits: str, width: Callable[[Any, Any], float]) -> None:
    """Write the numbers over the digits that were laid out for them.

    Arguments: the pages, as WeasyPrint has laid them out; the digits; what gives the width of a text box, by its layout
    and style. A link to a place that there is not has no number.
    """
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001  there is no other way to the text of a page
            text = getattr(box, "text", None)
            if text and digits in text and box.element_tag == "a::after":
                target = box.element.get("href", "").removeprefix("#")
                _write(box, str(numbers.get(target, "")).join(text.rsplit(digits, 1)), width)


def _write(box: Any, text: str, width: Callable[[Any, Any], float]) -> None:
    """Give a text box another text, set from the side that its language begins at."""
    before, layout = box.width, box.pango_layout
    box.text = layout.text = text
    layout.reactivate(box.style)
    box.width = width(layout, box.style)
    layout.deactivate()
    if box.style["direction"] == "rtl":
        box.position_x += before - box.width
