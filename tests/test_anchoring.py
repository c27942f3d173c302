import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import Description, describe, find, find_all, placed
from annotations.model import Anchor, Annotation, Kind, Span

ROOT = Path(__file__).parents[1]
TEXT = (
    "Flood in the valley\n\n"
    "Heavy rain fell on Monday. The mayor said around 400 people had left their homes in the lower town. "
    "“We were not warned by anybody upstream,” she added. By evening 12 bridges were closed.\n"
    "Repairs will cost two million euros, an engineer estimated.\n"
)


def annotate(passage: str, kind: Kind = Kind.CLAIM, text: str = TEXT) -> Annotation:
    start = text.index(passage)
    span = Span(start, start + len(passage))
    return Annotation("n", "a", "old", *span, *describe(text, span), kind=kind)


def found(annotation: Annotation, text: str) -> tuple[Anchor, str | None]:
    place = find(text, "new", annotation)
    return place.anchor, text[slice(*place.span)] if place.span else None


def test_a_passage_is_described_by_its_words_and_32_characters_on_each_side() -> None:
    text = "a" * 40 + "WORDS" + "b" * 40
    assert describe(text, Span(40, 45)) == Description("WORDS", "a" * 32, "b" * 32)


def test_at_the_edges_of_a_text_the_sides_are_shorter() -> None:
    assert describe("one two", Span(0, 3)) == Description("one", "", " two")
    assert describe("one two", Span(4, 7)) == Description("two", "one ", "")


def test_in_the_same_text_the_place_is_exact() -> None:
    annotation = annotate("400")._replace(text_sha256="new")
    assert found(annotation, TEXT) == (Anchor.EXACT, "400")


def test_offsets_that_do_not_hold_the_words_are_never_trusted() -> None:
    annotation = annotate("400")._replace(text_sha256="new", start=3, end=6)
    assert find(TEXT, "new", annotation).span == annotate("400").span


def test_in_a_text_changed_elsewhere_the_same_offsets_are_moved() -> None:
    assert found(annotate("400"), TEXT + "Updated.") == (Anchor.MOVED, "400")


@pytest.mark.parametrize("passage", ["400", "The mayor said around 400 people had left their homes in the lower town."])
@pytest.mark.parametrize(
    "edit",
    [
        ("Flood", "By our reporter. Flood"),
        (" ", "\n  "),
        ("“", '"'),
        ("Heavy rain fell on Monday.", ""),
        ("said", "said on the phone"),
        ("left their homes", "by then left their homes"),
    ],
)
def test_harmless_edits_move_a_passage(passage: str, edit: tuple[str, str]) -> None:
    anchor, words = found(annotate(passage), TEXT.replace(*edit))
    assert anchor is Anchor.MOVED
    assert words is not None
    assert words.split()[0] == passage.split(maxsplit=1)[0]
    assert words.split()[-1] == passage.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize(
    ("passage", "old", "new", "told"),
    [
        ("400", "400", "500", ("400", "500")),
        ("400", "400", "1,250", ("400", "1,250")),
        ("400", "400", "4000", ("400", "4000")),
        ("around 400 people", "400", "40", ("around 400 people", "around 40 people")),
        ("two million euros", "million", "billion", ("two million euros", "two billion euros")),
        ("will cost two", "will", "will not", ("will cost two", "will not cost two")),
        ("an engineer", "an engineer", "no engineer", ("an engineer", "no engineer")),
    ],
)  # fmt: skip
def test_a_figure_or_a_negation_that_differs_is_told_as_old_and_new(
    passage: str, old: str, new: str, told: tuple[str, str]
) -> None:
    text = TEXT.replace(old, new)
    place = find(text, "new", annotate(passage))
    assert (place.anchor, place.old, place.new) == (Anchor.CHANGED, *told)
    assert place.span is not None
    assert text[slice(*place.span)] == told[1]


@pytest.mark.parametrize(
    ("passage", "edit"),
    [
        ("Monday", ("Monday", "Thursday")),
        ("Heavy rain fell on Monday.", ("Monday", "Thursday")),
        ("around 400 people had left their homes", ("left", "lost")),
        ("around 400 people had left their homes", ("their ", "")),
        ("400", ("around 400", "nearly 400")),
        ("12 bridges", ("evening", "morning")),
        ("12", ("closed", "opened, all 12 of them lost")),
    ],
)
def test_a_day_or_any_word_of_the_passage_that_is_another_one_is_told(passage: str, edit: tuple[str, str]) -> None:
    assert found(annotate(passage), TEXT.replace(*edit))[0] is Anchor.CHANGED


