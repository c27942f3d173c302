"""How a key is bound here: always with an id, by which it can be bound to another key, and with words for the help."""

from textual.binding import Binding


def binding(keys: str, action: str, name: str, binding_id: str, tooltip: str, *, at_once: bool = False) -> Binding:
    """A key with an id and a row in the help; there is no footer to show it in.

    Args:
        keys: Textual's names of the keys, separated by commas.
        action: What they do.
        name: In the command palette.
        binding_id: Names the action in a settings file, for good.
        tooltip: What it does, in a few words.
        at_once: Whether the key goes straight to the action, which saves a third of the time, and not up through every
            widget around the focused one. Only where no text can be typed inside that widget.
    """
    return Binding(keys, action, name, id=binding_id, tooltip=tooltip, show=False, priority=at_once)


INTERRUPT = binding(
    "ctrl+c", "app.interrupt", "Stop", "app.interrupt", "Copy the selection, else stop what takes long; twice: leave"
)
"""Of the app, and again of each dialog that may take long: a dialog lets no key through to the app."""
