"""How fast articles are lined up, how the cost grows, and how well stories are told apart.

    python benchmarks/lining.py                    one story of 5, 50 and 500 articles
    python benchmarks/lining.py library [COUNT]    10,000 articles, among them 200 stories of ten, and `=` in them

A story has a place, people and things of its own; every report of it tells them in other words, and between them stands
what every paper prints every day. Precision and recall are of pairs of articles. Times are of this process's CPU.
"""

import random
import sys
import time
from collections.abc import Callable
from itertools import accumulate, combinations

from annotations.comparison.names import Names
from annotations.comparison.proposing import proposed
from annotations.comparison.stories import stories
from annotations.model import Article, Line, Role

SYLLABLES = (
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "che",
    "gra",
    "plo",
    "sti",
)
ACTS = (
    "captured",
    "struck",
    "killed",
    "wounded",
    "evacuated",
    "rescued",
    "destroyed",
    "reached",
    "arrested",
    "cleared",
)
SENTENCES = 18
QUERIES = 200
SAID = ("officials said", "witnesses said", "a spokesman said", "it was reported", "residents told reporters")
DAYS = 28
_WORDS = 6000
_FREQUENT = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))  # as in a language


class Event:
    """A happening: the names, things and figures that its reports have in common."""

    def __init__(self, chance: random.Random, vocabulary: list[str]) -> None:
        self._chance = chance
        self._vocabulary = vocabulary
        self.names = [_word(chance).capitalize() for _ in range(6)]
        self.things = chance.sample(vocabulary, 24)
        self.figures = [chance.randint(11, 900) for _ in range(4)]
        self.day = f"2021-{chance.randint(1, 12):02}-{chance.randint(1, DAYS):02}"

    def report(self, number: int) -> Article:
        """One outlet's report of it."""
        text, lines = "", []
        for sentence in [self._sentence() for _ in range(SENTENCES)]:
            lines.append(Line(len(text), len(text) + len(sentence), Role.BODY, "made"))
            text += sentence + "\n"
        return Article(
            f"{self.names[0]}{number}", text, "", tuple(lines), "", published=self.day, file=f"{self.day}{number}"
        )

    def _sentence(self) -> str:
        chance = self._chance
        own = [chance.choice(self.things), chance.choice(self.names), chance.choice(ACTS), chance.choice(self.things)]
        if chance.random() < 1 / 4:
            own.append(f"around {chance.choice(self.figures)} {chance.choice(self.things)}s")
        others = chance.choices(self._vocabulary, cum_weights=_FREQUENT, k=12)
        words = [word for pair in zip(others[: len(own)], own, strict=True) for word in pair] + others[len(own) :]
        return f"The {' '.join(words)}, {chance.choice(SAID)}."


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def vocabulary(chance: random.Random) -> list[str]:
    """Words that every paper prints."""
    return [_word(chance) for _ in range(_WORDS)]


def library(count: int, events: int, size: int) -> tuple[list[Article], list[int]]:
    """Articles in any order, and the number of the event that each reports."""
    chance = random.Random(8)
    words = vocabulary(chance)
    told = [
        (number, event.report(at)) for number in range(events) for event in [Event(chance, words)] for at in range(size)
    ]
    told += [(number, Event(chance, words).report(number)) for number in range(events, events + count - len(told))]
    chance.shuffle(told)
    return [article for _, article in told], [number for number, _ in told]


def pairs(groups: list[tuple[int, ...]]) -> set[tuple[int, int]]:
    """The pairs of articles that are in one group."""
    return {pair for group in groups for pair in combinations(group, 2)}


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure_story(count: int) -> None:
    """One line: what it costs to line up that many reports as one story, and how many stories are found in them."""
    articles, _ = library(count, 1, count)
    names = Names.build(articles)
    begun = time.process_time()
    groups = proposed(articles, range(count), names, {index: index for index in range(count)})
    spent = time.process_time() - begun
    found = max(map(len, stories(articles, names)))
    print(f"{count:8}{spent:10.2f}{1000 * spent / count:10.1f}{len(groups):10}{found:10}")


def measure_library(count: int) -> None:
    """Stories of a library, and the same passage elsewhere."""
    articles, numbers = library(count, 200, 10)
    names = Names.build(articles)
    begun = time.process_time()
    found = pairs(stories(articles, names))
    spent = time.process_time() - begun
    by_event: dict[int, list[int]] = {}
    for at, number in enumerate(numbers):
        by_event.setdefault(number, []).append(at)
    wanted = pairs([tuple(group) for group in by_event.values()])
    right = len(found & wanted)
    print(f"stories   {spent:.1f} s  precision {right / max(1, len(found)):.4f}  recall {right / len(wanted):.4f}")


def main(arguments: list[str]) -> None:
    """Measure one story of three sizes, or a library."""
    if arguments[:1] == ["library"]:
        measure_library(int(arguments[1]) if arguments[1:] else 10_000)
        return
    print(f"{'articles':>8}{'seconds':>10}{'ms each':>10}{'groups':>10}{'in one':>10}")
    for count in (5, 50, 500):
        measure_story(count)


if __name__ == "__main__":
    main(sys.argv[1:])
