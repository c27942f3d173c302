"""What a page dumped to plain text says of its article: title, outlet, date, agencies, dateline, author.

Nothing is guessed from outside the text and nothing is taken from a picture's caption: what the text does not
give stays empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple

from annotations.articles import phrases
from annotations.articles.credits import AUTHOR, DATELINE, DATELINE_LINE, agencies_in
from annotations.articles.stamps import find_stamps
from annotations.model import Line, Role, Source, Span

_HEAD = 400
_ABOVE, _BELOW, _NEAR = 10, 6, 3
_SHORT, _BARE = 200, 80
_MASTHEAD, _NOTICES = 200, 20
_TOLD = frozenset({Role.BODY, Role.SUBHEAD, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text says of itself; empty where it says nothing. The fields are those of `Article`."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    agencies: tuple[str, ...] = ()
    dateline: str = ""
    author: str = ""
    sources: tuple[Source, ...] = ()


class _Found(NamedTuple):
    value: str
    origin: str
    span: Span


class _Text(NamedTuple):
    """A text's lines; `headline` and `story` are the indexes of the headline and the story's first line."""

    text: str
    lines: Sequence[Line]
    headline: int
    story: int

    def words(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.start : min(line.end, line.start + _HEAD)].strip()

    def found(self, index: int, value: str, origin: str) -> _Found:
        line = self.lines[index]
        return _Found(value, origin, Span(line.start, line.end))


def read_metadata(text: str, lines: Sequence[Line]) -> Metadata:
    """What `text` says of itself and where; `lines` are as `classify` gave them."""
    page = _page(text, lines)
    agencies = list(_agencies(page))
    found = {
        "title": next(_title(page), None),
        "outlet": next(_outlet(page), None),
        "published": _published(page),
        "dateline": next(_dateline(page), None),
        "author": next(_author(page), None),
    }
    values = {name: thing.value for name, thing in found.items() if thing}
    sources = [Source(name, thing.origin, thing.span) for name, thing in found.items() if thing]
    sources += [Source("agencies", thing.origin, thing.span) for thing in agencies]
    names = dict.fromkeys(name for thing in agencies for name in agencies_in(thing.value))
    return Metadata(**values, agencies=tuple(names), sources=tuple(sources))


def _page(text: str, lines: Sequence[Line]) -> _Text:
    roles = [line.role for line in lines]
    story = roles.index(Role.BODY) if Role.BODY in roles else len(lines)
    headline = roles.index(Role.HEADLINE) if Role.HEADLINE in roles else -1
    return _Text(text, lines, headline, story)


_HEADING = re.compile(r"#{1,6} +")


def _without_mark(headline: str) -> str:
    mark = _HEADING.match(headline)
    return headline[mark.end() :] if mark else headline


def _title(page: _Text) -> Iterator[_Found]:
    """The headline, without the mark of a heading that Markdown sets (CommonMark 0.31, "ATX headings")."""
    if page.headline >= 0:
        yield page.found(page.headline, _without_mark(page.words(page.headline)), "the headline")


_PUBLISHED = re.compile(r"publish|posted|first|date\b", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)


def _published(page: _Text) -> _Found | None:
    """The date that is said to be of publication, else a bare one by the headline, else one of updating."""
    dates = [(rank, index, iso) for index in _opening(page) for rank, iso in _ranked_dates(page, index)]
    if not dates:
        return None
    rank, index, iso = min(dates)
    return page.found(index, iso, _RANKS[rank])


_RANKS = (
    "a date of publication",
    "a date under the headline",
    "a date of updating",
    "a date above the headline",
)


def _opening(page: _Text) -> Iterator[int]:
    """The short lines around the story's beginning that may speak of it, not of its pictures."""
    first = page.story - _NEAR if page.headline < 0 else page.headline - _ABOVE
    for index in range(max(0, first), min(page.story + _BELOW, len(page.lines))):
        if page.lines[index].role not in _TOLD and len(page.words(index)) < _SHORT:
            yield index


def _ranked_dates(page: _Text, index: int) -> Iterator[tuple[int, str]]:
    line = page.words(index)
    for stamp in find_stamps(line):
        label = line[: stamp.start]
        if _PUBLISHED.search(label):
            yield 0, stamp.iso
        elif _UPDATED.search(label):
            yield 2, stamp.iso
        elif index > page.headline and len(line) < _BARE:
            yield 1, stamp.iso
        elif index == page.headline - 1:
            yield 3, stamp.iso


