import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import cohens_kappa, compare, krippendorffs_alpha, percent
from annotations.model import Annotation, Status

AGREED, DISPUTED, UNCLEAR, CONTEXT = Status
PASSAGE = Annotation("1", "a", "hash", 10, 20, "ten houses", status=AGREED)


def statuses(letters: str) -> list[Status]:
    return [{"a": AGREED, "d": DISPUTED, "u": UNCLEAR, "c": CONTEXT}[letter] for letter in letters]


def pairs(one: str, other: str) -> list[tuple[Status, Status]]:
    return list(zip(statuses(one), statuses(other), strict=True))


def test_kappa_is_that_of_a_table_worked_by_hand() -> None:
    both = pairs("a" * 25 + "d" * 25, "a" * 20 + "d" * 5 + "a" * 10 + "d" * 15)
    assert percent(both).value == pytest.approx(0.7)
    assert cohens_kappa(both).value == pytest.approx(0.4)


def test_alpha_is_that_of_krippendorffs_binary_example() -> None:
    assert krippendorffs_alpha(pairs("adaaaaaada", "dddaadaaaa")).value == pytest.approx(0.095, abs=0.0005)


def test_alpha_with_four_statuses_is_that_of_the_formula() -> None:
    both = pairs("aaddccuu", "aadcccua")
    # 16 decisions (5 a, 3 d, 5 c, 3 u), 2 of 8 passages differ: 1 - 15 * 4 / (256 - 68)
    assert krippendorffs_alpha(both).value == pytest.approx(1 - 60 / 188)


def test_without_a_shared_passage_every_figure_is_undefined_with_the_reason() -> None:
    result = compare([PASSAGE], [PASSAGE._replace(start=11)])
    assert (result.shared, result.only_first, result.only_second) == (0, 1, 1)
    for figure in (result.percent, result.kappa, result.alpha):
        assert str(figure) == "undefined, because no passage was judged by both"


def test_without_variation_there_is_no_figure_beyond_chance() -> None:
    both = pairs("aaa", "aaa")
    assert percent(both).value == 1
    assert str(cohens_kappa(both)).startswith("undefined, because both gave every passage the same status")
    assert str(krippendorffs_alpha(both)).startswith("undefined, because only one status was given")


def test_only_judged_passages_count_and_the_last_judgement_holds() -> None:
    unjudged = PASSAGE._replace(start=30, end=40, status=None)
    later = PASSAGE._replace(status=DISPUTED, updated_at="2024-02-01T00:00:00+00:00")
    result = compare([later, PASSAGE, unjudged], [PASSAGE, unjudged])
    assert result.shared == 1
    assert [(pair.first.status, pair.second.status) for pair in result.disagreements] == [(DISPUTED, AGREED)]
    assert str(result.percent) == "0.000"


def test_disagreements_are_listed_by_article_and_place() -> None:
    first = [PASSAGE._replace(article_id=i, start=s) for i, s in (("b", 1), ("a", 5), ("a", 2))]
    second = [annotation._replace(status=UNCLEAR) for annotation in first]
    places = [(pair.first.article_id, pair.first.start) for pair in compare(first, second).disagreements]
    assert places == [("a", 2), ("a", 5), ("b", 1)]


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(Status)), min_size=1))
def test_coefficients_are_symmetric_and_one_only_without_a_disagreement(both: list[tuple[Status, Status]]) -> None:
    mirrored = [(other, one) for one, other in both]
    for coefficient in (percent, cohens_kappa, krippendorffs_alpha):
        figure = coefficient(both)
        assert figure.value == pytest.approx(coefficient(mirrored).value)
        if figure.value is not None:
            assert figure.value <= 1
            assert (figure.value == pytest.approx(1)) == all(one == other for one, other in both)
