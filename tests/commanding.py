"""The command line as it is typed, in this process."""

import io

import pytest

from tui.cli import main

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    """What `newsreader` with these arguments ends with."""
    return main([str(each) for each in arguments])


class TerminalText(io.StringIO):
    """Text that says it is a terminal: one on which somebody types, or reads."""

    def isatty(self) -> bool:
        return True
