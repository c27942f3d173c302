"""Where the articles of a library come from."""

from typing import NamedTuple


class SourceRecord(NamedTuple):
    """A place that the reader imported: what is found there belongs to the library from then on.

    Attributes:
        source: An absolute path of a file or folder, or an address (of a page, a feed …).
        added_at: ISO 8601 with zone.
    """

    source: str
    added_at: str = ""
