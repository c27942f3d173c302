"""Lines of a text → roles: what holds for any text, and the traps that pages set."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.plain_text import classify, parse
from annotations.model import Role

STORY = (
    "Two villages were cut off by the flood on Monday, the mayor said, and 40 people were taken out by boat.",
    "“We have never seen the river so high,” the mayor, Ana Petrovic, told reporters in the town hall.",
    "The water is expected to fall by Thursday, according to the weather service, which lifted its warning.",
)
FRAGMENTS = (
    "\n", "\r\n", "\r", "\n\n", " ", "\u00a0", "Menu", "[ ]", "• Home", "By ", "(AP)", "©", "Name *",
    "Source: AFP", "LONDON — ", "Flood cuts off two villages", "Updated 14 October 2017", "31/02/2017",
    "\u2028", "\x1b[2J", "\ud800", "\ufeff", "İ",
)  # fmt: skip
PIECES = st.sampled_from([*STORY, *FRAGMENTS])
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(st.one_of(PIECES, st.text())).map("\n".join))


def role_of(needle: str, text: str) -> Role:
    return next(line.role for line in classify(text) if needle in text[line.start : line.end])


def page(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


@given(TEXTS)
def test_every_line_that_is_not_blank_is_there_once_and_in_order(text: str) -> None:
    expected = [match.span() for match in re.finditer(r"[^\r\n]+", text) if match.group().strip()]
    assert [(line.start, line.end) for line in classify(text)] == expected


@given(TEXTS)
def test_every_line_has_a_reason_and_at_most_one_is_the_headline(text: str) -> None:
    lines = classify(text)
    assert all(line.reason for line in lines)
    assert sum(line.role is Role.HEADLINE for line in lines) <= 1


@given(TEXTS)
def test_what_is_known_of_any_text_stands_in_it(text: str) -> None:
    article = parse(text)
    known = (article.title, article.outlet, article.dateline, article.author)
    assert all(value in text for value in known)
    assert all(source.span is not None and text[slice(*source.span)].strip() for source in article.sources)
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", article.published)


def test_the_lines_of_a_text_without_a_story_are_furniture() -> None:
    lines = classify("Home\nSport\nContact us\n")
    assert {line.role for line in lines} == {Role.FURNITURE}


def test_what_stands_between_the_headline_and_the_story_is_known_for_what_it_is() -> None:
    summary = "The flood has cut off two villages on the river, and " + "the water is still rising. " * 4
    lines = ("Flood cuts off two villages", summary.strip(), "Share", "Share", "Tweet", "Next", *STORY)
    roles = [line.role for line in classify(page(*lines))]
    assert roles == [Role.HEADLINE, Role.BODY, *[Role.FURNITURE] * 4, *[Role.BODY] * 3]


def test_a_request_above_the_story_is_no_headline() -> None:
    text = page("Flood cuts off two villages", "Subscribe to news of the flood in two villages", *STORY)
    assert parse(text).title == "Flood cuts off two villages"


def test_an_article_that_begins_with_its_first_sentence_has_no_headline() -> None:
    article = parse(page(*STORY), "river.txt")
    assert {line.role for line in article.lines} == {Role.BODY}
    assert article.title == "river"


def test_a_headline_that_asks_is_a_headline() -> None:
    text = page("Home", "Why was the flood warning lifted for two villages?", "By Ana Petrovic and Jo Weber", *STORY)
    article = parse(text)
    assert article.title == "Why was the flood warning lifted for two villages?"
    assert article.author == "Ana Petrovic and Jo Weber"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Share this story with your friends on the river, please.", Role.FURNITURE),
        ("© 2019 The Evening Ledger. All rights reserved, in all countries.", Role.FURNITURE),
        ("Monday, 14 October 2019, 11:03 AM", Role.FURNITURE),
        ("What the river took", Role.SUBHEAD),
        ("- What the river took -", Role.SUBHEAD),
        ("A boat in the flooded main street of the village. (Photo by Jo Weber/EPA)", Role.CAPTION),
        ("This handout picture shows a boat in the flooded main street of the village.", Role.CAPTION),
        ("“We left.”", Role.BODY),
        ("1,200 sandbags, 14 boats and three helicopters so far", Role.BODY),
        ("GENEVA (Switzerland) - AFP", Role.DATELINE),
        ("By noon the water stood in the church and " + "the streets and " * 12, Role.BODY),
        (
            "The notice on the gate says “© the village”, " + "and the water stands in the streets " * 9,
            Role.BODY,
        ),
    ],
)
def test_a_line_inside_the_story_is_known_for_what_it_is(line: str, role: Role) -> None:
    assert role_of(line, page(*STORY, line, *reversed([sentence + " " + sentence for sentence in STORY]))) is role


def test_a_story_that_is_broken_at_a_fixed_width_is_one_story() -> None:
    text = (
        "Two villages were cut off by the flood on Monday, the mayor\n"
        "said, and 40 people were taken out by boat.\n\n"
        "The water is expected to fall by Thursday, according to the\n"
        "weather service, which lifted its warning and told\n"
        "everybody to go home.\n"
    )
    assert {line.role for line in classify(text)} == {Role.BODY}


def test_comments_are_no_story_even_where_they_are_longer() -> None:
    comment = (
        "Jo Weber on September 7, 2021 at 4:47 pm said:",
        *["I was there, and it was worse than you say. " * 3] * 9,
    )
    lines = classify(page("Flood cuts off two villages", STORY[0], "3 Comments", *comment))
    assert [line.role for line in lines] == [Role.HEADLINE, Role.BODY, *[Role.FURNITURE] * 11]


def test_a_page_that_begins_with_a_comment_has_a_story_all_the_same() -> None:
    lines = classify(page("Ana on May 4, 2021 at 9.15am wrote:", *STORY))
    assert [line.role for line in lines[1:]] == [Role.BODY] * 3
