"""The list of who speaks: each speaker, and beneath it what they say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.message import Message

from annotations.comparison.spelling import folded
from annotations.model import Article, MentionKind, Span
from tui.widgets.bindings import binding
from tui.widgets.reading import KIND_WORDS
from tui.widgets.row_list import RowList, beside_css, fit


class Said(NamedTuple):
    """A row of the list.

    Attributes:
        speaker: Who speaks.
        article: Where.
        span: What is said; for the row of a speaker, the first of it.
        kind: How it is said; nothing for the row of a speaker.
        passages: For the row of a speaker, how many things they say.
    """

    speaker: str
    article: Article
    span: Span
    kind: MentionKind | None = None
    passages: int = 0


Heard = tuple[Article, Mapping[str, Sequence[tuple[Span, MentionKind]]]]
"""An article, and for each who speaks in it, what they say."""


def rows_of(heard: Iterable[Heard]) -> Iterator[Said]:
    """The rows of a list: speakers in order of first appearance, those of one name together, whatever its spelling."""
    together: dict[str, list[Said]] = {}
    for article, spoken in heard:
        for speaker, passages in spoken.items():
            said = together.setdefault(folded(speaker) or speaker, [])
            said += (Said(speaker, article, span, kind) for span, kind in passages)
    for said in together.values():
        first = said[0]
        yield Said(first.speaker, first.article, first.span, passages=len(said))
        yield from said


class SpeakerList(RowList[Said]):
    """Who speaks in the articles on screen, and what they say."""

    DEFAULT_CSS = beside_css("SpeakerList", 44)

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "S", "screen.switch_hearing", "All open articles", "speakers.scope", "Speakers of all open articles, or one"
        ),
        binding("equals_sign", "ask", "All they say", "speakers.all", "All that the speaker says, in every article"),
        binding("escape", "screen.close_speakers", "Leave", "speakers.leave", "Hide the list of speakers"),
    ]

    class Chosen(Message):
        """The reader goes to what somebody says."""

        def __init__(self, said: Said) -> None:
            super().__init__()
            self.said = said

    class Asked(Message):
        """The reader wants all that a speaker says."""

        def __init__(self, said: Said) -> None:
            super().__init__()
            self.said = said

    def chosen(self, item: Said) -> None:
        """Tell where the reader goes, or whose words are wanted."""
        self.post_message(self.Chosen(item) if item.kind is not None else self.Asked(item))

    def action_ask(self) -> None:
        """Ask for all that the speaker says whose row, or whose words, the cursor is on."""
        if self.current:
            self.post_message(self.Asked(self.current))

    def parts(self, item: Said, width: int) -> list[list[tuple[str, bool]]]:
        """A speaker with the count of what they say; or the kind and the words of what is said."""
        if item.kind is None:
            count = f" {item.passages} "
            return [[(fit(item.speaker, max(1, width - len(count))), False), (count, True)]]
        kind = KIND_WORDS[item.kind].split()[0]
        words = " ".join(item.article.pages[slice(*item.span)].split())
        return [[(f"  {kind:<9}", True), (fit(words, max(1, width - 11)), False)]]
