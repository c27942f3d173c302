"""The groups of one story: figures first, then quotations, then what is stated, then who stands alone.

What has been lined up as a figure or a quotation is not proposed a second time as a statement: few groups are read,
many are not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from annotations.comparison.counted import Counted, counted_in, lined_up
from annotations.comparison.groups import Agreement, Group, GroupKind, Member
from annotations.comparison.labels import behind, best, shortened, stretch
from annotations.comparison.names import Names
from annotations.comparison.passages import Sentence, sentences_of
from annotations.comparison.said import Said, common_run, said_in, with_one_run
from annotations.comparison.statements import Stated, denies, statements
from annotations.comparison.verdicts import judged
from annotations.comparison.weights import Weights
from annotations.comparison.wordings import ACT, DATE, NAME
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Article, Quantity, Role, Span

_ORDER = list(Agreement)
_REPEATED = 0.5  # share of a statement's sentences that a group has already
_NEAR = 40  # code points between a statement and the date that it is given
_A_STATEMENT = 4  # words that somebody must have said to have said something
_FROM_CUE = 12  # code points: nearer to a saying word, a date says when it was said


@dataclass(frozen=True, slots=True)
class _Draft:
    """A group that has not been judged."""

    kind: GroupKind
    label: str
    members: tuple[Member, ...]

    @property
    def articles(self) -> frozenset[int]:
        return frozenset(member.article for member in self.members)


def proposed(
    articles: Sequence[Article],
    story: Iterable[int],
    names: Names,
    origin_of: Mapping[int, int],
    heed: Heed = unheeded,
) -> list[Group]:
    """The groups of one story, conflicts first, and those of many origins before those of few.

    Args:
        articles: All articles that are compared.
        story: The indexes of those of the story; where two groups are as good, that of the first is taken.
        names: The spellings of all of them.
        origin_of: Which origin an article belongs to, by index.
        heed: Is told of each code point of the story's sentences twice: when they are read, and when they are lined up.
    """
    read = _dated({index: articles[index] for index in story})
    sentences = [each for index, article in read.items() for each in sentences_of(article, index, names, heed)]
    drafts = _drafts(_Writer(read), sentences, origin_of, heed)
    return sorted((_group(draft, origin_of) for draft in heeded(drafts, heed)), key=_rank)


def _dated(articles: Mapping[int, Article]) -> dict[int, Article]:
    """The articles, those without a date read on the day that most of the others appeared."""
    days = Counter(article.published for article in articles.values() if article.published)
    day = max(days, key=lambda each: (days[each], each), default="")
    return {index: each if each.published else each._replace(published=day) for index, each in articles.items()}


def _drafts(writer: "_Writer", sentences: Sequence[Sentence], origin_of: Mapping[int, int], heed: Heed) -> list[_Draft]:
    weights = Weights(sentences)
    said = said_in(sentences)
    told = [sentence for sentence in sentences if sentence.line.role is not Role.HEADLINE]
    quoted = with_one_run(said, weights, heed)
    figures = [group for group in lined_up(counted_in(sentences), weights, heed) if _tells(group)]
    drafts = [writer.figures(group) for group in figures]
    taken = {each.sentence for group in figures for each in group if len(group) > 1}
    stated = [each for each in statements(told, weights, origin_of, heed) if not _repeats(each, taken)]
    for group in heeded(quoted, heed):
        if any(each.marked for each in group):
            quoting = {said.sentence for said in group}
            retold = [each for each in stated if _repeats(each, quoting)]
            stated = [each for each in stated if each not in retold]
            drafts.append(writer.quotation(_with_retold(group, retold, said), common_run(group)))
    drafts += [writer.statement(each) for each in stated]
    drafts += heeded(writer.rest([*quoted, *_by_quotation(said)], drafts), heed)
    return drafts


def _tells(group: Sequence[Counted]) -> bool:
    """Whether it is said, below a headline, what the figures count or measure."""
    said = any(each.head or each.quantity.unit for each in group)
    return said and any(each.sentence.line.role is not Role.HEADLINE for each in group)


def _repeats(stated: Stated, taken: AbstractSet[Sentence]) -> bool:
    return sum(each in taken for each in stated.sentences) >= _REPEATED * len(stated.sentences)


def _with_retold(group: Sequence[Said], retold: Iterable[Stated], said: Sequence[Said]) -> list[Said]:
    """A group of quotations, and the reports without marks that state the same."""
    sentences = [sentence for each in retold for sentence in each.sentences]
    more = [each for each in said if each.sentence in sentences and each not in group and not each.marked]
    return sorted([*group, *more], key=lambda each: (each.sentence.article, each.span))


def _by_quotation(said: Iterable[Said]) -> Iterator[list[Said]]:
    quotations: dict[int, list[Said]] = defaultdict(list)
    for each in said:
        quotations[id(each.quotation)].append(each)
    return iter(quotations.values())


class _Writer:
    """Turns what has been lined up into members with the words of their articles."""

    def __init__(self, articles: Mapping[int, Article]) -> None:
        self._articles = articles

    def figures(self, group: Sequence[Counted]) -> _Draft:
        members = tuple(self._figure(each) for each in group)
        terms = _about(group) if len(group) > 1 else frozenset()
        fullest = max(len(terms & each.sentence.terms()) for each in group)
        named_by = [each for each in group if len(terms & each.sentence.terms()) == fullest]
        label = min((self._figure_label(each, terms) for each in named_by), key=len)
        return _Draft(GroupKind.QUANTITY, label, members)

    def _figure(self, each: Counted) -> Member:
        quantity = each.quantity
        span = Span(quantity.start, quantity.end)
        return Member(each.sentence.article, span, quantity.text, quantity, _speaker(each.sentence, span))

    def _figure_label(self, each: Counted, terms: frozenset[str]) -> str:
        figure = Span(each.quantity.start, each.quantity.end)
        span = stretch(each.sentence, terms, figure) if terms else behind(each.sentence, figure)
        before = self._text(each.sentence, Span(span.start, figure.start))
        whole = self._articles[each.sentence.article].text.find(each.quantity.of, figure.end) + len(each.quantity.of)
        after = self._text(each.sentence, Span(figure.end, max(span.end, whole)))
        written = _ANY_FIGURE.get(each.quantity.unit, "…") if terms else self._text(each.sentence, figure)
        return shortened(f"{before} {written} {after}")

    def quotation(self, group: Sequence[Said], named_by: tuple[Said, Span]) -> _Draft:
        marked = any(said.marked for said in group)
        members = tuple(
            Member(
                said.sentence.article,
                said.span,
                self._text(said.sentence, said.span),
                speaker=said.quotation.speaker_name,
            )
            for said in group
        )
        label = shortened(self._text(named_by[0].sentence, named_by[1]))
        return _Draft(GroupKind.QUOTATION if marked else GroupKind.STATEMENT, label, members)

    def statement(self, stated: Stated) -> _Draft:
        places = [stretch(sentence, stated.terms) for sentence in stated.sentences]
        label = best(
            self._text(sentence, place)
            for sentence, place in zip(stated.sentences, places, strict=True)
            if stated.terms <= sentence.claimed
        )
        has_act = any(term.startswith(ACT) for term in stated.terms)
        members = tuple(
            self._stated(sentence, place, stated.terms, dated=has_act)
            for sentence, place in zip(stated.sentences, places, strict=True)
        )
        return _Draft(GroupKind.STATEMENT, shortened(label), members)

    def rest(self, groups: Iterable[Sequence[Said]], drafts: Iterable[_Draft]) -> Iterator[_Draft]:
        """What somebody is said to have said and no group has yet."""
        taken = {index: bytearray(len(article.text)) for index, article in self._articles.items()}  # by code point

        def take(article: int, span: Span) -> None:
            taken[article][slice(*span)] = b"\1" * (span.end - span.start)

        for draft in drafts:
            for member in draft.members:
                take(member.article, member.span)
        for group in groups:
            left = [said for said in group if not any(taken[said.sentence.article][slice(*said.span)])]
            if left and any(said.marked or len(said.words) >= _A_STATEMENT for said in left):
                for said in left:
                    take(said.sentence.article, said.span)
                several = len({said.sentence.article for said in left}) > 1
                yield self.quotation(left, common_run(left) if several else (left[0], left[0].span))

    def _stated(self, sentence: Sentence, place: Span, terms: frozenset[str], *, dated: bool) -> Member:
        denied = denies(sentence, terms, self._articles[sentence.article].text)
        speaker = _speaker(sentence, place)
        span = sentence.span if denied else _holding(sentence, place)
        date = _date(sentence, place) if dated else None
        return Member(sentence.article, span, self._text(sentence, span), date, speaker, denied)

    def _text(self, sentence: Sentence, span: Span) -> str:
        return self._articles[sentence.article].text[span.start : span.end]


_ANY_FIGURE = {"%": "… %"}


def _about(group: Sequence[Counted]) -> frozenset[str]:
    """What is counted, and the terms that most figures of a group have beside them: acts, or else other words."""
    counts = Counter(term for each in group for term in each.near if not term.startswith((NAME, DATE)))
    most = frozenset(term for term, count in counts.items() if 2 * count >= len(group))
    acts = frozenset(term for term in most if term.startswith(ACT))
    return (acts or most) | {each.head for each in group} - {""}


def _speaker(sentence: Sentence, span: Span) -> str:
    """Who is said to have said a passage; the shortest quotation that holds some of it counts."""
    holding = [each for each in sentence.quotations if Span(each.start, each.end).overlaps(span)]
    return min(holding, key=lambda each: each.end - each.start).speaker_name if holding else ""


def _holding(sentence: Sentence, place: Span) -> Span:
    """The words of one speaker that hold a passage, as far as they stand in the sentence; else all of it."""
    spans = [
        Span(max(each.start, sentence.span.start), min(each.end, sentence.span.end)) for each in sentence.quotations
    ]
    holding = [span for span in spans if span.start <= place.start and place.end <= span.end]
    return min(holding, key=lambda span: span.end - span.start, default=sentence.span)


def _date(sentence: Sentence, place: Span) -> Quantity | None:
    """When a statement is said to be true, if one date stands near it and does not say when it was said."""
    cues = [each.cue for each in sentence.quotations if each.cue]
    near = [
        date
        for date in sentence.dates
        if _gap(Span(date.start, date.end), place) <= _NEAR
        and not any(_gap(Span(date.start, date.end), cue) <= _FROM_CUE for cue in cues)
    ]
    return near[0] if len(near) == 1 else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _group(draft: _Draft, origin_of: Mapping[int, int]) -> Group:
    agreement, why = judged(draft.kind, draft.members, origin_of)
    members = tuple(sorted(draft.members, key=lambda member: (member.article, member.span)))
    origins = len({origin_of[article] for article in draft.articles})
    return Group(draft.label, draft.kind, agreement, why, origins, members)


def _rank(group: Group) -> tuple[int, int, str, int, Span]:
    first = group.members[0]
    return _ORDER.index(group.agreement), -group.origins, group.kind, first.article, first.span
