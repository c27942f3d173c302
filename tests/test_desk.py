"""The desk: panes, filter, search, the size of the screen, help and commands."""

import asyncio
import re
from pathlib import Path

import pytest
from piloting import NOT_WITHOUT_ARTICLE, desk, reader, ready, screen_lines, screen_text, type_text, wait_for
from real_terminal import ROOT
from textual.events import Key
from textual.widgets import Input, OptionList

from annotations.model import Article
from annotations.project import Project
from tui.app import NewsreaderApp
from tui.screens.dialogs import ChoiceDialog
from tui.settings import Settings
from tui.widgets.prompt import Prompt


def pane_colours(app: NewsreaderApp) -> set[str]:
    return {str(segment.style) for segment in reader(app).active.render_line(2)}


async def test_there_is_room_for_four_panes_and_q_closes_them_one_by_one(seeds: Path, database: Path) -> None:
    async with desk(Project.open(database, [seeds])) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter")
        for count in (2, 3, 4):
            await pilot.press("vertical_line")
            await wait_for(pilot, lambda count=count: len(screen.panes) == count)
        await pilot.press("vertical_line")
        await wait_for(pilot, lambda: "There is room for 4 panes." in screen_text(pilot.app))
        files = [pane.article.file for pane in screen.panes if pane.article]
        assert len(set(files)) == 4
        for count in (3, 2, 1):
            await pilot.press("q")
            await wait_for(pilot, lambda count=count: len(screen.panes) == count)


async def test_split_rings_where_every_article_is_on_screen(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "vertical_line")
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        await pilot.press("vertical_line")
        assert len(screen.panes) == 2


async def test_the_first_pane_can_be_closed_too(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "vertical_line")
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        staying = screen.panes[1]
        screen.set_focus(screen.panes[0])
        await pilot.press("q")
        await wait_for(pilot, lambda: screen.panes == [staying])
        assert screen.active is staying


