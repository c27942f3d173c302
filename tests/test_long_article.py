"""A long article, whose text lies in a file, is read, searched and judged like any other."""

from contextlib import closing
from pathlib import Path

import pytest
from making import REPORT
from piloting import desk, reader, screen_lines, wait_for

import annotations.shelf
from annotations.long_text import LongText
from annotations.project import Project

KEYS = (
    "enter", "j", "space", "b", "full_stop", "d", "comma", "w", "e", "v", "w", "right_parenthesis", "a", "G", "k",
    "left_curly_bracket", "left_parenthesis", "plus", "plus", "minus", "escape", "u", "g", "n", "N", "f", "escape",
    "right_curly_bracket", "i", "o",
)  # fmt: skip

_PANE = 40  # cells left of the text


def _not_all_of_it(_: LongText) -> str:
    raise AssertionError("the whole text is read")


async def _screens(folder: Path, article: Path) -> list[list[str]]:
    """What stands in the pane after each key; list and status line follow when nobody types."""
    seen = []
    with closing(
        Project.open(folder / "annotations.json", [article], cache=folder / "cache", annotator="me")
    ) as project:
        async with desk(project) as pilot:
            await wait_for(pilot, reader(pilot.app).at_rest.is_set)
            await pilot.press("enter", *"/people", "enter", "g")
            for key in KEYS:
                await pilot.press(key)
                await wait_for(pilot, lambda: not project.unsaved)
                await pilot.pause()
                seen.append([line[_PANE:] for line in screen_lines(pilot.app)[:-1]])
    return seen


async def test_every_key_shows_what_it_shows_in_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "report.txt"
    article.write_text(f"{REPORT}\n\n" * 30, encoding="utf-8")
    short = await _screens(tmp_path / "short", article)
    monkeypatch.setattr(annotations.shelf, "LARGE", 100)
    for key, before, now in zip(KEYS, short, await _screens(tmp_path / "long", article), strict=True):
        assert f"{key}\n" + "\n".join(now) == f"{key}\n" + "\n".join(before)


async def test_no_key_reads_the_whole_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.txt").write_text(f"{REPORT}\n\n" * 30, encoding="utf-8")
    monkeypatch.setattr(annotations.shelf, "LARGE", 100)
    with closing(Project.open(tmp_path / "annotations.json", [tmp_path], cache=tmp_path / "cache")) as project:
        async with desk(project) as pilot:
            await wait_for(pilot, reader(pilot.app).at_rest.is_set)
            shown = reader(pilot.app).active.article
            assert shown
            assert isinstance(shown.pages, LongText)
            monkeypatch.setattr(LongText, "__str__", _not_all_of_it)
            await pilot.press("enter", *"/people", "enter", "g", *KEYS)
            assert list(project.all_annotations())
