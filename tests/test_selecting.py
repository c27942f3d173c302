"""Selecting a passage by hand, and picking one of several under the cursor."""

import re
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import annotation, body, span_of
from piloting import desk, reader, ready, screen_text, wait_for
from reading_pane import at, bells, reading, target

from annotations.findings import Findings
from annotations.model import MentionKind, Span, Status
from annotations.project import Project
from tui.widgets.pane_paint import GUTTER

TEXT = "The mayor said “we saw 20 boats leave” here. Nobody else did.\n\nThe next paragraph. It’s short."


def some_findings(text: str = TEXT) -> Findings:
    """A quotation and the figure in it."""
    spans = [span_of(text, "“we saw 20 boats leave”"), span_of(text, "20 boats")]
    starts, ends = zip(*spans, strict=True)
    return Findings(
        array("I", starts), array("I", ends), array("B", [MentionKind.DIRECT, MentionKind.QUANTITY])
    )  # fmt: skip


async def test_on_a_word_that_is_no_mention_the_sentence_is_the_target() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        await pilot.press("w", "w")
        assert pane.target_is_sentence
        await pilot.press("w", "w", "w")
        assert target(pane) == "20 boats"


async def test_a_word_more_and_a_word_less() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        await pilot.press("w", "v")
        assert (target(pane), pane.telling()) == ("mayor", "selecting: 1 word")
        await pilot.press("w", "e")
        assert (target(pane), pane.telling()) == ("mayor said “we", "selecting: 3 words")
        await pilot.press("b")
        assert target(pane) == "mayor said"
        await pilot.press("b", "b")
        assert target(pane) == "The mayor"
        await pilot.press("v")
        assert pane.selection is None
        assert not pane.selecting
        assert pane.telling() == ""


async def test_the_other_end_moves_after_o() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.go_to(TEXT.index("Nobody"))
        await pilot.press("v", "w", "w", "o")
        assert (target(pane), at(pane)[:6]) == ("Nobody else did", "Nobody")
        await pilot.press("b")
        assert target(pane) == "here. Nobody else did"
        await pilot.press("w", "w")
        assert target(pane) == "else did"
        await pilot.press("o", "b")
        assert target(pane) == "else"


async def test_a_selection_begins_with_the_mention_at_its_beginning_and_else_with_the_word() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        await pilot.press("full_stop", "full_stop", "v")
        assert target(pane) == "20 boats"
        await pilot.press("w")
        assert target(pane) == "20 boats leave"
        await pilot.press("escape", "b", "v")
        assert target(pane) == "boats"
        await pilot.press("escape", "o", "v")
        assert target(pane) == "“we saw 20 boats leave”"
        await pilot.press("b")
        assert target(pane) == "said “we saw 20 boats leave”"


async def test_from_white_space_a_selection_begins_with_the_word_before() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.go_to(TEXT.index(" mayor"))
        await pilot.press("v")
        assert target(pane) == "The"


async def test_sentences_and_paragraphs_extend_to_their_ends() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        end = TEXT.index("\n")
        pane.go_to(TEXT.index("else"))
        await pilot.press("v", "right_parenthesis")
        assert target(pane) == "else did."
        await pilot.press("left_parenthesis", "left_parenthesis")
        assert target(pane) == TEXT[: TEXT.index(" did")]
        await pilot.press("right_curly_bracket")
        assert target(pane) == "else did."
        await pilot.press("right_parenthesis")
        assert target(pane) == TEXT[TEXT.index("else") : TEXT.index(" It’s")]
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        assert target(pane) == TEXT[TEXT.index("else") :]
        await pilot.press("left_curly_bracket", "left_curly_bracket", "left_curly_bracket")
        assert target(pane) == TEXT[: TEXT.index(" did")]
        pane.drop_selection()
        pane.go_to(TEXT.index("It’s"))
        await pilot.press("v", "left_curly_bracket", "left_parenthesis")
        assert target(pane).startswith("Nobody else did.\n\nThe next")
        assert pane.selection
        assert pane.selection.end > end


async def test_mentions_and_matches_extend_the_selection() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        await pilot.press("w", "w", "v", "full_stop")
        assert target(pane) == "said “we saw 20 boats leave”"
        await pilot.press("comma")
        assert target(pane) == "said “we saw 20"
        await pilot.press("comma", "comma")
        assert target(pane) == "said “"
        assert bells(pilot) == 1
        assert pane.search(re.compile("next"), 0)
        assert target(pane).endswith("\n\nThe next")


