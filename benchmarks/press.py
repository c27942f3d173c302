"""Stories that outlets print from each other, and what of them was copied: known, because it was made.

A story is told in reports of their own words, each printed by five outlets that edit it: words are replaced, sentences
dropped, paragraphs merged and cut, and quotations left alone but for a word. What was edited is known, so every pair of
sentences that two outlets took from one is known too. Reports share no more than stock phrases.
"""

import random
from dataclasses import dataclass
from itertools import combinations, groupby

from annotations.comparison.shared_copy import SharedPassage
from annotations.model import Article, Line, Role, Span

OUTLETS = 5  # that print one report
SENTENCES = 22  # of a report
WORDS = 22  # of a sentence
SYLLABLES = "ba de ki lo mu na pe ri so tu va we xi yo za che gra plo sti tran"
SMALL = "the of to and in a is that for on with as by at from it was had has were"
PEOPLE = ("Rami Abdel Rahman", "Nouri Mahmoud", "Anna Berg", "Omar Alloush", "Ryan Dillon")
# What reports of one event say alike though none copies the other.
STOCK = (
    "the Syrian Observatory for Human Rights",
    "said in a statement on Saturday",
    "a spokesman for the US-led coalition",
    "on the outskirts of the city",
    "according to people who saw it",
    "one of the most important towns in the country",
)
PLACES = ("Raqqa", "Raqa", "Deir Ezzor", "Deir al-Zor", "Mayadeen", "al-Mayadin", "Oslo")


@dataclass(frozen=True)
class Printed:
    """An article, and which sentence of which report stands where.

    Attributes:
        article: What is compared.
        taken: The span of each sentence, by the report and the sentence that it was taken from.
    """

    article: Article
    taken: dict[tuple[str, int], Span]


def vocabulary(chance: random.Random, size: int = 6000) -> list[str]:
    """Words that look like words; the first ones are as frequent as in a language."""
    return SMALL.split() + ["".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 4))) for _ in range(size)]


class Press:
    """Prints stories, the same ones every time."""

    def __init__(self, seed: int = 8) -> None:
        self.chance = random.Random(seed)
        self._words = vocabulary(self.chance)
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]

    def story(self, name: str, count: int) -> list[Printed]:
        """As many articles about one event; every five print one report."""
        return [
            each for number in range(0, count, OUTLETS) for each in self._report(f"{name}/{number}", count - number)
        ]

    def _report(self, name: str, left: int) -> list[Printed]:
        sentences = [self._sentence() for _ in range(SENTENCES)]
        return [self._printed(name, number, sentences) for number in range(min(OUTLETS, left))]

    def _sentence(self) -> list[str]:
        words = self.chance.choices(self._words, self._weights, k=self.chance.randint(WORDS // 2, WORDS * 3 // 2))
        words[len(words) // 2] = self.chance.choice(PLACES)
        if self.chance.random() < 1 / 5:
            words[2:2] = self.chance.choice(STOCK).split()
        if self.chance.random() < 1 / 4:
            words = ["“" + words[0].capitalize(), *words[1:-1], words[-1] + ",”", "said", self.chance.choice(PEOPLE)]
        return words

    def _printed(self, name: str, number: int, sentences: list[list[str]]) -> Printed:
        text, taken, lines, start = "", {}, [], 0
        for at, sentence in enumerate(sentences):
            if self.chance.random() < 1 / 8:
                continue
            words = " ".join(self._edited(sentence) if number else sentence)
            taken[name, at] = Span(len(text), len(text) + len(words) + 1)
            text += words[0].upper() + words[1:] + "."
            ends = self.chance.random() < 1 / 2
            if ends:
                lines.append(Line(start, len(text), Role.BODY, "made"))
                start = len(text) + 1
            text += "\n" if ends else " "
        lines.append(Line(start, max(start, len(text) - 1), Role.BODY, "made"))
        kept = tuple(line for line in lines if line.start < line.end)
        return Printed(Article(f"{name}/{number}", text, "", kept, name), taken)

    def _edited(self, sentence: list[str]) -> list[str]:
        """The sentence with up to a fifth of its words replaced or dropped, mostly fewer."""
        share = self.chance.choice((0, 0, 0, 0.05, 0.1, 0.2))
        return [word if self.chance.random() >= share else self.chance.choice(self._words) for word in sentence]


def library(count: int, stories: int = 200, size: int = 10) -> list[Printed]:
    """A library in which some stories are told by several articles, and the rest by one each."""
    press = Press()
    told = [each for number in range(stories) for each in press.story(f"story {number}", size)]
    return told + [press.story(f"single {number}", 1)[0] for number in range(count - len(told))]


def precision_and_recall(
    printed: list[Printed], shared: dict[tuple[int, int], list[SharedPassage]]
) -> tuple[float, float]:
    """How many found passages are true, and how many copied sentences are found."""
    found = true = known = 0
    for (one, other), passages in shared.items():
        pairs = _copied(printed[one], printed[other])
        true += sum(any(_holds(passage, *pair) for pair in pairs) for passage in passages)
    found_pairs = 0
    for one, other in _same_report(printed):
        pairs = _copied(printed[one], printed[other])
        known += len(pairs)
        passages = shared.get((one, other), [])
        found_pairs += sum(any(_holds(passage, *pair) for passage in passages) for pair in pairs)
    found = sum(map(len, shared.values()))
    return true / max(1, found), found_pairs / max(1, known)


def _copied(one: Printed, other: Printed) -> list[tuple[Span, Span]]:
    return [(span, other.taken[key]) for key, span in one.taken.items() if key in other.taken]


def _holds(passage: SharedPassage, one: Span, other: Span) -> bool:
    return passage.a.overlaps(one) and passage.b.overlaps(other)


def _report_of(printed: Printed) -> str:
    return printed.article.title


def _same_report(printed: list[Printed]) -> list[tuple[int, int]]:
    numbered = groupby(range(len(printed)), key=lambda number: _report_of(printed[number]))
    return [pair for _, numbers in numbered for pair in combinations(list(numbers), 2)]


def origins_right(printed: list[Printed], found: list[tuple[int, ...]]) -> float:
    """The share of reports of which all articles, and no other, are one origin."""
    reports = {tuple(numbers) for _, numbers in groupby(range(len(printed)), key=lambda at: _report_of(printed[at]))}
    return len(reports & set(found)) / len(reports)
