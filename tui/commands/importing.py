"""`newsreader import`: annotations of other people and other tools."""

import sys
from contextlib import closing
from pathlib import Path

from annotations.errors import ExchangeError, NewsreaderError
from annotations.importing import READERS, Outcome, Reading, compare, read, take_in
from annotations.project import Project
from tui.commands.arguments import annotator, parser_for, with_database
from tui.commands.printing import one_line, tell, warn

_FORMATS = """what is read:
  csv, jsonl, jsonld   what `newsreader export` wrote, for Excel too
  hypothesis           what the Hypothesis API answers
  doccano              the JSON lines of a doccano project"""


def import_files(given: list[str]) -> int:
    """Take in files, each as one step that can be undone; 1 if one of them could not be read."""
    parser = with_database(parser_for("newsreader import", "Take in annotations.", paths="", epilog=_FORMATS))
    parser.add_argument("files", nargs="+", metavar="FILE", help="- is standard input")
    parser.add_argument("--format", choices=READERS, default="", help="without it, the content says which")
    parser.add_argument("--annotator", default="", metavar="NAME", help="who made those of a file that does not tell")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    options = parser.parse_args(given)
    failed = 0
    with closing(Project.open(options.database, annotator=annotator(), read_only=options.dry_run)) as project:
        tell(project.store)
        for file in options.files:
            try:
                reading = read(_bytes_of(file), project, form=options.format, annotator=options.annotator)
                outcome = compare(reading, project)
                if not options.dry_run:
                    take_in(outcome, project)
            except NewsreaderError as error:
                warn(f"{file}: {error} Nothing of this file was taken in.")
                failed = 1
            else:
                _report(file, reading, outcome)
        tell(project.store)
    return failed


def _bytes_of(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ExchangeError(f"It cannot be read: {error.strerror}.") from error


def _report(file: str, reading: Reading, outcome: Outcome) -> None:
    for sentence in reading.told:
        warn(f"{file}: {sentence}")
    counts = f"{outcome.new} new, {outcome.changed} changed, {outcome.same} the same"
    older = f", {outcome.older} not newer than ours (ours stay)" if outcome.older else ""
    left_out = f", {reading.left_out} left out" if reading.left_out else ""
    print(one_line(f"{file}: {counts}{older}{left_out}", 1000))
