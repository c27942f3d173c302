"""Articles compared: the five seeds as a person lines them up, the traps, and what holds for all articles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import article

from annotations.articles.files import find_files, read_article
from annotations.comparison.comparison import Comparison, compare, effort
from annotations.comparison.groups import Agreement, Group, GroupKind
from annotations.model import Article, Span

SEEDS = Path(__file__).parents[1] / "seeds"
GOLD = Path(__file__).parent / "data" / "seed_groups.txt"


@dataclass
class Wanted:
    agreement: str
    kind: str
    label: str
    inside: list[tuple[int, str]] = field(default_factory=list)
    outside: list[tuple[int, str]] = field(default_factory=list)


def gold() -> Iterator[Wanted]:
    wanted: Wanted | None = None
    for line in GOLD.read_text().splitlines():
        if line.startswith("= "):
            if wanted:
                yield wanted
            agreement, kind, label = line[2:].split(" ", 2)
            wanted = Wanted(agreement, kind, label)
        elif wanted and not line.startswith("#"):
            number, words = line.removeprefix("! ").split(" ", 1)
            (wanted.outside if line.startswith("!") else wanted.inside).append((int(number), words))
    if wanted:
        yield wanted


WANTED = list(gold())


@pytest.fixture(scope="module")
def seeds_compared() -> Comparison:
    return compare([read_article(path) for path in find_files([SEEDS]) if path.name[0] == "0"])


def holds(comparison: Comparison, group: Group, number: int, words: str) -> bool:
    """Whether the passage is in the group: its own words, or those around it or in it."""
    text = comparison.articles[number].text
    places = [start for start in range(len(text)) if text.startswith(words, start)]
    return any(
        member.article == number and member.span.start < start + len(words) and start < member.span.end
        for member in group.members
        for start in places
    )


def found_for(comparison: Comparison, wanted: Wanted) -> list[Group]:
    return [
        group
        for group in comparison.groups
        if (group.agreement, group.kind) == (wanted.agreement, wanted.kind)
        and all(holds(comparison, group, *passage) for passage in wanted.inside)
    ]


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.label)
def test_what_a_person_lines_up_in_the_seeds_is_lined_up(seeds_compared: Comparison, wanted: Wanted) -> None:
    (group,) = found_for(seeds_compared, wanted)
    assert not [passage for passage in wanted.outside if holds(seeds_compared, group, *passage)]


def test_nothing_in_the_seeds_is_called_a_conflict_that_is_none(seeds_compared: Comparison) -> None:
    wanted = {
        group.label for each in WANTED if each.agreement == "conflicting" for group in found_for(seeds_compared, each)
    }
    assert {group.label for group in seeds_compared.groups if group.agreement is Agreement.CONFLICTING} == wanted


@pytest.mark.parametrize("count", [1, 5])
def test_most_of_what_is_to_be_read_is_told_and_no_more(seeds: Path, count: int) -> None:
    articles = [read_article(path) for path in find_files([seeds])][:count]
    told: list[int] = []
    compare(articles, heed=told.append)
    read = effort([len(each.text) for each in articles])
    assert read / 2 < sum(told) <= read


@pytest.mark.parametrize("step", range(0, 1200, 100))
def test_comparing_ends_at_any_step(seeds: Path, step: int) -> None:
    steps = iter(range(step))

    def heed(_: int) -> None:
        if next(steps, None) is None:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        compare([read_article(path) for path in find_files([seeds])], heed=heed)


def test_the_seeds_are_one_story_in_four_independent_voices(seeds_compared: Comparison) -> None:
    assert seeds_compared.stories == ((0, 1, 2, 3, 4),)
    assert [origin.articles for origin in seeds_compared.origins] == [(0, 1), (2,), (3,), (4,)]


def test_a_group_counts_origins_and_not_outlets(seeds_compared: Comparison) -> None:
    by_label = {group.label: group for group in seeds_compared.groups}
    assert by_label["captured … % of the city"].origins == 2
    assert by_label["captured … % of the city"].why == "“around 90 percent” against “around 85%”"
    alone = next(group for group in seeds_compared.groups if "jihadists remain" in group.label)
    assert (alone.origins, alone.why) == (1, "2 outlets, one origin")


def test_a_passage_is_in_one_group_of_a_kind(seeds_compared: Comparison) -> None:
    figures = [
        (member.article, member.span)
        for group in seeds_compared.groups
        if group.kind is GroupKind.QUANTITY
        for member in group.members
    ]
    assert len(figures) == len(set(figures))


def told(*bodies: str, day: str = "May 4, 2021") -> list[Article]:
    """Reports of one event; the first paragraph is the headline."""
    return [
        article(f"Ferry sinks off Vardo {'abc'[number]}\n\n{day}\n\n{text}\n", f"{number}.txt")
        for number, text in enumerate(bodies)
    ]


BACKGROUND = "The ferry Aurora Borealis sank off the island of Vardo, and boats from Kirkenes searched until dark. "
IN_OTHER_WORDS = "Off Vardo, where the Aurora Borealis went down, lifeboats that came from Kirkenes found no ferry. "


def reports(one: str, other: str) -> list[Article]:
    """Two reports of one event that do not copy each other."""
    return told(f"{BACKGROUND}\n\n{one}", f"{IN_OTHER_WORDS}\n\n{other}")


def agreements(one: str, other: str) -> dict[str, Agreement]:
    """The agreement of the groups of several articles, by their words."""
    found = compare(reports(one, other)).groups
    return {
        " | ".join(member.text for member in group.members): group.agreement for group in found if group.origins > 1
    }


def figures_together(one: str, other: str) -> Agreement | None:
    """The agreement of the group of figures that all bodies are in."""
    found = compare(reports(one, other)).groups
    for group in found:
        if group.kind is GroupKind.QUANTITY and len({member.article for member in group.members}) == 2:
            return group.agreement
    return None


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("At least 12 passengers drowned, police said.", "Divers say 14 passengers drowned.", Agreement.COMPATIBLE),
        (
            "Police say 12 passengers died on board.",
            "In all 19 passengers died, the owner wrote.",
            Agreement.CONFLICTING,
        ),
        ("Some 40 passengers were rescued by boat.", "Boats rescued about 40 passengers.", Agreement.CONSISTENT),
        ("Dozens of passengers were rescued.", "A helicopter rescued 45 passengers.", Agreement.COMPATIBLE),
        ("Hundreds of passengers were rescued.", "A helicopter rescued 45 passengers.", Agreement.CONFLICTING),
        ("The company lost $3 million.", "By its account the company lost $5 million.", Agreement.CONFLICTING),
    ],
)
def test_figures_of_one_thing_are_set_side_by_side_whatever_their_values(
    one: str, other: str, agreement: Agreement
) -> None:
    assert figures_together(one, other) is agreement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In the past five days 200 passengers were rescued.", "In the past 24 hours 100 passengers were rescued."),
        ("Some 40 passengers were rescued.", "Some 90 sheep were rescued."),
        ("A third of the crew, 12 sailors, slept.", "On the quay 30 sailors sang a hymn."),
        ("About 40 percent of the harbour was destroyed.", "About 70 percent of the forest was destroyed."),
    ],
)
def test_figures_of_two_things_or_times_are_no_conflict(one: str, other: str) -> None:
    assert figures_together(one, other) is None


def test_what_one_outlet_announces_and_another_denies_is_a_conflict() -> None:
    found = agreements(
        "The minister announced that a deal had been reached with Finland.",
        "The minister denied that any deal had been reached with Finland.",
    )
    assert Agreement.CONFLICTING in found.values()


def test_who_does_not_want_a_deal_does_not_deny_it() -> None:
    found = agreements(
        "The minister announced that a deal had been reached with Finland.",
        "Finland does not condone a deal reached in the dark, the minister said.",
    )
    assert Agreement.CONFLICTING not in found.values()
    assert found


def test_a_town_and_its_country_are_no_conflict() -> None:
    found = agreements(
        "The salvage firm Nordhavn, based in London, began to pump oil.",
        "The salvage firm Nordhavn, based in Britain, began to pump oil.",
    )
    assert Agreement.CONFLICTING not in found.values()


def test_a_month_holds_its_days_and_two_days_are_a_conflict() -> None:
    month = agreements("Nordhavn bought the Aurora in June 2020.", "Nordhavn bought the Aurora on June 6, 2020.")
    assert Agreement.CONFLICTING not in month.values()
    days = agreements(
        "Rebels captured the port of Kirkenes on Monday after a siege.",
        "Rebels captured the port of Kirkenes on Sunday after a siege.",
    )
    assert Agreement.CONFLICTING in days.values()


def test_dates_that_lie_years_apart_belong_to_two_happenings() -> None:
    found = agreements(
        "Rebels captured the port of Kirkenes in June 2012.", "Rebels captured the port of Kirkenes in 2019."
    )
    assert Agreement.CONFLICTING not in found.values()


def test_an_undated_report_is_read_on_the_day_of_the_others() -> None:
    one, other = reports(
        "Rebels captured Kirkenes on Sunday.", "On Sunday the town of Kirkenes was captured by rebels."
    )
    undated = article(other.text.replace("May 4, 2021\n\n", ""))
    assert undated.published == ""
    groups = compare([one, undated]).groups
    assert {m.quantity.value for g in groups for m in g.members if m.quantity and m.article == 1} == {"2021-05-02"}


def test_articles_of_other_events_do_not_join() -> None:
    others = [
        article("Vineyard frost\n\nMay 4, 2021\n\nFrost in Champagne destroyed 40 percent of the grapes.\n"),
        article("Old quake\n\nMay 4, 2019\n\n" + BACKGROUND + "It was refloated.\n"),
    ]
    comparison = compare([*told(BACKGROUND + "A horse swam.", BACKGROUND + "Nobody sang."), *others])
    assert comparison.stories == ((0, 1), (2,), (3,))


def test_no_articles_are_compared_to_nothing() -> None:
    assert compare([]).groups == ()


SENTENCES = (
    "At least 12 passengers died, police in Kirkenes said.",
    "“We saw the bridge go under water before the alarm,” said Anna Berg.",
    "Anna Berg said they “saw the bridge go under water” at noon.",
    "Around 40 percent of the oil was lost.",
    "Around 50 percent of the oil was lost, Nordhavn said.",
    "The mayor of Kirkenes denied that any deal had been reached with Nordhavn.",
    "The mayor of Kirkenes said a deal had been reached with Nordhavn.",
    "Rescuers in Kirkenes saved 45 passengers on Monday.",
    "Dozens of passengers were saved in Kirkenes on Sunday.",
    "Nobody knows why the ship sank.",
)
BODIES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True).map(" ".join)


def content(comparison: Comparison) -> set[tuple[object, ...]]:
    """The groups without the numbers of the articles."""
    files = [each.file for each in comparison.articles]
    return {
        (group.kind, group.agreement, group.why, group.origins, group.label, _places(group, files))
        for group in comparison.groups
    }


def _places(group: Group, files: list[str]) -> tuple[tuple[str, Span], ...]:
    return tuple((files[member.article], member.span) for member in group.members)


@given(st.lists(BODIES, min_size=2, max_size=3, unique=True))
def test_the_order_of_the_articles_does_not_matter(bodies: list[str]) -> None:
    articles = told(*bodies)
    wanted = content(compare(articles))
    assert content(compare(articles[::-1])) == wanted
    assert content(compare(articles[1:] + articles[:1])) == wanted


@given(st.lists(BODIES, min_size=1, max_size=3))
def test_every_member_has_the_words_of_its_article(bodies: list[str]) -> None:
    comparison = compare(told(*bodies))
    for group in comparison.groups:
        assert group.members
        assert all(each.text == comparison.articles[each.article].text[slice(*each.span)] for each in group.members)


@given(BODIES)
def test_an_article_alone_agrees_with_nobody(body: str) -> None:
    assert {group.agreement for group in compare(told(body)).groups} <= {Agreement.SINGLE_SOURCE}
