"""The one door: whatever is named → articles, and in place of each that cannot be read why."""

import gzip
import io
import sys
from pathlib import Path

import pytest
from making import REPORT
from serving import reply, served
from test_feeds import ATOM, RSS, opml
from test_web import ARCHIVE, page

from annotations.articles import reading
from annotations.articles.formats import Format, is_address
from annotations.articles.parse_cache import ParseCache
from annotations.articles.reading import Manner, read_articles
from annotations.errors import ArticleError
from annotations.model import Article

TABLE = b"text,title\nThe river rose.,Flood\nIt fell again.,Ebb\n"
FEED = RSS.format(encoding="utf-8").encode()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {
        "a.txt": REPORT.encode(),
        "b.html": page(),
        "c.mht": ARCHIVE,
        "d.txt": b"GIF89a\0",
        "e.txt": REPORT.encode(),
        "feed.xml": FEED,
        "table.csv": TABLE,
        "list.opml": opml("http://127.0.0.1:1/"),
        "page": page(),
        "packed.html": gzip.compress(page()),
        "report.pdf": b"%PDF-1.7",
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def articles(source: str | Path, manner: Manner | None = None) -> list[Article]:
    return [each for each in read_articles(source, manner) if isinstance(each, Article)]


def problems(source: str | Path, manner: Manner | None = None) -> list[str]:
    return [str(each) for each in read_articles(source, manner) if isinstance(each, ArticleError)]


def test_a_folder_gives_its_articles_and_goes_on_after_one_that_cannot_be_read(folder: Path) -> None:
    assert [Path(each.file).name for each in articles(folder)] == ["a.txt", "b.html", "c.mht", "e.txt"]
    not_text, packed = problems(folder)
    assert "d.txt is no text" in not_text
    assert "packed.html is packed with gzip" in packed


@pytest.mark.parametrize(
    ("name", "count"), [("feed.xml", 2), ("table.csv", 2), ("page", 1), ("a.txt", 1), ("c.mht", 1)]
)
def test_a_file_that_is_named_is_read_in_its_format(folder: Path, name: str, count: int) -> None:
    found = articles(folder / name)
    assert [each.file for each in found] == [str(folder / name)] * count


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("report.pdf", "is a PDF document"),
        ("missing.csv", "does not exist"),
        ("missing.txt", "does not exist"),
        ("x\0", ""),
    ],
)
def test_what_cannot_be_read_is_said(folder: Path, name: str, why: str) -> None:
    assert articles(folder / name) == []
    assert why in problems(folder / name)[0]


def test_a_format_that_is_given_is_taken_for_granted(folder: Path) -> None:
    assert articles(folder / "b.html", Manner(format=Format.TEXT))[0].text == page().decode()
    assert [each.title for each in articles(folder / "a.txt", Manner(Format.TABLE, {"text": "by ann author"}))] == []


def test_the_columns_of_a_table_can_be_named(folder: Path) -> None:
    found = articles(folder / "table.csv", Manner(columns={"text": "title", "title": "text"}))
    assert [(each.title, each.text) for each in found] == [("The river rose.", "Flood"), ("It fell again.", "Ebb")]


def test_a_cache_remembers_texts(folder: Path, tmp_path: Path) -> None:
    cache = ParseCache(tmp_path / "cache")
    first = articles(folder / "a.txt", Manner(cache=cache))
    assert list((tmp_path / "cache").iterdir())
    assert articles(folder / "a.txt", Manner(cache=cache)) == first


@pytest.mark.parametrize(("content", "text"), [(REPORT.encode(), REPORT), (ATOM, "Rock & river\n\n5 < 6 boats\n")])
def test_what_is_piped_in_is_read(monkeypatch: pytest.MonkeyPatch, content: bytes, text: str) -> None:
    pipe(monkeypatch, content)
    assert [(each.text, each.file) for each in articles("-")] == [(text, "")]


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_table_that_is_piped_in_is_read_when_it_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, TABLE)
    assert [each.title for each in articles("-", Manner(format=Format.TABLE))] == ["Flood", "Ebb"]


def test_too_much_that_is_piped_in_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    pipe(monkeypatch, REPORT.encode())
    assert "is too large" in problems("-")[0]


def test_an_address_is_read_in_the_format_of_what_stands_there() -> None:
    replies = {
        "/page": reply(page()),
        "/text": reply(
            "The café closed on Monday, she said.".encode("cp1252"), Content_Type="text/plain; charset=cp1252"
        ),
        "/feed": reply(FEED, Content_Type="text/html"),
        "/corpus.csv": reply(TABLE),
        "/saved": reply(ARCHIVE),
        "/zip": reply(b"PK\3\4"),
    }
    with served(replies) as address:
        story = articles(f"{address}/page")[0]
        assert (story.url, story.file, story.title) == (f"{address}/page", "", "Flood cuts off two villages")
        text = articles(f"{address}/text")[0]
        assert (text.text, text.url, text.file) == ("The café closed on Monday, she said.", f"{address}/text", "")
        assert [each.url for each in articles(f"{address}/feed")] == ["https://example.org/flood", ""]
        assert len(articles(f"{address}/corpus.csv")) == 2
        assert articles(f"{address}/saved")[0].title == "Flood"
        assert "packed with ZIP" in problems(f"{address}/zip")[0]
        assert "there is no such page" in problems(f"{address}/missing")[0]


def test_a_list_of_feeds_gives_the_articles_of_each_and_goes_on_after_one_that_fails(tmp_path: Path) -> None:
    replies = {"/a": reply(FEED), "/b": reply(ATOM), "/list": reply(opml("http://127.0.0.1:1/"))}
    with served(replies) as address:
        (tmp_path / "list.opml").write_bytes(opml(*(f"{address}/{each}" for each in ("a", "list", "missing", "b"))))
        found = articles(tmp_path / "list.opml")
        assert [each.title for each in found] == [
            "Flood cuts off two villages",
            f"{address}/a, entry 3",
            "Rock & river",
        ]
        without_text, listed, missing = problems(tmp_path / "list.opml")
    assert "holds no text" in without_text
    assert "is a list of feeds, and no feed" in listed
    assert "there is no such page" in missing


@pytest.mark.parametrize("source", ["ftp://example.org/a", "file:///etc/passwd", "HTTP://"])
def test_an_address_that_is_not_on_the_web_is_refused(source: str) -> None:
    assert is_address(source)
    assert "only addresses that begin with" in problems(source)[0]


def test_a_path_is_no_address() -> None:
    assert not is_address("news/http://a")
    assert not is_address("C:/news.txt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.csv", b'text,title\none,A\n\n"",B\n"two\nlines",C\nthree,D\n'),
        ("corpus.jsonl", b'{"text": "one"}\n\nnot JSON\n{"text": "two"}\n{"text": "three"}\n'),
        ("feed.xml", FEED),
    ],
)
def test_articles_that_are_passed_over_leave_the_others_as_they_are(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    every = list(read_articles(file))
    assert len(every) > 1
    for skip in range(len(every) + 2):
        assert list(map(repr, read_articles(file, Manner(skip=skip)))) == list(map(repr, every[skip:]))
