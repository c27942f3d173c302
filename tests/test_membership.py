"""Which articles belong to the library, and that the list goes on growing while one reads."""

from pathlib import Path

import pytest
from making import REPORT, article, articles_in

from annotations.articles.queries import Order, parse_query
from annotations.membership import kept_beside
from annotations.model import Span, Status
from annotations.project import Project
from annotations.shelf import record_of
from annotations.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(
        tmp_path / "articles", {f"{name}.txt": f"{REPORT}\nThis is {name}.\n" for name in ("a", "b", "c")}
    )


def imported(database: Path, *sources: Path | str) -> None:
    store = Store(database)
    store.add_sources(map(str, sources), "tester")
    store.close()


def names(project: Project) -> list[str]:
    return [Path(file).name for file in project.files]


def test_what_was_imported_is_the_library(database: Path, folder: Path) -> None:
    imported(database, folder, "https://example.org/feed")
    imported(database, folder)
    _, kept = kept_beside(database).keep(article()._replace(url="https://example.org/entry"))
    project = Project.open(database)
    assert names(project) == ["a.txt", "b.txt", "c.txt", kept.name]
    assert [each.source for each in project.store.sources()] == [str(folder), "https://example.org/feed"]
    assert project.read(str(kept)).url == "https://example.org/entry"
    project.close()


def test_what_was_worked_on_stays_in_the_library(database: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(REPORT)
    store = Store(database)
    store.write(None, [record_of(article(file=str(tmp_path / "other.txt")))], "tester")
    store.close()
    project = Project.open(database)
    assert names(project) == ["other.txt"]
    project.close()
    imported(database, folder, tmp_path / "other.txt")
    project = Project.open(database)
    assert names(project) == ["a.txt", "b.txt", "c.txt", "other.txt"]
    project.close()


def test_more_articles_are_found_than_are_listed_at_once(
    folder: Path, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.catalogue.AT_ONCE", 2)
    monkeypatch.setattr("annotations.catalogue._BATCH", -1.0)
    project = Project.open(database, [folder], cache=tmp_path / "cache")
    assert names(project) == ["a.txt", "b.txt"]
    assert list(project.find_more()) == [[], [], [], []]
    assert names(project) == ["a.txt", "b.txt", "c.txt"]
    assert [len(batch) for batch in project.survey(project.files)] == [1, 1, 1, 0]
    project.close()
    again = Project.open(database, [folder], cache=tmp_path / "cache")
    assert names(again) == ["a.txt", "b.txt", "c.txt"]  # the index knows
    again.close()


def test_what_is_gone_is_taken_out_of_the_list(folder: Path, database: Path, tmp_path: Path) -> None:
    project = Project.open(database, [folder], cache=tmp_path / "cache")
    assert list(project.survey(project.files))
    project.close()
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_text(REPORT)
    again = Project.open(database, [folder], cache=tmp_path / "cache")
    assert names(again) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    for gone in again.find_more():
        again.drop(gone)
    assert names(again) == ["a.txt", "c.txt", "d.txt"]
    assert [again.number_of(file) for file in again.files] == [0, 1, 2]
    again.close()


def test_the_rows_of_a_table_are_articles(database: Path, tmp_path: Path) -> None:
    table = tmp_path / "corpus.csv"
    table.write_text('text,title\n"There were 3 sheep.",First\n"",Empty\n"There were 4 goats.",Third\n')
    for _ in range(2):  # the second time, the index knows
        project = Project.open(database, [table], cache=tmp_path / "cache")
        assert all(gone == [] for gone in project.find_more())
        assert names(project) == ["corpus.csv#1", "corpus.csv#2", "corpus.csv#3"]
        assert [each.title for each in project.summaries] == ["First", "corpus.csv#2", "Third"]
        assert "holds no text" in project.summaries[1].problem
        assert [*project.search(parse_query("goat"), Order.FILE)] == [2]
        assert project.read(project.files[2]).title == "Third"
        project.close()


def test_a_search_knows_what_the_reader_did(folder: Path, database: Path) -> None:
    project = Project.open(database, [folder])
    assert list(project.survey(project.files))
    first, second = (project.read(file) for file in project.files[:2])
    starts, ends = project.findings(second).checkable_starts, project.findings(second).checkable_ends
    project.judge(second, Span(starts[0], ends[0]), Status.DISPUTED)
    project.mark_read(first)
    assert [*project.search(parse_query("status:disputed"), Order.FILE)] == [1]
    assert [*project.search(parse_query("unread"), Order.FILE)] == [1, 2]
    assert [*project.search(parse_query(""), Order.PROGRESS)] == [1, 0, 2]
    assert [*project.search(parse_query(""), Order.FILE, backwards=True)] == [2, 1, 0]
    assert project.file_of(second.article_id) == second.file
    assert project.summarise(first) == 0
    assert project.file_of(first.article_id) == first.file
    project.close()