async def test_zoom_hides_the_list_and_q_brings_it_back(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("z")
        await wait_for(pilot, lambda: not screen.articles.region)
        assert screen.focused is screen.active
        await pilot.press("q")
        await wait_for(pilot, lambda: screen.articles.region)


async def test_the_filter_follows_the_typing_and_escape_undoes_it(project: Project) -> None:
    async with desk(project) as pilot:
        articles = reader(pilot.app).articles
        await pilot.press("F")
        await type_text(pilot, "letter")
        await wait_for(pilot, lambda: list(articles.shown) == [1])
        await pilot.press("enter")
        await wait_for(pilot, lambda: articles.has_focus)
        await pilot.press("F")
        await wait_for(pilot, lambda: isinstance(pilot.app.focused, Input) and pilot.app.focused.value == "letter")
        await pilot.press("escape")
        await wait_for(pilot, lambda: list(articles.shown) == [0, 1] and articles.has_focus)


async def test_the_next_article_is_that_of_the_filtered_list(seeds: Path, database: Path) -> None:
    async with desk(Project.open(database, [seeds])) as pilot:
        screen = reader(pilot.app)
        await pilot.press("F", "0", "0", "3", "enter")
        await wait_for(pilot, lambda: len(screen.articles.shown) == 1)
        await pilot.press("right_square_bracket")
        await wait_for(pilot, lambda: screen.active.article and "003_" in screen.active.article.file)
        await pilot.press("right_square_bracket", "left_square_bracket")
        assert screen.active.article
        assert "003_" in screen.active.article.file


async def test_search_moves_to_the_words_and_n_goes_round(project: Project) -> None:
    async with desk(project) as pilot:
        pane = reader(pilot.app).active
        await pilot.press("enter", "slash")
        await type_text(pilot, "the")
        assert pane.article
        first = pane.article.text.lower().index("the", pane.cursor)
        await wait_for(pilot, lambda: pane.cursor == first)
        await pilot.press("enter")
        await wait_for(pilot, lambda: pane.has_focus)
        places = [match.start() for match in re.finditer("the", pane.article.text.lower())]
        for key, step in (("n", 1), ("n", 2), ("N", 1), ("N", 0), ("N", -1), ("N", -2), ("n", -1), ("n", 0)):
            await pilot.press(key)
            assert pane.cursor == places[(places.index(first) + step) % len(places)]


async def test_a_search_left_with_escape_goes_back_to_where_it_began(project: Project) -> None:
    async with desk(project) as pilot:
        pane = reader(pilot.app).active
        await pilot.press("enter", "full_stop", "full_stop")
        before = pane.cursor
        await pilot.press("slash")
        await type_text(pilot, "sheep")
        await wait_for(pilot, lambda: pane.cursor != before)
        await pilot.press("escape")
        await wait_for(pilot, lambda: pane.has_focus)
        assert (pane.cursor, pane.pattern) == (before, None)


async def test_a_search_that_finds_nothing_says_so(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "slash")
        await type_text(pilot, "zebr")
        for _ in range(20):  # what the cursor is on may be told just then
            await pilot.press("a")
            if "not found: zebra" in screen_text(pilot.app):
                return
        raise AssertionError(screen_text(pilot.app))


async def test_a_new_question_takes_the_place_of_the_one_before(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await screen.action_search()
        await screen.action_filter()
        await wait_for(pilot, lambda: [each.purpose for each in screen.query(Prompt)] == ["filter"])


async def test_resizing_in_the_middle_keeps_the_text_and_the_cursor(seeds: Path, database: Path) -> None:
    async with desk(Project.open(database, [seeds])) as pilot:
        pane = reader(pilot.app).active
        await pilot.press("enter", *["full_stop"] * 6, "d")
        cursor = pane.cursor
        for size in ((60, 20), (20, 5), (160, 45), (80, 24)):
            await pilot.resize_terminal(*size)
            await wait_for(pilot, lambda size=size: {len(line) for line in screen_lines(pilot.app)} == {size[0]})
            assert len(screen_lines(pilot.app)) == size[1]
            assert pane.cursor == cursor
        await pilot.press("full_stop")
        assert pane.cursor > cursor


async def test_twenty_columns_and_five_rows_are_enough_to_work(seeds: Path, database: Path) -> None:
    project = Project.open(database, [seeds])
    async with desk(project, size=(20, 5)) as pilot:
        await pilot.press("enter", "full_stop", "d", "L", "q", "z", "z", "slash", *"raqqa", "enter", "n", "F", "escape")
        assert len(list(project.all_annotations())) == 1
        await pilot.press("question_mark", "f1")
        assert len(screen_lines(pilot.app)) == 5


async def test_an_empty_project_says_what_to_do(database: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with desk(Project.open(database, [empty])) as pilot:
        await wait_for(pilot, lambda: "There is no article here." in screen_text(pilot.app))
        await pilot.press("enter", "j", "G", "z", *NOT_WITHOUT_ARTICLE, "vertical_line", "slash", "x", "enter", "n")
        await pilot.click("ArticlePane", offset=(6, 2))
        assert pilot.app.is_running


async def test_help_shows_the_keys_and_hides_them_again(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "question_mark")
        await wait_for(pilot, lambda: "One row down" in screen_text(pilot.app))
        await pilot.press("f1")
        await wait_for(pilot, lambda: "One row down" not in screen_text(pilot.app))


@pytest.mark.parametrize("keys", [(), ("enter",), ("L",)])
@pytest.mark.parametrize("back", ["escape", "q"])
async def test_what_leads_back_hides_the_help_first(project: Project, keys: tuple[str, ...], back: str) -> None:
    async with desk(project) as pilot:
        await pilot.press(*keys, "question_mark")
        focused = pilot.app.focused
        await wait_for(pilot, lambda: pilot.app.screen.query("HelpPanel"))
        await pilot.press(back)
        await wait_for(pilot, lambda: not pilot.app.screen.query("HelpPanel"))
        assert pilot.app.is_running
        assert pilot.app.focused is focused


async def test_what_leads_back_can_be_typed_beside_the_help(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("F", "f1", "q")
        assert pilot.app.screen.query_one(Input).value == "q"
        assert pilot.app.screen.query("HelpPanel")


async def test_a_key_that_the_reader_has_chosen_to_lead_back_hides_the_help(project: Project) -> None:
    async with desk(project, settings=Settings(keys={"app.quit": ("x",)})) as pilot:
        await pilot.press("question_mark")
        await wait_for(pilot, lambda: pilot.app.screen.query("HelpPanel"))
        await pilot.press("x")
        await wait_for(pilot, lambda: not pilot.app.screen.query("HelpPanel"))
        assert pilot.app.is_running


async def test_the_command_palette_runs_every_action(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop")
        pilot.app.action_command_palette()
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await type_text(pilot, "disputed")
        await wait_for(pilot, lambda: "The passage is wrong or contested (d)" in screen_text(pilot.app))
        await pilot.press("enter", "enter")
        await wait_for(pilot, lambda: [each.status for each in project.all_annotations()] == ["disputed"])


async def test_the_command_palette_may_be_closed_and_opened_as_fast_as_one_types(project: Project) -> None:
    def is_full() -> bool:
        return any(each.option_count > 7 for each in pilot.app.screen.query(OptionList))

    async with desk(project) as pilot:
        pilot.app.action_command_palette()
        await wait_for(pilot, is_full)
        first = pilot.app.screen
        first.dismiss()
        pilot.app.action_command_palette()  # the first one is still leaving
        assert pilot.app.screen is not first
        await wait_for(pilot, is_full)
        pilot.app.action_command_palette()
        assert len(pilot.app.screen_stack) == 2


async def test_page_keys_in_a_list_without_room_do_no_harm(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("colon")
        commands = pilot.app.screen.query_one(OptionList)
        await wait_for(pilot, lambda: commands.option_count > 7)
        await pilot.press("pagedown", "pagedown")
        highlighted = commands.highlighted
        assert highlighted
        await pilot.resize_terminal(1, 1)
        await wait_for(pilot, lambda: not commands.scrollable_content_region)
        await pilot.press("pagedown", "pageup", "pageup")
        assert commands.highlighted == highlighted
        await pilot.resize_terminal(80, 24)
        await wait_for(pilot, lambda: commands.scrollable_content_region)
        await pilot.press("pageup")
        assert (commands.highlighted or 0) < highlighted


async def test_a_choice_on_a_screen_of_one_cell_does_no_harm(project: Project) -> None:
    async with desk(project) as pilot:
        pilot.app.push_screen(ChoiceDialog("Which?", [(name, f"the {name} one") for name in ("first", "last")]))
        await pilot.resize_terminal(1, 1)
        await pilot.resize_terminal(80, 24)
        await wait_for(pilot, lambda: "the last one" in screen_text(pilot.app))


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_command_palette_has_two_keys(project: Project, key: str) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", key)
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) == 2)


async def test_another_theme_has_other_colours(project: Project) -> None:
    app = NewsreaderApp(project)
    app.theme = "textual-light"
    async with app.run_test() as pilot:
        await ready(pilot)
        before = pane_colours(app)
        app.theme = "textual-dark"
        await wait_for(pilot, lambda: pane_colours(app) != before)


async def test_hiding_numbers_says_how_many_are_hidden(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "number_sign")
        await wait_for(pilot, lambda: re.search(r"[1-9]\d* mentions hidden", screen_text(pilot.app)))
        await pilot.press("number_sign")
        await wait_for(pilot, lambda: "All mentions shown" in screen_text(pilot.app))


async def test_keys_typed_ahead_find_the_article_open(project: Project) -> None:
    async with desk(project) as pilot:
        for key, letter in (("enter", "\r"), ("full_stop", "."), ("d", "d")):
            pilot.app.post_message(Key(key, letter))
        await wait_for(pilot, lambda: [each.status for each in project.all_annotations()] == ["disputed"])


async def test_an_article_that_was_never_read_is_read_once_the_list_is_painted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, read, painted = NewsreaderApp(project), project.paged, []

    def look_and_read(file: str) -> Article:
        painted.append(screen_lines(app)[-1])
        return read(file)

    monkeypatch.setattr(project, "paged", look_and_read)
    async with app.run_test() as pilot:
        await ready(pilot)
        assert painted[0].rstrip().endswith("? help")


async def test_a_key_typed_before_there_is_a_screen_waits_for_the_first_article(project: Project) -> None:
    class TypedAhead(NewsreaderApp):
        CSS_PATH = str(ROOT / "tui" / "newsreader.tcss")

        def on_mount(self) -> None:
            self.post_message(Key("r", "r"))

    async with TypedAhead(project).run_test() as pilot:
        await wait_for(pilot, lambda: "Marked as read." in screen_text(pilot.app))


async def test_the_status_line_speaks_of_the_pane_that_is_left(project: Project) -> None:
    async with desk(project, size=(120, 30)) as pilot:
        await pilot.press("enter", "vertical_line")
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        screen.set_focus(screen.panes[0])
        await pilot.press("full_stop", "a")
        await wait_for(pilot, lambda: "agreed" in screen_lines(pilot.app)[-1])
        await pilot.press("q")
        await wait_for(pilot, lambda: "agreed" not in screen_lines(pilot.app)[-1])


async def test_nothing_is_told_once_the_panes_are_gone(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await screen.panes[0].remove()
        screen.settle_soon()
        due = screen._settling
        assert due
        await wait_for(pilot, lambda: asyncio.get_running_loop().time() > due.when() + 0.01)
