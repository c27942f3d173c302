"""One annotation, opened: all that the reader says of a passage, to be changed at once."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, TextArea

from annotations.errors import InputError
from annotations.evidence import Evidence, evidence_of
from annotations.identifiers import now
from annotations.model import Annotation
from tui.screens.dialogs import NOT_KEPT, Address, as_typed, showable, write_in_editor
from tui.screens.one_answer import OneAnswer
from tui.widgets.glyphs import SIGNS, STATUS_WORDS, dotted
from tui.widgets.quoting import one_line
from tui.widgets.wrapping import printable

Said = dict[str, Any]
"""The fields of an annotation that the reader has filled in."""


def read_confidence(text: str) -> float | None:
    """How sure the reader is, from 0 to 1: typed as `80 %`, `80`, or `0.8`.

    Raises:
        InputError: It is no such number.
    """
    typed = text.strip()
    if not typed:
        return None
    try:
        number = float(typed.removesuffix("%").replace(",", "."))
    except ValueError as error:
        raise InputError(f"“{typed[:20]}” is no share: write 80 %, 80 or 0.8.") from error
    share = number / 100 if typed.endswith("%") or number > 1 else number
    if not 0 <= share <= 1:
        raise InputError(f"“{typed[:20]}” is no share: it goes from 0 to 100 %.")
    return share


def write_confidence(confidence: float | None) -> str:
    """What `read_confidence` reads."""
    return "" if confidence is None else f"{confidence * 100:.12g} %"


def read_tags(text: str) -> tuple[str, ...]:
    """Tags separated by commas, each once."""
    return tuple(dict.fromkeys(filter(None, (tag.strip() for tag in text.split(",")))))


def read_evidence_lines(text: str, before: Iterable[Evidence], today: str) -> tuple[Evidence, ...]:
    """The evidence of lines of text; a line that was there before keeps its date, a new one gets today's.

    Raises:
        InputError: A line is no address.
    """
    known = {str(each): each for each in before}
    lines = filter(None, map(str.strip, text.splitlines()))
    return tuple(dict.fromkeys(known.get(line) or evidence_of(line, today) for line in lines))


class AnnotationDialog(ModalScreen[Said | None], OneAnswer[Said | None]):
    """All that is said of a passage but the status; gives back what it says now, or nothing if it was left.

    Args:
        quote: The passage.
        existing: The annotation on it, if there is one.
        taken: A passage that was copied as evidence, if one was.
        editable: Whether it is the reader's to change.
        links: Whether the terminal has hyperlinks.
    """

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-tall")]  # noqa: RUF012 - Textual declares it so
    # Not priority bindings: what is typed before them is to be in its field first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="annotation.keep", tooltip="Keep what it says", show=False),
        Binding("ctrl+o", "edit", "Editor", id="annotation.editor", tooltip="The note in $EDITOR", show=False),
        Binding("ctrl+t", "take", "Evidence", id="annotation.take", tooltip="Add the passage copied last", show=False),
        Binding("escape", "leave", "Cancel", id="annotation.cancel", tooltip="Leave it as it was", show=False),
    ]

    def __init__(
        self,
        quote: str,
        existing: Annotation | None,
        taken: Evidence | None = None,
        *,
        editable: bool = True,
        links: bool = False,
    ) -> None:
        super().__init__()
        self._quote = quote
        self._existing = existing
        self._taken = taken
        self._editable = editable
        self._links = links
        self._warned = False
        self._shown_at_first: list[str] = []

    def compose(self) -> ComposeResult:
        """The passage, what is known of it, and a field for each thing one can say."""
        said = self._existing
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Label(one_line(self._quote), markup=False, classes="dialog--quote")
            yield Label(_known(said), markup=False)
            yield Label("Note (Markdown)", classes="heading")
            note = showable(said.note) if said else ""
            yield TextArea(note, id="note", compact=True, tab_behavior="focus", read_only=not self._editable)
            yield Label("Tags, with commas between", classes="heading")
            shown = _tags_text(said)
            yield Input(shown, id="tags", compact=True, select_on_focus=False, disabled=not self._editable)
            yield Label("Confidence, in percent", classes="heading")
            confidence = write_confidence(said.confidence) if said else ""
            yield Input(confidence, id="confidence", compact=True, disabled=not self._editable)
            yield Label("Evidence: an address on each line, and the date it was seen", classes="heading")
            lines = "\n".join(map(str, said.evidence)) if said else ""
            yield TextArea(lines, id="evidence", compact=True, tab_behavior="focus", read_only=not self._editable)
            for each in filter(None, (each.url for each in (said.evidence if said else ()))):
                yield Address(each, links=self._links)
            yield Label("", id="problem", markup=False)
            yield Label(self._hint(), markup=False, classes="dialog--hint")

    def _hint(self) -> str:
        if not self._editable:
            return "escape leaves: it is not yours to change"
        take = "ctrl+t adds the passage copied last" if self._taken else ""
        return dotted("tab goes on", "ctrl+s keeps", "escape leaves", "ctrl+o note in $EDITOR", take)

    def on_mount(self) -> None:
        """Type at the end of the note."""
        self._shown_at_first = self._shown()
        area = self.query_one("#note", TextArea)
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Give back what the fields say, or tell what is wrong in them."""
        if not self._editable:
            return
        said = self._existing
        before = said.evidence if said else ()
        tags = self.query_one("#tags", Input).value
        try:
            answer: Said = {
                "note": as_typed(self.query_one("#note", TextArea).text, said.note if said else "").strip(),
                # a tag with a comma in it stays one tag as long as nobody has typed here
                "tags": said.tags if said and tags == _tags_text(said) else read_tags(tags),
                "confidence": read_confidence(self.query_one("#confidence", Input).value),
                "evidence": read_evidence_lines(self.query_one("#evidence", TextArea).text, before, now()[:10]),
            }
        except InputError as error:
            self.query_one("#problem", Label).update(printable(str(error)))
        else:
            self.dismiss(answer)

    def action_edit(self) -> None:
        """Write the note in the reader's own editor."""
        if self._editable:
            write_in_editor(self, self.query_one("#note", TextArea))

    def action_take(self) -> None:
        """Add the passage that was copied last to the evidence."""
        if self._taken and self._editable:
            area = self.query_one("#evidence", TextArea)
            area.text = "\n".join(filter(None, (area.text.rstrip("\n"), str(self._taken))))
            area.move_cursor(area.document.end)

    def action_leave(self) -> None:
        """Give nothing back; what was typed is thrown away only at the second time."""
        if self._shown() != self._shown_at_first and not self._warned:
            self._warned = True
            self.query_one("#problem", Label).update(NOT_KEPT)
        else:
            self.dismiss(None)

    def _shown(self) -> list[str]:
        return [*(area.text for area in self.query(TextArea)), *(field.value for field in self.query(Input))]


def _tags_text(annotation: Annotation | None) -> str:
    return printable(", ".join(annotation.tags)) if annotation else ""


def _known(annotation: Annotation | None) -> str:
    """What stands fast: status, place, what was read in the words, who made it when."""
    if annotation is None:
        return "nothing is said of it yet"
    status = STATUS_WORDS[annotation.status] if annotation.status else "no status"
    figure = " ".join(
        filter(None, (annotation.modifier, str(annotation.value or ""), annotation.unit, annotation.counted))
    )
    parts = [
        status,
        "" if annotation.stands else f"its words are {annotation.anchor}",
        figure or annotation.speaker,
        f"{SIGNS.confirmed} {annotation.stance} a claim" if annotation.claim_id else "",
        annotation.origin,
        f"by {annotation.annotator or 'nobody named'}, {annotation.updated_at[:10]}",
    ]
    return printable(dotted(*parts))
