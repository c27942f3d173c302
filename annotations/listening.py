"""Who says what in the articles of a project: heard one after the other, and told before all are heard."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotations.comparison.alias_file import AliasFile
from annotations.heeding import Heed, unheeded
from annotations.model import Article
from annotations.project import Project

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.sayings import Saying, Sayings


class Listening:
    """Hears the articles of a project; everything takes time, so ask in a worker.

    Args:
        project: Reads the articles, and knows who speaks in them.
        aliases: Other names of speakers.
    """

    def __init__(self, project: Project, aliases: AliasFile) -> None:
        self._project = project
        self._aliases = aliases

    def listen(self, files: Sequence[str], heed: Heed = unheeded) -> "Iterator[tuple[Sayings, int]]":
        """Who says what in the first article, then in twice as many, and so on up to all.

        Args:
            files: Their keys; those that cannot be read are left out, and so are those of a text that was there before.
            heed: Is told of each article.

        Yields:
            What was heard, and how many of the files that are.
        """
        articles: dict[str, Article] = {}
        quotations: list[Saying] = []
        due = 1
        for number, file in enumerate(files, 1):
            article = self._project.readable(file)
            if article and article.sha256 not in articles:
                quotations += self._quotations(article, len(articles))
                articles[article.sha256] = article
            heed(1)
            if number >= due or number == len(files):
                due = 2 * number
                yield self._sayings(list(articles.values()), quotations, heed), number

    def _sayings(self, articles: Sequence[Article], quotations: "Sequence[Saying]", heed: Heed) -> "Sayings":
        from annotations.comparison.names import Names
        from annotations.comparison.origins import origins
        from annotations.comparison.sayings import Sayings
        from annotations.comparison.shared_copy import all_shared

        def step(_: int) -> None:
            heed(0)

        found = origins(articles, all_shared(articles, heed=step))
        voice_of = {article: number for number, origin in enumerate(found) for article in origin.articles}
        names = Names.build(articles, self._aliases.read().names, heed=step)
        return Sayings(articles, quotations, names, [voice_of[number] for number in range(len(articles))])

    def _quotations(self, article: Article, place: int) -> "Iterator[Saying]":
        from annotations.comparison.sayings import Saying
        from annotations.detection.speaking import kind_of, who_speaks

        findings = self._project.findings(article)
        for speaker, spans in who_speaks(findings).items():
            for span in spans:
                yield Saying(place, span, kind_of(findings, span), speaker)
