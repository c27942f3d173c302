"""Articles of a project compared: read, held against each other, and kept for as long as they stay the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.comparison.alias_file import AliasFile
from annotations.errors import ArticleError
from annotations.model import Article
from annotations.project import Project

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.aliases import Aliases
    from annotations.comparison.comparison import Comparison
    from annotations.comparison.elsewhere import PassageIndex
    from annotations.comparison.names import Names

    _Asked = tuple[tuple[Article, ...], Aliases]


class Compared:
    """What the articles of a project have in common; everything takes time, so ask in a worker.

    Args:
        project: Reads the articles.
        aliases: Other names of entities, which may change; the common ones if not given.
    """

    def __init__(self, project: Project, aliases: AliasFile | None = None) -> None:
        self._project = project
        self.aliases = aliases or AliasFile()
        self._compared: tuple[_Asked, Comparison] | None = None
        self._named: tuple[_Asked, Names] | None = None
        self._indexed: tuple[Names, PassageIndex] | None = None

    def comparison(self, files: Sequence[str]) -> "Comparison":
        """What articles agree and disagree on.

        Args:
            files: Their keys; those that cannot be read are left out.
        """
        from annotations.comparison.comparison import compare

        asked = self._read(files), self.aliases.read()
        if self._compared is None or self._compared[0] != asked:
            self._compared = asked, compare(asked[0], asked[1].names)
        return self._compared[1]

    def names(self, files: Sequence[str]) -> "tuple[Names, tuple[Article, ...]]":
        """Whom articles name, and the articles."""
        from annotations.comparison.names import Names

        asked = self._read(files), self.aliases.read()
        if self._named is None or self._named[0] != asked:
            self._named = asked, Names.build(asked[0], asked[1].names)
        return self._named[1], asked[0]

    def passages(self, files: Sequence[str]) -> "tuple[PassageIndex, tuple[Article, ...]]":
        """What finds a passage of one article in the others, and the articles that it calls by their index."""
        from annotations.comparison.elsewhere import PassageIndex

        names, articles = self.names(files)
        if self._indexed is None or self._indexed[0] is not names:
            self._indexed = names, PassageIndex(articles, names)
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
