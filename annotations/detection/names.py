"""Names for speakers: "Dillon" and "he" are offered the full name that the text gave before."""

import re

from annotations.detection.function_words import POSTS, TITLES, word_set

# Two to five capitalised words, with the small ones that names hold; bounded, so that it cannot run away.
_NAME_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Prof|[A-Z])\.|[A-Z][\w’-]{1,30})"
_SMALL_WORD = r"(?:(?:al|bin|ibn|de|del|van|von|der|la|el)[ \u00a0])?"
_FULL_NAME = re.compile(rf"(?<![\w’'.-]){_NAME_WORD}(?:[ \u00a0]{_SMALL_WORD}{_NAME_WORD}){{1,4}}")
_SPACES = re.compile(r"\s+")
_APPOSITION = re.compile(r"\s*[,—–(].*", re.DOTALL)
_HE_OR_SHE = frozenset({"he", "she", "who"})
_PRONOUNS = _HE_OR_SHE | {"they", "it", "we", "i", "you", "that", "which", "this"}
# What capitalised phrases end with that are no people.
_NOT_PEOPLE = word_set("""
    ministry minister council force forces army party news times post agency group state states house department
    university institute court committee commission bank city province street road river day week union nations
    rights guardian journal press office center centre association company corp inc poll report service act war
    coalition alliance militia observatory units january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday
""")


class Names:
    """The full names that an article has given so far, by their last word."""

    def __init__(self) -> None:
        self._by_surname: dict[str, str] = {}
        self._last = ""

    def learn(self, text: str, start: int, end: int) -> None:
        """Remember the full names in `text[start:end]`."""
        for match in _FULL_NAME.finditer(text, start, end):
            self._remember(_person(match[0].split()))

    def suggest(self, speaker: str) -> str:
        """The name to show for a speaker.

        Args:
            speaker: The noun phrase as written ("he", "Dillon", "YPG spokesman Nouri Mahmoud").

        Returns:
            The full name where the text gave one, the last person's for "he" and "she", or the phrase itself without
            its apposition. It is an offer, not a finding.
        """
        phrase = _SPACES.sub(" ", _APPOSITION.sub("", speaker)).strip()
        if phrase.lower() in _PRONOUNS:
            return (self._last if phrase.lower() in _HE_OR_SHE else "") or phrase
        name = self._name_in(phrase.split())
        if not name:
            return phrase
        self._remember(name.split())
        full = self._by_surname.get(name.split()[-1], name)
        self._last = full
        return full

    def _remember(self, words: list[str]) -> None:
        if len(words) > 1:
            self._by_surname.setdefault(words[-1], " ".join(words))

    def _name_in(self, words: list[str]) -> str:
        """The person's name at the end of a phrase: after a post or a title, alone, or known already."""
        run = _capital_run(words)
        before = words[len(words) - len(run) - 1].lower() if len(run) < len(words) else ""
        person = _person(run)
        if not person:
            return ""
        known = person[-1] in self._by_surname
        named = not before or before in POSTS or len(person) < len(run) or known
        return " ".join(person) if named and (len(person) > 1 or known or len(run) == len(words)) else ""


def _capital_run(words: list[str]) -> list[str]:
    first = len(words)
    while first and (words[first - 1][:1].isupper() or (words[first - 1] in ("al", "bin", "de", "van") and first > 1)):
        first -= 1
    return words[first:]


def _person(run: list[str]) -> list[str]:
    """A run of capitalised words without titles, or nothing where it names no person."""
    words = [word.rstrip(".’'") if len(word) > 2 else word for word in run]
    while words and words[0].lower() in TITLES | {"the", "a", "an", "in", "on", "but", "and"}:
        words = words[1:]
    if not words or words[-1].lower() in _NOT_PEOPLE or words[-1].isupper():
        return []
    return words
