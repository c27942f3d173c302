"""RSS, Atom, JSON Feed and lists of feeds → articles and addresses."""

import json

import pytest

from annotations.articles import feeds
from annotations.articles.blocks import MOST_TAGS
from annotations.articles.feeds import read_feed
from annotations.articles.opml import MOST_FEEDS, feeds_of
from annotations.errors import ArticleError
from annotations.model import Article, Role

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The River Post</title>
<item>
  <title>Flood cuts off &lt;b&gt;two&lt;/b&gt; villages</title><link>https://example.org/flood</link>
  <pubDate>Mon, 06 Sep 2021 23:30:00 -0500</pubDate><dc:creator>Ann Author</dc:creator>
  <description>Two villages …</description>
  <content:encoded>
  <![CDATA[<p>The café closed on Monday.</p><h2>Help</h2><p>40 people were taken out.</p>]]></content:encoded>
</item>
<item><title>A picture</title><link>https://example.org/picture</link></item>
<item><description>The river fell by 2 metres.</description><pubDate>soon</pubDate></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>
<entry><title type="html">Rock &amp;amp; river</title><updated>2021-09-06T01:00:00Z</updated>
<link href="javascript:alert(1)"/><summary type="text">5 &lt; 6 boats</summary>
<source><title>The River Post</title></source></entry></feed>"""


def articles(content: bytes, charset: str = "") -> list[Article]:
    return [each for each in read_feed(content, "feed.xml", charset=charset) if isinstance(each, Article)]


def test_an_entry_of_rss_is_an_article() -> None:
    article = articles(RSS.format(encoding="utf-8").encode())[0]
    assert [(line.role, article.text[line.start : line.end]) for line in article.lines] == [
        (Role.HEADLINE, "Flood cuts off two villages"),
        (Role.BODY, "The café closed on Monday."),
        (Role.SUBHEAD, "Help"),
        (Role.BODY, "40 people were taken out."),
    ]
    assert (article.title, article.outlet, article.author) == (
        "Flood cuts off two villages",
        "The River Post",
        "Ann Author",
    )
    assert (article.published, article.url) == ("2021-09-06", "https://example.org/flood")
    assert {source.origin for source in article.sources} == {"the feed"}


def test_an_entry_without_text_is_an_error_and_stops_nothing() -> None:
    read = list(read_feed(RSS.format(encoding="utf-8").encode(), "feed.xml"))
    assert [type(each) for each in read] == [Article, ArticleError, Article]
    assert "entry 2, holds no text" in str(read[1])
    assert "https://example.org/picture" in str(read[1])


def test_an_entry_without_a_title_is_called_after_its_place() -> None:
    article = articles(RSS.format(encoding="utf-8").encode())[1]
    assert (article.title, article.published) == ("feed.xml, entry 3", "")


def test_an_entry_of_atom_is_an_article_of_the_feed_that_it_was_taken_from() -> None:
    article = articles(ATOM)[0]
    assert article.text == "Rock & river\n\n5 < 6 boats\n"
    assert (article.outlet, article.published, article.url) == ("The River Post", "2021-09-06", "")


def test_an_item_of_a_json_feed_is_an_article() -> None:
    item = {
        "title": "Flood",
        "content_text": "The river rose.\n\nIt fell again.",
        "external_url": "https://example.org/flood",
        "date_published": "2021-09-06T10:00:00Z",
        "authors": [{"name": "Ann Author"}, 5, {"name": "Jo Weber"}],
    }
    html = {"content_html": "<p>The river<br>fell.</p>", "author": {"name": "Jo Weber"}}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The River Post", "items": [item, html, 5, {}]}
    first, second = articles(json.dumps(feed).encode())
    assert first.text == "Flood\n\nThe river rose.\n\nIt fell again.\n"
    assert (first.author, first.url, first.outlet) == (
        "Ann Author, Jo Weber",
        "https://example.org/flood",
        "The River Post",
    )
    assert (second.text, second.author) == ("The river\nfell.\n", "Jo Weber")


def test_a_feed_that_lies_about_its_encoding_is_read_with_a_warning() -> None:
    article = articles(RSS.format(encoding="utf-8").encode("cp1252", "replace"))[0]
    assert "The café closed" in article.text
    assert "Windows-1252" in article.warning


def test_a_feed_in_the_encoding_that_its_server_names_is_read() -> None:
    article = articles(RSS.format(encoding="utf-8").encode("cp1252", "replace"), "windows-1252")[0]
    assert ("The café closed" in article.text, article.warning) == (True, "")


BOMB = b"<!DOCTYPE rss [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + each, b"&%c;" % (97 + each) * 10) for each in range(9)
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no feed"),
        (b"words", "is no feed"),
        (b"<rss><channel></channel></rss>", "is no feed, or one without entries"),
        (b'{"items": []}', "is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 5}', "is no feed"),
        (b"{", "is no JSON"),
        (b'{"version":' + b"[" * 100_000, "is no JSON"),
        (BOMB + b"]><rss><channel><item><title>&j;</title></item></channel></rss>", "declares entities"),
        (b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>", "declares entities"),
        (b"<rss>" + b" " * feeds.LARGEST_FEED, "at most 4 MB"),
        (b"<rss><channel>" + b"<item>" * MOST_TAGS, "200,000 tags"),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(ArticleError, match=why) as refusal:
        list(read_feed(content, "feed.xml"))
    assert str(refusal.value).startswith("feed.xml")


def test_a_feed_that_breaks_the_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("feedparser.parse", fail)
    with pytest.raises(ArticleError, match="cannot be read as a feed"):
        list(read_feed(ATOM, "feed.xml"))


def opml(*addresses: str) -> bytes:
    outlines = "".join(f'<outline text="a" xmlUrl="{address}"/>' for address in addresses)
    return f'<opml version="2.0"><body><outline text="News">{outlines}</outline></body></opml>'.encode()


def test_a_list_gives_the_addresses_of_its_feeds_each_once() -> None:
    given = opml("https://example.org/a", "file:///etc/passwd", "http://example.org/b", "https://example.org/a")
    assert feeds_of(given, "list.opml") == ["https://example.org/a", "http://example.org/b"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no list of feeds"),
        (b"<opml>", "is no list of feeds"),
        (b"<?xml version='1.0' encoding='hex'?><opml/>", "is no list of feeds"),
        (b"<?xml version='1.0' encoding='undefined'?><opml/>", "is no list of feeds"),
        (opml(), "without feeds"),
        (opml(*(f"https://example.org/{each}" for each in range(MOST_FEEDS + 1))), "lists 1,001 feeds"),
        (b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml>&x;</opml>", "declares entities"),
        (BOMB.replace(b"rss", b"opml") + b"]><opml>&j;</opml>", "declares entities"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(ArticleError, match=why) as refusal:
        feeds_of(content, "list.opml")
    assert str(refusal.value).startswith("list.opml")
