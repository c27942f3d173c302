"""Wire copy: which passages two articles share, what was changed in them, and which articles are one origin."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import body, span_of

from annotations.articles.files import read_article
from annotations.comparison.changed_words import ChangedWords, changed_words
from annotations.comparison.fingerprints import Fingerprints, _candidates, _telling
from annotations.comparison.origins import Origin, origins
from annotations.comparison.shared_copy import ECHO, SHARED, SharedPassage, all_shared, shared_passages
from annotations.model import Article, Line, Role, Span

RIVER = "The river rose by four metres in the night, and the mayor told people to leave the lower town."
SCHOOL = "Children were taken to the school on the hill, where teachers had made beds of coats and blankets."
BRIDGE = "The old stone bridge was closed to lorries after an engineer found a crack in its second arch."
SHORT = "He left."

WORDS = (
    "river bridge mayor school night water stone engine winter valley people council harbour market road train farmer "
    "minister doctor window garden letter paper silver golden broken quiet early heavy narrow"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=6, max_size=25, unique=True).map(" ".join)
PARAGRAPHS = st.lists(SENTENCES.map(lambda sentence: f"{sentence.capitalize()}."), min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join)


def texts_of(shared: list[SharedPassage], a: Article, b: Article) -> list[tuple[str, str]]:
    return [(a.text[slice(*each.a)], b.text[slice(*each.b)]) for each in shared]


def between(one: str, other: str) -> list[tuple[str, str]]:
    """The passages that two texts share."""
    a, b = body(one), body(other)
    return texts_of(shared_passages(a, b), a, b)


def changes(one: str, other: str) -> list[tuple[str, str, bool]]:
    """What was changed in the one passage that two texts share."""
    (passage,) = shared_passages(body(one), body(other))
    return [(each.a.text, each.b.text, each.inside_quotation) for each in passage.changes]


@pytest.fixture(scope="module")
def five(seeds: Path) -> list[Article]:
    return [read_article(path) for path in sorted(seeds.glob("*.txt"))]


def test_the_first_two_seeds_share_seventeen_paragraphs_and_no_other(five: list[Article]) -> None:
    a, b = five[:2]
    begins = {a.text[a.text.rfind("\n", 0, each.a.start) + 1 :][:14] for each in shared_passages(a, b)}
    assert begins == {
        "KOBANE/BEIRUT:", "A monitor said", "Raqqa was once", "The city’s los", "In June, the U", "In recent days",
        "On Saturday, t", "Earlier, the S", "“All Syrian fi", "A Raqqa offici", "“They sent a m", "“Those that su",
        "An SDF militar", "Members of the", "Abdel Rahman s", "“The foreign f", "Nuri Mahmud, a",
    }  # fmt: skip
    for one, other in texts_of(shared_passages(a, b), a, b):
        assert len(set(one.lower().split()) & set(other.lower().split())) >= 7, (one, other)


def test_a_paragraph_that_was_cut_in_two_is_shared_twice(five: list[Article]) -> None:
    a, b = five[:2]
    begins = [(one[:14], other[:14]) for one, other in texts_of(shared_passages(a, b), a, b)]
    assert ("Members of the", "Members of the") in begins
    assert ("Up to 1,500 ci", "Up to 1,500 ci") in begins


def test_words_changed_inside_a_quotation_of_the_seeds_are_told(five: list[Article]) -> None:
    a, b = five[:2]
    place = span_of(a.text, "“All Syrian")
    (passage,) = (each for each in shared_passages(a, b) if each.a.start == place.start)
    assert [(each.a.text, each.b.text, each.inside_quotation) for each in passage.changes] == [
        ("Daesh", "", True),
        ("Raqqa", "Raqa", True),
        ("", "fighters", False),
    ]


def test_the_seeds_have_four_origins(five: list[Article]) -> None:
    found = origins(five, all_shared(five))
    assert [each.articles for each in found] == [(0, 1), (2,), (3,), (4,)]
    assert 0.7 < found[0].shared < 0.8
    assert found[1].shared == 0


def test_the_other_seeds_share_only_what_they_quote(five: list[Article]) -> None:
    shared = {pair: len(passages) for pair, passages in all_shared(five).items() if pair != (0, 1)}
    assert shared == {(1, 3): 1, (1, 4): 1, (2, 3): 1, (3, 4): 1}


def test_sentences_of_one_paragraph_are_one_passage() -> None:
    assert between(f"{RIVER} {SCHOOL}", f"{BRIDGE} {RIVER} {SCHOOL}") == [(f"{RIVER} {SCHOOL}", f"{RIVER} {SCHOOL}")]


def test_a_merged_paragraph_is_found_in_both() -> None:
    assert between(f"{RIVER} {SCHOOL}", f"{RIVER}\n\n{SCHOOL}") == [(RIVER, RIVER), (SCHOOL, SCHOOL)]


def test_a_dropped_sentence_is_a_change() -> None:
    assert changes(f"{RIVER} {BRIDGE} {SCHOOL}", f"{RIVER} {SCHOOL}") == [(BRIDGE.rstrip("."), "", False)]


def test_too_many_dropped_sentences_are_no_change_but_an_end() -> None:
    others = [BRIDGE, BRIDGE.replace("old", "new"), "Nobody knows when the road to the north will be open again."]
    assert len(between(" ".join([RIVER, *others, SCHOOL]), f"{RIVER} {SCHOOL}")) == 2


def test_sentences_that_changed_places_are_shared() -> None:
    assert sorted(between(f"{RIVER} {SCHOOL}", f"{SCHOOL} {RIVER}")) == sorted([(RIVER, RIVER), (SCHOOL, SCHOOL)])
    crossed = f"{RIVER} {SCHOOL} {RIVER.replace('night', 'evening')}"
    assert between(crossed, crossed) == [(crossed, crossed)]


def test_a_short_sentence_is_shared_only_beside_a_longer_one() -> None:
    assert between(f"{SHORT} {RIVER} {SHORT}", f"{SHORT} {RIVER} {SHORT}") == [
        (f"{SHORT} {RIVER} {SHORT}", f"{SHORT} {RIVER} {SHORT}")
    ]
    assert between(f"{SHORT} {BRIDGE}", f"{SHORT} {SCHOOL}") == []


def test_an_office_named_by_both_is_no_copy() -> None:
    one = "The Northern Flood Rescue Office said that boats were on their way."
    assert between(one, "Nobody at the Northern Flood Rescue Office took the telephone in all that time.") == []


def test_half_a_short_sentence_is_a_copy_and_an_office_with_its_spokesman_is_none() -> None:
    quoted = "It is on the verge of being finished."
    told = f"The spokesman, who came late, called it a thing “{quoted[6:-1]}” in the days to come, and left the room."
    assert between(quoted, told) == [(quoted, told)]
    office = "a spokesman for the Northern Flood Rescue Office"
    one = f"The boats were on their way, {office} told the people of the lower town on Friday."
    assert between(one, f"It was late when {office} took the telephone, and nobody in there knew any more.") == []


def test_a_sentence_that_was_much_edited_is_shared_beside_a_copied_one() -> None:
    edited = SCHOOL.replace("on the hill", "by the hill").replace("made beds", "laid out mats").replace("and", "or")
    edited = edited.replace("Children were taken", "They brought the young")
    assert between(SCHOOL, edited) == []
    assert between(f"{RIVER}\n\n{SCHOOL}", f"{RIVER}\n\n{edited}") == [(RIVER, RIVER), (SCHOOL, edited)]


def test_what_many_sentences_say_is_a_phrase_and_no_copy() -> None:
    phrase = "one of the most important towns in the whole of the country"
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
    texts = [" ".join([f"{letter}{each}" for letter in "abcdefghijklmnop"] + [phrase]) for each in numbers]
    assert len(between(texts[0], texts[1])) == 1
    assert all_shared(map(body, texts)) == {}


def test_menus_and_headlines_are_not_looked_at() -> None:
    lines = (Line(0, len(RIVER), Role.FURNITURE, "a menu"),)
    assert shared_passages(Article("a", RIVER, "", lines, ""), body(RIVER)) == []


def test_an_echo_is_found_when_asked_for() -> None:
    one = body("Asked again, a mayor told people to leave the hotels beside the harbour before long, and never return.")
    assert shared_passages(one, body(RIVER)) == []
    (echo,) = shared_passages(one, body(RIVER), ECHO)
    assert ECHO <= echo.containment < SHARED


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at the end of the day", "at the End of the ‘day’", []),
        ("at the “end of the day”", 'at the "close of the day"', [("end", "close", True)]),
        ("so “we saw ten” of the day", "so “they heard it” of the day", [("we saw ten", "they heard it", True)]),
        ("it was the day", "it was “a caliphate” on the day", [("", "a caliphate” on", False)]),
        ("at the end, he “said", "at the end, he", [("said", "", False)]),
        ("about 85% of it", "about 85 percent of it", [("%", "percent", False)]),
        ("about 1,400 of it", "about 1,500 of it", [("1,400", "1,500", False)]),
    ],
)
def test_changed_words_are_told_with_where_they_stand(one: str, other: str, expected: list[object]) -> None:
    found = changed_words(one, other, [(Span(0, len(one)), Span(0, len(other)))])
    assert [(each.a.text, each.b.text, each.inside_quotation) for each in found] == expected


def test_the_marks_of_a_quotation_may_stand_before_the_passage() -> None:
    one, other = "He said: “It is late. We leave now.”\nNo", "He said: “It is late. We stay now.”"
    pair = span_of(one, "We leave now."), span_of(other, "We stay now.")
    assert [each.inside_quotation for each in changed_words(one, other, [pair])] == [True]


@given(TEXTS, TEXTS)
@example(
    "River bridge mayor school night stone. River bridge mayor school night water.",
    "River bridge mayor school night water. Bridge river mayor school night water. "
    "River bridge mayor school night water.",
)
def test_what_is_shared_is_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = shared_passages(body(one), body(other)), shared_passages(body(other), body(one))
    assert {(each.a, each.b, each.containment) for each in there} == {
        (each.b, each.a, each.containment) for each in back
    }
    turned = {(each.b, each.a): [mirrored(change) for change in each.changes] for each in back}
    assert {(each.a, each.b): list(each.changes) for each in there} == turned


def mirrored(change: ChangedWords) -> ChangedWords:
    return ChangedWords(change.b, change.a, change.inside_quotation)


@given(TEXTS)
def test_an_article_shares_all_of_itself(text: str) -> None:
    passages = shared_passages(body(text), body(text))
    covered = {at for each in passages for at in range(*each.a) if each.a == each.b}
    assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())
    assert [each.changes for each in passages if each.a == each.b] == [()] * sum(each.a == each.b for each in passages)


@given(st.lists(st.lists(st.integers(0, 10**9), min_size=1, max_size=30), min_size=2, max_size=2))
def test_texts_without_a_word_in_common_share_nothing(numbers: list[list[int]]) -> None:
    one, other = (" ".join(f"{letter}{each}" for each in some) for letter, some in zip("xy", numbers, strict=True))
    assert between(one, other) == []


@given(TEXTS, st.data())
def test_every_change_says_what_stands_there(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    for at in data.draw(st.lists(st.integers(0, len(words) - 1), max_size=4)):
        words[at] = data.draw(st.sampled_from(["“new", "word”", "", words[at] * 2]))
    a, b = body(text), body(" ".join(words))
    for passage in shared_passages(a, b):
        for change in passage.changes:
            assert a.text[change.a.start : change.a.end] == change.a.text
            assert b.text[change.b.start : change.b.end] == change.b.text
            assert passage.a.start <= change.a.start <= change.a.end <= passage.a.end
            assert change.a.text or change.b.text


def test_all_pairs_of_several_articles_are_those_of_two_at_a_time(five: list[Article]) -> None:
    together = all_shared(five)
    for one, a in enumerate(five):
        for two in range(one + 1, len(five)):
            assert together.get((one, two), []) == shared_passages(a, five[two])


def test_origins_are_joined_over_a_third_article() -> None:
    articles = [body(f"{RIVER} {SCHOOL}"), body(f"{SCHOOL} {BRIDGE} {RIVER}"), body(BRIDGE), body("")]
    assert origins(articles, all_shared(articles)) == [Origin((0, 1, 2), 1.0), Origin((3,), 0.0)]


def test_one_copied_sentence_does_not_make_an_origin() -> None:
    articles = [body(f"{RIVER} {RIVER} {SCHOOL}"), body(f"{RIVER} {BRIDGE} {BRIDGE}")]
    assert [each.articles for each in origins(articles, all_shared(articles))] == [(0,), (1,)]


def test_what_too_many_articles_say_is_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.comparison.fingerprints._MOST", 3)
    assert list(all_shared([body(RIVER)] * 3)) == [(0, 1), (0, 2), (1, 2)]
    assert all_shared([body(RIVER)] * 4) == {}
    assert origins([body(RIVER)] * 3, all_shared([body(RIVER)] * 3)) == [Origin((0, 1, 2), 1.0)]


def test_runs_that_only_one_sentence_holds_are_not_kept() -> None:
    prints = Fingerprints([body(RIVER), body(SCHOOL), body(f"{RIVER} {BRIDGE}")])
    assert len(prints._holders()) == 0
    more = Fingerprints([body(RIVER), body(RIVER.replace("night", "evening"))])
    assert {len(held) for held in more._holders().values()} == {2}


def candidates(count: int) -> int:
    """How many pairs of sentences are looked at for so many articles, each printed twice, with an office in all."""
    office = "said the Northern Flood Rescue Office"
    texts = [" ".join([*(f"{letter}{number}" for letter in "abcdefghijkl"), office]) for number in range(count)]
    prints = Fingerprints(body(text + end) for text in texts for end in (" today.", " again."))
    holders = prints._holders()
    return sum(len(_candidates(_telling(runs, holders), holders)) for runs in prints._runs)


def test_ten_times_the_articles_are_ten_times_the_work() -> None:
    assert candidates(300) <= 12 * candidates(30)


@pytest.mark.parametrize("piece", ["a", "word ", "the same words again and again ", "漢"])
def test_a_text_without_a_stop_is_cut_in_pieces(piece: str) -> None:
    (sentences,) = Fingerprints([body(piece * 4000)]).articles
    assert max(each.end - each.start for each in sentences) <= 1000
    assert len(sentences) < 5 * len(piece) + 5


def test_who_waits_hears_of_every_character_twice() -> None:
    told: list[int] = []
    articles = [body(f"{RIVER}\n\n{SCHOOL}"), body(RIVER)]
    assert all_shared(articles, heed=told.append)
    assert sum(told) == 2 * (2 * len(RIVER) + len(SCHOOL))


def test_nothing_is_read_where_there_is_nothing_to_hold_it_against() -> None:
    told: list[int] = []
    assert all_shared([body(RIVER)], heed=told.append) == {}
    assert not told


def test_what_one_article_says_again_and_again_is_not_held_against_itself() -> None:
    texts = (f"{RIVER} {SCHOOL.replace('Children', word)}" for word in ("Children", "Parents"))
    again, other = "\n\n".join(texts), BRIDGE
    assert [*Fingerprints([body(again), body(other)]).copies(SHARED)] == []
    pairs = {*Fingerprints([body(again), body(SCHOOL)]).copies(SHARED)}
    assert (1, 1) in pairs, "it stands in both"
    assert {(1, 2), (2, 1)} <= pairs, "the edited one is told from the one that both hold"
