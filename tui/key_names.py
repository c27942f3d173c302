"""Keys as a reader writes them, and as Textual names them."""

from functools import cache

from textual.binding import Binding
from textual.keys import KEY_DISPLAY_ALIASES, KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, Keys, format_key

from tui.keymaps import KEYMAPS
from tui.settings import Settings

_ALIASES = {shown: name for name, shown in KEY_DISPLAY_ALIASES.items()}  # what the help shows may be written too
_MODIFIERS = ("ctrl", "shift", "alt", "super")
SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+@",
}
"""Keys that most terminals cannot tell from others."""


def keymap(settings: Settings) -> dict[str, str]:
    """By the id of an action, Textual's names of its keys, where they are others than in the code."""
    written = {**KEYMAPS[settings.keymap], **settings.keys}
    return {action: ",".join(name for key in keys if (name := key_name(key))) for action, keys in written.items()}


def key_name(written: str) -> str | None:
    """Textual's name of a key as a person writes it, such as `.` or `Ctrl+D`; nothing if there is no such key."""
    if len(written) == 1 and written not in _ALIASES:
        return _name_of_character(written)
    *modifiers, last = written.split("+")
    modifiers = [modifier.lower() for modifier in modifiers]
    key = _ALIASES.get(last, last.lower())
    if len(key) == 1:
        known = modifiers and modifiers != ["shift"] and _name_of_character(key)  # shift with a letter is the capital
        key = known or ""
    elif key not in _names():
        key = ""
    return "+".join([*modifiers, key]) if key and set(modifiers) <= set(_MODIFIERS) else None


def as_written(name: str) -> str:
    """A key of Textual's name as one writes it in a settings file: `.` for `full_stop`."""
    shown = format_key(name)
    return shown if len(shown) == 1 and shown.isascii() else name


@cache
def _names() -> frozenset[str]:
    known = {key.value for key in Keys if key.value.isidentifier()}
    return frozenset(known.union(KEY_TO_UNICODE_NAME, KEY_NAME_REPLACEMENTS.values()))


def _name_of_character(character: str) -> str | None:
    if character == ",":  # stands between keys for Textual
        return "comma"
    if character == " " or not character.isprintable():
        return None
    return next(iter(Binding.make_bindings([Binding(character, "")]))).key
