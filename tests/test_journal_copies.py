"""Copies of a database: backups, conflict copies, git's three versions, other formats; and the checkup."""

import errno
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from disks import BrokenFiles
from hypothesis import given
from hypothesis import strategies as st
from versions import DAY, FILES, opened, rows, spoil, two_rows_in, version

from annotations.errors import NewerFormatError, NotSavedError, StoreError
from annotations.journal.backups import back_up, backups_of, days_to_keep, documents_in, restore
from annotations.journal.checkup import check
from annotations.journal.files import Files, Paths
from annotations.journal.formats import Format
from annotations.journal.history import read_history
from annotations.journal.merging import Loser, has_conflict_markers, merge_tables, split_conflict
from annotations.journal.snapshot import parse_tables, salvage, write_tables
from annotations.journal.syncing import (
    conflict_copies,
    is_conflict_copy,
    merge_copy,
    move_aside,
    read_copy,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return two_rows_in(tmp_path)


def test_of_a_year_of_days_seven_days_four_weeks_and_twelve_months_stay() -> None:
    days = {DAY - timedelta(days=number) for number in range(400)}
    kept = days_to_keep(days)
    assert {DAY - timedelta(days=number) for number in range(7)} <= kept
    assert {date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1)} <= kept
    assert {date(2026, 10, 31), date(2026, 9, 30), date(2025, 12, 31)} <= kept
    assert date(2025, 11, 30) not in kept
    assert len(kept) == 7 + 2 + 11


@given(st.sets(st.dates(date(2020, 1, 1), date(2026, 1, 1)), max_size=80))
def test_thinning_twice_is_thinning_once_and_the_latest_stays(days: set[date]) -> None:
    kept = days_to_keep(days)
    assert kept <= days
    assert days_to_keep(kept) == kept
    assert not days or max(days) in kept
    assert len(kept) <= 7 + 4 + 12


def test_a_backup_is_a_plain_file_of_the_day_and_old_ones_go(path: Path) -> None:
    for number in range(30):
        back_up(path, DAY - timedelta(days=29 - number), FILES)
    copy = back_up(path, DAY, FILES)
    assert copy.name == "2026-11-21.json"
    assert copy.read_bytes() == path.read_bytes()
    assert documents_in(copy) == 2
    assert backups_of(path)[0].day == DAY
    assert len(backups_of(path)) == 7 + 3


def test_a_backup_holds_what_is_only_in_the_journal(path: Path) -> None:
    storage = opened(path)
    storage.commit({"t": {"3": version(1, "c")}})
    assert documents_in(back_up(path, DAY, FILES)) == 3
    storage.close()


def test_a_backup_that_cannot_be_written_is_a_sentence(path: Path) -> None:
    with pytest.raises(StoreError, match="No backup could be written"):
        back_up(path, DAY, BrokenFiles(write=errno.ENOSPC))


def test_restoring_keeps_what_it_replaces_and_can_be_undone(path: Path) -> None:
    copy = back_up(path, DAY, FILES)
    storage = opened(path)
    storage.commit({"t": {"1": None, "9": version(2, "new")}})
    kept = restore(path, copy, {"by": "ann"}, FILES)
    assert set(rows(path)) == {"1", "2"}
    assert set(parse_tables(kept.read_bytes())["t"]) == {"2", "9"}
    assert list(read_history(path))[-1].meta == {"by": "ann", "restored": "2026-11-21.json"}
    assert storage.refresh() == {"t": {"1", "9"}}
    storage.close()
    assert backups_of(path)[-1].day is None


def test_restoring_over_a_database_that_does_not_open_moves_it_aside(path: Path) -> None:
    copy = back_up(path, DAY, FILES)
    spoil(path)
    kept = restore(path, copy, files=FILES)
    assert kept.read_bytes() == b"{"
    assert set(rows(path)) == {"1", "2"}


def test_what_a_restore_says_it_kept_is_there_when_the_database_was_not(path: Path) -> None:
    copy = back_up(path, DAY, FILES)
    spoil(path)
    path.unlink()
    journal = Paths.of(path).journal.read_bytes()
    kept = restore(path, copy, files=FILES)
    assert kept.name.startswith("annotations.json.journal.damaged-")
    assert kept.read_bytes() == journal
    for left in path, Paths.of(path).journal, Paths.of(path).previous:
        left.unlink()
    assert restore(path, copy, files=FILES) == Paths.of(path).history
    assert set(rows(path)) == {"1", "2"}


def test_a_restore_that_the_disk_refuses_changes_nothing(path: Path) -> None:
    copy = back_up(path, DAY, FILES)
    before = rows(path)
    with pytest.raises(NotSavedError, match="was not restored"):
        restore(path, copy, files=BrokenFiles(write=errno.ENOSPC))
    assert rows(path) == before


