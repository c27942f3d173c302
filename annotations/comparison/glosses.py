"""Short names that an article explains itself: "Syrian Democratic Forces (SDF)", "IS, also known as ISIS"."""

import re
from collections.abc import Iterator

from annotations.detection.function_words import word_set

# A short name in brackets, or a name in marks in brackets.
_BRACKET = re.compile(r"[ \u00a0]\([“\"‘']?([A-Z][\w .&-]{1,40}?)[”\"’']?\)")
_MARKED = frozenset("“\"‘'")
_BEFORE = 160  # code points: longer than any name
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME = r"[A-Z][\w’'.-]{1,30}(?: [A-Z][\w’'.-]{1,30}){0,4}"
_KNOWN_AS = re.compile(
    rf"(?<!\w)({_NAME}),? \(?(?:(?:also|better|formerly|previously|sometimes|commonly) )?"
    r"(?:known|called|referred to)(?: as| by (?:its|the|their|his|her)(?: \w+)? (?:acronym|initials|name))? "
    rf"[“\"‘']?({_NAME})"
)
_SMALL = word_set("of for the and in on de du des la le & to")
_TRIVIAL = word_set("The A An He She It They This That Who Which")
_FEWEST = 2  # letters of an acronym


def glosses(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The glosses of a paragraph `text[start:end]`.

    Yields:
        A form and the name that it stands for, as written.
    """
    for match in _BRACKET.finditer(text, start, end):
        before = text[max(start, match.start() - _BEFORE) : match.start()]
        if match[0][2] in _MARKED:
            yield from _pair(_last_word(before), match[1])
        elif name := _spelled_out(before, match[1]):
            yield match[1], name
    for match in _KNOWN_AS.finditer(text, start, end):
        yield from _pair(match[2].rstrip(".’'"), match[1].split(", ")[0])


def _pair(form: str, name: str) -> Iterator[tuple[str, str]]:
    if form[:1].isupper() and form not in _TRIVIAL and name not in _TRIVIAL:
        yield form, name


def _last_word(before: str) -> str:
    return before.rsplit(None, 1)[-1] if before.strip() else ""


def _spelled_out(before: str, short: str) -> str:
    """The last words before a bracket whose initials are `short`, or nothing."""
    letters = [each for each in short if each.isalpha()]
    if len(letters) < _FEWEST or not all(map(str.isupper, letters)):
        return ""
    words = list(_WORD.finditer(before))
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at][0] in _SMALL and words[at][0][0].upper() != letter:
            at -= 1
        if at < 0 or words[at][0][0].upper() != letter:
            return ""
    return before[words[at].start() :].strip() if words[at][0][0].isupper() else ""
