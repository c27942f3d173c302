"""The list of articles, and that of annotations."""

import pytest
from making import annotation
from piloting import alone, screen_lines, screen_text, wait_for

from annotations.model import Kind, Status, Summary
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.article_list import ArticleList, progress_text
from tui.widgets.wrapping import cells

SUMMARIES = (
    Summary("one.txt", "1", "Flood in the valley", "The Daily", "2024-03-01", judged=2, checkable=5, length=4_321),
    Summary("two.txt", "2", "Drought on the coast", "Morning Post", "2024-03-02", checkable=7, read=True),
    Summary("three.txt", "3", "The flood recedes", "Morning Post", "2024-03-03"),
    Summary("four.txt", title="four.txt", problem="four.txt is no text."),
)


async def test_a_hundred_thousand_articles_are_listed() -> None:
    articles = ArticleList()
    async with alone(articles) as pilot:
        articles.set_items([Summary(f"{number}.txt", str(number), f"Article {number}") for number in range(100_000)])
        articles.set_shown(range(99_990, 100_000))
        articles.tell("10 of 100000: 9999")
        await wait_for(pilot, lambda: "Article 99991" in screen_text(pilot.app))
        await pilot.press("G")
        assert articles.current
        assert articles.current.article_id == "99999"


@pytest.mark.parametrize("width", [30, 100])
async def test_an_article_shows_source_title_and_progress_at_any_width(width: int) -> None:
    articles = ArticleList()
    async with alone(articles, (width, 20)) as pilot:
        articles.styles.width = width
        articles.set_items(SUMMARIES)
        articles.mark_open(frozenset({"one.txt"}))
        for words in ("▸", "Flood in the valley", "The Daily", "2024-03-01", "2/5", "0/7", "…", "!"):
            await wait_for(pilot, lambda words=words: words in screen_text(pilot.app))
        text = screen_text(pilot.app)
        assert "· Drought" in text or "· Morning Post" in text
        assert {cells(line) for line in screen_lines(pilot.app)} == {width}
        articles.mark_open(frozenset({"one.txt"}))
        articles.mark_open(frozenset())
        await wait_for(pilot, lambda: "▸" not in screen_text(pilot.app))


@pytest.mark.parametrize("width", [30, 100])
async def test_length_and_progress_of_a_long_article_stand_apart(width: int) -> None:
    articles = ArticleList()
    async with alone(articles, (width, 4)) as pilot:
        articles.styles.width = width
        articles.set_items([Summary("long.txt", "1", "The Long Report", judged=0, checkable=37_290, length=1_716_000)])
        await wait_for(pilot, lambda: "1,716k 0/37290 " in screen_text(pilot.app))
        articles.set_items([Summary("long.txt", "1", "The Long Report", judged=9_999, checkable=37_290, length=12**7)])
        await wait_for(pilot, lambda: "35,831k 9999/37290 " in screen_text(pilot.app))
        assert {cells(line) for line in screen_lines(pilot.app)} == {width}


async def test_the_list_follows_a_new_width() -> None:
    articles = ArticleList()
    async with alone(articles, (100, 20)) as pilot:
        articles.styles.width = "1fr"
        articles.set_items(SUMMARIES)
        await wait_for(pilot, lambda: articles.row_height == 1)
        await pilot.resize_terminal(40, 20)
        await wait_for(pilot, lambda: articles.row_height == 2 and articles.virtual_size.height == 8)


def test_progress_is_told_in_a_few_cells() -> None:
    assert [progress_text(each).strip() for each in SUMMARIES] == ["2/5", "0/7", "…", "!"]


async def test_annotations_show_sign_words_and_what_is_said() -> None:
    annotations = AnnotationList(str.upper, lambda each: not each.annotator)
    async with alone(annotations, (34, 14)) as pilot:
        annotations.set_items(
            [
                annotation(
                    0, 4, exact="the\nriver rose", status=Status.DISPUTED, tags=("check", "figure"), note="two\nlines"
                ),
                annotation(5, 9, exact="漢字" * 40, kind=Kind.NOTE, note="only a note"),
            ]
        )
        await wait_for(pilot, lambda: "✗ the river rose" in screen_text(pilot.app))
        text = screen_text(pilot.app)
        assert "disputed · #check #figure · t…" in text
        assert "• 漢字" in text
        assert "note · only a note" in text
        assert {cells(line) for line in screen_lines(pilot.app)} == {34}
