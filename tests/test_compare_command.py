"""`newsreader compare`: the seeds and hostile articles, as JSON and for people."""

import json
from pathlib import Path

import pytest
from making import HOSTILE, REPORT

from tui.cli import main
from tui.widgets.wrapping import cells

OTHER = REPORT.replace("Around 200", "Around 300").replace("Flood cuts off", "Water closes")


def run(*arguments: object) -> int:
    return main(["compare", *(str(each) for each in arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


def test_a_comparison_as_json_has_everything(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(seeds, "--json") in {0, 1}
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["articles", "origins", "groups", "shared_passages", "names"]
    articles = [each for each in found["articles"] if each["file"].split("/")[-1][0] == "0"]
    assert len({each["story"] for each in articles}) == 1
    assert len({each["origin"] for each in articles}) == 4
    texts = {each["id"]: Path(each["file"]).read_bytes().decode() for each in articles}
    for group in found["groups"]:
        for member in group["members"]:
            if member["article"] in texts:
                assert texts[member["article"]][member["start"] : member["end"]] == member["text"]
    conflict = next(each for each in found["groups"] if each["why"] == "“around 90 percent” against “around 85%”")
    assert (conflict["kind"], conflict["agreement"], conflict["origins"]) == ("quantity", "conflicting", 2)
    assert [(each["value"], each["unit"], each["speaker"]) for each in conflict["members"]] == [
        (90.0, "%", ""),
        (90.0, "%", ""),
        (85.0, "%", "Ryan Dillon"),
    ]
    changed = [change for each in found["shared_passages"] for change in each["changes"] if change["inside_quotation"]]
    assert {"a", "b", "inside_quotation"} == set(changed[0])
    assert any(set(each["forms"]) >= {"Mayadeen", "al-Mayadin", "Mayadin"} for each in found["names"])


def test_a_comparison_for_people_fits_its_columns_and_begins_with_conflicts(
    seeds: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run(*sorted(seeds.glob("0*.txt")))
    rows = capsys.readouterr().out.splitlines()
    assert max(map(cells, rows)) <= 80
    kinds = [row.split()[1] for row in rows if row[:1].isdigit() and len(row.split()) == 2]
    assert kinds == ["conflicting", "compatible", "consistent", "single-source"]
    assert "= 1 Arab Today: one origin, 73% shared" in rows[5]


def test_what_is_changed_between_twins_is_a_conflict_in_one_origin(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--json") == 0
    (conflict,) = [each for each in json.loads(capsys.readouterr().out)["groups"] if each["agreement"] == "conflicting"]
    assert conflict["why"] == "“Around 200” against “Around 300”"
    assert conflict["origins"] == 1


def test_one_text_under_two_names_is_one_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text(REPORT)
    run(folder, "--json")
    assert len(json.loads(capsys.readouterr().out)["articles"]) == 1


def test_an_article_that_cannot_be_read_is_told_and_the_others_are_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "zero.txt").write_bytes(b"\x00\x01\x02" * 9)
    assert run(folder) == 1
    outcome = capsys.readouterr()
    assert "zero.txt" in outcome.err
    assert "1 conflicting" in outcome.out


def test_a_comparison_cannot_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE)
    (tmp_path / "again.txt").write_text(HOSTILE.replace("40", "50"))
    run(tmp_path)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(capsys.readouterr().out)
