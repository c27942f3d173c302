"""The list of articles: found and read in the background, while nobody types."""

import time
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.message import Message
from textual.screen import Screen

from annotations.model import Article, Summary
from annotations.project import Project
from tui.layers import Layered
from tui.screens.tasks import after
from tui.settings import Settings
from tui.widgets.article_list import ArticleList
from tui.widgets.long_work import LongWork, StoppedError
from tui.widgets.painting import NarrowCompositor
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:  # nothing is waited for before the first key
    from asyncio import TimerHandle

_Item = TypeVar("_Item")

_SETTLE = 0.04  # seconds after a key until what stands around the text follows
_PAUSE = 0.25  # seconds without a key after which the survey goes on


class ListingScreen(Layered, Screen[None], layer=True):
    """The list of articles and the status line, and the work in the background that fills them.

    Args:
        project: The articles and what was said of them.
        settings: What the reader has chosen.

    Attributes:
        project: The articles and what was said of them.
        settings: What the reader has chosen.
        articles: The list of articles.
        status: The line at the bottom.
    """

    class Found(Message):
        """The list may have more articles now, and lacks those that are `gone`."""

        def __init__(self, gone: list[str]) -> None:
            super().__init__()
            self.gone = gone

    class Surveyed(Message):
        """Some articles were read for the list."""

        def __init__(self, files: list[str]) -> None:
            super().__init__()
            self.files = files

    class Working(Message):
        """How far the work in the background is, in words; it is done if nothing is said."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()
        self.project = project
        self.settings = settings
        self.articles = ArticleList(id="articles")
        self.status = StatusLine(settings.keys.get("app.help", "?")[0], id="status")
        self._last_input = 0.0
        self._surveying = False
        self._works: list[LongWork] = []
        self._file_count = 0
        self._told: dict[int, Summary] = {}  # of the articles that were opened, as the list shows them
        self._settling: TimerHandle | None = None

    def heed_reader(self) -> None:
        """The reader has pressed a key or moved the mouse: work in the background waits a moment."""
        self._last_input = time.monotonic()

    def settle_soon(self) -> None:
        """Have everything around the text brought up to date a moment after the last key.

        A key press repaints only the rows it touches: Textual paints everything between two changed places, so a change
        in the text and one in the status line at once would cost a whole screen.
        """
        self.heed_reader()
        self.settle_later()

    def settle_later(self) -> None:
        """The same where no key was pressed: what goes on in the background need not wait."""
        if self._settling:
            self._settling.cancel()
        self._settling = after(self.app, _SETTLE, self._settle)

    def _settle(self) -> None:
        """Settle, and paint the status line at once: by way of messages and Textual's timer it costs twice as much."""
        if self.is_attached:
            self.settle()
            self._dirty_widgets.add(self.status)
            self._on_timer_update()

    def settle(self) -> None:
        """Bring up to date what stands around the text; a subclass adds what it knows.

        What the status line is to say it is given by `take`.
        """

    def fill_list(self) -> None:
        """Show the articles that are known at once."""
        self.articles.set_items(self.project.summaries)
        self._file_count = len(self.project.files)

    def refresh_summary(self, article: Article) -> None:
        """Bring an article's row in the list up to date."""
        number = self.project.summarise(article)
        summary = self.project.summaries[number] if number >= 0 else None  # it is on the screen, and not in the list
        if summary and self._told.get(number) != summary:
            self._told[number] = summary
            self.articles.repaint([number])

    def refresh_progress(self, article: Article) -> None:
        """Bring an article's row up to date if another number of sentences is judged: the same work for any size."""
        told = self._told.get(self.project.number_of(article.file))
        if told is None or told.judged != self.project.judged(article):
            self.refresh_summary(article)

    def survey_once(self) -> None:
        """Begin the work in the background, unless it has begun."""
        if not self._surveying:
            self._surveying = True
            self._survey()

    @work(thread=True, group="survey")
    def _survey(self) -> None:
        """Find the articles that are not in the list yet; read what has changed; count the sentences to be checked."""
        lost: set[str] = set()  # the list may still have them when they are not to be read again
        for gone in self.while_idle(self.project.find_more()):
            lost.update(gone)
            self.post_message(self.Found(gone))
        files = [file for file in self.project.files if file not in lost]
        with suppress(StoppedError):  # what was read is kept, and the next start goes on
            for what in ("reading", "counting"):
                with self.long_work(what, len(files)) as work:
                    for read in self.project.survey(work.over(self.while_idle(files)), count=what == "counting"):
                        self.post_message(self.Surveyed(read))
            for get_ready in self.while_idle([self.project.expect_search, self.work_ahead]):
                get_ready()

    @contextmanager
    def long_work(self, what: str, total: int) -> Iterator[LongWork]:
        """Work that the status line tells of, and that can be stopped; may be begun in any thread.

        Args:
            what: Such as `counting`.
            total: How many things there are to do.
        """
        work = LongWork(what, total, lambda words: self.post_message(self.Working(words)))
        self._works.append(work)
        try:
            yield work
        finally:
            self._works.remove(work)
            self.post_message(self.Working(""))

    def stop_work(self) -> bool:
        """Stop what takes long; returns whether anything does."""
        works = list(self._works)
        for each in works:
            each.stop()
        return bool(works)

    def on_listing_screen_working(self, message: Working) -> None:
        """Say how far it is."""
        self.status.tell(work=message.words)

    def work_ahead(self) -> None:
        """Do in the thread of the survey what a later key may ask for; a subclass knows what."""

    def while_idle(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Go through something in a thread while nobody types, and no further than until the screen is left."""
        for item in items:
            while self.is_attached and time.monotonic() - self._last_input < _PAUSE:
                time.sleep(_PAUSE / 5)
            if not self.is_attached:
                return
            yield item

    async def on_listing_screen_found(self, message: Found) -> None:
        """Show the articles that were found."""
        if message.gone:
            self._drop(message.gone)
        if len(self.project.files) != self._file_count or message.gone:
            self._file_count = len(self.project.files)
            self.show_list()
        await self.list_changed()
        if not self.project.files:
            self.status.tell(place="There is no article here. Name files or folders: newsreader PATH…")

    def _drop(self, gone: list[str]) -> None:
        """Take articles out of the list; those behind them have other numbers then, and the cursor stays on its own."""
        here = self.articles.current
        self.project.drop(gone)
        self._told.clear()
        self.articles.set_items(self.project.summaries)
        if here:
            self.articles.put_cursor_on(self.project.number_of(here.file))

    def on_listing_screen_surveyed(self, message: Surveyed) -> None:
        """Show in the list what is known of the articles now."""
        self.articles.repaint({self.project.number_of(file) for file in message.files})
        self.known_better()

    @abstractmethod
    def known_better(self) -> None:
        """More is known of some articles of the list."""

    @abstractmethod
    def show_list(self) -> None:
        """Show the articles that there are now."""

    @abstractmethod
    async def list_changed(self) -> None:
        """There may be other articles in the list than before."""
