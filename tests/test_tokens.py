"""Tokens and stretches of a text."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.tokens import Tokens, stretches


def tokens_of(text: str) -> Tokens:
    return Tokens(text, 0, len(text), None)


def test_letters_and_digits_are_tokens_of_their_own_and_say_whether_they_touch() -> None:
    tokens = tokens_of("About 45km (1,500 ft)")
    assert tokens.words[: tokens.count] == ["about", "45", "km", "(", "1,500", "ft", ")"]
    assert [tokens.glued(index) for index in range(tokens.count)] == [
        False,
        False,
        True,
        False,
        True,
        False,
        True,
    ]
    assert [tokens.is_figure(index) for index in (0, 1, 4)] == [False, True, True]
    assert (tokens.raw(0), tokens.is_capital(0), tokens.raw(99)) == ("About", True, "")


def test_a_letter_that_grows_in_lower_case_moves_no_offset() -> None:
    tokens = tokens_of("İİİ 14 men")
    assert tokens.text[tokens.starts[1] : tokens.ends[1]] == "14"


def test_between_gives_the_words_with_single_spaces() -> None:
    tokens = tokens_of("the  old\ncity walls")
    assert tokens.between(1, 3) == "old city"
    assert tokens.between(1, 1) == ""


@given(st.text())
def test_every_mark_that_is_no_white_space_is_in_one_token(text: str) -> None:
    tokens = tokens_of(text)
    covered = "".join(text[tokens.starts[at] : tokens.ends[at]] for at in range(tokens.count))
    assert covered == "".join(text.split())


def test_blank_lines_cut_a_text() -> None:
    text = "one\n \ntwo\nthree\n\n\n\nfour"
    assert [text[start:end] for start, end in stretches(text, 0, len(text))] == ["one", "two\nthree", "four"]


def test_a_very_long_paragraph_is_cut_behind_a_sentence_a_word_or_anywhere() -> None:
    for text, ends in (("Ten men. " * 5000, ". "), ("men " * 12000, " "), ("x" * 45000, "x")):
        pieces = [text[start:end] for start, end in stretches(text, 0, len(text))]
        assert "".join(pieces) == text
        assert all(len(piece) <= 20_000 for piece in pieces)
        assert all((piece + text[0])[-2] in ends for piece in pieces)
