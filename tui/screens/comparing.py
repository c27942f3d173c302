"""The desk with the board: what the outlets agree and disagree on."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from annotations.model import Article, Span
from annotations.project import Project
from tui.screens.elsewhere import ElsewhereScreen, make_target
from tui.settings import Settings
from tui.widgets.bindings import binding
from tui.widgets.long_work import LongWork

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.claimed import Sides
    from annotations.comparison.comparison import Comparison
    from tui.screens.attach_dialog import Attachment
    from tui.screens.board import BoardScreen


class ComparingScreen(ElsewhereScreen, layer=True):
    """The list beside the panes, and what the outlets agree and disagree on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("c", "attach", "Claim", "claim.attach", "Attach the passage to a claim of yours, or to a new one"),
        binding("C", "board", "Board", "board.show", "What the outlets agree and disagree on"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._board: BoardScreen | None = None
        self._is_partial = False  # whether the board's story was looked for before all articles were compared

    @on(ElsewhereScreen.Ahead)
    def compare_again(self) -> None:
        """The library is compared: a story that was looked for meanwhile may have more articles."""
        if self._is_partial and self._board and self._board.is_attached:
            self._is_partial = False
            self._board.compare()

    def action_board(self) -> None:
        """Show the board of the story of the article on screen; of the articles in the list where there is none."""
        from tui.screens.claims_board import ClaimsBoard

        article = self.active.article
        compare = partial(self._compare_story, article) if article else self._compare_listed
        self._board = ClaimsBoard(compare, self._compare_listed, self.project, self.changed)
        self.app.push_screen(self._board, self._open_beside)

    def _compare_story(self, article: Article, work: LongWork) -> "Comparison":
        files, looked, of = self.compared.library.story_of(article)
        self._is_partial = looked < of
        if self._is_partial:
            self.app.call_from_thread(self.notify, f"The story is looked for in {looked:,} of {of:,} articles so far.")
        return self._compare(sorted(files), work)

    def _compare_listed(self, work: LongWork) -> "Comparison":
        return self._compare(self.app.call_from_thread(self.files_to_compare), work)

    def _compare(self, files: Sequence[str], work: LongWork) -> "Comparison":
        work.total = self.compared.effort_of(files)
        return self.compared.comparison(files, work.heed)

    def action_attach(self) -> None:
        """Ask which claim the passage belongs to, and what it does to it."""
        from annotations.claimed import STANCES
        from tui.screens.attach_dialog import AttachDialog

        here = self.here()
        if here is None:
            return
        article, span = here
        said = self.project.annotation_on(article, span)
        attached = self.project.claim(said.claim_id) if said else None
        latest = sorted(self.project.claims(), key=lambda claim: claim.updated_at, reverse=True)
        claims = sorted(latest, key=lambda claim: claim != attached)
        quote = " ".join(article.pages[slice(*span)].split())
        dialog = AttachDialog(quote, claims, attached, STANCES, said.stance if said else "")
        self.app.push_screen(dialog, partial(self._attach_to, article, span))

    def _attach_to(self, article: Article, span: Span, chosen: "Attachment | None") -> None:
        from annotations.claiming import Claims, Passage, new_claim

        claims = Claims(self.project)
        if chosen and (chosen.claim or chosen.text):
            claim = chosen.claim or new_claim(chosen.text)
            self.changed(claims.attach(claim, [Passage(article, span, chosen.stance)]))
        elif chosen and (said := self.project.annotation_on(article, span)):
            self.changed(claims.detach([said]))

    def show_annotations(self) -> None:
        """On the board too."""
        super().show_annotations()
        if self._board and self._board.is_attached:
            self._board.bring_up_to_date()

    async def _open_beside(self, sides: "Sides | None") -> None:
        """Open passages beside each other, each in its article."""
        self._board = None
        if sides is None:
            return
        shown = sides[:2]
        for place, (article, _) in reversed([*enumerate(shown)]):  # the first has the focus in the end
            await self.show_beside(article, place)
        # a new pane changes where the rows of the others break
        for pane, (_, span) in zip(self.panes, shown, strict=False):
            self.call_after_refresh(make_target, pane, span)
