"""Copying: by a program of the desktop where there is one, else by asking the terminal.

The request to the terminal, OSC 52 (xterm's "Operating System Commands"), is answered by nobody: many terminals do not
know it or forbid it, so a program that tells whether it worked comes first.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

_PATIENCE = 2.0  # seconds that a program has

_ASKED_TERMINAL = (
    "Asked the terminal to copy. If it is not in the clipboard, the terminal forbids that: "
    "install wl-clipboard, xclip or xsel."
)
_ASKED_FROM_AFAR = (
    "Asked your terminal to copy. If it is not in the clipboard, allow it there (OSC 52, “clipboard access”)."
)
_ASKED_BROWSER = "Asked the browser to copy. If it is not in the clipboard, open it as localhost or over https."


def has_windows(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether programs of this machine can open windows where the person sits."""
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return True
    return sys.platform in {"darwin", "win32"} and not is_far(environment)


def copy_by_program(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Copy with the first program that fits and works; its name, or nothing where none does. Takes seconds at worst."""
    for program, *arguments in _programs(environment):
        path = shutil.which(program, path=environment.get("PATH"))
        if path and _takes([path, *arguments], text.encode(_encoding(program)), environment):
            return program
    return ""


def is_far(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the person sits at another machine, whose clipboard the programs of this one do not reach."""
    return "SSH_CONNECTION" in environment or "SSH_TTY" in environment


def _programs(environment: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    if environment.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environment.get("DISPLAY"):  # a far desktop too, where ssh leads to it
        yield ("xclip", "-selection", "clipboard", "-in")
        yield ("xsel", "--clipboard", "--input")
    if not is_far(environment):  # only where they exist: a Mac, Windows with its Linux
        yield ("pbcopy",)
        yield ("clip.exe",)
    if environment.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-")  # -w: and in the clipboard of the terminal around it


def told(program: str, *, in_browser: bool, environment: Mapping[str, str] = os.environ) -> str:
    """What is said of a copy that a program has made, or for which the terminal was asked."""
    if program == "tmux":
        return "Copied by tmux, which has asked the terminal around it to do the same."
    if program:
        return f"Copied by {program}."
    if in_browser:
        return _ASKED_BROWSER
    return _ASKED_FROM_AFAR if is_far(environment) else _ASKED_TERMINAL


def _encoding(program: str) -> str:
    return "utf-16-le" if program == "clip.exe" else "utf-8"  # else Windows takes it for its own code page


def _takes(command: list[str], data: bytes, environment: Mapping[str, str]) -> bool:
    try:  # output is thrown away: xclip and wl-copy stay in the background and would keep a pipe open
        done = subprocess.run(  # noqa: S603 - one of the programs above
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
