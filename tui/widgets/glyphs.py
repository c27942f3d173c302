"""The signs that say without colour what colour says too."""

from annotations.model import Status

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
