"""The commands that print what is in articles, and what was said of them: list, export, mentions."""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest
from commanding import Captured
from keeping import judged
from making import HOSTILE, REPORT, article, report_in
from real_terminal import NEWSREADER, ROOT

from tui.cli import main
from tui.widgets.wrapping import printable

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_in(tmp_path / "articles")


def test_list_without_paths_lists_the_samples(seeds: Path, capsys: Captured) -> None:
    assert main(["list"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == len(list(seeds.glob("*.txt"))) == 5
    assert sum("Raqqa" in row for row in rows) >= 2
    assert all(len(row.split()[0]) == 16 for row in rows)


def test_list_shows_how_much_is_judged(report: Path, database: Path, capsys: Captured) -> None:
    judged(database, report)
    assert main(["list", str(report)]) == 0
    (row,) = capsys.readouterr().out.splitlines()
    assert " 1/" in row


def test_list_tells_of_files_that_cannot_be_read_and_lists_the_rest(report: Path, capsys: Captured) -> None:
    (report.parent / "binary.txt").write_bytes(b"\0\1" * 400)
    assert main(["list", str(report.parent)]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert printed.err.startswith("newsreader: ")
    assert "no text" in printed.err


def test_list_of_an_empty_folder_says_so(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["list", str(tmp_path / "empty")]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "there is no article here" in printed.err


def test_export_writes_a_table_to_stdout(report: Path, database: Path) -> None:
    judged(database, report)
    done = subprocess.run([*NEWSREADER, "export"], cwd=ROOT, capture_output=True, check=True, timeout=60)
    header, row = done.stdout.decode().split("\r\n")[:2]
    assert header.startswith("annotation_id,outlet,article_title,")
    assert "disputed" in row
    assert done.stderr == b""


def test_export_to_a_file_says_how_many_on_stderr(
    report: Path, database: Path, tmp_path: Path, capsys: Captured
) -> None:
    judged(database, report)
    out = tmp_path / "out.csv"
    assert main(["export", "--table", "annotations", "-o", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "1 annotation written" in printed.err
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert (row["status"], row["quote"], row["annotator"]) == ("disputed", "$30 million", "tester")


def test_export_of_some_articles_leaves_the_others_out(report: Path, database: Path, tmp_path: Path) -> None:
    judged(database, report)
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nThere were 3 of them.\n")
    out = tmp_path / "out.csv"
    for path, count in ((other, 0), (report, 1)):
        assert main(["export", "-o", str(out), str(path)]) == 0
        assert len(list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))) == count


def test_an_export_that_cannot_be_written_is_status_1(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "-o", str(tmp_path / "no folder" / "out.csv")]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("newsreader: ")
    assert "cannot be written" in printed.err


def test_an_export_finds_annotations_again_in_an_article_that_changed(
    report: Path, database: Path, tmp_path: Path
) -> None:
    judged(database, report)
    text = "A first line that was not there before.\n\n" + REPORT
    report.write_text(text, encoding="utf-8")
    assert main(["export", "-o", str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert rows
    assert {row["anchor"] for row in rows} == {"moved"}
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


def test_mentions_prints_a_row_for_each(report: Path, capsys: Captured) -> None:
    assert main(["mentions", str(report)]) == 0
    title, *rows = capsys.readouterr().out.splitlines()
    assert title.startswith(str(report))
    assert any("quantity" in row or "money" in row for row in rows)
    assert any("$30 million" in row for row in rows)
    assert all(len(row) < 100 for row in rows)


def test_mentions_as_json_has_a_line_per_article(report: Path, capsys: Captured) -> None:
    assert main(["mentions", "--json", str(report)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told["text"] == REPORT
    assert told["id"] == article().article_id
    assert {line["role"] for line in told["lines"]} >= {"body"}
    for each in told["quantities"] + told["quotations"]:
        assert REPORT[each["start"] : each["end"]] == each["text"]
    assert told["quantities"]
    assert told["quotations"]


def test_mentions_goes_on_after_a_file_that_cannot_be_read(report: Path, capsys: Captured) -> None:
    (report.parent / "a.txt").write_bytes(b"\0\1" * 400)
    assert main(["mentions", str(report.parent)]) == 1
    printed = capsys.readouterr()
    assert "$30 million" in printed.out
    assert "newsreader: " in printed.err


@pytest.mark.parametrize("command", [[], ["list"], ["export"], ["mentions"]])
def test_a_path_that_is_missing_is_named(command: list[str], tmp_path: Path, capsys: Captured) -> None:
    assert main([*command, str(tmp_path / "gone.txt")]) == 1
    assert capsys.readouterr().err == f"newsreader: {tmp_path / 'gone.txt'}: there is no such file or folder.\n"


@pytest.mark.parametrize("command", [["list"], ["export"]])
def test_a_database_that_is_none_is_status_1(command: list[str], database: Path, capsys: Captured) -> None:
    database.write_text("prose")
    assert main(command) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("newsreader: ")
    assert str(database) in printed.err


@pytest.mark.parametrize("command", ["list", "mentions"])
def test_escape_sequences_of_an_article_are_not_printed(command: str, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "\x1b[31mhostile.txt"
    path.write_text(HOSTILE + "\nHe called it “a \x1b[31mred herring”.\n", encoding="utf-8")
    assert main([command, str(path)]) == 0
    out = capsys.readouterr().out
    assert all(line == printable(line) for line in out.splitlines())


def test_a_reader_who_leaves_early_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for number in range(60):
        (tmp_path / "articles" / f"{number}.txt").write_text(REPORT * 20, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*NEWSREADER, "mentions", str(tmp_path / "articles")],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


def test_an_unreadable_file_does_not_stop_the_export_of_the_others(
    report: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert main(["export", "--database", str(database), str(report), str(tmp_path / "broken.txt")]) == 1
    written = capsys.readouterr()
    assert written.out.startswith("annotation_id,")
    assert "broken.txt" in written.err
