"""Judgements of a project: what they change, take over, undo, and spread, and whose they are."""

from functools import partial

import pytest
from making import MemoryStore, annotation, passage

from annotations.evidence import Evidence
from annotations.history import Change, Step
from annotations.model import Annotation, Article, Span, Status
from annotations.project import Project


@pytest.fixture
def project(store: MemoryStore, report: str) -> Project:
    return Project(store, [report], annotator="tester")


def test_a_judgement_takes_over_what_detection_reads(project: Project, article: Article) -> None:
    project.judge(article, passage(article, "$30 million"), Status.DISPUTED)
    (kept,) = project.annotations(article.article_id)
    assert (kept.status, kept.kind, kept.value, kept.unit, kept.exact) == (
        "disputed", "quantity", 30_000_000, "USD", "$30 million",
    )  # fmt: skip
    assert (kept.annotator, kept.text_sha256) == ("tester", article.sha256)


def test_judging_again_changes_the_annotation_and_keeps_its_id(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    project.judge(article, span, Status.DISPUTED)
    (first,) = project.annotations(article.article_id)
    project.judge(article, span, Status.AGREED)
    (second,) = project.annotations(article.article_id)
    assert (second.annotation_id, second.status) == (first.annotation_id, "agreed")
    assert second.updated_at >= first.updated_at


def test_a_judgement_that_changes_nothing_is_no_step(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    assert project.judge(article, span, None) is None
    project.judge(article, span, Status.AGREED)
    assert project.judge(article, span, Status.AGREED) is None


def test_an_annotation_that_says_nothing_any_more_is_gone(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    project.judge(article, span, Status.AGREED)
    project.judge(article, span, None)
    assert project.annotation_on(article, span) is None


def test_a_note_or_a_tag_keeps_an_annotation_without_a_status(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    project.judge(article, span, Status.AGREED)
    project.note(article, span, "  two lines\nof it \n")
    project.judge(article, span, None)
    kept = project.annotation_on(article, span)
    assert kept
    assert (kept.status, kept.note) == (None, "two lines\nof it")
    project.toggle_tag(article, span, "check")
    project.note(article, span, "  ")
    kept = project.annotation_on(article, span)
    assert kept
    assert (kept.note, kept.tags) == ("", ("check",))


def test_evidence_keeps_an_annotation_without_a_status(store: MemoryStore, project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    step = project.judge(article, span, Status.AGREED)
    assert step
    project.save()
    imported = step.annotation._replace(evidence=(Evidence("https://example.org/report"),))
    store.outside = [imported]
    project.refresh()
    project.judge(article, span, None)
    kept = project.annotation_on(article, span)
    assert kept
    assert (kept.status, kept.evidence) == (None, imported.evidence)


def test_tags_go_on_and_off_and_keep_their_order(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    for tag in ("b", "a", "c", "b"):
        project.toggle_tag(article, span, tag)
    kept = project.annotation_on(article, span)
    assert kept
    assert kept.tags == ("a", "c")
    assert project.tags() == ["a", "b", "c"]  # what was just taken off can be typed again
    project.save()
    assert project.tags() == ["a", "c"]


def test_annotations_are_sorted_by_place(project: Project, article: Article) -> None:
    spans = [passage(article, words) for words in ("$30 million", "Around 200", "4.5 metres", "Around 200 people")]
    for span in spans:
        project.judge(article, span, Status.AGREED)
    assert [each.span for each in project.annotations(article.article_id)] == sorted(spans)
    assert [each.span for each in project.all_annotations()] == sorted(spans)


def test_only_exactly_the_same_passage_is_the_same_annotation(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    project.judge(article, span, Status.AGREED)
    assert project.annotation_on(article, Span(span.start, span.end - 1)) is None
    assert project.annotation_on(article, Span(span.start + 1, span.end)) is None


def test_delete_and_undo_and_redo(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    assert project.delete(article, span) is None
    project.judge(article, span, Status.AGREED)
    before = project.annotations(article.article_id)
    project.delete(article, span)
    assert project.annotations(article.article_id) == ()
    undone = project.undo()
    assert undone
    assert undone.annotation.span == span
    assert project.annotations(article.article_id) == before
    project.redo()
    assert project.annotations(article.article_id) == ()
    assert project.redo() is None


def test_everything_can_be_undone_in_turn(project: Project, article: Article) -> None:
    span, other = passage(article, "$30 million"), passage(article, "4.5 metres")
    states = [project.annotations(article.article_id)]
    for change in (
        partial(project.judge, article, span, Status.AGREED),
        partial(project.note, article, other, "a note"),
        partial(project.toggle_tag, article, span, "check"),
        partial(project.delete, article, other),
    ):
        change()
        states.append(project.annotations(article.article_id))
    for state in reversed(states[:-1]):
        project.undo()
        assert project.annotations(article.article_id) == state
    assert project.undo() is None
    for state in states[1:]:
        project.redo()
        assert project.annotations(article.article_id) == state


def test_a_new_change_ends_what_could_be_made_again(project: Project, article: Article) -> None:
    span = passage(article, "$30 million")
    project.judge(article, span, Status.AGREED)
    project.undo()
    project.judge(article, span, Status.DISPUTED)
    assert project.redo() is None


def test_a_figure_is_read_again_from_its_words(project: Project, article: Article) -> None:
    mention = project.figure_at(article, passage(article, "$30 million"))
    assert mention
    assert mention.text == "$30 million"
    assert project.figure_at(article, passage(article, "Rescue teams")) is None


def test_a_figure_that_is_asked_for_again_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    article = project.read(project.files[0])
    first = project.figure_at(article, passage(article, "$30 million"))
    monkeypatch.setattr("annotations.drafting.figure_at", lambda *_: None)
    assert first
    assert project.figure_at(article, passage(article, "$30 million")) is first
    assert project.figure_at(article._replace(published="1999-12-31"), passage(article, "$30 million")) is None


def test_steps_of_earlier_sessions_can_be_undone(report: str, article: Article) -> None:
    old = annotation(0, 5, article_id=article.article_id, status=Status.DISPUTED)
    gone = annotation(6, 9, article_id=article.article_id, status=Status.UNCLEAR)
    store = MemoryStore([old])
    store.past = ([Step((Change(None, old),), 7)], [Step((Change(None, gone),), 8)])
    project = Project(store, [report])
    project.recall()
    project.recall()
    assert project.redo()
    assert [each.status for each in project.annotations(article.article_id)] == ["disputed", "unclear"]
    assert project.undo()
    assert project.undo()
    assert project.annotations(article.article_id) == ()
    assert project.undo() is None


def test_what_somebody_else_says_is_left_to_them(report: str, article: Article) -> None:
    span = passage(article, "$30 million")
    theirs = annotation(
        *span, article_id=article.article_id, text_sha256=article.sha256, status=Status.DISPUTED, annotator="bo"
    )
    project = Project(MemoryStore([theirs]), [report], annotator="tester")
    assert not project.is_mine(theirs)
    assert project.annotation_on(article, span) is None
    assert project.delete(article, span) is None
    assert project.delete_all([theirs]) is None
    project.judge(article, span, Status.AGREED)
    assert [each.annotator for each in project.annotations_on(article, span)] == ["tester", "bo"]
    assert theirs in project.annotations(article.article_id)


def judged(project: Project, article: Article, *quotes: str) -> list[Annotation]:
    steps = [project.judge(article, passage(article, words), Status.AGREED) for words in quotes]
    return [step.annotation for step in steps if step]


def test_several_annotations_are_changed_in_one_step(project: Project, article: Article) -> None:
    both = judged(project, article, "$30 million", "4.5 metres")
    project.change_all(both, status=Status.UNCLEAR)
    assert [each.status for each in project.annotations(article.article_id)] == ["unclear", "unclear"]
    project.undo()
    assert [each.status for each in project.annotations(article.article_id)] == ["agreed", "agreed"]


def test_several_annotations_are_tagged_in_one_step(project: Project, article: Article) -> None:
    one, other = judged(project, article, "$30 million", "4.5 metres")
    project.toggle_tag(article, one.span, "check")
    for tags in (("check",), ()):
        project.tag_all([one, other], "check")
        assert {each.tags for each in project.annotations(article.article_id)} == {tags}


def test_several_annotations_are_deleted_in_one_step(project: Project, article: Article) -> None:
    project.delete_all(judged(project, article, "$30 million", "4.5 metres"))
    assert project.annotations(article.article_id) == ()
    project.undo()
    assert len(project.annotations(article.article_id)) == 2


def test_a_change_made_elsewhere_since_is_not_undone(project: Project, store: MemoryStore, article: Article) -> None:
    (mine,) = judged(project, article, "$30 million")
    project.save()
    store.outside.append(mine._replace(note="from another window"))
    project.refresh()
    assert project.undo() is None


def test_what_is_said_of_a_passage_can_be_said_of_others(project: Project, article: Article) -> None:
    (source,) = judged(project, article, "$30 million")
    project.note(article, source.span, "checked")
    project.toggle_tag(article, passage(article, "4.5 metres"), "wet")
    (now, *_) = project.annotations_on(article, source.span)
    project.spread(now, [(article, passage(article, "4.5 metres")), (article, passage(article, "two days"))])
    found = {each.exact: each for each in project.annotations(article.article_id)}
    assert {(each.status, each.note, each.tags) for each in found.values()} == {("agreed", "checked", ())}
    assert (found["4.5 metres"].origin, found["two days"].origin) == ("manual", "propagated")
    project.undo()
    assert {each.exact for each in project.annotations(article.article_id)} == {"$30 million", "4.5 metres"}
