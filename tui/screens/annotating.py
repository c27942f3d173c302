"""The desk where an annotation is opened, carried to other passages, and found again in a text that has changed."""

import asyncio
from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING

from annotations.errors import ArticleError
from annotations.identifiers import now
from annotations.model import STANDING, Anchor, Annotation, Article, Span
from annotations.project import Project
from tui.screens.judging import JudgingScreen
from tui.settings import Settings
from tui.widgets.quoting import in_context, one_line, quoted
from tui.widgets.wrapping import printable, visible

if TYPE_CHECKING:  # not needed before the first key
    from collections.abc import Iterable

    from annotations.compared import Compared
    from annotations.evidence import Evidence
    from annotations.occurrences import Passage

_FOUND = {
    Anchor.MOVED: "found again",
    Anchor.CHANGED: "whose words were changed",
    Anchor.AMBIGUOUS: "that may stand in several places",
    Anchor.ORPHAN: "whose words are gone",
}
_AROUND = 40  # code points shown on either side of a passage to choose


class AnnotatingScreen(JudgingScreen, layer=True):
    """The list beside the panes, and everything one can do with one annotation."""

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._taken: Evidence | None = None  # the passage copied last

    async def on_mount(self) -> None:
        """Load what compares once the first frame is there, and in this thread: workers are to find the same."""
        self.call_after_refresh(lambda: self.compared)

    @cached_property
    def compared(self) -> "Compared":
        """Compares the articles, by the reader's aliases."""
        from annotations.compared import Compared
        from annotations.comparison.alias_file import AliasFile

        return Compared(self.project, AliasFile(self.settings.aliases, self._tell_about_aliases))

    def _tell_about_aliases(self, problem: str) -> None:
        """Say what is wrong in the reader's file of aliases; may be called in any thread."""
        self.notify(printable(problem), title="Aliases", severity="warning", markup=False, timeout=10)

    def opened(self, article: Article) -> None:
        """Find the annotations again that were made on another text of the article."""
        if self.project.needs_finding(article):
            self.run_worker(self._find_again(article), group=f"find again {article.sha256}", exclusive=True)

    async def _find_again(self, article: Article) -> None:
        places = await asyncio.to_thread(self.project.find_again, article)
        self.project.take_places(article, places)
        self.show_annotations()
        self.save()
        self.settle_soon()
        counts = Counter(place.anchor for place in places.values())
        told = ", ".join(f"{counts[anchor]} {words}" for anchor, words in _FOUND.items() if counts[anchor])
        if told:
            hint = ". L lists them, enter decides." if counts.keys() - STANDING else "."
            self.notify(f"The text has changed. Annotations: {told}{hint}", severity="warning", timeout=8)

    async def action_open_annotation(self) -> None:
        """Open the annotation on the passage, or begin one."""
        if here := self.here():
            found = self.project.annotation_on(*here)
            if found and not found.stands:
                self.decide(found, here[0])
            else:
                self._ask_details(found, here)

    async def open_annotation(self, annotation: Annotation) -> None:
        """Open an annotation that may stand in an article that is not on the screen, or nowhere any more."""
        if annotation.stands or not self.project.is_mine(annotation):
            self._ask_details(annotation, None)
            return
        try:
            article = await asyncio.to_thread(self.project.paged, self.project.file_of(annotation.article_id))
        except ArticleError:
            self._ask_details(annotation, None)
            return
        if self.project.needs_finding(article) or not self.project.place_of(article, annotation):
            await self._find_again(article)
        self.decide(annotation, article)

    def _ask_details(self, existing: Annotation | None, here: tuple[Article, Span] | None) -> None:
        from tui.screens.annotation_dialog import AnnotationDialog, Said

        def say(answer: Said | None) -> None:
            if answer is None:
                return
            if existing:
                self.changed(self.project.change_all([existing], **answer))
            elif here:
                self.changed(self.project.say(*here, **answer))

        quote = existing.exact if existing else here[0].pages[slice(*here[1])] if here else ""
        editable = existing is None or self.project.is_mine(existing)
        links = self.settings.links
        self.app.push_screen(AnnotationDialog(quote, existing, self._taken, editable=editable, links=links), say)

    def decide(self, annotation: Annotation, article: Article) -> None:
        """Ask what becomes of an annotation whose words are not there any more."""
        from tui.screens.dialogs import ChoiceDialog

        self.app.clear_notifications()  # they would lie over the question
        place = self.project.place_of(article, annotation)
        spans: dict[str, Span] = {}
        choices: list[tuple[str, str]] = []
        if place and place.anchor is Anchor.CHANGED and place.span:
            spans["accept"] = place.span
            choices.append(("accept", f"It is about the new words: “{one_line(place.new)}”"))
        for number, span in enumerate(place.candidates if place else ()):
            spans[f"candidate-{number}"] = span
            choices.append((f"candidate-{number}", f"Put it on: {in_context(article.pages, span, _AROUND)}"))
        here = self.here()
        if here and here[0].article_id == article.article_id and here[1] not in spans.values():
            spans["here"] = here[1]
            choices.append(
                ("here", f"Put it on the passage at the cursor: {in_context(article.pages, here[1], _AROUND)}")
            )
        choices += [
            ("detach", "It has no place in this text: keep it in the list only"),
            ("open", "Open it"),
            ("delete", "Delete it"),
        ]
        asked = f"“{one_line(annotation.exact)}” does not stand there any more ({annotation.anchor})."
        self.app.push_screen(ChoiceDialog(asked, choices), partial(self._decided, annotation, article, spans))

    def _decided(self, annotation: Annotation, article: Article, spans: dict[str, Span], choice: str | None) -> None:
        if choice in spans:
            self.changed(self.project.attach(annotation, article, spans[choice]))
        elif choice == "detach":
            self.changed(self.project.detach(annotation))
        elif choice == "delete":
            self.changed(self.project.delete_all([annotation]))
        elif choice == "open":
            self._ask_details(annotation, None)

    async def action_spread(self) -> None:
        """Look for the words of the annotation everywhere, and offer to say the same there."""
        from tui.screens.occurrences_dialog import OccurrencesDialog

        here = self.here()
        annotation = self.project.annotation_on(*here) if here else None
        if here is None or annotation is None or not annotation.stands:
            self.notify("Judge the passage first: what is said of it can then be said wherever its words stand.")
            return
        dialog = OccurrencesDialog(annotation, here[0], self.project, self.compared.aliases, self._preview)
        await self.app.push_screen(dialog, partial(self._spread, annotation))

    def _preview(self, passages: "Iterable[Passage]") -> None:
        """Show passages in the panes that have their articles open."""
        spans: dict[str, list[Span]] = {}
        for article, span in passages:
            spans.setdefault(article.sha256, []).append(span)
        for pane in self.panes:
            pane.set_preview(spans.get(pane.article.sha256, ()) if pane.article else ())

    def _spread(self, annotation: Annotation, passages: "list[Passage] | None") -> None:
        self._preview(())
        if passages:
            self.changed(self.project.spread(annotation, passages))
            self.notify(f"Said of {len(passages)} more; u takes it back.")

    def action_copy_quote(self) -> None:
        """Copy the passage with its source, and keep it as what another one may be checked against."""
        from annotations.evidence import Evidence

        if here := self.here():
            article, span = here
            words = " ".join(article.pages[slice(*span)].split())
            self._taken = Evidence(article_id=article.article_id, quote=words, accessed_at=now()[:10])
            source = ", ".join(filter(None, (article.outlet, article.title, article.published, article.file)))
            self.app.copy_to_clipboard(f"{quoted(visible(words))} ({visible(source)})")
