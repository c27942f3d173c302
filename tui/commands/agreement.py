"""`newsreader agreement`: how far two annotators agree, and where they do not."""

import argparse
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from annotations.agreement import Agreement, Disagreement, Figure, compare
from annotations.errors import InputError
from annotations.model import Annotation, ArticleRecord
from annotations.store import Store
from tui.commands.arguments import check_paths, parser_for
from tui.commands.printing import one_line, tell, warn

_FIGURES = {"percent": "percent agreement", "kappa": "Cohen's kappa", "alpha": "Krippendorff's alpha"}
_SAID = 22  # columns for who said what


class _Side(NamedTuple):
    """What one of the two annotated, and what they are called."""

    name: str
    annotations: list[Annotation]


def agreement(given: list[str]) -> int:
    """Compare two databases, or two annotators of one, on the passages that both have judged."""
    parser = parser_for("newsreader agreement", "How far two annotators agree on statuses.", paths="")
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="two databases, or one that both work in")
    parser.add_argument(
        "--annotator",
        action="append",
        default=[],
        metavar="NAME",
        help="whose judgements; given twice, those of the first and of the second",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args(given)
    if len(options.files) > 2 or len(options.annotator) > 2:
        parser.error("two are compared: one or two files, at most two annotators")
    check_paths(options.files)
    articles: dict[str, ArticleRecord] = {}
    sides = _sides(options, [_read(file, articles) for file in options.files])
    result = compare(sides[0].annotations, sides[1].annotations)
    if copied := _copied(sides):
        warn(f"{copied} judgements are the same record in both, copied or merged; they say nothing about agreement.")
    if options.json:
        print(json.dumps(_as_json(sides, result, articles), ensure_ascii=False))
    else:
        print("\n".join(_as_text(sides, result, articles)))
    return 0


def _read(file: Path, articles: dict[str, ArticleRecord]) -> list[Annotation]:
    """The annotations of a database, which is not written; its articles are added to those known."""
    with closing(Store(file, read_only=True)) as store:
        annotations = list(store.annotations())
        articles |= {each.article_id: each for each in store.articles()}
        tell(store)
    return annotations


def _sides(options: argparse.Namespace, read: list[list[Annotation]]) -> tuple[_Side, _Side]:
    """The two that are compared: file by file, or person by person where they are named or there is one file."""
    names = options.annotator
    if len(read) == 1 and not names:
        names = sorted({each.annotator for each in read[0] if each.status})
        if len(names) != 2:
            there = ", ".join(name or "nobody" for name in names) or "nobody"
            raise InputError(f"{options.files[0]} holds judgements of {there}. Name two of them with --annotator.")
    if len(read) == 1 and len(names) == 1:
        raise InputError("With one file, --annotator names two people.")
    first, second = (_side(options.files[-n:][0], read[-n:][0], names[-n:]) for n in (2, 1))
    return first, second


def _side(file: Path, annotations: list[Annotation], names: list[str]) -> _Side:
    if not names:
        return _Side(str(file), annotations)
    wanted = names[0]
    if all(each.annotator != wanted for each in annotations):
        there = ", ".join(sorted({each.annotator or "nobody" for each in annotations})) or "nobody"
        raise InputError(f"{file} holds nothing of {wanted or 'nobody'}. There is: {there}.")
    return _Side(f"{wanted or 'nobody'} in {file}", [each for each in annotations if each.annotator == wanted])


def _copied(sides: tuple[_Side, _Side]) -> int:
    first, second = ({each for each in side.annotations if each.status} for side in sides)
    return len(first & second)


def _as_text(sides: tuple[_Side, _Side], result: Agreement, articles: Mapping[str, ArticleRecord]) -> Iterator[str]:
    width = shutil.get_terminal_size().columns
    for number, side in zip(("first", "second"), sides, strict=True):
        yield f"{number:<8}{one_line(side.name, max(1, width - 8))}"
    yield ""
    yield f"judged by both        {result.shared:>6}"
    yield f"only by the first     {result.only_first:>6}"
    yield f"only by the second    {result.only_second:>6}"
    yield from (_figure(words, getattr(result, name)) for name, words in _FIGURES.items())
    yield ""
    yield f"{len(result.disagreements)} disagreements"
    yield from (_row(each, articles, width) for each in result.disagreements)


def _figure(words: str, figure: Figure) -> str:
    """A figure beside its name; without one, why there is none."""
    return f"{words:<21} {figure if figure.value is None else f'{figure.value:>6.3f}'}"


def _row(pair: Disagreement, articles: Mapping[str, ArticleRecord], width: int) -> str:
    """Who said what, then the words and where they stand, as far as there is room."""
    said = f"{pair.first.status} / {pair.second.status}"
    article = articles.get(pair.first.article_id)
    title = (article.title if article else "") or pair.first.article_id
    room = max(1, width - _SAID)
    return f"{said:<{_SAID}}{one_line(f'“{one_line(pair.first.exact, max(1, room // 2))}” {title}', room)}"


def _as_json(sides: tuple[_Side, _Side], result: Agreement, articles: Mapping[str, ArticleRecord]) -> dict[str, Any]:
    figures = {name: getattr(result, name)._asdict() for name in _FIGURES}
    counts = {"shared": result.shared, "only_first": result.only_first, "only_second": result.only_second}
    disagreements = [_pair(each, articles) for each in result.disagreements]
    return {"first": sides[0].name, "second": sides[1].name, **counts, **figures, "disagreements": disagreements}


def _pair(pair: Disagreement, articles: Mapping[str, ArticleRecord]) -> dict[str, Any]:
    first = pair.first
    article = articles.get(first.article_id)
    said = [{"annotator": each.annotator, "status": each.status, "note": each.note} for each in pair]
    return {
        "article_id": first.article_id,
        "article_title": article.title if article else "",
        "quote": first.exact,
        "start": first.start,
        "end": first.end,
        "first": said[0],
        "second": said[1],
    }
