"""Annotations on articles whose text changes: as the text shows them now, and found again where it has changed."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotations.articles.index import Index
from annotations.articles.parse_cache import ParseCache
from annotations.companions import Companions
from annotations.history import FOUND_AGAIN, Step
from annotations.ledger import by_place
from annotations.listing import Listing
from annotations.model import Annotation, Article
from annotations.shelf import record_of
from annotations.store import Store

if TYPE_CHECKING:  # finding annotations again loads difflib: only for a text that has changed
    from annotations.anchoring import Place
    from annotations.placing import Places


_Annotations = tuple[Annotation, ...]


class VersionedShelf(Listing):
    """A list whose articles may have another text than when they were annotated, by the reader and by others.

    Arguments are as for `Catalogue`.

    Attributes:
        companions: The databases of others, read beside the reader's own.
    """

    def __init__(
        self, store: Store, annotator: str, files: Iterable[str], *, cache: ParseCache, index: Index | None = None
    ) -> None:
        super().__init__(store, annotator, files, cache=cache, index=index)
        self.companions = Companions((), annotator)
        self._places: dict[str, Places] = {}  # by the hash of the text they are in
        self._shown: dict[str, tuple[_Annotations, _Annotations]] = {}
        self._together: dict[str, tuple[_Annotations, _Annotations, _Annotations]] = {}

    def said(self, article_id: str) -> tuple[Annotation, ...]:
        """What the reader and others say of an article, sorted by place; may be called in any thread."""
        mine, theirs = self.annotations(article_id), self.companions.annotations(article_id)
        if not theirs:
            return mine
        known = self._together.get(article_id)
        if known and known[0] is mine and known[1] is theirs:
            return known[2]
        ids = {each.annotation_id for each in mine}  # a copy of the reader's database says the same again
        others = (each for each in theirs if each.annotation_id not in ids)
        together = tuple(sorted((*mine, *others), key=by_place))
        self._together[article_id] = mine, theirs, together
        return together

    def all_said(self) -> Iterator[Annotation]:
        """What the reader and others say of all articles, by article and place; may be called in any thread."""
        for article_id in sorted({*self.article_ids(), *self.companions.annotated()}):
            yield from self.said(article_id)

    def refresh(self) -> bool:
        """Take over what other windows and others have saved; returns whether annotations have changed."""
        return any([super().refresh(), self.companions.refresh()])

    def annotations_in(self, article: Article) -> tuple[Annotation, ...]:
        """The annotations as the text shows them now, sorted by place.

        Those whose words were changed stand on the words that are there now (`anchor` says so); those without a place
        are left out.
        """
        found = self.said(article.article_id)
        known = self._shown.get(article.sha256)
        if known is None or known[0] is not found:
            known = self._shown[article.sha256] = found, self._visible(article, found)
        return known[1]

    def _visible(self, article: Article, annotations: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
        if all(each.stands_in(article.sha256) for each in annotations):
            return annotations
        from annotations.placing import shown

        places = self._places.get(article.sha256, {})
        seen = (shown(each, article, places) for each in annotations)
        return tuple(sorted((each for each in seen if each), key=by_place))

    def needs_finding(self, article: Article) -> bool:
        """Whether annotations were made on another version of the text and not looked for in this one."""
        said = self.said(article.article_id)
        if self.annotations_in(article) is said:  # all stand in the text as it is
            return False
        from annotations.placing import looked_for

        known, versions = self._places.get(article.sha256, {}), self._versions(article)
        return any(looked_for(each, article, versions) and each.annotation_id not in known for each in said)

    def find_again(self, article: Article) -> "Places":
        """Look for the annotations of other versions of the text; takes time, so ask in a worker."""
        from annotations.placing import find_places

        return find_places(article, self.said(article.article_id), self._versions(article))

    def take_places(self, article: Article, places: "Places") -> Step | None:
        """Accept what `find_again` has found: what only moved is put there, the rest is marked.

        Returns:
            The changes, which nobody can undo because nobody made them; nothing if there are none.
        """
        from annotations.placing import changes_of

        found = self.annotations(article.article_id)
        changes = tuple(changes_of(article, found, places))
        self._places[article.sha256] = places
        self._shown.clear()
        known = self.record(article.article_id) or record_of(article)
        if article.sha256 not in known.versions:
            self.remember(known._replace(versions=(*known.versions, article.sha256)))
        return self.apply(Step(changes, why=FOUND_AGAIN)) if changes else None

    def _versions(self, article: Article) -> tuple[str, ...]:
        known = self.record(article.article_id)
        return known.versions if known else ()

    def place_of(self, article: Article, annotation: Annotation) -> "Place | None":
        """Where an annotation of another version of the text was found in this one, if it was looked for."""
        return self._places.get(article.sha256, {}).get(annotation.annotation_id)
