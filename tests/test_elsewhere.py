"""Where the other articles say what a passage says."""

from making import article, span_of

from annotations.comparison.elsewhere import PassageIndex
from annotations.comparison.names import Names
from annotations.model import Article, Span

FIRST = "Ferry sinks\n\nThe ferry Aurora sank off Vardo, and 12 passengers drowned. Nobody sang, Anna Berg said.\n"
SECOND = "Ship lost\n\nA horse swam ashore in the dark. Off Vardo 14 passengers drowned when the Aurora went down.\n"
THIRD = "Frost\n\nGrowers in Champagne lost grapes to the frost. A church near Reims has a new roof.\n"


def index(*texts: str) -> tuple[list[Article], PassageIndex]:
    articles = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    return articles, PassageIndex(articles, Names.build(articles))


def test_the_same_passage_of_another_article_is_found_with_what_differs() -> None:
    articles, passages = index(FIRST, SECOND, THIRD)
    (match,) = passages.elsewhere(0, span_of(articles[0].text, "The ferry Aurora sank off Vardo, and 12 passengers"))
    assert match.article == 1
    assert SECOND[slice(*match.span)].startswith("Off Vardo 14 passengers")
    assert [SECOND[slice(*span)] for span in match.differing] == ["14"]
    assert 0.25 < match.likeness < 1


def test_the_most_alike_comes_first_and_each_article_once() -> None:
    copy = FIRST.replace("Ferry sinks", "Sunk").replace("Nobody sang", "The ferry Aurora sank off Vardo. Nobody sang")
    articles, passages = index(FIRST, SECOND, copy)
    found = passages.elsewhere(
        0, span_of(articles[0].text, "The ferry Aurora sank off Vardo, and 12 passengers drowned.")
    )
    assert [match.article for match in found] == [2, 1]
    assert found[0].likeness == 1


def test_words_that_say_nothing_are_found_nowhere() -> None:
    articles, passages = index(FIRST, SECOND)
    assert passages.elsewhere(0, Span(0, 0)) == []
    assert passages.elsewhere(0, span_of(articles[0].text, "and")) == []
