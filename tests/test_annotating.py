"""A passage annotated, as a person does it: the dialog, notes, tags and evidence."""

import os
from pathlib import Path

import pytest
from making import span_of
from piloting import annotation_dialog, desk, point_at, reader, screen_text, type_text, wait_for
from rewriting import FIGURE, Flood
from textual.widgets import Input, TextArea

from annotations.evidence import Evidence
from tui.screens.annotation_dialog import read_confidence, write_confidence
from tui.screens.dialogs import LineDialog, NoteDialog


async def test_enter_opens_all_that_can_be_said_of_a_passage(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("enter")
        await annotation_dialog(pilot)
        await type_text(pilot, "see report")
        await pilot.press("tab")
        await type_text(pilot, "cost, cost, insurance")
        await pilot.press("tab", *"80", "tab")
        pilot.app.screen.query_one("#evidence", TextArea).text = "https://example.org/a b"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: list(flood.project.all_annotations()))
        said = flood.only()
        assert (said.exact, said.note, said.tags, said.confidence) == (
            FIGURE, "see report", ("cost", "insurance"), 0.8,
        )  # fmt: skip
        (evidence,) = said.evidence
        assert (evidence.url, len(evidence.accessed_at)) == ("https://example.org/a%20b", 10)
        await pilot.press("enter")
        dialog = await annotation_dialog(pilot)
        assert dialog.query_one("#confidence", Input).value == "80 %"
        assert "no status" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        assert flood.only() == said
        await pilot.press("u")
        assert not list(flood.project.all_annotations())


async def test_what_cannot_be_understood_is_told_and_nothing_is_lost(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("enter")
        dialog = await annotation_dialog(pilot)
        dialog.query_one("#confidence", Input).value = "rather"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "“rather” is no share" in screen_text(pilot.app))
        dialog.query_one("#confidence", Input).value = "120"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "0 to 100 %" in screen_text(pilot.app))
        dialog.query_one("#confidence", Input).value = ""
        dialog.query_one("#evidence", TextArea).text = "javascript:alert(1)"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "no address" in screen_text(pilot.app))
        await pilot.press("escape")
        await wait_for(pilot, lambda: "escape once more" in screen_text(pilot.app))
        await pilot.press("escape")
        assert not list(flood.project.all_annotations())


@pytest.mark.parametrize(
    ("typed", "read"), [("80 %", 0.8), ("80", 0.8), ("0.8", 0.8), ("1", 1), ("", None), ("0,5%", 0.005)]
)
def test_a_confidence_is_typed_as_a_percentage_or_a_share(typed: str, read: float | None) -> None:
    assert read_confidence(typed) == read
    assert read_confidence(write_confidence(read)) == read


async def test_what_cannot_be_shown_and_a_tag_with_a_comma_stay_as_they_are(flood: Flood) -> None:
    article = flood.article()
    note = "first\n\x1b]0;title\x07 second"
    flood.project.say(article, span_of(article.text, FIGURE), note=note, tags=("a, b", "\x1b[2J"))
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("enter")
        dialog = await annotation_dialog(pilot)
        shown = dialog.query_one("#note", TextArea).text + dialog.query_one("#tags", Input).value
        assert "\x1b" not in shown
        assert "\u241b" in shown
        before = flood.only()
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        assert flood.only() == before
        await pilot.press("semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        assert "\x1b" not in pilot.app.screen.query_one(TextArea).text
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        assert flood.only() == before


async def test_a_typed_note_is_not_thrown_away_at_the_first_escape(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await pilot.press("x", "escape")
        await wait_for(pilot, lambda: "escape once more" in screen_text(pilot.app))
        await pilot.press("escape")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))


async def test_an_undo_while_reviewing_leaves_the_reader_in_the_list(flood: Flood) -> None:
    flood.judge()
    async with desk(flood.project) as pilot:
        await pilot.press("enter", "L", "a", "u")
        assert reader(pilot.app).focused is reader(pilot.app).annotation_list
        assert flood.only().status == "disputed"


