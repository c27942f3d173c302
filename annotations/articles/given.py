"""An article of which more is given than its text: by a page's metadata, by a feed, by the columns of a table."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotations.articles.credits import CREDIT_LINE, agencies_in
from annotations.articles.metadata import Metadata, read_metadata
from annotations.model import Article, Line, Source

_SHOWN = ("title", "outlet", "published", "author")


class Given(NamedTuple):
    """A value for a field of `Article` (title, outlet, published, author, url), and a few words on where it is from."""

    field: str
    value: str
    origin: str


def make_article(text: str, lines: Sequence[Line], given: Iterable[Given], name: str) -> Article:
    """The article that `text` is; what is given goes before what the text says of itself.

    Args:
        text: The whole text.
        lines: Its lines that are not blank.
        given: At most one value for a field; empty ones count as not given.
        name: What to call it if there is no title.
    """
    values = {each.field: each for each in given if each.value}
    found = _without_agency(read_metadata(text, lines), values)
    told = {field: values[field].value if field in values else getattr(found, field) for field in _SHOWN}
    sources = [_source(each, found) for field, each in values.items() if field in _SHOWN]
    sources += [source for source in found.sources if source.field not in values]
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        article_id=sha256[:16],
        pages=text,
        sha256=sha256,
        lines=tuple(lines),
        agencies=found.agencies,
        dateline=found.dateline,
        sources=tuple(sources),
        url=values["url"].value if "url" in values else "",
        **told | {"title": told["title"] or name},
    )


def _source(given: Given, found: Metadata) -> Source:
    """Where `given` comes from, with the passage of the text that says the same."""
    same = (source.span for source in found.sources if source.field == given.field)
    return Source(given.field, given.origin, next(same, None) if getattr(found, given.field) == given.value else None)


def _without_agency(found: Metadata, values: dict[str, Given]) -> Metadata:
    """Take an agency that is given as the author for the agency that it is."""
    author = values.get("author")
    if author is None or not CREDIT_LINE.match(author.value):
        return found
    del values["author"]
    return replace(
        found,
        agencies=tuple(dict.fromkeys((*found.agencies, *agencies_in(author.value)))),
        sources=(*found.sources, Source("agencies", author.origin)),
    )
