"""The reader: the desk and its judgements, kept on the disk, exported, and left in good order."""

import asyncio
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from annotations.errors import ArticleError, ExchangeError, StoreError
from annotations.model import Article
from annotations.project import Project
from tui.screens.listening import ListeningScreen
from tui.screens.tasks import in_thread
from tui.settings import Settings
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding
from tui.widgets.long_work import StoppedError

if TYPE_CHECKING:  # exporting is heavy, and not needed before the first key
    from textual.timer import Timer

    from tui.screens.export_dialog import Wanted

_LOOK = 0.7  # seconds between two looks at what other windows have saved
_RETRY = 5.0  # seconds until a refused change is written again


class ReaderScreen(ListeningScreen):
    """Everything of the reader: it saves by itself, exports on request, and does not leave with work unsaved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("E", "export", "Export", "export.open", "Write annotations or claims to a file"),
        binding(
            "ctrl+s",
            "tell_saved",
            "Saved?",
            "save.tell",
            "Say when and where it was saved; saving needs no key",
        ),
        binding("q,ctrl+q", "back", "Back, quit", "app.quit", "Back to the list, then leave"),
    ]

    class Left(Message):
        """The reader leaves; everything is on the disk, or they know that it is not."""

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._saving = False
        self._leaving = False
        self._saved_at = ""
        self._retry: Timer | None = None
        self._refused = ""  # why the disk did not take the last change

    async def on_mount(self) -> None:
        """Say what happened to the database; then keep an eye on what other windows save."""
        self._tell_about_files()
        self.set_interval(_LOOK, self._look_outside)
        self.call_after_refresh(self.run_worker, self._put_in_order)

    async def _put_in_order(self) -> None:
        """After the first frame: copies that other programs left, the backup of the day, the steps of yesterday."""
        if not self.project.store.obstacle:
            for sentence in await asyncio.to_thread(_after_opening, self.project):
                self.notify(sentence, markup=False, timeout=10)
        await asyncio.to_thread(self.project.recall)

    def _tell_about_files(self) -> None:
        for sentence in (*self.project.store.tellings(), *self.project.index.tellings()):
            self.notify(sentence, severity="warning", markup=False, timeout=10)

    async def _look_outside(self) -> None:
        """Show what another window has saved, and what another program has written."""
        shown = [(pane, pane.article) for pane in self.panes if pane.article]
        saved, written = await asyncio.to_thread(self._seen_outside, shown)
        if saved:
            self.show_annotations()
            self.settle_soon()
        self._tell_about_files()
        for pane, article in written:
            if self._wanted.get(pane) == article.file:  # nothing else was opened meanwhile
                await self.open(article.file, pane, at=min(pane.cursor, max(0, len(article.pages) - 1)))

    def _seen_outside(self, shown: list[tuple[ArticlePane, Article]]) -> tuple[bool, list[tuple[ArticlePane, Article]]]:
        """Whether others have saved, and the panes whose files have another text now, with the article as it is now."""
        saved, found = self.project.refresh(), []
        for pane, article in shown:
            with suppress(ArticleError):  # it is gone: what was read stays on the screen
                now = self.project.paged(article.file)
                if now.sha256 != article.sha256:
                    found.append((pane, now))
        return saved, found

    def save(self) -> None:
        """Write what has changed in a worker; the status line says *unsaved* until it is on the disk."""
        self._refused = ""
        if self.project.unsaved and not self._saving:
            self._saving = True
            in_thread(self.app, self.project.save, self._written)

    def settle(self) -> None:
        """The state of saving too."""
        super().settle()
        state = "failed" if self._refused else "unsaved" if self.project.unsaved else "saved"
        self.status.take(state=state, message=self._refused)

    def _written(self, error: Exception | None) -> None:
        self._saving = False
        if isinstance(error, StoreError):
            self._not_saved(error)
        elif error:
            raise error
        else:
            self._saved()

    def _saved(self) -> None:
        """Say so, or go on where something was changed meanwhile."""
        if self.project.unsaved:
            self.save()
            return
        self._saved_at = datetime.now().astimezone().strftime("%H:%M:%S")
        self.settle_soon()
        if self._leaving:
            self._exit()

    def _not_saved(self, error: StoreError) -> None:
        """Say why, keep the change, and try again."""
        path = self.project.store.path  # `save.tell` says in which folder: here is no room for it
        self._refused = f"not saved: {str(error).removeprefix('Not saved in ').replace(str(path), path.name)}"
        self.settle_soon()
        if self._leaving:
            self._ask_whether_to_leave(error)
        else:
            self._retry = self._retry or self.set_timer(_RETRY, self._save_again)

    def _save_again(self) -> None:
        self._retry = None
        if self.project.unsaved:
            self.save()

    def action_tell_saved(self) -> None:
        """Say when and where it was saved."""
        when = f"saved at {self._saved_at}" if self._saved_at else "nothing to save yet"
        unsaved = self.project.unsaved
        state = f"{unsaved} changes not saved yet" if unsaved else when
        self.notify(f"{state}, in {self.project.store.path}", markup=False)

    async def action_back(self) -> None:
        """Close what was opened last: the annotation list, a pane, the text; then leave."""
        if self.annotation_list:
            await self.close_list()
        elif self.speaker_list:
            await self.action_close_speakers()
        elif len(self.panes) > 1 and isinstance(self.focused, ArticlePane):
            await self.close_pane()
        elif self.has_class("-text-only"):
            self.action_zoom()
        elif isinstance(self.focused, ArticlePane):
            self.go_to_list()
        else:
            self.leave()

    def leave(self) -> None:
        """Leave the program once everything is on the disk."""
        if self.project.unsaved:
            self._leaving = True
            self.save()
        else:
            self._exit()

    def _exit(self) -> None:
        self.post_message(self.Left())

    def _ask_whether_to_leave(self, error: StoreError) -> None:
        from tui.screens.dialogs import ChoiceDialog

        self._leaving = False
        choices = [
            ("retry", "Try again"),
            ("stay", "Stay, and keep the changes"),
            ("lose", "Leave and lose them"),
        ]
        question = f"{self.project.unsaved} changes are not saved. {error}"
        self.app.push_screen(ChoiceDialog(question, choices), self._leave_or_stay)

    def _leave_or_stay(self, choice: str | None) -> None:
        if choice == "lose":
            self._exit()
        elif choice == "retry":
            self.leave()
        else:
            self._save_again()

    def action_export(self) -> None:
        """Ask what is to be exported, and where to."""
        from tui.screens.export_dialog import ExportDialog

        article = self.active.article
        self.app.push_screen(
            ExportDialog(article.article_id if article else "", self.annotation_filter), self._check_export
        )

    def _check_export(self, wanted: "Wanted | None") -> None:
        from tui.screens.dialogs import ChoiceDialog

        if wanted is None:
            return
        if wanted.path.exists():
            choices = [("replace", "Replace it"), ("keep", "Keep it")]
            question = f"{wanted.path} is there already."
            self.app.push_screen(ChoiceDialog(question, choices), partial(self._export_if, wanted))
        else:
            self._export(wanted)

    def _export_if(self, wanted: "Wanted", choice: str | None) -> None:
        if choice == "replace":
            self._export(wanted)

    def _export(self, wanted: "Wanted") -> None:
        self.run_worker(self._write_export(wanted), group="export")

    async def _write_export(self, wanted: "Wanted") -> None:
        from annotations.exporting import format_of, write_to

        try:
            with self.long_work("exporting", len(self.project.article_ids())) as work:
                count = await asyncio.to_thread(write_to, wanted.path, self.project, wanted.export, work)
        except ExchangeError as error:
            self.notify(str(error), severity="error", markup=False)
        except StoppedError:
            self.notify(f"Nothing was written to {wanted.path}.", markup=False)
        else:
            self.notify(f"{format_of(wanted.export).counted(count)} written to {wanted.path}", markup=False)


def _after_opening(project: Project) -> list[str]:
    from annotations.upkeep import after_opening  # only workers need it

    return after_opening(project.store.path, project.annotator)