async def test_several_tags_are_typed_with_commas(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("t")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await type_text(pilot, "wet, cost,")
        await pilot.press("enter")
        await wait_for(pilot, lambda: [each.tags for each in flood.project.all_annotations()] == [("wet", "cost")])


async def test_a_passage_that_was_copied_is_evidence_for_another(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, "4.5 metres")
        await pilot.press("y")
        await wait_for(pilot, lambda: "“4.5 metres”" in pilot.app.clipboard)
        assert "flood.txt" in pilot.app.clipboard
        await point_at(pilot, FIGURE)
        await pilot.press("enter")
        await annotation_dialog(pilot)
        await pilot.press("ctrl+t", "ctrl+s")
        await wait_for(pilot, lambda: list(flood.project.all_annotations()))
        (evidence,) = flood.only().evidence
        assert (evidence.article_id, evidence.quote) == (flood.article().article_id, "4.5 metres")


async def test_a_copied_passage_has_no_equal_quotation_marks_inside_each_other(flood: Flood) -> None:
    said = "“We had no food and no power,” said Maria Lopez"
    async with desk(flood.project) as pilot:
        await point_at(pilot, "Maria")
        reader(pilot.app).active.select(span_of(flood.article().text, said))
        await pilot.press("y")
        await wait_for(pilot, lambda: "“‘We had no food and no power,’ said Maria Lopez” (" in pilot.app.clipboard)


async def test_what_somebody_else_says_can_be_read_and_not_changed(flood: Flood) -> None:
    flood.project.annotator = "bo"
    made = flood.judge()
    flood.project.annotator = "tester"
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await wait_for(pilot, lambda: "bo: ✗ disputed" in screen_text(pilot.app))
        await pilot.press("L", "o")
        dialog = await annotation_dialog(pilot)
        assert "not yours" in screen_text(pilot.app)
        await pilot.press("ctrl+o", "ctrl+t", "ctrl+s")
        assert pilot.app.screen is dialog
        await pilot.press("escape", "a", "backspace")
        await wait_for(pilot, lambda: "somebody else's" in screen_text(pilot.app))
        assert flood.only() == made


def make_editor(folder: Path, script: str) -> str:
    editor = folder / "my editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    return f"'{editor}' -x"


class Lent:
    """Stands for lending the terminal, which a test has not."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.parametrize(
    ("script", "note", "told"),
    [
        ('printf "from **outside**\\n" >> "$2"', "beforefrom **outside**", ""),
        ("exit 3", "before", "status 3"),
        ('rm "$2"', "before", "left no text"),
    ],
)
async def test_a_note_is_written_in_the_readers_own_editor(
    flood: Flood, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, note: str, told: str
) -> None:
    monkeypatch.setenv("VISUAL", make_editor(tmp_path, script))
    async with desk(flood.project) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", Lent)
        await point_at(pilot, FIGURE)
        await pilot.press("semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await type_text(pilot, "before")
        await pilot.press("ctrl+o")
        assert told in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: list(flood.project.all_annotations()))
        assert flood.only().note == note


async def test_an_editor_that_is_not_there_is_told(flood: Flood, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(flood.project) as pilot:
        await point_at(pilot, FIGURE)
        await pilot.press("enter")
        await annotation_dialog(pilot)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.delenv("EDITOR", raising=False)
        await pilot.press("ctrl+o")
        assert "Set the variable EDITOR" in screen_text(pilot.app)
        monkeypatch.setenv("EDITOR", "vi 'x")
        await pilot.press("ctrl+o")
        assert "is no command" in screen_text(pilot.app)
        monkeypatch.setenv("EDITOR", os.devnull + "/vi")
        await pilot.press("ctrl+o")
        assert "cannot be lent" in screen_text(pilot.app)  # Pilot's terminal is none
        monkeypatch.setattr(pilot.app, "suspend", Lent)
        await pilot.press("ctrl+o")
        assert "cannot be started" in screen_text(pilot.app)


def test_evidence_lines_keep_their_dates() -> None:
    from tui.screens.annotation_dialog import read_evidence_lines

    old = Evidence(url="https://example.org", accessed_at="2020-01-01")
    undated = Evidence(url="https://example.net")
    lines = f"{old}\n\n{undated}\nhttps://example.com\n{old}"
    kept = read_evidence_lines(lines, [old, undated], "2026-11-21")
    assert kept == (old, undated, Evidence(url="https://example.com", accessed_at="2026-11-21"))
