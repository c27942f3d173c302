"""Lines kept as arrays are the lines that were put in."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.line_table import LineTable
from annotations.model import Line, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFSETS = st.integers(0, 2**32 - 1)
LINES = st.lists(st.builds(Line, OFFSETS, OFFSETS, st.sampled_from(Role), st.sampled_from(["short", "long"])))


@given(LINES)
def test_a_table_holds_the_lines_that_were_put_in(lines: list[Line]) -> None:
    table: Sequence[Line] = LineTable(iter(lines))
    assert list(table) == [table[index] for index in range(len(table))] == lines
    assert table[1:-1] == tuple(lines[1:-1])
    assert (table, repr(table), hash(table)) == (tuple(lines), repr(tuple(lines)), hash(tuple(lines)))


@given(LINES)
def test_a_table_is_the_same_after_a_file_of_json(lines: list[Line]) -> None:
    table = LineTable(lines)
    assert LineTable.unpacked(json.loads(json.dumps(table.packed()))) == table


def test_a_table_is_nothing_else() -> None:
    assert LineTable() != 0
    assert LineTable([Line(0, 1, Role.BODY, "")]) != LineTable([Line(0, 1, Role.CAPTION, "")])


@pytest.mark.parametrize(
    "damage", [{"starts": []}, {"kinds": [1]}, {"kinds": []}, {"ends": [-1]}, {"whys": [["poem", ""]]}, {"whys": [0]}]
)
def test_what_does_not_fit_together_is_no_table(damage: dict[str, Any]) -> None:
    known = LineTable([Line(0, 1, Role.BODY, "a long line")]).packed() | damage
    with pytest.raises((ValueError, TypeError, OverflowError)):
        LineTable.unpacked(known)