def test_a_backup_that_cannot_be_read_is_not_restored(path: Path) -> None:
    path.with_name("x.json").write_text("no")
    with pytest.raises(StoreError, match="cannot be restored"):
        restore(path, path.with_name("x.json"), files=FILES)
    with pytest.raises(StoreError, match="There is no file"):
        restore(path, path.with_name("y.json"), files=FILES)


@pytest.mark.parametrize("read", [read_copy, documents_in])
def test_a_copy_that_the_system_does_not_let_us_read_is_a_sentence(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="cannot be read: Is a directory"):
        read(tmp_path)


def test_an_older_format_is_brought_forward_after_a_backup(path: Path) -> None:
    def add_kind(tables: dict[str, dict[str, dict[str, object]]]) -> None:
        for document in tables["t"].values():
            document["kind"] = "claim"

    opened(path, Format(1)).close()
    storage = opened(path, Format(3, {1: add_kind}))
    assert storage.rows("t")["1"] == version(1, "a") | {"kind": "claim"}
    assert storage.rows("format") == {"1": {"number": 3}}
    (copy,) = backups_of(path)
    assert copy.path.name == "before-format-3.json"
    assert parse_tables(copy.path.read_bytes())["t"]["1"] == version(1, "a")
    storage.close()
    again = opened(path, Format(3, {1: add_kind}))
    assert not Paths.of(path).journal.read_bytes().count(b"kind")
    again.close()


def test_a_newer_format_is_refused_untouched(path: Path) -> None:
    opened(path, Format(2)).close()
    before = {other: other.stat().st_mtime_ns for other in path.parent.iterdir()}
    with pytest.raises(NewerFormatError, match="has format 2, and this program knows formats up to 1"):
        opened(path, Format(1))
    assert {other: other.stat().st_mtime_ns for other in path.parent.iterdir()} == before


@pytest.mark.parametrize("number", ["x", "1", 0, 1.0, True, None])
def test_a_table_called_format_that_is_not_ours_is_refused_untouched(path: Path, number: object) -> None:
    path.write_bytes(write_tables({"format": {"1": {"number": number}}}))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="which is no format of this program"):
        opened(path, Format(1))
    assert path.read_bytes() == before
    opened(path).close()


def test_a_format_brought_forward_says_when(path: Path) -> None:
    opened(path, Format(1)).close()
    last = list(read_history(path))[-1].meta
    assert last["format"] == 1
    assert datetime.fromisoformat(last["at"]).tzinfo


def test_the_newer_of_two_versions_wins_and_the_other_is_reported() -> None:
    ours = {"t": {"1": version(1, "old"), "2": version(5, "same"), "3": version(1, "tie")}}
    theirs = {
        "t": {
            "1": version(2, "new"),
            "2": version(5, "same"),
            "3": version(1, "other"),
            "4": version(1, "more"),
        }
    }
    merge = merge_tables(ours, theirs)
    assert merge.tables == {"t": theirs["t"] | {"3": version(1, "tie")}}
    assert merge.losers == [Loser("t", "1", version(1, "old")), Loser("t", "3", version(1, "other"))]


def test_with_an_ancestor_whoever_changed_a_document_wins() -> None:
    base = {"t": {str(number): version(1, "base") for number in range(1, 7)}}
    ours = {
        "t": {
            "1": version(1, "ours"),
            "2": version(1, "base"),
            "4": version(1, "base"),
            "5": version(2, "ours"),
        }
    }
    theirs = {
        "t": {
            "1": version(1, "base"),
            "2": version(1, "theirs"),
            "3": version(1, "base"),
            "6": version(2, "kept"),
        }
    }
    merge = merge_tables(ours, theirs, base)
    assert merge.tables == {
        "t": {
            "1": version(1, "ours"),
            "2": version(1, "theirs"),
            "5": version(2, "ours"),
            "6": version(2, "kept"),
        }
    }
    assert merge.losers == []


@given(st.data())
def test_merging_without_an_ancestor_loses_no_document(data: st.DataObject) -> None:
    some = st.dictionaries(st.sampled_from("abcd"), st.builds(version, st.integers(1, 9), st.sampled_from("xy")))
    ours, theirs = data.draw(some), data.draw(some)
    merged = merge_tables({"t": ours}, {"t": theirs})
    kept = merged.tables.get("t", {})
    assert kept.keys() == ours.keys() | theirs.keys()
    for doc_id, document in [*ours.items(), *theirs.items()]:
        assert document == kept[doc_id] or Loser("t", doc_id, document) in merged.losers
    again = merge_tables({"t": kept}, {"t": theirs})
    assert again.tables == merged.tables


