"""What is done in a process of its own is the same as what this one would do, and nothing is left of the process."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from subprocess import Popen
from types import SimpleNamespace

import pytest
from making import REPORT
from real_terminal import ROOT

import annotations.apart
import annotations.articles.parse_cache
import annotations.shelf
from annotations.apart import Apart, work
from annotations.articles.findings_cache import FindingsCache
from annotations.articles.parse_cache import ParseCache, packed, parse_apart, unpacked
from annotations.articles.plain_text import parse
from annotations.detection.findings import find
from annotations.finding_apart import find_apart
from annotations.findings import Findings
from annotations.long_text import LongText
from annotations.model import Article
from annotations.project import Project

HANGS = "import time; time.sleep(600)"
KILLED = "import os; os.kill(os.getpid(), 9)"
RUBBISH = "print('{' * 100000, flush=True)"
FAILS = "raise SystemExit(3)"
DAMAGES = (
    f"{annotations.apart._WORK}; from pathlib import Path; "
    "[each.write_bytes(b'{') for each in Path(sys.argv[3]).iterdir() if each.is_file()]"
)
SLOW = """
import os, time
def wait(folder, content):
    (folder / "told").write_text(str(os.getpid()))
    time.sleep(600)
"""
"""A task that tells who does it, and does it for ever."""


class Started:
    """What has been started apart, task by task, and the processes, which run as they would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tasks: list[tuple[str, bool]] = []
        self.processes: list[Popen[bytes]] = []
        do, wait = Apart.do, Apart._is_done

        def noted(apart: Apart, task: str, folder: Path, content: bytes) -> bool:
            self.tasks.append((task.partition(":")[2], is_done := do(apart, task, folder, content)))
            return is_done

        def seen(apart: Apart, process: Popen[bytes], content: bytes) -> bool:
            self.processes.append(process)
            return wait(apart, process, content)

        monkeypatch.setattr(Apart, "do", noted)
        monkeypatch.setattr(Apart, "_is_done", seen)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    return Started(monkeypatch)


