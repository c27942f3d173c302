"""The one object that a front end holds: opened, surveyed, saved and left."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from making import REPORT, MemoryStore, annotation, body, passage

from annotations.articles.keys import read_by_key
from annotations.articles.parse_cache import ParseCache
from annotations.claims import Claim
from annotations.errors import ArticleError, StoreError
from annotations.findings import Findings
from annotations.listing import judged_sentences
from annotations.model import Article, ArticleRecord, Status
from annotations.project import Project
from annotations.shelf import record_of, sample_library


@pytest.fixture
def project(store: MemoryStore, report: str) -> Project:
    return Project(store, [report], annotator="tester")


def test_what_is_saved_is_what_was_changed(project: Project, store: MemoryStore, article: Article) -> None:
    assert project.unsaved == 0
    span, other = passage(article, "$30 million"), passage(article, "4.5 metres")
    project.judge(article, span, Status.AGREED)
    project.judge(article, other, Status.DISPUTED)
    project.delete(article, span)
    assert project.unsaved > 0
    project.save()
    assert project.unsaved == 0
    assert [each.span for each in store.annotations()] == [other]
    assert [record.file for record in store.articles()] == [article.file]
    writes = store.writes
    project.save()
    assert store.writes == writes


def test_a_store_that_refuses_loses_nothing_and_is_tried_again(
    project: Project, store: MemoryStore, article: Article
) -> None:
    store.refusing = True
    project.judge(article, passage(article, "$30 million"), Status.AGREED)
    unsaved = project.unsaved
    with pytest.raises(StoreError, match="the disk is full"):
        project.save()
    assert project.unsaved == unsaved
    store.refusing = False
    project.save()
    assert project.unsaved == 0
    assert [each.status for each in store.annotations()] == ["agreed"]


def test_what_changes_while_it_is_saved_is_saved_too(project: Project, store: MemoryStore, article: Article) -> None:
    project.mark_read(article)
    project.judge(article, passage(article, "$30 million"), Status.AGREED)
    store.gate.clear()
    saving = threading.Thread(target=project.save)
    saving.start()
    project.judge(article, passage(article, "4.5 metres"), Status.DISPUTED)
    project.mark_read(article)
    assert project.unsaved > 0
    store.gate.set()
    saving.join()
    assert project.unsaved == 0
    assert {each.status for each in store.annotations()} == {"agreed", "disputed"}
    assert [record.read for record in store.articles()] == [False]


def test_an_article_is_marked_as_read_and_as_unread(project: Project, store: MemoryStore, article: Article) -> None:
    assert project.mark_read(article) is True
    assert project.mark_read(article) is False
    project.mark_read(article)
    project.save()
    assert [record.read for record in store.articles()] == [True]
    project.findings(article)
    project.summarise(article)
    assert project.summaries[0].read


def surveyed(batches: Iterable[list[str]]) -> list[str]:
    """What was read, however many batches a loaded machine makes of it."""
    return list(chain.from_iterable(batches))


def test_the_survey_tells_what_is_in_the_articles(project: Project, report: str) -> None:
    assert surveyed(project.survey([report])) == [report]
    (summary,) = project.summaries
    assert (summary.file, summary.judged, summary.problem, summary.length) == (report, 0, "", len(REPORT))
    assert summary.checkable >= 4
    assert project.summaries[:1] == [summary]
    assert project.file_of(summary.article_id) == report
    assert project.file_of("another") == ""


def test_the_survey_reads_what_has_changed_and_counts_what_was_not_counted(project: Project, report: str) -> None:
    assert surveyed(project.survey([report], count=False)) == [report]
    assert project.summaries[0].checkable == -1
    assert surveyed(project.survey([report], count=False)) == []
    assert surveyed(project.survey([report])) == [report]
    assert surveyed(project.survey([report])) == []
    Path(report).write_text(REPORT + "\nOne line more.\n")
    assert surveyed(project.survey([report])) == [report]
    assert project.summaries[0].length == len(REPORT) + 16


@pytest.mark.parametrize("year", [1902, 1969, 2300, 2440])
def test_an_article_may_be_dated_in_any_year(project: Project, report: str, year: int) -> None:
    time = int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
    os.utime(report, (time, time))
    assert surveyed(project.survey([report])) == [report]
    assert project.summaries[0].checkable >= 4
    assert surveyed(project.survey([report])) == []
    os.utime(report, (0, 0))
    assert surveyed(project.survey([report])) == [report]


def test_the_survey_tells_what_is_wrong_with_a_file(store: MemoryStore, tmp_path: Path, report: str) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\0\1" * 500)
    files = [str(tmp_path / "binary.txt"), str(tmp_path / "gone.txt"), report]
    project = Project(store, files)
    assert surveyed(project.survey(files)) == files
    assert "no text" in project.summaries[0].problem
    assert "does not exist" in project.summaries[1].problem
    assert not project.summaries[2].problem


def test_looking_ends_when_the_program_leaves(project: Project) -> None:
    article = body(f"{REPORT}\n\n" * 900)
    project.stop()
    assert project.findings(article) == Findings()
    beginning = project.findings(article, remember=False)
    assert 0 < beginning.ends[-1] < len(article.text) / 2, "what was found until then"


def test_the_survey_ends_when_the_program_leaves(project: Project, report: str) -> None:
    project.stop()
    assert list(project.survey([report])) == []
    assert list(project.find_more()) == []


def test_detection_ends_when_the_program_leaves(
    store: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.shelf._FIRST_PAGES", 300)
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"The {number} people met 3 times." for number in range(60)), encoding="utf-8")
    project = Project(store, [str(path)])
    article = project.read(str(path))
    beginning = len(project.findings(article, beginning=True).starts)
    project.stop()
    assert len(project.findings(article).starts) < 120
    project = Project(store, [str(path)])
    assert 0 < beginning < len(project.findings(article).starts)
    assert len(project.findings(article, beginning=True).starts) == len(project.findings(article).starts)


def test_findings_of_the_last_few_articles_are_kept(store: MemoryStore, tmp_path: Path) -> None:
    for number in range(18):
        (tmp_path / f"{number:02}.txt").write_text(f"Article\n\nThere were {number + 2} of them.\n")
    files = sorted(map(str, tmp_path.glob("*.txt")))
    project = Project(store, files)
    first = project.read(files[0])
    found = project.findings(first)
    assert project.findings(first) is found
    for file in files[1:]:
        project.findings(project.read(file))
    again = project.findings(first)
    assert again is not found
    assert again == found


def test_what_was_judged_is_known_before_the_article_is_opened(tmp_path: Path, database: Path, report: str) -> None:
    for expected in (0, 1):
        project = Project.open(database, [Path(report)], annotator="tester", cache=tmp_path / "cache")
        assert surveyed(project.survey([report])) == [report] * (not expected)
        assert project.summaries[0].judged == expected
        article = project.read(report)
        project.judge(article, passage(article, "$30 million"), Status.AGREED)
        project.save()
        project.close()


def test_a_summary_follows_the_judgements(project: Project, article: Article) -> None:
    assert project.judged(article) == 0
    assert project.summarise(article) == 0
    assert project.summaries[0].checkable == -1  # nobody has looked yet
    project.findings(article)
    project.judge(article, passage(article, "$30 million"), Status.AGREED)
    project.summarise(article)
    assert project.summaries[0].judged == project.judged(article) == 1
    project.undo()
    assert project.judged(article) == 0
    project.summarise(article)
    assert project.summaries[0].judged == 0


def test_a_sentence_counts_once_however_often_it_is_judged() -> None:
    findings = Findings()
    findings.checkable_starts.extend([0, 100, 200])
    findings.checkable_ends.extend([50, 150, 250])
    agreed = Status.AGREED
    judged = [
        annotation(0, 10, status=agreed),
        annotation(20, 30, status=agreed),
        annotation(50, 100, status=agreed),
        annotation(240, 300, status=agreed),
        annotation(110, 120, note="no status"),
    ]
    assert judged_sentences(findings, judged) == 2
    assert judged_sentences(findings, [annotation(0, 1000, status=agreed)]) == 3
    assert judged_sentences(findings, []) == 0


def test_a_file_that_cannot_be_read_is_an_article_error(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="does not exist"):
        project.read(str(tmp_path / "gone.txt"))


@pytest.mark.parametrize(("name", "readings"), [("corpus.csv#1", 1), ("report.txt", 2)])
def test_a_large_file_of_one_article_is_read_each_time_and_one_of_several_is_not(
    project: Project, tmp_path: Path, name: str, readings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(key: str, cache: ParseCache | None) -> Article:
        read.append(key)
        return read_by_key(key, cache)

    (tmp_path / "corpus.csv").write_text("title,text\nFlood,Around 200 people had waited.\n" * 2)
    monkeypatch.setattr("annotations.shelf.LARGE", 10)
    monkeypatch.setattr("annotations.shelf.read_by_key", counted)
    texts = {project.read(str(tmp_path / name)).text for _ in range(2)}
    assert len(texts) == 1
    assert len(read) == readings


def test_what_another_window_saved_is_taken_over(project: Project, store: MemoryStore, article: Article) -> None:
    assert project.refresh() is False
    mine = passage(article, "$30 million")
    project.judge(article, mine, Status.AGREED)
    theirs = annotation(0, 5, article_id=article.article_id, status=Status.DISPUTED)
    store.outside.append(theirs)
    assert project.refresh() is True
    assert [each.status for each in project.annotations(article.article_id)] == ["disputed", "agreed"]


class OvertakenLock:
    """A lock for which one waits until something else has been done.

    Args:
        act: What is done then.
    """

    def __init__(self, act: Callable[[], object]) -> None:
        self._lock = threading.Lock()
        self._act = act

    def __enter__(self) -> None:
        self._act()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_what_is_judged_while_another_window_saves_stays_in_sight(
    project: Project, store: MemoryStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_window() -> None:
        store.outside.append(annotation(0, 5, article_id=article.article_id, status=Status.DISPUTED))
        project.refresh()

    monkeypatch.setattr(project, "_lock", OvertakenLock(other_window))
    project.judge(article, passage(article, "$30 million"), Status.AGREED)
    assert [each.status for each in project.annotations(article.article_id)] == ["disputed", "agreed"]


def test_what_is_not_saved_yet_stays_in_sight_while_it_is_looked_what_another_window_saved(
    project: Project, store: MemoryStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str | None]] = []

    def claims() -> Iterator[Claim]:
        seen.append([each.status for each in project.annotations(article.article_id)])
        project.judge(article, passage(article, "4.5 metres"), Status.UNCLEAR)
        return iter(())

    project.judge(article, passage(article, "$30 million"), Status.AGREED)
    store.outside.append(annotation(0, 5, article_id=article.article_id, status=Status.DISPUTED))
    monkeypatch.setattr(store, "claims", claims)
    assert project.refresh()
    assert seen == [["agreed"]]
    statuses = [each.status for each in project.annotations(article.article_id)]
    assert statuses == ["disputed", "unclear", "agreed"]


def test_what_another_window_saved_is_taken_over_once_nothing_is_being_saved(
    project: Project, store: MemoryStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, refreshed = store.write, []

    def written(*what: Any) -> None:
        refreshed.append(project.refresh())
        write(*what)

    monkeypatch.setattr(store, "write", written)
    project.judge(article, passage(article, "$30 million"), Status.AGREED)
    store.outside.append(annotation(0, 5, article_id=article.article_id, status=Status.DISPUTED))
    project.save()
    assert not any(refreshed)
    assert project.refresh()
    assert [each.status for each in project.annotations(article.article_id)] == ["disputed", "agreed"]


def test_closing_lets_go_of_the_database(project: Project, store: MemoryStore) -> None:
    project.close()
    assert store.closed


def test_the_sample_library_is_opened_where_nothing_is_named(database: Path, seeds: Path) -> None:
    project = Project.open(database)
    assert sample_library() == seeds
    assert [Path(each.file).name for each in project.summaries] == sorted(path.name for path in seeds.glob("*.txt"))
    project.close()


def test_the_samples_are_found_beside_the_package_once_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "annotations"
    (installed / "seeds").mkdir(parents=True)
    monkeypatch.setattr("annotations.shelf.__file__", str(installed / "shelf.py"))
    assert sample_library() == installed / "seeds"


def test_files_and_folders_are_opened_by_name(database: Path, report: str, tmp_path: Path) -> None:
    project = Project.open(database, [tmp_path], annotator="tester", cache=tmp_path / "cache")
    assert [each.file for each in project.summaries] == [report]
    project.read(report)
    assert list((tmp_path / "cache").iterdir())
    project.close()


def test_the_library_remembers_only_what_was_worked_on(database: Path, tmp_path: Path) -> None:
    project = Project.open(database, annotator="tester", cache=tmp_path / "cache")
    assert surveyed(project.survey(project.files)) == project.files
    project.mark_read(project.read(project.files[2]))
    project.save()
    project.close()
    again = Project.open(database, read_only=True, cache=tmp_path / "cache")
    assert [each.title for each in again.summaries] == [each.title for each in project.summaries]
    assert [each.read for each in again.summaries] == [False, False, True, False, False]
    assert [each.file for each in again.store.articles()] == [project.files[2]]
    again.close()


def test_the_library_keeps_the_articles_that_were_not_read_yet(database: Path) -> None:
    project = Project.open(database, annotator="tester")
    files = [each.file for each in project.summaries]
    project.mark_read(project.read(files[0]))
    project.save()
    project.close()
    again = Project.open(database, read_only=True)
    assert [each.file for each in again.summaries] == files


def test_a_sample_that_has_moved_is_read_where_it_is_now(database: Path) -> None:
    known = Project.open(database)
    record = record_of(known.read(known.files[0]))
    moved = "/somewhere/else/" + Path(record.file).name
    project = Project(MemoryStore(articles=[record._replace(file=moved)]), [moved])
    article = project.read(moved)
    assert (article.article_id, article.file) == (record.article_id, moved)
    known.close()


def test_an_article_keeps_its_id_when_its_text_changes(report: str, article: Article) -> None:
    Path(report).write_text(REPORT + "\nA correction was added.\n", encoding="utf-8")
    record = ArticleRecord(article.article_id, file=report, title="")
    project = Project(MemoryStore(articles=[record]), [report])
    assert project.summaries[0].title == "report.txt"
    again = project.read(report)
    assert (again.article_id, again.sha256 == article.sha256) == (article.article_id, False)
