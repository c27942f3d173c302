"""The list of annotations: of an article or of all, several changed at once."""

from pathlib import Path

import pytest
from making import REPORT, articles_in, span_of
from piloting import desk, reader, screen_text, type_text, wait_for
from textual.pilot import Pilot

from annotations.model import Annotation, Span, Status
from annotations.project import Project
from tui.screens.dialogs import LineDialog
from tui.settings import Settings
from tui.widgets.annotation_list import AnnotationList


@pytest.fixture
def project(tmp_path: Path, database: Path) -> Project:
    """Two reports, the first with three judgements, the second with one."""
    valley = "Costs\n\nThe bill is $40 million, the mayor said.\n"
    folder = articles_in(tmp_path / "articles", {"flood.txt": REPORT, "valley.txt": valley})
    project = Project.open(database, [folder], annotator="tester")
    words_of = {"flood.txt": ["two days", "4.5 metres", "$30 million"], "valley.txt": ["$40 million"]}
    for file, words in ((file, words) for file, all_words in words_of.items() for words in all_words):
        article = project.read(str(folder / file))
        project.judge(article, span_of(article.text, words), Status.AGREED)
    return project


def annotation_list(pilot: Pilot[None]) -> AnnotationList:
    listed = reader(pilot.app).annotation_list
    assert listed
    return listed


def statuses(project: Project) -> dict[str, Status | None]:
    return {each.exact: each.status for each in project.all_annotations()}


def quotes(annotations: list[Annotation]) -> list[str]:
    return [each.exact for each in annotations]


