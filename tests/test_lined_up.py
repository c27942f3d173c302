"""What a comparison has lined up with a passage."""

from pathlib import Path

import pytest
from making import span_of

from annotations.articles.plain_text import parse
from annotations.comparison.comparison import Comparison, compare
from annotations.comparison.lined_up import lined_up
from annotations.model import Article
from annotations.shelf import sample_library


@pytest.fixture(scope="module")
def seeds() -> list[Article]:
    paths = sorted(sample_library().glob("*.txt"))
    return [parse(path.read_text(encoding="utf-8"), path.name) for path in paths]


@pytest.fixture(scope="module")
def comparison(seeds: list[Article]) -> Comparison:
    return compare(seeds)


def told(comparison: Comparison, article: Article, words: str, target: str = "") -> dict[str, list[str]]:
    """What differs in each other article, by the beginning of its file's name."""
    span = span_of(article.text, words)
    found = lined_up(comparison, article, span, span_of(article.text, target) if target else span)
    texts = [comparison.articles[each.article] for each in found]
    return {
        Path(other.file).name[:3]: [other.text[slice(*where)] for where in each.differing]
        for other, each in zip(texts, found, strict=True)
    }


def test_who_gives_another_figure_is_told_with_it(comparison: Comparison, seeds: list[Article]) -> None:
    found = told(comparison, seeds[0], "around 90 percent")
    assert list(found.items())[:2] == [("001", []), ("002", ["around 85%"])]


def test_groups_with_the_words_in_view_come_first(comparison: Comparison, seeds: list[Article]) -> None:
    sentence = "In June, the US-backed Syrian Democratic Forces (SDF), an alliance"
    found = told(comparison, seeds[0], sentence, "June")
    assert next(iter(found)) == "001"
    assert set(found) == {"001", "002", "003", "004"}
    assert found["004"] == ["June 6"]
    assert found["003"] == []


def test_the_whole_sentence_is_given(comparison: Comparison, seeds: list[Article]) -> None:
    span = span_of(seeds[0].text, "around 90 percent")
    for each in lined_up(comparison, seeds[0], span, span):
        words = comparison.articles[each.article].text[slice(*each.span)]
        assert words[0].isupper() or words[0] in '“"'
        assert words.rstrip('”"').endswith(".")


def test_a_passage_of_an_article_that_was_not_compared_is_in_no_group(comparison: Comparison) -> None:
    other = parse("A ferry sank.\n\nIt had 12 passengers on board when it sank.", "ferry.txt")
    span = span_of(other.text, "12 passengers")
    assert lined_up(comparison, other, span, span) == []
