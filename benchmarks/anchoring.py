"""Are annotations found again after an article was edited, and is a changed figure ever accepted?

    python benchmarks/anchoring.py

The five seeds are annotated (every sentence, figure and quotation) and edited in ten ways; each
annotation in each edited text is one case. It must be found where the edit has moved it, or be told to have
changed, or be given up. Then the cost: 200 annotations in a text of 100 kB and of 5 MB, as a ratio to one
scan of the same text with a regular expression.
"""

import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from annotations.anchoring import Place, describe, find_all
from annotations.model import Anchor, Annotation, Kind, Span

SEEDS = Path(__file__).parents[1] / "seeds"
SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{30,}[.!?][\"”’]?(?=\s)")
FIGURE = re.compile(r"\b\d[\d,.]*\d\b|\b\d+\b|\b(?:[Dd]ozens|[Hh]undreds|[Tt]housands|two|three|four|five)\b")
QUOTATION = re.compile(r"[\"“][^\"”“\n]*[\"”]")
FOUND = (Anchor.EXACT, Anchor.MOVED)
WORDS = (
    "reportedly",
    "according to local officials",
    "as expected",
    "late on the day",
    "in the view of many",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
INTRO = "Our correspondent sums up what is known so far.\nThis report will be updated.\n\n"


class Change(NamedTuple):
    """The code points `[start, end)` of the old text are replaced by `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Edit:
    """Changes of one text, in order and apart from each other.

    `harms` are the spans of which nothing may be found without a word; every other annotation must be found
    again, but for those that touch `blurs`, where both answers are right.
    """

    name: str
    changes: tuple[Change, ...]
    harms: tuple[Span, ...] = ()
    blurs: tuple[Span, ...] = ()

    def apply(self, text: str) -> str:
        """The edited text."""
        pieces, at = [], 0
        for start, end, new in self.changes:
            pieces += [text[at:start], new]
            at = end
        return "".join([*pieces, text[at:]])

    def carry(self, offset: int, *, is_end: bool) -> int:
        """Where an offset of the old text lies in the new; what is put in at a span's edge stays outside."""
        shift = 0
        for start, end, new in self.changes:
            before = end <= offset if not is_end or start < end else end < offset
            if before:
                shift += len(new) - (end - start)
        return offset + shift


@dataclass
class Result:
    """Counts by the name of the edit; `wrong` tells each case that went wrong.

    Attributes:
        cases: All annotations in all edited texts.
        harmless: Those that the edit did no harm to.
        found: The harmless ones that were found exactly where the edit moved them.
        accepted: Those harmed and yet found without a word.
        misplaced: Those found on other words than their own or those that stand in their place now.
        wrong: What went wrong, in words.
    """

    cases: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    misplaced: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def stands_once(text: str, annotation: Annotation) -> bool:
    """Whether there is no copy: not even a reader can tell copies apart once the text is another."""
    described = annotation.prefix + annotation.exact + annotation.suffix
    return text.count(annotation.exact if len(annotation.exact) > 32 else described) == 1


def annotate(text: str) -> list[Annotation]:
    """Every sentence, figure and quotation of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    made: list[Annotation] = []
    for kind, pattern in ((Kind.CLAIM, SENTENCE), (Kind.QUANTITY, FIGURE), (Kind.QUOTATION, QUOTATION)):
        for match in pattern.finditer(text):
            selector = describe(text, Span(*match.span()))
            made.append(Annotation(f"{len(made)}", "seed", digest, *match.span(), *selector, kind=kind))
    return made


def intro_added(_text: str, _: random.Random) -> Iterator[Edit]:
    """A paragraph before the first."""
    yield Edit("intro added", (Change(0, 0, INTRO),))


def spaces_changed(text: str, _: random.Random) -> Iterator[Edit]:
    """Line breaks doubled or dropped; then spaces doubled."""
    lines = tuple(Change(*m.span(), "\n\n" if m.end() - m.start() == 1 else " ") for m in re.finditer(r"\n+", text))
    yield Edit("white space changed", lines)
    doubled = tuple(Change(*m.span(), "  ") for m in re.finditer(r"(?<=\S) (?=\S)", text))
    yield Edit("white space changed", doubled)


def marks_changed(text: str, _: random.Random) -> Iterator[Edit]:
    """Typographic marks made plain and plain ones typographic."""
    plain = dict(zip("“”‘’–—", "\"\"''--", strict=True)) | {'"': "”", "'": "’"}
    yield Edit("marks changed", tuple(Change(i, i + 1, plain[c]) for i, c in enumerate(text) if c in plain))


def words_inserted(text: str, chance: random.Random) -> Iterator[Edit]:
    """Words that change no fact, twice in each sentence, outside quotations."""
    quotations = [Span(*m.span()) for m in QUOTATION.finditer(text)]
    for sentence in SENTENCE.finditer(text):
        gaps = [m.start() for m in re.finditer(r" ", text) if sentence.start() < m.start() < sentence.end()]
        free = [gap for gap in gaps if not any(q.contains(gap) for q in quotations)]
        for gap in chance.sample(free, min(2, len(free))):
            yield Edit("words inserted", (Change(gap, gap, " " + chance.choice(WORDS)),))


def figures_changed(text: str, chance: random.Random) -> Iterator[Edit]:
    """Each figure, once to any other and once digit by digit."""
    for match in FIGURE.finditer(text):
        old = match.group()
        new = str(int(chance.random() * 9000) + 11) if old[0].isdigit() else chance.choice(["Six", "nine", "Ten"])
        other = re.sub(r"\d", lambda d: str((int(d.group()) + 1) % 10), old) if old[0].isdigit() else new
        for words in (new, other):
            span = Span(*match.span())
            yield Edit("figure changed", (Change(*span, words),), (span,), (around(text, span),))


def days_changed(text: str, _: random.Random) -> Iterator[Edit]:
    """Each day of the week and each month to the next one."""
    for names in (DAYS, MONTHS):
        for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", text):
            span, other = Span(*match.span()), names[(names.index(match.group()) + 1) % len(names)]
            yield Edit("day changed", (Change(*span, other),), (span,), (around(text, span),))


def words_exchanged(text: str, chance: random.Random) -> Iterator[Edit]:
    """A word of each sentence for another one."""
    for sentence in SENTENCE.finditer(text):
        words = list(re.finditer(r"\b[a-z]{5,}\b", sentence.group()))
        for word in chance.sample(words, min(2, len(words))):
            span = Span(sentence.start() + word.start(), sentence.start() + word.end())
            yield Edit("word exchanged", (Change(*span, "purple"),), (span,), (around(text, span),))


def sentence_deleted(text: str, _: random.Random) -> Iterator[Edit]:
    """Each sentence."""
    for match in SENTENCE.finditer(text):
        span = Span(*match.span())
        yield Edit("sentence deleted", (Change(*span, ""),), (span,))


def quoted_words_changed(text: str, chance: random.Random) -> Iterator[Edit]:
    """Up to three words in each quotation."""
    for quotation in QUOTATION.finditer(text):
        words = list(re.finditer(r"\b[a-z]{4,}\b", quotation.group()))
        for word in chance.sample(words, min(3, len(words))):
            span = Span(quotation.start() + word.start(), quotation.start() + word.end())
            yield Edit("quoted words changed", (Change(*span, "purple"),), (span,), (around(text, span),))


def negation_added(text: str, _: random.Random) -> Iterator[Edit]:
    """A “not” after each auxiliary."""
    for match in re.finditer(r"\b(?:is|are|was|were|had|has|have|would|could|will|been)\b", text):
        at = match.end()
        yield Edit("negation added", (Change(at, at, " not"),), (Span(at, at),), (around(text, Span(at, at)),))


def around(text: str, span: Span) -> Span:
    """The line a span stands in: annotations in it may or may not be told to have changed."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


EDITS: tuple[Callable[[str, random.Random], Iterator[Edit]], ...] = (
    intro_added, spaces_changed, marks_changed, words_inserted, figures_changed, days_changed,
    words_exchanged, sentence_deleted, quoted_words_changed, negation_added,
)  # fmt: skip


def experiment(texts: list[str], every: int = 1) -> Result:
    """All annotations of every text in its edited versions, or in one of `every` so many versions."""
    result, chance = Result(), random.Random(7)
    for text in texts:
        made = [annotation for annotation in annotate(text) if stands_once(text, annotation)]
        edits = list(chain.from_iterable(kind(text, chance) for kind in EDITS))
        for edit in edits[::every]:
            new = edit.apply(text)
            for annotation, place in zip(made, find_all(new, "edited", made), strict=True):
                count(result, edit, Case(annotation, place, new))
    return result


class Case(NamedTuple):
    """One annotation and where it was found in one edited text."""

    annotation: Annotation
    place: Place
    text: str


def count(result: Result, edit: Edit, case: Case) -> None:
    """Put one case where it belongs."""
    old = case.annotation.span
    span = case.place.span if case.place.anchor in FOUND else None
    right = Span(edit.carry(old.start, is_end=False), edit.carry(old.end, is_end=True))
    harmed = any(harm.overlaps(old) or old.start < harm.start == harm.end < old.end for harm in edit.harms)
    harmless = not harmed and not any(blur.overlaps(old) for blur in edit.blurs)
    misplaced = span is not None and words(case.text, span) not in (
        squeeze(case.annotation.exact),
        words(case.text, right),
    )
    result.cases[edit.name] += 1
    result.harmless[edit.name] += harmless
    result.found[edit.name] += harmless and span == right
    result.accepted[edit.name] += harmed and span is not None
    result.misplaced[edit.name] += misplaced
    if misplaced or (harmed and span) or (harmless and span != right):
        result.wrong.append(f"{edit.name}: “{case.annotation.exact}” {case.place}, right is {right}")


def words(text: str, span: Span) -> str:
    """What stands at `span`, without white space."""
    return squeeze(text[slice(*span)])


def squeeze(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def seconds(work: Callable[[], object]) -> float:
    """The shortest of three runs."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def cost(seed: str, size: int) -> str:
    """One line on 200 annotations: moved by an intro, and then with all figures of the text changed too."""
    copies = (f"Report {n}.\n" + seed.replace("Raqqa", f"Raqqa{n}") for n in range(size // len(seed) + 1))
    text = "".join(copies)[:size]
    made = annotate(text[: 40 * len(seed)])
    made = [annotation for annotation in made if stands_once(text, annotation)][:200]
    moved = INTRO + text
    changed = re.sub(r"\b\d\d\d?\b", "77", moved)
    scan = seconds(lambda: sum(1 for _ in re.finditer(r"\S+", text)))
    move = seconds(lambda: list(find_all(moved, "new", made))) / scan
    change = seconds(lambda: list(find_all(changed, "new", made))) / scan
    return f"{size:>9,} characters: moved {move:.1f}, changed {change:.1f} scans of {scan * 1000:.1f} ms"


def main() -> None:
    """Print the counts and the cost."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    result = experiment(texts)
    counts = (result.cases, result.harmless, result.found, result.accepted, result.misplaced)
    print(f"{'edit':<22}{'cases':>10}{'harmless':>10}{'found':>10}{'accepted':>10}{'misplaced':>10}")
    for name in result.cases:
        print(f"{name:<22}" + "".join(f"{count[name]:>10,}" for count in counts))
    share = result.found.total() / result.harmless.total()
    print(
        f"{result.cases.total():,} cases, {share:.2%} of the harmless found; not so:",
        *result.wrong,
        sep="\n  ",
    )
    for size in (100_000, 5_000_000):
        print(cost(texts[3], size))


if __name__ == "__main__":
    main()
