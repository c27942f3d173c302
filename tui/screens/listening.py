"""The desk with all that one person says."""

from functools import partial
from typing import TYPE_CHECKING

from tui.screens.desk import MOST_PANES
from tui.screens.naming import NamingScreen

if TYPE_CHECKING:  # not needed before the first key
    from annotations.occurrences import Passage
    from tui.widgets.speaker_list import SpeakerList


class ListeningScreen(NamingScreen, layer=True):
    """The list beside the panes, and all that one person says in the articles of the list."""

    def on_speaker_list_asked(self, message: "SpeakerList.Asked") -> None:
        """Show all that a speaker says, first in the article that names them so."""
        from annotations.listening import Listening
        from tui.screens.speaker_dialog import SpeakerDialog

        said = message.said
        files = list(dict.fromkeys([said.article.file, *self.files_to_compare()]))
        listen = partial(Listening(self.project, self.compared.aliases).listen, files)
        self.app.push_screen(SpeakerDialog(said.speaker, said.article, listen, len(files)), self._open_sayings)

    async def _open_sayings(self, passages: "list[Passage] | None") -> None:
        """Open one passage beside what is read, or several beside each other, one for each article."""
        if not passages:
            return
        by_article = {article.sha256: (article, span) for article, span in reversed(passages)}
        chosen = list(reversed(by_article.values()))[:MOST_PANES]
        if len(chosen) == 1:
            await self.go_to_article(*chosen[0], beside=True)
            return
        for place, (article, _) in enumerate(chosen):
            await self.show_beside(article, place)
        self.set_focus(self.panes[0])
        # a new pane changes where the rows of the others break
        for pane, (_, span) in zip(self.panes, chosen, strict=False):
            self.call_after_refresh(pane.go_to_passage, span, span.start)
