"""Reports of one happening or of many, compared: the one door to this room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.comparison.aliases import COMMON_ALIASES
from annotations.comparison.entities import Entity
from annotations.comparison.groups import Group
from annotations.comparison.names import Names
from annotations.comparison.origins import Origin, origins
from annotations.comparison.proposing import proposed
from annotations.comparison.shared_copy import SharedPassage, all_shared
from annotations.comparison.stories import stories
from annotations.heeding import Heed, unheeded
from annotations.model import Article


@dataclass(frozen=True, slots=True)
class Comparison:
    """What some articles have in common, and where they part.

    Attributes:
        articles: The articles by the names of their files; everything else names them by their index.
        stories: Those that report one happening, together; an article of its own is a story.
        origins: Those that are copies of one text, together; an article of its own is an origin.
        shared: The passages that two articles share, by the two, the smaller index first.
        names: Who and what is named, under which spellings.
        groups: What is said of one thing, story by story, the largest first; conflicts first in each.
    """

    articles: tuple[Article, ...]
    stories: tuple[tuple[int, ...], ...]
    origins: tuple[Origin, ...]
    shared: Mapping[tuple[int, int], Sequence[SharedPassage]]
    names: tuple[Entity, ...]
    groups: tuple[Group, ...]


def compare(
    articles: Sequence[Article], aliases: Mapping[str, str] = COMMON_ALIASES, heed: Heed = unheeded
) -> Comparison:
    """Compare articles; in whatever order they are given, the result is the same.

    Args:
        articles: What to compare.
        aliases: The name for each form, as `aliases.parse_aliases` gives it.
        heed: Is told of no more code points than `effort` says.
    """
    articles = sorted(articles, key=lambda article: (article.file, article.url, article.article_id))
    names = Names.build(articles, aliases, heed=heed)
    shared = all_shared(articles, heed=heed)
    found = origins(articles, shared)
    origin_of = {article: number for number, origin in enumerate(found) for article in origin.articles}
    told = sorted(stories(articles, names), key=lambda story: (-len(story), story))
    groups = [group for story in told for group in proposed(articles, story, names, origin_of, heed)]
    return Comparison(
        tuple(articles),
        tuple(told),
        tuple(found),
        shared,
        tuple(names.entities()),
        tuple(groups),
    )


def effort(lengths: Sequence[int]) -> int:
    """How many code points are read to compare articles of these lengths, whose names, sentences and claims are found.

    Where there are several, each is read twice more for what it shares with the others.
    """
    return sum(lengths) * (3 if len(lengths) < 2 else 5)
