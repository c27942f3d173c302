"""Going from one unjudged checkable sentence to the next."""

from making import annotation

from annotations.findings import Findings
from annotations.model import Anchor, Span, Status
from tui.widgets.highlights import of_annotations
from tui.widgets.progress import next_unjudged


def findings(*spans: tuple[int, int]) -> Findings:
    found = Findings()
    for start, end in spans:
        found.checkable_starts.append(start)
        found.checkable_ends.append(end)
    return found


THREE = findings((0, 10), (20, 30), (40, 50))


def test_forwards_from_where_the_cursor_is() -> None:
    assert next_unjudged(THREE, of_annotations([]), 0, 1) == Span(20, 30)
    assert next_unjudged(THREE, of_annotations([]), 15, 1) == Span(20, 30)
    assert next_unjudged(THREE, of_annotations([]), 40, 1) is None


def test_backwards_from_where_the_cursor_is() -> None:
    assert next_unjudged(THREE, of_annotations([]), 50, -1) == Span(40, 50)
    assert next_unjudged(THREE, of_annotations([]), 20, -1) == Span(0, 10)
    assert next_unjudged(THREE, of_annotations([]), 0, -1) is None


def test_a_judged_sentence_is_passed_over_and_a_noted_one_is_not() -> None:
    judged = of_annotations([annotation(22, 25, status=Status.AGREED)])
    assert next_unjudged(THREE, judged, 0, 1) == Span(40, 50)
    noted = of_annotations([annotation(22, 25, note="look again")])
    assert next_unjudged(THREE, noted, 0, 1) == Span(20, 30)


def test_a_judgement_of_words_that_were_changed_since_does_not_count() -> None:
    old = of_annotations([annotation(22, 25, status=Status.AGREED, anchor=Anchor.CHANGED)])
    assert next_unjudged(THREE, old, 0, 1) == Span(20, 30)
