"""The index of articles: what is found in it, and that it is never more than an engine."""

import sqlite3
import threading
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPORT, article

from annotations.articles.index import _SCHEMA, Index, Row, _version, row_of
from annotations.articles.queries import Order, Query, parse_query
from annotations.cache_file import lay_out
from annotations.detection.findings import find
from annotations.errors import InputError
from annotations.model import Status

TEXTS = {
    "one.txt": Row("one.txt", 1, 10, "1" * 16, "a", "Flood in the valley", "The Daily", "2024-03-01", length=30),
    "two.txt": Row("two.txt", 2, 20, "2" * 16, "b", "Drought on the coast", "Morning Post", "2024-03-02", length=10),
    "three.txt": Row("three.txt", 3, 30, "3" * 16, "c", "After the flood", "Morning Post", "2024-04-03", length=20),
    "four.txt": Row("four.txt", 4, 40, problem="four.txt is no text."),
}
WORDS = {
    "one.txt": "Señor Díaz waited for two days.",
    "two.txt": "No rain; two sheep.",
    "three.txt": "days of two kinds",
}


@pytest.fixture(params=["file", "memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "cache" / "index.sqlite" if request.param == "file" else None)
    made.put((row, WORDS.get(key, "")) for key, row in TEXTS.items())
    yield made
    made.close()


def found(index: Index, line: str, order: Order = Order.FILE) -> list[str]:
    return [key.removesuffix(".txt") for key in index.search(parse_query(line), order)]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("", ["one", "two", "three", "four"]),
        ("flood", ["one", "three"]),
        ("FLO", ["one", "three"]),
        ("flood post", ["three"]),
        ("diaz", ["one"]),
        ('"two days"', ["one"]),
        ("two days", ["one", "three"]),
        ("four.txt", ["four"]),
        ("2024-03", ["one", "two"]),
        ("nothing like it", []),
        ("— ( ) *", ["one", "two", "three", "four"]),
        ("outlet:post", ["two", "three"]),
        ('outlet:daily,"morning post"', ["one", "two", "three"]),
        ("after:2024-03-02", ["two", "three"]),
        ("before:2024-03-02", ["one"]),
        ("after:2024-03 before:2024-04", ["one", "two"]),
        ("before:2023", []),
        ("outlet:post sheep", ["two"]),
    ],
)
def test_a_query_finds_the_articles_that_it_wants(index: Index, line: str, keys: list[str]) -> None:
    assert found(index, line) == keys


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (Order.FILE, ["one", "two", "three", "four"]),
        (Order.OUTLET, ["three", "two", "one", "four"]),
        (Order.DATE, ["three", "two", "one", "four"]),
        (Order.TITLE, ["four", "three", "two", "one"]),
        (Order.LENGTH, ["one", "three", "two", "four"]),
        (Order.PROGRESS, ["one", "two", "three", "four"]),
    ],
)
def test_articles_are_sorted(index: Index, order: Order, keys: list[str]) -> None:
    assert found(index, "", order) == keys


def test_what_the_reader_did_is_joined_in(index: Index) -> None:
    statuses = {"2" * 16: {Status.DISPUTED, Status.AGREED}, "3" * 16: set[Status]()}
    assert index.search(parse_query("status:disputed,unclear"), annotated=statuses) == ["two.txt"]
    assert index.search(Query(unread=True), read={"1" * 16}) == ["two.txt", "three.txt", "four.txt"]
    index.put([(TEXTS["three.txt"]._replace(checkable=4), None), (TEXTS["two.txt"]._replace(checkable=2), None)])
    judged = {"two.txt": 1, "three.txt": 3}
    by_progress = index.search(Query(), Order.PROGRESS, annotated=statuses, judged=lambda row: judged[row.key])
    assert by_progress == ["three.txt", "two.txt", "one.txt", "four.txt"]


def test_an_article_that_was_changed_is_found_by_its_new_words_only(index: Index) -> None:
    index.put([(TEXTS["one.txt"]._replace(title="Fire"), "It burns.")])
    assert (found(index, "flood"), found(index, "days"), found(index, "burns")) == (["three"], ["three"], ["one"])
    assert index.keys() == list(TEXTS)


def test_what_is_known_can_change_without_the_words(index: Index) -> None:
    index.put([(TEXTS["one.txt"]._replace(checkable=7), None), (Row("five.txt"), None)])
    assert found(index, "days") == ["one", "three"]
    row = index.get("one.txt")
    assert row
    assert row.checkable == 7
    assert index.stamp("one.txt") == (1, 10, True)
    assert index.stamp("four.txt") == (4, 40, True)  # nothing can be counted there
    assert index.stamp("five.txt") == (0, 0, False)


def test_articles_are_forgotten(index: Index) -> None:
    index.remove(["one.txt", "never.txt"])
    assert (found(index, "flood"), index.get("one.txt"), index.key_of("1" * 16)) == (["three"], None, "")
    assert index.key_of("2" * 16) == "two.txt"


STEPS = st.sampled_from(["put", "remove", "keep"])


@given(st.lists(st.tuples(STEPS, st.sampled_from(["a", "b\nc", "d #2", "é"]))))
def test_keys_that_are_kept_are_those_that_there_are(steps: list[tuple[str, str]]) -> None:
    index = Index()
    keys: dict[str, None] = {}
    for step, key in steps:
        if step == "put":
            index.put([(Row(key), "text")])
            keys.setdefault(key)
        elif step == "remove":
            index.remove([key])
            keys.pop(key, None)
        else:
            index.keep_keys()
        assert index.keys() == list(keys)
    index.close()


