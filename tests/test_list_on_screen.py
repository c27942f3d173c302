"""The list on the screen: sorted, filtered by what stands in the articles, and growing while one reads."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from making import REPORT, articles_in
from piloting import desk, reader, screen_lines, screen_text, type_text, wait_for
from textual.widgets import OptionList

from annotations.articles.queries import Order, Query
from annotations.project import Project
from tui.app import NewsreaderApp
from tui.widgets.article_list import ArticleList
from tui.widgets.prompt import Prompt

TEXTS = {"a": "The mayor spoke of 3 goats.", "b": "The mayor spoke of 30 sheep. " * 9, "c": "Two sheep and a goat."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {f"{name}.txt": f"{REPORT}\n{text}\n" for name, text in TEXTS.items()})


def listed(articles: ArticleList) -> list[str]:
    return [Path(articles.items[number].file).stem for number in articles.shown]


async def test_the_list_is_sorted_and_turned_round(project: Project) -> None:
    async with desk(project) as pilot:
        articles = reader(pilot.app).articles
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
        for expected in (["b", "a", "c"], ["c", "a", "b"], ["b", "a", "c"]):
            await pilot.press("s")
            await wait_for(pilot, lambda: bool(pilot.app.screen.query(OptionList)))
            options = pilot.app.screen.query_one(OptionList)
            options.highlighted = options.get_option_index("length")
            await pilot.press("enter")
            await wait_for(pilot, lambda expected=expected: listed(articles) == expected)
        await wait_for(pilot, lambda: "by length" in screen_text(pilot.app))
        await pilot.press("s", "escape")
        assert listed(articles) == ["b", "a", "c"]


async def test_a_filter_finds_words_in_the_texts_and_says_what_is_wrong(project: Project) -> None:
    async with desk(project) as pilot:
        articles = reader(pilot.app).articles
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
        await pilot.press("F")
        await wait_for(pilot, lambda: bool(reader(pilot.app).query(Prompt)))
        await type_text(pilot, "goat")
        await wait_for(pilot, lambda: listed(articles) == ["a", "c"])
        await wait_for(pilot, lambda: "2 of 3: goat" in screen_text(pilot.app))
        await type_text(pilot, " a")
        await pilot.press("colon")
        await wait_for(pilot, lambda: "There is no filter “a”" in screen_lines(pilot.app)[-2])
        assert listed(articles) == ["a", "c"]
        await pilot.press("backspace", "backspace")
        await pilot.press("quotation_mark", "t", "w", "o", "space", "s", "h")
        await wait_for(pilot, lambda: listed(articles) == ["c"])  # the phrase is not closed yet
        await pilot.press("enter")
        await pilot.press("escape")
        await wait_for(pilot, lambda: listed(articles) == ["a", "b", "c"])


async def test_what_was_typed_before_is_not_looked_for_any_more(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
        queries = []
        search = project.search

        def watched(query: Query, order: Order, *, backwards: bool = False) -> Sequence[int]:
            queries.append(query.words)
            return search(query, order, backwards=backwards)

        monkeypatch.setattr(project, "search", watched)
        with screen._searching:
            for typed in ("g", "go", "goat"):
                screen.filter(typed)
                await pilot.pause(0.05)
        await wait_for(pilot, lambda: listed(screen.articles) == ["a", "c"])
        assert queries == [("goat",)]


async def test_what_is_read_later_passes_a_filter_that_is_in_force(project: Project, folder: Path) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
        screen.filter("zebra")
        await wait_for(pilot, lambda: listed(screen.articles) == [])
        (folder / "c.txt").write_text(f"{REPORT}\nA zebra ran.\n")
        for _ in project.survey(project.files):
            screen.known_better()
            screen.known_better()
        await wait_for(pilot, lambda: listed(screen.articles) == ["c"])
        await pilot.press("right_square_bracket")
        await wait_for(pilot, lambda: screen.active.article and screen.active.article.file.endswith("c.txt"))


async def test_the_article_opened_from_the_list_by_its_next_is_the_one_to_judge(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        assert screen.articles.has_focus
        await pilot.press("right_square_bracket")
        assert screen.active.has_focus
        await pilot.press("left_square_bracket", "d")
        (said,) = project.all_annotations()
        assert screen.active.article
        assert said.article_id == screen.active.article.article_id


async def test_what_is_told_covers_no_more_of_a_small_screen_than_its_words(project: Project) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for words in ("Saved.", "Copied.", "A sentence that is told in more words than half of eighty columns hold."):
            app.notify(words, timeout=60)
        await wait_for(pilot, lambda: [toast.size.height for toast in app.screen.query("Toast")] == [1, 1, 1])
        regions = [toast.region for toast in app.screen.query("Toast")]
        assert regions[-1].bottom - regions[0].y == 3
        assert max(region.width for region in regions[:2]) < 15


async def test_a_table_is_opened_when_its_rows_are_known(database: Path, tmp_path: Path) -> None:
    table = tmp_path / "corpus.csv"
    table.write_text('text,title\n"There were 3 sheep.",First\n"There were 4 goats.",Second\n')
    async with desk(Project.open(database, [table])) as pilot:
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: screen.active.article and screen.active.article.title == "First")
        await wait_for(pilot, lambda: "Second" in screen_text(pilot.app))


async def test_more_articles_than_are_listed_at_once_come_while_one_reads(
    project: Project, folder: Path, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("catalogue", "listing"):
        monkeypatch.setattr(f"annotations.{module}.AT_ONCE", 1)
    project = Project.open(database, [folder], cache=tmp_path / "cache")
    assert len(project.files) == 1
    async with desk(project) as pilot:
        articles = reader(pilot.app).articles
        await wait_for(pilot, lambda: listed(articles) == ["a", "b", "c"])
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
    project.close()
    (folder / "a.txt").unlink()
    again = Project.open(database, [folder], cache=tmp_path / "cache")
    async with desk(again) as pilot:
        await wait_for(pilot, lambda: listed(reader(pilot.app).articles) == ["b", "c"])


async def test_an_empty_folder_says_so(database: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with desk(Project.open(database, [tmp_path / "empty"])) as pilot:
        await wait_for(pilot, lambda: "There is no article here" in screen_lines(pilot.app)[-1])


async def test_keys_that_a_line_or_a_dialog_keeps_hold_up_the_work_in_the_background(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        for keys in (["F"], ["g"], ["escape"], ["question_mark"], ["colon"], ["x"], ["escape"]):
            screen._last_input = 0.0
            await pilot.press(*keys)
            assert screen._last_input > 0, keys


async def test_where_the_cache_cannot_be_written_the_list_is_whole_and_says_so_once(
    folder: Path, database: Path, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("")
    project = Project.open(database, [folder], cache=tmp_path / "in the way" / "cache")
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
        reader(pilot.app).filter("goat")
        await wait_for(pilot, lambda: "2 of 3: goat" in screen_text(pilot.app))
        await wait_for(pilot, lambda: "cannot be written" in screen_text(pilot.app))
        assert sum("cannot be written" in note.message for note in pilot.app._notifications) == 1
    project.close()
