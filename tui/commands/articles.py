"""`newsreader list`: what the articles are."""

import argparse
import json
from contextlib import closing
from typing import Any

from annotations.articles.queries import Order, parse_query
from annotations.model import Summary
from annotations.project import Project
from tui.commands.arguments import NO_ARTICLE, cache_folder, check_paths, parser_for, with_database
from tui.commands.printing import one_line, tell, warn

_COUNTED = 1_000  # articles up to which checkable sentences are counted, a hundred or so in a second


def list_articles(given: list[str]) -> int:
    """Print a row per article; 1 if one could not be read."""
    options = _list_parser().parse_args(given)
    check_paths(options.paths)
    query = parse_query(options.filter)
    with closing(Project.open(options.database, options.paths, cache=cache_folder(), read_only=True)) as project:
        tell(project.store)
        _bring_up_to_date(project)
        if not project.files:
            warn(NO_ARTICLE)
        found = [project.summaries[n] for n in project.search(query, Order(options.sort), backwards=options.backwards)]
        for summary in found:
            if summary.problem:
                warn(summary.problem)
            else:
                print(json.dumps(_summary_as_json(summary), ensure_ascii=False) if options.json else _row(summary))
        tell(project.store)
    return int(any(summary.problem for summary in found))


def _list_parser() -> argparse.ArgumentParser:
    parser = with_database(parser_for("newsreader list", "What the library, or files and folders, hold."))
    parser.add_argument("--sort", choices=[each.value for each in Order], default="file", help="what the rows go by")
    parser.add_argument("--backwards", action="store_true", help="the last row first")
    parser.add_argument(
        "--filter", default="", metavar="TEXT", help="such as 'outlet:post after:2024-03 unread flood \"two words\"'"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per article and line")
    return parser


def _bring_up_to_date(project: Project) -> None:
    """Read what has changed; in a large library nobody waits until every sentence is counted."""
    for gone in project.find_more():
        project.drop(gone)
    for _ in project.survey(project.files, count=len(project.files) <= _COUNTED):
        pass


def _row(summary: Summary) -> str:
    cells = [
        summary.article_id,
        f"{summary.published or '-':<10}",
        f"{one_line(summary.outlet) or '-':<20}",
        f"{one_line(summary.origin) or '-':<10}",
        f"{summary.length:>7}",
        f"{summary.judged:>3}/{summary.checkable if summary.checkable >= 0 else '-':<3}",
        one_line(summary.title, 500),
    ]
    return "  ".join(cells)


def _summary_as_json(summary: Summary) -> dict[str, Any]:
    known = summary._asdict()
    known["checkable"] = None if summary.checkable < 0 else summary.checkable
    del known["problem"]
    return known
