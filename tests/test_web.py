"""Web pages → articles: what their text is, and what they say of themselves."""

import hashlib
import json
from pathlib import Path

import pytest

from annotations.articles import web
from annotations.articles.files import find_files, read_article
from annotations.articles.page_metadata import iso_date, web_address
from annotations.articles.parse_cache import ParseCache
from annotations.articles.web import read_archive, read_page
from annotations.errors import ArticleError
from annotations.model import Article, Role

STORY = """
<p>BEIRUT (AFP) - Two villages were cut off by the flood on Monday, and 40 people were taken out by boat.</p>
<figure><img src="a.jpg">
<figcaption>Boats in the village of Oberau on Monday. <i>Photo: Jo Weber</i></figcaption></figure>
<p>“We have never seen the river so high,” the mayor, Ana Petrovic, told reporters in the town hall.</p>
<figure><img src="b.jpg"></figure>
<h2>Help from outside</h2>
<p>The water is expected to fall by Thursday, according to the weather service, which lifted its warning.</p>
<ul><li>The bridge at Oberau is closed until Friday morning.</li><li>Schools stay closed for the whole week.</li></ul>
<p>Source: Reuters</p>
"""
ABOUT = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The River Post"},
        {
            "@type": ["NewsArticle"],
            "headline": "Flood: villages cut off",
            "datePublished": "2021-09-06T23:30:00-05:00",
            "author": [{"@type": "Person", "name": "Ann Author"}, {"@type": "Organization", "name": "River Post Desk"}],
            "publisher": {"@type": "Organization", "name": "River Post &amp; Sons"},
        },
    ],
}


def page(story: str = STORY, head: str = "", before: str = "<h1>Flood cuts off two villages</h1>") -> bytes:
    menu = "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
    return (
        f"<!doctype html><html><head>{head}</head><body>{menu}<article>{before}{story}</article></body></html>".encode()
    )


def json_ld(about: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(about)}</script>'


def told(article: Article) -> list[tuple[Role, str]]:
    return [(line.role, article.text[line.start : line.end]) for line in article.lines]


def test_the_text_of_a_page_is_its_story_with_the_roles_of_the_markup() -> None:
    article = read_page(page(head="<title>Flood cuts off two villages | The River Post</title>"), "page.html")
    assert [(role, text[:20]) for role, text in told(article)] == [
        (Role.HEADLINE, "Flood cuts off two v"),
        (Role.BODY, "BEIRUT (AFP) - Two v"),
        (Role.CAPTION, "Boats in the village"),
        (Role.BODY, "“We have never seen "),
        (Role.SUBHEAD, "Help from outside"),
        (Role.BODY, "The water is expecte"),
        (Role.BODY, "The bridge at Oberau"),
        (Role.BODY, "Schools stay closed "),
        (Role.BYLINE, "Source: Reuters"),
    ]
    assert all(line.reason for line in article.lines)
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.text == read_page(page(head="<title>Flood cuts off two villages | The River Post</title>"), "x").text


def test_the_items_of_a_list_follow_each_other_without_a_gap() -> None:
    assert "Friday morning.\nSchools stay" in read_page(page(), "page.html").text


def test_the_story_says_what_a_text_would_say() -> None:
    article = read_page(page(), "page.html")
    assert (article.dateline, article.agencies) == ("BEIRUT", ("Reuters", "AFP"))


def test_what_a_page_says_of_itself_is_known_and_where_it_says_so() -> None:
    head = json_ld(ABOUT) + '<link rel="canonical" href="https://example.org/flood">'
    article = read_page(page(head=head), "page.html")
    assert article.title == "Flood cuts off two villages"
    assert (article.outlet, article.published) == ("River Post & Sons", "2021-09-06")
    assert (article.author, article.url) == ("Ann Author", "https://example.org/flood")
    origins = {source.field: source.origin for source in article.sources}
    assert origins["title"] == "the page's heading"
    assert origins["published"] == "the page's metadata (JSON-LD)"
    title = next(source for source in article.sources if source.field == "title")
    assert title.span is not None
    assert article.text[slice(*title.span)] == article.title


def test_open_graph_and_meta_names_are_read_where_there_is_no_json() -> None:
    head = """
    <meta property="og:title" content="Flood cuts off two villages">
    <meta property="og:site_name" content="The River Post">
    <meta property="og:url" content="https://example.org/flood">
    <meta property="article:published_time" content="20210906T1000Z">
    <meta name="author" content="By Ann  Author">
    """
    article = read_page(page(head=head, before=""), "page.html")
    assert (article.title, article.outlet) == ("Flood cuts off two villages", "The River Post")
    assert (article.published, article.author) == ("2021-09-06", "Ann Author")
    assert article.url == "https://example.org/flood"


