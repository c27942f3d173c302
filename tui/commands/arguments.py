"""What the commands' arguments have in common."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from annotations.errors import NewsreaderError


def parser_for(name: str, description: str, paths: str = "*", epilog: str = "") -> argparse.ArgumentParser:
    """A parser for one command.

    Args:
        name: As it is typed, such as `newsreader list`.
        description: What it does, in a sentence.
        paths: How many articles it takes, as argparse's `nargs`; none at all if empty.
        epilog: What stands below the options in its help.
    """
    parser = argparse.ArgumentParser(
        prog=name, description=description, formatter_class=argparse.RawDescriptionHelpFormatter, epilog=epilog
    )
    if paths:
        parser.add_argument("paths", nargs=paths, metavar="PATH", type=Path, help="files and folders with articles")
    return parser


def with_database(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a parser take `--database FILE`; without it, the user's own database is given."""
    parser.add_argument(
        "--database",
        type=Path,
        metavar="FILE",
        default=default_database(),
        help="the annotations, instead of those in your data folder",
    )
    return parser


def default_database() -> Path:
    """Where annotations are kept unless told otherwise: `$NEWSREADER_DATABASE`, or the user's data folder."""
    import platformdirs

    named = os.environ.get("NEWSREADER_DATABASE")
    return Path(named) if named else Path(platformdirs.user_data_dir("newsreader")) / "annotations.json"


def annotator() -> str:
    """Who annotates: `$NEWSREADER_ANNOTATOR`, or the name that the system knows the user by; empty if it knows none."""
    import getpass

    try:
        return os.environ.get("NEWSREADER_ANNOTATOR") or getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return ""


def check_paths(paths: Sequence[Path]) -> None:
    """Refuse a path where there is nothing.

    Raises:
        NewsreaderError: There is one.
    """
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise NewsreaderError(f"{missing}: there is no such file or folder.")
