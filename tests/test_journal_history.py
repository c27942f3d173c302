"""Every change ever made, and taking one back."""

from pathlib import Path

import pytest
from disks import QuickFiles
from hypothesis import given
from hypothesis import strategies as st

from annotations.journal.history import UndoList, read_history, redo, undo
from annotations.journal.records import FileMark, Record, anchor, consecutive, read_journal, replay, rewind
from annotations.journal.storage import JournalStorage
from annotations.journal.values import Document, Tables, apply, copied, difference, new_uuid

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(st.text(max_size=5), JSON, max_size=4)
ROWS = st.dictionaries(st.text(max_size=3), DOCUMENTS, min_size=1, max_size=3)
TABLES = st.dictionaries(st.sampled_from(["a", "b", "“c”"]), ROWS, max_size=3)


@pytest.fixture
def storage(tmp_path: Path) -> JournalStorage:
    return JournalStorage(tmp_path / "db.json", files=QuickFiles())


def _made(record: Record | None) -> Record:
    assert record
    return record


def test_the_history_holds_every_change_with_who_and_before(storage: JournalStorage) -> None:
    storage.commit({"t": {"1": {"a": 1}}}, {"who": "ann"})
    storage.close()
    again = JournalStorage(storage.paths.file, files=QuickFiles())
    made = again.commit({"t": {"1": {"a": 2}}}, {"who": "bob"})
    again.commit({"t": {"1": None}})
    assert again.commit({"t": {"1": None}}) is None
    records = list(read_history(storage.paths.file))
    assert [(record.meta, record.before) for record in records] == [
        ({"who": "ann"}, {}),
        ({"who": "bob"}, {"t": {"1": {"a": 1}}}),
        ({}, {"t": {"1": {"a": 2}}}),
    ]
    assert made == records[1]
    assert consecutive(records[1:])
    again.close()


def test_a_change_is_undone_and_redone_across_restarts(storage: JournalStorage) -> None:
    storage.commit({"t": {"1": {"a": 1}}})
    storage.commit({"t": {"1": {"a": 2}, "2": {"b": 1}}})
    storage.close()
    again = JournalStorage(storage.paths.file, files=QuickFiles())
    steps = UndoList.of(read_history(again.paths.file))
    last = steps.undoable[-1]
    steps.add(_made(again.record(lambda draft: undo(last, draft), {"undoes": last.n})))
    assert again.rows("t") == {"1": {"a": 1}}
    assert [record.n for record in steps.redoable] == [last.n]
    steps.add(_made(again.record(lambda draft: redo(last, draft), {"redoes": last.n})))
    assert again.rows("t") == {"1": {"a": 2}, "2": {"b": 1}}
    assert steps == UndoList.of(read_history(again.paths.file))
    assert steps.redoable == []
    again.close()


def test_a_document_changed_since_is_not_undone(storage: JournalStorage) -> None:
    first = _made(storage.commit({"t": {"1": {"a": 1}, "2": {"a": 1}}}))
    storage.commit({"t": {"1": {"a": 2}}})
    assert storage.change(lambda draft: undo(first, draft)) == {"t": {"1"}}
    assert storage.rows("t") == {"1": {"a": 2}}
    storage.close()


def test_a_new_change_ends_redoing() -> None:
    records = [Record(1), Record(2), Record(3, meta={"undoes": 2}), Record(4)]
    steps = UndoList.of(records)
    assert [record.n for record in steps.undoable] == [1, 4]
    assert steps.redoable == []


def test_undoing_what_is_not_known_changes_nothing() -> None:
    assert UndoList.of([Record(1), Record(2, meta={"undoes": 77})]).undoable == [Record(1)]


def test_a_change_from_outside_can_be_undone(storage: JournalStorage) -> None:
    storage.commit({"t": {"1": {"a": 1}}})
    storage.close()
    storage.paths.file.write_text('{"t": {"1": {"a": 5}}}')
    again = JournalStorage(storage.paths.file, files=QuickFiles())
    last = list(read_history(again.paths.file))[-1]
    assert last.meta.keys() == {"outside", "at"}
    again.change(lambda draft: undo(last, draft))
    assert again.rows("t") == {"1": {"a": 1}}
    again.close()


@given(TABLES, TABLES)
def test_the_difference_leads_from_one_state_to_the_other_and_back(old: Tables, new: Tables) -> None:
    changes = difference(old, new)
    before = {
        name: {key: doc for key, doc in rows.items() if key in changes.get(name, {})} for name, rows in old.items()
    }
    record = Record(1, changes, before)
    tables = copied(old)
    replay([record, record], tables)
    assert tables == new
    rewind([record], tables)
    assert tables == old


@given(TABLES, st.dictionaries(st.text(), JSON))
def test_a_line_is_read_as_it_was_written(tables: Tables, meta: Document) -> None:
    record = Record(7, difference({}, tables), {}, meta, FileMark(1, 2, 3))
    assert read_journal(record.line()).records == (record,)


def lines() -> bytes:
    records = [Record(1, file=FileMark(0, 0, 0)), *(Record(n, {"t": {"1": {"n": n}}}) for n in range(2, 6))]
    return b"".join(record.line() for record in records)


@given(st.integers(0, len(lines())))
def test_a_journal_cut_anywhere_gives_the_lines_before(length: int) -> None:
    journal = read_journal(lines()[:length])
    whole = lines()[: length + 1].count(b"\n")
    assert [record.n for record in journal.records] == list(range(1, whole + 1))
    assert journal.lost == 0


@given(st.integers(0, len(lines()) * 8 - 1))
def test_any_flipped_bit_is_put_right(bit: int) -> None:
    damaged = bytearray(lines())
    damaged[bit // 8] ^= 1 << bit % 8
    journal = read_journal(bytes(damaged))
    assert journal.sound == lines()
    assert [record.n for record in journal.records] == [1, 2, 3, 4, 5]


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read_as_a_journal(data: bytes) -> None:
    assert read_journal(data).records == ()


def test_a_long_damaged_stretch_is_not_tried_bit_by_bit() -> None:
    journal = read_journal(lines() + bytes(5000) + b"\n" + lines())
    assert (len(journal.records), journal.lost) == (10, 1)


def test_an_anchor_is_the_last_mark_that_fits() -> None:
    mark, other = FileMark.of(b"x", 5), FileMark.of(b"y")
    records = [Record(1, file=mark), Record(2), Record(3, file=FileMark.of(b"x", 7)), Record(4, file=other)]
    assert anchor(records, mark) == 2
    assert anchor(records, FileMark.of(b"z")) is None


def test_an_empty_table_is_dropped() -> None:
    tables: Tables = {"t": {"1": {}}}
    apply({"t": {"1": None}, "u": {"5": None}}, tables)
    assert tables == {}


def test_ids_sort_by_time_and_are_of_version_7() -> None:
    ids = [new_uuid() for _ in range(50)]
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert len(set(ids)) == 50
    assert ids[0] < ids[-1]
