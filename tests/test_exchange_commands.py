"""Out, in, and how far two agree, as it is typed: export, import, agreement."""

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from commanding import Captured, run
from keeping import edit, note, save
from making import REPORT, annotation, span_of
from real_terminal import NEWSREADER, ROOT, Terminal

from annotations.evidence import Evidence
from annotations.history import Change, Step
from annotations.model import Annotation, Status
from annotations.project import Project
from annotations.store import Store
from tui.cli import main
from tui.widgets.wrapping import cells


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def annotations_in(database: Path) -> set[Annotation]:
    with closing(Store(database, read_only=True)) as store:
        return set(store.annotations())


@pytest.fixture
def judged(database: Path) -> Path:
    """A database with three annotations, two of them judged."""
    evidence = (Evidence("https://example.org/report", quote="=1+1", accessed_at="2026-11-21"),)
    save(
        database,
        note(1, "=1+1", confidence=0.25, evidence=evidence, tags=("two words", "a;b")),
        note(20, "مرحبا 🌧️\r\n“x”", status=Status.AGREED, annotator="Bo"),
        note(40, status=None),
    )
    return database


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        (["--status", "disputed"], {1}), (["--status", "agreed, disputed"], {1, 20}), (["--status", "none"], {40}),
        (["--tag", "two words"], {1}), (["--annotator", "bo"], {20}), (["--filter", 'tag:"a;b" "1+1"'], {1}),
        (["--status", "agreed", "--status", "none", "--kind", "claim", "--anchor", "exact"], {20, 40}),
        (["--filter", "by:bo", "--status", "none"], set()),
    ],
)  # fmt: skip
def test_only_what_passes_the_filter_is_exported(
    judged: Path, capsys: Captured, options: list[str], starts: set[int]
) -> None:
    assert run("export", "--database", judged, *options) == 0
    printed = capsys.readouterr()
    assert {int(row["start"]) for row in rows_of(printed.out)} == starts
    assert ("nothing passes the filter" in printed.err) is (not starts)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--status", "maybe"], "There is no status “maybe”"), (["--filter", "mood:good"], "There is no filter “mood”"),
        (["-o", "a.xlsx"], "a.xlsx does not end like a format"),
        (["--excel", "--format", "jsonl"], "--table and --excel are for CSV"),
        (["--table", "claims", "-o", "a.md"], "--table and --excel are for CSV"),
    ],
)  # fmt: skip
def test_what_cannot_be_exported_so_is_told(judged: Path, capsys: Captured, options: list[str], told: str) -> None:
    assert run("export", "--database", judged, *options) == 1
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("options", [["--table", "claims"], ["--table", "matrix"], ["--format", "claimreview"]])
def test_without_claims_their_tables_have_a_header_and_that_is_told(
    judged: Path, capsys: Captured, options: list[str]
) -> None:
    assert run("export", "--database", judged, *options) == 0
    printed = capsys.readouterr()
    assert printed.out == "[]\n" or printed.out.startswith("claim_id,claim")
    assert "newsreader: there are no claims" in printed.err
    assert ("--page gives it" in printed.err) is ("claimreview" in options)


def test_the_ending_of_the_file_says_the_format(judged: Path, tmp_path: Path, capsys: Captured) -> None:
    for name, begins in (("a.jsonl", '{"id"'), ("a.jsonld", "[\n{"), ("a.md", "# Fact-check"), ("a", "annotation_id")):
        assert run("export", "--database", judged, "-o", tmp_path / name) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert f"3 annotations written to {tmp_path / name}" in capsys.readouterr().err


def test_who_reads_only_the_first_line_of_a_pipe_gets_no_traceback(database: Path) -> None:
    save(database, Step(tuple(Change(None, note(number, "x" * 200)) for number in range(1500))))
    command = " ".join([*map(str, NEWSREADER), "export", "--database", str(database)])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    header, status = done.stdout.splitlines()
    assert header.startswith("annotation_id,")
    assert status == "1"
    assert done.stderr == ""


@pytest.mark.parametrize("options", [["a.csv"], ["a.csv", "--excel"], ["a.jsonl"], ["a.jsonld"]])
def test_what_was_exported_is_imported_equal(
    judged: Path, tmp_path: Path, capsys: Captured, options: list[str]
) -> None:
    other, file = tmp_path / "other.json", tmp_path / options[0]
    run("export", "--database", judged, "-o", file, *options[1:])
    assert run("import", file, "--database", other) == 0
    assert capsys.readouterr().out == f"{file}: 3 new, 0 changed, 0 the same\n"
    assert annotations_in(other) == annotations_in(judged)
    assert run("import", file, "--database", other) == 0
    assert capsys.readouterr().out == f"{file}: 0 new, 0 changed, 3 the same\n"


def test_an_import_is_undone_by_one_key(judged: Path, tmp_path: Path) -> None:
    run("export", "--database", judged, "-o", tmp_path / "a.csv")
    other = tmp_path / "other.json"
    save(other, note(99), by="tester")
    run("import", tmp_path / "a.csv", "--database", other)
    assert len(annotations_in(other)) == 4
    with closing(Project.open(other, annotator="tester")) as project:
        project.recall()
        assert project.undo()
    assert annotations_in(other) == {note(99)}


