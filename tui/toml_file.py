"""A TOML file as a flat table that remembers on which line everything stands.

`tomllib` reads it, and tells no lines; finding them here costs less than a millisecond and no further library.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TABLE = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_KEY = re.compile(r"""((?:[^"'#=]|"[^"]*"|'[^']*')+)=""")


class Entry(NamedTuple):
    """A value and where it stands.

    Attributes:
        value: As `tomllib` gives it; never a table.
        line: Counted from 1.
    """

    value: object
    line: int


class TomlError(Exception):
    """The file cannot be read or is not TOML; the message says where and why, without the file's name."""


def read_toml(path: Path) -> dict[str, Entry]:
    """The values of a file by their full dotted names: `a.b` for `b` in the table `a`.

    Raises:
        TomlError: It cannot be read, or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise TomlError(f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise TomlError("is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"is not TOML: {error}") from error
    lines = key_lines(text)
    return {".".join(name): Entry(value, _line_of(name, lines)) for name, value in _leaves(table)}


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    """The line on which each key of a TOML text stands first, counted from 1; that of its head for a table."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _TABLE.match(line):
            table = _parts(head[1])
            lines.setdefault(table, number)
        elif (key := _KEY.match(line)) and (parts := _parts(key[1])):
            lines.setdefault((*table, *parts), number)
    return lines


def _parts(key: str) -> tuple[str, ...]:
    """A dotted key in its parts; none if it is no key, as in the middle of a text of several lines."""
    try:
        return next(_leaves(tomllib.loads(f"{key.strip()} = 0")))[0]
    except tomllib.TOMLDecodeError:
        return ()


def _leaves(table: dict[str, object], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _line_of(name: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> int:
    """The line of a name, else of the table on one line that it stands in; the first where a key is written oddly."""
    above = (name[:length] for length in range(len(name), 0, -1))
    return next((lines[part] for part in above if part in lines), 1)
