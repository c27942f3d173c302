"""Offsets counted in UTF-16 code units, as JavaScript does, → code points."""

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """The offsets of one text; a character beyond U+FFFF, such as an emoji, counts two there, one here."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # The unit in the middle of each such character: an offset there would cut it in two.
        self._middles = [match.start() + number + 1 for number, match in enumerate(_ASTRAL.finditer(text))]

    def code_point(self, unit: int) -> int:
        """The code point at which the unit stands; one past the last is allowed.

        Raises:
            ValueError: If the offset lies outside the text or inside a character.
        """
        before = bisect_left(self._middles, unit)
        if self._middles[before : before + 1] == [unit] or not 0 <= unit - before <= self._length:
            raise ValueError(f"no character begins at UTF-16 offset {unit}")
        return unit - before
