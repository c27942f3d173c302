"""The one object that a front end holds: the articles, what was said of them, and where that is kept."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

from annotations.apart import Apart
from annotations.articles.files import find_files
from annotations.articles.index import Index
from annotations.articles.parse_cache import ParseCache
from annotations.companions import Companions
from annotations.errors import StoreError
from annotations.history import Change, ClaimChange, Step
from annotations.identifiers import now
from annotations.ledger import by_place
from annotations.membership import index_name, library_files
from annotations.model import Anchor, Annotation, Article, Kind, Origin, Quantity, Span, Status
from annotations.shelf import record_of
from annotations.store import Store
from annotations.versions import VersionedShelf

_SAID = (
    "annotation_id", "status", "stance", "claim_id", "tags", "note", "origin", "confidence", "evidence",
    "annotator", "created_at",
)  # fmt: skip
"""What an annotation says, whichever passage it stands on."""

_SPREAD = ("status", "tags", "note", "confidence", "evidence")
"""What can be said of other passages too; without any of it and without a claim there is no annotation."""


class Saying(NamedTuple):
    """What is to be said of a passage.

    Attributes:
        article: The article.
        span: The passage.
        said: The fields of an `Annotation` and their new values.
        drafted: Those that only an annotation gets that was not there before.
        anew: Whether a new annotation says it, whatever is there already.
    """

    article: Article
    span: Span
    said: Mapping[str, Any]
    drafted: Mapping[str, Any] = {}
    anew: bool = False


class Project(VersionedShelf):
    """A set of articles and the annotation database that belongs to them.

    What changes something is called by one thread and touches no file; the change is on the disk once `save`, which may
    run in another thread, has returned.

    Args:
        store: The database.
        files: The articles' paths, in the order of the list.
        annotator: Who annotates.
        cache: Remembers how articles were classified.
        index: Knows what the list shows of the articles, and the words in them.

    Attributes:
        closing: What others want to be done before the project is closed.
    """

    def __init__(
        self,
        store: Store,
        files: Iterable[str],
        *,
        annotator: str = "",
        cache: ParseCache | None = None,
        index: Index | None = None,
    ) -> None:
        super().__init__(store, annotator, files, cache=cache or ParseCache(), index=index)
        self.closing = ExitStack()
        self._figure: tuple[tuple[str, str, Span] | None, Quantity | None] = (None, None)

    @classmethod
    def open(
        cls,
        database: Path,
        paths: Sequence[Path] = (),
        *,
        annotator: str = "",
        cache: Path | None = None,
        read_only: bool = False,
        beside: Sequence[Path] = (),
    ) -> "Project":
        """Open a project.

        Args:
            database: The JSON file; it need not exist yet.
            paths: Files and folders to read; none for the library, which is the sample articles until there is another.
            annotator: Who annotates.
            cache: Folder that remembers what was read; nothing is remembered if not given.
            read_only: Never write the database.
            beside: Databases of others on the same articles, to be read beside it.

        Raises:
            StoreError: A database cannot be opened.
        """
        store = Store(database, read_only=read_only)
        places = [path.absolute() for path in paths]
        project = cls(
            store,
            map(str, find_files(places)) if places else library_files(store),
            annotator=annotator,
            cache=ParseCache(cache, Apart() if cache else None),
            index=Index(cache / "lists" / index_name(places or [database.absolute()])) if cache else None,
        )
        project.companions = Companions([Store(path, read_only=True) for path in beside], annotator)
        return project

    def close(self) -> None:
        """Write what is not written yet, if the disk takes it, and let go of the database."""
        self.stop()
        with suppress(StoreError):
            self.save()
        self.closing.close()
        self.index.close()
        self.store.close()
        self.companions.close()

    def is_mine(self, annotation: Annotation) -> bool:
        """Whether the reader made it, or nobody says who did; what others say is theirs to change."""
        return annotation.annotator in ("", self.annotator)

    def annotations_on(self, article: Article, span: Span) -> tuple[Annotation, ...]:
        """The annotations on exactly this passage, as the text shows them, the reader's own first."""
        found = self.annotations_in(article)
        first = bisect_left(found, (span.start, span.end, ""), key=by_place)
        after = bisect_left(found, (span.start, span.end + 1, ""), key=by_place)
        return tuple(sorted(found[first:after], key=self.is_mine, reverse=True))

    def annotation_on(self, article: Article, span: Span) -> Annotation | None:
        """The reader's own annotation on exactly this passage, if there is one."""
        first = next(iter(self.annotations_on(article, span)), None)
        return first if first and self.is_mine(first) else None

    def figure_at(self, article: Article, span: Span) -> Quantity | None:
        """What detection reads in a passage that is exactly a figure."""
        from annotations.drafting import figure_at  # detection is heavy: not before the first look

        asked = (article.sha256, article.published, span)
        if self._figure[0] != asked:  # what is judged again and again is looked at once
            self._figure = asked, figure_at(article, span)
        return self._figure[1]

    def judge(self, article: Article, span: Span, status: Status | None) -> Step | None:
        """Give a passage a status, or take it away; nothing if that changes nothing."""
        return self.say(article, span, status=status)

    def note(self, article: Article, span: Span, text: str) -> Step | None:
        """Write the note of a passage; an empty one takes it away."""
        return self.say(article, span, note=text.strip())

    def toggle_tag(self, article: Article, span: Span, tag: str) -> Step | None:
        """Put a tag on a passage, or take it off where it is on."""
        existing = self.annotation_on(article, span)
        tags = existing.tags if existing else ()
        return self.say(article, span, tags=_toggled(tags, tag, tag in tags))

    def say(self, article: Article, span: Span, **changes: Any) -> Step | None:
        """Say several things of a passage at once: the fields of an `Annotation` and their new values."""
        return self._say_of_all([(article, span)], Origin.MANUAL, **changes)

    def delete(self, article: Article, span: Span) -> Step | None:
        """Delete the reader's annotation on a passage."""
        existing = self.annotation_on(article, span)
        return self.delete_all([existing]) if existing else None

    def attach(self, annotation: Annotation, article: Article, span: Span) -> Step | None:
        """Put an annotation on another passage: on words that were changed, or where the reader found it again."""
        before = self.as_it_is_now(annotation)
        return self._make([_Edit(before, self._moved(before, article, span))], [article]) if before else None

    def detach(self, annotation: Annotation) -> Step | None:
        """Say that an annotation has no place in the text as it is now; it is kept, with the words it was made on."""
        return self.change_all([annotation], anchor=Anchor.ORPHAN)

    def change_all(
        self,
        annotations: Iterable[Annotation],
        claims: Iterable[ClaimChange] = (),
        sayings: Iterable[Saying] = (),
        **changes: Any,
    ) -> Step | None:
        """Change several annotations in one step: the fields of an `Annotation` and their new values.

        Args:
            annotations: Those of others stay as they are.
            claims: What becomes of claims in the same step.
            sayings: What is said of passages in the same step.
            changes: The fields.
        """
        edits = [_Edit(each, each._replace(**changes)) for each in self._mine_now(annotations)]
        said = list(sayings)
        edits += map(self._edit_of, said)
        return self._make(edits, [each.article for each in said], claims)

    def tag_all(self, annotations: Iterable[Annotation], tag: str) -> Step | None:
        """Put a tag on several annotations in one step, or take it off where all have it."""
        found = self._mine_now(annotations)
        everywhere = all(tag in each.tags for each in found)
        return self._make([_Edit(each, each._replace(tags=_toggled(each.tags, tag, everywhere))) for each in found])

    def delete_all(self, annotations: Iterable[Annotation]) -> Step | None:
        """Delete several annotations in one step."""
        return self._make([_Edit(each, None) for each in self._mine_now(annotations)])

    def spread(self, annotation: Annotation, passages: Iterable[tuple[Article, Span]]) -> Step | None:
        """Say of other passages what an annotation says, in one step: status, tags, note, confidence, evidence.

        An annotation that stands there already is given the same.
        """
        said = {name: getattr(annotation, name) for name in _SPREAD}
        return self._say_of_all(passages, Origin.PROPAGATED, **said)

    def carry(self, passages: Iterable[tuple[Annotation, Article, Span]]) -> Step | None:
        """Say of other passages what an annotation each says, of which they are copies, in one step."""
        names = (*_SPREAD, "stance", "claim_id")
        carried = (
            Saying(article, span, {name: getattr(annotation, name) for name in names}, {"origin": Origin.PROPAGATED})
            for annotation, article, span in passages
        )
        return self.change_all((), sayings=carried)

    def _say_of_all(self, passages: Iterable[tuple[Article, Span]], drafted: Origin, **said: Any) -> Step | None:
        """Say the same of several passages; `drafted` is the origin of annotations that were not there before."""
        sayings = (Saying(article, span, said, {"origin": drafted}) for article, span in passages)
        return self.change_all((), sayings=sayings)

    def _edit_of(self, saying: Saying) -> "_Edit":
        article, span = saying.article, saying.span
        before, after = (None, self._draft(article, span)) if saying.anew else self._edit_at(article, span)
        return _Edit(before, after._replace(**({} if before else saying.drafted), **saying.said))

    def _mine_now(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        found = (self.as_it_is_now(each) for each in annotations)
        return [each for each in found if each and self.is_mine(each)]

    def _edit_at(self, article: Article, span: Span) -> tuple[Annotation | None, Annotation]:
        """What to start from at a passage: the reader's annotation, on the words that stand there now, or a draft."""
        existing = self.annotation_on(article, span)
        before = self.as_it_is_now(existing) if existing else None
        if before is None:
            return None, self._draft(article, span)
        return before, before if before is existing else self._moved(before, article, span)

    def _draft(self, article: Article, span: Span) -> Annotation:
        from annotations.drafting import draft  # detection is heavy: not before the first key that judges

        drafted = draft(article, span, self.annotator)
        found = self._found.get(article.sha256)
        number = found.quotation_at(span) if found and drafted.kind is Kind.QUOTATION else None
        source = found.sources.of(number) if found and number is not None else None
        # the whole article tells more often who "he" is than the paragraph
        return drafted._replace(speaker=found.sources.name(source)) if found and source is not None else drafted

    def _moved(self, annotation: Annotation, article: Article, span: Span) -> Annotation:
        """The annotation on another passage, with what detection reads there."""
        said = {name: getattr(annotation, name) for name in _SAID}
        return self._draft(article, span)._replace(**said)

    def _make(
        self, edits: Iterable["_Edit"], articles: Iterable[Article] = (), claims: Iterable[ClaimChange] = ()
    ) -> Step | None:
        """One step of what really changes; nothing if nothing does. An annotation that says nothing is deleted."""
        changes = tuple(change for edit in edits if (change := edit.change()))
        changed = tuple(each for each in claims if each.before != each.after)
        if not changes and not changed:
            return None
        for article in articles:
            known = self.record(article.article_id)
            if known is None or not known.file:  # what was imported came without a file
                self.remember(record_of(article))
        return self.make(Step(changes, claims=changed))


class _Edit(NamedTuple):
    """An annotation before and after a change; the draft of a new one has nothing before."""

    before: Annotation | None
    after: Annotation | None

    def change(self) -> Change | None:
        """What there is to write."""
        after = self.after if self.after and _says_something(self.after) else None
        if after == self.before:
            return None
        return Change(self.before, after._replace(updated_at=now()) if after else None)


def _says_something(annotation: Annotation) -> bool:
    return any(getattr(annotation, name) not in (None, "", ()) for name in (*_SPREAD, "claim_id"))


def _toggled(tags: tuple[str, ...], tag: str, off: bool) -> tuple[str, ...]:
    rest = tuple(each for each in tags if each != tag)
    return rest if off else tags if tag in tags else (*rest, tag)
