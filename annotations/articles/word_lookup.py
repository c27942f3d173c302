"""Which articles of a list hold some words: fast enough for every letter that a person types."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from threading import Lock

from annotations.articles.index import Index

_NOWHERE = (1 << 32) - 1  # the number in the list of words that are no article's, or not any more


class WordLookup:
    """Knows which words are whose in a list of articles, so that nobody asks it of each of a hundred thousand again.

    May be used in any thread.

    Args:
        index: Knows the words.
        number_of: Gives the number of a key in the list; negative if it is not there.
    """

    def __init__(self, index: Index, number_of: Callable[[str], int]) -> None:
        self._index = index
        self._number_of = number_of
        self._using = Lock()
        self._is_stale = True
        self._tables = 0  # which ones were asked
        self._last = 0  # the last words that were asked for
        self._number_at = array("I")  # for each number of words that of the list
        self._words_at = array("I")  # for each number of the list that of its words, 0 where nobody knows
        self._homeless: dict[int, str] = {}  # words of articles that are not in the list yet

    def forget(self) -> None:
        """The articles of the list have other numbers now; does not wait."""
        self._is_stale = True

    def numbers(self, words: Sequence[str]) -> "array[int]":
        """The numbers of the articles that hold all of some words and phrases, in the order of the list."""
        with self._using:
            self._learn()
            found = self._index.numbers_with(words)
            if found:
                _lengthen(self._number_at, found[-1] + 1, _NOWHERE)  # put in a moment ago, or nobody's
            numbers = list(self._number_at if found is None else _picked(self._number_at, found))
        numbers.sort()
        return array("I", numbers[: bisect_left(numbers, _NOWHERE)])

    def learn(self) -> None:
        """Ask ahead for the words that are new since the last time, which a search would wait for."""
        with self._using:
            self._learn()

    def _learn(self) -> None:
        tables = self._index.tables()
        if self._is_stale or tables != self._tables:
            self._is_stale, self._tables, self._last = False, tables, 0
            self._number_at, self._words_at, self._homeless = array("I"), array("I"), {}
        for words, key in list(self._homeless.items()):
            self._place(words, key)
        self._index.tell_words(self._last, self._place)

    def _place(self, words: int, key: str) -> None:
        self._last = max(self._last, words)
        self._homeless.pop(words, None)
        number = self._number_of(key)
        if number < 0:
            self._homeless[words] = key
            return
        _lengthen(self._number_at, words + 1, _NOWHERE)
        _lengthen(self._words_at, number + 1, 0)
        older, newer = sorted((self._words_at[number], words))
        self._number_at[older] = _NOWHERE
        self._number_at[newer] = number
        self._words_at[number] = newer


def _picked(values: "array[int]", at: Sequence[int]) -> Iterable[int]:
    """The values at some places; `itemgetter` takes two thirds of what a loop takes."""
    picked: Iterable[int] = itemgetter(*at)(values) if len(at) > 1 else map(values.__getitem__, at)
    return picked


def _lengthen(numbers: "array[int]", length: int, value: int) -> None:
    """Have at least so many numbers, the new ones of this value."""
    if len(numbers) < length:
        numbers.extend([value] * (length - len(numbers)))
