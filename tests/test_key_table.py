"""Every key has an id, a tooltip and a row in the table."""

from collections import Counter
from pathlib import Path

import pytest
from piloting import desk, reader
from textual.binding import Binding

from annotations.project import Project
from tui.key_table import (
    AMONG_THE_NAMES,
    AMONG_THE_PASSAGES,
    AMONG_THE_SAYINGS,
    AMONG_THE_SPEAKERS,
    BESIDE_A_COPY,
    ELSEWHERE,
    IN_A_CLAIM,
    IN_A_NOTE,
    IN_A_PROMPT,
    IN_AN_ANNOTATION,
    IN_ATTACHING,
    IN_THE_ANNOTATIONS,
    IN_THE_DETAILS,
    IN_THE_EXPORT,
    IN_THE_OCCURRENCES,
    ON_THE_BOARD,
    bindings,
    keys_text,
    print_keys,
)
from tui.screens.annotation_dialog import AnnotationDialog
from tui.screens.article_dialog import ArticleDialog
from tui.screens.attach_dialog import AttachDialog
from tui.screens.claim_dialog import ClaimDialog
from tui.screens.claims_board import ClaimsBoard
from tui.screens.dialogs import NoteDialog
from tui.screens.elsewhere_dialog import ElsewhereDialog
from tui.screens.export_dialog import ExportDialog
from tui.screens.names_dialog import NamesDialog
from tui.screens.occurrences_dialog import OccurrenceList, OccurrencesDialog
from tui.screens.passages_dialog import PassageList, PassagesDialog
from tui.screens.reader import ReaderScreen
from tui.screens.speaker_dialog import SpeakerDialog
from tui.screens.twins import TwinsScreen
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.prompt import Prompt
from tui.widgets.speaker_list import SpeakerList

FORBIDDEN = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+space", "ctrl+at", "x"}
"""Not keys of their own in a terminal, and the one that stays unbound."""


def keys_of(binding: Binding) -> list[str]:
    return [key.strip() for key in binding.key.split(",")]


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    found = list(bindings())
    assert len(found) > 40
    for place, binding in found:
        assert place
        assert binding.id
        assert "." in binding.id
        assert binding.tooltip
        assert binding.description


def test_ids_are_unique() -> None:
    counted = Counter(binding.id for _, binding in bindings())
    assert [each for each, count in counted.items() if count > 1] == []


def test_no_key_does_two_things_in_one_place() -> None:
    counted = Counter((place, key) for place, binding in bindings() for key in keys_of(binding))
    assert [each for each, count in counted.items() if count > 1] == []


def test_no_layer_of_the_reader_takes_a_key_from_another() -> None:
    layers = (base.__dict__.get("BINDINGS", ()) for base in ReaderScreen.__mro__ if base.__module__.startswith("tui."))
    counted = Counter(key for each in layers for binding in each for key in keys_of(binding))
    assert [key for key, count in counted.items() if count > 1] == []


def test_no_key_is_one_that_terminals_cannot_tell_apart() -> None:
    for _, binding in bindings():
        for key in keys_of(binding):
            assert key not in FORBIDDEN
            assert not key.startswith(("ctrl+shift+", "alt+", "shift+enter", "ctrl+enter", "super+"))


def test_the_table_shows_keys_tooltips_and_ids(capsys: pytest.CaptureFixture[str]) -> None:
    print_keys()
    table = capsys.readouterr().out
    for _, binding in bindings():
        assert any(
            keys_text(binding) in row and binding.tooltip in row and str(binding.id) in row
            for row in table.splitlines()
        )


def test_keys_are_shown_as_one_types_them() -> None:
    assert keys_text(Binding("full_stop", "x")) == "."
    assert keys_text(Binding("vertical_line,ctrl+d", "x")).startswith("| ")


@pytest.fixture
def project(database: Path, seeds: Path) -> Project:
    return Project.open(database, [seeds])


async def test_every_key_of_the_screen_is_in_the_table(project: Project) -> None:
    known = {(key, binding.action) for _, binding in bindings() for key in keys_of(binding)}
    theirs = {"tab", "shift+tab", "ctrl+c", "super+c", "ctrl+q"}  # Textual's own
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        for widget in (screen.articles, screen.active):
            screen.set_focus(widget)
            await pilot.pause()
            for key, active in screen.active_bindings.items():
                assert key in theirs or (key, active.binding.action) in known, key


async def test_every_key_has_an_action_that_is_there(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        places = {
            "in an article": screen.active,
            "in a list": screen.articles,
            IN_THE_ANNOTATIONS: AnnotationList,
            IN_A_PROMPT: Prompt,
            IN_A_NOTE: NoteDialog,
            IN_AN_ANNOTATION: AnnotationDialog,
            IN_THE_EXPORT: ExportDialog,
            ON_THE_BOARD: ClaimsBoard,
            IN_ATTACHING: AttachDialog,
            IN_A_CLAIM: ClaimDialog,
            AMONG_THE_PASSAGES: PassagesDialog,
            ELSEWHERE: ElsewhereDialog,
            BESIDE_A_COPY: TwinsScreen,
            IN_THE_DETAILS: ArticleDialog,
            AMONG_THE_NAMES: NamesDialog,
            AMONG_THE_SAYINGS: SpeakerDialog,
            AMONG_THE_SPEAKERS: SpeakerList,
        }
        occurrences = (OccurrenceList, OccurrencesDialog)
        dead = []
        for place, binding in bindings():
            name = binding.action.partition("(")[0]
            where, _, action = name.rpartition(".")
            lists = {IN_THE_OCCURRENCES: occurrences, AMONG_THE_PASSAGES: (PassageList,)}
            chain: list[object] = [screen] if where == "screen" else [pilot.app] if where == "app" else [
                places.get(place, screen), screen, pilot.app, *lists.get(place, ()),
            ]  # fmt: skip
            if not any(hasattr(each, f"action_{action}") for each in chain):
                dead.append(binding.id)
        assert dead == []


def test_the_columns_of_the_keys_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    print_keys()
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    names = {str(binding.id): binding.tooltip for _, binding in bindings()}
    assert len({row.index(f"  {names[row.split()[-1]]}") for row in rows}) == 1
    assert len({len(row) - len(row.split()[-1]) for row in rows}) == 1


def test_no_two_keys_of_the_board_are_told_in_the_same_words() -> None:
    told = [binding.tooltip for place, binding in bindings() if place == "on the board"]
    assert "All its passages are wrong or contested" in told
    assert len(told) == len(set(told))