async def test_the_list_goes_from_the_article_to_all_articles_and_back(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L")
        await wait_for(pilot, lambda: "3 annotations here" in screen_text(pilot.app))
        await pilot.press("L")
        await wait_for(pilot, lambda: "4 annotations in all articles" in screen_text(pilot.app))
        assert "valley" in screen_text(pilot.app)
        await pilot.press("L")
        await wait_for(pilot, lambda: "3 annotations here" in screen_text(pilot.app))
        await pilot.press("escape")
        await wait_for(pilot, lambda: not reader(pilot.app).query(AnnotationList))
        assert reader(pilot.app).focused is reader(pilot.app).active


async def test_enter_opens_the_article_of_an_annotation(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "L")
        await wait_for(pilot, lambda: "4 annotations" in screen_text(pilot.app))
        listed = annotation_list(pilot)
        row = next(number for number, each in enumerate(listed.items) if each.exact == "$40 million")
        await pilot.press(*["j"] * row, "enter")
        pane = reader(pilot.app).active
        await wait_for(pilot, lambda: pane.article and "valley" in pane.article.file)
        assert pane.target
        assert pane.article
        assert pane.article.text[slice(*pane.target)] == "$40 million"


async def test_marked_annotations_are_changed_together_and_undone_at_once(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "v", "v", "d")
        assert list(statuses(project).values()).count(Status.DISPUTED) == 2
        assert len(annotation_list(pilot).marked) == 2
        await wait_for(pilot, lambda: "2 marked" in screen_text(pilot.app))
        await pilot.press("u")
        assert set(statuses(project).values()) == {Status.AGREED}


async def test_without_a_mark_the_row_under_the_cursor_is_changed(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "j", "i", "0")
        assert statuses(project)["two days"] == Status.AGREED
        assert len(statuses(project)) == 3


async def test_all_rows_are_marked_and_tagged(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "asterisk", "1", "t")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await type_text(pilot, "wet")
        await pilot.press("enter")
        tagged = [each for each in project.all_annotations() if each.tags == ("figure", "wet")]
        assert sorted(quotes(tagged)) == ["$30 million", "4.5 metres", "two days"]
        await pilot.press("1")
        assert {each.tags for each in project.all_annotations()} == {("wet",), ()}
        await pilot.press("asterisk")
        assert len(annotation_list(pilot).marked) == 0


async def test_marks_are_dropped_before_the_list_is_left(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "v", "escape")
        assert len(annotation_list(pilot).marked) == 0
        await pilot.press("v", "L")
        assert len(annotation_list(pilot).marked) == 0
        await pilot.press("q")
        assert reader(pilot.app).annotation_list is None


async def test_marked_annotations_are_deleted(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "asterisk", "backspace")
        assert list(statuses(project)) == ["$40 million"]
        await wait_for(pilot, lambda: "0 annotations here" in screen_text(pilot.app))
        await pilot.press("v", "a", "t", "o", "enter", "backspace")
        assert list(statuses(project)) == ["$40 million"]
        await pilot.press("u")
        await wait_for(pilot, lambda: "3 annotations here" in screen_text(pilot.app))


async def test_m_goes_from_one_unjudged_sentence_to_the_next(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "m")
        pane = reader(pilot.app).active
        assert pane.article
        seen: list[Span] = []
        while not seen or seen[-1] != pane.target:
            assert pane.target
            seen.append(pane.target)
            await pilot.press("m")
        judged = [each.span for each in project.annotations(pane.article.article_id)]
        assert seen
        assert not any(span.overlaps(sentence) for span in judged for sentence in seen)
        await pilot.press("M")
        assert pane.target == (seen[-2] if len(seen) > 1 else seen[-1])
        await pilot.press("a")
        assert any(each.span == pane.target for each in project.annotations(pane.article.article_id))


async def test_the_list_is_filtered_as_one_types(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "d", "F")
        await type_text(pilot, "status")
        await pilot.press("colon")
        await wait_for(pilot, lambda: "There are" in screen_text(pilot.app) or "status" in screen_text(pilot.app))
        await type_text(pilot, "disputed")
        await wait_for(pilot, lambda: "1 of 3 annotations here status" in screen_text(pilot.app))
        await pilot.press("enter", "a")
        await wait_for(pilot, lambda: "0 of 3 annotations" in screen_text(pilot.app))
        await pilot.press("E")
        await wait_for(pilot, lambda: "status:disputed" in screen_text(pilot.app))
        await pilot.press("escape", "escape")
        await wait_for(pilot, lambda: "3 annotations here" in screen_text(pilot.app))


async def test_a_filter_that_is_left_is_dropped(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "L", "F")
        await type_text(pilot, "metres")
        await wait_for(pilot, lambda: "1 of 3 annotations" in screen_text(pilot.app))
        await pilot.press("escape")
        await wait_for(pilot, lambda: " 3 annotations here" in screen_text(pilot.app))
        assert reader(pilot.app).focused is annotation_list(pilot)


async def test_a_line_that_is_no_filter_is_told(project: Project) -> None:
    async with desk(project, (160, 40)) as pilot:
        await pilot.press("enter", "L", "F")
        await type_text(pilot, "colour")
        await pilot.press("colon")
        await type_text(pilot, "red")
        await wait_for(pilot, lambda: "colour" in screen_text(pilot.app) and "status, kind" in screen_text(pilot.app))


async def test_a_judgement_goes_on_to_the_next_mention_if_the_reader_wants_it(project: Project) -> None:
    async with desk(project, settings=Settings(advance=True)) as pilot:
        await pilot.press("enter", "full_stop")
        pane = reader(pilot.app).active
        first = pane.target
        await pilot.press("a")
        judged = [each.span for each in project.all_annotations()]
        assert first in judged
        assert pane.target != first
        await pilot.press("d", "m")
        sentence = pane.target
        await pilot.press("i")
        assert pane.target != sentence
        assert [each.status for each in project.all_annotations() if each.span == sentence] == ["unclear"]


async def test_only_what_can_be_listed_is_changed(tmp_path: Path, database: Path) -> None:
    async with desk(Project.open(database, [tmp_path]), (100, 20)) as pilot:
        await pilot.press("L", "d", "1", "t", "o", "v", "backspace")
        await wait_for(pilot, lambda: "0 annotations here" in screen_text(pilot.app))


async def test_a_tag_that_the_palette_has_not_is_none(project: Project) -> None:
    async with desk(project, settings=Settings(tags=("one",))) as pilot:
        await pilot.press("enter", "L", "2", "1")
        assert [each.tags for each in project.all_annotations() if each.tags] == [("one",)]
