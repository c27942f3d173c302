"""What the commands' arguments have in common."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import NewsreaderError

if TYPE_CHECKING:  # only what compares reads aliases
    from annotations.comparison.alias_file import AliasFile

SETTING_FLAGS = (
    ("--database", "FILE", "the annotations, instead of those that the settings name"),
    ("--aliases", "FILE", "other names of people, bodies and places, instead of that file"),
    ("--annotator", "NAME", "who annotates"),
    ("--theme", "NAME", "light, dark, terminal, or a theme of the command palette"),
)
"""Settings that may be given for one run."""


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


def with_screen(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a parser take the flags of the screen: settings for one run, and the databases of others."""
    for flag, value, does in SETTING_FLAGS:
        parser.add_argument(flag, metavar=value, default=argparse.SUPPRESS, help=does)
    parser.add_argument(
        "--with",
        dest="beside",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="show what somebody else says in their database, read only; may be repeated",
    )
    return parser


def with_database(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a parser take `--database FILE`; without it, that of the settings is given."""
    parser.add_argument(
        "--database",
        type=_database,
        metavar="FILE",
        default="",  # argparse reads a default that is text only where the flag is missing
        help="the annotations, instead of those that the settings name",
    )
    return parser


def _database(named: str) -> Path:
    return Path(named) if named else default_database()


def default_database() -> Path:
    """Where annotations are kept unless a flag tells otherwise; tells what is wrong with the settings."""
    from tui.commands.printing import warn
    from tui.settings import load

    settings = load()
    for sentence in settings.warnings:
        warn(sentence)
    return settings.database


def with_aliases(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a parser take `--aliases FILE`."""
    parser.add_argument(
        "--aliases", type=Path, metavar="FILE", help="other names of entities, instead of those that the settings name"
    )
    return parser


def alias_file(named: Path | None) -> "AliasFile":
    """The reader's file of aliases: the one that a flag names, or that of the settings; tells what is wrong in either.

    Raises:
        NewsreaderError: What the flag names is not there.
    """
    from annotations.comparison.alias_file import AliasFile
    from tui.commands.printing import warn
    from tui.settings import load

    if named:
        check_paths([named])
        return AliasFile(named, warn)
    settings = load()
    for sentence in settings.warnings:
        warn(sentence)
    return AliasFile(settings.aliases, warn)


def cache_folder() -> Path:
    """Where is remembered what can be had again by reading the articles."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("newsreader")) / "parsed"


def annotator() -> str:
    """Who annotates; empty if nobody says."""
    from tui.settings import load

    return load().annotator


NO_ARTICLE = "there is no article here (a folder's texts and saved pages are)."
"""What is said where paths are named and hold none."""


def check_paths(paths: Sequence[Path]) -> None:
    """Refuse a path where there is nothing, and a folder into which one may not look.

    Raises:
        NewsreaderError: There is one.
    """
    for path in paths:
        if not path.exists():
            raise NewsreaderError(f"{path}: there is no such file or folder.")
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            raise NewsreaderError(f"{path} may not be read: you lack the permission.")