async def test_rows_pages_and_edges_extend_the_selection_by_whole_words() -> None:
    text = "\n\n".join(f"Row {number} is here." for number in range(40))
    async with reading(body(text)) as (pilot, pane):
        await pilot.press("w", "w", "v", "j")
        assert target(pane) == "is here.\n\nRow 1 is"
        await pilot.press("k", "k", "space")
        assert target(pane).startswith("is here.")
        await pilot.press("g")
        assert target(pane) == "is"
        await pilot.press("G")
        assert target(pane).endswith("Row 39")
        pane.go_to(text.index(" here"))
        assert target(pane) == "is", "white space is no part of it"


async def test_a_selection_grows_and_shrinks_by_the_same_steps() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        steps = [
            "boats",
            "20 boats",
            "“we saw 20 boats leave”",
            TEXT[: TEXT.index(" Nobody")],
            TEXT[: TEXT.index("\n")],
        ]
        pane.go_to(TEXT.index("boats"))
        await pilot.press("v")
        for step in steps:
            assert target(pane) == step
            await pilot.press("plus")
        assert bells(pilot) == 1
        for step in reversed(steps[:-1]):
            await pilot.press("minus")
            assert target(pane) == step
        await pilot.press("minus")
        assert bells(pilot) == 2
        assert pane.selecting


async def test_growing_needs_no_selection_and_ends_with_the_next_motion() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        await pilot.press("full_stop", "full_stop", "plus")
        assert target(pane) == "“we saw 20 boats leave”"
        await pilot.press("minus")
        assert (target(pane), pane.selection) == ("20 boats", None)
        await pilot.press("minus")
        assert target(pane) == "20"
        await pilot.press("minus", "w")
        assert bells(pilot) == 1
        assert pane.selection is None


async def test_a_grown_selection_goes_on_growing_by_motions() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        await pilot.press("plus", "v", "w")
        assert target(pane) == TEXT[: TEXT.index(" next")]
        await pilot.press("plus")
        assert target(pane) == TEXT[: TEXT.index(" It’s")]
        await pilot.press("minus", "b")
        assert target(pane) == TEXT[: TEXT.index(" next")]


async def test_marks_of_quotation_without_a_mention_are_a_step() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(Findings())
        pane.go_to(TEXT.index("saw"))
        await pilot.press("v", "plus")
        assert target(pane) == "we saw 20 boats leave"


async def test_graphemes_are_selected_whole() -> None:
    text = "le cafe\u0301 👩\u200d👧 a ferme\u0301"
    async with reading(body(text)) as (pilot, pane):
        await pilot.press("w", "v")
        assert target(pane) == "cafe\u0301"
        await pilot.press("escape")
        pane.go_to(text.index("👩"))
        await pilot.press("v")
        assert target(pane) == "👩\u200d👧"
        await pilot.press("w", "w")
        assert target(pane) == text[9:]
        await pilot.press("escape")
        await pilot.mouse_down(pane, offset=(GUTTER + 5, 1))
        await pilot.hover(pane, offset=(GUTTER + 6, 1))
        await pilot.mouse_up(pane, offset=(GUTTER + 6, 1))
        assert target(pane) == "fe\u0301"


async def test_a_double_click_selects_the_word_and_a_triple_one_the_sentence() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        await pilot.click(pane, offset=(GUTTER + 5, 1), times=2)
        assert target(pane) == "mayor"
        await pilot.click(pane, offset=(GUTTER + 5, 1))
        assert pane.target_is_sentence
        await pilot.click(pane, offset=(GUTTER + 5, 1), times=3)
        assert pane.selection == Span(0, TEXT.index(" Nobody"))
        await pilot.click(pane, offset=(GUTTER + 5, 15), times=2)
        assert pane.selection == Span(0, TEXT.index(" Nobody")), "nothing is there"


async def test_a_click_ends_a_selection() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        await pilot.press("v", "w")
        await pilot.click(pane, offset=(GUTTER + 5, 1))
        assert not pane.selecting
        assert pane.selection is None


async def test_another_article_ends_a_selection() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        await pilot.press("v", "G")
        pane.show(body("Short."))
        assert not pane.selecting
        assert pane.selection is None


