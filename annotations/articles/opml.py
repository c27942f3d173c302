"""OPML, the lists of feeds that readers of feeds exchange (http://opml.org/spec2.opml) → addresses of feeds."""

from xml.parsers import expat

from annotations.articles.page_metadata import web_address
from annotations.errors import ArticleError

MOST_FEEDS = 1000
"""Feeds of the longest list that is read."""


def feeds_of(content: bytes, name: str) -> list[str]:
    """The addresses of the feeds on a list, each once, in its order.

    A list that declares entities is refused: no program writes one, and they are how XML is made to explode or
    to read other files.

    Raises:
        ArticleError: It is no OPML, declares entities, or has no feeds or too many; the list is called `name`.
    """
    found: list[str] = []

    def refuse_entity(*_: object) -> None:
        raise ArticleError(f"{name} declares entities, which a list of feeds has no use for. Export it again.")

    def collect(_: str, attributes: dict[str, str]) -> None:
        found.extend(filter(None, [web_address(attributes.get("xmlUrl", ""))]))

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = collect
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two of an encoding that it declares
        raise ArticleError(f"{name} is no list of feeds: {error}. Export it again as OPML.") from error
    feeds = list(dict.fromkeys(found))
    if not feeds:
        raise ArticleError(f"{name} is a list without feeds.")
    if len(feeds) > MOST_FEEDS:
        raise ArticleError(f"{name} lists {len(feeds):,} feeds; {MOST_FEEDS:,} are read at most. Split it.")
    return feeds
