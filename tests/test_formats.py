"""Which format something is in."""

import pytest

from annotations.articles.formats import Format, format_of, format_of_name


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<!DOCTYPE html><html>", Format.PAGE),
        (b"\xef\xbb\xbf\n <!-- saved from -->\n<HTML lang=en>", Format.PAGE),
        ("<?xml version='1.0'?><html xmlns='x'>".encode("utf-16"), Format.PAGE),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", Format.FEED),
        (b"<?xml-stylesheet href='a'?><feed xmlns='x'>", Format.FEED),
        (b"<rdf:RDF xmlns:rdf='x'>", Format.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', Format.FEED),
        (b"<opml version='1.0'>", Format.FEED_LIST),
        (b"From: <Saved by a browser>\r\nContent-Type: multipart/related;", Format.ARCHIVE),
        (b"The <html> element holds a page.", Format.TEXT),
        (b'{"version": 5}', Format.TEXT),
        (b"", Format.TEXT),
        (b"<p>words", Format.TEXT),
    ],
)
def test_the_content_says_its_format(content: bytes, found: Format) -> None:
    assert format_of(content) is found


def test_the_content_goes_before_the_media_type_and_that_before_the_name() -> None:
    assert format_of(b"<rss>", "a.html", "text/html") is Format.FEED
    assert format_of(b"<p>words", "a.csv", "text/html") is Format.PAGE
    assert format_of(b"text,title", "a.csv", "text/plain") is Format.TABLE


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.TXT", Format.TEXT),
        ("a.md", Format.TEXT),
        ("a.xhtml", Format.PAGE),
        ("a.MHT", Format.ARCHIVE),
        ("a.tsv", Format.TABLE),
        ("a.opml", Format.FEED_LIST),
        ("a.atom", Format.FEED),
        ("a.xml", None),
        ("html", None),
    ],
)
def test_a_name_says_its_format(name: str, found: Format | None) -> None:
    assert format_of_name(name) is found
