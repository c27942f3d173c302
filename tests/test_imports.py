"""Starting fast is a feature: what a command does not need is not loaded."""

import subprocess
import sys
from pathlib import Path

import pytest
from making import REPORT
from real_terminal import ROOT

HEAVY = ("textual", "trafilatura", "feedparser", "pydantic", "dateparser", "dateutil", "lxml")


def loaded_by(code: str) -> set[str]:
    """The modules in memory after `code` has run in a fresh Python."""
    program = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, timeout=60)
    return set(done.stderr.decode().splitlines()[-1].split())


def heavy(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules} & set(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["list"], ["export"], ["mentions", "REPORT"], ["mentions", "--json", "REPORT"]],
    ids=" ".join,
)
def test_commands_that_print_load_no_screen(
    arguments: list[str], tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATABASE", str(database))
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    given = [str(report) if each == "REPORT" else each for each in arguments]
    assert not heavy(loaded_by(f"from tui.cli import main; main({given!r})"))


def test_the_command_line_loads_next_to_nothing() -> None:
    loaded = loaded_by("import tui.cli")
    assert not heavy(loaded)
    assert not {"annotations.project", "annotations.detection", "tinydb", "csv", "json"} & loaded


def test_opening_a_project_loads_no_detection_no_parser_and_no_exchange() -> None:
    loaded = loaded_by("import annotations.project")
    assert not heavy(loaded)
    late = ("annotations.detection", "annotations.exchange", "annotations.drafting", "annotations.articles.plain_text")
    assert not {module for module in loaded if module.startswith(late)}


def test_the_screen_loads_no_heavy_widget_and_no_detector_before_its_first_paint() -> None:
    loaded = loaded_by("import tui.app")
    late = ("textual.widgets._markdown", "textual.widgets._text_area", "textual.widgets._data_table", "markdown_it")
    assert not {module for module in loaded if module.startswith((*late, "tree_sitter"))}
    assert not {"trafilatura", "pydantic", "dateparser"} & heavy(loaded)
    assert not {"annotations.detection.quantities", "annotations.exchange.csv_tables", "tui.screens.dialogs"} & loaded


def test_figures_are_found_without_what_annotations_need() -> None:
    modules = loaded_by("from annotations.detection.quantities import find_quantities; find_quantities('two of 3')")
    assert not modules & {"annotations.model", "annotations.evidence", "dataclasses", "inspect", "urllib.parse"}


def test_the_domain_has_never_heard_of_a_screen() -> None:
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "annotations").rglob("*.py")
    )
    loaded = loaded_by("import " + ", ".join(module.removesuffix(".__init__") for module in modules))
    assert not {module for module in loaded if module.partition(".")[0] in ("tui", "textual", "rich")}
