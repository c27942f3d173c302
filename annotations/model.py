"""The values that everything speaks in: articles, mentions, annotations, claims.

All of them are immutable and none does I/O. Positions are code points of the article's text as read, spans are
half-open `[start, end)`. The words follow the W3C Web Annotation data model
(https://www.w3.org/TR/annotation-model/): an annotation has a body (what it says), a target (where) and a selector (how
to find it again).
"""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, SupportsIndex

from annotations.quantity import Quantity as Quantity  # noqa: PLC0414 - a name of the model
from annotations.quantity import QuantityKind as QuantityKind  # noqa: PLC0414 - a name of the model

if TYPE_CHECKING:  # most annotations have none
    from annotations.evidence import Evidence


class Span(NamedTuple):
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the code point at `offset` lies inside."""
        return self.start <= offset < self.end


class Role(StrEnum):
    """What a line of an article's text is for."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    SUBHEAD = "subhead"
    BODY = "body"
    FURNITURE = "furniture"


class Line(NamedTuple):
    """One line of an article's text without its line break, what it is for, and why we think so.

    `reason` is a few words for a person ("repeats the headline", "short line among menus").
    """

    start: int
    end: int
    role: Role
    reason: str


class Source(NamedTuple):
    """Where something that is known of an article comes from.

    `field` is the name of the `Article`'s field, `origin` a few words for a person ("a line that says when"), `span`
    the     passage of the text that says it, or nothing where the text does not ("the page's metadata").
    """

    field: str
    origin: str
    span: Span | None = None


class Text(Protocol):
    """A text to be looked at a passage at a time: a string, or a long one that lies in a file.

    `str` of it is all of it.
    """

    def __len__(self) -> int:
        """How many code points it has."""

    def __getitem__(self, key: SupportsIndex | slice, /) -> str:
        """A passage of it, or one code point."""


class Article(NamedTuple):
    """One outlet's report, its text kept exactly as read.

    Attributes:
        article_id: First 16 hexadecimal digits of the SHA-256 of the text first read; two people who read the same
            article share it.
        pages: The text as read, furniture and all, to be looked at a passage at a time.
        sha256: Hexadecimal SHA-256 of the text in UTF-8.
        lines: Every line that is not blank, in order.
        title: The headline, or the file's name where the text has none.
        outlet: Who published it, only where the text says so.
        published: ISO 8601 date, only where the text gives one.
        agencies: News agencies that the text credits for itself (not for a photo).
        dateline: Place that the report is filed from, as written, only where the text gives one.
        author: Who wrote it, as written, only where the text says so.
        sources: Where title, outlet, date, agencies, dateline and author come from; none for what is empty.
        file: Path it was read from.
        warning: A sentence for the reader about how it was read, or nothing.
        url: Where it stands on the web, only where that is known.
    """

    article_id: str
    pages: Text
    sha256: str
    lines: Sequence[Line]
    title: str
    outlet: str = ""
    published: str = ""
    agencies: tuple[str, ...] = ()
    dateline: str = ""
    author: str = ""
    sources: tuple[Source, ...] = ()
    file: str = ""
    warning: str = ""
    url: str = ""

    @property
    def text(self) -> str:
        """The whole text; where it is a long one that lies in a file, all of that is read each time."""
        return str(self.pages)

    def in_memory(self) -> "Article":
        """The article with all of its text in memory, for work that goes through it from end to end."""
        return self if isinstance(self.pages, str) else self._replace(pages=str(self.pages))


class QuotationKind(StrEnum):
    """How somebody's words are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    TERM = "term"


class Quotation(NamedTuple):
    """Words of somebody in a text.

    Attributes:
        start: First code point of the content, marks included where there are any.
        end: One past the last.
        text: The words themselves.
        kind: Direct speech, a mixed or an indirect report, or a mere term in marks.
        speaker: Span of who said it.
        speaker_name: Who that is, as far as the text tells: the full name for "Dillon", a suggestion for "he".
        cue: Span of the saying words.
        group: Start of the first part of the split quotation that this is a part of, or nothing.
    """

    start: int
    end: int
    text: str
    kind: QuotationKind
    speaker: Span | None = None
    speaker_name: str = ""
    cue: Span | None = None
    group: int | None = None

    def moved(self, by: int) -> "Quotation":
        """The quotation as it stands in a text that has so many code points more before it."""
        start, end, group = self.start + by, self.end + by, None if self.group is None else self.group + by
        speaker, cue = (each and Span(each.start + by, each.end + by) for each in (self.speaker, self.cue))
        return self._replace(start=start, end=end, speaker=speaker, cue=cue, group=group)


Mention = Quantity | Quotation


class MentionKind(IntEnum):
    """What a mention is, small enough for an array of bytes."""

    QUANTITY = 0
    DIRECT = 1
    MIXED = 2
    INDIRECT = 3
    TERM = 4


class Copies(NamedTuple):
    """The articles that are copies of one text, of which an article is one: together they are one voice.

    Attributes:
        voice: What tells this text from others.
        articles: How many there are.
        first: The outlet that printed it first, or nothing.
    """

    voice: str
    articles: int
    first: str


class Summary(NamedTuple):
    """An article as a list shows it, without its text.

    Attributes:
        file: Path it is read from.
        article_id: Empty until it has been read.
        title: The headline, or the file's name until it has been read.
        outlet: Who published it, or nothing.
        published: ISO 8601 date, or nothing.
        judged: How many checkable sentences the reader has judged.
        checkable: How many sentences hold a mention; -1 until they have been counted.
        read: Whether the reader marked it as read.
        problem: Why it cannot be read, or nothing.
        length: Code points of its text.
        origin: The agencies that it credits for its text, or nothing.
        copies: Whose copy it is, where several articles are found to be copies of one text.
    """

    file: str
    article_id: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    judged: int = 0
    checkable: int = -1
    read: bool = False
    problem: str = ""
    length: int = 0
    origin: str = ""
    copies: Copies | None = None


class Status(StrEnum):
    """The reader's decision about a passage; no status yet is `None`."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    UNCLEAR = "unclear"
    CONTEXT = "context"