@pytest.fixture
def project(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """With one article, which counts as large, and a cache."""
    for module in (annotations.articles.parse_cache, annotations.shelf):
        monkeypatch.setattr(module, "LARGE", 100)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    with closing(Project.open(database, [tmp_path / "report.txt"], cache=tmp_path / "cache")) as project:
        yield project


def answer(project: Project) -> tuple[Article, Findings]:
    return project.read(project.files[0]), project.findings(project.paged(project.files[0]))


def expected(project: Project) -> tuple[Article, Findings]:
    article = parse(REPORT, project.files[0])
    *_, findings = find(article)
    return article, findings


def test_a_large_article_is_read_and_looked_through_in_processes_of_their_own(
    project: Project, started: Started
) -> None:
    assert answer(project) == expected(project)
    assert started.tasks == [("parse_apart", True), ("find_apart", True)]
    assert [process.returncode for process in started.processes] == [0, 0]


def test_what_was_done_apart_is_done_once(project: Project, started: Started, database: Path, tmp_path: Path) -> None:
    answer(project)
    with closing(Project.open(database, [tmp_path / "report.txt"], cache=tmp_path / "cache")) as again:
        assert answer(again) == expected(again)
    assert len(started.tasks) == 2


def test_the_first_pages_are_looked_through_first_and_then_all(
    project: Project, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, findings = expected(project)
    end = whole.lines[3].end
    monkeypatch.setattr(annotations.shelf, "_FIRST_PAGES", end)
    article = project.paged(project.files[0])
    beginning = project.findings(article, beginning=True)
    assert list(beginning.starts) == [start for start in findings.starts if start < end]
    assert 0 < len(beginning.starts) < len(findings.starts)
    assert project.findings(article) == findings
    assert started.tasks == [("parse_apart", True), ("find_apart", True), ("find_apart", True)]


def test_a_large_article_with_one_line_has_no_first_pages(
    project: Project, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations.shelf, "_FIRST_PAGES", 3)
    assert project.findings(project.paged(project.files[0]), beginning=True) == Findings()
    assert started.tasks == [("parse_apart", True)]


@pytest.mark.parametrize("beginning", [True, False])
def test_where_no_process_can_be_started_a_long_text_is_read_a_few_times(
    project: Project, monkeypatch: pytest.MonkeyPatch, beginning: bool
) -> None:
    read, whole = [0], LongText.__str__

    def counted(text: LongText) -> str:
        read[0] += 1
        return whole(text)

    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    article = project.paged(project.files[0])
    monkeypatch.setattr(LongText, "__str__", counted)
    assert project.findings(article, beginning=beginning) == expected(project)[1]
    assert read[0] <= 2


def test_a_large_article_lies_in_a_file_for_whoever_looks_at_a_few_pages(project: Project) -> None:
    article = project.paged(project.files[0])
    assert isinstance(article.pages, LongText)
    assert project.paged(project.files[0]) is article
    assert article.text == REPORT
    assert project.read(project.files[0]) == expected(project)[0]


def test_where_nothing_can_be_written_a_large_article_stays_in_memory(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert project.paged(project.files[0]).pages == REPORT


@pytest.mark.parametrize("program", [KILLED, RUBBISH, FAILS, DAMAGES])
def test_a_process_that_fails_leaves_the_answer_as_it_was(
    project: Project, started: Started, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(annotations.apart, "_WORK", program)
    assert answer(project) == expected(project)
    assert [task for task, _ in started.tasks] == ["parse_apart", "find_apart"]


@pytest.mark.parametrize("python", ["", "/nowhere/python"])
def test_where_no_process_can_be_started_the_answer_is_as_it_was(
    project: Project, started: Started, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert answer(project) == expected(project)
    assert started.tasks == [("parse_apart", False), ("find_apart", False)]


def test_a_process_that_ends_before_it_has_read_everything_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations.apart, "_WORK", "pass")
    assert not Apart().do("nothing:nothing", tmp_path, b"." * 10_000_000)


def test_small_articles_and_those_without_a_cache_start_no_process(
    database: Path, tmp_path: Path, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    for cache, large in ((tmp_path / "cache", 1 << 20), (None, 100)):
        monkeypatch.setattr(annotations.articles.parse_cache, "LARGE", large)
        monkeypatch.setattr(annotations.shelf, "LARGE", large)
        with closing(Project.open(database, [tmp_path / "report.txt"], cache=cache)) as project:
            assert answer(project) == expected(project)
    assert started.tasks == []


def test_a_file_in_the_current_folder_is_never_imported(
    project: Project, started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "hashlib", "annotations", "threading"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    answer(project)
    assert [is_done for _, is_done in started.tasks] == [True, True]


def test_leaving_ends_the_work_at_once(project: Project, started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    article = project.read(project.files[0])
    monkeypatch.setattr(annotations.apart, "_WORK", HANGS)
    looking = threading.Thread(target=project.findings, args=[article])
    looking.start()
    until(lambda: len(started.processes) == 2)
    left = time.monotonic()
    project.stop()
    looking.join()
    assert time.monotonic() - left < 0.25 * 4  # a quarter of a second where nothing else runs
    assert started.processes[-1].returncode == -9


def test_leaving_keeps_no_count_of_an_article_that_was_read_in_part(
    project: Project, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.read(project.files[0])
    monkeypatch.setattr(annotations.apart, "_WORK", HANGS)
    monkeypatch.setattr(annotations.catalogue, "_BATCH", 0)  # what was read is delivered at once
    surveying = threading.Thread(target=lambda: list(project.survey(project.files)))
    surveying.start()
    until(lambda: len(started.processes) == 2)
    project.stop()
    surveying.join()
    assert project.index.get(project.files[0]) is None


def test_who_has_left_begins_nothing_more(tmp_path: Path, started: Started) -> None:
    apart = Apart()
    apart.stop()
    assert not apart.do("nothing:nothing", tmp_path, b"")
    assert [process.returncode for process in started.processes] == [-9]


def test_a_process_ends_when_its_starter_was_killed(tmp_path: Path) -> None:
    told = tmp_path / "told"
    (tmp_path / "slow.py").write_text(SLOW)
    run = (
        "import sys, pathlib, annotations.apart as apart\n"
        "apart._WORK = f'sys.path.append({sys.argv[1]!r}); {apart._WORK}'\n"
        "apart.Apart().do('slow:wait', pathlib.Path(sys.argv[1]), b'text')"
    )
    with Popen([sys.executable, "-c", run, str(tmp_path)], cwd=ROOT) as starter:
        until(lambda: told.exists() and told.read_text() != "")
        starter.kill()
    until(lambda: not is_alive(int(told.read_text())))


def test_work_calls_the_task_with_what_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = REPORT.encode()
    ended = threading.Event()
    monkeypatch.setattr(os, "_exit", lambda status: ended.set() if status else None)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as incoming:
        os.write(writing, content)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=incoming, fileno=incoming.fileno))
        work(["annotations.articles.parse_cache:parse_apart", str(tmp_path), str(len(content))])
        assert list(tmp_path.glob("*.json"))
        assert not ended.is_set()
        os.close(writing)
        assert ended.wait(5)


def test_what_is_done_apart_is_what_is_done_here(tmp_path: Path) -> None:
    article = parse(REPORT)
    parse_apart(tmp_path, REPORT.encode())
    find_apart(tmp_path, packed(article))
    *_, findings = find(article)
    assert unpacked(packed(article)) == ParseCache(tmp_path).parse(REPORT) == article
    assert FindingsCache(tmp_path).get(article) == findings


def test_half_characters_survive_the_way(tmp_path: Path) -> None:
    text = REPORT + "\nHalf a character \ud83d stood there, 20 people said.\n"
    article = parse(text)
    assert unpacked(packed(article)) == article
    parse_apart(tmp_path, text.encode("utf-8", "surrogatepass"))
    assert list(tmp_path.glob("*.json"))


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, which it does soon.

    Raises:
        TimeoutError: It does not.
    """
    deadline = time.monotonic() + 20
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        threading.Event().wait(0.01)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that nobody has waited for does not any more."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
