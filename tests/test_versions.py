"""Annotations on an article whose file has another text now."""

from pathlib import Path

import pytest
from making import REPORT, MemoryStore, report_in, span_of
from rewriting import FIGURE, Rewritable

from annotations.history import FOUND_AGAIN, Step
from annotations.model import Anchor, Annotation, Status
from annotations.project import Project


class Rewritten(Rewritable):
    """A project whose only article is judged, and can then be written anew."""

    def __init__(self, folder: Path) -> None:
        self.store = MemoryStore()
        file = report_in(folder)
        super().__init__(file, Project(self.store, [str(file)], annotator="tester"))

    def look_again(self) -> Step | None:
        article = self.article()
        return self.project.take_places(article, self.project.find_again(article))

    def visible(self) -> tuple[Annotation, ...]:
        return self.project.annotations_in(self.article())


@pytest.fixture
def rewritten(tmp_path: Path) -> Rewritten:
    return Rewritten(tmp_path)


def test_a_file_that_changes_while_it_is_open_is_read_again(rewritten: Rewritten) -> None:
    before = rewritten.article()
    rewritten.judge()  # so that the article is known by its id
    assert rewritten.article() is before
    rewritten.rewrite("An introduction.\n\n" + REPORT)
    after = rewritten.article()
    assert after.article_id == before.article_id
    assert after.sha256 != before.sha256


def test_what_has_only_moved_is_put_there_without_asking(rewritten: Rewritten) -> None:
    made = rewritten.judge()
    assert not rewritten.project.needs_finding(rewritten.article())
    rewritten.rewrite("An introduction.\n\n" + REPORT)
    article = rewritten.article()
    assert rewritten.project.needs_finding(article)
    assert rewritten.visible() == ()
    step = rewritten.look_again()
    assert step
    assert step.why == FOUND_AGAIN
    (found,) = rewritten.visible()
    assert found is rewritten.only()
    assert (found.annotation_id, found.status, found.anchor) == (made.annotation_id, "disputed", "moved")
    assert article.text[slice(*found.span)] == FIGURE
    assert not rewritten.project.needs_finding(article)
    assert rewritten.look_again() is None


def test_finding_again_is_saved_and_the_version_is_remembered(rewritten: Rewritten) -> None:
    rewritten.judge()
    rewritten.rewrite("An introduction.\n\n" + REPORT)
    rewritten.look_again()
    rewritten.project.save()
    (kept,) = rewritten.store.annotations()
    assert (kept.text_sha256, kept.anchor) == (rewritten.article().sha256, "moved")
    (record,) = rewritten.store.articles()
    assert len(record.versions) == 2


def test_a_changed_figure_is_shown_on_the_new_words_and_not_accepted(rewritten: Rewritten) -> None:
    made = rewritten.judge()
    rewritten.rewrite(REPORT.replace(FIGURE, "$45 million"))
    rewritten.look_again()
    (shown,) = rewritten.visible()
    article = rewritten.article()
    assert article.text[slice(*shown.span)] == "$45 million"
    assert (shown.exact, shown.anchor) == (FIGURE, "changed")
    assert rewritten.visible() is rewritten.visible()
    kept = rewritten.only()
    assert kept == made._replace(anchor=Anchor.CHANGED)
    place = rewritten.project.place_of(article, kept)
    assert place
    assert (place.old, place.new) == (FIGURE, "$45 million")


def test_accepting_the_new_words_takes_over_what_they_say(rewritten: Rewritten) -> None:
    made = rewritten.judge()
    rewritten.rewrite(REPORT.replace(FIGURE, "$45 million"))
    rewritten.look_again()
    (shown,) = rewritten.visible()
    rewritten.project.attach(shown, rewritten.article(), shown.span)
    accepted = rewritten.only()
    assert (accepted.exact, accepted.value, accepted.anchor) == ("$45 million", 45_000_000, "exact")
    assert (accepted.annotation_id, accepted.status) == (made.annotation_id, "disputed")
    rewritten.project.undo()
    assert rewritten.only().exact == FIGURE


