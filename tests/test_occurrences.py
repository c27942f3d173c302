"""Where the words of a passage stand elsewhere."""

import pytest
from making import body

from annotations.model import Article, Line, Role
from annotations.occurrences import elsewhere, occurrences


def words_at(article: Article, quote: str) -> list[str]:
    return [article.text[slice(*span)] for span in occurrences(article, quote)]


def test_white_space_between_the_words_may_differ() -> None:
    assert words_at(body("around  200 people, and around\t200\u00a0people"), "around 200 people") == [
        "around  200 people",
        "around\t200\u00a0people",
    ]


@pytest.mark.parametrize("text", ["1.5", "15", "51", "5.1", "5,000", "1,5", "F5x", "x5"])
def test_a_figure_is_not_found_in_another_figure_or_word(text: str) -> None:
    assert words_at(body(f"There were {text} of them."), "5") == []


@pytest.mark.parametrize("text", ["5.", "(5)", "5, they", "$5", "5%", "-5", "5"])
def test_a_figure_is_found_beside_marks(text: str) -> None:
    assert words_at(body(f"There were {text}"), "5") == ["5"]


def test_a_passage_may_begin_and_end_with_marks() -> None:
    assert words_at(body("He said “no”, then “no”."), "“no”") == ["“no”", "“no”"]


def test_what_stands_around_the_article_is_left_out() -> None:
    text = "5 comments\n5 houses"
    article = body(text)
    lines = (Line(0, 10, Role.FURNITURE, "a menu"), Line(11, 19, Role.BODY, "text"))
    found = occurrences(Article(article.article_id, text, article.sha256, lines, "Title"), "5")
    assert [span.start for span in found] == [11]


def test_the_passage_itself_is_not_elsewhere() -> None:
    article = body("200 people, then 200 people")
    first, second = occurrences(article, "200 people")
    assert list(elsewhere([article], "200 people", (article.article_id, first))) == [(article, second)]
