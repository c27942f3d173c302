"""Other names of one entity, as a text that a person can edit.

A line per entity: the name, `=`, its other forms with `;` between them. What follows `#` at the start of a line or
after white space is a remark.

    Islamic State = IS; ISIS; Daesh
"""

import re
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import InputError

_REMARK = re.compile(r"(?:^|(?<=\s))#.*")


def parse_aliases(text: str, source: str = "the aliases") -> dict[str, str]:
    """Read a text of aliases.

    Args:
        text: The text.
        source: What to call it in an error: a file's name.

    Returns:
        The name for each form, the name itself among them.

    Raises:
        InputError: A line is no `name = form; form`, or gives a form that another line has given another name.
    """
    names: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for form, name in _forms(line, f"{source}, line {number}"):
            if names.setdefault(form, name) != name:
                raise InputError(
                    f"{source}, line {number}: “{form}” is already a form of “{names[form]}”. "
                    f"Keep it in one of the two lines."
                )
    return names


def _forms(line: str, where: str) -> Iterator[tuple[str, str]]:
    content = _REMARK.sub("", line.lstrip("\ufeff")).strip()
    if not content:
        return
    name, equals, others = (part.strip() for part in content.partition("="))
    forms = [form.strip() for form in others.split(";") if form.strip()]
    if not (name and equals and forms) or "=" in others:
        raise InputError(f"{where}: “{content}” is not understood. Write: name = form; form")
    yield from ((form, name) for form in (name, *forms))


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

COMMON_ALIASES = parse_aliases(COMMON)


def read_aliases(path: Path) -> dict[str, str]:
    """The common aliases with those of a reader's file laid over them.

    Raises:
        InputError: The file cannot be read, is not UTF-8, or has a line that is not understood.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text. Save it as UTF-8.") from error
    return COMMON_ALIASES | parse_aliases(text, str(path))
