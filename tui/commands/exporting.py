"""`newsreader export`: the annotations and claims in any of the formats."""

import argparse
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

from annotations.errors import ArticleError, InputError
from annotations.exporting import FORMATS, TABLES, Export, format_for, format_of, write, write_to
from annotations.filters import Filter, parse_filter
from annotations.project import Project
from annotations.store import ANNOTATIONS
from annotations.terms import quoted
from tui.commands.arguments import annotator, check_paths, parser_for, with_database
from tui.commands.printing import one_line, tell, warn
from tui.widgets.wrapping import printable

_FILTERS = {
    "status": "agreed, disputed, unclear, context or none",
    "kind": "quantity, quotation, claim or note",
    "tag": "with this tag",
    "anchor": "exact, moved, changed, ambiguous or orphan",
    "annotator": "made by this person",
}


def export(given: list[str]) -> int:
    """Write the annotations, those of some articles only where these are named, to a file or to standard output.

    Returns:
        1 if one of them could not be read and was left out.
    """
    options = _parser().parse_args(given)
    check_paths(options.paths)
    wanted = _filter(options)
    name = options.format or ("csv" if options.output == "-" else format_for(options.output))
    if name != "csv" and (options.excel or options.table != "annotations"):
        raise InputError("--table and --excel are for CSV.")
    if not options.database.exists():
        warn(f"there is no database {options.database} yet, so there is nothing to write but what every file has.")
    with closing(Project.open(options.database, options.paths, annotator=annotator(), read_only=True)) as project:
        tell(project.store)
        only, unread = _ids_of(project) if options.paths else (None, 0)
        count = _write(project, options.output, Export(name, options.table, options.excel, wanted, only, options.page))
        tell(project.store)
        left_out = any(table == ANNOTATIONS for table, _ in project.store.left_out)
    if not count and wanted != Filter():
        warn(f"nothing passes the filter: {wanted}")
    return int(unread > 0 or left_out)


def _parser() -> argparse.ArgumentParser:
    epilog = "formats:\n" + "\n".join(f"  {name:<12} {each.ending:<18} {each.does}" for name, each in FORMATS.items())
    parser = with_database(parser_for("newsreader export", "Write the annotations.", epilog=epilog))
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="the file to write; - is the terminal or pipe"
    )
    parser.add_argument("--format", choices=FORMATS, help="without it, the ending of FILE says which; otherwise csv")
    parser.add_argument("--table", choices=TABLES, default="annotations", help="which table, for csv")
    parser.add_argument("--excel", action="store_true", help="a table that Excel opens well and does not run")
    parser.add_argument("--page", default="", metavar="URL", help="where the claim reviews will stand")
    parser.add_argument(
        "--filter", default="", metavar="TEXT", help="such as 'status:disputed tag:check \"two words\"'"
    )
    for name, values in _FILTERS.items():
        parser.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=f"only {values}")
    return parser


def _filter(options: argparse.Namespace) -> Filter:
    """What the options ask for, as one filter; several values are separated by commas."""
    terms = [
        f"{'by' if name == 'annotator' else name}:{','.join(quoted(part.strip()) for part in value.split(','))}"
        for name in _FILTERS
        for value in getattr(options, name)
    ]
    return parse_filter(" ".join([*terms, options.filter]))


def _ids_of(project: Project) -> tuple[set[str], int]:
    """The ids of the articles that can be read, and how many cannot; these are told."""
    ids: set[str] = set()
    unread = 0
    for file in project.files:
        try:
            ids.add(project.read(file).article_id)
        except ArticleError as error:
            warn(str(error))
            unread += 1
    return ids, unread


def _print(project: Project, wanted: Export) -> int:
    """Write it to standard output; on a terminal, without what could drive it."""
    if not sys.stdout.isatty():
        count = write(sys.stdout, project, wanted)
    else:
        held = StringIO(newline="")
        count = write(held, project, wanted)
        sys.stdout.writelines(f"{printable(line)}\n" for line in held.getvalue().splitlines())
    sys.stdout.flush()
    return count


def _write(project: Project, output: str, wanted: Export) -> int:
    """Write it and say what is worth knowing; returns how many rows."""
    form = format_of(wanted)
    if output == "-":
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # a text file, here
        count = _print(project, wanted)
    else:
        count = write_to(Path(output), project, wanted)
        print(one_line(f"{form.counted(count)} written to {output}", 1000), file=sys.stderr)
    if not count and "claims" in form.counts:
        warn(f"there are no {form.counts}.")
    if wanted.format == "claimreview" and not wanted.page:
        warn("a claim review needs the address at which it will stand: --page gives it.")
    return count
