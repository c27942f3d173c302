"""Classes of Textual's in layers, of which only the last is ever made."""

from typing import Any


class Layered:
    """What is made of layers, `class Finding(Desk, layer=True)`, and then named once more without.

    Textual works out for every class, when it is defined, what it has of all its bases: keys, reactive attributes, the
    names that CSS may call it by. It asks only the class of an object for that, so a layer can do without: for twenty
    layers it takes a twenty-fifth of the start.
    """

    def __init_subclass__(cls, *, layer: bool = False, **options: Any) -> None:
        if not layer:
            super().__init_subclass__(**options)
