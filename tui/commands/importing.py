"""`newsreader import`: articles into the library, and annotations of other people and other tools."""

import argparse
import io
import sys
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, cast

from annotations.articles.files import ENDINGS
from annotations.articles.formats import is_address
from annotations.errors import ExchangeError, NewsreaderError
from annotations.importing import READERS, Outcome, Reading, compare, holds_annotations, read, take_in
from annotations.project import Project
from tui.commands.arguments import annotator, cache_folder, parser_for, with_database
from tui.commands.gathering import gather
from tui.commands.printing import one_line, tell, warn

_FORMATS = """articles: files and folders, which stay where they are; addresses of pages and feeds; OPML.
annotations, told by their content:
  csv, jsonl, jsonld   what `newsreader export` wrote, for Excel too
  hypothesis           what the Hypothesis API answers
  doccano              the JSON lines of a doccano project"""
_HEAD = 1 << 16  # bytes that tell annotations from articles


def import_files(given: list[str]) -> int:
    """Take in articles and annotations, each file of these as one step that can be undone; 1 if anything failed."""
    options = _parser().parse_args(given)
    piped = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer), _HEAD) if "-" in options.sources else None
    annotations = [each for each in options.sources if _is_of_annotations(each, options, piped)]
    articles = [each for each in options.sources if each not in annotations]
    failed = False
    with closing(_library(options)) as project:
        tell(project.store)
        for file in annotations:
            failed |= not _import_annotations(file, project, options, piped)
        if articles:
            failed |= not gather(articles, project, piped, pretend=options.dry_run, as_json=options.json)
        tell(project.store)
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    about = "Take in articles, and annotations of others."
    parser = with_database(parser_for("newsreader import", about, paths="", epilog=_FORMATS))
    parser.add_argument("sources", nargs="+", metavar="PATH|URL", help="- is standard input")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--articles", action="store_true", help="all of it is articles")
    kind.add_argument("--annotations", action="store_true", help="all of it is annotations")
    kind.add_argument("--format", choices=READERS, default="", help="of annotations; else the content says which")
    parser.add_argument("--annotator", default="", metavar="NAME", help="who made those of a file that does not tell")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--json", action="store_true", help="say of articles what was done as one JSON object")
    return parser


def _library(options: argparse.Namespace) -> Project:
    return Project.open(options.database, annotator=annotator(), cache=cache_folder(), read_only=options.dry_run)


def _is_of_annotations(
    source: str, options: argparse.Namespace, piped: "io.BufferedReader[io.RawIOBase] | None"
) -> bool:
    if options.articles or options.annotations or options.format:
        return not options.articles
    if source == "-":
        assert piped
        return holds_annotations(piped.peek(_HEAD))
    if is_address(source) or Path(source).is_dir():
        return False
    try:
        with Path(source).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return True  # reading it says what is wrong
    empty_text = not head.strip() and source.lower().endswith(ENDINGS)  # an export of nothing may be empty, too
    return holds_annotations(head) and not empty_text


def _import_annotations(file: str, project: Project, options: argparse.Namespace, piped: BinaryIO | None) -> bool:
    """Take in a file of annotations; returns whether it could be read."""
    try:
        reading = read(_bytes_of(file, piped), project, form=options.format, annotator=options.annotator)
        outcome = compare(reading, project)
        if not options.dry_run:
            take_in(outcome, project)
    except NewsreaderError as error:
        warn(f"{file}: {error} Nothing of this file was taken in.")
        return False
    _report(file, reading, outcome)
    return True


def _bytes_of(file: str, piped: BinaryIO | None) -> bytes:
    if file == "-" and piped:
        return piped.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ExchangeError(f"It cannot be read: {error.strerror}.") from error


def _report(file: str, reading: Reading, outcome: Outcome) -> None:
    for sentence in reading.told:
        warn(f"{file}: {sentence}")
    counts = f"{outcome.new} new, {outcome.changed} changed, {outcome.same} the same"
    claims = f", {outcome.claims} new claim{'s' if outcome.claims > 1 else ''}" if outcome.claims else ""
    older = f", {outcome.older} not newer than ours (ours stay)" if outcome.older else ""
    left_out = f", {reading.left_out} left out" if reading.left_out else ""
    print(one_line(f"{file}: {counts}{claims}{older}{left_out}", 1000))
