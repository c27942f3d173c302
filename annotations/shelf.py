"""The articles of a project: read, looked through, listed; what is remembered of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from annotations.articles.files import read_article
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.findings import Findings
from annotations.ledger import Ledger
from annotations.model import STANDING, Annotation, Article, ArticleRecord, Summary
from annotations.store import Store

_FIRST_PAGES = 1 << 16  # code points that detection reads at a time, in less than a tenth of a second
_ARTICLES_KEPT = 16  # articles, and what was found in them, kept in memory once read


def sample_library() -> Path:
    """The folder with the five articles that come with the program."""
    here = Path(__file__).parent
    installed = here / "seeds"
    return installed if installed.is_dir() else here.parent / "seeds"


class Shelf(Ledger):
    """The articles of a project, beside what was said of them.

    `read`, `findings` and `survey` may be called in any thread; the rest in the one that changes things.

    Args:
        store: The database, which remembers articles.
        annotator: Who annotates.
        files: The articles' paths, in the order of the list.
        library: Whether the articles are to be remembered, so that they are there the next time.
        cache: Remembers how articles were classified.

    Attributes:
        summaries: The articles as the list shows them, in its order.
    """

    def __init__(self, store: Store, annotator: str, files: Iterable[str], *, library: bool, cache: ParseCache) -> None:
        super().__init__(store, annotator)
        self._cache = cache
        self._library = library
        self._id_of_file = {record.file: record.article_id for record in self._records.values()}
        self.summaries = [self._first_summary(file) for file in files]
        self._number_of_file = {summary.file: number for number, summary in enumerate(self.summaries)}
        self._read_again = lru_cache(_ARTICLES_KEPT)(self._read)
        self._found: dict[str, Findings] = {}
        self._closing = False

    def read(self, file: str) -> Article:
        """The article in a file; the last few are kept for as long as the file stays the same.

        Raises:
            ArticleError: It cannot be read.
        """
        return self._read_again(file, _stamp(file))

    def _read(self, file: str, stamp: tuple[int, int] | None = None) -> Article:
        del stamp  # another one is another text
        try:
            article = read_article(Path(file), self._cache)
        except ArticleError:
            # The samples move when the program is installed elsewhere.
            sample = sample_library() / Path(file).name
            if not sample.is_file():
                raise
            article = replace(read_article(sample, self._cache), file=file)
        known = self._id_of_file.get(file)
        return replace(article, article_id=known) if known else article

    def findings(self, article: Article, *, beginning: bool = False) -> Findings:
        """What detection finds in an article, or at least in its first pages; takes time, so ask in a worker.

        Kept for the last few articles.
        """
        found = self._found.get(article.sha256)
        if found is None:
            steps = _find(article)
            found = next(steps)
            if beginning and len(article.text) > _FIRST_PAGES:
                return found
            for found in steps:
                if self._closing:
                    return found
            self._keep(article, found)
        return found

    def _keep(self, article: Article, found: Findings) -> None:
        with self._lock:
            while len(self._found) >= _ARTICLES_KEPT:
                del self._found[next(iter(self._found))]
            self._found[article.sha256] = found

    def stop(self) -> None:
        """Let work in other threads end soon: the program is leaving."""
        self._closing = True

    def survey(self, files: Iterable[str]) -> Iterator[tuple[Summary, ArticleRecord | None]]:
        """Read articles for the list, one after the other: what the list shows, and what `take` is to remember."""
        for file in files:
            if self._closing:
                return
            try:
                article = self._read(file)
            except ArticleError as error:
                yield Summary(file, title=Path(file).name, problem=str(error)), None
                continue
            yield self._summary(article, self.findings(article)), record_of(article)

    def take(self, summary: Summary, record: ArticleRecord | None) -> int:
        """Accept what `survey` has read; returns the article's number in the list."""
        number = self._number_of_file[summary.file]
        self.summaries[number] = summary
        if record and self._library and record.article_id not in self._records:
            self.remember(record)
        return number

    def _first_summary(self, file: str) -> Summary:
        record = self._records.get(self._id_of_file.get(file, ""))
        if record is None:
            return Summary(file, title=Path(file).name)
        title = record.title or Path(file).name
        return Summary(file, record.article_id, title, record.outlet, record.published, read=record.read)

    def _summary(self, article: Article, findings: Findings) -> Summary:
        record = self._records.get(article.article_id)
        return Summary(
            article.file,
            article.article_id,
            article.title,
            article.outlet,
            article.published,
            judged=judged_sentences(findings, self._standing(article)),
            checkable=len(findings.checkable_starts),
            read=record.read if record else False,
        )

    def _standing(self, article: Article) -> Iterator[Annotation]:
        """The annotations that stand in the text as it is now."""
        found = self.annotations(article.article_id)
        return (each for each in found if each.text_sha256 == article.sha256 and each.anchor in STANDING)

    def summarise(self, article: Article) -> int:
        """Bring an article's summary up to date; returns its number in the list."""
        number = self._number_of_file[article.file]
        found = self._found.get(article.sha256)
        if found:
            self.take(self._summary(article, found), record_of(article))
        return number

    def mark_read(self, article: Article) -> bool:
        """Mark an article as read, or as unread again; returns which."""
        record = self._records.get(article.article_id) or record_of(article)
        self.remember(replace(record, read=not record.read))
        return not record.read

    def file_of(self, article_id: str) -> str:
        """The path of an article by its id; empty where it is not in the list."""
        known = self.record(article_id)
        if known and known.file in self._number_of_file:
            return known.file
        return next((each.file for each in self.summaries if each.article_id == article_id), "")

    def remember(self, record: ArticleRecord) -> None:
        """Remember something of an article."""
        super().remember(record)
        self._id_of_file[record.file] = record.article_id


def record_of(article: Article) -> ArticleRecord:
    """What is to be remembered of an article; not its path, where that is no text that a JSON file could hold."""
    return ArticleRecord(
        article.article_id,
        title=_storable(article.title),
        outlet=article.outlet,
        published=article.published,
        file=article.file if _storable(article.file) == article.file else "",
        versions=(article.sha256,),
    )


def _storable(text: str) -> str:
    """The text without the half characters that a file name that is not UTF-8 is read as."""
    return text.encode(errors="replace").decode()


def _stamp(file: str) -> tuple[int, int] | None:
    """What changes when a file does: time of the last change, and length."""
    try:
        status = Path(file).stat()
    except (OSError, ValueError):  # reading it says what is wrong
        return None
    return status.st_mtime_ns, status.st_size


def _find(article: Article) -> Iterator[Findings]:
    from annotations.detection.findings import find  # heavy: only workers need it

    return find(article, _FIRST_PAGES)


def judged_sentences(findings: Findings, annotations: Iterable[Annotation]) -> int:
    """How many checkable sentences an annotation with a status touches."""
    judged: set[int] = set()
    for each in annotations:
        if each.status is not None:
            first = bisect_right(findings.checkable_ends, each.start)
            judged.update(range(first, bisect_left(findings.checkable_starts, each.end)))
    return len(judged)
