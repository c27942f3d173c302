from making import body, lines_of

from annotations.detection.findings import find, mentions
from annotations.model import Article, MentionKind, Quotation, Role

TEXT = (
    "The army said the road was open. Nobody came. At least 20 people died there. "
    'It was a "disaster" for all.\n'
    "The ministry said in a statement:\nThe road is closed until further notice, and so is the bridge."
)


def checkable(article: Article) -> list[tuple[str, int]]:
    *_, findings = find(article)
    spans = zip(findings.checkable_starts, findings.checkable_ends, findings.unattributed, strict=True)
    return [(article.text[start:end], unattributed) for start, end, unattributed in spans]


def test_a_sentence_with_a_figure_a_quotation_or_a_cue_is_checkable() -> None:
    assert checkable(body(TEXT)) == [
        ("The army said the road was open.", 0),
        ("At least 20 people died there.", 1),
        ('It was a "disaster" for all.', 1),
        ("The road is closed until further notice, and so is the bridge.", 0),
    ]


def test_only_the_body_has_checkable_sentences() -> None:
    article = body("At least 20 people died.")
    assert checkable(article.__class__("id", article.text, "", lines_of(article.text, Role.HEADLINE), "")) == []


def test_what_is_found_step_by_step_is_what_is_found_at_once() -> None:
    article = body(TEXT)
    steps = list(find(article, 10))
    assert len(steps) > 2
    *_, whole = find(article)
    assert steps[-1] == whole
    assert [(each.start, each.end) for each in mentions(article)] == list(zip(whole.starts, whole.ends, strict=True))


def test_kinds_are_kept_as_small_numbers() -> None:
    *_, findings = find(body('At least 20 died, Keller said. "It is over," he said.'))
    assert list(findings.kinds) == [MentionKind.INDIRECT, MentionKind.QUANTITY, MentionKind.DIRECT]


def test_a_line_is_read_with_what_the_lines_before_it_tell() -> None:
    article = body(TEXT)
    (block,) = [each for each in mentions(article) if each.start == article.lines[2].start]
    assert isinstance(block, Quotation)
    assert block.speaker_name == "The ministry"


def test_furniture_holds_no_mentions() -> None:
    article = body("20 people died.")
    menu = Article("id", article.text, "", lines_of(article.text, Role.FURNITURE), "")
    assert list(mentions(menu)) == []
    assert checkable(menu) == []