class Kind(StrEnum):
    """What an annotation is about."""

    QUANTITY = "quantity"
    QUOTATION = "quotation"
    CLAIM = "claim"
    NOTE = "note"


class Anchor(StrEnum):
    """How an annotation's place was found again in the text as it is now."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


STANDING = frozenset({Anchor.EXACT, Anchor.MOVED})
"""The anchors of annotations that stand where they say."""


class Origin(StrEnum):
    """Where an annotation comes from."""

    MANUAL = "manual"
    SUGGESTED = "suggested"
    PROPAGATED = "propagated"
    IMPORTED = "imported"


class Annotation(NamedTuple):
    """A mark on a passage: what the reader says of it, and how to find it again.

    Attributes:
        annotation_id: UUIDv7 as text.
        article_id: The article it stands in.
        text_sha256: Hash of the text that `start` and `end` point into.
        start: First code point of the passage.
        end: One past the last.
        exact: The passage itself (the W3C TextQuoteSelector's `exact`).
        prefix: The 32 characters before it.
        suffix: The 32 characters after it.
        anchor: How sure its place is.
        kind: What it is about.
        status: The reader's decision, or none yet.
        stance: What the article does to the claim: supports, refutes, discusses.
        claim_id: The claim it belongs to.
        tags: In the order they were given, each once.
        note: Free text of the reader.
        value: The figure, or a date as ISO text.
        value_max: Upper end where the figure is a range; `value` is the lower.
        unit: Of the figure.
        modifier: Of the figure ("around").
        counted: What is counted.
        as_of: ISO date the figure speaks of.
        speaker: Of the quotation.
        cue: The saying word.
        origin: By hand, suggested, propagated or imported.
        confidence: The reader's, from 0 to 1.
        evidence: What the reader found it confirmed or refuted by, in the order it was given.
        annotator: Who made it.
        created_at: ISO 8601 with zone.
        updated_at: ISO 8601 with zone.
    """

    annotation_id: str
    article_id: str
    text_sha256: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    anchor: Anchor = Anchor.EXACT
    kind: Kind = Kind.CLAIM
    status: Status | None = None
    stance: str = ""
    claim_id: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    value: float | str | None = None
    value_max: float | None = None
    unit: str = ""
    modifier: str = ""
    counted: str = ""
    as_of: str = ""
    speaker: str = ""
    cue: str = ""
    origin: Origin = Origin.MANUAL
    confidence: float | None = None
    evidence: "tuple[Evidence, ...]" = ()
    annotator: str = ""
    created_at: str = ""
    updated_at: str = ""

    @property
    def span(self) -> Span:
        """The passage it stands on."""
        return Span(self.start, self.end)

    @property
    def stands(self) -> bool:
        """Whether its place is known; otherwise the reader has to decide."""
        return self.anchor in STANDING

    def stands_in(self, sha256: str) -> bool:
        """Whether its place is a place in the text of that hash."""
        return self.text_sha256 == sha256 and self.stands


class ArticleRecord(NamedTuple):
    """What is remembered of an article: enough to name it in an export, even when its file is gone.

    Attributes:
        article_id: As in `Article`.
        title: The headline.
        outlet: Who published it.
        published: ISO 8601 date.
        url: Where it stands on the web.
        file: Path it was read from.
        text: The text as read, or nothing where it cannot be read any more.
        versions: Hexadecimal SHA-256 of every text seen under this id, oldest first.
        read: Whether the reader marked it as read.
        position: Code point at which the reader left it.
        author: Who wrote it, as written.
        corrected: Names of the fields among these that the reader corrected by hand; they go before what the text says.
    """

    article_id: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    file: str = ""
    text: str | None = None
    versions: tuple[str, ...] = ()
    read: bool = False
    position: int = 0
    author: str = ""
    corrected: tuple[str, ...] = ()
