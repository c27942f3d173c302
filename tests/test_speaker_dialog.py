"""All that one person says, on the screen."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from making import articles_in
from piloting import alone, desk, reader, ready, screen_text, wait_for
from textual.pilot import Pilot
from textual.widgets import Label

from annotations.comparison.sayings import Sayings
from annotations.heeding import Heed
from annotations.listening import Listening
from annotations.project import Project
from tui.screens.speaker_dialog import SpeakerDialog, _two_rows
from tui.widgets.speaker_list import SpeakerList

FIRST = """Water rises

“The dam at Raqqa will surely hold,” said Nuri Berg. The water rose on Monday and the village slept in tents.
“We have food for nine days,” said Nuri Berg. The mayor said the bill was “too high”.
"""
TWIN = FIRST.replace("Water rises", "Flood in the valley").replace("surely hold", "hold")
THIRD = """Dam is safe

“The dam at Raqa will surely hold,” a spokesman told us. “We have food for nine days,” said Nouri Berg.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {"first.txt": FIRST, "second.txt": TWIN, "third.txt": THIRD})


def _listed(pilot: Pilot[None]) -> bool:
    listed = reader(pilot.app).speaker_list
    return bool(listed and listed.items)


async def heard(pilot: Pilot[None]) -> SpeakerDialog:
    """The dialog of the speaker who is listed first."""
    await pilot.press("enter", "S")
    await wait_for(pilot, lambda: _listed(pilot))
    await pilot.press("enter")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SpeakerDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, SpeakerDialog)
    await wait_for(pilot, lambda: "3 of 3 articles heard" in str(dialog.query_one("#heard", Label).content))
    return dialog


def rows(dialog: SpeakerDialog) -> list[str]:
    parts = [dialog.sayings.parts(item, 100) for item in dialog.sayings.items]
    return [" | ".join("".join(text for text, _ in row).strip() for row in each if row[0][0].strip()) for each in parts]


async def test_all_that_a_speaker_says_is_listed_with_its_variants(project: Project) -> None:
    async with desk(project) as pilot:
        dialog = await heard(pilot)
        assert str(dialog.query_one("#speaker", Label).content) == "Nuri Berg (Nouri Berg): 2 quotations"
        assert rows(dialog) == [
            "2 voices · first · direct quotation | “The dam at Raqqa will surely hold,”",
            "≠ Dam is safe · direct quotation · credited to a spokesman | “The dam at [Raqa] will surely hold,”",
            "≠ Flood in the valley · direct quotation | “The dam at Raqqa will [..] hold,”",
            "2 voices · first = Flood in the valley, Dam is safe · direct quotation | “We have food for nine days,”",
        ]
        assert "[Raqa]" in screen_text(pilot.app)


async def test_enter_opens_the_passage_beside_the_article(project: Project) -> None:
    async with desk(project) as pilot:
        await heard(pilot)
        await pilot.press("j", "enter")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        pane = reader(pilot.app).panes[1]
        await wait_for(pilot, lambda: pane.article and pane.article.text[pane.cursor :].startswith("“The dam at Raqa"))


async def test_all_that_is_said_is_asked_for_from_one_saying_too(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "S")
        await wait_for(pilot, lambda: _listed(pilot))
        await pilot.press("j", "equals_sign")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, SpeakerDialog))
        await wait_for(pilot, lambda: "Nuri Berg (Nouri Berg)" in screen_text(pilot.app))


@pytest.mark.parametrize("told", [0, 1])
async def test_what_is_heard_after_the_reader_has_left_disturbs_nobody(project: Project, told: int) -> None:
    gate, done = Event(), Event()
    async with desk(project) as pilot:
        heard_all = list(Listening(project, reader(pilot.app).compared.aliases).listen(project.files))

        def listen(heed: Heed) -> Iterator[tuple[Sayings, int]]:
            yield from heard_all[:told]
            gate.wait(20)
            heed(1)
            yield from heard_all
            done.set()

        article = project.read(project.files[0])
        await pilot.app.push_screen(dialog := SpeakerDialog("Nuri Berg", article, listen, 3))
        await wait_for(pilot, lambda: len(dialog.sayings.items) == 2 * told)
        await pilot.press("escape")
        gate.set()
        await pilot.pause()
        assert pilot.app.screen is reader(pilot.app)
        assert not done.is_set()  # nobody listens any more
        assert len(dialog.sayings.items) == 2 * told


