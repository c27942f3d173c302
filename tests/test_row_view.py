"""Scrolling in rows that are broken only where somebody looks."""

import os
import random
from collections.abc import Callable

import pytest
from making import body, lines_of
from piloting import alone, screen_lines, wait_for
from storming import random_size
from test_wrapping import wrap
from textual.geometry import Offset
from textual.pilot import Pilot

from annotations.detection.sentences import sentence_at
from annotations.model import Article, Role
from tui.widgets.article_pane import ArticlePane
from tui.widgets.pane_paint import GUTTER
from tui.widgets.row_view import MEASURE
from tui.widgets.rows import Rows
from tui.widgets.wrapping import RowKind, printable

SEED = int(os.environ.get("NEWSREADER_STORM", "20171014"))
KEYS = ("j", "k", "space", "pageup", "ctrl+d", "ctrl+u", "g", "G", "right_curly_bracket", "left_curly_bracket", "h")


def long_article(paragraphs: int = 2_500) -> Article:
    """Paragraphs of very different lengths, some of them furniture, some wide, and a very long one."""
    chance = random.Random(7)
    words = ("the council", "said on Friday", "that its plan for river water", "would reach most homes", "漢字かな")
    text = "\n\n".join(
        f"{number}: " + " ".join(chance.choices(words, k=chance.choice([2, 5, 30, 80]))) for number in range(paragraphs)
    )
    text += "\n\n" + "all of it in one paragraph, " * 3_000 + "\n\n" + "\n\n".join(f"end {n}" for n in range(300))
    lines = (
        line._replace(role=Role.FURNITURE) if number % 50 < 3 else line for number, line in enumerate(lines_of(text))
    )
    return body(text)._replace(lines=tuple(lines))


