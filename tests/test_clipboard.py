"""Copying: the programs that do it, the terminal that is asked otherwise, and what is copied."""

import base64
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPORT, body, span_of
from piloting import desk, reader, screen_text, wait_for
from reading_pane import reading, with_menu
from real_terminal import NEWSREADER, Terminal

from annotations.model import Span
from annotations.project import Project
from tui import clipboard
from tui.clipboard import copy_by_program, told
from tui.widgets.wrapping import printable, visible

Programs = Callable[..., dict[str, str]]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take its time to start a program."""
    monkeypatch.setattr(clipboard, "_PATIENCE", 20.0)


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    """Makes an environment in which there are just these programs; each writes what it takes and how it was called."""

    def make(*names: str, does: str = "", **environment: str) -> dict[str, str]:
        for name in names:
            path = tmp_path / "bin" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(
                f'#!/bin/sh\n{does}\n/bin/cat > "{tmp_path}/{name}.taken"\necho "$@" > "{tmp_path}/{name}.called"\n'
            )
            path.chmod(0o755)
        return {"PATH": str(tmp_path / "bin"), **environment}

    return make


@pytest.mark.parametrize(
    ("name", "environment", "called"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}, ""),
        ("xclip", {"DISPLAY": ":0"}, "-selection clipboard -in"),
        ("xsel", {"DISPLAY": ":0"}, "--clipboard --input"),
        ("pbcopy", {}, ""),
        ("tmux", {"TMUX": "/tmp/tmux,1,0"}, "load-buffer -w -"),
    ],
)
def test_a_program_that_is_there_copies(
    name: str, environment: Mapping[str, str], called: str, programs: Programs, tmp_path: Path
) -> None:
    assert copy_by_program("“Füße”\n", programs(name, **environment)) == name
    assert (tmp_path / f"{name}.taken").read_text(encoding="utf-8") == "“Füße”\n"
    assert (tmp_path / f"{name}.called").read_text().strip() == called


def test_windows_gets_its_own_encoding(programs: Programs, tmp_path: Path) -> None:
    assert copy_by_program("“Füße”", programs("clip.exe")) == "clip.exe"
    assert (tmp_path / "clip.exe.taken").read_bytes().decode("utf-16-le") == "“Füße”"


@pytest.mark.parametrize("name", ["wl-copy", "xclip", "xsel", "tmux"])
def test_a_program_without_its_desktop_is_not_asked(name: str, programs: Programs, tmp_path: Path) -> None:
    assert copy_by_program("words", programs(name)) == ""
    assert not (tmp_path / f"{name}.called").exists()


def test_programs_of_a_far_machine_do_not_copy_there(programs: Programs) -> None:
    environment = programs("pbcopy", "clip.exe", SSH_CONNECTION="1 2 3 4")
    assert copy_by_program("words", environment) == ""
    assert copy_by_program("words", programs("xclip", DISPLAY="localhost:10", SSH_TTY="/dev/pts/1")) == "xclip"


def test_the_next_program_copies_where_one_fails(programs: Programs) -> None:
    programs("wl-copy", does="exit 1")
    environment = programs("xclip", WAYLAND_DISPLAY="wayland-0", DISPLAY=":0")
    assert copy_by_program("words", environment) == "xclip"


def test_a_program_that_hangs_is_given_up(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_PATIENCE", 0.05)
    assert copy_by_program("words", programs("pbcopy", does="exec /bin/sleep 60")) == ""


def test_a_program_that_cannot_be_started_is_passed_over(programs: Programs, tmp_path: Path) -> None:
    environment = programs("pbcopy")
    (tmp_path / "bin" / "pbcopy").write_text("#!/no/such/interpreter\n")
    assert copy_by_program("words", environment) == ""


def test_what_was_done_is_said_and_what_to_do_where_nobody_answers() -> None:
    assert told("xclip", in_browser=False) == "Copied by xclip."
    assert told("tmux", in_browser=False).startswith("Copied by tmux, which has asked the terminal")
    assert "the browser" in told("", in_browser=True)
    assert "install wl-clipboard" in told("", in_browser=False, environment={})
    assert "OSC 52" in told("", in_browser=False, environment={"SSH_TTY": "/dev/pts/1"})


@given(st.text(st.characters(codec=None, exclude_categories=[])))
def test_nothing_invisible_is_copied_and_nothing_visible_is_lost(text: str) -> None:
    copied = visible(text)
    assert printable(copied) == copied == visible(copied)
    assert copied == " ".join(copied.split())
    copied.encode()
    if printable(text) == text:
        assert copied.split() == text.split()


def test_words_are_copied_without_what_hides_in_them() -> None:
    assert visible("soft\u00adhy\u200bphen\ufeff \x1b[31mred\u202e\n\tend\u2029.") == "softhyphen [31mred end ."
    assert visible("نمی\u200cخواهم 👩\u200d🚒") == "نمی\u200cخواهم 👩\u200d🚒"


async def test_a_selection_is_copied_by_paragraphs_without_the_rows_of_the_screen() -> None:
    text = "One sentence that is longer than a row of this narrow pane.\n\nAn\u00adother\x07 one."
    async with reading(body(text), size=(30, 12)) as (_, pane):
        pane.select(Span(4, len(text)))
        assert pane.selected_text() == f"{text[4 : text.index(chr(10))]}\n\nAnother one."
        pane.select(None)
        assert pane.selected_text() == ""


async def test_what_is_folded_away_is_not_copied() -> None:
    async with reading(with_menu()) as (_, pane):
        assert pane.article
        pane.select(Span(0, pane.article.lines[2].end))
        assert "Menu" not in pane.selected_text()
        pane.action_toggle_furniture()
        assert pane.selected_text().startswith("Menu one\n\nMenu two\n\n")


@pytest.fixture
def project(database: Path, tmp_path: Path) -> Project:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return Project.open(database, [path], annotator="tester")


async def test_ctrl_c_copies_the_selection_and_y_the_passage_with_its_source(
    project: Project, programs: Programs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in programs("xclip", DISPLAY=":0").items():
        monkeypatch.setenv(name, value)
    taken = tmp_path / "xclip.taken"
    async with desk(project, size=(100, 30)) as pilot:
        await pilot.press("enter")
        pane = reader(pilot.app).active
        pane.select(span_of(REPORT, "people had waited"))
        await pilot.press("ctrl+c")
        await wait_for(pilot, lambda: "Copied by xclip." in screen_text(pilot.app))
        assert taken.read_text() == pilot.app.clipboard == "people had waited"
        await pilot.press("y")
        await wait_for(pilot, lambda: taken.read_text().startswith("“people had waited” (report, "))
    project.close()


async def test_ctrl_c_without_a_selection_says_how_to_leave(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "ctrl+c")
        await wait_for(pilot, lambda: "ctrl+c once more leaves" in screen_text(pilot.app))
        assert pilot.app.clipboard == ""
    project.close()


def test_the_terminal_is_asked_where_there_is_no_program(seeds: Path, database: Path) -> None:
    with Terminal([*NEWSREADER, "--database", str(database), str(seeds)], environment={"SSH_TTY": "1"}) as terminal:
        terminal.wait_for("Raqqa")
        terminal.type("\ry")
        terminal.wait_for("Asked your terminal to copy.")
        asked = terminal.output.split(b"\x1b]52;c;")[1].split(b"\x07")[0]
        assert base64.b64decode(asked).decode().startswith("“")
