"""A web page → an article.

An article's `text` is what trafilatura takes for the story on the page (https://trafilatura.readthedocs.io):
its headline, then its paragraphs, headings, items and captions, one to a line, white space run together as a
browser does. The markup is gone, and offsets point into this text. The same bytes give the same text as long
as trafilatura's version is the same; where a later one finds another text, that is a changed article, whose
annotations are found again as for any other.

A page in which no story is found is dumped to text whole, and the classifier of plain text tells its lines
apart.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from annotations.articles import phrases
from annotations.articles.blocks import MOST_TAGS, Block, lay_out, parse_html, read_blocks
from annotations.articles.charsets import decode
from annotations.articles.given import Given, make_article
from annotations.articles.lines import Look, look_at_lines
from annotations.articles.mhtml import unpack
from annotations.articles.page_metadata import read_page_metadata
from annotations.articles.plain_text import classify, credit
from annotations.errors import ArticleError
from annotations.model import Article, Line, Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST_PAGE = 16 * 2**20
"""Bytes of the largest page that is read; the largest of 90 news pages had 1.4 million."""

SEARCHED = 20_000
"""Elements up to which the story is looked for: on a page made for that, it takes time by their square. The largest of
90 news pages had 1,600.
"""

LEAST = 80
"""Code points of the least text that is taken for a story."""

TOP = 5
"""Lines of a story among which one may say when it was published."""

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_TAIL = re.compile(r" +(?:[|–—·»:-]|::) +")


def read_archive(content: bytes, name: str) -> Article:
    """The article in a page that was saved with its pictures in one file.

    Args:
        content: MHTML.
        name: What to call it when it is refused, and where it has no title.

    Raises:
        ArticleError: There is no page in it, or the page is too large or holds no text.
    """
    page = unpack(content, name)
    return read_page(page.content, name, url=page.url, charset=page.charset)


def read_page(content: bytes, name: str, *, url: str = "", charset: str = "") -> Article:
    """The article on the page that `content` is.

    Args:
        content: HTML or XHTML.
        name: What to call the page when it is refused, and where it has no title.
        url: Where it was found on the web; else what the page says of that.
        charset: The encoding that its server declares.

    Raises:
        ArticleError: The page is too large, also for the memory that there is, or holds no text.
    """
    html, warning = decode(content[:LARGEST_PAGE], charset)
    if len(content) > LARGEST_PAGE or html.count("<") > MOST_TAGS:
        raise ArticleError(
            f"{name} is too large: a page has at most {LARGEST_PAGE // 2**20} MB and {MOST_TAGS:,} tags. "
            "Save its text alone."
        )
    root = parse_html(html)
    given = {} if root is None else read_page_metadata(root)
    try:
        text, lines, trouble = ("", (), "") if root is None else _story(root, _shorten_title(given))
    except MemoryError as error:
        raise ArticleError(f"{name} needs more memory than there is. Try again, or save its text alone.") from error
    if not lines:
        raise ArticleError(f"{name} holds no text: there is no article on this page.")
    article = make_article(text, lines, given.values(), name if url == name else PurePath(name).stem)
    return article._replace(url=url or article.url, warning=" ".join(filter(None, (warning, trouble))))


def _shorten_title(given: dict[str, Given]) -> str:
    """Cut the outlet, which many pages put behind or before it, from the title; returns the title."""
    if "title" not in given:
        return ""
    outlet = given["outlet"].value if "outlet" in given else ""
    parts = _TAIL.split(given["title"].value)
    kept = [part for part in parts if _key(part) != _key(outlet)]
    if outlet and 0 < len(kept) < len(parts):
        given["title"] = given["title"]._replace(value=" – ".join(kept))
    return given["title"].value


def _story(root: "HtmlElement", title: str) -> tuple[str, Sequence[Line], str]:
    """The text of the story below `root`, and its lines; those of the whole page where no story is found.

    The third is a warning where looking for it has failed.
    """
    captions = _open_captions(root)
    found, trouble = _extract(root)
    blocks = [_seen_again(block, captions) for block in found]
    if sum(len(block.text) for block in blocks) >= LEAST:
        text, lines = lay_out(_with_headline(blocks, title))
        return text, tuple(map(_look_again, lines, look_at_lines(text), count())), trouble
    body = root.find("body")
    text, _ = lay_out(read_blocks(root if body is None else body))
    return text, classify(text), trouble


def _look_again(line: Line, look: Look, place: int) -> Line:
    """What that only names an author or an agency is a byline; one at the top that only says when, a dateline."""
    if line.role is not Role.BODY or look.ends:
        return line
    found = (Role.DATELINE, "says when") if place < TOP and phrases.is_stamp(look) else credit(look)
    return line._replace(role=found[0], reason=found[1]) if found else line


def _extract(root: "HtmlElement") -> tuple[list[Block], str]:
    if sum(1 for _ in islice(root.iter(), SEARCHED + 1)) > SEARCHED:
        return [], ""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it complains on stderr: on our screen
    try:
        found: Any = bare_extraction(root, fast=True, include_comments=False)
    except MemoryError:  # of the machine, not of the page
        raise
    except Exception as error:  # noqa: BLE001 - nothing says what it may raise on a page made to break it
        return [], f"Its story could not be told from the rest of the page ({error!r:.80})."
    return [] if found is None else list(read_blocks(found.body)), ""


def _open_captions(root: "HtmlElement") -> frozenset[str]:
    """Put the text under each picture in its place as a paragraph, as trafilatura drops pictures with their text."""
    captions = set()
    for figure in list(root.iter("figure")):
        words = [" ".join(each.itertext()) for each in figure.iter("figcaption")]
        if not words:
            continue
        tail = figure.tail
        figure.clear()
        figure.tag, figure.tail = "p", tail
        figure.text = _SPACES.sub(" ", " ".join(words)).strip()
        captions.add(_key(figure.text))
    return frozenset(captions - {""})


def _seen_again(block: Block, captions: frozenset[str]) -> Block:
    return block._replace(role=Role.CAPTION) if _key(block.text) in captions else block


def _with_headline(blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """The title as the headline, then the story without the headings at its top that only repeat it."""
    if title:
        yield Block(Role.HEADLINE, title)
    for index, block in enumerate(blocks):
        if index >= 3 or not title or _key(block.text) != _key(title):
            yield block


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text.casefold())
