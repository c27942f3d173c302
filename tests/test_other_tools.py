import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ExchangeError
from annotations.exchange.other_tools import Imported, read_doccano, read_hypothesis
from annotations.exchange.utf16 import Utf16Offsets
from annotations.model import Anchor, Annotation, ArticleRecord, Kind, Origin, Status

TEXT = "Rain 🌧️ fell for days. The mayor said 12 houses were lost. Nobody was hurt, she added later.\n"
PAGE = "https://example.org/rain"
ARTICLE = ArticleRecord("a1", text=TEXT)


def row(exact: str, prefix: str = "", suffix: str = "", **more: object) -> dict[str, object]:
    selectors: list[dict[str, object]] = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
        {"type": "TextPositionSelector", "start": 4711, "end": 4720},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]  # fmt: skip
    return {
        "id": "LGVKq4E4SKKro2dBkAGDsw",
        "created": "2024-05-01T10:00:00.000000+00:00",
        "updated": "2024-05-02T10:00:00.000000+00:00",
        "user": "acct:ada@hypothes.is",
        "uri": PAGE,
        "text": "Really?",
        "tags": ["flood", "flood", "check"],
        "target": [{"source": PAGE, "selector": selectors}],
    } | more


def read(*rows: dict[str, object]) -> Imported:
    return read_hypothesis(json.dumps({"total": len(rows), "rows": rows}), {PAGE: ARTICLE}.get)


def test_a_passage_of_hypothesis_is_found_by_its_quote() -> None:
    [annotation], left_out = read(row("12 houses", "The mayor said ", " were lost."))
    assert left_out == ()
    assert TEXT[annotation.start : annotation.end] == annotation.exact == "12 houses"
    assert (annotation.article_id, annotation.text_sha256) == ("a1", sha256(TEXT.encode()).hexdigest())
    assert (annotation.anchor, annotation.origin, annotation.kind) == (
        Anchor.MOVED,
        Origin.IMPORTED,
        Kind.NOTE,
    )
    assert (annotation.note, annotation.tags, annotation.annotator) == (
        "Really?",
        ("flood", "check"),
        "ada@hypothes.is",
    )
    assert annotation.created_at == "2024-05-01T10:00:00.000000+00:00"


def test_the_same_file_read_twice_gives_the_same_annotations() -> None:
    assert read(row("12 houses")) == read(row("12 houses"))
    assert (
        read(row("12 houses")).annotations[0].annotation_id
        != read(row("12 houses", id="x")).annotations[0].annotation_id
    )


def test_a_passage_worded_otherwise_is_told_as_changed_with_its_own_words() -> None:
    [annotation], _ = read(row("13 houses", "fell for days. The mayor said ", " were lost. Nobody was hurt"))
    assert (annotation.anchor, annotation.exact) == (Anchor.CHANGED, "13 houses")


def test_a_passage_that_is_gone_is_kept_as_an_orphan() -> None:
    [annotation], _ = read(row("Snow fell in the hills"))
    assert (annotation.anchor, annotation.exact) == (Anchor.ORPHAN, "Snow fell in the hills")


def test_notes_replies_and_other_pages_are_left_out_and_told() -> None:
    note = row("x") | {"target": [{"source": PAGE}]}
    elsewhere = row("x", uri="https://example.org/other")
    annotations, left_out = read(note, elsewhere, row("12 houses", text=""))
    assert [annotation.kind for annotation in annotations] == [Kind.CLAIM]
    assert left_out == (
        "Annotation 1 marks no passage: it is a page note or a reply.",
        "Annotation 2 stands on https://example.org/other, which is none of our articles.",
    )


def test_an_array_or_a_single_annotation_is_read_too() -> None:
    one = row("12 houses")
    assert read_hypothesis(json.dumps([one]), {PAGE: ARTICLE}.get) == read(one)
    assert read_hypothesis("\ufeff" + json.dumps(one), {PAGE: ARTICLE}.get) == read(one)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "The file is not JSON"),
        ('{"rows": 5}', "“rows” is no array"),
        ("5", "“rows” is no array"),
        ("[5]", "Annotation 1 is not as the Hypothesis API gives it"),
        (
            json.dumps([row("x") | {"uri": 5, "id": []} | {"target": [{"selector": [{}]}]}]),
            "Annotation 1 is not as",
        ),
    ],
)
def test_what_hypothesis_would_not_answer_is_told(text: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        read_hypothesis(text, {PAGE: ARTICLE}.get)


def doccano(**line: object) -> list[Annotation]:
    return list(read_doccano([json.dumps(line)], annotator="Ada"))


def test_offsets_of_doccano_count_utf16_units() -> None:
    units = len(TEXT[: TEXT.index("12 houses")].encode("utf-16-le")) // 2
    [annotation] = doccano(id=1, text=TEXT, label=[[units, units + 9, "figure"]])
    digest = sha256(TEXT.encode()).hexdigest()
    assert (annotation.exact, annotation.prefix[-5:], annotation.suffix[:5]) == (
        "12 houses",
        "said ",
        " were",
    )
    assert TEXT[annotation.start : annotation.end] == "12 houses"
    assert (annotation.article_id, annotation.text_sha256) == (digest[:16], digest)
    assert (annotation.tags, annotation.status, annotation.kind) == (("figure",), None, Kind.CLAIM)
    assert (annotation.origin, annotation.annotator) == (Origin.IMPORTED, "Ada")


def test_labels_that_are_our_words_are_understood() -> None:
    disputed, quantity, entity = doccano(
        text="Rain fell",
        labels=[[0, 4, "Disputed"], [5, 9, "quantity"]],
        entities=[{"id": 1, "label": "weather", "start_offset": 0, "end_offset": 4}],
    )
    assert (disputed.status, disputed.tags) == (Status.DISPUTED, ())
    assert (quantity.kind, quantity.tags) == (Kind.QUANTITY, ())
    assert (entity.exact, entity.tags) == ("Rain", ("weather",))


def test_a_text_without_labels_has_no_annotations() -> None:
    assert doccano(text="Rain fell", label=[]) == []


@pytest.mark.parametrize(
    "line",
    [
        {"text": "🌧️", "label": [[1, 2, "x"]]},
        {"text": "Rain", "label": [[0, 9, "x"]]},
        {"text": "Rain", "label": [[-1, 2, "x"]]},
        {"text": "Rain", "label": [[0, 2]]},
        {"text": 5, "label": [[0, 2, "x"]]},
        {"label": [[0, 2, "x"]]},
    ],
)
def test_a_line_that_doccano_would_not_write_is_told(line: dict[str, object]) -> None:
    with pytest.raises(ExchangeError, match="Line 1 is not as doccano writes it"):
        doccano(**line)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_character_is_found_at_its_utf16_offset(text: str) -> None:
    offsets = Utf16Offsets(text)
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    assert [offsets.code_point(unit) for unit in units] == list(range(len(text) + 1))
    for unit in set(range(units[-1] + 2)) - set(units):
        with pytest.raises(ValueError, match="no character begins"):
            offsets.code_point(unit)
