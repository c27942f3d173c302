"""What was said of articles: annotations, claims, the steps that made them, and what of it is not on the disk yet."""

import threading
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from typing import Any

from annotations.claims import Claim
from annotations.history import Change, History, Step
from annotations.model import Annotation, ArticleRecord
from annotations.store import Store

_PLACE = ("text_sha256", "start", "end", "exact", "prefix", "suffix", "anchor")


def by_place(annotation: Annotation) -> tuple[int, int, str]:
    """What annotations of one article are sorted by."""
    return annotation.start, annotation.end, annotation.annotation_id


class _State:
    """Annotations and claims as they are: what the database says, and the steps that were shown since.

    Args:
        store: The database; annotations are read from it when somebody asks for them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.annotations: dict[str, tuple[Annotation, ...]] = {}
        self.claims = {claim.claim_id: claim for claim in store.claims()}
        # claim → articles that may have passages of it
        self.attached = store.attached() if self.claims else {}

    def annotations_of(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations of an article, sorted by place; may be called in any thread."""
        found = self.annotations.get(article_id)
        if found is None:
            loaded = tuple(sorted(self._store.annotations_of(article_id), key=by_place))
            # what was changed while they were loaded in another thread counts
            found = self.annotations.setdefault(article_id, loaded)
        return found

    def show(self, step: Step) -> None:
        """Make the changes of a step; to make them a second time changes nothing."""
        for change in step.changes:
            self._show(change)
        for each in step.claims:
            if each.after:
                self.claims[each.claim.claim_id] = each.after
            else:
                self.claims.pop(each.claim.claim_id, None)

    def _show(self, change: Change) -> None:
        annotation = change.annotation
        others = self.annotations_of(annotation.article_id)
        kept = [each for each in others if each.annotation_id != annotation.annotation_id]
        if change.after:
            kept.insert(bisect_right(kept, by_place(change.after), key=by_place), change.after)
        self.annotations[annotation.article_id] = tuple(kept)
        if annotation.claim_id:
            self.attached.setdefault(annotation.claim_id, set()).add(annotation.article_id)


class Ledger:
    """The annotations and claims of a database, and their changes.

    What changes something is called by one thread and touches no file; the change is on the disk once `save`, which may
    run in another thread, has returned.

    Args:
        store: The database.
        annotator: Who annotates.

    Attributes:
        store: The database.
        annotator: Who annotates.
    """

    def __init__(self, store: Store, annotator: str) -> None:
        self.store = store
        self.annotator = annotator
        self._state = _State(store)
        self._records = {record.article_id: record for record in store.articles()}
        self._history = History()
        self._unsaved: deque[Step] = deque()
        self._unsaved_records: dict[str, ArticleRecord] = {}
        self._recalled = False
        self._lock = threading.Lock()  # never held while a file is read or written: keys wait for it
        self._saving = threading.Lock()  # held before the other one

    def annotations(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations of an article, sorted by place; may be called in any thread."""
        return self._state.annotations_of(article_id)

    def all_annotations(self) -> Iterator[Annotation]:
        """Every annotation of the database and of this session, by article and place."""
        for article_id in self.article_ids():
            yield from self.annotations(article_id)

    def article_ids(self) -> list[str]:
        """The ids of the articles that have annotations, sorted."""
        return sorted(self.store.annotated() | set(self._state.annotations))

    def claims(self) -> tuple[Claim, ...]:
        """The claims that the reader confirmed, in the order in which they were made."""
        return tuple(claim for _, claim in sorted(self._state.claims.items()))

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of that id, if there is one."""
        return self._state.claims.get(claim_id)

    def passages_of(self, claim: Claim) -> tuple[Annotation, ...]:
        """The annotations that are attached to a claim, by article and place."""
        articles = sorted(self._state.attached.get(claim.claim_id, ()))
        found = (each for article_id in articles for each in self.annotations(article_id))
        return tuple(each for each in found if each.claim_id == claim.claim_id)

    def tags(self) -> list[str]:
        """Every tag in use, or taken off by a change that is not saved yet, sorted."""
        unsaved = {tag for step in list(self._unsaved) for each in step.changes for tag in each.annotation.tags}
        return sorted(self.store.tags() | unsaved)

    def as_it_is_now(self, annotation: Annotation) -> Annotation | None:
        """The annotation of the same id, or nothing if it is deleted."""
        found = self.annotations(annotation.article_id)
        return next((each for each in found if each.annotation_id == annotation.annotation_id), None)

    def make(self, step: Step) -> Step:
        """Make a step that can be undone."""
        self._history.add(step)
        return self.apply(step)

    def apply(self, step: Step) -> Step:
        """Make a step that nobody undoes: nobody has asked for it."""
        with self._lock:
            self._state.show(step)
            self._unsaved.append(step)
        return step

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
        return self._travel(self._history.undo())

    def redo(self) -> Step | None:
        """Make the step again that was taken back last."""
        return self._travel(self._history.redo())

    def _travel(self, step: Step | None) -> Step | None:
        """Apply the step without the changes to what was changed elsewhere since; nothing if none is left."""
        if step:
            as_now = (_as_now(change, self.as_it_is_now(change.annotation)) for change in step.changes)
            step.changes = tuple(change for change in as_now if change)
            step.claims = tuple(each for each in step.claims if self.claim(each.claim.claim_id) == each.before)
        return self.apply(step) if step and (step.changes or step.claims) else None

    def refresh(self) -> bool:
        """Take over what other windows have saved; returns whether annotations or claims have changed.

        Takes time where they have, so call it in a worker; while something is saved it is left to the next call.
        """
        if not self._saving.acquire(blocking=False):
            return False
        try:
            return self.store.refresh() and self._take_over()
        finally:
            self._saving.release()

    def _take_over(self) -> bool:
        """Have another state while nothing is saved, or a step might neither be in the database nor unsaved."""
        state = _State(self.store)
        for step in list(self._unsaved):  # reads their annotations before anybody has to wait
            state.show(step)
        with self._lock:
            for step in self._unsaved:
                state.show(step)
            self._state = state
        return True

    def record(self, article_id: str) -> ArticleRecord | None:
        """What is remembered of an article."""
        return self._records.get(article_id)

    def remember(self, record: ArticleRecord) -> None:
        """Remember something of an article."""
        self._records[record.article_id] = record
        with self._lock:
            self._unsaved_records[record.article_id] = record

    @property
    def unsaved(self) -> int:
        """How many changes are not on the disk yet."""
        return len(self._unsaved) + len(self._unsaved_records)

    def save(self) -> None:
        """Write what has changed, step by step; on return it is on the disk. May run in a worker.

        Raises:
            StoreError: The disk refuses; nothing is lost, and the next call tries again.
        """
        with self._saving:  # who leaves saves what a worker may be saving
            while self.unsaved:
                self._save_next()

    def _save_next(self) -> None:
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


def _as_now(change: Change, now: Annotation | None) -> Change | None:
    """The change as it can be made now; nothing where something else than the place was changed since.

    That an annotation was found again elsewhere in a text that has changed is no reason not to take a judgement back.
    """
    before, after = change
    if now == before:
        return change
    if now is None or before is None or (after and _place_of(after) != _place_of(before)):
        return None
    place = _place_of(now)
    if before._replace(**place) != now:
        return None
    return Change(now, after._replace(**place) if after else None)


def _place_of(annotation: Annotation) -> dict[str, Any]:
    return {name: getattr(annotation, name) for name in _PLACE}
