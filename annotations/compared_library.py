"""The articles of a project compared ahead of time, which is kept in the cache, and what is known of them by then."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from annotations.articles.keys import file_of_key, key_in
from annotations.comparison.alias_file import AliasFile
from annotations.model import Article, Copies, Span
from annotations.project import Project

_Name = TypeVar("_Name")

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.aliases import Aliases
    from annotations.comparison.library import Library
    from annotations.comparison.origins import Origin
    from annotations.comparison.searching import Found

_AT_ONCE = 200  # articles that are read while the reader waits, in about a second for each hundred
_SHOWN = 60  # passages of other articles, which are read to show them, a third of a millisecond each
_PATIENCE = 30  # sentences of an article that are looked up to find its story, before stories are known
_LEARNED = 20  # articles of which is learned at a time which words are names
_TWICE = 2  # sentences in common, at least, with an article of the same story


class Progress(NamedTuple):
    """How far the work ahead is.

    Attributes:
        doing: What is done, in words.
        done: How many of the articles are done.
        of: How many there are.
    """

    doing: str
    done: int
    of: int


class Story(NamedTuple):
    """The articles that report what an article reports.

    Attributes:
        files: Their keys, with that of the article.
        looked: How many articles were looked through.
        of: How many there are.
    """

    files: list[str]
    looked: int
    of: int


class ComparedLibrary:
    """What is known of all articles of a project; everything takes time, so ask in a worker.

    Args:
        project: Reads the articles.
        aliases: Other names of entities, which may change.
    """

    def __init__(self, project: Project, aliases: AliasFile) -> None:
        self._project = project
        self._aliases = aliases
        self._kept: tuple[Aliases, Library] | None = None
        self._opening = Lock()
        self._whole = -1  # how many articles there were when all of them had been compared
        self._left = 0  # how many are left while they are compared ahead

    @property
    def _path(self) -> Path | None:
        """Where what is kept of the library is, if it is not in memory."""
        index = self._project.index.path
        return index and index.with_name(f"{index.stem}-compared.sqlite")

    @property
    def is_alone(self) -> bool:
        """Whether there is nothing to compare an article with: what compares takes four megabytes of memory."""
        return len(self._project.files) < 2

    @property
    def is_small(self) -> bool:
        """Whether all articles can be read while somebody waits."""
        return len(self._project.files) <= _AT_ONCE

    @property
    def _library(self) -> "Library":
        """What is kept of the library; another one after the aliases have changed."""
        from annotations.comparison.library import Library

        aliases = self._aliases.read()
        with self._opening:
            if self._kept is None or self._kept[0] != aliases:
                # the one before stays open: another thread may be in the midst of it, and would open the file again as
                # what it was, which throws away what this one has compared by then
                self._kept = aliases, Library(self._path, self._project.readable, aliases.names)
                self._project.closing.callback(self._kept[1].close)
                self._whole = -1
            return self._kept[1]

    def ahead(self) -> Iterator[Progress]:
        """Compare the whole library step by step, what is new in it; may be left at any step, and called again."""
        if self.is_alone and not (self._path and self._path.exists()):
            return
        self._forget_others()
        library, count = self._library, len(self._project.files)
        yield from self._putting_ahead(self._missing())
        if self._library is library:  # else the aliases have changed, and it is begun anew
            self._whole = count
        before = -1
        while (waiting := self._library.waiting()) and waiting != before:  # whoever could not wait may have taken over
            before = waiting
            yield from (Progress("finding stories", waiting - -(-left // 3), waiting) for left in self._library.link())

    def _putting_ahead(self, missing: Sequence[str]) -> Iterator[Progress]:
        try:
            for left in self._putting(missing):
                self._left = left
                yield Progress("comparing", len(missing) - left, len(missing))
        finally:
            self._left = 0  # who asks counts again

    def _forget_others(self) -> None:
        """Forget the articles that are not in the list any more."""
        if texts := self._project.index.texts():  # an index that is locked or gone knows nothing of any article
            self._library.keep({text: key for key, text in texts.items()})

    def _putting(self, keys: Sequence[str]) -> Iterator[int]:
        """Put articles in; tells how many are left."""
        left = len(keys)
        readings = self._readings(keys)
        while some := list(islice(readings, _LEARNED)):
            self._library.learn(filter(None, some))
            for article in some:
                if article:
                    self._library.put(article)
                left -= 1
                yield left

    def _readings(self, keys: Sequence[str]) -> Iterator[Article | None]:
        """The articles of keys; a file of several is read once."""
        for file, several in groupby(keys, file_of_key):
            wanted = list(several)
            if len(wanted) == 1:
                yield self._project.readable(*wanted)
            else:
                there = _articles_in(file)
                yield from (there.get(key) for key in wanted)

    def copies(self) -> dict[str, Copies]:
        """Whose copy articles are, by key: of those only that several articles print, as far as is known."""
        texts = self._project.index.texts()
        if len(texts) < 2:
            return {}
        found: dict[str, Copies] = {}
        for voice, keys in self._by_voice((key, text) for key, text in texts.items() if text).items():  # can be read
            if len(keys) > 1:
                found |= dict.fromkeys(keys, Copies(voice, len(keys), self._first_outlet(keys)))
        return found

    def keep_copies(self) -> set[str]:
        """Let the list know whose copy articles are; returns the keys of those of which that is another one now."""
        known, found = self._project.index.copies(), self.copies()
        changed = {key for key in known.keys() | found.keys() if known.get(key) != found.get(key)}
        if changed:
            self._project.index.put_copies(found)
        return changed

    def _first_outlet(self, keys: Iterable[str]) -> str:
        """Who printed a copy first, as far as the articles tell."""
        rows = (row for row in map(self._project.index.get, keys) if row)
        first = min(rows, key=lambda row: (not row.outlet, not row.published, row.published), default=None)
        return first.outlet if first else ""

    def catch_up(self, article: Article) -> tuple[int, int]:
        """Compare what is left if that is little, or else this article alone.

        Returns:
            How many articles are compared, of how many.
        """
        count = len(self._project.files)
        if not self._library.knows(article.sha256):
            deque(self._putting([article.file]), maxlen=0)
        if self._left > _AT_ONCE:
            return max(1, count - self._left), count
        missing = self._missing() if self._whole < count else []
        if len(missing) > _AT_ONCE:
            return len(self._library.known()), count
        deque(self._putting(missing), maxlen=0)
        self._whole = count
        return count, count

    def story_of(self, article: Article) -> Story:
        """The articles that report what an article reports, as far as is known by now."""
        looked, of = self.catch_up(article)
        if looked == of and self._library.waiting() <= _AT_ONCE:
            deque(self._library.link(), maxlen=0)
        files = (looked == of and self._library.story_of(article.sha256)) or self._perhaps_of_story(article)
        return Story(list(dict.fromkeys([article.file, *files])), looked, of)

    def _perhaps_of_story(self, article: Article) -> list[str]:
        """The articles that say several things that an article says."""
        lines = islice(article.lines, _PATIENCE)
        matches = (self._library.search(article.sha256, Span(line.start, line.end)) for line in lines)
        counts = Counter(match.key for found in matches for match in found)
        return [key for key, count in counts.most_common(_AT_ONCE) if count >= _TWICE]

    def search(self, article: Article, span: Span) -> "Iterator[tuple[Article, Found]]":
        """The articles that are worded alike anywhere, the most alike first, and where; as far as is known.

        Args:
            article: Where the passage stands.
            span: The passage, in code points.
        """
        for found in self._library.search(article.sha256, span)[:_SHOWN]:
            other = self._project.readable(found.key)
            if other and other.sha256 == found.text:  # it may have changed a moment ago
                yield other, found

    def origins(self, articles: Sequence[Article]) -> "list[Origin]":
        """Which of some articles are copies of one text, as far as is known."""
        from annotations.comparison.origins import MOST, Origin

        voices = self._by_voice((number, article.sha256) for number, article in enumerate(articles))
        return [Origin(tuple(numbers), MOST if len(numbers) > 1 else 0.0) for numbers in voices.values()]

    def _by_voice(self, texts: Iterable[tuple[_Name, str]]) -> dict[str, list[_Name]]:
        """What has which text, by the text that stands for all copies of it."""
        voice_of = {text: origin[0] for origin in self._library.origins() for text in origin}
        voices: dict[str, list[_Name]] = {}
        for name, text in texts:
            voices.setdefault(voice_of.get(text, text), []).append(name)
        return voices

    def _missing(self) -> list[str]:
        """The keys of the articles that have not been compared yet; those that cannot be read are left out."""
        texts, known = self._project.index.texts(), self._library.known() | {""}
        return [key for key in self._project.files if texts.get(key) not in known]


def _articles_in(file: str) -> dict[str, Article]:
    """The articles of a file of several that can be read, by their keys."""
    from annotations.articles.reading import read_articles

    numbered = enumerate(read_articles(Path(file)), start=1)
    keyed = ((key_in(file, number), each) for number, each in numbered)
    return {key: each._replace(file=key) for key, each in keyed if isinstance(each, Article)}
