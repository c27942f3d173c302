"""`newsreader serve`: the screen in a browser, each window a program of its own on the same database."""

import argparse
import os
import shlex
import socket
import sys
from contextlib import closing
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path

from annotations.errors import NewsreaderError
from tui.commands.arguments import SETTING_FLAGS, check_paths, parser_for, with_screen
from tui.commands.printing import warn

_ABOUT = "Show the screen in a browser, as many windows as you like. ctrl+c ends it."
_MISSING = (
    "the browser needs textual-serve, which is not installed. `pip install 'newsreader-tui[serve]'` installs it "
    "(`uv tool install 'newsreader-tui[serve]'` where newsreader is a tool of uv)."
)
_OPEN_TO_OTHERS = (
    "{host} is not this machine alone: whoever reaches port {port} reads your articles, annotates in your name and "
    "writes files as you. There is no password and no encryption. Without --host only this machine is served."
)
_IN_USE = "port {port} of {host} cannot be had: {reason}. Name another one, such as --port {other}; --port 0 takes any."


def serve(given: list[str]) -> int:
    """Serve until ctrl+c."""
    options = _parser().parse_args(given)
    check_paths([*options.paths, *options.beside])
    if find_spec("textual_serve") is None:
        raise NewsreaderError(_MISSING)
    _look_at_what_is_served(options)
    with _listening(options.host, options.port) as listening:
        host, port = listening.getsockname()[:2]
        local = ip_address(host).is_loopback
        if not local:
            warn(_OPEN_TO_OTHERS.format(host=options.host, port=port))
        print(f"newsreader is at {address(options.host, port)} until ctrl+c.", flush=True)
        from tui.commands.browser_server import BrowserServer

        # exec: no shell stands between the server and the window
        BrowserServer(f"exec {shlex.join(window_command(options))}", local=local).run_on(listening)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = with_screen(parser_for("newsreader serve", _ABOUT))
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at; by default this machine alone")
    parser.add_argument("--port", default=8000, type=_port, help="8000 by default; 0 is any that is free")
    return parser


def _port(named: str) -> int:
    if not named.isdecimal() or int(named) > 0xFFFF:
        raise argparse.ArgumentTypeError(f"{named} is no port: 0 to 65535")
    return int(named)


def window_command(options: argparse.Namespace) -> list[str]:
    """What is started for each window: this program with the same flags and paths."""
    flags = [flag for flag, _, _ in SETTING_FLAGS if hasattr(options, flag.removeprefix("--"))]
    settings = [f"{flag}={getattr(options, flag.removeprefix('--'))}" for flag in flags]
    beside = [f"--with={path}" for path in options.beside]
    return [sys.executable, "-m", "tui", *settings, *beside, "--", *map(str, options.paths)]


def address(host: str, port: int) -> str:
    """The address that a browser understands."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _look_at_what_is_served(options: argparse.Namespace) -> None:
    """Tell at the terminal what would otherwise only be told in each window.

    Raises:
        NewsreaderError: A database cannot be opened.
    """
    from annotations.project import Project
    from tui.settings import load

    named = {flag.removeprefix("--") for flag, _, _ in SETTING_FLAGS} & vars(options).keys()
    settings = load({name: getattr(options, name) for name in named})
    for sentence in settings.warnings:
        warn(sentence)
    with closing(
        Project.open(settings.database, [Path(path) for path in options.paths], read_only=True, beside=options.beside)
    ):
        pass


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        NewsreaderError: There is no such address, or the port cannot be had.
    """
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family)
    except socket.gaierror as error:
        raise NewsreaderError(f"{host}: there is no such address ({error.strerror}).") from error
    except OSError as error:
        told = _IN_USE.format(host=host, port=port, reason=os.strerror(error.errno or 0), other=max(1024, port) + 1)
        raise NewsreaderError(told) from error
