"""The list of annotations: of one article, or of all."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from annotations.model import Annotation
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, STATUS_NAMES, dotted, sign_of
from tui.widgets.marked_list import MARK, MarkedList
from tui.widgets.row_list import beside_css, fit

_JUDGE = (
    ("a", "agreed", "Agreed"),
    ("d", "disputed", "Disputed"),
    ("i", "unclear", "Unclear"),
    ("p", "context", "Context"),
    ("0", "", "Clear"),
)


class AnnotationList(MarkedList[Annotation]):
    """Annotations with their sign, words, tags and note.

    The keys that judge act on the marked ones, or on the one under the cursor where none is marked, by actions of the
    screen.

    Args:
        title_of: The title of an article by its id.
        is_mine: Whether the reader made an annotation; others carry the name of who did.
    """

    DEFAULT_CSS = f"""
    {beside_css("AnnotationList", 34)}
    AnnotationList.-project {{ width: 50%; }}
    .-narrow AnnotationList.-project {{ width: 1fr; height: 60%; }}
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("L", "screen.switch_scope", "All articles", "list.scope", "The annotations of all articles, or of one"),
        binding("F", "screen.filter_annotations", "Filter", "list.filter-annotations", "Filter the annotations"),
        *(
            binding(key, f"screen.judge_listed({status!r})", name, f"list.{name.lower()}", f"{name}, for all marked")
            for key, status, name in _JUDGE
        ),
        *(
            binding(
                f"{n}", f"screen.tag_listed({n})", f"Tag {n}", f"list.tag-{n}", f"Tag {n} on or off, for all marked"
            )
            for n in range(1, 10)
        ),
        binding("t", "screen.type_tag_listed", "Tag", "list.tag", "A tag by typing, on or off, for all marked"),
        binding("backspace", "screen.delete_listed", "Delete", "list.delete", "Delete all marked"),
        binding("semicolon,o", "screen.open_listed", "Open", "list.open-annotation", "All that the annotation says"),
        binding("escape", "screen.leave_list", "Leave", "list.leave", "Drop the marks, then the filter, then the list"),
    ]

    row_height = 2

    class Chosen(Message):
        """The reader goes to an annotation."""

        def __init__(self, annotation: Annotation) -> None:
            super().__init__()
            self.annotation = annotation

    def __init__(self, title_of: Callable[[str], str], is_mine: Callable[[Annotation], bool]) -> None:
        super().__init__()
        self._title_of = title_of
        self._is_mine = is_mine

    @property
    def whole_project(self) -> bool:
        """Whether it lists the annotations of all articles."""
        return self.has_class("-project")

    @property
    def picked(self) -> list[Annotation]:
        """What the keys act on: the marked rows, else the one under the cursor."""
        return self.marked or ([self.current] if self.current else [])

    def key_of(self, item: Annotation) -> str:
        """Its id."""
        return item.annotation_id

    def chosen(self, item: Annotation) -> None:
        """Tell which annotation the reader goes to."""
        self.post_message(self.Chosen(item))

    def parts(self, item: Annotation, width: int) -> list[list[tuple[str, bool]]]:
        """The words on the first row; what is said of them on the second."""
        mark = MARK if self.is_marked(item) else " "
        words, room = " ".join(item.exact.split()), max(1, width - 4)
        return [
            [(f"{mark}{sign_of(item)} ", False), (fit(words, max(1, width - 3)), False)],
            [("    ", False), (fit(self._said(item), room), True)],
        ]

    def _said(self, item: Annotation) -> str:
        parts = [
            STATUS_NAMES[item.status] if item.status else item.kind.value,
            "" if item.stands else item.anchor.value,
            "" if self._is_mine(item) else f"by {item.annotator}",
            " ".join(f"#{tag}" for tag in item.tags),
            item.note,
            f"{SIGNS.confirmed} {item.stance}" if item.claim_id else "",
            self._title_of(item.article_id) if self.whole_project else "",
        ]
        return dotted(*(" ".join(part.split()) for part in parts))
