"""Claims with a verdict as schema.org ClaimReview, the markup by which search engines know fact-checks.

https://schema.org/ClaimReview; claimReviewed, reviewRating and url are what readers of the markup require.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from annotations.claims import Claim
from annotations.model import Annotation, ArticleRecord


def write_claim_reviews(
    out: TextIO,
    claims: Iterable[Claim],
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    *,
    author: str,
    page: str = "",
) -> int:
    """Write a JSON-LD array with one ClaimReview for each claim that has a verdict, by claim id.

    Args:
        out: A text file.
        claims: Those without a verdict are left out.
        annotations: The passages; those of a claim tell where it appears.
        articles: By `article_id`.
        author: Who reviews.
        page: Address at which the reviews will stand; each gets it with its claim's id as fragment. Without
            it the reviews have no `url`, and whoever publishes them must add it.

    Returns:
        The number of reviews.
    """
    attached = [annotation for annotation in annotations if annotation.claim_id]
    reviews = [
        claim_review(claim, _appearances(claim, attached, articles), author, page)
        for claim in sorted(claims, key=lambda claim: claim.claim_id)
        if claim.verdict
    ]
    json.dump(reviews, out, ensure_ascii=False, indent=1)
    out.write("\n")
    return len(reviews)


def claim_review(claim: Claim, appearances: list[ArticleRecord], author: str, page: str) -> dict[str, Any]:
    """One claim with a verdict, and the articles that it appears in."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": f"{page}#{claim.claim_id}" if page else "",
            "claimReviewed": claim.text,
            "reviewRating": {"@type": "Rating", "alternateName": claim.verdict},
            "reviewBody": claim.verdict_reason,
            "author": {"@type": "Person", "name": author},
            "datePublished": claim.updated_at[:10],
            "itemReviewed": _filled(
                {
                    "@type": "Claim",
                    "datePublished": min((a.published for a in appearances if a.published), default=""),
                    "appearance": [_appearance(article) for article in appearances],
                }
            ),
            "citation": [evidence.url for evidence in claim.evidence if evidence.url],
        }
    )


def _appearances(
    claim: Claim, attached: Iterable[Annotation], articles: Mapping[str, ArticleRecord]
) -> list[ArticleRecord]:
    ids = {annotation.article_id for annotation in attached if annotation.claim_id == claim.claim_id}
    return [articles[article_id] for article_id in sorted(ids & articles.keys())]


def _appearance(article: ArticleRecord) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article.outlet} if article.outlet else None
    return _filled(
        {
            "@type": "NewsArticle",
            "url": article.url,
            "headline": article.title,
            "datePublished": article.published,
            "publisher": publisher,
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
