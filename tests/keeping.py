"""Databases as the program leaves them, for tests of what keeps them."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from making import REPORT, annotation, span_of

from annotations.history import Change, Step
from annotations.journal.checkup import Level
from annotations.model import Annotation, ArticleRecord, Status
from annotations.project import Project
from annotations.store import Store
from annotations.upkeep import examine_database

ARTICLE = ArticleRecord("0123456789abcdef", title="Flood cuts off \x1b[31mthree villages")
CONFLICT = "annotations.sync-conflict-20261121-014654-ABCDEFG.json"
"""What Syncthing calls the other version of a file that was changed on two machines."""


def note(number: int, text: str = "", day: int = 1, **changes: object) -> Annotation:
    """An annotation of the sample article, changed on a day of January."""
    values: dict[str, object] = {"status": Status.DISPUTED, "note": text, "updated_at": f"2026-01-{day:02}T00:00:00Z"}
    return annotation(number, number + 10, **(values | changes))


def made(*annotations: Annotation) -> Step:
    """The step that makes annotations."""
    return Step(tuple(Change(None, each) for each in annotations))


def save(database: Path, *steps: Step | Annotation, by: str = "ann") -> None:
    """Save annotations, or steps, as one session of the program."""
    database.parent.mkdir(exist_ok=True)
    with closing(Store(database)) as store:
        for each in steps:
            store.write(each if isinstance(each, Step) else made(each), [ARTICLE], by)


def judged(database: Path, report: Path, words: str = "$30 million") -> None:
    """Judge a passage of a file with the report, as the screen does."""
    project = Project.open(database, [report], annotator="tester")
    project.judge(project.read(str(report)), span_of(REPORT, words), Status.DISPUTED)
    project.save()
    project.close()


def kept(database: Path) -> list[Annotation]:
    """All annotations, by their ids."""
    with closing(Store(database, read_only=True)) as store:
        return sorted(store.annotations(), key=lambda each: each.annotation_id)


def notes(database: Path) -> set[str]:
    """The notes of all annotations."""
    with closing(Store(database, read_only=True)) as store:
        return {each.note for each in store.annotations()}


def copy_of(database: Path, name: str, *changed: Step | Annotation) -> Path:
    """A copy of a database beside it, in which something was saved afterwards."""
    elsewhere = database.parent.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    shutil.copy(database, elsewhere / "annotations.json")
    save(elsewhere / "annotations.json", *changed)
    copy = Path(shutil.copy(elsewhere / "annotations.json", database.parent / name))
    shutil.rmtree(elsewhere)
    return copy


def newer_format(path: Path) -> Path:
    """A database of a program that is newer than this one."""
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"format": {"1": {"number": 99}}}')
    return path


def problems(database: Path) -> list[str]:
    """What is wrong with a database, as sentences."""
    return [each.sentence for each in examine_database(database) if each.level is Level.PROBLEM]


def refused(*_: object) -> None:
    """Takes the place of something that the disk does."""
    raise PermissionError(13, "Permission denied")


def edit(database: Path, table: str, key: str, row: dict[str, Any]) -> None:
    """Put a row into the JSON file as another program would."""
    tables = json.loads(database.read_text())
    tables.setdefault(table, {})[key] = row
    database.write_text(json.dumps(tables))


def lines_of(database: Path) -> list[str]:
    """The JSON file line by line."""
    return database.read_text().splitlines()


def with_conflict(ours: Path, theirs: Path) -> str:
    """Two versions of a database as git leaves them when it cannot merge: one conflict around all annotations."""
    mine, other = lines_of(ours), lines_of(theirs)
    start, end = 2, mine.index("},")
    other_end = other.index("},")
    assert mine[:start] == other[:start]
    assert mine[end:] == other[other_end:]
    marked = ["<<<<<<< HEAD", *mine[start:end], "=======", *other[start:other_end], ">>>>>>> other"]
    return "\n".join([*mine[:start], *marked, *mine[end:]]) + "\n"
