"""Tables of articles → articles."""

import io

import pytest

from annotations.articles import csv_corpora
from annotations.articles.csv_corpora import read_csv
from annotations.errors import ArticleError
from annotations.model import Article, Role

TABLE = (
    "\ufeffId,Title,Body,Date,Link,Source,Author\r\n"
    '1,Flood  in the valley,"Two villages\r\nwere ""cut off"".",2021-09-06,https://example.org/1,The River Post,Jo\r\n'
    "2,,,,,,\r\n"
    "3,Fire,Café closed.,6 September 2021,no address,,\r\n"
    "\r\n"
    "4,Short,Words\r\n"
).encode()


def read(table: bytes, **columns: str) -> list[Article | ArticleError]:
    return list(read_csv(io.BytesIO(table), "corpus.csv", columns))


def only(table: bytes, **columns: str) -> list[Article]:
    return [each for each in read(table, **columns) if isinstance(each, Article)]


def test_a_row_is_an_article_its_text_as_it_stands() -> None:
    article = only(TABLE)[0]
    assert article.text == 'Two villages\r\nwere "cut off".'
    assert [(line.role, article.text[line.start : line.end]) for line in article.lines] == [
        (Role.BODY, "Two villages"),
        (Role.BODY, 'were "cut off".'),
    ]
    assert (article.title, article.outlet, article.author) == ("Flood in the valley", "The River Post", "Jo")
    assert (article.published, article.url) == ("2021-09-06", "https://example.org/1")
    assert {source.origin for source in article.sources} >= {"the column for the title", "the column for the author"}


def test_a_row_without_text_is_an_error_and_stops_nothing() -> None:
    first, error, third, last = read(TABLE)
    assert str(error) == "corpus.csv, row 3, holds no text."
    assert isinstance(third, Article)
    assert (third.title, third.published, third.url, third.outlet) == ("Fire", "2021-09-06", "", "")
    assert isinstance(last, Article)
    assert last.text == "Words"
    assert first != last


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_other_separators_are_found(separator: str) -> None:
    article = only(f"text{separator}title\nA river rose.{separator}Flood\n".encode())[0]
    assert (article.text, article.title) == ("A river rose.", "Flood")


def test_columns_can_be_named() -> None:
    table = b"text,full story,text2\nshort,The whole story.,x\n"
    article = only(table, text="Full Story", title="text2")[0]
    assert (article.text, article.title) == ("The whole story.", "x")


def test_a_row_without_a_title_is_called_after_its_place() -> None:
    assert only(b"text\nA river rose.\n")[0].title == "corpus.csv, row 2"


def test_one_row_in_another_encoding_spoils_no_other() -> None:
    first, second = only(b"text\ncaf\xe9\n" + "café\n".encode())
    assert (first.text, second.text) == ("café", "café")
    assert "Windows-1252" in first.warning
    assert second.warning == ""


def test_a_row_of_five_megabytes_is_an_article() -> None:
    assert len(only(b"text\n" + b"river " * 900_000)[0].text) == 5_400_000


def test_a_row_that_is_no_csv_is_an_error_and_stops_nothing() -> None:
    bad, good = read(b"text,title\na\rb,c\nThe river rose.,d\n")
    assert "row 2 is not CSV" in str(bad)
    assert isinstance(good, Article)


def test_a_quotation_mark_that_is_never_closed_does_not_read_all_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_corpora, "LARGEST", 1000)
    with pytest.raises(ArticleError, match="Is a quotation mark open"):
        read(b'text\nshort\n"never closed\n' + b"The river rose.\n" * 100)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (b"", "no column text or body or content"),
        (b"a,b\n1,2\n", "Its columns are: a, b"),
        (b"a\rb\n", "does not begin with a row of column names"),
        ("text\nwords\n".encode("utf-16"), "no column text"),
    ],
)
def test_what_is_no_corpus_is_refused_in_a_sentence(table: bytes, why: str) -> None:
    with pytest.raises(ArticleError, match=why):
        read(table)


def test_a_column_that_is_named_and_missing_is_said() -> None:
    with pytest.raises(ArticleError, match="no column story"):
        read(b"text\nwords\n", title="story")
