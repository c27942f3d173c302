"""Other names of one entity, as a text that a person can edit.

A line per entity: the name, `=`, its other forms with `;` between them. What follows `#` at the start of a line or
after white space is a remark.

    Islamic State = IS; ISIS; Daesh
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from annotations.comparison.spelling import folded
from annotations.errors import InputError

_REMARK = re.compile(r"(?:^|(?<=\s))#.*")


class Aliases(NamedTuple):
    """Other names of entities.

    Attributes:
        names: The name for each form, the name itself among them.
        lines: For each form of the reader's own, the line of the file that gives it, counted from 1.
        problems: What is wrong in the file, a sentence each.
    """

    names: Mapping[str, str]
    lines: Mapping[str, int]
    problems: tuple[str, ...] = ()


def parse_aliases(text: str, source: str = "the aliases") -> Aliases:
    """Read a text of aliases.

    A line that is no `name = form; form`, or gives a form that a line above has given another name, is a problem and
    counts for nothing; the rest holds.

    Args:
        text: The text.
        source: What to call it in a problem: a file's name.
    """
    names: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems = []
    owner: dict[str, str] = {}  # by the folding key: spellings of a form are one form
    for number, line in enumerate(text.splitlines(), 1):
        try:
            name, forms = _read(line)
            _check_owner(name, forms, owner)
        except InputError as error:
            problems.append(f"{source}, line {number}: {error}")
            continue
        names |= dict.fromkeys(forms, name)
        lines |= dict.fromkeys(forms, number)
        owner |= dict.fromkeys(map(folded, forms), name)
    return Aliases(names, lines, tuple(problems))


def _read(line: str) -> tuple[str, list[str]]:
    """The name of a line, and its forms with the name before them; nothing of either in an empty line.

    Raises:
        InputError: The line is not understood.
    """
    content = _REMARK.sub("", line.lstrip("\ufeff")).strip()
    if not content:
        return "", []
    name, equals, others = (part.strip() for part in content.partition("="))
    forms = [form.strip() for form in others.split(";") if form.strip()]
    if not (equals and forms and all(map(folded, (name, *forms)))) or "=" in others:
        raise InputError(f"“{content}” is not understood. Write: name = form; form")
    return name, [name, *forms]


def _check_owner(name: str, forms: list[str], owner: Mapping[str, str]) -> None:
    for form in forms:
        if owner.get(folded(form), name) != name:
            raise InputError(f"“{form}” is already a form of “{owner[folded(form)]}”. Keep it in one of the two lines.")


COMMON = """
Islamic State = IS; ISIS; ISIL; Daesh; Da'esh; Islamic State group; Islamic State of Iraq and Syria
People's Protection Units = YPG; Kurdish People's Protection Units
Women's Protection Units = YPJ
Kurdistan Workers' Party = PKK
Syrian Democratic Forces = SDF
Syrian Observatory for Human Rights = SOHR
United Nations = UN; U.N.
United States = US; U.S.; USA; United States of America
United Kingdom = UK; U.K.
European Union = EU; E.U.
North Atlantic Treaty Organization = NATO
World Health Organization = WHO; World Health Organisation
Agence France-Presse = AFP
Associated Press = AP
Ivory Coast = Côte d'Ivoire
Myanmar = Burma
Kyiv = Kiev
"""
"""Names that the news of many years has used side by side, in the format above."""

COMMON_ALIASES = parse_aliases(COMMON).names


def read_aliases(path: Path | None) -> Aliases:
    """The common aliases with those of a reader's file laid over them; a file that is not there holds none."""
    if path is None:
        return Aliases(COMMON_ALIASES, {})
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Aliases(COMMON_ALIASES, {})
    except OSError as error:
        return Aliases(COMMON_ALIASES, {}, (f"{path}: cannot be read ({error.strerror}).",))
    except UnicodeDecodeError:
        return Aliases(COMMON_ALIASES, {}, (f"{path}: is not UTF-8 text. Save it as UTF-8.",))
    given = parse_aliases(text, str(path))
    return given._replace(names=_over_common(given.names))


def _over_common(given: Mapping[str, str]) -> dict[str, str]:
    """A reader's aliases beside the common ones that they do not replace, those too by the reader's name."""
    called = {folded(form): name for form, name in given.items()}
    kept = {form: called.get(folded(name), name) for form, name in COMMON_ALIASES.items() if folded(form) not in called}
    return {**kept, **given}
