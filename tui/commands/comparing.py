"""`newsreader compare`: what the outlets agree and disagree on, without a screen."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.articles.reading import read_articles
from annotations.comparison.comparison import Comparison, compare
from annotations.comparison.groups import Agreement, Group, Member
from annotations.comparison.shared_copy import SharedPassage
from annotations.errors import ArticleError
from annotations.model import Article, Span
from tui.commands.arguments import NO_ARTICLE, alias_file, check_paths, parser_for, with_aliases
from tui.commands.printing import one_line, warn

_OUTLET = 18  # columns for who says it

_EPILOG = """Conflicts come first, then what is compatible, consistent, and said by one source alone. Outlets that print
one agency's copy are one origin. --json prints one object:

  articles         [{id, file, title, outlet, origin, story}]
  origins          [{id, articles, shared}]
  groups           [{id, label, kind, agreement, why, origins, members}], the kind `quantity`, `statement` or
                   `quotation`, the agreement `conflicting`, `compatible`, `consistent` or `single-source`
    members        [{article, start, end, text, value, low, high, unit, modifier, speaker}]
  shared_passages  [{a: {article, start, end}, b: {article, start, end}, changes}]
    changes        [{a: {start, end, text}, b: {start, end, text}, inside_quotation}]
  names            [{name, forms}]

Articles, origins and stories are numbered from 0; start and end are code points of the article's text as read; low
and high are the bounds of a range or a vague word; the value of a date is ISO 8601 text."""


def compare_articles(given: list[str]) -> int:
    """Compare articles and print what was found, as JSON or for people; 1 if an article could not be read."""
    parser = parser_for("newsreader compare", "What the outlets agree and disagree on.", paths="+", epilog=_EPILOG)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = with_aliases(parser).parse_args(given)
    check_paths(options.paths)
    aliases = alias_file(options.aliases).read()
    articles, failed = read_each(options.paths)
    comparison = compare(articles, aliases.names)
    if options.json:
        print(json.dumps(_as_json(comparison), ensure_ascii=False))
    else:
        print("\n".join(_as_text(comparison, shutil.get_terminal_size().columns)))
    return failed


def read_each(paths: Sequence[Path]) -> tuple[list[Article], int]:
    """The articles that can be read, each once, and 1 if there are others."""
    articles: dict[str, Article] = {}
    failed = 0
    for path in paths:
        for article in read_articles(path):
            if isinstance(article, ArticleError):
                warn(str(article))
                failed = 1
            else:
                articles.setdefault(article.article_id, article)
    if not articles and not failed:
        warn(NO_ARTICLE)
    return list(articles.values()), failed


def _as_json(comparison: Comparison) -> dict[str, Any]:
    origin_of = {article: number for number, each in enumerate(comparison.origins) for article in each.articles}
    story_of = {article: number for number, story in enumerate(comparison.stories) for article in story}
    return {
        "articles": [
            {
                "id": number,
                "file": each.file,
                "title": each.title,
                "outlet": each.outlet,
                "origin": origin_of[number],
                "story": story_of[number],
            }
            for number, each in enumerate(comparison.articles)
        ],
        "origins": [
            {"id": number, "articles": list(each.articles), "shared": round(each.shared, 3)}
            for number, each in enumerate(comparison.origins)
        ],
        "groups": [_group(number, each) for number, each in enumerate(comparison.groups)],
        "shared_passages": [
            _passage(pair, each) for pair, passages in sorted(comparison.shared.items()) for each in passages
        ],
        "names": [{"name": each.name, "forms": list(each.forms)} for each in comparison.names],
    }


def _group(number: int, group: Group) -> dict[str, Any]:
    return {
        "id": number,
        "label": group.label,
        "kind": group.kind,
        "agreement": group.agreement,
        "why": group.why,
        "origins": group.origins,
        "members": [_member(member) for member in group.members],
    }


def _member(member: Member) -> dict[str, Any]:
    figure = member.quantity
    return {
        "article": member.article,
        "start": member.span.start,
        "end": member.span.end,
        "text": member.text,
        "value": figure.value if figure else None,
        "low": figure.low if figure else None,
        "high": figure.high if figure else None,
        "unit": figure.unit if figure else "",
        "modifier": figure.modifier if figure else "",
        "speaker": member.speaker,
    }


def _passage(pair: tuple[int, int], passage: SharedPassage) -> dict[str, Any]:
    return {
        "a": {"article": pair[0], **_place(passage.a)},
        "b": {"article": pair[1], **_place(passage.b)},
        "changes": [
            {
                "a": {**_place(Span(each.a.start, each.a.end)), "text": each.a.text},
                "b": {**_place(Span(each.b.start, each.b.end)), "text": each.b.text},
                "inside_quotation": each.inside_quotation,
            }
            for each in passage.changes
        ],
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _as_text(comparison: Comparison, width: int) -> Iterator[str]:
    """The groups below each other, conflicts first, each with who says what."""
    names = [_name(number, each) for number, each in enumerate(comparison.articles)]
    for number, article in enumerate(comparison.articles):
        yield f"{names[number]:<{_OUTLET}}{one_line(article.title, max(1, width - _OUTLET))}"
    for origin in comparison.origins:
        if len(origin.articles) > 1:
            yield one_line(
                f"{' = '.join(names[each] for each in origin.articles)}: one origin, {origin.shared:.0%} shared"
            )
    for agreement in Agreement:
        found = [group for group in comparison.groups if group.agreement is agreement]
        yield ""
        yield f"{len(found)} {agreement}"
        for group in found:
            yield from _rows(group, names, width)


def _name(number: int, article: Article) -> str:
    """What to call an article in a column: its outlet, or its file, and its number."""
    return f"{number} {one_line(article.outlet or Path(article.file).name, _OUTLET - 4)}"


def _rows(group: Group, names: Sequence[str], width: int) -> Iterator[str]:
    yield f"* {one_line(group.label, max(1, width - 2))}"
    if group.agreement is not Agreement.SINGLE_SOURCE:
        yield f"  {one_line(group.why, max(1, width - 2))}"
    for member in group.members:
        named = not member.speaker or member.text.lower().startswith(member.speaker.lower())
        said = member.text if named else f"{member.speaker}: {member.text}"
        yield f"    {names[member.article]:<{_OUTLET}}{one_line(said, max(1, width - _OUTLET - 4))}"
