"""What detection understood, in a few words for the status line."""

from annotations.model import Mention, Quantity
from tui.widgets.glyphs import SIGNS

_SIGN_OF_MODIFIER = {
    "around": "about",
    "about": "about",
    "approximately": "about",
    "roughly": "about",
    "up to": "at_most",
    "at most": "at_most",
    "at least": "at_least",
}


def reading_text(mention: Mention) -> str:
    """A mention in words: `≈ 90 %, of the city, around`, or who said what how."""
    if isinstance(mention, Quantity):
        return _quantity_text(mention)
    said = f"{mention.kind.value} quotation" if mention.kind.value != "term" else "term"
    return f"{mention.speaker_name} {SIGNS.dot} {said}" if mention.speaker_name else said


def _quantity_text(quantity: Quantity) -> str:
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
