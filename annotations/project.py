"""The one object that a front end holds: the articles, what was said of them, and where that is kept."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from annotations.articles.files import find_files
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError, StoreError
from annotations.history import Change, History, Step
from annotations.identifiers import now
from annotations.model import Annotation, Article, ArticleRecord, Mention, Span, Status
from annotations.shelf import Shelf, record_of, sample_library
from annotations.store import Store


def _place(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.start, annotation.end, annotation.annotation_id


class Project(Shelf):
    """A set of articles and the annotation database that belongs to them.

    What changes something is called by one thread and touches no file; the change is on the disk once `save`, which may
    run in another thread, has returned.

    Args:
        store: The database.
        files: The articles' paths, in the order of the list.
        annotator: Who annotates.
        library: Whether the articles are to be remembered, so that they are there the next time.
        cache: Remembers how articles were classified.
    """

    def __init__(
        self,
        store: Store,
        files: Iterable[str],
        *,
        annotator: str = "",
        library: bool = False,
        cache: ParseCache | None = None,
    ) -> None:
        self._annotations: dict[str, tuple[Annotation, ...]] = {}
        super().__init__(store, files, library=library, cache=cache or ParseCache())
        self.annotator = annotator
        self._history = History()
        self._unsaved: deque[Step] = deque()
        self._recalled = False

    @classmethod
    def open(
        cls,
        database: Path,
        paths: Sequence[Path] = (),
        *,
        annotator: str = "",
        cache: Path | None = None,
        read_only: bool = False,
    ) -> "Project":
        """Open a project.

        Args:
            database: The JSON file; it need not exist yet.
            paths: Files and folders to read; none for the library, which is the sample articles until there is another.
            annotator: Who annotates.
            cache: Folder that remembers how articles were classified; nothing is remembered if not given.
            read_only: Never write the database.

        Raises:
            StoreError: The database cannot be opened.
        """
        store, known = Store(database, read_only=read_only), ParseCache(cache)
        if paths:
            files = map(str, find_files(path.absolute() for path in paths))
            return cls(store, files, annotator=annotator, cache=known)
        library = {record.file for record in store.articles() if record.file}
        samples = {str(path) for path in find_files([sample_library()])}
        if not library or library & samples:  # the samples stay together, whichever of them were read by now
            library |= samples
        return cls(store, sorted(library), annotator=annotator, library=True, cache=known)

    def close(self) -> None:
        """Write what is not written yet, if the disk takes it, and let go of the database."""
        self.stop()
        with suppress(StoreError):
            self.save()
        self.store.close()

    def annotations(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations of an article, sorted by place."""
        if article_id not in self._annotations:
            self._annotations[article_id] = tuple(sorted(self.store.annotations_of(article_id), key=_place))
        return self._annotations[article_id]

    def all_annotations(self) -> Iterator[Annotation]:
        """Every annotation of the database and of this session, by article and place."""
        for article_id in self.article_ids():
            yield from self.annotations(article_id)

    def article_ids(self) -> list[str]:
        """The ids of the articles that have annotations, sorted."""
        return sorted({each.article_id for each in self.store.annotations()} | self._annotations.keys())

    def annotations_in(self, article: Article) -> tuple[Annotation, ...]:
        """The annotations made on the text as it is now; those made on another version of it have other places."""
        found = self.annotations(article.article_id)
        if all(each.text_sha256 == article.sha256 for each in found):
            return found
        return tuple(each for each in found if each.text_sha256 == article.sha256)

    def annotation_on(self, article: Article, span: Span) -> Annotation | None:
        """The annotation on exactly this passage, if there is one."""
        found = self.annotations_in(article)
        number = bisect_left(found, (span.start, span.end, ""), key=_place)
        return found[number] if number < len(found) and found[number].span == span else None

    def mention_at(self, article: Article, span: Span) -> Mention | None:
        """What detection reads in a passage that is exactly a mention."""
        from annotations.drafting import mention_at  # detection is heavy: not before the first look

        return mention_at(article, span)

    def tags(self) -> list[str]:
        """Every tag in use, sorted."""
        return sorted({tag for annotation in self.all_annotations() for tag in annotation.tags})

    def judge(self, article: Article, span: Span, status: Status | None) -> Step | None:
        """Give a passage a status, or take it away; nothing if that changes nothing."""
        return self._edit(article, span, status=status)

    def note(self, article: Article, span: Span, text: str) -> Step | None:
        """Write the note of a passage; an empty one takes it away."""
        return self._edit(article, span, note=text.strip())

    def toggle_tag(self, article: Article, span: Span, tag: str) -> Step | None:
        """Put a tag on a passage, or take it off where it is on."""
        existing = self.annotation_on(article, span)
        tags = existing.tags if existing else ()
        return self._edit(article, span, tags=tuple(t for t in tags if t != tag) if tag in tags else (*tags, tag))

    def delete(self, article: Article, span: Span) -> Step | None:
        """Delete the annotation on a passage."""
        existing = self.annotation_on(article, span)
        return self._make(Change(existing, None), article) if existing else None

    def recall(self) -> None:
        """Make the steps of earlier sessions undoable too; reads the whole history, so call it in a worker.

        Raises:
            StoreError: The history cannot be read.
        """
        done, undone = self.store.steps(self.annotator)
        with self._lock:
            if not self._recalled:
                self._recalled = True
                # what this session has saved by now is in the history a second time
                mine = self._history.numbers()
                self._history.recall([each for each in done if each.number not in mine], undone)

    def undo(self) -> Step | None:
        """Take the last step back; returns the step that does so, or nothing where there is nothing to undo."""
        return self._apply(self._as_it_stands(self._history.undo()))

    def redo(self) -> Step | None:
        """Make the step again that was taken back last."""
        return self._apply(self._as_it_stands(self._history.redo()))

    def _as_it_stands(self, step: Step | None) -> Step | None:
        """The step without the changes to what another window has changed since; nothing if none is left."""
        if step:
            step.changes = tuple(change for change in step.changes if self._now(change.annotation) == change.before)
        return step if step and step.changes else None

    def _now(self, annotation: Annotation) -> Annotation | None:
        found = self.annotations(annotation.article_id)
        return next((each for each in found if each.annotation_id == annotation.annotation_id), None)

    def _edit(self, article: Article, span: Span, **changes: Any) -> Step | None:
        from annotations.drafting import draft  # detection is heavy: not before the first key that judges

        before = self.annotation_on(article, span)
        base = before or draft(article, span, self.annotator)
        after = replace(base, **changes)
        if after == base:
            return None
        empty = after.status is None and not after.note and not after.tags
        return self._make(Change(before, None if empty else replace(after, updated_at=now())), article)

    def _make(self, change: Change, article: Article) -> Step:
        step = Step((change,))
        self._history.add(step)
        if article.article_id not in self._records:
            self._remember(record_of(article))
        self._apply(step)
        return step

    def _apply(self, step: Step | None) -> Step | None:
        if step:
            for change in step.changes:
                self._show(change)
            with self._lock:
                self._unsaved.append(step)
        return step

    def _show(self, change: Change) -> None:
        annotation = change.annotation
        others = self.annotations(annotation.article_id)
        kept = [each for each in others if each.annotation_id != annotation.annotation_id]
        if change.after:
            kept.insert(bisect_right(kept, _place(change.after), key=_place), change.after)
        self._annotations[annotation.article_id] = tuple(kept)

    def refresh(self) -> bool:
        """Take over what other windows have saved; returns whether annotations have changed."""
        if not self.store.refresh():
            return False
        self._annotations.clear()
        for step in list(self._unsaved):
            for change in step.changes:
                self._show(change)
        return True

    def export(self, path: Path, only: Container[str] | None = None) -> int:
        """Write annotations to a CSV file, all or nothing; returns how many. May run in a worker.

        Args:
            path: The file; it is replaced where it is there.
            only: Ids of the articles whose annotations are written; all if not given.

        Raises:
            ExchangeError: It cannot be written.
        """
        from annotations.exchange.files import write_file

        return write_file(path, lambda out: self.write_annotations(out, only))

    def write_annotations(self, out: TextIO, only: Container[str] | None = None) -> int:
        """Write annotations as CSV to an open text file (opened with `newline=""`); returns how many.

        Raises:
            ExchangeError: An annotation does not stand where it says.
        """
        from annotations.detection.sentences import all_sentences
        from annotations.exchange.csv_tables import write_annotations

        annotations: list[Annotation] = []
        records: dict[str, ArticleRecord] = {}
        for article_id in self.article_ids():
            if only is None or article_id in only:
                records[article_id], found = self._as_found(article_id)
                annotations += found
        return write_annotations(out, annotations, records, {}, all_sentences)

    def _as_found(self, article_id: str) -> tuple[ArticleRecord, list[Annotation]]:
        """What is remembered of an article, with its text, and its annotations where they stand in that text now."""
        from annotations.anchoring import find_all, placed

        record = self._records.get(article_id) or ArticleRecord(article_id)
        annotations = self.annotations(article_id)
        try:
            article = self.read(record.file)
        except ArticleError:
            return record, list(annotations)
        places = find_all(article.text, article.sha256, annotations)
        found = [
            placed(each, place, article.text, article.sha256) for each, place in zip(annotations, places, strict=True)
        ]
        return replace(record, text=article.text), found

    @property
    def unsaved(self) -> int:
        """How many changes are not on the disk yet."""
        return len(self._unsaved) + len(self._unsaved_records)

    def save(self) -> None:
        """Write what has changed, step by step; on return it is on the disk. May run in a worker.

        Raises:
            StoreError: The disk refuses; nothing is lost, and the next call tries again.
        """
        while self.unsaved:
            with self._lock:
                step = self._unsaved[0] if self._unsaved else None
                records = dict(self._unsaved_records)
            self.store.write(step, records.values(), self.annotator)
            with self._lock:
                if step:
                    self._unsaved.popleft()
                for article_id, record in records.items():
                    if self._unsaved_records.get(article_id) is record:  # otherwise it has changed again meanwhile
                        del self._unsaved_records[article_id]
