"""Names for speakers: "Dillon", "he" and "the spokesman" are offered the full name that the text gave before."""

import re
from itertools import islice

from annotations.detection.function_words import POSTS, TITLES, word_set

# Two to five capitalised words, with the small ones that names hold; bounded, so that it cannot run away.
_NAME_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Prof|[A-Z])\.|[A-Z][\w’-]{1,30})"
_SMALL_WORDS = word_set("al bin ibn de del van von der la el")
_SMALL_WORD = rf"(?:(?:{'|'.join(sorted(_SMALL_WORDS))})[ \u00a0])?"
_FULL_NAME = re.compile(rf"(?<![\w’'.-]){_NAME_WORD}(?:[ \u00a0]{_SMALL_WORD}{_NAME_WORD}){{1,4}}")
_POST_BEFORE = re.compile(r"(\w+),?[ \u00a0]\Z")
_POST_BEHIND = re.compile(r",[ \u00a0](?:(?:an?|the|its|their)[ \u00a0])?((?:[\w’-]+[ \u00a0]){0,3}[\w’-]+)")
_SPACES = re.compile(r"\s+")
_APPOSITION = re.compile(r"\s*[,—–(].*", re.DOTALL)
_HE, _SHE = "he", "she"
_PRONOUNS = word_set("they it we i you that which this who") | {_HE, _SHE}
_GENDERS = dict.fromkeys(("mr", "sir", "lord", "king", "prince"), _HE) | dict.fromkeys(
    ("mrs", "ms", "miss", "lady", "queen", "princess"), _SHE
)
_DEFINITE = word_set("the its his her their this that")
_INDEFINITE = word_set("a an another one")
_RECENT = 12  # speakers that a pronoun may mean
_NAMESAKES = 8  # kept of a surname
_LOOK_BEHIND = 24  # code points: longer than any post
# What capitalised phrases end with that are no people.
_NOT_PEOPLE = word_set("""
    ministry minister council force forces army party news times post agency group state states house department
    university institute court committee commission bank city province street road river day week union nations
    rights guardian journal press office center centre association company corp inc poll report service act war
    coalition alliance militia observatory units january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday
""")


class Names:
    """The people that an article has named so far: by their last word, by their post, and who spoke last."""

    def __init__(self) -> None:
        self._by_surname: dict[str, list[str]] = {}
        self._by_post: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._spoken: dict[str, None] = {}  # the last speaker comes last

    def learn(self, text: str, start: int, end: int) -> None:
        """Remember the full names in `text[start:end]`, and what these people are."""
        for match in _FULL_NAME.finditer(text, start, end):
            name = self._remember(_person(match[0].split()))
            if not name:
                continue
            before = _POST_BEFORE.search(text, max(start, match.start() - _LOOK_BEHIND), match.start())
            behind = _POST_BEHIND.match(text, match.end(), end)
            words = [before[1]] if before else []
            self._appoint([*words, *match[0].split(), *(behind[1].split() if behind else [])], name)

    def knows(self, word: str) -> bool:
        """Whether a word is the last one of a name that the text gave in full."""
        return word in self._by_surname

    def suggest(self, speaker: str) -> str:
        """The name to show for a speaker.

        Args:
            speaker: The noun phrase as written ("he", "Dillon", "the spokesman", "YPG spokesman Nouri Mahmoud").

        Returns:
            The full name where the text gave one, that of the last speaker whom "he" or "she" fits, of who was said to
            be a spokesman, or the phrase itself without its apposition. It is an offer, not a finding.
        """
        phrase = _SPACES.sub(" ", _APPOSITION.sub("", speaker)).strip()
        words = phrase.split()
        if phrase.lower() in _PRONOUNS:
            return self._whom(phrase.lower()) or phrase
        name = self._name_in(words)
        full = self._full(name.split()) if name else self._holder(words)
        if not full:
            return phrase
        self._remember(full.split())
        self._appoint(_SPACES.sub(" ", speaker).replace(",", "").split(), full)
        self._speak(full)
        return full

    def _remember(self, words: list[str]) -> str:
        """Keep a full name, and return it as it was first given; nothing for a single word."""
        if len(words) < 2:
            return ""
        full = self._full(words)
        namesakes = self._by_surname.setdefault(words[-1], [])
        if full not in namesakes and len(namesakes) < _NAMESAKES:
            namesakes.append(full)
        return full

    def _full(self, words: list[str]) -> str:
        """The full name that a name is short for; of several namesakes the last one who spoke, or nobody."""
        name = " ".join(words)
        while len(words) > 1 and words[0].lower() in _SMALL_WORDS:  # "De Mistura"
            words = words[1:]
        namesakes = self._by_surname.get(words[-1], [])
        if len(words) > 1:
            short = " " + name  # "Abdel Rahman" for "Rami Abdel Rahman"
            return next((each for each in namesakes if each.split()[0] == words[0] or each.endswith(short)), name)
        if len(namesakes) == 1:
            return namesakes[0]
        recent = islice(reversed(self._spoken), _RECENT)
        return next((each for each in recent if each in namesakes), name)

    def _speak(self, name: str) -> None:
        self._spoken.pop(name, None)
        self._spoken[name] = None

    def _whom(self, pronoun: str) -> str:
        """The last speaker whom a pronoun fits, who is from then on known to be a he or a she."""
        if pronoun not in (_HE, _SHE, "who"):
            return ""
        recent = islice(reversed(self._spoken), _RECENT)
        name = next((each for each in recent if pronoun == "who" or self._genders.get(each, pronoun) == pronoun), "")
        if name and pronoun != "who":
            self._genders.setdefault(name, pronoun)
            self._speak(name)
        return name

    def _appoint(self, words: list[str], name: str) -> None:
        """Remember what the words around a name say that the person is."""
        for word in (word.lower().rstrip(".") for word in words):
            if word in POSTS:
                self._by_post[word] = name
            gender = _GENDERS.get(word) or (word in POSTS and _gender_of_post(word))
            if gender:
                self._genders.setdefault(name, gender)

    def _holder(self, words: list[str]) -> str:
        """Who "the spokesman" is; after "a spokesman" nobody is."""
        post = words[-1].lower() if words else ""
        if post not in POSTS or len(words) < 2:
            return ""
        if words[0].lower() in _INDEFINITE:
            self._by_post.pop(post, None)
        return self._by_post.get(post, "") if words[0].lower() in _DEFINITE and len(words) == 2 else ""

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


def _gender_of_post(post: str) -> str:
    if post.endswith("woman"):
        return _SHE
    return _HE if post.endswith("man") else ""


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
