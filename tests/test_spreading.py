"""What is said of a passage, said wherever its words stand, as a person does it."""

from making import REPORT
from piloting import desk, point_at, reader, screen_text, wait_for
from rewriting import FIGURE, Flood

from tui.screens.occurrences_dialog import OccurrencesDialog


async def test_the_same_is_said_wherever_the_words_stand_and_undone_at_once(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: "Judge the passage first" in screen_text(pilot.app))
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: "2 more found; 2 of 2 articles searched" in screen_text(pilot.app))
        await wait_for(pilot, lambda: ">  valley" in screen_text(pilot.app))
        await pilot.press("enter")
        await wait_for(pilot, lambda: len(list(flood.project.all_annotations())) == 3)
        assert sorted((each.status, each.origin) for each in flood.project.all_annotations()) == [
            ("disputed", "manual"), ("disputed", "propagated"), ("disputed", "propagated"),
        ]  # fmt: skip
        await pilot.press("u")
        assert len(list(flood.project.all_annotations())) == 1


async def test_only_the_chosen_passages_are_judged(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: "2 more found; 2 of 2" in screen_text(pilot.app))
        await pilot.press("asterisk", "asterisk", "space", "enter")
        await wait_for(pilot, lambda: len(list(flood.project.all_annotations())) == 2)
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: " ✗ valley" in screen_text(pilot.app))
        await pilot.press("escape")
        assert len(list(flood.project.all_annotations())) == 2


async def test_what_is_found_is_shown_in_the_text_until_the_question_is_answered(flood: Flood) -> None:
    flood.rewrite(REPORT + "\nThe bill was $30 million.\n")
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        pane = reader(pilot.app).active
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: "3 more found; 2 of 2" in screen_text(pilot.app))
        assert len(pane.preview) == 1
        await pilot.press("escape")
        await wait_for(pilot, lambda: not pane.preview)


async def test_articles_that_are_gone_are_passed_over_when_looking_everywhere(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        (flood.folder / "valley.txt").unlink()
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, OccurrencesDialog))
        await wait_for(pilot, lambda: "no more found; 1 of 2" in screen_text(pilot.app))
