"""Contrast of colors: whether text in one can be read on another."""

from __future__ import annotations

from typing import Final

#: What WCAG 2.2 (1.4.3) asks of text in ordinary size.
READABLE: Final = 4.5
#: A step towards white, of 20 to it.
_STEP: Final = 0.05


def contrast(one: str, other: str) -> float:
    """Return how much two colors (`"#9b1b1e"`) stand out from each other: 1 to 21, as WCAG 2.2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(color: str, paper: str) -> str:
    """Return the color, mixed with as much white as it needs to be read on a dark paper."""
    channels, mixed, share = _channels(color), color, 0.0
    while contrast(mixed, paper) < READABLE and share < 1:
        share += _STEP
        mixed = "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in channels)
    return mixed


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    """Return the relative luminance of a color: 0 for black, 1 for white (WCAG 2.2, from IEC 61966-2-1)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  the standard's
        for share in (channel / 255 for channel in _channels(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
