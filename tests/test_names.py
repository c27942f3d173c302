"""Names offered for speakers, by what the text gave before."""

import pytest

from annotations.detection.names import Names


def offered(text: str, *speakers: str) -> list[str]:
    """What is offered for some speakers, one after the other, after a text."""
    names = Names()
    names.learn(text, 0, len(text))
    return [names.suggest(each) for each in speakers]


@pytest.mark.parametrize(
    "text",
    [
        "Ryan Dillon, the spokesman for the coalition, left.",
        "Ryan Dillon, a coalition spokesman, left.",
        "Army spokesman Ryan Dillon left.",
        "Ryan Dillon, spokesman, left.",
    ],
)
def test_the_spokesman_is_who_was_said_to_be_one(text: str) -> None:
    assert offered(text, "The spokesman", "its spokesman") == ["Ryan Dillon"] * 2


def test_after_a_spokesman_nobody_is_the_spokesman() -> None:
    assert offered("Army spokesman Ryan Dillon left.", "a spokesman", "the spokesman") == [
        "a spokesman",
        "the spokesman",
    ]


def test_a_post_with_more_words_stands_for_itself() -> None:
    assert offered("Army spokesman Ryan Dillon left.", "the police spokesman") == ["the police spokesman"]


def test_she_is_the_last_speaker_who_may_be_a_woman() -> None:
    assert offered("", "Mr. Paul Hale", "Ms. Ann Keller", "he", "she", "who") == [
        "Paul Hale",
        "Ann Keller",
        "Paul Hale",
        "Ann Keller",
        "Ann Keller",
    ]


def test_who_was_she_once_is_not_he_later() -> None:
    assert offered("", "Jo Hale", "she", "he") == ["Jo Hale", "Jo Hale", "he"]


def test_a_spokeswoman_is_not_he() -> None:
    assert offered("", "spokeswoman Jo Hale", "he") == ["Jo Hale", "he"]


def test_two_people_of_one_surname_are_kept_apart() -> None:
    assert offered("Ann Keller met Tom Keller.", "Keller", "Tom Keller", "Keller", "Ann Keller") == [
        "Keller",
        "Tom Keller",
        "Tom Keller",
        "Ann Keller",
    ]


def test_two_surnames_stand_for_the_full_name() -> None:
    assert offered("Rami Abdel Hale left.", "Abdel Hale", "Hale") == ["Rami Abdel Hale"] * 2


def test_a_longer_form_of_a_name_is_offered_as_it_was_first_given() -> None:
    assert offered("Ann Keller left.", "Ann B. Keller", "Keller") == ["Ann Keller"] * 2