def test_a_dry_run_only_says_what_would_be_done(judged: Path, tmp_path: Path, capsys: Captured) -> None:
    run("export", "--database", judged, "-o", tmp_path / "a.csv")
    assert run("import", tmp_path / "a.csv", "--dry-run", "--database", tmp_path / "other.json") == 0
    assert "3 new" in capsys.readouterr().out
    assert not (tmp_path / "other.json").exists()


def test_an_import_says_which_versions_were_not_newer(judged: Path, tmp_path: Path, capsys: Captured) -> None:
    run("export", "--database", judged, "-o", tmp_path / "a.csv")
    old = note(1, "=1+1")
    save(judged, Step((Change(old, old._replace(note="newer", updated_at="2026-01-09T00:00:00Z")),)))
    run("import", tmp_path / "a.csv", "--database", judged)
    assert "0 new, 0 changed, 2 the same, 1 not newer than ours (ours stay)\n" in capsys.readouterr().out
    assert "newer" in {each.note for each in annotations_in(judged)}


def test_a_file_that_cannot_be_read_does_not_stop_the_others(judged: Path, tmp_path: Path, capsys: Captured) -> None:
    run("export", "--database", judged, "-o", tmp_path / "good.csv")
    table = (tmp_path / "good.csv").read_text(encoding="utf-8")
    (tmp_path / "bad.csv").write_text(table.replace(",claim,", ",clam,"), encoding="utf-8")
    capsys.readouterr()
    files = [tmp_path / "gone.csv", tmp_path / "bad.csv", tmp_path / "good.csv"]
    assert run("import", *files, "--database", tmp_path / "other.json") == 1
    printed = capsys.readouterr()
    gone, bad = printed.err.splitlines()
    assert gone.endswith("gone.csv: It cannot be read: No such file or directory. Nothing of this file was taken in.")
    assert "bad.csv: Row 2, column kind: “clam” is not one of quantity" in bad
    assert printed.out.endswith("good.csv: 3 new, 0 changed, 0 the same\n")


def test_what_another_tool_wrote_is_told_where_it_is_left_out(database: Path, tmp_path: Path, capsys: Captured) -> None:
    row = {"id": "x", "uri": "https://e.org/\x1b[31m", "target": [{"selector": [{"type": "TextQuoteSelector"}]}]}
    (tmp_path / "h.json").write_text(json.dumps({"rows": [row]}))
    assert run("import", tmp_path / "h.json", "--database", database) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("h.json: 0 new, 0 changed, 0 the same, 1 left out\n")
    assert "h.json: Annotation 1 stands on https://e.org/␛[31m, which is none of our articles." in printed.err


def test_import_reads_standard_input(judged: Path, tmp_path: Path) -> None:
    export = subprocess.run(
        [*NEWSREADER, "export", "--database", str(judged)], cwd=ROOT, capture_output=True, check=True
    )
    other = tmp_path / "other.json"
    command = [*NEWSREADER, "import", "-", "--database", str(other)]
    done = subprocess.run(command, cwd=ROOT, input=export.stdout, capture_output=True, check=True)
    assert done.stdout == b"-: 3 new, 0 changed, 0 the same\n"
    assert annotations_in(other) == annotations_in(judged)


def test_labels_of_doccano_get_the_annotator_who_is_named(database: Path, tmp_path: Path) -> None:
    label = [*span_of(REPORT, "$30 million"), "check"]
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": REPORT, "label": [label]}))
    assert run("import", tmp_path / "d.jsonl", "--annotator", "Ada", "--database", database) == 0
    assert [(each.annotator, each.tags) for each in annotations_in(database)] == [("Ada", ("check",))]


