"""TinyDB's own interface, over the journal."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from disks import QuickFiles
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_field
from tinydb.table import Document

from annotations.journal.database import JournalDB, open_database
from annotations.journal.storage import JournalStorage
from annotations.journal.table import JournalTable


@pytest.fixture
def db(tmp_path: Path) -> JournalDB:
    return open_database(tmp_path / "db.json", indexes={"_default": "char"}, files=QuickFiles())


@pytest.fixture
def ids(db: JournalDB) -> list[int]:
    made: list[int] = db.insert_multiple({"int": 1, "char": char} for char in "abc")
    return made


def test_insert_gives_an_id_by_which_the_document_is_found(db: JournalDB) -> None:
    doc_id = db.insert({"int": 1})
    found = db.get(doc_id=doc_id)
    assert found == {"int": 1}
    assert isinstance(found, Document)
    assert found.doc_id == doc_id


def test_ids_are_never_given_twice(db: JournalDB) -> None:
    first = db.insert({})
    db.remove(doc_ids=[first])
    db.truncate()
    assert db.insert({}) > first


def test_a_document_keeps_the_id_it_comes_with_and_no_other_may_have_it(db: JournalDB) -> None:
    assert db.insert(Document({"a": 1}, doc_id=7)) == 7
    with pytest.raises(ValueError, match="7 already exists"):
        db.insert(Document({"a": 2}, doc_id=7))
    with pytest.raises(ValueError, match="7 already exists"):
        db.insert_multiple([Document({"a": 2}, doc_id=8), Document({"a": 2}, doc_id=7)])
    assert db.all() == [{"a": 1}]


def test_what_is_no_document_is_refused(db: JournalDB) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert([1, 2])
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"a": 1}, "x"])
    for unsayable in {1, 2}, object(), 1 << 70, "\ud800":
        with pytest.raises(TypeError):
            db.insert({"a": unsayable})
    for no_number in float("nan"), float("inf"), [{"deep": float("-inf")}]:
        with pytest.raises(ValueError, match="JSON"):
            db.insert({"a": no_number})
    assert len(db) == 0


def test_memory_holds_what_will_be_read_again(db: JournalDB) -> None:
    doc_id = db.insert({"tuple": (1, 2), 3: "key", "none": None})
    assert db.get(doc_id=doc_id) == {"tuple": [1, 2], "3": "key", "none": None}


def test_documents_given_out_are_copies(db: JournalDB, ids: list[int]) -> None:
    db.update({"tags": [{"a": [1]}]}, doc_ids=ids)
    db.get(doc_id=ids[0])["tags"][0]["a"].append(2)
    db.search(where("char") == "a")[0]["tags"].clear()
    db.all()[0]["tags"].clear()
    next(iter(db))["int"] = 5
    db.journal.read()["_default"].clear()
    assert db.get(doc_id=ids[0]) == {"int": 1, "char": "a", "tags": [{"a": [1]}]}


def test_get_takes_a_condition_an_id_or_ids(db: JournalDB, ids: list[int]) -> None:
    assert db.get(where("char") == "b")["char"] == "b"
    assert db.get(where("char") == "x") is None
    assert db.get(where("int") == 7) is None
    assert db.get(doc_id=1) is None
    assert [found["char"] for found in db.get(doc_ids=[ids[2], 1, ids[0]])] == ["c", "a"]
    with pytest.raises(RuntimeError):
        db.get()


def test_contains_and_count(db: JournalDB, ids: list[int]) -> None:
    assert db.contains(where("char") == "a")
    assert not db.contains(where("char") == "x")
    assert db.contains(doc_id=ids[1])
    assert not db.contains(doc_id=88)
    assert db.count(where("int") == 1) == 3
    with pytest.raises(RuntimeError):
        db.contains()


def test_search_with_every_kind_of_query(db: JournalDB, ids: list[int]) -> None:
    char = Query().char
    assert len(db.search(char.one_of(["a", "b"]))) == 2
    assert len(db.search((char == "a") | (char == "b"))) == 2
    assert len(db.search((char == "a") & (where("int") == 1))) == 1
    assert db.search((char == "a") & (where("int") == 2)) == []
    assert len(db.search(~(char == "a"))) == 2
    assert len(db.search(char.matches("[ab]"))) == 2
    assert len(db.search(char.test(lambda value: value > "a"))) == 2
    assert len(db.search(Query().fragment({"int": 1}))) == 3
    assert len(db.search(Query().noop())) == len(ids)
    assert db.search(lambda document: document["char"] == "c")[0].doc_id == ids[2]


def test_update_by_condition_ids_callable_or_all(db: JournalDB, ids: list[int]) -> None:
    assert db.update({"int": 2}, where("char") == "a") == [ids[0]]
    assert db.update(increment("int"), doc_ids=[ids[1], 99, ids[1]]) == [ids[1]]
    assert db.update(set_field("x", "y")) == ids
    db.update(add("int", 5), where("char") == "c")
    db.update(subtract("int", 1), where("char") == "c")
    db.update(decrement("int"), where("char") == "c")
    db.update(delete("x"), where("char") == "c")
    assert db.all() == [
        {"int": 2, "char": "a", "x": "y"}, {"int": 2, "char": "b", "x": "y"}, {"int": 4, "char": "c"},
    ]  # fmt: skip


def test_an_update_that_raises_changes_nothing(db: JournalDB, ids: list[int]) -> None:
    before = db.all()

    def spoil(document: dict[str, object]) -> None:
        document["int"] = 9
        if document["char"] == "c":
            raise KeyError("c")

    with pytest.raises(KeyError):
        db.update(spoil)
    assert db.all() == before
    assert len(ids) == 3


def test_update_multiple_lets_each_condition_see_what_came_before(db: JournalDB, ids: list[int]) -> None:
    changed = db.update_multiple([({"int": 7}, where("char") == "a"), (increment("int"), where("int") == 7)])
    assert changed == [ids[0], ids[0]]
    assert [found["int"] for found in db] == [8, 1, 1]


def test_upsert_updates_or_inserts(db: JournalDB, ids: list[int]) -> None:
    assert db.upsert({"int": 5}, where("char") == "a") == [ids[0]]
    assert db.upsert(Document({"int": 6}, doc_id=ids[1])) == [ids[1]]
    assert db.upsert(Document({"new": 1}, doc_id=77)) == [77]
    (new,) = db.upsert({"char": "z"}, where("char") == "z")
    assert [found["int"] for found in db.all()[:2]] == [5, 6]
    assert db.get(doc_id=new) == {"char": "z"}
    with pytest.raises(ValueError, match="condition"):
        db.upsert({"char": "z"})


def test_remove_by_condition_or_ids(db: JournalDB, ids: list[int]) -> None:
    assert db.remove(where("char") == "b") == [ids[1]]
    assert db.remove(doc_ids=[ids[2], 5]) == [ids[2]]
    assert [found["char"] for found in db] == ["a"]
    with pytest.raises(RuntimeError):
        db.remove()


def test_truncate_drop_table_and_drop_tables(db: JournalDB, ids: list[int]) -> None:
    other = db.table("other")
    other.insert({"a": 1})
    assert db.tables() == {"_default", "other"}
    db.truncate()
    assert (len(db), len(other), len(ids)) == (0, 1, 3)
    db.drop_table("other")
    db.drop_table("other")
    assert db.tables() == set()
    db.insert({"b": 1})
    db.drop_tables()
    assert db.all() == []


def test_an_updater_may_use_the_table_as_a_mapping(db: JournalDB, ids: list[int]) -> None:
    def updater(table: dict[int, Mapping[Any, Any]]) -> None:
        assert (len(table), list(table)) == (3, ids)
        del table[ids[0]]
        table[5] = {"five": 5}
        assert (len(table), list(table), ids[0] in table) == (3, [*ids[1:], 5], False)
        with pytest.raises(KeyError):
            table[ids[0]]
        with pytest.raises(KeyError):
            del table[ids[0]]

    db.table("_default")._update_table(updater)
    assert db.get(doc_id=5) == {"five": 5}


def test_the_index_follows_every_change(db: JournalDB, ids: list[int]) -> None:
    db.update({"char": "b"}, doc_ids=[ids[0]])
    db.update({"char": 7}, doc_ids=[ids[2]])
    db.update(delete("char"), doc_ids=[ids[1]])
    assert [found.doc_id for found in db.search(where("char") == "b")] == [ids[0]]
    assert [found.doc_id for found in db.search(where("char") == 7)] == [ids[2]]
    db.remove(doc_ids=[ids[0]])
    assert db.search(where("char") == "b") == []


def test_documents_without_text_in_the_indexed_field_are_found_by_others(db: JournalDB, ids: list[int]) -> None:
    db.insert({"char": None, "x": 1})
    db.close()
    with open_database(db.journal.paths.file, indexes={"_default": "char"}, files=QuickFiles()) as again:
        assert again.search(where("x") == 1) == [{"char": None, "x": 1}]
        assert again.get(where("char") == "a").doc_id == ids[0]


def test_a_search_by_the_indexed_field_looks_at_no_other_document(db: JournalDB, ids: list[int]) -> None:
    looked_at = []

    def look(document: dict[str, object]) -> bool:
        looked_at.append(document["char"])
        return True

    found = db.search((where("char") == "b") & Query().int.test(lambda _: True))
    assert [one.doc_id for one in found] == [ids[1]]
    query = (where("char") == "b") & Query().fragment({})
    query._test = look
    db.search(query)
    assert looked_at == ["b"]


def test_an_index_leaves_other_tables_and_fields_alone(db: JournalDB) -> None:
    other = db.table("other")
    new = other.insert({"char": "a", "field": 1})
    assert [found.doc_id for found in other.search(where("char") == "a")] == [new]
    assert other.search((where("char") == "x") & (where("field") == 1)) == []
    assert len(db.search(where("other") == "a")) == 0


def test_the_database_hands_on_to_its_storage(db: JournalDB) -> None:
    assert db.change(lambda draft: len(draft["t"])) == 0
    record = db.commit({"t": {"1": {"a": 1}}}, {"who": "ann"})
    assert record is not None
    assert record.meta == {"who": "ann"}
    assert (db.refresh(), db.tellings()) == ({}, [])


def test_the_table_as_plain_tinydb_reads_it(db: JournalDB, ids: list[int]) -> None:
    rows = db.table("_default")._read_table()
    cast("dict[str, object]", rows[str(ids[0])])["char"] = "z"
    assert db.get(doc_id=ids[0])["char"] == "a"


def test_one_is_not_true(db: JournalDB, ids: list[int]) -> None:
    db.update({"int": True}, doc_ids=[ids[0]])
    assert db.get(doc_id=ids[0])["int"] is True


def test_another_id_class_can_be_chosen(tmp_path: Path) -> None:
    class TextTable(JournalTable):
        document_id_class = str  # type: ignore[assignment]  # TinyDB's hints know no other, its code does

    class TextDB(JournalDB):
        table_class = TextTable

    with TextDB(tmp_path / "db.json", files=QuickFiles()) as db:
        db.insert(Document({"a": 1}, doc_id="x"))  # type: ignore[arg-type]  # the same
        new = db.insert({"a": 2})
        assert [found.doc_id for found in db] == ["x", new]
        assert isinstance(new, str)


def test_plain_tinydb_works_on_the_storage_and_on_the_file(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "db.json", storage=JournalStorage, files=QuickFiles()) as db:
        db.insert({"a": "“é”"})
        db.update({"b": 2})
        assert db.all() == [{"a": "“é”", "b": 2}]
    with TinyDB(tmp_path / "db.json", encoding="utf-8") as plain:
        assert plain.all() == [{"a": "“é”", "b": 2}]
        assert plain.insert({"c": 3}) == 2


def test_after_close_json_and_plain_tinydb_read_the_file(db: JournalDB, ids: list[int]) -> None:
    documents = db.all()
    path = db.journal.paths.file
    db.close()
    assert list(json.loads(path.read_text())["_default"].values()) == documents
    with TinyDB(path, encoding="utf-8") as plain:
        assert plain.all() == documents
        assert [found.doc_id for found in plain] == ids
        assert plain.insert({"d": 1}) == ids[-1] + 1


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for order in (1, -1):
        path = tmp_path / f"{order}.json"
        with open_database(path, files=QuickFiles()) as db:
            for doc_id in [3, 20, 100][::order]:
                db.insert(Document(dict([("a", 1), ("b", [2.0])][::order]), doc_id=doc_id))
            db.insert(Document({}, doc_id=4))
            db.remove(doc_ids=[4])
        files.append(path.read_bytes())
    assert (
        files[0]
        == files[1]
        == b'{\n"_default": {\n'
        + b",\n".join(b'"%d": {"a":1,"b":[2.0]}' % doc_id for doc_id in (3, 20, 100))
        + b"\n}\n}\n"
    )


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["put", "update", "remove", "reopen"]), st.integers(1, 4), st.sampled_from("abc")),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(OPERATIONS)
def test_any_sequence_of_changes_gives_what_a_dict_gives(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[str, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("model") / "db.json"
    files = QuickFiles()
    db = open_database(path, indexes={"_default": "char"}, files=files)
    model: dict[int, dict[str, str]] = {}
    for what, doc_id, char in operations:
        if what == "put":
            db.upsert(Document({"char": char}, doc_id=doc_id))
            model[doc_id] = {"char": char}
        elif what == "update":
            db.update({"char": char}, doc_ids=[doc_id])
            model |= {doc_id: {"char": char}} if doc_id in model else {}
        elif what == "remove":
            db.remove(doc_ids=[doc_id])
            model.pop(doc_id, None)
        else:
            db.close()
            db = open_database(path, indexes={"_default": "char"}, files=files)
        assert {found.doc_id: dict(found) for found in db} == model
        wanted = {key for key, document in model.items() if document["char"] == char}
        assert {found.doc_id for found in db.search(where("char") == char)} == wanted
    db.close()
