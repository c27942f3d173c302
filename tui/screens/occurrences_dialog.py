"""Where else the words of an annotation stand: to be chosen before the same is said of them."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Label

from annotations.comparison.alias_file import AliasFile
from annotations.model import Annotation, Article, Span
from annotations.occurrences import Passage, elsewhere, reads
from annotations.project import Project
from tui.screens.one_answer import OneAnswer
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, STATUS_WORDS, dotted, sign_of
from tui.widgets.marked_list import MARK, MarkedList
from tui.widgets.quoting import in_context, one_line
from tui.widgets.row_list import fit
from tui.widgets.wrapping import printable

_AROUND = 30  # code points shown on either side of the words
_FORMS = 4  # told of those that the words have elsewhere


class OccurrenceList(MarkedList[Passage]):
    """Passages with a few words around them.

    Args:
        annotation_on: What the reader says of a passage already.
        quote: The words that were looked for; a passage that has others is told from those that have them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("space", "mark", "Mark", "occurrences.mark", "Say it here, or not"),
    ]

    def __init__(self, annotation_on: Callable[[Article, Span], Annotation | None], quote: str) -> None:
        super().__init__()
        self._annotation_on = annotation_on
        self._quote = quote

    def key_of(self, item: Passage) -> tuple[str, Span]:
        """Article and place."""
        return item[0].article_id, item[1]

    def chosen(self, item: Passage) -> None:
        """A click marks."""
        del item
        self.action_mark()

    def parts(self, item: Passage, width: int) -> list[list[tuple[str, bool]]]:
        """Mark, what is said already, the source, and the words in their surroundings, told from those looked for."""
        article, span = item
        said = self._annotation_on(article, span)
        words = in_context(article.pages, span, _AROUND)
        signs = f"{MARK if self.is_marked(item) else ' '}{sign_of(said) if said else ' '} "
        source = fit(article.outlet or article.title, 16)
        other = "" if reads(article, span, self._quote) else f"{SIGNS.about} "
        return [[(signs, False), (source, True), (fit(f" {other}{words}", max(1, width - 19)), False)]]


class OccurrencesDialog(ModalScreen[list[Passage] | None], OneAnswer[list[Passage] | None]):
    """The passages of all articles that read like an annotation's; gives back the chosen ones, or nothing.

    Names may be spelt otherwise there. Those of which the reader has said something already are there, and not chosen.

    Args:
        annotation: What is to be said elsewhere too.
        article: Where it stands.
        project: The articles.
        aliases: Other names.
        preview: Is given the passages as they are found, to show them in the text.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="occurrences.cancel", tooltip="Say nothing", show=False),
        Binding(
            "enter",
            "say",
            "Say it",
            id="occurrences.say",
            tooltip="Say the same of all chosen",
            priority=True,
            show=False,
        ),
    ]

    class Found(Message):
        """Some passages were found; `looked` articles have been looked through."""

        def __init__(self, passages: list[Passage], looked: int) -> None:
            super().__init__()
            self.passages = passages
            self.looked = looked

    def __init__(
        self,
        annotation: Annotation,
        article: Article,
        project: Project,
        aliases: AliasFile,
        preview: Callable[[Sequence[Passage]], None],
    ) -> None:
        super().__init__()
        self._annotation = annotation
        self._article = article
        self._project = project
        self._aliases = aliases
        self._preview = preview
        self._offered = OccurrenceList(project.annotation_on, annotation.exact)

    def compose(self) -> ComposeResult:
        """What is to be said, the passages, and the keys."""
        said = STATUS_WORDS[self._annotation.status] if self._annotation.status else "the tags and the note"
        with Vertical(classes="dialog"):
            yield Label(f"Say {said} of “{printable(self._annotation.exact)}” here too:", markup=False)
            yield self._offered
            yield Label("looking", id="looked", markup=False, classes="dialog--hint")
            hint = dotted("space marks", "* all or none", "enter says it", "escape leaves")
            yield Label(hint, markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """Look through the articles."""
        self._look()

    @work(thread=True)
    def _look(self) -> None:
        from annotations.comparison.variants import Variants  # detection is heavy: only workers need it

        here = self._annotation.article_id, self._annotation.span
        variants = Variants(self._article.in_memory(), self._annotation.span, self._aliases.read().names)
        looked = 0
        for article in filter(None, map(self._project.readable, list(self._project.files))):
            looked += 1
            passages = list(elsewhere([article], self._annotation.exact, here, variants.forms))
            if passages or looked % 50 == 0:
                self.post_message(self.Found(passages, looked))
            if not self.is_attached:
                return
        self.post_message(self.Found([], looked))

    def on_occurrences_dialog_found(self, message: Found) -> None:
        """Offer what was found; what is said of already is not marked."""
        new = [passage for passage in message.passages if not self._project.annotation_on(*passage)]
        marked = self._offered.marked
        self._offered.set_items([*self._offered.items, *message.passages])
        self._offered.mark([*marked, *new])
        self._preview(self._offered.items)
        found, files = len(self._offered.items), len(self._project.files)
        searched = f"{found or 'no'} more found; {message.looked} of {files} articles searched"
        self.query_one("#looked", Label).update(dotted(searched, self._spelt_otherwise()))

    def _spelt_otherwise(self) -> str:
        """How many of the passages have other forms, and which."""
        quote = self._annotation.exact
        other = [
            article.pages[slice(*span)] for article, span in self._offered.items if not reads(article, span, quote)
        ]
        forms = list(dict.fromkeys(one_line(each) for each in other))
        cut = f", {SIGNS.cut}" if len(forms) > _FORMS else ""
        return f"{len(other)} spelt otherwise ({SIGNS.about}): {', '.join(forms[:_FORMS])}{cut}" if other else ""

    def action_say(self) -> None:
        """Give the chosen passages back."""
        self.dismiss(self._offered.marked)

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)
