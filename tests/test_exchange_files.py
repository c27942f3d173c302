import os
from pathlib import Path
from typing import TextIO

import pytest

from annotations.errors import ExchangeError
from annotations.exchange.files import write_file


def hello(file: TextIO) -> int:
    return file.write("hällo\r\n")


def test_a_file_is_written_as_it_is_and_tells_what_the_writer_returned(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_file(path, hello) == 7
    assert path.read_bytes() == "hällo\r\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "out.csv", hello)
    finally:
        os.umask(before)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o600)
    write_file(path, hello)
    assert path.read_text() == "hällo\n"
    assert path.stat().st_mode & 0o777 == 0o600


def fails(file: TextIO) -> None:
    file.write("half of")
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ExchangeError, match=r"out\.csv cannot be written: No space left on device"):
        write_file(path, fails)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def wrong_row(file: TextIO) -> None:
    file.write("half of")
    raise ExchangeError("Row 2 is wrong.")


def test_a_writer_that_gives_up_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ExchangeError, match="Row 2 is wrong"):
        write_file(path, wrong_row)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_half_a_character_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="half a character"):
        write_file(tmp_path / "out.csv", lambda file: file.write("\ud800"))
    assert not list(tmp_path.iterdir())


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    link = tmp_path / "out.csv"
    link.symlink_to(target)
    with pytest.raises(ExchangeError, match=r"is a link to .*precious\.txt"):
        write_file(link, hello)
    assert target.read_text() == "precious"
    assert link.is_symlink()


@pytest.mark.parametrize("name", ["", "no/such/folder.csv"])
def test_a_folder_is_no_place_for_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExchangeError):
        write_file(tmp_path / name, hello)
