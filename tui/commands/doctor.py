"""`newsreader doctor`: what is wrong, in plain words."""

import json
import shlex
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from tempfile import TemporaryFile

from annotations.cache_file import TO_MEND
from annotations.journal.checkup import Finding, Level
from annotations.upkeep import examine_database
from tui.commands.arguments import cache_folder, parser_for, with_database
from tui.commands.printing import one_line

_ROOM = 1 << 16  # bytes without which no cache can be begun
_SIGNS = {Level.GOOD: "ok", Level.NOTE: "note", Level.PROBLEM: "PROBLEM"}


def doctor(given: list[str]) -> int:
    """Look at the database and the installation, and change nothing; 1 if there is a problem."""
    parser = with_database(
        parser_for("newsreader doctor", "Say what is wrong with the database and the installation.", paths="")
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per finding and line")
    options = parser.parse_args(given)
    findings = [*examine_database(options.database), *_installation()]
    for finding in findings:
        print(json.dumps(asdict(finding), ensure_ascii=False) if options.json else _as_line(finding))
    return int(any(finding.level is Level.PROBLEM for finding in findings))


def _as_line(finding: Finding) -> str:
    return f"{_SIGNS[finding.level]:<8} {finding.subject:<12} {one_line(finding.sentence, 1000)}"


def _installation() -> Iterator[Finding]:
    textual = find_spec("textual")  # finds it without loading it
    if textual and textual.origin:
        yield bytecode(Path(textual.origin).parent)
    yield cache(cache_folder())


def bytecode(package: Path) -> Finding:
    """Whether Python has compiled a package that has an `app.py`, as installers do only when they are told to."""
    if Path(cache_from_source(str(package / "app.py"))).exists():
        return Finding(Level.GOOD, "start", "The screen's library is compiled.")
    command = shlex.join([sys.executable, "-m", "compileall", "-q", str(package.parent)])
    slow = "The screen's library is not compiled, so that a start takes several times as long."
    return Finding(Level.NOTE, "start", f"{slow} This mends it: {command}")


def cache(folder: Path) -> Finding:
    """Whether a folder, which need not be there yet, can keep what is read of the articles."""
    try:
        there = next(each for each in (folder, *folder.parents) if each.exists())
        with TemporaryFile(dir=there) as file:
            file.write(bytes(_ROOM))
    except OSError as error:
        lost = (
            f"The cache in {folder} cannot be written ({error.strerror}), so that every start reads the articles anew."
        )
        return Finding(Level.NOTE, "cache", f"{lost} {TO_MEND}")
    return Finding(Level.GOOD, "cache", f"The cache in {folder} can be written.")
