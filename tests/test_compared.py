"""The articles of a project compared, ahead of time and when somebody asks."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from making import articles_in, span_of
from telling import ALL, FERRY, FERRY_COPY, GRAPES

from annotations import compared, compared_library
from annotations.articles.queries import Order, Query
from annotations.compared import Compared
from annotations.comparison.alias_file import AliasFile
from annotations.model import Copies, Span
from annotations.project import Project

DROWNED = span_of(FERRY, "12 passengers drowned in the Barents Sea")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", ALL)


def opened(folder: Path) -> Project:
    project = Project.open(folder.parent / "db.json", [folder], cache=folder.parent / "cache" / "parsed")
    for _ in project.find_more():
        pass
    for _ in project.survey(list(project.files)):
        pass
    return project


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    with closing(opened(folder)) as project:
        yield project


def named(keys: list[str]) -> list[str]:
    return sorted(Path(key).name for key in keys)


def test_the_library_is_compared_ahead_and_the_next_time_there_is_nothing_to_do(folder: Path) -> None:
    project = opened(folder)
    told = list(Compared(project).library.ahead())
    assert told[:5] == [("comparing", done, 5) for done in range(1, 6)]
    assert told[-1] == ("finding stories", 5, 5)
    project.close()
    again = opened(folder)
    assert list(Compared(again).library.ahead()) == []
    again.close()


def test_an_article_by_itself_is_not_compared_ahead(folder: Path) -> None:
    project = opened(folder / "ferry.txt")
    here = Compared(project)
    assert list(here.library.ahead()) == []
    assert here.library.keep_copies() == set()
    here.line_up(project.read(project.files[0]))
    assert project.index.path
    assert not list(project.index.path.parent.glob("*-compared.sqlite"))
    project.close()


def test_a_library_of_which_one_article_is_left_forgets_the_others(folder: Path) -> None:
    project = opened(folder)
    list(Compared(project).library.ahead())
    project.close()
    for path in folder.iterdir():
        if path.name != "ferry.txt":
            path.unlink()
    project = opened(folder)
    project.drop(key for key in list(project.files) if "ferry.txt" not in key)
    here = Compared(project)
    list(here.library.ahead())
    ferry = project.read(str(folder / "ferry.txt"))
    found = here.elsewhere(ferry, Span(0, len(ferry.text)))
    assert (found.looked, found.of, found.matches) == (1, 1, [])
    project.close()


def test_an_article_that_comes_or_changes_is_compared_alone(folder: Path) -> None:
    project = opened(folder)
    list(Compared(project).library.ahead())
    project.close()
    (folder / "new.txt").write_text(GRAPES.replace("Jean Petit", "Marie Petit"))
    (folder / "ferry.txt").write_text(FERRY.replace("12 passengers", "13 passengers"))
    project = opened(folder)
    library = Compared(project).library
    assert [each.of for each in library.ahead() if each.doing == "comparing"] == [2, 2]
    story = library.story_of(project.read(str(folder / "new.txt")))
    assert named(story.files) == ["grapes again.txt", "grapes.txt", "new.txt"]
    assert named(list(library.copies())) == ["ferry copy.txt", "ferry.txt", "grapes.txt", "new.txt"]
    project.close()


def test_copies_are_told_with_their_number_and_the_first_outlet(folder: Path) -> None:
    (folder / "same.txt").write_text(FERRY)
    (folder / "unreadable.txt").write_bytes(b"\x00\x01\x02")
    project = opened(folder)
    library = Compared(project).library
    list(library.ahead())
    copies = library.copies()
    assert named(list(copies)) == ["ferry copy.txt", "ferry.txt", "same.txt"]
    assert {each.articles for each in copies.values()} == {3}
    assert len(set(copies.values())) == 1
    assert library.keep_copies() == set(copies)
    assert library.keep_copies() == set()
    project.close()
    again = opened(folder)
    assert {each.file for each in again.summaries if each.copies} == set(copies)
    again.close()


def test_what_was_compared_is_kept_where_the_list_knows_no_articles(folder: Path) -> None:
    project = opened(folder)
    list(Compared(project).library.ahead())
    assert project.index.path
    project.close()
    project.index.path.unlink()
    project = Project.open(folder.parent / "db.json", [folder], cache=folder.parent / "cache" / "parsed")
    told = {each.doing for each in Compared(project).library.ahead()}
    assert told == {"comparing"}, "no stories are to be found anew"
    project.close()


def test_copies_whose_rows_are_gone_meanwhile_have_no_outlet(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Compared(project).library
    list(library.ahead())
    monkeypatch.setattr(project.index, "get", {}.get)
    assert {each.first for each in library.copies().values()} == {""}


def test_the_list_sorted_by_origin_has_copies_together(project: Project) -> None:
    key = {Path(each).name: each for each in project.files}
    copy = Copies("voice", 2, "The Daily")
    project.index.put_copies({key["ferry copy.txt"]: copy, key["grapes.txt"]: copy})
    order = [Path(project.files[number]).name for number in project.search(Query(), Order.ORIGIN)]
    assert order[:2] == ["ferry copy.txt", "grapes.txt"]
    assert sorted(order) == sorted(ALL)
    assert project.summaries[project.number_of(key["grapes.txt"])].copies == copy


def test_the_twins_of_an_article_are_its_copies_among_others(
    folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ferry, grapes = (project.read(str(folder / name)) for name in ("ferry.txt", "grapes.txt"))
    here = Compared(project)
    assert [each.file for each in here.twins_of(ferry, project.files)] == [str(folder / "ferry copy.txt")]
    monkeypatch.setattr("annotations.comparison.shared_copy.all_shared", None)  # the same articles are compared once
    assert here.twins_of(grapes, project.files) == []


def test_a_passage_is_found_in_the_other_articles_at_once_where_they_are_few(folder: Path, project: Project) -> None:
    ferry = project.read(str(folder / "ferry.txt"))
    found = Compared(project).elsewhere(ferry, DROWNED)
    assert [Path(each.file).name for each in found.articles] == ["ferry.txt", "ferry copy.txt", "ferry again.txt"]
    assert [match.article for match in found.matches] == [1, 2]
    assert [origin.articles for origin in found.origins] == [(0, 1), (2,)]
    assert found.looked == found.of == 5


def test_before_a_large_library_is_compared_it_answers_from_what_is_there(
    folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_library, "_AT_ONCE", 1)
    ferry = project.read(str(folder / "ferry.txt"))
    here = Compared(project)
    found = here.elsewhere(ferry, DROWNED)
    assert (found.matches, found.looked, found.of) == ([], 1, 5)
    assert here.library.story_of(ferry) == ([ferry.file], 1, 5)
    ahead = here.library.ahead()
    assert [next(ahead).done for _ in range(4)] == [1, 2, 3, 4]
    story = here.library.story_of(ferry)  # all are compared, and no stories told apart yet
    assert named(story.files) == ["ferry copy.txt", "ferry.txt"]
    assert (story.looked, story.of) == (5, 5)


def test_a_question_does_not_count_again_what_is_left_of_a_large_library(
    folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_library, "_AT_ONCE", 1)
    library = Compared(project).library
    ahead = library.ahead()
    assert [next(ahead).done for _ in range(3)] == [1, 2, 3]
    monkeypatch.setattr(project.index, "texts", None)  # it would take a while
    assert library.catch_up(project.read(str(folder / "ferry.txt"))) == (3, 5)


def test_aliases_that_change_meanwhile_begin_the_comparison_anew(
    folder: Path, project: Project, tmp_path: Path
) -> None:
    aliases = tmp_path / "aliases.txt"
    library = Compared(project, AliasFile(aliases)).library
    ahead = library.ahead()
    next(ahead)
    aliases.write_text("Board of Water = Water Board\n", encoding="utf-8")
    assert len(list(ahead)) >= 4
    assert library.catch_up(project.read(str(folder / "ferry.txt"))) == (5, 5)
    assert len(library._library.known()) == 5


def test_a_comparison_that_was_stopped_is_gone_on_with_by_who_asks(folder: Path, project: Project) -> None:
    library = Compared(project).library
    ahead = library.ahead()
    next(ahead)
    del ahead
    assert library.catch_up(project.read(str(folder / "ferry.txt"))) == (5, 5)


def test_the_articles_of_one_file_are_compared(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = [{"title": "One", "text": FERRY}, {"title": "Two", "text": FERRY_COPY}, {"title": "Three", "text": GRAPES}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    project = opened(folder / "corpus.jsonl")
    library = Compared(project).library
    list(library.ahead())
    assert len(library.copies()) == 2
    project.close()


def test_without_a_cache_a_project_is_compared_in_memory(folder: Path) -> None:
    project = Project.open(folder.parent / "db.json", [folder])
    here = Compared(project)
    grapes = project.read(str(folder / "grapes.txt"))
    found = here.elsewhere(grapes, span_of(GRAPES, "the grapes to the frost"))
    assert [Path(each.file).name for each in found.articles] == ["grapes.txt", "grapes again.txt"]
    (folder / "grapes again.txt").write_text(FERRY)
    assert here.elsewhere(grapes, span_of(GRAPES, "the grapes to the frost")).matches == []
    assert not list(folder.parent.glob("**/*compared*"))
    project.close()


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text(GRAPES)])
def test_a_passage_is_not_found_in_what_has_changed_since_it_was_compared(
    folder: Path, project: Project, change: Callable[[Path], object]
) -> None:
    here = Compared(project)
    here.comparison(project.files)
    change(folder / "ferry copy.txt")
    ferry = project.read(str(folder / "ferry.txt"))
    found = here.elsewhere(ferry, DROWNED)
    assert [Path(each.file).name for each in found.articles] == ["ferry.txt", "ferry again.txt"]


def test_what_cannot_be_read_any_more_is_passed_over(folder: Path, project: Project) -> None:
    (folder / "grapes.txt").unlink()
    here = Compared(project)
    assert [each.done for each in here.library.ahead() if each.doing == "comparing"] == [1, 2, 3, 4, 5]
    assert len(here.comparison(project.files).articles) == 4


def test_in_a_large_library_no_answer_waits_until_a_story_is_compared(
    folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Compared(project)
    list(here.library.ahead())
    monkeypatch.setattr(compared_library, "_AT_ONCE", 1)
    ferry = project.read(str(folder / "ferry.txt"))
    assert here._lined_up(ferry, DROWNED, DROWNED) == []
    assert here.elsewhere(ferry, DROWNED).matches
    here.line_up(ferry)
    assert here._lined_up(ferry, DROWNED, DROWNED)


def test_a_story_of_long_articles_is_not_compared_before_somebody_asks(
    folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Compared(project)
    list(here.library.ahead())
    ferry = project.read(str(folder / "ferry.txt"))
    monkeypatch.setattr(compared, "_SHORT", 2 * len(ferry.text) - 1)
    here.line_up(ferry)
    assert here._lined_up(ferry, DROWNED, DROWNED) == []
    here.comparison(here.library.story_of(ferry).files)
    assert here._lined_up(ferry, DROWNED, DROWNED)
