"""Articles out of the rows of a JSON lines file."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.tables import is_table, read_lines, read_rows
from annotations.errors import ArticleError
from annotations.model import Article, Role


def rows(folder: Path, *written: object) -> list[Article | ArticleError]:
    path = folder / "corpus.jsonl"
    lines = [each if isinstance(each, str) else json.dumps(each) for each in written]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return list(read_rows(path))


def article(folder: Path, **row: object) -> Article:
    (found,) = rows(folder, row)
    assert isinstance(found, Article)
    return found


def test_a_row_keeps_what_it_says_of_itself(tmp_path: Path) -> None:
    found = article(
        tmp_path, id="a7", title="Flood", outlet="Herald", published="2017-10-14T09:30:00", text="Ten fled."
    )
    assert (found.article_id, found.title, found.outlet) == ("a7", "Flood", "Herald")
    assert (found.published, found.text) == ("2017-10-14T09:30:00", "Ten fled.")
    assert found.file == str(tmp_path / "corpus.jsonl")


def test_other_names_of_the_columns_are_known(tmp_path: Path) -> None:
    found = article(tmp_path, doc_id=12, headline="Flood", source="Herald", date="14 October 2017", text="Ten fled.")
    assert (found.article_id, found.title) == ("12", "Flood")
    assert (found.outlet, found.published) == ("Herald", "2017-10-14")


def test_a_row_of_text_alone_is_named_by_its_place_and_its_words(tmp_path: Path) -> None:
    found = article(tmp_path, text="Ten fled.", date="some day", title=None)
    assert found.article_id == hashlib.sha256(b"Ten fled.").hexdigest()[:16]
    assert (found.title, found.outlet, found.published) == ("corpus.jsonl, line 1", "", "")


def test_every_line_that_is_not_blank_is_body(tmp_path: Path) -> None:
    found = article(tmp_path, text="One.\r\n \nTwo.\rThree.")
    assert [found.text[line.start : line.end] for line in found.lines] == ["One.", "Two.", "Three."]
    assert {line.role for line in found.lines} == {Role.BODY}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "line 2 is no JSON"),
        ("[" * 100_000, "line 2 is no JSON"),
        ("\ud800", "line 2 is no JSON"),
        ("[]", "line 2 holds no article"),
        ("{}", "line 2 holds no article"),
        ('{"text": 5}', "line 2 holds no article"),
        ('{"text": " "}', "line 2 holds no article"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_rest_goes_on(tmp_path: Path, row: str, why: str) -> None:
    first, bad, last = rows(tmp_path, {"text": "One."}, row, "", {"text": "Two."})
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert f"{tmp_path / 'corpus.jsonl'}, {why}" in str(bad)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        list(read_rows(tmp_path))


def test_a_table_is_told_by_its_name() -> None:
    assert is_table(Path("corpus.JSONL"))
    assert not is_table(Path("report.txt"))


@given(st.binary(max_size=60))
def test_any_bytes_give_articles_or_reasons(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(content)
    assert all(isinstance(each, Article | ArticleError) for each in read_rows(path))


def test_a_row_that_is_too_large_ends_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.articles.tables.LARGEST", 30)
    rows = read_lines(io.BytesIO(b'{"text": "short"}\n{"text": "a good deal longer"}\n'), "corpus.jsonl")
    assert isinstance(next(rows), Article)
    with pytest.raises(ArticleError, match="line 2 is too large"):
        next(rows)
