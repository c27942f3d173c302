"""The `newsreader` command. Textual is imported only in the branch that opens the screen."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import NewsreaderError
from tui import __version__
from tui.commands.arguments import SETTING_FLAGS, cache_folder, check_paths, parser_for, with_screen

if TYPE_CHECKING:  # not needed for --version and --help
    from annotations.project import Project
    from tui.app import NewsreaderApp
    from tui.settings import Settings
    from tui.splash import Terminal


class _Command(NamedTuple):
    """A command: the function in `tui.commands` that takes its arguments, and what the help says of it."""

    place: str
    arguments: str
    does: str

    def load(self) -> Callable[[list[str]], int]:
        """The function; its module is imported only now."""
        module, function = self.place.split(".")
        loaded: Callable[[list[str]], int] = getattr(import_module(f"tui.commands.{module}"), function)
        return loaded


_COMMANDS = {
    "list": _Command("articles.list_articles", "[PATH…]", "what the library, or files and folders, hold"),
    "export": _Command("exporting.export", "[PATH…]", "write the annotations: CSV, JSON, Markdown"),
    "import": _Command("importing.import_files", "PATH|URL…", "take in articles, and annotations of others"),
    "agreement": _Command("agreement.agreement", "FILE [FILE]", "how far two annotators agree"),
    "mentions": _Command("mentions.mentions", "PATH…", "print the numbers and quotations found"),
    "compare": _Command("comparing.compare_articles", "PATH…", "what the outlets agree and disagree on"),
    "names": _Command("naming.list_names", "PATH…", "who is named, under which forms"),
    "log": _Command("log.log", "", "who changed which annotation when"),
    "backup": _Command("keeping.backup", "", "keep a dated copy of the annotations"),
    "restore": _Command("keeping.restore", "[BACKUP]", "put a copy back, or list the copies"),
    "doctor": _Command("doctor.doctor", "", "say what is wrong with the database"),
    "merge": _Command("merging.merge", "[FILE…]", "merge other copies into the annotations"),
    "merge-driver": _Command("merging.merge_driver", "%O %A %B", "the same for git"),
    "serve": _Command("serving.serve", "[PATH…]", "the same screen in a browser"),
    "keys": _Command("keys.keys", "", "print the keys in force"),
    "config": _Command("config.config", "[--example]", "print the settings in force"),
}

_IN_BROWSER = "TEXTUAL_DRIVER"  # set by what `newsreader serve` starts for each window
_DESCRIPTION = "Read the news as a fact-checker: articles side by side, claims judged from the keyboard."


def main(arguments: Sequence[str] | None = None, terminal: "Terminal | None" = None) -> int:
    """Run the command line.

    Args:
        arguments: Without the program's name; those of the process if not given.
        terminal: Where the program was started, if it may be held for the screen.

    Returns:
        The exit status: 0, 1 where something could not be done, 2 for wrong usage, 130 after Ctrl-C.
    """
    command, options = _command(list(sys.argv[1:] if arguments is None else arguments), terminal)
    try:
        return command(options)
    except NewsreaderError as error:
        print(f"newsreader: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has left; the interpreter must not try to flush the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.filename is not None:  # not our output, and not foreseen
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"newsreader: the output cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _command(given: list[str], terminal: "Terminal | None") -> tuple[Callable[[list[str]], int], list[str]]:
    """The command that is named, if any, and its options; flags may stand before the name."""
    name = _after_flags(given)
    if given[name : name + 1] and given[name] in _COMMANDS:
        gc.enable()
        _let_any_text_out()
        return _COMMANDS[given[name]].load(), _let_settings_hold(given[:name]) + given[name + 1 :]
    return partial(_open, terminal), given


def _after_flags(given: list[str]) -> int:
    """Where the flags end that take a value."""
    known = {"--with", *(flag for flag, _, _ in SETTING_FLAGS)}
    at = 0
    while at < len(given) and (flag := given[at].partition("="))[0] in known:
        at += 1 if flag[1] else 2
    return at


def _let_settings_hold(flags: list[str]) -> list[str]:
    """Let settings named before a command hold for it, as variables do; returns the flags that the command takes.

    They are not put behind its name: `import --annotator` says who made a file, not who imports it.
    """
    if not flags:
        return []
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for setting in ("annotator", "theme"):
        parser.add_argument(f"--{setting}", default="")
    settings, left = parser.parse_known_args(flags)
    os.environ.update({f"NEWSREADER_{name.upper()}": value for name, value in vars(settings).items() if value})
    return left


def _let_any_text_out() -> None:
    """A terminal that has no curly quotes gets question marks, not a crash."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _epilog() -> str:
    rows = [f"  {f'newsreader {name} {each.arguments}':<36}  {each.does}" for name, each in _COMMANDS.items()]
    return "\n".join(
        ["commands (a file of that name is ./NAME):", *rows, "", "`newsreader COMMAND --help` tells more."]
    )


