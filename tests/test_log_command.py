"""Who changed what, as it is typed: log."""

import json
import re
from pathlib import Path

import pytest
from commanding import run
from keeping import copy_of, edit, note, save

from annotations.history import Change, Step
from annotations.journal.database import open_database
from annotations.model import Status
from annotations.store import key_of


def without_times(text: str) -> list[str]:
    return [re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ", "", line) for line in text.splitlines()]


def test_the_log_says_who_changed_what_newest_last(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = note(1, "look\x1b[2J again", tags=("money", "old"))
    second = note(1, tags=("money", "new"), status=Status.AGREED)
    made, changed = Step((Change(None, first),)), Step((Change(first, second),))
    back = Step((Change(second, first),), undoes=changed)
    again = Step((Change(first, second),), redoes=changed)
    save(database, made, changed, back, again, Step((Change(second, None),)))
    assert run("log", "--database", database) == 0
    end = "“xxxxxxxxxx”  Flood cuts off ␛[31mthree villages"
    assert without_times(capsys.readouterr().out) == [
        f"ann         none → disputed, +money, +old, note “look␛[2J again”  {end}",
        f"ann         disputed → agreed, +new, -old, note removed  {end}",
        f"ann         undo: agreed → disputed, +old, -new, note “look␛[2J again”  {end}",
        f"ann         redo: disputed → agreed, +new, -old, note removed  {end}",
        f"ann         deleted, agreed → none, -money, -new  {end}",
    ]


def test_the_log_names_what_it_has_no_words_for(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = note(1, status=None)
    save(database, blank, Step((Change(blank, note(1, status=None, unit="kg")),)))
    run("log", "--database", database)
    out = capsys.readouterr().out.splitlines()
    assert "  new  " in out[0]
    assert "  other details  " in out[1]


def test_the_log_is_json_lines_too(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"), Step((Change(note(1, "first"), None),)))
    assert run("--database", database, "log", "--json") == 0
    made, deleted = map(json.loads, capsys.readouterr().out.splitlines())
    assert made["by"] == "ann"
    assert made["at"].endswith("+00:00")
    assert made["n"] < deleted["n"]
    (change,) = made["changes"]
    assert change["id"] == "id-000001-000011"
    assert change["title"] == "Flood cuts off \x1b[31mthree villages"
    assert change["before"] is None
    assert change["after"]["note"] == "first"
    assert deleted["changes"][0]["after"] is None


def test_the_log_says_what_another_program_changed(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    edit(database, "annotations", "7", {"id": "x"})
    save(database, note(20, "second"))
    run("log", "--database", database)
    by_another = without_times(capsys.readouterr().out)[1]
    assert by_another == f"{'-':<10}  by another program: a row that is not one of ours  “”  "


def test_the_log_does_without_who_and_when(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    with open_database(database) as opened:
        opened.commit({"annotations": {key_of("id-000001-000011"): None}})
    run("log", "--database", database)
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{'-':<19}  {'-':<10}  deleted, ")


def test_a_database_without_a_history_has_an_empty_log(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("log", "--database", database) == 0
    outcome = capsys.readouterr()
    assert not outcome.out
    assert "remembers no change of an annotation." in outcome.err


def test_a_merge_is_in_the_log_with_the_versions_that_it_gave_up(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, note(1, "old"))
    copy = copy_of(database, "colleague.json", Step((Change(note(1, "old"), note(1, "newer", day=2)),)))
    assert run("merge", copy, "--database", database) == 0
    assert "1 newer than ours (taken over)" in capsys.readouterr().out
    run("log", "--database", database)
    merged, given_up = capsys.readouterr().out.splitlines()[-2:]
    assert "merged from colleague.json: note “newer”" in merged
    assert "given up for a newer version: none → disputed, note “old”" in given_up
    assert all(re.fullmatch(r"\d{4}-.*  tester  .*", line) for line in (merged, given_up))


def test_a_merge_in_which_ours_is_newer_everywhere_is_in_the_log(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, note(1, "old"))
    copy = copy_of(database, "colleague.json")
    save(database, Step((Change(note(1, "old"), note(1, "newer", day=2)),)))
    run("merge", copy, "--database", database)
    capsys.readouterr()
    run("log", "--database", database)
    last = without_times(capsys.readouterr().out)[-1]
    assert last.startswith("tester      merged from colleague.json: given up for a newer version: none → disputed")
    run("log", "--json", "--database", database)
    merged = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (merged["merged"], merged["changes"], list(merged["losers"])) == ("colleague.json", [], ["annotations"])
