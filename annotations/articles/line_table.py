"""The lines of an article as parallel arrays: 5 MB of text may have a hundred thousand, and few are looked at."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from annotations.model import Line, Role


class LineTable(Sequence[Line]):
    """Lines in order, each made when somebody looks at it. Ten bytes a line, a twentieth of what a tuple of them takes.

    Args:
        lines: The lines.
    """

    __slots__ = ("_ends", "_kinds", "_starts", "_whys")

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._starts, self._ends, self._kinds = array("I"), array("I"), array("H")
        numbers: dict[tuple[Role, str], int] = {}
        for start, end, role, reason in lines:
            self._starts.append(start)
            self._ends.append(end)
            self._kinds.append(numbers.setdefault((role, reason), len(numbers)))
        self._whys = tuple(numbers)

    @classmethod
    def unpacked(cls, known: dict[str, Any]) -> "LineTable":
        """The lines that `packed` told of.

        Raises:
            LookupError: Something is missing.
            OverflowError: An offset is none.
            TypeError: Something is of another kind.
            ValueError: It does not fit together.
        """
        table = cls()
        table._starts, table._ends = array("I", known["starts"]), array("I", known["ends"])
        table._kinds = array("H", known["kinds"])
        table._whys = tuple((Role(role), str(reason)) for role, reason in known["whys"])
        if not len(table._starts) == len(table._ends) == len(table._kinds):
            raise ValueError
        if table._kinds and max(table._kinds) >= len(table._whys):
            raise ValueError
        return table

    def packed(self) -> dict[str, Any]:
        """The lines as a JSON object: their offsets, and which of the roles and reasons in `whys` is that of each."""
        return {
            "starts": self._starts.tolist(),
            "ends": self._ends.tolist(),
            "kinds": self._kinds.tolist(),
            "whys": self._whys,
        }

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        return Line(self._starts[index], self._ends[index], *self._whys[self._kinds[index]])

    def __iter__(self) -> Iterator[Line]:
        for start, end, kind in zip(self._starts, self._ends, self._kinds, strict=True):
            yield Line(start, end, *self._whys[kind])

    def __eq__(self, other: object) -> bool:
        """Whether they are the same lines, whatever keeps the other ones."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
