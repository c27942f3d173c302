"""The database on the disk: what goes in comes out, and nothing that goes wrong changes it."""

import errno
import json
import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import kept, made
from making import annotation

from annotations.errors import StoreError
from annotations.history import Change, Step
from annotations.model import Annotation, ArticleRecord, Kind, Status
from annotations.store import Store

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
notes = st.builds(
    annotation,
    st.integers(0, 50),
    st.integers(60, 10**9),
    annotation_id=st.uuids().map(str),
    exact=texts,
    note=texts,
    prefix=texts,
    tags=st.lists(texts, unique=True, max_size=3).map(tuple),
    status=st.sampled_from([None, *Status]),
    kind=st.sampled_from(Kind),
    value=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**9), 10**9)),
)
records = st.builds(
    ArticleRecord,
    st.text("0123456789abcdef", min_size=16, max_size=16),
    title=texts,
    text=st.none(),
    file=texts,
    versions=st.lists(texts, max_size=2).map(tuple),
    read=st.booleans(),
    position=st.integers(0, 10**7),
)


def leave_only(path: Path) -> None:
    """Take away whatever stands beside the JSON file, as somebody who passes it on does."""
    for other in set(path.parent.iterdir()) - {path}:
        shutil.rmtree(other) if other.is_dir() else other.unlink()


