"""The reader's file of aliases: read again when it has changed, and what is wrong in it told once."""

import os
from pathlib import Path

from making import REPORT

from annotations.compared import Compared
from annotations.comparison.alias_file import AliasFile
from annotations.comparison.aliases import COMMON_ALIASES
from annotations.project import Project


def test_without_a_file_the_common_aliases_hold(tmp_path: Path) -> None:
    assert AliasFile().read().names is COMMON_ALIASES
    assert AliasFile(tmp_path / "none" / "aliases.txt").read().names is COMMON_ALIASES


def test_the_file_is_read_again_when_it_has_changed_and_only_then(tmp_path: Path) -> None:
    path, told = tmp_path / "aliases.txt", list[str]()
    file = AliasFile(path, told.append)
    before = file.read()
    path.write_text("Flood Office = FO\nnonsense\n")
    read = file.read()
    assert (read.names["FO"], "FO" in before.names) == ("Flood Office", False)
    assert file.read() is read
    assert told == [f"{path}, line 2: “nonsense” is not understood. Write: name = form; form"]
    path.unlink()
    assert "FO" not in file.read().names
    assert len(told) == 1


def test_what_compares_uses_the_aliases_as_they_are_now(tmp_path: Path, database: Path) -> None:
    (tmp_path / "flood.txt").write_text(REPORT.replace("Rescue teams", "The ambulances of Rescue Corps"))
    path = tmp_path / "aliases.conf"
    project = Project.open(database, [tmp_path / "flood.txt"])
    compared = Compared(project, AliasFile(path))
    (file,) = project.files
    names, articles = compared.names([file])
    assert compared.names([file])[0] is names
    comparison = compared.comparison([file])
    assert compared.comparison([file]) is comparison
    assert "Rescue Corps" in [each.name for each in comparison.names]
    path.write_text("The Corps = Rescue Corps")
    os.utime(path, ns=(1, 1))
    assert "The Corps" in [each.name for each in compared.names([file])[0].entities()]
    assert "The Corps" in [each.name for each in compared.comparison([file]).names]
    assert compared.names([file])[0] is not names
    assert [each.file for each in articles] == [file]