@pytest.mark.parametrize("separator", ["|", "–", "-", "::"])
def test_the_outlet_is_cut_from_the_title(separator: str) -> None:
    head = f"<title>Flood {separator} the day after {separator} The River Post</title>"
    article = read_page(
        page(head=head + '<meta property="og:site_name" content="The River Post">', before=""), "a.html"
    )
    assert article.title == "Flood – the day after"


def test_a_title_that_is_the_outlet_alone_is_kept() -> None:
    head = '<title>The River Post</title><meta property="og:site_name" content="The River Post">'
    assert read_page(page(head=head, before=""), "a.html").title == "The River Post"


def test_elements_of_the_page_are_read_where_there_is_nothing_else() -> None:
    head = '<link rel="stylesheet" href="a.css"><title>Flood in the valley</title><script>0</script>'
    times = '<time datetime="2023-01-01">today</time><time itemprop="datePublished" datetime="2021-09-06">Monday</time>'
    article = read_page(page(times + STORY, head, before="<h1>The River Post</h1><h1>Sport today</h1>"), "a.html")
    assert (article.title, article.published, article.url) == ("Flood in the valley", "2021-09-06", "")


def test_an_agency_that_is_given_as_the_author_is_an_agency() -> None:
    about = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Reuters"}}
    article = read_page(page("<p>" + "The river is still rising. " * 9, json_ld(about)), "page.html")
    assert (article.author, article.agencies) == ("", ("Reuters",))
    assert [source.field for source in article.sources] == ["title", "agencies"]


@pytest.mark.parametrize(
    "author", ["https://www.facebook.com/river", "@river", "admin", "webteam", "", "x" * 400, "The River Post"]
)
def test_what_is_no_name_is_no_author(author: str) -> None:
    head = f'<meta name="author" content="{author}"><meta property="og:site_name" content="The River Post">'
    assert read_page(page(head=head), "page.html").author == ""


@pytest.mark.parametrize(
    "about",
    [
        '[["a"], {"@type": "NewsArticle"}]',
        '{"@type": "NewsArticle", "headline": 5, "author": [[]], "publisher": {"name": []}}',
        "{",
        "[" * 10_000,
        "5",
        "[5]",
    ],
)
def test_json_that_says_nothing_is_passed_over(about: str) -> None:
    article = read_page(page(head=f'<script type="application/ld+json">{about}</script>'), "page.html")
    assert (article.title, article.outlet, article.author) == ("Flood cuts off two villages", "", "")


def test_a_page_that_says_nothing_of_itself_is_called_after_its_file() -> None:
    article = read_page(page(before=""), "/tmp/the flood.html")
    assert (article.title, article.outlet, article.published, article.url) == ("the flood", "", "", "")


def test_an_address_is_kept_where_the_page_was_found() -> None:
    head = '<link rel="canonical" href="https://example.org/flood">'
    assert read_page(page(head=head), "x", url="https://example.org/amp/flood").url == "https://example.org/amp/flood"


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2021-09-06T23:30:00-05:00", "2021-09-06"),
        ("20210906", "2021-09-06"),
        ("0001-01-01T00:00:00", ""),
        ("2021-02-30", ""),
        ("2021-09", ""),
        ("Monday", ""),
    ],
)
def test_a_time_stamp_gives_its_day_or_nothing(stamp: str, day: str) -> None:
    assert iso_date(stamp) == day


@pytest.mark.parametrize(
    "address", ["ftp://example.org", "/flood", "https://", "http://[", "https://a b", "javascript:x"]
)
def test_what_is_no_address_on_the_web_is_none(address: str) -> None:
    assert web_address(address) == ""


def test_a_line_at_the_top_that_only_says_when_gives_the_date_where_the_metadata_does_not() -> None:
    article = read_page(page("<p>Published 6 September 2021</p>" + STORY + "<p>7 September 2021</p>"), "page.html")
    assert article.published == "2021-09-06"
    assert (Role.DATELINE, "Published 6 September 2021") in told(article)
    assert (Role.BODY, "7 September 2021") in told(article)


def test_a_page_without_a_story_is_told_apart_like_a_text() -> None:
    table = b"<table><tr><th>Day<td>5<tr><td></table>"
    article = read_page(b"<body><script>hidden</script><ul><li>Home<li>Sport</ul>" + table, "page.html")
    assert article.text == "Home\nSport\n\nDay | 5\n"
    assert {role for role, _ in told(article)} == {Role.FURNITURE}


def test_a_page_that_breaks_the_search_for_its_story_is_told_apart_like_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("\x1b[31m" + "no " * 100)

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    article = read_page(page(), "page.html")
    assert "“We have never seen" in article.text
    assert article.text.startswith("Home")
    assert "could not be told from the rest of the page (ZeroDivisionError('\\x1b[31mno no" in article.warning
    assert len(article.warning) < 200