def _open(terminal: "Terminal | None", given: list[str]) -> int:
    """Open the screen; whatever happens, the terminal is as it was before anything is said."""
    try:
        return _read(given, terminal)
    finally:
        if terminal:
            terminal.leave()


def _read(given: list[str], terminal: "Terminal | None") -> int:
    parser = with_screen(parser_for("newsreader", _DESCRIPTION, epilog=_epilog()))
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    parser.add_argument(
        "--no-splash",
        dest="splash",
        action="store_false",
        default=argparse.SUPPRESS,
        help="show nothing until the screen is loaded, and keep nothing for the next start",
    )
    flags = vars(parser.parse_args(given))
    paths: list[Path] = flags.pop("paths")
    beside: list[Path] = flags.pop("beside")
    _look_for_command(paths)
    check_paths([*paths, *beside])
    if _IN_BROWSER not in os.environ:
        _look_at_terminal()
    if terminal:
        terminal.take()
    from tui.settings import load

    return _show(load(flags), paths, beside, terminal)


def _look_for_command(paths: Sequence[Path]) -> None:
    """Refuse the misspelt name of a command, which would be taken for a file.

    Raises:
        NewsreaderError: It is one, and there is no such file.
    """
    first = str(paths[0]) if paths else ""
    if first and not paths[0].exists():
        from difflib import get_close_matches

        for meant in get_close_matches(first, _COMMANDS, n=1):
            raise NewsreaderError(f"{first}: there is no such file, folder or command. Did you mean {meant}?")


def _look_at_terminal() -> None:
    """Refuse what cannot hold the screen.

    Raises:
        NewsreaderError: It is no terminal, or one that cannot move its cursor.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NewsreaderError(
            "the screen needs a terminal, and this is none. "
            "`newsreader list`, `export`, `mentions` and `compare` work without."
        )
    if os.name == "posix" and os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise NewsreaderError(
            f"the screen needs a terminal that can move its cursor, and TERM is {os.environ.get('TERM') or 'not set'}. "
            "Set it to what your terminal is, such as TERM=xterm-256color. `newsreader list`, `export`, `mentions` and "
            "`compare` work without."
        )


def _checked(settings: "Settings") -> "Settings":
    # what else there is need not be looked at, and the defaults are good: looking takes time
    if not settings.keys and settings.origin("theme") == "default":
        return settings
    from tui.in_force import checked

    return checked(settings)


def _show(settings: "Settings", paths: Sequence[Path], beside: Sequence[Path], terminal: "Terminal | None") -> int:
    _load_without_openssl()
    from annotations.project import Project

    project = Project.open(settings.database, paths, annotator=settings.annotator, cache=cache_folder(), beside=beside)
    try:
        from tui.app import NewsreaderApp
        from tui.leaving import run

        app = NewsreaderApp(project, _checked(settings), terminal)
        return run(app, project, closed=partial(_let_go, terminal, app, project, beside) if terminal else None)
    finally:
        project.close()


def _load_without_openssl() -> None:
    """Load `hashlib` and `asyncio` as where Python was built without OpenSSL, which takes long, and 5 MB.

    Hashes are Python's own then. What fetches pages loads `ssl` itself.
    """
    for name, lacking in (("hashlib", "_hashlib"), ("asyncio", "ssl")):
        if not {name, lacking} & sys.modules.keys():
            sys.modules[lacking] = None  # type: ignore[assignment]  # importing it fails, and `name` goes on without
            try:
                import_module(name)
            finally:
                del sys.modules[lacking]


def _let_go(terminal: "Terminal", app: "NewsreaderApp", project: "Project", beside: Sequence[Path]) -> None:
    """Keep the next start's first frame, now that the files it depends on are closed, and give the terminal back."""
    if app.drawn:
        from tui.opening import depends_on, keep

        keep(terminal, app.drawn, app.size, depends_on(project, app.settings, beside, app.size.height))
    terminal.leave()
