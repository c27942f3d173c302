"""Writers killed with `kill -9` at random moments."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

KILLING = Path(__file__).with_name("killing.py")


@pytest.fixture
def memory_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that needs no disk: what a killed process leaves does not depend on one."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder)


def killed(kind: str, writers: int, rounds: int, folder: Path) -> dict[str, int]:
    command = [sys.executable, str(KILLING), kind, str(writers), str(rounds), "1", str(folder)]
    root = KILLING.parent.parent
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, env={"PYTHONPATH": str(root)})
    result: dict[str, int] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize("writers", [1, 2])
def test_kills_lose_nothing_that_was_acknowledged(writers: int, memory_folder: Path) -> None:
    result = killed("journal", writers, 30, memory_folder)
    assert (result["lost"], result["unopenable"]) == (0, 0)
    assert result["acknowledged"] >= 30


@pytest.mark.long
@pytest.mark.parametrize("writers", [1, 2])
def test_a_thousand_kills_lose_nothing(writers: int, memory_folder: Path) -> None:
    result = killed("journal", writers, 1000, memory_folder)
    assert (result["lost"], result["unopenable"]) == (0, 0)


def test_the_same_kills_break_tinydbs_own_storage(memory_folder: Path) -> None:
    result = killed("default", 2, 40, memory_folder)
    assert result["lost"] + result["unopenable"] > 0
