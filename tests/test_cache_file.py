"""A file of the cache that threads ask, close and begin anew at the same time, and what stays of it."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from annotations.articles.index import Index, Row
from annotations.articles.queries import parse_query
from annotations.cache_file import CacheFile, version_of

SCHEMA = "CREATE TABLE words (word TEXT);"
ROUNDS = 60


@pytest.fixture(params=["file", "memory"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "words.sqlite" if request.param == "file" else None


NOTHING: list[str] = []


def words_of(path: Path | None) -> CacheFile:
    return CacheFile(path, SCHEMA, lambda: 3)


def write(db: sqlite3.Connection, word: str = "ferry") -> sqlite3.Connection:
    with db:
        db.execute("INSERT INTO words VALUES (?)", (word,))
    return db


def read(db: sqlite3.Connection) -> list[str]:
    return [word for (word,) in db.execute("SELECT word FROM words")]


def damaged(_: sqlite3.Connection) -> list[str]:
    raise sqlite3.DatabaseError("database disk image is malformed")


class Asking:
    """A question that another thread is asking until it is let go on."""

    def __init__(self, file: CacheFile, workers: ThreadPoolExecutor) -> None:
        self._may_go_on = threading.Event()
        self.connections: list[sqlite3.Connection] = []
        self._begun = threading.Event()
        self._answer: Future[list[str]] = workers.submit(file.ask, self._question, ["nothing"])
        self._last: Callable[[sqlite3.Connection], list[str]] = read
        assert self._begun.wait(20)

    def _question(self, db: sqlite3.Connection) -> list[str]:
        self.connections.append(write(db))
        self._begun.set()
        assert self._may_go_on.wait(20)
        return self._last(db)

    def answer(self, last: Callable[[sqlite3.Connection], list[str]] = read) -> list[str]:
        """Let it go on with this; its answer."""
        self._last = last
        self._may_go_on.set()
        return self._answer.result(20)


def is_closed(db: sqlite3.Connection) -> bool:
    try:
        read(db)
    except sqlite3.ProgrammingError:
        return True
    return False


def test_what_is_asked_while_another_thread_closes_the_file_is_answered(path: Path | None) -> None:
    file = words_of(path)
    with ThreadPoolExecutor() as workers:
        asking = Asking(file, workers)
        file.close()
        file.close()
        assert not is_closed(asking.connections[0])
        assert asking.answer() == ["ferry"]
    assert is_closed(asking.connections[0])
    assert file.ask(read, NOTHING) == (["ferry"] if path else [])  # what was in memory is gone with it
    file.close()


def test_a_file_that_is_closed_by_who_asks_it_is_closed_after_the_answer(tmp_path: Path) -> None:
    file = words_of(tmp_path / "words.sqlite")
    kept: list[sqlite3.Connection] = []

    def closing(db: sqlite3.Connection) -> list[str]:
        kept.append(write(db))
        file.close()
        return file.ask(read, NOTHING) + read(db)  # the one inside opens it anew

    assert file.ask(closing, NOTHING) == ["ferry", "ferry"]
    assert is_closed(kept[0])
    file.close()


def test_a_question_inside_another_one_does_not_end_it(path: Path | None) -> None:
    file = words_of(path)
    with ThreadPoolExecutor() as workers:
        asking = Asking(file, workers)
        file.close()
        assert asking.answer(lambda db: file.ask(read, NOTHING) + read(db))[-1:] == ["ferry"]
    file.close()


def test_a_connection_that_was_closed_before_it_was_asked_knows_nothing(tmp_path: Path) -> None:
    file = words_of(tmp_path / "words.sqlite")
    file.ask(write, None)
    connection = file._connection()
    file.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "_connection", lambda: connection)  # as it is where a thread is held up between the two
        assert file.ask(read, ["nothing"]) == ["nothing"]
    assert file.ask(read, NOTHING) == ["ferry"]
    file.close()


def test_a_damaged_file_is_thrown_away_when_no_other_thread_asks_it_any_more(path: Path | None) -> None:
    file = words_of(path)
    with ThreadPoolExecutor() as workers:
        asking = Asking(file, workers)
        file.close()  # what is in memory is asked by one thread at a time
        file.ask(write, None)
        assert file.ask(damaged, ["nothing"]) == ["nothing"]
        assert file.ask(read, ["nothing"]) == ["nothing"]
        assert asking.answer()[0] == "ferry"
    assert file.ask(read, ["nothing"]) == []
    file.ask(lambda db: write(db, "harbour"), None)
    assert file.ask(read, NOTHING) == ["harbour"]
    file.close()


def test_a_question_that_is_wrong_is_no_damage(path: Path | None) -> None:
    file = words_of(path)
    file.ask(write, None)
    with pytest.raises(sqlite3.ProgrammingError, match="not supported"):
        file.ask(lambda db: write(db, object()), None)  # type: ignore[arg-type]
    assert file.ask(read, NOTHING) == ["ferry"]
    file.close()


def test_two_threads_that_find_the_same_damage_throw_the_file_away_once(tmp_path: Path) -> None:
    file = words_of(tmp_path / "words.sqlite")
    with ThreadPoolExecutor() as workers:
        asking = Asking(file, workers)
        file.close()
        file.ask(lambda db: write(db, "harbour"), None)
        assert asking.answer(damaged) == ["nothing"]
    assert file.ask(read, NOTHING) == ["ferry", "harbour"]
    file.close()


def test_tables_that_could_not_be_made_are_made_by_the_next_question(tmp_path: Path) -> None:
    full = iter([True])
    schema = SCHEMA + "CREATE TABLE others (word TEXT);"

    def authorise(action: int, name: str | None, *_: str | None) -> int:
        del action
        return sqlite3.SQLITE_DENY if name == "others" and next(full, False) else sqlite3.SQLITE_OK

    file = CacheFile(tmp_path / "words.sqlite", schema, lambda: 3)
    file._connection()._db.set_authorizer(authorise)
    assert file.ask(read, ["nothing"]) == ["nothing"]
    assert file.ask(read, ["nothing"]) == []
    file.close()


def test_an_index_may_be_written_asked_closed_and_damaged_by_all_threads_at_once(path: Path | None) -> None:
    index = Index(path)
    numbers = count()

    def write_rows() -> None:
        rows = [Row(f"{next(numbers)}.txt", sha256="a", title="Ferry") for _ in range(20)]
        index.put((row, "The ferry sank near the harbour.") for row in rows)
        assert len(index.search(parse_query("ferry"))) % 20 == 0  # all of them or none

    def ask_rows() -> None:
        assert set(index.texts().values()) <= {"a"}
        assert index.get("0.txt") in (None, Row("0.txt", sha256="a", title="Ferry"))

    def damage() -> None:
        index._file.ask(damaged, NOTHING)

    acts = [write_rows, ask_rows, write_rows, ask_rows, index.close, damage]
    together = threading.Barrier(len(acts))

    def again_and_again(act: Callable[[], None]) -> None:
        for _ in range(ROUNDS):
            together.wait(20)
            act()

    with ThreadPoolExecutor(len(acts)) as workers:
        for each in [workers.submit(again_and_again, act) for act in acts]:
            each.result(60)
    index.close()
    index.put([(Row("last.txt"), "The ferry sank.")])
    assert index.get("last.txt")
    index.close()


def test_a_file_that_was_let_go_is_asked_again(path: Path | None) -> None:
    file = words_of(path)
    file.let_go()  # nobody has asked yet
    before = file.ask(write, None)
    assert before
    file.let_go()
    assert is_closed(before) is (path is not None)  # what is in memory would be gone
    assert file.ask(read, NOTHING) == ["ferry"]
    file.close()


def test_a_file_that_is_let_go_by_who_asks_it_is_closed_after_the_answer(tmp_path: Path) -> None:
    file = words_of(tmp_path / "words.sqlite")
    kept: list[sqlite3.Connection] = []

    def letting_go(db: sqlite3.Connection) -> list[str]:
        kept.append(write(db))
        file.let_go()
        return read(db)

    assert file.ask(letting_go, NOTHING) == ["ferry"]
    assert is_closed(kept[0])
    file.close()


def test_another_module_is_another_version(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1")
    before = version_of(tmp_path)
    (tmp_path / "two.py").write_text("2")
    assert version_of(tmp_path) != before
    assert version_of(tmp_path) == version_of(tmp_path)


def no_folder(tmp_path: Path) -> Path:
    (tmp_path / "cache").write_text("in the way")
    return tmp_path / "cache" / "words.sqlite"


def test_a_file_that_cannot_be_made_is_one_table_in_memory_for_all_threads(tmp_path: Path) -> None:
    file = words_of(no_folder(tmp_path))
    with ThreadPoolExecutor(4) as workers:
        for asked in [workers.submit(file.ask, write, None) for _ in range(ROUNDS)]:
            asked.result()
    assert file.ask(read, NOTHING) == ["ferry"] * ROUNDS
    assert file.path is None
    (told,) = file.tellings()
    assert told.startswith(f"The cache in {tmp_path / 'cache'} cannot be written (unable to open database file). ")
    assert not file.tellings()
    file.close()


def test_a_file_that_can_be_written_no_more_goes_on_in_memory_with_what_it_held(tmp_path: Path) -> None:
    file = words_of(tmp_path / "words.sqlite")
    file.ask(write, None)
    file.ask(lambda db: db.execute("PRAGMA max_page_count = 1"), None)  # a full disk, for SQLite
    long = "ferry" * 10_000
    file.ask(lambda db: write(db, long), None)
    assert file.ask(read, NOTHING) == ["ferry", long]
    assert "(database or disk is full)" in file.tellings()[0]
    file.close()
    again = words_of(tmp_path / "words.sqlite")
    assert again.ask(read, NOTHING) == ["ferry"]
    again.close()


def test_a_file_that_another_window_locks_is_asked_again_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.cache_file._PATIENCE", 0)
    file, other = words_of(tmp_path / "words.sqlite"), sqlite3.connect(tmp_path / "words.sqlite")
    file.ask(write, None)
    other.execute("BEGIN IMMEDIATE")
    assert file.ask(write, None) is None
    assert not file.tellings()
    other.close()
    assert file.ask(read, NOTHING) == ["ferry"]
    file.close()


def test_memory_that_is_full_knows_nothing() -> None:
    file = words_of(None)
    file.ask(lambda db: db.execute("PRAGMA max_page_count = 1"), None)
    assert file.ask(lambda db: write(db, "ferry" * 10_000), None) is None
    assert not file.tellings()
    file.close()
