"""Databases put together: copies that other programs left, those that one names, and what git asks for."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from keeping import ARTICLE, CONFLICT, copy_of, edit, newer_format, note, notes, problems, refused, save

from annotations import upkeep
from annotations.errors import ExchangeError, StoreError
from annotations.history import Change, Step
from annotations.store import Store
from annotations.upkeep import changes_of_annotations, merge_copies, merge_versions, take_in_copies


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
