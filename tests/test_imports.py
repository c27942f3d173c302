"""Starting fast is a feature: what a command does not need is not loaded."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from making import REPORT
from real_terminal import ROOT

AT_FIRST_PAINT = {
    "annotations.allocations", "annotations.apart", "annotations.articles.files", "annotations.articles.formats",
    "annotations.articles.index", "annotations.articles.kept", "annotations.articles.keys",
    "annotations.articles.parse_cache", "annotations.articles.queries", "annotations.cache_file",
    "annotations.catalogue", "annotations.claims", "annotations.companions", "annotations.corrections",
    "annotations.detection.function_words", "annotations.detection.sentences", "annotations.durable",
    "annotations.errors", "annotations.findings", "annotations.history", "annotations.identifiers",
    "annotations.journal", "annotations.ledger", "annotations.listing", "annotations.membership",
    "annotations.model", "annotations.project", "annotations.quantity", "annotations.records", "annotations.shelf",
    "annotations.sources", "annotations.store", "annotations.versions", "argparse", "concurrent.futures.thread",
    "getpass", "gettext", "hashlib", "json", "orjson", "pwd", "sqlite3", "tinydb", "tui.app", "tui.cli",
    "tui.commands.arguments", "tui.driver", "tui.framed", "tui.in_turn", "tui.key_names", "tui.keymaps", "tui.layers",
    "tui.leaving", "tui.screens.annotating", "tui.screens.comparing", "tui.screens.desk", "tui.screens.elsewhere",
    "tui.screens.finding", "tui.screens.hearing", "tui.screens.judging", "tui.screens.listening",
    "tui.screens.listing", "tui.screens.naming", "tui.screens.reader", "tui.screens.reviewing", "tui.screens.tasks",
    "tui.screens.together", "tui.screens.twinning", "tui.settings", "tui.splash", "tui.start", "tui.themes",
    "tui.widgets",
}  # fmt: skip
"""What is loaded when the screen is painted first, over what a bare Textual app loads: modules, or whole packages."""

READING = {"annotations.articles", "annotations.detection", "annotations.placing"}
"""What the thread that reads the first article may have begun to load by then."""

FIRST_PAINT = """
import gc, os, sys
gc.disable()
def tell(app):
    with open(sys.argv[1], "w") as file:
        file.write(" ".join(sys.modules))
    os._exit(0)
"""

BARE = """
from bare_app import BareApp
BareApp.on_ready = tell
BareApp().run(headless=True)
"""

NEWSREADER = """
import tui.start, tui.cli, tui.leaving
from tui.app import NewsreaderApp
NewsreaderApp.on_ready = tell
tui.leaving.run = lambda app, project, **_: app.run(headless=True)
sys.stdin.isatty = sys.stdout.isatty = lambda: True
tui.cli.main(sys.argv[2:])
"""

UNTIL_THE_APP = """
import types
import tui.cli
sys.modules["tui.app"] = types.SimpleNamespace(NewsreaderApp=lambda *_: tell(None))
sys.stdin.isatty = sys.stdout.isatty = lambda: True
tui.cli.main(sys.argv[2:])
"""

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


def test_the_frame_of_the_last_session_is_shown_before_anything_is_loaded() -> None:
    loaded = loaded_by("from tui import start, splash; splash.read(splash.place_of('a start'), 'a start', (80, 24))")
    known = {"gc", "tui", "tui.start", "tui.splash", "zlib"}
    assert {module for module in loaded - loaded_by("pass") if not is_within(module, {"encodings"})} == known


def test_the_command_line_loads_next_to_nothing() -> None:
    loaded = loaded_by("import tui.cli")
    assert not heavy(loaded)
    assert not {"annotations.project", "annotations.detection", "tinydb", "csv", "json"} & loaded


def test_opening_a_project_loads_no_detection_no_parser_and_no_exchange() -> None:
    loaded = loaded_by("import annotations.project")
    assert not heavy(loaded)
    late = ("annotations.detection", "annotations.exchange", "annotations.drafting", "annotations.articles.plain_text")
    assert not {module for module in loaded if module.startswith(late)}
    assert not {f"annotations.journal.{module}" for module in ("drafts", "history", "merging")} & loaded


def test_the_screen_loads_no_heavy_widget_and_no_detector_before_its_first_paint() -> None:
    loaded = loaded_by("import tui.app")
    late = ("textual.widgets._markdown", "textual.widgets._text_area", "textual.widgets._data_table", "markdown_it")
    assert not {module for module in loaded if module.startswith((*late, "tree_sitter"))}
    assert not {"trafilatura", "pydantic", "dateparser"} & heavy(loaded)
    assert not {"annotations.detection.quantities", "annotations.exchange.csv_tables", "tui.screens.dialogs"} & loaded


def at_first_paint(program: str, tmp_path: Path, *arguments: str) -> set[str]:
    """The modules in memory when an app has painted for the first time."""
    told = tmp_path / "modules"
    command = [sys.executable, "-c", FIRST_PAINT + program, str(told), *arguments]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"}
    subprocess.run(command, cwd=ROOT, check=True, timeout=60, env=environment)
    return set(told.read_text().split())


def is_within(module: str, allowed: Iterable[str]) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in allowed)


def test_what_is_loaded_before_the_first_paint_is_on_a_list(tmp_path: Path, database: Path, seeds: Path) -> None:
    ours = at_first_paint(NEWSREADER, tmp_path, "--database", str(database), str(seeds))
    found = {module for module in ours - at_first_paint(BARE, tmp_path) if not module.startswith("_")}
    packages = {package for each in AT_FIRST_PAINT for package in (each.partition(".")[0], each.rpartition(".")[0])}
    allowed = AT_FIRST_PAINT | READING | {"textual.scrollbar", "rich._unicode_data"}
    assert {module for module in found - packages if not is_within(module, allowed)} == set()
    assert AT_FIRST_PAINT - found <= {"getpass", "pwd", "sqlite3"}, "not needed any more"


def test_the_screen_is_loaded_without_openssl(tmp_path: Path, database: Path, seeds: Path) -> None:
    loaded = at_first_paint(UNTIL_THE_APP, tmp_path, "--database", str(database), str(seeds))
    assert {"textual.app", "hashlib"} <= loaded
    assert not {"ssl", "_ssl", "_hashlib"} & loaded


def test_what_fetches_pages_has_tls_all_the_same() -> None:
    loaded = loaded_by("from tui import cli; cli._load_without_openssl(); import urllib.request")
    assert {"asyncio", "ssl", "_ssl"} <= loaded


@pytest.mark.parametrize(("name", "part"), [("asyncio", "ssl"), ("hashlib", "_hashlib")])
def test_openssl_that_is_loaded_already_stays(name: str, part: str) -> None:
    loaded_by(
        f"import {part}; from tui import cli; cli._load_without_openssl(); assert sys.modules['{part}'] is {part}"
    )
    loaded_by(f"import {name}; from tui import cli; cli._load_without_openssl(); assert '{part}' in sys.modules")


def test_figures_are_found_without_what_annotations_need() -> None:
    modules = loaded_by("from annotations.detection.quantities import find_quantities; find_quantities('two of 3')")
    assert not modules & {"annotations.model", "annotations.evidence", "dataclasses", "inspect", "urllib.parse"}


def test_the_domain_has_never_heard_of_a_screen() -> None:
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "annotations").rglob("*.py")
    )
    loaded = loaded_by("import " + ", ".join(module.removesuffix(".__init__") for module in modules))
    assert not {module for module in loaded if module.partition(".")[0] in ("tui", "textual", "rich")}
