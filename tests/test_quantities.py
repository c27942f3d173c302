"""The detector held to figures read by hand, and to what must hold of any text."""

import csv
import re
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.detection.quantities import find_quantities
from annotations.model import Quantity, QuantityKind

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parent.parent / "seeds"
PUBLISHED = {
    "000": "2017-10-14",
    "001": "2017-10-14",
    "002": "2017-10-14",
    "003": "2017-10-14",
    "004": "2017-10-15",
}
FURNITURE = re.compile(r"arab ?s?today|raqas fall", re.IGNORECASE)
MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)(?:\|([^{}]*))?\}")


class Expected(NamedTuple):
    start: int
    end: int
    kind: str
    reading: str
    named: dict[str, str]


def unmarked(line: str) -> tuple[str, list[Expected]]:
    """The sentence of a line without its marks, and what the marks say."""
    plain, position, expected = "", 0, []
    for mark in MARK.finditer(line):
        plain += line[position : mark.start()]
        named = dict(pair.split("=") for pair in mark[4].split(";")) if mark[4] else {}
        expected.append(Expected(len(plain), len(plain) + len(mark[1]), mark[2], mark[3], named))
        plain += mark[1]
        position = mark.end()
    return plain + line[position:], expected


def sentences() -> list[str]:
    """The marked sentences, those for the hard cases and those in the manner of news agencies."""
    texts = [(DATA / name).read_text(encoding="utf-8") for name in ("quantities.txt", "wire.txt")]
    return [line for text in texts for line in text.splitlines() if line and not line.startswith("#")]


def reading(quantity: Quantity) -> str:
    if isinstance(quantity.value, str):
        return quantity.value
    if quantity.value is not None:
        return f"{quantity.value:.10g}"
    return "-" if quantity.low is None else f"{quantity.low:.10g}..{quantity.high:.10g}"


def spans(quantities: list[Quantity]) -> list[tuple[int, int]]:
    return [(quantity.start, quantity.end) for quantity in quantities]


@pytest.mark.parametrize("line", sentences())
def test_a_sentence_read_by_hand_is_read_alike(line: str) -> None:
    plain, expected = unmarked(line)
    found = find_quantities(plain, published="2017-10-14")
    assert [quantity.text for quantity in found] == [plain[each.start : each.end] for each in expected]
    assert spans(found) == [(each.start, each.end) for each in expected]
    for quantity, each in zip(found, expected, strict=True):
        assert quantity.kind == each.kind
        assert reading(quantity) == each.reading
        assert {name: str(getattr(quantity, name)) for name in each.named} == each.named


def test_at_least_150_sentences_are_read_by_hand() -> None:
    assert len(sentences()) >= 150


def on_furniture(text: str, quantity: Quantity) -> bool:
    begin = text.rfind("\n", 0, quantity.start) + 1
    return FURNITURE.search(text[begin : (text + "\n").find("\n", quantity.end)]) is not None


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.txt")))
def test_every_figure_of_a_seed_is_read_and_nothing_else(name: str) -> None:
    text = (SEEDS / name).read_bytes().decode()
    with (DATA / "seed_quantities.tsv").open(encoding="utf-8", newline="") as table:
        expected = [row for row in csv.DictReader(table, delimiter="\t") if row["file"] == name]
    found = [
        {
            "file": name, "start": str(each.start), "end": str(each.end), "text": each.text,
            "kind": str(each.kind), "reading": reading(each), "unit": each.unit, "modifier": each.modifier,
            "counted": each.counted, "of": each.of, "vague": "vague" if each.vague else "",
        }
        for each in find_quantities(text, published=PUBLISHED[name[:3]])
        if not on_furniture(text, each)
    ]  # fmt: skip
    assert found == expected


TEMPTATIONS = """
one-time|second city|the fall|last parts|once the de facto|several reports|one of the most|a large number
multiple|until this very moment|several occasions|a string of
"""


@pytest.mark.parametrize("phrase", TEMPTATIONS.strip().replace("\n", "|").split("|"))
def test_what_tempts_in_the_seeds_is_no_figure(phrase: str) -> None:
    for path in SEEDS.glob("*.txt"):
        text = path.read_bytes().decode()
        found = find_quantities(text)
        for match in re.finditer(re.escape(phrase), text):
            assert not [each for each in found if each.start < match.end() and match.start() < each.end]


def test_a_range_of_the_text_is_read_with_offsets_of_the_whole() -> None:
    text = "Ten men came.\n\nTwenty left in 2014."
    assert [each.text for each in find_quantities(text, 15, len(text))] == ["Twenty", "2014"]
    assert find_quantities(text, 15, 21)[0].start == 15


def test_without_the_day_of_publication_a_relative_date_has_a_kind_and_no_value() -> None:
    (found,) = find_quantities("It fell on Saturday.")
    assert (found.kind, found.value) == (QuantityKind.DATE, None)


