"""Text written in the editor that the person is used to."""

import os
import shlex
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol, cast

from textual.app import App, SuspendNotSupported

from annotations.errors import NewsreaderError


class Host(Protocol):
    """An app that knows whom it has lent the terminal to, so that it can end both."""

    def lend_to(self, guest: subprocess.Popen[bytes] | None) -> None:
        """The terminal belongs to a program, or to the app again."""


def edit_in_editor(app: App[object], text: str) -> str:
    """Have a text edited by `$VISUAL` or `$EDITOR`, which has the terminal until it ends; returns what it saved.

    Raises:
        NewsreaderError: No editor is named, it cannot be started, or it failed.
    """
    command = _command()
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(text, encoding="utf-8")
        _run(app, [*command, str(file)], "The note stays as it was.")
        try:
            return file.read_text(encoding="utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise NewsreaderError(f"{command[0]} left no text in UTF-8. The note stays as it was.") from error


def edit_file(app: App[object], path: Path, begin: str) -> None:
    """Have a file edited in the same way; it is made with the text `begin` if it is not there.

    Raises:
        NewsreaderError: No editor is named, it cannot be started, or it failed; or the file cannot be made.
    """
    command = _command()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
            file.write(begin)
    except OSError as error:
        raise NewsreaderError(f"{path} cannot be written: {error.strerror}.") from error
    _run(app, [*command, str(path)], f"{path} is as it left it.")


def _command() -> list[str]:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise NewsreaderError("No editor is named. Set the variable EDITOR, for example to nano, and start again.")
    try:
        return shlex.split(command)
    except ValueError as error:
        raise NewsreaderError(f"EDITOR is {command}, and that is no command: {error}.") from error


def _run(app: App[object], command: list[str], left: str) -> None:
    problem = ""
    try:
        with app.suspend():  # nothing is painted meanwhile: the event loop waits here
            try:  # an error that left the block would leave the terminal with nobody
                status = _lend(cast("Host", app), command)
                problem = f"ended with status {status}" if status else ""
            except OSError as error:
                problem = f"cannot be started: {error.strerror}"
    except SuspendNotSupported as error:
        raise NewsreaderError("This terminal cannot be lent to an editor.") from error
    if problem:
        raise NewsreaderError(f"{command[0]} {problem}. {left}")


def _lend(host: Host, command: list[str]) -> int:
    """Let a program have the terminal until it ends; returns its status."""
    with subprocess.Popen(command) as guest:  # noqa: S603 - the reader's own choice
        host.lend_to(guest)
        try:
            return guest.wait()
        finally:
            host.lend_to(None)
