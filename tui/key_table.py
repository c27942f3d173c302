"""The keys in force, as a table."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.keys import format_key

from tui.app import NewsreaderApp
from tui.screens.reader import ReaderScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.article_pane import ArticlePane

_PLACES = (
    ("in an article", ArticlePane),
    ("in a list", ArticleList),
    ("everywhere", ReaderScreen),
    ("everywhere", NewsreaderApp),
)


def bindings() -> Iterator[tuple[str, Binding]]:
    """Every binding with an id, and where it works; one binding for all keys of an action."""
    for place, owner in _PLACES:
        taken: set[str] = set()
        found: list[Binding] = []
        for base in owner.__mro__:  # what a class binds anew, its bases no longer do
            mine = [each for each in base.__dict__.get("BINDINGS", ()) if isinstance(each, Binding) and each.id]
            kept = [
                each for each in mine if base.__module__.startswith("tui.") and not taken >= set(each.key.split(","))
            ]
            found[:0] = kept
            taken.update(key for each in mine for key in each.key.split(","))
        yield from ((place, each) for each in found)


def keys_text(binding: Binding) -> str:
    """A binding's keys as one would type them: `j down`."""
    return " ".join(format_key(key.strip()) for key in binding.key.split(","))


def print_keys() -> None:
    """Print keys, what they do, and the id by which they are known."""
    place_before = ""
    for place, binding in bindings():
        if place != place_before:
            print(f"{'' if not place_before else chr(10)}{place}")
            place_before = place
        print(f"  {keys_text(binding):<18}{binding.tooltip:<52}{binding.id}")
