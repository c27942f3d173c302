"""What a person types to filter a list, cut into its terms: `name:value,value`, words, and "two words"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.errors import InputError

_TERM = re.compile(r'(?:[^\s"]|"(?:[^"]|"")*")+')
_NAME = re.compile(r"\w+(?=:)")
_VALUE = re.compile(r'(?:[^,"]|"(?:[^"]|"")*")+')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_PLAIN = re.compile(r'[^\s,:"]+')


class Term(NamedTuple):
    """One term of a filter.

    Attributes:
        name: What stands before the colon, as typed; empty for words.
        values: What is wanted, case-folded and without quotation marks; of words exactly one.
    """

    name: str
    values: list[str]


def terms_of(line: str) -> Iterator[Term]:
    """The terms of a line; a value with a space, comma or colon stands in double quotation marks, doubled inside.

    Raises:
        InputError: A quotation mark is left open.
    """
    if line.count('"') % 2:
        raise InputError("A quotation mark is left open in the filter.")
    for term in _TERM.findall(line):
        if name := _NAME.match(term):
            yield Term(name.group(), list(filter(None, map(_unquoted, _VALUE.findall(term[name.end() + 1 :])))))
        elif word := _unquoted(term):
            yield Term("", [word])


def quoted(value: str) -> str:
    """A value or a word as it is typed: in quotation marks where it must be."""
    return value if _PLAIN.fullmatch(value) else '"{}"'.format(value.replace('"', '""'))


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda match: match[1].replace('""', '"'), text).casefold()
