"""What a reader may choose, where each choice comes from, and what is wrong with it.

A flag comes before the environment, that before the project's file, that before the user's file, and that before the
default. Nothing here loads Textual: whether a theme, an action and a key exist is looked at in `tui.in_force`.
"""

import locale
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from annotations.model import Status
from tui.keymaps import KEYMAPS

PROJECT_FILES = ("newsreader.toml", ".newsreader.toml")
"""Names of a project's file; it holds in its folder and in all below."""

PASSED_OVER = "Until it is mended it is passed over."

_MOST_TAGS = 9  # one for each of the keys 1 to 9
_TERMINALS_WITH_LINKS = {"WezTerm", "ghostty", "iTerm.app", "rio", "tmux", "vscode"}  # TERM_PROGRAM
_TERMS_WITH_LINKS = ("alacritty", "contour", "foot", "wezterm", "xterm-ghostty", "xterm-kitty")  # beginnings of TERM
_VTE_WITH_LINKS = 5000  # 0.50; GNOME Terminal and its kin
_VARIABLES = ("aliases", "annotator", "database", "glyphs", "splash", "theme")  # `theme` is NEWSREADER_THEME
_SWITCHES: Mapping[str, object] = {"true": True, "false": False}  # as a variable can say it


class StatusLook(NamedTuple):
    """How a status is shown; its value in the database and in exports stays.

    Attributes:
        word: Instead of its English name; nothing keeps that.
        sign: One cell, instead of the sign of the glyphs in force; nothing keeps that.
    """

    word: str = ""
    sign: str = ""


def _system_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return ""


def _users_database() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("newsreader")) / "annotations.json"


def _users_aliases() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("newsreader")) / "aliases.txt"


def _glyphs_of_locale() -> str:
    return "unicode" if locale.getencoding().lower().replace("-", "") == "utf8" else "ascii"


