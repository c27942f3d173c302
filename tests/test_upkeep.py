"""What a database needs besides saving: backups when they are due, copies taken in, and a look at its rows."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keeping import ARTICLE, edit, note, notes, save

from annotations import upkeep
from annotations.errors import ExchangeError, NewerFormatError, StoreError
from annotations.history import Change, Step
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
    merge_copies,
    merge_versions,
    restore_copy,
    take_in_copies,
)

CONFLICT = "annotations.sync-conflict-20261121-014654-ABCDEFG.json"


def aged(database: Path, day: int) -> None:
    """Let everything of a database have been written at noon (UTC) on a day of January."""
    time = datetime(2026, 1, day, 12, tzinfo=UTC).timestamp()
    for path in database.parent.rglob("*.json*"):
        if path.is_file():
            os.utime(path, (time, time))


def backups(database: Path) -> list[str]:
    return [backup.path.stem for backup, _ in list_backups(database)]


def copy_of(database: Path, name: str, *changed: object) -> Path:
    """A copy of a database beside it, in which something was saved afterwards."""
    elsewhere = database.parent.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    shutil.copy(database, elsewhere / "annotations.json")
    save(elsewhere / "annotations.json", *changed)  # type: ignore[arg-type]  # what `save` takes
    copy = Path(shutil.copy(elsewhere / "annotations.json", database.parent / name))
    shutil.rmtree(elsewhere)
    return copy


def problems(database: Path) -> list[str]:
    return [each.sentence for each in examine_database(database) if each.level is Level.PROBLEM]


def newer_format(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"format": {"1": {"number": 99}}}')
    return path


def refused(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


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


def test_a_conflict_copy_is_merged_told_and_moved_aside(database: Path) -> None:
    save(database, note(1, "old"), note(20, "ours", day=9), note(40, "same"))
    newer, older = note(1, "newer", day=5), note(20, "older", day=2)
    steps = (Step((Change(note(1, "old"), newer),)), Step((Change(note(20, "ours", day=9), older),)), note(60, "new"))
    copy = copy_of(database, CONFLICT, *steps)
    merged, kept = take_in_copies(database, "ann")
    assert merged == (
        f"{CONFLICT} was merged: 1 new annotation, 1 newer than ours (taken over), 1 older than ours (not taken over)."
    )
    assert kept.startswith("The copy is kept as ")
    assert not copy.exists()
    assert (database.parent / "annotations.json.merged" / CONFLICT).exists()
    assert notes(database) == {"newer", "ours", "same", "new"}
    merged_record = changes_of_annotations(database)[-1]
    assert {loser["note"] for loser in merged_record.meta["losers"]["annotations"].values()} == {"old", "older"}
    assert (merged_record.meta["by"], "at" in merged_record.meta) == ("ann", True)
    assert take_in_copies(database, "ann") == []


def test_an_open_screen_sees_what_a_copy_brought(database: Path) -> None:
    save(database, note(1, "first"))
    store = Store(database)
    copy_of(database, CONFLICT, note(20, "second"))
    take_in_copies(database, "ann")
    assert store.refresh()
    assert {each.note for each in store.annotations()} == {"first", "second"}
    store.close()


def test_a_copy_that_cannot_be_read_is_told_and_stays_and_others_are_merged(database: Path) -> None:
    save(database, note(1, "first"))
    copy_of(database, CONFLICT, note(20, "second"))
    bad = database.with_name("annotations (Ann's conflicted copy 2026-11-21).json")
    bad.write_text("{")
    told = take_in_copies(database, "ann")
    assert told[0].startswith(f"{bad.name} was not merged. ")
    assert bad.exists()
    assert notes(database) == {"first", "second"}


def test_a_copy_that_cannot_be_moved_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(database, note(1))
    copy_of(database, CONFLICT, note(20))
    monkeypatch.setattr(upkeep, "move_aside", refused)
    assert take_in_copies(database, "ann")[-1] == f"{CONFLICT} cannot be moved aside: Permission denied."


def test_nothing_is_taken_in_where_there_is_no_folder(database: Path) -> None:
    assert take_in_copies(database, "ann") == []


def test_nothing_is_merged_if_one_of_the_files_cannot_be(database: Path, tmp_path: Path) -> None:
    save(database, note(1, "first"))
    good = copy_of(database, "good.json", note(20, "second"))
    bad: list[tuple[Path, str]] = [
        (tmp_path / "missing.json", "There is no file"),
        (tmp_path, "cannot be read: Is a directory"),
        (newer_format(tmp_path / "newer.json"), "format 99"),
    ]
    strange = copy_of(database, "strange.json")
    edit(strange, "annotations", "7", {"id": "x", "article_id": "y", "start": 0, "end": 1, "status": "maybe"})
    bad.append((strange, r"not one of ours \(status\): .maybe. cannot stand here"))
    for path, reason in bad:
        with pytest.raises(StoreError, match=reason):
            merge_copies(database, [good, path], "ann")
    assert notes(database) == {"first"}


def test_a_file_merged_twice_brings_nothing_new(database: Path) -> None:
    save(database, note(1, "first"))
    copy = copy_of(database, "colleague.json", note(20, "second"))
    assert "1 new annotation," in merge_copies(database, [copy], "ann")[0]
    assert "0 new annotations, 0 newer" in merge_copies(database, [copy], "ann")[0]


def test_annotations_are_merged_by_their_id_whatever_number_they_have(database: Path, tmp_path: Path) -> None:
    save(database, note(1, "first"))
    copy = tmp_path / "copy.json"
    row = {"article_id": ARTICLE.article_id, "start": 0, "end": 1, "updated_at": "2026-01-09T00:00:00Z"}
    same, other = row | {"id": note(1).annotation_id, "note": "newer"}, row | {"id": "other", "note": "new"}
    copy.write_text(json.dumps({"annotations": {"1": same, "2": other}}))
    edit(database, "annotations", "1", row | {"id": "third", "note": "third"})
    assert ": 1 new annotation, 1 newer than ours" in merge_copies(database, [copy], "ann")[-1]
    assert notes(database) == {"newer", "new", "third"}
    assert problems(database) == []


def test_what_opening_repaired_is_told_with_the_merge(database: Path) -> None:
    save(database, note(1, "first"))
    copy = copy_of(database, "colleague.json", note(20, "second"))
    database.write_bytes(b"\xef\xbb\xbf" + database.read_bytes())
    assert "byte-order mark" in merge_copies(database, [copy], "ann")[0]


def test_git_gets_both_sides_and_of_one_annotation_the_newer(database: Path, tmp_path: Path) -> None:
    save(database, note(1, "old"), note(20, "deleted by us"))
    base = copy_of(database, "base.json")
    ours = copy_of(
        database,
        "ours.json",
        Step((Change(note(1, "old"), note(1, "ours", day=2)),)),
        Step((Change(note(20, "deleted by us"), None),)),
        note(40, "new of ours"),
    )
    theirs = copy_of(
        database, "theirs.json", Step((Change(note(1, "old"), note(1, "theirs", day=3)),)), note(60, "new of theirs")
    )
    sentence = merge_versions(base, ours, theirs)
    assert sentence == "3 annotations merged; 1 changed on both sides, of which the newer version was kept."
    merged = Path(shutil.copy(ours, tmp_path / "merged.json"))
    assert notes(merged) == {"theirs", "new of ours", "new of theirs"}


def test_git_may_have_no_common_ancestor(database: Path, tmp_path: Path) -> None:
    save(database, note(1, "ours"))
    base = tmp_path / "empty"
    base.touch()
    theirs = copy_of(database, "theirs.json", note(20, "theirs"))
    merge_versions(base, database, theirs)
    assert '"theirs"' in database.read_text()


@pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
@pytest.mark.parametrize("spoil", [lambda path: path.write_text("{"), newer_format, Path.unlink])
def test_git_keeps_its_file_if_one_cannot_be_read(
    tmp_path: Path, database: Path, broken: str, spoil: Callable[[Path], object]
) -> None:
    save(database, note(1))
    paths = {name: Path(shutil.copy(database, tmp_path / name)) for name in ("base", "ours", "theirs")}
    spoil(paths[broken])
    before = paths["ours"].read_bytes() if paths["ours"].exists() else None
    with pytest.raises(StoreError):
        merge_versions(**paths)
    assert (paths["ours"].read_bytes() if paths["ours"].exists() else None) == before


def test_git_keeps_its_file_if_the_result_cannot_be_written(database: Path, tmp_path: Path) -> None:
    save(database, note(1))
    link = tmp_path / "link.json"
    link.symlink_to(database)
    with pytest.raises(ExchangeError, match="is a link"):
        merge_versions(database, link, database)


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
