"""Happenings that many report in words of their own, and which article reports which.

A happening has a place, people and things of its own; every report of it tells them in other words, and between them
stands what every paper prints every day.
"""

import random
from itertools import accumulate, combinations

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
        name = f"{self.names[0]}{number}"
        return Article(name, text, f"{name}{self.day}", tuple(lines), "", published=self.day, file=f"{self.day}{name}")

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
