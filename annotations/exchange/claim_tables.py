"""Claims as tables: `claims.csv` and `matrix.csv`, the claims against the outlets."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from annotations.claims import Agreed, Claim
from annotations.exchange.cells import join_list, write_value
from annotations.exchange.csv_tables import write_table
from annotations.model import Annotation, ArticleRecord

CLAIM_COLUMNS = (
    "claim_id", "claim", "verdict", "verdict_reason", "agreement", "articles", "independent_origins",
    "supports", "refutes", "discusses", "values", "unit", "outlets", "first_seen_at", "first_seen_outlet",
    "evidence_urls", "tags", "context", "annotators", "updated_at",
)  # fmt: skip
"""The columns of `claims.csv`, in their order."""

NO_OUTLET = "outlet unknown"
"""The column of `matrix.csv` for articles of which neither the outlet nor the title is known."""

_UNKNOWN = Agreed("", "", 0)


@dataclass(frozen=True, slots=True)
class ClaimPassages:
    """A claim with the passages attached to it, and their articles.

    Attributes:
        claim: The claim.
        passages: Its annotations, by article and place.
        articles: The articles they stand in, by publication date (unknown dates last) and id.
    """

    claim: Claim
    passages: tuple[Annotation, ...]
    articles: tuple[ArticleRecord, ...]


def gather(
    claims: Iterable[Claim], annotations: Iterable[Annotation], articles: Mapping[str, ArticleRecord]
) -> Iterator[ClaimPassages]:
    """Each claim with its passages, by claim id; an article that is not known is there by its id alone."""
    attached: defaultdict[str, list[Annotation]] = defaultdict(list)
    for annotation in sorted(annotations, key=lambda a: (a.article_id, a.start, a.annotation_id)):
        attached[annotation.claim_id].append(annotation)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        passages = tuple(attached[claim.claim_id])
        ids = {passage.article_id for passage in passages}
        found = [articles.get(article_id) or ArticleRecord(article_id) for article_id in ids]
        found.sort(key=lambda article: (not article.published, article.published, article.article_id))
        yield ClaimPassages(claim, passages, tuple(found))


def publisher(article: ArticleRecord) -> str:
    """Who published an article, or its title where it does not tell."""
    return article.outlet or article.title


def write_claims(
    out: TextIO,
    claims: Iterable[Claim],
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    *,
    agreed: Mapping[str, Agreed],
    excel: bool = False,
) -> int:
    """Write `claims.csv`, one row for each claim, by claim id.

    Args:
        out: A text file opened with `newline=""`.
        claims: All of them.
        annotations: The passages; those without a claim are passed over.
        articles: By `article_id`.
        agreed: What the outlets do with a claim, by its id; a claim without passages has nothing there.
        excel: Begin with a byte-order mark and guard cells that a spreadsheet would run.

    Returns:
        The number of rows below the header.
    """
    rows = (
        _claim_cells(gathered, agreed.get(gathered.claim.claim_id, _UNKNOWN))
        for gathered in gather(claims, annotations, articles)
    )
    cells = ([row.get(column, "") for column in CLAIM_COLUMNS] for row in rows)
    return write_table(out, CLAIM_COLUMNS, cells, excel=excel)


def _claim_cells(gathered: ClaimPassages, agreed: Agreed) -> dict[str, str]:
    claim, passages = gathered.claim, gathered.passages
    stances = Counter(stance for _, stance in {(p.article_id, p.stance) for p in passages})
    first = gathered.articles[0] if gathered.articles else ArticleRecord("")
    return {
        "claim_id": claim.claim_id,
        "claim": claim.text,
        "verdict": claim.verdict,
        "verdict_reason": claim.verdict_reason,
        "agreement": agreed.agreement,
        "articles": str(len(gathered.articles)),
        "independent_origins": str(agreed.origins),
        "supports": str(stances["supports"]),
        "refutes": str(stances["refutes"]),
        "discusses": str(stances["discusses"]),
        "values": _listed(_value(passage) for passage in passages),
        "unit": _listed(passage.unit for passage in passages),
        "outlets": _listed(map(publisher, gathered.articles)),
        "first_seen_at": first.published,
        "first_seen_outlet": publisher(first) if first.published else "",
        "evidence_urls": _listed(map(str, claim.evidence)),
        "tags": join_list(claim.tags),
        "context": claim.context,
        "annotators": _listed(passage.annotator for passage in passages),
        "updated_at": claim.updated_at,
    }


def write_matrix(
    out: TextIO,
    claims: Iterable[Claim],
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    *,
    excel: bool = False,
) -> int:
    """Write `matrix.csv`: a row for each claim, a column for each outlet; arguments as for `write_claims`.

    An article that does not tell its outlet has a column of its own, by its title.

    A cell lists the outlet's figures with their modifiers, and which of them it refutes, or its stances where it gives
    no figure.

    Returns:
        The number of rows below the header.
    """
    gathered = list(gather(claims, annotations, articles))
    outlets = sorted({publisher(article) or NO_OUTLET for each in gathered for article in each.articles})
    rows = (
        [each.claim.claim_id, each.claim.text, *(_outlet_cell(each, outlet) for outlet in outlets)] for each in gathered
    )
    return write_table(out, ("claim_id", "claim", *outlets), rows, excel=excel)


def _outlet_cell(gathered: ClaimPassages, outlet: str) -> str:
    ids = {a.article_id for a in gathered.articles if (publisher(a) or NO_OUTLET) == outlet}
    passages = [passage for passage in gathered.passages if passage.article_id in ids]
    return _listed(map(_figure, passages)) or _listed(passage.stance for passage in passages)


def _figure(passage: Annotation) -> str:
    value = _value(passage)
    denied = "(refutes)" if passage.stance == "refutes" else ""
    return " ".join(filter(None, (passage.modifier, value, passage.unit, denied))) if value else ""


def _value(passage: Annotation) -> str:
    """The figure to be read by people: nobody takes 1500 for a year here."""
    low, high = (write_value(each).removesuffix(".0") for each in (passage.value, passage.value_max))
    return f"{low}–{high}" if high else low


def _listed(items: Iterable[str]) -> str:
    """Each item once, in order, nothing for empty ones."""
    return join_list(dict.fromkeys(filter(None, items)))
