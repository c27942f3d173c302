"""Rows of a database that are not as the program writes them, and a lock that somebody keeps."""

import fcntl
import json
from pathlib import Path

import pytest
from keeping import ARTICLE, edit, kept, made, save
from making import annotation
from tinydb import TinyDB

from annotations.history import Change, Step
from annotations.journal.database import open_database
from annotations.journal.values import Document, Tables
from annotations.model import ArticleRecord
from annotations.store import Store, key_of, numbered_like, signed


def test_a_row_that_is_not_ours_is_left_out_and_told_once_and_stays_in_the_file(database: Path) -> None:
    save(database, annotation(0), annotation(9, 12))
    broken = {"id": "x", "article_id": "0123456789abcdef", "start": 0, "end": 4, "status": "maybe"}
    edit(database, "annotations", "7", broken)
    store = Store(database)
    store.tellings()
    assert {each.start for each in store.annotations()} == {0, 9}
    assert {each.start for each in store.annotations_of("0123456789abcdef")} == {0, 9}
    assert store.tellings() == [
        (
            'annotations.json: Row 7 of annotations is not one of ours (status): "maybe" cannot stand here. '
            "It is left out, and kept in the file as it is; mend it by hand or restore a backup."
        )
    ]
    assert store.left_out == {("annotations", "7")}
    store.write(made(annotation(20, 25)), [], "tester")
    store.close()
    assert json.loads(database.read_text())["annotations"]["7"] == broken


def test_what_cannot_be_read_of_an_article_is_not_written_over(database: Path) -> None:
    save(database, annotation(0))
    broken = {"article_id": ARTICLE.article_id, "position": -1}
    edit(database, "articles", key_of(ARTICLE.article_id), broken)
    store = Store(database)
    assert list(store.articles()) == []
    store.write(made(annotation(9, 12)), [ARTICLE, ArticleRecord("a" * 16)], "tester")
    assert [each.article_id for each in store.articles()] == ["a" * 16]
    assert any("Row" in sentence and "(position): -1 cannot stand here." in sentence for sentence in store.tellings())
    store.close()
    assert json.loads(database.read_text())["articles"][key_of(ARTICLE.article_id)] == broken


def test_a_row_that_another_program_numbered_is_changed_where_it_is(database: Path) -> None:
    save(database, annotation(0))
    with TinyDB(database, encoding="utf-8") as stock:
        row = {"id": "by hand", "article_id": "0123456789abcdef", "start": 9, "end": 12}
        stock.table("annotations").insert(row)
        stock.table("articles").insert({"article_id": "a" * 16, "title": "By hand"})
    store = Store(database)
    (found,) = [each for each in store.annotations() if each.annotation_id == "by hand"]
    noted = found._replace(note="changed")
    article = ArticleRecord("a" * 16, title="By hand", read=True)
    store.write(Step((Change(found, noted),)), [article], "tester")
    assert [each for each in store.annotations() if each.annotation_id == "by hand"] == [noted]
    assert [each for each in store.articles() if each.article_id == "a" * 16] == [article]
    store.write(Step((Change(noted, None),)), [], "tester")
    store.close()
    assert kept(database) == [annotation(0)]


def test_a_step_with_a_row_that_cannot_be_read_is_not_offered_to_be_undone(database: Path) -> None:
    save(database, annotation(0), by="tester")
    row = {"id": "x", "article_id": "a", "start": "one", "end": 4}
    with open_database(database) as opened:
        opened.commit({"annotations": {"7": row}}, {"by": "tester"})
        opened.commit({"annotations": {"7": None}}, {"by": "tester"})
    store = Store(database)
    assert [step.annotation for step in store.steps("tester")[0]] == [annotation(0)]
    store.close()


def test_what_an_annotator_merged_is_no_step(database: Path) -> None:
    save(database, annotation(0), by="tester")
    with open_database(database) as opened:
        opened.commit({"annotations": {"7": {"id": "x"}}}, signed("tester") | {"merged": "copy.json"})
    store = Store(database)
    assert len(store.steps("tester")[0]) == 1
    store.close()


def test_their_rows_get_our_numbers_and_of_two_of_one_id_the_newer_stays() -> None:
    def row(row_id: str, day: int) -> Document:
        return {"id": row_id, "updated_at": f"2026-01-{day:02}"}

    ours: Tables = {"annotations": {"7": row("one", 1), "8": {"id": 5}}}
    theirs: Tables = {
        "annotations": {"1": row("one", 3), "2": row("one", 2), "3": row("ff", 1), "4": {"id": 5}},
        "other": {"1": {"id": "one"}},
    }
    assert numbered_like(ours, theirs) == {
        "annotations": {"7": row("one", 3), "255": row("ff", 1), "4": {"id": 5}},
        "other": {"1": {"id": "one"}},
    }


def test_a_row_that_goes_while_others_are_read_is_passed_over(database: Path) -> None:
    save(database, annotation(0), annotation(9, 12))
    store = Store(database)
    found = store.annotations()
    first = next(found)
    (other,) = {annotation(0), annotation(9, 12)} - {first}
    store.write(Step((Change(other, None),)), [], "tester")
    assert list(found) == []
    store.close()


def test_a_process_that_keeps_the_lock_keeps_nobody_from_opening(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(database, annotation(0))
    monkeypatch.setattr("annotations.journal.storage.PATIENCE", 0.02)
    with database.with_name("annotations.json.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert kept(database) == [annotation(0)]
        store = Store(database)
        assert list(store.annotations()) == [annotation(0)]
        assert store.obstacle == "another program is writing"
    store.write(made(annotation(9, 12)), [], "tester")
    assert store.obstacle == ""
    store.close()
    assert len(kept(database)) == 2