_SLOGAN = re.compile(
    r"\b[Rr]ead (?:\w+ ){0,3}[Nn]ews (?:on|at|from) (?P<name>[A-Z][\w’'&.-]*(?: [A-Z&][\w’'&.-]*){0,4}?)"
    r"(?= (?:Updated|Published|Posted)\b|$| [|–—-] )"
)
_PAPER = re.compile(
    r"(?:[Ss]ource ?:|(?:[Oo]riginally|[Ff]irst) (?:published|appeared) (?:in|on|by)) *"
    r"(?P<name>[A-Z][\w’'&. -]{2,50})$"
)
_HOLDER = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT|[Aa]ll [Rr]ights [Rr]eserved(?: to| by)?)[\s©\d,–-]*"
    r"(?:(?:[Bb]y|to) )?(?P<name>[A-Z][\w’'&.-]*(?: [A-Z&][\w’'&.-]*){0,5})"
)


def _outlet(page: _Text) -> Iterator[_Found]:
    for index in _opening(page):
        line = page.words(index)
        if phrases.is_address(line.lower()):
            yield page.found(index, line, "an address near the headline")
        if slogan := _SLOGAN.search(line):
            yield page.found(index, slogan["name"], "the site's own words")
        if tail := _after_headline(page, index):
            yield page.found(index, tail, "stands behind the headline")
    yield from _outlet_credited(page)
    yield from _outlet_in_the_footer(page)


def _after_headline(page: _Text, index: int) -> str:
    """What follows the headline where a line repeats it: `Headline - Outlet`."""
    title = page.words(page.headline) if page.headline >= 0 else ""
    match = re.match(r" [|–—-] ([A-Z][^|–—]{1,40})$", page.words(index)[len(title) :])
    return match[1] if match and title and page.words(index).startswith(title) else ""


def _outlet_credited(page: _Text) -> Iterator[_Found]:
    for index, line in enumerate(page.lines):
        if line.role is Role.BYLINE and (match := _PAPER.match(page.words(index))) and not agencies_in(match["name"]):
            yield page.found(index, match["name"].strip(), "the story's credit")


def _outlet_in_the_footer(page: _Text) -> Iterator[_Found]:
    """The holder of the copyright, cut back to the words that a line above the story begins with."""
    named = [page.words(index) for index in range(min(page.story, _MASTHEAD))]
    for index, holder in islice(_notices(page), _NOTICES):
        words = holder.rstrip(".,").split()
        names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        yield from (page.found(index, name, "the copyright notice") for name in names if _is_named(name, named))


def _notices(page: _Text) -> Iterator[tuple[int, str]]:
    """The copyright notices below the story's beginning, with the holder that each names."""
    for index in range(page.story, len(page.lines)):
        if page.lines[index].role is Role.FURNITURE and (match := _HOLDER.search(page.words(index))):
            yield index, match["name"]


def _is_named(name: str, lines: Sequence[str]) -> bool:
    """Whether one of `lines` is `name`, or begins with it and a break."""
    return len(name) > len("The") and any(
        line.startswith(name) and not line[len(name) : len(name) + 2].strip().isalnum() for line in lines
    )


def _credits(page: _Text) -> Iterator[int]:
    return (index for index, line in enumerate(page.lines) if line.role in (Role.BYLINE, Role.DATELINE))


def _agencies(page: _Text) -> Iterator[_Found]:
    for index in _credits(page):
        if agencies_in(page.words(index)):
            yield page.found(index, page.words(index), "a credit")
    for index, match in _opening_datelines(page):
        if agency := match["agency"] or match["alone"]:
            yield page.found(index, agency, "the dateline")


def _dateline(page: _Text) -> Iterator[_Found]:
    for index in takewhile(lambda index: index < page.story, _credits(page)):
        if match := DATELINE_LINE.match(page.words(index)):
            yield page.found(index, match["place"], "a line of its own")
    for index, match in _opening_datelines(page):
        if match["place"]:
            yield page.found(index, match["place"].strip(), "opens the story")


def _opening_datelines(page: _Text) -> Iterator[tuple[int, re.Match[str]]]:
    """The dateline that a line of the story's beginning opens with; a line of summary may stand before it."""
    for index in range(page.story, min(page.story + _BELOW, len(page.lines))):
        match = DATELINE.match(page.words(index))
        if match and page.lines[index].role is Role.BODY:
            yield index, match


def _author(page: _Text) -> Iterator[_Found]:
    for index in _credits(page):
        match = AUTHOR.match(page.words(index))
        if match and not agencies_in(match["names"]):
            yield page.found(index, match["names"], "a byline")
