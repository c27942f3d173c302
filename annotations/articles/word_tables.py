"""Where the words of articles are looked for: tables of FTS5, an article's words under one number in both.

A word is looked for with every letter that is typed, among a hundred thousand articles. So the table that finds words
by how they begin knows nothing of their places, and what stands behind up to five letters is kept ready: a tenth to a
hundredth of the time that the other takes, which is asked for phrases only.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with the first look into the index
    import sqlite3

SCHEMA = """
    CREATE VIRTUAL TABLE words USING fts5 (title, around, text, content='', tokenize='unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE beginnings USING fts5 (
        words, content='', columnsize=0, detail=none, prefix='1 2 3 4 5', tokenize='unicode61 remove_diacritics 2'
    );
"""
"""Of the tables; `words` for phrases, `beginnings` for words."""

_LETTER = r"[^\W_]"


def add_words(db: "sqlite3.Connection", title: str, around: str, text: str) -> int:
    """Make an article's words known.

    Args:
        db: Has the tables.
        title: The headline.
        around: What else the article is found by.
        text: The text.

    Returns:
        The number of its words, higher than those before.
    """
    number = db.execute("INSERT INTO words (title, around, text) VALUES (?, ?, ?)", (title, around, text)).lastrowid
    together = f"{title}\n{around}\n{text}"
    db.execute("INSERT INTO beginnings (rowid, words) VALUES (?, ?)", (number, together))
    return number or 0


def matches(words: Iterable[str]) -> list[tuple[str, str]]:
    """What to ask for articles that hold all of some words and phrases: tables, and what they must match.

    Args:
        words: Each stands for all that begin with it. Those without a letter or a digit are left out.
    """
    wanted: dict[str, list[str]] = {}
    for word in (each for each in words if re.search(_LETTER, each)):
        table = "beginnings" if _is_one(word) else "words"
        wanted.setdefault(table, []).append('"{}"*'.format(word.replace('"', " ")))
    return [(table, " ".join(terms)) for table, terms in wanted.items()]


def numbers_with(db: "sqlite3.Connection", words: Iterable[str]) -> list[int] | None:
    """The numbers, ascending, of all words of articles with some words and phrases; nothing where none is asked."""
    found = [_numbers(db, table, match) for table, match in matches(words)]
    return sorted(set(found[0]).intersection(*found[1:])) if len(found) > 1 else found[0] if found else None


def _numbers(db: "sqlite3.Connection", table: str, match: str) -> list[int]:
    """The numbers of what matches in a table, ascending, as FTS5 gives them."""
    from orjson import loads  # a number at a time takes three times as long as one text with all of them

    wanted = f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
    numbers: list[int] = loads(db.execute(wanted, (match,)).fetchone()[0])
    return numbers


def _is_one(word: str) -> bool:
    """Whether SQLite takes it for one word: letters and digits that Unicode has had for longer than SQLite knows it."""
    return all(unicodedata.ucd_3_2_0.category(sign)[0] in "LN" for sign in word)
