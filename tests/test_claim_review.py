import io
import json
from typing import Any

from annotations.claims import Claim
from annotations.evidence import Evidence
from annotations.exchange.claim_review import write_claim_reviews
from annotations.model import Annotation, ArticleRecord

ARTICLES = {
    "a1": ArticleRecord("a1", "Rain", "Gazette", "2024-05-02", "https://example.org/rain"),
    "a2": ArticleRecord("a2", "Flood", published="2024-05-01"),
}
CLAIM = Claim(
    "c1", "400 houses were lost.", "false", "It was 40.",
    evidence=(Evidence("https://example.org/list"), Evidence(article_id="a2")), updated_at="2024-05-03T10:00:00+00:00",
)  # fmt: skip
PASSAGES = [
    Annotation("n1", "a1", "", 0, 1, "x", claim_id="c1"),
    Annotation("n2", "a2", "", 0, 1, "x", claim_id="c1"),
    Annotation("n3", "a3", "", 0, 1, "x", claim_id="c1"),
    Annotation("n4", "a1", "", 0, 1, "x"),
]


def reviews(*claims: Claim, page: str = "") -> list[dict[str, Any]]:
    out = io.StringIO()
    count = write_claim_reviews(out, claims, PASSAGES, ARTICLES, author="Ada", page=page)
    read: list[dict[str, Any]] = json.loads(out.getvalue())
    assert count == len(read)
    return read


def test_a_claim_with_a_verdict_becomes_a_review() -> None:
    assert reviews(CLAIM, page="https://check.example/today") == [
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": "https://check.example/today#c1",
            "claimReviewed": "400 houses were lost.",
            "reviewRating": {"@type": "Rating", "alternateName": "false"},
            "reviewBody": "It was 40.",
            "author": {"@type": "Person", "name": "Ada"},
            "datePublished": "2024-05-03",
            "itemReviewed": {
                "@type": "Claim",
                "datePublished": "2024-05-01",
                "appearance": [
                    {
                        "@type": "NewsArticle",
                        "url": "https://example.org/rain",
                        "headline": "Rain",
                        "datePublished": "2024-05-02",
                        "publisher": {"@type": "Organization", "name": "Gazette"},
                    },
                    {"@type": "NewsArticle", "headline": "Flood", "datePublished": "2024-05-01"},
                ],
            },
            "citation": ["https://example.org/list"],
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    [review] = reviews(Claim("c2", "It rained.", "true"))
    assert set(review) == {"@context", "@type", "claimReviewed", "reviewRating", "author", "itemReviewed"}
    assert review["itemReviewed"] == {"@type": "Claim"}


def test_a_claim_without_a_verdict_is_no_review() -> None:
    assert reviews(Claim("c2", "It rained.")) == []
