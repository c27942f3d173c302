"""What every test finds: a home of its own, the sample articles, and property tests that are short by default."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import textual._wait
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from making import MemoryStore
    from real_terminal import Start
    from rewriting import Flood

    from annotations.model import Article
    from annotations.project import Project

# Pilot sleeps in steps of 20 ms until nothing works any more; a tenth of that says the same and halves the run.
textual._wait.SLEEP_GRANULARITY = 0.002
textual._wait.SLEEP_IDLE = 0.001

# `--hypothesis-profile thorough` looks a hundred times as long.
settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=6000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the library, the settings, the cache or the clipboard of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("COLUMNS", "LINES"):  # of the terminal that the tests run in; theirs have sizes of their own
        monkeypatch.delenv(name, raising=False)
    for name in ("DATABASE", "ALIASES", "THEME", "GLYPHS"):
        monkeypatch.delenv(f"NEWSREADER_{name}", raising=False)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_TTY", "/dev/null")  # or their clipboard would be copied to
    monkeypatch.setenv("NEWSREADER_ANNOTATOR", "tester")
    monkeypatch.setattr("locale.getencoding", lambda: "UTF-8")  # or the signs on the screen would be others
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a database is to be; it is not there yet."""
    return tmp_path / "annotations.json"


@pytest.fixture
def own_database(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    """What names no database works on that of the test."""
    monkeypatch.setenv("NEWSREADER_DATABASE", str(database))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the five sample articles."""
    return SEEDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two short articles; many tests have one of their own."""
    from making import two_articles  # what is imported with this file is not measured by the coverage of every process

    return two_articles(tmp_path)


@pytest.fixture
def project(folder: Path, database: Path) -> "Project":
    """A project of that folder's articles."""
    from annotations.project import Project

    return Project.open(database, [folder], annotator="tester")


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A file with the report."""
    from making import report_in

    return str(report_in(tmp_path))


@pytest.fixture
def store() -> "MemoryStore":
    """A store without a disk."""
    from making import MemoryStore

    return MemoryStore()


@pytest.fixture
def article(project: "Project", report: str) -> "Article":
    """The report, as a project of it reads it."""
    return project.read(report)


@pytest.fixture
def flood(tmp_path: Path, database: Path) -> "Flood":
    """A project whose report can be written anew, and a second article."""
    from rewriting import Flood

    return Flood(tmp_path / "articles", database)


@pytest.fixture
def start(database: Path) -> "Iterator[Start]":
    """Starts newsreader in a terminal; what is started is ended."""
    from real_terminal import NEWSREADER, Terminal

    with ExitStack() as started:

        def begin(
            *arguments: str, size: tuple[int, int] = (100, 30), program: Iterable[str] = NEWSREADER, **environment: str
        ) -> Terminal:
            command = [*program, "--database", str(database), *arguments]
            return started.enter_context(Terminal(command, size, environment))

        yield begin