def test_a_day_of_publication_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        find_quantities("Ten", published="yesterday")


def test_a_time_of_publication_counts_as_its_day() -> None:
    (found,) = find_quantities("It fell today.", published="2017-10-14T21:41:42+00:00")
    assert found.value == "2017-10-14"


MOMENTS = """
I left {10 minutes ago|time|2016-11-07T16:02}.
The show begins {3 hours from now|time|2016-11-07T19:12}.
The doors will open in {25 minutes|time|2016-11-07T16:37}.
It took {5 minutes|duration|300}.
They left {yesterday|date|2016-11-06}.
"""


@pytest.mark.parametrize("line", MOMENTS.strip().splitlines())
def test_minutes_and_hours_are_counted_from_the_moment_of_publication(line: str) -> None:
    plain, expected = unmarked(line)
    found = find_quantities(plain, published="2016-11-07T16:12:00")
    assert [(each.text, str(each.kind), reading(each)) for each in found] == [
        (plain[each.start : each.end], each.kind, each.reading) for each in expected
    ]


@pytest.mark.parametrize("line", sentences())
def test_a_sentence_is_read_without_a_day_of_publication(line: str) -> None:
    plain, expected = unmarked(line)
    assert spans(find_quantities(plain)) == [(each.start, each.end) for each in expected]


WORDS = """
one two half a the of past last next five days years million % $ € . , - – / : ( ) 5 1,500 2014 14 10 3.5 th
pm Monday May June Oct. GMT at on in and to between from about up ago early hundred dozens third first second
km kg dollars cents per cent old Q3 G 7 @ :// + [1] No. 24 hours ' s x e × ½ Easter after before week will
Feb 29 later earlier day previous following this or march ago tomorrow morning noon 2/29 5/12
Feb 29 night tonight point thirds twenty thousand centuries now minus ’ time Sunday 18th 31st Mon 000
"""
DAYS = ["2017-10-14", "2016-02-29T23:59:59", "0001-01-01T00:00", "9999-12-31T23:59", "2017-10-14T09:00:00+02:00"]


@given(
    st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n"]), max_size=30),
    st.sampled_from(["", " "]),
    st.sampled_from(DAYS),
)
def test_mentions_are_sorted_apart_and_say_what_the_text_says_whenever_it_was_published(
    parts: list[str], joiner: str, published: str
) -> None:
    text = joiner.join(parts)
    last = 0
    found = find_quantities(text, published=published)
    assert spans(found) == spans(find_quantities(text))
    for each in found:
        assert last <= each.start < each.end
        assert text[each.start : each.end] == each.text
        last = each.end


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_read_alike_wherever_it_stands(text: str, before: str) -> None:
    alone = find_quantities(text)
    shifted = find_quantities(before + text, len(before), len(before) + len(text))
    assert spans(shifted) == [(start + len(before), end + len(before)) for start, end in spans(alone)]


@given(st.integers(min_value=0, max_value=10**9))
def test_a_figure_with_commas_has_its_value(value: int) -> None:
    (found,) = find_quantities(f"They counted {value:,} votes.")
    assert found.value in (float(value), str(value))
    assert found.text == f"{value:,}" or found.kind is QuantityKind.DATE


ADVERSARIAL = [
    "x", "1", "1,", "1 ", "one ", "1-", "1/", "1:", "(", "$1", "a@", "://", "1.", "one and ", "the end of ",
    "hundred ", "\n", " \n", "Monday, ", "https://", "f:1", "a.com.", "more than ", "the past five ", "+1",
    "1e", "1 000-", "“",
]  # fmt: skip


def calls(text: str) -> int:
    """How many functions reading a text calls: a measure of cost that no other process disturbs."""
    count = 0

    def count_one(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(count_one)
    try:
        find_quantities(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_twice_the_text_costs_at_most_twice_the_steps(unit: str) -> None:
    short, long = calls(unit * 500), calls(unit * 1000)
    assert long <= 2.2 * short + 100


PIECES = [
    *ADVERSARIAL,
    "May ",
    "in two weeks ",
    "last night at ",
    "½",
    "1½",
    "and a half ",
    "point one ",
    ",",
    " ",
    "0",
    "-",
]


def seconds(text: str) -> float:
    """CPU time of this process alone, the least of some runs."""

    def once() -> float:
        begun = time.process_time()
        find_quantities(text, published="2017-10-14")
        return time.process_time() - begun

    return min(once() for _ in range(3))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
def test_time_grows_with_the_length_of_a_hostile_line(parts: list[str]) -> None:
    """Eight times the text takes eight times as long; a quadratic rule would take 64 times as long."""
    unit = "".join(parts)
    short, long = ((unit * length)[:length] for length in (1_000, 8_000))
    assert seconds(long) <= 24 * seconds(short) + 0.01
