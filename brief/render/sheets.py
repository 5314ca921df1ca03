"""The templates of what has a form of its own, whatever the theme: books (`_epub`), mail (`_mail`), the site (`_site`).

They stand beside the themes. A user's theme may hold folders of the same names, and what it has there wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from brief.render.theme import BASE, Theme, load_theme

#: Beside the shared macros: the template that includes the one that is asked for.
_SHEET: Final = "_shared/sheet"


@dataclass(frozen=True)
class Sheets:
    """The templates of one format, and their style."""

    look: Theme

    def text(self, name: str, values: Mapping[str, Any], style: str = "") -> str:
        """Return what the template of that name (`"nav.xhtml"`) makes of the values; it may hold a style as `style`.

        Raises ThemeError, with the template's name and the line, where the template is wrong.
        """
        return self.look.page({**values, "sheet": f"{name}.jinja"}, style)

    def style(self) -> str:
        """Return the style sheet."""
        return self.look.style()


def sheets(folder: str, theme: Theme) -> Sheets:
    """Return the templates of `"_epub"`, `"_mail"` or `"_site"`; the theme's own ones stand before the program's."""
    home = load_theme(BASE).folders[-1].parent
    own = [place / folder for place in theme.folders if (place / folder).is_dir()]
    return Sheets(Theme(f"{theme.name}/{folder}", (*own, home / folder, home / _SHEET)))
