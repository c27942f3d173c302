"""`newsreader backup` and `newsreader restore`: dated copies of the database."""

import sys
from pathlib import Path

from annotations.errors import NewsreaderError
from annotations.journal.backups import DAILY, MONTHLY, WEEKLY
from annotations.upkeep import annotations_at, annotations_in, back_up_now, find_backup, list_backups, restore_copy
from tui.commands.arguments import annotator, parser_for, with_database
from tui.commands.printing import warn


def backup(given: list[str]) -> int:
    """Make a copy dated today."""
    thinned = f"{DAILY} daily, {WEEKLY} weekly and {MONTHLY} monthly copies are kept"
    parser = with_database(parser_for("newsreader backup", f"Keep a copy of the annotations; {thinned}.", paths=""))
    options = parser.parse_args(given)
    copy = back_up_now(options.database)
    print(f"{copy} holds {annotations_in(copy)} annotations.")
    return 0


def restore(given: list[str]) -> int:
    """Put a copy in place of the database, or list the copies; 1 if the answer was no."""
    parser = with_database(
        parser_for("newsreader restore", "Put a backup in place of the annotations, which are kept.", paths="")
    )
    parser.add_argument("backup", nargs="?", metavar="BACKUP", help="a day, a file; without it, lists the backups")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    options = parser.parse_args(given)
    if options.backup is None:
        return _list(options.database)
    copy = find_backup(options.database, options.backup)
    if not options.yes and not _agreed(options.database, copy):
        print("Nothing was changed.")
        return 1
    kept = restore_copy(options.database, copy, annotator())
    print(f"{options.database} holds the {annotations_in(copy)} annotations of {copy.name}.")
    print(f"What it held before is kept in {kept}.")
    return 0


def _list(database: Path) -> int:
    backups = list_backups(database)
    if not backups:
        warn(f"there are no backups of {database}; `newsreader backup` makes one.")
    for each, number in backups:
        holds = "cannot be read" if number is None else f"{number:>7} annotations"
        print(f"{each.day or 'no day'!s:<10}  {holds}  {each.path}")
    return 0


def _agreed(database: Path, copy: Path) -> bool:
    there, number = annotations_at(database), annotations_in(copy)
    present = "what is left of the annotations" if there is None else f"the {there} annotations"
    if not sys.stdin.isatty():
        raise NewsreaderError(f"{database} is not replaced without asking, and this is no terminal; --yes does it.")
    question = f"Replace {present} in {database} by the {number} of {copy.name}? They will be kept. [y/N] "
    try:
        return input(question).strip().lower() in {"y", "yes"}
    except EOFError:
        print()
        return False
