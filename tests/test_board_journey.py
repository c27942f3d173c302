"""From the seeds to the table: the board filtered, a conflict opened, judged and confirmed, and the matrix written."""

import csv
from pathlib import Path

from commanding import run
from piloting import board, desk, reader, screen_text, type_text, wait_for
from textual.pilot import Pilot
from textual.widgets import Input

from annotations.model import Origin, Status
from annotations.project import Project
from tui.screens.board import BoardScreen
from tui.screens.claim_dialog import ClaimDialog
from tui.screens.dialogs import LineDialog
from tui.screens.export_dialog import ExportDialog

CLAIM = "How much of the city is captured"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


async def conflict(pilot: Pilot[None], *keys: str) -> BoardScreen:
    """The board that keys open, on the conflict of how much of the city is captured."""
    shown = await board(pilot, *keys)
    await pilot.press("f")
    await wait_for(pilot, lambda: ": conflicting" in screen_text(pilot.app))
    assert shown.groups.current
    while "% of the city" not in shown.groups.current.group.label:
        await pilot.press("j")
    return shown


async def see_both_sides(pilot: Pilot[None]) -> None:
    """Open the passages that conflict, one beside the other."""
    await pilot.press("enter")
    await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
    panes = reader(pilot.app).panes

    def sides() -> set[str]:
        return {pane.article.text[slice(*pane.target)] for pane in panes if pane.article and pane.target}

    await wait_for(pilot, lambda: sides() == {"around 90 percent", "around 85%"})


async def dispute(pilot: Pilot[None], shown: BoardScreen) -> None:
    """Judge what the board is on, put it in words, and say what comes of it."""
    await pilot.press("d", "R")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
    pilot.app.screen.query_one(Input).value = CLAIM
    await pilot.press("enter")
    await wait_for(pilot, lambda: pilot.app.screen is shown)
    await pilot.press("e")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClaimDialog))
    await type_text(pilot, "unproven")
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: pilot.app.screen is shown)
    await pilot.press("q")
    await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))


async def write_matrix(pilot: Pilot[None], path: Path) -> None:
    """Export the claims by outlet."""
    await pilot.press("E")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
    pilot.app.screen.query_one("#form").value = "CSV, claims by outlet"  # type: ignore[attr-defined]
    await pilot.pause()
    pilot.app.screen.query_one("#file", Input).value = str(path)
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: "1 claim written to" in screen_text(pilot.app))


async def test_a_conflict_from_the_board_to_the_matrix(database: Path, seeds: Path, tmp_path: Path) -> None:
    project = Project.open(database, [seeds], annotator="tester")
    async with desk(project, (160, 45)) as pilot:
        await conflict(pilot)
        await see_both_sides(pilot)
        shown = await conflict(pilot, "C")
        assert shown.groups.current
        voices = len(shown.groups.current.group.members)
        await dispute(pilot, shown)
        await write_matrix(pilot, tmp_path / "matrix.csv")
        await wait_for(pilot, lambda: not project.unsaved)

    (claim,) = project.claims()
    passages = project.passages_of(claim)
    assert (claim.text, claim.verdict, len(passages)) == (CLAIM, "unproven", voices)
    assert {(each.status, each.stance, each.origin) for each in passages} == {
        (Status.DISPUTED, "supports", Origin.MANUAL)
    }
    records = {each.article_id: project.record(each.article_id) for each in passages}
    project.close()

    [row] = table(tmp_path / "matrix.csv")
    cells = {name: cell for name, cell in row.items() if name not in ("claim_id", "claim")}
    assert (row["claim_id"], row["claim"]) == (claim.claim_id, CLAIM)
    assert sorted(cells) == sorted(record.outlet or record.title for record in records.values() if record)
    assert sorted(cells.values()) == ["around 85 %", "around 90 %", "around 90 %"]

    assert run("export", "--database", database, "--table", "claims", "-o", tmp_path / "claims.csv") == 0
    [told] = table(tmp_path / "claims.csv")
    assert (told["agreement"], told["articles"], told["independent_origins"]) == ("conflicting", "3", "2")
    assert (told["verdict"], told["values"], told["unit"], told["supports"]) == ("unproven", "90;85", "%", "3")
    assert run("export", "--database", database, "-o", tmp_path / "report.md") == 0
    report = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert all(f"(supports): “{each.exact}”" in report for each in passages)
