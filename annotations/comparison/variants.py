"""How other articles write the names in a passage: in other spellings, or under an alias."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from annotations.comparison.names import Names
from annotations.comparison.spelling import folded
from annotations.model import Article, Role, Span
from annotations.occurrences import Forms

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[-'’‘ʼ](?!s\b)\w+)*")
_ACRONYM = 3  # letters: US is not "Us", and who writes WHO does not mean "Who"
_VOWELS = frozenset("aeiou")


class Variants:
    """The names in a passage, and how an article writes them.

    Args:
        article: Where the passage stands; what it explains itself counts as an alias.
        span: The passage.
        aliases: The name for each form, as `parse_aliases` gives it.
    """

    def __init__(self, article: Article, span: Span, aliases: Mapping[str, str]) -> None:
        self._names = Names.build([article], aliases)
        mentions = [name for name, _ in self._names.mentions(article, span)]
        self._keys = {
            Span(name.start - span.start, name.end - span.start): self._names.plain_key(article.text[slice(*name)])
            for name in mentions
        }
        wanted = {*self._keys.values()}
        forms = [*wanted, *(folded(form) for form in aliases if self._names.plain_key(form) in wanted)]
        self._sounds = {_sound(form) for form in forms}
        self._longest = 1 + max((len(form.split()) for form in forms), default=0)

    def forms(self, article: Article) -> Forms:
        """For each name, by its place in the passage, the forms that stand in an article; spelt as they stand there."""
        found: dict[str, set[str]] = {key: set() for key in self._keys.values()}
        if not found:
            return {}
        for line in article.lines:
            if line.role is not Role.FURNITURE:
                for form in set(self._runs(article.text, line.start, line.end)):
                    if (key := self._names.plain_key(form)) in found and _may_be(form):
                        found[key].add(form)
        return {span: found[key] for span, key in self._keys.items() if found[key]}

    def _runs(self, text: str, start: int, end: int) -> Iterator[str]:
        """The runs of words that sound at their beginning like one of the names, and begin with a capital."""
        words = list(_WORD.finditer(text, start, end))
        for first, word in enumerate(words):
            if not any(each[:1].isupper() for each in word[0].split("-")) or _sound(word[0]) not in self._sounds:
                continue
            for last in range(first, min(first + self._longest, len(words))):
                if last > first and text[words[last - 1].end() : words[last].start()].strip():
                    break
                yield text[word.start() : words[last].end()]


@lru_cache(1 << 14)
def _sound(word: str) -> str:
    """The first letter of a name's key; one for all vowels, which spellings mix."""
    first = folded(word)[:1]
    return "a" if first in _VOWELS else first


def _may_be(form: str) -> bool:
    """Whether words with a capital may be a name that sounds like them."""
    letters = [each for each in form if each.isalpha()]
    return len(letters) > _ACRONYM or all(map(str.isupper, letters))
