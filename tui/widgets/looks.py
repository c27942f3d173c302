"""How things look, as names of theme variables: tables, mixed when they are first needed.

Textual's component classes would do the same, but every one of them is worked through at every start, before the first
paint; these cost nothing until they are seen.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.widget import Widget


class Look(NamedTuple):
    """How something looks; the attributes say without colour what colour says too.

    Attributes:
        color: Name of a theme variable, or nothing for that of the widget.
        background: Likewise.
        muted: How far the colour goes towards the background, from 0 to 1.
        upright: Not in italics, whatever lies beneath.
    """

    color: str = ""
    background: str = ""
    muted: float = 0.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    upright: bool = False


def style_of(look: Look, theme: Mapping[str, str], *, ansi: bool) -> Style:
    """The style of a look, without what it does not say.

    Args:
        look: What it is to be.
        theme: The theme's variables.
        ansi: Whether the terminal's own colours are used; these have no shades, so backgrounds are left out.
    """
    under = None if ansi else Color.parse(theme["background"])
    color = Color.parse(theme[look.color]) if look.color else None
    if look.muted and under:
        color = (color or Color.parse(theme["foreground"])).blend(under, look.muted)
    shade = (under + Color.parse(theme[look.background])).rich_color if under and look.background else None
    return Style(
        color=color.rich_color if color else None,
        bgcolor=shade,
        dim=bool(look.muted and ansi) or None,
        bold=look.bold or None,
        italic=False if look.upright else look.italic or None,
        underline=look.underline or None,
        reverse=look.reverse or None,
    )


def styles_for(widget: Widget) -> Callable[[Look], Style]:
    """What gives the style of a look under the theme in force, without what is beneath it."""
    app = widget.app
    return lambda look: style_of(look, app.theme_variables, ansi=app.current_theme.ansi)


class Styles:
    """The styles of a widget's looks over its own colours, mixed when first asked for.

    Args:
        widget: Whose they are.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._mixed: dict[Look, Style] = {}

    def __getitem__(self, look: Look) -> Style:
        if look not in self._mixed:
            self._mixed[look] = self._widget.rich_style + styles_for(self._widget)(look)
        return self._mixed[look]

    def clear(self) -> None:
        """Mix anew: the theme has changed."""
        self._mixed.clear()