def test_a_page_for_which_there_was_no_memory_once_is_read_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    path = tmp_path / "page.html"
    path.write_bytes(page())
    with monkeypatch.context() as patch:
        patch.setattr("trafilatura.bare_extraction", fail)
        with pytest.raises(ArticleError, match=r"page\.html needs more memory than there is"):
            read_article(path, ParseCache(tmp_path / "cache"))
    article = read_article(path, ParseCache(tmp_path / "cache"))
    assert article.text.startswith("Flood cuts off two villages")
    assert article.warning == ""


def test_on_a_page_of_very_many_parts_no_story_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SEARCHED", 5)
    assert read_page(page(), "page.html").text.startswith("Home")


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_TAGS", 5)
    with pytest.raises(ArticleError, match=r"page\.html is too large"):
        read_page(page(), "page.html")
    with pytest.raises(ArticleError, match="at most 16 MB"):
        read_page(b"<p>word</p>" + b" " * 2**24, "page.html")


@pytest.mark.parametrize("content", [b"", b" ", b"<!-- -->", b"<html></html>", b"<p> </p>", b"<frameset>"])
def test_a_page_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(ArticleError, match=r"page\.html holds no text"):
        read_page(content, "page.html")


@pytest.mark.parametrize("control", ["&#27;", "&#x1b;", "&#x0001B", "&#0;", "&#127;", "&#11;", "&#xFFFE;"])
def test_what_a_terminal_would_obey_is_shown_as_a_symbol_also_where_it_is_written_as_a_number(control: str) -> None:
    article = read_page(page(STORY.replace("Boats", control + " Boats").replace("Two", control + "]8;;Two")), "a.html")
    assert "\ufffd]8;;Two villages" in article.text
    assert (Role.CAPTION, "\ufffd Boats in the village of Oberau on Monday. Photo: Jo Weber") in told(article)


def test_the_numbers_of_letters_are_read_as_letters() -> None:
    assert (
        "a b c’ is rising"
        in read_page(page("<p>" + "&#97;&#32;&#x62;&#160;c&#8217; is &#10; rising. " * 9), "a.html").text
    )


def test_what_a_terminal_would_obey_is_shown_as_a_symbol() -> None:
    article = read_page(page("<p>" + "The river\x1b]52;c;eA==\x07 is \0 still rising. " * 9), "page.html")
    assert not {"\x1b", "\x07", "\0"} & set(article.text)
    assert "\ufffd]52;c;eA==\ufffd" in article.text


def test_entities_are_not_followed() -> None:
    html = b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY a 'bbbb'>]><p>one &x; &a; word</p>"
    assert read_page(html, "page.html").text == "one &x; &a; word\n" or "root:" not in read_page(html, "x").text


ARCHIVE = b"""From: <Saved by a browser>
Snapshot-Content-Location: https://example.org/flood
Subject: Flood
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----part"

------part
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=

------part
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: cid:1

<html><body><h1>Flood</h1><p>The caf=E9 at the river was closed on Monday, and 40 people were taken out by boat.</p>
------part--
"""


def test_a_page_saved_with_its_pictures_is_read() -> None:
    article = read_archive(ARCHIVE, "flood.mhtml")
    assert "The café at the river" in article.text
    assert (article.title, article.url) == ("Flood", "https://example.org/flood")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Content-Type: text/plain\n\nwords",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (each, each) for each in range(3000)),
        b"Content-Type: multipart/related; boundary=b\n\n"
        + b"--b\n\nx\n" * 10_001
        + b"--b\nContent-Type: text/html\n\n<p>x",
        b"Content-Type: text/html; " + b"a=b; " * 10_000 + b"\n\n<p>words",
        b"Content-Type: text/html\n\n",
    ],
)
def test_an_archive_without_a_page_is_refused(content: bytes) -> None:
    with pytest.raises(ArticleError, match=r"flood\.mht holds no"):
        read_archive(content, "flood.mht")


@pytest.mark.parametrize("headers", [b"Content-Type: text/html; charset*=x'y'z", b"Content-Type: text/html; charset="])
def test_an_encoding_that_is_none_is_not_believed(headers: bytes) -> None:
    assert "river" in read_archive(headers + b"\n\n<p>The river is high.</p>", "flood.mht").text


def test_a_folder_gives_its_pages_but_not_what_a_browser_put_beside_them(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/ad.html", "b.HTM", "c.mhtml", "d_files/e.xhtml", "f.csv", "g.xml", "h.rss"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(page())
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.html", "b.HTM", "c.mhtml", "d_files/e.xhtml"]


@pytest.mark.parametrize(("name", "content"), [("flood.HTML", page()), ("flood.mht", ARCHIVE)])
def test_a_saved_page_is_read_from_its_file(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    article = read_article(file)
    assert article.file == str(file)
    assert "40 people" in article.text
