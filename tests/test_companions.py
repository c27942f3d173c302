"""The databases of others, read beside the reader's own."""

from pathlib import Path

import pytest
from making import REPORT, MemoryStore, annotation, span_of
from piloting import desk, reader, screen_text, wait_for

from annotations.companions import Companions
from annotations.errors import StoreError
from annotations.model import Article, Status
from annotations.project import Project
from tui.widgets.highlights import Mark

FIGURE = "$30 million"


class Two:
    """Two people who judge the same report, each in a database of their own."""

    def __init__(self, folder: Path) -> None:
        self.mine, self.theirs = folder / "ann.json", folder / "bo.json"
        self.file = folder / "flood.txt"
        self.file.write_text(REPORT, encoding="utf-8")

    def judge(self, database: Path, annotator: str, words: str, status: Status) -> None:
        project = Project.open(database, [self.file], annotator=annotator)
        article = project.read(str(self.file))
        project.judge(article, span_of(article.text, words), status)
        project.close()

    def open(self, annotator: str = "ann") -> tuple[Project, Article]:
        project = Project.open(self.mine, [self.file], annotator=annotator, beside=[self.theirs])
        return project, project.read(str(self.file))


@pytest.fixture
def two(tmp_path: Path) -> Two:
    both = Two(tmp_path)
    both.judge(both.mine, "ann", FIGURE, Status.AGREED)
    both.judge(both.theirs, "bo", FIGURE, Status.DISPUTED)
    both.judge(both.theirs, "bo", "4.5 metres", Status.UNCLEAR)
    return both


def test_what_two_people_say_is_read_side_by_side(two: Two) -> None:
    project, article = two.open()
    said = project.annotations_on(article, span_of(article.text, FIGURE))
    assert [(each.annotator, each.status) for each in said] == [("ann", "agreed"), ("bo", "disputed")]
    assert len(project.annotations_in(article)) == len(list(project.all_said())) == 3
    assert project.said(article.article_id) is project.said(article.article_id)
    assert [each.annotator for each in project.annotations(article.article_id)] == ["ann"]
    project.close()


def test_what_somebody_else_says_is_never_written(two: Two) -> None:
    before = two.theirs.read_bytes()
    project, article = two.open()
    project.judge(article, span_of(article.text, "4.5 metres"), Status.AGREED)
    assert project.delete_all(project.companions.annotations(article.article_id)) is None
    project.close()
    assert two.theirs.read_bytes() == before


def test_the_progress_is_the_readers_own(two: Two) -> None:
    project, article = two.open()
    project.findings(article)
    project.summarise(article)
    assert project.summaries[0].judged == 1
    project.close()


def test_somebody_of_the_same_name_or_none_is_told_apart() -> None:
    for name, shown in (("ann", "ann (memory)"), ("", "(memory)"), ("bo", "bo")):
        companions = Companions([MemoryStore([annotation(annotator=name)])], "ann")
        assert [each.annotator for each in companions.annotations("0123456789abcdef")] == [shown]


def test_a_copy_of_the_readers_database_says_nothing_twice(two: Two) -> None:
    two.theirs.write_bytes(two.mine.read_bytes())
    project, article = two.open()
    assert len(project.annotations_in(article)) == 1
    project.close()


def test_theirs_are_found_again_in_a_text_that_has_changed(two: Two) -> None:
    text = REPORT.replace("4.5 metres", "7 metres")
    two.file.write_text("An introduction.\n\n" + text, encoding="utf-8")
    project, article = two.open()
    assert project.needs_finding(article)
    project.take_places(article, project.find_again(article))
    assert not project.needs_finding(article)
    seen = {each.exact: (article.text[slice(*each.span)], each.anchor) for each in project.annotations_in(article)}
    assert seen == {FIGURE: (FIGURE, "moved"), "4.5 metres": ("7 metres", "changed")}
    project.close()


def test_what_they_save_meanwhile_is_taken_over(two: Two) -> None:
    project, article = two.open()
    assert not project.refresh()
    two.judge(two.theirs, "bo", "two days", Status.AGREED)
    assert project.refresh()
    assert len(project.annotations_in(article)) == 4
    project.close()


def test_a_file_that_is_no_database_is_refused(two: Two) -> None:
    two.theirs = two.file
    with pytest.raises(StoreError):
        two.open()


async def test_both_judgements_stand_in_the_status_line(two: Two) -> None:
    project, article = two.open()
    async with desk(project) as pilot:
        pane = reader(pilot.app).active
        pane.focus()
        pane.go_to(span_of(article.text, FIGURE).start)
        await wait_for(pilot, lambda: "✓ agreed" in screen_text(pilot.app))
        await wait_for(pilot, lambda: "bo: ✗ disputed" in screen_text(pilot.app))
        number = list(pane.marked.starts).index(span_of(article.text, "4.5 metres").start)
        assert pane.marked.marks[number] == Mark.NOTED
        await pilot.press("L")
        await wait_for(pilot, lambda: "by bo" in screen_text(pilot.app))
    project.close()
