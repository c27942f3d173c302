"""Out of a project: which formats there are, and what is written in them."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TextIO, cast

from annotations.anchoring import placed
from annotations.claimed import agreed
from annotations.claims import Claim
from annotations.detection.sentences import all_sentences
from annotations.errors import InputError
from annotations.exchange import claim_tables, csv_tables, json_values
from annotations.exchange.claim_review import write_claim_reviews
from annotations.exchange.files import write_file
from annotations.exchange.markdown import write_report
from annotations.exchange.web_annotation import write_web_annotations
from annotations.filters import Filter
from annotations.model import Annotation, Article, ArticleRecord
from annotations.placing import find_places
from annotations.project import Project


class Watch(Protocol):
    """Who wants to know how far an export is; what it raises ends the export, and no file is written."""

    def over(self, items: Sequence[str]) -> Iterable[str]:
        """Go through the ids of the articles."""

    def heed(self) -> None:
        """Something was written."""


class _Unwatched:
    """Nobody wants to know."""

    def over(self, items: Sequence[str]) -> Iterable[str]:
        return items

    def heed(self) -> None:
        """Go on."""


_UNWATCHED = _Unwatched()


class _WatchedFile:
    """A text file that says so whenever something is written to it."""

    def __init__(self, out: TextIO, watch: Watch) -> None:
        self._out = out
        self._watch = watch

    def write(self, text: str) -> int:
        self._watch.heed()
        return self._out.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)


@dataclass(frozen=True, slots=True)
class Export:
    """What somebody wants to have written, and how.

    Attributes:
        format: A key of `FORMATS`.
        table: A key of `TABLES`, for CSV.
        excel: Whether the table is made for Excel: a byte-order mark, and no cell that a spreadsheet would run.
        wanted: Which annotations.
        only: Ids of the articles whose annotations are written; all if not given.
        page: Where a ClaimReview will stand on the web, or nothing.
    """

    format: str = "csv"
    table: str = "annotations"
    excel: bool = False
    wanted: Filter = field(default_factory=Filter)
    only: Container[str] | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is written.

    Attributes:
        annotations: In no order.
        articles: By id, those that the annotations stand in, with their text where it can be read.
        claims: Those of the annotations, and those that have none at all where nothing was left out.
        author: Who wrote it.
        texts: The articles of passages that are attached to claims, as far as they can be read.
    """

    annotations: tuple[Annotation, ...]
    articles: Mapping[str, ArticleRecord]
    claims: tuple[Claim, ...]
    author: str
    texts: tuple[Article, ...]

    @property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return {claim.claim_id: claim for claim in self.claims}


class Format(NamedTuple):
    """A format: how a file of it ends, what it is, what its rows are called, and what writes it."""

    ending: str
    does: str
    counts: str
    write: Callable[[TextIO, Contents, Export], int]

    def counted(self, number: int) -> str:
        """So many of its rows, in words: `1 claim with a verdict`."""
        many, of, what = self.counts.partition(" ")
        return f"{number} {many if number != 1 else many.removesuffix('s')}{of}{what}"


def _annotation_table(out: TextIO, contents: Contents, export: Export) -> int:
    return csv_tables.write_annotations(
        out, contents.annotations, contents.articles, contents.claims_by_id, all_sentences, excel=export.excel
    )


def _claim_table(out: TextIO, contents: Contents, export: Export) -> int:
    found = agreed(contents.claims, contents.annotations, contents.texts)
    return claim_tables.write_claims(
        out, contents.claims, contents.annotations, contents.articles, agreed=found, excel=export.excel
    )


def _matrix(out: TextIO, contents: Contents, export: Export) -> int:
    return claim_tables.write_matrix(out, contents.claims, contents.annotations, contents.articles, excel=export.excel)


def _lines(out: TextIO, contents: Contents, _: Export) -> int:
    return json_values.write_lines(out, contents.annotations, contents.claims_by_id)


def _web_annotations(out: TextIO, contents: Contents, _: Export) -> int:
    return write_web_annotations(out, contents.annotations, contents.articles, contents.claims_by_id)


def _claim_reviews(out: TextIO, contents: Contents, export: Export) -> int:
    return write_claim_reviews(
        out, contents.claims, contents.annotations, contents.articles, author=contents.author, page=export.page
    )


