"""Which articles of a list hold some words: fast enough for every letter that a person types."""

from array import array
from collections.abc import Callable, Sequence
from itertools import compress, count
from threading import Lock

from annotations.articles.index import Index


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
        self._words_at = array("I")  # for each number of the list which words are its article's, 0 where nobody knows
        self._homeless: dict[int, str] = {}  # words of articles that are not in the list yet

    def forget(self) -> None:
        """The articles of the list have other numbers now; does not wait."""
        self._is_stale = True

    def numbers(self, words: Sequence[str]) -> "array[int]":
        """The numbers of the articles that hold all of some words and phrases, in the order of the list."""
        with self._using:
            self._learn()
            found = self._index.numbers_with(words)
            holds = bool if found is None else found.__contains__
            return array("I", compress(count(), map(holds, self._words_at)))

    def learn(self) -> None:
        """Ask ahead for the words that are new since the last time, which a search would wait for."""
        with self._using:
            self._learn()

    def _learn(self) -> None:
        tables = self._index.tables()
        if self._is_stale or tables != self._tables:
            self._is_stale, self._tables, self._last = False, tables, 0
            self._words_at, self._homeless = array("I"), {}
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
        missing = number + 1 - len(self._words_at)
        if missing > 0:
            self._words_at.extend([0] * missing)
        self._words_at[number] = max(words, self._words_at[number])
