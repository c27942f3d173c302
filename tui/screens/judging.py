"""The desk where passages are judged: statuses, tags, notes, undo."""

import asyncio
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import BindingType

from annotations.errors import ArticleError
from annotations.history import Step
from annotations.model import Annotation, Article, Span, Status
from annotations.project import Project
from tui.screens.finding import FindingScreen
from tui.screens.tasks import start
from tui.settings import Settings
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, STATUS_WORDS, dotted, sign_of
from tui.widgets.quoting import one_line
from tui.widgets.reading import quantity_text, quotation_text, sentence_text
from tui.widgets.row_list import RowList


class JudgingScreen(FindingScreen, layer=True):
    """The list beside the panes, and everything one can say of a passage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("u,ctrl+z", "undo", "Undo", "history.undo", "Take the last change back"),
        binding("U,ctrl+y", "redo", "Redo", "history.redo", "Make the change again that was taken back"),
        binding("T", "correct", "Details", "article.correct", "Title, outlet, author, date: see and correct them"),
        binding("r", "mark_read", "Mark as read", "article.read", "Mark the article as read, or as unread"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._changed_texts: set[str] = set()  # hashes of the articles whose progress may be another one now

    def here(self) -> tuple[Article, Span] | None:
        """The article and the passage that a key acts on."""
        pane = self.active
        return (pane.article, pane.target) if pane.article and pane.target else None

    def action_judge(self, status: str) -> None:
        """Give the passage a status; none if `status` is empty."""
        if here := self.here():
            self.changed(self.project.judge(*here, Status(status) if status else None))
            if self.settings.advance and status:
                self.active.advance()

    def action_tag(self, number: int) -> None:
        """Put a tag of the palette on the passage, or take it off; `number` counts from 1."""
        tag, here = self.palette_tag(number), self.here()
        if tag and here:
            self.changed(self.project.toggle_tag(*here, tag))

    def palette_tag(self, number: int) -> str:
        """The tag behind a number key; a bell, and nothing, where the reader has not so many."""
        if number > len(self.settings.tags):
            self.app.bell()
            return ""
        return self.settings.tags[number - 1]

    def action_delete(self) -> None:
        """Delete the annotation on the passage."""
        if here := self.here():
            self.changed(self.project.delete(*here))

    async def action_type_tag(self) -> None:
        """Ask for a tag and put it on the passage, or take it off."""
        if here := self.here():
            await self.ask_for_tag(lambda tag: self.changed(self.project.toggle_tag(*here, tag)))

    async def ask_for_tag(self, put: Callable[[str], None]) -> None:
        """Ask for a tag, completed to those in use, and have it put where it belongs."""
        from tui.screens.dialogs import LineDialog

        known = sorted({*self.project.tags(), *self.settings.tags})

        def put_all(answer: str | None) -> None:
            for tag in filter(None, map(str.strip, (answer or "").split(","))):
                put(tag)

        await self.app.push_screen(LineDialog("Tag, on or off", known=known), put_all)

    async def action_write_note(self) -> None:
        """Ask for a note on the passage."""
        from tui.screens.dialogs import NoteDialog

        here = self.here()

        def note(answer: str | None) -> None:
            if answer is not None and here:
                self.changed(self.project.note(*here, answer))

        if here:
            article, span = here
            existing = self.project.annotation_on(article, span)
            quote = one_line(article.pages[slice(*span)])
            await self.app.push_screen(NoteDialog(quote, existing.note if existing else ""), note)

    def changed(self, step: Step | None) -> None:
        """Show a change in the text, have it written, and then bring the rest up to date."""
        if step is None:
            return
        self.show_annotations()
        self.active.finish_selection()
        self.save()
        self.settle_soon()

    def show_annotations(self) -> None:
        """Give every pane the annotations as they are now."""
        for pane in self.panes:
            if pane.article:
                annotations = self.project.annotations_in(pane.article)
                if annotations is not pane.annotations:
                    pane.set_annotations(annotations)
                    self._changed_texts.add(pane.article.sha256)
                self.opened(pane.article)  # an undo may bring back one that was made on an older text

    def settle(self) -> None:
        """The list's progress, and what the cursor is on."""
        super().settle()
        for pane in self.panes:
            if pane.article and pane.article.sha256 in self._changed_texts:
                self.refresh_progress(pane.article)
        self._changed_texts.clear()
        self._tell_place(self.active)

    def on_cursor_view_moved(self) -> None:
        """The cursor stands on something else."""
        self.settle_soon()

    async def action_undo(self) -> None:
        """Take the last change back and go where it was."""
        await self._travel(self.project.undo(), "Nothing to undo, or changed elsewhere since.")

    async def action_redo(self) -> None:
        """Make the change again that was taken back last, and go there."""
        await self._travel(self.project.redo(), "Nothing to redo, or changed elsewhere since.")

    async def _travel(self, step: Step | None, nothing: str) -> None:
        if step is None:
            self.notify(nothing, timeout=2)
            return
        self.changed(step)
        focused = self.focused
        if step.changes:
            await self.go_to(step.annotation)
        if isinstance(focused, RowList) and focused is not self.articles:  # who reviews goes on reviewing
            self.set_focus(focused)

    async def go_to(self, annotation: Annotation) -> None:
        """Go to an annotation, in a pane that shows its article or by opening it."""
        pane = next((p for p in self.panes if p.article and p.article.article_id == annotation.article_id), None)
        if pane:
            pane.go_to(annotation.start)
            self.set_focus(pane)
        elif file := self.project.file_of(annotation.article_id):
            await self.open_to_read(file, at=annotation.start)

    def action_mark_read(self) -> None:
        """Mark the article in the active pane as read, or as unread again."""
        article = self.active.article
        if article:
            read = self.project.mark_read(article)
            self.refresh_summary(article)
            self.notify("Marked as read." if read else "Marked as unread.", timeout=2)
            self.save()

    async def action_correct(self) -> None:
        """Open what is known of the article: that under the cursor of the list, where the focus is there."""
        current = self.articles.current if self.articles.has_focus else None
        if current:
            await self.wait_a_moment(self._open_details(current.file))
        elif self.active.article:
            self._show_details(self.active.article)

    async def _open_details(self, file: str) -> None:
        try:
            self._show_details(await asyncio.to_thread(self.project.read, file))
        except ArticleError as error:
            self.notify(str(error), severity="error", markup=False)

    def _show_details(self, article: Article) -> None:
        from tui.screens.article_dialog import ArticleDialog

        def correct(typed: Mapping[str, str] | None) -> None:
            if typed is not None:
                start(self.app, self._correct(article.file, typed))

        self.app.push_screen(ArticleDialog(article, links=self.settings.links), correct)

    async def _correct(self, file: str, typed: Mapping[str, str]) -> None:
        """Files are read, and the index is written, while other keys are answered."""
        try:
            self.project.correct(await asyncio.to_thread(self.project.as_written, file), typed)
            self.save()
            known = await asyncio.to_thread(self.project.list_anew, file)
        except ArticleError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        for pane in self.panes:
            if pane.article and pane.article.file == known.file:
                pane.rename(known)
        self.articles.repaint([self.project.number_of(known.file)])
        self.settle_soon()

    def on_cursor_view_hidden(self, message: ArticlePane.Hidden) -> None:
        """Say how many mentions are not shown."""
        self.notify(f"{message.count} mentions hidden" if message.count else "All mentions shown", timeout=2)

    def _tell_place(self, pane: ArticlePane) -> None:
        """Say what the cursor is on."""
        if not pane.article or not pane.target:
            return
        read = self._reading(pane)
        said = self.project.annotations_on(pane.article, pane.target)
        parts = [self._what_is_said(each) for each in said]
        parts.insert(1 if said and self.project.is_mine(said[0]) else 0, read)
        parts.insert(0, pane.telling())
        self.status.take(place=dotted(*(" ".join(part.split()) for part in parts)))

    def _reading(self, pane: ArticlePane) -> str:
        """What detection understood of the passage under the cursor."""
        article, span, findings = pane.article, pane.target, pane.findings
        if not article or not span or not findings:
            return ""
        if pane.target_is_sentence:
            return sentence_text(findings, span)
        number = findings.quotation_at(span)
        if number is not None:
            return quotation_text(article.pages, findings, number)
        figure = self.project.figure_at(article, span)
        return quantity_text(figure) if figure else ""

    def _what_is_said(self, annotation: Annotation) -> str:
        """An annotation in a few words; that of somebody else begins with their name."""
        if not annotation.stands:
            return f"{sign_of(annotation)} {annotation.anchor}, was “{annotation.exact}”: enter decides"
        status = STATUS_WORDS[annotation.status] if annotation.status else ""
        tags = " ".join(f"#{tag}" for tag in annotation.tags)
        claim = self.project.claim(annotation.claim_id)
        claimed = f"{SIGNS.confirmed} {annotation.stance}: {claim.text}" if claim else ""
        said = dotted(status, tags, annotation.note, claimed)
        return said if self.project.is_mine(annotation) else f"{annotation.annotator}: {said}"