@pytest.mark.parametrize(("old", "new"), [("at 5 p.m. on", "at 5 a.m. on"), ("at 5 pm on", "at 5 am on")])
def test_morning_and_evening_are_not_the_same_hour(old: str, new: str) -> None:
    text = f"The doors of the town hall will open {old} the day of the vote, the council said."
    assert found(annotate("5", text=text), text.replace(old, new))[0] is Anchor.CHANGED


def test_a_negation_beside_the_passage_is_told_with_its_surroundings() -> None:
    place = find(TEXT.replace("people had left", "people had not left"), "new", annotate("400"))
    assert place.anchor is Anchor.CHANGED
    assert "people had left" in place.old
    assert "people had not left" in place.new


def test_a_negation_before_the_passage_is_told_too() -> None:
    place = find(TEXT.replace("mayor said", "mayor never said"), "new", annotate("400 people"))
    assert place.anchor is Anchor.CHANGED


def test_a_negation_in_the_sentence_before_is_not_this_sentences() -> None:
    text = TEXT.replace("on Monday.", "on Monday, not Tuesday.")
    assert found(annotate("The mayor"), text) == (Anchor.MOVED, "The mayor")


@pytest.mark.parametrize("kind", [Kind.QUOTATION, Kind.CLAIM])
def test_quoted_words_that_differ_are_told(kind: Kind) -> None:
    annotation = annotate("“We were not warned by anybody upstream,” she added.", kind)
    anchor, words = found(annotation, TEXT.replace("anybody", "people"))
    assert anchor is Anchor.CHANGED
    assert words is not None
    assert "by people upstream" in words


def test_the_frame_of_a_quotation_may_be_worded_otherwise_in_a_claim() -> None:
    annotation = annotate("“We were not warned by anybody upstream,” she added.")
    assert found(annotation, TEXT.replace("she added", "she then added"))[0] is Anchor.MOVED


def test_a_quoted_word_taken_out_is_told() -> None:
    annotation = annotate("We were not warned by anybody upstream", Kind.QUOTATION)
    assert found(annotation, TEXT.replace(" upstream", ""))[0] is Anchor.CHANGED


def test_commas_in_a_number_are_no_change() -> None:
    text = "In all 1400 houses were lost in the flood, the office said."
    annotation = annotate("In all 1400 houses were lost in the flood", text=text)
    assert found(annotation, text.replace("1400", "1,400"))[0] is Anchor.MOVED


def test_a_passage_whose_sentence_is_gone_is_an_orphan_even_if_its_figure_stands_elsewhere() -> None:
    text = TEXT.replace("By evening 12 bridges were closed.", "") + "Buses ran every 12 minutes.\n"
    assert found(annotate("12"), text) == (Anchor.ORPHAN, None)


def test_a_long_passage_moved_among_other_words_is_found() -> None:
    passage = "The mayor said around 400 people had left their homes in the lower town."
    assert found(annotate(passage), f"Quite another report.\n{passage}\nAnd so on.") == (
        Anchor.MOVED,
        passage,
    )


def test_two_copies_are_ambiguous() -> None:
    text = "Intro.\n" + TEXT + TEXT
    place = find(text, "new", annotate("12 bridges"))
    assert (place.anchor, place.span) == (Anchor.AMBIGUOUS, None)
    assert [text[slice(*span)] for span in place.candidates] == ["12 bridges", "12 bridges"]


def test_a_copy_does_not_stand_in_for_a_figure_that_was_changed() -> None:
    text = TEXT.replace("12 bridges", "13 bridges") + TEXT
    assert found(annotate("12"), "Intro.\n" + text)[0] is Anchor.AMBIGUOUS


def test_two_likely_places_are_ambiguous() -> None:
    line = "Office {} counted 31 empty houses on Friday, it said.\n"
    annotation = annotate("31", text=line.format("A"))
    assert found(annotation, line.format("B") + line.format("C"))[0] is Anchor.AMBIGUOUS


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    text = "Of the 10 villages along the river only one was dry, the report says."
    annotation = annotate("10", text=text)
    assert found(annotation, text.replace("10", "100")) == (Anchor.CHANGED, "100")


def test_part_of_a_word_is_found_as_part_of_a_word() -> None:
    text = "The half-finished dam at Oberwald held the water back for a whole day."
    annotation = annotate("wald", text=text)
    assert found(annotation, text.replace("held", "kept")) == (Anchor.MOVED, "wald")


