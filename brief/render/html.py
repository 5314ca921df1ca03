"""The briefing as one HTML file that holds everything it needs: style and fonts are inside, no script, no requests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from brief.model import Briefing
from brief.render.theme import Theme, references, with_addresses
from brief.render.view import view_of

_MEDIA_TYPES = {
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}


def render(briefing: Briefing, theme: Theme) -> bytes:
    """Return the briefing as a self-contained page for screens of any width, light and dark."""
    style = theme.style()
    inlined = {name: data_address(name, theme.asset(name)) for name in references(style)}
    logo = theme.logo()
    pictures = {name: data_address(name, content) for name, content in pictures_of(briefing).items()}
    return page(
        briefing, theme, with_addresses(style, inlined), data_address(*logo) if logo else None, pictures
    ).encode("utf-8")


def pictures_of(briefing: Briefing) -> dict[str, bytes]:
    """Return the pictures of a briefing by the names of their files."""
    view = view_of(briefing)
    shown = ((view.picture(story), briefing.pictures.get(story.id)) for story in view.told)
    return {pic.name: one.image.content for pic, one in shown if pic and one}


def page(briefing: Briefing, theme: Theme, style: str, logo: str | None, pictures: Mapping[str, str]) -> str:
    """Return the theme's page of the briefing.

    The template gets `briefing`; `view` (`brief.render.view`); `options`, those of the theme; `logo`, its address or
    None; `pictures`, the address of each picture by its name (`view.picture(story).name`); `style`, to be written into
    a `<style>` element; and `policy`, a content security policy that allows this style, data: pictures and fonts, and
    nothing else.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    values = {"briefing": briefing, "view": view_of(briefing), "options": theme.options, "logo": logo}
    return theme.page({**values, "policy": policy, "pictures": pictures}, style)


def data_address(name: str, content: bytes) -> str:
    """Return a file as a data: address."""
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