MOTIONS = ["w", "b", "e", "(", ")", "{", "}", "j", "k", "o", "+", "-", "."]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(MOTIONS), max_size=12))
async def test_whatever_is_pressed_a_selection_is_whole_words_around_the_cursor(keys: list[str]) -> None:
    names = {"(": "left_parenthesis", ")": "right_parenthesis", "{": "left_curly_bracket", "}": "right_curly_bracket"}
    names |= {"+": "plus", "-": "minus", ".": "full_stop"}
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        await pilot.press("w", "w", "v", *(names.get(key, key) for key in keys))
        assert pane.selection
        assert target(pane) == target(pane).strip()
        start, end = pane.selection
        assert not (TEXT[max(0, start - 1) : start].isalnum() and TEXT[start].isalnum())
        assert not (TEXT[end - 1].isalnum() and TEXT[end : end + 1].isalnum())
        assert start <= pane.cursor < end or TEXT[pane.cursor].isspace()


async def test_o_goes_through_the_passages_under_the_cursor() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        saw = span_of(TEXT, "saw 20 boats leave")
        pane.set_annotations(
            (
                annotation(*saw, status=Status.AGREED),
                annotation(*saw, annotation_id="theirs", status=Status.DISPUTED),
            )
        )
        pane.go_to(TEXT.index("20"))
        told = []
        for _ in range(5):
            told.append((target(pane), pane.telling()))
            await pilot.press("o")
        sentence = TEXT[: TEXT.index(" Nobody")]
        assert told == [
            ("20 boats", "1 of 4"),
            ("saw 20 boats leave", "2 of 4"),
            ("“we saw 20 boats leave”", "3 of 4"),
            (sentence, "4 of 4"),
            ("20 boats", "1 of 4"),
        ]
        await pilot.press("w")
        assert target(pane) == "20 boats", "the pick ends with the next motion"


async def test_nothing_is_told_where_there_is_nothing_to_pick() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        pane.set_findings(some_findings())
        assert pane.telling() == ""
        await pilot.press("o")
        assert (target(pane), pane.telling()) == (TEXT[: TEXT.index(" Nobody")], "")
        await pilot.press("full_stop")
        assert pane.telling() == ""
        await pilot.press("o")
        assert (target(pane), pane.telling()) == (TEXT[: TEXT.index(" Nobody")], "2 of 2")
        pane.set_annotations((annotation(0, TEXT.index(" Nobody")),))
        await pilot.press("o", "o")
        assert not pane.target_is_sentence, "it is the annotation on the sentence now"
        assert pane.telling() == "2 of 2"


async def test_a_picked_passage_is_shown_and_its_rows_are_painted_alone() -> None:
    async with reading(body(TEXT), (60, 20)) as (pilot, pane):
        pane.set_findings(some_findings())
        await pilot.press("full_stop", "full_stop")
        for key in ("o", "w", "b", "e", "v", "w", "b", "plus", "minus", "o"):
            await pilot.pause()
            pane.painted = 0
            await pilot.press(key)
            await pilot.pause()
            assert pane.painted <= 2, key


async def test_a_preview_marks_passages_until_it_is_cleared() -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        before = [pane.render_line(y) for y in range(6)]
        pane.painted = 0
        pane.set_preview([span_of(TEXT, "Nobody"), span_of(TEXT, "next")])
        await pilot.pause()
        assert 0 < pane.painted <= 4
        marked = [s.text for y in range(6) for s in pane.render_line(y) if s.style and s.style.underline]
        assert "Nobody" in marked
        assert "next" in marked
        pane.set_preview(())
        assert [pane.render_line(y) for y in range(6)] == before
        pane.set_preview([Span(0, 3)])
        pane.show(body("Another."))
        assert len(pane.preview) == 0


async def test_a_pane_without_an_article_takes_the_keys_of_selecting() -> None:
    async with reading(body("")) as (pilot, pane):
        await pilot.press("w", "b", "e", "v", "o", "plus", "minus", "f", "escape")
        assert pane.target is None
        assert pane.telling() == ""


@pytest.fixture
def project(database: Path, seeds: Path) -> Project:
    return Project.open(database, [seeds])


async def test_what_was_selected_is_judged_and_stays_the_target(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter")
        await ready(pilot)
        pane = screen.active
        await pilot.press("v", "w", "w")
        selected = pane.selection
        await wait_for(pilot, lambda: "selecting: 3 words" in screen_text(pilot.app))
        await pilot.press("d")
        (made,) = project.all_annotations()
        assert made.span == selected
        assert pane.selection is None
        assert not pane.selecting
        assert pane.target == selected
        await wait_for(pilot, lambda: "✗ disputed" in screen_text(pilot.app))
        assert "selecting" not in screen_text(pilot.app)
        await pilot.press("1")
        (made,) = project.all_annotations()
        assert made.tags
        await pilot.press("u", "u")
        assert not list(project.all_annotations())
