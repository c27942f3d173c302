"""What selecting costs in a long text, in what is read and painted."""

import pytest
from making import body
from reading_pane import reading, target

from annotations.model import Span, Text

TEXT = "The mayor said “we saw 20 boats leave” here. Nobody else did.\n\nThe next paragraph. It’s short."


async def test_a_key_that_stays_in_its_sentence_does_not_look_for_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(body(TEXT)) as (pilot, pane):
        asked, find = list[int](), pane._sentence_at

        def counted(text: Text, offset: int, start: int, end: int) -> Span:
            asked.append(offset)
            return find(text, offset, start, end)

        monkeypatch.setattr(pane, "_sentence_at", counted)
        await pilot.press("w", "w", "b", "v", "plus", "minus", "escape")
        assert asked == []
        await pilot.press("right_parenthesis")
        assert asked == [TEXT.index("Nobody")]
        pane.go_to(0)
        pane.show(body("Who said so? Somebody."))
        assert target(pane) == "Who said so?", "of another article"


async def test_the_words_of_a_long_selection_are_counted_no_further_than_a_reader_would() -> None:
    async with reading(body("word " * 6553 + "wordy " * 10_000)) as (pilot, pane):
        await pilot.press("v", "right_curly_bracket")
        assert pane.telling() == "selecting: more than 6553 words"
    async with reading(body("漢" * 40_000)) as (pilot, pane):
        await pilot.press("v", "right_curly_bracket")
        assert pane.telling() == "selecting: more than 1 word"


async def test_a_long_selection_paints_only_what_changes() -> None:
    text = "\n\n".join(f"Row {number} is here." for number in range(40))
    async with reading(body(text), (60, 40)) as (pilot, pane):
        await pilot.press("v", *["j"] * 12)
        await pilot.pause()
        pane.painted = 0
        await pilot.press("j")
        await pilot.pause()
        assert 0 < pane.painted <= 4