class Reference:
    """All rows of an article, broken from its top, at every width and with or without furniture."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[tuple[int, bool], Rows] = {}

    def rows(self, pane: ArticlePane) -> Rows:
        width = min(MEASURE, max(1, pane.scrollable_content_region.width - GUTTER - 1))
        key = width, pane._show_furniture
        if key not in self._known:
            article = self._article
            self._known[key] = wrap(article.text, article.lines, width, show_furniture=pane._show_furniture)
        return self._known[key]

    def check(self, pane: ArticlePane) -> None:
        """What is on screen is what a pane would show that has broken all rows, and the scroll bar knows its ends."""
        whole, rows, height = self.rows(pane), pane.rows, pane.size.height
        top = whole.row_at(rows.span(pane.top).start)
        for y in range(min(height, len(whole))):
            row = pane.top + y
            assert (rows.span(row), rows.kind(row)) == (whole.span(top + y), whole.kind(top + y))
            shown = pane.render_line(y).text[GUTTER:].rstrip()
            if rows.kind(row) < RowKind.GAP:
                assert shown == printable(self._article.text[slice(*rows.span(row))]).rstrip()
            else:
                assert shown.startswith("⋯") is (rows.kind(row) == RowKind.FOLD)
        assert (pane.scroll_y == 0) is (top == 0)
        assert (pane.scroll_y == pane.max_scroll_y) is (top >= len(whole) - height)
        assert round(pane.scroll_y) == pane.scroll_target_y


async def resized(pilot: Pilot[None], pane: ArticlePane, size: tuple[int, int]) -> None:
    await pilot.resize_terminal(*size)
    await wait_for(pilot, lambda: pane.outer_size == size)
    await wait_for(pilot, lambda: not pane.size or pane._wrapped_to == pane.scrollable_content_region.width)
    await pilot.pause()


def put(pane: ArticlePane, y: float) -> None:
    """Scroll as the scroll bar and the wheel do."""
    pane.scroll_to(y=y, animate=False)


Step = Callable[[random.Random, Pilot[None], ArticlePane], None]
STEPS: tuple[Step, ...] = (
    lambda chance, _, pane: pane.go_to(chance.randrange(len(pane.article.text)) if pane.article else 0),
    lambda chance, _, pane: put(pane, chance.random() * pane.max_scroll_y),
    lambda chance, _, pane: put(pane, pane.scroll_y + chance.choice([-3, 3, -40, 40, -300])),
    lambda chance, _, pane: put(pane, chance.choice([0, pane.max_scroll_y])),
    lambda chance, _, pane: pane.show_offset(chance.randrange(200_000), chance.randrange(30)),
)


@pytest.mark.parametrize("seed", [SEED, *(pytest.param(SEED + n, marks=pytest.mark.long) for n in range(1, 6))])
async def test_the_screen_is_right_after_any_journey(seed: int) -> None:
    article, pane, chance = long_article(), ArticlePane(sentence_at), random.Random(seed)
    reference = Reference(article)
    async with alone(pane) as pilot:
        pane.show(article)
        await pilot.pause()
        for number in range(80):
            kind = chance.random()
            if kind < 0.2:
                await resized(pilot, pane, chance.choice([(60, 20), (80, 24), random_size(chance)]))
            elif kind < 0.6:
                await pilot.press(chance.choice(KEYS))
            else:
                chance.choice(STEPS)(chance, pilot, pane)
                await pilot.pause()
            if pane.size:
                try:
                    reference.check(pane)
                except AssertionError as error:
                    raise AssertionError(f"NEWSREADER_STORM={seed}, step {number}: {error}") from error


async def test_the_text_at_the_top_stays_there_through_any_series_of_sizes() -> None:
    article, pane, chance = long_article(), ArticlePane(sentence_at), random.Random(SEED)
    async with alone(pane) as pilot:
        pane.show(article)
        for offset in (0, 100_000, len(article.text) - 40_000):
            pane.show_offset(offset, 0)
            top = pane.rows.span(pane.top).start
            for _ in range(10):
                await resized(pilot, pane, (chance.randint(10, 120), chance.randint(5, 40)))
                assert pane.rows.row_at(top) == pane.top
            await resized(pilot, pane, (60, 20))
            assert pane.rows.span(pane.top).start == top


async def test_furniture_unfolded_in_a_pane_without_room_is_there_once_there_is_some() -> None:
    article, pane = long_article(20), ArticlePane(sentence_at)
    async with alone(pane) as pilot:
        pane.show(article)
        await resized(pilot, pane, (1, 1))
        pane.action_toggle_furniture()
        await resized(pilot, pane, (60, 20))
        Reference(article).check(pane)


async def test_a_resize_breaks_rows_only_around_the_screen() -> None:
    article, pane = body("\n\n".join(["A short paragraph of a few words."] * 20_000)), ArticlePane(sentence_at)
    async with alone(pane) as pilot:
        pane.show(article)
        for key in ("g", "G"):
            await pilot.press(key)
            await resized(pilot, pane, (80, 24))
            assert len(pane.rows.starts) < 500
            await resized(pilot, pane, (60, 20))


SHORT, LONGER = "Short.\n\n", "This is longer than others and takes several rows here. " * 3 + "\n\n"


@pytest.mark.parametrize("first_half", [SHORT, LONGER])
async def test_from_the_end_one_comes_to_the_beginning(first_half: str) -> None:
    """Whatever the rows above were taken for: nothing on screen jumps when their number turns out to be another."""
    other = LONGER if first_half is SHORT else SHORT
    article, pane = body(first_half * 300 + other * 300), ArticlePane(sentence_at)
    reference = Reference(article)
    async with alone(pane, (40, 20)) as pilot:
        pane.show(article)
        await pilot.press("G")
        await resized(pilot, pane, (30, 20))
        whole = reference.rows(pane)
        top = whole.row_at(pane.rows.span(pane.top).start)
        while pane.scroll_y > 0:
            assert whole.span(top) == pane.rows.span(pane.top)
            put(pane, pane.scroll_y - 30)
            await pilot.pause()
            top = max(0, top - 30)
        assert top == 0
        assert pane.rows.span(pane.top).start == 0
        reference.check(pane)


@pytest.mark.parametrize("first_half", [SHORT, LONGER])
@pytest.mark.parametrize("from_the_end", [False, True])
async def test_an_end_that_comes_earlier_than_expected_stops_a_drag(first_half: str, from_the_end: bool) -> None:
    """The scroll bar has Textual's animator scroll, which does not bear being stopped meanwhile."""
    other = LONGER if first_half is SHORT else SHORT
    article, pane = body(first_half * 1_500 + other * 1_500), ArticlePane(sentence_at)
    reference = Reference(article)
    async with alone(pane, (40, 20)) as pilot:
        pane.show(article)
        await pilot.press("G" if from_the_end else "g")
        await resized(pilot, pane, (30, 20))
        for part in (0.02, 0.5, 0.98):
            y = pane.max_scroll_y * (1 - part if from_the_end else part)
            pane.scroll_to(y=y)
            await wait_for(pilot, lambda: pane.scroll_target_y == round(pane.scroll_y))
            await pilot.pause()
            reference.check(pane)


async def test_dragging_the_scroll_bar_to_the_top_shows_the_beginning_and_stays_there() -> None:
    article, pane = (
        body("Short.\n\n" * 3_000 + "A paragraph that takes several rows here.\n\n" * 3_000),
        ArticlePane(sentence_at),
    )
    async with alone(pane, (40, 20)) as pilot:
        pane.show(article)
        await pilot.press("G")
        await resized(pilot, pane, (20, 20))
        assert pane.rows.first > -1_000
        bar = Offset(pane.region.right - 1, pane.region.bottom - 1)
        await pilot.mouse_down(offset=bar)
        assert pane.is_vertical_scrollbar_grabbed
        for y in range(pane.region.bottom - 2, pane.region.y - 1, -1):
            await pilot.hover(offset=(bar.x, y))
            await pilot.pause()
        await wait_for(pilot, lambda: pane.scroll_y == 0)
        assert screen_lines(pilot.app)[1].lstrip("▌ ").startswith("Short.")
        await pilot.hover(offset=(bar.x, pane.region.y + 2))
        await wait_for(pilot, lambda: 0 < pane.scroll_y < pane.max_scroll_y / 5)
