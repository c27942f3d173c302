"""`newsreader export`: the annotations as a table."""

import sys
from contextlib import closing
from pathlib import Path

from annotations.errors import ArticleError
from annotations.project import Project
from annotations.store import ANNOTATIONS
from tui.commands.arguments import check_paths, parser_for, with_database
from tui.commands.printing import tell


def export(given: list[str]) -> int:
    """Write the annotations, those of some articles only where these are named, to a file or to standard output.

    Returns:
        1 if one of them could not be read and was left out.
    """
    parser = with_database(parser_for("newsreader export", "Write the annotations as CSV."))
    parser.add_argument("--table", choices=["annotations"], default="annotations", help="which table")
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="the file to write; - is the terminal or pipe"
    )
    options = parser.parse_args(given)
    check_paths(options.paths)
    with closing(Project.open(options.database, options.paths, read_only=True)) as project:
        tell(project.store)
        only, unread = _ids_of(project) if options.paths else (None, 0)
        if options.output == "-":
            _print(project, only)
        else:
            count = project.export(Path(options.output), only=only)
            print(f"{count} annotations written to {options.output}", file=sys.stderr)
        tell(project.store)
        return int(unread > 0 or any(table == ANNOTATIONS for table, _ in project.store.left_out))


def _ids_of(project: Project) -> tuple[set[str], int]:
    """The ids of the articles that can be read, and how many cannot; these are told."""
    ids: set[str] = set()
    unread = 0
    for summary in project.summaries:
        try:
            ids.add(project.read(summary.file).article_id)
        except ArticleError as error:
            print(f"newsreader: {error}", file=sys.stderr)
            unread += 1
    return ids, unread


def _print(project: Project, only: set[str] | None) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # a text file, on the command line
    project.write_annotations(sys.stdout, only=only)
    sys.stdout.flush()
