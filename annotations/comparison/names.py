"""One entity, many spellings: which names in several articles are the same.

Three things make two names one: the folding key (`spelling.py`), an alias (the reader's, a common one, or an article's
own gloss), and, within an article, a shorter name after a full one ("Rami Abdel Rahman … Abdel Rahman").
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from annotations.comparison.aliases import COMMON_ALIASES
from annotations.comparison.capitals import Capitals
from annotations.comparison.entities import Entity, Form, JoinedBy
from annotations.comparison.glosses import glosses
from annotations.comparison.spelling import folded
from annotations.detection.function_words import TITLES, word_set
from annotations.detection.sentences import sentence_at, sentences
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Article, Line, Role, Span

_READ = frozenset({Role.CAPTION, Role.BODY})
_TITLED = frozenset({Role.HEADLINE, Role.SUBHEAD})
_TITLES = frozenset(map(folded, TITLES)) | {"prime", "vice", "deputy"}
# A shorter name after one of these is another place: Ireland is not Northern Ireland.
_PARTS = word_set("north south east west northern southern eastern western central new upper lower greater former")
_LONGEST = 8  # words of a name in a headline


class Names:
    """The names of some articles, and who is meant by each; made by `Names.build`.

    A key is the text by which two mentions of one entity are equal; it is not for the screen.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._names = {folded(name): name for name in aliases.values()}
        self._aliases = {folded(form): folded(name) for form, name in aliases.items()}
        self._given = {folded(form): form for form in aliases}
        self._capitals = Capitals()
        self._local: dict[str, dict[str, str]] = {}
        self._explained: dict[tuple[str, str], str] = {}  # the form of a gloss and whom it means → the article's file
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._known: set[str] = set()

    @classmethod
    def build(
        cls,
        articles: Iterable[Article],
        aliases: Mapping[str, str] = COMMON_ALIASES,
        capitals: Capitals | None = None,
        heed: Heed = unheeded,
    ) -> "Names":
        """Read the names of some articles; the cost is that of their text.

        Args:
            articles: What to read.
            aliases: The name for each form, as `parse_aliases` gives it; it goes before the articles' own glosses.
            capitals: What tells a name from a word that begins a sentence, learned from these and other articles; from
                these alone if not given.
            heed: Is told of each code point of their bodies once.
        """
        names, read = cls(aliases), list(articles)
        names._capitals = capitals or learned(read, heed=heed)
        names._learn_glosses(read, heed)
        for article in read:
            names._learn_short_names(article, heed)
        for roles in (_READ, _TITLED):
            for article in read:
                names._count(article, roles, heed)
        return names

    def key(self, text: str) -> str:
        """The key of a name as written, aliases followed; empty where it holds neither letter nor figure."""
        key = folded(text)
        return self._aliases.get(key) or self._followed(_untitled(key))

    def plain_key(self, text: str) -> str:
        """The key of a name as written, aliases followed, with its title if it has one."""
        return self._followed(folded(text))

    def mentions(self, article: Article, span: Span) -> list[tuple[Span, str]]:
        """The names in a passage of one of the articles, in order, each with its key.

        Furniture, bylines and datelines hold none; headlines only those that the bodies of the articles know.
        """
        first = bisect_left(article.lines, span.start, key=lambda line: line.end)
        last = bisect_left(article.lines, span.end, key=lambda line: line.start)
        found = []
        for line in article.lines[first:last]:
            found += [
                (name, self.key_in(article, article.text[slice(*name)]))
                for name in self._in_line(article.text, line, span)
                if span.start <= name.start and name.end <= span.end
            ]
        return found

    def key_in(self, article: Article, text: str) -> str:
        """The key of a name as one of the articles writes it: what the article explains and shortens is followed."""
        key = self.key(text)
        return self._local.get(article.article_id, {}).get(key, key)

    def is_known(self, key: str) -> bool:
        """Whether the articles name whoever has this key."""
        return key in self._forms

    def entities(self) -> list[Entity]:
        """All that the articles name, the most frequent first."""
        counted = sorted(self._forms.items(), key=lambda item: (-item[1].total(), item[0]))
        return [Entity(self._name(key), self._found(key, forms)) for key, forms in counted]

    def _found(self, key: str, forms: Counter[str]) -> tuple[Form, ...]:
        ordered = sorted(forms, key=_by_count(forms))
        return tuple(Form(form, forms[form], *self._joined_by(form, key)) for form in ordered)

    def _joined_by(self, form: str, key: str) -> tuple[JoinedBy, str]:
        """Why a form is one of the entity of that key, and by which alias or in which article."""
        written = folded(form)
        bare = written if written in self._given else _untitled(written)
        if bare == key:
            return JoinedBy.SPELLING, ""
        if bare in self._given and self._aliases[bare] == key:
            return JoinedBy.ALIAS, self._given[bare]
        if (bare, key) in self._explained:
            return JoinedBy.GLOSS, self._explained[bare, key]
        return JoinedBy.SHORTER, ""

    def _name(self, key: str) -> str:
        """What an entity is called: a short name only where no full one was found."""
        forms = self._forms[key]
        full = [form for form in forms if folded(form) == key] or list(forms)
        return self._names.get(key) or min(full, key=_by_count(forms))

    def _followed(self, key: str) -> str:
        return self._aliases.get(key, key)

    def _in_line(self, text: str, line: Line, span: Span) -> Iterator[Span]:
        """The names in the sentences of a line that a span touches."""
        if line.role not in _READ | _TITLED:
            return
        first = sentence_at(text, max(line.start, span.start), line.start, line.end).start
        for sentence in sentences(text, first, line.end):
            if sentence.start >= span.end:
                return
            for words in self._capitals.names(text, sentence):
                found = self._known_parts if line.role in _TITLED else self._parts
                yield from found(text, words)

    def _parts(self, text: str, words: tuple[Span, ...]) -> Iterator[Span]:
        """A name; two where it ends with one that has aliases: "Syrian | Daesh"."""
        whole = Span(words[0].start, words[-1].end)
        if self.key(text[slice(*whole)]) not in self._aliases:
            for at in range(1, len(words)):
                rest = Span(words[at].start, whole.end)
                if folded(text[slice(*rest)]) in self._aliases:
                    yield Span(whole.start, words[at - 1].end)
                    yield rest
                    return
        yield whole

    def _known_parts(self, text: str, words: tuple[Span, ...]) -> Iterator[Span]:
        """The longest known names among words that are all capitalised, from left to right."""
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + _LONGEST), at, -1)
            end = next((end for end in ends if text[words[at].start : words[end - 1].end] in self._known), 0)
            if end:
                yield Span(words[at].start, words[end - 1].end)
            at = end or at + 1

    def _learn_glosses(self, articles: Iterable[Article], heed: Heed) -> None:
        """Take the articles' glosses as aliases; one that two articles use differently holds only where it stands."""
        meanings: defaultdict[str, set[str]] = defaultdict(set)
        for article in articles:
            own = self._local.setdefault(article.article_id, {})
            for line in heeded(_lines(article, _READ), heed):
                for form, name in glosses(article.text, line.start, line.end):
                    gloss = folded(form), self.key(name)
                    own.setdefault(*gloss)
                    self._explained.setdefault(gloss, article.file)
            for form, key in own.items():
                meanings[form].add(key)
        for form, keys in meanings.items():
            if len(keys) == 1:
                self._aliases.setdefault(form, *keys)

    def _learn_short_names(self, article: Article, heed: Heed) -> None:
        """Take "Abdel Rahman" for Rami Abdel Rahman in an article that first gives the full name, and only one such."""
        local = self._local[article.article_id]
        full_names: defaultdict[str, set[str]] = defaultdict(set)
        seen = set(self._aliases) | set(local)
        for line in _lines(article, frozenset({Role.BODY})):
            heed(line.end - line.start)
            for name in heeded(self._in_line(article.text, line, Span(line.start, line.end)), heed):
                key = self.key_in(article, article.text[slice(*name)])
                if key not in seen and len(full_names[key]) == 1:
                    (local[key],) = full_names[key]
                elif key not in seen:
                    for end in _ends(key):
                        full_names[end].add(key)
                seen.add(key)

    def _count(self, article: Article, roles: frozenset[Role], heed: Heed) -> None:
        for line in heeded(_lines(article, roles), heed):
            for name in heeded(self._in_line(article.text, line, Span(line.start, line.end)), heed):
                form = article.text[slice(*name)]
                self._forms[self.key_in(article, form)][form] += 1
                self._known.add(form)


