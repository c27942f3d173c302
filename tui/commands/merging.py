"""`newsreader merge` and `newsreader merge-driver`: several copies of a database into one."""

from pathlib import Path

from annotations.upkeep import merge_copies, merge_versions, take_in_copies, waiting_copies
from tui.commands.arguments import annotator, parser_for, with_database
from tui.commands.printing import one_line, warn

_DRIVER_HELP = """in .gitattributes:
  annotations.json merge=newsreader

once on every machine:
  git config --global merge.newsreader.driver 'newsreader merge-driver %O %A %B'"""


def merge(given: list[str]) -> int:
    """Merge other copies into the database; 1 if a conflict copy could not be merged."""
    parser = with_database(
        parser_for("newsreader merge", "Merge other copies into the annotations; the newer version wins.", paths="")
    )
    parser.add_argument(
        "copies", nargs="*", metavar="FILE", type=Path, help="without any: the conflict copies of sync programs"
    )
    options = parser.parse_args(given)
    who = annotator()
    told = (
        merge_copies(options.database, options.copies, who) if options.copies else take_in_copies(options.database, who)
    )
    for sentence in told or [f"There is no conflict copy beside {options.database}."]:
        print(one_line(sentence, 1000))
    return int(not options.copies and bool(waiting_copies(options.database)))


def merge_driver(given: list[str]) -> int:
    """Merge three versions for git, into the second of them."""
    parser = parser_for("newsreader merge-driver", "Merge annotations for git.", paths="", epilog=_DRIVER_HELP)
    parser.add_argument("base", metavar="%O", type=Path, help="the common ancestor")
    parser.add_argument("ours", metavar="%A", type=Path, help="our version, replaced by the result")
    parser.add_argument("theirs", metavar="%B", type=Path, help="the other version")
    options = parser.parse_args(given)
    warn(merge_versions(options.base, options.ours, options.theirs))
    return 0
