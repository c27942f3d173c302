"""Annotations found again in an article that was written anew, as a person does it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from making import REPORT
from piloting import annotation_dialog, desk, point_at, reader, screen_text, wait_for
from rewriting import FIGURE, Flood
from textual.pilot import Pilot
from textual.widgets import OptionList

from annotations.project import Project
from tui.screens.dialogs import ChoiceDialog

SENTENCE = "Rescue teams reached the valley on Monday. Around 200 people had waited for two days, the mayor said."


async def test_annotations_are_found_again_when_the_article_is_opened(flood: Flood) -> None:
    flood.judge()
    flood.judge("4.5 metres")
    flood.rewrite(REPORT.replace("4.5 metres", "7 metres").replace("Rescue", "At last rescue"))
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "1 found again, 1 whose words were changed" in screen_text(pilot.app))
        assert "≠" in screen_text(pilot.app)
        await wait_for(pilot, lambda: not flood.project.unsaved)
        await point_at(pilot, "7 metres")
        await wait_for(pilot, lambda: "was “4.5 metres”: enter decides" in screen_text(pilot.app))


async def test_a_file_that_is_written_anew_while_it_is_open_is_shown_as_it_reads_now(flood: Flood) -> None:
    flood.judge()
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        flood.rewrite("At last.\n\n" + REPORT.replace(FIGURE, "$45 million"))
        await wait_for(pilot, lambda: "$45 million" in screen_text(pilot.app) and "≠" in screen_text(pilot.app))
        assert flood.only().anchor == "changed"
        flood.file.unlink()
        await reader(pilot.app)._look_outside()
        assert "$45 million" in screen_text(pilot.app)


@asynccontextmanager
async def asked_of_changed_words(flood: Flood) -> AsyncIterator[Pilot[None]]:
    """The desk, once it is asked what becomes of an annotation whose figure is another one now."""
    flood.judge()
    flood.rewrite(REPORT.replace(FIGURE, "$45 million"))
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "≠" in screen_text(pilot.app))
        await point_at(pilot, "$45 million")
        await pilot.press("enter")
        yield pilot


async def choose(pilot: Pilot[None], choice: str) -> None:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
    options = pilot.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(choice)
    await pilot.press("enter")


@pytest.mark.parametrize(
    ("choice", "quote", "anchor"),
    [("accept", "$45 million", "exact"), ("detach", FIGURE, "orphan"), ("open", FIGURE, "changed")],
)
async def test_changed_words_are_accepted_or_not(flood: Flood, choice: str, quote: str, anchor: str) -> None:
    async with asked_of_changed_words(flood) as pilot:
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        assert "“$45 million”" in screen_text(pilot.app)
        await choose(pilot, choice)
        if choice == "open":
            await annotation_dialog(pilot)
            await pilot.press("escape")
        await wait_for(pilot, lambda: (flood.only().exact, flood.only().anchor) == (quote, anchor))


async def test_a_changed_annotation_can_be_deleted(flood: Flood) -> None:
    async with asked_of_changed_words(flood) as pilot:
        await choose(pilot, "delete")
        await wait_for(pilot, lambda: not list(flood.project.all_annotations()))


async def test_one_of_several_places_is_chosen_from_the_list(flood: Flood) -> None:
    flood.judge("Around 200 people")
    text = REPORT.replace(SENTENCE, f"It is over.\n\n{SENTENCE}\n\n{SENTENCE}")
    flood.rewrite(text)
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "several places" in screen_text(pilot.app))
        await pilot.press("L", "enter")
        await choose(pilot, "candidate-1")
        await wait_for(pilot, lambda: flood.only().start == text.rindex("Around 200 people"))


async def test_an_orphan_is_put_where_the_cursor_is(flood: Flood) -> None:
    flood.judge()
    flood.rewrite(REPORT.replace("Insurers expect damage of $30 million. ", ""))
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "whose words are gone" in screen_text(pilot.app))
        await point_at(pilot, "4.5 metres")
        await pilot.press("L")
        await wait_for(pilot, lambda: "∅" in screen_text(pilot.app))
        await pilot.press("o")
        await choose(pilot, "here")
        await wait_for(pilot, lambda: flood.only().exact == "4.5 metres")


async def test_an_orphan_of_an_article_that_is_gone_is_opened(flood: Flood) -> None:
    flood.judge()
    flood.rewrite(REPORT.replace("Insurers expect damage of $30 million. ", ""))
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "whose words are gone" in screen_text(pilot.app))
        flood.file.unlink()
        await pilot.press("L", "enter")
        await annotation_dialog(pilot)
        await pilot.press("escape")


async def test_an_orphan_of_an_article_that_is_not_open_is_looked_for_first(flood: Flood) -> None:
    flood.judge()
    flood.project.save()
    flood.rewrite(REPORT.replace("Insurers expect damage of $30 million. ", ""))
    project = Project.open(flood.database, [flood.folder / "valley.txt", flood.file], annotator="tester")
    article = project.read(str(flood.file))
    project.take_places(article, project.find_again(article))
    project.save()
    project.close()
    again = Project.open(flood.database, [flood.folder / "valley.txt", flood.file], annotator="tester")
    async with desk(again) as pilot:
        await pilot.press("L", "L")
        await wait_for(pilot, lambda: "∅" in screen_text(pilot.app))
        await pilot.press("enter")
        await choose(pilot, "detach")


async def test_an_undo_on_an_older_text_is_found_again(flood: Flood) -> None:
    made = flood.judge()
    flood.project.delete_all([made])
    flood.rewrite("An introduction.\n\n" + REPORT)
    async with desk(flood.project) as pilot:
        await pilot.press("u")
        await wait_for(pilot, lambda: flood.only().anchor == "moved")
