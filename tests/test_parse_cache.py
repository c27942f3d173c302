"""Articles that were classified before."""

import json
from pathlib import Path

import pytest
from making import REPORT
from test_web import ABOUT, json_ld, page

from annotations.articles.files import read_article
from annotations.articles.parse_cache import ParseCache
from annotations.articles.plain_text import parse


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "parsed"


def remembered(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_what_is_remembered_is_what_was_parsed(folder: Path, seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_bytes().decode()
        expected = parse(text, str(path))
        assert ParseCache(folder).parse(text, str(path)) == expected
        assert ParseCache(folder).parse(text, str(path)) == expected
    assert len(remembered(folder)) == 5


def test_a_text_is_parsed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ParseCache(folder).parse(REPORT, "a.txt")

    def fail(*_: str) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr("annotations.articles.plain_text.parse", fail)
    again = ParseCache(folder).parse(REPORT, "moved/b.txt")
    assert (again.lines, again.file) == (first.lines, "moved/b.txt")


def test_nothing_is_remembered_without_a_folder(tmp_path: Path) -> None:
    assert ParseCache().parse(REPORT, "a.txt") == parse(REPORT, "a.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", "null", '{"lines": [[1]]}', '{"lines": [[0, 1, 99, ""]]}', "\xff"]
)
def test_a_damaged_entry_is_made_again(folder: Path, content: str) -> None:
    expected = ParseCache(folder).parse(REPORT, "a.txt")
    (entry,) = remembered(folder)
    entry.write_text(content, encoding="latin-1")
    assert ParseCache(folder).parse(REPORT, "a.txt") == expected
    (entry,) = remembered(folder)
    assert json.loads(entry.read_text())["lines"]


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert ParseCache(tmp_path / "file" / "cache").parse(REPORT, "a.txt") == parse(REPORT, "a.txt")


def test_another_classifier_does_not_see_what_this_one_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ParseCache(folder).parse(REPORT, "a.txt")
    monkeypatch.setattr("annotations.articles.parse_cache.fingerprint", lambda: "another")
    ParseCache(folder).parse(REPORT, "a.txt")
    assert len(remembered(folder)) == 2


def test_a_file_without_a_headline_keeps_its_own_name_when_the_text_is_known(folder: Path) -> None:
    text = "there is no headline in this text, only one long line that goes on.\n"
    for name in ("first.txt", "second.txt"):
        assert ParseCache(folder).parse(text, name) == parse(text, name)


def test_a_page_is_looked_through_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, moved = tmp_path / "flood.html", tmp_path / "moved.html"
    file.write_bytes(
        page(head=json_ld(ABOUT) + '<link rel="canonical" href="https://example.org/flood"><meta charset=x>')
    )
    moved.write_bytes(file.read_bytes())
    first = read_article(file, ParseCache(folder))
    assert first == read_article(file)

    def fail(*_: object) -> None:
        raise AssertionError("looked through again")

    monkeypatch.setattr("annotations.articles.web.read_page", fail)
    assert read_article(file, ParseCache(folder)) == first
    assert read_article(moved, ParseCache(folder)) == first._replace(file=str(moved))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"text": 5}'])
def test_a_damaged_entry_of_a_page_is_made_again(folder: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "flood.html"
    file.write_bytes(page())
    expected = read_article(file, ParseCache(folder))
    (entry,) = remembered(folder)
    entry.write_text(content)
    assert read_article(file, ParseCache(folder)) == expected
    assert json.loads(entry.read_text())["text"] == expected.text
