"""`newsreader list` and `newsreader mentions`: what the articles are, and what was recognised in them."""

import json
from contextlib import closing
from dataclasses import asdict
from typing import Any

from annotations.articles.files import find_files, read_article
from annotations.detection.findings import mentions as mentions_in
from annotations.errors import ArticleError
from annotations.model import Article, Quantity, Summary
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


def mentions(given: list[str]) -> int:
    """Print what detection finds, as JSON lines or for people; 1 if an article could not be read."""
    parser = parser_for("newsreader mentions", "Print the numbers and quotations found in articles.", paths="+")
    parser.add_argument("--json", action="store_true", help="one JSON object per article and line")
    options = parser.parse_args(given)
    check_paths(options.paths)
    failed = 0
    for path in find_files(options.paths):
        try:
            article = read_article(path)
        except ArticleError as error:
            warn(str(error))
            failed = 1
        else:
            print(json.dumps(_as_json(article), ensure_ascii=False) if options.json else _as_table(article))
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


def _as_json(article: Article) -> dict[str, Any]:
    found = list(mentions_in(article))
    return {
        "id": article.article_id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "text": article.text,
        "lines": [{"start": line.start, "end": line.end, "role": line.role} for line in article.lines],
        "quantities": [asdict(each) for each in found if isinstance(each, Quantity)],
        "quotations": [asdict(each) for each in found if not isinstance(each, Quantity)],
    }


def _as_table(article: Article) -> str:
    rows = [f"{one_line(article.file, 500)}: {one_line(article.title, 500)}"]
    rows += [f"  {each.start:>7} {each.kind:<10} {one_line(each.text)}" for each in mentions_in(article)]
    return "\n".join(rows)
