"""Articles, annotations and stores for tests."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotations.articles.plain_text import parse
from annotations.claims import Claim
from annotations.errors import StoreError
from annotations.history import Step
from annotations.model import Annotation, Article, ArticleRecord, Line, Role, Span
from annotations.sources import SourceRecord
from annotations.store import Store

REPORT = """Flood cuts off three villages in the valley

By Ann Author

Rescue teams reached the valley on Monday. Around 200 people had waited for two days, the mayor said.

“We had no food and no power,” said Maria Lopez, who teaches there. The river rose by 4.5 metres.

Insurers expect damage of $30 million. Nobody knows how many sheep were lost.
"""
"""An article with figures, a quotation, and a sentence that holds neither."""

RIVER = "The river Elbe rose by four metres in the night, and the mayor of Dresden told people to leave the lower town."
SCHOOL = "Children were taken to the school on the hill, where teachers had made beds of coats and blankets."
BRIDGE = "The old stone bridge was closed to lorries after an engineer found 12 cracks in its second arch."
QUOTE = "“We had no power and no food for three days,” the teacher Maria Lopez said in the gym of the school."
WIRE = f"{RIVER}\n\n{SCHOOL} {BRIDGE}\n\n{QUOTE}\n"
"""A report that several outlets may print, and its sentences."""

HOSTILE = """[bold]Markup[/bold] in a \x1b[31mheadline\x1b[0m

A line with \x1b]0;title\x07 and \x1b[2J and 5 tabs\tand [link=x]20 bells[/link]\x07\x07 in it.

[/] [red] \x9b31m “all \x1b[8m hidden words are shown”, said \u202eno one\u202c about 40 percent of it.
"""
"""An article that tries to drive the terminal."""


LETTER = """Letter from the coast

The harbour froze for 12 days. The 40 boats lay still.
"""


def articles_in(folder: Path, texts: Mapping[str, str]) -> Path:
    """A folder, made if it is not there, with articles by the names of their files."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def files_in(folder: Path) -> list[str]:
    """The files of a folder by name, as a project is given them."""
    return sorted(map(str, folder.iterdir()))


def report_in(folder: Path) -> Path:
    """A file with the report in that folder, which is made if it is not there."""
    return articles_in(folder, {"report.txt": REPORT}) / "report.txt"


def two_articles(folder: Path) -> Path:
    """A folder within that one, with a report and a letter."""
    return articles_in(folder / "articles", {"flood.txt": REPORT, "letter.txt": LETTER})


def lines_of(text: str, role: Role = Role.BODY) -> tuple[Line, ...]:
    """Every line of a text that is not blank, all of one role."""
    lines, start = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(start, start + len(raw), role, "made for a test"))
        start += len(raw) + 1
    return tuple(lines)


def body(text: str, file: str = "report.txt") -> Article:
    """An article whose every line is body."""
    return Article("0123456789abcdef", text, f"hash of {text}", lines_of(text), "A report", file=file)


def article(text: str = REPORT, file: str = "report.txt") -> Article:
    """An article as the program reads it."""
    return parse(text, file)


def annotation(start: int = 0, end: int = 4, **changes: object) -> Annotation:
    """An annotation on a passage."""
    values: dict[str, object] = {
        "annotation_id": f"id-{start:06}-{end:06}",
        "article_id": "0123456789abcdef",
        "text_sha256": "a hash",
        "start": start,
        "end": end,
        "exact": "x" * (end - start),
    }
    return Annotation(**(values | changes))  # type: ignore[arg-type]


def span_of(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def passage(article: Article, words: str) -> Span:
    """Where words stand in an article."""
    return span_of(article.text, words)


class MemoryStore(Store):
    """A store without a disk: keeps the rows it is given, and refuses or waits when told to.

    Attributes:
        refusing: Whether `write` refuses.
        gate: `write` waits until it is set.
        writes: How often `write` was called and did not refuse.
        outside: What another window has saved since, taken over with `refresh`.
        past: What `steps` gives: the steps of earlier sessions.
    """

    def __init__(self, annotations: Iterable[Annotation] = (), articles: Iterable[ArticleRecord] = ()) -> None:
        self.path = Path("memory.json")
        self._annotations = {each.annotation_id: each for each in annotations}
        self._articles = {each.article_id: each for each in articles}
        self._claims: dict[str, Claim] = {}
        self.refusing = False
        self.gate = threading.Event()
        self.gate.set()
        self.writes = 0
        self.outside: list[Annotation] = []
        self.told: list[str] = []
        self.past: tuple[list[Step], list[Step]] = ([], [])
        self.closed = False

    @property
    def obstacle(self) -> str:
        return "the disk is full" if self.refusing else ""

    def tellings(self) -> list[str]:
        told, self.told = self.told, []
        return told

    def annotations(self) -> Iterator[Annotation]:
        return iter(list(self._annotations.values()))

    def annotations_of(self, article_id: str) -> list[Annotation]:
        return [each for each in self.annotations() if each.article_id == article_id]

    def claims(self) -> Iterator[Claim]:
        return iter(list(self._claims.values()))

    def attached(self) -> dict[str, set[str]]:
        claims = {each.claim_id for each in self.annotations() if each.claim_id}
        return {claim: {each.article_id for each in self.annotations() if each.claim_id == claim} for claim in claims}

    def sources(self) -> list[SourceRecord]:
        return []

    def annotated(self) -> set[str]:
        return {each.article_id for each in self.annotations()}

    def tags(self) -> set[str]:
        return {tag for each in self.annotations() for tag in each.tags}

    def articles(self) -> Iterator[ArticleRecord]:
        return iter(list(self._articles.values()))

    def write(self, step: Step | None, articles: Iterable[ArticleRecord], annotator: str) -> None:
        assert self.gate.wait(20)
        if self.refusing:
            raise StoreError("memory.json: the disk is full.")
        self.writes += 1
        self._articles |= {each.article_id: each for each in articles}
        for change in step.changes if step else ():
            if change.after:
                self._annotations[change.after.annotation_id] = change.after._replace(annotator=annotator)
            else:
                self._annotations.pop(change.annotation.annotation_id, None)
        for each in step.claims if step else ():
            self._claims.pop(each.claim.claim_id, None)
            if each.after:
                self._claims[each.claim.claim_id] = each.after

    def refresh(self) -> bool:
        new, self.outside = self.outside, []
        self._annotations |= {each.annotation_id: each for each in new}
        return bool(new)

    def steps(self, annotator: str) -> tuple[list[Step], list[Step]]:
        assert annotator is not None
        return self.past

    def close(self) -> None:
        self.closed = True
