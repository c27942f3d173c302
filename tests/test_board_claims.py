"""Claims on the board: confirmed, named, given a verdict, merged, split, deleted, by the keys that a person presses."""

from pathlib import Path

import pytest
from piloting import board, desk, reader, screen_text, type_text, wait_for
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from annotations.claims import Claim
from annotations.comparison.groups import GroupKind
from annotations.evidence import Evidence
from annotations.history import Change, ClaimChange, Step
from annotations.model import Status
from annotations.project import Project
from tui.screens.board import BoardScreen
from tui.screens.claim_dialog import ClaimDialog
from tui.screens.dialogs import LineDialog
from tui.screens.passages_dialog import PassagesDialog
from tui.settings import Settings
from tui.widgets.glyphs import use


@pytest.fixture
def project(database: Path, seeds: Path) -> Project:
    return Project.open(database, [seeds], annotator="tester")


async def answer(pilot: Pilot[None], text: str) -> None:
    """Type a line over what the dialog offers."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, LineDialog))


def texts(project: Project) -> list[str]:
    return [claim.text for claim in project.claims()]


async def test_a_proposal_is_confirmed_where_it_stands_and_one_undo_takes_it_back(project: Project) -> None:
    async with desk(project, (80, 24)) as pilot:
        shown = await board(pilot)
        rows, proposal = len(shown.groups.shown), shown.groups.current
        assert proposal
        assert "◇" in screen_text(pilot.app)
        assert "◆" not in screen_text(pilot.app)
        await pilot.press("c")
        confirmed = shown.groups.current
        assert confirmed
        assert confirmed.claim
        assert (confirmed.group.label, confirmed.group.agreement) == (proposal.group.label, proposal.group.agreement)
        assert len(shown.groups.shown) == rows  # the proposal is not shown beside its claim
        assert "◆" in screen_text(pilot.app)
        await pilot.press("c")
        assert "confirmed already" in screen_text(pilot.app)
        await pilot.press("f", "f", "f", "f")
        assert [row.claim for row in map(shown.groups.items.__getitem__, shown.groups.shown)] == [confirmed.claim]
        await pilot.press("u")
        assert project.claims() == ()
        assert not list(project.all_annotations())
        await pilot.press("U", "f", "u", "u")
        assert "Nothing to undo" in screen_text(pilot.app)
        await pilot.press("U", "U")
        assert project.claims() == (confirmed.claim,)
        assert "Nothing to redo" in screen_text(pilot.app)


async def test_a_claim_is_judged_with_all_its_passages(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        await pilot.press("c", "d")
        row = shown.groups.current
        assert row
        assert row.claim
        assert {each.status for each in project.passages_of(row.claim)} == {Status.DISPUTED}
        assert "✗" in screen_text(pilot.app)
        await pilot.press("u")
        assert {each.status for each in project.passages_of(row.claim)} == {None}


async def test_marked_rows_are_judged_and_confirmed_together(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        await pilot.press("v", "v", "d")
        assert all(shown._judged(row) is Status.DISPUTED for row in shown.groups.marked)
        await pilot.press("c")
        assert len(project.claims()) == 2
        await pilot.press("u", "u")
        assert not list(project.all_annotations())


async def test_a_claim_is_named_and_a_proposal_confirmed_under_the_name(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        await pilot.press("R")
        await answer(pilot, "There was a deal")
        assert texts(project) == ["There was a deal"]
        assert shown.groups.current
        assert shown.groups.current.claim == project.claims()[0]
        await pilot.press("R")
        await answer(pilot, "A deal was made")
        assert texts(project) == ["A deal was made"]
        await pilot.press("R")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await pilot.press("escape")
        assert texts(project) == ["A deal was made"]


async def test_a_claim_is_given_a_verdict_with_its_reason(project: Project) -> None:
    async with desk(project, (80, 24)) as pilot:
        await board(pilot)
        await pilot.press("e")
        assert "c confirms it first" in screen_text(pilot.app)
        await pilot.press("c", "e")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClaimDialog))
        await type_text(pilot, "half true")
        dialog = pilot.app.screen
        dialog.query_one("#verdict_reason", TextArea).text = "Some say so."
        dialog.query_one("#context", TextArea).text = "In June."
        dialog.query_one("#tags", Input).value = "deal, city"
        evidence = dialog.query_one("#evidence", TextArea)
        evidence.text = "nowhere"
        await pilot.press("ctrl+s")
        assert "is no address" in screen_text(pilot.app)
        evidence.text = "https://example.org/ 2026-01-01"
        dialog.query_one("#text", Input).value = " "
        await pilot.press("ctrl+s")
        assert "A claim says something" in screen_text(pilot.app)
        dialog.query_one("#text", Input).value = "A deal"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
        (claim,) = project.claims()
        assert (claim.text, claim.verdict, claim.verdict_reason, claim.context, claim.tags, claim.evidence) == (
            "A deal", "half true", "Some say so.", "In June.", ("deal", "city"),
            (Evidence("https://example.org/", accessed_at="2026-01-01"),),
        )  # fmt: skip
        assert "half true: " in screen_text(pilot.app)
        await pilot.press("e", "x", "escape")
        assert isinstance(pilot.app.screen, ClaimDialog)
        assert "not kept yet" in screen_text(pilot.app)
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
        assert project.claims() == (claim,)
        await pilot.press("e", "ctrl+s")
        assert project.claims() == (claim,)


async def test_marked_rows_become_one_claim(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        await pilot.press("m")
        assert "Mark the rows first" in screen_text(pilot.app)
        await pilot.press("v", "v", "m")
        (claim,) = project.claims()
        both = len(project.passages_of(claim))
        assert not shown.groups.marked
        shown.groups.mark([row for row in shown.groups.items if row.claim])
        assert shown.groups.current
        while shown.groups.current.claim:
            await pilot.press("j")
        await pilot.press("v", "m")
        assert project.claims()[0].claim_id == claim.claim_id
        assert len(project.claims()) == 1
        assert len(project.passages_of(claim)) > both
        await pilot.press("u", "u")
        assert project.claims() == ()


async def test_passages_are_split_off_and_detached(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        await pilot.press("s")
        assert "c confirms it first" in screen_text(pilot.app)
        await pilot.press("c", "s")
        (claim,) = project.claims()
        every = len(project.passages_of(claim))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, PassagesDialog))
        await pilot.press("space", "enter")
        await answer(pilot, "What one says")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
        assert texts(project) == [claim.text, "What one says"]
        assert [len(project.passages_of(each)) for each in project.claims()] == [every - 1, 1]
        shown.put_cursor_on(claim.claim_id)
        await pilot.press("s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, PassagesDialog))
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await pilot.press("escape", "backspace")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
        assert [len(project.passages_of(each)) for each in project.claims()] == [every - 2, 1]
        await pilot.press("s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, PassagesDialog))
        await pilot.click("PassageList", offset=(5, 0))
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
        assert len(project.passages_of(claim)) == every - 2


async def test_a_claim_is_deleted_and_a_proposal_has_nothing_to_delete(project: Project) -> None:
    async with desk(project) as pilot:
        await board(pilot)
        await pilot.press("backspace")
        assert "only proposed" in screen_text(pilot.app)
        await pilot.press("c", "backspace")
        assert project.claims() == ()
        assert not list(project.all_annotations())


async def test_a_claim_without_a_passage_can_be_split_but_not_opened(project: Project) -> None:
    claim = Claim("c1", "Nothing")
    project.make(Step((), claims=(ClaimChange(None, claim),)))
    async with desk(project) as pilot:
        shown = await board(pilot)
        shown.put_cursor_on("c1")
        await pilot.press("enter")
        assert "None of its passages stands" in screen_text(pilot.app)
        await pilot.press("s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, PassagesDialog))
        await pilot.press("enter", "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))


async def test_a_confirmed_conflict_opens_its_two_sides(project: Project) -> None:
    async with desk(project, (160, 45)) as pilot:
        shown = await board(pilot)
        row = next(each for each in shown.groups.items if "% of the city" in each.group.label)
        shown.put_cursor_on(row.key)
        await pilot.press("c", "enter")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        panes = reader(pilot.app).panes

        def words() -> set[str]:
            return {pane.article.text[slice(*pane.target)] for pane in panes if pane.article and pane.target}

        await wait_for(pilot, lambda: words() == {"around 90 percent", "around 85%"})
        await pilot.press("u")  # what is undone may be a claim of which nothing is on the screen
        assert project.claims() == ()
        claim = Claim("c1", "Nothing")
        project.make(Step((), claims=(ClaimChange(None, claim),)))
        await pilot.press("u")
        assert project.claims() == ()


async def test_a_statement_is_opened_at_its_words(project: Project) -> None:
    async with desk(project, (160, 45)) as pilot:
        shown = await board(pilot)
        row = next(each for each in shown.groups.items if each.group.kind is GroupKind.STATEMENT)
        shown.put_cursor_on(row.key)
        await pilot.press("enter")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        wanted = {each.span for each in row.group.members}
        await wait_for(pilot, lambda: {pane.target for pane in reader(pilot.app).panes} <= wanted)


async def test_what_another_window_confirms_appears_on_the_board(project: Project, database: Path) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        other = Project.open(database, annotator="another")
        other.make(Step((), claims=(ClaimChange(None, Claim("c1", "By another")),)))
        other.close()
        await wait_for(pilot, lambda: any(row.claim for row in shown.groups.items))
        await pilot.press("f", "f", "f", "f")
        await wait_for(pilot, lambda: "By another" in screen_text(pilot.app))


async def test_somebody_elses_passages_have_no_say_in_the_judgement(project: Project) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        await pilot.press("c")
        row = shown.groups.current
        assert row
        theirs = project.passages_of(project.claims()[0])[0]
        project.make(Step((Change(None, theirs._replace(annotation_id="theirs", annotator="bo")),)))
        await pilot.press("d")
        assert shown.groups.current
        assert shown._judged(shown.groups.current) is Status.DISPUTED


async def test_without_unicode_the_signs_are_ascii(project: Project) -> None:
    async with desk(project, (80, 24), Settings(glyphs="ascii")) as pilot:
        await board(pilot)
        await pilot.press("c")
        assert "#! " in screen_text(pilot.app)
        assert "-! " in screen_text(pilot.app)
    use("unicode")


async def test_the_board_is_shown_on_a_tiny_screen(project: Project) -> None:
    async with desk(project, (20, 5)) as pilot:
        await board(pilot)
        await pilot.press("c", "e")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClaimDialog))
        await pilot.press("escape", "s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, PassagesDialog))