async def test_in_the_end_it_is_said_that_all_articles_are_heard(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.widgets.long_work._UNTOLD", 0.0)
    monkeypatch.setattr("tui.widgets.long_work._AGAIN", 0.0)
    async with desk(project) as pilot:
        dialog = await heard(pilot)
        await wait_for(pilot, lambda: dialog._work is None)
        count = len(project.files)
        assert str(dialog.query_one("#heard", Label).content) == f"{count} of {count} articles heard"


async def test_listening_can_be_stopped_and_what_was_heard_stays(project: Project) -> None:
    gate = Event()
    async with desk(project) as pilot:
        heard_all = list(Listening(project, reader(pilot.app).compared.aliases).listen(project.files))

        def listen(heed: Heed) -> Iterator[tuple[Sayings, int]]:
            yield heard_all[0]
            gate.wait(20)
            heed(1)
            yield heard_all[1]

        article = project.read(project.files[0])
        await pilot.app.push_screen(dialog := SpeakerDialog("Nuri Berg", article, listen, 3))
        await wait_for(pilot, lambda: len(dialog.sayings.items) == 2)
        await pilot.press("ctrl+c")
        gate.set()
        await wait_for(pilot, lambda: "stopped before all articles were heard" in screen_text(pilot.app))
        assert len(dialog.sayings.items) == 2


async def test_an_empty_list_of_speakers_asks_for_nobody() -> None:
    async with alone(SpeakerList()) as pilot:
        await pilot.press("equals_sign", "enter")
        assert pilot.app.is_running


async def test_escape_goes_back_to_the_speakers(project: Project) -> None:
    async with desk(project) as pilot:
        await heard(pilot)
        await pilot.press("escape")
        assert reader(pilot.app).focused is reader(pilot.app).speaker_list
        assert len(reader(pilot.app).panes) == 1


async def test_all_wordings_open_beside_each_other(project: Project) -> None:
    async with desk(project) as pilot:
        await heard(pilot)
        await pilot.press("vertical_line")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 3)
        await ready(pilot)
        panes = reader(pilot.app).panes
        starts = ["“The dam at Raqqa will s", "“The dam at Raqa will su", "“The dam at Raqqa will h"]
        await wait_for(pilot, lambda: [p.article.text[p.cursor :][:24] for p in panes if p.article] == starts)
        assert reader(pilot.app).focused is panes[0]


async def test_a_speaker_whose_article_is_gone_says_nothing(project: Project, tmp_path: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "S")
        await wait_for(pilot, lambda: _listed(pilot))
        (tmp_path / "articles" / "first.txt").unlink()
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, SpeakerDialog))
        dialog = pilot.app.screen
        await wait_for(pilot, lambda: "3 of 3 articles heard" in str(dialog.query_one("#heard", Label).content))
        assert str(dialog.query_one("#speaker", Label).content) == "Nuri Berg: 0 quotations"
        await pilot.press("vertical_line", "enter", "S")
        assert pilot.app.screen is reader(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
async def test_the_view_is_there_on_a_small_screen(project: Project, size: tuple[int, int]) -> None:
    async with desk(project, size=size) as pilot:
        dialog = await heard(pilot)
        await pilot.press("G", "q")
        assert len(dialog.sayings.items) == 4
        assert pilot.app.screen is reader(pilot.app)


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("one two", 10, ("one two", "")),
        ("one two three", 8, ("one two", "three")),
        ("one two three", 7, ("one two", "three")),
        ("onetwothree", 4, ("onet", "wothree")),
    ],
)
def test_words_stand_in_two_rows(words: str, width: int, expected: tuple[str, str]) -> None:
    assert _two_rows(words, width) == expected
