"""The five seeds, read by hand: what every line is for and what each text says of itself."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from annotations.articles.files import find_files, read_article
from annotations.articles.plain_text import classify
from annotations.model import Article, Role

SEEDS = Path(__file__).parents[1] / "seeds"
LETTERS = {
    "h": Role.HEADLINE,
    "y": Role.BYLINE,
    "d": Role.DATELINE,
    "c": Role.CAPTION,
    "s": Role.SUBHEAD,
    "b": Role.BODY,
    ".": Role.FURNITURE,
}


@dataclass(frozen=True)
class Gold:
    """What a person reads in a seed; `roles` has a letter of `LETTERS` for each line that is not blank."""

    file: str
    roles: str
    title: str
    outlet: str = ""
    published: str = ""
    agencies: tuple[str, ...] = ()
    dateline: str = ""
    author: str = ""


GOLD = (
    Gold(
        file="000_e879aae13f05d629.txt",
        roles=".h.cd.." + "b" * 22,
        title="Daesh on the run as stronghold Raqqa’s fall nears",
        published="2017-10-14",
        dateline="KOBANE/BEIRUT",
    ),
    Gold(
        file="001_7dc2fabd8fdee306.txt",
        roles="." * 7 + "h..cd" + "b" * 9 + "s" + "b" * 9 + "s" + "b" * 11 + "y" + "." * 53,
        title="Dozens of IS fighters surrender as Raqa's fall nears",
        outlet="Arab Today",
        agencies=("AFP",),
        dateline="Kobane (Syria)",
    ),
    Gold(
        file="002_29884fe21087bc82.txt",
        roles="..hd.b",
        title="Islamic State faces imminent defeat in Raqqa",
        published="2017-10-14",
    ),
    Gold(
        file="003_9ad5b8a81939a933.txt",
        roles="hy" + "b" * 5 + "s" + "b" * 3 + "s" + "b" * 9 + "s" + "bb" + "y",
        title="ISIS Facing Imminent Collapse in Syria's Raqqa",
        outlet="GLOBAL GATHERING",
        published="2017-10-14",
        agencies=("Reuters", "AP", "dpa"),
        dateline="BEIRUT",
    ),
    Gold(
        file="004_beb97b786951395b.txt",
        roles=".hdyc" + "b" * 18 + ".",
        title="Daesh Militants Quit Raqqah Under US-backed Deal",
        outlet="presstv.ir",
        published="2017-10-15",
    ),
)


@pytest.fixture(params=GOLD, ids=lambda gold: gold.file[:3])
def gold(request: pytest.FixtureRequest) -> Gold:
    assert isinstance(request.param, Gold)
    return request.param


@pytest.fixture
def article(gold: Gold) -> Article:
    return read_article(SEEDS / gold.file)


def test_every_line_has_the_role_that_a_person_gives_it(gold: Gold, article: Article) -> None:
    told = [(line.role, article.text[line.start : line.end]) for line in article.lines]
    assert told == [(LETTERS[letter], text) for letter, (_, text) in zip(gold.roles, told, strict=True)]


def test_the_text_gives_what_it_says_of_itself_and_nothing_is_invented(gold: Gold, article: Article) -> None:
    assert (article.title, article.outlet, article.published) == (gold.title, gold.outlet, gold.published)
    assert (article.agencies, article.dateline, article.author) == (gold.agencies, gold.dateline, gold.author)


def test_what_is_known_of_a_seed_points_to_the_line_that_says_it(article: Article) -> None:
    for source in article.sources:
        assert source.origin
        assert source.span is not None
        assert source.span in {(line.start, line.end) for line in article.lines}


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_other_line_breaks_change_no_role(gold: Gold, line_break: str) -> None:
    text = (SEEDS / gold.file).read_text(encoding="utf-8").replace("\n", line_break)
    assert [line.role for line in classify(text)] == [LETTERS[letter] for letter in gold.roles]


def test_the_folder_of_the_seeds_holds_five_articles() -> None:
    assert [path.name for path in find_files([SEEDS])] == [gold.file for gold in GOLD]


def test_a_seed_is_decoded_without_a_warning(article: Article) -> None:
    assert article.warning == ""
    assert article.text.encode() == Path(article.file).read_bytes()
