"""Which articles one wants to see, and in which order: as a value, and as the line that one types.

`outlet:"daily news" after:2024-03 before:2024-05 status:disputed unread flood "two days"`: all of it must hold; of
several values of one name, any. Words are looked for at the beginnings of words in title, text, outlet, date and path.
"""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import InputError
from annotations.model import Status

if TYPE_CHECKING:
    from annotations.terms import Term

NAMES = ("outlet", "before", "after", "status")
"""The names that may stand before a colon."""

UNREAD = "unread"
"""The word for articles that are not marked as read; in quotation marks it is a word like others."""

_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


class Order(StrEnum):
    """What a list of articles is sorted by."""

    FILE = "file"
    OUTLET = "outlet"
    DATE = "date"
    TITLE = "title"
    LENGTH = "length"
    ORIGIN = "origin"
    PROGRESS = "progress"


class Query(NamedTuple):
    """What an article must be; what is empty lets every article pass.

    Attributes:
        words: Each is a word, or several that stand one after the other, case-folded.
        outlets: The outlet's name holds any of these, case-folded.
        before: ISO 8601 date, month or year that the article is older than.
        after: ISO 8601 date, month or year that the article is not older than.
        statuses: An annotation has any of these.
        unread: Whether the reader has not marked it as read.
    """

    words: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    statuses: frozenset[Status] = frozenset()
    unread: bool = False


def parse_query(line: str) -> Query:
    """The query that a person typed; an empty line lets every article pass.

    Raises:
        InputError: A name or a value is not known, or a quotation mark is left open; the sentence says what there is.
    """
    from annotations.terms import terms_of  # nobody has typed anything when the list is first shown

    terms = list(terms_of(line))
    named = [term for term in terms if term.name]
    values = {name: _values(name, named) for name in NAMES}
    for term in named:
        _check(term)
    words = dict.fromkeys(value for term in terms if not term.name for value in term.values)
    return Query(
        words=tuple(word for word in words if word != UNREAD),
        outlets=tuple(values["outlet"]),
        before=min(values["before"], default=""),
        after=max(values["after"], default=""),
        statuses=frozenset(map(Status, values["status"])),
        unread=UNREAD in words,
    )


def _values(name: str, terms: "list[Term]") -> list[str]:
    return [value for term in terms if term.name.casefold() == name for value in term.values]


def _check(term: "Term") -> None:
    name = term.name.casefold()
    if name not in NAMES:
        raise InputError(f"There is no filter “{term.name}”. There are: {', '.join(NAMES)}, {UNREAD}.")
    if not term.values:
        raise InputError(f"What is “{term.name}:” to be?")
    for value in term.values:
        if name in ("before", "after") and not re.fullmatch(_DATE, value):
            raise InputError(f"“{value}” is no day, month or year: write {name}:2024-03-01, 2024-03 or 2024.")
        if name == "status" and value not in tuple(Status):
            raise InputError(f"There is no status “{value}”. There are: {', '.join(Status)}.")
