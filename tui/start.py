"""Where the `newsreader` command begins: what can be shown is shown, then the program is loaded."""

import gc
import sys

from tui import splash


def main() -> int:
    """Run the command line; returns the exit status, unless the screen was open: then the process ends here."""
    # Collecting garbage while modules load finds none and takes a quarter of the start; the app turns it on again once
    # it is painted, and a command that prints before it is loaded.
    gc.disable()
    given = sys.argv[1:]
    terminal = splash.terminal(given)
    try:
        if terminal:
            terminal.show()
        from tui.cli import main as run

        status = run(given, terminal)
    except KeyboardInterrupt:
        status = 130
    finally:
        gc.enable()
        if terminal:
            terminal.leave()
    return status
