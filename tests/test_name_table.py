"""Names kept as one text."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.findings import NameTable

NAMES = st.lists(st.text(max_size=5))


@given(NAMES, NAMES)
def test_a_table_holds_the_names_that_were_put_in(first: list[str], later: list[str]) -> None:
    table = NameTable(first)
    table.extend(later)
    names = first + later
    assert table == names
    assert len(table) == len(names)
    assert [table[number] for number in range(-len(names), 0)] == names
    assert table[1:-1] == names[1:-1]


def test_a_table_is_nothing_else() -> None:
    assert NameTable(["a"]) != 1
    assert NameTable(["a", "b"]) != NameTable(["ab"])
