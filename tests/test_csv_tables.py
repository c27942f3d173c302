import csv
import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import annotations

from annotations.claims import Claim
from annotations.errors import ExchangeError
from annotations.evidence import Evidence
from annotations.exchange.csv_tables import ANNOTATION_COLUMNS, read_rows, write_annotations
from annotations.model import Anchor, Annotation, ArticleRecord, Span, Status

TEXT = "Rain fell. The mayor said 12 houses were lost.\nNobody was hurt."
ARTICLE = ArticleRecord("a1", "Rain", "Gazette", "2024-05-01", "https://example.org/rain", "rain.txt", TEXT)
HOUSES = Annotation("n1", "a1", "hash", 26, 35, "12 houses", "Rain fell. The mayor said ", " were lost.\nNobody was hu")
CLAIM = Claim("c1", "Twelve houses were lost.")


def sentences(text: str) -> list[Span]:
    return [Span(0, 10), Span(11, 46), Span(47, len(text))]


def write(
    *annotations: Annotation,
    articles: Iterable[ArticleRecord] = (ARTICLE,),
    claims: Iterable[Claim] = (CLAIM,),
    excel: bool = False,
) -> str:
    out = io.StringIO(newline="")
    lookups = {a.article_id: a for a in articles}, {c.claim_id: c for c in claims}
    write_annotations(out, annotations, *lookups, sentences, excel=excel)
    return out.getvalue()


def table(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline="")))


def read(written: str) -> list[Annotation]:
    return [row.annotation for row in read_rows(io.StringIO(written, newline=""))]


def test_the_header_has_the_columns_in_their_order_even_without_rows() -> None:
    assert write() == (
        "annotation_id,outlet,article_title,published_at,status,kind,quote,note,tags,claim_id,claim,stance,"
        "value,value_max,unit,modifier,counted,as_of,speaker,cue,sentence,prefix,suffix,start,end,anchor,"
        "origin,confidence,evidence_url,annotator,created_at,updated_at,article_id,article_url,article_file,"
        "text_sha256,schema_version\r\n"
    )


def test_a_row_tells_article_claim_and_sentence() -> None:
    annotation = HOUSES._replace(claim_id="c1", status=Status.DISPUTED, tags=("flood", "a;b\\"), value=12.0)
    [row] = table(write(annotation))
    assert row["outlet"] == "Gazette"
    assert row["article_title"] == "Rain"
    assert row["published_at"] == "2024-05-01"
    assert row["article_url"] == "https://example.org/rain"
    assert row["article_file"] == "rain.txt"
    assert row["claim"] == "Twelve houses were lost."
    assert row["status"] == "disputed"
    assert row["tags"] == "flood;a\\;b\\\\"
    assert row["value"] == "12"
    assert row["quote"] == "12 houses"
    assert row["sentence"] == "The mayor said 12 houses were lost."
    assert row["schema_version"] == "1"
    assert set(row) == set(ANNOTATION_COLUMNS)


def test_a_passage_over_two_sentences_tells_both() -> None:
    [row] = table(write(HOUSES._replace(start=5, end=20, exact=TEXT[5:20])))
    assert row["sentence"] == "Rain fell. The mayor said 12 houses were lost."


def test_a_passage_outside_every_sentence_tells_none() -> None:
    [row] = table(write(HOUSES._replace(start=46, end=47, exact="\n")))
    assert row["sentence"] == ""


def test_rows_are_ordered_by_article_place_and_id() -> None:
    other = HOUSES._replace(article_id="a0")
    later = HOUSES._replace(annotation_id="n0", start=29, exact="houses")
    second = HOUSES._replace(annotation_id="n2")
    rows = table(write(later, second, HOUSES, other))
    assert [(r["article_id"], r["annotation_id"]) for r in rows] == [
        ("a0", "n1"), ("a1", "n1"), ("a1", "n2"), ("a1", "n0"),
    ]  # fmt: skip


@pytest.mark.parametrize("anchor", [Anchor.EXACT, Anchor.MOVED])
def test_an_annotation_that_does_not_stand_there_stops_the_export(anchor: Anchor) -> None:
    wrong = HOUSES._replace(annotation_id="n9", start=27, end=36, anchor=anchor)
    with pytest.raises(ExchangeError, match="Row 3, annotation n9: at 27–36 the article reads “2 houses ”, not “12"):
        write(HOUSES, wrong)


