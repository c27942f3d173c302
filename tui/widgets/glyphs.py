"""The signs that say without colour what colour says too."""

from annotations.model import STANDING, Anchor, Annotation, Status

STATUS_GLYPHS = {
    None: "•",
    Status.AGREED: "✓",
    Status.DISPUTED: "✗",
    Status.UNCLEAR: "?",
    Status.CONTEXT: "~",
}
"""One cell each; no status is a passage with a note or a tag only."""

STATUS_WORDS = {status: f"{STATUS_GLYPHS[status]} {status.value}" for status in Status}
"""A status as words of the screen: `✓ agreed`."""

ANCHOR_GLYPHS = {
    Anchor.CHANGED: "≠",
    Anchor.AMBIGUOUS: "≈",
    Anchor.ORPHAN: "∅",
}
"""One cell each, for annotations that do not stand where they were made."""


def sign_of(annotation: Annotation) -> str:
    """What stands beside an annotation: its status, or that its words are others now."""
    if annotation.anchor in STANDING:
        return STATUS_GLYPHS[annotation.status]
    return ANCHOR_GLYPHS[annotation.anchor]
