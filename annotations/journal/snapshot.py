"""The JSON file: a document per line, sorted by id, nothing in it that changes by itself."""

import json

import orjson

from annotations.journal.values import Document, Rows, Tables, number_of_documents, to_json

BOM = b"\xef\xbb\xbf"
"""The byte-order mark that some editors put before UTF-8."""

EMPTY = b"{}\n"
"""The file of a database that holds nothing."""


def write_tables(tables: Tables) -> bytes:
    """The file's content: the same for the same documents, whatever order they came in."""
    written = [_written(name, tables[name]) for name in sorted(tables) if tables[name]]
    return b"{\n" + b",\n".join(written) + b"\n}\n" if written else EMPTY


def parse_tables(content: bytes) -> Tables:
    """The tables in a file's content.

    Raises:
        ValueError: It is no JSON, or not tables of documents; the message says which, for a person.
    """
    try:
        tables = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"it is not whole JSON from line {error.lineno} on") from error
    if not isinstance(tables, dict):
        raise ValueError("it is JSON, but not a TinyDB database")  # noqa: TRY004 - no call is wrong
    for name, rows in tables.items():
        if not isinstance(rows, dict) or not all(type(document) is dict for document in rows.values()):
            raise ValueError(f"the table “{name}” is not made of documents")
    return {name: rows for name, rows in tables.items() if rows}


def parse_leniently(content: bytes) -> Tables:
    """The tables in a file's content, where nothing but a comma or a bracket may be missing.

    Raises:
        ValueError: A document cannot be read, or may be missing; the message says why, for a person.
    """
    content = content.removeprefix(BOM)
    try:
        return parse_tables(content)
    except ValueError:
        found = salvage(content)
        if not found.complete:
            raise
        return found.tables


class Salvage:
    """What the lines of a damaged file still say.

    Attributes:
        tables: The documents whose lines are whole.
        unreadable: How many lines are not.
        complete: Whether nothing but commas and brackets can be missing.
    """

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.unreadable = 0
        self.complete = False

    def documents(self) -> int:
        """How many documents could be read."""
        return number_of_documents(self.tables)


def salvage(content: bytes) -> Salvage:
    """Read a damaged file line by line."""
    found = Salvage()
    rows: Rows | None = None
    closed = 0
    for line in content.split(b"\n"):
        text = line.strip(b" \t\r,")
        if text in (b"{", b""):
            continue
        closed = closed + 1 if text == b"}" else 0
        if text == b"}":
            rows = None
        elif rows is None:
            rows = _opened(text, found)
        else:
            _read_document(text, rows, found)
    found.complete = closed == 2 and not found.unreadable
    return found


def _written(name: str, rows: Rows) -> bytes:
    # Ids are numbers as a rule: sorted by length first they are in the order of their values.
    ordered = sorted(rows, key=lambda doc_id: (len(doc_id), doc_id))
    lines = [b"%b: %b" % (_key(doc_id), to_json(rows[doc_id])) for doc_id in ordered]
    return b"%b: {\n%b\n}" % (_key(name), b",\n".join(lines))


def _key(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()


def _opened(text: bytes, found: Salvage) -> Rows | None:
    named = _loads(b"{%b}}" % text)
    if named is None or len(named) != 1:
        found.unreadable += 1
        return None
    return found.tables.setdefault(next(iter(named)), {})


def _read_document(text: bytes, rows: Rows, found: Salvage) -> None:
    documents = _loads(b"{%b}" % text)
    if documents is None or not all(isinstance(document, dict) for document in documents.values()):
        found.unreadable += 1
    else:
        rows.update(documents)


def _loads(text: bytes) -> Document | None:
    try:
        loaded: Document = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return loaded