def test_a_conflict_is_split_into_its_sides() -> None:
    content = b"{\r\n<<<<<<< HEAD\r\na\r\n||||||| 123\r\nb\r\n=======\r\nc\r\n>>>>>>> x\r\n=======\r\n}"
    sides = split_conflict(content)
    assert (sides.ours, sides.theirs, sides.base) == tuple(
        b"{\r\n%b\r\n=======\r\n}" % side for side in (b"a", b"c", b"b")
    )
    assert has_conflict_markers(content)
    assert not has_conflict_markers(b"{}\n")


@pytest.mark.parametrize(
    "name",
    [
        "annotations.sync-conflict-20261121-014654-ABCDEFG.json",
        "annotations (Ann's conflicted copy 2026-11-21).json",
        "annotations (conflicted copy 2026-11-21 014654).json",
    ],
)
def test_a_conflict_copy_is_merged_and_moved_aside(name: str, path: Path) -> None:
    copy = path.with_name(name)
    copy.write_bytes(write_tables({"t": {"1": version(9, "there"), "2": version(1, "else"), "3": version(1, "new")}}))
    assert is_conflict_copy(name, "annotations.json")
    assert conflict_copies(path) == [copy]
    storage = opened(path)
    merge = merge_copy(storage, read_copy(copy), {"merged": name, "by": "ann"})
    assert storage.rows("t") == {"1": version(9, "there"), "2": version(1, "b"), "3": version(1, "new")}
    assert list(read_history(path))[-1].meta == {"merged": name, "by": "ann", "losers": merge.losers_by_table()}
    storage.close()
    assert move_aside(copy, path).read_bytes()
    copy.write_text("another of the same name")
    assert move_aside(copy, path).name.endswith("-2.json")
    assert conflict_copies(path) == []


def test_merging_the_same_again_changes_nothing(path: Path) -> None:
    storage = opened(path)
    copy = path.with_name("same.json")
    copy.write_bytes(path.read_bytes())
    assert merge_copy(storage, read_copy(copy), {}).losers == []
    assert len(list(read_history(path))) == 1
    storage.close()


def test_a_version_that_loses_is_in_the_history_though_nothing_changes(path: Path) -> None:
    storage = opened(path)
    storage.commit({"t": {"1": version(5, "ours")}})
    merge = merge_copy(storage, {"t": {"1": version(2, "theirs")}}, {"merged": "copy.json"})
    assert merge.losers == [Loser("t", "1", version(2, "theirs"))]
    assert storage.rows("t")["1"] == version(5, "ours")
    storage.close()
    last = list(read_history(path))[-1]
    assert (last.changes, last.meta["losers"]) == ({}, {"t": {"1": version(2, "theirs")}})
    assert "The history holds 3 changes without a gap." in [finding.sentence for finding in check(path, FILES)]
    assert Paths.of(path).journal.read_bytes().count(b"\n") == 1, "it is folded into the history"


def test_other_files_are_no_conflict_copies() -> None:
    for name in (
        "annotations.json",
        "other.sync-conflict-1.json",
        "annotations.json.journal",
        "annotations (1).json",
    ):
        assert not is_conflict_copy(name, "annotations.json")


def test_a_copy_that_cannot_be_read_is_refused(path: Path) -> None:
    with pytest.raises(StoreError, match="There is no file"):
        read_copy(path.with_name("none.json"))
    path.with_name("half.json").write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreError, match="cannot be read: it is not whole JSON"):
        read_copy(path.with_name("half.json"))
    path.with_name("both.json").write_bytes(b"{\n<<<<<<< a\n=======\n>>>>>>> b\n}\n")
    assert read_copy(path.with_name("both.json")) == {}
    path.with_name("comma.json").write_bytes(path.read_bytes().replace(b"},\n", b"}\n"))
    assert read_copy(path.with_name("comma.json")) == parse_tables(path.read_bytes())


def test_salvage_counts_what_it_cannot_read() -> None:
    found = salvage(b'{\n"t": {\n"1": {"a": 1},\n"2": {"a"\n"3": 5,\n}\n"4": {}\n"u" {\n}\n}\n')
    assert found.tables == {"t": {"1": {"a": 1}}}
    assert (found.unreadable, found.complete, found.documents()) == (4, False, 1)


def test_a_file_system_without_hard_links_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refuse)
    (tmp_path / "a").write_text("content")
    Files().link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "content"
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "broken")))
    with pytest.raises(OSError, match="broken"):
        Files().link(tmp_path / "a", tmp_path / "c")


def test_names_set_aside_never_collide(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "db.json")
    names = set()
    for _ in range(4):
        name = paths.set_aside(paths.file, "damaged")
        name.write_text("")
        names.add(name)
    assert len(names) == 4
