"""Text written in the editor that the person is used to."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from annotations.errors import NewsreaderError


def edit_in_editor(app: App[object], text: str) -> str:
    """Have a text edited by `$VISUAL` or `$EDITOR`, which has the terminal until it ends; returns what it saved.

    Raises:
        NewsreaderError: No editor is named, it cannot be started, or it failed.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise NewsreaderError("No editor is named. Set the variable EDITOR, for example to nano, and start again.")
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(text, encoding="utf-8")
        _run(app, [*shlex.split(command), str(file)])
        try:
            return file.read_text(encoding="utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise NewsreaderError(f"{command} left no text in UTF-8. The note stays as it was.") from error


def _run(app: App[object], command: list[str]) -> None:
    try:
        with app.suspend():  # nothing is painted meanwhile: the event loop waits here
            status = subprocess.run(command, check=False).returncode  # noqa: S603 - the reader's own choice
    except SuspendNotSupported as error:
        raise NewsreaderError("This terminal cannot be lent to an editor.") from error
    except OSError as error:
        raise NewsreaderError(f"{command[0]} cannot be started: {error.strerror}. The note stays as it was.") from error
    if status:
        raise NewsreaderError(f"{command[0]} ended with status {status}. The note stays as it was.")