def has_hyperlinks(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is known to have hyperlinks, by what it says of itself in the environment.

    After the list in https://github.com/Alhadis/OSC8-Adoption; tmux passes them on, or leaves them out.
    """
    if environment.get("TERM_PROGRAM") == "textual":  # a browser; TERM is that of the server
        return True
    if environment.get("TERM", "") in {"", "dumb", "linux"} or environment.get("TERM", "").startswith("screen."):
        return False
    vte = environment.get("VTE_VERSION", "")
    named = any(name in environment for name in ("KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION", "DOMTERM"))
    return (
        named
        or (vte.isdecimal() and int(vte) >= _VTE_WITH_LINKS)
        or environment.get("TERM_PROGRAM", "") in _TERMINALS_WITH_LINKS
        or environment["TERM"].startswith(_TERMS_WITH_LINKS)
    )


@dataclass(frozen=True)
class Settings:
    """The settings in force; without arguments, the defaults.

    Attributes:
        annotator: Who annotates; goes with every annotation. The name the system knows the user by, or none.
        database: The annotations: a JSON file.
        aliases: Other names of entities, as `annotations.comparison.aliases` reads them; the file need not be there.
        theme: `light`, `dark`, `terminal` for the terminal's own colours, or the name of a theme of Textual.
        glyphs: `unicode` or `ascii`: the signs the program draws. ASCII where the locale is not UTF-8.
        tags: The tags behind the keys 1 to 9, in this order.
        links: Whether addresses are hyperlinks (OSC 8), which some terminals show as garbage.
        advance: Whether a judgement goes on to the next mention.
        splash: Whether a start shows at once what the last session has kept for it.
        statuses: By the value of a status, how it is shown; statuses that are not named keep their looks.
        keymap: The name of a keymap in `tui.keymaps`.
        keys: By the id of an action, its keys as they were written: characters such as `a` or `.`, or names such as
            `pagedown` and `ctrl+d`. What comes first has the better right to a key. Actions that are not named keep the
            keys of the keymap.
        origins: By the full name of a setting (`theme`, `statuses.agreed.word`, `keys.claim.agree`), where its value
            comes from; a setting that is not named has its default.
        warnings: What is wrong, a sentence each.
        files: The files that were looked for, and whether they are there; the one that comes first before the other.
    """

    annotator: str = field(default_factory=_system_user)
    database: Path = field(default_factory=_users_database)
    aliases: Path = field(default_factory=_users_aliases)
    theme: str = "dark"
    glyphs: str = field(default_factory=_glyphs_of_locale)
    tags: tuple[str, ...] = ("figure", "quote", "source", "check", "context", "copied", "changed", "opinion", "error")
    links: bool = field(default_factory=has_hyperlinks)
    advance: bool = False
    splash: bool = True
    statuses: Mapping[str, StatusLook] = field(default_factory=dict)
    keymap: str = "vim"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    files: tuple[tuple[Path, bool], ...] = ()

    def origin(self, name: str) -> str:
        """Where the value of a setting comes from: a flag, a variable, a file and line, or `default`."""
        return self.origins.get(name, "default")


class _SettingError(Exception):
    """There is no such setting, or it does not take this value; the message is a sentence."""


class _Given(NamedTuple):
    """A value as somebody wrote it.

    Attributes:
        name: The setting's full name.
        value: Not looked at yet.
        origin: Where it was written, for a person.
        folder: What a relative path starts from.
    """

    name: str
    value: object
    origin: str
    folder: Path


def load(
    flags: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """The settings in force.

    What is wrong somewhere is passed over and told in `Settings.warnings`; the value that comes next holds.

    Args:
        flags: What the command line says, by the name of the setting.
        environment: Variables.
        folder: Where the search for the project's file begins; the working folder if not given.
    """
    import platformdirs

    here = folder or _working_folder()
    user_file = Path(platformdirs.user_config_dir("newsreader")) / "settings.toml"
    project_file = find_project_file(here)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    warnings: list[str] = []
    given = [
        *(_Given(name, value, f"--{name}", here) for name, value in (flags or {}).items()),
        *_in_environment(environment, here),
        *(_in_file(project_file, warnings) if project_file else ()),
        *_in_file(user_file, warnings),
    ]
    for each in given:
        try:
            values.setdefault(each.name, _read(each))
        except _SettingError as error:
            warnings.append(f"{each.origin}: {error} {PASSED_OVER}")
        else:
            origins.setdefault(each.name, each.origin)
    files = ((project_file or here / PROJECT_FILES[0], project_file is not None), (user_file, _is_file(user_file)))
    return Settings(**_grouped(values), origins=origins, warnings=tuple(warnings), files=files)


def find_project_file(folder: Path) -> Path | None:
    """The project's file: the nearest one from a folder upwards, as other tools look for theirs."""
    candidates = (above / name for above in (folder, *folder.parents) for name in PROJECT_FILES)
    return next((path for path in candidates if _is_file(path)), None)


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError:  # somebody has deleted it
        return Path("/")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that must not be looked into
        return False


def _in_file(path: Path, warnings: list[str]) -> Iterator[_Given]:
    if not _is_file(path):
        return
    from tui.toml_file import TomlError, read_toml

    try:
        entries = read_toml(path)
    except TomlError as error:
        warnings.append(f"{path}: {error}. Nothing in it is used until it is mended.")
        return
    for name, entry in entries.items():
        look = name.startswith("statuses.") and name.count(".") == 1  # the word alone
        full = f"{name}.word" if look else name
        yield _Given(full, entry.value, f"{path}:{entry.line}", path.parent)


def _in_environment(environment: Mapping[str, str], folder: Path) -> Iterator[_Given]:
    for name in _VARIABLES:
        if value := environment.get(variable := f"NEWSREADER_{name.upper()}"):
            yield _Given(name, _SWITCHES.get(value, value), variable, folder)


def _read(given: _Given) -> object:
    """The value of a setting.

    Raises:
        _SettingError: There is no such setting, or it does not take this value.
    """
    if given.name.startswith("keys."):
        return _keys(given)
    if given.name not in _READERS:
        raise _SettingError(_unknown(given.name))
    return _READERS[given.name](given)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    if name.startswith("statuses."):
        known = ", ".join(Status)
        return f"there is no setting {name.removesuffix('.word')!r}: statuses are {known}: word and sign."
    near = get_close_matches(name, _READERS, 1)
    return f"there is no setting {name!r}{f'; is {near[0]!r} meant?' if near else '.'}"


def _text(given: _Given) -> str:
    if not isinstance(given.value, str) or not given.value.strip():
        raise _SettingError(f"{given.name} must be a text in quotation marks.")
    return given.value.strip()


def _one_of(known: tuple[str, ...], given: _Given) -> str:
    if given.value not in known:
        choice = " or ".join(f'"{each}"' for each in known)
        raise _SettingError(f"{given.name} must be {choice}.")
    return str(given.value)


def _path(given: _Given) -> Path:
    return given.folder / Path(_text(given)).expanduser()


def _switch(given: _Given) -> bool:
    if not isinstance(given.value, bool):
        raise _SettingError(f"{given.name} must be true or false.")
    return given.value


def _tags(given: _Given) -> tuple[str, ...]:
    value = given.value
    if not isinstance(value, list) or len(value) > _MOST_TAGS or not all(isinstance(tag, str) for tag in value):
        raise _SettingError(f"tags must be a list of at most {_MOST_TAGS} texts.")
    tags = tuple(tag.strip() for tag in value)
    if "" in tags or len(set(tags)) < len(tags):
        raise _SettingError("tags must differ, and none may be empty.")
    return tags


def _sign(given: _Given) -> str:
    sign = given.value
    if not isinstance(sign, str) or len(sign) != 1 or not sign.isprintable() or sign == " " or _is_wide(sign):
        raise _SettingError(f"{given.name} must be one character that takes one cell.")
    return sign


def _is_wide(character: str) -> bool:
    return bool(unicodedata.east_asian_width(character) in "WF" or unicodedata.combining(character))


def _keys(given: _Given) -> tuple[str, ...]:
    keys = given.value if isinstance(given.value, list) else [given.value]
    if not keys or not all(isinstance(key, str) and key for key in keys):
        action = given.name.removeprefix("keys.")
        raise _SettingError(f'the keys of {action} must be a key such as "a", or a list of keys.')
    return tuple(keys)


def _table(given: _Given) -> object:
    raise _SettingError(f"{given.name} must be a table: a line [{given.name}], and below it a line for each.")


_READERS: Mapping[str, Callable[[_Given], object]] = {
    "keys": _table,
    "statuses": _table,
    "annotator": _text,
    "database": _path,
    "aliases": _path,
    "theme": _text,
    "glyphs": partial(_one_of, ("unicode", "ascii")),
    "tags": _tags,
    "links": _switch,
    "advance": _switch,
    "splash": _switch,
    "keymap": partial(_one_of, tuple(KEYMAPS)),
    **{f"statuses.{status.value}.word": _text for status in Status},
    **{f"statuses.{status.value}.sign": _sign for status in Status},
}


def _grouped(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the fields of `Settings`: statuses and keys each under one name."""
    grouped = {name: value for name, value in values.items() if "." not in name}
    grouped["keys"] = {name.removeprefix("keys."): value for name, value in values.items() if name.startswith("keys.")}
    looks = {
        status.value: StatusLook(*(values.get(f"statuses.{status.value}.{part}", "") for part in StatusLook._fields))
        for status in Status
    }
    grouped["statuses"] = {status: look for status, look in looks.items() if any(look)}
    return grouped
