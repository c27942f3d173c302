"""The list of an article's annotations."""

from textual.message import Message

from annotations.model import Annotation
from tui.widgets.glyphs import STATUS_GLYPHS
from tui.widgets.row_list import RowList, fit


class AnnotationList(RowList[Annotation]):
    """The annotations of the article in the active pane: sign, words, tags and note."""

    DEFAULT_CSS = """
    AnnotationList {
        width: 34;
        height: 1fr;
        background: $background;
        border-top: solid $panel;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        &:focus { border-top: heavy $primary; }
    }
    .-narrow AnnotationList { width: 1fr; height: 8; }
    """

    row_height = 2

    class Chosen(Message):
        """The reader goes to an annotation."""

        def __init__(self, annotation: Annotation) -> None:
            super().__init__()
            self.annotation = annotation

    def chosen(self, item: Annotation) -> None:
        """Tell which annotation the reader goes to."""
        self.post_message(self.Chosen(item))

    def parts(self, item: Annotation, width: int) -> list[list[tuple[str, bool]]]:
        """The words on the first row; what is said of them on the second."""
        status = item.status.value if item.status else item.kind.value
        said = " · ".join(part for part in (status, " ".join(f"#{tag}" for tag in item.tags), item.note) if part)
        words = " ".join(item.exact.split())
        return [
            [(f"{STATUS_GLYPHS[item.status]} ", False), (fit(words, max(1, width - 2)), False)],
            [("  ", False), (fit(" ".join(said.split()), max(1, width - 2)), True)],
        ]
