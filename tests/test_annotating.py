"""An annotation opened, carried to other passages, and found again, as a person does it."""

import os
from pathlib import Path

import pytest
from making import REPORT, span_of
from piloting import desk, reader, screen_text, type_text, wait_for
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from annotations.evidence import Evidence
from annotations.model import Annotation, Article, Status
from annotations.project import Project
from tui.screens.annotation_dialog import AnnotationDialog, read_confidence, write_confidence
from tui.screens.dialogs import ChoiceDialog, LineDialog, NoteDialog
from tui.screens.occurrences_dialog import OccurrencesDialog

FIGURE = "$30 million"
SENTENCE = "Rescue teams reached the valley on Monday. Around 200 people had waited for two days, the mayor said."


class Flood:
    """A project with a report that can be written anew, and a second one."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self.database = database
        folder.mkdir()
        self.file = folder / "flood.txt"
        self.file.write_text(REPORT, encoding="utf-8")
        other = "Valley counts the cost\n\nThe bill is $30 million, or $30 million too much, the mayor said.\n"
        (folder / "valley.txt").write_text(other, encoding="utf-8")
        self.project = Project.open(database, [folder], annotator="tester")

    def article(self) -> Article:
        return self.project.read(str(self.file))

    def judge(self, words: str = FIGURE) -> Annotation:
        article = self.article()
        step = self.project.judge(article, span_of(article.text, words), Status.DISPUTED)
        assert step
        return step.annotation

    def only(self) -> Annotation:
        (annotation,) = self.project.all_annotations()
        return annotation


@pytest.fixture
def flood(tmp_path: Path, database: Path) -> Flood:
    return Flood(tmp_path / "articles", database)


async def go_to(pilot: Pilot[None], words: str) -> None:
    """Put the cursor on words of the article on screen."""
    pane = reader(pilot.app).active
    assert pane.article
    pane.focus()
    pane.go_to(span_of(pane.article.text, words).start)
    await pilot.pause()


async def opened(pilot: Pilot[None]) -> AnnotationDialog:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, AnnotationDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, AnnotationDialog)
    return dialog


async def test_enter_opens_all_that_can_be_said_of_a_passage(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
        await pilot.press("enter")
        await opened(pilot)
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
        dialog = await opened(pilot)
        assert dialog.query_one("#confidence", Input).value == "80 %"
        assert "no status" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        assert flood.only() == said
        await pilot.press("u")
        assert not list(flood.project.all_annotations())


async def test_what_cannot_be_understood_is_told_and_nothing_is_lost(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
        await pilot.press("enter")
        dialog = await opened(pilot)
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
        await go_to(pilot, FIGURE)
        await pilot.press("enter")
        dialog = await opened(pilot)
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
        await go_to(pilot, FIGURE)
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
        await go_to(pilot, FIGURE)
        await pilot.press("t")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await type_text(pilot, "wet, cost,")
        await pilot.press("enter")
        await wait_for(pilot, lambda: [each.tags for each in flood.project.all_annotations()] == [("wet", "cost")])


async def test_a_passage_that_was_copied_is_evidence_for_another(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await go_to(pilot, "4.5 metres")
        await pilot.press("y")
        await wait_for(pilot, lambda: "“4.5 metres”" in pilot.app.clipboard)
        assert "flood.txt" in pilot.app.clipboard
        await go_to(pilot, FIGURE)
        await pilot.press("enter")
        await opened(pilot)
        await pilot.press("ctrl+t", "ctrl+s")
        await wait_for(pilot, lambda: list(flood.project.all_annotations()))
        (evidence,) = flood.only().evidence
        assert (evidence.article_id, evidence.quote) == (flood.article().article_id, "4.5 metres")


async def test_what_somebody_else_says_can_be_read_and_not_changed(flood: Flood) -> None:
    flood.project.annotator = "bo"
    made = flood.judge()
    flood.project.annotator = "tester"
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
        await wait_for(pilot, lambda: "bo: ✗ disputed" in screen_text(pilot.app))
        await pilot.press("L", "o")
        dialog = await opened(pilot)
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
        await go_to(pilot, FIGURE)
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
        await go_to(pilot, FIGURE)
        await pilot.press("enter")
        await opened(pilot)
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


async def test_the_same_is_said_wherever_the_words_stand_and_undone_at_once(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
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
        await go_to(pilot, FIGURE)
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: "2 more found; 2 of 2" in screen_text(pilot.app))
        await pilot.press("asterisk", "asterisk", "space", "enter")
        await wait_for(pilot, lambda: len(list(flood.project.all_annotations())) == 2)
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: " ✗ valley" in screen_text(pilot.app))
        await pilot.press("escape")
        assert len(list(flood.project.all_annotations())) == 2


async def test_what_is_found_is_shown_in_the_text_until_the_question_is_answered(flood: Flood) -> None:
    flood.file.write_text(REPORT + "\nThe bill was $30 million.\n", encoding="utf-8")
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
        pane = reader(pilot.app).active
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: "3 more found; 2 of 2" in screen_text(pilot.app))
        assert len(pane.preview) == 1
        await pilot.press("escape")
        await wait_for(pilot, lambda: not pane.preview)


async def test_articles_that_are_gone_are_passed_over_when_looking_everywhere(flood: Flood) -> None:
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
        (flood.folder / "valley.txt").unlink()
        await pilot.press("d", "asterisk")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, OccurrencesDialog))
        await wait_for(pilot, lambda: "no more found; 1 of 2" in screen_text(pilot.app))


async def test_annotations_are_found_again_when_the_article_is_opened(flood: Flood) -> None:
    flood.judge()
    flood.judge("4.5 metres")
    flood.file.write_text(
        REPORT.replace("4.5 metres", "7 metres").replace("Rescue", "At last rescue"), encoding="utf-8"
    )
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "1 found again, 1 whose words were changed" in screen_text(pilot.app))
        assert "≠" in screen_text(pilot.app)
        await wait_for(pilot, lambda: not flood.project.unsaved)
        await go_to(pilot, "7 metres")
        await wait_for(pilot, lambda: "was “4.5 metres”: enter decides" in screen_text(pilot.app))


async def test_a_file_that_is_written_anew_while_it_is_open_is_shown_as_it_reads_now(flood: Flood) -> None:
    flood.judge()
    async with desk(flood.project) as pilot:
        await go_to(pilot, FIGURE)
        flood.file.write_text("At last.\n\n" + REPORT.replace(FIGURE, "$45 million"), encoding="utf-8")
        await wait_for(pilot, lambda: "$45 million" in screen_text(pilot.app) and "≠" in screen_text(pilot.app))
        assert flood.only().anchor == "changed"
        flood.file.unlink()
        await reader(pilot.app)._look_outside()
        assert "$45 million" in screen_text(pilot.app)


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
    flood.judge()
    flood.file.write_text(REPORT.replace(FIGURE, "$45 million"), encoding="utf-8")
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "≠" in screen_text(pilot.app))
        await go_to(pilot, "$45 million")
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        assert "“$45 million”" in screen_text(pilot.app)
        await choose(pilot, choice)
        if choice == "open":
            await opened(pilot)
            await pilot.press("escape")
        await wait_for(pilot, lambda: (flood.only().exact, flood.only().anchor) == (quote, anchor))


async def test_a_changed_annotation_can_be_deleted(flood: Flood) -> None:
    flood.judge()
    flood.file.write_text(REPORT.replace(FIGURE, "$45 million"), encoding="utf-8")
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "≠" in screen_text(pilot.app))
        await go_to(pilot, "$45 million")
        await pilot.press("enter")
        await choose(pilot, "delete")
        await wait_for(pilot, lambda: not list(flood.project.all_annotations()))


async def test_one_of_several_places_is_chosen_from_the_list(flood: Flood) -> None:
    flood.judge("Around 200 people")
    text = REPORT.replace(SENTENCE, f"It is over.\n\n{SENTENCE}\n\n{SENTENCE}")
    flood.file.write_text(text, encoding="utf-8")
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "several places" in screen_text(pilot.app))
        await pilot.press("L", "enter")
        await choose(pilot, "candidate-1")
        await wait_for(pilot, lambda: flood.only().start == text.rindex("Around 200 people"))


async def test_an_orphan_is_put_where_the_cursor_is(flood: Flood) -> None:
    flood.judge()
    flood.file.write_text(REPORT.replace("Insurers expect damage of $30 million. ", ""), encoding="utf-8")
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "whose words are gone" in screen_text(pilot.app))
        await go_to(pilot, "4.5 metres")
        await pilot.press("L")
        await wait_for(pilot, lambda: "∅" in screen_text(pilot.app))
        await pilot.press("o")
        await choose(pilot, "here")
        await wait_for(pilot, lambda: flood.only().exact == "4.5 metres")


async def test_an_orphan_of_an_article_that_is_gone_is_opened(flood: Flood) -> None:
    flood.judge()
    flood.file.write_text(REPORT.replace("Insurers expect damage of $30 million. ", ""), encoding="utf-8")
    async with desk(flood.project) as pilot:
        await wait_for(pilot, lambda: "whose words are gone" in screen_text(pilot.app))
        flood.file.unlink()
        await pilot.press("L", "enter")
        await opened(pilot)
        await pilot.press("escape")


async def test_an_orphan_of_an_article_that_is_not_open_is_looked_for_first(flood: Flood) -> None:
    flood.judge()
    flood.project.save()
    flood.file.write_text(REPORT.replace("Insurers expect damage of $30 million. ", ""), encoding="utf-8")
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
    flood.file.write_text("An introduction.\n\n" + REPORT, encoding="utf-8")
    async with desk(flood.project) as pilot:
        await pilot.press("u")
        await wait_for(pilot, lambda: flood.only().anchor == "moved")


def test_evidence_lines_keep_their_dates() -> None:
    from tui.screens.annotation_dialog import read_evidence_lines

    old = Evidence(url="https://example.org", accessed_at="2020-01-01")
    undated = Evidence(url="https://example.net")
    lines = f"{old}\n\n{undated}\nhttps://example.com\n{old}"
    kept = read_evidence_lines(lines, [old, undated], "2026-11-21")
    assert kept == (old, undated, Evidence(url="https://example.com", accessed_at="2026-11-21"))
