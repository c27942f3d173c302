"""Articles of a project held against each other when somebody asks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from annotations.compared_library import ComparedLibrary
from annotations.comparison.alias_file import AliasFile
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Article, Span
from annotations.project import Project

_Answer = TypeVar("_Answer")
_Question = TypeVar("_Question")

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.aliases import Aliases
    from annotations.comparison.comparison import Comparison
    from annotations.comparison.elsewhere import Match
    from annotations.comparison.names import Names
    from annotations.comparison.origins import Origin

    _Articles = tuple[Article, ...]
    _Asked = tuple[_Articles, Aliases]
    _Alike = tuple[Article, Span, float, tuple[Span, ...]]

_SMALL = 12  # articles of a story that is compared while the reader waits, in a fifth of a second
_SHORT = 200_000  # code points of such a story: 20 million take minutes, and hundreds of megabytes


class Elsewhere(NamedTuple):
    """Where other articles say what a passage says.

    Attributes:
        articles: The article asked about, and those that say it.
        matches: Where they do, the most alike first.
        origins: Which of the articles are copies of one text.
        looked: How many articles were looked through.
        of: How many there are.
    """

    articles: "tuple[Article, ...]"
    matches: "list[Match]"
    origins: "list[Origin]"
    looked: int
    of: int


class _Last(Generic[_Question, _Answer]):
    """Remembers the answer to what was asked last; another thread may ask for something else meanwhile."""

    def __init__(self) -> None:
        self.kept: tuple[_Question, _Answer] | None = None

    def answer(self, question: _Question, find: Callable[[], _Answer]) -> _Answer:
        kept = self.kept
        if kept is None or kept[0] != question:
            kept = self.kept = question, find()
        return kept[1]


class Compared:
    """What the articles of a project have in common; everything takes time, so ask in a worker.

    Args:
        project: Reads the articles.
        aliases: Other names of entities, which may change; the common ones if not given.

    Attributes:
        library: What is known of all of them.
    """

    def __init__(self, project: Project, aliases: AliasFile | None = None) -> None:
        self._project = project
        self.aliases = aliases or AliasFile()
        self.library = ComparedLibrary(project, self.aliases)
        self._compared: _Last[_Asked, Comparison] = _Last()
        self._named: _Last[_Asked, Names] = _Last()
        self._grouped: _Last[_Articles, list[Origin]] = _Last()

    def comparison(self, files: Sequence[str], heed: Heed = unheeded) -> "Comparison":
        """What articles agree and disagree on.

        Args:
            files: Their keys; those that cannot be read are left out.
            heed: Is told of no more code points than `effort_of` says.
        """
        from annotations.comparison.comparison import compare

        asked = self.articles(files, heed), self.aliases.read()
        return self._compared.answer(asked, lambda: compare(asked[0], asked[1].names, heed))

    def effort_of(self, files: Iterable[str]) -> int:
        """How many code points are read to compare articles, as far as the index knows them."""
        from annotations.comparison.comparison import effort

        return effort(self._lengths(files))

    def names(self, files: Sequence[str], heed: Heed = unheeded) -> "tuple[Names, tuple[Article, ...]]":
        """Whom articles name, and the articles; `heed` is told of each code point of their bodies."""
        from annotations.comparison.names import Names

        asked = self.articles(files, heed), self.aliases.read()
        return self._named.answer(asked, lambda: Names.build(asked[0], asked[1].names, heed=heed)), asked[0]

    def twins_of(self, article: Article, files: Sequence[str], heed: Heed = unheeded) -> list[Article]:
        """The articles that are copies of the text of which an article is one, that itself left out.

        Args:
            article: The article.
            files: The keys of those to look at, with its own.
            heed: Is told of each code point of theirs twice.
        """
        from annotations.comparison.origins import origins
        from annotations.comparison.shared_copy import all_shared

        articles = self.articles(files, heed)
        grouped = self._grouped.answer(articles, lambda: origins(articles, all_shared(articles, heed=heed)))
        alike = ([articles[number] for number in origin.articles] for origin in grouped)
        found = next((each for each in alike if article.sha256 in [one.sha256 for one in each]), [])
        return [each for each in found if each.sha256 != article.sha256]

    def articles(self, files: Sequence[str], heed: Heed = unheeded) -> tuple[Article, ...]:
        """The articles of keys that can be read, one of each text; `heed` may end the reading."""
        readings = map(self._project.readable, heeded(reversed(files), heed))
        return tuple({article.sha256: article for article in readings if article}.values())[::-1]

    def elsewhere(self, article: Article, span: Span, target: Span | None = None) -> Elsewhere:
        """Where the other articles say what a passage of an article says, as far as is known by now.

        What the comparison of a story has lined up comes first, then what is worded alike anywhere in the library.

        Args:
            article: Where the passage stands.
            span: The passage, in code points.
            target: The words in it that matter most; all of it if not given.
        """
        from annotations.comparison.elsewhere import Match

        looked, of = self.library.catch_up(article)
        articles, matches = [article], []
        for other, sentence, likeness, differing in self._alike(article, span, target or span):
            matches.append(Match(len(articles), sentence, likeness, differing))
            articles.append(other)
        return Elsewhere(tuple(articles), matches, self.library.origins(articles), looked, of)

    def _alike(self, article: Article, span: Span, target: Span) -> "Iterator[_Alike]":
        """For each article the sentence that says the same, those that are lined up first."""
        worded: dict[str, _Alike] = {}
        for other, found in self.library.search(article, span):
            worded[found.text] = other, found.span, found.likeness, found.differing
        for other, sentence, differing in self._lined_up(article, span, target):
            alike = worded.pop(other.sha256, None)
            same = alike[3] if alike and alike[1].overlaps(sentence) else ()
            yield other, sentence, 1.0, tuple(sorted({*differing, *same}))
        yield from worded.values()

    def _lined_up(self, article: Article, span: Span, target: Span) -> "list[tuple[Article, Span, tuple[Span, ...]]]":
        from annotations.comparison.lined_up import lined_up

        if self.library.is_small:
            self.line_up(article)
        comparison = self._comparison_with(article)
        if comparison is None:
            return []
        found = []
        for each in lined_up(comparison, article, span, target):
            other = comparison.articles[each.article]
            now = self._project.readable(other.file)
            if now and now.sha256 == other.sha256:  # it may have changed since it was compared
                found.append((now, each.span, each.differing))
        return found

    def line_up(self, article: Article) -> None:
        """Compare the story of an article ahead, so that nobody has to wait for it, if it is small."""
        if not self.library.is_alone and self._comparison_with(article) is None:
            files = self.library.story_of(article).files
            if 1 < len(files) <= _SMALL and self.length_of(files) <= _SHORT:
                self.comparison(files)

    def length_of(self, files: Iterable[str]) -> int:
        """The code points of articles, as far as the index knows them."""
        return sum(self._lengths(files))

    def _lengths(self, files: Iterable[str]) -> list[int]:
        return [row.length for row in map(self._project.index.get, files) if row]

    def _comparison_with(self, article: Article) -> "Comparison | None":
        """The comparison that was made last, if the article is in it."""
        kept = self._compared.kept
        return kept[1] if kept and any(each.sha256 == article.sha256 for each in kept[0][0]) else None
