"""A row of the reading pane as a strip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import annotation, lines_of
from rich.cells import split_graphemes
from rich.style import Style
from test_wrapping import PARAGRAPHS, wrap

from annotations.model import Line, Role, Span, Status
from tui.widgets.highlights import Mark
from tui.widgets.looks import style_of
from tui.widgets.pane_paint import GUTTER, LOOKS, Palette, gutter_text, paint_row
from tui.widgets.wrapping import cells, printable


def plain(_of: object) -> Style:
    """A style that says nothing."""
    return Style()


def named(what: str | Mark) -> Style:
    """A style that says which row or mark it is of."""
    return Style(meta={str(what.name).lower() if isinstance(what, Mark) else what: True})


def edges(text: str) -> set[int]:
    """Where one visible character ends and the next one begins."""
    return {offset for first, last, _ in split_graphemes(printable(text))[0] for offset in (first, last)}


@given(PARAGRAPHS, st.integers(2, 30), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20))))
def test_every_row_is_as_wide_as_the_pane_and_shows_its_words(
    paragraphs: list[str], width: int, marks: list[tuple[int, int]]
) -> None:
    text = "\n".join(paragraphs)
    rows = wrap(text, lines_of(text), width)
    palette = Palette(plain, plain)
    whole = edges(text)
    spans = [(start, start + length, int(Mark.QUANTITY)) for start, length in marks if {start, start + length} <= whole]
    for row in range(len(rows)):
        strip = paint_row(text, rows, row, spans, " " * GUTTER, palette, width + GUTTER + 1)
        assert sum(cells(segment.text) for segment in strip) == strip.cell_length == width + GUTTER + 1
        shown = printable(text[slice(*rows.span(row))]) if rows.shows_text(row) else ""
        assert strip.text.rstrip(" ") == f"{' ' * GUTTER}{shown}".rstrip(" ")


@pytest.mark.parametrize("letter", ["👩\u200d👩\u200d👧", "🇩🇪", "👍🏽"])
def test_a_mark_inside_a_visible_character_moves_nothing(letter: str) -> None:
    text = f"{letter} and the end"
    rows = wrap(text, lines_of(text), cells(text))
    strip = paint_row(text, rows, 0, [(0, 1, Mark.CURSOR)], " " * GUTTER, Palette(plain, plain), GUTTER + cells(text))
    assert strip.text == " " * GUTTER + text


def test_marks_lie_over_the_row_and_over_each_other() -> None:
    palette = Palette(named, named)
    strip = paint_row(
        "abcdef", wrap("abcdef", lines_of("abcdef"), 20), 0,
        [(1, 4, Mark.QUANTITY), (2, 6, Mark.AGREED)], " " * GUTTER, palette, 20,
    )  # fmt: skip
    told = [(segment.text, set(segment.style.meta) if segment.style else set()) for segment in strip]
    assert told[1:5] == [
        ("a", {"body"}),
        ("b", {"body", "quantity"}),
        ("cd", {"body", "quantity", "agreed"}),
        ("ef", {"body", "agreed"}),
    ]


def test_a_style_is_mixed_once() -> None:
    asked: list[str | Mark] = []

    def style_of_it(what: str | Mark) -> Style:
        asked.append(what)
        return Style()

    palette = Palette(style_of_it, style_of_it)
    assert palette.style(5, Mark.TARGET | Mark.QUANTITY) is palette.style(5, Mark.TARGET | Mark.QUANTITY)
    assert asked == ["body", Mark.QUANTITY, Mark.TARGET]


def test_every_mark_looks_different_without_colour_too() -> None:
    theme = dict.fromkeys(filter(None, (each for look in LOOKS.values() for each in look[:2])), "#102030")
    theme["background"] = "#000000"
    for mark in Mark:
        if mark is not Mark.SENTENCE:  # the bar beside the text says it
            colourless = style_of(LOOKS[mark], theme, ansi=True).without_color
            assert colourless != Style(), mark
    assert style_of(LOOKS[Mark.AGREED], theme, ansi=False).bgcolor is not None
    assert style_of(LOOKS[Mark.AGREED], theme, ansi=True).bgcolor is None


def test_a_fold_says_how_much_it_hides() -> None:
    text = "menu\nmore\nbody\nend"
    roles = (Role.FURNITURE, Role.FURNITURE, Role.BODY, Role.FURNITURE)
    lines = tuple(Line(*line[:2], role, "") for line, role in zip(lines_of(text), roles, strict=True))
    rows = wrap(text, lines, 60)
    painted = [paint_row(text, rows, row, [], " " * GUTTER, Palette(plain, plain), 60).text for row in range(len(rows))]
    assert "2 lines around the article" in painted[0]
    assert "1 line around the article" in painted[-1]


def test_a_narrow_pane_cuts_what_does_not_fit() -> None:
    rows = wrap("abc", (Line(0, 3, Role.FURNITURE, ""),), 1)
    strip = paint_row("abc", rows, 0, [], " " * GUTTER, Palette(plain, plain), 6)
    assert strip.cell_length == 6


def test_the_gutter_is_four_cells_whatever_stands_there() -> None:
    row, target = Span(10, 20), Span(15, 40)
    judged = [annotation(10 + number, 20, status=status) for number, status in enumerate([*Status, None])]
    assert gutter_text(row, None, []) == "    "
    assert gutter_text(row, target, []) == "▌   "
    assert gutter_text(row, Span(20, 30), []) == "    "
    assert gutter_text(row, target, judged[:1]) == "▌✓  "
    assert gutter_text(row, None, judged[1:3]) == " ✗? "
    assert gutter_text(row, None, judged[2:]) == " ?~+"
