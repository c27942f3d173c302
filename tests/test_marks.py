import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.marks import find_marked


def marked(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_marked(text)]


@pytest.mark.parametrize(
    "quoted", ['"go"', "“go”", "«go»", "»go«", "„go“", "„go”", "”go”", "''go''", "``go''", '“go"', "‘go’"]
)
def test_any_mark_opens_and_any_closes(quoted: str) -> None:
    assert marked(f"He said {quoted} and left.") == [quoted]


def test_marks_stand_around_what_is_quoted() -> None:
    (found,) = find_marked("He said ''go'' and left.")
    assert (found.start, found.inner_start, found.inner_end, found.end) == (8, 10, 12, 14)


def test_nested_marks_stay_inside() -> None:
    assert marked('"He said “go” and "left" at once," she said.') == ['"He said “go” and "left" at once,"']
    assert marked("‘He said “go” and left.’") == ["‘He said “go” and left.’"]


def test_three_apostrophes_close_a_quotation_inside_a_quotation() -> None:
    assert marked("''He said 'go,''' she said.") == ["''He said 'go,'''"]


@pytest.mark.parametrize(
    "text",
    [
        "the voters’ roll",
        "the ’90s and the '80s",
        "get ‘em, 'tis late",
        "O'Hara's rock 'n' roll",
        "5' 11\" long",
        "a “”",
        "' '",
    ],
)
def test_apostrophes_inches_and_empty_marks_open_nothing(text: str) -> None:
    assert marked(text) == []


def test_a_plural_possessive_does_not_close_where_a_better_mark_follows() -> None:
    assert marked("'It is the drivers' fault,' he said.") == ["'It is the drivers' fault,'"]
    assert marked("the 'drivers' rule") == ["'drivers'"]


def test_attributes_of_tags_are_no_quotations() -> None:
    assert marked('<a href="x y">He said "go"</a> 1 < 2') == ['"go"']


def test_the_state_begins_anew_with_each_line() -> None:
    found = list(find_marked('"One goes on\nand "two" does not'))
    assert [(each.end, each.closed) for each in found] == [(12, False), (22, True)]


def test_a_mark_that_is_not_closed_ends_where_the_next_opens() -> None:
    assert marked('"We go, he said. "We stay," she said.') == ['"We go, he said. ', '"We stay,"']


def test_a_single_mark_may_stay_open_where_the_next_line_opens_again() -> None:
    assert marked("‘One goes on\n‘and ends here’") == ["‘One goes on", "‘and ends here’"]
    assert marked("‘One goes on\nand ends here") == []


def test_only_the_part_asked_for_is_read() -> None:
    text = '"one" "two" "three"'
    assert [text[each.start : each.end] for each in find_marked(text, 6, 11)] == ['"two"']


@given(st.text(alphabet="ab .,\n\"“”„«»'‘’`<>s", max_size=60))
def test_passages_are_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for each in find_marked(text):
        assert end <= each.start < each.inner_start <= each.inner_end <= each.end <= len(text)
        assert "\n" not in text[each.start : each.end]
        end = each.end
