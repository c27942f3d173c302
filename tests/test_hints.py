"""Letters over the mentions on screen: which, where, and what the keys do then."""

from array import array
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPORT, body, span_of
from piloting import alone, desk, reader, ready, screen_text, wait_for
from reading_pane import CountingPane, bells, reading, target
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot

from annotations.detection.sentences import sentence_at
from annotations.findings import Findings
from annotations.model import MentionKind, Span
from annotations.project import Project
from tui.widgets.hints import LETTERS, labels, placed
from tui.widgets.pane_paint import GUTTER


@given(st.integers(0, 1500))
def test_no_label_begins_another_and_none_is_longer_than_it_must(count: int) -> None:
    found = labels(count)
    assert len(set(found)) == count
    starts = {label[:length] for label in found for length in range(1, len(label))}
    assert not starts & set(found)
    longest = 1 if count <= 26 else 2 if count <= 26**2 else 3
    assert all(len(label) <= longest for label in found)
    assert [len(label) for label in found] == sorted(len(label) for label in found)


def test_the_home_row_comes_first() -> None:
    assert labels(3) == list(LETTERS[:3])
    assert labels(27) == [*LETTERS[:25], "zf", "zj"]


def shown(text: str, mentions: list[tuple[str, str]], row: Span | None = None) -> list[tuple[str, str]]:
    """What each hint covers and what stands there instead."""
    found = placed(text, row or Span(0, len(text)), [(span_of(text, words), label) for words, label in mentions])
    return [(text[hint.start : hint.end], hint.shown) for hint in found]


def test_a_hint_covers_whole_graphemes_and_as_many_cells() -> None:
    assert shown("say 20 boats", [("20", "a")]) == [("2", "a")]
    assert shown("say 20 boats", [("20", "zf")]) == [("20", "zf")]
    assert shown("漢字 is 5", [("漢字", "a"), ("5", "s")]) == [("漢", "a "), ("5", "s")]
    assert shown("a漢字", [("a", "zf")]) == [("a漢", "zf ")]
    assert shown("e\u0301te\u0301", [("e\u0301te", "a")]) == [("e\u0301", "a")]
    assert shown("👩\u200d👧 two", [("👩", "zf")]) == [("👩\u200d👧", "zf")]


def test_hints_of_nested_mentions_stand_side_by_side() -> None:
    assert shown("“20 men”", [("“20 men”", "zf"), ("20", "zj")]) == [("“2", "zf"), (" m", "zj")]
    assert shown("“5”", [("“5”", "zf"), ("5", "zj")]) == [("“5", "zf"), ("”", "zj")]
    assert shown("only 5", [("only 5", "zf"), ("5", "zj")], Span(5, 6)) == [("5", "zf"), ("", "zj")]


async def test_a_letter_leads_to_its_mention() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        before = screen_text(pilot.app)
        assert "Around 200" in before
        await pilot.press("f")
        letter = next(hint.label for hint in pane.hints if REPORT[hint.at :].startswith("$30"))
        await wait_for(pilot, lambda: f"of {letter}30 million" in screen_text(pilot.app))
        await pilot.press(letter)
        assert target(pane) == "$30 million"
        assert screen_text(pilot.app).replace("▌", " ") == before.replace("▌", " "), "the text is as it was"
        await pilot.press("j")
        assert target(pane) != "$30 million", "the keys do again what they did"


async def test_the_longer_of_two_mentions_that_begin_together_has_a_hint_too() -> None:
    text = "20 men came, and 5 left."
    spans = [span_of(text, "20"), span_of(text, "20 men came"), span_of(text, "5")]
    kinds = [MentionKind.QUANTITY, MentionKind.TERM, MentionKind.QUANTITY]
    async with reading(body(text)) as (pilot, pane):
        starts, ends = zip(*spans, strict=True)
        pane.set_findings(Findings(array("I", starts), array("I", ends), array("B", kinds)))
        await pilot.press("f")
        assert [hint.mention for hint in pane.hints] == spans
        await pilot.press(pane.hints[1].label)
        assert target(pane) == "20 men came"


@pytest.mark.parametrize("key", ["escape", "question_mark", "F7", "é", "full_stop", "1"])
async def test_any_other_key_takes_the_hints_away_and_does_nothing_else(key: str) -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        await pilot.press("f", key)
        await wait_for(pilot, lambda: not pane.hints)
        assert pane.cursor == 0
        await pilot.press("full_stop")
        assert target(pane) == "three"


async def test_a_click_takes_the_hints_away() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        await pilot.press("f")
        await pilot.click(pane, offset=(GUTTER + 6, 1))
        assert not pane.hints
        assert pane.cursor == 6
        await pilot.press("f")
        pilot.app.screen.set_focus(None)
        await wait_for(pilot, lambda: not pane.hints)


async def test_two_letters_where_there_are_many_mentions() -> None:
    text = " ".join(f"{number} men," for number in range(100, 140))
    async with reading(body(text)) as (pilot, pane):
        await pilot.press("f")
        assert len(pane.hints) == 40
        first, second = list(pane.hints[-1].label)
        await pilot.press(first)
        assert {hint.label[0] for hint in pane.hints} == {first}
        assert 1 < len(pane.hints) < 40
        await pilot.press(second)
        assert not pane.hints
        assert target(pane).startswith("139")


