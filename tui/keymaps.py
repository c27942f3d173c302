"""The keymaps that the setting `keymap` chooses from: what each binds differently from the keys in the code."""

from collections.abc import Mapping

PRODIGY = {
    "claim.dispute": ("x",),
    "mention.next": ("space", "."),
    "move.page-down": ("pagedown",),
    "history.undo": ("backspace", "delete", "u", "ctrl+z"),
    "annotation.delete": ("X",),
    "list.disputed": ("x",),
    "list.delete": ("X",),
}
"""Prodigy's four decisions (prodi.gy/docs: accept `a`, reject `x`, ignore `space`, undo `backspace` and `del`).

To ignore a task there is to go on to the next mention here.
"""

KEYMAPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"vim": {}, "prodigy": PRODIGY}
"""Keymap → action → its keys, written as in a settings file; an action that is not named keeps those of the code."""
