"""Who and what some articles name, under which forms, and what made two forms one."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from annotations.comparison.aliases import Aliases
from annotations.comparison.spelling import folded


class JoinedBy(StrEnum):
    """Why a form is one of an entity's."""

    SPELLING = "spelling"
    """It is written otherwise, or as the name itself."""
    ALIAS = "alias"
    """An alias says so: the reader's, or a common one."""
    GLOSS = "gloss"
    """An article explains it: "Syrian Democratic Forces (SDF)"."""
    SHORTER = "shorter"
    """An article gave the full name first."""


class Form(NamedTuple):
    """One way in which articles write a name.

    Attributes:
        text: As written.
        times: How often it was found.
        by: What makes it a form of this entity.
        source: Of an alias, the form as the aliases give it; of a gloss, the file of the first article that has it;
            else empty.
    """

    text: str
    times: int
    by: JoinedBy = JoinedBy.SPELLING
    source: str = ""


class Entity(NamedTuple):
    """Somebody or something that the articles name.

    Attributes:
        name: What to call it: the name that an alias gives, or else the full form found most often.
        found: Its forms, the most frequent first.
    """

    name: str
    found: tuple[Form, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms found, as written, the most frequent first."""
        return tuple(form.text for form in self.found)

    @property
    def times(self) -> int:
        """How often it is named."""
        return sum(form.times for form in self.found)


def unused_forms(aliases: Aliases, entities: Iterable[Entity]) -> list[str]:
    """The forms of the reader's own aliases under which nobody is named, in the order of the file."""
    used = {folded(text) for entity in entities for form in entity.found for text in (form.text, form.source)}
    return [form for form in aliases.lines if form != aliases.names[form] and folded(form) not in used]
