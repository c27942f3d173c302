"""Where else a passage is said, voice by voice, with what differs."""

from making import RIVER, WIRE, article, span_of

from annotations.comparison.elsewhere import PassageIndex
from annotations.comparison.hits import Hit, _apart, find_hits
from annotations.comparison.names import Names
from annotations.comparison.origins import origins
from annotations.comparison.shared_copy import all_shared
from annotations.model import Article, Span

CLAIM = RIVER.replace("four metres", "5 metres").replace("told people", "claimed that people had been told")

OWN = (
    "Nobody sang, and nobody danced in the streets on this evening of the year. The price of bread went up again, as "
    "bakers had warned for weeks, and three shops near the station did not open at all."
)


def hits(*texts: str, words: str = RIVER) -> tuple[list[Article], list[Hit]]:
    articles = [article(f"Number {number}\n\n{text}\n", f"{number}.txt") for number, text in enumerate(texts)]
    index = PassageIndex(articles, Names.build(articles))
    return articles, find_hits(
        index.elsewhere(0, span_of(articles[0].text, words)),
        articles,
        origins(articles, all_shared(articles)),
        0,
        span_of(articles[0].text, words),
    )


def differing(hit: Hit) -> list[str]:
    return [hit.article.text[slice(*each)] for each in hit.differing]


def test_figures_names_and_saying_words_that_differ_are_told() -> None:
    said = "The river Elbe rose by 4 metres in the night, the mayor of Dresden said."
    claimed = "The river Elbe rose by 5 metres in the night, the mayor of Meissen claimed. Nobody minded the cats."
    _, (hit,) = hits(said, claimed, words=said)
    assert differing(hit) == ["5", "Meissen", "claimed"]
    _, (hit,) = hits(claimed, f"{claimed} Nobody sang, and nobody danced.", words=claimed)
    assert differing(hit) == []


def test_what_overlaps_is_told_once_and_in_order() -> None:
    assert _apart([Span(8, 9), Span(3, 6), Span(1, 4), Span(4, 5)]) == [Span(1, 4), Span(4, 5), Span(8, 9)]


def test_copies_of_one_text_stand_behind_each_other_and_say_whose_they_are() -> None:
    other = f"{CLAIM} {OWN}"
    articles, found = hits(WIRE, other, WIRE.replace("gym", "hall"), other.replace("sang", "sings"))
    whose = [(hit.article.file, hit.copy_of and hit.copy_of.file) for hit in found]
    assert whose == [("2.txt", "0.txt"), ("1.txt", None), ("3.txt", "1.txt")]
    assert [hit.article for hit in found] == [articles[2], articles[1], articles[3]]
