"""What a text says of itself, from dates to outlets, and what must not be made of it."""

import pytest

from annotations.articles.plain_text import parse
from annotations.articles.stamps import find_stamps
from annotations.model import Article

TITLE = "Flood cuts off two villages on the river"
STORY = (
    "Two villages were cut off by the flood on Monday, the mayor said, and 40 people were taken out by boat.",
    "“We have never seen the river so high,” the mayor, Ana Petrovic, told reporters in the town hall.",
    "The water is expected to fall by Thursday, according to the weather service, which lifted its warning.",
)


def read(*above: str, below: tuple[str, ...] = (), opening: str = "") -> Article:
    first, *rest = STORY
    return parse("\n\n".join([*above, opening + first, *rest, *below]))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-10-14T21:41:42+00:00", "2017-10-14"),
        ("October 14th, 2017", "2017-10-14"),
        ("Sat Oct. 14 2017 11:03AM", "2017-10-14"),
        ("14 October 2017", "2017-10-14"),
        ("the 1st of May 2020", "2020-05-01"),
        ("14.10.2017", "2017-10-14"),
        ("14/10/2017", "2017-10-14"),
        ("10/14/2017", "2017-10-14"),
        ("05/05/2017", "2017-05-05"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, iso: str) -> None:
    assert [stamp.iso for stamp in find_stamps(f"Posted: {written}")] == [iso]


@pytest.mark.parametrize("written", ["04/10/2017", "31 February 2017", "13/13/2017", "October 2017", "GMT 06:49:16"])
def test_what_is_no_sure_day_is_no_date(written: str) -> None:
    assert list(find_stamps(written)) == []


def test_the_date_of_publication_goes_before_that_of_an_update() -> None:
    article = read(TITLE, "Updated 16 October 2017", "Published 14 October 2017")
    assert article.published == "2017-10-14"


def test_a_bare_date_under_the_headline_is_the_date() -> None:
    assert read("12 May 2023", TITLE, "14 October 2017").published == "2017-10-14"


def test_a_date_right_above_the_headline_is_taken_if_there_is_no_other() -> None:
    assert read("14 October 2017", TITLE).published == "2017-10-14"


def test_the_date_of_today_above_the_menu_is_not_taken() -> None:
    assert read("12 May 2023", "Home", "Sport", TITLE).published == ""


def test_the_mark_of_a_heading_is_no_part_of_the_title() -> None:
    assert read(f"# {TITLE}").title == TITLE
    assert read(f"#flood: {TITLE}").title == f"#flood: {TITLE}"


def test_a_story_without_a_headline_may_still_have_a_date_and_an_author() -> None:
    article = read("12 May 2023", "Home", "Sport", "By Ana Petrovic", "14 October 2017")
    assert (article.title, article.author, article.published) == ("", "Ana Petrovic", "2017-10-14")


def test_a_line_with_a_date_and_an_author_is_no_headline() -> None:
    assert read("September 10, 2018 | by Ana Petrovic, after the flood").title == ""


def test_a_place_that_begins_like_a_shout_is_a_place() -> None:
    assert read(TITLE, opening="NEW DELHI: ").dateline == "NEW DELHI"


def test_a_date_in_a_long_line_without_a_label_is_not_taken() -> None:
    line = "Tickets for the concert of the flood relief fund on 3 March 2018 are on sale in the town hall now"
    assert read(TITLE, line).published == ""


def test_the_date_of_a_picture_is_not_the_date() -> None:
    assert read(TITLE, "The main street of the village on October 12, 2017. (Jo Weber/EPA)").published == ""


@pytest.mark.parametrize(
    ("opening", "dateline", "agencies"),
    [
        ("LONDON — ", "LONDON", ()),
        ("KOBANE/BEIRUT: ", "KOBANE/BEIRUT", ()),
        ("HANOI, Vietnam (AP) — ", "HANOI, Vietnam", ("AP",)),
        ("ST. PAUL, Minn., Oct 14 (Reuters) - ", "ST. PAUL, Minn.", ("Reuters",)),
        ("(Reuters) - ", "", ("Reuters",)),
        ("But ", "", ()),
    ],
)
def test_the_dateline_opens_the_story(opening: str, dateline: str, agencies: tuple[str, ...]) -> None:
    article = read(TITLE, opening=opening)
    assert (article.dateline, article.agencies) == (dateline, agencies)


@pytest.mark.parametrize("word", ["BREAKING: ", "UPDATE — ", "WATCH: "])
def test_a_word_that_shouts_is_no_place(word: str) -> None:
    assert read(TITLE, opening=word).dateline == ""


@pytest.mark.parametrize(
    ("line", "author", "agencies"),
    [
        ("By Ana Petrovic", "Ana Petrovic", ()),
        ("By Ana Petrovic and Jan van der Meer, Geneva", "Ana Petrovic and Jan van der Meer", ()),
        ("By Geneva - Latest News on Geneva", "", ()),
        ("By The Associated Press", "", ("AP",)),
        ("Source: Agence France-Presse", "", ("AFP",)),
        ("Reuters, AP and dpa", "", ("Reuters", "AP", "dpa")),
    ],
)
def test_a_byline_names_people_or_agencies(line: str, author: str, agencies: tuple[str, ...]) -> None:
    article = read(TITLE, line)
    assert (article.author, article.agencies) == (author, agencies)


def test_the_agency_of_a_picture_is_not_the_agency_of_the_text() -> None:
    assert read(TITLE, "A boat in the main street of the village on Monday. (Photo by Reuters)").agencies == ()


def test_an_agency_that_somebody_told_something_is_no_credit() -> None:
    assert read(TITLE, below=("“It is over,” the mayor told AFP on Tuesday, when the water had gone.",)).agencies == ()


@pytest.mark.parametrize(
    ("above", "below", "outlet"),
    [
        (("ledger.example.org",), (), "ledger.example.org"),
        ((f"{TITLE} - The Evening Ledger",), (), "The Evening Ledger"),
        (("By Geneva | Read Latest News on THE LEDGER",), (), "THE LEDGER"),
        ((), ("Source: The Evening Ledger",), "The Evening Ledger"),
        ((), ("Source: AFP",), ""),
        ((), ("© 2019 The Evening Ledger. All rights reserved.",), ""),
        ((), ("Read more about rivers",), ""),
    ],
)
def test_an_outlet_is_named_only_where_the_text_names_it(
    above: tuple[str, ...], below: tuple[str, ...], outlet: str
) -> None:
    assert read(TITLE, *above, below=below).outlet == outlet


def test_the_holder_of_the_copyright_is_cut_back_to_what_the_page_calls_itself() -> None:
    article = read("The Evening Ledger", "Home", TITLE, below=("© 2019 The Evening Ledger Holdings Ltd.",))
    assert article.outlet == "The Evening Ledger"


def test_where_something_comes_from_is_told() -> None:
    article = read(TITLE, "Updated 16 October 2017", opening="LONDON — ")
    origins = {source.field: (source.origin, article.text[slice(*source.span or (0, 0))]) for source in article.sources}
    assert origins == {
        "title": ("the headline", TITLE),
        "published": ("a date of updating", "Updated 16 October 2017"),
        "dateline": ("opens the story", "LONDON — " + STORY[0]),
    }
