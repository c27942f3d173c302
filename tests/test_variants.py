"""Where a passage stands in other articles that spell its names otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import body, span_of

from annotations.comparison.aliases import COMMON_ALIASES, parse_aliases
from annotations.comparison.variants import Variants
from annotations.model import Article, Line, Role, Span
from annotations.occurrences import Forms, elsewhere, occurrences, reads

OWN = "They reached Raqqa on Monday, and Nuri Mahmud saw the US aid for the People of Raqqa. The UN left."


def found(quote: str, other: str, own: str = OWN, aliases: str = "") -> list[str]:
    """What of another text is the same passage."""
    article = body(own)
    span = span_of(own, quote)
    names = parse_aliases(aliases).names if aliases else COMMON_ALIASES
    variants = Variants(article, span, names)
    there = Article("another", other, "", body(other).lines, "Other")
    return [other[slice(*each)] for _, each in elsewhere([there], quote, (article.article_id, span), variants.forms)]


@pytest.mark.parametrize(
    ("quote", "other", "same"),
    [
        ("Raqqa", "Raqa fell. In Raqqah and al-Raqqa, not Iraq, Raqqa's.", ["Raqa", "Raqqah", "al-Raqqa", "Raqqa"]),
        ("Nuri Mahmud", "“No,” said Nouri\u00a0Mahmoud. Nouri. Mahmoud left.", ["Nouri\u00a0Mahmoud"]),
        ("reached Raqqa on Monday", "It reached Raqa on Monday and reached Raqa later.", ["reached Raqa on Monday"]),
        ("reached Raqqa", "They Reached Raqa and took Raqa.", []),
        ("The UN left", "The United Nations left. The un left.", ["The United Nations left"]),
        ("US", "He told Us that the U.S. and the United States of America pay.", ["U.S.", "United States of America"]),
        ("reached", "They reached it; Reached.", ["reached"]),
    ],
)  # fmt: skip
def test_names_may_be_spelt_otherwise_and_nothing_else(quote: str, other: str, same: list[str]) -> None:
    assert found(quote, other) == same


def test_the_aliases_of_the_reader_and_of_the_article_hold() -> None:
    own = "He asked the Regional Flood Authority (RFA) and the Harbour Board."
    assert found("Regional Flood Authority", "The RFA and the FA.", own) == ["RFA"]
    assert found(
        "Harbour Board", "The HB and the Board of the Harbour.", own, "Harbour Board = Board of the Harbour"
    ) == ["Board of the Harbour"]


def test_what_stands_around_an_article_has_no_forms() -> None:
    text = "Raqa and more\nIn Raqqah"
    lines = (Line(0, 13, Role.FURNITURE, "a menu"), Line(14, 23, Role.BODY, "text"))
    article = body(OWN)
    variants = Variants(article, span_of(OWN, "Raqqa"), COMMON_ALIASES)
    assert variants.forms(Article("b", text, "", lines, "B")) == {Span(0, 5): {"Raqqah"}}


def test_a_passage_is_told_from_its_variants() -> None:
    article = body("in  Raqqa, in Raqa")
    first, second = occurrences(article, "in Raqqa", {Span(3, 8): ("Raqa",)})
    assert (reads(article, first, "in Raqqa"), reads(article, second, "in Raqqa")) == (True, False)


def test_a_quote_with_white_space_around_it_has_no_other_forms() -> None:
    assert [tuple(each) for each in occurrences(body("to Raqqa, to Raqa"), " Raqqa ", {Span(1, 6): ("Raqa",)})] == [
        (3, 8)
    ]


@given(
    st.lists(st.sampled_from(["Raqqa", "Raqa", "the", "5", "(", "Deir", "Ezzor", "al-Zor", ".", "’s"]), min_size=1),
    st.data(),
)
def test_every_passage_is_found_with_any_form_in_the_place_of_its_words(words: list[str], data: st.DataObject) -> None:
    quote = " ".join(words)
    at = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join([*words[:at], ""]))
    forms: Forms = {Span(start, start + len(words[at])): ("Form One", "Form")}
    for form in (words[at], "Form", "Form One"):
        text = " ".join([*words[:at], form, *words[at + 1 :]])
        assert Span(0, len(text)) in list(occurrences(body(text), quote, forms))
