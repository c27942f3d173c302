"""Memory that was used once is given back, and a system that cannot do so is none the worse."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from making import REPORT
from piloting import desk, reader, wait_for

import annotations.catalogue
import tui.screens.desk
from annotations.allocations import give_back, keep_apart
from annotations.findings import Findings
from annotations.project import Project
from tui.widgets.highlights import Intervals, of_sources


class CLibrary:
    """The GNU C library, which keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, int]] = []

    def mallopt(self, parameter: int, value: int) -> None:
        self.told.append(("mallopt", parameter, value))

    def malloc_trim(self, left: int) -> None:
        self.told.append(("malloc_trim", left, 0))


def test_the_c_library_keeps_large_texts_apart_and_gives_back_what_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    library = CLibrary()
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    keep_apart()
    give_back()
    m_mmap_threshold = -3
    assert library.told == [("mallopt", m_mmap_threshold, 1 << 18), ("malloc_trim", 0, 0)]


@pytest.mark.parametrize("module", [None, SimpleNamespace(CDLL=lambda _: object())])
def test_a_system_that_cannot_give_back_is_none_the_worse(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctypes", module)
    keep_apart()
    give_back()


async def test_after_a_large_article_was_read_memory_is_given_back(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    for module in (annotations.catalogue, tui.screens.desk):
        monkeypatch.setattr(module, "LARGE", 100)
        monkeypatch.setattr(module, "give_back", lambda name=module.__name__: given.append(name))
    (tmp_path / "report.txt").write_text(REPORT)
    async with desk(Project.open(database, [tmp_path / "report.txt"], annotator="tester")) as pilot:
        await wait_for(pilot, lambda: {"annotations.catalogue", "tui.screens.desk"} <= set(given))


async def test_who_speaks_in_an_article_that_is_known_is_worked_out_once(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[Findings] = []

    def work_out(findings: Findings) -> Intervals:
        worked_out.append(findings)
        return of_sources(findings)

    monkeypatch.setattr(tui.screens.desk, "of_sources", work_out)
    (tmp_path / "report.txt").write_text(REPORT)
    async with desk(Project.open(database, [tmp_path / "report.txt"], annotator="tester")) as pilot:
        await reader(pilot.app).at_rest.wait()
        assert worked_out == [reader(pilot.app).active.findings]
