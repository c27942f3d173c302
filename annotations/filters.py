"""Which annotations one wants to see or take along, as a value and as one line of text.

`status:disputed,unclear tag:check by:bo flood "two words"`: of each name any of the values, and all of the words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.errors import InputError
from annotations.model import Anchor, Annotation, Kind, Status
from annotations.terms import quoted, terms_of

NO_STATUS = "none"
"""What is typed for annotations that have no status yet."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What an annotation must be; what is empty lets everything pass.

    Attributes:
        statuses: Any of these; `None` is no status yet.
        kinds: Any of these.
        tags: At least one of these, in lower case (case-folded); upper and lower case are the same.
        anchors: Any of these.
        annotators: Made by any of these, case-folded.
        words: All of these in the quote or the note, case-folded.
    """

    statuses: frozenset[Status | None] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    tags: frozenset[str] = frozenset()
    anchors: frozenset[Anchor] = frozenset()
    annotators: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def passes(self, annotation: Annotation) -> bool:
        """Whether the annotation is one that is wanted."""
        return (
            (not self.statuses or annotation.status in self.statuses)
            and (not self.kinds or annotation.kind in self.kinds)
            and (not self.anchors or annotation.anchor in self.anchors)
            and (not self.tags or not self.tags.isdisjoint(map(str.casefold, annotation.tags)))
            and (not self.annotators or annotation.annotator.casefold() in self.annotators)
            and (not self.words or self._is_said_in(annotation))
        )

    def _is_said_in(self, annotation: Annotation) -> bool:
        said = f"{annotation.exact}\n{annotation.note}".casefold()
        return all(word in said for word in self.words)

    def __str__(self) -> str:
        """The line that `parse_filter` reads as this filter."""
        named = {
            "status": [status or NO_STATUS for status in self.statuses],
            "kind": self.kinds,
            "tag": self.tags,
            "anchor": self.anchors,
            "by": self.annotators,
        }
        terms = [f"{name}:{','.join(map(quoted, sorted(values)))}" for name, values in named.items() if values]
        return " ".join([*terms, *map(quoted, self.words)])


def parse_filter(line: str) -> Filter:
    """The filter that a person typed; an empty line lets everything pass.

    Names are status, kind, tag, anchor and by; a value or a word with a space, comma or colon stands in double
    quotation marks, and such a mark inside is doubled.

    Raises:
        InputError: A name or a value is not known, or a quotation mark is left open; the sentence says what there is.
    """
    given: dict[str, list[str]] = {name: [] for name in _NAMES}
    words: list[str] = []
    for name, values in terms_of(line):
        if name:
            given[_known(name)] += _checked(name, values)
        else:
            words += values
    return Filter(
        statuses=frozenset(None if each == NO_STATUS else Status(each) for each in given["status"]),
        kinds=frozenset(map(Kind, given["kind"])),
        tags=frozenset(given["tag"]),
        anchors=frozenset(map(Anchor, given["anchor"])),
        annotators=frozenset(given["by"]),
        words=tuple(dict.fromkeys(words)),
    )


_NAMES: Mapping[str, type[StrEnum] | None] = {"status": Status, "kind": Kind, "tag": None, "anchor": Anchor, "by": None}


def _known(name: str) -> str:
    folded = name.casefold()
    if folded not in _NAMES:
        raise InputError(
            f"There is no filter “{name}”. There are: {', '.join(_NAMES)}. "
            "Words with a colon stand in double quotation marks."
        )
    return folded


def _checked(name: str, values: list[str]) -> list[str]:
    if not values:
        raise InputError(f"What is “{name}:” to be? Write {name}:{next(iter(_choices(name)), 'name')}.")
    choices = _choices(name)
    if unknown := [value for value in values if choices and value not in choices]:
        raise InputError(f"There is no {name.casefold()} “{unknown[0]}”. There are: {', '.join(choices)}.")
    return values


def _choices(name: str) -> list[str]:
    """The values that a name may have; none where it may have any."""
    values: Iterable[str] = _NAMES[name.casefold()] or ()
    return [*values, *([NO_STATUS] if name.casefold() == "status" else [])]