@settings(max_examples=settings().max_examples // 4)  # every example waits for the disk
@given(
    st.lists(notes, unique_by=lambda each: each.annotation_id, min_size=1, max_size=4), st.lists(records, max_size=3)
)
def test_what_is_written_is_read_again(rows: list[Annotation], articles: list[ArticleRecord]) -> None:
    articles = list({each.article_id: each for each in articles}.values())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "annotations.json"
        store = Store(path)
        store.write(made(*rows), articles, "tester")
        store.close()
        again = Store(path)
        assert {each.annotation_id: each for each in again.annotations()} == {each.annotation_id: each for each in rows}
        assert {each.article_id: each for each in again.articles()} == {each.article_id: each for each in articles}
        again.close()


def test_the_folder_of_the_database_is_made_by_whoever_may_write(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "annotations.json"
    Store(path, read_only=True).close()
    assert not path.parent.exists()
    store = Store(path)
    store.write(made(annotation()), [], "tester")
    store.close()
    assert kept(path) == [annotation()]


def test_what_is_written_is_on_the_disk_before_anybody_closes(database: Path) -> None:
    store = Store(database)
    store.write(made(annotation()), [], "tester")
    assert kept(database) == [annotation()]
    store.close()


def test_annotations_are_found_by_their_article(database: Path) -> None:
    store = Store(database)
    store.write(made(annotation(0), annotation(9, 12, article_id="another")), [], "tester")
    assert list(store.annotations_of("another")) == [annotation(9, 12, article_id="another")]
    assert list(store.annotations_of("a third")) == []
    store.close()


def test_a_row_is_replaced_and_deleted(database: Path) -> None:
    store = Store(database)
    first, second = annotation(0, note="one"), annotation(0, note="two")
    store.write(made(first), [], "tester")
    store.write(Step((Change(first, second),)), [], "tester")
    assert list(store.annotations()) == [second]
    store.write(Step((Change(second, None),)), [], "tester")
    store.close()
    assert kept(database) == []


def test_an_id_that_another_program_gave_is_kept(database: Path) -> None:
    store = Store(database)
    strange = annotation(annotation_id="https://example.org/annotations/17")
    store.write(made(strange), [], "tester")
    store.close()
    assert kept(database) == [strange]


def test_steps_of_earlier_sessions_are_told_apart_by_annotator(database: Path) -> None:
    store = Store(database)
    first, second = made(annotation(0)), made(annotation(9, 12))
    store.write(first, [], "tester")
    store.write(second, [], "tester")
    store.write(made(annotation(20, 25)), [], "another")
    store.write(Step((Change(annotation(9, 12), None),), undoes=second), [], "tester")
    store.write(None, [ArticleRecord("0123456789abcdef")], "tester")
    store.close()
    again = Store(database)
    done, undone = again.steps("tester")
    assert [step.annotation for step in done] == [annotation(0)]
    assert [step.annotation for step in undone] == [annotation(9, 12)]
    again.write(Step(undone[0].changes, redoes=undone[0]), [], "tester")
    done, undone = again.steps("tester")
    assert (len(done), len(undone)) == (2, 0)
    assert again.steps("nobody") == ([], [])
    again.close()


def test_what_another_process_saved_is_seen_after_a_refresh(database: Path) -> None:
    mine, theirs = Store(database), Store(database)
    theirs.write(made(annotation()), [], "another")
    assert list(mine.annotations()) == []
    assert mine.refresh() is True
    assert list(mine.annotations()) == [annotation()]
    assert mine.refresh() is False
    mine.close()
    theirs.close()


@pytest.mark.parametrize(
    "content",
    ["this is prose, and not a database\n", '["a", "list"]', '{"annotations": [1, 2]}', '{"unfinished": '],
    ids=["prose", "list", "rows are no table", "unfinished"],
)
def test_a_file_that_is_no_database_is_refused_untouched(database: Path, content: str) -> None:
    database.write_text(content)
    with pytest.raises(StoreError, match=r"annotations\.json"):
        Store(database)
    assert database.read_text() == content
    assert all(path.name.startswith("annotations.json") for path in database.parent.iterdir())


def test_a_newer_format_is_refused_untouched(database: Path) -> None:
    store = Store(database)
    store.write(made(annotation()), [], "tester")
    store.close()
    leave_only(database)
    tables = json.loads(database.read_text())
    newer = json.dumps(_with_numbers_raised(tables))
    assert newer != json.dumps(tables)
    database.write_text(newer)
    with pytest.raises(StoreError, match="newer"):
        Store(database)
    assert database.read_text() == newer


def _with_numbers_raised(tables: dict[str, dict[str, object]]) -> dict[str, object]:
    """The tables as a program of the year 2100 might write them: whatever states a format states another one."""
    raised: dict[str, object] = {}
    for name, table in tables.items():
        told = name.startswith("_") or name in ("meta", "format")
        raised[name] = json.loads(json.dumps(table).replace(": 1", ": 999")) if told else table
    return raised


def test_a_folder_in_the_place_of_the_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Store(tmp_path)


def test_a_disk_that_refuses_leaves_the_database_as_it_was(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(database)
    store.write(made(annotation(0)), [], "tester")

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        full.setattr(os, "fdatasync", refuse, raising=False)
        with pytest.raises(StoreError, match=r"full|space"):
            store.write(made(annotation(9, 12)), [], "tester")
    assert kept(database) == [annotation(0)]
    store.write(made(annotation(9, 12)), [], "tester")
    store.close()
    assert len(kept(database)) == 2
    assert all(path.name.startswith("annotations.json") for path in database.parent.iterdir()), "nothing is left lying"


def test_a_database_opened_for_reading_refuses_to_write(database: Path) -> None:
    store = Store(database, read_only=True)
    assert store.obstacle
    with pytest.raises(StoreError):
        store.write(made(annotation()), [], "tester")
    store.close()
    assert not database.exists()


def test_a_row_that_is_not_ours_is_left_out_and_told_and_kept(database: Path) -> None:
    store = Store(database)
    store.write(made(annotation(0), annotation(9, 12)), [], "tester")
    store.close()
    leave_only(database)
    database.write_text(re.sub(r'"start": ?0', '"start":"nought"', database.read_text()))
    again = Store(database)
    assert list(again.annotations()) == [annotation(9, 12)]
    assert "annotations.json" in " ".join(again.tellings())
    again.write(made(annotation(20, 25)), [], "tester")
    again.close()
    assert "nought" in database.read_text()


def test_a_history_that_cannot_be_read_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    store = Store(database)
    monkeypatch.setattr("annotations.journal.history.read_history", refuse)
    with pytest.raises(StoreError, match="history"):
        store.steps("tester")
    store.close()


def test_nothing_happened_to_files_that_are_as_they_were_left(database: Path) -> None:
    store = Store(database)
    assert store.tellings() == []
    store.close()