def test_keys_are_kept_until_there_are_others(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    index = Index(path)
    index.put((row, "") for row in TEXTS.values())
    index.keep_keys()
    with closing(sqlite3.connect(path)) as db:
        before = db.execute("SELECT rowid, keys FROM listed").fetchall()
        assert [keys.split("\0") for _, keys in before] == [list(TEXTS)]
        changes = db.execute("PRAGMA data_version").fetchone()
        index.keep_keys()
        index.remove(["never.txt"])
        assert db.execute("PRAGMA data_version").fetchone() == changes, (
            "the first frame of the next start depends on it"
        )
    index.close()


def test_a_file_name_that_is_no_text_is_left_out(index: Index) -> None:
    index.put([(Row("caf\udce9.txt"), "words")])
    assert index.keys() == list(TEXTS)
    assert index.get("caf\udce9.txt") is None


def test_a_row_tells_where_the_checkable_sentences_are() -> None:
    read = article(REPORT)
    *_, findings = find(read)
    row = row_of(read, (5, 6), findings)
    assert row.bounds == (findings.checkable_starts, findings.checkable_ends)
    assert (row.checkable, row.length, row.modified, row.size) == (len(findings.checkable_starts), len(REPORT), 5, 6)
    assert row_of(read, None).bounds == (array("I"), array("I"))


def test_the_next_session_and_another_window_know_the_same(tmp_path: Path) -> None:
    first, second = Index(tmp_path / "index.sqlite"), Index(tmp_path / "index.sqlite")
    assert not first.is_there
    assert second.keys() == []
    first.put([(TEXTS["one.txt"], "words")])
    assert second.is_there
    assert second.keys() == ["one.txt"]
    second.put([(TEXTS["two.txt"], "words")])
    assert first.keys() == ["one.txt", "two.txt"]
    first.close()
    second.close()


def test_the_index_tells_which_text_each_key_has(index: Index) -> None:
    assert index.texts() == {"one.txt": "a", "two.txt": "b", "three.txt": "c", "four.txt": ""}


@pytest.mark.parametrize("content", [b"no database at all" * 500, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_index_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(content)
    index = Index(path)
    assert index.is_there
    assert index.keys() == []
    index.put([(TEXTS["one.txt"], "words")])
    assert index.keys() == ["one.txt"]
    index.close()


def test_the_index_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    index = Index(path)
    index.put([(TEXTS["one.txt"], "words")])
    index.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 7")
    db.close()
    assert index.keys() == []
    index.close()


def test_two_windows_do_not_lay_out_the_same_index_twice(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    index.put([(TEXTS["one.txt"], "words")])
    with sqlite3.connect(tmp_path / "index.sqlite") as db:
        lay_out(db, _SCHEMA, _version())
    db.close()
    assert index.keys() == ["one.txt"]
    index.close()


def test_an_index_that_cannot_be_written_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    index = Index(tmp_path / "file" / "index.sqlite")
    index.put([(TEXTS["one.txt"], "words")])
    assert (index.keys(), index.get("one.txt")) == (["one.txt"], TEXTS["one.txt"])
    assert index.path is None
    index.close()


def test_threads_share_an_index(index: Index) -> None:
    seen: list[list[str]] = []
    thread = threading.Thread(target=lambda: seen.append(index.search(parse_query("flood"))))
    thread.start()
    thread.join()
    assert seen == [["one.txt", "three.txt"]]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("author:bo", "There is no filter “author”. There are: outlet, before, after, status, unread."),
        ("status:maybe", "There is no status “maybe”. There are: agreed, disputed, unclear, context."),
        ("before:soon", "“soon” is no day, month or year: write before:2024-03-01, 2024-03 or 2024."),
        ("outlet:", "What is “outlet:” to be?"),
        ('"open', "A quotation mark is left open in the filter."),
    ],
)
def test_what_is_no_query_is_explained(line: str, sentence: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_query(line)
    assert str(raised.value) == sentence


def test_a_query_is_read_as_it_is_meant() -> None:
    line = 'UNREAD Outlet:"The Post",Daily status:agreed after:2023 after:2024 flood "two days" flood'
    assert parse_query(line) == Query(
        words=("flood", "two days"), outlets=("the post", "daily"), after="2024",
        statuses=frozenset([Status.AGREED]), unread=True,
    )  # fmt: skip


def test_an_article_is_sorted_by_the_agency_that_it_credits(tmp_path: Path) -> None:
    index = Index(tmp_path / "list.sqlite")
    credited = {"a.txt": "Reuters", "b.txt": "", "c.txt": "AFP"}
    index.put(
        [(Row(key, article_id=key, sha256=key, title=key, origin=origin), "words") for key, origin in credited.items()]
    )
    assert index.search(Query(), Order.ORIGIN) == ["c.txt", "a.txt", "b.txt"]
    found = index.get("c.txt")
    assert found
    assert found.origin == "AFP"


def test_the_articles_of_one_file_are_told_from_those_of_files_named_like_it(index: Index) -> None:
    keys = ["c.csv#1", "c.csv#2", "c.csv", "c.csv#1.txt", "c.csv2#1", "c.csv#10"]
    index.put((Row(key), "") for key in keys)
    assert index.keys_in("c.csv") == ["c.csv#1", "c.csv#2", "c.csv#10"]
    assert index.stamp("c.csv#3") is None
