"""Findings that were remembered."""

from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import REPORT, MemoryStore

from annotations.articles.findings_cache import FindingsCache, _packed, _unpacked
from annotations.articles.parse_cache import ParseCache
from annotations.articles.plain_text import parse
from annotations.detection.findings import find
from annotations.findings import Findings, NameTable, Sources
from annotations.model import Article
from annotations.project import Project
from annotations.shelf import sample_library


def found_in(article: Article) -> Findings:
    *_, found = find(article)
    return found


@pytest.mark.parametrize("path", sorted(sample_library().iterdir()), ids=lambda path: path.name[:3])
def test_what_is_remembered_is_what_was_found(path: Path, tmp_path: Path) -> None:
    article = parse(path.read_text(encoding="utf-8"), str(path))
    cache = FindingsCache(tmp_path / "cache")
    assert cache.get(article) is None
    cache.put(article, found_in(article))
    assert cache.get(article) == found_in(article)


def test_without_a_folder_nothing_is_remembered() -> None:
    article = parse(REPORT, "a.txt")
    cache = FindingsCache()
    cache.put(article, found_in(article))
    assert cache.get(article) is None


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    article = parse(REPORT, "a.txt")
    cache = FindingsCache(tmp_path / "file")
    cache.put(article, found_in(article))
    assert cache.get(article) is None


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_not_believed(data: st.DataObject) -> None:
    article = parse(REPORT, "a.txt")
    whole = _packed(found_in(article))
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises((ValueError, TypeError, LookupError)):
        _unpacked(whole[:cut], len(article.text))


def test_places_beyond_the_text_are_not_believed() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing: whoever asks looks for itself
        _unpacked(_packed(Findings(starts=array("I", [5]), ends=array("I", [900]))), 10)


def test_a_source_that_has_none_of_the_names_is_not_believed() -> None:
    sources = Sources(names=NameTable(["Ana"]))
    sources.add(0, None, None, 1)
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing: whoever asks looks for itself
        _unpacked(_packed(Findings(sources=sources)), 10)


def test_an_article_that_was_looked_through_is_not_looked_through_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")

    def look() -> Findings:
        project = Project(MemoryStore(), [str(report)], cache=ParseCache(tmp_path / "cache"))
        return project.findings(project.read(str(report)))

    first = look()
    monkeypatch.setattr("annotations.shelf._find", lambda _: iter([Findings()]))
    assert look() == first
