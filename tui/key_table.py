"""The keys in force, as a table."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from textual.binding import Binding
from textual.dom import DOMNode

from tui.app import NewsreaderApp
from tui.key_names import as_written
from tui.screens.reader import ReaderScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.article_pane import ArticlePane

_PLACES = (
    ("in an article", ArticlePane),
    ("in a list", ArticleList),
    ("everywhere", ReaderScreen),
    ("everywhere", NewsreaderApp),
)

IN_THE_ANNOTATIONS = "in the list of annotations"
AMONG_THE_SPEAKERS = "in the list of speakers"
IN_A_PROMPT = "in a line to type in"
IN_A_NOTE = "in a note"
IN_AN_ANNOTATION = "in an open annotation"
IN_THE_OCCURRENCES = "in the list of occurrences"
IN_THE_EXPORT = "in the export"
ON_THE_BOARD = "on the board"
IN_ATTACHING = "in attaching to a claim"
IN_A_CLAIM = "in an open claim"
AMONG_THE_PASSAGES = "among the passages of a claim"
ELSEWHERE = "among the same in other articles"
AMONG_THE_SAYINGS = "in what one person says"
AMONG_THE_NAMES = "in the list of names"
BESIDE_A_COPY = "beside a copy"
IN_THE_DETAILS = "in the details of an article"


def bindings() -> Iterator[tuple[str, Binding]]:
    """Every binding with an id, and where it works; one binding for all keys of an action."""
    yield from screen_bindings()
    yield from late_bindings()


def screen_bindings() -> Iterator[tuple[str, Binding]]:
    """Those of the first screen, which are loaded anyway."""
    return _bindings_of(_PLACES)


def late_bindings() -> Iterator[tuple[str, Binding]]:
    """Those of lists, lines and dialogs that are loaded only when they are needed, each action once."""
    seen = {binding.id for _, binding in screen_bindings()}
    for place, binding in _bindings_of(_late_places()):
        if binding.id not in seen:
            seen.add(binding.id)
            yield place, binding


def _late_places() -> Sequence[tuple[str, type[DOMNode]]]:
    from tui.screens.annotation_dialog import AnnotationDialog
    from tui.screens.article_dialog import ArticleDialog
    from tui.screens.attach_dialog import AttachDialog
    from tui.screens.claim_dialog import ClaimDialog
    from tui.screens.claims_board import ClaimsBoard
    from tui.screens.dialogs import NoteDialog
    from tui.screens.elsewhere_dialog import ElsewhereDialog
    from tui.screens.export_dialog import ExportDialog
    from tui.screens.names_dialog import NamesDialog
    from tui.screens.occurrences_dialog import OccurrenceList, OccurrencesDialog
    from tui.screens.passages_dialog import PassageList, PassagesDialog
    from tui.screens.speaker_dialog import SpeakerDialog
    from tui.screens.twins import TwinsScreen
    from tui.widgets.annotation_list import AnnotationList
    from tui.widgets.prompt import Prompt
    from tui.widgets.speaker_list import SpeakerList

    return (
        (IN_THE_ANNOTATIONS, AnnotationList),
        (AMONG_THE_SPEAKERS, SpeakerList),
        (IN_A_PROMPT, Prompt),
        (IN_A_NOTE, NoteDialog),
        (IN_AN_ANNOTATION, AnnotationDialog),
        (IN_THE_OCCURRENCES, OccurrenceList),
        (IN_THE_OCCURRENCES, OccurrencesDialog),
        (IN_THE_EXPORT, ExportDialog),
        (ON_THE_BOARD, ClaimsBoard),
        (IN_ATTACHING, AttachDialog),
        (IN_A_CLAIM, ClaimDialog),
        (AMONG_THE_PASSAGES, PassageList),
        (AMONG_THE_PASSAGES, PassagesDialog),
        (ELSEWHERE, ElsewhereDialog),
        (AMONG_THE_NAMES, NamesDialog),
        (BESIDE_A_COPY, TwinsScreen),
        (AMONG_THE_SAYINGS, SpeakerDialog),
        (IN_THE_DETAILS, ArticleDialog),
    )


def _bindings_of(places: Sequence[tuple[str, type[DOMNode]]]) -> Iterator[tuple[str, Binding]]:
    for place, owner in places:
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
    """A binding's keys as one writes them in a settings file: `j down`."""
    return " ".join(as_written(key.strip()) for key in binding.key.split(","))


def print_keys(
    keymap: Mapping[str, str] = MappingProxyType({}), origins: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Print keys, what they do, and the id by which they are known.

    Args:
        keymap: By id, Textual's names of the keys of actions that have others than in the code.
        origins: By id, where these come from.
    """
    listed = [
        (place, keys_text(binding.with_key(keymap.get(str(binding.id), binding.key))), binding)
        for place, binding in bindings()
    ]
    widest = max(len(keys) for _, keys, _ in listed)
    does = max(len(binding.tooltip) for _, _, binding in listed)
    place_before = ""
    for place, keys, binding in listed:
        if place != place_before:
            print(f"{'' if not place_before else chr(10)}{place}")
            place_before = place
        name = str(binding.id)
        print(f"  {keys:<{widest}}  {binding.tooltip:<{does}}  {name:<22} {origins.get(name, '')}".rstrip())
