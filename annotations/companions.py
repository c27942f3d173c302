"""The databases of others on the same articles, open beside the reader's own: read, and never written."""

from collections.abc import Sequence

from annotations.model import Annotation
from annotations.store import Store


class Companions:
    """What others say, each annotation with the name of who says it.

    Args:
        stores: Their databases, opened for reading only.
        annotator: The reader, with whose name nobody else's annotation is shown.
    """

    def __init__(self, stores: Sequence[Store], annotator: str) -> None:
        self.stores = stores
        self._annotator = annotator
        self._annotations: dict[str, tuple[Annotation, ...]] = {}

    def annotations(self, article_id: str) -> tuple[Annotation, ...]:
        """What they say of an article; may be called in any thread."""
        if not self.stores:
            return ()
        found = self._annotations.get(article_id)
        if found is None:
            named = (self._named(each, store) for store in self.stores for each in store.annotations_of(article_id))
            found = self._annotations.setdefault(article_id, tuple(named))
        return found

    def annotated(self) -> set[str]:
        """The ids of the articles of which they say something."""
        return {article_id for store in self.stores for article_id in store.annotated()}

    def refresh(self) -> bool:
        """Take over what they have saved since; returns whether it has changed."""
        changed = [store.refresh() for store in self.stores]
        if any(changed):
            self._annotations.clear()
        return any(changed)

    def close(self) -> None:
        """Let go of their files."""
        for store in self.stores:
            store.close()

    def _named(self, annotation: Annotation, store: Store) -> Annotation:
        """The annotation under a name that is not the reader's: two people may have the same, or none."""
        name = annotation.annotator
        if name and name != self._annotator:
            return annotation
        return annotation._replace(annotator=f"{name} ({store.path.stem})".strip())
