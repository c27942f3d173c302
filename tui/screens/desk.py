"""The reader's desk: the list of articles beside one to four panes; opening, splitting, finding."""

import asyncio
from abc import abstractmethod
from collections.abc import Coroutine, Sequence
from functools import partial
from itertools import chain
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from annotations.allocations import LARGE, give_back
from annotations.detection.sentences import sentence_at
from annotations.errors import ArticleError
from annotations.findings import Findings
from annotations.model import Article
from annotations.project import Project
from tui.screens.listing import ListingScreen
from tui.screens.tasks import start
from tui.settings import Settings
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding
from tui.widgets.highlights import Intervals, of_sources

MOST_PANES = 4
_WIDE = 100  # cells from which on the list stands beside the text
_TALL = 14  # cells from which on the list stays in sight above the text
_PATIENCE = 0.1  # seconds that a key waits for an article it opens


class Ground(Horizontal):
    """Widgets side by side that cover it whole: Textual paints what lies beneath at every key, so it is blank."""

    BLANK = True


class DeskScreen(ListingScreen, layer=True):
    """The list, the panes and the status line.

    Args:
        project: The articles and what was said of them.
        settings: What the reader has chosen.

    Attributes:
        begun: Set once a key finds the first article open, or is not to wait for it any longer.
        legible: Set once the first article is on the screen, with the mentions of its first pages.
        at_rest: Set once everything is known of that article.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "ArticleList"
    BLANK = True

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("right_square_bracket", "step(1)", "Next article", "article.next", "Open the next article of the list"),
        binding("left_square_bracket", "step(-1)", "Previous article", "article.previous", "Open the article before"),
        binding("vertical_line", "split", "Split", "pane.split", "Another article beside this one"),
        binding("z", "zoom", "Only the text", "view.zoom", "Hide the list, or show it again"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._row = Ground(id="panes")
        self._active: ArticlePane | None = None
        self._wanted: dict[ArticlePane, str] = {}
        self._painted = False
        self.begun = asyncio.Event()
        self.legible = asyncio.Event()
        self.at_rest = asyncio.Event()

    def compose(self) -> ComposeResult:
        """List, one pane, status line; everything else is mounted when it is needed."""
        # Textual sets the classes of the breakpoints after the first paint, which is to be right; where they are set
        # already, it does not work out all styles again.
        width, height = self.app.size
        self.add_class("-narrow" if width < _WIDE else "-wide", "-short" if height < _TALL else "-tall", update=False)
        with Ground(id="desk"):
            yield self.articles
            with self._row:
                yield self._new_pane()
        yield self.status

    async def on_mount(self) -> None:
        """Show the list and open the first article."""
        self.fill_list()
        self._active = self.query_one(ArticlePane)
        if not self.project.files:
            self._nothing_to_wait_for()
            self.call_after_refresh(self.survey_once)
        elif self.project.index.is_there:
            await self._begin()
        else:  # what reads an article for the first time has to be loaded: this comes behind the first paint
            self.call_later(self._begin)

    async def _begin(self) -> None:
        await self.list_changed()
        self.begun.set()

    def on_descendant_focus(self) -> None:
        """On a short screen there is room for the list or the text, not for both."""
        self.set_class(isinstance(self.focused, ArticlePane), "-reading")

    def go_to_list(self) -> None:
        """Put the focus on the list of articles."""
        self.remove_class("-reading", "-text-only")
        self.set_focus(self.articles)

    def _settle(self) -> None:
        if self._row.children:  # where the app is ending, they are gone before the screen is
            super()._settle()

    @property
    def panes(self) -> list[ArticlePane]:
        """The panes from left to right."""
        return [child for child in self._row.children if isinstance(child, ArticlePane)]

    def panes_of(self, article: Article) -> list[ArticlePane]:
        """The panes that show an article's text, whatever the reader has corrected in what is known of it."""
        return [pane for pane in self.panes if pane.article and pane.article.sha256 == article.sha256]

    @property
    def active(self) -> ArticlePane:
        """The pane that has the focus, or had it last."""
        if isinstance(self.focused, ArticlePane):
            self._active = self.focused
        if self._active is None or self._active not in self.panes:
            self._active = self.panes[0]
        return self._active

    def get_selected_text(self) -> str | None:
        """What ctrl+c copies: the selection in the text, else what the mouse has selected anywhere else."""
        return self.active.selected_text() or super().get_selected_text()

    async def open(self, file: str, pane: ArticlePane | None = None, *, at: int | None = None) -> bool:
        """Open an article in a pane, the active one unless another is given, perhaps at some code point.

        Returns once it is shown, so that keys typed ahead find it there, or after a moment if the disk is slow: whether
        the pane shows it, or may still do so.
        """
        pane = pane or self.active
        self._wanted[pane] = file
        is_done = await self.wait_a_moment(self._show(pane, file, at))
        return not is_done or (pane.article is not None and pane.article.file == file)

    async def wait_a_moment(self, work: Coroutine[Any, Any, None]) -> bool:
        """Start work, and wait for it as long as a key may, so that the next finds it done; returns whether it is."""
        done, _ = await asyncio.wait([start(self.app, work)], timeout=_PATIENCE)
        return bool(done)

    async def open_to_read(self, file: str, *, at: int | None = None) -> bool:
        """Go there, too, unless it cannot be opened: keys would act on the article that is still shown."""
        is_open = await self.open(file, at=at)
        if is_open:
            self.set_focus(self.active)
        return is_open

    async def _show(self, pane: ArticlePane, file: str, at: int | None) -> None:
        try:
            article = await asyncio.to_thread(self.project.paged, file)
        except ArticleError as error:
            self.notify(str(error), severity="error", markup=False, timeout=8)
            self._nothing_to_wait_for()
            self.survey_once()
            return
        if self._wanted.get(pane) != file or not pane.is_attached:
            return
        pane.show(article, self.project.annotations_in(article))
        self.opened(article)
        self._mark_open()
        if article.warning:
            self.notify(article.warning, severity="warning", markup=False)
        if at is not None:
            pane.go_to(at)
        if self._painted:
            await self._find_beginning(article)
        else:  # the text comes first: detection takes time to load
            self.call_after_refresh(self.run_worker, partial(self._find_beginning, article), group="find")

    def _nothing_to_wait_for(self) -> None:
        self.begun.set()
        self.legible.set()
        self.at_rest.set()

    async def _find_beginning(self, article: Article) -> None:
        self._painted = True
        self._mark_mentions(article, *await asyncio.to_thread(_find, self.project, article, self.panes, beginning=True))
        self.legible.set()
        self.run_worker(self._find_rest(article), group="find")

    async def _find_rest(self, article: Article) -> None:
        self._mark_mentions(article, *await asyncio.to_thread(_find, self.project, article, self.panes))
        self.refresh_summary(article)
        self.at_rest.set()
        self.survey_once()

    def _mark_mentions(self, article: Article, findings: Findings, sources: Intervals) -> None:
        for pane in self.panes_of(article):
            if pane.findings is not findings:
                pane.set_findings(findings, sources)
                self.settle_later()  # more may be known of what the cursor is on

    @abstractmethod
    def opened(self, article: Article) -> None:
        """An article was put on the screen."""

    @abstractmethod
    def save(self) -> None:
        """Have everything written that is not on the disk yet."""

    async def list_changed(self) -> None:
        """Open the first article where there was none."""
        nothing_open = self.active.article is None and self._wanted.get(self.active, "") not in self.project.files
        if self.project.files and nothing_open:
            await self.open(self.project.files[0])

    async def on_article_list_chosen(self) -> None:
        """Open the article that was clicked."""
        await self.action_open_current()

    async def action_open_current(self) -> None:
        """Open the article under the list's cursor and go there."""
        if current := self.articles.current:
            await self.open_to_read(current.file)

    def _mark_open(self) -> None:
        self.articles.mark_open(frozenset(pane.article.file for pane in self.panes if pane.article))

    async def action_step(self, direction: int) -> None:
        """Open the next article of the list as it is filtered, or the one before."""
        shown, here = self.articles.shown, self.project.number_of(self._wanted.get(self.active, ""))
        row = shown.index(here) + direction if here in shown else 0
        if 0 <= row < len(shown):
            self.articles.put_cursor_on(shown[row])
            if not await self.open_to_read(self.project.files[shown[row]]):
                self.go_to_list()  # the next keys are not for the article that is still shown
        else:
            self.app.bell()

    async def action_split(self) -> None:
        """Open another article beside this one: that under the list's cursor, or the next one that is not on screen."""
        if len(self.panes) == MOST_PANES:
            self.notify(f"There is room for {MOST_PANES} panes.", severity="warning")
            return
        on_screen = set(self._wanted.values())
        current = self.articles.current
        files = chain([current.file] if current else [], (self.project.files[n] for n in self.articles.shown))
        file = next((file for file in files if file not in on_screen), None)
        if file is None:
            self.app.bell()
            return
        await self.open(file, await self.add_pane())

    async def add_pane(self) -> ArticlePane:
        """Put an empty pane after the active one, and go there."""
        pane = self._new_pane()
        await self._row.mount(pane, after=self.active)
        self.set_focus(pane)
        return pane

    def _new_pane(self) -> ArticlePane:
        pane = ArticlePane(sentence_at)
        pane.is_mine = self.project.is_mine
        pane.links = self.settings.links
        return pane

    async def close_pane(self) -> None:
        """Close the active pane and go to the one before it."""
        panes = self.panes
        closing = self.active
        number = panes.index(closing)
        self._wanted.pop(closing, None)
        self.set_focus(panes[number - 1 if number else 1])
        await closing.remove()
        self._mark_open()
        self.settle_soon()

    def action_zoom(self) -> None:
        """Show only the text, or the list again."""
        self.toggle_class("-text-only")
        if self.has_class("-text-only"):
            self.set_focus(self.active)


def _find(
    project: Project, article: Article, panes: Sequence[ArticlePane], *, beginning: bool = False
) -> tuple[Findings, Intervals]:
    """What is found in an article, and `of_sources` of it; takes time."""
    findings = project.findings(article, beginning=beginning)
    shown = next((pane.sources for pane in panes if pane.findings is findings), None)
    sources = of_sources(findings) if shown is None else shown
    if not beginning and len(article.pages) > LARGE:
        give_back()
    return findings, sources
