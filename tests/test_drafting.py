"""From a passage to an annotation that says nothing yet."""

from uuid import UUID

import pytest
from making import REPORT, article, body, span_of

from annotations.drafting import draft, mention_at
from annotations.identifiers import new_id, now
from annotations.model import Kind, Line, Quantity, Quotation, QuotationKind, Role, Span


def test_a_passage_that_is_a_quantity_brings_its_reading() -> None:
    report = article()
    made = draft(report, span_of(REPORT, "$30 million"), "me")
    assert (made.kind, made.value, made.value_max, made.unit) == (Kind.QUANTITY, 30_000_000, None, "USD")
    assert (made.exact, made.prefix[-10:], made.suffix[:8]) == ("$30 million", "damage of ", ". Nobody")
    assert (made.article_id, made.text_sha256, made.annotator) == (report.article_id, report.sha256, "me")
    assert made.created_at == made.updated_at


def test_a_passage_that_is_a_range_brings_both_its_ends() -> None:
    text = "It will cost between 5 and 7 million euros to rebuild."
    report = body(text)
    (mention,) = (each for each in _mentions(text) if isinstance(each, Quantity) and each.value is None)
    made = draft(report, Span(mention.start, mention.end), "me")
    assert (made.value, made.value_max) == (mention.low, mention.high)
    assert made.value_max is not None


def test_a_passage_that_is_a_quotation_is_one() -> None:
    made = draft(article(), span_of(REPORT, "“We had no food and no power,”"), "me")
    assert made.kind is Kind.QUOTATION
    assert made.value is None


def test_a_quotation_brings_its_speaker_and_its_cue() -> None:
    made = draft(body("“We left at 5,” said Maria Lopez."), Span(0, 15), "me")
    assert (made.kind, made.speaker, made.cue) == (Kind.QUOTATION, "Maria Lopez", "said")
    text = "“We left the town at night and nobody stopped us.”"
    assert draft(body(text), Span(0, len(text)), "me").cue == ""


def test_any_other_passage_is_a_claim() -> None:
    made = draft(article(), span_of(REPORT, "Nobody knows how many sheep were lost."), "me")
    assert (made.kind, made.unit) == (Kind.CLAIM, "")


def test_a_passage_over_two_lines_is_no_mention() -> None:
    text = "There were 20 people.\n\nThere were 30 people."
    assert mention_at(body(text), Span(0, len(text))) is None


def test_a_part_of_a_mention_is_no_mention() -> None:
    start, end = span_of(REPORT, "$30 million")
    assert mention_at(article(), Span(start, end - 1)) is None


def test_a_mention_is_read_with_the_words_around_it_however_long_the_line_is() -> None:
    text = "word " * 5000 + "around 200 sheep were lost" + " word" * 5000
    report = body(text)._replace(lines=(Line(0, len(text), Role.BODY, "one long line"),))
    found = _mentions(text)
    for each in found:
        mention = mention_at(report, Span(each.start, each.end))
        assert mention == each
    assert found


def test_a_passage_as_long_as_a_book_is_no_mention_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"“{'We go on and on ' * 2000}”, she said."
    monkeypatch.setattr("annotations.drafting.find_quantities", None)
    monkeypatch.setattr("annotations.detection.quotations.find_quotations", None)
    assert mention_at(body(text), Span(0, len(text) - 11)) is None


def test_a_quotation_is_where_it_is_however_far_from_the_beginning() -> None:
    said = "“We left at five,” said Maria Lopez."
    text = f"{'word ' * 5000}. {said} “And we came back,” she said. {'word ' * 5000}"
    report = body(text)._replace(lines=(Line(0, len(text), Role.BODY, "one long line"),))
    start = text.index(said)
    mention = mention_at(report, Span(start, start + 18))
    assert isinstance(mention, Quotation)
    assert (mention.speaker, mention.cue) == (span_of(text, "Maria Lopez"), span_of(text, "said"))
    following = mention_at(report, span_of(text, "“And we came back,”"))
    assert isinstance(following, Quotation)
    assert (following.speaker, following.group) == (span_of(text, "she"), None)


def test_a_quotation_that_moves_takes_all_its_places_along() -> None:
    moved = Quotation(1, 5, "word", QuotationKind.DIRECT, Span(6, 8), "Ann", Span(9, 10), 1).moved(100)
    assert (moved.start, moved.end, moved.group) == (101, 105, 101)
    assert (moved.speaker, moved.cue) == (Span(106, 108), Span(109, 110))


def test_ids_are_uuids_of_version_7_and_sorted_by_time() -> None:
    ids = [new_id() for _ in range(100)]
    assert len(set(ids)) == 100
    assert {UUID(each).version for each in ids} == {7}
    assert ids[0][:8] <= ids[-1][:8]


def test_times_have_a_zone_and_milliseconds() -> None:
    assert len(now()) == len("2024-01-01T00:00:00.000+00:00")
    assert now().endswith("+00:00")


def _mentions(text: str) -> list[Quantity | Quotation]:
    from annotations.detection.findings import mentions

    return list(mentions(body(text)))