@pytest.mark.parametrize(
    "command", [["import"], ["import", "a", "--format", "xml"], ["agreement"], ["agreement", *"abc"]]
)
def test_wrong_usage_is_status_2(command: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(command)
    assert left.value.code == 2


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Ann and Bo on four passages; they differ on one."""
    said = {1: ("agreed", "agreed"), 20: ("disputed", "unclear"), 40: ("disputed", "disputed"), 60: ("unclear", None)}
    files = tmp_path / "ann.json", tmp_path / "bo.json"
    for number, (file, who) in enumerate(zip(files, ("ann", "bo"), strict=True)):
        rows = [
            annotation(start, start + 10, annotation_id=f"{who}-{start}", annotator=who, status=Status(status))
            for start, both in said.items()
            if (status := both[number])
        ]
        save(file, *[row._replace(exact="\x1b[31mtwelve houses " * 9) for row in rows], by=who)
    return files


def test_two_databases_are_compared(pair: tuple[Path, Path], capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    before = [file.read_bytes() for file in pair]
    assert run("agreement", *pair) == 0
    out = capsys.readouterr().out
    for line in (
        "judged by both             3", "only by the first          1", "only by the second         0",
        "percent agreement      0.667", "Cohen's kappa          0.500", "Krippendorff's alpha   0.545",
        "1 disagreements",
    ):  # fmt: skip
        assert line in out.splitlines()
    last = out.splitlines()[-1]
    assert last.startswith("disputed / unclear    “␛[31mtwelve houses")
    assert "” Flood cuts off" in last
    assert all(len(line) <= 70 for line in out.splitlines())
    assert [file.read_bytes() for file in pair] == before


def test_a_row_of_wide_letters_is_no_wider_than_the_terminal(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for name, status in (("a", Status.AGREED), ("b", Status.UNCLEAR)):
        save(tmp_path / f"{name}.json", annotation(annotation_id=name, status=status, exact="十二の家が失われた" * 9))
    assert run("agreement", tmp_path / "a.json", tmp_path / "b.json") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "十二の家" in last
    assert cells(last) <= 60


def test_agreement_is_json_too(pair: tuple[Path, Path], capsys: Captured) -> None:
    assert run("agreement", *pair, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["shared"], told["only_first"], told["only_second"]) == (3, 1, 0)
    assert told["kappa"] == {"value": pytest.approx(0.5), "reason": ""}
    [one] = told["disagreements"]
    assert (one["first"]["annotator"], one["second"]["status"], one["start"]) == ("ann", "unclear", 20)


def test_a_figure_that_is_undefined_says_why(pair: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    save(tmp_path / "empty.json")
    assert run("agreement", pair[0], tmp_path / "empty.json") == 0
    assert "Cohen's kappa         undefined, because no passage was judged by both" in capsys.readouterr().out


def test_two_annotators_of_one_database_are_compared(pair: tuple[Path, Path], capsys: Captured) -> None:
    run("merge", pair[1], "--database", pair[0])
    capsys.readouterr()
    assert run("agreement", pair[0]) == 0
    out = capsys.readouterr().out
    assert f"first   ann in {pair[0]}"[:60] in out
    assert "Cohen's kappa          0.500" in out
    assert run("agreement", pair[0], "--annotator", "bo", "--annotator", "ann") == 0
    assert "only by the second         1" in capsys.readouterr().out


def test_an_annotator_may_be_named_for_both_files_or_each(pair: tuple[Path, Path], capsys: Captured) -> None:
    run("merge", pair[1], "--database", pair[0])
    capsys.readouterr()
    assert run("agreement", *pair, "--annotator", "ann", "--annotator", "bo") == 0
    assert "Cohen's kappa          0.500" in capsys.readouterr().out
    assert run("agreement", *pair, "--annotator", "bo") == 0
    printed = capsys.readouterr()
    assert "percent agreement      1.000" in printed.out
    assert "3 judgements are the same record in both, copied or merged" in printed.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "holds judgements of ann. Name two of them with --annotator."),
        (["--annotator", "ann"], "With one file, --annotator names two people."),
    ],
)
def test_one_annotator_alone_cannot_be_compared(
    pair: tuple[Path, Path], capsys: Captured, options: list[str], told: str
) -> None:
    assert run("agreement", pair[0], *options) == 1
    assert told in capsys.readouterr().err


def test_nobody_at_all_cannot_be_compared(tmp_path: Path, capsys: Captured) -> None:
    save(tmp_path / "empty.json")
    assert run("agreement", tmp_path / "empty.json") == 1
    assert "holds judgements of nobody." in capsys.readouterr().err


def test_agreement_tells_of_rows_that_cannot_be_read(pair: tuple[Path, Path], capsys: Captured) -> None:
    edit(pair[0], "annotations", "7", {"id": "x"})
    assert run("agreement", *pair) == 0
    assert "Row 7 of annotations is not one of ours" in capsys.readouterr().err


def test_a_database_that_is_missing_is_told(pair: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    assert run("agreement", pair[0], tmp_path / "gone.json") == 1
    assert "gone.json: there is no such file or folder." in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["export", "--format", "markdown"], ["import", os.devnull], ["agreement", "F", "G"]]
)
def test_none_of_them_loads_a_screen(command: list[str], pair: tuple[Path, Path]) -> None:
    given = [str(pair["FG".index(each)]) if each in ("F", "G") else each for each in command]
    code = "import sys; from tui.cli import main; main(sys.argv[1:]); sys.exit('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *given], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_on_a_terminal_nothing_written_drives_it(database: Path) -> None:
    save(database, note(1, "\x1b]0;title\x07 \x1b[2J"))
    with Terminal([*NEWSREADER, "export", "--database", str(database)], (200, 20)) as terminal:
        assert terminal.exit_status() == 0
        assert b"\x1b]0" not in terminal.output
        assert "␛]0;title␇ ␛[2J" in terminal.text.replace("\n", "")


def test_output_that_cannot_be_written_is_told(judged: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*NEWSREADER, "export", "--database", str(judged)],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"the output cannot be written: No space left" in done.stderr


def test_an_annotator_who_is_not_there_is_told(pair: tuple[Path, Path], capsys: Captured) -> None:
    assert run("agreement", *pair, "--annotator", "zed") == 1
    assert "holds nothing of zed. There is: " in capsys.readouterr().err
