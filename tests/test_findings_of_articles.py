"""Everything found in an article, small enough to keep."""

from making import body, span_of

from annotations.detection.findings import find, mentions
from annotations.findings import Findings
from annotations.model import Article, Line, MentionKind, Role, Span

TEXT = (
    "“We saw 20 people and then 30 more,” she said. Nothing happened. It cost $5.\n"
    "Call 555-0199 now.\n"
    "Menu 7\n"
    "A photo of 3 boats"
)


def with_roles(text: str = TEXT) -> Article:
    report = body(text)
    roles = (Role.BODY, Role.BODY, Role.FURNITURE, Role.CAPTION)
    return report._replace(
        lines=tuple(Line(*line[:2], role, "") for line, role in zip(report.lines, roles, strict=True))
    )


def whole(article: Article) -> Findings:
    *_, last = find(article)
    return last


def test_mentions_are_sorted_and_the_longer_one_comes_first() -> None:
    article = body("“20 people came,” she said.")
    found = list(mentions(article))
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert found[0].text.startswith("“")


def test_menus_hold_no_mentions_and_captions_do() -> None:
    article = with_roles()
    texts = [each.text for each in mentions(article)]
    assert not any("7" in text for text in texts)
    assert any("3" in text for text in texts)


def test_findings_are_the_mentions_in_order() -> None:
    article = with_roles()
    findings = whole(article)
    assert [Span(*each) for each in zip(findings.starts, findings.ends, strict=True)] == [
        Span(each.start, each.end) for each in mentions(article)
    ]
    assert MentionKind.DIRECT in [MentionKind(kind) for kind in findings.kinds] or MentionKind.MIXED in findings.kinds
    assert MentionKind.QUANTITY in [MentionKind(kind) for kind in findings.kinds]


def test_sentences_of_the_body_with_a_mention_are_checkable_each_once() -> None:
    findings = whole(with_roles())
    checkable = [TEXT[start:end] for start, end in zip(findings.checkable_starts, findings.checkable_ends, strict=True)]
    assert checkable == ["“We saw 20 people and then 30 more,” she said.", "It cost $5."]


def test_a_mention_over_two_sentences_makes_both_checkable() -> None:
    text = "He said: “It ends here. Then it begins.” All went home."
    findings = whole(body(text))
    assert len(findings.checkable_starts) >= 2


def test_the_last_sentences_without_a_mention_are_not_checkable() -> None:
    text = "There were 20 people. Nobody left. Nobody came."
    findings = whole(body(text))
    assert list(findings.checkable_starts) == [0]
    assert list(findings.checkable_ends) == [span_of(text, "people.").end]


def test_finding_lets_go_after_every_step() -> None:
    text = "\n".join(f"There were {number} people." for number in range(2, 60))
    article = body(text)
    lengths = [len(findings.starts) for findings in find(article, 200)]
    assert len(lengths) > 3
    assert lengths == sorted(lengths)
    assert lengths[-1] == len(whole(article).starts)


def test_an_article_without_lines_has_no_findings() -> None:
    assert whole(body("")) == Findings()
