"""What a database needs besides saving: backups when they are due, what opening does, and a look at its rows."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keeping import ARTICLE, CONFLICT, copy_of, edit, newer_format, note, notes, problems, refused, save

from annotations import upkeep
from annotations.errors import NewerFormatError, StoreError
from annotations.journal.checkup import Level
from annotations.model import ArticleRecord
from annotations.store import Store, key_of
from annotations.upkeep import (
    after_opening,
    annotations_at,
    annotations_in,
    back_up_daily,
    back_up_now,
    changes_of_annotations,
    examine_database,
    find_backup,
    list_backups,
    restore_copy,
)


def aged(database: Path, day: int) -> None:
    """Let everything of a database have been written at noon (UTC) on a day of January."""
    time = datetime(2026, 1, day, 12, tzinfo=UTC).timestamp()
    for path in database.parent.rglob("*.json*"):
        if path.is_file():
            os.utime(path, (time, time))


def backups(database: Path) -> list[str]:
    return [backup.path.stem for backup, _ in list_backups(database)]


def test_the_day_of_a_change_gets_one_backup(database: Path) -> None:
    save(database, note(1, "first"))
    aged(database, 5)
    copy = back_up_daily(database)
    assert copy is not None
    assert copy.name == "2026-01-05.json"
    assert annotations_in(copy) == 1
    assert back_up_daily(database) is None
    assert backups(database) == ["2026-01-05"]


def test_a_change_after_the_backup_makes_another(database: Path) -> None:
    save(database, note(1, "first"))
    aged(database, 5)
    back_up_daily(database)
    aged(database, 5)
    save(database, note(20, "second"))
    aged_copy = find_backup(database, "2026-01-05")
    latest = back_up_daily(database)
    assert latest is not None
    assert annotations_in(latest) == 2
    assert annotations_in(aged_copy) == 1


def test_opening_and_closing_without_a_change_makes_no_backup_due(database: Path) -> None:
    save(database, note(1))
    aged(database, 5)
    back_up_daily(database)
    Store(database).close()
    assert back_up_daily(database) is None


def test_where_there_is_no_database_no_backup_is_due(database: Path) -> None:
    assert back_up_daily(database) is None


def test_a_backup_now_is_dated_today(database: Path) -> None:
    save(database, note(1))
    assert back_up_now(database).stem == datetime.now(UTC).astimezone().date().isoformat()


def test_nothing_cannot_be_backed_up(database: Path) -> None:
    with pytest.raises(StoreError, match="There is no database at"):
        back_up_now(database)


def test_a_backup_is_found_by_its_day_by_its_name_and_by_its_path(database: Path, tmp_path: Path) -> None:
    save(database, note(1))
    aged(database, 5)
    copy = back_up_daily(database)
    assert find_backup(database, "2026-01-05") == find_backup(database, "2026-01-05.json") == copy
    other = Path(shutil.copy(database, tmp_path / "other.json"))
    assert find_backup(database, str(other)) == other
    with pytest.raises(StoreError, match="no backup called 2026-01-06"):
        find_backup(database, "2026-01-06")


def test_a_backup_that_cannot_be_read_is_listed_without_a_number(database: Path) -> None:
    save(database, note(1))
    good = back_up_now(database)
    good.with_name("2020-01-01.json").write_text("{")
    assert [(backup.path.stem, number) for backup, number in list_backups(database)] == [
        (good.stem, 1),
        ("2020-01-01", None),
    ]


def test_restoring_says_where_the_replaced_is_kept(database: Path) -> None:
    save(database, note(1, "first"))
    copy = back_up_now(database)
    save(database, note(20, "second"))
    kept = restore_copy(database, copy, "ann")
    assert notes(database) == {"first"}
    assert annotations_in(kept) == 2


def test_a_copy_or_a_database_of_a_newer_format_is_not_restored(database: Path, tmp_path: Path) -> None:
    save(database, note(1, "first"))
    copy = back_up_now(database)
    before = database.read_bytes()
    with pytest.raises(NewerFormatError):
        restore_copy(database, newer_format(tmp_path / "newer.json"), "ann")
    assert database.read_bytes() == before
    newer = newer_format(tmp_path / "other" / "annotations.json")
    with pytest.raises(NewerFormatError):
        restore_copy(newer, copy, "ann")
    assert "99" in newer.read_text()


def test_a_damaged_database_has_no_number_of_annotations(database: Path) -> None:
    database.parent.mkdir(exist_ok=True)
    database.write_text("{")
    assert annotations_at(database) is None


def test_after_opening_nothing_is_said_where_nothing_is_wrong(database: Path) -> None:
    save(database, note(1, "first"))
    assert after_opening(database, "ann") == []
    assert len(backups(database)) == 1


def test_after_opening_the_backup_holds_what_was_there_before_copies_were_taken_in(database: Path) -> None:
    save(database, note(1, "first"))
    copy_of(database, CONFLICT, note(20, "second"))
    assert len(after_opening(database, "ann")) == 2
    assert [number for _, number in list_backups(database)] == [1]
    assert notes(database) == {"first", "second"}


def test_what_the_disk_refuses_after_opening_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(database, note(1))
    monkeypatch.setattr(upkeep, "backups_of", refused)
    monkeypatch.setattr(upkeep, "conflict_copies", refused)
    assert after_opening(database, "ann") == [f"{database} cannot be read or written: Permission denied."] * 2


def test_the_history_is_that_of_annotations(database: Path) -> None:
    save(database, note(1, "first"))
    assert [record.meta["by"] for record in changes_of_annotations(database)] == ["ann"]
    assert changes_of_annotations(database.with_name("other.json")) == []


def test_a_sound_database_has_no_problem(database: Path) -> None:
    save(database, note(1))
    assert problems(database) == []
    assert "Every row can be read, and every annotation has its article." in {
        each.sentence for each in examine_database(database)
    }


def test_rows_of_others_are_problems(database: Path) -> None:
    save(database, note(1))
    edit(database, "annotations", "7", {"id": "x", "article_id": ARTICLE.article_id, "start": 0, "end": "one"})
    edit(database, "articles", "8", {"title": "no id"})
    found = "\n".join(problems(database))
    assert 'Row 7 of annotations is not one of ours (end): "one" cannot stand here.' in found
    assert "Row 8 of articles is not one of ours: article_id missing." in found


def test_rows_of_other_programs_are_no_problem_unless_they_are_there_twice(database: Path) -> None:
    save(database, note(1))
    edit(database, "annotations", "7", {"id": "x", "article_id": ARTICLE.article_id, "start": 0, "end": 1})
    save(database)
    assert problems(database) == []
    edit(database, "annotations", "8", {"id": "x", "article_id": ARTICLE.article_id, "start": 0, "end": 1})
    save(database)
    assert problems(database) == ["Rows 7 and 8 of annotations have the same id; delete the one that is out of date."]


def test_a_table_called_format_that_is_not_ours_is_a_problem(database: Path) -> None:
    database.parent.mkdir(exist_ok=True)
    database.write_text('{"format": {"1": {"number": "x"}}}')
    assert 'has a table “format” whose number is "x"' in problems(database)[-1]


def test_an_annotation_without_its_article_is_a_problem(database: Path) -> None:
    save(database, note(1, article_id="fedcba9876543210"), note(20))
    assert problems(database) == [
        f"The database does not know the article of 1 annotation; the first one is row {key_of('id-000001-000011')}."
    ]


def test_another_programs_table_is_a_note(database: Path) -> None:
    save(database, note(1))
    edit(database, "_default", "1", {"a": 1})
    found = {each.sentence: each.level for each in examine_database(database)}
    assert found["The table “_default” is none of ours; it is kept as it is."] is Level.NOTE


def test_a_newer_format_and_damage_are_problems(database: Path) -> None:
    newer_format(database)
    assert "format 99" in problems(database)[-1]
    database.write_text("{")
    assert "cannot be opened" in problems(database)[0]


def test_a_disk_that_refuses_to_be_read_is_a_sentence(database: Path) -> None:
    database.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be read or written"):
        examine_database(database)


def test_articles_alone_are_no_change_of_an_annotation(database: Path) -> None:
    database.parent.mkdir(exist_ok=True)
    store = Store(database)
    store.write(None, [ArticleRecord("a" * 16, title="read")], "ann")
    store.close()
    assert changes_of_annotations(database) == []
    assert json.loads(database.read_text())["articles"]
