"""The signs that the program draws itself: one set of them, chosen once at the start.

Status signs say without colour what colour says too. Whoever draws looks a sign up here at that moment, and not when
modules are loaded.
"""

from collections.abc import Mapping

from annotations.model import Annotation, Status


class Signs:
    """The signs beside those of the statuses, at first those of Unicode; each takes one cell unless it is a word.

    Attributes:
        bar: Stands beside what a key acts on.
        opened: In the list, an article that is on screen.
        read: In the list, an article that was read.
        unknown: What is not counted yet.
        dot: Stands between two things on one line.
        cut: The end of what did not fit.
        fold: Lines that are folded away.
        about: Before a figure that is not exact.
        at_most: Before an upper bound.
        at_least: Before a lower bound.
        to: Between two bounds.
        right: The key with the arrow to the right.
        changed: Of an annotation whose words are others now; one cell, as the next two.
        ambiguous: Of one that may stand in several places.
        orphan: Of one whose words are gone.
        same: Of outlets that say the same; one cell, as the next.
        single: Of what one voice alone says.
        confirmed: On the board, a claim of the reader; one cell, as the next.
        proposed: What the comparison only proposes.
    """

    bar: str = "▌"
    opened: str = "▸"
    read: str = "·"
    unknown: str = "…"
    dot: str = "·"
    cut: str = "…"
    fold: str = "⋯"
    about: str = "≈"
    at_most: str = "≤"
    at_least: str = "≥"
    to: str = "–"
    right: str = "→"
    changed: str = "≠"
    ambiguous: str = "≈"
    orphan: str = "∅"
    same: str = "="
    single: str = "1"
    confirmed: str = "◆"
    proposed: str = "◇"


SIGNS = Signs()
"""The set in force."""

_ASCII = {
    "bar": "|",
    "opened": ">",
    "read": "-",
    "unknown": "-",
    "dot": "-",
    "cut": ">",
    "fold": "...",
    "about": "~",
    "at_most": "<=",
    "at_least": ">=",
    "to": "-",
    "right": "right",
    "changed": "!",
    "ambiguous": "=",
    "orphan": "o",
    "confirmed": "#",
    "proposed": "-",
}

_STATUS_SIGNS: Mapping[str, Mapping[Status | None, str]] = {
    "unicode": {
        None: "•",
        Status.AGREED: "✓",
        Status.DISPUTED: "✗",
        Status.UNCLEAR: "?",
        Status.CONTEXT: "~",
    },
    "ascii": {
        None: "*",
        Status.AGREED: "v",
        Status.DISPUTED: "x",
        Status.UNCLEAR: "?",
        Status.CONTEXT: "~",
    },
}

STATUS_GLYPHS: dict[Status | None, str] = {}
"""One cell each; no status is a passage with a note or a tag only."""

STATUS_NAMES: dict[Status, str] = {}
"""A status as a word of the screen: `agreed`, or what the reader calls it."""

STATUS_WORDS: dict[Status, str] = {}
"""A status with its sign: `✓ agreed`."""


def use(name: str, looks: Mapping[str, tuple[str, str]] | None = None) -> None:
    """Put a set of signs in force.

    Args:
        name: `unicode` or `ascii`.
        looks: By the value of a status, the word and the sign that the reader wants for it; empty ones, and signs
            that the set cannot show, are left as they are.
    """
    for sign, plain in _ASCII.items():
        setattr(SIGNS, sign, plain if name == "ascii" else getattr(Signs, sign))
    STATUS_GLYPHS.update(_STATUS_SIGNS[name])
    for status in Status:
        word, sign = (looks or {}).get(status.value, ("", ""))
        if sign and (name == "unicode" or sign.isascii()):
            STATUS_GLYPHS[status] = sign
        STATUS_NAMES[status] = word or status.value
        STATUS_WORDS[status] = f"{STATUS_GLYPHS[status]} {STATUS_NAMES[status]}"


use("unicode")


def dotted(*parts: str) -> str:
    """The parts that are not empty in one row, a dot between two."""
    return f" {SIGNS.dot} ".join(part for part in parts if part)


def sign_of(annotation: Annotation) -> str:
    """What stands beside an annotation: its status, or that its words are others now."""
    if annotation.stands:
        return STATUS_GLYPHS[annotation.status]
    return str(getattr(SIGNS, annotation.anchor))