@pytest.mark.parametrize("anchor", [Anchor.CHANGED, Anchor.AMBIGUOUS, Anchor.ORPHAN])
def test_an_annotation_that_lost_its_place_has_a_row_without_a_sentence(anchor: Anchor) -> None:
    [row] = table(write(HOUSES._replace(start=0, end=9, anchor=anchor)))
    assert (row["anchor"], row["sentence"], row["quote"]) == (anchor, "", "12 houses")


def test_an_article_that_cannot_be_read_any_more_still_has_its_rows() -> None:
    [gone] = table(write(HOUSES, articles=[ARTICLE._replace(text=None)]))
    [unknown] = table(write(HOUSES, articles=[]))
    assert (gone["outlet"], gone["sentence"]) == ("Gazette", "")
    assert (unknown["outlet"], unknown["article_id"]) == ("", "a1")


@given(st.lists(annotations(), max_size=4), st.booleans())
def test_what_is_written_is_read_back_equal(some: list[Annotation], excel: bool) -> None:
    written = write(*some, articles=(), claims=(), excel=excel)
    assert read(written) == sorted(some, key=lambda a: (a.article_id, a.start, a.annotation_id))


def test_evidence_is_a_list_of_addresses_in_one_cell() -> None:
    page = Evidence("https://example.org/a;b", quote="12 houses", accessed_at="2026-11-21")
    [row] = table(write(HOUSES._replace(evidence=(page, Evidence(article_id="0123456789abcdef")), confidence=0.75)))
    assert row["evidence_url"] == (
        "https://example.org/a\\;b#:~:text=12%20houses 2026-11-21;urn:x-newsreader:article:0123456789abcdef"
    )
    assert row["confidence"] == "0.75"


def cut(written: str, old: str, new: str) -> str:
    assert old in written
    return written.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",26,35,", ",x,35,", "Row 2, column start: “x” is not a position"),
        (",26,35,", ",26,-1,", "Row 2, column end: “-1” is not a position"),
        (",26,35,", ",26,25,", "Row 2, column end: 25 is before start, 26"),
        (",claim,", ",clam,", "Row 2, column kind: “clam” is not one of quantity, quotation, claim, note"),
        (",exact,manual,", ",exact,,", "Row 2, column origin: “” is not one of manual"),
        (
            ",exact,manual,,",
            ",exact,manual,much,",
            "Row 2, column confidence: “much” is not empty or a number",
        ),
        (",exact,manual,,", ",exact,manual,1.5,", "Row 2, column confidence: “1.5” is not"),
        (",exact,manual,,", ",exact,manual,nan,", "Row 2, column confidence: “nan” is not"),
        (",exact,manual,,,", ",exact,manual,,  ,", "Row 2, column evidence_url: “  ” is not a list of addresses"),
        (",26,35,", ",26," + "9" * 19 + ",", "Row 2, column end: “9999999999999999999” is not a position"),
        (",exact,", ",,", "Row 2, column anchor: “” is not one of exact"),
        (",hash,1", ",hash", "Row 2: 36 cells where the header has 37"),
        ("annotation_id,", "id,", "Row 1: no column annotation_id"),
        (",hash,1", ',"hash"x,1', "Line 3 is not CSV as RFC 4180 has it"),
    ],
)
def test_a_bad_cell_is_told_with_its_row_and_column(old: str, new: str, told: str) -> None:
    header, end, body = write(HOUSES).partition("\r\n")
    if told.startswith("Row 1"):
        header = cut(header, old, new)
    else:
        body = cut(body, old, new)
    with pytest.raises(ExchangeError) as error:
        read(header + end + body)
    assert told in str(error.value)


def test_an_empty_file_is_no_table() -> None:
    with pytest.raises(ExchangeError, match="Row 1: no column annotation_id"):
        read("")


def test_columns_in_another_order_and_of_a_later_version_do_no_harm() -> None:
    written = "later,end,start,quote,article_id,annotation_id\r\n?,35,26,12 houses,a1,n1\r\n"
    assert read(written) == [Annotation("n1", "a1", "", 26, 35, "12 houses")]


def test_a_table_for_excel_runs_no_formula_and_shows_its_encoding() -> None:
    written = write(HOUSES._replace(note="=1+1", modifier="'=x"), excel=True)
    assert written.startswith("\ufeffannotation_id,")
    [row] = table(written)
    assert (row["note"], row["modifier"]) == ("'=1+1", "''=x")


def test_a_quote_longer_than_the_limit_of_the_csv_module_is_read_back() -> None:
    long = HOUSES._replace(note="x" * 200_000)
    assert read(write(long)) == [long]
