"""The board and the same passage elsewhere, on the five seeds, as a person uses them."""

from pathlib import Path

import pytest
from making import span_of
from piloting import board, desk, reader, screen_text, wait_for

from annotations.comparison.groups import Agreement, Group
from annotations.model import Span, Status
from annotations.project import Project
from tui.screens.board import BoardScreen
from tui.screens.elsewhere_dialog import ElsewhereDialog


@pytest.fixture
def project(database: Path, seeds: Path) -> Project:
    return Project.open(database, [seeds], annotator="tester")


def groups(shown: BoardScreen) -> list[Group]:
    return [shown.groups.items[number].group for number in shown.groups.shown]


async def test_conflicts_come_first_with_a_cell_for_each_voice(project: Project) -> None:
    async with desk(project, (160, 45)) as pilot:
        shown = await board(pilot)
        assert groups(shown)[0].agreement is Agreement.CONFLICTING
        text = screen_text(pilot.app)
        assert "around 90 percent" in text
        assert "around 85%" in text
        assert "≠" in text
        assert shown.comparison
        assert len(shown.comparison.origins) == 4  # two outlets print one copy
        await pilot.press("C")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))


async def test_the_board_is_filtered(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        everything = len(groups(shown))
        for agreement in ("conflicting", "single-source"):
            await pilot.press("f")
            await wait_for(pilot, lambda agreement=agreement: f": {agreement}" in screen_text(pilot.app))
            assert {group.agreement for group in groups(shown)} == {agreement}
        await pilot.press("f", "a")
        assert len(groups(shown)) == everything  # a row does not vanish under the key that judges it
        await pilot.press("f")
        assert groups(shown) == []  # nothing is confirmed yet
        await pilot.press("f", "f", "f", "f")
        assert len(groups(shown)) == everything - 1
        await pilot.press("f")
        await pilot.press("f")
        assert len(groups(shown)) == everything


async def test_a_row_is_judged_in_one_step_and_opened_in_two_panes(project: Project) -> None:
    async with desk(project, (160, 45)) as pilot:
        shown = await board(pilot)
        await pilot.press("f", "j", "j")
        assert shown.groups.current
        group = shown.groups.current.group
        await pilot.press("d")
        assert {each.status for each in project.all_annotations()} == {Status.DISPUTED}
        assert len(list(project.all_annotations())) == len({(each.article, each.span) for each in group.members})
        await wait_for(pilot, lambda: "✗" in screen_text(pilot.app))
        await pilot.press("0")
        assert not list(project.all_annotations())
        await pilot.press("d", "enter")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        panes = reader(pilot.app).panes
        assert shown.comparison
        wanted = {(shown.comparison.articles[each.article].sha256, each.span) for each in group.members}
        await wait_for(pilot, lambda: {(pane.article.sha256, pane.target) for pane in panes if pane.article} <= wanted)
        assert panes[0].article is not panes[1].article
        await pilot.press("u")
        assert not list(project.all_annotations())


async def test_the_same_passage_is_found_in_the_other_articles(project: Project) -> None:
    async with desk(project, (160, 45)) as pilot:
        await pilot.press("enter")
        pane = reader(pilot.app).active
        assert pane.article
        pane.go_to(span_of(pane.article.text, "around 90 percent").start)
        pane.select(Span(*span_of(pane.article.text, "around 90 percent of the city")))
        await pilot.press("equals_sign")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
        await wait_for(pilot, lambda: "other voices" in screen_text(pilot.app))
        await pilot.press("vertical_line")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        second = reader(pilot.app).panes[1]

        def words() -> str:
            return second.article.text[slice(*second.target)] if second.article and second.target else ""

        await wait_for(pilot, lambda: "90 percent" in words())


async def test_the_same_elsewhere_can_be_left_and_may_be_nowhere(tmp_path: Path, database: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Floods\n\nThe river Elbe rose by 5 metres on Monday, the mayor of Dresden said.\n"
    )
    (tmp_path / "two.txt").write_text(
        "Water\n\nThe river Elbe rose by 4 metres on Monday, the mayor of Dresden said. Nobody minded the cats.\n"
    )
    async with desk(Project.open(database, [tmp_path])) as pilot:
        await pilot.press("enter", "full_stop", "equals_sign")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
        assert "[4" in screen_text(pilot.app)
        await pilot.press("escape")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        (tmp_path / "two.txt").unlink()
        await pilot.press("equals_sign")
        await wait_for(pilot, lambda: "No other article says this" in screen_text(pilot.app))


async def test_without_articles_there_is_nothing_to_compare(tmp_path: Path, database: Path) -> None:
    async with desk(Project.open(database, [tmp_path])) as pilot:
        await pilot.press("equals_sign", "C")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
        await pilot.press("enter", "d", "escape")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))


async def test_voices_without_room_for_a_column_each_are_named_where_they_speak(tmp_path: Path, database: Path) -> None:
    frames = (
        "Rescuers pulled {} people from the ferry Aurora, which sank off Harbourtown.",
        "From the sinking ferry Aurora off Harbourtown, {} people were pulled by rescuers.",
        "Off Harbourtown rescuers have pulled {} people out of the ferry Aurora.",
        "Aurora ferry: {} people pulled out by rescuers in the sea of Harbourtown.",
    )
    for number, frame in enumerate(frames):
        (tmp_path / f"report{number}.txt").write_text(frame.format(40 + 20 * number))
    async with desk(Project.open(database, [tmp_path], annotator="tester"), (50, 24)) as pilot:
        await board(pilot)
        text = screen_text(pilot.app)
        assert "4 voices" in text
        assert "report0: 40 · report1: 60" in text
        await pilot.resize_terminal(80, 24)
        await wait_for(pilot, lambda: "report0           report1 " in screen_text(pilot.app))


@pytest.mark.parametrize("width", [160, 80, 60])
async def test_whole_keys_stand_under_the_board_and_the_way_to_all_of_them(project: Project, width: int) -> None:
    async with desk(project, (width, 24)) as pilot:
        await board(pilot)
        for kind in ("conflicting", "single-source", "unjudged", "confirmed", "all"):
            await pilot.press("f")
            await wait_for(pilot, lambda kind=kind: f": {kind}" in screen_text(pilot.app))
            told = screen_text(pilot.app).splitlines()[-1].rstrip()
            assert told.endswith("· ? help")
            assert ("w widens" in told) == (width == 160)
