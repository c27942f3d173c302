"""A file of the cache that another thread closes, and what stays of it."""

from pathlib import Path

from annotations.cache_file import CacheFile, version_of

SCHEMA = "CREATE TABLE words (word TEXT);"


def test_a_file_that_is_closed_while_it_is_asked_loses_nothing(tmp_path: Path) -> None:
    file = CacheFile(tmp_path / "words.sqlite", SCHEMA, lambda: 3)
    file.ask(lambda db: db.execute("INSERT INTO words VALUES ('ferry')").connection.commit(), None)

    def closing(db: object) -> str:
        file.close()
        return str(db.execute("SELECT word FROM words").fetchone())  # type: ignore[attr-defined]

    assert file.ask(closing, "nothing") == "nothing"
    assert file.ask(lambda db: db.execute("SELECT word FROM words").fetchall(), []) == [("ferry",)]
    file.close()


def test_another_module_is_another_version(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1")
    before = version_of(tmp_path)
    (tmp_path / "two.py").write_text("2")
    assert version_of(tmp_path) != before
    assert version_of(tmp_path) == version_of(tmp_path)
