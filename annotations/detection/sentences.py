"""Where sentences begin and end, decided locally: no scan of the whole text for one key press.

Neither of the known libraries serves (docs/detection.md has the figures): sentencex and pysbd both segment a whole
text, so that the sentence under the cursor would cost its paragraph, and both cut more sentences wrongly. What matters
for English news is little: abbreviations, initials ("U.S.") and closing marks after the stop.
"""

import re
from collections.abc import Iterator

from annotations.detection.function_words import word_set
from annotations.model import Span, Text

_STOPS = ".!?…؟۔।॥。！？"
_WIDE = "。！？"  # Chinese and Japanese do without white space behind them
# A set of letters far apart takes a quarter of a millisecond to compile, before the first paint: no more than it needs.
_STOP = re.compile(f"[{_STOPS}]")
# More stops, what closes after them, and the white space before the next word.
_BEHIND = re.compile(r"[.!?…؟۔।॥]*[\"”“’»«')\]]*\s+")
_BEHIND_WIDE = r"[。！？]*[\"”“’»«')\]」』）]*\s*"
_CLOSERS = frozenset("\"”“’»«')]")
_LAST_WORD = re.compile(r"[\w.&-]+\Z")
_OPENS_NEXT = re.compile(r"[\"“‘«„'(\[「『（《]*[^\W_a-z]")

ABBREVIATIONS = word_set("""
    adm apr assn aug ave bros brig capt cf cmdr col cpl cpt dec dept dr est etc feb fig fr ft gen gov hon insp jan
    jr lt lt-gen maj mar messrs mgr mr mrs ms mt no nov oct p pfc pp prof pte pvt rep reps rev revs sen sens sep
    sept sgt sr sra st supt univ vol vs
""")
"""Titles, ranks, months and Latin that are written with a stop and go on, in lower case."""

# These may end a sentence or go on, and so may initials ("U.S."): what comes next decides.
_MAY_END = word_set("inc corp co ltd jr sr etc bros plc a.m p.m")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# Words that begin a sentence and seldom follow an abbreviation.
_STARTERS = word_set("""
    a after all also although an and another as at both but by despite during earlier even for from he her here his
    however i if in it its last later many meanwhile more most no nobody nothing on one our she since so some such
    that the their then there these they this those though to under we what when where while who with you
""")
_BEFORE_NUMBERS = word_set("no nos p pp fig vol")
_NEXT_WORD = re.compile(r"\W*(\w+)")
_LINE = re.compile(r"[^\r\n]+")
_WINDOW = 512  # code points looked at first, back and on; each time twice as many
_LOOK_BEHIND = 24  # code points: longer than any abbreviation
_BEYOND = 64  # code points that are looked at beyond the end of a sentence


def _stops(text: str, start: int, end: int) -> Iterator[Span]:
    """The stops in `[start, end)`, several in a row as one, with what closes after them and the white space behind."""
    for stop in _STOP.finditer(text, start, end):
        at = stop.start()
        if at and text[at - 1] in _STOPS:
            continue
        if text[at] in _WIDE:
            behind = re.compile(_BEHIND_WIDE).match(text, at + 1, end)
        else:
            behind = _BEHIND.match(text, at + 1, end)
        if behind:
            yield Span(at, behind.end())


def _ends_sentence(text: str, stop: Span, start: int) -> bool:
    if not _OPENS_NEXT.match(text, stop.end):
        return False
    if text[stop.start] != ".":
        return True
    word = _LAST_WORD.search(text, max(start, stop.start - _LOOK_BEHIND), stop.start)
    if not word or text[stop.start + 1] in _CLOSERS:
        return True
    last = word[0].lower()
    if last in _BEFORE_NUMBERS:
        return not text[stop.end].isdecimal()
    if last in _MAY_END or ("." in last and _INITIALS.fullmatch(last)):
        following = _NEXT_WORD.match(text, stop.end)
        return following is not None and following[1].lower() in _STARTERS
    return last not in ABBREVIATIONS and not (len(last) == 1 and word[0].isupper())


def sentence_ends(text: str, start: int, end: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentence boundaries inside a paragraph.

    Args:
        text: The article's text.
        start: First code point of the paragraph.
        end: One past its last.
        first: Where to begin looking; the paragraph's start if not given.

    Yields:
        For each boundary, one past the last code point of the sentence, and the first code point of the next one.
    """
    for stop in _stops(text, start if first is None else first, end):
        if stop.end < end and _ends_sentence(text, stop, start):
            yield stop.start + len(text[slice(*stop)].rstrip()), stop.end


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of one paragraph `[start, end)`, in order, without the white space between them."""
    for stop, following in sentence_ends(text, start, end):
        yield Span(start, stop)
        start = following
    if start < end:
        yield Span(start, end)


def sentence_at(text: Text, offset: int, start: int, end: int) -> Span:
    """The sentence of the paragraph `[start, end)` that holds `offset`, or the one before the white space it stands on.

    The cost is that of the sentence, not of the paragraph, and no more of the text is read.
    """
    first = _start_of_sentence(text, offset, start, end)
    return Span(first, _end_of_sentence(text, offset, first, start, end))


def _start_of_sentence(text: Text, offset: int, start: int, end: int) -> int:
    window, size = offset, _WINDOW
    while window > start:
        last = window
        window = max(start, window - size)
        found = _boundaries(text, start, end, window, last)
        before = [following for _, following in found if following <= offset]
        if before:
            return before[-1]
        size *= 2
    return start


def _end_of_sentence(text: Text, offset: int, first: int, start: int, end: int) -> int:
    size = _WINDOW
    while first < end:
        found = _boundaries(text, start, end, first, first + size)
        stops = (stop for stop, following in found if following > offset)
        if (stop := next(stops, None)) is not None:
            return stop
        first += size
        size *= 2
    return end


def _boundaries(text: Text, start: int, end: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """As `sentence_ends`, of those stops in a paragraph that stand between `first` and `last`, or not far beyond."""
    before = max(start, first - _LOOK_BEHIND)
    limit = min(end, last + _WINDOW)
    while limit < end and text[limit - 1].isspace():  # a boundary's white space may reach past it
        limit = min(end, limit + _WINDOW)
    words = text[before : limit + _BEYOND]
    for stop, following in sentence_ends(words, 0, limit - before, first - before):
        yield before + stop, before + following


def all_sentences(text: str) -> list[Span]:
    """The sentences of a whole text, each line a paragraph."""
    return [each for line in _LINE.finditer(text) for each in sentences(text, *line.span())]