def test_an_imported_passage_without_surroundings_is_found_where_it_stands_once() -> None:
    bare = annotate("12 bridges")._replace(prefix="", suffix="", start=0, end=0)
    assert found(bare, TEXT) == (Anchor.MOVED, "12 bridges")
    assert found(bare, TEXT + TEXT)[0] is Anchor.AMBIGUOUS
    assert found(bare, "112 bridges") == (Anchor.CHANGED, "112 bridges")


@pytest.mark.parametrize("exact", ["", "  "])
def test_a_passage_without_words_is_an_orphan_in_another_text(exact: str) -> None:
    annotation = annotate("12")._replace(exact=exact)
    assert found(annotation, "Intro.\n" + TEXT) == (Anchor.ORPHAN, None)


def test_a_passage_of_marks_alone_is_found_by_its_surroundings() -> None:
    text = "It rained — they said — for a week, and nobody had seen the like of it before."
    assert found(annotate("— they said —", text=text), text.replace("—", "–")) == (
        Anchor.MOVED,
        "– they said –",
    )
    assert found(annotate("—", text=text), text.replace("they said", "so they said"))[1] in ("—", None)


def test_an_empty_text_leaves_orphans() -> None:
    assert found(annotate("400"), "") == (Anchor.ORPHAN, None)


def test_a_passage_longer_than_a_page_is_found_after_an_edit() -> None:
    text = " ".join(f"Sentence number {n} speaks of the river and of the rain." for n in range(100))
    annotation = annotate(text[60:3000], text=text)
    place = find(text.replace("Sentence number 20 speaks", "Sentence number 20 also speaks"), "new", annotation)
    assert place.anchor is Anchor.MOVED
    assert place.span == Span(60, 3005)


def test_many_are_found_in_their_order() -> None:
    annotations = [annotate("12 bridges"), annotate("400"), annotate("two million")]
    spans = [place.span for place in find_all("Intro.\n" + TEXT, "new", annotations)]
    assert [span and span.start - a.start for span, a in zip(spans, annotations, strict=True)] == [7, 7, 7]


def test_a_moved_annotation_is_described_anew_and_then_exact() -> None:
    text = TEXT.replace("Heavy rain fell on Monday. The", "The").replace("mayor", "old mayor")
    annotation = annotate("around 400")
    moved = placed(annotation, find(text, "new", annotation), text, "new")
    assert (moved.anchor, moved.text_sha256) == (Anchor.MOVED, "new")
    assert (moved.exact, moved.prefix, moved.suffix) == describe(text, moved.span)
    assert moved.prefix.endswith("The old mayor said ")
    assert find(text, "new", moved).anchor is Anchor.EXACT


@pytest.mark.parametrize(
    "edit", [("400", "500"), ("had left", "had not left"), ("around 400 people had left", "all was well in")]
)
def test_what_is_not_found_for_sure_is_kept_until_somebody_decides(edit: tuple[str, str]) -> None:
    text = "Intro.\n" + TEXT.replace(*edit)
    annotation = annotate("around 400")
    place = find(text, "new", annotation)
    kept = placed(annotation, place, text, "new")
    assert place.anchor in (Anchor.CHANGED, Anchor.ORPHAN)
    assert kept == annotation._replace(anchor=place.anchor)
    assert find(text, "new", kept) == place


WORDS = st.lists(
    st.sampled_from(["rain", "12", "the", "river", "“no”", "Oberwald.", "\n", "fell"]),
    min_size=1,
    max_size=30,
)


@given(WORDS.map(" ".join), WORDS.map(" ".join), st.data())
def test_whatever_was_edited_a_passage_is_never_put_on_other_figures(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    annotation = Annotation("n", "a", "old", start, end, *describe(old, Span(start, end)))
    place = find(new, "new", annotation)
    if place.anchor in (Anchor.EXACT, Anchor.MOVED):
        assert place.span is not None
        words = new[slice(*place.span)]
        assert words.count("12") == annotation.exact.count("12")


def test_seeds_edited_in_many_ways_accept_nothing_false_and_lose_next_to_nothing() -> None:
    experiment = runpy.run_path(str(ROOT / "benchmarks" / "anchoring.py"))["experiment"]
    result = experiment([path.read_text() for path in sorted((ROOT / "seeds").glob("*.txt"))], every=4)
    assert result.cases.total() >= 500
    assert (result.accepted.total(), result.misplaced.total()) == (0, 0)
    assert result.found.total() >= 0.99 * result.harmless.total()
