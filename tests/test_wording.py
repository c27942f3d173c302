from annotations.model import Span
from annotations.wording import has_figure, quoted_stretches, sentence_head, sentence_tail, tokens


def test_tokens_are_words_figures_and_marks_whatever_their_shape() -> None:
    keys = [token.key for token in tokens("He didn't pay $1,400 on 3.5 days, 'so' it's F16")]
    assert keys == [
        "he",
        "didn't",
        "pay",
        "$",
        "1400",
        "on",
        "3.5",
        "days",
        ",",
        '"',
        "so",
        '"',
        "it's",
        "f16",
    ]


def test_a_decimal_comma_is_not_a_thousands_comma() -> None:
    assert [token.key for token in tokens("3,5 35 1,4000")] == ["3,5", "35", "1,4000"]


def test_a_figure_may_be_a_word() -> None:
    assert has_figure("Dozens fled")
    assert has_figure("the F16")
    assert not has_figure("They fled")


def test_a_sentence_begins_after_the_last_end_and_closing_marks() -> None:
    assert sentence_tail('It rained." Then the sun') == "Then the sun"
    assert sentence_tail("in the middle") == "in the middle"
    assert sentence_tail("It ended at 1.5 metres ") == "It ended at 1.5 metres "


def test_the_rest_of_a_sentence_ends_with_it_even_where_the_passage_holds_the_full_stop() -> None:
    assert sentence_head("It ended", " there. Then") == " there. "
    assert sentence_head("It ended.", " Then") == " "
    assert sentence_head("a. b", " there. Then") == " there. "
    assert sentence_head("It ended", " there") == " there"


def test_stretches_in_quotation_marks_are_those_that_touch_the_passage() -> None:
    text = 'Old "line"\nHe said “yes” and ‘it’s no’ but "never\nagain"'
    said = [text[slice(*span)] for span in quoted_stretches(text, Span(14, 50))]
    assert said == ["“yes”", "‘it’s no’", '"never']
    assert quoted_stretches(text, Span(12, 14)) == []
