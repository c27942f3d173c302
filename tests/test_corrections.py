"""What the reader knows better of an article: kept, and before what the text says."""

from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from making import REPORT, articles_in
from piloting import PATIENCE, desk, reader, screen_text, type_text, wait_for
from textual.widgets import Input

from annotations.articles.queries import Order, parse_query
from annotations.corrections import BY_HAND, origin_of
from annotations.errors import InputError
from annotations.model import Article, Source
from annotations.project import Project
from tui.screens.article_dialog import ArticleDialog

TYPED = {"title": "Flood in  the valley", "outlet": "The Daily", "author": "Bo", "published": "2024-03-01"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {"flood.txt": REPORT, "other.txt": f"{REPORT}\nThis is another one.\n"})


def corrected(project: Project, article: Article, typed: dict[str, str]) -> Article:
    """The article as it is known after a correction."""
    project.correct(project.as_written(article.file), typed)
    return project.list_anew(article.file)


def test_a_correction_is_kept_and_goes_before_the_text(project: Project, database: Path, folder: Path) -> None:
    assert list(project.survey(project.files))
    before = project.read(project.files[0])
    now = corrected(project, before, TYPED)
    assert (now.title, now.outlet, now.author, now.published) == (
        "Flood in the valley", "The Daily", "Bo", "2024-03-01",
    )  # fmt: skip
    assert now.text == before.text
    assert [each for each in now.sources if each.origin == BY_HAND] == [
        Source(field, BY_HAND) for field in ("title", "outlet", "author", "published")
    ]
    assert project.summaries[0].outlet == "The Daily"
    assert [*project.search(parse_query("outlet:daily after:2024"), Order.FILE)] == [0]
    project.close()
    with open(folder / "flood.txt", "a") as file:  # noqa: PTH123 - to add to it
        file.write("A correction.\n")
    with closing(Project.open(database, [folder], annotator="tester")) as again:
        assert again.read(again.files[0]).outlet == "The Daily"
        record = again.record(before.article_id)
        assert record
        assert (record.title, record.author) == ("Flood in the valley", "Bo")
        assert list(again.survey(again.files))
        assert again.summaries[0].title == "Flood in the valley"


def test_what_is_corrected_is_known_of_an_article_that_was_read_before(project: Project) -> None:
    file = project.files[0]
    assert project.paged(file).title == project.read(file).title == "flood"
    project.correct(project.as_written(file), TYPED)
    assert project.paged(file).title == project.read(file).title == "Flood in the valley"


def test_what_the_text_says_is_no_correction_any_more(project: Project) -> None:
    before = project.read(project.files[0])
    now = corrected(project, before, TYPED)
    again = corrected(project, now, {"title": "", "outlet": before.outlet, "author": before.author})
    assert (again.title, again.outlet, again.author) == (before.title, before.outlet, before.author)
    record = project.record(before.article_id)
    assert record
    assert record.corrected == ()
    assert origin_of(again, "outlet") == origin_of(before, "outlet")


def test_a_day_that_is_none_is_refused(project: Project) -> None:
    article = project.read(project.files[0])
    with pytest.raises(InputError, match="“soon” is no day: write it like 2024-03-01"):
        corrected(project, article, {"published": "soon"})
    assert corrected(project, article, {"published": "20240301"[:4] + "-03-01"}).published == "2024-03-01"
    assert corrected(project, article, {"published": ""}).published == ""


async def test_what_is_known_of_an_article_is_corrected_on_the_screen(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        assert "Title: " in screen_text(pilot.app)
        pilot.app.screen.query_one("#outlet", Input).focus()
        await type_text(pilot, "Post")
        pilot.app.screen.query_one("#published", Input).focus()
        await type_text(pilot, "soon")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "“soon” is no day" in screen_text(pilot.app))
        pilot.app.screen.query_one("#published", Input).value = "2024-03-01"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "Post · 2024-03-01 ·" in screen_text(pilot.app))
        assert project.summaries[0].outlet == "Post"
        await wait_for(pilot, lambda: not project.unsaved)
        assert screen.active.findings is not None


async def test_keys_are_answered_while_a_correction_waits_for_the_disk(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, as_written = Event(), Project.as_written

    def slowly(slow: Project, file: str) -> Article:
        assert disk.wait(PATIENCE)
        return as_written(slow, file)

    monkeypatch.setattr(Project, "as_written", slowly)
    async with desk(project) as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        pilot.app.screen.query_one("#outlet", Input).value = "Post"
        await pilot.press("ctrl+s", "j")
        await wait_for(pilot, lambda: (now := reader(pilot.app).articles.current) and now.file == project.files[1])
        assert project.unsaved == 0
        disk.set()
        await wait_for(pilot, lambda: project.summaries[0].outlet == "Post")


async def test_an_article_that_is_gone_meanwhile_is_told(project: Project, folder: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        (folder / "flood.txt").unlink()
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "does not exist" in screen_text(pilot.app))


async def test_what_was_typed_of_an_article_is_thrown_away_at_the_second_escape(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("j", "T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        assert "other.txt" in screen_text(pilot.app)
        await type_text(pilot, "x")
        await pilot.press("escape")
        await wait_for(pilot, lambda: "not kept yet" in screen_text(pilot.app))
        await pilot.press("escape")
        await wait_for(pilot, lambda: not isinstance(pilot.app.screen, ArticleDialog))
        assert project.unsaved == 0


async def test_an_article_that_cannot_be_read_has_nothing_to_correct(project: Project, folder: Path) -> None:
    async with desk(project) as pilot:
        (folder / "other.txt").unlink()
        await pilot.press("j", "T")
        await wait_for(pilot, lambda: "does not exist" in screen_text(pilot.app))
