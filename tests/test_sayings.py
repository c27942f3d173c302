"""All that one person says in several articles, the variants of one quotation together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import body, span_of

from annotations.comparison.alias_file import AliasFile
from annotations.comparison.aliases import parse_aliases
from annotations.comparison.names import Names
from annotations.comparison.sayings import Saying, Sayings
from annotations.listening import Listening
from annotations.model import Article, MentionKind, Span
from annotations.project import Project

Said = tuple[str, str]
"""Who, and the words."""


def sayings(*articles: list[Said], voices: list[int] | None = None, aliases: str = "") -> Sayings:
    """What is said in articles that hold nothing else."""
    texts = [" ".join(f"{words} {speaker} said." for speaker, words in each) for each in articles]
    made = [Article(str(at), text, text, body(text).lines, f"Article {at}") for at, text in enumerate(texts)]
    said = [
        Saying(at, span_of(texts[at], words), MentionKind.DIRECT, speaker)
        for at, each in enumerate(articles)
        for speaker, words in each
    ]
    names = Names.build(made, parse_aliases(aliases).names)
    return Sayings(made, said, names, voices or list(range(len(made))))


def told(found: Sayings, article: int, speaker: str) -> list[list[tuple[str, list[int]]]]:
    """For each quotation of a speaker its wordings, differing words in brackets, with the articles that have them."""
    return [
        [(marked(found, one.sayings[0], one.differing), [each.article for each in one.sayings]) for one in variants]
        for variants in found.of(found.key(article, speaker))
    ]


def marked(found: Sayings, saying: Saying, differing: tuple[Span, ...]) -> str:
    text, at, pieces = found.articles[saying.article].text, saying.span.start, []
    for span in differing:
        pieces += [text[at : span.start], f"[{text[slice(*span)]}]"]
        at = span.end
    return "".join([*pieces, text[at : saying.span.end]])


def test_a_person_under_two_spellings_is_one_and_variants_stand_together() -> None:
    found = sayings(
        [("Nuri Berg", "“The dam at Raqqa will surely hold.”"), ("Nuri Berg", "“We wait.”")],
        [("Nouri Berg", "“The dam at Raqa will hold.”"), ("Ann Author", "“Nobody knows what the river does.”")],
        [("Nuri Berg", "“the dam at Raqqa will surely hold”")],
    )
    assert told(found, 0, "Nuri Berg") == [
        [("“The dam at Raqqa will surely hold.”", [0, 2]), ("“The dam at [Raqa] will []hold.”", [1])],
        [("“We wait.”", [0])],
    ]
    assert told(found, 1, "Nouri Berg") == told(found, 0, "Nuri Berg")
    assert found.speaker(found.key(0, "Nuri Berg")) == ["Nuri Berg", "Nouri Berg"]
    assert found.speaker("nobody") == []
    assert found.of("nobody") == []


def test_what_is_cut_off_at_either_end_is_no_difference() -> None:
    whole = "“Last night we saw that the water rose over the bridge in the valley.”"
    half = "“the water rose over the old bridge”"
    found = sayings([("Nuri Berg", whole)], [("Nuri Berg", half)])
    assert told(found, 0, "Nuri Berg") == [[(whole, [0]), ("“the water rose over the [old] bridge”", [1])]]


def test_quotations_are_compared_sentence_by_sentence() -> None:
    found = sayings(
        [("Nuri Berg", "“The water rose over the bridge. Nobody was hurt in the village.”")],
        [("Nuri Berg", "“Nobody was hurt in the village.”")],
    )
    assert [[places for _, places in each] for each in told(found, 0, "Nuri Berg")] == [[[0, 1]], [[0]]]


def test_what_more_voices_carry_comes_first_and_twins_are_one_voice() -> None:
    long = "“We have seen the water rise for nine days and nobody came to help.”"
    short = "“The road over the bridge is closed until further notice.”"
    each = [("Nuri Berg", long)]
    found = sayings(each, each, [("Nuri Berg", short)], [("Nuri Berg", short)], voices=[0, 0, 1, 2])
    assert [variants[0][0] for variants in told(found, 0, "Nuri Berg")] == [short, long]


def test_a_quotation_credited_to_somebody_else_is_found_if_most_of_it_is_the_same() -> None:
    words = "“The water rose over the bridge in the night and nobody came.”"
    other = "“The water rose over us.”"
    found = sayings([("Nuri Berg", words)], [("the spokesman", words)], [("the spokesman", other)])
    assert [[places for _, places in each] for each in told(found, 0, "Nuri Berg")] == [[[0, 1]]]
    (variants,) = found.of(found.key(0, "Nuri Berg"))
    key = found.key(0, "Nuri Berg")
    assert [found.is_of(each, key) for each in variants[0].sayings] == [True, False]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nuri Berg", "Nouri Berg", True),
        ("the Flood Office", "The Flood Office", True),
        ("A Raqqa official", "a Raqa official", True),
        ("officials", "officials", False),
        ("the mayor", "the mayor", False),
        ("the so-called Regional Flood Control Office", "Regional Flood Control Office", True),
        ("Norway’s Regional Flood Control Office", "Regional Flood Control Office", False),
        ("Nuri Berg", "Ann Berg", False),
        ("the Board", "the Water Board", True),
    ],
)
def test_who_speaks_is_the_same_in_two_articles(one: str, other: str, same: bool) -> None:
    found = sayings([(one, "“So it is.”")], [(other, "“It is not.”")], aliases="Water Board = Board")
    assert (found.key(0, one) == found.key(1, other)) is same


def test_a_description_without_words_is_nobodys() -> None:
    found = sayings([("Nuri Berg", "“…” and")])
    assert found.of(found.key(0, "Nuri Berg"))[0][0].differing == ()


_WORDS = st.sampled_from(["water", "rose", "bridge", "over", "the", "Raqqa", "."])


@given(st.lists(st.lists(_WORDS, min_size=1), max_size=6))
def test_everything_somebody_says_is_there_once(quotations: list[list[str]]) -> None:
    said = [[("Nuri Berg", f"“{' '.join(words)}”")] for words in quotations]
    found = sayings(*said)
    key = "nuri berg"
    mine = [each for variants in found.of(key) for one in variants for each in one.sayings]
    assert len(mine) == len(set(mine)) == len(found._sayings)
    for variants in found.of(key):
        for one in variants:
            span = one.sayings[0].span
            assert all(span.start <= each.start <= each.end <= span.end for each in one.differing)


def test_articles_are_told_before_all_are_heard(tmp_path: Path, database: Path) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.txt").write_text(
            f"Title {name}\n\n“The water rose,” said Nuri Berg. That was on day {name}.\n"
        )
    (tmp_path / "f.txt").write_text((tmp_path / "a.txt").read_text())
    project = Project.open(database, [tmp_path])
    (tmp_path / "c.txt").unlink()
    heard = list(Listening(project, AliasFile()).listen(project.files))
    assert [number for _, number in heard] == [1, 2, 4, 6]
    assert [len(each.articles) for each, _ in heard] == [1, 2, 3, 4]
    last = heard[-1][0]
    ((wording,),) = last.of(last.key(0, "Nuri Berg"))
    assert [each.article for each in wording.sayings] == [0, 1, 2, 3]
    assert {each.kind for each in wording.sayings} == {MentionKind.DIRECT}
    assert list(Listening(project, AliasFile()).listen([])) == []


def test_the_seeds_carry_one_sentence_of_the_spokesman_under_two_spellings(seeds: Path, database: Path) -> None:
    project = Project.open(database, sorted(seeds.glob("0*.txt")))
    *_, (found, heard) = Listening(project, AliasFile()).listen(project.files)
    assert heard == 5
    assert len(set(found.voices)) == 4
    verge = found.of("nuri mahmud")[0]
    assert {each.article for one in verge for each in one.sayings} == {1, 3, 4}
    assert found.speaker("nuri mahmud") == ["Nuri Mahmud", "Nouri Mahmoud"]
    assert "[Raqqah]" in "".join(marked(found, one.sayings[0], one.differing) for one in verge)
