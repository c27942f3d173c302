"""Whatever a source holds: an article or a sentence, never another exception, and soon.

`pytest -m long` tries ten thousand of each.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_feeds import ATOM, RSS, opml
from test_web import ABOUT, ARCHIVE, json_ld, page

from annotations.articles import fetching
from annotations.articles.fetching import Answer
from annotations.articles.formats import Format
from annotations.articles.reading import Manner, Read, read_articles
from annotations.errors import ArticleError
from annotations.model import Article
from tui.widgets.wrapping import printable

LONG = 10_000
TERMINAL = ("\x1b]8;;http://a\x07", "\x1b]52;c;eA==\x07", "\x9b31m", "\u202e", "\u200b", "\0", "[bold red]", "\ud800")
PIECES = (
    *TERMINAL,
    "<", ">", "&", "&#0;", "&#x1b;", "&a;", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [<!ENTITY a 'b'>]>",
    "<?xml ", "encoding='utf-16'", "<meta charset=utf-7>", "<p>", "</p>", "<div>", "<table><tr><td>", "<br>", "<h1>",
    "<figure><figcaption>", "<script type='application/ld+json'>{", "</script>", "<item>", "<entry>", "<title>",
    "<link>", "<pubDate>", "<content type='xhtml'>", "<outline xmlUrl='http://[' ", "Content-Type: ", "boundary=",
    "text/html; charset=", "base64", "--", '"', "'", ",", ";", ":", "{", "[", "]", "}", "\n", "\r", "\r\n\r\n",
    "\ufeff", "\uffff", "9" * 30, "The river rose. ",
)  # fmt: skip
WHOLE = {
    Format.TEXT: b"Two villages were cut off by the flood on Monday, and 40 people were taken out by boat.",
    Format.PAGE: page(head=json_ld(ABOUT)),
    Format.ARCHIVE: ARCHIVE,
    Format.FEED: RSS.format(encoding="utf-8").encode(),
    Format.FEED_LIST: opml("https://example.org/a", "https://example.org/b"),
    Format.TABLE: b'text,title,date,link\n"The river\nrose.",Flood,2021-09-06,https://example.org\n',
    Format.LINES: b'{"text": "The river\\nrose.", "title": "Flood"}\n\n{"text": "It fell.", "date": "2021-09-06"}\n',
}
RAW = st.binary(max_size=300)
WORDS = st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=30).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Something whole, with a part of it replaced a few times."""
    content = whole
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 200)))
        content = content[:start] + draw(WORDS | RAW) + content[end:]
    return content


def check(read: Read) -> None:
    for each in read:
        assert isinstance(each, Article | ArticleError)
        if isinstance(each, ArticleError):
            assert str(each).endswith(".")
            continue
        assert each.lines
        assert each.title
        assert all(0 <= line.start < line.end <= len(each.text) for line in each.lines)
        assert all("\n" not in each.text[line.start : line.end] for line in each.lines)
        assert all(source.span is None or each.text[slice(*source.span)] for source in each.sources)
        assert len(printable(each.text)) == len(each.text)


@pytest.fixture(autouse=True)
def no_web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "fetch", lambda url: Answer(ATOM, "", "", url))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "source"


def try_many(file: Path, format_: Format, examples: int) -> None:
    @settings(max_examples=examples, deadline=10_000, suppress_health_check=list(HealthCheck))
    @given(damaged(WHOLE[format_]) | WORDS | RAW, st.sampled_from([format_, None]))
    def attempt(content: bytes, known: Format | None) -> None:
        file.write_bytes(content)
        check(read_articles(file, Manner(format=known)))

    attempt()


@pytest.mark.parametrize("format_", Format)
def test_no_source_raises_anything(file: Path, format_: Format) -> None:
    try_many(file, format_, 60)


@pytest.mark.long
@pytest.mark.parametrize("format_", Format)
def test_no_source_raises_anything_among_very_many(file: Path, format_: Format) -> None:
    try_many(file, format_, LONG)
