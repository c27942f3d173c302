"""What detection understood, in a few words for the status line."""

from bisect import bisect_right

from annotations.findings import Findings
from annotations.model import Mention, MentionKind, Quantity, Span, Text
from tui.widgets.glyphs import SIGNS, dotted

_SIGN_OF_MODIFIER = {
    "around": "about",
    "about": "about",
    "approximately": "about",
    "roughly": "about",
    "up to": "at_most",
    "at most": "at_most",
    "at least": "at_least",
}


KIND_WORDS = {
    MentionKind.DIRECT: "direct quotation",
    MentionKind.MIXED: "mixed quotation",
    MentionKind.INDIRECT: "reported speech",
    MentionKind.TERM: "term",
}
"""What a quotation is called on the screen."""


def quotation_text(text: Text, findings: Findings, number: int) -> str:
    """A quotation in words: who says it, in which saying words, and of which kind it is.

    Who says it stands as in the text, with the name that is offered for it where that is another one: `he (Dillon?)`.
    """
    kind, sources = KIND_WORDS[MentionKind(findings.kinds[number])], findings.sources
    index = sources.of(number)
    if index is None:
        return kind
    speaker = text[sources.speaker_starts[index] : sources.speaker_ends[index]]
    cue = text[sources.cue_starts[index] : sources.cue_ends[index]]
    name = sources.name(index)
    offered = f" ({name}?)" if speaker and name and name.lower() not in speaker.lower() else ""
    return dotted(f"{speaker or name}{offered}", cue, kind)


def sentence_text(findings: Findings, span: Span) -> str:
    """Whether there is something to check in a sentence, and whether the outlet says it in its own voice."""
    number = bisect_right(findings.checkable_ends, span.start)
    if number == len(findings.checkable_starts) or findings.checkable_starts[number] >= span.end:
        return ""
    return "checkable, in the outlet's own voice" if findings.unattributed[number] else "checkable, attributed"


def reading_text(mention: Mention) -> str:
    """A mention in words: a figure as it was understood, or who says it and of which kind it is."""
    if isinstance(mention, Quantity):
        return quantity_text(mention)
    return dotted(mention.speaker_name, KIND_WORDS[MentionKind[mention.kind.name]])


def quantity_text(quantity: Quantity) -> str:
    """A figure in words: `≈ 90 %, of the city, around`."""
    figure = _figure(quantity)
    sign = getattr(SIGNS, _SIGN_OF_MODIFIER.get(quantity.modifier, ""), "")
    parts = [
        " ".join(part for part in (sign, figure, quantity.unit) if part),
        f"of {quantity.of}" if quantity.of else "",
        quantity.modifier,
        quantity.counted,
        "vague" if quantity.vague else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{quantity.kind.value}: {said}" if said else quantity.kind.value


def _figure(quantity: Quantity) -> str:
    if isinstance(quantity.value, str):
        return quantity.value
    if quantity.value is not None:
        return f"{quantity.value:,.12g}"
    bounds = ["" if bound is None else f"{bound:,.12g}" for bound in (quantity.low, quantity.high)]
    return SIGNS.to.join(bounds) if any(bounds) else ""
