"""The desk with what other articles say: of the passage under the cursor, and of everything, on the board."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.detection.sentences import sentence_at
from annotations.errors import ArticleError
from annotations.model import Article, Span, Status
from annotations.project import Project
from tui.screens.hearing import HearingScreen
from tui.settings import Settings
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.comparison import Comparison
    from annotations.comparison.elsewhere import PassageIndex
    from annotations.comparison.groups import Group

_MOST = 200  # articles compared at once, in about a second for each hundred


class ComparingScreen(HearingScreen):
    """The list beside the panes, and what the outlets agree and disagree on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("C", "board", "Board", "board.show", "What the outlets agree and disagree on"),
        binding("equals_sign", "elsewhere", "Elsewhere", "passage.elsewhere", "The same passage in the other articles"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._compared: tuple[tuple[Article, ...], Comparison] | None = None
        self._indexed: tuple[tuple[Article, ...], PassageIndex] | None = None

    def action_board(self) -> None:
        """Show the board of the articles in the list."""
        from tui.screens.board import BoardScreen

        files = self._files()
        board = BoardScreen(partial(self._compare, files), self._judge_group, self._status_of_group)
        self.app.push_screen(board, partial(self._open_group, board))

    def _files(self) -> list[str]:
        """The articles to compare: those on screen, then those of the list as it is filtered."""
        on_screen = [pane.article.file for pane in self.panes if pane.article]
        listed = [self.articles.items[number].file for number in self.articles.shown]
        files = list(dict.fromkeys([*on_screen, *listed]))
        if len(files) > _MOST:
            self.notify(f"The first {_MOST} articles are compared. Filter the list to choose others.")
        return sorted(files[:_MOST])

    def _read_all(self, files: list[str]) -> tuple[Article, ...]:
        articles: dict[str, Article] = {}
        for file in files:
            try:
                article = self.project.read(file)
            except ArticleError:  # the list says so
                continue
            articles.setdefault(article.sha256, article)
        return tuple(articles.values())

    def _compare(self, files: list[str]) -> "Comparison":
        from annotations.comparison.comparison import compare

        articles = self._read_all(files)
        if self._compared is None or self._compared[0] != articles:
            self._compared = articles, compare(articles)
        return self._compared[1]

    def _passages(self, comparison: "Comparison", group: "Group") -> list[tuple[Article, Span]]:
        return [(comparison.articles[each.article], each.span) for each in group.members]

    def _judge_group(self, comparison: "Comparison", group: "Group", status: Status | None) -> None:
        self.changed(self.project.judge_all(self._passages(comparison, group), status))

    def _status_of_group(self, comparison: "Comparison", group: "Group") -> Status | None:
        said = [self.project.annotation_on(*each) for each in self._passages(comparison, group)]
        statuses = {each.status if each else None for each in said}
        return statuses.pop() if len(statuses) == 1 else None

    async def _open_group(self, board: object, group: "Group | None") -> None:
        """Open the passages of a group beside each other: one for each voice, the parties of a conflict first."""
        from tui.screens.board import BoardScreen

        if group is None or not isinstance(board, BoardScreen) or board.comparison is None:
            return
        passages = [passages[0] for passages in _by_side(self._passages(board.comparison, group), group)]
        for place, (article, _) in reversed([*enumerate(passages[:2])]):  # the first has the focus in the end
            await self._show_beside(article, place)
        # a new pane changes where the rows of the others break
        for pane, (_, span) in zip(self.panes, passages, strict=False):
            self.call_after_refresh(pane.go_to_passage, span, span.start)

    async def _show_beside(self, article: Article, place: int) -> ArticlePane:
        """Show an article in the pane of that place, which is opened if it is not there."""
        if place >= len(self.panes):
            await self.add_pane()
        pane = self.panes[place]
        self.set_focus(pane)
        await self.open(article.file, pane)
        return pane

    async def action_elsewhere(self) -> None:
        """List the same passage in the other articles, the most alike first."""
        from tui.screens.elsewhere_dialog import ElsewhereDialog

        here = self.here()
        if here is None:
            return
        article, span = here
        line = self.active.line_at(span.start)
        sentence = sentence_at(article.text, span.start, line.start, line.end)  # a figure alone says too little
        wanted = Span(min(span.start, sentence.start), max(span.end, sentence.end))
        index, articles = await asyncio.to_thread(self._index, self._files())
        number = next((n for n, each in enumerate(articles) if each.sha256 == article.sha256), None)
        matches = index.elsewhere(number, wanted) if number is not None else []
        if not matches:
            self.notify("No other article says this.", timeout=3)
            return
        found = [(articles[each.article], each.span, each.differing) for each in matches]
        self.app.push_screen(ElsewhereDialog(found), self._go_elsewhere)

    def _index(self, files: list[str]) -> "tuple[PassageIndex, tuple[Article, ...]]":
        from annotations.comparison.aliases import COMMON_ALIASES
        from annotations.comparison.elsewhere import PassageIndex
        from annotations.comparison.names import Names

        articles = self._read_all(files)
        if self._indexed is None or self._indexed[0] != articles:
            self._indexed = articles, PassageIndex(articles, Names.build(articles, COMMON_ALIASES))
        return self._indexed[1], articles

    async def _go_elsewhere(self, chosen: tuple[Article, Span] | None) -> None:
        if chosen:
            article, span = chosen
            shown = [pane.article.sha256 if pane.article else "" for pane in self.panes]
            place = shown.index(article.sha256) if article.sha256 in shown else min(1, len(self.panes))
            pane = await self._show_beside(article, place)
            self.call_after_refresh(pane.go_to_passage, span, span.start)


def _by_side(passages: list[tuple[Article, Span]], group: "Group") -> list[list[tuple[Article, Span]]]:
    """The passages by what they say, so that the first of each are the parties of a conflict."""
    sides: dict[object, list[tuple[Article, Span]]] = {}
    for passage, member in zip(passages, group.members, strict=True):
        figure = member.quantity.value if member.quantity else None
        sides.setdefault((member.denies, figure), []).append(passage)
    if len(sides) == 1:
        (alike,) = sides.values()
        return [[each] for each in alike]
    return list(sides.values())
