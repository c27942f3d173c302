"""Who says what, kept as arrays, and gathered by name."""

from making import body

from annotations.detection.findings import find, mentions
from annotations.detection.speaking import who_speaks
from annotations.findings import Findings, Sources
from annotations.model import Quotation, Span
from tui.widgets.highlights import Mark, of_sources

TEXT = (
    "Dillon said it was over.\n"
    "At least 20 died, the US-led coalition said. “It ends here,” said Colonel Ryan Dillon.\n"
    "He said it again. The coalition said no more came.\n"
    "Some said nobody knew. The fighters reportedly left.\n"
    "They said they stay. It was a “mess” for all."
)


def whole(text: str) -> Findings:
    *_, last = find(body(text))
    return last


def said(text: str) -> dict[str, list[str]]:
    return {name: [text[start:end] for start, end in spans] for name, spans in who_speaks(whole(text)).items()}


def test_short_forms_and_pronouns_are_gathered_under_the_full_name() -> None:
    assert said(TEXT) == {
        "Ryan Dillon": ["it was over", "“It ends here,”", "it again"],
        "the US-led coalition": ["At least 20 died", "no more came"],
        "Some": ["nobody knew"],
        "They": ["they stay"],
    }


def test_a_short_form_of_two_names_stands_for_itself() -> None:
    text = "Keller said it was late. Ann Keller said no more came. Tom Keller said they left."
    assert list(said(text)) == ["Keller", "Ann Keller", "Tom Keller"]


def test_a_short_form_of_a_short_form_is_gathered_too() -> None:
    text = (
        "The coalition said it was late. The US-led coalition said no more came. The big US-led coalition said it left."
    )
    assert list(said(text)) == ["The big US-led coalition"]


def test_an_article_in_which_nobody_speaks_has_no_speakers() -> None:
    assert who_speaks(whole("The road is open.")) == {}


def test_sources_are_those_of_the_quotations() -> None:
    findings = whole(TEXT)
    quotations = [each for each in mentions(body(TEXT)) if isinstance(each, Quotation)]
    sourced = [each for each in quotations if each.speaker or each.cue]
    sources = findings.sources
    assert [findings.starts[number] for number in sources.numbers] == [each.start for each in sourced]
    assert list(zip(sources.speaker_starts, sources.speaker_ends, strict=True)) == [
        each.speaker or (0, 0) for each in sourced
    ]
    assert list(zip(sources.cue_starts, sources.cue_ends, strict=True)) == [each.cue or (0, 0) for each in sourced]
    names = list(sources.names)
    assert [names[each] for each in sources.named] == [each.speaker_name for each in sourced]


def test_a_mention_knows_its_source_by_its_number() -> None:
    findings = whole("At least 20 died, Keller said.")
    assert findings.sources.of(0) == 0
    assert findings.sources.of(1) is None
    assert findings.sources.of(7) is None


def test_a_speaker_and_a_cue_that_serve_two_parts_are_marked_once() -> None:
    sources = whole("“We go,” Keller said, “and stay.” The fighters reportedly left.").sources
    marked = of_sources(Findings(sources=sources))
    assert [marked.span(number) for number in range(len(marked))] == [Span(9, 15), Span(16, 20), Span(47, 57)]
    assert list(marked.marks) == [Mark.SPEAKER, Mark.CUE, Mark.CUE]


def test_empty_spans_mark_nothing() -> None:
    sources = Sources()
    sources.add(3, None, None, 0)
    assert not len(of_sources(Findings(sources=sources)))
