"""`newsreader import` for articles: what is taken in, what is skipped and why, and that it can be done again."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from commanding import Captured, TerminalText, run
from making import HOSTILE, REPORT, articles_in
from serving import reply, served
from test_feeds import RSS, opml

from annotations.gathering import Gathering
from annotations.importing import holds_annotations
from annotations.membership import kept_beside
from annotations.project import Project
from annotations.store import Store

FEED = RSS.format(encoding="utf-8").encode()
PAGE = f"<html><head><title>Flood</title></head><body><article><p>{REPORT}</p></article></body></html>".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {f"{name}.txt": f"{REPORT}\nThis is {name}.\n" for name in ("a", "b")})


@pytest.fixture
def take(database: Path, capsys: Captured) -> Callable[..., tuple[int, str, str]]:
    """Runs `newsreader import`: its status, what it printed, and what it told."""

    def taking(*given: object) -> tuple[int, str, str]:
        status = run("import", *given, "--database", database)
        printed = capsys.readouterr()
        return status, printed.out.removesuffix("\n"), printed.err

    return taking


def titles(database: Path) -> list[str]:
    with closing(Project.open(database, read_only=True)) as project:
        for gone in project.find_more():
            project.drop(gone)
        return [Path(file).name for file in project.files]


def sources(database: Path) -> list[str]:
    with closing(Store(database, read_only=True)) as store:
        return [each.source for each in store.sources()]


Take = Callable[..., tuple[int, str, str]]


def test_a_folder_is_imported_again_and_again(folder: Path, database: Path, take: Take) -> None:
    assert take(folder) == (0, "articles: 2 imported, 0 unchanged, 0 changed, 0 skipped", "")
    assert take(folder) == (0, "articles: 0 imported, 2 unchanged, 0 changed, 0 skipped", "")
    (folder / "a.txt").write_text(REPORT)
    (folder / "b.txt").touch()
    (folder / "c.txt").write_text(HOSTILE)
    assert take(folder)[1] == "articles: 1 imported, 1 unchanged, 1 changed, 0 skipped"
    assert (sources(database), titles(database)) == ([str(folder)], ["a.txt", "b.txt", "c.txt"])


def test_a_dry_run_changes_nothing(folder: Path, database: Path, take: Take) -> None:
    assert take(folder, "--dry-run")[1] == "articles: 2 imported, 0 unchanged, 0 changed, 0 skipped"
    assert not database.exists()
    assert take(folder)[1].startswith("articles: 2 imported")


def test_what_is_skipped_is_told_and_the_rest_is_taken_in(folder: Path, database: Path, take: Take) -> None:
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 99)
    for _ in range(2):
        status, printed, told = take(folder, "--json")
        assert status == 1
        assert json.loads(printed)["skipped"][0]["source"] == str(folder / "bad.txt")
        assert "bad.txt is no text" in told
    assert json.loads(printed)["unchanged"] == 2
    assert "a.txt" in titles(database)


def test_what_gives_no_article_is_not_remembered(tmp_path: Path, database: Path, take: Take) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2" * 99)
    (tmp_path / "strange").write_bytes(b"%PDF-1.4")
    assert take(tmp_path / "empty")[::2] == (
        1,
        "newsreader: there is no article here (a folder's texts and saved pages are).\n",
    )
    assert take(tmp_path / "bad.txt", tmp_path / "strange", "http://127.0.0.1:1/")[0] == 1
    assert sources(database) == []


def test_pages_and_feeds_are_fetched_and_kept(database: Path, take: Take) -> None:
    with served({"/page": reply(PAGE, Content_Type="text/html"), "/feed": reply(FEED)}) as address:
        given = (f"{address}/page", f"{address}/feed")
        status, printed, told = take(*given)
        assert status == int(bool(told))
        assert " 0 unchanged, 0 changed" in printed
        assert " 0 imported, " in take(*given)[1]
    assert sources(database) == sorted(given)
    kept = kept_beside(database).files()
    assert titles(database) == [path.name for path in kept]
    with closing(Project.open(database, read_only=True)) as project:
        assert f"{address}/page" in {project.read(file).url for file in project.files}


def test_a_feed_that_was_saved_is_kept_as_it_is_today(tmp_path: Path, database: Path, take: Take) -> None:
    feed = tmp_path / "news.xml"
    feed.write_bytes(FEED)
    assert not take(feed)[1].startswith("articles: 0 imported")
    assert sources(database) == [feed.as_uri()]
    feed.unlink()
    assert len(titles(database)) == len(kept_beside(database).files()) > 0


def test_the_feeds_of_a_list_are_fetched(tmp_path: Path, database: Path, take: Take) -> None:
    with served({"/a": reply(FEED)}) as address:
        (tmp_path / "list.opml").write_bytes(opml(f"{address}/a", f"{address}/missing"))
        status, printed, told = take(tmp_path / "list.opml")
    assert status == 1
    assert not printed.startswith("articles: 0 imported")
    assert "/missing" in told
    assert sources(database) == [(tmp_path / "list.opml").as_uri()]


def test_the_rows_of_a_table_stay_in_it(tmp_path: Path, database: Path, take: Take) -> None:
    table = tmp_path / "corpus.csv"
    table.write_text('text,title\n"There were 3 sheep.",First\n"",Empty\n"There were 4 goats.",Third\n')
    status, printed, told = take(table)
    assert (status, printed) == (1, "articles: 2 imported, 0 unchanged, 0 changed, 1 skipped")
    assert "row 3, holds no text" in told
    assert take(table)[1] == "articles: 0 imported, 2 unchanged, 0 changed, 1 skipped"
    table.write_text(table.read_text().replace("3 sheep", "5 sheep"))
    assert take(table)[1] == "articles: 0 imported, 1 unchanged, 1 changed, 1 skipped"
    assert titles(database) == ["corpus.csv#1", "corpus.csv#2", "corpus.csv#3"]
    assert kept_beside(database).files() == []


def test_the_lines_of_a_corpus_stay_in_it(tmp_path: Path, database: Path, take: Take) -> None:
    corpora = [tmp_path / "one.jsonl", tmp_path / "two.NDJSON"]
    for number, corpus in enumerate(corpora):
        corpus.write_text(
            json.dumps({"id": 1, "text": f"There were {number} sheep.", "title": "First"}) + "\nno JSON\n"
        )
    status, printed, told = take(*corpora)
    assert (status, printed) == (1, "articles: 2 imported, 0 unchanged, 0 changed, 2 skipped")
    assert "one.jsonl, line 2 is no JSON" in told
    with closing(Project.open(database, read_only=True)) as project:
        assert all(gone == [] for gone in project.find_more())
        articles = [project.read(file) for file in project.files if file.endswith("#1")]
    assert {article.file for article in articles} == {f"{corpus}#1" for corpus in corpora}
    assert len({article.article_id for article in articles}) == 2  # both say 1


def test_what_is_piped_in_is_kept(database: Path, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert take("-")[1].startswith("articles: 1 imported")
    assert sources(database) == []
    assert len(titles(database)) == 1


def test_a_disk_that_is_full_is_told(tmp_path: Path, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "annotations.json.articles").write_text("in the way")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    status, _, told = take("-")
    assert status == 1
    assert "cannot be written" in told


def test_articles_and_annotations_are_told_apart(folder: Path, tmp_path: Path, database: Path, take: Take) -> None:
    table = tmp_path / "notes.csv"
    run("export", "--database", database, "-o", table)
    assert take(table, folder)[1].splitlines() == [
        f"{table}: 0 new, 0 changed, 0 the same",
        "articles: 2 imported, 0 unchanged, 0 changed, 0 skipped",
    ]
    status, _, told = take(folder / "a.txt", "--annotations")
    assert (status, "Nothing of this file was taken in." in told) == (1, True)
    assert take(table, "--articles")[0] == 1


@pytest.mark.parametrize(
    ("head", "annotations"),
    [
        (b"\xef\xbb\xbfannotation_id,outlet", True),
        (b"title,text\nannotation_id,x", False),
        (b"", True),
        (b'{"article_id": "1", "start": 1, "end": 3}', True),
        (b'{"article_id": "1", "text": "Three sheep"}', False),
        (b'{"text": "Three sheep", "labels": []}', True),
        (b'{"@context": "https://schema.org", "text": "Three sheep"}', False),
        (b'[{"@context": "http://www.w3.org/ns/anno.jsonld"}]', True),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', False),
        (b"Flood in the valley", False),
    ],
)
def test_a_file_of_annotations_is_told_by_its_beginning(head: bytes, annotations: bool) -> None:
    assert holds_annotations(head) is annotations


def test_progress_is_shown_on_a_terminal(folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"{REPORT}\nThis is {number}.\n")
    shown = TerminalText()
    monkeypatch.setattr(sys, "stderr", shown)
    assert run("import", folder, "--database", database) == 0
    assert "Importing" in shown.getvalue()


def test_a_large_import_is_put_into_the_index_bit_by_bit(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.gathering._BATCH", 1)
    with closing(Project.open(database)) as project:
        gathering = Gathering(project)
        (first, second) = gathering.units([str(folder)])
        assert [item.outcome for item in gathering.take(first)] == ["imported"]
        assert project.index.keys() == [first]
        assert [item.outcome for item in gathering.take(second)] == ["imported"]
        assert project.index.keys() == [first, second]
