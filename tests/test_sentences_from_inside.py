"""Where sentences begin and end."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annotations.detection.sentences as inside
from annotations.detection.sentences import all_sentences, sentence_at, sentences
from annotations.model import Span

WORDS = st.lists(
    st.sampled_from(
        [
            "Dr.",
            "no",
            "He",
            "水。",
            "水？！」",
            "है।",
            "said",
            "U.S.",
            "5.5",
            "“Yes.”",
            "end.",
            "Gap." + " " * 700,
            "Why?",
            "a.m.",
            "…",
            "J.",
            "ok!",
            "(And",
        ]
    ),
    min_size=1,
    max_size=30,
)


def split(text: str) -> list[str]:
    return [text[slice(*each)] for each in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "One. |Two. |Three.",
        "He asked why? |Nobody knew! |So it went on… |And on.",
        "“We left,” she said. |“It was late.” |They nodded.",
        "Dr. Smith met Gen. Jones on Jan. 5 in St. Louis.",
        "J. K. Rowling and the U.S. Army agreed. |Then they left.",
        "It rose 4.5 percent, i.e. a lot. |It fell again.",
        "He waited... |She left.",
        "No capital follows. here",
        "(All was well.) |The end",
        "市议会说：“供水计划将实施。”|工程师没有发现故障！|真的吗？|3座水站。",
        "हाँ। |नहीं।",
        "هل عاد الماء؟ |نعم.",
    ],
)
def test_a_paragraph_is_split_where_a_reader_would(text: str) -> None:
    assert split(text.replace("|", "")) == [part.rstrip() for part in text.split("|")]


@given(WORDS)
def test_sentences_leave_only_white_space_out(words: list[str]) -> None:
    text = "  ".join(words)
    end = 0
    for start, stop in sentences(text, 0, len(text)):
        assert text[end:start].strip() == ""
        assert start < stop
        end = stop
    assert end == len(text)


@given(WORDS, st.sampled_from([1, 50]), st.data())
def test_the_sentence_at_an_offset_is_that_of_the_whole_paragraph(
    words: list[str], times: int, data: st.DataObject
) -> None:
    before, text = "Another line. It ends here.\n", " ".join(words * times)
    start, end = len(before), len(before) + len(text)
    offset = data.draw(st.integers(start, end - 1))
    found = sentence_at(before + text, offset, start, end)
    expected = [each for each in sentences(before + text, start, end) if each.start <= offset][-1]
    assert found == expected


def test_a_sentence_far_from_the_start_of_a_long_paragraph_is_found() -> None:
    text = "It is so. Word " + "word " * 1000 + "end. Next one is here."
    start = text.index("Word")
    assert sentence_at(text, text.index("end"), 0, len(text)) == Span(start, text.index("end.") + 4)
    assert sentence_at(text, 3, 0, len(text)) == Span(0, 9)


def test_an_empty_paragraph_has_no_sentence() -> None:
    assert list(sentences("abc", 2, 2)) == []


def test_a_paragraph_that_ends_with_white_space_ends_there() -> None:
    assert split("One. ") == ["One. "]


def test_every_line_of_a_text_is_a_paragraph() -> None:
    text = "One. Two\nThree.\r\n\r\nFour"
    assert [text[slice(*each)] for each in all_sentences(text)] == ["One.", "Two", "Three.", "Four"]


def test_a_paragraph_without_a_stop_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counted(_text: str, _start: int, end: int, first: int) -> Iterator[tuple[int, int]]:
        looked.append(end - first)
        return iter(())

    text = "water " * 100_000
    monkeypatch.setattr(inside, "sentence_ends", counted)
    assert sentence_at(text, len(text) - 1, 0, len(text)) == Span(0, len(text))
    assert sum(looked) < 2.2 * len(text), "once back to its beginning, once on to its end"
