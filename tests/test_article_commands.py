"""The commands that print articles and annotations, and the one that prints the keys."""

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import run
from keeping import note, save
from making import HOSTILE, REPORT, articles_in

from annotations.journal.files import Paths
from tui.widgets.wrapping import cells


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article, and one that cannot be read."""
    made = articles_in(tmp_path / "articles", {"report.txt": REPORT})
    (made / "zero.txt").write_bytes(b"\x00\x01\x02" * 9)
    return made


def test_a_list_has_a_row_per_article_and_says_which_cannot_be_read(
    folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list", folder, "--database", database) == 1
    outcome = capsys.readouterr()
    (row,) = outcome.out.splitlines()
    assert re.fullmatch(r"[0-9a-f]{16}  .{10}  .{20}  .{10}  +[\d,]+  {3}0/\d+  +\S.*", row)
    assert "zero.txt" in outcome.err


def test_a_list_is_filtered_sorted_and_json_too(
    folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "zero.txt").unlink()
    (folder / "short.txt").write_text("Three sheep were lost in the flood, the mayor said on Monday.")
    assert run("list", folder, "--database", database, "--json", "--sort", "length", "--backwards") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(row["file"]).name for row in rows] == ["short.txt", "report.txt"]
    assert rows[1]["length"] == len(REPORT)
    assert rows[1]["checkable"] >= 4
    assert run("list", folder, "--database", database, "--json", "--filter", "insurers") == 0
    (row,) = capsys.readouterr().out.splitlines()
    assert json.loads(row)["file"].endswith("report.txt")
    assert run("list", folder, "--database", database, "--filter", "by:me") == 1
    assert "There is no filter “by”" in capsys.readouterr().err


def test_a_list_leaves_out_what_is_gone(folder: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", folder, "--database", database)
    (folder / "zero.txt").unlink()
    assert run("list", folder, "--database", database) == 0
    assert "zero" not in capsys.readouterr().err.partition("\n")[2]


def test_a_list_of_an_empty_folder_says_so(tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run("list", tmp_path / "empty", "--database", database) == 0
    assert "there is no article here" in capsys.readouterr().err


def test_a_list_cannot_drive_the_terminal(tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE)
    run("list", tmp_path / "hostile.txt", "--database", database)
    run("mentions", tmp_path / "hostile.txt")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(capsys.readouterr().out)


def test_a_list_tells_what_happened_to_the_database(
    folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, note(1))
    Paths.of(database).journal.unlink()
    run("list", folder, "--database", database)
    assert "newsreader: annotations.json: its journal is missing" in capsys.readouterr().err


def test_mentions_are_printed_for_people_and_as_json_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("mentions", folder) == 1
    outcome = capsys.readouterr()
    assert re.search(r"^ +\d+  number     \$30 million +money: 30,000,000 USD$", outcome.out, re.MULTILINE)
    assert "zero.txt" in outcome.err
    run("mentions", "--json", folder)
    article = json.loads(capsys.readouterr().out)
    assert article["file"].endswith("report.txt")
    assert {article["text"][each["start"] : each["end"]] for each in article["quotations"]}


def test_the_columns_of_mentions_stand_below_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wide.txt").write_text(
        "“東京で大きな洪水があったと市長は語ったのであるが誰も聞かなかった”, he said. Ten men came.\n"
    )
    assert run("mentions", tmp_path / "wide.txt") == 0
    _, *found = capsys.readouterr().out.splitlines()
    places = [cells(row[: re.search(r"  (?=number: |\w+ · |direct)", row).start()]) for row in found]  # type: ignore[union-attr]
    assert len(places) == 2
    assert len(set(places)) == 1


def test_mentions_have_the_fields_that_are_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "doc_id": "a7",
        "source": "Herald",
        "published": "2017-10-14",
        "text": "“Ten F-16s left Monday,” Ann Lee said.",
    }
    (tmp_path / "corpus.jsonl").write_text(json.dumps(row) + "\n{\n")
    assert run("mentions", "--json", tmp_path / "corpus.jsonl") == 1
    outcome = capsys.readouterr()
    assert "corpus.jsonl, line 2 is no JSON" in outcome.err
    article = json.loads(outcome.out)
    assert list(article) == [
        "id", "file", "title", "outlet", "published", "text", "lines", "quantities", "quotations"
    ]  # fmt: skip
    assert (article["id"], article["outlet"], article["published"]) == ("a7", "Herald", "2017-10-14")
    assert article["lines"] == [{"start": 0, "end": len(row["text"]), "role": "body"}]
    assert [(each["text"], each["kind"], each["value"]) for each in article["quantities"]] == [
        ("Ten", "number", 10.0), ("F-16s", "code", None), ("Monday", "date", "2017-10-09")
    ]  # fmt: skip
    assert list(article["quantities"][0]) == [
        "start", "end", "text", "kind", "value", "low", "high", "unit", "modifier", "counted", "vague"
    ]  # fmt: skip
    (quotation,) = article["quotations"]
    assert list(quotation) == ["start", "end", "text", "kind", "speaker", "cue", "group"]
    assert quotation["speaker"] == {"start": 25, "end": 32, "text": "Ann Lee", "name": "Ann Lee"}
    assert quotation["cue"] == {"start": 33, "end": 37, "text": "said"}


def test_a_quotation_without_a_speaker_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"text": "A “caliphate” was there."}))
    run("mentions", "--json", tmp_path / "corpus.jsonl")
    (quotation,) = json.loads(capsys.readouterr().out)["quotations"]
    assert (quotation["speaker"], quotation["cue"]) == (None, None)


def test_an_export_goes_to_a_file_or_only_for_some_articles(
    folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, note(1))
    (folder / "zero.txt").unlink()
    assert run("export", "-o", folder / "all.csv", "--database", database) == 0
    assert "1 annotation written to" in capsys.readouterr().err
    assert run("export", "-o", folder / "some.csv", folder, "--database", database) == 0
    assert "0 annotations written to" in capsys.readouterr().err
    assert len((folder / "some.csv").read_text().splitlines()) == 1


def test_a_path_with_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("mentions", "nowhere.txt") == 1
    assert "nowhere.txt: there is no such file or folder." in capsys.readouterr().err


def test_the_keys_in_force_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("keys") == 0
    assert "app.quit" in capsys.readouterr().out


def test_an_output_that_is_no_file_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert run("keys") == 0
    assert "app.quit" in out.getvalue()


def test_a_terminal_without_curly_quotes_gets_question_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    with (tmp_path / "out").open("w", encoding="ascii") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert run("mentions", tmp_path / "report.txt") == 0
    assert "?We had no food and no power,?" in (tmp_path / "out").read_text()


@pytest.mark.parametrize("command", ["mentions", "compare", "names"])
def test_a_folder_without_articles_is_told_by_every_command(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, tmp_path) == 0
    assert "there is no article here" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "mentions", "compare", "names", "export"])
def test_a_folder_into_which_one_may_not_look_is_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path)  # root may look everywhere
    assert run(command, tmp_path) == 1
    assert capsys.readouterr().err == f"newsreader: {tmp_path} may not be read: you lack the permission.\n"


def test_a_sort_order_that_is_none_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("list", "--sort", "size")
    assert re.search(r"invalid choice: 'size' \(choose from '?file'?, '?outlet", capsys.readouterr().err)


def test_a_misspelt_command_is_told_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("exprot") == 1
    assert "exprot: there is no such file, folder or command. Did you mean export?" in capsys.readouterr().err


def test_an_empty_text_is_an_article_without_text_not_a_file_of_annotations(
    tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "zero.txt").touch()
    assert run("import", tmp_path / "zero.txt", "--database", database) == 1
    told = capsys.readouterr()
    assert "zero.txt is empty: there is no article in it." in told.err
    assert told.out == "articles: 0 imported, 0 unchanged, 0 changed, 1 skipped\n"


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (0, "stopped before any article was taken in."),
        (1, "stopped. 1 article is in the library and will stay there; the same command goes on with the rest."),
        (2, "stopped. 2 articles are in the library and will stay there; the same command goes on with the rest."),
    ],
)
def test_an_import_that_is_stopped_says_what_is_kept(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], before: int,
    told: str,
) -> None:  # fmt: skip
    folder = articles_in(tmp_path / "articles", {f"{name}.txt": f"{REPORT}\n{name}\n" for name in "abc"})

    def impatient(units: list[str]) -> Iterator[str]:
        yield from units[:before]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tui.commands.gathering._watched", impatient)
        assert run("import", folder, "--database", database) == 130
    assert capsys.readouterr().err == f"newsreader: {told}\n"
    assert run("import", folder, "--database", database) == 0
    assert f"{3 - before} imported" in capsys.readouterr().out


def test_a_dry_run_that_is_stopped_has_taken_in_nothing(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def impatient(units: list[str]) -> Iterator[str]:
        yield from units
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.commands.gathering._watched", impatient)
    assert run("import", folder, "--dry-run", "--database", database) == 130
    assert "stopped before any article was taken in." in capsys.readouterr().err
