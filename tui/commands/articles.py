"""`newsreader list`: what the articles are."""

from contextlib import closing

from annotations.model import Summary
from annotations.project import Project
from tui.commands.arguments import check_paths, parser_for, with_database
from tui.commands.printing import one_line, tell, warn


def list_articles(given: list[str]) -> int:
    """Print a row per article; 1 if one could not be read."""
    parser = with_database(parser_for("newsreader list", "What the library, or files and folders, hold."))
    options = parser.parse_args(given)
    check_paths(options.paths)
    failed = 0
    with closing(Project.open(options.database, options.paths, read_only=True)) as project:
        tell(project.store)
        if not project.summaries:
            warn("there is no article here (a folder's texts and saved pages are).")
        for summary, _ in project.survey([each.file for each in project.summaries]):
            if summary.problem:
                warn(summary.problem)
                failed = 1
            else:
                print(_row(summary))
        tell(project.store)
    return failed


def _row(summary: Summary) -> str:
    cells = [
        summary.article_id,
        f"{summary.published or '-':<10}",
        f"{one_line(summary.outlet) or '-':<20}",
        f"{summary.judged:>3}/{summary.checkable:<3}",
        one_line(summary.title, 500),
    ]
    return "  ".join(cells)