def test_judging_changed_words_is_about_the_new_words(rewritten: Rewritten) -> None:
    rewritten.judge()
    rewritten.rewrite(REPORT.replace(FIGURE, "$45 million"))
    rewritten.look_again()
    rewritten.judge("$45 million", Status.AGREED)
    judged = rewritten.only()
    assert (judged.exact, judged.status, judged.anchor) == ("$45 million", "agreed", "exact")


def test_a_rejected_change_stays_an_orphan_until_the_text_changes_once_more(rewritten: Rewritten) -> None:
    rewritten.judge()
    rewritten.rewrite(REPORT.replace(FIGURE, "$45 million"))
    rewritten.look_again()
    rewritten.project.detach(rewritten.only())
    assert rewritten.visible() == ()
    assert not rewritten.project.needs_finding(rewritten.article())
    again = Project(rewritten.store, [str(rewritten.file)], annotator="tester")
    rewritten.project.save()
    assert not again.needs_finding(again.read(str(rewritten.file)))
    rewritten.rewrite(REPORT)
    assert rewritten.project.needs_finding(rewritten.article())
    rewritten.look_again()
    assert (rewritten.only().anchor, rewritten.only().exact) == ("exact", FIGURE)


def test_a_passage_that_is_gone_is_an_orphan_and_kept(rewritten: Rewritten) -> None:
    made = rewritten.judge()
    rewritten.rewrite(REPORT.replace("Insurers expect damage of $30 million. ", ""))
    rewritten.look_again()
    assert rewritten.visible() == ()
    assert rewritten.only() == made._replace(anchor=Anchor.ORPHAN)


def test_a_passage_that_may_stand_twice_is_ambiguous(rewritten: Rewritten) -> None:
    rewritten.judge("Around 200 people")
    sentence = "Rescue teams reached the valley on Monday. Around 200 people had waited for two days, the mayor said."
    rewritten.rewrite(REPORT.replace(sentence, f"It is over.\n\n{sentence}\n\n{sentence}"))
    rewritten.look_again()
    assert rewritten.visible() == ()
    kept = rewritten.only()
    assert kept.anchor == "ambiguous"
    place = rewritten.project.place_of(rewritten.article(), kept)
    assert place
    assert len(place.candidates) == 2
    rewritten.project.attach(kept, rewritten.article(), place.candidates[1])
    assert rewritten.only().span == place.candidates[1]


def test_a_judgement_can_be_undone_after_the_text_has_changed(rewritten: Rewritten) -> None:
    rewritten.judge(status=Status.AGREED)
    rewritten.judge(status=Status.DISPUTED)
    rewritten.rewrite("An introduction.\n\n" + REPORT)
    rewritten.look_again()
    place = rewritten.only().span
    rewritten.project.undo()
    assert (rewritten.only().status, rewritten.only().span) == ("agreed", place)
    rewritten.project.redo()
    assert (rewritten.only().status, rewritten.only().span) == ("disputed", place)
    rewritten.project.undo()
    rewritten.project.undo()
    assert rewritten.project.annotations(rewritten.article().article_id) == ()


def test_putting_an_annotation_elsewhere_is_not_undone_once_it_was_found_again(rewritten: Rewritten) -> None:
    made = rewritten.judge()
    article = rewritten.article()
    rewritten.project.attach(made, article, span_of(article.text, "4.5 metres"))
    rewritten.rewrite("An introduction.\n\n" + REPORT)
    rewritten.look_again()
    assert rewritten.project.undo() is None
    assert rewritten.only().exact == "4.5 metres"


def test_an_annotation_that_is_gone_is_not_put_anywhere(rewritten: Rewritten) -> None:
    made = rewritten.judge()
    rewritten.project.delete_all([made])
    article = rewritten.article()
    assert rewritten.project.attach(made, article, span_of(article.text, "4.5 metres")) is None
