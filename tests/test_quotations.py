"""Quotations against two golds made by hand: sentences written for it, and every body line of the seeds."""

import sys
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quotation_marking import Marking, marked_lines, marking_of, read_marking, show

from annotations.articles.plain_text import parse
from annotations.detection.quotations import find_quotations
from annotations.model import Quotation, QuotationKind, Role

SENTENCES = marked_lines("quotation_sentences.txt")
WORDS = """
    Keller he the army said , . : ; — " “ ” ' ’ ‘ « » told that and but according to "The dam." ( ) a asked is called
    saying reportedly who Q: it is believed to spokesman which by with as quoted promise his not without what when may
    “Bridges” Keller: Mr. She the Ann what’s , ,” rumour has
"""
NEWS = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40).map(" ".join)


def body_markings() -> list[tuple[str, list[str]]]:
    """The seeds' names, each with its marked body lines."""
    seeds: list[tuple[str, list[str]]] = []
    for line in marked_lines("quotation_seeds.txt"):
        if line.startswith("= "):
            seeds.append((line[2:], []))
        else:
            seeds[-1][1].append(line)
    return seeds


def named(text: str) -> list[str]:
    return [quotation.speaker_name for quotation in find_quotations(text)]


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 120


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_read_as_marked_by_hand(line: str) -> None:
    gold = read_marking(line)
    assert show(marking_of(gold.text, find_quotations(gold.text))) == show(gold)


@pytest.mark.parametrize(("name", "marked"), body_markings(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_body_of_a_seed_is_read_as_marked_by_hand(name: str, marked: list[str], seeds: Path) -> None:
    article = parse((seeds / name).read_bytes().decode("utf-8"))
    lines = [line for line in article.lines if line.role is Role.BODY]
    found = find_quotations(article.text, lines=[(line.start, line.end) for line in lines])
    shown = []
    for line in lines:
        inside = [each for each in found if line.start <= each.start < line.end]
        shown.append(show(_moved(marking_of(article.text[line.start : line.end], inside), line.start)))
    assert shown == [show(read_marking(line)) for line in marked]


def _moved(marking: Marking, by: int) -> Marking:
    return Marking(
        marking.text,
        [(start - by, end - by, kind) for start, end, kind in marking.contents],
        [(start - by, end - by) for start, end in marking.speakers if start >= by],
        [(start - by, end - by) for start, end in marking.cues if start >= by],
    )


def test_the_parts_of_a_split_quotation_have_one_group() -> None:
    found = find_quotations('"We go," Keller said, "and stay."')
    assert [each.group for each in found] == [0, 0]


def test_a_quotation_that_follows_a_direct_one_is_of_its_group() -> None:
    found = find_quotations('"We go now," Keller said. "And we stay."')
    assert [each.group for each in found] == [None, 0]


def test_a_quotation_left_open_is_joined_with_the_next_paragraph() -> None:
    found = find_quotations("“We go now,” Keller said. “And we stay.\n“Nobody will stop us there.”")
    assert [each.group for each in found] == [None, 0, 0]
    assert [each.speaker_name for each in found] == ["Keller"] * 3


def test_the_cue_may_come_with_the_last_paragraph() -> None:
    found = find_quotations("“We go now and we stay.\n“Nobody will stop us,” Keller said.")
    assert [each.group for each in found] == [None, 0]
    assert found[1].speaker_name == "Keller"


def test_a_quotation_is_not_joined_where_the_next_paragraph_opens_none() -> None:
    found = find_quotations("Keller said: “We go now and we stay.\nThe army said “no comment at all” on Friday.")
    assert {each.group for each in found} == {None}


def test_a_surname_is_offered_the_full_name_given_before() -> None:
    assert named("Colonel Ryan Dillon said it was over.\nDillon said more.\nHe said it again.") == ["Ryan Dillon"] * 3


def test_a_person_is_known_from_a_paragraph_in_which_nobody_speaks() -> None:
    assert named("The talks were led by Marta Keller.\nKeller said they went well.") == ["Marta Keller"]


def test_a_post_and_an_apposition_are_no_part_of_a_name() -> None:
    assert named('"We go," said YPG spokesman Nouri Mahmoud.') == ["Nouri Mahmoud"]
    assert named("Nuri Mahmud, a spokesman for the units, said they go.") == ["Nuri Mahmud"]


def test_a_name_with_a_small_word_is_whole() -> None:
    assert named("Staffan de Mistura said it was so.\nDe Mistura said he would go.") == ["Staffan de Mistura"] * 2


def test_an_organisation_keeps_its_phrase() -> None:
    assert named("Russia’s Defense Ministry said the road was open.") == ["Russia’s Defense Ministry"]


def test_he_without_a_person_before_stays_he() -> None:
    assert named("He said it was over.") == ["He"]


def test_they_are_nobody_in_particular() -> None:
    assert named("Ann Keller said it was over.\nThey said it was not.") == ["Ann Keller", "They"]


def test_a_dateline_in_capitals_is_no_turn_of_a_transcript() -> None:
    found = find_quotations("BEIRUT: The road is open.\nThe bridge is closed.")
    assert found == []


def test_only_the_part_asked_for_is_read() -> None:
    text = '"One is here," he said.\n"Two is here," she said.'
    assert [each.text for each in find_quotations(text, 24)] == ['"Two is here,"']
    assert [each.text for each in find_quotations(text, 0, 23)] == ['"One is here,"']


def test_an_announced_block_that_is_no_sentence_is_left_out() -> None:
    assert find_quotations("The ministry said in a statement:\nShare") == []


@given(NEWS)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_quotations(text)
    assert all(each.text == text[each.start : each.end] and each.start < each.end for each in found)
    assert all(first.start <= second.start for first, second in pairwise(found))
    for each in found:
        assert each.kind is not QuotationKind.TERM or (each.speaker, each.cue) == (None, None)
        assert all(0 <= span.start < span.end <= len(text) for span in (each.speaker, each.cue) if span)


def calls(text: str) -> int:
    """How many functions are called to read a text: its cost, without a clock."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        find_quotations(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", ['"', "“", "”", "“‘«", '"a ', "'a ", "“a ", "said ", '"a," said X. ', "A. ", '"a\n'])
def test_the_cost_of_a_hostile_text_grows_as_it_does(unit: str) -> None:
    short, long = (calls((unit * size)[:size]) for size in (4000, 8000))
    assert long < 2.2 * short


@given(NEWS)
def test_a_text_is_read_alike_each_time(text: str) -> None:
    first: list[Quotation] = find_quotations(text)
    assert find_quotations(text) == first
