"""Articles of a project compared: read, held against each other, and kept for as long as they stay the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.errors import ArticleError
from annotations.model import Article
from annotations.project import Project

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.comparison import Comparison
    from annotations.comparison.elsewhere import PassageIndex


class Compared:
    """What the articles of a project have in common; everything takes time, so ask in a worker.

    Args:
        project: Reads the articles.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._compared: tuple[tuple[Article, ...], Comparison] | None = None
        self._indexed: tuple[tuple[Article, ...], PassageIndex] | None = None

    def comparison(self, files: Sequence[str]) -> "Comparison":
        """What articles agree and disagree on.

        Args:
            files: Their keys; those that cannot be read are left out.
        """
        from annotations.comparison.comparison import compare

        articles = self._read(files)
        if self._compared is None or self._compared[0] != articles:
            self._compared = articles, compare(articles)
        return self._compared[1]

    def passages(self, files: Sequence[str]) -> "tuple[PassageIndex, tuple[Article, ...]]":
        """What finds a passage of one article in the others, and the articles that it calls by their index."""
        from annotations.comparison.aliases import COMMON_ALIASES
        from annotations.comparison.elsewhere import PassageIndex
        from annotations.comparison.names import Names

        articles = self._read(files)
        if self._indexed is None or self._indexed[0] != articles:
            self._indexed = articles, PassageIndex(articles, Names.build(articles, COMMON_ALIASES))
        return self._indexed[1], articles

    def _read(self, files: Sequence[str]) -> tuple[Article, ...]:
        articles: dict[str, Article] = {}
        for file in files:
            try:
                article = self._project.read(file)
            except ArticleError:  # the list says so
                continue
            articles.setdefault(article.sha256, article)
        return tuple(articles.values())
