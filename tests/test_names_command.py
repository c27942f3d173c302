"""`newsreader names`: who is named, under which forms, and which aliases made them one."""

import json
from pathlib import Path

import pytest

from tui.cli import main
from tui.widgets.wrapping import cells

FLOOD = """Water in Riverton

The Regional Flood Authority (RFA) came to Riverton. The RFA and the Water Board met Umar Alush. Oumar Aloush left.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "flood.txt"
    path.write_text(FLOOD, encoding="utf-8")
    return path


@pytest.fixture
def aliases(home: Path) -> Path:
    path = home / ".config" / "newsreader" / "aliases.txt"
    path.parent.mkdir(parents=True)
    path.write_text("# of the region\nThe Board = Water Board; WB\nnonsense\n", encoding="utf-8")
    return path


def test_names_are_printed_with_their_forms_and_what_joined_them(
    article: Path, aliases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["names", str(article)]) == 0
    printed = capsys.readouterr()
    rows = [row.split(maxsplit=1) for row in printed.out.splitlines() if row[:1] == " "]
    told = {" ".join(row[1].split()) for row in rows}
    assert told >= {
        "Riverton",
        "Regional Flood Authority",
        "RFA explained in flood.txt",
        "The Board",
        "Water Board your alias, line 2",
        "Oumar Aloush",
        "Umar Alush spelling",
    }
    assert f"{aliases}, line 2: “WB” stands nowhere." in printed.out
    assert printed.err == f"newsreader: {aliases}, line 3: “nonsense” is not understood. Write: name = form; form\n"


def test_names_as_json_have_everything(article: Path, aliases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "--json", str(article)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["aliases"] == {
        "file": str(aliases),
        "problems": [f"{aliases}, line 3: “nonsense” is not understood. Write: name = form; form"],
        "unused": [{"form": "WB", "name": "The Board", "line": 2}],
    }
    board = next(each for each in found["names"] if each["name"] == "The Board")
    assert board == {
        "name": "The Board",
        "times": 1,
        "forms": [
            {"form": "Water Board", "times": 1, "by": "alias", "alias": "Water Board", "line": 2, "file": None}
        ],
    }  # fmt: skip
    authority = next(each for each in found["names"] if each["name"] == "Regional Flood Authority")
    assert {(each["form"], each["by"], each["file"]) for each in authority["forms"]} == {
        ("RFA", "gloss", str(article)),
        ("Regional Flood Authority", "spelling", None),
    }


def test_a_file_of_aliases_may_be_named_and_must_be_there_then(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = tmp_path / "mine.conf"
    assert main(["names", "--aliases", str(named), str(article)]) == 1
    assert f"{named}: there is no such file or folder." in capsys.readouterr().err
    named.write_text("Board of Water = Water Board")
    for command in (["names"], ["compare", "--json"]):
        assert main([*command, "--aliases", str(named), str(article)]) == 0
        assert "Board of Water" in capsys.readouterr().out


def test_without_a_file_it_is_said_where_one_would_be(
    article: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSREADER_GLYPHS", "fancy")
    assert main(["names", str(article), str(article.parent)]) == 0
    printed = capsys.readouterr()
    assert f"{home / '.config/newsreader/aliases.txt'} would hold your aliases. There is no such file." in printed.out
    assert "NEWSREADER_GLYPHS" in printed.err


def test_an_article_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "good.txt").write_text(FLOOD, encoding="utf-8")
    assert main(["names", str(tmp_path)]) == 1
    assert "Regional Flood Authority" in capsys.readouterr().out


def test_names_for_people_fit_eighty_columns(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", *map(str, sorted(seeds.glob("0*.txt")))]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert max(cells(row) for row in rows if row[:1] == " ") <= 80
    assert "    Raqqah                                spelling" in "\n".join(rows)
