import csv
import io
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Protocol, TextIO

from annotations.claims import Agreed, Claim
from annotations.evidence import Evidence
from annotations.exchange.claim_tables import write_claims, write_matrix
from annotations.model import Annotation, ArticleRecord

ARTICLES = {
    "a1": ArticleRecord("a1", "Rain", "Gazette", "2024-05-02"),
    "a2": ArticleRecord("a2", "Flood", "=Herald", "2024-05-01"),
    "a3": ArticleRecord("a3", "Storm", "Gazette"),
}
CLAIM = Claim(
    "c1", "400 houses were lost.", "false", "It was 40.", "Only the old town was counted.",
    (Evidence("https://example.org/list"),), ("flood", "houses"), updated_at="2024-05-03T10:00:00+00:00",
)  # fmt: skip
PASSAGE = Annotation(
    "n1", "a1", "", 5, 8, "400", claim_id="c1", stance="supports", value=400.0, modifier="around",
    unit="houses", annotator="Ada",
)  # fmt: skip
PASSAGES = [
    PASSAGE,
    PASSAGE._replace(annotation_id="n2", start=1, value=300.0, value_max=500.0, modifier=""),
    PASSAGE._replace(annotation_id="n3", article_id="a2", value=None, stance="refutes", annotator="Bob"),
    PASSAGE._replace(annotation_id="n4", article_id="a3"),
    PASSAGE._replace(annotation_id="n5", article_id="a4", value=None, stance="discusses"),
    PASSAGE._replace(annotation_id="n6", claim_id=""),
]


class Writer(Protocol):
    def __call__(
        self,
        out: TextIO,
        claims: Iterable[Claim],
        annotations: Iterable[Annotation],
        articles: Mapping[str, ArticleRecord],
        *,
        excel: bool = False,
    ) -> int: ...


def table(write: Writer, *claims: Claim, excel: bool = False) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = write(out, claims, PASSAGES, ARTICLES, excel=excel)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert count == len(rows)
    return rows


AGREED = {"c1": Agreed("conflicting", "“400” against “300”", 3)}
claims_table = partial(write_claims, agreed=AGREED)


def test_a_claim_is_told_with_what_its_passages_say() -> None:
    [row] = table(claims_table, CLAIM)
    assert row == {
        "claim_id": "c1",
        "claim": "400 houses were lost.",
        "verdict": "false",
        "verdict_reason": "It was 40.",
        "agreement": "conflicting",
        "articles": "4",
        "independent_origins": "3",
        "supports": "2",
        "refutes": "1",
        "discusses": "1",
        "values": "300–500;400",
        "unit": "houses",
        "outlets": "=Herald;Gazette",
        "first_seen_at": "2024-05-01",
        "first_seen_outlet": "=Herald",
        "evidence_urls": "https://example.org/list",
        "tags": "flood;houses",
        "context": "Only the old town was counted.",
        "annotators": "Ada;Bob",
        "updated_at": "2024-05-03T10:00:00+00:00",
    }


def test_a_claim_without_passages_has_a_row_of_zeros() -> None:
    bare, _ = table(claims_table, Claim("c0", "It rained."), CLAIM)
    assert (bare["claim_id"], bare["articles"], bare["supports"], bare["first_seen_at"]) == (
        "c0",
        "0",
        "0",
        "",
    )


def test_the_matrix_sets_claims_against_outlets() -> None:
    assert table(write_matrix, CLAIM) == [
        {
            "claim_id": "c1",
            "claim": "400 houses were lost.",
            "=Herald": "refutes",
            "Gazette": "300–500 houses;around 400 houses",
            "outlet unknown": "discusses",
        }
    ]


def test_an_article_without_an_outlet_goes_by_its_title() -> None:
    articles = {"a1": ArticleRecord("a1", "Rain", published="2024-05-01")}
    outs = [io.StringIO(newline=""), io.StringIO(newline="")]
    claims_table(outs[0], [CLAIM], [PASSAGE], articles)
    write_matrix(outs[1], [CLAIM], [PASSAGE], articles)
    claims, matrix = (list(csv.DictReader(io.StringIO(out.getvalue(), newline=""))) for out in outs)
    assert (claims[0]["outlets"], claims[0]["first_seen_outlet"]) == ("Rain", "Rain")
    assert matrix[0]["Rain"] == "around 400 houses"


def test_a_figure_is_written_for_people_and_one_that_is_refuted_says_so() -> None:
    out = io.StringIO(newline="")
    passages = [PASSAGE._replace(value=1500.0), PASSAGE._replace(annotation_id="n2", value=2.5, stance="refutes")]
    write_matrix(out, [CLAIM], passages, ARTICLES)
    [row] = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert row["Gazette"] == "around 1500 houses;around 2.5 houses (refutes)"


def test_for_excel_even_the_name_of_an_outlet_is_guarded() -> None:
    [row] = table(write_matrix, CLAIM, excel=True)
    assert "'=Herald" in row
