"""Work in a process of its own: the memory that it takes is free when it ends, and what it finds out is in a cache.

What reading a large text leaves behind lies scattered over Python's own pages, which are never given back.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nobody needs it before a large article is read for the first time
    import subprocess

# Nothing is ever imported from the current folder, and the standard library comes before what lies beside this package.
_BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); import annotations; del sys.path[0]; "
_WORK = "from annotations.apart import work; work(sys.argv[2:])"
_ENDED = 1  # exit status of a process whose starter is gone


class Apart:
    """Starts processes that work, waits for them, and ends those that still work when the program leaves.

    May be used in any thread.
    """

    def __init__(self) -> None:
        self._working: set[subprocess.Popen[bytes]] = set()
        self._is_stopped = False

    def do(self, task: str, folder: Path, content: bytes) -> bool:
        """Have a task done, and wait for it; returns whether it was.

        Args:
            task: `MODULE:FUNCTION`, called with the other two. It needs nothing but the standard library and this
                package, and what it prints is lost.
            folder: Where it puts what it finds out.
            content: What it works on.
        """
        import subprocess

        here = str(Path(__file__).parent.parent)
        command = [sys.executable, "-P", "-S", "-c", _BEGIN + _WORK, here, task, str(folder), str(len(content))]
        try:
            with subprocess.Popen(  # noqa: S603 - Python itself
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # or ctrl+c in the terminal would reach it
            ) as process:
                return self._is_done(process, content)
        except OSError:  # it cannot be started, or has ended before it had read everything
            return False

    def _is_done(self, process: "subprocess.Popen[bytes]", content: bytes) -> bool:
        self._working.add(process)
        try:
            if self._is_stopped or process.stdin is None:
                return False
            process.stdin.write(content)
            process.stdin.flush()  # and not closed: this tells it that the program is gone
            return process.wait() == 0
        finally:
            process.kill()
            self._working.discard(process)

    def stop(self) -> None:
        """End what works, and begin nothing more: the program is leaving."""
        self._is_stopped = True
        for process in list(self._working):
            process.kill()


def work(arguments: list[str]) -> None:
    """Do a task in the process that `Apart.do` has started; the content comes by standard input.

    Args:
        arguments: The task, the folder, and the bytes of the content.
    """
    from importlib import import_module
    from threading import Thread

    task, folder, size = arguments
    content = sys.stdin.buffer.read(int(size))
    Thread(target=_end_with_the_starter, args=[sys.stdin.fileno()], daemon=True).start()
    module, _, function = task.partition(":")
    getattr(import_module(module), function)(Path(folder), content)


def _end_with_the_starter(file: int) -> None:
    """Wait for the end of what comes in, which also comes where the program was killed."""
    os.read(file, 1)
    os._exit(_ENDED)
