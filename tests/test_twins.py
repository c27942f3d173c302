"""Two copies of one text: what was changed, and annotations that go from one to the other."""

from hypothesis import given
from hypothesis import strategies as st
from making import BRIDGE, QUOTE, RIVER, SCHOOL, WIRE, annotation, body, span_of

from annotations.comparison.carrying import Carried, Obstacle, carried
from annotations.comparison.fingerprints import words
from annotations.comparison.twins import Twins, told_first
from annotations.model import Annotation, Article, Span


def twins(one: str, other: str) -> Twins:
    return Twins(body(one, "one.txt"), body(other, "other.txt"))


def changes(one: str, other: str) -> list[tuple[str, str, bool]]:
    return [(each.a.text, each.b.text, each.inside_quotation) for each in twins(one, other).changes]


def carry(one: str, quote: str, other: str, taken: tuple[str, ...] = ()) -> Carried:
    """What becomes of an annotation on the words `quote`."""
    pair = twins(one, other)
    start, end = span_of(one, quote)
    (found,) = carried([annotation(start, end)], pair, [span_of(other, each) for each in taken])
    return found


def lands_on(one: str, quote: str, other: str) -> str:
    found = carry(one, quote, other)
    assert found.obstacle is None
    assert found.span
    return other[slice(*found.span)]


def test_a_sentence_that_one_of_the_two_leaves_out_is_a_change_between_its_neighbours() -> None:
    pair = twins(WIRE, f"{RIVER}\n\n{BRIDGE}\n\n{QUOTE}\n")
    (change,) = pair.changes
    assert (change.a.text, change.b.text) == (SCHOOL, "")
    assert pair.b.text[: change.b.start].endswith("lower town.")
    assert Twins(pair.b, pair.a).changes[0].b.text == SCHOOL


def test_a_paragraph_of_ones_own_before_all_others_is_told_at_the_beginning() -> None:
    own = "Nobody at the ministry could be reached. It was closed for the holidays."
    pair = twins(f"{own}\n\n{WIRE}", WIRE)
    assert [(each.a.text, each.b.start) for each in pair.changes] == [(own, 0)]
    assert changes("One thing.\n", "Another matter.\n") == [("One thing.", "", False), ("", "Another matter.", False)]


def test_a_text_without_a_body_has_no_words_of_the_other() -> None:
    pair = Twins(body(WIRE), Article("id", "", "hash", (), "Empty"))
    assert [(each.b.start, each.b.text) for each in pair.changes] == [(0, "")] * len(pair.changes)


def test_changes_inside_quotation_marks_are_told_first() -> None:
    other = WIRE.replace("Elbe", "Oder").replace("no food", "little food")
    told = told_first(twins(WIRE, other).changes)
    assert [(each.a.text, each.inside_quotation) for each in told] == [("no", True), ("Elbe", False)]


def test_an_annotation_goes_to_the_same_words() -> None:
    other = WIRE.replace("The river", "On Monday the river").replace(f"{SCHOOL} ", "")
    assert lands_on(WIRE, "12 cracks", other) == "12 cracks"
    assert lands_on(WIRE, BRIDGE, other) == BRIDGE
    assert lands_on(WIRE, "“We had no power and no food for three days,”", other).startswith("“We had")


def test_quotation_marks_of_another_shape_are_the_same_marks() -> None:
    other = WIRE.replace("“", '"').replace("”", '"')
    assert lands_on(WIRE, "“We had no power and no food for three days,”", other).endswith('days,"')


def test_it_goes_to_words_that_say_the_same_and_tells_what_differs() -> None:
    other = WIRE.replace("lorries", "heavy trucks").replace("an engineer", "a young engineer")
    assert lands_on(WIRE, BRIDGE, other) == span_text(other, "The old", "second arch.")
    assert [(each.a.text, each.b.text) for each in carry(WIRE, BRIDGE, other).changes] == [
        ("lorries", "heavy trucks"),
        ("an", "a young"),
    ]


def test_words_put_in_between_are_told_as_changes() -> None:
    found = carry(WIRE, "stone bridge was closed", WIRE.replace("was closed", "was quickly closed"))
    assert [each.b.text for each in found.changes] == ["quickly"]


def span_text(text: str, first: str, last: str) -> str:
    return text[text.index(first) : text.index(last) + len(last)]


