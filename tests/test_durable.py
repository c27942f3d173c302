"""Files that are written whole or not at all: what is left where they cannot be."""

from pathlib import Path

from annotations.durable import write_lightly


def test_nothing_is_left_of_a_file_of_the_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    write_lightly(tmp_path / "taken", b"a folder stands there")
    write_lightly(tmp_path / "new" / "written", b"content")
    write_lightly(tmp_path / "new" / "written" / "below a file", b"content")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["new", "taken", "written"]
