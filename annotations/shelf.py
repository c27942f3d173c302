"""The articles of a project: read, what was found in them, what is remembered of them."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from annotations.allocations import LARGE
from annotations.articles.findings_cache import FindingsCache
from annotations.articles.keys import file_of_key, read_by_key, stamp_of
from annotations.articles.parse_cache import ParseCache, cut_off, packed
from annotations.corrections import with_corrections
from annotations.errors import ArticleError
from annotations.findings import Findings
from annotations.ledger import Ledger
from annotations.model import Article, ArticleRecord
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

    `read` and `findings` may be called in any thread; the rest in the one that changes things.

    Args:
        store: The database, which remembers what the reader did with articles.
        annotator: Who annotates.
        cache: Remembers how articles were classified.
    """

    def __init__(self, store: Store, annotator: str, *, cache: ParseCache) -> None:
        super().__init__(store, annotator)
        self._cache = cache
        self._id_of_file = {record.file: record.article_id for record in self._records.values()}
        self._read_again = lru_cache(_ARTICLES_KEPT)(self._read_paged)
        self._found: dict[str, Findings] = {}
        self._findings_cache = FindingsCache(cache.folder)
        self._closing = False

    def read(self, file: str) -> Article:
        """The article of a key; the last few short ones, or of files of several, are kept while the file is the same.

        Raises:
            ArticleError: It cannot be read.
        """
        stamp = stamp_of(file)
        # a few large ones would fill the memory, and each may be asked for once
        if stamp and stamp[1] > LARGE and file_of_key(file) == file:
            return self._read_corrected(file)
        return self._corrected(self._read_again(file, stamp)).in_memory()

    def readable(self, file: str) -> Article | None:
        """As `read`, or nothing where it cannot be read, of which the list says why."""
        try:
            return self.read(file)
        except ArticleError:
            return None

    def paged(self, file: str) -> Article:
        """As `read`, for whoever looks at a few pages: a long text is not in memory, but in a file.

        Raises:
            ArticleError: It cannot be read.
        """
        return self._corrected(self._read_again(file, stamp_of(file)))

    def _read(self, file: str, *, cached: bool = True) -> Article:
        cache = self._cache if cached else None
        try:
            article = read_by_key(file, cache)
        except ArticleError:
            # The samples move when the program is installed elsewhere.
            sample = sample_library() / Path(file).name
            if not sample.is_file():
                raise
            article = read_by_key(str(sample), cache)._replace(file=file)
        known = self._id_of_file.get(file)
        return article._replace(article_id=known) if known else article

    def _read_paged(self, file: str, stamp: tuple[int, int] | None) -> Article:
        del stamp  # another one is another text
        return _put_aside(self._read(file), self._cache.folder)

    def _read_corrected(self, file: str, *, cached: bool = True) -> Article:
        return self._corrected(self._read(file, cached=cached))

    def _corrected(self, article: Article) -> Article:
        """The article with what the reader has corrected in it by now."""
        record = self._records.get(article.article_id)
        return with_corrections(article, record) if record else article

    def findings(self, article: Article, *, beginning: bool = False, remember: bool = True) -> Findings:
        """What detection finds in an article; takes time, so ask in a worker. Kept for the last few articles.

        Args:
            article: The article.
            beginning: Whether its first pages are enough.
            remember: Whether to keep what was found for the next session.
        """
        found = self._found.get(article.sha256) or self._findings_cache.get(article)
        if found is None and remember and len(article.pages) > LARGE:
            part = cut_off(article, _FIRST_PAGES) if beginning else article
            found = self._found_apart(part) if part.lines else Findings()
            if beginning and found:
                return found
        if found is None and remember and self._closing:
            return Findings()  # nobody looks at them any more
        if found is None:
            steps = _find(article)
            found = next(steps)
            if beginning and len(article.pages) > _FIRST_PAGES:
                return found
            for found in steps:
                if self._closing:
                    return found
            if remember:
                self._findings_cache.put(article, found)
        self._keep(article, found)
        return found

    def _found_apart(self, article: Article) -> Findings | None:
        """What a process of its own finds in an article, where there is one, and a cache to put it into."""
        apart, folder = self._cache.apart, self._cache.folder
        if apart is None or folder is None:
            return None
        found = self._findings_cache.get(article)
        if found is None and apart.do("annotations.finding_apart:find_apart", folder, packed(article)):
            found = self._findings_cache.get(article)
        return found

    def _keep(self, article: Article, found: Findings) -> None:
        with self._lock:
            self._found.pop(article.sha256, None)
            while len(self._found) >= _ARTICLES_KEPT:
                del self._found[next(iter(self._found))]
            self._found[article.sha256] = found

    def stop(self) -> None:
        """Let work in other threads end soon: the program is leaving."""
        self._closing = True
        if self._cache.apart:
            self._cache.apart.stop()

    def mark_read(self, article: Article) -> bool:
        """Mark an article as read, or as unread again; returns which."""
        record = self._records.get(article.article_id) or record_of(article)
        self.remember(record._replace(read=not record.read))
        return not record.read

    def remember(self, record: ArticleRecord) -> None:
        """Remember something of an article."""
        super().remember(record)
        self._id_of_file[record.file] = record.article_id


def _put_aside(article: Article, folder: Path | None) -> Article:
    """The article with a long text in a file of that folder, if it can be written there."""
    if folder is None or len(article.pages) <= LARGE:
        return article
    from annotations.long_text import LongText

    try:
        return article._replace(pages=LongText(folder, article.text))
    except OSError:  # a full disk: then it stays in memory
        return article


def record_of(article: Article) -> ArticleRecord:
    """What is to be remembered of an article; not its path, where that is no text that a JSON file could hold."""
    return ArticleRecord(
        article.article_id,
        title=_storable(article.title),
        outlet=article.outlet,
        published=article.published,
        author=article.author,
        file=article.file if _storable(article.file) == article.file else "",
        versions=(article.sha256,),
    )


def _storable(text: str) -> str:
    """The text without the half characters that a file name that is not UTF-8 is read as."""
    return text.encode(errors="replace").decode()


def _find(article: Article) -> Iterator[Findings]:
    from annotations.detection.findings import find  # heavy: only workers need it

    return find(article.in_memory(), _FIRST_PAGES)
