import pytest
from hypothesis import given
from hypothesis import strategies as st
from quotation_marking import marked_lines

from annotations.detection.sentences import all_sentences, sentence_at, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.|It stopped.",
        "He met Col. Dillon in the U.S. Senate.|He left.",
        "He lives in the U.S.|The house is old.",
        "J. R. Hale of Hale Inc. said so.|It was late.",
        "She met Mr. Hale, Gov. Brown and Sen. Cruz at 9 a.m. Friday.|Nobody spoke.",
        "He works for Hale Inc.|He is rich.",
        '"It rained."|"It stopped."',
        "It rained (a lot).|It stopped.",
        "Did it rain?|Yes!|It did…|Then it stopped.",
        "It cost $1.5 million on Nov. 5.|That was a lot.",
        "He said: “It rained.”|She laughed.",
        "No. 5 is alive vs. No. 6 on St. John's Ave. today.",
        "It rained . . . and stopped.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str) -> None:
    assert cut(text.replace("|", " ")) == text.split("|")


@pytest.mark.parametrize("text", marked_lines("sentences.txt"))
def test_a_paragraph_is_cut_as_by_hand(text: str) -> None:
    assert cut(text.replace("|", " ")) == text.split("|")


def test_each_line_is_a_paragraph() -> None:
    assert all_sentences("One. Two.\n\nThree") == [(0, 4), (5, 9), (11, 16)]


def test_an_empty_paragraph_has_no_sentence() -> None:
    assert list(sentences("abc", 1, 1)) == []


def test_the_sentence_under_the_cursor_is_found_from_any_place_in_it() -> None:
    text = "One is here. " * 100 + "Two is there. Three."
    for offset in (1300, 1305, 1313):
        assert text[slice(*sentence_at(text, offset, 0, len(text)))] == "Two is there."


@given(st.text(alphabet='aB .?!"”U…', max_size=80), st.data())
def test_the_sentence_at_an_offset_is_one_of_the_sentences(text: str, data: st.DataObject) -> None:
    if text:
        offset = data.draw(st.integers(0, len(text) - 1))
        assert sentence_at(text, offset, 0, len(text)) in list(sentences(text, 0, len(text)))