def test_a_name_in_other_letters_is_the_same_name() -> None:
    one = WIRE.replace("Dresden", "Raqqa")
    assert lands_on(one, "the mayor of Raqqa", one.replace("Raqqa", "Raqa")) == "the mayor of Raqa"
    assert lands_on(one, "Raqqa", one.replace("Raqqa", "Raqa")) == "Raqa"
    assert carry(one, "the mayor of Raqqa", one.replace("Raqqa", "Meissen")).obstacle is Obstacle.NAMED


def test_another_figure_negation_or_day_is_never_taken_for_the_same() -> None:
    for words_before, words_after in (("12", "20"), ("12", "about 12"), ("was closed", "was not closed")):
        found = carry(WIRE, BRIDGE, WIRE.replace(words_before, words_after))
        assert found.obstacle is Obstacle.TELLING
    assert carry(WIRE, "12 cracks", WIRE.replace("12", "20")).obstacle is Obstacle.TELLING
    assert carry(WIRE, "12", WIRE.replace("12", "20")).obstacle is Obstacle.TELLING


def test_what_is_put_in_right_before_a_figure_counts() -> None:
    assert carry(WIRE, "12 cracks", WIRE.replace("12", "at least 12")).obstacle is Obstacle.TELLING
    assert carry(WIRE, "12 cracks", WIRE.replace("engineer found", "engineer never found")).obstacle is (
        Obstacle.TELLING
    )
    assert lands_on(WIRE, "12 cracks", WIRE.replace("engineer found", "engineer then found")) == "12 cracks"


def test_quoted_words_that_were_changed_are_left_out() -> None:
    quote = "“We had no power and no food for three days,”"
    assert carry(WIRE, quote, WIRE.replace("and no food", "and hardly any food")).obstacle is Obstacle.QUOTED
    assert carry(WIRE, quote, WIRE.replace("“", "").replace("”", "")).obstacle is Obstacle.QUOTED


def test_what_is_not_there_is_left_out() -> None:
    other = f"{RIVER}\n\n{BRIDGE}\n\n{QUOTE}\n"
    assert carry(WIRE, SCHOOL, other).obstacle is Obstacle.MISSING
    assert carry(WIRE, f"{SCHOOL} {BRIDGE}", other).obstacle is Obstacle.MISSING
    assert carry(f"{SCHOOL} Nobody sang.\n", "Nobody sang.", f"{SCHOOL}\n").obstacle is Obstacle.MISSING
    assert carry(WIRE, "second arch", WIRE.replace("in its second arch", "on one side")).obstacle is not None


def test_nothing_is_put_on_what_is_annotated_already() -> None:
    assert carry(WIRE, "12 cracks", WIRE.replace("Elbe", "Oder"), ("12 cracks",)).obstacle is Obstacle.TAKEN


PIECES = [each.rstrip(".") for each in (*RIVER.split(), *SCHOOL.split(), *QUOTE.split(), "12", "not", "Monday")]
SENTENCES = st.lists(
    st.sampled_from(PIECES),
    min_size=8,
    max_size=20,
    unique_by=str.casefold,
).map(lambda chosen: " ".join(chosen) + ".")


@given(
    st.lists(SENTENCES, min_size=1, max_size=5, unique=True),
    st.data(),
)
def test_a_carried_passage_has_the_words_of_the_original_but_for_the_changes_told(
    sentences: list[str], data: st.DataObject
) -> None:
    one = " ".join(sentences)
    pieces = one.split(" ")
    edits = data.draw(st.lists(st.tuples(st.integers(0, len(pieces) - 1), st.sampled_from(["", "big", "no", "7"]))))
    edited = list(pieces)
    for at, word in edits:
        edited[at] = word
    other = " ".join(each for each in edited if each)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(pieces) - 1)] * 2)))
    start = len(" ".join(pieces[:first])) + bool(first)
    passage = Span(start, start + len(" ".join(pieces[first : last + 1])))
    found = check(one, other, annotation(*passage))
    if not edits:
        assert found.span == passage


def check(one: str, other: str, said: Annotation) -> Carried:
    (found,) = carried([said], twins(one, other))
    assert (found.span is None) == (found.obstacle is not None)
    if found.span:
        told = sorted(found.changes, key=lambda each: (each.a.start, each.a.end), reverse=True)
        text = one
        for each in told:
            text = f"{text[: each.a.start]} {each.b.text} {text[each.a.end :]}"
        end = len(text) - (len(one) - said.end)
        assert words(text[said.start : end]) == words(other[slice(*found.span)])
        figures = [word for word in words(other[slice(*found.span)]) if word.isdecimal() or word in ("no", "not")]
        assert figures == [
            word for word in words(one[said.start : said.end]) if word.isdecimal() or word in ("no", "not")
        ]
    return found
