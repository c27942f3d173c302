"""Which articles a project has: found, read for the index where they have changed, and gone."""

import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from annotations.allocations import LARGE, give_back
from annotations.articles.index import Index, Row, row_of
from annotations.articles.keys import holds_many, key_in, stamp_of
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.findings import Findings
from annotations.model import Article
from annotations.shelf import Shelf
from annotations.store import Store

AT_ONCE = 200
"""Articles that are listed before anything is shown, where the index knows of none; so many are few."""

_BATCH = 0.1  # seconds between two deliveries of what was found or read


class Catalogue(Shelf):
    """A shelf with an order: the keys of the articles of a project, and what the index knows of them.

    What reads or looks for articles may be called in any thread; the rest in the one that changes things.

    Args:
        store: The database, which remembers what the reader did with articles.
        annotator: Who annotates.
        files: The articles' keys, in the order of the list; the first are asked for at once, the rest by `find_more`.
        cache: Remembers how articles were classified.
        index: Knows what the list shows of the articles, and the words in them; in memory if not given.

    Attributes:
        index: Knows what the list shows of the articles, and the words in them.
        files: The keys of the articles, in order.
    """

    def __init__(
        self, store: Store, annotator: str, files: Iterable[str], *, cache: ParseCache, index: Index | None = None
    ) -> None:
        super().__init__(store, annotator, cache=cache)
        self.index = index or Index()
        self.files: list[str] = []
        self._number_of: dict[str, int] = {}
        self._further = iter(files)
        self._walked: list[str] = []
        if self.index.is_there:
            self._take(self.index.keys())
        if len(self.files) < AT_ONCE:
            self._walked = list(islice(self._further, AT_ONCE))
            self.add(file for file in self._walked if not holds_many(file))

    def add(self, files: Iterable[str]) -> None:
        """Put articles at the end of the list that are not in it."""
        for file in files:
            if file not in self._number_of:
                self._number_of[file] = len(self.files)
                self.files.append(file)

    def drop(self, files: Iterable[str]) -> None:
        """Take articles out of the list; the numbers of those behind them change."""
        gone = set(files)
        self._take([file for file in self.files if file not in gone])

    def _take(self, files: Iterable[str]) -> None:
        """Have these in the list, each of them once, and no others."""
        self.files[:] = files
        self._number_of = dict(zip(self.files, range(len(self.files)), strict=True))

    def number_of(self, file: str) -> int:
        """The number of an article in the list; -1 if it is not there."""
        return self._number_of.get(file, -1)

    def find_more(self) -> Iterator[list[str]]:
        """Go on looking for the articles of the project, which are added to the list; may be called once.

        Yields:
            Now and then, so that they can be shown; at the end the keys of articles that are gone, for `drop`.
        """
        gone = dict.fromkeys(self.files)
        delivered = time.monotonic()
        for key in self._keys(chain(self._walked, self._further)):
            if self._closing:
                return
            gone.pop(key, None)
            self.add([key])
            if time.monotonic() - delivered > _BATCH:
                yield []
                delivered = time.monotonic()
        self.index.remove(gone)
        yield list(gone)

    def _keys(self, files: Iterable[str]) -> Iterator[str]:
        """The keys of the articles in files; a file of several is read unless it is the one that the index knows."""
        for file in files:
            if not holds_many(file):
                yield file
            elif (known := self.index.stamp(key_in(file, 1))) and known[:2] == stamp_of(file):
                yield from self.index.keys_in(file)
            else:
                yield from self._read_many(file)

    def _read_many(self, file: str) -> Iterator[str]:
        from annotations.articles.reading import read_articles  # only for files that hold several

        stamp = stamp_of(file)
        for number, article in enumerate(read_articles(Path(file)), start=1):
            key = key_in(file, number)
            self.index.put([self.looked_at(key, article, stamp)])
            yield key

    def survey(self, files: Iterable[str], *, count: bool = True) -> Iterator[list[str]]:
        """Read articles for the list, those that have changed since; yields them a batch at a time.

        Args:
            files: Their keys.
            count: Whether their checkable sentences are counted, which takes ten times as long.
        """
        batch: list[tuple[Row, str | None]] = []
        delivered = time.monotonic()
        for file in files:
            stamp, known = stamp_of(file), self.index.stamp(file)
            if known is None or known[:2] != stamp or (count and not known[2]):
                batch.append(self.look_at(file, stamp, count=count))
            if self._closing:  # the last of them may be read in part
                return
            if batch and time.monotonic() - delivered > _BATCH:
                yield self._put(batch)
                batch, delivered = [], time.monotonic()
        yield self._put(batch)
        self.index.keep_keys()

    def _put(self, batch: list[tuple[Row, str | None]]) -> list[str]:
        self.index.put(batch)
        keys, is_large = [row.key for row, _ in batch], any(text and len(text) > LARGE for _, text in batch)
        batch.clear()  # the texts
        if is_large:
            self.index.let_go()
            give_back()
        return keys

    def look_at(self, file: str, stamp: tuple[int, int] | None, *, count: bool) -> tuple[Row, str | None]:
        """Read an article: what the index is to know of it, and its text. See `looked_at`."""
        try:
            # in the cache there would be a file for each of a hundred thousand, and writing takes longer than reading
            article: Article | ArticleError = self._read_corrected(file, cached=len(self.files) <= AT_ONCE)
        except ArticleError as error:
            article = error
        return self.looked_at(file, article, stamp, count=count)

    def looked_at(
        self, key: str, article: Article | ArticleError, stamp: tuple[int, int] | None, *, count: bool = False
    ) -> tuple[Row, str | None]:
        """What the index is to know of an article that was read, or why it was not, and its text.

        Args:
            key: What it is called in lists.
            article: What was read.
            stamp: As `stamp_of` gives it for the file.
            count: Whether its checkable sentences are counted.
        """
        if isinstance(article, ArticleError):
            return Row(key, *(stamp or (0, 0)), problem=str(article)), ""
        article = article._replace(file=key)
        return row_of(article, stamp, self._count_in(article) if count else None), article.text

    def _count_in(self, article: Article) -> Findings:
        # a file for each of a hundred thousand articles would cost more than it saves: the index knows what counts
        return self.findings(article, remember=len(self.files) <= AT_ONCE)