def learned(articles: Iterable[Article], capitals: Capitals | None = None, heed: Heed = unheeded) -> Capitals:
    """What tells names from words that begin a sentence, learned from some articles.

    Args:
        articles: What to read.
        capitals: What is known already, which this is added to.
        heed: Is asked before each sentence.
    """
    capitals = capitals or Capitals()
    for article in articles:
        for line in _lines(article, _READ):
            for sentence in heeded(sentences(article.text, line.start, line.end), heed):
                capitals.learn(article.text, sentence)
    return capitals


def _lines(article: Article, roles: frozenset[Role]) -> list[Line]:
    return [line for line in article.lines if line.role in roles]


def _untitled(key: str) -> str:
    """A key without the titles before a name; "secretary of state" and "general" alone stay."""
    words = key.split()
    first = 0
    while first + 1 < len(words) and words[first] in _TITLES and words[first + 1] not in ("of", "for"):
        first += 1
    return " ".join(words[first:])


def _ends(key: str) -> list[str]:
    """The shorter names that may stand for a full one: its last words."""
    words = key.split()
    return [] if words[0] in _PARTS else [" ".join(words[at:]) for at in range(1, len(words))]


def _by_count(forms: Counter[str]) -> Callable[[str], tuple[int, str]]:
    return lambda form: (-forms[form], form)
