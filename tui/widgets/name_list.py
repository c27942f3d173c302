"""The list of who is named: each name, and beneath it the forms that articles write."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.message import Message

from annotations.comparison.aliases import Aliases
from annotations.comparison.entities import Entity, Form
from tui.widgets.naming import how_joined
from tui.widgets.row_list import RowList, fit

_HOW = 30  # cells for what joined a form, where there is room


class NameRow(NamedTuple):
    """A row of the list.

    Attributes:
        entity: Who is named.
        form: One of the forms; nothing for the row of the name itself.
    """

    entity: Entity
    form: Form | None = None


def rows_of(entities: Iterable[Entity]) -> Iterator[NameRow]:
    """The rows of a list: a name, and beneath it its forms where there are others than the name."""
    for entity in entities:
        yield NameRow(entity)
        if entity.forms != (entity.name,):
            yield from (NameRow(entity, form) for form in entity.found)


class NameList(RowList[NameRow]):
    """Who is named, under which forms, and what joined them."""

    class Chosen(Message):
        """The reader goes to where a form stands."""

        def __init__(self, form: str) -> None:
            super().__init__()
            self.form = form

    def __init__(self) -> None:
        super().__init__()
        self._aliases = Aliases({}, {})

    def show(self, entities: Sequence[Entity], aliases: Aliases) -> None:
        """Show names that were found by some aliases."""
        self._aliases = aliases
        self.set_items(list(rows_of(entities)))

    def chosen(self, item: NameRow) -> None:
        """Tell which form the reader wants to see."""
        self.post_message(self.Chosen(item.form.text if item.form else item.entity.forms[0]))

    def parts(self, item: NameRow, width: int) -> list[list[tuple[str, bool]]]:
        """How often, and the name; or the form and what joined it."""
        if item.form is None:
            return [[(fit(f"{item.entity.times:>5} {item.entity.name}", width), False)]]
        how = min(_HOW, width // 2)
        words = fit(f"{item.form.times:>5}   {item.form.text}", width - how)
        return [[(words, False), (fit(how_joined(item.form, item.entity.name, self._aliases), how), True)]]
