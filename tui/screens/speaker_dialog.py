"""All that one person says in the articles of the list, the variants of one quotation together."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from annotations.comparison.sayings import Saying, Sayings, Wording
from annotations.heeding import Heed
from annotations.model import Article
from annotations.occurrences import Passage
from tui.screens.waiting import WaitingScreen
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.long_work import LongWork
from tui.widgets.quoting import marked
from tui.widgets.reading import KIND_WORDS
from tui.widgets.row_list import RowList, fit
from tui.widgets.wrapping import printable

Listen = Callable[[Heed], Iterator[tuple[Sayings, int]]]
"""Who says what, in more and more articles, with how many of them were looked at; each is told of."""


class SaidRow(NamedTuple):
    """A row of the list.

    Attributes:
        wordings: Those of the quotation, the first of which most voices have.
        number: Which of them it is.
    """

    wordings: tuple[Wording, ...]
    number: int

    @property
    def wording(self) -> Wording:
        """What the row shows."""
        return self.wordings[self.number]


_Heard = tuple[Sayings, str, list[SaidRow], int]
"""Who says what, the key of the one that is asked about, the rows of that one, and how many articles were heard."""


class SayingList(RowList[SaidRow]):
    """What one person says: by whom it is printed, and the words, in brackets what differs from the first wording."""

    row_height = 3

    def __init__(self) -> None:
        super().__init__()
        self._sayings: Sayings | None = None
        self._key = ""

    def show(self, sayings: Sayings, key: str, rows: Sequence[SaidRow]) -> None:
        """Show what the speaker of a key says; the cursor stays where it was."""
        self._sayings, self._key = sayings, key
        self.set_items(rows)

    def chosen(self, item: SaidRow) -> None:
        """Give the passage back."""
        self.screen.dismiss([self.passage(item.wording.sayings[0])])

    def passage(self, saying: Saying) -> Passage:
        """Where a saying stands."""
        assert self._sayings
        return self._sayings.articles[saying.article], saying.span

    def parts(self, item: SaidRow, width: int) -> list[list[tuple[str, bool]]]:
        """Who prints it, and two rows of words; a variant stands further in."""
        margin = "  " if item.number else ""
        first, rest = _two_rows(self._words(item.wording), max(1, width - len(margin) - 2))
        return [
            [(fit(f"{margin}{self._source(item)}", width), True)],
            [(fit(f"{margin}  {first}", width), False)],
            [(fit(f"{margin}  {rest}", width), False)],
        ]

    def _words(self, wording: Wording) -> str:
        """The words on one line, what differs in brackets; two dots in them where words are missing."""
        article, span = self.passage(wording.sayings[0])
        return marked(article.pages, span, wording.differing, missing="..")

    def _source(self, item: SaidRow) -> str:
        """The outlets, those of one voice joined; how it is said; and who is credited, where that is somebody else."""
        assert self._sayings
        voices: dict[int, list[str]] = {}
        for saying in item.wording.sayings:
            outlet = _outlet(self._sayings.articles[saying.article])
            voices.setdefault(self._sayings.voices[saying.article], []).append(outlet)
        outlets = ", ".join(" = ".join(dict.fromkeys(each)) for each in voices.values())
        others = {each.speaker for each in item.wording.sayings if not self._sayings.is_of(each, self._key)}
        credited = f"credited to {', '.join(sorted(others))}" if others else ""
        sign = SIGNS.changed if item.number else f"{self._voices(item.wordings)} {SIGNS.dot}"
        kind = KIND_WORDS[item.wording.sayings[0].kind]
        return printable(f"{sign} {dotted(outlets, kind, credited)}")

    def _voices(self, wordings: Sequence[Wording]) -> str:
        assert self._sayings
        count = len({self._sayings.voices[each.article] for wording in wordings for each in wording.sayings})
        return f"{count} voice{'s' if count > 1 else ''}"


class SpeakerDialog(ModalScreen[list[Passage] | None], WaitingScreen[list[Passage] | None]):
    """All that one person says; gives back the passages to open, or nothing.

    Args:
        speaker: As the article names them.
        article: In which they are so named; heard first.
        listen: Hears the articles.
        total: How many there are to hear.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("vertical_line", "beside", "Beside", "sayings.beside", "All wordings beside each other"),
        binding("escape,q,S", "leave", "Cancel", "sayings.cancel", "Stay where you are"),
    ]

    def __init__(self, speaker: str, article: Article, listen: Listen, total: int) -> None:
        super().__init__()
        self._speaker = speaker
        self._article = article
        self._listen = listen
        self._total = total
        self.sayings = SayingList()

    def compose(self) -> ComposeResult:
        """Who speaks, what they say, and the keys."""
        with Vertical(classes="dialog"):
            yield Label(printable(self._speaker), id="speaker", markup=False)
            yield self.sayings
            yield Label("", id="heard", markup=False, classes="dialog--hint")
            hint = dotted("enter opens it", "| all wordings", "[what differs]", "escape leaves")
            yield Label(hint, markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """Listen in a worker."""
        self.find("listening", self._hear, self._show)

    def tell(self, words: str) -> None:
        """Under the quotations that were heard."""
        self.query_one("#heard", Label).update(words)

    def stopped(self) -> None:
        """What was heard stays."""
        self.tell("stopped before all articles were heard")

    def _hear(self, work: LongWork) -> Iterator[_Heard]:
        work.total = self._total
        for sayings, heard in self._listen(work.heed):
            here = [number for number, each in enumerate(sayings.articles) if each.sha256 == self._article.sha256]
            key = sayings.key(here[0], self._speaker) if here else ""
            rows = [SaidRow(each, number) for each in sayings.of(key) for number in range(len(each))]
            yield sayings, key, rows, heard

    def _show(self, found: _Heard) -> None:
        sayings, key, rows, heard = found
        self.sayings.show(sayings, key, rows)
        name, *others = sayings.speaker(key) or (self._speaker,)
        also = f" ({', '.join(others)})" if others else ""
        quotations = sum(row.number == 0 for row in rows)
        self.query_one("#speaker", Label).update(printable(f"{name}{also}: {quotations} quotations"))
        self.query_one("#heard", Label).update(f"{heard} of {self._total} articles heard")

    def action_beside(self) -> None:
        """Give back a passage for each wording of the quotation, then those of the other outlets."""
        if row := self.sayings.current:
            firsts = [wording.sayings[0] for wording in row.wordings]
            rest = [each for wording in row.wordings for each in wording.sayings[1:]]
            self.dismiss(list(map(self.sayings.passage, [*firsts, *rest])))

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


def _two_rows(words: str, width: int) -> tuple[str, str]:
    """The words in two rows, the first of at most `width` characters, broken at white space where there is some."""
    if len(words) <= width:
        return words, ""
    at = words.rfind(" ", 1, width + 1)
    return words[: at if at > 0 else width], words[at if at > 0 else width :].lstrip()


def _outlet(article: Article) -> str:
    return article.outlet or article.title or article.file
