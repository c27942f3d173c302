"""From what is proposed to what the reader confirms: each thing they do with a claim is one step."""

from pathlib import Path

import pytest
from making import MemoryStore, annotation, article, articles_in, files_in, span_of

from annotations.board import Row
from annotations.claimed import Board, agreed, figure_of, group_of, sides_of
from annotations.claiming import Claims, Passage, new_claim, passages_of_group
from annotations.claims import Agreed, Claim
from annotations.comparison.comparison import Comparison, compare
from annotations.comparison.groups import Agreement, Group, GroupKind, Member
from annotations.evidence import Evidence
from annotations.history import Change, ClaimChange, Step
from annotations.model import Annotation, Article, Kind, Origin, QuantityKind, Span, Status
from annotations.project import Project

GAZETTE = """Flood in the valley

The river Elbe rose by 5 metres in Dresden on Monday, the mayor said. Around 200 people were rescued in Pirna.
"""
HERALD = """Water over Dresden

The river Elbe rose by 4 metres in Dresden on Monday, the mayor said. Dozens of people were rescued in Pirna.
"""
CLAIM = Claim("c1", "The Elbe rose.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = articles_in(tmp_path / "articles", {"gazette.txt": GAZETTE, "herald.txt": HERALD})
    return Project(MemoryStore(), files_in(folder), annotator="tester")


@pytest.fixture
def articles(project: Project) -> list[Article]:
    return [project.read(file) for file in project.files]


@pytest.fixture
def claims(project: Project) -> Claims:
    return Claims(project)


@pytest.fixture
def comparison(articles: list[Article]) -> Comparison:
    return compare(articles)


@pytest.fixture
def rise(comparison: Comparison) -> Group:
    return next(group for group in comparison.groups if group.agreement is Agreement.CONFLICTING)


def board(project: Project, comparison: Comparison) -> list[Row]:
    return Board(comparison).rows(project.claims(), project.annotations_in, project.passages_of)


def said(project: Project) -> list[Annotation]:
    return list(project.all_annotations())


def passage(article: Article, words: str, stance: str = "supports") -> Passage:
    return Passage(article, span_of(article.text, words), stance)


def test_a_proposal_is_confirmed_with_its_figures_in_one_step(
    project: Project, claims: Claims, comparison: Comparison, rise: Group
) -> None:
    step = claims.confirm([(rise.label, passages_of_group(comparison, rise))])
    assert step
    (claim,) = project.claims()
    assert claim.text == rise.label
    assert {(each.exact, each.value, each.unit) for each in said(project)} == {
        ("5 metres", 5.0, "m"), ("4 metres", 4.0, "m"),
    }  # fmt: skip
    assert {(each.claim_id, each.stance, each.origin, each.kind, each.status) for each in said(project)} == {
        (claim.claim_id, "supports", Origin.SUGGESTED, Kind.QUANTITY, None)
    }
    project.undo()
    assert not said(project)
    assert not project.claims()
    project.redo()
    assert project.passages_of(claim) == tuple(sorted(said(project), key=lambda each: each.article_id))


def test_what_the_reader_said_before_stays(
    project: Project, claims: Claims, comparison: Comparison, rise: Group, articles: list[Article]
) -> None:
    project.say(articles[0], span_of(articles[0].text, "5 metres"), status=Status.DISPUTED, note="Really?")
    claims.confirm([(rise.label, passages_of_group(comparison, rise))])
    kept = project.annotation_on(articles[0], span_of(articles[0].text, "5 metres"))
    assert kept
    assert (kept.status, kept.note, kept.origin) == (Status.DISPUTED, "Really?", Origin.MANUAL)
    assert kept.claim_id


def test_a_member_that_denies_refutes_and_who_speaks_is_taken_over(comparison: Comparison) -> None:
    members = (
        Member(0, Span(0, 5), "Flood", speaker="Ann"),
        Member(1, Span(0, 5), "Water", denies=True),
        Member(1, Span(0, 5), "Water"),
    )
    group = Group("Flood", GroupKind.QUOTATION, Agreement.CONFLICTING, "", 2, members)
    found = passages_of_group(comparison, group)
    assert [(each.stance, each.drafted.get("speaker"), each.drafted["kind"]) for each in found] == [
        ("supports", "Ann", Kind.QUOTATION), ("refutes", None, Kind.QUOTATION),
    ]  # fmt: skip


def test_the_rest_of_a_proposal_joins_the_claim_that_most_of_it_has(
    project: Project, claims: Claims, comparison: Comparison, rise: Group, articles: list[Article]
) -> None:
    first, second = passages_of_group(comparison, rise)
    third = passage(articles[1], "Dozens")
    claims.confirm([("The rise", [first, third])])
    assert rise in [row.group for row in board(project, comparison)]  # one of its members is not attached yet
    claims.confirm([("Not wanted", [first, second, third])])
    (claim,) = project.claims()
    assert (claim.text, len(project.passages_of(claim))) == ("The rise", 3)
    assert claims.confirm([("Not wanted", [first, second, third])]) is None
    assert rise not in [row.group for row in board(project, comparison)]


def test_a_passage_that_another_claim_has_is_attached_to_both(
    project: Project, claims: Claims, articles: list[Article]
) -> None:
    one, other = passage(articles[0], "5 metres"), passage(articles[1], "4 metres")
    claims.confirm([("One", [one])])
    claims.confirm([("Both", [one, other])])
    assert [len(project.passages_of(claim)) for claim in project.claims()] == [1, 2]
    assert claims.claims_at(articles[0], one.span) == list(project.claims())
    assert claims.claims_at(articles[0], Span(0, 5)) == []


def test_attaching_moves_a_passage_and_detaching_leaves_what_else_was_said(
    project: Project, claims: Claims, articles: list[Article]
) -> None:
    one = passage(articles[0], "5 metres")
    claims.attach(new_claim("One\nclaim"), [one])
    (claim,) = project.claims()
    assert claim.text == "One claim"
    (kept,) = said(project)
    assert (kept.origin, kept.value) == (Origin.MANUAL, 5.0)
    claims.attach(new_claim("Another"), [passage(articles[0], "5 metres", "refutes")])
    assert [len(project.passages_of(each)) for each in project.claims()] == [0, 1]
    project.judge(articles[0], one.span, Status.AGREED)
    project.judge(articles[0], one.span, None)
    (kept,) = said(project)  # a claim alone is something
    assert (kept.stance, kept.status) == ("refutes", None)
    project.note(articles[0], one.span, "see")
    claims.detach(said(project))
    (kept,) = said(project)
    assert (kept.claim_id, kept.stance, kept.note) == ("", "", "see")
    claims.attach(claim, [one])
    project.note(articles[0], one.span, "")
    assert claims.detach(said(project))
    assert not said(project)
    assert claims.detach([kept]) is None


def test_a_claim_is_edited_and_an_edit_that_changes_nothing_is_no_step(project: Project, claims: Claims) -> None:
    project.make(Step((), claims=(ClaimChange(None, CLAIM),)))
    assert claims.edit(CLAIM, text=CLAIM.text) is None
    step = claims.edit(CLAIM, verdict="true", tags=("river",), evidence=(Evidence("https://example.org/"),))
    assert step
    (edited,) = project.claims()
    assert (edited.verdict, edited.tags, edited.text) == ("true", ("river",), CLAIM.text)
    assert edited.updated_at > CLAIM.updated_at
    project.undo()
    assert project.claims() == (CLAIM,)


def test_a_claim_is_judged_with_all_its_passages(project: Project, claims: Claims, articles: list[Article]) -> None:
    claims.confirm([("Rise", [passage(articles[0], "5 metres"), passage(articles[1], "4 metres")])])
    (claim,) = project.claims()
    claims.judge([claim], [passage(articles[1], "Dozens")], Status.DISPUTED)
    assert [each.status for each in said(project)] == [Status.DISPUTED] * 3
    claims.judge([claim], [], None)
    assert sorted(each.status or "" for each in said(project)) == ["", "", Status.DISPUTED]


def test_merged_claims_say_together_what_they_said_and_one_undo_parts_them(
    project: Project, claims: Claims, articles: list[Article]
) -> None:
    page = Evidence("https://example.org/")
    claims.confirm([("One", [passage(articles[0], "5 metres")])])
    claims.confirm([("Two", [passage(articles[1], "4 metres")])])
    one, two = project.claims()
    claims.edit(one, tags=("a", "b"))
    claims.edit(two, tags=("b", "c"), evidence=(page,), verdict="false", verdict_reason="Measured.", context="At noon.")
    before = project.claims()
    claims.merge(before)
    (merged,) = project.claims()
    assert merged._replace(updated_at="") == before[0]._replace(
        tags=("a", "b", "c"), evidence=(page,), verdict="false", verdict_reason="Measured.",
        context="At noon.", updated_at="",
    )  # fmt: skip
    assert len(project.passages_of(merged)) == 2
    project.undo()
    assert project.claims() == before
    assert [len(project.passages_of(each)) for each in before] == [1, 1]


def test_several_proposals_are_confirmed_in_one_step(project: Project, claims: Claims, articles: list[Article]) -> None:
    one, other = passage(articles[0], "5 metres"), passage(articles[1], "4 metres")
    claims.confirm([("One", [one]), ("Both", [one, other])])
    assert [(each.text, len(project.passages_of(each))) for each in project.claims()] == [("One", 1), ("Both", 2)]
    project.undo()
    assert not project.claims()


def test_a_proposal_is_merged_into_a_claim(project: Project, claims: Claims, articles: list[Article]) -> None:
    one, other = passage(articles[0], "5 metres"), passage(articles[1], "4 metres")
    claims.confirm([("One", [one]), ("Another", [other])])
    first, second = project.claims()
    claims.merge([first], [one, other])
    assert [len(project.passages_of(claim)) for claim in (first, second)] == [2, 1]


def test_chosen_passages_are_split_off_and_a_deleted_claim_leaves_no_trace(
    project: Project, claims: Claims, articles: list[Article]
) -> None:
    claims.confirm([("Rise", [passage(articles[0], "5 metres"), passage(articles[1], "4 metres")])])
    (claim,) = project.claims()
    claims.split(project.passages_of(claim)[:1], "Rise, by one")
    assert [(each.text, len(project.passages_of(each))) for each in project.claims()] == [
        ("Rise", 1),
        ("Rise, by one", 1),
    ]
    claims.delete(project.claims())
    assert not project.claims()
    assert not said(project)


def test_what_somebody_else_attached_keeps_the_claim(articles: list[Article]) -> None:
    theirs = annotation(annotation_id="t", article_id=articles[0].article_id, claim_id="c1", annotator="bo")
    project = Project(MemoryStore([theirs]), [], annotator="tester")
    claims = Claims(project)
    project.make(Step((), claims=(ClaimChange(None, CLAIM), ClaimChange(None, Claim("c2", "Two")))))
    project.make(Step((Change(None, theirs),)))
    assert claims.delete([CLAIM]) is None
    claims.merge([Claim("c2", "Two"), CLAIM])
    assert project.claims() == (CLAIM, Claim("c2", "Two"))


def test_the_board_has_claims_of_these_articles_and_those_without_passages(
    project: Project, claims: Claims, comparison: Comparison, articles: list[Article]
) -> None:
    far = annotation(annotation_id="far", article_id="elsewhere", claim_id="c3")
    project.make(Step((Change(None, far),), claims=(ClaimChange(None, CLAIM), ClaimChange(None, Claim("c3", "Far")))))
    claims.confirm([("People", [passage(articles[0], "Around 200 people")])])
    project.judge(articles[1], span_of(articles[1].text, "Dozens"), Status.AGREED)
    texts = [row.claim.text for row in board(project, comparison) if row.claim]
    assert texts == ["People", "The Elbe rose."]  # what has no passage comes last
    (people,) = [row for row in board(project, comparison) if row.claim and row.claim.text == "People"]
    assert people.passages == project.passages_of(project.claims()[0])
    assert people.key == project.claims()[0].claim_id
    proposal = next(row for row in board(project, comparison) if not row.claim)
    assert proposal.key == Row(proposal.group).key
    far_too = far._replace(annotation_id="too", article_id=articles[1].article_id, start=0, end=5, exact="Water")
    project.make(Step((Change(None, far_too._replace(text_sha256=articles[1].sha256)),)))
    (row,) = [each for each in board(project, comparison) if each.claim and each.claim.text == "Far"]
    assert [member.article for member in row.group.members] == [1, 2]
    assert row.group.origins == 2


def test_only_the_rows_of_changed_claims_are_made_anew(
    project: Project, claims: Claims, comparison: Comparison, articles: list[Article]
) -> None:
    claims.confirm(
        [("People", [passage(articles[0], "Around 200 people")]), ("Rise", [passage(articles[0], "5 metres")])]
    )
    shown = Board(comparison)

    def rows() -> dict[str, Row]:
        found = shown.rows(project.claims(), project.annotations_in, project.passages_of)
        return {row.claim.text: row for row in found if row.claim}

    before = rows()
    project.judge(articles[0], span_of(articles[0].text, "5 metres"), Status.AGREED)
    assert rows()["People"] is before["People"]
    assert rows()["Rise"].passages[0].status is Status.AGREED


def test_the_sides_of_a_conflict_are_seen_in_two_articles(comparison: Comparison) -> None:
    def member(article: int, start: int, *, denies: bool = False) -> Member:
        return Member(article, Span(start, start + 1), "x", denies=denies)

    def sides(*members: Member) -> list[int]:
        group = Group("x", GroupKind.STATEMENT, Agreement.CONFLICTING, "", 2, members)
        return [comparison.articles.index(each) for each, _ in sides_of(comparison, Row(group))]

    assert sides(member(0, 1), member(1, 2), member(1, 3, denies=True)) == [0, 1]
    assert sides(member(0, 1), member(0, 2, denies=True), member(1, 3)) == [0, 1]
    assert sides(member(1, 1), member(1, 2)) == [1]
    assert sides(member(7, 1)) == []


FIGURE = annotation(
    exact="around 90 percent", kind=Kind.QUANTITY, value=90.0, unit="%", modifier="around", article_id="a", end=17
)


def group(*passages: Annotation) -> Group:
    return group_of(CLAIM, passages, {"a": 0, "b": 1, "c": 2}, {0: 0, 1: 0, 2: 1})


def test_the_agreement_is_that_of_the_attached_passages() -> None:
    other = FIGURE._replace(article_id="c", exact="85 %", value=85.0, modifier="")
    assert (group(FIGURE, other).agreement, group(FIGURE, other).why) == (
        Agreement.CONFLICTING, "“around 90 percent” against “85 %”",
    )  # fmt: skip
    twin = FIGURE._replace(article_id="b")
    assert (group(FIGURE, twin).agreement, group(FIGURE, twin).origins) == (Agreement.SINGLE_SOURCE, 1)
    assert group(FIGURE, FIGURE._replace(article_id="d")).agreement is Agreement.CONSISTENT
    assert group(FIGURE, other._replace(stance="discusses")).agreement is Agreement.SINGLE_SOURCE
    assert (
        group(FIGURE._replace(stance="discusses"), other._replace(stance="discusses")).agreement.value == "conflicting"
    )
    refuting = FIGURE._replace(article_id="c", stance="refutes")
    assert group(FIGURE, refuting).agreement is Agreement.CONFLICTING
    assert (group().agreement, group().origins, group().why) == (Agreement.SINGLE_SOURCE, 0, "no passage")


def test_a_claim_is_about_what_all_its_passages_are_about() -> None:
    assert group(FIGURE).kind is GroupKind.QUANTITY
    assert group(FIGURE, FIGURE._replace(kind=Kind.QUOTATION)).kind is GroupKind.STATEMENT
    assert group(FIGURE._replace(kind=Kind.QUOTATION, value=None)).kind is GroupKind.QUOTATION
    assert group(FIGURE._replace(kind=Kind.NOTE, value=None)).kind is GroupKind.STATEMENT


def test_a_vague_figure_is_read_again_from_its_words() -> None:
    vague = annotation(
        exact="Dozens", end=6, prefix="metres.\n", suffix=" of people\nx", kind=Kind.QUANTITY,
        value=24.0, value_max=99.0, counted="people",
    )  # fmt: skip
    found = figure_of(vague)
    assert found
    assert (found.vague, found.low, found.high) == (True, 24.0, 99.0)


@pytest.mark.parametrize(
    ("changes", "kind", "text", "reading"),
    [
        ({"value": 91.0}, QuantityKind.PERCENT, "around 90 percent", (91.0, None, None)),
        ({"value": 5.0, "value_max": 7.0, "unit": "km"}, QuantityKind.NUMBER, "around 90 percent", (None, 5.0, 7.0)),
        ({"value": "2017-06", "kind": Kind.CLAIM}, QuantityKind.DATE, "2017-06", ("2017-06", None, None)),
        ({"value": "a vote", "unit": ""}, QuantityKind.NUMBER, "around 90 percent", ("a vote", None, None)),
    ],
)
def test_a_figure_that_its_words_do_not_say_is_taken_as_it_is_stored(
    changes: dict[str, object], kind: QuantityKind, text: str, reading: tuple[object, ...]
) -> None:
    found = figure_of(FIGURE._replace(**changes))  # type: ignore[arg-type]
    assert found
    assert (found.kind, found.text, (found.value, found.low, found.high)) == (kind, text, reading)


def test_an_annotation_without_a_figure_has_none() -> None:
    assert figure_of(annotation()) is None


def test_what_the_outlets_do_with_each_claim_counts_copies_once() -> None:
    body = " ".join(f"The {word} of the town was flooded up to the roof on Monday night." for word in ("inn", "mill"))
    one, copy = article(f"Flood\n\n{body}\n", "one.txt"), article(f"Copy\n\n{body}\n", "two.txt")
    passages = [FIGURE._replace(article_id=each.article_id, claim_id="c1") for each in (one, copy)]
    loose = annotation(article_id="x")
    found = agreed([CLAIM, Claim("c2", "Nothing")], [*passages, loose], [one, copy])
    assert found == {"c1": Agreed("single-source", "2 outlets, one origin", 1)}
    assert agreed([CLAIM], passages, [])["c1"].origins == 2
