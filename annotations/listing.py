"""The articles of a project as its list shows them: what is told of each, sorted, searched."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import overload

from annotations.allocations import keep_apart
from annotations.articles.index import Index, Row, row_of
from annotations.articles.keys import stamp_of
from annotations.articles.parse_cache import ParseCache
from annotations.articles.queries import Order, Query
from annotations.articles.word_lookup import WordLookup
from annotations.catalogue import AT_ONCE, Catalogue
from annotations.corrections import correct
from annotations.findings import Findings
from annotations.model import Annotation, Article, ArticleRecord, Copies, Status, Summary
from annotations.shelf import record_of
from annotations.store import Store


class Summaries(Sequence[Summary]):
    """The articles as a list shows them, each made when somebody looks at it.

    Args:
        files: The keys, in the order of the list.
        make: Gives the summary of a key.
    """

    def __init__(self, files: Sequence[str], make: Callable[[str], Summary]) -> None:
        self._files = files
        self._make = make

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, number: int) -> Summary: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Summary]: ...
    def __getitem__(self, number: int | slice) -> Summary | Sequence[Summary]:
        found = self._files[number]
        return self._make(found) if isinstance(found, str) else [self._make(file) for file in found]


class Listing(Catalogue):
    """A catalogue as its list shows it: what is told of each article, sorted and searched.

    What reads or looks for articles may be called in any thread; the rest in the one that changes things.

    Arguments are as for `Catalogue`.

    Attributes:
        summaries: The articles as the list shows them; each is made when somebody looks at it.
    """

    def __init__(
        self, store: Store, annotator: str, files: Iterable[str], *, cache: ParseCache, index: Index | None = None
    ) -> None:
        super().__init__(store, annotator, files, cache=cache, index=index)
        self._rows: dict[str, Row] = {}  # of articles that were opened: newer than the index
        self._lookup = WordLookup(self.index, self.number_of)
        self.summaries = Summaries(self.files, self._summary_of)

    def drop(self, files: Iterable[str]) -> None:
        """Take articles out of the list; the numbers of those behind them change."""
        super().drop(files)
        self._lookup.forget()

    def as_written(self, file: str) -> Article:
        """The article of a key without what the reader corrected in it; may be called in any thread.

        Raises:
            ArticleError: It cannot be read any more.
        """
        return self._read(file)

    def correct(self, as_written: Article, typed: Mapping[str, str]) -> None:
        """Correct what is known of an article, and remember it; `list_anew` then shows it so.

        Args:
            as_written: One that `as_written` gave.
            typed: Its title, outlet, author, and day of publication, or some of these. What is the same as in the text
                is no correction any more.

        Raises:
            InputError: The day is none.
        """
        known = self.record(as_written.article_id) or record_of(as_written)
        self.remember(correct(known, as_written, typed))

    def list_anew(self, file: str) -> Article:
        """The article of a key as it is known now, and so in the list too; may be called in any thread.

        Raises:
            ArticleError: It cannot be read any more.
        """
        again = self.paged(file)
        known = self._rows.get(file) or self.index.get(file)
        if known:
            row = known._replace(title=again.title, outlet=again.outlet, published=again.published)
            self._rows[file] = row
            self.index.put([(row, again.text)])
        return again

    def expect_search(self) -> None:
        """Learn which words are whose, so that the first search is as quick as the next; takes time, too."""
        if len(self.files) > AT_ONCE:
            keep_apart()  # each search takes megabytes for a moment
        self._lookup.learn()

    def search(self, query: Query, order: Order, *, backwards: bool = False) -> Sequence[int]:
        """The numbers of the articles that a query wants, sorted; takes time, so ask in a worker."""
        if query == Query(words=query.words) and order is Order.FILE:
            numbers = self._lookup.numbers(query.words)
            return numbers[::-1] if backwards else numbers
        statuses: dict[str, set[Status]] = {}
        if query.statuses or order is Order.PROGRESS:
            for each in self.all_annotations():
                statuses.setdefault(each.article_id, set()).update(filter(None, [each.status]))
        read = {record.article_id for record in list(self._records.values()) if record.read}
        found = self.index.search(query, order, annotated=statuses, read=read, judged=self._judged)
        if order is Order.ORIGIN:
            found = _with_copies_together(found, self.index.copies())
        numbers = array("I", (self._number_of[key] for key in found if key in self._number_of))
        return numbers[::-1] if backwards else numbers

    def _summary_of(self, file: str) -> Summary:
        known, copies = self.index.listed(file) if self.index.is_there else (None, None)
        row = self._rows.get(file) or known
        record = self._records.get(row.article_id if row else self._id_of_file.get(file, ""))
        if row is None:
            return _first_summary(file, record)
        return _summary(file, row, self._judged(row), copies, read=record.read if record else False)

    def judged(self, article: Article) -> int:
        """How many sentences of an article the reader has judged, as far as `summarise` knows them."""
        row = self._rows.get(article.file)
        return self._judged(row) if row else 0

    def _judged(self, row: Row) -> int:
        """How many sentences of an article the reader has judged, in the text as it is now."""
        found = self.annotations(row.article_id) if row.checkable > 0 else ()
        standing = [each for each in found if each.stands_in(row.sha256)]
        if not standing:
            return 0
        known = self._found.get(row.sha256)
        if known is None:
            starts, ends = row.bounds
            known = Findings(checkable_starts=starts, checkable_ends=ends)
        return judged_sentences(known, standing)

    def summarise(self, article: Article) -> int:
        """Bring an article's summary up to date; returns its number in the list."""
        found = self._found.get(article.sha256)
        if found:
            self._rows[article.file] = row_of(article, stamp_of(article.file), found)
        return self.number_of(article.file)

    def file_of(self, article_id: str) -> str:
        """The key of an article by its id; empty where it is not in the list."""
        known = self.record(article_id)
        if known and known.file in self._number_of:
            return known.file
        opened = next((row.key for row in self._rows.values() if row.article_id == article_id), "")
        key = opened or self.index.key_of(article_id)
        return key if key in self._number_of else ""


def _with_copies_together(keys: Sequence[str], copies: Mapping[str, Copies]) -> list[str]:
    """The keys in the order in which they are, the copies of each text behind the first."""
    together: dict[str, list[str]] = {}
    for key in keys:
        together.setdefault(copies[key].voice if key in copies else key, []).append(key)
    several = [each for each in together.values() if len(each) > 1]
    return list(chain.from_iterable([*several, *(each for each in together.values() if len(each) == 1)]))


def _first_summary(file: str, record: ArticleRecord | None) -> Summary:
    """An article of which nobody has read more than is remembered."""
    if record is None:
        return Summary(file, title=Path(file).name)
    title = record.title or Path(file).name
    return Summary(file, record.article_id, title, record.outlet, record.published, read=record.read)


def _summary(file: str, row: Row, judged: int, copies: Copies | None, *, read: bool) -> Summary:
    """An article that was read."""
    return Summary(
        file,
        row.article_id,
        row.title or Path(file).name,
        row.outlet,
        row.published,
        judged=judged,
        checkable=row.checkable,
        read=read,
        problem=row.problem,
        length=row.length,
        origin=row.origin,
        copies=copies,
    )


def judged_sentences(findings: Findings, annotations: Iterable[Annotation]) -> int:
    """How many checkable sentences an annotation with a status touches."""
    judged: set[int] = set()
    for each in annotations:
        if each.status is not None:
            first = bisect_right(findings.checkable_ends, each.start)
            judged.update(range(first, bisect_left(findings.checkable_starts, each.end)))
    return len(judged)
