"""A long text lies in a file, and reads like any other."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.long_text import LongText

LETTERS = st.sampled_from(["a", "é", "水", "\n", "🗞", "\ud83d", "\udcff", "\0"])
TEXTS = st.builds(lambda letters, times: "".join(letters) * times, st.lists(LETTERS), st.sampled_from([1, 9_000]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


@given(TEXTS, st.lists(st.tuples(st.integers(-9, 60_000), st.integers(-9, 60_000)), max_size=9))
@example("water", [(1, 3)])
@example("文字", [(1, 3)])
@example("water 👍 文字", [(5, 8)])
@example("half \ud83d", [(4, 9)])
def test_every_passage_reads_as_in_the_string(folder: Path, text: str, passages: list[tuple[int, int]]) -> None:
    long = LongText(folder, text)
    assert len(long) == len(text)
    for start, stop in passages:
        assert long[start:stop] == text[start:stop]
        assert long[start:stop:7] == text[start:stop:7]
        if -len(text) <= start < len(text):
            assert long[start] == text[start]
    assert str(long) == text
    assert long[:] == text


@pytest.mark.parametrize("at", [3, -4])
def test_there_is_nothing_beyond_its_ends(folder: Path, at: int) -> None:
    with pytest.raises(IndexError):
        LongText(folder, "abc")[at]


def test_its_file_has_no_name_and_is_gone_with_it(folder: Path) -> None:
    before = open_files()
    text = LongText(folder, "water")
    assert list(folder.iterdir()) == []
    assert open_files() == before + 1
    del text
    assert open_files() == before


def test_pages_read_one_after_the_other_are_read_from_the_disk_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, read, pread = LongText(folder, "water " * 10_000), [0], os.pread

    def counted(file: int, size: int, at: int) -> bytes:
        read[0] += 1
        return pread(file, size, at)

    monkeypatch.setattr(os, "pread", counted)
    for start in range(30_000, 34_000, 100):
        assert text[start : start + 100] == ("water " * 10_000)[start : start + 100]
    assert read == [1]


def test_a_disk_that_writes_and_reads_by_halves_is_asked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, pread = os.write, os.pread
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[: len(content) // 2 + 1]))
    monkeypatch.setattr(os, "pread", lambda file, size, at: pread(file, size // 2 + 1, at))
    assert str(LongText(folder, "water " * 100)) == "water " * 100


def test_a_file_that_was_cut_off_is_no_text(folder: Path) -> None:
    text = LongText(folder, "water " * 100)
    os.ftruncate(text._file, 10)
    with pytest.raises(OSError, match="cut off"):
        str(text)


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_files()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        LongText(folder, "water")
    assert list(folder.iterdir()) == []
    assert open_files() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        LongText(tmp_path / "file" / "below", "water")