def _report(out: TextIO, contents: Contents, _: Export) -> int:
    found = agreed(contents.claims, contents.annotations, contents.texts)
    return write_report(out, contents.claims, contents.annotations, contents.articles, found, all_sentences)


TABLES: Mapping[str, Format] = {
    "annotations": Format(".csv", "a table of the annotations", "annotations", _annotation_table),
    "claims": Format(".csv", "a table of the claims", "claims", _claim_table),
    "matrix": Format(".csv", "the claims against the outlets", "claims", _matrix),
}
"""The tables that CSV has, by name."""

FORMATS: Mapping[str, Format] = {
    "csv": TABLES["annotations"],
    "jsonl": Format(".jsonl", "an annotation a line, as JSON", "annotations", _lines),
    "jsonld": Format(".jsonld", "W3C Web Annotations, for other annotation tools", "annotations", _web_annotations),
    "claimreview": Format(
        ".claimreview.json", "schema.org ClaimReview, for search engines", "claims with a verdict", _claim_reviews
    ),
    "markdown": Format(".md", "a report to read", "annotations", _report),
}
"""The formats by name; the first is what is written unless another one is asked for."""


def format_of(export: Export) -> Format:
    """How an export is written."""
    return TABLES[export.table] if export.format == "csv" else FORMATS[export.format]


def format_for(file: str) -> str:
    """The name of the format that a file is to have by its ending; CSV where it has none.

    Raises:
        InputError: No format ends so.
    """
    named = Path(file).name.lower()
    for name, each in FORMATS.items():
        if named.endswith(each.ending):
            return name
    if not Path(file).suffix:
        return "csv"
    endings = ", ".join(f"{each.ending} ({name})" for name, each in FORMATS.items())
    raise InputError(f"{file} does not end like a format. There are: {endings}. Or name the format.")


def write_to(path: Path, project: Project, export: Export, watch: Watch = _UNWATCHED) -> int:
    """Write an export to a file, all or nothing; returns how many rows. May run in a worker.

    Args:
        path: The file.
        project: Has the annotations.
        export: Which of them, and how.
        watch: Who wants to know how far it is.

    Raises:
        ExchangeError: It cannot be written, or an annotation does not stand where it says.
    """
    return write_file(path, lambda out: write(out, project, export, watch))


def write(out: TextIO, project: Project, export: Export, watch: Watch = _UNWATCHED) -> int:
    """Write an export to a text file opened with `newline=""`; returns how many rows. See `write_to`.

    Raises:
        ExchangeError: An annotation does not stand where it says.
    """
    contents = contents_of(project, export, watch)
    return format_of(export).write(cast("TextIO", _WatchedFile(out, watch)), contents, export)


def contents_of(project: Project, export: Export, watch: Watch = _UNWATCHED) -> Contents:
    """What an export holds: the annotations that are wanted, where they stand in the articles as these are now."""
    annotations: list[Annotation] = []
    articles: dict[str, ArticleRecord] = {}
    texts: list[Article] = []
    for article_id in watch.over(project.article_ids()):
        if export.only is None or article_id in export.only:
            record, article, found = _as_found(project, article_id)
            wanted = list(filter(export.wanted.passes, found))
            annotations += wanted
            if wanted:
                articles[article_id] = record
            if article and any(each.claim_id for each in wanted):
                texts.append(article)
    claims = tuple(_claims_of(project, export, {each.claim_id for each in annotations}))
    return Contents(tuple(annotations), articles, claims, project.annotator, tuple(texts))


def _claims_of(project: Project, export: Export, named: Container[str]) -> Iterator[Claim]:
    """The claims of what is written; one that has no passage is written with everything only."""
    everything = export.only is None and export.wanted == Filter()
    for claim in project.claims():
        if claim.claim_id in named or (everything and not project.passages_of(claim)):
            yield claim


def _as_found(project: Project, article_id: str) -> tuple[ArticleRecord, Article | None, list[Annotation]]:
    """What is remembered of an article, its text, and its annotations where they stand in that text now."""
    record, annotations = project.record(article_id) or ArticleRecord(article_id), project.annotations(article_id)
    article = project.readable(record.file)
    if article is None:
        return record, None, list(annotations)
    places = find_places(article, annotations, record.versions)
    found = [
        placed(each, places[each.annotation_id], article.text, article.sha256) if each.annotation_id in places else each
        for each in annotations
    ]
    return record._replace(text=article.text), article, found
