"""The themes that have a name of ours; every theme of Textual may be named too."""

import os

THEMES = ("light", "dark", "terminal")
_LIGHT_GROUNDS = {"7", "9", "10", "11", "12", "13", "14", "15"}


def textual_theme(name: str) -> str:
    """Textual's name of the theme of that name; `terminal` is the terminal's own sixteen colours."""
    if name == "terminal":
        return f"ansi-{_ground()}"
    return f"textual-{name}" if name in THEMES else name


def _ground() -> str:
    """`light` or `dark`, as `$COLORFGBG` tells, which many terminals set: `15;0` is white on black."""
    return "light" if os.environ.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS else "dark"
