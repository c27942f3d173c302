"""From the first key to the table: figures judged, a note, a tag, two undone, one redone, and all of it exported."""

import csv
from pathlib import Path

from piloting import desk, reader, type_text, wait_for
from real_terminal import NEWSREADER, Terminal

from annotations.project import Project
from tui.cli import main
from tui.screens.dialogs import NoteDialog

JUDGED = [("agreed", "", ""), ("disputed", "", ""), ("unclear", "two sources", "")]
"""What the table is to say of the three figures: status, note and tags."""


def table(database: Path, path: Path) -> list[dict[str, str]]:
    """The exported annotations; each stands where it says."""
    assert main(["export", "--database", str(database), "-o", str(path)]) == 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        text = Path(row["article_file"]).read_bytes().decode()
        assert text[int(row["start"]) : int(row["end"])] == row["quote"] != ""
    return rows


def said(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(row["status"], row["note"], row["tags"]) for row in rows]


async def test_with_two_keys_for_each_judgement(database: Path, seeds: Path, tmp_path: Path) -> None:
    project = Project.open(database, [seeds], annotator="tester")
    async with desk(project) as pilot:
        await pilot.press("enter")
        judging = ["full_stop", "a", "full_stop", "d", "full_stop", "i"]
        await pilot.press(*judging)
        assert len(list(project.all_annotations())) == 3
        assert len(judging) / 3 <= 2
        quotes = [each.exact for each in project.all_annotations()]
        await pilot.press("semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await type_text(pilot, "two sources")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        await pilot.press("1", "u", "u", "U", "q", "q")
        await wait_for(pilot, lambda: not pilot.app.is_running)
    project.close()

    again = Project.open(database, [seeds], annotator="tester")
    async with desk(again) as pilot:
        await wait_for(pilot, lambda: len(reader(pilot.app).active.annotations) == 3)
    again.close()
    rows = table(database, tmp_path / "annotations.csv")
    assert said(rows) == JUDGED
    assert [row["quote"] for row in rows] == quotes


def test_in_a_real_terminal(database: Path, tmp_path: Path) -> None:
    with Terminal([*NEWSREADER, "--database", str(database)], (100, 30)) as terminal:
        terminal.wait_for("KOBANE/BEIRUT")
        terminal.type("\r")
        terminal.wait_for("▌")
        for keys, sign in ((".a", "✓ agreed"), (".d", "✗ disputed"), (".i", "? unclear")):
            terminal.type(keys)
            terminal.wait_until(lambda sign=sign: sign in terminal.lines[-1])
        terminal.type(";")
        terminal.wait_for("ctrl+s keeps the note")
        terminal.type("two sources\x13")
        terminal.wait_until(lambda: "two sources" in terminal.lines[-1])
        terminal.type("1")
        terminal.wait_until(lambda: "#figure" in terminal.lines[-1])
        terminal.type("uu")
        terminal.wait_until(lambda: "two sources" not in terminal.lines[-1] and "#figure" not in terminal.lines[-1])
        terminal.type("U")
        terminal.wait_until(lambda: "two sources" in terminal.lines[-1])
        terminal.type("qq")
        assert terminal.exit_status() == 0
    with Terminal([*NEWSREADER, "--database", str(database)], (100, 30)) as terminal:
        terminal.wait_for("✗")
        terminal.type("q")
        assert terminal.exit_status() == 0
    assert said(table(database, tmp_path / "annotations.csv")) == JUDGED
