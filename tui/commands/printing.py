"""Text of articles and readers on a terminal that is not ours."""

import sys

from rich.cells import set_cell_size

from annotations.store import Store
from tui.widgets.wrapping import cells, printable


def one_line(text: str, width: int = 60) -> str:
    """The text in one line of at most so many columns, with nothing in it that could drive the terminal."""
    words = printable(" ".join(text.split()))
    return words if cells(words) <= width else set_cell_size(words, width - 1) + "…"


def tell(store: Store) -> None:
    """Tell the person at the terminal what happened to the database's files and rows."""
    for sentence in store.tellings():
        warn(sentence)


def warn(sentence: str) -> None:
    """Tell the person at the terminal something; standard output carries only what was asked for."""
    print(f"newsreader: {printable(sentence)}", file=sys.stderr)
