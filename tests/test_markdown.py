import io
from collections.abc import Iterable, Mapping

from annotations.claims import Agreed, Claim
from annotations.detection.sentences import all_sentences
from annotations.evidence import Evidence
from annotations.exchange.markdown import write_report
from annotations.model import Anchor, Annotation, ArticleRecord, Status

ARTICLES = {"a1": ArticleRecord("a1", "Rain *again*", "Gazette", "2024-05-02", "https://example.org/rain")}
EVIDENCE = (
    Evidence("https://example.org/list", "", "forty\nhouses", "2024-05-03"),
    Evidence(article_id="a9"),
)
CLAIM = Claim("c1", "400 houses were lost.", "false", "It was 40.", "Old town only.", EVIDENCE, ("flood",))
PASSAGES = [
    Annotation(
        "n1", "a1", "", 5, 8, "400\n<b>", claim_id="c1", stance="supports", status=Status.DISPUTED,
        tags=("a_b",), note="See *list*.\n\nMore.", confidence=0.8,
        evidence=(Evidence("https://example.org/list"), Evidence(article_id="a1", quote="400")),
    ),
    Annotation("n2", "a2", "", 0, 4, "Rain", anchor=Anchor.ORPHAN),
]  # fmt: skip


def report(
    claims: Iterable[Claim], passages: Iterable[Annotation], articles: Mapping[str, ArticleRecord] = ARTICLES
) -> str:
    out = io.StringIO()
    write_report(out, claims, passages, articles, {"c1": Agreed("conflicting", "“400” against “40”", 2)}, all_sentences)
    return out.getvalue()


def test_the_report_tells_claims_then_articles_and_no_text_becomes_markup() -> None:
    assert (
        report([CLAIM], PASSAGES)
        == """\
# Fact-check

## 400 houses were lost.

**Verdict:** false

**Why:** It was 40.

**Context:** Old town only.

**The outlets:** conflicting, “400” against “40” (independent origins: 2)

**Tags:** #flood

- Gazette, “Rain \\*again\\*”, 2024-05-02, <https://example.org/rain> (supports): “400 \\<b\\>”
- Evidence: <https://example.org/list>, “forty houses”, seen 2024-05-03
- Evidence: a9

## Rain \\*again\\*

Gazette, 2024-05-02, <https://example.org/rain>

- **disputed**, confidence 0.8 “400 \\<b\\>” #a\\_b

  See *list*.

  More.
  - Evidence: <https://example.org/list>
  - Evidence: Rain \\*again\\*, “400”

## a2

- **claim, orphan** “Rain”
"""
    )


def test_a_claim_alone_says_that_there_is_no_verdict_yet() -> None:
    assert report([Claim("c2", "It rained.")], []) == "# Fact-check\n\n## It rained.\n\n**Verdict:** none yet\n"


def test_a_passage_of_an_article_that_is_gone_goes_by_its_id() -> None:
    gone = Annotation("n3", "a7", "", 0, 4, "Rain", claim_id="c2")
    assert "- a7: “Rain”" in report([Claim("c2", "It rained.")], [gone])


def test_words_that_are_less_than_half_of_their_sentence_are_followed_by_it() -> None:
    text = "It rained all night. The flood took 400 *old* houses in the valley. Nobody was hurt."
    article = ArticleRecord("a1", "Rain", text=text)
    few, most = "400", "400 *old* houses in the valley"
    passages = [
        Annotation(words, "a1", "", text.index(words), text.index(words) + len(words), words) for words in (few, most)
    ]
    moved = Annotation("n", "a1", "", 36, 39, "400", anchor=Anchor.ORPHAN)
    told = report([], [*passages, moved], {"a1": article}).splitlines()
    assert "- **claim** “400” in “The flood took 400 \\*old\\* houses in the valley.”" in told
    assert "- **claim** “400 \\*old\\* houses in the valley”" in told
    assert "- **claim, orphan** “400”" in told
