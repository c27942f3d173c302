"""What a web page says of itself in its markup: title, outlet, author, date of publication, address.

Read where publishers put it for machines: JSON-LD (schema.org, `NewsArticle`), Open Graph (https://ogp.me),
the usual `meta` names, `<time itemprop="datePublished">`, `<h1>` and `<title>`. Nothing is guessed from the
page's words: what none of them says stays empty.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from annotations.articles.credits import CREDIT_LINE
from annotations.articles.given import Given

if TYPE_CHECKING:
    from lxml.etree import _Element

FIELDS = ("title", "outlet", "author", "published", "url")

LONGEST = 300
"""Code points of the longest title, name or address that is believed."""

_STORIES = ("Article", "Posting", "Report")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"),
    "published": (
        "article:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "og:published_time",
    ),
    "url": ("og:url",),
}
_SPACES = re.compile(r"\s+")
_ISO_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_NO_NAME = re.compile(r"https?:|www\.|@|[<>{}]|^(?:admin|administrator|editor|unknown|anonymous|staff)$", re.IGNORECASE)
_BEFORE_NEWSPAPERS = "1600"  # `0001-01-01` is what a program writes that knows no date
_BY = re.compile(r"by[ :]+", re.IGNORECASE)


def read_page_metadata(root: "_Element") -> dict[str, Given]:
    """What the page below `root` says of itself, by the names in `FIELDS`; the surest place that has it."""
    found: dict[str, Given] = {}
    for told in (*_site_name(root), *_from_json(root), *_from_meta(root), *_from_elements(root)):
        value = _READERS[told.field](told.value[: 2 * LONGEST])
        if value and len(value) <= LONGEST and told.field not in found:
            found[told.field] = Given(told.field, value, f"the page's metadata ({told.origin})")
    _set_title_as_shown(root, found)
    if "outlet" in found and "author" in found and found["author"].value.casefold() == found["outlet"].value.casefold():
        del found["author"]  # a report without a byline: its publisher stands for the author
    return found


def _site_name(root: "_Element") -> Iterator[Given]:
    """The site's own name, before JSON-LD, whose publisher of a wire report can be the agency."""
    return (given for given in _from_meta(root) if given.origin == "og:site_name")


def _set_title_as_shown(root: "_Element", found: dict[str, Given]) -> None:
    """Take the heading for the title where the two share half of their words: search engines are told another."""
    told = _words_of(found["title"].value) if "title" in found else frozenset()
    for heading in root.iter("h1"):
        shown = _words("".join(map(str, heading.itertext())))
        words = _words_of(shown)
        if len(shown) <= LONGEST and told and 2 * len(words & told) >= max(len(words), len(told)):
            found["title"] = Given("title", shown, "the page's heading")
            return


def _words_of(value: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", value.casefold()))


def _from_json(root: "_Element") -> Iterator[Given]:
    for thing in _linked_data(root):
        kind = thing.get("@type")
        if any(str(each).endswith(_STORIES) for each in (kind if isinstance(kind, list) else [kind])):
            yield Given("title", _name(thing.get("headline")), "JSON-LD")
            yield Given("outlet", _name(thing.get("publisher")), "JSON-LD")
            yield Given("author", _name(_people(thing.get("author"))), "JSON-LD")
            yield Given("published", _name(thing.get("datePublished")), "JSON-LD")


def _linked_data(root: "_Element") -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD scripts: the outermost ones, and those of a list or a graph."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            graph = data.get("@graph", data) if isinstance(data, dict) else data
            yield from (each for each in (graph if isinstance(graph, list) else [graph]) if isinstance(each, dict))


def _people(value: object) -> list[object]:
    """The authors in a JSON-LD value; an organisation is one only if it is an agency."""
    authors = value if isinstance(value, list) else [value]
    organised = [each for each in authors if isinstance(each, dict) and "Organi" in str(each.get("@type"))]
    return [each for each in authors if each not in organised or CREDIT_LINE.match(_name(each))]


def _name(value: object) -> str:
    """The name in a JSON-LD value: text, an object with a name, or a list of such."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, (_name(each) for each in value if not isinstance(each, list)))))
    if isinstance(value, dict):
        value = value.get("name")
    return unescape(value) if isinstance(value, str) else ""


def _from_meta(root: "_Element") -> Iterator[Given]:
    given: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        given.setdefault(name.lower(), meta.get("content") or "")
    for field, names in _META.items():
        yield from (Given(field, given[name], name) for name in names if name in given)


def _from_elements(root: "_Element") -> Iterator[Given]:
    headings = list(root.iter("h1"))
    if len(headings) == 1:
        yield Given("title", "".join(map(str, headings[0].itertext())), "its one heading")
    for element in root.iter("title"):
        yield Given("title", element.text or "", "title")
    for element in root.iter("time"):
        if "datePublished" in (element.get("itemprop") or "") or element.get("pubdate") is not None:
            yield Given("published", element.get("datetime") or "", "time")
    for element in root.iter("link"):
        if element.get("rel") == "canonical":
            yield Given("url", element.get("href") or "", "canonical link")


def _words(value: str) -> str:
    return _SPACES.sub(" ", value).strip()


def _person(value: str) -> str:
    """A name as a byline has it; an address, a handle or an account (`admin`, `webteam`) is none."""
    name = _words(value)
    if by := _BY.match(name):
        name = name[by.end() :]
    return "" if _NO_NAME.search(name) or (name.islower() and " " not in name) else name


def iso_date(value: str) -> str:
    """The day that a time stamp (ISO 8601, RFC 3339) begins with, as the publisher's own clock had it; else empty."""
    match = _ISO_DATE.match(value.strip())
    try:
        return date(*map(int, match.groups())).isoformat() if match and match[1] > _BEFORE_NEWSPAPERS else ""
    except ValueError:
        return ""


def web_address(value: str) -> str:
    """`value` if it is an absolute address on the web; else empty."""
    address = value.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", address) else ""


_READERS = {"title": _words, "outlet": _words, "author": _person, "published": iso_date, "url": web_address}
