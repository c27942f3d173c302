"""The desk where passages are judged: statuses, tags, notes, undo, and the list of annotations."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.history import Step
from annotations.model import Annotation, Article, Span, Status
from annotations.project import Project
from tui.screens.finding import FindingScreen
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding
from tui.widgets.glyphs import STATUS_WORDS
from tui.widgets.reading import reading_text
from tui.widgets.wrapping import printable

if TYPE_CHECKING:  # not needed before the first key
    from tui.widgets.annotation_list import AnnotationList

PALETTE = ("figure", "quote", "source", "check", "context", "copied", "changed", "opinion", "error")
"""The tags behind the keys 1 to 9."""


class JudgingScreen(FindingScreen):
    """The list beside the panes, and everything one can say of a passage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("u,ctrl+z", "undo", "Undo", "history.undo", "Take the last change back"),
        binding("U,ctrl+y", "redo", "Redo", "history.redo", "Make the change again that was taken back"),
        binding("L", "list_annotations", "Annotations", "annotation.list", "List the annotations of this article"),
        binding("r", "mark_read", "Mark as read", "article.read", "Mark the article as read, or as unread"),
    ]

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.annotation_list: AnnotationList | None = None
        self._changed_texts: set[str] = set()  # hashes of the articles whose progress may be another one now

    def _here(self) -> tuple[Article, Span] | None:
        """The article and the passage that a key acts on."""
        pane = self.active
        return (pane.article, pane.target) if pane.article and pane.target else None

    def action_judge(self, status: str) -> None:
        """Give the passage a status; none if `status` is empty."""
        if here := self._here():
            self._changed(self.project.judge(*here, Status(status) if status else None))

    def action_tag(self, number: int) -> None:
        """Put a tag of the palette on the passage, or take it off; `number` counts from 1."""
        if here := self._here():
            self._changed(self.project.toggle_tag(*here, PALETTE[number - 1]))

    def action_delete(self) -> None:
        """Delete the annotation on the passage."""
        if here := self._here():
            self._changed(self.project.delete(*here))

    async def action_type_tag(self) -> None:
        """Ask for a tag and put it on the passage, or take it off."""
        from tui.screens.dialogs import LineDialog

        here = self._here()

        def tag(answer: str | None) -> None:
            if answer and here:
                self._changed(self.project.toggle_tag(*here, answer))

        if here:
            known = sorted({*self.project.tags(), *PALETTE})
            await self.app.push_screen(LineDialog("Tag, on or off", known=known), tag)

    async def action_write_note(self) -> None:
        """Ask for a note on the passage."""
        from tui.screens.dialogs import NoteDialog

        here = self._here()

        def note(answer: str | None) -> None:
            if answer is not None and here:
                self._changed(self.project.note(*here, answer))

        if here:
            article, span = here
            existing = self.project.annotation_on(article, span)
            quote = printable(" ".join(article.text[slice(*span)].split()))
            await self.app.push_screen(NoteDialog(quote, existing.note if existing else ""), note)

    def _changed(self, step: Step | None) -> None:
        """Show a change in the text, have it written, and then bring the rest up to date."""
        if step is None:
            return
        self.show_annotations()
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

    def settle(self) -> None:
        """The list's progress, the list of annotations, and what the cursor is on."""
        super().settle()
        for pane in self.panes:
            if pane.article and pane.article.sha256 in self._changed_texts:
                self.refresh_summary(pane.article)
        self._changed_texts.clear()
        self._list_annotations(self.active)
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
        self._changed(step)
        await self._go_to(step.annotation)

    async def _go_to(self, annotation: Annotation) -> None:
        pane = next((p for p in self.panes if p.article and p.article.article_id == annotation.article_id), None)
        if pane:
            pane.go_to(annotation.start)
            self.set_focus(pane)
        elif file := self.project.file_of(annotation.article_id):
            await self.open(file, at=annotation.start)
            self.set_focus(self.active)

    def action_mark_read(self) -> None:
        """Mark the article in the active pane as read, or as unread again."""
        article = self.active.article
        if article:
            read = self.project.mark_read(article)
            self.refresh_summary(article)
            self.notify("Marked as read." if read else "Marked as unread.", timeout=2)
            self.save()

    async def action_list_annotations(self) -> None:
        """Show the annotations of the article in the active pane, or hide the list again."""
        from tui.widgets.annotation_list import AnnotationList

        if self.annotation_list:
            listed, self.annotation_list = self.annotation_list, None
            self.set_focus(self.active)
            await listed.remove()
            return
        self.annotation_list = AnnotationList()
        await self.query_one("#desk").mount(self.annotation_list)
        self._list_annotations(self.active)
        self.set_focus(self.annotation_list)

    def _list_annotations(self, pane: ArticlePane) -> None:
        if self.annotation_list:
            self.annotation_list.set_items(pane.annotations)
            self.annotation_list.border_title = f"{len(pane.annotations)} annotations"

    async def on_annotation_list_chosen(self, message: "AnnotationList.Chosen") -> None:
        """Go to an annotation."""
        await self._go_to(message.annotation)

    def on_cursor_view_hidden(self, message: ArticlePane.Hidden) -> None:
        """Say how many mentions are not shown."""
        self.notify(f"{message.count} mentions hidden" if message.count else "All mentions shown", timeout=2)

    def _tell_place(self, pane: ArticlePane) -> None:
        """Say what the cursor is on."""
        if not pane.article or not pane.target:
            return
        here = self.project.annotation_on(pane.article, pane.target)
        mention = None if pane.target_is_sentence else self.project.mention_at(pane.article, pane.target)
        parts = [
            STATUS_WORDS[here.status] if here and here.status else "",
            reading_text(mention) if mention else "",
            " ".join(f"#{tag}" for tag in here.tags) if here else "",
            here.note if here else "",
        ]
        self.status.tell(place=" · ".join(" ".join(part.split()) for part in parts if part))
