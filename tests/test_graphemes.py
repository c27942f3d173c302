"""What is one character to a reader, and the cells it takes."""

from itertools import pairwise

import pyte
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.graphemes import advances, edges
from tui.widgets.wrapping import printable

GRAPHEMES = [
    *"ab é漢字。가ا",
    "e\u0301", "ệ", "قَّ", "ก็", "น้ำ", "กำ", "नी", "क्षि", "മ്മ", "각",
    "🎉", "👍🏽", "👩\u200d👩\u200d👧", "❤\ufe0f", "❤\ufe0f\u200d🔥", "5\ufe0f\u20e3", "🇩🇪", "🇫🇷", "می\u200cخ",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(GRAPHEMES), max_size=12).map("".join)
PIECES = st.text(st.sampled_from(sorted(set("".join(GRAPHEMES)))), max_size=10)


def graphemes(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise(edges(text))]


@given(WORDS)
def test_graphemes_are_those_of_the_standard(text: str) -> None:
    assert graphemes(text) == regex.findall(r"\X", text)


@given(st.one_of(WORDS, PIECES, st.text()))
def test_cells_are_those_that_textual_counts(text: str) -> None:
    shown = printable(text)
    counted = advances(shown)
    assert len(counted) == len(shown)
    assert sum(counted) == cell_len(shown)
    if not shown.startswith("\u200d"):  # joins something to nothing, about which Rich is of two minds
        assert sum(map(cell_len, graphemes(shown))) == cell_len(shown)


@pytest.mark.parametrize("text", ["漢字かな。", "Größe", "e\u0301a\u0301", "قَّ", "สภาก็", "가각", "🎉👍"])
def test_cells_are_those_that_a_terminal_counts(text: str) -> None:
    screen = pyte.Screen(40, 1)
    pyte.Stream(screen).feed(text)
    assert screen.cursor.x == sum(advances(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("abc", [1, 1, 1]),
        ("e\u0301a", [1, 0, 1]),
        ("\u0301a", [0, 1]),
        ("🇩🇪🇫🇷🇮", [2, 0, 2, 0, 1]),
        ("❤\ufe0f\ufe0f", [2, 0, 0]),
        ("\ufe0fa", [0, 1]),
        ("a\u200d", [1, 0]),
        ("น้ำ", [2, 0, 0]),
        ("\u0e33", [1]),
    ],
)
def test_the_cells_of_a_grapheme_stand_at_its_first_code_point(text: str, expected: list[int]) -> None:
    assert list(advances(text)) == expected


def test_a_chain_of_consonants_without_end_is_cut() -> None:
    chain = "क्" * 100
    assert max(advances(chain)) <= 16
    assert sum(advances(chain)) == 100
