"""Which annotations one wants, as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import annotation
from strategies import HOSTILE

from annotations.errors import InputError
from annotations.filters import Filter, parse_filter
from annotations.model import Anchor, Annotation, Kind, Status

FLOOD = annotation(
    0, 4, status=Status.DISPUTED, kind=Kind.QUANTITY, tags=("Check", "two words"), anchor=Anchor.CHANGED,
    annotator="Bo", exact="the Flood", note="Damage: see report",
)  # fmt: skip
BLANK = annotation(9, 12)
FOLDED = HOSTILE.map(str.casefold).filter(bool)
FILTERS = st.builds(
    Filter,
    statuses=st.frozensets(st.none() | st.sampled_from(Status)),
    kinds=st.frozensets(st.sampled_from(Kind)),
    tags=st.frozensets(FOLDED, max_size=3),
    anchors=st.frozensets(st.sampled_from(Anchor)),
    annotators=st.frozensets(FOLDED, max_size=3),
    words=st.lists(FOLDED, unique=True, max_size=3).map(tuple),
)


def passing(line: str) -> list[Annotation]:
    wanted = parse_filter(line)
    return [each for each in (FLOOD, BLANK) if wanted.passes(each)]


@pytest.mark.parametrize("line", ["", "  ", "status:disputed,none", "kind:quantity,claim", '""'])
def test_what_asks_for_nothing_or_for_both_lets_both_pass(line: str) -> None:
    assert passing(line) == [FLOOD, BLANK]


@pytest.mark.parametrize(
    "line",
    [
        "status:disputed,unclear", "status:unclear status:disputed", "STATUS:Disputed", "tag:check", "tag:CHECK,other",
        'tag:"two words"', "anchor:changed", "by:bo", "kind:quantity", "flood damage", '"the flood"', '"damage: see"',
        "status:disputed,unclear tag:check anchor:changed by:bo kind:quantity flood damage",
    ],
)  # fmt: skip
def test_of_each_name_any_value_and_all_the_words(line: str) -> None:
    assert passing(line) == [FLOOD]


@pytest.mark.parametrize(
    "line", ["status:agreed", "tag:words", "by:bob", "flood storm", "anchor:exact kind:quantity", '"flood the"']
)
def test_what_differs_in_one_thing_does_not_pass(line: str) -> None:
    assert FLOOD not in passing(line)


def test_what_has_no_status_yet_is_asked_for_as_none() -> None:
    assert passing("status:none") == [BLANK]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("colour:red", "There is no filter “colour”. There are: status, kind, tag, anchor, by."),
        ("status:maybe", "There is no status “maybe”. There are: agreed, disputed, unclear, context, none."),
        ("anchor:lost", "There is no anchor “lost”. There are: exact, moved, changed, ambiguous, orphan."),
        ("kind:", "What is “kind:” to be? Write kind:quantity."),
        ("tag:,", "What is “tag:” to be? Write tag:name."),
        ('flood "damage', "A quotation mark is left open"),
    ],
)
def test_what_cannot_be_understood_is_told(line: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_filter(line)
    assert told in str(caught.value)


@given(FILTERS)
def test_the_line_of_a_filter_is_read_as_that_filter(wanted: Filter) -> None:
    assert parse_filter(str(wanted)) == wanted


@given(HOSTILE)
def test_any_line_is_a_filter_or_a_sentence(line: str) -> None:
    try:
        wanted = parse_filter(line)
    except InputError:
        assert '"' in line or ":" in line
        return
    assert parse_filter(str(wanted)) == wanted