async def test_hidden_mentions_and_those_out_of_sight_have_none() -> None:
    text = "There were 20 boats, and “they all left the harbour,” said one.\n\n" + "More.\n\n" * 30 + "Then 30 came."
    async with reading(body(text)) as (pilot, pane):
        await pilot.press("number_sign", "f")
        assert pane.hints
        assert span_of(text, "20 boats") not in [hint.mention for hint in pane.hints]
        await pilot.press("escape", "quotation_mark", "f")
        assert bells(pilot) == 1
        assert not pane.hints


async def test_a_mention_that_begins_above_has_its_hint_where_it_comes_in_sight() -> None:
    text = "“" + "It went on and on and on. " * 30 + "So it was,” he said."
    async with reading(body(text), (60, 10)) as (pilot, pane):
        pane.scroll_row(4)
        await pilot.press("f")
        (hint,) = pane.hints
        assert hint.at == pane.rows.starts[4]
        await pilot.press(hint.label)
        assert target(pane).startswith("“It went on")
        assert pane.cursor == hint.at


async def test_while_selecting_a_letter_extends_the_selection() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        pane.go_to(REPORT.index("had waited"))
        await pilot.press("v", "f")
        await pilot.press(next(hint.label for hint in pane.hints if REPORT[hint.at :].startswith("two days")))
        assert target(pane) == "had waited for two days"
        await pilot.press("f")
        await pilot.press(next(hint.label for hint in pane.hints if REPORT[hint.at :].startswith("Around")))
        assert target(pane) == "Around 200 people had"


async def test_another_article_takes_the_letters_with_it() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        await pilot.press("f")
        letter = pane.hints[-1].label
        pane.show(body("Short."))
        await pilot.press(letter)
        assert (pane.cursor, pane.hints) == (0, ())


async def test_a_letter_that_is_left_alone_waits_for_the_second_one() -> None:
    text = " ".join(f"{number} men," for number in range(100, 140))
    async with reading(body(text)) as (pilot, pane):
        await pilot.press("f")
        last = pane.hints[-1]
        pane.set_hints([last])  # as when the other pane has shown another article meanwhile
        await pilot.press(last.label[0])
        assert pane.hints == [last]
        await pilot.press(last.label[1])
        assert pane.target == last.mention


class Two(Horizontal):
    """Two panes side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.panes = [CountingPane(sentence_at), CountingPane(sentence_at)]

    def compose(self) -> ComposeResult:
        yield from self.panes


@asynccontextmanager
async def two_panes() -> AsyncIterator[tuple[Pilot[None], CountingPane, CountingPane]]:
    both = Two()
    async with alone(both, (100, 20)) as pilot:
        for pane in both.panes:
            pane.show(body("Then 20 came. And 30 left. They took 40 boats."))
            pane.set_findings(
                Findings(array("I", [5, 18, 37]), array("I", [7, 20, 39]), array("B", [MentionKind.QUANTITY] * 3))
            )
        both.panes[1].focus()
        await pilot.pause()
        yield pilot, both.panes[0], both.panes[1]


async def test_letters_lead_to_another_pane() -> None:
    async with two_panes() as (pilot, left, right):
        await pilot.press("f")
        assert [hint.label for hint in (*right.hints, *left.hints)] == labels(6), "the active pane comes first"
        await pilot.press(left.hints[1].label)
        assert left.has_focus
        assert left.target == Span(18, 20)
        assert not right.hints
        await pilot.press("f")
        assert [hint.label for hint in left.hints] == labels(3)


async def test_while_selecting_there_are_letters_in_the_same_pane_only() -> None:
    async with two_panes() as (pilot, left, right):
        await pilot.press("v", "f")
        assert right.hints
        assert not left.hints


async def test_letters_and_what_follows_them_act_in_the_order_of_the_keys(database: Path, seeds: Path) -> None:
    project = Project.open(database, [seeds])
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "bracketright", "bracketleft")
        await ready(pilot)
        pane = screen.active
        await pilot.press("f")
        third = pane.hints[2]
        await pilot.press("escape")
        for key in ("f", third.label, "d", "f", "escape", "q"):
            pilot.app.simulate_key(key)  # all of them at once
        await wait_for(pilot, lambda: list(project.all_annotations()))
        (made,) = project.all_annotations()
        assert made.span == third.mention
        await wait_for(pilot, lambda: screen.articles.has_focus)


async def test_hints_paint_their_rows_and_nothing_else() -> None:
    text = "Then 20 came.\n\n" + "Nobody was there.\n\n" * 4 + "Then 30 left."
    async with reading(body(text)) as (pilot, pane):
        await pilot.pause()
        pane.painted = 0
        await pilot.press("f")
        await pilot.pause()
        assert 0 < pane.painted <= 2
        await pilot.press("escape")
        await pilot.pause()
        assert pane.painted <= 4
